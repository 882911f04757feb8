/* SPDX-License-Identifier: Apache-2.0 */
/* tests - one test of a rule for one item; see tests.h. */
#include "core/rules/tests.h"

#include "core/rules/among.h"

#include "core/rules/deal/document.h"
#include "core/rules/deal/transaction.h"
#include "core/rules/year.h"
#include "core/trace/share.h"

#include <math.h>
#include <string.h>

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

/*
 * Was the item itself made in one of the countries?  Where its last stage
 * took place, whatever rare earth that is said of.
 */
static enum verdict
made_in(const struct bom *b, const struct origin_rule *where, bool presumed,
    uint32_t item)
{
	const struct stages_of of = { item, NULL, -1 };
	struct channel last = { .policy = POLICY_LAST_STAGE,
		.technology = where->technology,
		.elsewhere = where->elsewhere,
		.presumed = presumed };
	enum verdict v = where->deemed ? VERDICT_TRIGGERED : VERDICT_UNDECIDED;
	struct share_by by;
	struct stages stages;
	struct exact share;

	if (!stages_are_spoken_of(b, &of))
		return v;
	memcpy(last.country, where->country, sizeof(last.country));
	stages_init(&stages);
	exact_init(&share);
	stages_find(b, &last, &of, &stages);
	share_of_stages(&last, &stages, &share, &by);
	if (mpq_cmp_ui(share.lo, 1, 1) == 0)
		v = VERDICT_TRIGGERED;
	else if (mpq_sgn(share.hi) == 0 && by.low != 0)
		v = VERDICT_CLEAR;
	exact_clear(&share);
	stages_clear(&stages);
	return v;
}

/* Of two codes, is one under the other? */
static bool
is_under(struct str code, struct str heading)
{
	return heading.n <= code.n && memcmp(code.p, heading.p, heading.n) == 0;
}

/* Is the tariff code under one of those of the test?  One of fewer digits than
 * that takes may be. */
static enum verdict
of_code(const struct rule_test *t, struct str text)
{
	char digits[10];
	struct str code = { digits, 0 }, one, list = str_of(t->hs);
	enum verdict v = VERDICT_CLEAR;
	size_t at = 0;

	for (size_t i = 0; i < text.n && code.n < sizeof(digits); i++)
		if (text.p[i] >= '0' && text.p[i] <= '9')
			digits[code.n++] = text.p[i];
	if (code.n < 4)
		return VERDICT_UNDECIDED;
	while ((one = document_word(list, &at)).n > 0)
		if (is_under(code, one))
			v = VERDICT_TRIGGERED;
		else if (v == VERDICT_CLEAR && is_under(one, code))
			v = VERDICT_UNDECIDED;
	if (!t->hs_not || v == VERDICT_UNDECIDED)
		return v;
	return v == VERDICT_TRIGGERED ? VERDICT_CLEAR : VERDICT_TRIGGERED;
}

static void
take_number(const struct bom *b, uint32_t id, mpq_ptr out)
{
	mpq_t view;

	numtab_view(&b->num, id, view);
	mpq_set(out, view);
}

/* What one of the item costs, in the currency of the limit. */
static enum verdict
of_value(const struct bom *b, const struct own_limit *limit, uint32_t item)
{
	const struct item *it = &b->item[item];
	uint32_t to = bom_text_find(b, str_of(limit->currency));
	enum verdict v = VERDICT_UNDECIDED;
	struct exact x;

	if (it->value == BOM_NONE || it->currency == 0 || to == INTERN_NONE)
		return v;
	exact_init(&x);
	if (bom_rate(b, it->currency, to, x.lo, x.hi)) {
		mpq_t value;

		mpq_init(value);
		take_number(b, it->value, value);
		mpq_mul(x.lo, x.lo, value);
		mpq_mul(x.hi, x.hi, value);
		mpq_clear(value);
		v = decide_exact(
		    &x, (enum comparator)limit->compare, limit->limit);
	}
	exact_clear(&x);
	return v;
}

