/* SPDX-License-Identifier: Apache-2.0 */
/*
 * wide_heading - a heading on its way to be understood.
 *
 * Reads:  wide.h
 * Gives:  what is taken out of it, step by step; only wide.c and the files of
 *         its steps use it
 * Memory: nothing of its own
 */
#ifndef RETRACE_WIDE_HEADING_H
#define RETRACE_WIDE_HEADING_H

#include "core/bom/table/wide.h"

/* [bytes] Of a heading: what is longer is no name of a column. */
#define WIDE_HEADING 120

/* A heading on its way to be understood. */
struct heading {
	char text[WIDE_HEADING + 1];
	size_t n;
	bool as;         /* "as": the next substance is the one that counts */
	bool lost;       /* there are words that are not known */
	bool name;       /* an element by its name */
	bool odd_symbol; /* one that may be a word, or in capitals */
	bool capitals;   /* a symbol in capitals */
	bool symbol, group, detection;
	uint32_t named;      /* every element that it names */
	uint32_t in_formula; /* those in the formula */
	struct wide w;
};

/* Its units, which are blanked in the text. */
void wide_take_units(struct heading *h);
/* Everything that is no unit. */
void wide_take_words(struct heading *h);

#endif
