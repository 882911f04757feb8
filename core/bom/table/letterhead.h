/* SPDX-License-Identifier: Apache-2.0 */
/*
 * letterhead - what stands above a table about all of its rows.
 *
 * Reads:  csv_header.h, columns.h
 * Gives:  "Supplier: North" and "Part number | MAG-1" as what a file of columns
 *         would say, which goes before
 * Memory: an arena that the caller names
 */
#ifndef RETRACE_LETTERHEAD_H
#define RETRACE_LETTERHEAD_H

#include "core/bom/table/columns.h"

/* The last one that was said, and those before it. */
struct letter {
	struct letter *before;
	enum csv_column column;
	bool clash;             /* texts differ: none counts */
	bool either;            /* it may be two days: it does not count */
	struct str label, text; /* as written */
	struct pos at;
	bool told;        /* it counts */
	bool ends;        /* rows stand behind another of its kind */
	struct pos other; /* which stands there; line 0: none */
};

/* What the row that c holds says goes to the list; false: memory. */
bool letterhead_row(
    const struct csv *c, struct arena *mem, struct letter **list);
/* The list with the letters of a row, which are then its own. */
struct letter *letterhead_join(struct letter *list, struct letter *row);
/* What a file of columns says of every row of the table, or else what stands
 * above it; false: nothing. */
bool letterhead_said(
    const struct csv *c, enum csv_column column, struct str *text);
/* Something stands above the table for what the column says, and yet nothing
 * is said: a warning tells why. */
void letterhead_doubt(
    const struct csv *c, enum csv_column column, struct findings *f);
/* The row that c holds is none of the table.  Does it name another part or
 * product than what stands above it? */
void letterhead_note(const struct csv *c);
/* Rows of the table follow: where they are those of another part or product,
 * that is refused. */
void letterhead_follow(const struct csv *c, struct findings *f);
/* What the product weighs, with its unit: nothing counts it but by this. */
bool letterhead_mass(
    const struct csv *c, struct str *text, struct pos *at, struct str *label);
/* The text counts: where it stands above the table, a note says so. */
void letterhead_tell(const struct csv *c, struct str text, struct findings *f);

#endif
