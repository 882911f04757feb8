/* SPDX-License-Identifier: Apache-2.0 */
/* compile - rules become channels; see compile.h. */
#include "core/rules/compile.h"

#include "core/base/limits.h"
#include "core/rules/chosen.h"
#include "core/rules/transaction.h"
#include "core/rules/turns.h"

#include <string.h>

struct compiler {
	struct rulebook *book;
	const struct compile_options *options;
	const struct bom *b;
	struct channel *channel; /* [LIMIT_CHANNELS], of book->plan */
	struct margin *margin;   /* [LIMIT_CHANNELS] */
	struct error *err;
};

const char *
variant_name(enum variant v)
{
	static const char *const names[VARIANT_COUNT] = { "law", "policy",
		"presumed", "allocated" };

	return names[v];
}

static bool
channel_equal(const struct channel *a, const struct channel *b)
{
	return a->elements == b->elements && a->measure == b->measure &&
	       a->policy == b->policy && a->stages == b->stages &&
	       a->technology == b->technology && a->elsewhere == b->elsewhere &&
	       a->process == b->process &&
	       a->accept_not_added == b->accept_not_added &&
	       a->presumed == b->presumed && a->forms == b->forms &&
	       a->stop == b->stop && a->valued == b->valued &&
	       a->by_mass == b->by_mass && a->currency == b->currency &&
	       a->floor == b->floor && a->substance == b->substance &&
	       memcmp(a->guises, b->guises, sizeof(a->guises)) == 0 &&
	       memcmp(a->country, b->country, sizeof(a->country)) == 0;
}

/* The column of the channel, which is added if it is new. */
static enum status
take_channel(struct compiler *c, const struct channel *x, size_t *column)
{
	struct plan *plan = &c->book->plan;

	for (size_t i = 0; i < plan->nchannel; i++)
		if (channel_equal(&c->channel[i], x)) {
			*column = COLUMN_CHANNEL(i);
			return ST_OK;
		}
	if (plan->nchannel == LIMIT_CHANNELS)
		return error_set(c->err, ST_LIMIT, pos_none,
		    "the rules add up more than %d different amounts: expected "
		    "fewer rules at once",
		    LIMIT_CHANNELS);
	c->channel[plan->nchannel] = *x;
	*column = COLUMN_CHANNEL(plan->nchannel);
	plan->nchannel++;
	return ST_OK;
}

/* The index of the margin; its column is known once all channels are. */
static enum status
take_margin(struct compiler *c, size_t column, mpq_srcptr limit, size_t *index)
{
	struct plan *plan = &c->book->plan;
	size_t channel = column - COLUMN_CHANNEL(0);

	for (size_t i = 0; i < plan->nmargin; i++)
		if (c->margin[i].channel == channel &&
		    mpq_equal(c->margin[i].limit, limit)) {
			*index = i;
			return ST_OK;
		}
	if (plan->nmargin == LIMIT_CHANNELS)
		return error_set(c->err, ST_LIMIT, pos_none,
		    "the rules hold more than %d different amounts against "
		    "masses: expected fewer rules at once",
		    LIMIT_CHANNELS);
	c->margin[plan->nmargin] = (struct margin){ channel, limit };
	*index = plan->nmargin++;
	return ST_OK;
}

/* How a variant changes a channel. */
static void
apply_variant(const struct compiler *c, enum variant v, struct channel *channel)
{
	const struct policy *policy = c->options->policy;

	if (v == VARIANT_PRESUMED)
		channel->presumed = true;
	if (v == VARIANT_POLICY) {
		channel->accept_not_added = policy->accept_not_added;
		channel->floor = policy->has_floor ? policy->floor : NULL;
	}
}

static void
apply_origin(const struct origin_rule *o, struct channel *channel)
{
	channel->policy = o->policy;
	channel->stages = o->stages;
	channel->technology = o->technology;
	channel->elsewhere = o->elsewhere;
	memcpy(channel->country, o->country, sizeof(channel->country));
}

static struct channel
channel_of(const struct rule_test *t)
{
	struct channel x = { .elements = t->of->elements,
		.measure = t->of->whole ? MEASURE_ITEM : MEASURE_MASS,
		.policy = POLICY_EVERY,
		.process = t->process,
		.forms = t->forms,
		.stop = t->stop,
		.substance = t->substance };

	memcpy(x.guises, t->of->guises, sizeof(x.guises));
	return x;
}

