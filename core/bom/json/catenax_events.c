/* SPDX-License-Identifier: Apache-2.0 */
/*
 * catenax_events - aspects, children and materials as they begin and end; see
 * catenax.h.
 */
#include "core/bom/json/catenax.h"

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
		cx_open(x)->says = true;
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
		cx_open(x)->passport = true;
		return true;
	default:
		return true;
	}
}

bool
cx_add_origin(struct catenax *x, const struct cx_origin *o)
{
	struct cx_origin *list = array_grow(
	    x->origin, &x->origin_cap, x->norigin + 1, sizeof(*list));

	if (list == NULL)
		return false;
	x->origin = list;
	list[x->norigin++] = *o;
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
	struct measured *mass = &cx_open(x)->mass;
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
		if (str_is_nocase(key, tariffs[i]) && cx_open(x)->hs.id == 0)
			cx_open(x)->hs = x->text;
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
		x->open = cx_open(x)->around;
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
		return cx_add_origin(x, &x->from);
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
