/* SPDX-License-Identifier: Apache-2.0 */
/*
 * limit_words - the limit of a test in words, in English and Chinese.
 *
 * Reads:  pack.h
 * Gives:  "at least 5 % and at most 30 %", and of what that is a share
 */
#ifndef RETRACE_LIMIT_WORDS_H
#define RETRACE_LIMIT_WORDS_H

#include "core/report/json.h"
#include "core/rules/pack/pack.h"

/* "at least 5 % and at most 30 % a year" */
void limit_words(
    char *out, size_t size, const struct rule_test *t, enum language l);
/* " a year", " a shipment"; "" of a limit of one item. */
const char *limit_period(const struct rule_test *t);
/* Does any amount meet it? */
/* "at most 10 g" */
void limit_own(
    char *out, size_t size, const struct own_limit *x, enum language l);
bool limit_is_any(const struct rule_test *t);
#define LIMIT_OF_WHAT 200
/* " of its mass", " of the rare earths in it"; "" of what is no share. */
void limit_of_what(
    char out[LIMIT_OF_WHAT], const struct rule_test *t, enum language l);

/* For a program. */
/* "the shipment", "the quarter": in which time all that goes out counts. */
const char *limit_within(const struct rule_test *t, enum language l);
void limit_json(struct json *j, const struct rule_test *t);

#endif
