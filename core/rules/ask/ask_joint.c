/* SPDX-License-Identifier: Apache-2.0 */
/* ask_joint - verdicts that several amounts decide together; see ask_joint.h.
 */
#include "core/rules/ask/ask_joint.h"

#include "core/bom/link/extract.h"
#include "core/rules/among.h"
#include "core/rules/year.h"

#include <math.h>
#include <stdlib.h>

bool
ask_test_is_joint(const struct rule_test *t)
{
	return t->kind == TEST_AMONG || t->together;
}

bool
ask_is_joint(const struct rule *r)
{
	for (size_t i = 0; i < r->ntest + r->nreading; i++)
		if (ask_test_is_joint(&r->test[i]))
			return true;
	return r->either;
}

size_t
ask_joint_parts(const struct ready_test *t, uint32_t item)
{
	if (t->test->of_item)
		return 1;
	if (t->test->kind == TEST_AMONG)
		return 2;
	return year_is_together(t, item) ? t->rule->nout : 1;
}

struct joint_part
ask_joint_part(const struct ready_test *t, uint32_t item, size_t i)
{
	if (t->test->kind == TEST_AMONG)
		return (struct joint_part){
			i == 0 ? t->columns->amount[0] : t->columns->rest, item
		};
	return (struct joint_part){ t->columns->amount[0],
		year_is_together(t, item) ? t->rule->out[i].item : item };
}

/* ---- one test, in one product */

static enum status
exactly(const struct judgement *j, size_t column, uint32_t item,
    struct exact *out, struct error *err)
{
	return j->evidence.exact(j->evidence.ctx, column, &item, 1, out, err);
}

static enum status
decide_exactly(const struct judgement *j, const struct ready_test *t,
    uint32_t item, enum verdict *v, struct error *err)
{
	size_t column = test_column(j, t, item);
	bool ask = false;
	struct exact x, y;
	enum status st;

	exact_init(&x);
	exact_init(&y);
	if (t->test->kind == TEST_AMONG)
		column = t->columns->amount[0];
	st = exactly(j, column, item, &x, err);
	if (st == ST_OK && t->test->kind == TEST_AMONG) {
		st = exactly(j, t->columns->rest, item, &y, err);
		*v = among_exact(t, &x, &y);
	} else if (st == ST_OK && year_is_together(t, item)) {
		st = year_total(j, t, &y, err);
		*v = year_exact(t, &y, &x);
	} else if (st == ST_OK) {
		*v = test_exact(j, t, item, &x, &ask);
		*v = ask ? VERDICT_UNDECIDED : *v;
	}
	exact_clear(&x);
	exact_clear(&y);
	return st;
}

enum status
ask_joint_verdict(const struct judgement *j, const struct ready_test *t,
    uint32_t item, enum verdict *out, struct error *err)
{
	*out = test_decide(j, t, item);
	return *out != VERDICT_COUNT ? ST_OK
				     : decide_exactly(j, t, item, out, err);
}

/* ---- what is told */

/* (1 - limit) of the part less limit of the rest. */
static enum status
margin_of(const struct ready_test *t, const struct judgement *part,
    const struct judgement *rest, bool now, uint32_t item, struct exact *out,
    struct error *err)
{
	struct exact p, r;
	enum status st;

	exact_init(&p);
	exact_init(&r);
	st = exactly(part, t->columns->amount[0], item, &p, err);
	if (st == ST_OK)
		st = exactly(rest, t->columns->rest, item, &r, err);
	if (!now && !r.hi_infinite) {
		mpq_set(r.lo, r.hi);
		r.lo_open = r.hi_open;
	}
	if (st == ST_OK)
		among_margin_exact(t, &p, &r, out);
	exact_clear(&p);
	exact_clear(&r);
	return st;
}

enum status
ask_joint_bounds(struct ask_work *w, const struct compared *c,
    const struct open_verdict *v, bool raised, struct exact *out)
{
	const struct judgement *now = w->basis->judgement;
	const struct judgement *least = c != NULL ? &c->least.judgement : now;
	const struct judgement *alone = c != NULL ? &c->alone.judgement : now;
	struct ready_test t = test_ready(now, VARIANT_LAW, v->rule, v->test);

	if (t.test->of_item) { /* what that does to its mass is not asked */
		exact_unknown(out, false);
		return ST_OK;
	}
	if (t.test->kind == TEST_AMONG)
		return margin_of(&t, raised ? alone : least,
		    raised ? least : alone, c == NULL, v->unit, out, w->err);
	if (year_is_together(&t, v->unit))
		return raised ? year_surely(alone, &t, out, w->err)
			      : year_total(least, &t, out, w->err);
	return exactly(raised ? alone : least, test_column(now, &t, v->unit),
	    v->unit, out, w->err);
}

