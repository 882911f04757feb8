/* SPDX-License-Identifier: Apache-2.0 */
/*
 * amount - exact intervals in words that do not deceive.
 *
 * Reads:  num.h, trace.h
 * Gives:  "1.63 g", "0.0999 %", "at least 2 kg"; rounded away from the middle
 *         of the interval, and never across the limit it is held against
 * Memory: texts go into the caller's arrays
 */
#ifndef RETRACE_AMOUNT_H
#define RETRACE_AMOUNT_H

#include "core/report/json.h"
#include "core/trace/trace.h"

enum amount_kind {
	AMOUNT_MASS,  /* [g] */
	AMOUNT_SHARE, /* [g/g] or [currency/currency] */
	AMOUNT_VALUE  /* [currency] */
};

/* How an amount is to be read. */
struct measure_of {
	enum amount_kind kind;
	struct str currency; /* of AMOUNT_VALUE; may be empty */
	mpq_srcptr limit;    /* or NULL: the text stays on its side of it */
};

#define AMOUNT_TEXT (NUM_TEXT + 16)
#define AMOUNT_RANGE (2 * AMOUNT_TEXT + 32)

/* At least four digits; more where fewer would reach or cross the limit. */
void amount_text(char out[AMOUNT_TEXT], mpq_srcptr q, enum num_rounding way,
    const struct measure_of *m);
/* "3 g", "3 g to 5 g", "above 3 g", "at least 3 g", "at most 5 g", "below
 * 5 g", "none", "not known". */
void amount_range(
    char out[AMOUNT_RANGE], const struct exact *x, const struct measure_of *m);
/* An object {low, high, low_open, high_open}; high null: not bounded. */
void amount_json(struct json *j, const char *key, const struct exact *x);

#endif
