/* SPDX-License-Identifier: Apache-2.0 */
/*
 * csv_spoilt - part numbers that a spreadsheet has taken for something else.
 *
 * Reads:  csv_table.h
 * Gives:  a warning for each of "1.00E+05", "1-Mar", "01.03.2026", "#REF!",
 *         "########", "123456789012346000": nobody knows what it was
 */
#ifndef RETRACE_CSV_SPOILT_H
#define RETRACE_CSV_SPOILT_H

#include "core/bom/table/csv_table.h"

/* What it looks like: "number", "day", "error" or "longer number"; NULL: a part
 * number. */
const char *spoilt_as(struct str part);
/* Those of the table, behind its last row. */
void spoilt_tell(const struct table *t);

#endif
