/* SPDX-License-Identifier: Apache-2.0 */
/*
 * csv_called - what parts are called, where a list has no part numbers, or not
 * of all of its parts.
 *
 * Many lists name their parts in words alone: "Motor mount, 4".  The name is
 * then the part number.  Names that stand in several rows for different things
 * ("Capacitor") are told apart by what the row says of them.
 *
 * Reads:  csv_fit.h
 * Gives:  a column of part numbers; what is called by another column
 * Memory: none of its own
 */
#ifndef RETRACE_CSV_CALLED_H
#define RETRACE_CSV_CALLED_H

#include "core/bom/table/csv_fit.h"

/* Is the field one of a column that neither the user nor a preset has named? */
bool called_is_mine(const struct csv_header *h, int field);
/* It is that column now, and no other. */
void called_give(struct csv_header *h, enum csv_column column, int field);
/* By the headings alone: without a column of part numbers one of names is it.
 * The warning comes with called_find(). */
void called_by_name(struct csv_header *h, const struct csv *c);
/* c holds the header row.  Numbers of the rows, or places such as 1.2.3, are no
 * part numbers where the rows have names.  Looks at some rows, and leaves c
 * where it was. */
void called_begin(struct fit *x, struct csv_header *h, struct csv *c);
/* What names a part without a number, and what tells parts of one name apart;
 * likewise. */
void called_find(struct fit *x, struct csv_header *h, struct csv *c);
/* What was taken for part numbers, of the header row that c holds. */
void called_tell(const struct fit *x, const struct csv_header *h,
    const struct csv *c, struct findings *f);
/* The row that c holds; false: memory. */
bool called_row(struct habits *y, const struct csv_header *h, struct csv *c);
/* "", "-", "generic": a cell that is no part number. */
bool called_no_number(struct str part);
/* What names the part of the row, which has no number, and counts it; empty:
 * nothing does. */
struct str called_instead(
    struct habits *y, const struct csv_header *h, const struct csv *c);
/* What was understood, behind the last row. */
void called_rows_tell(const struct habits *y, struct findings *f);

#endif
