/* SPDX-License-Identifier: Apache-2.0 */
/*
 * approved - the makers whose parts may be bought for an item.
 *
 * A house numbers its items, and buys the part of one of several makers for
 * each.  The item holds one of these parts and nothing else, so that what a
 * maker declares of his part is heard.
 *
 * Reads:  stated.h
 * Gives:  items of the makers, used by the item, in one place
 * Memory: in the bom
 */
#ifndef RETRACE_APPROVED_H
#define RETRACE_APPROVED_H

#include "core/bom/stated.h"

struct approved {
	uint32_t item;          /* ref of what it is approved for */
	uint32_t maker, number; /* text ids; neither is blank */
	struct place at;
	bool listed; /* on a list of its own, which goes before what is noted
			beside the item */
};

struct approved_list {
	struct approved *list; /* [n], freed by the caller */
	size_t n, cap;
};

/* Each is false when memory is out. */
bool approved_add(struct approved_list *l, const struct approved *a);
/*
 * Each item of the list holds one of its makers' parts, and nothing else; one
 * that is a product of this file has parts of its own, and holds none.  The
 * list is sorted.  Cost: n log n.
 */
bool approved_put(struct stated *s, struct approved_list *l);
/* A name for a place in which one of several is, told apart by where it
 * stands; a text id. */
bool approved_place(struct bom *b, struct place at, uint32_t *place);

#endif
