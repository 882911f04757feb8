/* SPDX-License-Identifier: Apache-2.0 */
/*
 * diff - what changed between two products, in one of the forms.
 *
 * Reads:  compared.h, told.h, table.h
 * Gives:  what `diff` prints: for a reader the verdicts that moved and why,
 *         amounts, items; for a program a row or an object for each difference
 * Memory: one row at a time
 */
#ifndef RETRACE_DIFF_H
#define RETRACE_DIFF_H

#include "core/report/diff/told.h"
#include "core/report/table.h"

/* x: after compared_find(). */
enum status diff_eye(FILE *to, const struct style *style,
    const struct compared *x, struct error *err);
enum status diff_json(FILE *to, const struct compared *x, struct error *err);
/* OUT_CSV, OUT_JSONL */
enum status diff_rows(FILE *to, enum format_out format,
    const struct style *style, const struct compared *x, struct error *err);

/* Any of them. */
enum status diff_write(FILE *to, enum format_out format,
    const struct style *style, const struct compared *x, struct error *err);

#endif
