/* SPDX-License-Identifier: Apache-2.0 */
/*
 * csv - comma separated values as RFC 4180 has them.
 *
 * Reads:  str.h
 * Gives:  rows of fields, CRLF at the end of each, quotes where needed
 * Memory: none
 *
 * A field is written as it is, but for one that could do harm in a
 * spreadsheet, such as =HYPERLINK(...): an apostrophe before it makes it a text
 * there, and is taken off where retrace reads it.
 */
#ifndef RETRACE_CSV_H
#define RETRACE_CSV_H

#include "core/base/str.h"

#include <stdio.h>

struct csv {
	FILE *to;
	bool filled; /* the row has a field */
};

void csv_field(struct csv *c, struct str field);
void csv_end(struct csv *c);

#endif