enum status
ask_joint_closed(const struct compared *c, const struct ready_test *t,
    uint32_t item, size_t i, bool *out)
{
	const struct judgement *now = c->w->basis->judgement;
	struct joint_part part = ask_joint_part(t, item, i);
	struct exact x, least, alone;
	enum status st;

	exact_init(&x);
	exact_init(&least);
	exact_init(&alone);
	st = exactly(now, part.column, part.item, &x, c->w->err);
	if (st == ST_OK)
		st = exactly(&c->least.judgement, part.column, part.item,
		    &least, c->w->err);
	if (st == ST_OK)
		st = exactly(&c->alone.judgement, part.column, part.item,
		    &alone, c->w->err);
	*out = ask_leaves_nothing(&x, &least, &alone) &&
	       (!year_is_together(t, item) ||
		   (t->rule->out[i].sure &&
		       test_per_year(now, t->test, part.item) != NULL));
	exact_clear(&x);
	exact_clear(&least);
	exact_clear(&alone);
	return st;
}

/* ---- after the answers */

/* What answers can make of one test. */
struct after {
	bool clear, met;
};

/* A comparison with nothing: of an end that is reached, that is not, or that
 * is surely not passed. */
struct side {
	int sign;
	bool open;
};

/* The part in one product and the rest in the other, by their upper ends. */
struct sides {
	const struct judgement *part, *rest;
	bool raised; /* how much of the part is surely there, less the greatest
			of the rest; else the other way round */
};

/* What is never told has no end, whatever is answered. */
static int
sign_of_endless(const struct sides *s, bool part, bool rest)
{
	return s->raised ? (rest ? -1 : part) : (part ? 1 : -(int)rest);
}

/* False: doubles cannot tell. */
static bool
side_in_doubles(
    const struct sides *s, const struct ready_test *t, uint32_t item, int *sign)
{
	double of = t->limit_lo, slack = t->limit_hi - of + 4e-16, d, err;
	struct bounds p, r;

	s->part->evidence.bounds(
	    s->part->evidence.ctx, t->columns->amount[0], item, &p);
	s->rest->evidence.bounds(
	    s->rest->evidence.ctx, t->columns->rest, item, &r);
	if (!isfinite(p.hi) || !isfinite(r.hi))
		return false;
	d = (1 - of) * p.hi - of * r.hi;
	err = p.hi_err + r.hi_err + slack * (p.hi + r.hi);
	*sign = d > err ? 1 : d < -err ? -1 : 0;
	return *sign != 0;
}

static enum status
side_exactly(const struct sides *s, const struct ready_test *t, uint32_t item,
    struct side *out, struct error *err)
{
	struct exact p, r;
	enum status st;
	mpq_t in, of;

	exact_init(&p);
	exact_init(&r);
	mpq_inits(in, of, NULL);
	st = exactly(s->part, t->columns->amount[0], item, &p, err);
	if (st == ST_OK)
		st = exactly(s->rest, t->columns->rest, item, &r, err);
	mpq_set_ui(in, 1, 1);
	mpq_sub(in, in, t->limit);
	mpq_mul(in, in, p.hi);
	mpq_mul(of, t->limit, r.hi);
	out->sign = p.hi_infinite || r.hi_infinite
			? sign_of_endless(s, p.hi_infinite, r.hi_infinite)
			: mpq_cmp(in, of);
	out->open = s->raised ? r.hi_open : p.hi_open;
	if (out->sign == 0 && s->raised && p.hi_open)
		out->sign = -1; /* it comes near, and no nearer */
	else if (out->sign == 0 && !s->raised && r.hi_open)
		out->sign = 1;
	mpq_clears(in, of, NULL);
	exact_clear(&p);
	exact_clear(&r);
	return st;
}

static enum status
among_side(struct compared *c, const struct ready_test *t, uint32_t item,
    bool raised, struct side *out)
{
	struct sides s = { &c->least.judgement, &c->alone.judgement, raised };

	if (raised)
		s = (struct sides){ &c->alone.judgement, &c->least.judgement,
			true };
	*out = (struct side){ 0 };
	if (side_in_doubles(&s, t, item, &out->sign))
		return ST_OK;
	return side_exactly(&s, t, item, out, c->w->err);
}