/* What the user has chosen goes before what the pack names. */
static enum value_method
method_of(const struct compiler *c, enum variant v, const struct rule_test *t,
    bool *by_mass)
{
	const struct compile_options *o = c->options;

	*by_mass = v == VARIANT_ALLOCATED ||
		   (v == VARIANT_POLICY && o->policy->allocate);
	if (*by_mass)
		return METHOD_DELIVERED;
	if (v == VARIANT_POLICY && o->policy->method != METHOD_UNSAID)
		return (enum value_method)o->policy->method;
	if (o->method != METHOD_UNSAID)
		return (enum value_method)o->method;
	return t->method != METHOD_UNSAID ? (enum value_method)t->method
					  : METHOD_MARKET;
}

static void
apply_value(const struct compiler *c, enum variant v, const struct rule_test *t,
    struct channel *x)
{
	bool by_mass;
	bool paid = method_of(c, v, t, &by_mass) == METHOD_DELIVERED;

	x->measure = paid ? MEASURE_PAID : MEASURE_VALUE;
	if (t->counts == COUNT_ITEM) {
		x->measure = MEASURE_WORTH;
		return;
	}
	x->by_mass = by_mass;
	if (t->counts == COUNT_MATERIAL)
		x->valued = VALUED_MATERIAL;
}

/* The numerator, once per currency for values. */
static enum status
compile_amounts(struct compiler *c, enum variant v, const struct rule_test *t,
    struct test_columns *out)
{
	struct channel x = channel_of(t);
	enum status st = ST_OK;
	size_t n = 1;

	if (t->origin != NULL)
		apply_origin(t->origin, &x);
	apply_variant(c, v, &x);
	if (t->kind == TEST_VALUE_SHARE) {
		apply_value(c, v, t, &x);
		n = c->book->ncurrency;
	}
	for (size_t i = 0; st == ST_OK && i < n; i++) {
		if (t->kind == TEST_VALUE_SHARE)
			x.currency = c->book->currency[i];
		st = take_channel(c, &x, &out->amount[i]);
	}
	return st;
}

/* The numerator of an item without what its parts hold, or the articles in it
 * where it is no share of mass: none of them hands anything up. */
static enum status
compile_own(
    struct compiler *c, enum variant v, const struct rule_test *t, size_t *out)
{
	struct channel x = channel_of(t);

	if (t->origin != NULL)
		apply_origin(t->origin, &x);
	apply_variant(c, v, &x);
	x.stop = t->per == LEVEL_ARTICLE && t->kind != TEST_MASS_SHARE
		     ? x.stop | t->units
		     : ((uint32_t)1 << FORM_COUNT) - 1;
	return take_channel(c, &x, out);
}

static enum status
compile_test(struct compiler *c, enum variant v, const struct rule_test *t,
    bool trigger, struct test_columns *out)
{
	struct channel every;
	enum status st;

	for (size_t i = 0; i < RULES_CURRENCIES; i++)
		out->amount[i] = COLUMN_NONE;
	out->margin = out->every = out->own = COLUMN_NONE;
	if (t->kind == TEST_ITEM)
		return ST_OK;
	st = compile_amounts(c, v, t, out);
	if (st == ST_OK && t->kind == TEST_MASS_SHARE)
		st = take_margin(c, out->amount[0], t->limit, &out->margin);
	if (st == ST_OK &&
	    (t->per == LEVEL_MATERIAL || t->per == LEVEL_ARTICLE))
		st = compile_own(c, v, t, &out->own);
	if (st == ST_OK && trigger) {
		every = channel_of(t);
		st = take_channel(c, &every, &out->every);
	}
	return st;
}

/* What is in an item whatever its origin is the same by each reading. */
static enum status
compile_reading(struct compiler *c, enum variant v, const struct booked_rule *b,
    size_t k, struct test_columns *columns)
{
	size_t n = b->rule->ntest;
	enum status st =
	    compile_test(c, v, &b->rule->test[n + k], false, &columns[n + k]);

	columns[n + k].every = columns[n - 1].every;
	return st;
}

const struct rule_test *
booked_test(const struct booked_rule *b, size_t test)
{
	size_t n = b->rule->ntest + b->rule->nreading;

	return test < n ? &b->rule->test[test] : &b->turn[test - n];
}

const struct seat *
booked_seat(const struct booked_rule *b, size_t test)
{
	if (test + 1 == b->rule->ntest && b->rule->nreading > 0)
		test++; /* by its first reading it is what it is */
	for (size_t i = 0; i < b->nseat; i++)
		if (b->seat[i].test == test)
			return &b->seat[i];
	return NULL;
}

