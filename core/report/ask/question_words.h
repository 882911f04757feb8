/* SPDX-License-Identifier: Apache-2.0 */
/*
 * question_words - what is asked, in words; in English and in Chinese.
 *
 * Reads:  ask.h
 * Gives:  the sentence of a question; whom it goes to
 * Memory: texts go into the caller's arrays
 */
#ifndef RETRACE_QUESTION_WORDS_H
#define RETRACE_QUESTION_WORDS_H

#include "core/rules/ask/ask.h"

#define QUESTION_TEXT 1000

/* "Where did each stage of its Nd, Dy take place?" */
void question_text(char out[QUESTION_TEXT], const struct bom *b,
    const struct question *q, enum language l);
/* The supplier's name; "(your own records)", "(nobody is named)". */
struct str question_whom(
    const struct bom *b, const struct question *q, enum language l);
/* The same of a supplier. */
struct str question_supplier(
    const struct bom *b, const struct supplier *s, enum language l);

/* Rare earths that statements which count say are in the item itself. */
uint32_t question_elements(const struct bom *b, uint32_t item);
/* "Nd, Dy" or "\u94d5, \u955d"; names: the words instead of symbols. */
#define ELEMENTS_TEXT 400
void question_elements_text(
    char out[ELEMENTS_TEXT], uint32_t elements, bool names, enum language l);

#endif
