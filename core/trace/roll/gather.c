/* SPDX-License-Identifier: Apache-2.0 */
/*
 * gather - what the parts of an item bring, in one pass over its uses.
 *
 * A part is one line of the cache, and a row if it has one: the waiting for
 * these is most of the roll-up, so everything that is asked of a part is
 * asked at once.
 */
#include "core/trace/reach.h"
#include "core/trace/roll/place.h"

#include <math.h>
#include <string.h>

/*
 * Powers of two that q brings, in POWER-ths, at most and at least: of m * 2^e
 * with m from 1 to 2 the logarithm lies between m - 1 and 6/64 above it.  Of a
 * double that is normal e and the first six bits of m - 1 stand side by side.
 */
static inline void
power_of(double q, int *most, int *least)
{
	const int of_one = 1023 * POWER;
	uint64_t bits, part = ((uint64_t)1 << 52) - 1;
	int e;

	if (!isnormal(q)) {
		double m = 2 * frexp(q, &e) - 1;

		e = (e - 1) * POWER;
		*least = e + (int)(m * POWER);
		*most = m > 0 ? *least + 7 : e;
		return;
	}
	memcpy(&bits, &q, sizeof(bits));
	*least = (int)(bits / (part / POWER + 1)) - of_one;
	*most = (bits & part) != 0 ? *least + 7 : *least;
}

/* Marks, and how far doubles can be trusted. */
static inline void
inherit(struct gathered *g, const struct held *h, const struct use *u, double q)
{
	int most = 0, least = 0;

	g->flags |= h->flags & (T_SUSPECT | T_EXACT_ONLY | T_CHOICE);
	if (u->qty == BOM_NONE || u->qty == NUM_ZERO)
		return;
	if (h->ops > g->ops)
		g->ops = h->ops;
	g->slack_lo += q * h->slack_lo;
	g->slack_hi += q * h->slack_hi;
	if (u->qty != NUM_ONE)
		power_of(q, &most, &least);
	if (most + h->top > g->top)
		g->top = most + h->top;
	if (least + h->bottom < g->bottom)
		g->bottom = least + h->bottom;
}

/* Two doubles at once: lane by lane the same sums, on any machine. */
typedef double two_doubles __attribute__((vector_size(16)));

static inline void
add_two(double *restrict sum, double q, const double *restrict part)
{
	two_doubles s, p;

	memcpy(&s, sum, sizeof(s));
	memcpy(&p, part, sizeof(p));
	s += q * p;
	memcpy(sum, &s, sizeof(s));
}

/* Adds q times what is in a row, channel by channel. */
static inline void
add_scaled(double *sum, double q, const double *part, size_t n)
{
	size_t c = 0;

	for (; c + 2 <= n; c += 2)
		add_two(sum + c, q, part + c);
	if (c < n)
		sum[c] += q * part[c];
}

/*
 * Adds q times a row: the innermost loop.  Where a part has no upper ends the
 * sum has none, and they need not be added: gather_parts() puts them there.
 */
static void
row_add(struct worker *w, double q, const struct row *part)
{
	size_t n = w->t->plan.nchannel;

	add_scaled(w->row.lo, q, part->lo, n);
	for (size_t c = n; c < w->t->stride; c++) {
		uint64_t open, more;

		memcpy(&open, w->row.lo + c, sizeof(open));
		memcpy(&more, part->lo + c, sizeof(more));
		open |= more;
		memcpy(w->row.lo + c, &open, sizeof(open));
	}
	w->endless |= part->hi == w->t->infinite;
	if (!w->endless)
		add_scaled(w->row.hi, q, part->hi, n);
}

/* The same where not every channel goes on: of those that perhaps do not, no
 * lower end. */
