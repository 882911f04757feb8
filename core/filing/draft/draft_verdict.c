/* SPDX-License-Identifier: Apache-2.0 */
/*
 * draft_verdict - each rule with its verdict and the arithmetic behind it.
 *
 * A margin is numerator - limit * denominator (of a presence: numerator -
 * limit), bounded together; the verdict of a test is the margin against zero.
 */
#include "core/filing/draft/draft_parts.h"

#include "core/bom/link/extract.h"
#include "core/rules/deal/sent.h"
#include "core/rules/turns.h"
#include "core/rules/valuation.h"

#include <stdlib.h>
#include <string.h>

static const char *const counts[] = {
	[COUNT_ELEMENT] = "element",
	[COUNT_MATERIAL] = "material",
	[COUNT_ITEM] = "item",
};

/* "magnet target" */
static void
put_forms(struct drafting *d, const char *attr, uint32_t forms)
{
	char text[400] = "";
	size_t n = 0;

	if (forms == 0)
		return;
	for (int f = 0; f < FORM_COUNT; f++) {
		const char *name = form_name((enum form)f);
		size_t more = strlen(name);

		if (!(forms >> f & 1) || n + more + 2 > sizeof(text))
			continue;
		if (n > 0)
			text[n++] = ' ';
		memcpy(text + n, name, more + 1);
		n += more;
	}
	draft_text(d, attr, str_of(text));
}

/* "at-most 10 g" */
static void
put_own(struct drafting *d, const char *attr, const struct own_limit *x)
{
	char text[120] = "";

	if (x == NULL)
		return;
	str_add(text, sizeof(text), "%s %s",
	    comparator_name((enum comparator)x->compare), x->text);
	draft_text(d, attr, str_of(text));
}

/* What the test asks: the same for every product. */
static void
put_question(struct drafting *d, const struct verdict_detail *x)
{
	const struct rule_test *t = x->test;

	draft_text(d, "kind", str_of(test_name(t)));
	put_forms(d, t->forms_not ? "not-forms" : "forms", t->forms);
	put_own(d, "item-mass", t->mass);
	put_own(d, "item-value", t->value);
	put_forms(d, "stops-at", t->stop);
	if (t->per != LEVEL_ITEM) {
		draft_text(d, "per", str_of(level_name((enum level)t->per)));
		put_forms(d, "per-forms", t->units);
	}
	if (t->each != EACH_SUM)
		draft_text(d, "each", str_of(each_name((enum each)t->each)));
	if (t->over != OVER_SHIPMENT)
		draft_text(d, "over", str_of(over_name((enum over)t->over)));
	if (test_is_money(t))
		draft_text(d, "counts", str_of(counts[t->counts]));
	if (t->of != NULL)
		draft_text(d, "of", str_of(t->of->id));
	if (t->among != NULL)
		draft_text(d, "among", str_of(t->among->id));
	if (t->origin != NULL)
		draft_text(d, "origin", str_of(t->origin->id));
	if (t->as_oxide)
		draft_text(d, "stated-as",
		    t->as_named ? STR("substance") : STR("oxide"));
	draft_flag(d, "process", t->process);
	if (t->clause != NULL)
		draft_text(d, "clause", str_of(t->clause->id));
	if (t->kind == TEST_ITEM)
		return;
	draft_text(d, "compare", str_of(comparator_sign(x->compare)));
	draft_number(d, "limit", x->limit);
	if (x->limit_text != NULL)
		draft_text(d, "limit-text", str_of(x->limit_text));
	if (t->rounded != NULL) {
		bool upper = t->to != NULL && comparator_is_upper(x->compare);

		draft_text(d, "rounded-to", str_of(t->rounded));
		draft_text(d, "rounding",
		    str_of(rounding_name((enum rounding)t->rounding)));
		draft_text(d, "limit-of-law",
		    str_of(upper ? t->to->law.text : t->law.text));
	}
	if (t->to != NULL)
		draft_text(d, "end",
		    comparator_is_upper(x->compare) ? STR("upper")
						    : STR("lower"));
}

