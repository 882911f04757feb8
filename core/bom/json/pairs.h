/* SPDX-License-Identifier: Apache-2.0 */
/*
 * pairs - a row of a table in one text: "element=Nd; amount=28.5 %".
 *
 * Reads:  fields.h
 * Gives:  the cells by the names of their columns, each with its place
 * Memory: cells point into the text
 */
#ifndef RETRACE_PAIRS_H
#define RETRACE_PAIRS_H

#include "core/bom/field/fields.h"

/* A column that may be given, and where its cell goes. */
struct pair {
	const char *name;
	struct field *cell;
};

/*
 * Sets the cells that are given, the others are empty at the place of the
 * text.  A cell in double or single quotes may hold a semicolon.
 */
enum status pairs_read(const struct bom *b, struct field text,
    const struct pair *pairs, size_t n, struct findings *f);

#endif
