/* SPDX-License-Identifier: Apache-2.0 */
/*
 * lawbook - a pack printed for a person, in English or Chinese.
 *
 * Reads:  pack.h, state.h, origins.h
 * Gives:  whom it binds, each rule with its tests and its standing on a day,
 *         the entries of control lists, what follows from a verdict, and the
 *         source of every figure
 * Memory: texts go into the caller's arrays
 */
#ifndef RETRACE_LAWBOOK_H
#define RETRACE_LAWBOOK_H

#include "core/report/text.h"
#include "core/rules/deal/ownership.h"
#include "core/rules/pack/state.h"

void lawbook_write(FILE *to, const struct style *style, const struct pack *p,
    date_day as_of, enum language l);

/* Questions, decisions and duties, if the pack has any. */
void lawbook_decisions(
    FILE *to, const struct style *style, const struct pack *p, enum language l);
/* "sourced"; "推断，非法律原文" */
const char *lawbook_clause_standing(const struct clause *c, enum language l);
const char *lawbook_end_use(size_t use, enum language l);
const char *lawbook_role(enum role r, enum language l);
const char *lawbook_reading(enum ownership_reading r, enum language l);

#define LAWBOOK_TEXT 1200
struct decision;
/* Adds when a decision holds, by which time, and its clause. */
void lawbook_when(char *out, size_t size, const struct pack *p,
    const struct decision *x, enum language l);
/* "At least 0.1 % of its value is X of Chinese origin." */
void lawbook_test(
    char out[LAWBOOK_TEXT], const struct rule_test *t, enum language l);
/* Adds to out "metal, alloy"; "any of the stages ... took place in CN". */
void lawbook_forms(char out[LAWBOOK_TEXT], uint32_t forms, enum language l);
void lawbook_origin(
    char out[LAWBOOK_TEXT], const struct origin_rule *o, enum language l);
const char *lawbook_state_zh(enum rule_state s); /* "已生效" */
/* How the rule stands on the day; in English as rule_standing_text(). */
void lawbook_standing(char out[LAWBOOK_TEXT], const struct rule *r,
    date_day as_of, enum language l);

#endif