/* Of what in the product the numbers are, where it is not the product. */
static void
put_decider(struct drafting *d, const struct verdict_detail *x)
{
	if (!x->apart)
		return;
	draft_flag(d, "none", x->unit == BOM_NONE);
	if (x->unit == BOM_NONE)
		return;
	draft_text(d, "decided-by", bom_part(d->b, x->unit));
	if (x->test->each == EACH_ELEMENT)
		draft_text(d, "element",
		    str_of(element_at(__builtin_ctz(x->test->of->elements))
			       ->symbol));
	if (x->test->each == EACH_SUBSTANCE) {
		draft_substance(d, turn_substance(x->test));
		draft_flag(d, "unnamed", turn_substance(x->test) == BOM_NONE);
	}
	if (x->test->each == EACH_COUNTRY) {
		if (turn_country(x->test) != NULL)
			draft_text(d, "country", str_of(turn_country(x->test)));
		draft_flag(d, "unnamed", turn_country(x->test) == NULL);
	}
	if (each_is_party((enum each)x->test->each)) {
		if (x->test->party != NULL)
			draft_text(d, "party", str_of(x->test->party));
		draft_flag(d, "unnamed", x->test->party == NULL);
	}
	draft_flag(d, "mean", x->mean);
	draft_flag(d, "perhaps", x->perhaps || x->loose);
}

static void
put_amounts(struct drafting *d, const struct verdict_detail *x)
{
	bool value = test_is_money(x->test);
	/* none where there is no price */
	struct str unit = !value             ? STR("g")
			  : x->currency != 0 ? bom_text_get(d->b, x->currency)
					     : STR("");

	draft_exact(d, "numerator", &x->numerator, unit);
	if (x->has_denominator)
		draft_exact(d, "denominator", &x->denominator, unit);
	draft_exact(d, "margin", &x->margin, unit);
}

/* Which reading of the rule the test is, and whether the verdict goes by it. */
static void
put_reading(struct drafting *d, size_t rule, size_t test, enum variant v)
{
	const struct booked_rule *b = &d->book->rule[rule];
	size_t k = test - b->rule->ntest;

	if (test < b->rule->ntest)
		return;
	draft_text(d, b->rule->either ? "way" : "reading",
	    str_of(b->rule->reading[k].id));
	draft_flag(d, "chosen", v == VARIANT_POLICY && k == b->chosen);
}

/* By whose prices; and whether what was paid is shared out by mass. */
static void
put_method(struct drafting *d, enum variant v, size_t rule, size_t test)
{
	bool by_mass;
	enum value_method m = rulebook_method(d->book, v, rule, test, &by_mass);

	if (m != METHOD_UNSAID)
		draft_text(d, "method", str_of(value_method_name(m)));
	if (by_mass)
		draft_text(d, "allocate", STR("mass"));
}

/* Of a range each end by itself: what decides is both, unless something else
 * than the amount does. */
static enum verdict
verdict_of(const struct verdict_detail *x)
{
	return x->test->to == NULL || x->mean || x->perhaps || x->loose ||
		       x->unit == BOM_NONE
		   ? x->verdict
		   : x->of_limit;
}

/* to: of the upper end of a range. */
static enum status
put_limit(struct drafting *d, const struct judgement *j, enum variant v,
    size_t rule, size_t test, bool to)
{
	struct verdict_detail x;
	enum status st;

	verdict_detail_init(&x);
	st = judgement_detail_of(
	    j, v, rule, test, d->at->item, true, to, &x, d->err);
	if (st == ST_OK) {
		canon_open(&d->w, "calculation");
		put_reading(d, rule, test, v);
		put_question(d, &x);
		put_decider(d, &x);
		put_method(d, v, rule, test);
		if (x.together > 0)
			draft_count(d, "together", x.together);
		draft_flag(d, "perhaps", x.together > 0 && x.perhaps);
		if (x.per_year != NULL)
			draft_text(
			    d, "per-year", str_of(x.per_year->quantity_text));
		draft_text(d, "is", str_of(verdict_name(verdict_of(&x))));
		draft_flag(d, "value-missing", x.value_missing);
		draft_flag(d, "not-proven-sharp", x.not_sharp);
		if (x.test->kind != TEST_ITEM && x.unit != BOM_NONE)
			put_amounts(d, &x);
		canon_close(&d->w);
	}
	verdict_detail_clear(&x);
	return st;
}

/* A test; of a range both of its ends. */
static enum status
put_calculation(struct drafting *d, const struct judgement *j, enum variant v,
    size_t rule, size_t test)
{
	bool range = booked_test(&d->book->rule[rule], test)->to != NULL;
	enum status st = put_limit(d, j, v, rule, test, false);

	return st == ST_OK && range ? put_limit(d, j, v, rule, test, true) : st;
}

