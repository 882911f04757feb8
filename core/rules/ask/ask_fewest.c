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
#include "core/rules/ask/ask_portions.h"
#include "core/rules/ask/ask_work.h"

#include <math.h>
#include <stdlib.h>

/* Tests of a rule and readings, as groups. */
#define GROUPS 32

struct fewest_work {
	uint32_t *claimed, verdict; /* of struct ask_work */
	size_t scope, ngroup, n;
	struct portions clear[GROUPS]; /* a test of the scope; [scope]: all of
					  the trigger */
	struct portions triggered;     /* all groups */
	uint32_t least[GROUPS];        /* of each group; 0: none of its places
					  can be met */
	size_t places[GROUPS];
	uint32_t missed, met;
};

struct fewest_work *
ask_fewest_make(
    struct ask_work *w, uint32_t verdict, const struct ask_places *p)
{
	struct fewest_work *f = calloc(1, sizeof(*f));

	if (f == NULL)
		return NULL;
	f->claimed = w->claimed;
	f->verdict = verdict;
	f->scope = p->scope;
	f->ngroup = p->ngroup;
	f->n = p->n;
	f->met = p->met;
	f->missed = p->missed;
	for (size_t i = 0; i <= p->scope; i++)
		f->clear[i].possible = true;
	return f;
}

void
ask_fewest_free(struct fewest_work *f)
{
	if (f == NULL)
		return;
	for (size_t i = 0; i <= f->scope; i++)
		free(f->clear[i].list);
	free(f->triggered.list);
	free(f);
}

/* ---- what each place takes ---- */

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

/* What is needed, as portions are counted: see portions_add(). */
static double
needed(double need)
{
	return isfinite(need) && need > 0 ? 1 : need;
}

/* Do the portions add up, so that the greatest are the fewest? */
static bool
adds_up(const struct gaps *g)
{
	return !g->cut && !g->totals && !g->choices && g->nunknown == 0;
}

/* Clear only if nothing at all is in it: all that may bring anything must
 * say that it does not.  The number of those; 0: it cannot be. */
static uint32_t
all_must_answer(const struct gaps *g)
{
	uint32_t n = 0;

	for (size_t i = 0; i < g->n; i++) {
		const struct opening *o = &g->opening[i];

		if (!(o->hi > 0) || !(o->every > 0))
			continue;
		n++;
		if (o->detail != BOM_NONE &&
		    g->detail[o->detail].least[ANSWER_CONTENT] > 0)
			return 0;
	}
	return n;
}

static bool
clear_portions(struct portions *p, const struct open_place *place,
    const struct standing_test *t, const struct gaps *g)
{
	bool ok = true;

	for (size_t i = 0; ok && i < g->n; i++) {
		const struct opening *o = &g->opening[i];
		double size = ask_takes_off(g, o);

		if (size > 0 && (!place->mean || o->item == place->unit))
			ok = portions_add(p, size, t->above, o->item);
	}
	return ok;
}

/* Is none of the parts one that another such place has claimed?  Then they
 * are this one's. */
static bool
claim(struct fewest_work *f, const struct portion *list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (f->claimed[list[i].item] == f->verdict + 1)
			return false;
	for (size_t i = 0; i < n; i++)
		f->claimed[list[i].item] = f->verdict + 1;
	return true;
}

/* The place becomes clear together with all others of its group. */
static bool
add_clear(struct fewest_work *f, struct portions *p,
    const struct open_place *place, const struct standing_test *t,
    const struct gaps *g)
{
	size_t before = p->n;
	uint32_t least;

	if (place->over)
		return true;
	p->places++;
	if (g == NULL) {
		p->possible = false;
		return true;
	}
	if (!clear_portions(p, place, t, g))
		return false;
	if (place->mean || place->beside) {
		least = p->n > before;
	} else if (t->zero && !g->totals) {
		least = all_must_answer(g);
	} else {
		least = portions_reach(
		    portions_from(p, before), p->n - before, needed(t->above));
		if (isinf(t->above) && g->endless == GAPS_MANY && least == 1)
			least = p->n - before > 1 ? 2 : 0;
	}
	p->possible = p->possible && least > 0;
	if (place->group >= f->scope &&
	    claim(f, portions_from(p, before), p->n - before))
		p->apart += least;
	p->least = least > p->least ? least : p->least;
	p->least = p->apart > p->least ? p->apart : p->least;
	p->told = p->places == 1 && t->zero && !g->totals && !place->mean &&
		  !place->beside;
	p->additive = p->places == 1 && adds_up(g);
	portions_thin(p);
	return true;
}

