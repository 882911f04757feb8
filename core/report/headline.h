/* SPDX-License-Identifier: Apache-2.0 */
/*
 * headline - the answer for a reader: rule by rule, the gravest first.
 *
 * Reads:  checked.h, reason.h, text.h
 * Gives:  what `check` and `explain` print
 * Memory: one reason at a time
 */
#ifndef RETRACE_HEADLINE_H
#define RETRACE_HEADLINE_H

#include "core/report/reason.h"
#include "core/report/text.h"

/* All rules, for what is shipped. */
enum status headline_write(FILE *to, const struct style *style,
    const struct checked *c, struct error *err);
/* All rules for one item, with every part, document and origin. */
enum status headline_explain(FILE *to, const struct style *style,
    const struct checked *c, uint32_t item, struct error *err);

#endif
