/* SPDX-License-Identifier: Apache-2.0 */
/*
 * csv_group_own - what the files of csv_group.h share; nobody else uses it.
 *
 * Reads:  csv_fit.h, csv_marks.h
 * Gives:  cells of a row by their column
 * Memory: nothing of its own
 */
#ifndef RETRACE_CSV_GROUP_OWN_H
#define RETRACE_CSV_GROUP_OWN_H

#include "core/bom/table/csv_fit.h"
#include "core/bom/table/csv_marks.h"

/* [rows] That are looked at. */
#define GROUP_PEEK 1000

static inline struct str
group_cell(
    const struct csv_header *h, const struct csv *c, enum csv_column column)
{
	size_t field = (size_t)h->field[column];

	return csv_has(h, column) && field < c->n ? c->field[field].text
						  : STR("");
}

/* Does the row say how much of what, so that it is one of the table? */
bool group_says_use(const struct csv_header *h, const struct csv *c);
/* Has the table rows of other makers of the part above?  y->makers. */
void group_find_makers(
    struct habits *y, const struct csv_header *h, struct csv *c);
/* Has it rows of another substance in the part above?  y->said. */
void group_find_said(
    struct habits *y, const struct csv_header *h, struct csv *c);
/* A column that may be the level: x->untold; are part numbers of a column such
 * as "Item" but 1, 2, 3?  x->counted. */
void group_find_untold(struct fit *x, struct csv_header *h, struct csv *c);
bool group_counts_rows(const struct csv_header *h, struct csv *c);

#endif
