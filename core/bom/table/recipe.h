/* SPDX-License-Identifier: Apache-2.0 */
/*
 * recipe - what a thing is made of, told in one cell.
 *
 * Reads:  amount_words.h, hint.h, wide.h
 * Gives:  "Nd 29 %, Fe 68 %, B 1 %", "NdFeB (Nd: 29-32 %; Dy: <1 %)",
 *         "68% Fe, 30% Nd", "Fe/Nd/B 68/30/2" or "Nd, Fe, B" cut into names
 *         and amounts
 * Memory: none; pieces point into the text
 *
 * A text that is not understood whole is none: a word more may say that the
 * amounts are those of something else.  Neither is one of more than LIMIT_TEXT.
 */
#ifndef RETRACE_RECIPE_H
#define RETRACE_RECIPE_H

#include "core/bom/field/units.h"
#include "core/chem/hint.h"

#define RECIPE_PARTS 40

struct recipe_part {
	struct str name;
	struct str amount; /* empty: it is named alone */
};

struct recipe {
	struct recipe_part part[RECIPE_PARTS];
	size_t n;
	uint8_t unit; /* enum unit: behind them all; UNIT_NONE: none is */
	bool hundred; /* plain numbers, which come to 100 */
};

/* False: it is no such text. */
bool recipe_cut(const struct hints *h, struct str cell, struct recipe *out);

/* Bytes of "ca.", "~" before a number; 0: it has none. */
size_t recipe_around(struct str s);

#endif
