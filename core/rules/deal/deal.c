/* SPDX-License-Identifier: Apache-2.0 */
/*
 * deal - what a transaction says of an item, and what follows of it; see
 * deal.h.
 */
#include "core/rules/deal/deal.h"

#include <string.h>

static const struct decisions *
decisions_of(const struct deal *d, size_t pack)
{
	return d->pack[pack].pack->decisions;
}

size_t
deal_find(const struct deal *d, const struct pack *p)
{
	size_t i = 0;

	while (i < d->npack && d->pack[i].pack != p)
		i++;
	return i;
}

bool
deal_holds(const struct deal *d, const struct given_answer *a)
{
	return d->day >= a->from &&
	       (a->until == DATE_NONE || d->day <= a->until);
}

/* The given answer to a question for an item: its own before that for all. */
const struct given_answer *
deal_given(const struct deal *d, const char *question, uint32_t item)
{
	const struct given_answer *all = NULL;

	for (size_t i = 0; i < d->t->nanswer; i++) {
		const struct given_answer *a = &d->t->answer[i];
		uint32_t of =
		    d->answer_item != NULL ? d->answer_item[i] : BOM_NONE;

		if (strcmp(a->question, question) != 0 || !deal_holds(d, a))
			continue;
		if (of != BOM_NONE && of == item)
			return a;
		if (a->item == NULL)
			all = a;
	}
	return all;
}

enum reply
deal_answer(const struct deal *d, size_t pack, size_t question, uint32_t item)
{
	const struct deal_pack *p = &d->pack[pack];
	const struct pack_question *q = &p->pack->decisions->question[question];
	const struct given_answer *a;

	if (q->derived != DERIVED_NOT && p->derived[question] != REPLY_UNKNOWN)
		return (enum reply)p->derived[question];
	a = deal_given(d, q->id, item);
	return a != NULL ? (enum reply)a->is : REPLY_UNKNOWN;
}

static const char *
country_of_party(const struct transaction *t, enum role r)
{
	size_t party = transaction_party(t, r);

	return party < t->nparty ? t->party[party].country : "";
}

static const char *
country_of(const struct transaction *t, uint8_t of)
{
	switch (of) {
	case COUNTRY_TO:
		return t->to;
	case COUNTRY_FROM:
		return t->from;
	case COUNTRY_CONSIGNEE:
		return country_of_party(t, ROLE_CONSIGNEE);
	case COUNTRY_END_USER:
		return country_of_party(t, ROLE_END_USER);
	default:
		return country_of_party(t, ROLE_EXPORTER);
	}
}

/* What goes out of the item in a year; NULL if nobody said. */
static const struct per_year *
per_year_of(const struct deal *d, uint32_t item)
{
	const struct per_year *all = NULL;

	for (size_t i = 0; i < d->t->nper_year; i++) {
		const struct per_year *y = &d->t->per_year[i];
		uint32_t of =
		    d->per_year_item != NULL ? d->per_year_item[i] : BOM_NONE;

		if (of != BOM_NONE && of == item)
			return y;
		if (y->item == NULL)
			all = y;
	}
	return all;
}

const struct shipped_goods *
deal_goods(const struct deal *d, uint32_t item)
{
	const struct shipped_goods *all = NULL;

	for (size_t i = 0; i < d->t->ngoods; i++) {
		const struct shipped_goods *g = &d->t->goods[i];
		uint32_t of =
		    d->goods_item != NULL ? d->goods_item[i] : BOM_NONE;

		if (of != BOM_NONE && of == item)
			return g;
		if (g->item == NULL)
			all = g;
	}
	return all;
}

static uint64_t
cell_of_amount(
    const struct deal *d, const struct variable *v, uint32_t item, uint64_t all)
{
	const struct per_year *y = per_year_of(d, item);

	if (y != NULL && v->dimension != DIM_NONE && y->has_quantity &&
	    y->dimension == v->dimension)
		return (uint64_t)1 << variable_amount(v, y->quantity);
	if (y != NULL && v->dimension == DIM_NONE && y->has_value &&
	    strcmp(y->currency, v->currency) == 0)
		return (uint64_t)1 << variable_amount(v, y->value);
	return all;
}

