/* SPDX-License-Identifier: Apache-2.0 */
/*
 * break_even - which number would flip a verdict; see break_even.h.
 *
 * The limit L is reached where content >= L * whole (or >).  Content is rate
 * times amount of one element, and the rest.  With the amount in [a, b] and
 * the rest in [r, s] the content is at least rate * a + r, and at most
 * rate * b + s: so it is surely reached from (L * whole - r) / a on, and
 * surely missed below (L * whole - s) / b.  Both hold whatever varies
 * together; they meet where nothing is open.
 */
#include "core/rules/break_even_work.h"

#include "core/rules/deal/transaction.h"
#include "core/rules/tests.h"
#include "core/rules/year.h"
#include "core/trace/weigh.h"

#include <stdlib.h>
#include <string.h>

const char *
break_even_name(enum break_even_kind k)
{
	static const char *const names[BREAK_COUNT] = { "price", "value",
		"amount", "origin-share", "factor", "quantity" };

	return names[k];
}

static enum status
no_memory(struct error *err)
{
	return error_set(err, ST_NOMEM, pos_none, "out of memory");
}

struct break_even *
break_even_add(
    struct weighing_up *w, enum break_even_kind kind, uint32_t element)
{
	struct break_evens *x = w->out;
	struct break_even *list =
	    array_grow(x->of, &x->cap, x->n + 1, sizeof(*list));
	struct break_even *e;

	if (list == NULL) {
		no_memory(w->err);
		return NULL;
	}
	x->of = list;
	e = &list[x->n++];
	*e = (struct break_even){ .kind = (uint8_t)kind, .element = element };
	mpq_inits(e->reached, e->missed, NULL);
	exact_init(&e->now);
	return e;
}

void
break_even_drop(struct break_evens *x)
{
	struct break_even *e = &x->of[--x->n];

	mpq_clears(e->reached, e->missed, NULL);
	exact_clear(&e->now);
}

void
break_evens_free(struct break_evens *x)
{
	while (x->n > 0)
		break_even_drop(x);
	free(x->of);
	*x = (struct break_evens){ 0 };
}

/* Some number above zero? */
bool
break_even_is_positive(mpq_srcptr q, bool infinite)
{
	return !infinite && mpq_sgn(q) > 0;
}

/*
 * The numbers from which `times * x + rest` reaches the goal, and below which
 * it does not; nothing is kept where neither says anything.
 */
void
break_even_solve(struct weighing_up *w, struct break_even *e,
    const struct exact *times, const struct exact *rest)
{
	const struct exact *goal = &w->goal;

	if (!goal->hi_infinite &&
	    break_even_is_positive(times->lo, times->lo_infinite)) {
		mpq_sub(e->reached, goal->hi, rest->lo);
		e->has_reached = mpq_sgn(e->reached) > 0;
		mpq_div(e->reached, e->reached, times->lo);
	}
	if (!rest->hi_infinite &&
	    break_even_is_positive(times->hi, times->hi_infinite)) {
		mpq_sub(e->missed, goal->lo, rest->hi);
		e->has_missed = mpq_sgn(e->missed) > 0;
		mpq_div(e->missed, e->missed, times->hi);
	}
	if (!e->has_reached && !e->has_missed)
		break_even_drop(w->out);
}

enum status
break_even_ask(
    const struct weighing_up *w, const struct channel *ch, struct exact *out)
{
	return trace_amount(w->t, ch, &w->item, 1, out, w->err);
}

/* Of an item that is worth less the limit is reached. */
static enum status
add_value(struct weighing_up *w)
{
	const struct exact *n = &w->d->numerator;
	struct break_even *e = break_even_add(w, BREAK_VALUE, BOM_NONE);

	if (e == NULL)
		return w->err->code;
	exact_set(&e->now, &w->d->denominator);
	e->has_reached = break_even_is_positive(n->lo, n->lo_infinite);
	e->has_missed = break_even_is_positive(n->hi, n->hi_infinite);
	if (e->has_reached)
		mpq_div(e->reached, n->lo, w->d->limit);
	if (e->has_missed)
		mpq_div(e->missed, n->hi, w->d->limit);
	if (!e->has_reached && !e->has_missed)
		break_even_drop(w->out);
	return ST_OK;
}

