/* SPDX-License-Identifier: Apache-2.0 */
/*
 * arithmetic - the numbers behind a measure: what is in it, of what, how far
 * from the limit.
 *
 * Reads:  reason.h
 * Gives:  a line for a reader, members of a document for a program; of a rule
 *         and of one reading of it alike
 */
#ifndef RETRACE_ARITHMETIC_H
#define RETRACE_ARITHMETIC_H

#include "core/report/json.h"
#include "core/report/reason.h"
#include "core/report/text.h"

/* Nothing where a rule compares nothing, or has no share. */
void arithmetic_write(FILE *to, const struct style *style,
    const struct checked *c, const struct reason *r);
void arithmetic_json(
    struct json *j, const struct checked *c, const struct reason *r);
/* What a verdict leaves open, and beside it the answers that are not law. */
void answers_json(
    struct json *j, const struct checked *c, size_t rule, uint32_t item);
/* Where a figure of the law comes from; nothing of NULL. */
void clause_json(struct json *j, const char *key, const struct clause *clause);

#endif
