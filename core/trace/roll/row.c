/* SPDX-License-Identifier: Apache-2.0 */
/*
 * row - what an item with a wide row holds, channel by channel; see worker.h.
 *
 * What the parts bring is in the row already: the own content is added, and
 * then it is narrowed by what is known of the whole.
 */
#include "core/trace/reach.h"
#include "core/trace/roll/worker.h"
#include "core/trace/weigh.h"

#include <math.h>
#include <string.h>

/* A row as an exact interval, for the rare steps that need one. */
static void
row_to_exact(const struct worker *w, size_t c, struct exact *x)
{
	exact_zero(x);
	if (isfinite(w->row.lo[c]))
		mpq_set_d(x->lo, w->row.lo[c]);
	x->hi_infinite = !isfinite(w->row.hi[c]);
	if (!x->hi_infinite)
		mpq_set_d(x->hi, w->row.hi[c]);
	x->lo_open = (w->row.open[c] & OPEN_LO) != 0;
	x->hi_open = (w->row.open[c] & OPEN_HI) != 0;
}

static void
exact_to_row(struct worker *w, size_t c, const struct exact *x)
{
	w->row.lo[c] = worker_down(x);
	w->row.hi[c] = worker_up(x);
	w->row.open[c] =
	    (uint8_t)((x->lo_open ? OPEN_LO : 0) | (x->hi_open ? OPEN_HI : 0));
}

/* Twice what an end of a row may be off; nothing is nothing exactly. */
static double
off_by(const struct held *h, double end, double slack)
{
	double e = isfinite(end) ? (double)h->ops * ROUNDOFF * end : 0;

	return 2 * (e + slack);
}

/*
 * Narrows the row by stated totals.  A total that just meets the sum of the
 * parts may contradict it or not: within the rounding error doubles cannot
 * tell, and the item is left to the exact roll-up.
 */
static bool
row_narrow(struct worker *w, uint32_t item, size_t c, unsigned *notes)
{
	struct trace *t = w->t;
	const struct held *h = w->held;
	double lo = w->row.lo[c], hi = w->row.hi[c];
	double e_lo = off_by(h, lo, h->slack_lo);
	double e_hi = off_by(h, hi, h->slack_hi);
	uint8_t open = w->row.open[c];
	unsigned own = 0;

	w->row.lo[c] = lo - e_lo;
	w->row.hi[c] = hi + e_hi;
	row_to_exact(w, c, &w->total);
	if (!own_totals(&w->owner, item, &t->plan.channel[c], &w->mass,
		&w->total, &own))
		return false;
	*notes |= own;
	exact_to_row(w, c, &w->total);
	if ((w->row.lo[c] > lo - e_lo && w->row.lo[c] >= hi - e_hi) ||
	    (w->row.hi[c] < hi + e_hi && w->row.hi[c] <= lo + e_lo))
		w->held->flags |= T_EXACT_ONLY;
	/* what stays is what it was; a contradiction may widen it */
	if (w->row.lo[c] == lo - e_lo ||
	    (w->row.lo[c] < lo && (own & OWN_CONTRADICTION) == 0)) {
		w->row.lo[c] = lo;
		w->row.open[c] |= open & OPEN_LO;
	}
	if (w->row.hi[c] == hi + e_hi ||
	    (w->row.hi[c] > hi && (own & OWN_CONTRADICTION) == 0)) {
		w->row.hi[c] = hi;
		w->row.open[c] |= open & OPEN_HI;
	}
	if ((own & OWN_CONTRADICTION) != 0)
		w->row.open[c] = 0;
	return true;
}

/* A stated mass caps what is in it, and what that costs. */
static void
row_cap(struct worker *w, size_t c)
{
	struct trace *t = w->t;
	double cap = w->held->mass_hi;

	if (measure_is_stated(t->plan.channel[c].measure))
		return;
	if (isfinite(cap))
		cap *= t->gap_weight[c];
	if (w->row.hi[c] < cap || !isfinite(cap))
		return;
	if (w->row.hi[c] > cap)
		w->row.open[c] &= (uint8_t)~OPEN_HI;
	if (w->mass.hi_open)
		w->row.open[c] |= OPEN_HI;
	w->row.hi[c] = cap;
}

/* As exact_reconcile(); ends that just meet are left to the exact roll-up if
 * one of them is open. */
static void
row_reconcile(struct worker *w, size_t c)
{
	struct held *h = w->held;
	double lo = w->row.lo[c], hi = w->row.hi[c], e;

	if (lo < hi && hi - lo > 0x1p-20 * hi) /* nearly always */
		return;
	e = off_by(h, lo, h->slack_lo + h->slack_hi);
	if (w->row.open[c] != 0 && e > 0 && lo >= hi - e && lo <= hi + e)
		h->flags |= T_EXACT_ONLY;
	w->row.lo[c] = fmin(lo, hi);
	w->row.hi[c] = fmax(lo, hi);
	if (lo > hi + e || (e == 0 && lo == hi))
		w->row.open[c] = 0;
}

