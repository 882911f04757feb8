/* SPDX-License-Identifier: Apache-2.0 */
/* tests - one test of a rule for one item; see tests.h. */
#include "core/rules/tests.h"

#include "core/rules/among.h"
#include "core/rules/deal/transaction.h"
#include "core/rules/year.h"

#include <math.h>

struct ready_test
test_ready(const struct judgement *j, enum variant v, size_t rule, size_t test)
{
	const struct booked_rule *b = &j->book->rule[rule];
	const struct rule_test *of = booked_test(b, test);
	const struct test_columns *columns = &b->test[v][test];
	struct ready_test t = { of, columns, v, b, (enum comparator)of->compare,
		of->limit, of->limit_text, columns->margin, 0, 0 };

	num_enclose(t.limit, &t.limit_lo, &t.limit_hi);
	return t;
}

bool
test_ready_to(const struct ready_test *t, struct ready_test *out)
{
	const struct limit_to *to = t->test->to;

	if (to == NULL)
		return false;
	*out = *t;
	out->compare = (enum comparator)to->compare;
	out->limit = to->limit;
	out->limit_text = to->text;
	out->margin = t->columns->margin_to;
	num_enclose(out->limit, &out->limit_lo, &out->limit_hi);
	return true;
}

uint32_t
test_item_value(const struct judgement *j, uint32_t item)
{
	const struct item *i = &j->bom->item[item];

	return i->currency != 0 ? i->value : BOM_NONE;
}

size_t
test_amount_column(
    const struct judgement *j, const struct ready_test *t, uint32_t item)
{
	const struct rulebook *book = j->book;

	if (t->test->kind == TEST_VALUE_SHARE &&
	    test_item_value(j, item) != BOM_NONE)
		for (size_t k = 0; k < book->ncurrency; k++)
			if (book->currency[k] == j->bom->item[item].currency)
				return t->columns->amount[k];
	return t->columns->amount[0];
}

size_t
test_column(
    const struct judgement *j, const struct ready_test *t, uint32_t item)
{
	if (t->test->kind == TEST_MASS_SHARE)
		return t->margin;
	return test_amount_column(j, t, item);
}

/* Surely nothing is in it. */
static bool
is_zero(const struct bounds *x)
{
	return x->hi == 0 && x->hi_err == 0;
}

/* What an item comes to that holds nothing. */
static enum verdict
by_nothing(const struct ready_test *t)
{
	return comparator_is_upper(t->compare) ? VERDICT_TRIGGERED
					       : VERDICT_CLEAR;
}

/* Nothing meets an upper limit, whatever it is held against: doubles that
 * cannot tell whether there is anything leave that to exact numbers. */
static enum verdict
unless_nothing(
    const struct ready_test *t, const struct bounds *x, enum verdict v)
{
	return comparator_is_upper(t->compare) && v != VERDICT_TRIGGERED &&
		       x->hi - x->hi_err <= 0
		   ? VERDICT_COUNT
		   : v;
}

/* The least and greatest that limit * value can be, as doubles. */
static void
limit_of_value(const struct ready_test *t, const struct num_entry *value,
    double *lo, double *hi)
{
	*lo = *hi = 0;
	if (value->hi == 0 || t->limit_hi == 0)
		return;
	*lo = nextafter(t->limit_lo * value->lo, -INFINITY);
	*hi = nextafter(t->limit_hi * value->hi, INFINITY);
}

/* Of a lower limit that comes to nothing only what is there meets it. */
static enum comparator
held_against(const struct ready_test *t, bool nothing)
{
	return nothing && !comparator_is_upper(t->compare) ? COMPARE_ABOVE
							   : t->compare;
}

static enum verdict
decide_value(
    const struct judgement *j, const struct ready_test *t, uint32_t item)
{
	uint32_t value = test_item_value(j, item);
	struct bounds x;
	double lo = 0, hi = 0;

	j->evidence.bounds(
	    j->evidence.ctx, test_amount_column(j, t, item), item, &x);
	if (is_zero(&x))
		return by_nothing(t);
	if (value != BOM_NONE)
		limit_of_value(t, &j->bom->num.num[value], &lo, &hi);
	else if (t->limit_hi > 0)
		/* Whatever its value: little of a little one is a lot. */
		return x.hi - x.hi_err > 0 ? VERDICT_UNDECIDED : VERDICT_COUNT;
	return unless_nothing(
	    t, &x, decide_bounds(&x, held_against(t, hi == 0), lo, hi));
}

