/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ask_portions - what the answers of parts take off, or add, by size.
 *
 * Reads:  nothing of the product
 * Gives:  the fewest parts whose portions reach what is needed
 * Memory: the list is the holder's to free
 */
#ifndef RETRACE_ASK_PORTIONS_H
#define RETRACE_ASK_PORTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One part's share in it, of what is needed. */
struct portion {
	double size;
	uint32_t item;
};

/* One way to settle a verdict: the parts whose answers may do it. */
struct portions {
	struct portion *list; /* [n] */
	size_t n, cap;
	size_t kept;    /* of them when each item was there once, last */
	uint32_t least; /* proven: not with fewer */
	uint32_t apart; /* so many for places that share no part */
	size_t places;  /* so many must be settled so */
	bool possible;  /* each of them can be */
	bool told;      /* least is enough */
	bool additive;  /* the portions add up */
};

/* Adds one, as a part of what is needed where that is a number above zero.
 * False when memory is out. */
bool portions_add(struct portions *p, double size, double need, uint32_t item);
/* Those behind the first n; NULL where there are none at all. */
struct portion *portions_from(const struct portions *p, size_t n);
/* The fewest of them whose sum reaches what is needed, or 0: all together do
 * not.  Sorts them. */
uint32_t portions_reach(struct portion *list, size_t n, double need);
/* Each item once, with its greatest portion; the greatest first. */
void portions_settle(struct portions *p);
/*
 * Many places are about the same items: their portions are settled whenever
 * they have doubled, so that they never take more than a few for each item.
 */
void portions_thin(struct portions *p);

#endif