static void
row_add_stopped(
    const struct worker *w, double q, const struct row *part, uint8_t form)
{
	for (size_t c = 0; c < w->t->plan.nchannel; c++) {
		enum reach_of reach = reach_as_asked(
		    w->t->b, reach_from(&w->t->plan.channel[c], form));

		if (reach == REACH_NONE)
			continue;
		if (reach == REACH_ALL)
			w->row.lo[c] += q * part->lo[c];
		w->row.hi[c] += q * part->hi[c];
		w->row.open[c] |= reach == REACH_ALL ? part->open[c]
						     : part->open[c] & OPEN_HI;
	}
}

/* The same for a quantity that nobody stated: anything from 0. */
static void
row_add_unknown(const struct worker *w, const struct row *part, uint8_t form)
{
	for (size_t c = 0; c < w->t->plan.nchannel; c++)
		if (part->hi[c] > 0 &&
		    reach_as_asked(w->t->b,
			reach_from(&w->t->plan.channel[c], form)) != REACH_NONE)
			w->row.hi[c] = INFINITY;
}

/* The end of a gap is open if that of a part of it is. */
static inline void
open_gap(struct worker *w, size_t s, uint32_t part)
{
	if ((trace_held(w->t, part)->gap_open >> s & 1) != 0)
		w->from.gap_open |= (uint16_t)(1u << s);
}

/* Does the part hand nothing of its undisclosed mass up? */
static inline bool
gap_stops(const struct worker *w, size_t s, uint32_t part)
{
	const struct trace *t = w->t;

	return (trace_held(t, part)->flags & T_STOP) != 0 &&
	       reach_is_stopped(
		   t->b, t->selection[s].stop, t->b->item[part].form);
}

/* q times the undisclosed mass of a part without a row. */
static inline void
gap_add(struct worker *w, double q, uint32_t part)
{
	const struct trace *t = w->t;

	for (size_t s = 0; s < t->nselection; s++) {
		double gap = *trace_gap(t, s, part);

		if (gap <= 0 || gap_stops(w, s, part))
			continue;
		w->from.gap[s] += q * gap;
		open_gap(w, s, part);
	}
}

/*
 * Of an unknown quantity it counts only whether there is anything at all: can
 * the rounding error of a difference of masses hide that?
 */
static bool
is_in_doubt(const struct worker *w, const struct held *h, uint32_t part)
{
	const struct trace *t = w->t;
	struct row row;

	if (h->slack_hi <= 0)
		return false;
	for (size_t s = 0; h->row == BOM_NONE && s < t->nselection; s++)
		if (*trace_gap(t, s, part) <= 2 * h->slack_hi)
			return true;
	if (h->row == BOM_NONE)
		return false;
	row = trace_row(t, h);
	for (size_t c = 0; c < t->plan.nchannel; c++)
		if (row.hi[c] <= 2 * h->slack_hi * trace_heaviest(t, c))
			return true;
	return false;
}

/* A quantity that nobody stated: of what may be there, any amount. */
static void
add_unknown(struct worker *w, const struct held *h, uint32_t part)
{
	struct gathered *g = &w->from;
	struct row row;

	if (is_in_doubt(w, h, part))
		g->flags |= T_EXACT_ONLY;
	if (h->mass_hi > 0)
		g->mass_hi = INFINITY;
	if (h->undisclosed > 0)
		g->undisclosed = INFINITY;
	if (h->row == BOM_NONE) {
		gap_add(w, INFINITY, part);
		return;
	}
	row = trace_row(w->t, h);
	row_add_unknown(w, &row, w->t->b->item[part].form);
}

/* A place with one use. */
static inline void
add_use(struct worker *w, const struct use *u)
{
	const struct held *h = trace_held(w->t, u->child);
	struct gathered *g = &w->from;
	struct row row;
	double q;

	if (u->qty == BOM_NONE) {
		inherit(g, h, u, 0);
		add_unknown(w, h, u->child);
		return;
	}
	q = worker_quantity(w->t->b, u);
	inherit(g, h, u, q);
	if (u->qty == NUM_ZERO)
		return;
	g->mass_lo += q * h->mass_lo;
	g->mass_hi += q * h->mass_hi;
	g->mass_open |= h->flags & (T_MASS_LO_OPEN | T_MASS_HI_OPEN);
	g->undisclosed += q * h->undisclosed;
	if (h->row == BOM_NONE) {
		gap_add(w, q, u->child);
		return;
	}
	row = trace_row(w->t, h);
	if ((h->flags & T_STOP) != 0)
		row_add_stopped(w, q, &row, w->t->b->item[u->child].form);
	else
		row_add(w, q, &row);
}

