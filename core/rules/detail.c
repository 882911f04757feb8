/* SPDX-License-Identifier: Apache-2.0 */
/* detail - the arithmetic behind one verdict; declared in judge.h. */
#include "core/rules/among.h"
#include "core/rules/apart.h"
#include "core/rules/deal/transaction.h"
#include "core/rules/judge.h"
#include "core/rules/year.h"

void
verdict_detail_init(struct verdict_detail *d)
{
	*d = (struct verdict_detail){ 0 };
	exact_init(&d->numerator);
	exact_init(&d->denominator);
	exact_init(&d->margin);
	exact_init(&d->share);
}

void
verdict_detail_clear(struct verdict_detail *d)
{
	exact_clear(&d->numerator);
	exact_clear(&d->denominator);
	exact_clear(&d->margin);
	exact_clear(&d->share);
}

/* margin = numerator - limit * denominator, each end for itself. */
static void
fill_margin(struct verdict_detail *d)
{
	mpq_t work;

	mpq_init(work);
	exact_set(&d->margin, &d->numerator);
	exact_subtract_scaled(&d->margin, d->limit, &d->denominator, work);
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

/* Of a mass of a year: so many times what one holds. */
static void
fill_annual(const struct judgement *j, const struct rule_test *t, uint32_t item,
    struct verdict_detail *d)
{
	struct exact *n = &d->numerator, all;
	mpq_t work;

	mpq_init(work);
	exact_init(&all);
	d->per_year = test_per_year(j, t, item);
	if (d->per_year != NULL) {
		if (!per_year_is_none(d->per_year) &&
		    (n->hi_infinite || mpq_sgn(n->hi) > 0))
			per_year_times(d->per_year, n, &all, work);
		exact_set(n, &all);
	} else if (n->hi_infinite || mpq_sgn(n->hi) > 0) {
		exact_unknown(n, false);
	}
	exact_clear(&all);
	mpq_clear(work);
	fill_presence(d);
}

/* The verdict by exact amounts: the one that judge() came to. */
static enum verdict
verdict_of(const struct judgement *j, const struct ready_test *t, uint32_t item,
    const struct verdict_detail *d)
{
	bool nothing =
		 !d->numerator.hi_infinite && mpq_sgn(d->numerator.hi) <= 0,
	     ask;
	enum verdict v;

	if (nothing && d->has_denominator)
		return comparator_is_upper(t->compare) ? VERDICT_TRIGGERED
						       : VERDICT_CLEAR;
	v = test_exact(j, t, item,
	    t->test->kind == TEST_MASS_SHARE ? &d->margin : &d->numerator,
	    &ask);
	return ask ? test_answered(t, v, &d->numerator, &d->denominator) : v;
}

/*
 * The share, never on the other side of the limit than the margin, which
 * decides: it may know better than the ends of the two amounts.
 */
static void
agree_with_margin(struct verdict_detail *d)
{
	const struct exact *m = &d->margin;
	mpq_srcptr limit = d->limit;

	if (!m->lo_infinite && mpq_sgn(m->lo) >= 0 &&
	    mpq_cmp(d->share.lo, limit) < 0)
		exact_raise_lo(
		    &d->share, limit, m->lo_open || mpq_sgn(m->lo) > 0);
	if (!m->hi_infinite && mpq_sgn(m->hi) <= 0)
		exact_lower_hi(
		    &d->share, limit, m->hi_open || mpq_sgn(m->hi) < 0);
}

/* Does the share decide what the margin left open? */
static bool
decides_more(const struct verdict_detail *d)
{
	return d->verdict == VERDICT_UNDECIDED &&
	       decide_exact(&d->share, d->compare, d->limit) !=
		   VERDICT_UNDECIDED;
}

/*
 * Numerator and denominator bounded together.  A verdict stands as judge()
 * gave it for all items alike: where a closer look at this one would decide
 * more, the wider bounds are shown, and that they are not sharp.
 */
static enum status
look_closely(const struct judgement *j, const struct ready_test *t,
    uint32_t item, struct verdict_detail *d, struct error *err)
{
	struct exact amount;
	enum status st;

	exact_init(&amount);
	exact_set(&amount, &d->numerator);
	st = j->evidence.share(j->evidence.ctx, test_amount_column(j, t, item),
	    item, &amount, &d->denominator, &d->share, err);
	if (st == ST_OK && decides_more(d)) {
		exact_quotient(&d->share, &d->numerator, &d->denominator);
		exact_loosen(&d->share);
	} else if (st == ST_OK) {
		exact_set(&d->numerator, &amount);
	}
	exact_clear(&amount);
	return st;
}

static bool
is_loose(const struct exact *x)
{
	return (x->lo_loose || x->hi_loose) && !exact_is_point(x);
}

static enum status
fill_share(const struct judgement *j, const struct ready_test *t, uint32_t item,
    bool closely, struct verdict_detail *d, struct error *err)
{
	enum status st = ST_OK;

	exact_quotient(&d->share, &d->numerator, &d->denominator);
	if (!d->denominator.hi_infinite && mpq_sgn(d->denominator.hi) == 0 &&
	    mpq_sgn(d->numerator.hi) == 0) {
		exact_zero(&d->share); /* of nothing */
		return ST_OK;
	}
	if (t->test->kind != TEST_MASS_SHARE) {
		/* what an item costs has nothing to do with what is in it */
		d->share.lo_loose = d->numerator.lo_loose;
		d->share.hi_loose = d->numerator.hi_loose;
		return ST_OK;
	}
	if (closely && j->evidence.share != NULL && !t->test->as_oxide)
		st = look_closely(j, t, item, d, err);
	agree_with_margin(d);
	return st;
}

/* What counts, and all that it is a share of. */
static enum status
find_among(const struct judgement *j, const struct ready_test *t, uint32_t item,
    struct verdict_detail *d, struct error *err)
{
	struct exact rest;
	enum status st;

	exact_init(&rest);
	st = watch_ask(j, t->columns->rest, item, &rest, err);
	if (st == ST_OK) {
		d->has_denominator = true;
		if (t->test->of_item)
			among_item(
			    &d->numerator, &rest, &d->denominator, &d->share);
		else
			among_share(
			    &d->numerator, &rest, &d->denominator, &d->share);
		among_margin_exact(t, &d->numerator, &rest, &d->margin);
		d->verdict = among_exact(t, &d->numerator, &rest);
		d->not_sharp = is_loose(&d->share);
	}
	exact_clear(&rest);
	return st;
}

/* Of all that goes out together; of an item that holds none, of itself. */
static enum status
find_together(const struct judgement *j, const struct ready_test *t,
    struct verdict_detail *d, struct error *err)
{
	struct exact own;
	enum status st;

	exact_init(&own);
	exact_set(&own, &d->numerator);
	st = year_total(j, t, &d->numerator, err);
	if (st == ST_OK) {
		d->verdict = year_exact(t, &d->numerator, &own);
		d->together = t->rule->nout;
		d->perhaps = d->verdict !=
			     decide_exact(&d->numerator, t->compare, t->limit);
		if (d->perhaps && d->verdict == VERDICT_CLEAR) {
			exact_set(&d->numerator, &own);
			d->together = 0;
			d->perhaps = false;
		}
		fill_presence(d);
		d->not_sharp = is_loose(&d->numerator);
	}
	exact_clear(&own);
	return st;
}

static enum status
find_detail(const struct judgement *j, const struct ready_test *ready,
    uint32_t item, bool closely, struct verdict_detail *d, struct error *err)
{
	struct ready_test t = *ready;
	enum status st;

	if (t.test->kind == TEST_ITEM) {
		d->verdict = test_decide(j, &t, item);
		return ST_OK;
	}
	if (t.test->by_value)
		d->currency = j->book->currency[0];
	if (t.test->currency != NULL)
		d->currency = bom_text_find(j->bom, str_of(t.test->currency));
	d->has_denominator =
	    t.test->kind != TEST_PRESENCE && t.test->kind != TEST_ANNUAL;
	st = watch_ask(
	    j, test_amount_column(j, &t, item), item, &d->numerator, err);
	if (st == ST_OK && t.test->kind == TEST_MASS_SHARE) {
		st = watch_ask(j, COLUMN_MASS, item, &d->denominator, err);
		if (st == ST_OK)
			st = watch_ask(j, t.margin, item, &d->margin, err);
	}
	if (st == ST_OK && year_is_together(&t, item))
		return find_together(j, &t, d, err);
	if (st == ST_OK && t.test->kind == TEST_AMONG)
		return find_among(j, &t, item, d, err);
	if (st != ST_OK)
		return st;
	if (t.test->kind == TEST_VALUE_SHARE)
		fill_value(j, item, d);
	else if (t.test->kind == TEST_PRESENCE)
		fill_presence(d);
	d->verdict = verdict_of(j, &t, item, d);
	if (t.test->kind == TEST_ANNUAL)
		fill_annual(j, t.test, item, d);
	if (d->has_denominator)
		st = fill_share(j, &t, item, closely, d, err);
	d->not_sharp = is_loose(&d->numerator) ||
		       (d->has_denominator && is_loose(&d->share));
	return st;
}

/*
 * judgement_detail - numerator, denominator and margin of one test.
 *
 * Out:	d     all exact
 * Err:	what the exact evidence refuses; d is then partly filled
 */
enum status
judgement_detail(const struct judgement *j, enum variant v, size_t rule,
    size_t test, uint32_t item, bool closely, struct verdict_detail *d,
    struct error *err)
{
	enum verdict lower;
	enum status st =
	    judgement_detail_of(j, v, rule, test, item, closely, false, d, err);

	if (st != ST_OK || d->test->to == NULL || d->unit == BOM_NONE ||
	    d->of_limit == VERDICT_CLEAR)
		return st;
	lower = d->of_limit;
	st = judgement_detail_of(j, v, rule, test, item, closely, true, d, err);
	return st != ST_OK || d->of_limit < lower
		   ? st
		   : judgement_detail_of(
			 j, v, rule, test, item, closely, false, d, err);
}

enum status
judgement_detail_of(const struct judgement *j, enum variant v, size_t rule,
    size_t test, uint32_t item, bool closely, bool to, struct verdict_detail *d,
    struct error *err)
{
	struct decider by = { .unit = item, .test = test };
	bool apart = apart_decider(j, v, rule, test, item, &by);
	struct ready_test t = test_ready(j, v, rule, by.test), upper;
	enum status st;

	if (to && test_ready_to(&t, &upper))
		t = upper;
	verdict_detail_clear(d);
	verdict_detail_init(d);
	d->test = t.test;
	d->compare = t.compare;
	d->limit = t.limit;
	d->limit_text = t.limit_text;
	d->unit = by.unit;
	d->at = by.test;
	d->apart = apart;
	d->loose = by.loose;
	d->mean = by.mean;
	d->perhaps = by.perhaps;
	if (by.unit == BOM_NONE)
		return ST_OK; /* nothing is held against the limit: clear */
	st = find_detail(j, &t, by.unit, closely, d, err);
	d->of_limit = d->verdict;
	if (apart)
		d->verdict = by.verdict;
	return st;
}
