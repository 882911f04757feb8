/* SPDX-License-Identifier: Apache-2.0 */
/*
 * csv_again - parts of a board that a list names twice: one by one, and again
 * in groups below a second header row.
 *
 * Reads:  csv_habit.h
 * Gives:  rows whose designators, with the same parts, stand above
 * Memory: in struct habits
 */
#ifndef RETRACE_CSV_AGAIN_H
#define RETRACE_CSV_AGAIN_H

#include "core/bom/table/csv_habit.h"

/* The row that c holds names but parts that rows before the header row came
 * again have named in the same places: it is to be passed over, and counted.
 * *ok false: memory. */
bool again_row(
    struct habits *y, const struct csv_header *h, struct csv *c, bool *ok);
/* Behind the last row. */
void again_tell(const struct habits *y, struct findings *f);

#endif
