/* SPDX-License-Identifier: Apache-2.0 */
/*
 * catenax_events - aspects, children and materials as they are read; see
 * catenax.h.
 */
#include "core/bom/catenax.h"

#include <string.h>

static struct cx_aspect *
open_aspect(struct catenax *x)
{
	return &x->aspect[x->open];
}

static bool
begin_aspect(struct catenax *x, struct place at)
{
	struct cx_aspect *list = array_grow(
	    x->aspect, &x->aspect_cap, x->naspect + 1, sizeof(*list));

	if (list == NULL)
		return false;
	x->aspect = list;
	list[x->naspect] = (struct cx_aspect){ .at = at,
		.around = x->open,
		.decl = x->in->decl,
		.passport = x->passports };
	x->open = (uint32_t)x->naspect++;
	return true;
}

static void
begin_content(struct catenax *x, struct place at)
{
	x->holds = (struct cx_content){ .aspect = x->open,
		.at = at,
		.first_origin = (uint32_t)x->norigin };
	x->value = x->least = x->most = x->unit = (struct cx_text){ 0 };
	x->fraction = (struct cx_text){ 0 };
	x->standard = x->group = (struct cx_text){ 0 };
	x->bound = &x->value;
}

bool
cx_begin(struct catenax *x, enum cx_kind kind, struct place at)
{
	if (kind != CX_ASPECT && kind != CX_TWIN)
		open_aspect(x)->says = true;
	switch (kind) {
	case CX_ASPECT:
	case CX_TWIN:
		return begin_aspect(x, at);
	case CX_CHILD:
		x->part = (struct cx_child){ .aspect = x->open, .at = at };
		return true;
	case CX_TARIFF:
	case CX_RECYCLED:
	case CX_MATERIAL:
	case CX_OLD_MATERIAL:
	case CX_WEIGHT:
		begin_content(x, at);
		return true;
	case CX_TARIFF_ORIGIN:
	case CX_PROCESSING:
		x->from = (struct cx_origin){ .at = at };
		return true;
	case CX_CODE:
	case CX_MATERIAL_ID:
	case CX_OLD_ID:
		x->key = x->text = x->id_name = (struct cx_text){ 0 };
		return true;
	case CX_CONCENTRATION:
		x->bound = &x->value;
		return true;
	case CX_LEAST:
		x->bound = &x->least;
		return true;
	case CX_MOST:
		x->bound = &x->most;
		return true;
	case CX_METADATA:
		open_aspect(x)->passport = true;
		return true;
	default:
		return true;
	}
}

static bool
add_origin(struct catenax *x, const struct cx_origin *o)
{
	struct cx_origin *list = array_grow(
	    x->origin, &x->origin_cap, x->norigin + 1, sizeof(*list));

	if (list == NULL)
		return false;
	x->origin = list;
	list[x->norigin++] = *o;
	return true;
}

/* A magnet of rare earth holds some of it. */
static bool
take_magnet(struct catenax *x, struct field type)
{
	static const struct {
		const char *type, *element;
	} types[] = { { "Neodymium Iron Boron", "Nd" },
		{ "Samarium Cobalt", "Sm" } };
	struct str s = str_trim(type.text);
	struct cx_content *list;

	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		if (!str_is_nocase(s, types[i].type))
			continue;
		list = array_grow(x->content, &x->content_cap, x->ncontent + 1,
		    sizeof(*list));
		if (list == NULL)
			return false;
		x->content = list;
		list[x->ncontent++] = (struct cx_content){ .aspect = x->open,
			.element = { bom_text(
					 x->in->b, str_of(types[i].element)),
			    type.at },
			.at = type.at,
			.first_origin = (uint32_t)x->norigin };
		return list[x->ncontent - 1].element.id != INTERN_NONE;
	}
	return true;
}

