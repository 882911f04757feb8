/* SPDX-License-Identifier: Apache-2.0 */
/*
 * extract - what is below some items of a product, as a product of its own.
 *
 * Reads:  bom.h, linked
 * Gives:  a bom that every later stage takes; names, numbers, documents and
 *         prices are those of the whole
 * Memory: extract_free(); the whole must outlive it, and is not changed
 */
#ifndef RETRACE_EXTRACT_H
#define RETRACE_EXTRACT_H

#include "core/bom/bom.h"

struct extract {
	struct bom bom;
	/* What an index means in the whole; the order is the same. */
	uint32_t *item; /* [bom.nitem] */
	uint32_t *use;  /* [bom.nuse] */
};

/* How many items and uses are below n items, with these. */
bool extract_size(
    const struct bom *b, const uint32_t *item, size_t n, size_t *size);
/* Uses of quantity 0 count.  False when memory is out. */
bool extract_make(
    struct extract *x, const struct bom *b, const uint32_t *item, size_t n);
void extract_free(struct extract *x);
/* The index in the extract, or BOM_NONE. */
uint32_t extract_find(const struct extract *x, uint32_t item);

#endif
