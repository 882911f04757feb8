/* SPDX-License-Identifier: Apache-2.0 */
/*
 * decimal - what a comma and a point in a number mean, once that is said.
 *
 * Reads:  str.h
 * Gives:  numbers in a text with a decimal point and nothing between their
 *         thousands
 * Memory: the caller's
 */
#ifndef RETRACE_DECIMAL_H
#define RETRACE_DECIMAL_H

#include "core/base/str.h"

enum decimal {
	DECIMAL_UNSAID, /* a point is decimal, a comma is refused */
	DECIMAL_POINT,  /* a comma stands between thousands */
	DECIMAL_COMMA   /* a point stands between thousands */
};

/* "comma", "point"; DECIMAL_UNSAID: neither. */
enum decimal decimal_named(struct str name);
/*
 * The text with each of its numbers in our own way, in out, of s.n bytes at
 * least.  What is no number by that rule ("1,50" of which a comma stands
 * between thousands) stays as it is, and is then refused as a number.
 */
struct str decimal_rewrite(enum decimal d, struct str s, char *out);

#endif
