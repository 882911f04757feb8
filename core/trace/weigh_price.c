/* SPDX-License-Identifier: Apache-2.0 */
/* weigh_price - what one gram of a rare earth costs; see weigh.h. */
#include "core/trace/weigh.h"

#include "core/trace/suppose.h"

#include <string.h>

/* Is the price of x the lower one? */
static bool
is_cheaper(const struct owner *o, const struct price *x, const struct price *y)
{
	mpq_t p, q;

	numtab_view(&o->b->num, x->amount, p);
	numtab_view(&o->b->num, y->amount, q);
	return mpq_cmp(p, q) < 0;
}

/* The newest price of each element and guise in the channel's currency, of
 * several on one day the least and the greatest; kept until another currency
 * is asked for. */
static void
find_prices(struct owner *o, uint32_t currency)
{
	if (o->priced && o->currency == currency)
		return;
	memset(o->price, 0, sizeof(o->price));
	memset(o->dear, 0, sizeof(o->dear));
	for (size_t i = 0; i < o->b->nprice; i++) {
		const struct price *p = &o->b->price[i];
		const struct price **least = &o->price[p->element][p->guise];
		const struct price **most = &o->dear[p->element][p->guise];

		if (p->currency != currency || p->late)
			continue;
		if (*least == NULL || p->date > (*least)->date) {
			*least = *most = p;
			continue;
		}
		if (p->date < (*least)->date)
			continue;
		if (is_cheaper(o, p, *least))
			*least = p;
		if (is_cheaper(o, *most, p))
			*most = p;
	}
	o->priced = true;
	o->currency = currency;
}

static bool
price_is_least(const struct owner *o, int element)
{
	const struct suppose *s = o->b->suppose;

	return s != NULL && (s->prices >> element & 1) != 0;
}

/* By the newest prices of that guise; false if there are none. */
static bool
price_by(struct owner *o, int element, enum guise g, struct exact *out)
{
	mpq_t view;

	if (o->price[element][g] == NULL)
		return false;
	numtab_view(&o->b->num, o->price[element][g]->amount, view);
	num_set(out->lo, view);
	numtab_view(&o->b->num, o->dear[element][g]->amount, view);
	num_set(out->hi, view);
	if (g == GUISE_OXIDE) {
		mpq_div(out->lo, out->lo, owner_oxide(o, element));
		mpq_div(out->hi, out->hi, owner_oxide(o, element));
	}
	return true;
}

/* By the one, else by the other, else not known. */
static void
price_by_either(struct owner *o, const struct channel *ch, int element,
    enum guise one, enum guise other, struct exact *out)
{
	find_prices(o, ch->currency);
	exact_zero(out);
	if (!price_by(o, element, one, out) &&
	    !price_by(o, element, other, out))
		exact_unknown(out, true);
	if (price_is_least(o, element))
		suppose_least(out);
}

/* The least and the most of the guises in which the element counts. */
static void
price_of_any(
    struct owner *o, const struct channel *ch, int element, struct exact *out)
{
	static const enum guise each[] = { GUISE_METAL, GUISE_ALLOY,
		GUISE_OXIDE };
	uint32_t guises = ch->guises[element];
	bool first = true;
	struct exact x;

	exact_init(&x);
	exact_zero(out);
	if ((guises >> GUISE_OTHER & 1) != 0)
		guises |= (uint32_t)1 << GUISE_OXIDE;
	for (size_t i = 0; i < sizeof(each) / sizeof(each[0]); i++) {
		if (guises != 0 && (guises >> each[i] & 1) == 0)
			continue;
		price_of_guise(o, ch, element, each[i], &x);
		exact_take_lo(out, &x, first);
		exact_take_hi(out, &x, first);
		first = false;
	}
	exact_clear(&x);
}

void
price_of_guise(struct owner *o, const struct channel *ch, int element,
    enum guise g, struct exact *out)
{
	static const enum guise by[GUISE_COUNT][2] = {
		[GUISE_METAL] = { GUISE_METAL, GUISE_METAL },
		[GUISE_ALLOY] = { GUISE_ALLOY, GUISE_METAL },
		[GUISE_OXIDE] = { GUISE_OXIDE, GUISE_OXIDE },
		[GUISE_OTHER] = { GUISE_OXIDE, GUISE_OXIDE },
	};

	if (g == GUISE_UNKNOWN)
		price_of_any(o, ch, element, out);
	else
		price_by_either(o, ch, element, by[g][0], by[g][1], out);
}

/*
 * price_of_element - what 1 g of the element counts.
 *
 * Out:	of a mass itself, or as its oxide; by the price of its oxide, of which 1
 *g of the element is 1 / owner_oxide() g; else by that of the metal
 */
void
price_of_element(
    struct owner *o, const struct channel *ch, int element, struct exact *out)
{
	if (ch->measure == MEASURE_VALUE) {
		if (ch->valued == VALUED_MATERIAL)
			price_of_any(o, ch, element, out);
		else
			price_by_either(
			    o, ch, element, GUISE_OXIDE, GUISE_METAL, out);
		return;
	}
	exact_zero(out);
	num_set_one(out->lo);
	num_set_one(out->hi);
	if (ch->measure != MEASURE_OXIDE)
		return;
	if (ch->named != NULL && ch->named->gram != NULL)
		num_set(out->lo, ch->named->gram + element);
	else
		mpq_inv(out->lo, owner_oxide(o, element));
	num_set(out->hi, out->lo);
}
