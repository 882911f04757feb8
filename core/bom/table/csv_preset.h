/* SPDX-License-Identifier: Apache-2.0 */
/*
 * csv_preset - tables as known systems export them.
 *
 * A preset says what the headings of such an export mean, and which of its
 * habits a reader must know: rows that leave out what the row above says, a
 * product that stands nowhere.
 *
 * Reads:  csv_header.h
 * Gives:  the preset of a header row, told by its headings alone; which
 *         column each heading is
 * Memory: none: it is data
 */
#ifndef RETRACE_CSV_PRESET_H
#define RETRACE_CSV_PRESET_H

#include "core/bom/table/csv_header.h"

/* Headings that may stand for one column: the first that is filled counts. */
#define PRESET_RANKS 5

enum preset_habit {
	HABIT_ABOVE = 1,     /* a blank parent is that of the row above */
	HABIT_BRACKETS = 2,  /* "[CODE] Name" is the part number CODE */
	HABIT_DECIMAL = 4,   /* whether a comma is decimal, its numbers tell */
	HABIT_MINUS = 8,     /* "5,000-": a by-product, which leaves */
	HABIT_VARIANTS = 16, /* any words under optional: in some variants */
	HABIT_TOTALS = 32,   /* quantities may be those in the whole product */
	HABIT_COUNTED = 64,  /* there are as many as there are designators */
	HABIT_ONE = 128,     /* a blank quantity is one, a blank unit each */
	HABIT_ASKED = 256    /* headings that many have: only where asked for */
};

/* The heading under which they may be. */
#define PRESET_MAYBE_TOTAL "Comp. Qty (CUn)|Menge (KME)"

struct preset_heading {
	const char *names; /* "Qty|Quantity" */
	uint8_t column;    /* enum csv_column; COL_COUNT: of no concern */
};

struct preset {
	const char *word;     /* by which a user asks for it: "kicad" */
	const char *name;     /* "KiCad" */
	const char *reads;    /* "list of parts as KiCad exports it" */
	const char *needs[4]; /* it has a heading of each; "Qty|Quantity" */
	const char *part[PRESET_RANKS], *parent[PRESET_RANKS];
	const char *joined[2]; /* part number where no rank is filled: what
				  stands under both */
	const char *unit;   /* of quantities, if no column says it; or NULL */
	const char *pieces; /* what it calls pieces besides: "Nos"; or NULL */
	unsigned habits;    /* enum preset_habit */
	const struct preset_heading *heading; /* the first of a column counts;
						 names NULL ends the list */
};

/* Of Odoo.  Is the heading "Stücklistenposition/Menge" what "BoM Lines/Menge"
 * stands for? */
extern const struct preset_heading odoo_headings[];
bool odoo_is_of_lines(struct str heading, struct str name);

/* Says that a table is none of these, whatever its headings are. */
extern const struct preset preset_none;

/* By its word or its name; NULL: none. */
const struct preset *preset_find(struct str word);
/* "kicad, inventree, ...", cut to size. */
void preset_words(char *text, size_t size);
/* The preset whose headings the row has, or the one that is asked for; NULL:
 * none. */
const struct preset *preset_of(const struct csv *c, const struct preset *asked);
/* The first of its needs that the row lacks; NULL: it has all. */
const char *preset_lacks(const struct preset *p, const struct csv *c);
/* Is it one of "Qty|Quantity"? */
bool preset_is_among(struct str heading, const char *names);
/* The field with one of the names; -1: there is none. */
int preset_field(const struct csv *c, const char *names);

/* No heading of the preset. */
#define PRESET_OTHER (COL_COUNT + 1)
/*
 * The column of each field by the preset: an enum csv_column, COL_COUNT where
 * it is of no concern, PRESET_OTHER where the preset does not know it.  taken
 * has a bit for each column that a file of columns has given away.
 */
void preset_columns(const struct preset *p, const struct csv *c, uint64_t taken,
    uint8_t *column);

#endif
