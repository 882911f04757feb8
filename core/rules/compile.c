/* SPDX-License-Identifier: Apache-2.0 */
/* compile - rules become a plan of what to add up; see compile.h. */
#include "core/rules/compile.h"

#include "core/base/limits.h"
#include "core/rules/chosen.h"
#include "core/rules/compile_steps.h"
#include "core/rules/deal/transaction.h"
#include "core/rules/turns.h"

const char *
variant_name(enum variant v)
{
	static const char *const names[VARIANT_COUNT] = { "law", "policy",
		"presumed", "allocated" };

	return names[v];
}

/* What is in an item whatever its origin is the same by each reading. */
static enum status
compile_reading(struct compiler *c, enum variant v, const struct booked_rule *b,
    size_t k, struct test_columns *columns)
{
	size_t n = b->rule->ntest;
	enum status st = compile_test(
	    c, v, &b->rule->test[n + k], b->rule->either, &columns[n + k]);

	if (!b->rule->either)
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
		size_t test = r->ntest - (r->nreading == 0) + i;
		struct seat *s = &b->seat[b->nseat];

		if (!test_is_apart(&r->test[test]))
			continue;
		b->nseat++;
		s->test = test;
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
		st = compile_channel(c, &x, &report->every[e]);
		if (st != ST_OK || report->origin_rule == NULL)
			continue;
		compile_origin(report->origin_rule, &x);
		st = compile_channel(c, &x, &report->origin[e]);
	}
	return st;
}

static void
place_margin(const struct rulebook *book, size_t *column)
{
	if (*column != COLUMN_NONE)
		*column = COLUMN_MARGIN(&book->plan, *column);
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
			     k++) {
				place_margin(book, &b->test[v][k].margin);
				place_margin(book, &b->test[v][k].margin_to);
			}
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
		st = chosen_readings(c->book, o->policy, c->err);
	for (size_t i = 0; st == ST_OK && i < c->book->nrule; i++)
		st = compile_rule(c, &c->book->rule[i]);
	if (st == ST_OK)
		st = compile_quantities(c, b);
	if (st == ST_OK)
		st = compile_report(c, pack, npack);
	return st;
}

bool
rulebook_currencies(const struct pack *const *pack, size_t npack, struct bom *b)
{
	for (size_t p = 0; p < npack; p++)
		for (size_t i = 0; i < pack[p]->nrule; i++) {
			const struct rule *r = &pack[p]->rule[i];

			for (size_t k = 0; k < r->ntest + r->nreading; k++)
				if (r->test[k].currency != NULL &&
				    bom_text(b, str_of(r->test[k].currency)) ==
					INTERN_NONE)
					return false;
		}
	return true;
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
	struct compiler c = { out, options, b, NULL, NULL, NULL, err };
	enum status st = ST_NOMEM;

	*out = (struct rulebook){ 0 };
	out->policy = options->policy;
	out->transaction = options->transaction;
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
	if (!test_is_money(&b->rule->test[test]) ||
	    b->rule->test[test].counts == COUNT_ITEM || !book->has[v])
		return METHOD_UNSAID;
	x = &book->plan.channel[b->test[v][test].amount[0] - COLUMN_CHANNEL(0)];
	*by_mass = x->by_mass;
	return x->measure == MEASURE_PAID ? METHOD_DELIVERED : METHOD_MARKET;
}

void
rulebook_free(struct rulebook *r)
{
	compile_quantities_clear(r);
	arena_free(&r->mem);
	*r = (struct rulebook){ 0 };
}
