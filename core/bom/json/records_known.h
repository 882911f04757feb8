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
/* "[P-1] Pump", as Odoo calls a record: P-1; without brackets all of it. */
struct str records_label(struct str text);
/* Cells go to the columns that they mean; marks become one column.  Once all
 * of the document is read, before records_settle(); false: memory. */
bool records_know(struct records *r);
/* What was understood of the rows, once they have levels. */
void records_tell(const struct records *r);

#endif
