/* SPDX-License-Identifier: Apache-2.0 */
/*
 * roll - the roll-up in doubles; see trace.h.
 *
 * Children before parents, level by level.  Amounts are sums of products of
 * numbers of zero and above, so their rounding error is at most a number of
 * roundings (ops) times the amount; only own masses come from subtractions,
 * whose absolute error (slack) is carried beside.  Items of one level do not
 * depend on each other: threads share a level, each item is computed by one
 * of them in one order, and so the bits do not depend on their number.
 */
#include "core/trace/place.h"
#include "core/trace/weigh.h"

#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* Levels smaller than this are not worth a thread. */
#define LEVEL_WORTH_THREADS 8192
#define MAX_THREADS 16

/* Powers of two on the way down from which on doubles are not trusted. */
#define FAR (400 * POWER)

/* Are all masses of the parts single numbers as stated? */
static bool
parts_are_exact(const struct bom *b, uint32_t item)
{
	for (uint32_t k = b->use_start[item]; k < b->use_start[item + 1]; k++) {
		const struct item *c = &b->item[b->use[k].child];

		if (!c->has_mass || c->mass.hi == NUM_INFINITE ||
		    b->use[k].qty == BOM_NONE)
			return false;
	}
	return true;
}

static void
sum_parts_exactly(struct worker *w, uint32_t item)
{
	const struct bom *b = w->t->b;
	uint32_t end = b->use_start[item + 1], next;
	mpq_t q;

	exact_zero(&w->parts);
	for (uint32_t k = b->use_start[item]; k < end; k = next) {
		next = bom_place_end(b, k, end);
		for (uint32_t i = k; i < next; i++) {
			struct exact *x = i == k ? &w->mass : &w->total;

			trace_stated_mass(b, b->use[i].child, &w->own);
			numtab_view(&b->num, b->use[i].qty, q);
			exact_zero(x);
			exact_add_scaled(x, q, &w->own, w->work);
			if (i > k)
				exact_join(&w->mass, x);
		}
		exact_add(&w->parts, &w->mass);
	}
}

/* The same from the doubles below; the error goes into slack. */
static void
sum_parts(struct worker *w, uint32_t item, bool stated)
{
	struct held *h = &w->t->held[item];
	const struct gathered *g = &w->from;
	double err;

	exact_zero(&w->parts);
	w->parts.lo_open = (g->mass_open & OPEN_LO) != 0;
	w->parts.hi_open = (g->mass_open & OPEN_HI) != 0;
	if (stated) { /* the own mass will be a difference */
		err = (double)h->ops * ROUNDOFF *
		      (isfinite(g->mass_hi) ? g->mass_hi : g->mass_lo);
		h->slack_hi += err;
		if (own_has_lines(w->t->b, item))
			h->slack_lo += err;
	}
	w->parts.hi_infinite = !isfinite(g->mass_hi);
	if (isfinite(g->mass_lo))
		mpq_set_d(w->parts.lo, g->mass_lo);
	if (isfinite(g->mass_hi))
		mpq_set_d(w->parts.hi, g->mass_hi);
}

/* What the children hand up besides amounts: roundings, range, marks. */
static void
inherit(struct worker *w, uint32_t item)
{
	const struct bom *b = w->t->b;
	struct held *h = &w->t->held[item];
	const struct gathered *g = &w->from;
	uint32_t n = b->use_start[item + 1] - b->use_start[item];

	*h = (struct held){ .slack_lo = g->slack_lo,
		.slack_hi = g->slack_hi,
		.ops = g->ops + n + 12,
		.row = w->t->row[item],
		.top = (int16_t)(g->top < FAR ? g->top : FAR),
		.bottom = (int16_t)(g->bottom > -FAR ? g->bottom : -FAR),
		.flags = g->flags };
	if (g->top >= FAR || g->bottom <= -FAR || !isfinite(g->slack_hi))
		h->flags |= T_EXACT_ONLY;
	if ((b->item[item].flags & ITEM_SUSPECT) != 0)
		h->flags |= T_SUSPECT;
}

/* Nothing is known of the item but its parts: most are so. */
static bool
is_bare(const struct bom *b, uint32_t item)
{
	return !b->item[item].has_mass &&
	       b->content_start[item] == b->content_start[item + 1];
}

