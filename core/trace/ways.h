/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ways - the heaviest ways from a root to items below it.
 *
 * Reads:  explain.h, wide.h
 * Gives:  for chosen shares of an explanation the k ways with the greatest
 *         quantity, use by use; found without listing any other
 * Memory: ways_free(); k steps for each item on a way to a chosen one
 */
#ifndef RETRACE_WAYS_H
#define RETRACE_WAYS_H

#include "core/trace/explain.h"
#include "core/trace/wide.h"

/* The last use of one of the k best ways to an item. */
struct way_step {
	struct wide quantity; /* along the way, about; a use without quantity
				 counts as one */
	uint32_t from;        /* share that the use is of; BOM_NONE: the root */
	uint32_t use;         /* index into bom.use */
	uint32_t rank;        /* which of its ways this one goes on */
};

struct ways {
	const struct bom *b;
	const struct explanation *e;
	size_t most;           /* ways of one item */
	uint32_t *slot;        /* [e->n] or BOM_NONE: on no way to a chosen */
	struct way_step *step; /* [slots * most] the heaviest first */
	uint32_t *n;           /* [slots] how many of them there are */
};

enum status ways_find(struct ways *w, const struct bom *b,
    const struct explanation *e, const uint32_t *share, size_t n, size_t most,
    struct error *err);
void ways_free(struct ways *w);

/* How many ways to a share were found; at most `most`. */
size_t ways_count(const struct ways *w, uint32_t share);
/* Uses of the rank-th of them. */
size_t ways_length(const struct ways *w, uint32_t share, size_t rank);
/* These uses from the root down, into use[ways_length()]. */
void ways_uses(
    const struct ways *w, uint32_t share, size_t rank, uint32_t *use);
/* The quantity along these uses, exactly; false where one is not known. */
bool ways_quantity(
    const struct bom *b, const uint32_t *use, size_t n, mpq_ptr out);

#endif
