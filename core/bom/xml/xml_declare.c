/* SPDX-License-Identifier: Apache-2.0 */
/* xml_declare - declarations, statements and prices; see xml_reading.h. */
#include "core/bom/field/per_unit.h"
#include "core/bom/xml/xml_reading.h"

/* Fills a declaration from the attributes of bom or declaration. */
static enum status
fill_declaration(struct xml_reading *r, struct declaration *d)
{
	enum status st = xml_keep_text(r, ATTR_ID, &d->id);

	st = xml_worse(st, xml_keep_text(r, ATTR_SUPPLIER, &d->supplier));
	st = xml_worse(st, fields_evidence(r->b, xml_field(r, ATTR_EVIDENCE),
			       &d->evidence, r->f));
	st = xml_worse(
	    st, fields_date(r->b, xml_field(r, ATTR_DATE), &d->date, r->f));
	st = xml_worse(
	    st, fields_date(r->b, xml_field(r, ATTR_UNTIL), &d->until, r->f));
	return xml_worse(st, fields_standing(r->b, xml_field(r, ATTR_STANDING),
				 &d->standing, r->f));
}

enum status
xml_bom(struct xml_reading *r)
{
	struct str s = xml_value(r, ATTR_ASSEMBLIES);
	struct declaration d = r->b->decl[r->in->decl];
	enum status st = fill_declaration(r, &d);

	if (str_is_nocase(s, "complete"))
		r->b->assemblies_complete =
		    r->b->file[r->in->file].assemblies_complete = true;
	else if (s.n > 0 && !str_is_nocase(s, "open"))
		st = xml_worse(
		    st, findings_error(r->f, ST_SYNTAX,
			    xml_place(r, ATTR_ASSEMBLIES),
			    "assemblies \"%.*s\": expected complete (nothing "
			    "beyond their children) or open",
			    STR_ARG(str_clip(s, 60))));
	if (st == ST_OK)
		r->b->decl[r->in->decl] = d;
	return st;
}

/* Enters the id of a declaration.  Of two suppliers, or on two days, two may
 * have the same: then no line can name it. */
static enum status
enter_id(struct xml_reading *r, uint32_t decl)
{
	struct str id = xml_value(r, ATTR_ID);
	size_t before = r->ids.n;
	uint32_t *index, i;

	if (id.n == 0)
		return ST_OK;
	index = array_grow(r->id_decl, &r->id_cap, before + 1, sizeof(*index));
	if (index == NULL)
		return fields_nomem(r->f);
	r->id_decl = index;
	i = intern_copy(&r->ids, id);
	if (i == INTERN_NONE)
		return fields_nomem(r->f);
	index[i] = r->ids.n > before ? decl : BOM_NONE;
	return ST_OK;
}

enum status
xml_declaration(struct xml_reading *r, struct xml_frame *fr)
{
	struct declaration d = { .at = r->attrs.at }, *kept;
	enum status st = fill_declaration(r, &d);

	r->threshold = (struct threshold){ .given = false };
	st = xml_worse(st, fields_threshold(r->b, xml_field(r, ATTR_THRESHOLD),
			       &r->threshold, r->f));
	if (st == ST_OK)
		st = enter_id(r, (uint32_t)r->b->ndecl);
	if (st != ST_OK)
		return st;
	kept = bom_add_declaration(r->b);
	if (kept == NULL)
		return fields_nomem(r->f);
	*kept = d;
	fr->decl = (uint32_t)r->b->ndecl - 1;
	return ST_OK;
}

enum status
xml_statement(struct xml_reading *r, struct xml_frame *fr)
{
	struct content_text t = { .kind = { STR("complete"), r->attrs.at },
		.at = r->attrs.at };
	struct threshold threshold = r->threshold;
	bool complete = false;
	enum status st =
	    fields_bool(r->b, xml_field(r, ATTR_COMPLETE), &complete, r->f);
	uint32_t row;

	st = xml_worse(st, fields_threshold(r->b, xml_field(r, ATTR_THRESHOLD),
			       &threshold, r->f));
	st = xml_worse(st,
	    xml_take_ref(r, ATTR_PART, ATTR_MAKER, ATTR_REVISION, &fr->ref));
	if (st == ST_OK)
		st = fields_unlisted(
		    r->b, &threshold, fr->ref, fr->decl, r->attrs.at, r->f);
	if (st == ST_OK && complete)
		st = fields_content(
		    r->b, r->in->chem, &t, fr->ref, fr->decl, &row, r->f);
	return st;
}