/* The cells in which one variable may be; all: nothing is known. */
static uint64_t
cells_of(const struct deal *d, size_t pack, const struct variable *v,
    uint32_t item, uint64_t all)
{
	const struct transaction *t = d->t;
	const char *country;
	enum reply a;

	switch (v->kind) {
	case VARIABLE_ANSWER:
		a = deal_answer(d, pack, v->of, item);
		return a == REPLY_UNKNOWN ? all : (uint64_t)1 << a;
	case VARIABLE_COUNTRY:
		country = country_of(t, v->of);
		return country[0] == '\0'
			   ? all
			   : (uint64_t)1 << variable_country(v, country);
	case VARIABLE_DOMESTIC:
		if (t->from[0] == '\0' || t->to[0] == '\0')
			return all;
		return strcmp(t->from, t->to) == 0 ? 2 : 1;
	case VARIABLE_END_USE:
		return t->end_use == END_USE_UNKNOWN
			   ? all
			   : (uint64_t)1 << t->end_use;
	case VARIABLE_PER_YEAR:
		return cell_of_amount(d, v, item, all);
	default:
		return all;
	}
}

void
deal_facts(const struct deal *d, size_t pack, enum verdict v, uint32_t item,
    struct facts *out)
{
	const struct decisions *ds = decisions_of(d, pack);

	facts_open(ds, out);
	out->day = d->day;
	out->undecided = v == VERDICT_UNDECIDED;
	for (size_t i = 0; i < ds->nvariable; i++) {
		const struct variable *x = &ds->variable[i];

		if (x->kind != VARIABLE_VERDICT)
			out->possible[i] =
			    cells_of(d, pack, x, item, out->possible[i]);
		else if (v != VERDICT_UNDECIDED)
			out->possible[i] = v == VERDICT_TRIGGERED ? 2 : 1;
	}
	if (d->bom != NULL)
		facts_of_item(ds, d->bom, item, out);
}

/* Does the transaction say something of this item alone? */
static bool
is_named(const struct deal *d, uint32_t item)
{
	for (size_t i = 0; d->answer_item != NULL && i < d->t->nanswer; i++)
		if (d->answer_item[i] == item)
			return true;
	for (size_t i = 0; d->per_year_item != NULL && i < d->t->nper_year; i++)
		if (d->per_year_item[i] == item)
			return true;
	return false;
}

/* Do its decisions depend on what the items are? */
static bool
looks_at_items(const struct deal *d, size_t pack)
{
	const struct decisions *ds = decisions_of(d, pack);

	for (size_t i = 0; d->bom != NULL && i < ds->nvariable; i++)
		if (ds->variable[i].kind == VARIABLE_HS ||
		    ds->variable[i].kind == VARIABLE_FORM)
			return true;
	return false;
}

bool
deal_decide(const struct deal *d, size_t pack, size_t rule, enum verdict v,
    uint32_t item, date_day day, struct decided *out)
{
	struct deal_memory *m;
	struct facts f;
	bool alike;

	if (decisions_of(d, pack) == NULL)
		return false;
	if (day == DATE_NONE || d->t->exported != DATE_NONE)
		day = d->day;
	m = &d->pack[pack].memory[rule * VERDICT_COUNT + v];
	alike = !is_named(d, item) && !looks_at_items(d, pack);
	if (alike && m->known && m->day == day) {
		*out = m->decided;
		return true;
	}
	deal_facts(d, pack, v, item, &f);
	f.day = day;
	decisions_reach(d->worlds, decisions_of(d, pack), rule, &f, out);
	if (alike)
		*m = (struct deal_memory){ true, day, *out };
	return true;
}

bool
deal_due(const struct deal *d, const struct decision *x, struct due *out)
{
	static const struct holidays none = { 0 };

	if (x->within.n == 0 || d->t->exported == DATE_NONE)
		return false;
	*out = term_due(d->holidays != NULL ? d->holidays : &none, &x->within,
	    d->t->exported);
	return true;
}
