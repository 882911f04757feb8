/* SPDX-License-Identifier: Apache-2.0 */
/*
 * numeral - numbers inside longer texts.
 *
 * Reads:  fields.h
 * Gives:  the number at the start of "2.5 kg" and "1/3", read exactly; used
 *         by amount.c, quantity.c and money.c
 * Memory: nothing of its own
 */
#ifndef RETRACE_NUMERAL_H
#define RETRACE_NUMERAL_H

#include "core/bom/field/fields.h"

/*
 * Takes the characters of a number off *s, and the blanks behind them; empty
 * if there is none.  numeral_read() judges them.
 */
struct str numeral_take(struct str *s);
/* A number of zero or more, or a fraction of two. */
enum status numeral_read(const struct bom *b, struct str s, struct place at,
    mpq_t q, struct findings *f);
/* The same kept in the bom: mostly a number that was seen before. */
enum status numeral_keep(struct bom *b, struct str number, struct place at,
    uint32_t *id, struct findings *f);
/* Does what stands where a unit should go on with digits: "1 000", "1'000",
 * of which numeral_take() took the first? */
bool numeral_goes_on(struct str unit);
/* "unknown", "?", "n/a" ... */
bool numeral_unknown(struct str s);

#endif