/* The place is met, which is enough for its group. */
static bool
add_triggered(struct fewest_work *f, const struct open_place *place,
    const struct standing_test *t, const struct gaps *g)
{
	struct portions *p = &f->triggered;
	size_t before = p->n;
	uint32_t least, *all = &f->least[place->group];
	bool ok = true;

	f->places[place->group]++;
	p->places++;
	p->told = p->additive = false;
	if (g == NULL || place->vague || place->beside ||
	    (isinf(t->below) && g->massless == GAPS_MANY))
		return true;
	for (size_t i = 0; ok && i < g->n; i++) {
		const struct opening *o = &g->opening[i];
		double size = gaps_raises(g, o, ANSWER_CONTENT);

		if (size > 0)
			ok = portions_add(p, size, t->below, o->item);
	}
	if (!ok)
		return false;
	least = isinf(t->below) ? p->n > before
				: portions_reach(portions_from(p, before),
				      p->n - before, needed(t->below));
	if (least > 0 && (*all == 0 || least < *all))
		*all = least;
	p->told = p->places == 1 && t->zero && !g->choices;
	p->additive = p->places == 1 && adds_up(g);
	portions_thin(p);
	return true;
}

bool
ask_fewest_add(struct fewest_work *f, const struct open_place *place,
    const struct standing_test *t, const struct gaps *g)
{
	size_t way = place->group < f->scope ? place->group : f->scope;

	return add_clear(f, &f->clear[way], place, t, g) &&
	       add_triggered(f, place, t, g);
}

/* ---- whether they do ---- */

/* Do full answers for the first k settle the verdict that way? */
static enum status
try_first(struct ask_work *w, const struct open_verdict *v,
    const struct portions *p, uint32_t k, bool clear, bool *done)
{
	struct world world;
	enum status st = world_make(&world, w->basis, !clear, w->err);

	world.massless = w->massless;
	for (uint32_t i = 0; st == ST_OK && i < k; i++) {
		struct question q = { .kind = QUESTION_CONTENT,
			.item = p->list[i].item };

		world_suppose(&world, &q);
	}
	if (st == ST_OK)
		st = world_judge(&world, w->err);
	w->worlds += ask_unit(w->basis);
	if (st == ST_OK)
		*done = clear ? judgement_verdict(&world.judgement, VARIANT_LAW,
				    v->rule, v->item) == VERDICT_CLEAR
			      : world_meets(&world, v->rule, v->item);
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
    const struct portions *p, bool clear, struct fewest *f)
{
	uint32_t lo = f->least, hi = (uint32_t)p->n;
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
	if (p->additive)
		f->least = hi;
	return ST_OK;
}

static enum status
find_way(struct ask_work *w, const struct open_verdict *v, struct portions *p,
    bool clear, struct fewest *f)
{
	portions_settle(p);
	*f = (struct fewest){ .possible = p->possible && p->least > 0 &&
					  p->least <= p->n };
	if (!f->possible)
		return ST_OK;
	f->least = p->least;
	if (!p->told)
		return find_most(w, v, p, clear, f);
	f->most = f->least;
	return ST_OK;
}

/* Of two ways to do it the one that takes less. */
static void
take_better(struct fewest *best, const struct fewest *other)
{
	if (!other->possible)
		return;
	if (!best->possible) {
		*best = *other;
		return;
	}
	if (other->least < best->least)
		best->least = other->least;
	if (other->most > 0 && (best->most == 0 || other->most < best->most))
		best->most = other->most;
}

static enum status
find_clear(struct ask_work *w, const struct open_verdict *v,
    struct fewest_work *f, struct fewest *out)
{
	enum status st = ST_OK;

	for (size_t i = 0; st == ST_OK && i <= f->scope; i++) {
		struct fewest one = { .possible = false };

		if (f->clear[i].places == 0 ||
		    (i == f->scope && f->met >> f->scope != 0))
			continue;
		st = find_way(w, v, &f->clear[i], true, &one);
		if (st == ST_OK)
			take_better(out, &one);
	}
	return st;
}

static enum status
find_triggered(struct ask_work *w, const struct open_verdict *v,
    struct fewest_work *f, struct fewest *out)
{
	struct portions *p = &f->triggered;

	p->possible = f->missed == 0 && p->places > 0 &&
		      ask_amounts_decide(w->basis, v->rule, v->item);
	for (size_t g = 0; g < f->ngroup; g++) {
		if (f->places[g] > 0)
			p->possible = p->possible && f->least[g] > 0;
		if (f->least[g] > p->least)
			p->least = f->least[g];
	}
	return find_way(w, v, p, false, out);
}

/*
 * ask_fewest_find - the fewest parts to be answered for, in full, at best.
 *
 * Cost:	n log n in the openings; a world for each halving, if affordable
 */
enum status
ask_fewest_find(struct ask_work *w, uint32_t verdict, struct fewest_work *f)
{
	struct open_verdict *v = &w->out->verdict[verdict];
	enum status st = find_clear(w, v, f, &v->clear);

	if (st == ST_OK)
		st = find_triggered(w, v, f, &v->triggered);
	return st;
}
