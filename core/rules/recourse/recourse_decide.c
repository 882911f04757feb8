/* SPDX-License-Identifier: Apache-2.0 */
/* recourse_decide - what one test comes to in the world of a choice; see
 * recourse_work.h. */
#include "core/rules/recourse/recourse_work.h"

#include "core/rules/among.h"
#include "core/rules/apart.h"
#include "core/rules/year.h"

bool
recourse_verdict_does(const struct recourse_work *w, enum verdict v)
{
	return w->basis->declare || w->basis->settle ? v == VERDICT_CLEAR
						     : v != VERDICT_TRIGGERED;
}

/* By exact ends of the two columns that decide. */
static enum status
decide_among(struct recourse_work *w, const struct ready_test *t, uint32_t item,
    enum verdict *v)
{
	const struct evidence *e =
	    &recourse_world_verdicts(&w->world)->evidence;
	struct exact part, rest;
	enum status st;

	exact_init(&part);
	exact_init(&rest);
	st = e->exact(e->ctx, t->columns->amount[0], &item, 1, &part, w->err);
	if (st == ST_OK)
		st =
		    e->exact(e->ctx, t->columns->rest, &item, 1, &rest, w->err);
	if (st == ST_OK)
		*v = among_exact(t, &part, &rest);
	exact_clear(&part);
	exact_clear(&rest);
	return st;
}

/* By what all that goes out holds. */
static enum status
decide_together(struct recourse_work *w, const struct ready_test *t,
    uint32_t item, enum verdict *v)
{
	const struct judgement *j = recourse_world_verdicts(&w->world);
	struct exact total, own;
	enum status st;

	exact_init(&total);
	exact_init(&own);
	st = year_total(j, t, &total, w->err);
	if (st == ST_OK)
		st = j->evidence.exact(j->evidence.ctx, t->columns->amount[0],
		    &item, 1, &own, w->err);
	if (st == ST_OK)
		*v = year_exact(t, &total, &own);
	exact_clear(&total);
	exact_clear(&own);
	return st;
}

/* By exact ends of the one column that decides. */
static enum status
decide_exactly(struct recourse_work *w, const struct ready_test *t,
    uint32_t item, enum verdict *v)
{
	const struct judgement *j = recourse_world_verdicts(&w->world);
	const struct evidence *e = &j->evidence;
	struct exact x, amount, mass;
	bool ask = false;
	enum status st;

	if (t->test->kind == TEST_AMONG)
		return decide_among(w, t, item, v);
	if (year_is_together(t, item))
		return decide_together(w, t, item, v);
	exact_init(&x);
	exact_init(&amount);
	exact_init(&mass);
	st = e->exact(e->ctx, test_column(j, t, item), &item, 1, &x, w->err);
	if (st == ST_OK)
		*v = test_exact(j, t, item, &x, &ask);
	if (st == ST_OK && ask) {
		st = e->exact(e->ctx, test_amount_column(j, t, item), &item, 1,
		    &amount, w->err);
		if (st == ST_OK)
			st = e->exact(
			    e->ctx, COLUMN_MASS, &item, 1, &mass, w->err);
		*v = test_answered(t, *v, &amount, &mass);
	}
	exact_clear(&x);
	exact_clear(&amount);
	exact_clear(&mass);
	return st;
}

static enum status
decide_limit(struct recourse_work *w, const struct ready_test *t, uint32_t item,
    enum verdict *v)
{
	*v = test_decide(recourse_world_verdicts(&w->world), t, item);
	return *v == VERDICT_COUNT ? decide_exactly(w, t, item, v) : ST_OK;
}

enum status
recourse_decide(struct recourse_work *w, size_t rule, size_t test,
    uint32_t item, enum verdict *v)
{
	const struct judgement *j = recourse_world_verdicts(&w->world);
	struct ready_test t = test_ready(j, VARIANT_LAW, rule, test), to;
	enum verdict other = VERDICT_TRIGGERED;
	enum status st = decide_limit(w, &t, item, v);

	if (st == ST_OK && test_ready_to(&t, &to))
		st = decide_limit(w, &to, item, &other);
	*v = other < *v ? other : *v;
	return st;
}

enum status
recourse_falls(struct recourse_work *w, const struct recourse_target *t,
    size_t test, bool *falls)
{
	const struct judgement *j = recourse_world_verdicts(&w->world);
	bool scope = test + 1 < w->basis->ask.book->rule[t->rule].rule->ntest;
	struct decider by;
	enum status st = ST_OK;

	if (scope ||
	    !apart_decider(j, VARIANT_LAW, t->rule, test, t->item, &by))
		st = recourse_decide(w, t->rule, test, t->item, &by.verdict);
	*falls = recourse_verdict_does(w, by.verdict);
	return st;
}
