/* SPDX-License-Identifier: Apache-2.0 */
/*
 * decision_review - what a careful reader would ask of a pack's decisions.
 *
 * Reads:  decisions.h
 * Gives:  decisions that no case reaches, duties that nothing brings, questions
 *         that nothing asks; only pack_review.c uses it
 */
#ifndef RETRACE_DECISION_REVIEW_H
#define RETRACE_DECISION_REVIEW_H

#include "core/rules/pack/decisions.h"

/* file: the name of rules.xml for findings; lives as long as f. */
void decision_review(
    const struct pack *p, const char *file, struct findings *f);
/* Does a decision, duty or question rest on the clause? */
bool decision_rests_on(const struct pack *p, const struct clause *c);

#endif
