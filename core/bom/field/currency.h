/* SPDX-License-Identifier: Apache-2.0 */
/*
 * currency - money as people write it: signs before and behind a number.
 *
 * Reads:  fields.h
 * Gives:  the three letters of "€", "US$", "RMB"; used by quantity.c
 * Memory: nothing of its own
 */
#ifndef RETRACE_CURRENCY_H
#define RETRACE_CURRENCY_H

#include "core/base/str.h"

enum currency_kind {
	CURRENCY_NONE, /* no currency that is known */
	CURRENCY_ONE,
	CURRENCY_YUAN_OR_YEN, /* a sign of both */
};

/* Is it a code of ISO 4217? */
bool currency_is_known(struct str code);
/* The code of a whole word: three capital letters are their own. */
enum currency_kind currency_find(struct str word, struct str *code);
/* Takes a currency off the start of s, and the blanks behind it. */
enum currency_kind currency_take(struct str *s, struct str *code);

#endif
