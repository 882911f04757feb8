/* SPDX-License-Identifier: Apache-2.0 */
/*
 * csv_tree - a material data sheet as a table: parts, materials and substances
 * are rows of one tree, and a column says which a row is.
 *
 * Reads:  csv_header.h, datasheet.h
 * Gives:  is a table one, and where its columns stand
 * Memory: nothing of its own
 */
#ifndef RETRACE_CSV_TREE_H
#define RETRACE_CSV_TREE_H

#include "core/bom/table/csv_header.h"

/*
 * c holds a header row whose names may be those of a tree: h is set whole.
 * COL_FORM says what a row is, COL_DECLARATION which data sheet is its own,
 * COL_AMOUNT, COL_MIN and COL_MAX how much of what is around it.
 */
bool csv_tree_columns(struct csv_header *h, const struct csv *c);
/* Are the rows behind it those of one?  c stands as before, and may hold
 * another row. */
bool csv_tree_rows(const struct csv_header *h, struct csv *c);

#endif