/* A verdict of variant v of a judgement, by that name. */
static enum status
put_verdict(struct drafting *d, const struct judgement *j, enum variant v,
    const char *by, size_t r)
{
	const struct booked_rule *b = &d->book->rule[r];
	enum verdict is = judgement_verdict(j, v, r, d->at->item);
	size_t ntest = b->rule->ntest + b->rule->nreading;
	enum status st = ST_OK;

	canon_open(&d->w, "verdict");
	draft_text(d, "pack", str_of(b->pack->id));
	draft_text(d, "rule", str_of(b->rule->id));
	draft_text(d, "by", str_of(by));
	draft_text(d, "is", str_of(verdict_name(is)));
	if (is == VERDICT_UNDECIDED)
		draft_text(d, "gap",
		    str_of(gap_name(judgement_gap(j, v, r, d->at->item))));
	for (size_t t = 0; st == ST_OK && t < ntest; t++)
		if (t + 1 != b->rule->ntest || b->rule->nreading == 0)
			st = put_calculation(d, j, v, r, t);
	canon_close(&d->w);
	return st;
}

static void
put_number(struct drafting *d, const char *name, uint32_t id)
{
	mpq_t view;

	numtab_view(&d->b->num, id, view);
	draft_number(d, name, view);
}

static void
put_price(struct drafting *d, const struct price *p)
{
	canon_open(&d->w, "price");
	draft_text(d, "element", str_of(element_at((int)p->element)->symbol));
	draft_text(d, "form", str_of(guise_name((enum guise)p->guise)));
	put_number(d, "per-gram", p->amount);
	draft_text_id(d, "currency", p->currency);
	if (p->conversion != 0)
		draft_text_id(
		    d, "stated-in", d->b->conversion[p->conversion - 1].from);
	draft_day(d, "date", p->date);
	draft_text_id(d, "market", p->market);
	canon_close(&d->w);
}

static void
put_rate(struct drafting *d, const struct conversion *c)
{
	const struct rate *r = &d->b->rate[c->rate];

	canon_open(&d->w, "rate");
	draft_text_id(d, "from", c->from);
	draft_text_id(d, "to", c->to);
	put_number(d, "low", c->lo);
	put_number(d, "high", c->hi);
	draft_flag(d, "inverse", c->inverse);
	draft_day(d, "date", r->date);
	draft_text_id(d, "source", r->source);
	canon_close(&d->w);
}

static void
put_paid(struct drafting *d, uint32_t item)
{
	const struct item *i = &d->b->item[item];

	canon_open(&d->w, "paid");
	draft_text(d, "part", bom_part(d->b, item));
	draft_text_id(d, "maker", i->maker);
	draft_text_id(d, "revision", i->revision);
	put_number(d, "price", i->value);
	draft_text_id(d, "currency", i->currency);
	canon_close(&d->w);
}

/* What is in one of the products; NULL when memory is out. */
static uint8_t *
items_below(const struct drafting *d)
{
	uint32_t *root = TAKE(d->scratch, uint32_t, d->nproduct + 1);

	for (size_t i = 0; root != NULL && i < d->nproduct; i++)
		root[i] = d->product[i].item;
	return root != NULL ? extract_below(d->b, root, d->nproduct) : NULL;
}

/* What is paid for materials in a product; those of others are not of it. */
static enum status
put_all_paid(struct drafting *d, const struct valuation *v)
{
	uint8_t *below;

	if (v->npaid == 0)
		return ST_OK;
	below = items_below(d);
	if (below == NULL)
		return error_set(d->err, ST_NOMEM, pos_none, "out of memory");
	for (size_t i = 0; i < v->npaid; i++)
		if (below[v->paid[i]])
			put_paid(d, v->paid[i]);
	free(below);
	return ST_OK;
}

enum status
draft_valuation(struct drafting *d)
{
	struct valuation v;
	enum status st = ST_OK;

	if (!valuation_find(&v, d->book, d->b))
		return error_set(d->err, ST_NOMEM, pos_none, "out of memory");
	if (v.asked) {
		canon_open(&d->w, "valuation");
		if (d->book->method != METHOD_UNSAID)
			draft_text(d, "method",
			    str_of(value_method_name(
				(enum value_method)d->book->method)));
		for (size_t i = 0; i < v.nprice; i++)
			put_price(d, &d->b->price[v.price[i]]);
		for (size_t i = 0; i < v.nrate; i++)
			put_rate(d, &v.rate[i]);
		st = put_all_paid(d, &v);
		canon_close(&d->w);
	}
	valuation_free(&v);
	return st;
}

enum status
draft_verdicts(struct drafting *d)
{
	enum status st = ST_OK;

	canon_open(&d->w, "verdicts");
	for (size_t r = 0; r < d->book->nrule; r++) {
		for (int v = 0; st == ST_OK && v < VARIANT_COUNT; v++)
			if (d->book->has[v])
				st = put_verdict(d, d->in->judgement,
				    (enum variant)v,
				    variant_name((enum variant)v), r);
		if (st == ST_OK && d->in->with != NULL)
			st = put_verdict(
			    d, d->in->with, VARIANT_LAW, "assumed", r);
	}
	canon_close(&d->w);
	return st;
}
