/* SPDX-License-Identifier: Apache-2.0 */
/*
 * brief - exact numbers of a few words, to add up a million of them.
 *
 * Reads:  num.h
 * Gives:  sums of products that need no memory but their own place; what
 *         takes more words is refused, and is a matter for rationals
 * Memory: plain values
 */
#ifndef RETRACE_BRIEF_H
#define RETRACE_BRIEF_H

#include "core/base/num.h"

/* At least zero; den is above it.  Not always in lowest terms. */
struct brief {
	uint64_t low, high; /* of the numerator */
	uint64_t den;
};
#define BRIEF_ZERO ((struct brief){ 0, 0, 1 })

static inline bool
brief_is_zero(const struct brief *x)
{
	return (x->low | x->high) == 0;
}

/* sum += q * x.  False, and nothing done: the sum, or some step on the way to
 * it, takes more words. */
bool brief_add(
    struct brief *sum, const struct num_entry *q, const struct brief *x);
/* Brings it to lowest terms where that may soon be needed: behind a sum. */
void brief_settle(struct brief *x);

/* False: q is below zero, or takes more words. */
bool brief_of(struct brief *out, mpq_srcptr q);
/* out is initialised; in lowest terms. */
void brief_get(const struct brief *x, mpq_ptr out);

#endif