static enum status
add_share(struct weighing_up *w)
{
	struct channel every = *w->channel;
	struct exact all, none;
	struct break_even *e;
	enum status st;

	every.policy = POLICY_EVERY;
	every.stages = 0;
	every.technology = every.elsewhere = false;
	every.at = NULL;
	memset(every.country, 0, sizeof(every.country));
	exact_init(&all);
	exact_init(&none);
	st = break_even_ask(w, &every, &all);
	e = st == ST_OK ? break_even_add(w, BREAK_SHARE, BOM_NONE) : NULL;
	if (e != NULL) {
		if (exact_is_point(&all) && mpq_sgn(all.lo) > 0)
			exact_quotient(&e->now, &w->numerator, &all);
		else
			exact_unknown(&e->now, false);
		break_even_solve(w, e, &all, &none);
	}
	exact_clear(&all);
	exact_clear(&none);
	return w->err->code;
}

/* So many times as much of all of it, or for so many times the price. */
static enum status
add_factor(struct weighing_up *w)
{
	struct break_even *e = break_even_add(w, BREAK_FACTOR, BOM_NONE);
	struct exact none;

	if (e == NULL)
		return w->err->code;
	exact_init(&none);
	mpq_set_ui(e->now.lo, 1, 1);
	mpq_set_ui(e->now.hi, 1, 1);
	break_even_solve(w, e, &w->numerator, &none);
	exact_clear(&none);
	return ST_OK;
}

/* So many of it. */
static enum status
add_quantity(struct weighing_up *w)
{
	struct break_even *e = break_even_add(w, BREAK_QUANTITY, BOM_NONE);
	const struct exact *one = &w->numerator;

	if (e == NULL)
		return w->err->code;
	if (w->d->test->sum > 0) { /* it is that of several shipments */
		break_even_drop(w->out);
		return ST_OK;
	}
	if (w->many != NULL) {
		mpq_set(e->now.lo, w->many->quantity);
		mpq_set(e->now.hi, w->many->quantity);
	} else {
		exact_unknown(&e->now, false);
	}
	mpq_sub(e->reached, w->d->limit, w->others.lo);
	mpq_sub(e->missed, w->d->limit, w->others.hi);
	e->has_reached = break_even_is_positive(one->lo, one->lo_infinite) &&
			 mpq_sgn(e->reached) > 0;
	e->has_missed = break_even_is_positive(one->hi, one->hi_infinite) &&
			!w->others.hi_infinite && mpq_sgn(e->missed) > 0;
	if (e->has_reached)
		mpq_div(e->reached, e->reached, one->lo);
	if (e->has_missed)
		mpq_div(e->missed, e->missed, one->hi);
	if (!e->has_reached && !e->has_missed)
		break_even_drop(w->out);
	return ST_OK;
}

/* limit * whole; without a value of the item nothing is known of it. */
static void
set_goal(struct weighing_up *w)
{
	const struct verdict_detail *d = w->d;

	mpq_set(w->goal.lo, d->limit);
	mpq_set(w->goal.hi, d->limit);
	if (w->many != NULL) {
		mpq_div(w->goal.lo, w->goal.lo, w->many->quantity);
		mpq_set(w->goal.hi, w->goal.lo);
	}
	if (!d->has_denominator)
		return;
	w->goal.hi_infinite = d->denominator.hi_infinite;
	mpq_mul(w->goal.lo, w->goal.lo, d->denominator.lo);
	if (!w->goal.hi_infinite)
		mpq_mul(w->goal.hi, w->goal.hi, d->denominator.hi);
}

static enum status
find_all(struct weighing_up *w)
{
	/* of whole magnets no element is more than another, and what was
	 * paid is not more where there is more of one */
	bool whole = w->channel->measure == MEASURE_ITEM ||
		     w->channel->measure == MEASURE_WORTH ||
		     w->channel->measure == MEASURE_PAID;
	bool annual = w->d->test->kind == TEST_ANNUAL;
	/* what is in several products is more in each of them */
	bool counted = (!annual || w->many != NULL) && w->d->together == 0;
	enum status st = whole || !counted ? ST_OK : break_even_elements(w);

	if (st == ST_OK && annual)
		st = add_quantity(w);
	if (!counted)
		return st; /* of one nothing is told: how many are there? */
	if (st == ST_OK && w->d->test->kind == TEST_VALUE_SHARE)
		st = add_value(w);
	if (st == ST_OK && w->d->test->origin != NULL && !w->d->value_missing &&
	    w->channel->measure != MEASURE_WORTH)
		st = add_share(w);
	if (st == ST_OK && !w->d->value_missing)
		st = add_factor(w);
	return st;
}

