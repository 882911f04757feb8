/* SPDX-License-Identifier: Apache-2.0 */
/*
 * edges - rows of an edge list on their way into the bom.
 *
 * Reads:  csv_table.h
 * Gives:  batches of rows, and edges_enter() for each; between read_edges.c,
 *         which takes rows apart, and edges_enter.c
 * Memory: a batch borrows its texts until it has been entered
 *
 * Whoever takes rows apart does not touch what edges_enter() writes: part
 * numbers, references, uses, and what is stated of items.  So each of them may
 * have a thread of its own.
 */
#ifndef RETRACE_EDGES_H
#define RETRACE_EDGES_H

#include "core/bom/table/csv_table.h"

#define EDGES_BATCH 32
#define EDGES_ROWS (EDGES_BATCH + HABIT_SUBSTITUTES + 1)

/* A name on its way to be looked up. */
struct edge_end {
	struct intern_key part;
	struct place at;
	uint32_t id; /* of the part number */
};

/* What goes with it where the table has columns for that. */
struct edge_more {
	struct str maker, revision;
};

struct edge {
	struct edge_end child;
	struct use use;
	uint32_t parent; /* of the batch */
};

/* What a row says of its child, where that is more than a name. */
struct edge_said {
	bool item; /* anything but where it was made */
	bool name; /* and that is a name alone */
	struct item is;
	bool origin;
	char made_in[3];
	struct place origin_at;
	uint32_t number, number_maker; /* text ids; 0: none */
	struct place number_at;
	uint32_t seller; /* text id; 0: none */
};

/*
 * So many rows, and their parents: of rows with the same that follow each other
 * it is there once.  What no row has lies behind all that they have: between
 * two threads each line of the cache costs as much as a row.
 */
struct edges_batch {
	size_t n, nparent;
	size_t read;          /* [bytes] of the file up to here */
	struct findings told; /* of these rows, where they are handed over */
	struct edge row[EDGES_ROWS]; /* one may come with others beside it */
	struct edge_end parent[EDGES_ROWS];
	uint32_t name[EDGES_ROWS]; /* if rows say names alone: text ids of the
				      children's, EDGE_SILENT or EDGE_SAID */
	struct edge_more child_more[EDGES_ROWS]; /* if names have more */
	struct edge_more parent_more[EDGES_ROWS];
	struct edge_said said[EDGES_ROWS]; /* if rows say more */
};
#define EDGE_SAID UINT32_MAX         /* this one says more */
#define EDGE_SILENT (UINT32_MAX - 1) /* or nothing */

/* Zeroed but for the first is one that begins. */
struct edges_end {
	const struct input *in;
	bool says;            /* rows say something of their children */
	bool names;           /* most of them a name alone */
	bool more;            /* names come with makers or revisions */
	struct stated stated; /* what all of them did */
	size_t older;         /* refs of other files */
	size_t newer;         /* refs up to here are of this file, and marked */
	size_t plain; /* leading parts that are marked, and whose bare ref has
			 their own number */
};

/* Does the text stand in the file?  Its bytes stay as long as the names. */
static inline bool
edges_stays(const struct input *in, struct str text)
{
	return (uintptr_t)text.p - (uintptr_t)in->body.p < in->body.n;
}

/*
 * How many parts the rows name that are still to be read, about, by some of
 * them: those of so many fields before the part.
 * Cost:	a row for every square root of the bytes
 */
size_t edges_names(const struct csv *c, int field);

/* Asks the memory for what edges_enter() will look at; a hint. */
void edges_foresee(const struct edges_end *e, const struct edges_batch *batch);
/* A batch goes into the bom; false when memory is out. */
bool edges_enter(struct edges_end *e, struct edges_batch *batch);

#endif
