/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sheet_header - which row of a sheet is the header of a table.
 *
 * Reads:  sheet_read.h, letterhead.h
 * Gives:  the row, the table that it makes, and what stands above it
 * Memory: what stands above is the bom's
 */
#ifndef RETRACE_SHEET_HEADER_H
#define RETRACE_SHEET_HEADER_H

#include "core/bom/sheet/sheet_read.h"
#include "core/bom/table/letterhead.h"

/* The row that is the header. */
struct sheet_header {
	uint32_t line;
	size_t known; /* of its columns; 0: there is none */
	enum format format;
	bool above;             /* something stands above it */
	struct letter *letters; /* and says this of all its rows */
	bool parent; /* a column, or what stands above, names the product */
	bool any;    /* the sheet has any row */
	bool below;  /* and the header row one behind it */
};

/* Of the first rows the one with most names of columns.  Err: those of the
 * sheet. */
enum status sheet_find_header(
    const struct input *in, struct sheet *s, struct sheet_header *best);

#endif
