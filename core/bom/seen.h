/* SPDX-License-Identifier: Apache-2.0 */
/*
 * seen - short texts that were read before, and what they meant.
 *
 * Reads:  hash.h
 * Gives:  for a pair of cells the numbers that the reader found for it last
 *         time: a column says few things, and says them a million times
 * Memory: seen_free(); all zero is an empty one
 */
#ifndef RETRACE_SEEN_H
#define RETRACE_SEEN_H

#include "core/base/hash.h"

/* [bytes] The longest text that is kept: "2025-04-17", "0.00012345". */
#define SEEN_TEXT 16

struct seen_pair {
	uint64_t text[4]; /* two texts, zeros behind them: none holds a NUL */
	uint32_t meaning;
	uint8_t more; /* of the meaning */
	bool used, known;
};

struct seen {
	struct seen_pair *pair; /* or NULL: none yet */
};

/*
 * The place of the pair; .known: it has been read before.  A reader that then
 * finds out what it means, says so there.  NULL: it cannot be kept.
 */
struct seen_pair *seen_find(struct seen *s, struct str a, struct str b);
void seen_free(struct seen *s);

#endif