/* What it weighs, as it is stated. */
static enum verdict
of_mass(const struct bom *b, const struct own_limit *limit, uint32_t item)
{
	const struct item *it = &b->item[item];
	enum verdict v;
	struct exact x;

	if (!it->has_mass)
		return VERDICT_UNDECIDED;
	exact_init(&x);
	take_number(b, it->mass.lo, x.lo);
	x.lo_open = it->mass.lo_open;
	x.hi_infinite = it->mass.hi == NUM_INFINITE;
	if (!x.hi_infinite)
		take_number(b, it->mass.hi, x.hi);
	x.hi_open = it->mass.hi_open;
	v = decide_exact(&x, (enum comparator)limit->compare, limit->limit);
	exact_clear(&x);
	return v;
}

/* What it weighs with all that is in it, where nobody states that. */
static enum verdict
of_parts(
    const struct judgement *j, const struct own_limit *limit, uint32_t item)
{
	const struct evidence *e = &j->evidence;
	struct error ignored = { 0 };
	struct bounds x;
	enum verdict v;
	struct exact y;
	double lo, hi;

	num_enclose(limit->limit, &lo, &hi);
	e->bounds(e->ctx, COLUMN_MASS, item, &x);
	v = decide_bounds(&x, (enum comparator)limit->compare, lo, hi);
	if (v != VERDICT_COUNT)
		return v;
	exact_init(&y);
	v = e->exact(e->ctx, COLUMN_MASS, &item, 1, &y, &ignored) == ST_OK
		? decide_exact(
		      &y, (enum comparator)limit->compare, limit->limit)
		: VERDICT_UNDECIDED;
	exact_clear(&y);
	return v;
}

/*
 * test_item - the item itself.
 *
 * Out:	clear for another form, or made elsewhere; undecided where the form
 *	or the country of manufacture is not known
 */
enum verdict
test_item(const struct bom *b, const struct rule_test *t, bool presumed,
    uint32_t item)
{
	uint8_t form = b->item[item].form;
	enum verdict v = VERDICT_TRIGGERED, made;

	if (t->forms == 0)
		v = VERDICT_TRIGGERED; /* of whatever form */
	else if (form == FORM_UNKNOWN || (t->unsettled >> form & 1) != 0 ||
		 (t->forms_not && form == FORM_MATERIAL &&
		     !(t->forms >> form & 1)))
		v = VERDICT_UNDECIDED; /* a material may be of any form */
	else if (!(t->forms >> form & 1) != t->forms_not)
		return VERDICT_CLEAR;
	if (t->hs != NULL && v != VERDICT_CLEAR) {
		enum verdict of = of_code(t, bom_text_get(b, b->item[item].hs));

		v = of < v ? of : v;
	}
	if (t->mass != NULL && v != VERDICT_CLEAR) {
		enum verdict of = of_mass(b, t->mass, item);

		v = of < v ? of : v;
	}
	if (t->value != NULL && v != VERDICT_CLEAR) {
		enum verdict of = of_value(b, t->value, item);

		v = of < v ? of : v;
	}
	if (t->origin == NULL || v == VERDICT_CLEAR)
		return v;
	made = made_in(b, t->origin, presumed, item);
	return made < v ? made : v;
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

/* Of an item whose mass nobody states its parts tell it. */
static enum verdict
decide_item(
    const struct judgement *j, const struct ready_test *t, uint32_t item)
{
	bool presumed = t->variant == VARIANT_PRESUMED;
	struct rule_test rest = *t->test;
	enum verdict v, of;

	if (rest.mass == NULL || j->bom->item[item].has_mass)
		return test_item(j->bom, t->test, presumed, item);
	rest.mass = NULL;
	v = test_item(j->bom, &rest, presumed, item);
	if (v == VERDICT_CLEAR)
		return v;
	of = of_parts(j, t->test->mass, item);
	return of < v ? of : v;
}

enum verdict
test_decide(
    const struct judgement *j, const struct ready_test *t, uint32_t item)
{
	struct bounds x;

	switch (t->test->kind) {
	case TEST_ITEM:
		return decide_item(j, t, item);
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