/* A limit that can be reached by more of something. */
static bool
has_limit(const struct verdict_detail *d)
{
	return d->test->kind != TEST_AMONG && d->test->kind != TEST_ITEM &&
	       mpq_sgn(d->limit) > 0;
}

/*
 * Where things in an item, or elements, are each held against the limit, one of
 * them tells when it is reached as long as no other one is beyond it, or may
 * be: of things in the item it is another one then.
 */
static bool
is_alone(const struct weighing_up *w, size_t rule)
{
	const struct booked_rule *b = &w->j->book->rule[rule];
	size_t first = b->rule->ntest + b->rule->nreading;

	if (!w->d->apart)
		return true;
	if (w->d->test->per != LEVEL_ITEM || w->d->at < first)
		return false;
	for (size_t i = 0; i < b->nseat; i++) {
		const struct seat *s = &b->seat[i];

		if (w->d->at < first + s->first ||
		    w->d->at >= first + s->first + s->nturn)
			continue;
		for (size_t k = first + s->first;
		     k < first + s->first + s->nturn; k++) {
			struct ready_test t =
			    test_ready(w->j, VARIANT_LAW, rule, k);

			if (k != w->d->at &&
			    test_decide(w->j, &t, w->item) != VERDICT_CLEAR)
				return false;
		}
	}
	return true;
}

/* Of all products together: what the others hold.  False: whether this one
 * counts is open, so that nothing of it tells. */
static bool
find_others(struct weighing_up *w, const struct ready_test *t)
{
	exact_zero(&w->others);
	if (w->d->together == 0)
		return true;
	return year_surely_goes(t, w->item) &&
	       year_others(w->j, t, w->item, &w->others, w->err) == ST_OK;
}

/* What counts in one of the item. */
static enum status
find_numerator(struct weighing_up *w)
{
	if (w->d->test->kind == TEST_ANNUAL)
		return break_even_ask(w, w->channel, &w->numerator);
	exact_set(&w->numerator, &w->d->numerator);
	return ST_OK;
}

enum status
break_evens_find(struct break_evens *out, const struct judgement *j,
    const struct trace *t, size_t rule, uint32_t item,
    const struct verdict_detail *d, struct error *err)
{
	struct weighing_up w = {
		.out = out, .j = j, .t = t, .d = d, .item = item, .err = err
	};
	struct ready_test ready;
	struct exact *const scratch[] = { &w.numerator, &w.goal, &w.amount,
		&w.others, &w.rest, &w.rate };
	enum status st = ST_OK;

	*out = (struct break_evens){ 0 };
	if (!has_limit(d) || !is_alone(&w, rule))
		return ST_OK;
	ready = test_ready(j, VARIANT_LAW, rule, d->at);
	w.channel = &j->book->plan.channel[test_amount_column(j, &ready, item) -
					   COLUMN_CHANNEL(0)];
	for (size_t i = 0; i < sizeof(scratch) / sizeof(scratch[0]); i++)
		exact_init(scratch[i]);
	if (d->test->kind == TEST_ANNUAL)
		w.many = test_per_year(j, d->test, item);
	if (w.many != NULL &&
	    (mpq_sgn(w.many->quantity) == 0 || d->test->sum > 0))
		w.many = NULL; /* of none there is none, and of a sum several */
	set_goal(&w);
	if (find_others(&w, &ready)) {
		st = find_numerator(&w);
		if (st == ST_OK)
			st = find_all(&w);
	} else {
		st = err->code;
	}
	for (size_t i = 0; i < sizeof(scratch) / sizeof(scratch[0]); i++)
		exact_clear(scratch[i]);
	if (st != ST_OK)
		break_evens_free(out);
	return st;
}