static bool
may_hold(const struct world *w, size_t column, uint32_t item)
{
	struct bounds x;

	trace_bounds(w->trace, column, item, &x);
	return x.hi > 0 || x.hi_err > 0;
}

static enum status
after_among(struct compared *c, const struct ready_test *t, uint32_t item,
    struct after *out)
{
	bool upper = comparator_is_upper(t->compare), part, rest, surely;
	bool closed =
	    t->compare == COMPARE_AT_LEAST || t->compare == COMPARE_BELOW;
	struct side up = { 0 }, down = { 0 };
	enum status st;
	bool above, below;

	if (t->test->of_item) { /* of its mass: either may be */
		c->out->outer = true;
		*out = (struct after){ .clear = true, .met = true };
		return ST_OK;
	}
	st = among_side(c, t, item, true, &up);

	if (st == ST_OK)
		st = among_side(c, t, item, false, &down);
	part = may_hold(&c->least, t->columns->amount[0], item);
	rest = may_hold(&c->least, t->columns->rest, item);
	surely = may_hold(&c->alone, t->columns->amount[0], item) ||
		 (upper && may_hold(&c->alone, t->columns->rest, item));
	/* surely beyond the limit, or surely not */
	above = up.sign > 0 || (up.sign == 0 && (closed || up.open));
	below = down.sign < 0 || (down.sign == 0 && (!closed || down.open));
	*out = (struct after){ .clear = upper ? above : below,
		.met = (upper ? below : above) && surely };
	out->clear |= !part && (!upper || !rest);
	return st;
}

/* Of the sum: as far as it surely goes after the greatest answer. */
static enum status
after_together(struct compared *c, const struct ready_test *t, uint32_t item,
    struct after *out)
{
	bool upper = comparator_is_upper(t->compare), reached;
	bool closed =
	    t->compare == COMPARE_AT_LEAST || t->compare == COMPARE_BELOW;
	enum verdict v = VERDICT_UNDECIDED;
	struct exact sum;
	enum status st =
	    ask_joint_verdict(&c->least.judgement, t, item, &v, c->w->err);
	int sign;

	exact_init(&sum);
	if (st == ST_OK)
		st = year_surely(&c->alone.judgement, t, &sum, c->w->err);
	sign = sum.hi_infinite ? 1 : mpq_cmp(sum.hi, t->limit);
	reached = sign > 0 || (sign == 0 && closed && !sum.hi_open);
	exact_clear(&sum);
	*out = (struct after){ .clear = upper ? reached : v == VERDICT_CLEAR,
		.met = upper ? v == VERDICT_TRIGGERED
			     : reached && may_hold(&c->alone,
					      t->columns->amount[0], item) };
	return st;
}

static enum status
after_other(struct compared *c, const struct ready_test *t, uint32_t item,
    struct after *out)
{
	const struct judgement *now = c->w->basis->judgement;
	enum verdict least = VERDICT_UNDECIDED, alone = VERDICT_UNDECIDED;
	enum status st =
	    ask_joint_verdict(&c->least.judgement, t, item, &least, c->w->err);

	if (st == ST_OK)
		st = ask_joint_verdict(
		    &c->alone.judgement, t, item, &alone, c->w->err);
	if (t->test->kind == TEST_ITEM)
		*out = (struct after){ least == VERDICT_CLEAR,
			least == VERDICT_TRIGGERED };
	else if (comparator_is_upper(t->compare))
		*out = (struct after){ alone != VERDICT_TRIGGERED,
			least == VERDICT_TRIGGERED };
	else
		*out = (struct after){ least == VERDICT_CLEAR,
			alone != VERDICT_CLEAR &&
			    ask_is_held(now, t->test, item) };
	return st;
}

static enum status
after_limit(struct compared *c, const struct ready_test *t, uint32_t item,
    struct after *out)
{
	if (t->test->kind == TEST_AMONG)
		return after_among(c, t, item, out);
	if (year_is_together(t, item))
		return after_together(c, t, item, out);
	return after_other(c, t, item, out);
}

static enum status
after_test(struct compared *c, size_t rule, size_t test, uint32_t item,
    struct after *out)
{
	struct ready_test t =
	    test_ready(c->w->basis->judgement, VARIANT_LAW, rule, test);
	struct ready_test to;
	struct after end;
	enum status st = after_limit(c, &t, item, out);

