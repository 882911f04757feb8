/* SPDX-License-Identifier: Apache-2.0 */
/*
 * csv_kind - which table the columns of a header row make.
 *
 * Reads:  csv_header.h
 * Gives:  what each kind of table needs and uses, and which one it is
 * Memory: nothing of its own
 */
#ifndef RETRACE_CSV_KIND_H
#define RETRACE_CSV_KIND_H

#include "core/bom/table/csv_header.h"

/* The kind that the columns tell; a column that is missing is asked for
 * later. */
enum format csv_kind_of(const struct csv_header *h);
/* Bit per column that a table of h->format is not without. */
uint64_t csv_kind_needs(const struct csv_header *h);
/* Does no column but headings say of what the amounts are? */
bool csv_kind_is_wide(const struct csv_header *h);
/* Bit per column that is of use beside such headings. */
uint64_t csv_kind_beside(const struct csv_header *h);
/* Does a column name elements or substances? */
bool csv_kind_names_content(const struct csv_header *h);
/* Does one, and may other columns be parts? */
bool csv_kind_names_rows(const struct csv_header *h, const struct csv *c);

/* Does a list of parts say in its rows how much of which substance is in them?
 */
bool csv_kind_lists_content(const struct csv_header *h);

#endif
