/* SPDX-License-Identifier: Apache-2.0 */
/*
 * bringing - what each item below a product brings to it, for any channel.
 *
 * Reads:  checked.h, explain.h, weigher.h
 * Gives:  the items that may bring something, with their quantity in all
 *         times what they hold by themselves; to be added up in groups
 * Memory: bringing_close(); some numbers per such item
 */
#ifndef RETRACE_BRINGING_H
#define RETRACE_BRINGING_H

#include "core/report/checked.h"
#include "core/trace/explain.h"
#include "core/trace/weigher.h"

struct bringing {
	const struct checked *c;
	struct explanation parts;
	uint32_t *share; /* [n] index into parts.share */
	uint32_t *item;  /* [n] */
	size_t n;
	bool exact; /* quantities are; else those of doubles, outwards */
	struct weigher weigher;
	struct exact quantity;
};

/* column: of all that is asked for later, whatever its origin. */
enum status bringing_open(struct bringing *b, const struct checked *c,
    size_t column, uint32_t root, struct error *err);
/* The i-th item's part of the channel; false when memory is out. */
bool bringing_get(
    struct bringing *b, size_t i, const struct channel *ch, struct exact *out);
void bringing_close(struct bringing *b);

#endif
