/* SPDX-License-Identifier: Apache-2.0 */
/*
 * in_words - values of the model in the words that fields.h reads.
 *
 * Reads:  bom.h
 * Gives:  numbers, amounts, elements, lines of content as text, for whoever
 *         writes a product
 * Memory: the caller's
 */
#ifndef RETRACE_IN_WORDS_H
#define RETRACE_IN_WORDS_H

#include "core/bom/bom.h"

#define WORDS_AMOUNT (2 * NUM_TEXT + 8)
#define WORDS_ELEMENTS (NELEM * 4)

/* num times scale, exactly: a decimal or a fraction.  ST_LIMIT: it has more
 * digits than can be written. */
enum status words_number(const struct bom *b, uint32_t num, unsigned long scale,
    char text[NUM_TEXT]);
/* "0.05 - 0.2 %", "<0.1 g", "unknown".  ST_LIMIT, or ST_INTERNAL for an
 * interval that no words stand for: open below and bounded above. */
enum status words_amount(
    const struct bom *b, struct amount a, char text[WORDS_AMOUNT]);
/* "Dy,Tb", "all". */
void words_elements(uint32_t elements, char text[WORDS_ELEMENTS]);
/* How sure it is; "": as declared. */
const char *words_standing(uint8_t standing);
/* "none", a country, "unknown". */
const char *words_country(const struct origin *g);
/* Which share of it is from there; "": all. */
enum status words_share(
    const struct bom *b, const struct origin *g, char text[WORDS_AMOUNT]);
/* What a line of content says, by the columns of its table; "": nothing. */
struct words_content {
	char element[WORDS_ELEMENTS], amount[WORDS_AMOUNT];
	struct str substance, cas, formula;
	const char *basis, *scope, *kind, *each, *process;
};
/* As words_amount(), of which it has one. */
enum status words_content(
    const struct bom *b, const struct content *c, struct words_content *words);
/* Why it could not be written. */
const char *words_fault(enum status st);
/* The unit that quantities of an item are in after linking. */
enum unit words_unit(enum dimension d);

#endif
