/* SPDX-License-Identifier: Apache-2.0 */
/*
 * csv_group - rows that leave it to a row above them of what they are.
 *
 * Reads:  csv_habit.h
 * Gives:  parents and parts that are named in the first row of their group
 *         alone, as merged cells are; assemblies that a line names for the
 *         rows below it; rows without a parent that are products
 * Memory: that of struct habits
 */
#ifndef RETRACE_CSV_GROUP_H
#define RETRACE_CSV_GROUP_H

#include "core/bom/table/csv_habit.h"

/* What of it the table has, by its first rows; c stands as before. */
void group_find(struct fit *x, struct csv_header *h, struct csv *c);
/* Is the row that c holds one of the table, with its first cells or without? */
bool group_says(
    const struct habits *y, const struct csv_header *h, const struct csv *c);
/* The row names the assembly of those below: passed over.  Else it is told of
 * which it is.  *ok false: memory. */
bool group_section(
    struct habits *y, const struct csv_header *h, struct csv *c, bool *ok);
/* y->same_place: the row that c holds names another maker of the part above,
 * and counts nothing.  False: memory. */
bool group_maker(struct habits *y, const struct csv_header *h, struct csv *c);
/* What was understood, behind the last row. */
void group_tell(const struct habits *y, struct findings *f);

#endif