static enum status
price_guise(struct xml_reading *r, struct price *p)
{
	struct str s = xml_value(r, ATTR_BASIS);

	if (str_is_nocase(s, "oxide"))
		p->guise = GUISE_OXIDE;
	else if (str_is_nocase(s, "metal") || str_is_nocase(s, "element"))
		p->guise = GUISE_METAL;
	else if (str_is_nocase(s, "alloy"))
		p->guise = GUISE_ALLOY;
	else
		return findings_error(r->f, ST_SYNTAX, xml_place(r, ATTR_BASIS),
		    "basis \"%.*s\" of a price: expected oxide, metal or "
		    "alloy",
		    STR_ARG(str_clip(s, 60)));
	return ST_OK;
}

enum status
xml_price(struct xml_reading *r)
{
	struct price p = { .at = r->attrs.at }, *kept;
	uint32_t elements = 0;
	uint8_t unit = UNIT_NONE;
	enum status st =
	    fields_elements(r->b, xml_field(r, ATTR_ELEMENT), &elements, r->f);

	if (st == ST_OK && (elements & (elements - 1)) != 0)
		st = findings_error(r->f, ST_CONFLICT,
		    xml_place(r, ATTR_ELEMENT),
		    "a price of several elements: expected one element");
	st = xml_worse(st, price_guise(r, &p));
	st = xml_worse(
	    st, fields_price(r->b, xml_field(r, ATTR_AMOUNT),
		    xml_field(r, ATTR_CURRENCY), &p.amount, &p.currency, r->f));
	st = xml_worse(
	    st, fields_unit(r->b, xml_field(r, ATTR_PER), &unit, r->f));
	if (st == ST_OK && unit_dimension((enum unit)unit) != DIM_MASS)
		st = findings_error(r->f, ST_UNIT, xml_place(r, ATTR_PER),
		    "a price per \"%.*s\": expected a unit of mass (ug, mg, g, "
		    "kg, t, lb, oz)",
		    STR_ARG(str_clip(xml_value(r, ATTR_PER), 60)));
	st = xml_worse(
	    st, fields_date(r->b, xml_field(r, ATTR_DATE), &p.date, r->f));
	st = xml_worse(st, xml_keep_text(r, ATTR_MARKET, &p.market));
	if (st != ST_OK)
		return st;
	if (!xml_per_base(r, (enum unit)unit, &p.amount))
		return fields_nomem(r->f);
	st = per_unit_alloy(r->b, (enum guise)p.guise, &p.amount,
	    xml_field(r, ATTR_SHARE), (struct field){ { "", 0 }, p.at }, r->f);
	if (st != ST_OK)
		return st;
	p.element = (uint32_t)__builtin_ctz(elements);
	kept = bom_add_price(r->b);
	if (kept == NULL)
		return fields_nomem(r->f);
	*kept = p;
	return ST_OK;
}

enum status
xml_rate(struct xml_reading *r)
{
	struct rate said = { .at = r->attrs.at }, *kept;
	enum status st =
	    fields_currency(r->b, xml_field(r, ATTR_FROM), &said.from, r->f);

	st = xml_worse(
	    st, fields_currency(r->b, xml_field(r, ATTR_TO), &said.to, r->f));
	st = xml_worse(st,
	    fields_rate(r->b, xml_field(r, ATTR_AMOUNT), &said.amount, r->f));
	st = xml_worse(
	    st, fields_date(r->b, xml_field(r, ATTR_DATE), &said.date, r->f));
	st = xml_worse(st, xml_keep_text(r, ATTR_SOURCE, &said.source));
	if (st == ST_OK && said.from == said.to)
		st = findings_error(r->f, ST_CONFLICT, xml_place(r, ATTR_TO),
		    "a rate of %.*s to itself: expected two currencies",
		    STR_ARG(bom_text_get(r->b, said.to)));
	if (st != ST_OK)
		return st;
	kept = bom_add_rate(r->b);
	if (kept == NULL)
		return fields_nomem(r->f);
	*kept = said;
	return ST_OK;
}
