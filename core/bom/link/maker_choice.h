/* SPDX-License-Identifier: Apache-2.0 */
/*
 * maker_choice - an item that is bought of one of several makers, some of whom
 * declare their parts.
 *
 * Any of the parts may be built in: the item comes to hold one of them and
 * nothing else, so that each declaration is heard for what it is about, and a
 * maker who declares nothing leaves the item open.
 *
 * Reads:  bom.h, item_keys.h
 * Gives:  items of the makers' numbers, alternatives in one place of the item
 * Memory: maker_choice_free()
 */
#ifndef RETRACE_MAKER_CHOICE_H
#define RETRACE_MAKER_CHOICE_H

#include "core/bom/link/item_keys.h"

/* A reference by a number that is one of several for an item. */
struct maker_choice_ref {
	uint32_t ref, item;
};

struct maker_choice {
	struct maker_choice_ref *list; /* [n] */
	size_t n, cap;
};

/* While references are resolved.  False here and below: memory is out. */
bool maker_choice_defer(struct maker_choice *x, uint32_t ref, uint32_t item);
/*
 * When all others have their items: makes the choices and gives these theirs.
 * An item of which a document speaks by its own number, that has parts, or that
 * is not counted in pieces holds no choice; that is told, and what is declared
 * by the makers' numbers is left out.
 */
bool maker_choice_settle(struct maker_choice *x, struct bom *b,
    const struct item_keys *keys, struct findings *f);
void maker_choice_free(struct maker_choice *x);

#endif
