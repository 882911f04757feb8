/* SPDX-License-Identifier: Apache-2.0 */
/*
 * records_known - what known systems call the members of their lists of parts
 * in JSON.
 *
 * Reads:  records_own.h
 * Gives:  names of columns for their names; which parts are not built in,
 *         and for how many of the product the quantities of a list are
 * Memory: in the arena of the bom
 */
#ifndef RETRACE_RECORDS_KNOWN_H
#define RETRACE_RECORDS_KNOWN_H

#include "core/bom/json/records_own.h"

/* "exploded_items", "scrap_items": a list beside the parts that says nothing
 * of what is built in. */
bool records_is_beside(struct str name);
/* Cells go to the columns that they mean; marks become one column.  Once all
 * of the document is read, before records_settle(); false: memory. */
bool records_know(struct records *r);
/* What was understood of the rows, once they have levels. */
void records_tell(const struct records *r);

/* ---- steps of it */

/* A cell says nothing from now on. */
void records_drop(struct records *r, size_t cell);
/* Nor do those of such names. */
void records_drop_named(struct records *r, const bool gone[LIMIT_CSV_COLUMNS]);
/* The column of that name, a new one where there is none; INTERN_NONE: memory.
 */
uint32_t records_column(struct records *r, const char *name);
/* "partId" beside "partNumber" is a number of the machine's own. */
void records_drop_ids(struct records *r);
/* "Part Number" of the lines and "partNumber" of what is around them are one
 * column, if no object has both; false: memory. */
bool records_join_names(struct records *r);
/* What is said of an object with parts in it, and is that for how many of it
 * their quantities are. */
void records_take_bases(struct records *r);
/* Which are not built in, as the marks of any system say, and the state of a
 * document of ERPNext; false: memory. */
bool records_take_marks(struct records *r, bool of_erpnext);

#endif
