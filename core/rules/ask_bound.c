/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ask_bound - what each question can do to one verdict at most, in doubles.
 *
 * An answer clears a verdict if it takes off the upper end what that is above
 * the limit, and triggers it if it adds to the lower end what that lacks.
 */
#include "core/rules/ask_work.h"

#include <math.h>
#include <stdlib.h>

/* Doubles that are this near are taken as equal: the truth is found later. */
#define NEAR 1e-9

double
ask_limit(const struct judgement *j, const struct ready_test *t, uint32_t item)
{
	uint32_t value = test_item_value(j, item);

	switch (t->test->kind) {
	case TEST_PRESENCE:
		return t->limit_lo;
	case TEST_VALUE_SHARE:
		return value == BOM_NONE
			   ? INFINITY
			   : t->limit_lo * j->bom->num.num[value].lo;
	default:
		return 0; /* a margin */
	}
}

bool
ask_stands(const struct ask_work *w, size_t rule, size_t test, uint32_t item,
    struct standing_test *out)
{
	const struct judgement *j = w->basis->judgement;
	struct bounds x;
	enum verdict v;
	double limit;

	*out = (struct standing_test){ .ready = test_ready(
					   j, VARIANT_LAW, rule, test) };
	if (out->ready.test->kind == TEST_ITEM)
		return false;
	v = test_decide(j, &out->ready, item);
	if (v == VERDICT_CLEAR || v == VERDICT_TRIGGERED)
		return false;
	out->column = test_column(j, &out->ready, item);
	out->channel =
	    test_amount_column(j, &out->ready, item) - COLUMN_CHANNEL(0);
	trace_bounds(w->basis->trace, out->column, item, &x);
	limit = ask_limit(j, &out->ready, item);
	out->zero = mpq_sgn(out->ready.test->limit) == 0 || isinf(limit);
	out->width = x.hi - x.lo;
	out->above = isfinite(limit) ? x.hi - limit : x.hi;
	out->below = limit - x.lo;
	if (!isfinite(x.hi_err) || !isfinite(x.lo_err)) {
		/* doubles cannot tell */
		out->above = out->below = 0;
		return true;
	}
	if (isfinite(out->above))
		out->above -= x.hi_err + NEAR * (fabs(x.hi) + out->above);
	if (isfinite(out->below))
		out->below -= x.lo_err + NEAR * (fabs(x.lo) + out->below);
	return true;
}

bool
ask_amounts_decide(const struct ask_basis *b, size_t rule, uint32_t item)
{
	const struct rule *r = b->book->rule[rule].rule;

	for (size_t i = 0; i < r->ntest; i++) {
		const struct rule_test *t = &r->test[i];

		if (t->kind == TEST_ITEM &&
		    test_item(b->bom, t, false, item) != VERDICT_TRIGGERED)
			return false;
		if (t->kind == TEST_VALUE_SHARE && mpq_sgn(t->limit) > 0 &&
		    test_item_value(b->judgement, item) == BOM_NONE)
			return false;
	}
	return true;
}

/* What was found about the questions of one verdict. */
struct found {
	uint8_t clears;   /* some test becomes clear */
	uint8_t triggers; /* so many tests are met */
};

struct bounding {
	struct ask_work *w;
	struct open_verdict *verdict;
	struct found *found; /* [cap] by question */
	size_t cap;
	uint32_t *touched; /* [ntouched] questions */
	size_t ntouched, touched_cap;
	bool told; /* this test is the measure that is told */
};

/* The notes on a question; NULL when memory is out. */
static struct found *
found_of(struct bounding *b, enum question_kind k, uint32_t item,
    uint32_t subject, struct question **q)
{
	uint32_t at = ask_question(b->w, k, item, subject), *touched;
	size_t before = b->cap;
	struct found *found;

	if (at == BOM_NONE)
		return NULL;
	found = array_grow(b->found, &b->cap, at + 1, sizeof(*found));
	if (found == NULL)
		return NULL;
	b->found = found;
	for (; before < b->cap; before++)
		found[before] = (struct found){ 0 };
	touched = array_grow(
	    b->touched, &b->touched_cap, b->ntouched + 1, sizeof(*touched));
	if (touched == NULL)
		return NULL;
	b->touched = touched;
	touched[b->ntouched++] = at;
	*q = &b->w->out->question[at];
	return &found[at];
}

static bool
may_clear(const struct standing_test *t, const struct gaps *g,
    const struct opening *o, enum answer a, double lowers)
{
	double left = o->detail == BOM_NONE ? 0 : g->detail[o->detail].least[a];

	if (t->zero && !g->totals)
		return (g->only == o->item || g->only == BOM_NONE) &&
		       !(left > 0);
	if (isfinite(t->above))
		return lowers >= t->above;
	return isinf(lowers) && g->endless == o->item;
}