static struct cx_text *
text_of(struct catenax *x, enum cx_kind kind)
{
	struct cx_aspect *a = open_aspect(x);

	switch (kind) {
	case CX_ID:
		return &a->id;
	case CX_CHILD_ID:
		return &x->part.id;
	case CX_NUMBER:
		return &x->part.number;
	case CX_NUMBER_UNIT:
		return &x->part.unit;
	case CX_FROM:
		return &x->part.from;
	case CX_UNTIL:
		return &x->part.until;
	case CX_PART_NUMBER:
		return &a->number;
	case CX_PART_NAME:
		return &a->name;
	case CX_COUNTRY:
		return &a->country;
	case CX_AMOUNT:
		return &a->amount;
	case CX_CURRENCY:
		return &a->currency;
	case CX_HS:
		return &a->hs;
	case CX_TARIFF_STANDARD:
		return &x->standard;
	case CX_TARIFF_GROUP:
		return &x->group;
	case CX_ORIGIN_COUNTRY:
		return &x->from.country;
	case CX_ORIGIN_WEIGHT:
		return &x->from.weight;
	case CX_PROCESS:
		return &x->from.process;
	case CX_MATERIAL_NAME:
		return &x->holds.name;
	case CX_MEASURE:
		return x->bound;
	case CX_MEASURE_UNIT:
		return &x->unit;
	case CX_PASSPORT_ID:
		return &a->passport_id;
	case CX_ISSUED:
		return &a->issued;
	case CX_EXPIRES:
		return &a->expires;
	case CX_STATUS:
		return &a->status;
	case CX_CODE_KEY:
	case CX_ID_TYPE:
		return &x->key;
	case CX_CODE_TEXT:
	case CX_ID_TEXT:
		return &x->text;
	case CX_ID_NAME:
		return &x->id_name;
	case CX_ISSUER:
		return &a->issuer;
	case CX_FRACTION:
		return &x->fraction;
	case CX_TYPE:
		return &x->type;
	default:
		return &a->maker;
	}
}

static bool
take_kilograms(struct catenax *x, struct field text)
{
	const struct measured_fields m = { .value = text,
		.unit = { STR("kg"), text.at } };

	return measured_take(x->in, &m, &open_aspect(x)->mass);
}

static bool
take_material_origin(struct catenax *x, struct field text)
{
	struct cx_origin o = { .at = text.at, .country = { 0, text.at } };

	return fields_text(x->in->b, text, &o.country.id, x->in->f) !=
		   ST_NOMEM &&
	       (o.country.id == 0 || add_origin(x, &o));
}

/* What is said again, and otherwise: of several names the first counts, of
 * numbers and units nobody says which. */
static void
say_another(struct catenax *x, enum cx_kind kind, struct field text,
    const struct cx_text *first)
{
	static const struct {
		uint8_t kind;
		enum status st;
		const char *what, *expected;
	} single[] = {
		{ CX_MEASURE_UNIT, ST_UNIT, "unit", "one unit for one amount" },
		{ CX_MEASURE, ST_DUPLICATE, "amount", "one amount" },
		{ CX_FRACTION, ST_DUPLICATE, "fraction", "one amount" },
		{ CX_NUMBER, ST_DUPLICATE, "quantity", "one quantity" },
		{ CX_NUMBER_UNIT, ST_UNIT, "unit",
		    "one unit for one quantity" },
		{ CX_ORIGIN_WEIGHT, ST_DUPLICATE, "weight",
		    "one weight of an origin" },
		{ CX_AMOUNT, ST_DUPLICATE, "price", "one price" },
		{ CX_CURRENCY, ST_DUPLICATE, "currency", "one currency" },
		{ CX_PART_NUMBER, ST_DUPLICATE, "part number",
		    "one part in one document" },
	};
	struct bom *b = x->in->b;

	for (size_t i = 0; i < sizeof(single) / sizeof(single[0]); i++)
		if (single[i].kind == kind)
			findings_error(x->in->f, single[i].st,
			    bom_pos(b, text.at),
			    "%s \"%.*s\" beside \"%.*s\": expected %s",
			    single[i].what, STR_ARG(str_clip(text.text, 40)),
			    STR_ARG(str_clip(bom_text_get(b, first->id), 40)),
			    single[i].expected);
}

bool
cx_value(struct catenax *x, enum cx_kind kind, struct field text)
{
	struct cx_text *t;
	uint32_t id = 0;

	switch (kind) {
	case CX_ALTERNATIVES:
		fields_bool(x->in->b, text, &x->part.perhaps, x->in->f);
		return true;
	case CX_KILOGRAMS:
		open_aspect(x)->says = true;
		return take_kilograms(x, text);
	case CX_MATERIAL_ORIGIN:
		return take_material_origin(x, text);
	case CX_MAGNET:
		return take_magnet(x, text);
	case CX_TYPE:
		x->is_passport |= str_is(text.text, "DigitalProductPassport") ||
				  str_is(text.text, "ProductPassport");
		break;
	default:
		break;
	}
	if (fields_text(x->in->b, text, &id, x->in->f) == ST_NOMEM)
		return false;
	open_aspect(x)->says |= kind != CX_ID;
	t = text_of(x, kind);
	if (t->id == 0)
		*t = (struct cx_text){ id, text.at };
	else if (t->id != id)
		say_another(x, kind, text, t);
	return true;
}

