/* SPDX-License-Identifier: Apache-2.0 */
/*
 * reader - short ways to read a text into a bom and to look at its numbers.
 *
 * Reads:  golden.h
 * Gives:  reader_body(), reader_number(), reader_amount()
 * Memory: the golden's
 */
#ifndef RETRACE_TEST_READER_H
#define RETRACE_TEST_READER_H

#include "tests/unit/golden.h"

/* The inside of a bom element of our XML; not linked. */
static inline enum status
reader_body(struct golden *g, const char *body)
{
	static const char head[] = "<bom xmlns=\"urn:retrace:bom:1\">";
	size_t n = strlen(head) + strlen(body) + 7;
	char *text = malloc(n);

	ck_assert_ptr_nonnull(text);
	snprintf(text, n, "%s%s</bom>", head, body);
	golden_read(g, "t.xml", (struct str){ text, n - 1 });
	free(text);
	return g->st;
}

/* A number of the bom as text. */
static inline const char *
reader_number(const struct golden *g, uint32_t id, char text[NUM_TEXT])
{
	mpq_t q;

	if (id == NUM_INFINITE)
		return "infinite";
	numtab_view(&g->b.num, id, q);
	num_format_exact(text, q);
	return text;
}

/* "[0, 0.001)", and "share" behind it if it is one. */
static inline const char *
reader_amount(const struct golden *g, struct amount a, char text[3 * NUM_TEXT])
{
	char lo[NUM_TEXT], hi[NUM_TEXT];

	snprintf(text, 3 * NUM_TEXT, "%c%s, %s%c%s", a.lo_open ? '(' : '[',
	    reader_number(g, a.lo, lo), reader_number(g, a.hi, hi),
	    a.hi_open || a.hi == NUM_INFINITE ? ')' : ']',
	    a.is_share ? " share" : "");
	return text;
}

#endif
