/* SPDX-License-Identifier: Apache-2.0 */
/*
 * golden_json - JSON of others in the bom.
 *
 * Reads:  golden_bom.h
 * Gives:  a text that is read, the first example in JSON of a page, uses of a
 *         part in words
 */
#ifndef RETRACE_TEST_GOLDEN_JSON_H
#define RETRACE_TEST_GOLDEN_JSON_H

#include "tests/unit/golden_bom.h"

/* A text that is read, in that format. */
static inline void
golden_json(struct golden *g, enum format format, const char *text)
{
	golden_init(g);
	golden_read(g, "x", str_of(text));
	ck_assert_msg(
	    g->st == ST_OK, "%u: %s", g->f.first.at.col, g->f.first.text);
	ck_assert_int_eq(g->format, format);
}

/* The first example of a page that is a whole document. */
static inline void
golden_json_example(struct golden *g, enum format format, const char *page)
{
	struct bytes doc = { 0 };
	char *start, *stop;

	golden_load(page, &doc);
	start = strstr(doc.p, "```json\n");
	ck_assert_ptr_nonnull(start);
	start += strlen("```json\n");
	stop = strstr(start, "```");
	ck_assert_ptr_nonnull(stop);
	*stop = '\0';
	golden_json(g, format, start);
	ck_assert_uint_eq(g->f.n, 0);
	bytes_free(&doc);
}

static inline struct str
golden_part(const struct golden *g, uint32_t ref)
{
	return g->b.parts.key[g->b.ref[ref].part];
}

/* Uses of a part: "1 each in X;..." */
static inline const char *
golden_uses(const struct golden *g, const char *part)
{
	static char text[400];

	text[0] = '\0';
	for (size_t i = 0; i < g->b.nuse; i++) {
		const struct use *u = &g->b.use[i];

		if (str_is(golden_part(g, u->child), part))
			str_add(text, sizeof(text), "%s%s %s in %.*s",
			    text[0] != '\0' ? ";" : "",
			    golden_number(g, u->qty),
			    unit_name((enum unit)u->unit),
			    STR_ARG(golden_part(g, u->parent)));
	}
	return text;
}

#endif
