/* SPDX-License-Identifier: Apache-2.0 */
/*
 * zero - the share at which content less share times mass passes zero.
 *
 * Reads:  state.h
 * Gives:  the greatest share that content can have in mass, or the least as
 *         one less the greatest share of what does not count; used by ratio.c
 * Memory: zero_init(), zero_clear()
 *
 * The greatest share that a content N can have in a mass M is where
 *
 *	F(s) = greatest of (N - s M)
 *
 * passes zero.  F falls and is convex, and a straight line between two
 * breaks, so a line through two points before the zero never passes it, one
 * through a point on either side never falls short of it, and after a few
 * passes such a line is F itself: the zero is then exact.
 */
#ifndef RETRACE_ZERO_H
#define RETRACE_ZERO_H

#include "core/trace/roll/state.h"

/* F at one share. */
struct probe {
	mpq_t at, value;
	bool open, loose;
};

struct zero {
	const struct trace *t;
	size_t channel;
	uint32_t item;
	bool least; /* of what does not count */
	const struct exact *mass;
	size_t passes; /* still affordable */
	struct probe left[2], right, p;
	size_t nleft;
	mpq_t work;
	struct error *err;
	bool failed; /* an error */
};

/* All but the numbers is set by the caller. */
void zero_init(struct zero *z);
void zero_clear(struct zero *z);
/*
 * In:	start  F has an end there, and is zero nowhere below
 *	most   a bound that is known already
 * Out:	z->p   the zero; false: z->right is beyond it, for what it is worth,
 *	       or an error, if z->failed
 */
bool zero_find(struct zero *z, mpq_srcptr start, mpq_srcptr most);

#endif
