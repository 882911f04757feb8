/* SPDX-License-Identifier: Apache-2.0 */
/*
 * gained - how much more of something a product holds than another one.
 *
 * Reads:  compared.h, bringing.h
 * Gives:  bounds of the difference, closer than those of two amounts that are
 *         taken by themselves: what did not change holds the same in both,
 *         whatever that is
 * Memory: gained_free(); some numbers per item below the two
 */
#ifndef RETRACE_GAINED_H
#define RETRACE_GAINED_H

#include "core/report/diff/compared.h"
#include "core/report/trace/bringing.h"

struct gained {
	const struct compared *x;
	size_t left;  /* items that may still be weighed, in all */
	uint32_t *at; /* [nitem of the new product] in side[NEW], or
			 BOM_NONE */
	bool open,
	    closer; /* of the pair at hand: is it read, can it be used? */
	struct bringing side[SIDES];
	bool *shared[SIDES]; /* [n] it is on both sides, and did not change */
};

/* False when memory is out. */
bool gained_make(struct gained *g, const struct compared *x);
/* The next pair: both are items.  ncolumn: so many are asked for.  Where they
 * are too large nothing closer is known. */
enum status gained_open(struct gained *g, const struct item_pair *p,
    size_t ncolumn, struct error *err);
/* A column of both sides; d, initialised: new less old.  False: no closer
 * bounds than those of the two amounts; or memory is out, see err. */
bool gained_get(struct gained *g, const size_t column[SIDES], struct exact *d,
    struct error *err);
void gained_free(struct gained *g);

#endif