	if (st != ST_OK || !test_ready_to(&t, &to))
		return st;
	st = after_limit(c, &to, item, &end);
	out->clear |= end.clear;
	out->met &= end.met;
	return st;
}

/* The trigger, or one reading: of turns one that is met is enough. */
static enum status
after_trigger(struct compared *c, size_t rule, size_t test, uint32_t item,
    struct after *out)
{
	const struct booked_rule *b = &c->w->basis->book->rule[rule];
	const struct seat *s = booked_seat(b, test);
	size_t first = b->rule->ntest + b->rule->nreading;
	enum status st = ST_OK;

	if (s == NULL || s->nturn == 0)
		return after_test(c, rule, test, item, out);
	*out = (struct after){ .clear = true };
	for (size_t i = 0; st == ST_OK && i < s->nturn; i++) {
		struct after one;

		st = after_test(c, rule, first + s->first + i, item, &one);
		out->clear &= one.clear;
		out->met |= one.met;
	}
	/* what clears one of them need not clear another */
	c->out->outer |= out->clear && s->nturn > 1;
	return st;
}

/* Things in an item that are looked at one by one; of more an answer may do
 * anything. */
#define THINGS_MOST 500

/* Is the item, or may it be, a thing that the limit is one of? */
static bool
is_thing(const struct rule_test *t, const struct bom *b, uint32_t i)
{
	const struct item *it = &b->item[i];

	return (it->flags & ITEM_PHANTOM) == 0 &&
	       (it->form == FORM_UNKNOWN ||
		   ((t->units | t->unsure) >> it->form & 1) != 0);
}

/*
 * Of things in the item: one that is met is enough, and all have to be clear.
 * Of materials and articles what is beside the parts decides as well, so that
 * both are held to be possible.
 */
static enum status
after_things(struct compared *c, size_t rule, size_t test, uint32_t item,
    struct after *out)
{
	const struct rule_test *t =
	    &c->w->basis->book->rule[rule].rule->test[test];
	const struct bom *b = c->w->basis->bom;
	uint8_t *below = extract_below(b, &item, 1);
	enum status st = ST_OK;
	struct after one;
	size_t n = 0;

	if (below == NULL)
		return ask_no_memory(c->w->err);
	for (uint32_t i = 0; i < b->nitem; i++)
		n += below[i] && is_thing(t, b, i);
	c->out->outer = true;
	*out = (struct after){ .clear = true };
	if (n > THINGS_MOST || t->per == LEVEL_MATERIAL ||
	    t->per == LEVEL_ARTICLE)
		out->met = true;
	for (uint32_t i = 0; st == ST_OK && !out->met && i < b->nitem; i++) {
		if (!below[i] || !(is_thing(t, b, i) ||
				     (i == item && t->per == LEVEL_PRODUCT)))
			continue;
		st = after_trigger(c, rule, test, i, &one);
		out->clear &= one.clear;
		out->met |= one.met;
	}
	free(below);
	return st;
}

/*
 * ask_joint_see - what the answers can make of an undecided verdict.
 *
 * Out:	clear, triggered  of things in an item, what they may
 * Cost:	exact passes over what is below the item, or all that goes out
 */
enum status
ask_joint_see(struct compared *c, size_t rule, uint32_t item, bool *clear,
    bool *triggered)
{
	const struct rule *r = c->w->basis->book->rule[rule].rule;
	size_t first = r->nreading > 0 ? r->ntest : r->ntest - 1;
	size_t n = r->nreading > 0 ? r->nreading : 1;
	struct after all = { .clear = true, .met = !r->either }, one;
	enum status st = ST_OK;

	*clear = *triggered = false;
	c->out->outer |= c->w->has_choices;
	for (size_t k = 0; st == ST_OK && k < n; k++) {
		st = r->test[first + k].per != LEVEL_ITEM
			 ? after_things(c, rule, first + k, item, &one)
			 : after_trigger(c, rule, first + k, item, &one);
		all.clear &= one.clear;
		all.met = r->either ? all.met || one.met : all.met && one.met;
	}
	for (size_t i = 0; st == ST_OK && i + 1 < r->ntest; i++) {
		st = after_test(c, rule, i, item, &one);
		all.clear |= one.clear;
		all.met &= one.met;
	}
	*clear = st == ST_OK && all.clear;
	*triggered = st == ST_OK && all.met;
	return st;
}
