/* SPDX-License-Identifier: Apache-2.0 */
/*
 * good_table - a good table of tests/data, read without linking.
 *
 * Each program includes it once.
 */
#ifndef RETRACE_TESTS_GOOD_TABLE_H
#define RETRACE_TESTS_GOOD_TABLE_H

#include "tests/unit/golden.h"
#include "tests/unit/run.h"

#define GOOD "tests/data/bom/csv/good/"

static inline void
good(struct golden *g, const char *path)
{
	struct bytes in = { 0 };

	golden_init(g);
	golden_load(path, &in);
	golden_read(g, "x", (struct str){ in.p, in.n });
	bytes_free(&in);
	ck_assert_msg(g->st == ST_OK, "%s: %u: %s", path, g->f.first.at.line,
	    g->f.first.text);
}

/* A number of the bom as text. */
static inline const char *
number(const struct golden *g, uint32_t id)
{
	static char text[4][NUM_TEXT];
	static int turn;
	mpq_t view;

	if (id == BOM_NONE)
		return "none";
	turn = (turn + 1) % 4;
	numtab_view(&g->b.num, id, view);
	ck_assert(num_format_exact(text[turn], view));
	return text[turn];
}

#endif
