/* SPDX-License-Identifier: Apache-2.0 */
/*
 * margin - content less limit times mass, rolled up in doubles.
 *
 * Where the mass of an item is stated the margin follows from its content;
 * where it is not, numerator and denominator share the same unknown mass,
 * and the margins of the parts and of the item's own are added up.
 */
#include "core/trace/roll/place.h"

#include <math.h>

/* A margin that is being added up, with its absolute error. */
struct margin_sum {
	double lo, hi, size, err;
	uint8_t open;
};

static void
margin_add(struct margin_sum *m, double q, double lo, double hi, double err,
    uint8_t open)
{
	m->lo += lo == 0 ? 0 : q * lo;
	m->hi += hi == 0 ? 0 : q * hi;
	if (isfinite(lo))
		m->size += fabs(q * lo);
	if (isfinite(hi))
		m->size += fabs(q * hi);
	m->err += q * err;
	m->open |= open;
}

/* Of an unknown quantity only the signs of the ends count: where the error
 * hides one, doubles tell nothing. */
static void
doubt_sign(const struct trace *t, struct margin_sum *m, size_t at)
{
	double err = t->margin_err[at];

	if (err > 0 &&
	    (fabs(t->margin_lo[at]) <= err || fabs(t->margin_hi[at]) <= err))
		m->err = INFINITY;
}

/* One of several alternatives: each of them may be off by its own error. */
static void
margin_add_place(const struct trace *t, struct margin_sum *m, size_t k,
    uint32_t first, uint32_t end)
{
	const struct bom *b = t->b;
	struct reach r = place_margin(t, k, first, end);

	m->lo += r.lo;
	m->hi += r.hi;
	m->open |= r.open;
	for (uint32_t i = first; i < end; i++) {
		const struct use *u = &b->use[i];
		size_t c = trace_margin_at(t, k, u->child);
		double q;

		if (u->qty == BOM_NONE) {
			doubt_sign(t, m, c);
			continue;
		}
		if (u->qty == NUM_ZERO)
			continue;
		q = worker_quantity(b, u);
		m->err += q * t->margin_err[c];
		if (isfinite(t->margin_lo[c]))
			m->size += fabs(q * t->margin_lo[c]);
		if (isfinite(t->margin_hi[c]))
			m->size += fabs(q * t->margin_hi[c]);
	}
}

/* The parts' margins and the own one: for an item of unknown mass. */
static bool
margin_of_sum(struct worker *w, uint32_t item, size_t k, struct margin_sum *m)
{
	struct trace *t = w->t;
	const struct bom *b = t->b;
	const struct margin *mg = &t->plan.margin[k];
	const struct channel *ch = &t->plan.channel[mg->channel];
	uint32_t end = b->use_start[item + 1];
	unsigned notes = 0;

	for (uint32_t i = b->use_start[item], next; i < end; i = next) {
		const struct use *u = &b->use[i];
		size_t c = trace_margin_at(t, k, u->child);

		next = bom_place_end(b, i, end);
		if (next > i + 1) {
			margin_add_place(t, m, k, i, next);
			continue;
		}
		if (u->qty == NUM_ZERO)
			continue;
		if (u->qty == BOM_NONE) {
			doubt_sign(t, m, c);
			m->lo = t->margin_lo[c] < 0 ? -INFINITY : m->lo;
			m->hi = t->margin_hi[c] > 0 ? INFINITY : m->hi;
			continue;
		}
		margin_add(m, worker_quantity(b, u), t->margin_lo[c],
		    t->margin_hi[c], t->margin_err[c], t->margin_open[c]);
	}
	if (!own_content(&w->owner, item, ch, &w->om, &w->own, &notes))
		return false;
	if (!own_margin(&w->owner, &w->om, mg->limit, &w->own, &w->total))
		return false;
	margin_add(m, 1, worker_down(&w->total), worker_up(&w->total), 0,
	    (uint8_t)((w->total.lo_open ? OPEN_LO : 0) |
		      (w->total.hi_open ? OPEN_HI : 0)));
	m->err += w->held->slack_lo + w->held->slack_hi;
	return true;
}

/* Narrows a margin by totals that are shares of an unknown mass. */
static bool
margin_by_totals(
    struct worker *w, uint32_t item, size_t k, struct margin_sum *m)
{
	const struct margin *mg = &w->t->plan.margin[k];
	unsigned notes = 0;

	exact_zero(&w->own);
	w->own.lo_infinite = !isfinite(m->lo);
	w->own.hi_infinite = !isfinite(m->hi);
	if (isfinite(m->lo))
		mpq_set_d(w->own.lo, m->lo);
	if (isfinite(m->hi))
		mpq_set_d(w->own.hi, m->hi);
	w->own.lo_open = (m->open & OPEN_LO) != 0;
	w->own.hi_open = (m->open & OPEN_HI) != 0;
	if (!own_total_margin(&w->owner, item, &w->t->plan.channel[mg->channel],
		mg->limit, mpq_sgn(w->mass.lo) > 0 || w->mass.lo_open, &w->own,
		&notes))
		return false;
	m->lo = worker_down(&w->own);
	m->hi = worker_up(&w->own);
	m->open = (uint8_t)((w->own.lo_open ? OPEN_LO : 0) |
			    (w->own.hi_open ? OPEN_HI : 0));
	return true;
}

/* Content less limit times a stated mass. */
static void
margin_of_stated(
    const struct worker *w, uint32_t item, size_t k, struct margin_sum *m)
{
	const struct trace *t = w->t;
	const struct held *h = w->held;
	const struct margin *mg = &t->plan.margin[k];
	double limit = mpq_get_d(mg->limit);
	struct bounds n;

	trace_bounds(t, COLUMN_CHANNEL(mg->channel), item, &n);
	m->open =
	    (uint8_t)((n.lo_open ? OPEN_LO : 0) | (n.hi_open ? OPEN_HI : 0));
	m->lo = n.lo - limit * h->mass_hi;
	m->hi = n.hi - limit * h->mass_lo;
	if (limit > 0 && w->mass.hi_open)
		m->open |= OPEN_LO;
	if (limit > 0 && w->mass.lo_open)
		m->open |= OPEN_HI;
	m->err = n.lo_err + (isfinite(n.hi) ? n.hi_err : 0);
	m->size = n.lo + (isfinite(n.hi) ? n.hi : 0) + limit * h->mass_lo +
		  (isfinite(h->mass_hi) ? limit * h->mass_hi : 0);
}

bool
roll_margin(struct worker *w, uint32_t item, size_t k)
{
	struct trace *t = w->t;
	const struct bom *b = t->b;
	size_t at = trace_margin_at(t, k, item);
	struct margin_sum m = { 0 };

	if (!trace_adds_margins(b, item)) {
		margin_of_stated(w, item, k, &m);
	} else {
		if (!margin_of_sum(w, item, k, &m))
			return false;
		if (trace_has_children(b, item) && trace_has_totals(b, item) &&
		    !margin_by_totals(w, item, k, &m))
			return false;
	}
	t->margin_lo[at] = m.lo;
	t->margin_hi[at] = m.hi;
	t->margin_err[at] = m.err + m.size * ROUNDOFF * (double)w->held->ops;
	t->margin_open[at] = m.open;
	return true;
}
