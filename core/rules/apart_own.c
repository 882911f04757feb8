/* SPDX-License-Identifier: Apache-2.0 */
/*
 * apart_own - every item by itself against the limit, element by element; see
 * apart_work.h.
 */
#include "core/rules/apart_work.h"

#include <math.h>

/* One test for all items, into the cell. */
static enum status
sit_one(
    const struct apart_bench *w, const struct ready_test *t, enum seat_cell c)
{
	struct sitting s = { .on = w->on, .cell = w->base + apart_cell_at[c] };

	sitting_take(&s, t);
	return sit(&s);
}

/* Is there anything of the numerator in an item beside its parts? */
static enum status
sit_own(const struct apart_bench *w, const struct ready_test *t)
{
	struct rule_test any = *t->test;
	struct test_columns columns = { .amount = { t->columns->own } };
	struct ready_test own = { &any, &columns, t->variant, NULL,
		COMPARE_ABOVE, any.limit, "", COLUMN_NONE, 0, 0 };
	enum status st;

	any.kind = TEST_PRESENCE;
	any.to = NULL;
	any.together = false;
	mpq_init(any.limit);
	st = sit_one(w, &own, SEAT_MORE);
	mpq_clear(any.limit);
	return st;
}

/*
 * What the limit makes of an item.  Of one that is put together of several
 * materials only the mean is known: where that is beyond the limit one of the
 * materials is, for none is beyond the greatest of them; and where nothing is
 * in it, nothing is in any.  Of an upper limit likewise the least of them is at
 * most the mean; but nothing in it may be a material in which there is nothing.
 * That a mean lies between two limits says nothing of any material.
 */
static uint8_t
own_verdict(
    const struct apart_bench *w, const struct ready_test *t, uint32_t item)
{
	const struct evidence *e = &w->on->j->evidence;
	uint8_t v = *apart_cell(w, item, SEAT_WORK);

	if (w->surely && v == VERDICT_UNDECIDED && !test_has_upper(w->test) &&
	    e->can_meet(e->ctx, t, item))
		v = VERDICT_TRIGGERED;
	if (w->test->per != LEVEL_MATERIAL ||
	    (v == VERDICT_TRIGGERED && w->test->to == NULL) ||
	    apart_is_material(w->b, w->test, item))
		return v;
	return *apart_cell(w, item, SEAT_MORE) == VERDICT_CLEAR &&
		       !test_is_upper(w->test)
		   ? VERDICT_CLEAR
		   : VERDICT_UNDECIDED;
}

size_t
apart_test_of(const struct booked_rule *rule, const struct seat *s, size_t test,
    uint8_t turn)
{
	if (s->nturn == 0)
		return test;
	return rule->rule->ntest + rule->rule->nreading + s->first + turn;
}

/* How much of the limit the item is, for the order alone; of an upper one, the
 * less the more. */
static double
weight_by(const struct apart_bench *w, uint32_t item, uint8_t turn, bool least)
{
	const struct judgement *j = w->on->j;
	struct ready_test t = test_ready(j, w->on->v, w->rule_at,
	    apart_test_of(w->rule, w->seat, w->test_at, turn));
	uint32_t value = test_item_value(j, item);
	bool upper = test_is_upper(w->test), low = least != upper;
	struct bounds x, in = { .lo = 1, .hi = 1 };
	double over, under, weight;

	j->evidence.bounds(
	    j->evidence.ctx, test_amount_column(j, &t, item), item, &x);
	if (t.test->kind == TEST_MASS_SHARE)
		j->evidence.bounds(j->evidence.ctx, COLUMN_MASS, item, &in);
	else if (t.test->kind == TEST_AMONG)
		j->evidence.bounds(j->evidence.ctx, t.columns->rest, item, &in);
	else if (t.test->kind == TEST_VALUE_SHARE && value != BOM_NONE)
		in.lo = in.hi = j->bom->num.num[value].lo;
	over = low ? x.lo : x.hi;
	under = low ? in.hi : in.lo;
	if (over <= 0)
		return 0;
	weight = isfinite(under) && under > 0 ? over / under
		 : isfinite(under)            ? INFINITY
					      : 0;
	return upper ? -weight : weight;
}

static double
weight_of(const struct apart_bench *w, uint32_t item, bool least)
{
	return weight_by(w, item, *apart_cell(w, item, SEAT_TURN), least);
}

/* The worst of the elements so far, and of equals the one nearer to the limit,
 * or further beyond it. */
static void
take_turn(const struct apart_bench *w, const struct ready_test *t, uint8_t turn)
{
	for (size_t i = 0; i < w->on->n; i++) {
		uint32_t item = docket_item(w->on, i);
		uint8_t v = own_verdict(w, t, item);
		uint8_t *own = apart_cell(w, item, SEAT_OWN);
		bool least = v == VERDICT_TRIGGERED;

		if (turn > 0 &&
		    (v < *own ||
			(v == *own && weight_by(w, item, turn, least) <=
					  weight_of(w, item, least))))
			continue;
		*own = v;
		*apart_cell(w, item, SEAT_TURN) = turn;
	}
}

enum status
apart_judge_own(const struct apart_bench *w)
{
	size_t nturn = w->seat->nturn, n = nturn > 0 ? nturn : 1;
	size_t first =
	    w->rule->rule->ntest + w->rule->rule->nreading + w->seat->first;
	enum status st = ST_OK;

	for (size_t k = 0; st == ST_OK && k < n; k++) {
		struct ready_test t = test_ready(w->on->j, w->on->v, w->rule_at,
		    nturn > 0 ? first + k : w->test_at);

		st = sit_one(w, &t, SEAT_WORK);
		if (st == ST_OK && w->test->per == LEVEL_MATERIAL)
			st = sit_own(w, &t);
		if (st == ST_OK)
			take_turn(w, &t, (uint8_t)k);
	}
	if (st == ST_OK && w->test->per == LEVEL_ARTICLE) {
		struct ready_test all =
		    test_ready(w->on->j, w->on->v, w->rule_at, w->test_at);

		st = sit_own(w, &all);
	}
	return st;
}

bool
apart_outweighs(const struct apart_bench *w, const struct apart_parts *a,
    const struct apart_parts *b)
{
	bool least = a->handed == HANDED_TRIGGERED;

	if (a->handed != b->handed)
		return a->handed > b->handed;
	if (a->unit == BOM_NONE || a->unit == b->unit)
		return false;
	return b->unit == BOM_NONE ||
	       weight_of(w, a->unit, least) > weight_of(w, b->unit, least);
}
