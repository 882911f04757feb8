/* SPDX-License-Identifier: Apache-2.0 */
/*
 * csv - comma separated values as RFC 4180 has them.
 *
 * Reads:  str.h
 * Gives:  rows of fields, CRLF at the end of each, quotes where needed
 * Memory: none
 *
 * A field is written as it is, also one that begins with '=', '+', '-' or
 * '@': a part number is text and must come back unchanged.  Whoever opens
 * the file in a spreadsheet imports its columns as text.
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
