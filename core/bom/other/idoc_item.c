/* SPDX-License-Identifier: Apache-2.0 */
/* idoc_item - what MATMAS says of a material; see idoc.h. */
#include "core/bom/field/per_unit.h"
#include "core/bom/other/idoc.h"
#include "core/bom/other/measured.h"

bool
idoc_begin_material(struct idoc *x, struct place at)
{
	x->of = (struct item){ .value = BOM_NONE, .mass = amount_unknown() };
	x->ref = BOM_NONE;
	x->at = at;
	x->english = false;
	return true;
}

/* Fields of the material stand before its segments. */
static bool
begin_once(struct idoc *x)
{
	if (x->ref != BOM_NONE)
		return true;
	return idoc_material(
	    x, idoc_field(x, M_MATNR_LONG), idoc_field(x, M_MATNR), &x->ref);
}

/* The English name, else the first. */
bool
idoc_name(struct idoc *x)
{
	bool english = str_is_nocase(idoc_text(x, N_SPRAS_ISO), "EN") ||
		       str_is_nocase(idoc_text(x, N_SPRAS), "E");

	if (idoc_text(x, N_MAKTX).n == 0 || x->english ||
	    (x->of.name != 0 && !english))
		return true;
	x->english = english;
	return fields_text(x->in->b, idoc_field(x, N_MAKTX), &x->of.name,
		   x->in->f) != ST_NOMEM;
}

/* Where it was made, and its customs heading. */
bool
idoc_plant(struct idoc *x)
{
	struct field from = idoc_field(x, W_HERKL);
	char country[3] = "";

	if (!begin_once(x))
		return false;
	if (idoc_text(x, W_STAWN).n > 0 && x->of.hs == 0 &&
	    fields_text(x->in->b, idoc_field(x, W_STAWN), &x->of.hs,
		x->in->f) == ST_NOMEM)
		return false;
	if (x->ref == BOM_NONE || str_trim(from.text).n == 0 ||
	    fields_country(x->in->b, from, country, x->in->f) != ST_OK)
		return true;
	return stated_made_in(&x->said, x->ref, country, x->in->decl, from.at);
}

/* The mass of one base unit, where that is all that is said: so many of them
 * are a kilogram. */
static bool
mass_by_unit(struct idoc *x, uint32_t factor, enum unit unit)
{
	struct bom *b = x->in->b;
	mpq_t q, view;

	if (unit_dimension(unit) != DIM_MASS || x->of.has_mass ||
	    factor == NUM_ZERO)
		return true;
	mpq_init(q);
	mpq_set_ui(q, 1, 1);
	unit_to_base(unit, q);
	numtab_view(&b->num, factor, view);
	mpq_div(q, q, view);
	x->of.mass.lo = x->of.mass.hi = numtab_put(&b->num, q);
	x->of.has_mass = 1;
	mpq_clear(q);
	return x->of.mass.lo != INTERN_NONE;
}

/* One of another unit is UMREZ / UMREN base units. */
bool
idoc_other_unit(struct idoc *x)
{
	struct bom *b = x->in->b;
	struct idoc_factor f = { .ref = BOM_NONE }, *list;
	uint32_t num, den;
	bool minus, minus_too;

	if (!begin_once(x) ||
	    !idoc_number(x, idoc_field(x, U_UMREZ), &num, &minus) ||
	    !idoc_number(x, idoc_field(x, U_UMREN), &den, &minus_too))
		return false;
	if (x->ref == BOM_NONE || num == BOM_NONE || den == BOM_NONE ||
	    num == NUM_ZERO || den == NUM_ZERO || minus || minus_too)
		return true;
	f.ref = x->ref;
	f.factor = numtab_div(&b->num, num, den);
	f.unit_text = bom_text(b, idoc_text(x, U_MEINH));
	list = array_grow(
	    x->factor, &x->factor_cap, x->nfactor + 1, sizeof(*list));
	if (list == NULL || f.factor == INTERN_NONE || f.unit_text == BOM_NONE)
		return false;
	x->factor = list;
	list[x->nfactor++] = f;
	return true;
}

/* The net mass; what comes with its packing says nothing of it. */
static bool
take_mass(struct idoc *x, enum unit base)
{
	const struct measured_fields fields = {
		.value = idoc_field(x, M_NTGEW),
		.unit = idoc_field(x, M_GEWEI),
	};
	struct measured m = { 0 };
	uint32_t number;
	bool minus;

	if (!idoc_number(x, fields.value, &number, &minus))
		return false;
	if (number == BOM_NONE || number == NUM_ZERO || minus ||
	    str_trim(fields.unit.text).n == 0 || base == UNIT_NONE ||
	    unit_dimension(base) == DIM_MASS)
		return true;
	return measured_take(x->in, &fields, &m) &&
	       measured_state(x->in, &m, base, &x->of);
}

/* What the material is in its other units, for lists in any file; and its mass,
 * where one of these is a unit of mass. */
static bool
other_units(struct idoc *x, enum unit base)
{
	struct bom *b = x->in->b;
	bool mass = unit_is_base(base) && unit_dimension(base) != DIM_MASS;

	for (size_t i = x->nfactor;
	     per_unit_fits(base) && i > 0 && x->factor[i - 1].ref == x->ref;
	     i--) {
		const struct idoc_factor *f = &x->factor[i - 1];
		enum unit unit = idoc_unit(bom_text_get(b, f->unit_text));
		struct other_unit o = { .item = x->ref,
			.factor = f->factor,
			.unit = (uint8_t)unit,
			.dim = (uint8_t)unit_dimension(base) };

		if (unit == UNIT_NONE || !unit_is_base(base))
			continue;
		if (!bom_add_other_unit(b, o) ||
		    (mass && !mass_by_unit(x, f->factor, unit)))
			return false;
	}
	return true;
}

bool
idoc_end_material(struct idoc *x)
{
	struct bom *b = x->in->b;
	struct field unit = idoc_field(x, M_MEINS);
	struct field mpn = idoc_field(x, M_MFRPN);
	enum unit base = idoc_unit(str_trim(unit.text));
	struct maker_part part = { .at = mpn.at };
	uint32_t unknown;

	if (!begin_once(x))
		return false;
	if (x->ref == BOM_NONE) {
		findings_error(x->in->f, ST_INCOMPLETE, bom_pos(b, x->at),
		    "a material without a number: expected MATNR or "
		    "MATNR_LONG in E1MARAM");
		return true;
	}
	if (base == UNIT_NONE && str_trim(unit.text).n > 0) {
		unknown = bom_text(b, str_trim(unit.text));
		if (unknown == BOM_NONE)
			return false;
		idoc_count(x, TOLD_UNIT_OF_MATERIAL, unit.at, unknown);
	}
	if (base != UNIT_NONE)
		x->of.dim = (uint8_t)unit_dimension(base);
	if (!idoc_counted_in(x, x->ref, base) || !take_mass(x, base) ||
	    !other_units(x, base) ||
	    !stated_item(&x->said, x->ref, x->at, &x->of))
		return false;
	if (str_trim(mpn.text).n == 0 ||
	    fields_text(b, mpn, &part.number, x->in->f) != ST_OK)
		return x->in->f->first.code != ST_NOMEM;
	part.item = x->ref;
	return bom_add_maker_part(b, part);
}
