/* SPDX-License-Identifier: Apache-2.0 */
/*
 * code_review - countries, tariff codes and codes of control lists that nobody
 * gives out, or that stand twice.
 *
 * Reads:  pack.h
 * Gives:  findings, each at its place; only pack_review.c uses it
 * Memory: in the findings
 */
#ifndef RETRACE_CODE_REVIEW_H
#define RETRACE_CODE_REVIEW_H

#include "core/rules/pack/pack.h"

/* rules: the name of the file, as f keeps it. */
void code_review(const struct pack *p, const char *rules, struct findings *f);

#endif
