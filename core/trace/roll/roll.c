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
#include "core/trace/roll/place.h"
#include "core/trace/weigh.h"

#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* Levels smaller than this are not worth a thread. */
#define LEVEL_WORTH_THREADS 8192
#define MAX_THREADS 16

/* Items, and parts of one, for which the memory is asked in advance. */
#define AHEAD 16
#define NEAR 4
#define LINE 64 /* [bytes] of the cache */

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
	struct held *h = w->held;
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
	struct held *h = w->held;
	const struct gathered *g = &w->from;
	uint32_t n = b->use_start[item + 1] - b->use_start[item];

	*h = (struct held){ .slack_lo = g->slack_lo,
		.slack_hi = g->slack_hi,
		.ops = g->ops + n + 12,
		.row = trace_own_row(w->t, item),
		.top = (int16_t)(g->top < FAR ? g->top : FAR),
		.bottom = (int16_t)(g->bottom > -FAR ? g->bottom : -FAR),
		.flags = g->flags };
	if (g->top >= FAR || g->bottom <= -FAR || !isfinite(g->slack_hi))
		h->flags |= T_EXACT_ONLY;
	if ((b->item[item].flags & ITEM_SUSPECT) != 0)
		h->flags |= T_SUSPECT;
	if ((w->t->stop >> b->item[item].form & 1) != 0)
		h->flags |= T_STOP;
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
	struct held *h = w->held;
	const struct gathered *g = &w->from;
	bool children = trace_has_children(b, item), heavy;

	trace_own_mass(b, item, NULL, NULL, &w->om, &heavy);
	*w->own_open = w->om.complete ? 0 : INFINITY;
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
	struct held *h = w->held;
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
	*w->own_open = w->om.complete && !own_lists_total(b, item)
			   ? 0
			   : worker_up(&w->om.mass);
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
	struct held *h = w->held;
	const struct item *it = &t->b->item[item];
	double cap =
	    it->has_mass && (h->flags & T_HEAVY) == 0 ? h->mass_hi : INFINITY;

	h->gap_open = w->from.gap_open;
	for (size_t s = 0; s < t->nselection; s++) {
		struct channel any = { .forms = t->selection[s].forms };
		double sum = w->from.gap[s];

		if (form_may_count(&any, it))
			sum += *w->own_open;
		if (sum > 0 && w->om.mass.hi_open && !w->om.complete)
			h->gap_open |= (uint16_t)(1u << s);
		*trace_gap(t, s, item) = sum < cap ? sum : cap;
	}
}

/* For people: how much in and below the item nobody has accounted for. */
static bool
roll_undisclosed(struct worker *w, uint32_t item)
{
	struct trace *t = w->t;
	struct held *h = w->held;
	const struct bom *b = t->b;
	double cap = b->item[item].has_mass && (h->flags & T_HEAVY) == 0
			 ? h->mass_hi
			 : INFINITY;
	double sum = *w->own_open;

	if (sum > 0 && own_has_lines(b, item)) {
		if (!own_undisclosed(&w->owner, item, &w->om, &w->own))
			return false;
		sum = worker_up(&w->own);
	}
	sum += w->from.undisclosed;
	h->undisclosed = sum < cap ? sum : cap;
	return true;
}

/* Of itself, and of its parts. */
static void
find_possible(struct trace *t, uint32_t item)
{
	const struct bom *b = t->b;
	uint32_t mask = own_possible(b, item);

	for (uint32_t k = b->use_start[item];
	     mask != ALL_ELEMENTS && k < b->use_start[item + 1]; k++)
		if (b->use[k].qty != NUM_ZERO)
			mask |= t->possible[b->use[k].child];
	t->possible[item] = mask;
}

bool
trace_roll_item(struct worker *w, uint32_t item)
{
	struct trace *t = w->t;

	w->held = trace_held(t, item);
	w->own_open = &t->own_open[t->line[item]];
	gather_parts(w, item);
	inherit(w, item);
	if (t->possible != NULL)
		find_possible(t, item);
	if (is_bare(t->b, item))
		roll_bare_mass(w, item);
	else if (!roll_mass(w, item))
		return false;
	if (!roll_undisclosed(w, item))
		return false;
	if (w->held->row == BOM_NONE)
		roll_gap(w, item);
	else if (!roll_row(w, item))
		return false;
	for (size_t k = 0; k < t->plan.nmargin; k++)
		if (!roll_margin(w, item, k))
			return false;
	w->seen |= w->held->flags;
	return true;
}

/* The uses of the item whose turn it is, of many the first. */
static inline uint32_t
uses_of_turn(const struct trace *t, uint32_t turn, uint32_t *end)
{
	const struct bom *b = t->b;
	uint32_t item = t->turn[turn], k = b->use_start[item];

	*end = b->use_start[item + 1];
	if (*end - k > AHEAD)
		*end = k + AHEAD;
	return k;
}

/* The rest of a row of which the first line was asked for: of many parts the
 * memory brings them in turn. */
static inline void
foresee_row(const struct trace *t, uint32_t row)
{
	const char *p = (const char *)&t->rows[row * t->stride];

	if (row == BOM_NONE)
		return;
	for (size_t n = LINE; n < t->stride * sizeof(double); n += LINE)
		__builtin_prefetch(p + n);
}

/*
 * Asks the memory for the parts of the items whose turn is near: first for
 * their uses, a while later for the numbers of their lines, then for these, and
 * at last for their rows.
 */
__attribute__((always_inline)) static inline void
foresee(const struct worker *w, uint32_t turn)
{
	const struct trace *t = w->t;
	const struct bom *b = t->b;
	uint32_t k, end;

	if (w->end - turn <= 4 * AHEAD)
		return;
	__builtin_prefetch(&b->use[uses_of_turn(t, turn + 4 * AHEAD, &end)]);
	for (k = uses_of_turn(t, turn + 3 * AHEAD, &end); k < end; k++)
		__builtin_prefetch(&t->line[b->use[k].child]);
	for (k = uses_of_turn(t, turn + 2 * AHEAD, &end); k < end; k++)
		__builtin_prefetch(trace_held(t, b->use[k].child));
	for (k = uses_of_turn(t, turn + AHEAD, &end); k < end; k++) {
		uint32_t row = trace_held(t, b->use[k].child)->row;

		if (row != BOM_NONE)
			__builtin_prefetch(&t->rows[row * t->stride]);
	}
	for (k = uses_of_turn(t, turn + NEAR, &end); k < end; k++)
		foresee_row(t, trace_held(t, b->use[k].child)->row);
	__builtin_prefetch(&b->item[t->turn[turn + AHEAD]].has_mass);
	__builtin_prefetch(&b->content_start[t->turn[turn + AHEAD]]);
}

static void *
work(void *arg)
{
	struct worker *w = arg;

	for (uint32_t i = w->first; i < w->end && !w->failed; i++) {
		foresee(w, i);
		w->failed = !trace_roll_item(w, w->t->turn[i]);
	}
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
	if (ok && t->plain != BOM_NONE)
		ok = trace_roll_item(&w[0], t->plain);
	for (uint32_t l = 0; ok && l < b->nlevel; l++) {
		ok = roll_level(w, n, t->level_turn[l], t->level_turn[l + 1]);
		progress_at(b->progress, b->level_start[l + 1]);
	}
	for (unsigned i = 0; i < ready; i++) {
		t->seen |= w[i].seen;
		worker_clear(&w[i]);
	}
	free(t->row);
	free(t->turn);
	free(t->level_turn);
	t->row = t->turn = t->level_turn = NULL;
	return ok;
}
