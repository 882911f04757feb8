/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ties - which parts are bounded by one of their uses for all of them.
 *
 * Reads:  bom.h
 * Gives:  struct ties, filled use by use, parents first: is an item tied?
 * Memory: ties_init(), ties_clear(); a number and a flag per item
 *
 * What is stated of an item with its parts, a mass or a total, bounds these.
 * A part holds the same in all of its uses; so where it is used outside of
 * that item as well, the bound holds there too, and nothing of it is heard.
 * What such a part brings is an outer bound.
 */
#ifndef RETRACE_TIES_H
#define RETRACE_TIES_H

#include "core/bom/bom.h"

struct ties {
	const struct bom *b;
	bool totals;      /* statements of totals count, not masses alone */
	uint32_t apart;   /* whose stated mass is passed over, or BOM_NONE */
	uint32_t *within; /* [nitem] the nearest item with such a statement
			     that holds all uses of it; itself if there is
			     none, but one for some of them; or BOM_NONE */
	uint8_t *known;   /* [nitem] 0: no use yet, 1: one, 2: it is tied */
};

bool ties_init(struct ties *t, const struct bom *b); /* false: memory */
void ties_clear(struct ties *t);
/* Takes in all uses of parts by an item whose own uses are taken in. */
void ties_of_parts(struct ties *t, uint32_t item);

static inline bool
ties_is_tied(const struct ties *t, uint32_t item)
{
	return t->known[item] == 2;
}

#endif
