/* SPDX-License-Identifier: Apache-2.0 */
/* ask_effects - what answers do to each open verdict; see ask_compared.h. */
#include "core/rules/ask/ask_joint.h"

#include "core/base/arena.h"

/* Is all that an item states of its content surely in it? */
static bool
lines_are_sure(const struct bom *b, uint32_t item)
{
	for (uint32_t k = b->content_start[item];
	     k < b->content_start[item + 1]; k++) {
		const struct content *x = &b->content[k];

		if (x->counts && x->elements != 0 &&
		    x->kind != CONTENT_COMPLETE && x->amount.hi != NUM_ZERO &&
		    x->amount.lo == NUM_ZERO && !x->amount.lo_open)
			return false;
	}
	return true;
}

/*
 * Several shares, each of another stage, overlap in a way that nobody tells:
 * a full answer may leave the sum open.  Only where any share is enough, or
 * one stage decides, it does not.
 */
static bool
shares_decide(const struct compared *c, const struct rule_test *t)
{
	unsigned policy =
	    t->origin != NULL ? t->origin->policy : (unsigned)POLICY_EVERY;

	for (size_t i = 0; i < c->n; i++)
		if (ask_asked(c, i)->kind == QUESTION_ORIGIN ||
		    ask_asked(c, i)->kind == QUESTION_CONTENT)
			return policy == POLICY_EVERY ||
			       policy == POLICY_LAST_STAGE ||
			       (policy == POLICY_ANY_STAGE &&
				   mpq_sgn(t->limit) == 0);
	return true;
}

/*
 * Any share of what is surely there is something, and none is nothing: where
 * the least amount counts, an origin decides even if amounts stay open.
 */
static bool
origin_decides(const struct compared *c, const struct rule_test *t)
{
	return c->n == 1 && ask_asked(c, 0)->kind == QUESTION_ORIGIN &&
	       t->kind == TEST_PRESENCE && mpq_sgn(t->limit) == 0 &&
	       t->compare == COMPARE_ABOVE && t->to == NULL &&
	       lines_are_sure(c->w->basis->bom, ask_asked(c, 0)->item);
}

/* Is the verdict decided whatever the answer is: is nothing left open of all
 * that leaves it so? */
static bool
decides(const struct compared *c, uint32_t verdict, const struct exact *least,
    const struct exact *alone)
{
	const struct ask_work *w = c->w;
	const struct open_verdict *v = &w->out->verdict[verdict];
	const struct verdict_notes *n = &w->notes[verdict];
	const struct booked_rule *rule = &w->basis->book->rule[v->rule];
	bool all = n->simple && !c->out->outer;

	for (size_t i = n->first; all && i < n->first + n->n; i++) {
		const struct rule_test *t = booked_test(rule, w->place[i].test);

		all = shares_decide(c, t) &&
		      ((n->n == 1 && origin_decides(c, t)) ||
			  (v->exact && ask_leaves_nothing(
					   &w->now[i], &least[i], &alone[i])));
	}
	return all;
}

bool
ask_keep_effect(struct worth *out, const struct effect *e)
{
	struct effect *list = array_grow(
	    out->effect, &out->effect_cap, out->neffect + 1, sizeof(*list));

	if (list == NULL)
		return false;
	out->effect = list;
	list[out->neffect++] = *e;
	return true;
}

enum status
ask_keep(struct ask_work *w, struct worth *out, struct effect *e)
{
	if (ask_keep_effect(out, e))
		return ST_OK;
	exact_clear(&e->removes);
	return ask_no_memory(w->err);
}

/* Adds what is removed to the measures of usefulness. */
static void
add_share(
    struct worth *out, const struct open_verdict *v, const struct effect *e)
{
	mpq_t share;

	out->endless += e->endless;
	if (v->bounds.hi_infinite || v->bounds.lo_infinite ||
	    mpq_cmp(v->bounds.hi, v->bounds.lo) <= 0)
		return;
	mpq_init(share);
	mpq_sub(share, v->bounds.hi, v->bounds.lo);
	mpq_div(share, e->removes.lo, share);
	out->share += mpq_get_d(share);
	mpq_clear(share);
}

