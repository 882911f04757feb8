/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sheet_styles - how cells of a workbook show their numbers.
 *
 * Reads:  sheet_book.h
 * Gives:  for each style of a cell what its number format makes of a number
 * Memory: styles_free()
 */
#ifndef RETRACE_SHEET_STYLES_H
#define RETRACE_SHEET_STYLES_H

#include "core/bom/sheet/sheet_book.h"

enum style_kind {
	STYLE_PLAIN,   /* the number itself, whatever is shown of it */
	STYLE_PERCENT, /* a hundred times of it, and % */
	STYLE_DATE,    /* a day, perhaps with its time */
	STYLE_DIGITS   /* places for digits, with text between: 0000-00 */
};

struct style {
	enum style_kind kind;
	struct str pattern; /* of STYLE_DIGITS */
	uint8_t indent;     /* steps that a text stands in, by its alignment */
	char currency[8]; /* that it shows: "EUR", or "$" if that may be one of
			     several; "": none */
};

struct styles {
	struct arena mem;
	struct intern codes; /* numbers of formats that the workbook makes */
	struct style *made;  /* [codes.n] */
	size_t made_cap;
	struct style *cell; /* [n] per style of a cell */
	size_t n, cap;
};

enum status styles_read(struct styles *s, struct book *b);
void styles_free(struct styles *s);
/* The style of that number; plain if there is none. */
struct style styles_get(const struct styles *s, uint32_t cell);
/* What a format such as "yyyy-mm-dd" makes of a number; it may borrow the
 * pattern from it. */
struct style style_of(struct str format);

#endif
