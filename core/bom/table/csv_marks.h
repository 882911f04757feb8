/* SPDX-License-Identifier: Apache-2.0 */
/*
 * csv_marks - rows that are not simply built in, by what stands in them.
 *
 * Reads:  csv_habit.h
 * Gives:  quantities of places that stay empty, of by-products, and by
 *         reference designators; which rows may be built in or not
 * Memory: what is written anew lives as long as the fields of a row
 */
#ifndef RETRACE_CSV_MARKS_H
#define RETRACE_CSV_MARKS_H

#include "core/bom/table/csv_habit.h"

/* False: the row is refused, and told. */
bool marks_row(struct habits *y, const struct csv_header *h, struct csv *c,
    struct findings *f);
void marks_tell(const struct habits *y, struct findings *f);

static inline void
habit_count_row(struct habit_count *x, const struct csv *c, size_t field)
{
	if (x->n++ == 0)
		x->at = csv_pos(c, field);
}

/* The ending of "row". */
static inline const char *
habit_rows(const struct habit_count *x)
{
	return x->n == 1 ? "" : "s";
}

/* How many designators "R1, R3-R5" are; 0: it cannot be told. */
size_t marks_references(struct str s);

#endif