/* The least and the most of several alternatives, channel by channel. */
static void
row_add_place(struct worker *w, uint32_t k, uint32_t end)
{
	for (size_t c = 0; c < w->t->plan.nchannel; c++) {
		struct reach r = place_amount(w->t, c, k, end);

		w->row.lo[c] += r.lo;
		w->row.hi[c] += r.hi;
		w->row.open[c] |= r.open;
	}
}

/* The same for an item without a row. */
static void
gap_add_place(struct worker *w, uint32_t k, uint32_t end)
{
	const struct trace *t = w->t;

	for (size_t s = 0; s < t->nselection; s++) {
		double gap = place_gap(t, s, k, end);

		if (gap <= 0)
			continue;
		w->from.gap[s] += gap;
		for (uint32_t i = k; i < end; i++)
			if (!gap_stops(w, s, t->b->use[i].child))
				open_gap(w, s, t->b->use[i].child);
	}
}

/* A place with several alternatives. */
static void
add_place(struct worker *w, bool wide, uint32_t k, uint32_t end)
{
	const struct trace *t = w->t;
	struct gathered *g = &w->from;
	struct reach mass = place_mass(t, k, end);

	g->flags |= T_CHOICE;
	for (uint32_t i = k; i < end; i++) {
		const struct use *u = &t->b->use[i];

		inherit(g, trace_held(t, u->child), u,
		    u->qty == BOM_NONE ? 0 : worker_quantity(t->b, u));
		if (u->qty == BOM_NONE &&
		    is_in_doubt(w, trace_held(t, u->child), u->child))
			g->flags |= T_EXACT_ONLY;
	}
	g->mass_lo += mass.lo;
	g->mass_hi += mass.hi;
	g->mass_open |= mass.open;
	g->undisclosed += place_undisclosed(t, k, end);
	if (wide)
		row_add_place(w, k, end);
	else
		gap_add_place(w, k, end);
}

/* A row that holds nothing yet. */
static void
begin_row(struct worker *w, uint32_t row)
{
	const struct held none = { .row = row };

	w->row = trace_row(w->t, &none);
	w->row.hi = w->upper;
	memset(w->upper, 0, w->t->plan.nchannel * sizeof(double));
	w->endless = false;
}

void
gather_parts(struct worker *w, uint32_t item)
{
	const struct trace *t = w->t;
	const struct bom *b = t->b;
	uint32_t end = b->use_start[item + 1], next;
	uint32_t row = trace_own_row(t, item);
	bool wide = row != BOM_NONE;
	size_t n = t->plan.nchannel;

	w->from = (struct gathered){ 0 };
	if (wide)
		begin_row(w, row);
	for (uint32_t k = b->use_start[item]; k < end; k = next) {
		next = bom_place_end(b, k, end);
		if (next == k + 1)
			add_use(w, &b->use[k]);
		else
			add_place(w, wide, k, next);
	}
	if (wide && w->endless)
		memcpy(w->row.hi, t->infinite, n * sizeof(double));
	for (size_t c = 0; wide && c < n; c++) {
		size_t s = t->of_channel[c];
		double gap = s == 255 ? 0 : w->from.gap[s];

		if (gap > 0 && t->gap_weight[c] > 0) {
			w->row.hi[c] += gap * t->gap_weight[c];
			w->row.open[c] |=
			    (w->from.gap_open >> s & 1) != 0 ? OPEN_HI : 0;
		}
	}
}