/* What is judged apart: the trigger, or each of its readings. */
static enum status
make_seats(struct compiler *c, struct booked_rule *b)
{
	const struct rule *r = b->rule;
	size_t n = r->nreading > 0 ? r->nreading : 1;
	enum status st = ST_OK;

	if (!rule_is_apart(r))
		return ST_OK;
	b->seat = TAKE(&c->book->mem, struct seat, n);
	if (b->seat == NULL)
		return error_set(c->err, ST_NOMEM, pos_none, "out of memory");
	for (size_t i = 0; i < n; i++) {
		struct seat *s = &b->seat[b->nseat++];

		s->test = r->ntest - (r->nreading == 0) + i;
		s->cell = c->book->nseat++ * SEAT_BYTES;
		st = turns_make(c->book, c->b, b, s, c->err);
		if (st != ST_OK)
			break;
	}
	return st;
}

static enum status
compile_rule(struct compiler *c, struct booked_rule *b)
{
	enum status st = make_seats(c, b);

	for (int v = 0; v < VARIANT_COUNT; v++) {
		struct test_columns *columns;

		if (!c->book->has[v])
			continue;
		columns = TAKE(&c->book->mem, struct test_columns,
		    b->rule->ntest + b->rule->nreading + b->nturn);
		if (columns == NULL)
			return error_set(
			    c->err, ST_NOMEM, pos_none, "out of memory");
		for (size_t i = 0; st == ST_OK && i < b->rule->ntest; i++)
			st = compile_test(c, (enum variant)v, &b->rule->test[i],
			    i + 1 == b->rule->ntest, &columns[i]);
		for (size_t i = 0; st == ST_OK && i < b->rule->nreading; i++)
			st = compile_reading(c, (enum variant)v, b, i, columns);
		for (size_t i = 0; st == ST_OK && i < b->nturn; i++)
			st = compile_test(c, (enum variant)v, &b->turn[i], true,
			    &columns[b->rule->ntest + b->rule->nreading + i]);
		b->test[v] = columns;
	}
	return st;
}

static enum status
compile_report(struct compiler *c, const struct pack *const *pack, size_t npack)
{
	struct report_columns *report = &c->book->report;
	enum status st = ST_OK;

	for (size_t i = 0; i < npack && report->origin_rule == NULL; i++)
		if (pack[i]->norigin > 0)
			report->origin_rule = &pack[i]->origin[0];
	for (int e = 0; e <= NELEM; e++)
		report->every[e] = report->origin[e] = COLUMN_NONE;
	if (!c->options->report)
		return ST_OK;
	for (int e = c->options->sum_only ? NELEM : 0;
	     st == ST_OK && e <= NELEM; e++) {
		struct channel x = { .measure = MEASURE_MASS,
			.policy = POLICY_EVERY };

		x.elements = e < NELEM                 ? (uint32_t)1 << e
			     : c->options->summed != 0 ? c->options->summed
						       : ALL_ELEMENTS;
		st = take_channel(c, &x, &report->every[e]);
		if (st != ST_OK || report->origin_rule == NULL)
			continue;
		apply_origin(report->origin_rule, &x);
		st = take_channel(c, &x, &report->origin[e]);
	}
	return st;
}

/* Margins were counted from 0 while channels were still being added. */
static void
place_margins(struct rulebook *book)
{
	for (size_t i = 0; i < book->nrule; i++)
		for (int v = 0; v < VARIANT_COUNT; v++) {
			struct booked_rule *b = &book->rule[i];

			if (!book->has[v])
				continue;
			for (size_t k = 0;
			     k < b->rule->ntest + b->rule->nreading + b->nturn;
			     k++)
				if (b->test[v][k].margin != COLUMN_NONE)
					b->test[v][k].margin = COLUMN_MARGIN(
					    &book->plan, b->test[v][k].margin);
		}
}

/* In order of their first appearance; one of the prices if no item has any. */
static enum status
find_currencies(struct compiler *c, const struct bom *b)
{
	struct rulebook *book = c->book;

	for (size_t i = 0; i < b->nitem && (b->absent & FACT_VALUE) == 0; i++) {
		uint32_t id = b->item[i].currency;
		size_t k = 0;

		if (b->item[i].value == BOM_NONE || id == 0)
			continue;
		while (k < book->ncurrency && book->currency[k] != id)
			k++;
		if (k < book->ncurrency)
			continue;
		if (k == RULES_CURRENCIES)
			return error_set(c->err, ST_LIMIT,
			    bom_pos(b, b->item[i].at),
			    "values in more than %d currencies: expected fewer",
			    RULES_CURRENCIES);
		book->currency[book->ncurrency++] = id;
	}
	if (book->ncurrency == 0)
		book->currency[book->ncurrency++] =
		    b->nprice > 0 ? b->price[0].currency : 0;
	return ST_OK;
}

