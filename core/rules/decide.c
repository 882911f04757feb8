/* SPDX-License-Identifier: Apache-2.0 */
/*
 * decide - an interval against a limit; declared in judge.h.
 *
 * An open end is not reached: of [a, b) no value is b.  So [0, L) is clear
 * against >= L, [0, L] is undecided against >= L and clear against > L.
 */
#include "core/rules/judge.h"

#include <math.h>

const char *
verdict_name(enum verdict v)
{
	static const char *const names[VERDICT_COUNT] = { "clear", "undecided",
		"triggered" };

	return names[v];
}

const char *
gap_name(enum gap g)
{
	static const char *const names[GAP_COUNT] = { "reading", "origin",
		"suspect", "silent" };

	return names[g];
}

/* Where an end lies, as seen from the limit. */
enum side { BELOW, AT, BEYOND, NOT_TOLD };
enum answer { NO, YES, MAYBE };

/* Every value of the interval meets the comparator. */
static enum answer
all_meet(enum side lo, bool open, enum comparator compare)
{
	if (lo == NOT_TOLD)
		return MAYBE;
	if (lo == AT)
		return compare == COMPARE_AT_LEAST || open ? YES : NO;
	return lo == BEYOND ? YES : NO;
}

/* No value of it does. */
static enum answer
none_meets(enum side hi, bool open, enum comparator compare)
{
	if (hi == NOT_TOLD)
		return MAYBE;
	if (hi == AT)
		return compare == COMPARE_ABOVE || open ? YES : NO;
	return hi == BELOW ? YES : NO;
}

/* Both at once is an empty interval: a contradiction proves nothing. */
static enum verdict
combine(enum answer all, enum answer none)
{
	if (all == YES && none == YES)
		return VERDICT_UNDECIDED;
	if (all == YES)
		return VERDICT_TRIGGERED;
	if (none == YES)
		return VERDICT_CLEAR;
	if (all == NO && none == NO)
		return VERDICT_UNDECIDED;
	return VERDICT_COUNT;
}

/* An upper limit is a lower one seen from the other side. */
static enum side
turned(enum side s)
{
	return s == BELOW ? BEYOND : s == BEYOND ? BELOW : s;
}

static enum verdict
meets(enum side lo, bool lo_open, enum side hi, bool hi_open,
    enum comparator compare)
{
	if (comparator_is_upper(compare))
		return meets(turned(hi), hi_open, turned(lo), lo_open,
		    compare == COMPARE_BELOW ? COMPARE_ABOVE
					     : COMPARE_AT_LEAST);
	return combine(
	    all_meet(lo, lo_open, compare), none_meets(hi, hi_open, compare));
}

/* The end lies in [end - err, end + err], the limit in [lo, hi]. */
static enum side
side_of(double end, double err, double lo, double hi)
{
	double least = err > 0 ? nextafter(end - err, -INFINITY) : end;
	double most = err > 0 ? nextafter(end + err, INFINITY) : end;

	if (most < lo)
		return BELOW;
	if (least > hi)
		return BEYOND;
	if (err == 0 && lo == hi && end == lo)
		return AT;
	return NOT_TOLD; /* also where an infinite err made a NaN */
}

/*
 * decide_bounds - the verdict, where doubles can tell it.
 *
 * In:	limit_lo, limit_hi  enclose the limit; equal if it is a double
 * Out:	VERDICT_COUNT  an end is nearer to the limit than the error bounds
 */
enum verdict
decide_bounds(const struct bounds *x, enum comparator compare, double limit_lo,
    double limit_hi)
{
	enum side lo = side_of(x->lo, x->lo_err, limit_lo, limit_hi);
	enum side hi = side_of(x->hi, x->hi_err, limit_lo, limit_hi);

	return meets(lo, x->lo_open, hi, x->hi_open, compare);
}

static enum side
side_of_exact(mpq_srcptr end, mpq_srcptr limit)
{
	int c = mpq_cmp(end, limit);

	return c < 0 ? BELOW : c > 0 ? BEYOND : AT;
}

/* The same with exact ends: it always tells. */
enum verdict
decide_exact(const struct exact *x, enum comparator compare, mpq_srcptr limit)
{
	enum side lo = x->lo_infinite ? BELOW : side_of_exact(x->lo, limit);
	enum side hi = x->hi_infinite ? BEYOND : side_of_exact(x->hi, limit);

	return meets(lo, x->lo_open, hi, x->hi_open, compare);
}
