/* SPDX-License-Identifier: Apache-2.0 */
/*
 * covered - how much of the stated mass of what is shipped its parts account
 * for.
 *
 * Reads:  checked.h, coverage.h, amount.h
 * Gives:  a sentence per item, and the same for JSON; what rows say of it
 * Memory: one item at a time
 */
#ifndef RETRACE_COVERED_H
#define RETRACE_COVERED_H

#include "core/report/checked.h"
#include "core/report/json.h"
#include "core/report/text.h"
#include "core/trace/roll/coverage.h"

/* The shipped items that have a coverage, in the order of the BOM: at most
 * `most`, and how many more there are. */
enum status covered_write(FILE *to, const struct style *style,
    const struct checked *c, size_t most, struct error *err);
/* Of one item; nothing if it has no coverage. */
enum status covered_write_item(FILE *to, const struct style *style,
    const struct checked *c, uint32_t item, struct error *err);

/* Array "coverage" of the shipped items into the open object: at most `most`
 * exactly, the others not at all. */
enum status covered_json(
    struct json *j, const struct checked *c, size_t most, struct error *err);
/* Object "coverage" of one item, if it has one. */
enum status covered_json_item(
    struct json *j, const struct checked *c, uint32_t item, struct error *err);

/* The share of the parts in the stated mass, in doubles; false if the item
 * has no coverage. */
bool covered_about(
    const struct checked *c, uint32_t item, struct bounds *share);

#endif
