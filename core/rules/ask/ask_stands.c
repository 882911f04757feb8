/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ask_stands - how a test of an open verdict stands to its limit, and whether
 * amounts can decide it; see ask_work.h.
 */
#include "core/rules/ask/ask_joint.h"

#include "core/rules/deal/transaction.h"

#include <math.h>

double
ask_limit(const struct judgement *j, const struct ready_test *t, uint32_t item)
{
	uint32_t value = test_item_value(j, item);

	const struct per_year *year = test_per_year(j, t->test, item);

	switch (t->test->kind) {
	case TEST_PRESENCE:
		return t->limit_lo;
	case TEST_ANNUAL: /* of one, so many of which go out */
		return year == NULL || mpq_sgn(year->quantity) == 0
			   ? INFINITY
			   : t->limit_lo / mpq_get_d(year->quantity);
	case TEST_VALUE_SHARE:
		return value == BOM_NONE
			   ? INFINITY
			   : t->limit_lo * j->bom->num.num[value].lo;
	default:
		return 0; /* a margin */
	}
}

/* The verdict of a test, exactly where doubles cannot tell it; VERDICT_COUNT
 * where that is not affordable. */
static enum verdict
decide(struct ask_work *w, const struct ready_test *t, uint32_t item)
{
	const struct judgement *j = w->basis->judgement;
	enum verdict v = test_decide(j, t, item);
	struct error err = { 0 };
	struct exact x;
	bool ask = false;

	if (v == VERDICT_COUNT && ask_test_is_joint(t->test)) {
		w->exact += ask_unit(w->basis);
		return ask_joint_verdict(j, t, item, &v, &err) == ST_OK
			   ? v
			   : VERDICT_COUNT;
	}
	if (v != VERDICT_COUNT ||
	    w->exact + ask_unit(w->basis) > ASK_EXACT_MOST)
		return v;
	w->exact += ask_unit(w->basis);
	exact_init(&x);
	if (trace_exact(w->basis->trace, test_column(j, t, item), &item, 1, &x,
		&err) == ST_OK)
		v = test_exact(j, t, item, &x, &ask);
	exact_clear(&x);
	return err.code == ST_OK && !ask ? v : VERDICT_COUNT;
}

/* Of a range the end that leaves it open, the lower one first. */
static enum verdict
choose_limit(struct ask_work *w, struct ready_test *t, uint32_t item)
{
	enum verdict v = decide(w, t, item), other;
	struct ready_test to;

	if (v == VERDICT_CLEAR || !test_ready_to(t, &to))
		return v;
	other = decide(w, &to, item);
	if (v == VERDICT_TRIGGERED) {
		*t = to;
		return other;
	}
	return other == VERDICT_CLEAR ? other : v;
}

size_t
ask_column(struct ask_work *w, size_t rule, size_t test, uint32_t item)
{
	const struct judgement *j = w->basis->judgement;
	struct ready_test t = test_ready(j, VARIANT_LAW, rule, test);

	choose_limit(w, &t, item);
	return test_column(j, &t, item);
}

bool
ask_stands(struct ask_work *w, size_t rule, size_t test, uint32_t item,
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
	v = out->is = choose_limit(w, &out->ready, item);
	out->upper = comparator_is_upper(out->ready.compare);
	if (v == VERDICT_CLEAR || v == VERDICT_TRIGGERED)
		return false;
	out->column = test_column(j, &out->ready, item);
	out->channel =
	    test_amount_column(j, &out->ready, item) - COLUMN_CHANNEL(0);
	if (ask_test_is_joint(out->ready.test))
		return true; /* the item alone tells nothing */
	trace_bounds(w->basis->trace, out->column, item, &x);
	limit = ask_limit(j, &out->ready, item);
	out->zero = mpq_sgn(out->ready.limit) == 0 || isinf(limit);
	out->width = x.hi - x.lo;
	out->above = isfinite(limit) ? x.hi - limit : x.hi;
	out->below = limit - x.lo;
	if (!isfinite(x.hi_err) || !isfinite(x.lo_err)) {
		/* doubles cannot tell */
		out->above = out->below = 0;
		return true;
	}
	if (isfinite(out->above))
		out->above -= x.hi_err + ASK_NEAR * (fabs(x.hi) + out->above);
	if (isfinite(out->below))
		out->below -= x.lo_err + ASK_NEAR * (fabs(x.lo) + out->below);
	return true;
}

/* Of a share, or of a year, the item alone says nothing: is what it is held
 * against known? */
bool
ask_is_held(const struct judgement *j, const struct rule_test *t, uint32_t item)
{
	const struct per_year *y;

	if (t->kind == TEST_VALUE_SHARE && mpq_sgn(t->limit) > 0)
		return test_item_value(j, item) != BOM_NONE;
	if (t->kind != TEST_ANNUAL)
		return true;
	y = test_per_year(j, t, item);
	return y != NULL && y->more == NULL;
}

bool
ask_amounts_decide(const struct ask_basis *b, size_t rule, uint32_t item)
{
	const struct booked_rule *booked = &b->book->rule[rule];
	const struct rule *r = booked->rule;

	for (size_t i = 0; i < r->ntest + r->nreading; i++) {
		const struct rule_test *t = &r->test[i];

		if (t->kind == TEST_ITEM &&
		    test_item(b->bom, t, false, item) != VERDICT_TRIGGERED)
			return false;
		if ((booked_seat(booked, i) == NULL ||
			t->kind == TEST_ANNUAL) &&
		    !ask_is_held(b->judgement, t, item))
			return false;
	}
	return true;
}