static enum verdict
decide_mass(
    const struct judgement *j, const struct ready_test *t, uint32_t item)
{
	struct bounds x, amount;
	enum verdict v;

	j->evidence.bounds(
	    j->evidence.ctx, t->columns->amount[0], item, &amount);
	if (is_zero(&amount))
		return by_nothing(t);
	j->evidence.bounds(j->evidence.ctx, t->margin, item, &x);
	v = decide_bounds(&x, t->compare, 0, 0);
	if (comparator_is_upper(t->compare))
		return unless_nothing(t, &amount, v);
	/* a margin of zero may be nothing of nothing */
	return v == VERDICT_TRIGGERED && x.lo == 0 && !x.lo_open ? VERDICT_COUNT
								 : v;
}

const struct per_year *
test_per_year(
    const struct judgement *j, const struct rule_test *t, uint32_t item)
{
	const struct per_year **of =
	    t->shipment ? j->book->per_shipment : j->book->per_year;
	const struct per_year *y = of != NULL ? of[item] : NULL;
	uint8_t dim = j->bom->item[item].dim;

	if (y != NULL && t->sum > 0)
		y = y->sum != NULL ? &y->sum[t->sum - 1] : NULL;
	/* an item that nobody measures goes out piece by piece */
	return y != NULL && y->has_quantity &&
		       y->dimension == (dim == DIM_NONE ? DIM_EACH : dim)
		   ? y
		   : NULL;
}

/* What one of the item may hold, so many of which go out: not none. */
static void
limit_of_one(const struct ready_test *t, mpq_srcptr many, mpq_t limit)
{
	mpq_div(limit, t->limit, many);
}

/* Of a quantity between two ends: what both come to. */
static enum verdict
at_both_ends(enum verdict least, enum verdict most)
{
	if (least == VERDICT_COUNT || most == VERDICT_COUNT)
		return VERDICT_COUNT;
	return least == most ? least : VERDICT_UNDECIDED;
}

/* Any number of it: something of it is more than any limit. */
static enum verdict
of_any_number(const struct ready_test *t, enum verdict some)
{
	if (!comparator_is_upper(t->compare) || some == VERDICT_COUNT)
		return some;
	return some == VERDICT_TRIGGERED ? VERDICT_CLEAR
	       : some == VERDICT_CLEAR   ? VERDICT_TRIGGERED
					 : some;
}

static enum verdict
decide_many(const struct ready_test *t, const struct bounds *x, mpq_srcptr many)
{
	double lo, hi;
	mpq_t limit;

	if (mpq_sgn(many) == 0)
		return by_nothing(t);
	mpq_init(limit);
	limit_of_one(t, many, limit);
	num_enclose(limit, &lo, &hi);
	mpq_clear(limit);
	return unless_nothing(t, x, decide_bounds(x, t->compare, lo, hi));
}

static enum verdict
decide_annual(
    const struct judgement *j, const struct ready_test *t, uint32_t item)
{
	const struct per_year *y = test_per_year(j, t->test, item);
	enum verdict v;
	struct bounds x;

	if (year_is_together(t, item))
		return year_decide(j, t, item);
	j->evidence.bounds(j->evidence.ctx, t->columns->amount[0], item, &x);
	if (is_zero(&x) || (y != NULL && per_year_is_none(y)))
		return by_nothing(t);
	if (y == NULL) /* however little it is: many of little are a lot */
		return x.hi - x.hi_err > 0 ? VERDICT_UNDECIDED : VERDICT_COUNT;
	v = decide_many(t, &x, y->quantity);
	if (y->more == NULL)
		return v;
	return at_both_ends(
	    v, y->more->endless
		   ? of_any_number(t, decide_bounds(&x, COMPARE_ABOVE, 0, 0))
		   : decide_many(t, &x, y->more->most));
}

enum verdict
test_decide(
    const struct judgement *j, const struct ready_test *t, uint32_t item)
{
	struct bounds x;

	switch (t->test->kind) {
	case TEST_ITEM:
		return test_item_itself(j, t, item);
	case TEST_MASS_SHARE:
		return decide_mass(j, t, item);
	case TEST_AMONG:
		return among_decide(j, t, item);
	case TEST_VALUE_SHARE:
		return decide_value(j, t, item);
	case TEST_ANNUAL:
		return decide_annual(j, t, item);
	default:
		j->evidence.bounds(
		    j->evidence.ctx, t->columns->amount[0], item, &x);
		return decide_bounds(&x, t->compare, t->limit_lo, t->limit_hi);
	}
}

