/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ask_truth - what questions really do, by judging the product as if they
 * had been answered.
 *
 * Two worlds for each: in one the answer is least, and what is clear there
 * can be made clear.  In the other everybody else has answered, least, and
 * the answer is still to come: its upper ends are the lower ends of the
 * product after the greatest answer, so what is not clear there can be
 * triggered.
 */
#include "core/rules/ask/ask_joint.h"

#include "core/base/arena.h"

#include <math.h>
#include <stdlib.h>

bool
ask_affordable(const struct ask_work *w)
{
	return w->worlds + 2 * ask_unit(w->basis) <= ASK_WORLD_MOST;
}

static bool
is_asked(const struct compared *c, uint32_t item)
{
	for (size_t i = 0; i < c->n; i++)
		if (ask_asked(c, i)->item == item &&
		    question_tells_mass(c->w->basis->bom, ask_asked(c, i)))
			return true;
	return false;
}

/* A share of a mass of which nobody knows how much: only who answers for all
 * that has no mass can show that it is great. */
static bool
mass_allows(struct compared *c, size_t rule, uint32_t item)
{
	const struct ask_basis *b = c->w->basis;
	const struct rule *r = b->book->rule[rule].rule;
	uint32_t one = c->w->massless != NULL ? c->w->massless[item] : BOM_NONE;
	struct bounds x;

	for (size_t i = 0; one != BOM_NONE && i < r->ntest; i++) {
		struct ready_test t =
		    test_ready(b->judgement, VARIANT_LAW, rule, i);

		if (t.test->kind != TEST_MASS_SHARE ||
		    booked_seat(&b->book->rule[rule], i) != NULL)
			continue;
		trace_bounds(b->trace, t.columns->margin, item, &x);
		if (isfinite(x.lo))
			continue;
		if (one == GAPS_MANY && c->n == 1)
			return false;
		if (one != GAPS_MANY && !is_asked(c, one))
			return false;
		c->out->outer |= one == GAPS_MANY;
	}
	return true;
}

/*
 * Of a rule that asks for no more than so much, and nothing else: can the
 * answer show that it is more?  Its upper end is then the lower one after the
 * greatest answer.
 */
static bool
is_passed(const struct compared *c, size_t rule, uint32_t item)
{
	const struct rule *r = c->w->basis->book->rule[rule].rule;

	return r->ntest == 1 && r->nreading == 0 && r->test[0].to == NULL &&
	       !rule_is_apart(r) &&
	       ask_amounts_decide(c->w->basis, rule, item) &&
	       judgement_verdict(&c->alone.judgement, VARIANT_LAW, rule,
		   item) != VERDICT_TRIGGERED;
}

/* What the answers can make of an undecided verdict. */
enum status
ask_see(struct compared *c, size_t rule, uint32_t item, bool *clear,
    bool *triggered)
{
	enum verdict least =
	    judgement_verdict(&c->least.judgement, VARIANT_LAW, rule, item);

	if (ask_is_joint(c->w->basis->book->rule[rule].rule))
		return ask_joint_see(c, rule, item, clear, triggered);
	*clear = least == VERDICT_CLEAR;
	if (rule_has_upper(c->w->basis->book->rule[rule].rule)) {
		*clear |= is_passed(c, rule, item);
		*triggered = least == VERDICT_TRIGGERED;
		return ST_OK;
	}
	*triggered = world_meets(&c->alone, rule, item) &&
		     ask_amounts_decide(c->w->basis, rule, item) &&
		     mass_allows(c, rule, item);
	return ST_OK;
}

static void
count(struct settles *s, bool clear, bool triggered)
{
	s->clear += clear;
	s->triggered += triggered;
	s->any += clear || triggered;
}

static enum status
count_all(struct compared *c)
{
	const struct ask_basis *b = c->w->basis;

	for (size_t r = 0; r < b->book->nrule; r++)
		for (uint32_t i = 0; i < b->bom->nitem; i++) {
			bool clear, triggered;
			enum status st;

			if (judgement_verdict(b->judgement, VARIANT_LAW, r,
				i) != VERDICT_UNDECIDED)
				continue;
			st = ask_see(c, r, i, &clear, &triggered);
			if (st != ST_OK)
				return st;
			count(&c->out->all, clear, triggered);
			if (b->shipped[i])
				count(&c->out->shipped, clear, triggered);
		}
	return ST_OK;
}

/* A question about an item itself: only its own verdicts. */
static enum status
record_truth(struct ask_work *w, uint32_t question, struct worth *out)
{
	const struct question *q = &w->out->question[question];
	enum status st = ST_OK;

	for (uint32_t i = 0; st == ST_OK && i < w->out->nverdict; i++) {
		struct effect e = { .verdict = i };

		if (w->out->verdict[i].item != q->item)
			continue;
		st = ask_record_effect(w, q, &w->out->verdict[i], &e);
		if (st != ST_OK || (!e.clear && !e.triggered))
			continue;
		count(&out->shipped, e.clear, e.triggered);
		out->shipped.must += e.must;
		exact_init(&e.removes);
		st = ask_keep(w, out, &e);
	}
	w->exact += ask_unit(w->basis);
	out->all = out->shipped;
	return st;
}

/* Is the sum of what is in an item cut off by a stated mass, in the world in
 * which the answer is still to come? */
