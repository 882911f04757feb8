/* SPDX-License-Identifier: Apache-2.0 */
/*
 * fuzz_receipt - any bytes as a receipt.
 *
 * What is read is the same as itself, and not the same with one byte changed,
 * one line less or one more; each difference is told.
 */
#include "core/report/check/receipt.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void
require(bool ok)
{
	if (!ok)
		abort();
}

/* Holds the text against the receipt. */
static bool
is_same(const struct receipt *r, struct str text)
{
	struct findings f = { 0 };
	struct error err = { 0 };
	struct receipt_match m;
	FILE *to = receipt_match_open(&m, r, &f);
	enum status st;

	require(to != NULL);
	fwrite(text.p, 1, text.n, to);
	if (text.n == 0 || text.p[text.n - 1] != '\n')
		fputc('\n', to);
	st = receipt_match_close(&m, to, &err);
	require(err.code == ST_OK && (st == ST_OK) == (m.differ == 0));
	require((st == ST_OK) == (f.errors == 0));
	findings_free(&f);
	return st == ST_OK;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	struct str text = { (const char *)data, n };
	struct arena a = { 0 };
	struct error err = { 0 };
	struct receipt r;
	char *other = malloc(n + 2);

	require(other != NULL);
	if (receipt_read(&r, text, "fuzz", &a, &err) == ST_OK) {
		require(r.ninput > 0 && r.head.n > 0);
		require(is_same(&r, text));
		memcpy(other, text.p, n);
		other[r.head.n - 1] ^= 1; /* the last sign of the first line */
		require(!is_same(&r, (struct str){ other, n }));
		require(r.verdicts.n == 0 || !is_same(&r, r.head));
		memcpy(other, text.p, n);
		if (other[n - 1] != '\n')
			other[n++] = '\n';
		other[n++] = 'x';
		require(!is_same(&r, (struct str){ other, n }));
	} else {
		require(err.code != ST_OK);
	}
	free(other);
	arena_free(&a);
	return 0;
}
