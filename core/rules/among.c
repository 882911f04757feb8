/* SPDX-License-Identifier: Apache-2.0 */
/* among - a share of some rare earths among others; see among.h. */
#include "core/rules/among.h"

#include <math.h>

/* Rounding of a product, and of a sum of two. */
#define ROUNDED 4e-16

/* factor * end, which is nothing where the factor is, however great the end. */
static double
times(double factor, double end)
{
	return factor > 0 && !(end <= 0 && end >= 0) ? factor * end : 0;
}

/* What a difference of two products may be off. */
static double
off(double a, double a_err, double b, double b_err)
{
	double size = (isfinite(a) ? fabs(a) : 0) + (isfinite(b) ? fabs(b) : 0);

	return a_err + b_err + ROUNDED * size;
}

void
among_margin(const struct judgement *j, const struct ready_test *t,
    uint32_t item, struct bounds *out)
{
	/* limit and 1 - limit are known but for the slack; of the mass of an
	 * item the part is in it already */
	double of = t->limit_lo, in = t->test->of_item ? 1 : 1 - t->limit_lo;
	double slack = t->limit_hi - t->limit_lo + ROUNDED;
	struct bounds p, r;

	j->evidence.bounds(j->evidence.ctx, t->columns->amount[0], item, &p);
	j->evidence.bounds(j->evidence.ctx, t->columns->rest, item, &r);
	*out = (struct bounds){ .lo = times(in, p.lo) - times(of, r.hi),
		.hi = times(in, p.hi) - times(of, r.lo) };
	out->lo_err = off(times(in, p.lo), times(in, p.lo_err) + p.lo * slack,
	    times(of, r.hi),
	    isfinite(r.hi) ? times(of, r.hi_err) + r.hi * slack : 0);
	out->hi_err = off(times(in, p.hi),
	    isfinite(p.hi) ? times(in, p.hi_err) + p.hi * slack : 0,
	    times(of, r.lo), times(of, r.lo_err) + r.lo * slack);
	out->lo_open = (p.lo_open && in > 0) || (r.hi_open && of > 0);
	out->hi_open = (p.hi_open && in > 0) || (r.lo_open && of > 0);
}

static bool
is_there(const struct bounds *x)
{
	return x->lo - x->lo_err > 0;
}

static bool
is_none(const struct bounds *x)
{
	return x->hi <= 0 && x->hi_err <= 0;
}

enum verdict
among_decide(
    const struct judgement *j, const struct ready_test *t, uint32_t item)
{
	struct bounds p, r, margin;
	enum verdict v;

	j->evidence.bounds(j->evidence.ctx, t->columns->amount[0], item, &p);
	j->evidence.bounds(j->evidence.ctx, t->columns->rest, item, &r);
	if (is_none(&p) && (is_none(&r) || !comparator_is_upper(t->compare)))
		return VERDICT_CLEAR;
	among_margin(j, t, item, &margin);
	v = decide_bounds(&margin, t->compare, 0, 0);
	/* there may be nothing among nothing */
	if (v == VERDICT_TRIGGERED && !is_there(&p) && !is_there(&r))
		return VERDICT_COUNT;
	return v;
}

void
among_margin_exact(const struct ready_test *t, const struct exact *part,
    const struct exact *rest, struct exact *out)
{
	mpq_t in, work;

	mpq_inits(in, work, NULL);
	mpq_set_ui(in, 1, 1);
	if (!t->test->of_item)
		mpq_sub(in, in, t->limit);
	exact_zero(out);
	if (mpq_sgn(in) > 0)
		exact_add_scaled(out, in, part, work);
	if (mpq_sgn(t->limit) > 0)
		exact_subtract_scaled(out, t->limit, rest, work);
	mpq_clears(in, work, NULL);
}

static bool
is_surely_none(const struct exact *x)
{
	return !x->hi_infinite && mpq_sgn(x->hi) <= 0;
}

enum verdict
among_exact(const struct ready_test *t, const struct exact *part,
    const struct exact *rest)
{
	bool none = is_surely_none(part) &&
		    (is_surely_none(rest) || !comparator_is_upper(t->compare));
	struct exact margin;
	enum verdict v;
	mpq_t zero;

	if (none)
		return VERDICT_CLEAR;
	mpq_init(zero);
	exact_init(&margin);
	among_margin_exact(t, part, rest, &margin);
	v = decide_exact(&margin, t->compare, zero);
	if (v == VERDICT_TRIGGERED && test_may_be_nothing(part) &&
	    test_may_be_nothing(rest))
		v = VERDICT_UNDECIDED;
	exact_clear(&margin);
	mpq_clear(zero);
	return v;
}

/* An end of the share: that of the part, with the other one of the rest. */
static void
set_end(mpq_ptr out, mpq_srcptr part, mpq_srcptr rest)
{
	mpq_add(out, part, rest);
	if (mpq_sgn(out) != 0)
		mpq_div(out, part, out);
}

void
among_share(const struct exact *part, const struct exact *rest,
    struct exact *whole, struct exact *share)
{
	exact_set(whole, part);
	exact_add(whole, rest);
	exact_zero(share);
	if (!rest->hi_infinite)
		set_end(share->lo, part->lo, rest->hi);
	if (part->hi_infinite || is_surely_none(rest))
		mpq_set_ui(share->hi, is_surely_none(part) ? 0 : 1, 1);
	else
		set_end(share->hi, part->hi, rest->lo);
	if (is_surely_none(rest) && (mpq_sgn(part->lo) > 0 || part->lo_open)) {
		/* all of it, however much that is */
		mpq_set_ui(share->lo, 1, 1);
		mpq_set(share->hi, share->lo);
		return;
	}
	/* however much of the one there is, some of the other is left */
	share->lo_open = mpq_sgn(share->lo) > 0
			     ? part->lo_open || rest->hi_open
			     : part->lo_open || mpq_sgn(part->lo) > 0;
	share->hi_open = part->hi_open || rest->lo_open ||
			 (part->hi_infinite && mpq_sgn(rest->lo) > 0);
	if (!exact_is_point(part) && !exact_is_point(rest))
		exact_loosen(share);
	share->lo_loose |= part->lo_loose || rest->hi_loose;
	share->hi_loose |= part->hi_loose || rest->lo_loose;
}

void
among_item(const struct exact *part, const struct exact *mass,
    struct exact *whole, struct exact *share)
{
	exact_set(whole, mass);
	exact_zero(share);
	mpq_set_ui(share->hi, 1, 1);
	if (!mass->hi_infinite && mpq_sgn(mass->hi) > 0)
		mpq_div(share->lo, part->lo, mass->hi);
	if (!part->hi_infinite && mpq_sgn(mass->lo) > 0 &&
	    mpq_cmp(part->hi, mass->lo) < 0)
		mpq_div(share->hi, part->hi, mass->lo);
	if (mpq_cmp_ui(share->lo, 1, 1) > 0)
		mpq_set_ui(share->lo, 1, 1);
	if (is_surely_none(part))
		mpq_set_ui(share->hi, 0, 1);
	/* what they are together was not asked */
	if (!exact_is_point(mass) || !exact_is_point(part))
		exact_loosen(share);
}
