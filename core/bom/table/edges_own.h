/* SPDX-License-Identifier: Apache-2.0 */
/*
 * edges_own - rows of an edge list that are being taken apart.
 *
 * Reads:  edges.h
 * Gives:  struct edges, and edges_take() for each row; between read_edges.c,
 *         which goes from row to row, and edges_take.c
 * Memory: texts that do not stay in the file are kept until their batch has
 *         been entered
 */
#ifndef RETRACE_EDGES_OWN_H
#define RETRACE_EDGES_OWN_H

#include "core/bom/table/edges.h"

/* Fields of a name: part number, maker, revision; -1: no such column. */
struct name_fields {
	const enum csv_column *key;
	int field[3];
	bool bare; /* a part number alone */
};

/* Taking rows apart. */
struct edges {
	struct table *t;
	struct name_fields parent, child;
	bool items, origins; /* rows say what the child is, where it was made */
	bool names_alone;    /* the former by its name */
	bool numbers;        /* and what its maker calls it */
	bool sellers;        /* and who sells it */
	struct intern names; /* its seed is that of part numbers */
	struct edges_batch *batch;
	struct edges_batch own; /* of one thread */
	struct arena kept;      /* texts of the batch that do not stay in the
				   file */
	size_t nkept;           /* [bytes] of them */
	bool apart;             /* rows are taken apart ahead of what is
				   entered, in a thread of their own where
				   there is a processor for it */
	struct input in;        /* then: the table's, with findings of that */
	struct findings told;   /* thread, of the batch */
	struct edges_end end;
	bool ok; /* entering: false: memory is out */
};

static inline struct str
edges_text(const struct table *t, int field)
{
	return field >= 0 ? t->csv.field[field].text : STR("");
}

/* The three columns say part number, maker and revision. */
struct name_fields edges_name(
    const struct table *t, const enum csv_column key[3]);

/* The row that the table is at goes into the batch, behind it what may be built
 * in instead.  False: it is refused, and said; *ok false: memory is out, and
 * said. */
bool edges_take(struct edges *e, bool *ok);

#endif
