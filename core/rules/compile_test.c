/* SPDX-License-Identifier: Apache-2.0 */
/* compile_test - one test of a rule becomes channels and a margin, each of
 * which stands in the plan once; see compile_steps.h. */
#include "core/rules/compile_steps.h"

#include "core/base/limits.h"

#include <string.h>

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
	       a->rest == b->rest && a->deemed == b->deemed && a->at == b->at &&
	       a->counted == b->counted && a->floor == b->floor &&
	       a->substance == b->substance && a->named == b->named &&
	       memcmp(a->guises, b->guises, sizeof(a->guises)) == 0 &&
	       memcmp(a->country, b->country, sizeof(a->country)) == 0;
}

enum status
compile_channel(struct compiler *c, const struct channel *x, size_t *column)
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

void
compile_origin(const struct origin_rule *o, struct channel *channel)
{
	channel->policy = o->policy;
	channel->stages = o->stages;
	channel->technology = o->technology;
	channel->elsewhere = o->elsewhere;
	channel->at = o->by_stage;
	channel->deemed = o->deemed;
	memcpy(channel->country, o->country, sizeof(channel->country));
}

static struct channel
channel_of(struct compiler *c, const struct rule_test *t)
{
	struct channel x = { .elements = t->of->elements,
		.measure = t->of->whole  ? MEASURE_ITEM
			   : t->as_oxide ? MEASURE_OXIDE
					 : MEASURE_MASS,
		.policy = POLICY_EVERY,
		.process = t->process,
		.forms = t->forms | (t->forms_not ? FORMS_BUT : 0),
		.stop = t->stop,
		.substance = t->substance,
		.named = compile_names(c, t) };

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

/* Of a share of value among others any currency does. */
static void
apply_worth(const struct compiler *c, enum variant v, const struct rule_test *t,
    struct channel *x)
{
	apply_value(c, v, t, x);
	x->currency = c->book->currency[0];
}

/* The numerator, once per currency for values. */
static enum status
compile_amounts(struct compiler *c, enum variant v, const struct rule_test *t,
    struct test_columns *out)
{
	struct channel x = channel_of(c, t);
	enum status st = ST_OK;
	size_t n = 1;

	if (t->origin != NULL)
		compile_origin(t->origin, &x);
	apply_variant(c, v, &x);
	if (t->kind == TEST_VALUE_SHARE) {
		apply_value(c, v, t, &x);
		n = c->book->ncurrency;
	}
	if (t->by_value)
		apply_worth(c, v, t, &x);
	if (t->currency != NULL) {
		apply_value(c, v, t, &x);
		x.currency = bom_text_find(c->b, str_of(t->currency));
	}
	for (size_t i = 0; st == ST_OK && i < n; i++) {
		if (t->kind == TEST_VALUE_SHARE)
			x.currency = c->book->currency[i];
		st = compile_channel(c, &x, &out->amount[i]);
	}
	return st;
}

/*
 * What is among the materials that the share is one of, and does not count: all
 * of other elements, and of those that count what is in another guise or from
 * elsewhere.
 */
static enum status
compile_rest(
    struct compiler *c, enum variant v, const struct rule_test *t, size_t *out)
{
	struct channel x = channel_of(c, t);

	if (t->origin != NULL)
		compile_origin(t->origin, &x);
	apply_variant(c, v, &x);
	if (t->by_value)
		apply_worth(c, v, t, &x);
	x.floor = NULL;
	x.rest = true;
	for (int e = 0; e < NELEM; e++)
		if ((t->of->elements >> e & 1) != 0 &&
		    (t->origin != NULL || t->of->guises[e] != 0 ||
			(x.named != NULL && (x.named->elements >> e & 1) != 0)))
			x.counted |= (uint32_t)1 << e;
	x.elements = (t->among->elements & ~t->of->elements) | x.counted;
	return compile_channel(c, &x, out);
}

/* The numerator of an item without what its parts hold, or the articles in it
 * where it is no share of mass: none of them hands anything up. */
static enum status
compile_own(
    struct compiler *c, enum variant v, const struct rule_test *t, size_t *out)
{
	struct channel x = channel_of(c, t);

	if (t->origin != NULL)
		compile_origin(t->origin, &x);
	apply_variant(c, v, &x);
	x.stop = t->per == LEVEL_ARTICLE && !test_is_by_mass(t)
		     ? x.stop | t->units
		     : ((uint32_t)1 << FORM_COUNT) - 1;
	return compile_channel(c, &x, out);
}

enum status
compile_test(struct compiler *c, enum variant v, const struct rule_test *t,
    bool trigger, struct test_columns *out)
{
	struct channel every;
	enum status st;

	for (size_t i = 0; i < RULES_CURRENCIES; i++)
		out->amount[i] = COLUMN_NONE;
	out->margin = out->margin_to = COLUMN_NONE;
	out->every = out->own = out->rest = COLUMN_NONE;
	if (t->kind == TEST_ITEM)
		return ST_OK;
	st = compile_amounts(c, v, t, out);
	if (st == ST_OK && t->kind == TEST_MASS_SHARE)
		st = take_margin(c, out->amount[0], t->limit, &out->margin);
	if (st == ST_OK && t->kind == TEST_MASS_SHARE && t->to != NULL)
		st = take_margin(
		    c, out->amount[0], t->to->limit, &out->margin_to);
	if (t->of_item)
		out->rest = COLUMN_MASS;
	else if (st == ST_OK && t->kind == TEST_AMONG)
		st = compile_rest(c, v, t, &out->rest);
	if (st == ST_OK &&
	    (t->per == LEVEL_MATERIAL || t->per == LEVEL_ARTICLE))
		st = compile_own(c, v, t, &out->own);
	if (st == ST_OK && trigger) {
		every = channel_of(c, t);
		st = compile_channel(c, &every, &out->every);
	}
	return st != ST_OK ? st : c->err->code;
}
