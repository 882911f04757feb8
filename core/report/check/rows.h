/* SPDX-License-Identifier: Apache-2.0 */
/*
 * rows - verdicts as rows: one per item and rule.
 *
 * Reads:  checked.h, table.h
 * Gives:  the lists of `check`: CSV, JSON lines, and --all-items
 * Memory: none that grows with the number of items
 */
#ifndef RETRACE_ROWS_H
#define RETRACE_ROWS_H

#include "core/report/checked.h"
#include "core/report/table.h"

/*
 * json as in table.h.  Shipped items only, unless c->all_items; in the order
 * of the rules, then of ranked_items().
 */
enum status rows_write(FILE *to, enum format_out format,
    const struct style *style, struct json *json, const struct checked *c,
    struct error *err);

/* "triggered", "would trigger", "would trigger if shipped alone" ... */
const char *rows_verdict(
    const struct checked *c, size_t rule, uint32_t item, enum tone *tone);

#endif
