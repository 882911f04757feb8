/* SPDX-License-Identifier: Apache-2.0 */
/*
 * reader - a bom, the table of substances and findings for one test.
 *
 * Reads:  check.h, read.h, link.h
 * Gives:  reading of texts and files into a bom; messages as one text
 * Memory: reader_close()
 */
#ifndef RETRACE_TESTS_READER_H
#define RETRACE_TESTS_READER_H

#include "core/base/xml.h"
#include "core/bom/link.h"
#include "core/bom/read.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct reader {
	struct bom b;
	struct findings f;
	struct substance_table chem;
	struct arena arena;
	enum format found;
	char messages[20000];
};

static inline void
reader_open(struct reader *r)
{
	struct error err = { 0 };

	memset(r, 0, sizeof(*r));
	xml_start();
	ck_assert(bom_init(&r->b));
	ck_assert_int_eq(
	    substance_table_init(&r->chem, &r->arena, &err), ST_OK);
}

static inline void
reader_close(struct reader *r)
{
	bom_free(&r->b);
	findings_free(&r->f);
	substance_table_free(&r->chem);
	arena_free(&r->arena);
}

static inline enum status
reader_read(struct reader *r, const char *name, const char *text, size_t n)
{
	struct bytes bytes = { malloc(n + 1), n };

	ck_assert_ptr_nonnull(bytes.p);
	memcpy(bytes.p, text, n);
	bytes.p[n] = '\0';
	return bom_read_bytes(&r->b, &r->chem, name, &bytes, &r->found, &r->f);
}

/* The inside of a bom element. */
static inline enum status
reader_body(struct reader *r, const char *body)
{
	static const char head[] = "<bom xmlns=\"urn:retrace:bom:1\">";
	size_t n = strlen(head) + strlen(body) + 7;
	char *text = malloc(n);
	enum status st;

	ck_assert_ptr_nonnull(text);
	snprintf(text, n, "%s%s</bom>", head, body);
	st = reader_read(r, "t.xml", text, n - 1);
	free(text);
	return st;
}

/* "file:line:col: text", one line each, as the program prints them. */
static inline const char *
reader_messages(struct reader *r)
{
	size_t n = 0;

	r->messages[0] = '\0';
	for (size_t i = 0; i < r->f.n; i++) {
		const struct finding *x = &r->f.list[i];
		char col[16] = "";

		if (x->at.col > 0)
			snprintf(col, sizeof(col), ":%u", x->at.col);
		n += (size_t)snprintf(r->messages + n, sizeof(r->messages) - n,
		    "%s:%u%s: %s%s\n", x->at.file != NULL ? x->at.file : "",
		    x->at.line, col, x->sev == SEV_WARNING ? "warning: " : "",
		    x->text);
		ck_assert_uint_lt(n, sizeof(r->messages));
	}
	return r->messages;
}

/* A number of the bom as text. */
static inline const char *
reader_number(const struct reader *r, uint32_t id, char text[NUM_TEXT])
{
	mpq_t q;

	if (id == NUM_INFINITE)
		return "infinite";
	numtab_view(&r->b.num, id, q);
	num_format_exact(text, q);
	return text;
}

/* "[0, 0.001)" and "share" if it is one. */
static inline const char *
reader_amount(const struct reader *r, struct amount a, char text[3 * NUM_TEXT])
{
	char lo[NUM_TEXT], hi[NUM_TEXT];

	snprintf(text, 3 * NUM_TEXT, "%c%s, %s%c%s", a.lo_open ? '(' : '[',
	    reader_number(r, a.lo, lo), reader_number(r, a.hi, hi),
	    a.hi_open || a.hi == NUM_INFINITE ? ')' : ']',
	    a.is_share ? " share" : "");
	return text;
}

#endif
