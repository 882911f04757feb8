/* SPDX-License-Identifier: Apache-2.0 */
/*
 * read_prices - what rare earths cost, and one currency in another, in tables;
 * see read_csv.h.
 */
#include "core/bom/field/per_unit.h"
#include "core/bom/table/read_csv.h"

/* "oxide", "metal" or "alloy": of what the price is. */
static enum status
price_of(struct table *t, uint32_t *guise)
{
	struct field form = table_cell(t, COL_FORM);

	if (str_is_nocase(form.text, "oxide"))
		*guise = GUISE_OXIDE;
	else if (str_is_nocase(form.text, "metal"))
		*guise = GUISE_METAL;
	else if (str_is_nocase(form.text, "alloy"))
		*guise = GUISE_ALLOY;
	else
		return findings_error(t->in->f, ST_SYNTAX,
		    bom_pos(t->in->b, form.at),
		    "price of \"%.*s\": expected a form, oxide, metal or "
		    "alloy",
		    STR_ARG(str_clip(form.text, 40)));
	return ST_OK;
}

static enum status
price_cells(struct table *t, struct price *p)
{
	struct bom *b = t->in->b;
	struct findings *f = t->in->f;
	struct field element = table_cell(t, COL_ELEMENT);
	struct field unit_cell = table_cell(t, COL_UNIT);
	struct field share = table_cell(t, COL_SHARE);
	struct field share_unit = { { "", 0 }, share.at };
	uint32_t set = 0;
	uint8_t unit = UNIT_NONE;
	enum status st = fields_elements(b, element, &set, f);

	if (st == ST_OK && (set == 0 || (set & (set - 1)) != 0))
		st = findings_error(f, ST_SYNTAX, bom_pos(b, element.at),
		    "\"%.*s\": expected one element",
		    STR_ARG(str_clip(element.text, 60)));
	if (st != ST_OK)
		return st;
	p->element = (uint32_t)__builtin_ctz(set);
	st = price_of(t, &p->guise);
	if (st == ST_OK)
		st = fields_price(b, table_cell(t, COL_VALUE),
		    table_cell(t, COL_CURRENCY), &p->amount, &p->currency, f);
	if (st == ST_OK)
		st = fields_unit(b, unit_cell, &unit, f);
	if (st == ST_OK && unit_dimension((enum unit)unit) != DIM_MASS)
		st = findings_error(f, ST_UNIT, bom_pos(b, unit_cell.at),
		    "price per \"%.*s\": expected a unit of mass such as kg",
		    STR_ARG(str_clip(unit_cell.text, 40)));
	if (st == ST_OK)
		st = table_date(t, COL_DATE, &p->date);
	if (st == ST_OK)
		st = fields_text(b, table_cell(t, COL_MARKET), &p->market, f);
	if (st != ST_OK)
		return st;
	p->at = table_place(t, 0);
	p->amount = per_unit(b, p->amount, (enum unit)unit);
	if (p->amount == INTERN_NONE)
		return fields_nomem(f);
	if (t->head.unit[COL_SHARE] != UNIT_NONE)
		share_unit.text =
		    str_of(unit_name((enum unit)t->head.unit[COL_SHARE]));
	return per_unit_alloy(
	    b, (enum guise)p->guise, &p->amount, share, share_unit, f);
}

/* read_prices - a row per element and form: what one unit of it costs. */
void
read_prices(struct table *t)
{
	while (table_next(t)) {
		struct price said = { 0 }, *p;

		if (price_cells(t, &said) != ST_OK)
			continue;
		p = bom_add_price(t->in->b);
		if (p == NULL) {
			fields_nomem(t->in->f);
			return;
		}
		*p = said;
	}
}

static enum status
rate_cells(struct table *t, struct rate *r)
{
	struct bom *b = t->in->b;
	struct findings *f = t->in->f;
	struct field from = table_cell(t, COL_FROM);
	struct field to = table_cell(t, COL_TO);
	enum status st = fields_currency(b, from, &r->from, f);

	if (st == ST_OK)
		st = fields_currency(b, to, &r->to, f);
	if (st == ST_OK)
		st = fields_rate(b, table_cell(t, COL_RATE), &r->amount, f);
	if (st == ST_OK)
		st = table_date(t, COL_DATE, &r->date);
	if (st == ST_OK)
		st = fields_text(b, table_cell(t, COL_MARKET), &r->source, f);
	if (st == ST_OK && r->from == r->to)
		st = findings_error(f, ST_CONFLICT, bom_pos(b, to.at),
		    "a rate of %.*s to itself: expected two currencies",
		    STR_ARG(bom_text_get(b, r->to)));
	r->at = table_place(t, 0);
	return st;
}

/* read_rates - a row per two currencies and day: what one of the first is. */
void
read_rates(struct table *t)
{
	while (table_next(t)) {
		struct rate said = { 0 }, *r;

		if (rate_cells(t, &said) != ST_OK)
			continue;
		r = bom_add_rate(t->in->b);
		if (r == NULL) {
			fields_nomem(t->in->f);
			return;
		}
		*r = said;
	}
}
