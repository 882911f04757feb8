/* SPDX-License-Identifier: Apache-2.0 */
/*
 * amount_words - the words in which amounts are written.
 *
 * Reads:  str.h
 * Gives:  the pieces of an amount as text: its operator, what stands behind
 *         the first number, and amounts that are one word; read by amount.c
 * Memory: none; pieces point into the text
 */
#ifndef RETRACE_AMOUNT_WORDS_H
#define RETRACE_AMOUNT_WORDS_H

#include "core/base/str.h"

enum amount_op {
	OP_EXACTLY,
	OP_BELOW,
	OP_AT_MOST,
	OP_ABOVE,
	OP_AT_LEAST,
	OP_RANGE,
	OP_TOLERANCE
};

/* Takes "<", "not above", "at least" ... off s; false if none is there. */
bool amount_operator(struct str *s, enum amount_op *op);
/* Takes "max", "min." off the end of what stands behind a number. */
bool amount_operator_behind(struct str *s, enum amount_op *op);
/*
 * Cuts what follows the first number at a separator with a number behind it:
 * "g - 3 g" is unit "g" and behind "3 g".  OP_EXACTLY: there is none.
 */
enum amount_op amount_split(struct str s, struct str *unit, struct str *behind);
/* Takes "rel", "relative" off the end of s; false if it is not there. */
bool amount_relative(struct str *s);

/* "present", "trace": some is there. */
bool amount_is_present(struct str s);
/* "rest", "balance": what remains to the whole. */
bool amount_is_rest(struct str s);
/* "n.d.", "not detected": below a limit that nobody states. */
bool amount_is_not_detected(struct str s);
/* "n.d. (<10 ppm)", "ND<0.01": *limit is what stands behind the words. */
bool amount_below_limit(struct str s, struct str *limit);

#endif