/* As roll_mass(), without a rational. */
static void
roll_bare_mass(struct worker *w, uint32_t item)
{
	const struct bom *b = w->t->b;
	struct held *h = &w->t->held[item];
	const struct gathered *g = &w->from;
	bool children = trace_has_children(b, item), heavy;

	trace_own_mass(b, item, NULL, NULL, &w->om, &heavy);
	w->t->own_open[item] = w->om.complete ? 0 : INFINITY;
	h->mass_lo = isfinite(g->mass_lo) ? g->mass_lo : 0;
	h->mass_hi = w->om.closed ? g->mass_hi : INFINITY;
	h->flags |= g->mass_open;
	if (!children) /* it has a mass of its own, above zero */
		h->flags |= T_MASS_LO_OPEN;
}

/* Are the parts heavier than the whole?  Doubles may not be able to tell. */
static uint8_t
weigh_parts(const struct worker *w, double slack, bool heavy)
{
	double over;

	if (w->stated.hi_infinite)
		return 0;
	over = mpq_get_d(w->parts.lo) - mpq_get_d(w->stated.hi);
	if (slack > 0 && fabs(over) <= slack)
		return T_EXACT_ONLY;
	return heavy ? T_HEAVY : 0;
}

/* Mass of the whole and of what is its own. */
static bool
roll_mass(struct worker *w, uint32_t item)
{
	struct trace *t = w->t;
	struct held *h = &t->held[item];
	const struct bom *b = t->b;
	bool stated = trace_stated_mass(b, item, &w->stated), heavy;
	bool sure =
	    stated && trace_has_children(b, item) && parts_are_exact(b, item);

	if (sure)
		sum_parts_exactly(w, item);
	else
		sum_parts(w, item, stated);
	trace_own_mass(
	    b, item, stated ? &w->stated : NULL, &w->parts, &w->om, &heavy);
	if (stated)
		h->flags |= weigh_parts(w, sure ? 0 : h->slack_hi, heavy);
	if (!trace_whole_mass(&w->owner, item, stated ? &w->stated : NULL,
		&w->parts, w->om.closed, &w->mass))
		return false;
	t->own_open[item] = w->om.complete ? 0 : worker_up(&w->om.mass);
	h->mass_lo = worker_down(&w->mass);
	h->mass_hi = worker_up(&w->mass);
	if (w->mass.lo_open)
		h->flags |= T_MASS_LO_OPEN;
	if (w->mass.hi_open)
		h->flags |= T_MASS_HI_OPEN;
	return true;
}

/* Undisclosed mass at most, by selection of forms, of items without rows. */
static void
roll_gap(struct worker *w, uint32_t item)
{
	struct trace *t = w->t;
	struct held *h = &t->held[item];
	const struct item *it = &t->b->item[item];
	double cap =
	    it->has_mass && (h->flags & T_HEAVY) == 0 ? h->mass_hi : INFINITY;

	h->gap_open = w->from.gap_open;
	for (size_t s = 0; s < t->nselection; s++) {
		struct channel any = { .forms = t->selection[s] };
		double sum = w->from.gap[s];

		if (form_may_count(&any, it))
			sum += t->own_open[item];
		if (sum > 0 && w->om.mass.hi_open && !w->om.complete)
			h->gap_open |= (uint8_t)(1u << s);
		*trace_gap(t, s, item) = sum < cap ? sum : cap;
	}
}