/* The same of several amounts: is nothing left open of each that bears on the
 * verdict, and is there some of what counts? */
static enum status
joint_decides(const struct compared *c, const struct open_verdict *v, bool *out)
{
	const struct ask_work *w = c->w;
	const struct booked_rule *b = &w->basis->book->rule[v->rule];
	struct ready_test t =
	    test_ready(w->basis->judgement, VARIANT_LAW, v->rule, v->test);
	struct bounds own;
	enum status st = ST_OK;

	trace_bounds(w->basis->trace, t.columns->amount[0], v->unit, &own);
	*out = b->rule->ntest == 1 && b->nseat == 0 && b->rule->nreading == 0 &&
	       !v->upper && !c->out->outer && shares_decide(c, t.test) &&
	       own.lo - own.lo_err > 0;
	for (size_t i = 0;
	     st == ST_OK && *out && i < ask_joint_parts(&t, v->unit); i++)
		st = ask_joint_closed(c, &t, v->unit, i, out);
	return st;
}

/* Of what several amounts decide: not where exact numbers take too long. */
static enum status
joint_removes(
    struct compared *c, const struct open_verdict *v, struct effect *e)
{
	struct exact least, alone;
	enum status st;

	if (!v->exact)
		return ST_OK;
	exact_init(&least);
	exact_init(&alone);
	st = ask_joint_bounds(c->w, c, v, false, &least);
	if (st == ST_OK)
		st = ask_joint_bounds(c->w, c, v, true, &alone);
	if (st == ST_OK)
		ask_removes(&v->bounds, &least, &alone, e);
	if (st == ST_OK && e->clear && e->triggered)
		st = joint_decides(c, v, &e->must);
	exact_clear(&least);
	exact_clear(&alone);
	return st;
}

/* What is done to one of the open verdicts. */
static enum status
note_effect(struct compared *c, uint32_t verdict, const struct exact *least,
    const struct exact *alone)
{
	const struct open_verdict *v = &c->w->out->verdict[verdict];
	const struct verdict_notes *n = &c->w->notes[verdict];
	struct effect e = { .verdict = verdict };
	enum status st = ask_see(c, v->rule, v->item, &e.clear, &e.triggered);

	if (st != ST_OK)
		return st;
	exact_init(&e.removes);
	if (n->n > 0 && v->joint)
		st = joint_removes(c, v, &e);
	else if (n->n > 0)
		ask_removes(&v->bounds, &least[n->first], &alone[n->first], &e);
	if (st != ST_OK) {
		exact_clear(&e.removes);
		return st;
	}
	e.must |= n->n > 0 && !v->upper && e.clear && e.triggered &&
		  decides(c, verdict, least, alone);
	c->out->shipped.must += e.must;
	if (!e.clear && !e.triggered && !e.removes.hi_infinite &&
	    mpq_sgn(e.removes.hi) == 0) {
		exact_clear(&e.removes);
		return ST_OK;
	}
	add_share(c->out, v, &e);
	return ask_keep(c->w, c->out, &e);
}

enum status
ask_note_effects(struct compared *c)
{
	struct ask_work *w = c->w;
	size_t n = w->nplace;
	bool exactly =
	    w->exactly &&
	    w->exact + 2 * w->ncolumn * ask_unit(w->basis) <= ASK_EXACT_MOST;
	struct exact *least = ask_exacts(n), *alone = ask_exacts(n);
	enum status st =
	    least != NULL && alone != NULL ? ST_OK : ask_no_memory(w->err);

	if (st == ST_OK)
		st = ask_bounds(w, c->least.trace, exactly, least);
	if (st == ST_OK)
		st = ask_bounds(
		    w, c->alone.trace, exactly && !w->has_choices, alone);
	for (uint32_t i = 0; st == ST_OK && i < w->out->nverdict; i++)
		st = note_effect(c, i, least, alone);
	ask_exacts_free(least, n);
	ask_exacts_free(alone, n);
	return st;
}
