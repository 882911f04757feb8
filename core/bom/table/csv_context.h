/* SPDX-License-Identifier: Apache-2.0 */
/*
 * csv_context - headings whose meaning the columns beside them tell.
 *
 * Reads:  csv_header.h
 * Gives:  "Material" as the part number of a list that has no other,
 *         "Product" as the parent of what stands beside it, each with a
 *         warning
 * Memory: nothing of its own
 */
#ifndef RETRACE_CSV_CONTEXT_H
#define RETRACE_CSV_CONTEXT_H

#include "core/bom/table/csv_header.h"

/* "Component", "子件": the part of something that another column names. */
bool csv_is_part_of_something(struct str name);
/* "Product", "SKU": beside such a column what that is in. */
bool csv_is_product(struct str name);
/* The columns of the row that c holds have been entered. */
void csv_context(struct csv_header *h, const struct csv *c, struct findings *f);

/*
 * csv_context_lost - does the table have an order that it would be read
 * without?  Said of one whose kind is known: a table of contents in which
 * parts stand below items is refused; a list of parts with headings that may
 * say level and quantity is told.
 */
bool csv_context_lost(
    const struct csv_header *h, const struct csv *c, struct findings *f);

#endif
