/* SPDX-License-Identifier: Apache-2.0 */
/*
 * pdx_item - what a product data package says of an item itself; see pdx.h.
 */
#include "core/bom/field/per_unit.h"
#include "core/bom/other/characteristic.h"
#include "core/bom/other/pdx.h"

static bool
is_yes(struct str s)
{
	return str_is_nocase(str_trim(s), "Yes");
}

/* A unit that nobody knows leaves every quantity of the item open. */
static uint8_t
take_unit(struct pdx *x, struct field unit)
{
	struct str s = str_trim(unit.text);
	enum unit u = unit_find(s);

	if (s.n == 0) {
		if (x->unitless++ == 0)
			x->unitless_at = unit.at;
		return UNIT_EACH;
	}
	if (per_unit_fits(u))
		return (uint8_t)u;
	findings_warn(x->in->f, ST_UNIT, bom_pos(x->in->b, unit.at),
	    "unit \"%.*s\": expected each, kg, m ...; how much of the item is "
	    "anywhere is taken as not known",
	    STR_ARG(str_clip(s, 40)));
	return UNIT_NONE;
}

bool
pdx_begin_item(struct pdx *x, const struct sax_tag *tag)
{
	struct field id = elements_attr(tag, "itemUniqueIdentifier");
	struct field number = elements_attr(tag, "itemIdentifier");
	struct field revision = elements_attr(tag, "revisionIdentifier");
	struct bom *b = x->in->b;
	uint32_t number_id = 0, revision_id = 0;
	struct pdx_item *it;

	x->of = (struct item){ .value = BOM_NONE, .mass = amount_unknown() };
	x->first_line = x->nline;
	x->first_maker = x->makers.n;
	x->mass = (struct measured){ 0 };
	if (str_trim(number.text).n == 0)
		findings_error(x->in->f, ST_INCOMPLETE, bom_pos(b, tag->at),
		    "an item without itemIdentifier: expected its part number");
	if (!pdx_item_of(x, id.text.n > 0 ? id.text : number.text, &x->open) ||
	    fields_text(b, number, &number_id, x->in->f) == ST_NOMEM ||
	    fields_text(b, revision, &revision_id, x->in->f) == ST_NOMEM ||
	    fields_text(b, elements_attr(tag, "description"), &x->of.name,
		x->in->f) == ST_NOMEM)
		return false;
	it = &x->item[x->open];
	if (it->at.line != 0)
		findings_error(x->in->f, ST_DUPLICATE, bom_pos(b, tag->at),
		    "item \"%.*s\" again: expected each identifier once; it is "
		    "first at line %u",
		    STR_ARG(str_clip(x->ids.key[x->open], 80)), it->at.line);
	it->at = tag->at;
	it->unit =
	    take_unit(x, elements_attr(tag, "globalProductUnitOfMeasureCode"));
	it->ref = bom_ref(b, bom_text_get(b, number_id), STR(""),
	    bom_text_get(b, revision_id), tag->at);
	x->of.dim = (uint8_t)unit_dimension(
	    it->unit != UNIT_NONE ? (enum unit)it->unit : UNIT_EACH);
	if (is_yes(elements_attr(tag, "isTopLevel").text))
		x->of.flags |= ITEM_SHIPPED;
	return it->ref != BOM_NONE;
}

bool
pdx_end_item(struct pdx *x)
{
	const struct pdx_item *it = &x->item[x->open];
	enum unit of = it->unit != UNIT_NONE ? (enum unit)it->unit : UNIT_EACH;
	bool parts = x->nline > x->first_line;

	if (!measured_state(x->in, &x->mass, of, &x->of))
		return false;
	if (parts) /* a list of parts says more than who may build it */
		x->makers.n = x->first_maker;
	return stated_item(&x->said, it->ref, it->at, &x->of);
}

/* Attributes of a house's own: those that everybody calls the same. */
bool
pdx_attribute(struct pdx *x, const struct sax_tag *tag)
{
	struct str name = str_trim(elements_attr(tag, "name").text);
	struct field value = elements_attr(tag, "value");
	const struct measured_fields m = { .value = value,
		.unit = elements_attr(tag, "dimension") };
	char country[3] = "";

	if (str_trim(value.text).n == 0)
		return true;
	if (characteristic_is_mass(name))
		return measured_take(x->in, &m, &x->mass);
	if (str_is_nocase(name, "HS code") || str_is_nocase(name, "HTS code"))
		return fields_text(x->in->b, value, &x->of.hs, x->in->f) !=
		       ST_NOMEM;
	if (!str_is_nocase(name, "country of origin") ||
	    fields_country(x->in->b, value, country, x->in->f) != ST_OK)
		return true;
	return stated_made_in(
	    &x->said, x->item[x->open].ref, country, x->in->decl, value.at);
}