/* The own mass of an item about which nothing is declared. */
static void
row_add_gap(struct worker *w, uint32_t item, size_t c)
{
	const struct trace *t = w->t;
	const struct channel *ch = &t->plan.channel[c];

	if (*w->own_open <= 0 || t->of_channel[c] == 255 ||
	    t->gap_weight[c] <= 0 || !form_may_count(ch, &t->b->item[item]))
		return;
	w->row.hi[c] += *w->own_open * t->gap_weight[c];
	w->row.open[c] |= w->om.mass.hi_open ? OPEN_HI : 0;
}

/* Is an end so great or so small that products with quantities may leave the
 * range of doubles? */
static bool
is_far(const struct exact *x)
{
	double lo = mpq_get_d(x->lo),
	       hi = x->hi_infinite ? 1 : mpq_get_d(x->hi);

	return (mpq_sgn(x->lo) != 0 && (lo < 0x1p-500 || lo > 0x1p500)) ||
	       (mpq_sgn(x->hi) != 0 && (hi < 0x1p-500 || hi > 0x1p500));
}

/* The own mass is a difference: can the lines just fill it, or be more than
 * fits?  Doubles cannot tell, and what they hold at most depends on it. */
static bool
may_be_over(const struct worker *w)
{
	double slack = w->held->slack_hi;

	if (slack <= 0 || w->om.mass.hi_infinite || w->owner.n == 0)
		return false;
	return w->owner.nearly <= slack ||
	       fabs(mpq_get_d(w->owner.least) - mpq_get_d(w->om.mass.hi)) <=
		   slack;
}

/* Own content, then what is known of the whole. */
static bool
row_finish(struct worker *w, uint32_t item, size_t c)
{
	struct trace *t = w->t;
	const struct bom *b = t->b;
	const struct channel *ch = &t->plan.channel[c];
	unsigned notes = 0;

	if (reach_is_whole(ch, b->item[item].form)) {
		w->row.lo[c] = w->row.hi[c] = 0;
		w->row.open[c] = 0;
	}
	if (!own_has_lines(b, item) && !own_counts_itself(b, ch, item)) {
		row_add_gap(w, item, c);
	} else {
		if (!own_content(&w->owner, item, ch, &w->om, &w->own, &notes))
			return false;
		if (is_far(&w->own) || may_be_over(w))
			w->held->flags |= T_EXACT_ONLY;
		w->row.lo[c] += worker_down(&w->own);
		w->row.hi[c] += worker_up(&w->own);
		w->row.open[c] |= (uint8_t)((w->own.lo_open ? OPEN_LO : 0) |
					    (w->own.hi_open ? OPEN_HI : 0));
	}
	if (trace_has_children(b, item) && trace_has_totals(b, item) &&
	    !row_narrow(w, item, c, &notes))
		return false;
	if (b->item[item].has_mass && !ch->process &&
	    (w->held->flags & T_HEAVY) == 0 && (notes & OWN_OVERFULL) == 0)
		row_cap(w, c);
	row_reconcile(w, c);
	if ((notes & OWN_OVERFULL) != 0)
		w->held->flags |= T_OVERFULL;
	if ((notes & OWN_CONTRADICTION) != 0)
		w->held->flags |= T_CONTRADICTION;
	return true;
}

/* The upper ends go to the table, unless there are none. */
static void
keep_upper(const struct worker *w)
{
	const struct trace *t = w->t;
	size_t n = t->plan.nchannel, c = 0;

	while (c < n && w->row.hi[c] >= INFINITY)
		c++;
	if (c < n)
		memcpy(
		    t->upper + w->held->row * n, w->row.hi, n * sizeof(double));
	else
		w->held->flags |= T_ENDLESS;
}

/* Says nobody anything of the item, so that only its undisclosed mass comes to
 * what its parts bring, which has no upper ends? */
static bool
is_silent(const struct worker *w, uint32_t item)
{
	const struct trace *t = w->t;
	const struct bom *b = t->b;

	return w->endless && !t->takes && !b->item[item].has_mass &&
	       b->content_start[item] == b->content_start[item + 1] &&
	       !own_has_lines(b, item);
}

bool
roll_row(struct worker *w, uint32_t item)
{
	size_t n = w->t->plan.nchannel;

	if (is_silent(w, item)) {
		for (size_t c = 0; w->om.mass.hi_open && c < n; c++)
			row_add_gap(w, item, c);
		w->held->flags |= T_ENDLESS;
		return true;
	}
	for (size_t c = 0; c < n; c++)
		if (!row_finish(w, item, c))
			return false;
	keep_upper(w);
	return true;
}