/* For people: how much in and below the item nobody has accounted for. */
static bool
roll_undisclosed(struct worker *w, uint32_t item)
{
	struct trace *t = w->t;
	struct held *h = &t->held[item];
	const struct bom *b = t->b;
	double cap = b->item[item].has_mass && (h->flags & T_HEAVY) == 0
			 ? h->mass_hi
			 : INFINITY;
	double sum = t->own_open[item];

	if (sum > 0 && own_has_lines(b, item)) {
		if (!own_undisclosed(&w->owner, item, &w->om, &w->own))
			return false;
		sum = worker_up(&w->own);
	}
	sum += w->from.undisclosed;
	h->undisclosed = sum < cap ? sum : cap;
	return true;
}

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
	const struct held *h = &t->held[item];
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
		t->held[item].flags |= T_EXACT_ONLY;
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
row_cap(struct worker *w, uint32_t item, size_t c)
{
	struct trace *t = w->t;
	double cap = t->held[item].mass_hi;

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
row_reconcile(struct worker *w, uint32_t item, size_t c)
{
	struct held *h = &w->t->held[item];
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

	if (t->own_open[item] <= 0 || t->of_channel[c] == 255 ||
	    t->gap_weight[c] <= 0 || !form_may_count(ch, &t->b->item[item]))
		return;
	w->row.hi[c] += t->own_open[item] * t->gap_weight[c];
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
may_be_over(const struct worker *w, uint32_t item)
{
	double slack = w->t->held[item].slack_hi;

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

	if (!own_has_lines(b, item) && !own_takes_parts(b, ch, item)) {
		row_add_gap(w, item, c);
	} else {
		if (!own_content(&w->owner, item, ch, &w->om, &w->own, &notes))
			return false;
		if (is_far(&w->own) || may_be_over(w, item))
			t->held[item].flags |= T_EXACT_ONLY;
		w->row.lo[c] += worker_down(&w->own);
		w->row.hi[c] += worker_up(&w->own);
		w->row.open[c] |= (uint8_t)((w->own.lo_open ? OPEN_LO : 0) |
					    (w->own.hi_open ? OPEN_HI : 0));
	}
	if (trace_has_children(b, item) && trace_has_totals(b, item) &&
	    !row_narrow(w, item, c, &notes))
		return false;
	if (b->item[item].has_mass && !ch->process &&
	    (t->held[item].flags & T_HEAVY) == 0 && (notes & OWN_OVERFULL) == 0)
		row_cap(w, item, c);
	row_reconcile(w, item, c);
	if ((notes & OWN_OVERFULL) != 0)
		t->held[item].flags |= T_OVERFULL;
	if ((notes & OWN_CONTRADICTION) != 0)
		t->held[item].flags |= T_CONTRADICTION;
	return true;
}

static bool
roll_row(struct worker *w, uint32_t item)
{
	for (size_t c = 0; c < w->t->plan.nchannel; c++)
		if (!row_finish(w, item, c))
			return false;
	return true;
}

bool
trace_roll_item(struct worker *w, uint32_t item)
{
	struct trace *t = w->t;

	gather_parts(w, item);
	inherit(w, item);
	if (is_bare(t->b, item))
		roll_bare_mass(w, item);
	else if (!roll_mass(w, item))
		return false;
	if (!roll_undisclosed(w, item))
		return false;
	if (t->row[item] == BOM_NONE)
		roll_gap(w, item);
	else if (!roll_row(w, item))
		return false;
	for (size_t k = 0; k < t->plan.nmargin; k++)
		if (!roll_margin(w, item, k))
			return false;
	w->seen |= t->held[item].flags;
	return true;
}

static void *
work(void *arg)
{
	struct worker *w = arg;

	for (uint32_t i = w->first; i < w->end && !w->failed; i++)
		w->failed = !trace_roll_item(w, w->t->b->order[i]);
	return NULL;
}

/* One level, cut into equal pieces. */
static bool
roll_level(struct worker *w, unsigned n, uint32_t first, uint32_t end)
{
	uint32_t size = end - first;
	pthread_t thread[MAX_THREADS];
	bool started[MAX_THREADS] = { false }, ok = true;

	if (size < LEVEL_WORTH_THREADS)
		n = 1;
	for (unsigned i = 0; i < n; i++) {
		w[i].first = first + (uint32_t)((uint64_t)size * i / n);
		w[i].end = first + (uint32_t)((uint64_t)size * (i + 1) / n);
		if (i > 0)
			started[i] =
			    pthread_create(&thread[i], NULL, work, &w[i]) == 0;
	}
	for (unsigned i = 0; i < n; i++)
		if (!started[i])
			work(&w[i]);
	for (unsigned i = 0; i < n; i++) {
		if (started[i])
			pthread_join(thread[i], NULL);
		ok = ok && !w[i].failed;
	}
	return ok;
}

bool
trace_roll(struct trace *t, unsigned threads)
{
	const struct bom *b = t->b;
	struct worker w[MAX_THREADS];
	unsigned n = threads < 1 ? 1 : threads, ready = 0;
	bool ok = true;

	if (n > MAX_THREADS)
		n = MAX_THREADS;
	for (; ok && ready < n; ready++)
		ok = worker_init(&w[ready], t);
	progress_begin(b->progress, PROGRESS_TRACE, b->nitem);
	for (uint32_t l = 0; ok && l < b->nlevel; l++) {
		ok = roll_level(w, n, b->level_start[l], b->level_start[l + 1]);
		progress_at(b->progress, b->level_start[l + 1]);
	}
	for (unsigned i = 0; i < ready; i++) {
		t->seen |= w[i].seen;
		worker_clear(&w[i]);
	}
	free(t->row);
	t->row = NULL;
	return ok;
}
