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
	struct trace *t = w->t;
	const struct bom *b = t->b;
	uint32_t end = b->use_start[item + 1], next;
	double lo = 0, hi = 0, err;
	uint8_t open = 0;

	exact_zero(&w->parts);
	for (uint32_t k = b->use_start[item]; k < end; k = next) {
		struct reach r;

		next = bom_place_end(b, k, end);
		if (next == k + 1 && b->use[k].qty == NUM_ZERO)
			continue;
		r = place_mass(t, k, next);
		lo += r.lo;
		hi += r.hi;
		open |= r.open;
	}
	w->parts.lo_open = (open & OPEN_LO) != 0;
	w->parts.hi_open = (open & OPEN_HI) != 0;
	if (stated) { /* the own mass will be a difference */
		err =
		    (double)t->ops[item] * ROUNDOFF * (isfinite(hi) ? hi : lo);
		t->slack_hi[item] += err;
		if (own_has_lines(b, item))
			t->slack_lo[item] += err;
	}
	w->parts.hi_infinite = !isfinite(hi);
	if (isfinite(lo))
		mpq_set_d(w->parts.lo, lo);
	if (isfinite(hi))
		mpq_set_d(w->parts.hi, hi);
}

/* What the children hand up besides amounts: roundings, range, marks. */
static void
inherit(struct worker *w, uint32_t item)
{
	struct trace *t = w->t;
	const struct bom *b = t->b;
	uint32_t ops = 0, n = b->use_start[item + 1] - b->use_start[item];
	float top = 0, bottom = 0, power;

	for (uint32_t k = b->use_start[item]; k < b->use_start[item + 1]; k++) {
		const struct use *u = &b->use[k];

		t->flags[item] |=
		    t->flags[u->child] & (T_SUSPECT | T_EXACT_ONLY);
		if (u->qty == BOM_NONE || u->qty == NUM_ZERO)
			continue;
		if (t->ops[u->child] > ops)
			ops = t->ops[u->child];
		t->slack_lo[item] +=
		    worker_quantity(b, u) * t->slack_lo[u->child];
		t->slack_hi[item] +=
		    worker_quantity(b, u) * t->slack_hi[u->child];
		power =
		    u->qty == NUM_ONE ? 0 : (float)log2(worker_quantity(b, u));
		top = fmaxf(top, power + t->top[u->child]);
		bottom = fminf(bottom, power + t->bottom[u->child]);
	}
	t->ops[item] = ops + n + 12;
	if (top > 400 || bottom < -400 || !isfinite(t->slack_hi[item]))
		t->flags[item] |= T_EXACT_ONLY;
	t->top[item] = top;
	t->bottom[item] = bottom;
	if ((b->item[item].flags & ITEM_SUSPECT) != 0)
		t->flags[item] |= T_SUSPECT;
}

/* Mass of the whole and of what is its own. */
static bool
roll_mass(struct worker *w, uint32_t item)
{
	struct trace *t = w->t;
	const struct bom *b = t->b;
	bool stated = trace_stated_mass(b, item, &w->stated), heavy;

	if (trace_has_children(b, item) && stated && parts_are_exact(b, item))
		sum_parts_exactly(w, item);
	else
		sum_parts(w, item, stated);
	trace_own_mass(
	    b, item, stated ? &w->stated : NULL, &w->parts, &w->om, &heavy);
	if (heavy && mpq_get_d(w->parts.lo) - t->slack_hi[item] >
			 mpq_get_d(w->stated.hi))
		t->flags[item] |= T_HEAVY;
	if (!trace_whole_mass(&w->owner, item, stated ? &w->stated : NULL,
		&w->parts, w->om.closed, &w->mass))
		return false;
	t->own_open[item] = w->om.complete ? 0 : worker_up(&w->om.mass);
	t->mass_lo[item] = worker_down(&w->mass);
	t->mass_hi[item] = worker_up(&w->mass);
	if (w->mass.lo_open)
		t->flags[item] |= T_MASS_LO_OPEN;
	if (w->mass.hi_open)
		t->flags[item] |= T_MASS_HI_OPEN;
	return true;
}

/* Undisclosed mass at most, by selection of forms, of items without rows. */
static void
roll_gap(struct worker *w, uint32_t item)
{
	struct trace *t = w->t;
	const struct bom *b = t->b;
	size_t n = b->nitem;
	uint32_t end = b->use_start[item + 1];
	double cap = b->item[item].has_mass ? t->mass_hi[item] : INFINITY;
	double own = t->own_open[item];

	for (size_t s = 0; s < t->nselection; s++) {
		struct channel any = { .forms = t->selection[s] };
		double sum = own;

		if (!form_may_count(&any, (enum form)b->item[item].form))
			sum = 0;
		for (uint32_t k = b->use_start[item], next; k < end; k = next) {
			double g;

			next = bom_place_end(b, k, end);
			g = place_gap(t, s, k, next);
			if (g == 0)
				continue;
			sum += g;
			for (uint32_t i = k; i < next; i++)
				t->flags[item] |=
				    t->flags[b->use[i].child] & T_GAP_OPEN;
		}
		if (sum > 0 && w->om.mass.hi_open && !w->om.complete)
			t->flags[item] |= T_GAP_OPEN;
		t->gap[s * n + item] = sum < cap ? sum : cap;
	}
}

