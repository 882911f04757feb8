/* SPDX-License-Identifier: Apache-2.0 */
/*
 * extract - what is below some items of a product, as a product of its own.
 *
 * Reads:  bom.h, linked
 * Gives:  a bom that every later stage takes; names, numbers, documents and
 *         prices are those of the whole
 * Memory: extract_free(); the whole must outlive it, and is not changed
 *
 * Items come either in the order of the whole, or by level as in bom.order:
 * then what a pass over a large product asks for next lies near, and it takes
 * less than half the time.
 */
#ifndef RETRACE_EXTRACT_H
#define RETRACE_EXTRACT_H

#include "core/bom/bom.h"

struct extract {
	struct bom bom;
	/* What an index means in the whole. */
	uint32_t *item; /* [bom.nitem] */
	uint32_t *use;  /* [bom.nuse] */
	uint32_t *to;   /* [nitem of the whole] here, or BOM_NONE */
};
enum extract_order { EXTRACT_AS_GIVEN, EXTRACT_BY_LEVEL };

/* [nitem] 1: among n items, or below one of them; to be freed.  NULL when
 * memory is out. */
uint8_t *extract_below(const struct bom *b, const uint32_t *item, size_t n);
/* How many items and uses are below n items, with these. */
bool extract_size(
    const struct bom *b, const uint32_t *item, size_t n, size_t *size);
/* Uses of quantity 0 count.  False when memory is out. */
bool extract_make(struct extract *x, const struct bom *b, const uint32_t *item,
    size_t n, enum extract_order order);
void extract_free(struct extract *x);
#endif