/* What goes out in a year of each item: what is said of it, or of all. */
static enum status
spread_years(struct compiler *c, const struct bom *b)
{
	const struct transaction *t = c->options->transaction;
	struct rulebook *book = c->book;
	const struct per_year *all = NULL;
	bool any = false;

	for (size_t i = 0; i < book->nrule; i++)
		any |= rule_is_annual(book->rule[i].rule);
	if (t == NULL || !any)
		return ST_OK;
	book->per_year =
	    TAKE(&book->mem, const struct per_year *, b->nitem + 1);
	if (book->per_year == NULL)
		return error_set(c->err, ST_NOMEM, pos_none, "out of memory");
	for (size_t i = 0; i < t->nper_year; i++)
		if (t->per_year[i].item == NULL)
			all = &t->per_year[i];
	for (size_t i = 0; i < b->nitem; i++)
		book->per_year[i] = all;
	for (size_t i = 0; i < t->nper_year; i++)
		if (c->options->per_year_item[i] != BOM_NONE)
			book->per_year[c->options->per_year_item[i]] =
			    &t->per_year[i];
	return ST_OK;
}

static enum status
compile_all(struct compiler *c, const struct pack *const *pack, size_t npack,
    const struct bom *b)
{
	const struct compile_options *o = c->options;
	enum status st;

	st = chosen_names(o, pack, npack, c->err);
	if (st == ST_OK && !o->no_rules)
		st = find_currencies(c, b);
	if (st == ST_OK && !o->no_rules)
		st = chosen_rules(c->book, o, pack, npack, c->err);
	if (st == ST_OK)
		st = spread_years(c, b);
	if (st == ST_OK)
		st = chosen_readings(c->book, o->policy, c->err);
	for (size_t i = 0; st == ST_OK && i < c->book->nrule; i++)
		st = compile_rule(c, &c->book->rule[i]);
	if (st == ST_OK)
		st = compile_report(c, pack, npack);
	return st;
}

/*
 * rulebook_compile - the rules to judge and the plan to add up.
 *
 * Err:	ST_USAGE, ST_LIMIT, ST_NOMEM; then out is empty
 * Cost: the items once, for their currencies
 */
enum status
rulebook_compile(struct rulebook *out, const struct pack *const *pack,
    size_t npack, const struct bom *b, const struct compile_options *options,
    struct error *err)
{
	struct compiler c = { out, options, b, NULL, NULL, err };
	enum status st = ST_NOMEM;

	*out = (struct rulebook){ 0 };
	out->policy = options->policy;
	out->method = options->method;
	out->has[VARIANT_LAW] = true;
	out->has[VARIANT_POLICY] = options->policy != NULL;
	out->has[VARIANT_PRESUMED] = options->presumed;
	out->has[VARIANT_ALLOCATED] = options->allocate;
	c.channel = TAKE(&out->mem, struct channel, LIMIT_CHANNELS);
	c.margin = TAKE(&out->mem, struct margin, LIMIT_CHANNELS);
	out->plan.channel = c.channel;
	out->plan.margin = c.margin;
	if (c.channel == NULL || c.margin == NULL)
		error_set(err, st, pos_none, "out of memory");
	else
		st = compile_all(&c, pack, npack, b);
	if (st == ST_OK)
		place_margins(out);
	else
		rulebook_free(out);
	return st;
}

enum value_method
rulebook_method(const struct rulebook *book, enum variant v, size_t rule,
    size_t test, bool *by_mass)
{
	const struct booked_rule *b = &book->rule[rule];
	const struct channel *x;

	*by_mass = false;
	if (b->rule->test[test].kind != TEST_VALUE_SHARE ||
	    b->rule->test[test].counts == COUNT_ITEM || !book->has[v])
		return METHOD_UNSAID;
	x = &book->plan.channel[b->test[v][test].amount[0] - COLUMN_CHANNEL(0)];
	*by_mass = x->by_mass;
	return x->measure == MEASURE_PAID ? METHOD_DELIVERED : METHOD_MARKET;
}

void
rulebook_free(struct rulebook *r)
{
	arena_free(&r->mem);
	*r = (struct rulebook){ 0 };
}
