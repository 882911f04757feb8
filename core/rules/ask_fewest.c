/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ask_fewest - how many parts must be answered for, at best, until a verdict
 * is settled.
 *
 * What full answers take off the upper end adds up, and a total above them
 * can only make it less; so the greatest of them are the fewest that could
 * do, which proves a lower bound.  Whether they do is tried: parts are taken
 * in that order, and the first number that settles the verdict is found by
 * halving.  Where no total cuts off, one part fewer than that is proven not
 * to do; else it is greedy, and the lower bound stands beside it.
 */
#include "core/rules/ask_work.h"

#include <math.h>
#include <stdlib.h>

/* One part's share in it. */
struct portion {
	double size;
	uint32_t item;
};

static int
by_size(const void *pa, const void *pb)
{
	const struct portion *a = pa, *b = pb;

	if (a->size > b->size || a->size < b->size)
		return a->size > b->size ? -1 : 1;
	return a->item < b->item ? -1 : a->item > b->item;
}

/* The portions of a verdict, the greatest first, in one direction. */
struct portions {
	struct portion *list;
	uint32_t n;
};

double
ask_takes_off(const struct gaps *g, const struct opening *o)
{
	double least = o->detail == BOM_NONE
			   ? 0
			   : g->detail[o->detail].least[ANSWER_CONTENT];

	return o->every > 0 && o->hi > least && isfinite(least)
		   ? o->every * (o->hi - least)
		   : 0;
}

static bool
portions_make(struct portions *p, const struct gaps *g, bool down)
{
	*p = (struct portions){ malloc((g->n + 1) * sizeof(*p->list)), 0 };
	if (p->list == NULL)
		return false;
	for (size_t i = 0; i < g->n; i++) {
		const struct opening *o = &g->opening[i];
		double size = down ? ask_takes_off(g, o)
				   : gaps_raises(g, o, ANSWER_CONTENT);

		if (size > 0)
			p->list[p->n++] = (struct portion){ size, o->item };
	}
	qsort(p->list, p->n, sizeof(*p->list), by_size);
	return true;
}

/* The fewest whose sum reaches `need`, or 0: all together do not. */
static uint32_t
reach(const struct portions *p, double need)
{
	double sum = 0;

	for (uint32_t k = 0; k < p->n; k++) {
		sum += p->list[k].size;
		if (sum >= need)
			return k + 1;
	}
	return 0;
}

/* Do full answers for the first k settle the verdict that way? */
static enum status
try_first(struct ask_work *w, const struct open_verdict *v,
    const struct portions *p, uint32_t k, bool clear, bool *done)
{
	struct world world;
	enum status st = world_make(&world, w->basis, !clear, w->err);
	enum verdict now;

	for (uint32_t i = 0; st == ST_OK && i < k; i++) {
		struct question q = { .kind = QUESTION_CONTENT,
			.item = p->list[i].item };

		world_suppose(&world, &q);
	}
	if (st == ST_OK)
		st = world_judge(&world, w->err);
	w->worlds += ask_unit(w->basis);
	if (st == ST_OK) {
		now = judgement_verdict(
		    &world.judgement, VARIANT_LAW, v->rule, v->item);
		*done = clear ? now == VERDICT_CLEAR : now != VERDICT_CLEAR;
	}
	world_free(&world);
	return st;
}

/* Worlds that halving takes at most. */
static size_t
halvings(uint32_t n)
{
	size_t steps = 2;

	for (; n > 1; n /= 2)
		steps++;
	return steps;
}

/* The first number from f->least that does it. */
static enum status
find_most(struct ask_work *w, const struct open_verdict *v,
    const struct portions *p, bool clear, bool additive, struct fewest *f)
{
	uint32_t lo = f->least, hi = p->n;
	enum status st;
	bool done = false;

	if (w->worlds + halvings(hi - lo + 1) * ask_unit(w->basis) >
	    ASK_WORLD_MOST / 2)
		return ST_OK; /* not tried */
	st = try_first(w, v, p, lo, clear, &done);
	if (st != ST_OK || done) {
		f->most = done ? lo : 0;
		return st;
	}
	if (hi > lo)
		st = try_first(w, v, p, hi, clear, &done);
	if (st != ST_OK || !done) {
		f->possible = false;
		return st;
	}
	while (hi - lo > 1) { /* lo does not, hi does */
		uint32_t k = lo + (hi - lo) / 2;

		st = try_first(w, v, p, k, clear, &done);
		if (st != ST_OK)
			return st;
		*(done ? &hi : &lo) = k;
	}
	f->most = hi;
	if (additive)
		f->least = hi;
	return ST_OK;
}

/* Do the portions add up, so that the greatest are the fewest? */
static bool
adds_up(const struct gaps *g)
{
	return !g->cut && !g->totals && !g->choices && g->nunknown == 0;
}

/* Clear only if nothing at all is in it: all that may bring anything must
 * say that it does not. */
static void
all_must_answer(const struct gaps *g, struct fewest *f)
{
	f->possible = true;
	for (size_t i = 0; i < g->n; i++) {
		const struct opening *o = &g->opening[i];

		if (!(o->hi > 0) || !(o->every > 0))
			continue;
		f->least++;
		if (o->detail != BOM_NONE &&
		    g->detail[o->detail].least[ANSWER_CONTENT] > 0)
			f->possible = false;
	}
	f->possible = f->possible && f->least > 0;
	f->most = f->least;
}

static enum status
fewest_clear(struct ask_work *w, const struct open_verdict *v,
    const struct standing_test *t, const struct gaps *g, struct fewest *f)
{
	struct portions p;
	enum status st = ST_OK;

	if (t->zero && !g->totals) {
		all_must_answer(g, f);
		return ST_OK;
	}
	if (!portions_make(&p, g, true))
		return ask_no_memory(w->err);
	f->least = reach(&p, t->above);
	if (isinf(t->above) && g->endless == GAPS_MANY && f->least == 1)
		f->least = 2;
	f->possible = f->least > 0 && f->least <= p.n;
	if (f->possible)
		st = find_most(w, v, &p, true, adds_up(g), f);
	free(p.list);
	return st;
}

static enum status
fewest_triggered(struct ask_work *w, const struct open_verdict *v,
    const struct standing_test *t, const struct gaps *g, struct fewest *f)
{
	struct portions p;
	enum status st = ST_OK;

	if (!ask_amounts_decide(w->basis, v->rule, v->item) ||
	    (isinf(t->below) && g->massless == GAPS_MANY))
		return ST_OK;
	if (!portions_make(&p, g, false))
		return ask_no_memory(w->err);
	f->least = isinf(t->below) ? p.n > 0 : reach(&p, t->below);
	f->possible = f->least > 0;
	if (f->possible && t->zero && !g->choices)
		f->most = f->least; /* anything at all is enough */
	else if (f->possible)
		st = find_most(w, v, &p, false, adds_up(g), f);
	free(p.list);
	return st;
}

/*
 * ask_fewest - the fewest parts to be answered for, in full, at best.
 *
 * In:	t, g  the measure of the verdict and what leaves it open
 * Cost:	n log n in the openings; a world for each halving, if affordable
 */
enum status
ask_fewest(struct ask_work *w, uint32_t verdict, const struct standing_test *t,
    const struct gaps *g)
{
	struct open_verdict *v = &w->out->verdict[verdict];
	enum status st = fewest_clear(w, v, t, g, &v->clear);

	if (st == ST_OK)
		st = fewest_triggered(w, v, t, g, &v->triggered);
	return st;
}
