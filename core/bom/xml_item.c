/* SPDX-License-Identifier: Apache-2.0 */
/* xml_item - items and uses of our XML; see xml_reading.h. */
#include "core/base/limits.h"
#include "core/bom/xml_reading.h"

static enum status
item_unit(struct xml_reading *r, enum unit *unit)
{
	uint8_t u = UNIT_NONE;
	enum status st;

	*unit = UNIT_NONE;
	if (xml_value(r, ATTR_UNIT).n == 0)
		return ST_OK;
	st = fields_unit(r->b, r->attrs.a[ATTR_UNIT], &u, r->f);
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
	    fields_bool(r->b, r->attrs.a[ATTR_SHIPPED], &shipped, r->f);

	st = xml_worse(
	    st, fields_bool(r->b, r->attrs.a[ATTR_COMPLETE], &complete, r->f));
	st = xml_worse(
	    st, fields_bool(r->b, r->attrs.a[ATTR_PHANTOM], &phantom, r->f));
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
	const struct amount_text mass = { .amount = r->attrs.a[ATTR_MASS],
		.unit = r->attrs.a[ATTR_MASS_UNIT] };
	enum status st = ST_OK;

	if (xml_value(r, ATTR_MASS).n > 0) {
		st = fields_mass(r->b, &mass, &it->mass, r->f);
		it->has_mass = st == ST_OK &&
			       (it->mass.hi != NUM_INFINITE ||
				   it->mass.lo != NUM_ZERO || it->mass.lo_open);
		st = xml_worse(st, xml_mass_per_base(r, unit, &it->mass));
	}
	if (xml_value(r, ATTR_VALUE).n > 0) {
		enum status value = fields_value(r->b, r->attrs.a[ATTR_VALUE],
		    r->attrs.a[ATTR_CURRENCY], &it->value, &it->currency, r->f);

		if (value == ST_OK && unit != UNIT_NONE &&
		    !xml_per_base(r, unit, &it->value))
			value = fields_nomem(r->f);
		st = xml_worse(st, value);
	}
	return st;
}

enum status
xml_item(struct xml_reading *r, struct xml_frame *fr)
{
	struct item it = { .value = BOM_NONE, .mass = amount_unknown() }, *kept;
	enum status st = item_unit(r, &fr->unit);
	uint32_t i;

	st = xml_worse(st, item_amounts(r, &it, fr->unit));
	st = xml_worse(st, xml_keep_text(r, ATTR_NAME, &it.name));
	st = xml_worse(st, xml_keep_text(r, ATTR_HS, &it.hs));
	st = xml_worse(st, xml_keep_text(r, ATTR_CONTROL, &it.control));
	st = xml_worse(
	    st, fields_form(r->b, r->attrs.a[ATTR_FORM], &it.form, r->f));
	st = xml_worse(st, item_flags(r, &it.flags));
	st = xml_worse(st,
	    xml_take_ref(r, ATTR_PART, ATTR_MAKER, ATTR_REVISION, &fr->ref));
	if (st != ST_OK)
		return st;
	i = bom_add_item(r->b, xml_value(r, ATTR_PART),
	    xml_value(r, ATTR_MAKER), xml_value(r, ATTR_REVISION), r->attrs.at);
	if (i == BOM_NONE)
		return fields_nomem(r->f);
	kept = &r->b->item[i];
	it.part = kept->part;
	it.part_id = kept->part_id;
	it.maker = kept->maker;
	it.revision = kept->revision;
	it.at = kept->at;
	it.dim = (uint8_t)unit_dimension(fr->unit);
	*kept = it;
	return ST_OK;
}

