/* SPDX-License-Identifier: Apache-2.0 */
/* place - the least and the most of several alternatives; see place.h. */
#include "core/trace/roll/place.h"
#include "core/trace/reach.h"
#include "core/trace/suppose.h"

#include <math.h>

/* q times an end, where nothing stays nothing; both may be infinite. */
static double
times(double q, double end)
{
	return q == 0 || end == 0 ? 0 : q * end;
}

static double
quantity(const struct trace *t, const struct use *u)
{
	return u->qty == BOM_NONE ? INFINITY : worker_quantity(t->b, u);
}

/* q of what reaches from lo to hi; of an unknown quantity perhaps none. */
static struct reach
scaled(const struct trace *t, const struct use *u, double lo, double hi,
    uint8_t open)
{
	double q = quantity(t, u);
	struct reach r = { times(q, lo), times(q, hi), open };

	if (u->qty == BOM_NONE) {
		r.lo = lo < 0 ? -INFINITY : 0;
		r.hi = hi > 0 ? INFINITY : 0;
		r.open = 0;
	}
	return r;
}

/* An end that both reach is open only if it is open for both. */
static uint8_t
joined_end(double a, double b, uint8_t a_open, uint8_t b_open, uint8_t bit)
{
	uint8_t open = a == b                        ? a_open & b_open
		       : (bit == OPEN_LO) == (a < b) ? a_open
						     : b_open;

	return open & bit;
}

/* Of either what is at most in the one that brings less: see suppose.h. */
static struct reach
narrow(struct reach a, struct reach b)
{
	bool first = a.hi < b.hi || (a.hi == b.hi && (a.open & OPEN_HI) != 0);
	struct reach r = first ? a : b;

	if (fmin(a.lo, b.lo) < r.lo)
		r.open &= (uint8_t)~OPEN_LO;
	r.lo = fmin(a.lo, b.lo);
	return r;
}

static struct reach
join(struct reach a, struct reach b)
{
	struct reach r = { fmin(a.lo, b.lo), fmax(a.hi, b.hi), 0 };

	r.open = joined_end(a.lo, b.lo, a.open, b.open, OPEN_LO) |
		 joined_end(a.hi, b.hi, a.open, b.open, OPEN_HI);
	return r;
}

static struct reach
either(const struct trace *t, struct reach a, struct reach b)
{
	const struct suppose *s = t->b->suppose;

	return s != NULL && s->choices ? narrow(a, b) : join(a, b);
}

static struct reach
mass_of(const struct trace *t, const struct use *u)
{
	const struct held *h = trace_held(t, u->child);

	return scaled(t, u, h->mass_lo, h->mass_hi,
	    h->flags & (T_MASS_LO_OPEN | T_MASS_HI_OPEN));
}

static struct reach
amount_of(const struct trace *t, size_t c, const struct use *u)
{
	const struct held *h = trace_held(t, u->child);
	enum reach_of reach = REACH_ALL;
	size_t s = t->of_channel[c];

	if ((h->flags & T_STOP) != 0)
		reach = reach_as_asked(t->b,
		    reach_from(&t->plan.channel[c], t->b->item[u->child].form));
	if (h->row != BOM_NONE && reach != REACH_NONE) {
		struct row row = trace_row(t, h);

		return reach == REACH_ALL
			   ? scaled(t, u, row.lo[c], row.hi[c], row.open[c])
			   : scaled(t, u, 0, row.hi[c], row.open[c] & OPEN_HI);
	}
	if (s == 255 || reach == REACH_NONE)
		return scaled(t, u, 0, 0, 0);
	return scaled(t, u, 0,
	    times(t->gap_weight[c], *trace_gap(t, s, u->child)),
	    (h->gap_open >> s & 1) != 0 ? OPEN_HI : 0);
}

static struct reach
margin_of(const struct trace *t, size_t m, const struct use *u)
{
	size_t at = trace_margin_at(t, m, u->child);

	return scaled(
	    t, u, t->margin_lo[at], t->margin_hi[at], t->margin_open[at]);
}

struct reach
place_mass(const struct trace *t, uint32_t k, uint32_t end)
{
	struct reach r = mass_of(t, &t->b->use[k]);

	while (++k < end)
		r = join(r, mass_of(t, &t->b->use[k]));
	return r;
}

struct reach
place_amount(const struct trace *t, size_t c, uint32_t k, uint32_t end)
{
	struct reach r = amount_of(t, c, &t->b->use[k]);

	while (++k < end)
		r = either(t, r, amount_of(t, c, &t->b->use[k]));
	return r;
}

struct reach
place_margin(const struct trace *t, size_t m, uint32_t k, uint32_t end)
{
	struct reach r = margin_of(t, m, &t->b->use[k]);

	while (++k < end)
		r = either(t, r, margin_of(t, m, &t->b->use[k]));
	return r;
}

double
place_gap(const struct trace *t, size_t s, uint32_t k, uint32_t end)
{
	bool least = t->b->suppose != NULL && t->b->suppose->choices;
	double gap = least ? INFINITY : 0;

	for (; k < end; k++) {
		const struct use *u = &t->b->use[k];
		double g = times(quantity(t, u), *trace_gap(t, s, u->child));

		if ((trace_held(t, u->child)->flags & T_STOP) != 0 &&
		    reach_is_stopped(
			t->b, t->selection[s].stop, t->b->item[u->child].form))
			g = 0;
		gap = least ? fmin(gap, g) : fmax(gap, g);
	}
	return gap;
}

double
place_undisclosed(const struct trace *t, uint32_t k, uint32_t end)
{
	double most = 0;

	for (; k < end; k++) {
		const struct use *u = &t->b->use[k];

		most = fmax(most, times(quantity(t, u),
				      trace_held(t, u->child)->undisclosed));
	}
	return most;
}