static bool
may_trigger(const struct standing_test *t, const struct gaps *g,
    const struct opening *o, double raises)
{
	if (!(raises > 0))
		return false;
	return isfinite(t->below) ? raises >= t->below
				  : t->ready.test->kind == TEST_MASS_SHARE &&
					g->massless == o->item;
}

/* Does a narrower question do as much? */
static bool
is_narrower_enough(const struct gaps *g, const struct opening *o)
{
	const struct answered *d;

	if (o->detail == BOM_NONE)
		return false;
	d = &g->detail[o->detail];
	for (int k = 0; k < ANSWER_CONTENT; k++)
		if ((d->can >> k & 1) != 0 &&
		    d->least[k] <= d->least[ANSWER_CONTENT] &&
		    d->most[k] >= d->most[ANSWER_CONTENT])
			return true;
	return false;
}

static void
add_width(const struct standing_test *t, const struct gaps *g,
    const struct opening *o, double lowers, struct question *q)
{
	if (isfinite(t->width) && t->width > 0)
		q->worth.share += fmin(1, lowers / t->width);
	else if (isinf(lowers) && g->endless == o->item)
		q->worth.endless++;
}

static bool
bound_opening(struct bounding *b, const struct standing_test *t,
    const struct gaps *g, const struct opening *o)
{
	for (int k = 0; k < ANSWER_COUNT; k++) {
		enum answer a = (enum answer)k;
		double lowers = gaps_lowers(g, o, a);
		double raises = gaps_raises(g, o, a);
		struct question *q;
		struct found *f;

		if (!gaps_can(g, o, a) || (lowers <= 0 && raises <= 0))
			continue;
		f = found_of(b, (enum question_kind)k, o->item, 0, &q);
		if (f == NULL)
			return false;
		f->clears |= may_clear(t, g, o, a, lowers);
		f->triggers += may_trigger(t, g, o, raises);
		q->adds |= !is_narrower_enough(g, o);
		if (b->told)
			add_width(t, g, o, lowers, q);
	}
	return true;
}

static bool
bound_unknown(struct bounding *b, const struct unknown_use *u)
{
	const struct use *use = &b->w->basis->bom->use[u->use];
	struct question *q;
	struct found *f;

	if (!u->may)
		return true;
	f = found_of(b, QUESTION_QUANTITY, use->child, u->use, &q);
	if (f == NULL)
		return false;
	f->clears = 1;
	f->triggers += u->has;
	return true;
}

static enum status
bound_test(struct bounding *b, size_t test, const struct standing_test *t)
{
	struct ask_work *w = b->w;
	struct gaps g;
	enum status st =
	    gaps_find(w->finder, t->channel, b->verdict->item, &g, w->err);
	bool ok = st == ST_OK;

	w->looked += g.visited;
	b->told = test == b->verdict->test;
	for (size_t i = 0; ok && i < g.n; i++)
		ok = bound_opening(b, t, &g, &g.opening[i]);
	for (size_t i = 0; ok && i < g.nunknown; i++)
		ok = bound_unknown(b, &g.unknown[i]);
	if (ok && b->told) {
		b->verdict->gaps = (uint32_t)(g.n + g.nunknown);
		st = ask_fewest(
		    w, (uint32_t)(b->verdict - w->out->verdict), t, &g);
	} else if (!ok && st == ST_OK) {
		st = ask_no_memory(w->err);
	}
	gaps_free(&g);
	return st;
}

/* The tests together: one that is clear is enough, all must be met. */
static void
conclude(struct bounding *b, unsigned open)
{
	bool decide =
	    ask_amounts_decide(b->w->basis, b->verdict->rule, b->verdict->item);

	for (size_t i = 0; i < b->ntouched; i++) {
		struct found *f = &b->found[b->touched[i]];
		struct settles *s =
		    &b->w->out->question[b->touched[i]].worth.most;
		bool clear = f->clears != 0;
		bool triggered = decide && f->triggers >= open;

		s->clear += clear;
		s->triggered += triggered;
		s->any += clear || triggered;
		s->must += clear && triggered;
		*f = (struct found){ 0 }; /* touched again: adds nothing */
	}
}

/*
 * ask_bound - add to every question what it can do to one verdict at most.
 *
 * Cost:	per open test a pass over all below the item
 */
enum status
ask_bound(struct ask_work *w, uint32_t verdict)
{
	struct bounding b = { .w = w, .verdict = &w->out->verdict[verdict] };
	size_t n = w->basis->book->rule[b.verdict->rule].rule->ntest;
	enum status st = ST_OK;
	struct standing_test t;
	unsigned open = 0;

	for (size_t i = 0; st == ST_OK && i < n; i++)
		if (ask_stands(w, b.verdict->rule, i, b.verdict->item, &t)) {
			open++;
			st = bound_test(&b, i, &t);
		}
	if (st == ST_OK && open > 0)
		conclude(&b, open);
	free(b.found);
	free(b.touched);
	return st;
}
