/* SPDX-License-Identifier: Apache-2.0 */
/*
 * level_review - do the levels of a pack's limits make sense?
 *
 * Reads:  pack.h
 * Gives:  levels that say nothing or contradict themselves, as findings; only
 *         pack_review.c uses it
 */
#ifndef RETRACE_LEVEL_REVIEW_H
#define RETRACE_LEVEL_REVIEW_H

#include "core/rules/pack/pack.h"

/* rules: the name of the file, as f keeps it. */
void level_review(const struct pack *p, const char *rules, struct findings *f);

#endif
