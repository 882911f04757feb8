/* SPDX-License-Identifier: Apache-2.0 */
/*
 * interval - at least and at most: exactly, and in doubles with a bound.
 *
 * Reads:  num.h
 * Gives:  the two kinds of interval that trace.h answers with, and the
 *         arithmetic of the exact one
 * Memory: an exact interval owns two rationals: exact_init(), exact_clear()
 */
#ifndef RETRACE_INTERVAL_H
#define RETRACE_INTERVAL_H

#include "core/base/num.h"

/* The true end lies in [lo - lo_err, lo + lo_err], likewise hi. */
struct bounds {
	double lo, hi; /* hi may be INFINITY; lo -INFINITY for a margin */
	double lo_err, hi_err; /* INFINITY: only the exact value will do */
	bool lo_open, hi_open; /* the end itself is not reached */
};

/* The same, exactly.  An end is loose unless it is proven that what is open
 * can be filled so that the amount is there, or comes as near as one likes. */
struct exact {
	mpq_t lo, hi;
	bool lo_infinite, hi_infinite; /* minus, plus infinity */
	bool lo_open, hi_open;
	bool lo_loose, hi_loose;
};

void exact_init(struct exact *x); /* [0, 0] */
/* Are both ends the same, and as open?  Whether they are proven does not
 * count. */
bool exact_equal(const struct exact *x, const struct exact *y);
void exact_clear(struct exact *x);
void exact_set(struct exact *x, const struct exact *from);
void exact_zero(struct exact *x);
/* [0, infinite), or (0, infinite) if open. */
void exact_unknown(struct exact *x, bool open);

/* sum += q * x for a number q >= 0; work is scratch. */
void exact_add_scaled(
    struct exact *sum, mpq_srcptr q, const struct exact *x, mpq_ptr work);
void exact_add(struct exact *sum, const struct exact *x);
/*
 * The same as exact_add_scaled(), much faster where much is added: the ends of
 * the sum are not in lowest terms until exact_settle(), and before that only
 * their sizes may be asked.
 */
void exact_gather(struct exact *sum, mpq_srcptr q, const struct exact *x);
void exact_settle(struct exact *sum);
/* x becomes the least interval that holds both: one of the two is true. */
void exact_join(struct exact *x, const struct exact *y);
/* x *= some number in [0, infinite), or (0, infinite) if positive. */
void exact_scale_unknown(struct exact *x, bool positive);
/* x *= some number of f, whose ends are zero and above. */
void exact_scale(struct exact *x, const struct exact *f);
/* x -= limit * y, x and y taken as independent: loose unless one of them is
 * a single number. */
void exact_subtract_scaled(
    struct exact *x, mpq_srcptr limit, const struct exact *y, mpq_ptr work);
/*
 * x = y / z, both zero and above and taken as independent: loose unless z is
 * a single number.  Where z has no upper end the lower one is 0, where it may
 * be nothing the upper one has no end.
 */
void exact_quotient(
    struct exact *x, const struct exact *y, const struct exact *z);
/* Lowers hi to cap, raises lo to floor; an end stays open if it was.  One
 * that moves is loose. */
void exact_lower_hi(struct exact *x, mpq_srcptr cap, bool open);
void exact_raise_lo(struct exact *x, mpq_srcptr floor, bool open);
/* Lowers lo to at most `least`: perhaps no more than that is there. */
void exact_weaken_lo(struct exact *x, mpq_srcptr least);
/* Is it a single number? */
bool exact_is_point(const struct exact *x);
/* Marks both ends as loose. */
void exact_loosen(struct exact *x);
/* lo above hi, or equal and one of them open? */
bool exact_is_empty(const struct exact *x);
/* If it is empty, two statements exclude each other: it then reaches from the
 * one to the other, both included, and nothing of it is proven. */
bool exact_reconcile(struct exact *x);
/* [bits] of the longest number in it. */
size_t exact_bits(const struct exact *x);
/* The lesser of both lower ends, the greater of both upper ones; first: x has
 * none yet. */
void exact_take_lo(struct exact *x, const struct exact *y, bool first);
void exact_take_hi(struct exact *x, const struct exact *y, bool first);

#endif
