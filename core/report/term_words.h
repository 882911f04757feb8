/* SPDX-License-Identifier: Apache-2.0 */
/*
 * term_words - a time that a law sets, in words.
 *
 * Reads:  term.h
 * Gives:  "within 10 working days of CN after export", and when that ends
 * Memory: in the caller's buffers
 */
#ifndef RETRACE_TERM_WORDS_H
#define RETRACE_TERM_WORDS_H

#include "core/rules/deal/term.h"
#include "core/rules/pack/pack.h"

#define TERM_TEXT 300
/* Adds it to out. */
void term_words(char *out, size_t size, const struct term *t, enum language l);
/* "Its last day is 2026-12-04: 30 days after export." */
void term_last_day(
    char *out, size_t size, const struct term *t, const struct due *due);

#endif
