/* SPDX-License-Identifier: Apache-2.0 */
/*
 * fuzz_finish - any bytes as a draft.
 *
 * What is finished holds against itself and is its own canonical form; what
 * is not leaves a finding and no filing.
 */
#include "core/filing/finish.h"
#include "core/filing/seal/unseal.h"
#include "core/filing/sign/c14n.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t n);

static void
require(bool ok)
{
	if (!ok)
		abort();
}

/* What it keeps back is opened by its opening, to the last value. */
static void
check_opened(
    const struct finished *x, xmlDoc *doc, struct arena *a, struct findings *f)
{
	struct unsealed u;
	const char *reason;

	if (x->opening.n == 0)
		return;
	require(unseal(doc, &x->opening, "fuzz", a, &u, &reason, f) == ST_OK);
	require(u.opened == x->opening.n);
}

static void
check_finished(const struct finished *x, struct arena *a, struct findings *f)
{
	struct error err = { 0 };
	char id[SHA256_HEX];
	xmlDoc *doc = NULL;

	require(xml_read(x->xml, "fuzz", &doc, f) == ST_OK);
	require(filing_check(doc, "fuzz", NULL, f) == ST_OK);
	require(filing_id(doc, id, &err) == ST_OK && strcmp(id, x->id) == 0);
	require(str_eq(c14n_document(doc, a), x->xml));
	check_opened(x, doc, a, f);
	xmlFreeDoc(doc);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	const struct finish_input in = { .draft = { (const char *)data, n },
		.file = "fuzz",
		.created = 1770000000,
		.checkpoint = STR("log\n1\nx\n\n\xe2\x80\x94 log sig\n"),
		.hypothetical = true };
	struct finished x = { .id = "" };
	struct findings f = { 0 };
	struct arena a = { 0 };

	xml_start();
	if (filing_finish(&in, &a, &x, &f) == ST_OK)
		check_finished(&x, &a, &f);
	else
		require(f.errors > 0 && x.xml.p == NULL);
	findings_free(&f);
	arena_free(&a);
	return 0;
}
