/* SPDX-License-Identifier: Apache-2.0 */
/*
 * formula_text - a formula as characters, and what its dots are.
 *
 * Reads:  error.h, limits.h
 * Gives:  one byte for each character, each with its place in the user's file;
 *         whether a dot is a decimal point or may join two parts
 * Memory: borrows the user's text; only formula.c uses it
 */
#ifndef RETRACE_FORMULA_TEXT_H
#define RETRACE_FORMULA_TEXT_H

#include "core/base/error.h"
#include "core/base/limits.h"
#include "core/base/str.h"

struct formula_text {
	char text[LIMIT_FORMULA + 1]; /* one byte a character, joins are '*' */
	size_t from[LIMIT_FORMULA + 1]; /* byte of the user's text */
	size_t n;
	struct str given;
	struct pos at;
	bool points; /* some dot is certainly a decimal point */
};

/* The user's text, blanks about it left out.  ST_SYNTAX: empty; ST_LIMIT. */
enum status formula_text_take(
    struct formula_text *f, struct str text, struct pos at, struct error *err);

/* Place of character i in the user's file. */
struct pos formula_place(const struct formula_text *f, size_t i);
/* The first character after the digits at i. */
size_t formula_past_digits(const struct formula_text *f, size_t i);
/*
 * Can the dot at `dot` in the count that begins at `first` join two parts?
 * Ce(NO3)3.6H2O is a hydrate to one reader and 3.6 nitrates to the next.
 */
bool formula_may_join(const struct formula_text *f, size_t first, size_t dot);

static inline bool
formula_is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

static inline bool
formula_is_lower(char c)
{
	return c >= 'a' && c <= 'z';
}

static inline bool
formula_begins_item(char c)
{
	return formula_is_upper(c) || c == '(' || c == '[';
}

#endif
