/* SPDX-License-Identifier: Apache-2.0 */
/*
 * lists_work - lists of parts of one item, while it is settled which count.
 *
 * Reads:  bom.h
 * Gives:  which there are and which of them count (lists.c), and the uses that
 *         follow (lists_uses.c)
 * Memory: of link_lists()
 */
#ifndef RETRACE_LISTS_WORK_H
#define RETRACE_LISTS_WORK_H

#include "core/bom/bom.h"

/* A list of parts of an item; its uses stand side by side in bom.use. */
struct list {
	uint32_t item;
	uint32_t first, n; /* uses */
	uint64_t print;    /* the same for the same uses in any order */
	bool speaks;
	uint32_t phantom; /* the item it becomes, or BOM_NONE */
};

struct lister {
	struct bom *b;
	struct findings *f;
	struct list *list; /* of items that have several, one after another */
	size_t n, cap;
	uint8_t *speaks; /* [nitem] it or something in it */
	uint32_t *mark;  /* [nitem] of the last list that has it */
	uint32_t marks;  /* so many lists were marked */
};

static inline struct place
list_place(const struct lister *l, const struct list *x)
{
	return l->b->use[x->first].at;
}

/* Behind the lists of the item whose first this is. */
size_t lists_end(const struct lister *l, size_t first);
/* The start of each item's uses, once there are phantoms, and all uses anew;
 * before: items without phantoms.  False: memory. */
bool lists_grow_starts(struct bom *b, size_t before);
bool lists_put_uses(struct lister *l, size_t before);

#endif
