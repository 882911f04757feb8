/* SPDX-License-Identifier: Apache-2.0 */
/*
 * assume - the product with what is assumed where nobody has spoken.
 *
 * Reads:  assumption.h, a linked bom
 * Gives:  a second bom beside the first, whose silent items say what the
 *         assumptions say; which entry touched which item
 * Memory: assumed_free(); the bom and the assumptions must outlive it
 *
 * An assumption never goes against a document that counts, nor against what
 * the bill of materials itself says; where two assumptions speak of one
 * matter the one that is read first counts.
 */
#ifndef RETRACE_ASSUME_H
#define RETRACE_ASSUME_H

#include "core/bom/link/assumption.h"

/* An entry that speaks for an item. */
struct assumption_touch {
	uint32_t item;
	uint32_t entry; /* of the assumptions */
};

struct assumed {
	struct bom bom; /* shares with the other what does not differ */
	struct assumption_touch *touch; /* [ntouch] by item, then by entry */
	size_t ntouch, cap;
	/* What the bom does not share, or NULL. */
	struct item *item;
	struct content *content;
	struct origin *origin;
	struct declaration *decl;
	uint32_t *content_start, *origin_start, *item_origin;
};

/*
 * Fills the counts of the assumptions, and says which of them match no item,
 * which change nothing, and which speak against what points to rare earth.
 * ST_NOMEM; then out is empty.  Cost: linear in items and lines, times the
 * conditions that are no part numbers.
 */
enum status assume_make(struct assumed *out, const struct bom *b,
    struct assumptions *a, struct findings *f);
void assumed_free(struct assumed *x);

/* How many items are touched by any. */
size_t assumed_items(const struct assumed *x);
/* The first touch of an item; *n: how many of them. */
const struct assumption_touch *assumed_of_item(
    const struct assumed *x, uint32_t item, size_t *n);

#endif
