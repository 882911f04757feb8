/* SPDX-License-Identifier: Apache-2.0 */
/*
 * summary - a catalogue at a glance: a line per product, a column per rule.
 *
 * Reads:  checked.h, rows.h, table.h
 * Gives:  what `check` prints behind the answers if several items are shipped
 * Memory: one row at a time
 */
#ifndef RETRACE_SUMMARY_H
#define RETRACE_SUMMARY_H

#include "core/report/checked.h"
#include "core/report/table.h"

/* Nothing is written for a single product. */
enum status summary_write(FILE *to, const struct style *style,
    const struct checked *c, struct error *err);

#endif