/* The open amount: a range goes before a value. */
static bool
take_amount(struct catenax *x, struct measured *out)
{
	struct field unit = cx_field(x, x->unit);
	struct measured_fields m = { .value = cx_field(x, x->value),
		.min = cx_field(x, x->least),
		.max = cx_field(x, x->most) };

	if (x->value.id == 0)
		m.value.at = x->least.id != 0 ? x->least.at : x->most.at;

	unit.text = cx_unit(unit.text);
	if (x->fraction.id != 0) {
		m.value = cx_field(x, x->fraction);
		m.unit = (struct field){ STR("fraction"), m.value.at };
		return measured_take(x->in, &m, out);
	}
	m.unit = unit;
	if (x->value.id == 0 && x->least.id == 0 && x->most.id == 0)
		return true;
	if (unit.text.n > 0 &&
	    (unit_dimension(unit_find(unit.text)) == DIM_SHARE ||
		unit_dimension(unit_find(unit.text)) == DIM_MASS))
		return measured_take(x->in, &m, out);
	if (x->nunits++ == 0)
		x->unknown_unit = x->unit.id != 0 ? x->unit : x->value;
	return true;
}

/* The mass of an asset, which is said once. */
static bool
end_weight(struct catenax *x)
{
	struct measured *mass = &open_aspect(x)->mass;
	const struct measured before = *mass;

	if (!take_amount(x, mass))
		return false;
	if (measured_given(&before) &&
	    (before.value != mass->value || before.unit != mass->unit))
		findings_error(x->in->f, ST_DUPLICATE,
		    bom_pos(x->in->b, mass->at),
		    "another weight of what is of one already: expected one "
		    "in one document");
	return true;
}

static bool
put_content(struct catenax *x)
{
	struct cx_content *list = array_grow(
	    x->content, &x->content_cap, x->ncontent + 1, sizeof(*list));

	if (list == NULL)
		return false;
	x->content = list;
	x->holds.norigin = (uint32_t)x->norigin - x->holds.first_origin;
	list[x->ncontent++] = x->holds;
	return true;
}

/* A class of materials under its standard: nobody says which material. */
static bool
end_tariff(struct catenax *x)
{
	char name[200] = "";

	str_add(name, sizeof(name), "%.*s %.*s",
	    STR_ARG(str_clip(bom_text_get(x->in->b, x->standard.id), 90)),
	    STR_ARG(str_clip(bom_text_get(x->in->b, x->group.id), 90)));
	x->holds.name.id = bom_text(x->in->b, str_trim(str_of(name)));
	x->holds.name.at = x->holds.at;
	return x->holds.name.id != INTERN_NONE && put_content(x);
}

static bool
end_material(struct catenax *x)
{
	return take_amount(x, &x->holds.amount) && put_content(x);
}

/* The best of several numbers for a material is a CAS number. */
static void
end_id(struct catenax *x)
{
	struct str type = bom_text_get(x->in->b, x->key.id);

	if (str_is_nocase(type, "CAS") && x->holds.cas.id == 0)
		x->holds.cas = x->text;
	if (x->holds.name.id == 0)
		x->holds.name = x->id_name.id != 0 ? x->id_name : x->text;
}

static void
end_code(struct catenax *x)
{
	static const char *const tariffs[] = { "TARIC", "HS", "HTS", "HTSUS",
		"CN", "HS code" };
	struct str key = str_trim(bom_text_get(x->in->b, x->key.id));

	for (size_t i = 0; i < sizeof(tariffs) / sizeof(tariffs[0]); i++)
		if (str_is_nocase(key, tariffs[i]) &&
		    open_aspect(x)->hs.id == 0)
			open_aspect(x)->hs = x->text;
}

static bool
end_child(struct catenax *x)
{
	struct cx_child *list =
	    array_grow(x->child, &x->child_cap, x->nchild + 1, sizeof(*list));

	if (list == NULL)
		return false;
	x->child = list;
	if (x->part.id.id == 0)
		findings_error(x->in->f, ST_INCOMPLETE,
		    bom_pos(x->in->b, x->part.at),
		    "a part without an id: expected its globalAssetId or "
		    "catenaXId");
	list[x->nchild++] = x->part;
	return true;
}

bool
cx_end(struct catenax *x, enum cx_kind kind)
{
	switch (kind) {
	case CX_ASPECT:
	case CX_TWIN:
		x->open = open_aspect(x)->around;
		return true;
	case CX_CHILD:
		return end_child(x);
	case CX_TARIFF:
		return end_tariff(x);
	case CX_RECYCLED:
	case CX_MATERIAL:
	case CX_OLD_MATERIAL:
		return end_material(x);
	case CX_WEIGHT:
		return end_weight(x);
	case CX_TARIFF_ORIGIN:
	case CX_PROCESSING:
		return add_origin(x, &x->from);
	case CX_MATERIAL_ID:
	case CX_OLD_ID:
		end_id(x);
		return true;
	case CX_CODE:
		end_code(x);
		return true;
	default:
		return true;
	}
}