/* For people: how much in and below the item nobody has accounted for. */
static bool
roll_undisclosed(struct worker *w, uint32_t item)
{
	struct trace *t = w->t;
	const struct bom *b = t->b;
	uint32_t end = b->use_start[item + 1];
	double cap = b->item[item].has_mass ? t->mass_hi[item] : INFINITY;
	double sum = t->own_open[item];

	if (sum > 0 && own_has_lines(b, item)) {
		if (!own_undisclosed(&w->owner, item, &w->om, &w->own))
			return false;
		sum = worker_up(&w->own);
	}
	for (uint32_t k = b->use_start[item], next; k < end; k = next) {
		next = bom_place_end(b, k, end);
		sum += place_undisclosed(t, k, next);
	}
	t->undisclosed[item] = sum < cap ? sum : cap;
	return true;
}

/* Adds q times the row that starts at cell `at`: the innermost loop. */
static void
row_add_part(struct worker *w, double q, size_t at)
{
	const struct trace *t = w->t;
	const double *restrict lo = t->lo + at, *restrict hi = t->hi + at;
	const uint8_t *restrict open = t->open + at;
	double *restrict sum_lo = w->row_lo, *restrict sum_hi = w->row_hi;
	uint8_t *restrict sum_open = w->row_open;
	size_t n = t->plan.nchannel;

	for (size_t c = 0; c < n; c++)
		sum_lo[c] += q * lo[c];
	for (size_t c = 0; c < n; c++)
		sum_hi[c] += q * hi[c];
	for (size_t c = 0; c < n; c++)
		sum_open[c] |= open[c];
}

/* The same for a quantity that nobody stated: anything from 0. */
static void
row_add_unknown(struct worker *w, size_t at)
{
	const struct trace *t = w->t;

	for (size_t c = 0; c < t->plan.nchannel; c++)
		if (t->hi[at + c] > 0)
			w->row_hi[c] = INFINITY;
}

/* The least and the most of several alternatives. */
static void
row_add_place(struct worker *w, uint32_t k, uint32_t end)
{
	for (size_t c = 0; c < w->t->plan.nchannel; c++) {
		struct reach r = place_amount(w->t, c, k, end);

		w->row_lo[c] += r.lo;
		w->row_hi[c] += r.hi;
		w->row_open[c] |= r.open;
	}
}

/* Adds the parts to the row being built. */
static void
row_add_parts(struct worker *w, uint32_t item)
{
	struct trace *t = w->t;
	const struct bom *b = t->b;
	size_t n = t->plan.nchannel;
	uint32_t end = b->use_start[item + 1];
	double gap[MAX_SELECTIONS] = { 0 };
	bool gap_open = false;

	for (uint32_t k = b->use_start[item], next; k < end; k = next) {
		const struct use *u = &b->use[k];
		uint32_t row = t->row[u->child];
		double q;

		next = bom_place_end(b, k, end);
		if (next > k + 1) {
			row_add_place(w, k, next);
			continue;
		}
		if (u->qty == NUM_ZERO)
			continue;
		q = u->qty == BOM_NONE ? INFINITY : worker_quantity(b, u);
		for (size_t s = 0; row == BOM_NONE && s < t->nselection; s++) {
			double g = t->gap[s * b->nitem + u->child];

			gap[s] += g > 0 ? q * g : 0;
			gap_open |= (t->flags[u->child] & T_GAP_OPEN) != 0;
		}
		if (row == BOM_NONE)
			continue;
		if (u->qty == BOM_NONE)
			row_add_unknown(w, row * n);
		else
			row_add_part(w, q, row * n);
	}
	for (size_t c = 0; c < n; c++) {
		double g = t->of_channel[c] == 255 ? 0 : gap[t->of_channel[c]];

		if (g > 0 && t->gap_weight[c] > 0) {
			w->row_hi[c] += g * t->gap_weight[c];
			w->row_open[c] |= gap_open ? OPEN_HI : 0;
		}
	}
}

/* A row as an exact interval, for the rare steps that need one. */
static void
row_to_exact(const struct worker *w, size_t c, struct exact *x)
{
	exact_zero(x);
	if (isfinite(w->row_lo[c]))
		mpq_set_d(x->lo, w->row_lo[c]);
	x->hi_infinite = !isfinite(w->row_hi[c]);
	if (!x->hi_infinite)
		mpq_set_d(x->hi, w->row_hi[c]);
	x->lo_open = (w->row_open[c] & OPEN_LO) != 0;
	x->hi_open = (w->row_open[c] & OPEN_HI) != 0;
}

