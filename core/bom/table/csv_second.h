/* SPDX-License-Identifier: Apache-2.0 */
/*
 * csv_second - a second line of the header row.
 *
 * Reads:  csv.h, csv_header.h, wide.h
 * Gives:  names of columns with the units that stand below them, or with the
 *         names that stand below the title of a group
 * Memory: names that are put together live as long as the fields of the row
 */
#ifndef RETRACE_CSV_SECOND_H
#define RETRACE_CSV_SECOND_H

#include "core/bom/table/csv.h"

/*
 * c holds the header row, which stands at `before`.  If the row behind it only
 * says more of the columns, their names become "Weight (g)", and the row is
 * passed: c->second.  False: a fault that makes the rest unreadable, which is
 * told.
 */
bool csv_second(struct csv *c, struct csv_spot before, struct findings *f);

#endif
