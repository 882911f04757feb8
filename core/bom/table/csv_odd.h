/* SPDX-License-Identifier: Apache-2.0 */
/*
 * csv_odd - rows that are not as wide as the header row, and words of totals.
 *
 * Reads:  csv.h
 * Gives:  what such a row is: totals, words behind the table, or a row of the
 *         table that is refused
 * Memory: nothing of its own
 */
#ifndef RETRACE_CSV_ODD_H
#define RETRACE_CSV_ODD_H

#include "core/bom/table/csv.h"

/* Of a row of another width, or behind such ones: it is told what it is. */
void csv_settle_odd(struct csv *c, struct findings *f);
/* Does the row begin with "Total" or another such word, or with that alone? */
bool csv_is_total(const struct csv *c);
bool csv_is_total_alone(const struct csv *c);
/* Is the name of a substance, or of a part, but such a word? */
bool csv_names_total(struct str s);

#endif
