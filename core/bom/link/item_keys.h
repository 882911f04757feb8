/* SPDX-License-Identifier: Apache-2.0 */
/*
 * item_keys - items by all by which they may be named: part number, maker and
 * revision, or less.
 *
 * Reads:  bom.h
 * Gives:  how many items a reference may mean, and the first two of them
 * Memory: item_keys_free(), also after item_keys_begin() has failed
 */
#ifndef RETRACE_ITEM_KEYS_H
#define RETRACE_ITEM_KEYS_H

#include "core/base/hash.h"
#include "core/bom/bom.h"

/* Items that share a part number, or part number and maker, or ... */
struct item_group {
	uint32_t first, second; /* items; second names an ambiguity */
	uint32_t n;
};

struct item_keys {
	uint32_t *bare; /* [parts.n] the item that is named by its part number
			   alone, or BOM_NONE */
	struct item_group *part;  /* [parts.n] those of a part number; NULL: all
				     are named so, and nothing else can be
				     meant */
	struct intern keys;       /* of all other groups */
	struct item_group *group; /* [keys.n] */
	size_t cap;
};

/* False here and below: memory is out. */
bool item_keys_begin(struct item_keys *ks, const struct bom *b);
void item_keys_free(struct item_keys *ks);

/* Enters item i under all the keys by which it may be named. */
bool item_keys_enter(struct item_keys *ks, const struct bom *b, uint32_t i);

/* Those of the very same part number, maker and revision. */
struct item_group item_keys_same(
    const struct item_keys *ks, const struct item *it);
/* Those of a part number, whatever else they are named. */
struct item_group item_keys_of_part(const struct item_keys *ks, uint32_t part);
/* Those that a reference may mean. */
struct item_group item_keys_meant(
    const struct item_keys *ks, const struct ref *ref);

#endif
