/* SPDX-License-Identifier: Apache-2.0 */
/*
 * maker_parts - the number that the maker of a part has given it, beside that
 * of the house that buys it.
 *
 * A supplier declares his own number; the list of parts goes by that of the
 * house, and names the other in a column of its own.
 *
 * Reads:  bom.h
 * Gives:  the item that a document means by its maker's number
 * Memory: maker_parts_free()
 */
#ifndef RETRACE_MAKER_PARTS_H
#define RETRACE_MAKER_PARTS_H

#include "core/bom/bom.h"

struct maker_parts {
	uint32_t *entry; /* [n] of bom.maker_part, by number; those whose number
			    nobody names are left out */
	uint32_t *part;  /* [n] index into bom.parts of that number */
	size_t n;
	uint8_t *several; /* [bom.nref] bits: it has a number, it has two */
};

enum maker_found {
	MAKER_FOUND_NONE,
	MAKER_FOUND,       /* one item, which is bought of nobody else */
	MAKER_FOUND_MORE,  /* it is the number of several items */
	MAKER_FOUND_OTHERS /* the item may be another maker's part as well */
};

/* False when memory is out. */
bool maker_parts_begin(struct maker_parts *x, struct bom *b);
void maker_parts_free(struct maker_parts *x);
/*
 * Which item is bought under the number, and of the maker, that ref names?
 * item_of() gives the item of a reference of the list, or BOM_NONE.
 */
enum maker_found maker_parts_find(const struct maker_parts *x,
    const struct bom *b, const struct ref *ref,
    uint32_t (*item_of)(void *ctx, uint32_t ref), void *ctx, uint32_t *item);
/* After linking: entries by item, each once, those of no item left out. */
void maker_parts_settle(struct bom *b);

#endif
