/* SPDX-License-Identifier: Apache-2.0 */
/*
 * csv_aside - rows of a table that are none of its data.
 *
 * Reads:  csv_table.h
 * Gives:  totals, remarks and repeated header rows, which are told and passed
 *         over
 * Memory: nothing of its own
 */
#ifndef RETRACE_CSV_ASIDE_H
#define RETRACE_CSV_ASIDE_H

#include "core/bom/table/csv_table.h"

/*
 * Is the row, in which something is missing, no row of data?  Then that has
 * been told, and the reader goes on.
 */
bool table_is_aside(const struct table *t);
/* Is it the header row once more?  Then that has been told. */
bool table_is_header_again(const struct table *t);

#endif