static bool
is_zero_exact(const struct exact *x)
{
	return !x->hi_infinite && mpq_sgn(x->hi) <= 0;
}

static enum verdict
exact_value(const struct judgement *j, const struct ready_test *t,
    uint32_t item, const struct exact *x)
{
	uint32_t value = test_item_value(j, item);
	enum verdict v;
	mpq_t limit, view;

	if (is_zero_exact(x))
		return by_nothing(t);
	if (value == BOM_NONE && mpq_sgn(t->limit) > 0)
		return VERDICT_UNDECIDED;
	mpq_init(limit);
	if (value != BOM_NONE) {
		numtab_view(&j->bom->num, value, view);
		mpq_mul(limit, t->limit, view);
	}
	v = decide_exact(x, held_against(t, mpq_sgn(limit) == 0), limit);
	mpq_clear(limit);
	return v;
}

static enum verdict
exact_many(const struct ready_test *t, const struct exact *x, mpq_srcptr many)
{
	enum verdict v;
	mpq_t limit;

	if (mpq_sgn(many) == 0)
		return by_nothing(t);
	mpq_init(limit);
	limit_of_one(t, many, limit);
	v = decide_exact(x, t->compare, limit);
	mpq_clear(limit);
	return v;
}

static enum verdict
exact_annual(const struct judgement *j, const struct ready_test *t,
    uint32_t item, const struct exact *x)
{
	const struct per_year *y = test_per_year(j, t->test, item);
	enum verdict v, some;
	mpq_t zero;

	if (is_zero_exact(x) || (y != NULL && per_year_is_none(y)))
		return by_nothing(t);
	if (y == NULL)
		return VERDICT_UNDECIDED;
	v = exact_many(t, x, y->quantity);
	if (y->more == NULL)
		return v;
	if (!y->more->endless)
		return at_both_ends(v, exact_many(t, x, y->more->most));
	mpq_init(zero);
	some = decide_exact(x, COMPARE_ABOVE, zero);
	mpq_clear(zero);
	return at_both_ends(v, of_any_number(t, some));
}

bool
test_may_be_nothing(const struct exact *x)
{
	return !x->lo_infinite && mpq_sgn(x->lo) == 0 && !x->lo_open;
}

enum verdict
test_of_amount(const struct exact *amount)
{
	return is_zero_exact(amount) ? VERDICT_CLEAR : VERDICT_TRIGGERED;
}

enum verdict
test_of_nothing(const struct exact *amount, const struct exact *mass)
{
	enum verdict v = test_of_amount(amount);

	if (v == VERDICT_TRIGGERED && test_may_be_nothing(amount) &&
	    test_may_be_nothing(mass))
		return VERDICT_UNDECIDED;
	return v;
}

enum verdict
test_answered(const struct ready_test *t, enum verdict v,
    const struct exact *amount, const struct exact *mass)
{
	enum verdict most;

	if (comparator_is_upper(t->compare))
		return is_zero_exact(amount) ? VERDICT_TRIGGERED : v;
	most = test_of_nothing(amount, mass);
	return most < v ? most : v;
}

enum verdict
test_exact(const struct judgement *j, const struct ready_test *t, uint32_t item,
    const struct exact *x, bool *ask)
{
	enum verdict v;
	mpq_t zero;

	*ask = false;
	if (t->test->kind == TEST_VALUE_SHARE)
		return exact_value(j, t, item, x);
	if (t->test->kind == TEST_ANNUAL)
		return exact_annual(j, t, item, x);
	if (t->test->kind == TEST_PRESENCE)
		return decide_exact(x, t->compare, t->limit);
	mpq_init(zero);
	v = decide_exact(x, t->compare, zero);
	mpq_clear(zero);
	if (comparator_is_upper(t->compare)) {
		*ask = v != VERDICT_TRIGGERED && !x->hi_infinite &&
		       mpq_sgn(x->hi) == 0;
		return v;
	}
	*ask =
	    v != VERDICT_CLEAR && ((!x->lo_infinite && mpq_sgn(x->lo) == 0) ||
				      (!x->hi_infinite && mpq_sgn(x->hi) == 0));
	return v;
}
