/* SPDX-License-Identifier: Apache-2.0 */
/*
 * origin - which stages decide how much of a rare earth counts.
 *
 * Reads:  reason.h, share.h, origins.h
 * Gives:  for each content line of an item the share that the rule's origin
 *         counts, stage by stage, in words and for a program; the policy of a
 *         rule for a program
 * Memory: none
 */
#ifndef RETRACE_REPORT_ORIGIN_H
#define RETRACE_REPORT_ORIGIN_H

#include "core/report/reason.h"
#include "core/report/text.h"

/* Nothing where the rule asks for no origin. */
void origin_write(FILE *to, const struct style *style, const struct checked *c,
    const struct reason *r, uint32_t item);
/* Objects into the open array; one for elements of a line that are alike. */
void origin_json(struct json *j, const struct checked *c,
    const struct reason *r, uint32_t item);
/* An object "origin" into that of the rule; none without an origin. */
void origin_rule_json(struct json *j, const struct origin_rule *o);

#endif
