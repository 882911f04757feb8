/* SPDX-License-Identifier: Apache-2.0 */
/*
 * gaps_once - parts that leave an item open under several rules are told once.
 *
 * Reads:  parts.h
 * Gives:  the table of open parts; under a later rule a sentence that names
 *         the rule where the same table stands
 * Memory: gaps_once_free(); holds the tables that were told, each of a bounded
 *         number of rows
 */
#ifndef RETRACE_GAPS_ONCE_H
#define RETRACE_GAPS_ONCE_H

#include "core/report/parts.h"

/* Zeroed is an empty one. */
struct gaps_once {
	struct told_table {
		uint32_t item;
		size_t rule;
		char *text;
		size_t n;
	} * table; /* [n] */
	size_t n, cap;
};

/* As parts_gaps(), behind a blank line; a is NULL: always the table. */
enum status gaps_once_put(struct gaps_once *a, FILE *to,
    const struct style *style, const struct checked *c, const struct reason *r,
    size_t most, struct error *err);
void gaps_once_free(struct gaps_once *a);

#endif
