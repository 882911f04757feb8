/* SPDX-License-Identifier: Apache-2.0 */
/*
 * amount_own - an amount on its way from what is written to its two ends.
 *
 * Reads:  fields.h, amount_words.h
 * Gives:  the reading that amount.c and amount_text.c share; nobody else uses
 *         it
 * Memory: the two ends are the caller's
 */
#ifndef RETRACE_AMOUNT_OWN_H
#define RETRACE_AMOUNT_OWN_H

#include "core/bom/field/amount_words.h"
#include "core/bom/field/fields.h"

/* The ends in base units once the unit is known. */
struct reading {
	const struct bom *b;
	struct findings *f;
	const struct amount_text *t;
	unsigned dims; /* bit per enum dimension that is meant */
	mpq_t lo, hi;
	bool lo_open, hi_open, endless;
	enum unit unit;
};

/* "a unit of mass (...)": what is meant, in words. */
const char *amount_meant_units(unsigned dims);
/* The unit in the text, or else the one of the field. */
enum status amount_unit(struct reading *r, struct field amount,
    struct str in_text, enum unit *unit);
/* "2.5 g", "<0.1 %", "0.05-0.2 %" ...: no words. */
enum status amount_read_text(struct reading *r, struct field amount);

#endif
