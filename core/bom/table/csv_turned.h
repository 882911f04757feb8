/* SPDX-License-Identifier: Apache-2.0 */
/*
 * csv_turned - a table whose parts are columns, and whose rows are what is in
 * them, as one with a row per part.
 *
 * Reads:  csv_header.h, wide.h
 * Gives:  the same cells as rows of a table with a column per element
 * Memory: that of the struct csv; csv_close()
 */
#ifndef RETRACE_CSV_TURNED_H
#define RETRACE_CSV_TURNED_H

#include "core/bom/table/csv_header.h"

/* May the header row that h is of be that of such a table, for all that it
 * says itself? */
bool csv_may_be_turned(const struct csv_header *h, const struct csv *c);
/*
 * c stands behind the header row that it holds, of which h is.  *turned: its
 * parts are columns, and c gives the rows of the other table from its header
 * row on, which is told; else c stands where it stood.  False: refused, and
 * told.
 */
bool csv_turn(struct csv *c, const struct csv_header *h, struct findings *f,
    bool *turned);
void csv_turned_free(struct csv_turned *t);

#endif
