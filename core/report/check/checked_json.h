/* SPDX-License-Identifier: Apache-2.0 */
/*
 * checked_json - what `check` and `explain` answer, for a program.
 *
 * Reads:  checked.h, reason.h; schemas/output-1.schema.json
 * Gives:  the documents of kind "check" and "explain"
 * Memory: one reason at a time
 */
#ifndef RETRACE_CHECKED_JSON_H
#define RETRACE_CHECKED_JSON_H

#include "core/report/checked.h"
#include "core/report/text.h"

/* All rules, for what is shipped; with c->all_items a row for all else. */
enum status checked_json(FILE *to, const struct style *style,
    const struct checked *c, struct error *err);
/* All rules for one item, with every part, document and origin. */
enum status checked_json_explain(
    FILE *to, const struct checked *c, uint32_t item, struct error *err);

#endif