static void
exact_to_row(struct worker *w, size_t c, const struct exact *x)
{
	w->row_lo[c] = worker_down(x);
	w->row_hi[c] = worker_up(x);
	w->row_open[c] =
	    (uint8_t)((x->lo_open ? OPEN_LO : 0) | (x->hi_open ? OPEN_HI : 0));
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
	double lo = w->row_lo[c], hi = w->row_hi[c];
	double e = isfinite(hi) ? hi : lo;

	e = 2 * ((double)t->ops[item] * ROUNDOFF * e + t->slack_lo[item] +
		    t->slack_hi[item]);
	w->row_lo[c] = lo - e;
	w->row_hi[c] = hi + e;
	row_to_exact(w, c, &w->total);
	if (!own_totals(&w->owner, item, &t->plan.channel[c], &w->mass,
		&w->total, notes))
		return false;
	exact_to_row(w, c, &w->total);
	if ((w->row_lo[c] > lo - e && w->row_lo[c] >= hi - e) ||
	    (w->row_hi[c] < hi + e && w->row_hi[c] <= lo + e))
		t->flags[item] |= T_EXACT_ONLY;
	if (w->row_lo[c] == lo - e)
		w->row_lo[c] = lo;
	if (w->row_hi[c] == hi + e)
		w->row_hi[c] = hi;
	return true;
}

/* The own mass of an item about which nothing is declared. */
static void
row_add_gap(struct worker *w, uint32_t item, size_t c)
{
	const struct trace *t = w->t;
	const struct channel *ch = &t->plan.channel[c];

	if (t->own_open[item] <= 0 || t->of_channel[c] == 255 ||
	    t->gap_weight[c] <= 0 ||
	    !form_may_count(ch, (enum form)t->b->item[item].form))
		return;
	w->row_hi[c] += t->own_open[item] * t->gap_weight[c];
	w->row_open[c] |= w->om.mass.hi_open ? OPEN_HI : 0;
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

/* Own content, then what is known of the whole. */
static bool
row_finish(struct worker *w, uint32_t item, size_t c)
{
	struct trace *t = w->t;
	const struct bom *b = t->b;
	const struct channel *ch = &t->plan.channel[c];
	unsigned notes = 0;

	if (!own_has_lines(b, item)) {
		row_add_gap(w, item, c);
	} else {
		if (!own_content(&w->owner, item, ch, &w->om, &w->own, &notes))
			return false;
		if (is_far(&w->own))
			t->flags[item] |= T_EXACT_ONLY;
		w->row_lo[c] += worker_down(&w->own);
		w->row_hi[c] += worker_up(&w->own);
		w->row_open[c] |= (uint8_t)((w->own.lo_open ? OPEN_LO : 0) |
					    (w->own.hi_open ? OPEN_HI : 0));
	}
	if (trace_has_children(b, item) && trace_has_totals(b, item) &&
	    !row_narrow(w, item, c, &notes))
		return false;
	if (ch->measure == MEASURE_MASS && !ch->process &&
	    b->item[item].has_mass && w->row_hi[c] >= t->mass_hi[item]) {
		if (w->row_hi[c] > t->mass_hi[item])
			w->row_open[c] &= (uint8_t)~OPEN_HI;
		if (w->mass.hi_open)
			w->row_open[c] |= OPEN_HI;
		w->row_hi[c] = t->mass_hi[item];
	}
	if (w->row_lo[c] > w->row_hi[c])
		w->row_hi[c] = w->row_lo[c];
	if ((notes & OWN_OVERFULL) != 0)
		t->flags[item] |= T_OVERFULL;
	if ((notes & OWN_CONTRADICTION) != 0)
		t->flags[item] |= T_CONTRADICTION;
	return true;
}

static bool
roll_row(struct worker *w, uint32_t item)
{
	struct trace *t = w->t;
	size_t n = t->plan.nchannel, at = t->row[item] * n;

	memset(w->row_lo, 0, n * sizeof(double));
	memset(w->row_hi, 0, n * sizeof(double));
	memset(w->row_open, 0, n);
	row_add_parts(w, item);
	for (size_t c = 0; c < n; c++)
		if (!row_finish(w, item, c))
			return false;
	memcpy(t->lo + at, w->row_lo, n * sizeof(double));
	memcpy(t->hi + at, w->row_hi, n * sizeof(double));
	memcpy(t->open + at, w->row_open, n);
	return true;
}

static bool
roll_item(struct worker *w, uint32_t item)
{
	struct trace *t = w->t;

	inherit(w, item);
	if (!roll_mass(w, item) || !roll_undisclosed(w, item))
		return false;
	if (t->row[item] == BOM_NONE)
		roll_gap(w, item);
	else if (!roll_row(w, item))
		return false;
	for (size_t k = 0; k < t->plan.nmargin; k++)
		if (!roll_margin(w, item, k))
			return false;
	return true;
}

static void *
work(void *arg)
{
	struct worker *w = arg;

	for (uint32_t i = w->first; i < w->end && !w->failed; i++)
		w->failed = !roll_item(w, w->t->b->order[i]);
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
	for (unsigned i = 0; i < ready; i++)
		worker_clear(&w[i]);
	return ok;
}