static bool
is_cut(const struct compared *c, uint32_t item)
{
	const struct bom *b = c->w->basis->bom;
	const struct plan *p = &c->w->basis->book->plan;
	struct bounds x, mass;

	if (!b->item[item].has_mass ||
	    b->use_start[item] == b->use_start[item + 1])
		return false;
	trace_bounds(c->alone.trace, COLUMN_MASS, item, &mass);
	for (size_t k = 0; k < p->nchannel; k++) {
		trace_bounds(c->alone.trace, COLUMN_CHANNEL(k), item, &x);
		if ((p->channel[k].measure == MEASURE_MASS ||
			p->channel[k].measure == MEASURE_OXIDE) &&
		    x.hi >= mass.hi * (1 - 1e-9))
			return true;
	}
	return false;
}

/*
 * Do several ways lead up from what is asked about, and does a stated mass
 * cut off one of them?  Then one amount cannot do on each way what the upper
 * ends show.
 *
 * Cost:	all uses once
 */
static enum status
see_ways(struct compared *c)
{
	const struct bom *b = c->w->basis->bom;
	uint8_t *above = calloc(b->nitem + 1, 1);
	bool several = c->n > 1, cut = false;

	if (above == NULL)
		return ask_no_memory(c->w->err);
	for (size_t i = 0; i < c->n; i++)
		if (ask_asked(c, i)->item != BOM_NONE)
			above[ask_asked(c, i)->item] = 1;
	for (size_t k = 0; k < b->nitem; k++) {
		uint32_t item = b->order[k], ways = above[item];

		for (uint32_t u = b->use_start[item];
		     u < b->use_start[item + 1]; u++)
			ways += b->use[u].qty != NUM_ZERO &&
				above[b->use[u].child] != 0;
		if (ways == 0)
			continue;
		above[item] = 1;
		several |= ways > 1;
		cut = cut || is_cut(c, item);
	}
	c->out->outer |= several && cut;
	free(above);
	return ST_OK;
}

/*
 * ask_truth_of - what n questions do when all of them are answered.
 *
 * In:	question  indices; more than one: no records (ask_is_record())
 * Cost:	two roll-ups and judgements of the product; exact passes as
 *		far as they are affordable
 */
enum status
ask_truth_of(
    struct ask_work *w, const uint32_t *question, size_t n, struct worth *out)
{
	struct compared c = { w, question, n, .out = out };
	enum status st;

	out->endless = 0;
	out->share = 0;
	if (n == 1 && ask_asked(&c, 0)->tried)
		return ask_tries(w, ask_asked(&c, 0), out);
	if (n == 1 && ask_is_record(w->basis->bom, ask_asked(&c, 0))) {
		st = record_truth(w, question[0], out);
		out->sharp = st == ST_OK;
		return st;
	}
	st = world_make(&c.least, w->basis, false, w->err);
	if (st == ST_OK)
		st = world_make(&c.alone, w->basis, true, w->err);
	c.alone.massless = w->massless;
	c.least.suppose.rests = c.alone.suppose.rests = true;
	for (size_t i = 0; st == ST_OK && i < n; i++) {
		world_suppose(&c.least, ask_asked(&c, i));
		world_suppose(&c.alone, ask_asked(&c, i));
	}
	if (st == ST_OK)
		st = world_judge(&c.least, w->err);
	if (st == ST_OK)
		st = world_judge(&c.alone, w->err);
	w->worlds += 2 * ask_unit(w->basis);
	if (st == ST_OK) {
		out->outer = w->has_totals || w->is_outer ||
			     (w->has_choices && c.alone.near) ||
			     (n > 1 && w->basis->book->nseat > 0);
		st = see_ways(&c);
	}
	if (st == ST_OK)
		st = count_all(&c);
	if (st == ST_OK)
		st = ask_note_effects(&c);
	out->sharp = st == ST_OK;
	world_free(&c.least);
	world_free(&c.alone);
	return st;
}

/* Is there a question among the first i that is as useful as the bound of
 * question i, `top` times over?  Its share is a sum of doubles: what is above
 * another by their last digits alone is no more than that. */
static bool
cannot_rise(const struct ask_work *w, uint32_t i)
{
	const struct question *list = w->out->question;
	struct worth bound = list[i].worth;
	size_t better = 0;

	bound.share -= ASK_NEAR * bound.share;
	for (uint32_t k = 0; k < i && better < w->basis->top; k++)
		better += ask_compare(&list[k].worth, &bound) <= 0;
	return better >= w->basis->top;
}

static enum status
bounds_now(struct ask_work *w)
{
	enum status st;

	w->now = ask_exacts(w->nplace);
	if (w->now == NULL)
		return ask_no_memory(w->err);
	w->exactly = w->ncolumn * ask_unit(w->basis) <= ASK_EXACT_MOST;
	st = ask_bounds(w, w->basis->trace, w->exactly, w->now);
	for (size_t i = 0; st == ST_OK && i < w->out->nverdict; i++) {
		struct open_verdict *v = &w->out->verdict[i];

		v->exact = w->exactly;
		if (w->notes[i].n > 0 && v->joint && v->exact)
			st = ask_joint_bounds(w, NULL, v, false, &v->bounds);
		else if (w->notes[i].n > 0)
			exact_set(&v->bounds, &w->now[w->notes[i].first]);
	}
	return st;
}

/*
 * ask_truth - make the questions sharp that will be shown.
 *
 * In:	w->out->question  by their bounds, the greatest first
 */
enum status
ask_truth(struct ask_work *w)
{
	enum status st = bounds_now(w);

	for (uint32_t i = 0; st == ST_OK && i < w->out->n; i++) {
		if (!ask_affordable(w) || cannot_rise(w, i))
			break;
		st = ask_truth_of(w, &i, 1, &w->out->question[i].worth);
	}
	return st;
}
