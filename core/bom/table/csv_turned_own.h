/* SPDX-License-Identifier: Apache-2.0 */
/*
 * csv_turned_own - what the files of csv_turned.h share; nobody else uses it.
 *
 * Reads:  csv_turned.h, arena.h
 * Gives:  the cells of such a table, and what its columns are
 * Memory: that of struct csv_turned
 */
#ifndef RETRACE_CSV_TURNED_OWN_H
#define RETRACE_CSV_TURNED_OWN_H

#include "core/bom/table/csv_turned.h"

struct cell {
	struct str text;
	uint32_t line, col;
};

struct csv_turned {
	struct arena mem;
	struct cell *cell; /* [nrow + 1][width]: the header row first */
	size_t nrow, width;
	int *sample; /* [nsample] columns that are parts */
	size_t nsample;
	int label, unit, limit; /* columns of what a row is about; -1: none */
	struct str *heading;    /* [n] of the other table */
	size_t *from;           /* [n] the row of each; */
	bool *is_limit;         /* [n] and is it its limit of detection? */
	size_t n;
	uint32_t base; /* line of the header row */
	size_t next;   /* the row that comes next */
	size_t now;    /* the one that was given last */
};

static inline const struct cell *
turned_at(const struct csv_turned *t, size_t row, int column)
{
	return &t->cell[row * t->width + (size_t)column];
}

/* Does the column name substances? */
bool turned_is_what(enum csv_column column);
/* Does the heading name a limit of detection? */
bool turned_is_limit(struct str name);
/* Columns in which amounts stand, and little else: t->sample.  False: memory
 * is out. */
bool turned_find_samples(struct csv_turned *t, const struct csv_header *h);

#endif
