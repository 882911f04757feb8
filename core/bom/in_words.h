/* SPDX-License-Identifier: Apache-2.0 */
/*
 * in_words - values of the model in the words that fields.h reads.
 *
 * Reads:  bom.h
 * Gives:  numbers, amounts, elements as text, for whoever writes a product
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
/* Why it could not be written. */
const char *words_fault(enum status st);
/* The unit that quantities of an item are in after linking. */
enum unit words_unit(enum dimension d);

#endif