/* quantity / per, both exact; nothing if the place stays empty. */
static enum status
use_quantity(struct xml_reading *r, struct use *u)
{
	const struct field each = { STR("each"), r->attrs.at };
	struct field per = r->attrs.a[ATTR_PER];
	uint32_t den = BOM_NONE;
	uint8_t none = UNIT_NONE;
	bool populate = true;
	enum status st = fields_quantity(r->b, r->attrs.a[ATTR_QUANTITY],
	    r->attrs.a[ATTR_UNIT], &u->qty, &u->unit, r->f);

	st = xml_worse(
	    st, fields_bool(r->b, r->attrs.a[ATTR_POPULATE], &populate, r->f));
	if (str_trim(per.text).n > 0) {
		enum status p =
		    fields_quantity(r->b, per, each, &den, &none, r->f);

		if (p == ST_OK && (den == BOM_NONE || den == NUM_ZERO))
			p = findings_error(r->f, ST_RANGE,
			    xml_place(r, ATTR_PER),
			    "per \"%.*s\": expected the number of parents "
			    "that the quantity is for, above zero",
			    STR_ARG(str_clip(xml_value(r, ATTR_PER), 60)));
		st = xml_worse(st, p);
	}
	if (st != ST_OK)
		return st;
	if (!populate)
		u->qty = NUM_ZERO;
	if (den != BOM_NONE && den != NUM_ONE && u->qty != BOM_NONE) {
		mpq_t a, b, q;

		mpq_init(q);
		numtab_view(&r->b->num, u->qty, a);
		numtab_view(&r->b->num, den, b);
		mpq_div(q, a, b);
		u->qty = numtab_put(&r->b->num, q);
		mpq_clear(q);
		if (u->qty == INTERN_NONE)
			return fields_nomem(r->f);
	}
	return ST_OK;
}

/* On which days the use holds, and what it is an alternative to. */
static enum status
use_note(struct xml_reading *r, uint32_t *id)
{
	struct use_note note = { 0 };
	enum status st = fields_days(
	    r->b, r->attrs.a[ATTR_FROM], r->attrs.a[ATTR_UNTIL], &note, r->f);

	st = xml_worse(st, xml_keep_text(r, ATTR_ALTERNATIVE, &note.place));
	if (st != ST_OK)
		return st;
	*id = bom_note(r->b, note);
	return *id != BOM_NONE ? ST_OK : fields_nomem(r->f);
}

/* Uses of one parent mostly stand together. */
static enum status
use_parent(struct xml_reading *r, uint32_t *ref)
{
	bool plain = xml_value(r, ATTR_PARENT_MAKER).n == 0 &&
		     xml_value(r, ATTR_PARENT_REVISION).n == 0;
	enum status st;

	if (plain && r->parent_ref != BOM_NONE &&
	    str_eq(xml_value(r, ATTR_PARENT), r->parent)) {
		*ref = r->parent_ref;
		return ST_OK;
	}
	st = xml_take_ref(
	    r, ATTR_PARENT, ATTR_PARENT_MAKER, ATTR_PARENT_REVISION, ref);
	r->parent_ref = st == ST_OK && plain ? *ref : BOM_NONE;
	if (r->parent_ref != BOM_NONE)
		r->parent = r->b->parts.key[r->b->ref[*ref].part];
	return st;
}

enum status
xml_use(struct xml_reading *r)
{
	struct use u = { .at = r->attrs.at }, *kept;
	enum status st = use_quantity(r, &u);

	if (xml_value(r, ATTR_FROM).n > 0 || xml_value(r, ATTR_UNTIL).n > 0 ||
	    xml_value(r, ATTR_ALTERNATIVE).n > 0)
		st = xml_worse(st, use_note(r, &u.note));
	st = xml_worse(st, use_parent(r, &u.parent));
	st = xml_worse(st, xml_take_ref(r, ATTR_CHILD, ATTR_CHILD_MAKER,
			       ATTR_CHILD_REVISION, &u.child));
	if (st != ST_OK)
		return st;
	kept = bom_add_use(r->b);
	if (kept == NULL)
		return fields_nomem(r->f);
	*kept = u;
	return ST_OK;
}
