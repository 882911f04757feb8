/* SPDX-License-Identifier: Apache-2.0 */
/*
 * records_list - what the names of lists and members in JSON say of a list of
 * parts, beside what is in its columns.
 *
 * Reads:  csv_header.h
 * Gives:  is it a list of parts of what stands around it, or of other things;
 *         does the answer of a server go on elsewhere
 * Memory: none
 */
#ifndef RETRACE_RECORDS_LIST_H
#define RETRACE_RECORDS_LIST_H

#include "core/bom/table/csv_header.h"

/* "children", "components": what is in what stands around it. */
bool list_is_of_parts(struct str name);
/* "alternates", "whereUsed": things of other kinds, none of them in it. */
bool list_is_of_others(struct str name);
/* "columns": names, of a grid whose rows are lists of values. */
bool list_is_of_heads(struct str name);
bool list_is_grid(struct str name);
/* "bom_id": a record of a database, as its number and its name. */
bool list_is_reference(struct str name);
/* "@odata.nextLink": "https://...": more of the list stands elsewhere. */
bool list_goes_on(struct str name, struct str value);
/* Is it the number one, as "1" or "1.000"? */
bool list_is_one(struct str number);

#endif
