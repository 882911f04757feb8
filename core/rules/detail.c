/* SPDX-License-Identifier: Apache-2.0 */
/* detail - the arithmetic behind one verdict; declared in judge.h. */
#include "core/rules/judge.h"
#include "core/rules/tests.h"

void
verdict_detail_init(struct verdict_detail *d)
{
	*d = (struct verdict_detail){ 0 };
	exact_init(&d->numerator);
	exact_init(&d->denominator);
	exact_init(&d->margin);
}

void
verdict_detail_clear(struct verdict_detail *d)
{
	exact_clear(&d->numerator);
	exact_clear(&d->denominator);
	exact_clear(&d->margin);
}

/* margin = numerator - limit * denominator, each end for itself. */
static void
fill_margin(struct verdict_detail *d)
{
	mpq_t work;

	mpq_init(work);
	exact_set(&d->margin, &d->numerator);
	exact_subtract_scaled(
	    &d->margin, d->test->limit, &d->denominator, work);
	mpq_clear(work);
}

static void
fill_value(const struct judgement *j, uint32_t item, struct verdict_detail *d)
{
	uint32_t value = test_item_value(j, item);
	mpq_t view;

	d->value_missing = value == BOM_NONE;
	if (d->value_missing) {
		d->currency = j->book->currency[0];
		exact_unknown(&d->denominator, false);
	} else {
		d->currency = j->bom->item[item].currency;
		numtab_view(&j->bom->num, value, view);
		mpq_set(d->denominator.lo, view);
		mpq_set(d->denominator.hi, view);
	}
	fill_margin(d);
}

/* Of a presence: the limit itself is what is taken off. */
static void
fill_presence(struct verdict_detail *d)
{
	mpq_set_ui(d->denominator.lo, 1, 1);
	mpq_set_ui(d->denominator.hi, 1, 1);
	fill_margin(d);
	exact_zero(&d->denominator);
}

static bool
is_point(const struct exact *x)
{
	return !x->lo_infinite && !x->hi_infinite && mpq_equal(x->lo, x->hi);
}

/* The verdict by exact amounts: the one that judge() came to. */
static enum verdict
verdict_of(const struct judgement *j, const struct ready_test *t, uint32_t item,
    const struct verdict_detail *d)
{
	bool nothing =
		 !d->numerator.hi_infinite && mpq_sgn(d->numerator.hi) <= 0,
	     ask;
	enum verdict v, most;

	if (nothing && d->has_denominator)
		return VERDICT_CLEAR;
	v = test_exact(j, t, item,
	    t->test->kind == TEST_MASS_SHARE ? &d->margin : &d->numerator,
	    &ask);
	most = ask ? test_of_nothing(&d->numerator, &d->denominator) : v;
	return most < v ? most : v;
}

/*
 * judgement_detail - numerator, denominator and margin of one test.
 *
 * Out:	d     all exact
 * Err:	what the exact evidence refuses; d is then partly filled
 */
enum status
judgement_detail(const struct judgement *j, enum variant v, size_t rule,
    size_t test, uint32_t item, struct verdict_detail *d, struct error *err)
{
	struct ready_test t = test_ready(j, v, rule, test);
	enum status st;

	verdict_detail_clear(d);
	verdict_detail_init(d);
	d->test = t.test;
	if (t.test->kind == TEST_ITEM) {
		d->verdict = test_decide(j, &t, item);
		return ST_OK;
	}
	d->has_denominator = t.test->kind != TEST_PRESENCE;
	st = watch_ask(
	    j, test_amount_column(j, &t, item), item, &d->numerator, err);
	if (st == ST_OK && t.test->kind == TEST_MASS_SHARE) {
		st = watch_ask(j, COLUMN_MASS, item, &d->denominator, err);
		if (st == ST_OK)
			st = watch_ask(
			    j, t.columns->margin, item, &d->margin, err);
	}
	if (st != ST_OK)
		return st;
	if (t.test->kind == TEST_VALUE_SHARE)
		fill_value(j, item, d);
	else if (t.test->kind == TEST_PRESENCE)
		fill_presence(d);
	d->verdict = verdict_of(j, &t, item, d);
	d->not_sharp = t.test->kind == TEST_MASS_SHARE &&
		       d->verdict == VERDICT_UNDECIDED &&
		       !is_point(&d->denominator);
	return ST_OK;
}
