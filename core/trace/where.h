/* SPDX-License-Identifier: Apache-2.0 */
/*
 * where - which items hold one item, and how much of it each.
 *
 * Reads:  wide.h, interval.h, a linked bom
 * Gives:  every item above one item up to every product, with its quantity
 *         and the exact number of ways; nothing is ever exploded
 * Memory: where_free(); the bom must outlive it
 */
#ifndef RETRACE_WHERE_H
#define RETRACE_WHERE_H

#include "core/bom/bom.h"
#include "core/trace/interval.h"
#include "core/trace/wide.h"

/* Of a long way the lower end is kept at hand. */
#define WHERE_FOOT 32

/* An item that holds the one asked for, or that one itself. */
struct above {
	uint32_t item;
	uint32_t via;         /* index of the one a step down the heaviest way;
				 BOM_NONE: the item asked for */
	uint32_t use;         /* by this use, index into bom.use */
	uint32_t parents;     /* uses of it above */
	struct wide heaviest; /* quantity along the heaviest way, about */
	struct wide about;    /* in all, about: to choose by */
	uint32_t steps;       /* of the heaviest way */
	uint32_t foot;        /* index of the one on that way that is WHERE_FOOT
				 steps above the item asked for, or itself */
	uint32_t direct;      /* the first use of the item asked for itself, or
				 BOM_NONE */
	bool product;         /* used by nothing, or marked as shipped */
};

struct where {
	const struct bom *b;
	struct above *above; /* [n] what holds stands behind what is held;
				[0] is the item asked for */
	size_t n;
	size_t ndirect, nproduct;
	uint32_t *index; /* [nitem] into above, or BOM_NONE */
};

enum status where_find(
    const struct bom *b, uint32_t item, struct where *out, struct error *err);
void where_free(struct where *w);

/* One item above, exactly; lent for the time of a call. */
struct where_row {
	const struct above *above;
	struct exact quantity; /* of the item asked for, in its base units, in
				  one base unit of this one */
	mpz_t paths;           /* number of ways down to it */
};

/* Calls row for all that `chosen` marks (NULL: all), in the order of above;
 * what row returns other than ST_OK ends it. */
enum status where_walk(const struct where *w, const bool *chosen,
    enum status (*row)(
	void *ctx, const struct where_row *row, struct error *err),
    void *ctx, struct error *err);

#endif
