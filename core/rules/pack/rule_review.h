/* SPDX-License-Identifier: Apache-2.0 */
/*
 * rule_review - rules that nothing can meet, that are never in force, or that
 * hold beside each other on one day.
 *
 * Reads:  pack.h, state.h
 * Gives:  findings, each at its place; only pack_review.c uses it
 * Memory: in the findings
 */
#ifndef RETRACE_RULE_REVIEW_H
#define RETRACE_RULE_REVIEW_H

#include "core/rules/pack/pack.h"

/* rules: the name of the file, as f keeps it. */
void rule_review(const struct pack *p, const char *rules, struct findings *f);

#endif
