/* SPDX-License-Identifier: Apache-2.0 */
/*
 * golden_bom - what a file became in the bom, by part number; before linking.
 *
 * Reads:  golden.h
 * Gives:  items, uses and exact numbers for tests of readers
 */
#ifndef RETRACE_TEST_GOLDEN_BOM_H
#define RETRACE_TEST_GOLDEN_BOM_H

#include "tests/unit/golden.h"

/* A file that is read, in that format. */
static inline void
golden_file(struct golden *g, const char *path, enum format format)
{
	struct bytes in = { 0 };

	golden_init(g);
	golden_load(path, &in);
	golden_read(g, "x", (struct str){ in.p, in.n });
	bytes_free(&in);
	ck_assert_msg(g->st == ST_OK, "%s: %u: %s", path, g->f.first.at.line,
	    g->f.first.text);
	ck_assert_int_eq(g->format, format);
}

/* The first example in XML of a page, read and linked. */
static inline void
golden_example(struct golden *g, const char *page)
{
	struct bytes doc = { 0 };
	const char *start, *stop;

	golden_load(page, &doc);
	start = strstr(doc.p, "```xml\n");
	ck_assert_ptr_nonnull(start);
	start += strlen("```xml\n");
	stop = strstr(start, "```");
	ck_assert_ptr_nonnull(stop);
	golden_text(g, (struct str){ start, (size_t)(stop - start) });
	bytes_free(&doc);
}

/* The last four stay. */
static inline const char *
golden_number(const struct golden *g, uint32_t id)
{
	static char text[4][NUM_TEXT];
	static int turn;
	mpq_t view;

	if (id == BOM_NONE) /* also NUM_INFINITE */
		return "open";
	turn = (turn + 1) % 4;
	numtab_view(&g->b.num, id, view);
	ck_assert(num_format_exact(text[turn], view));
	return text[turn];
}

/* The first use of a part. */
static inline const struct use *
golden_use(const struct golden *g, const char *part)
{
	const struct bom *b = &g->b;

	for (size_t i = 0; i < b->nuse; i++)
		if (str_is(b->parts.key[b->ref[b->use[i].child].part], part))
			return &b->use[i];
	ck_abort_msg("no use of %s", part);
	return NULL;
}

static inline const struct item *
golden_item(const struct golden *g, const char *part)
{
	for (uint32_t i = 0; i < g->b.nitem; i++)
		if (str_is(bom_part(&g->b, i), part))
			return &g->b.item[i];
	ck_abort_msg("no item %s", part);
	return NULL;
}

#endif
