/* SPDX-License-Identifier: Apache-2.0 */
/* break_even_element - at which price or amount of one element a verdict would
 * flip; see break_even_work.h. */
#include "core/rules/break_even_work.h"

#include "core/bom/link/extract.h"
#include "core/chem/oxide.h"
#include "core/rules/tests.h"
#include "core/trace/weigh.h"

#include <stdlib.h>

/* In which guise it is stated, if it is everywhere the same one. */
static enum guise
guise_stated(const struct weighing_up *w, uint32_t element)
{
	const struct bom *b = w->j->bom;
	enum guise all = GUISE_UNKNOWN;
	bool any = false;

	for (size_t k = 0; k < b->ncontent; k++) {
		const struct content *c = &b->content[k];
		enum guise g;

		if (!c->counts || c->kind != CONTENT_AMOUNT ||
		    (c->elements & c->won & (uint32_t)1 << element) == 0)
			continue;
		g = guise_of_line(b, c);
		if (any && g != all)
			return GUISE_UNKNOWN;
		all = g;
		any = true;
	}
	return all;
}

/* What 1 g of the element brings, and by which price. */
static enum status
find_rate(struct weighing_up *w, uint32_t element)
{
	bool material = w->channel->measure == MEASURE_VALUE &&
			w->channel->valued == VALUED_MATERIAL;
	struct owner o;

	if (!owner_init(&o, w->j->bom)) {
		owner_clear(&o);
		return error_set(w->err, ST_NOMEM, pos_none, "out of memory");
	}
	if (material) {
		w->guise = guise_stated(w, element);
		price_of_guise(
		    &o, w->channel, (int)element, w->guise, &w->rate);
		if (w->guise == GUISE_ALLOY &&
		    o.price[element][GUISE_ALLOY] == NULL)
			w->guise = GUISE_METAL;
		if (w->guise == GUISE_OTHER)
			w->guise = GUISE_OXIDE;
	} else {
		price_of_element(&o, w->channel, (int)element, &w->rate);
		w->guise = o.price[element][GUISE_OXIDE] != NULL ||
				   o.price[element][GUISE_METAL] == NULL
			       ? GUISE_OXIDE
			       : GUISE_METAL;
	}
	owner_clear(&o);
	return ST_OK;
}

static enum status
find_element(struct weighing_up *w, uint32_t element)
{
	struct channel one = *w->channel, others = *w->channel;
	enum status st;

	one.elements = (uint32_t)1 << element;
	one.measure = MEASURE_MASS;
	others.elements &= ~one.elements;
	exact_zero(&w->rest);
	st = break_even_ask(w, &one, &w->amount);
	if (st == ST_OK && others.elements != 0)
		st = break_even_ask(w, &others, &w->rest);
	return st == ST_OK ? find_rate(w, element) : st;
}

/* Of 1 g of the oxide or metal, not of 1 g of the element in it. */
static void
as_priced(const struct weighing_up *w, uint32_t element, mpq_ptr q)
{
	mpq_t fraction;

	if (w->guise != GUISE_OXIDE)
		return;
	mpq_init(fraction);
	oxide_fraction((int)element, fraction);
	mpq_mul(q, q, fraction);
	mpq_clear(fraction);
}

static enum status
add_price(struct weighing_up *w, uint32_t element)
{
	struct break_even *e = break_even_add(w, BREAK_PRICE, element);
	size_t n = w->out->n;

	if (e == NULL)
		return w->err->code;
	e->guise = (uint8_t)w->guise;
	exact_set(&e->now, &w->rate);
	as_priced(w, element, e->now.lo);
	if (!e->now.hi_infinite)
		as_priced(w, element, e->now.hi);
	break_even_solve(w, e, &w->amount, &w->rest);
	if (w->out->n == n) {
		as_priced(w, element, e->reached);
		as_priced(w, element, e->missed);
	}
	return ST_OK;
}

static enum status
add_amount(struct weighing_up *w, uint32_t element)
{
	struct break_even *e = break_even_add(w, BREAK_AMOUNT, element);

	if (e == NULL)
		return w->err->code;
	exact_set(&e->now, &w->amount);
	break_even_solve(w, e, &w->rate, &w->rest);
	return ST_OK;
}

/* Elements of the rule that some line states of the item, or of what is below
 * it. */
static enum status
stated_elements(const struct weighing_up *w, uint32_t *mask)
{
	const struct bom *b = w->j->bom;
	uint8_t *below = extract_below(b, &w->item, 1);

	if (below == NULL)
		return error_set(w->err, ST_NOMEM, pos_none, "out of memory");
	*mask = 0;
	for (size_t k = 0; k < b->ncontent; k++)
		if (b->content[k].counts &&
		    b->content[k].kind == CONTENT_AMOUNT &&
		    below[b->content[k].item])
			*mask |= b->content[k].elements & b->content[k].won;
	*mask &= w->channel->elements;
	free(below);
	return ST_OK;
}

enum status
break_even_elements(struct weighing_up *w)
{
	bool value = test_is_money(w->d->test);
	uint32_t mask = 0;
	enum status st = stated_elements(w, &mask);

	for (uint32_t e = 0; st == ST_OK && e < NELEM; e++) {
		if ((mask >> e & 1) == 0)
			continue;
		st = find_element(w, e);
		if (st != ST_OK ||
		    (!w->amount.hi_infinite && mpq_sgn(w->amount.hi) == 0))
			continue; /* there is none of it */
		if (value && !w->d->value_missing && w->guise != GUISE_UNKNOWN)
			st = add_price(w, e);
		if (st == ST_OK && !w->d->value_missing)
			st = add_amount(w, e);
	}
	return st;
}
