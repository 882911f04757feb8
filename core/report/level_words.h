/* SPDX-License-Identifier: Apache-2.0 */
/*
 * level_words - of what a limit is one, in words and for a program.
 *
 * Reads:  reason.h
 * Gives:  what a rule says of the things it looks at, each by itself, and
 *         which of these decides a verdict, in English and Chinese
 */
#ifndef RETRACE_LEVEL_WORDS_H
#define RETRACE_LEVEL_WORDS_H

#include "core/report/json.h"
#include "core/report/reason.h"

/* Adds what a test looks at, if that is not the item and all together: it
 * follows the sentence about the test. */
void level_of_test(
    char *out, size_t size, const struct rule_test *t, enum language l);
/* Before the sentence about a measure: which thing it is of.  False: there is
 * none, and no measure. */
bool level_before(char *out, const struct reason *r, const struct checked *c,
    enum language l);
/* Behind it: what is not known of that thing. */
void level_after(char *out, const struct reason *r, const struct checked *c,
    enum language l);

/* For a program; nothing where the item itself is held against the limit. */
void level_json(struct json *j, const struct rule_test *t);
void level_decided_json(
    struct json *j, const struct reason *r, const struct checked *c);

#endif
