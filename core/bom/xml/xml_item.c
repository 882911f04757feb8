/* SPDX-License-Identifier: Apache-2.0 */
/*
 * xml_item - items of our XML; see xml_reading.h.
 *
 * Items wait for each other as uses do; see xml_use.c.  One that is still open
 * learns which it is when something inside it is read.
 */
#include "core/base/limits.h"
#include "core/bom/xml/xml_reading.h"

static enum status
item_unit(struct xml_reading *r, enum unit *unit)
{
	uint8_t u = UNIT_NONE;
	enum status st;

	*unit = UNIT_NONE;
	if (xml_value(r, ATTR_UNIT).n == 0)
		return ST_OK;
	st = fields_unit(r->b, xml_field(r, ATTR_UNIT), &u, r->f);
	if (st == ST_OK && unit_dimension((enum unit)u) == DIM_SHARE)
		return findings_error(r->f, ST_UNIT, xml_place(r, ATTR_UNIT),
		    "an item counted in \"%.*s\": expected each, g, kg, m, m2, "
		    "l or another unit of quantity",
		    STR_ARG(str_clip(xml_value(r, ATTR_UNIT), 60)));
	*unit = (enum unit)u;
	return st;
}

static enum status
item_flags(struct xml_reading *r, uint8_t *flags)
{
	bool shipped = false, complete = false, phantom = false;
	enum status st =
	    fields_bool(r->b, xml_field(r, ATTR_SHIPPED), &shipped, r->f);

	st = xml_worse(st,
	    fields_bool(r->b, xml_field(r, ATTR_COMPLETE), &complete, r->f));
	st = xml_worse(
	    st, fields_bool(r->b, xml_field(r, ATTR_PHANTOM), &phantom, r->f));
	*flags = phantom ? ITEM_PHANTOM : 0;
	if (shipped)
		*flags |= ITEM_SHIPPED;
	if (complete)
		*flags |= ITEM_COMPLETE;
	else if (xml_value(r, ATTR_COMPLETE).n > 0)
		*flags |= ITEM_OPEN;
	return st;
}

static enum status
item_amounts(struct xml_reading *r, struct item *it, enum unit unit)
{
	const struct amount_text mass = { .amount = xml_field(r, ATTR_MASS),
		.unit = xml_field(r, ATTR_MASS_UNIT) };
	enum status st = ST_OK;

	if (xml_value(r, ATTR_MASS).n > 0) {
		st = fields_mass(r->b, &mass, &it->mass, r->f);
		it->has_mass = st == ST_OK &&
			       (it->mass.hi != NUM_INFINITE ||
				   it->mass.lo != NUM_ZERO || it->mass.lo_open);
		st = xml_worse(st, xml_mass_per_base(r, unit, &it->mass));
	}
	if (xml_value(r, ATTR_VALUE).n > 0) {
		enum status value = fields_value(r->b, xml_field(r, ATTR_VALUE),
		    xml_field(r, ATTR_CURRENCY), &it->value, &it->currency,
		    r->f);

		if (value == ST_OK && unit != UNIT_NONE &&
		    !xml_per_base(r, unit, &it->value))
			value = fields_nomem(r->f);
		st = xml_worse(st, value);
	}
	return st;
}

/* An item under its name; BOM_NONE: memory is out. */
static uint32_t
add_item(struct xml_reading *r, struct item it, uint32_t ref)
{
	const struct ref *named = &r->b->ref[ref];
	uint32_t i = bom_add_named(
	    r->b, named->part, named->maker, named->revision, it.at);
	struct item *kept;

	if (i == BOM_NONE)
		return i;
	kept = &r->b->item[i];
	it.part_id = kept->part_id;
	it.maker = kept->maker;
	it.revision = kept->revision;
	*kept = it;
	return i;
}

bool
xml_keep_items(struct xml_reading *r)
{
	const struct xml_waiting_item *end = r->item + r->nitem;
	uint32_t ref = BOM_NONE;

	for (const struct xml_waiting_item *w = r->item; w < end; w++)
		intern_prefetch(&r->b->parts, &w->part);
	for (const struct xml_waiting_item *w = r->item; w < end; w++) {
		ref = bom_ref_of_part(r->b,
		    intern_put_ready(&r->b->parts, &w->part, false), STR(""),
		    STR(""), w->item.at);
		if (ref == BOM_NONE || add_item(r, w->item, ref) == BOM_NONE)
			return false;
	}
	r->nitem = 0;
	if (r->nopen > 0 && xml_top(r)->tag == TAG_ITEM &&
	    xml_top(r)->ref == BOM_NONE) /* the last of them is open */
		xml_top(r)->ref = ref;
	return true;
}

enum status
xml_item(struct xml_reading *r, struct xml_frame *fr)
{
	struct item it = {
		.value = BOM_NONE, .mass = amount_unknown(), .at = r->attrs.at
	};
	enum status st = item_unit(r, &fr->unit);
	struct xml_waiting_item *w;

	st = xml_worse(st, item_amounts(r, &it, fr->unit));
	st = xml_worse(st, xml_keep_text(r, ATTR_NAME, &it.name));
	st = xml_worse(st, xml_keep_text(r, ATTR_HS, &it.hs));
	st = xml_worse(st, xml_keep_text(r, ATTR_CONTROL, &it.control));
	st = xml_worse(st, xml_keep_text(r, ATTR_MATERIAL, &it.material));
	st = xml_worse(
	    st, fields_form(r->b, xml_field(r, ATTR_FORM), &it.form, r->f));
	st = xml_worse(st, item_flags(r, &it.flags));
	it.dim = (uint8_t)unit_dimension(fr->unit);
	if (st == ST_OK &&
	    xml_can_wait(r, ATTR_PART, ATTR_MAKER, ATTR_REVISION)) {
		if (r->nitem == XML_BATCH && !xml_keep_items(r))
			return fields_nomem(r->f);
		w = &r->item[r->nitem++];
		w->item = it;
		intern_ready(&r->b->parts, xml_value(r, ATTR_PART), &w->part);
		return ST_OK;
	}
	if (!xml_keep_items(r))
		return fields_nomem(r->f);
	st = xml_worse(st,
	    xml_take_ref(r, ATTR_PART, ATTR_MAKER, ATTR_REVISION, &fr->ref));
	if (st != ST_OK)
		return st;
	return add_item(r, it, fr->ref) != BOM_NONE ? ST_OK
						    : fields_nomem(r->f);
}

enum status
xml_maker_part(struct xml_reading *r, const struct xml_frame *fr)
{
	struct maker_part m = { .item = fr->ref, .at = r->attrs.at };
	enum status st;

	st = xml_keep_text(r, ATTR_PART, &m.number);
	st = xml_worse(st, xml_keep_text(r, ATTR_MAKER, &m.maker));
	if (st != ST_OK)
		return st;
	return bom_add_maker_part(r->b, m) ? ST_OK : fields_nomem(r->f);
}

enum status
xml_supplier(struct xml_reading *r, const struct xml_frame *fr)
{
	uint32_t name;
	enum status st = xml_keep_text(r, ATTR_NAME, &name);

	if (st != ST_OK)
		return st;
	return bom_add_seller(r->b, fr->ref, name) ? ST_OK : fields_nomem(r->f);
}
