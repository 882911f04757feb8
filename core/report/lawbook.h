/* SPDX-License-Identifier: Apache-2.0 */
/*
 * lawbook - a pack printed for a person, in English or Chinese.
 *
 * Reads:  pack.h, state.h, origins.h
 * Gives:  whom it binds, each rule with its tests and its standing on a day,
 *         the entries of control lists, and the source of every figure
 * Memory: texts go into the caller's arrays
 */
#ifndef RETRACE_LAWBOOK_H
#define RETRACE_LAWBOOK_H

#include "core/report/text.h"
#include "core/rules/state.h"

void lawbook_write(FILE *to, const struct style *style, const struct pack *p,
    date_day as_of, enum language l);

#define LAWBOOK_TEXT 1200
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
