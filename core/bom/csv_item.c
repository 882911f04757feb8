/* SPDX-License-Identifier: Apache-2.0 */
/*
 * csv_item - what a row states of an item: mass, price, form and marks; see
 * csv_table.h.
 */
#include "core/bom/csv_table.h"

#include <string.h>

/*
 * table_per_base - from so much per unit to so much per base unit.
 *
 * In:	id    a number, or NUM_INFINITE
 * Out:	the id of the quotient, INTERN_NONE when memory is out
 */
uint32_t
table_per_base(struct bom *b, uint32_t id, enum unit unit)
{
	mpq_t q, one, view;

	if (id == NUM_INFINITE || id == NUM_ZERO)
		return id;
	mpq_inits(q, one, NULL);
	mpq_set_ui(one, 1, 1);
	unit_to_base(unit, one);
	numtab_view(&b->num, id, view);
	mpq_div(q, view, one);
	id = numtab_put(&b->num, q);
	mpq_clears(q, one, NULL);
	return id;
}

static bool
has_dimension(enum unit unit)
{
	enum dimension d = unit_dimension(unit);

	return d != DIM_NONE && d != DIM_SHARE;
}

/* "g/Part", "kg/m^2": the unit of the mass, and of what it is the mass. */
static enum status
split_unit(struct table *t, struct field *unit, enum unit *of)
{
	const char *slash = memchr(unit->text.p, '/', unit->text.n);
	struct str below;

	if (slash == NULL)
		return ST_OK;
	below = str_trim((struct str){
	    slash + 1, (size_t)(unit->text.p + unit->text.n - slash - 1) });
	*of = str_is_nocase(below, "part") ? UNIT_EACH : unit_find(below);
	if (!has_dimension(*of))
		return findings_error(t->in->f, ST_UNIT,
		    bom_pos(t->in->b, unit->at),
		    "\"%.*s\": expected a mass per unit such as g/part or "
		    "kg/m^2",
		    STR_ARG(str_clip(unit->text, 60)));
	unit->text = str_trim(
	    (struct str){ unit->text.p, (size_t)(slash - unit->text.p) });
	return ST_OK;
}

static enum status
item_mass(struct table *t, enum unit of, struct item *said)
{
	struct amount_text text = { .amount = table_cell(t, COL_MASS),
		.unit = table_cell(t, COL_MASS_UNIT) };
	struct bom *b = t->in->b;
	struct amount mass;
	enum status st;

	text.min = text.max = (struct field){ { "", 0 }, text.amount.at };
	if (text.amount.text.n == 0)
		return ST_OK;
	if (text.unit.text.n == 0 && t->head.unit[COL_MASS] != UNIT_NONE)
		text.unit.text =
		    str_of(unit_name((enum unit)t->head.unit[COL_MASS]));
	st = split_unit(t, &text.unit, &of);
	if (st == ST_OK)
		st = fields_mass(b, &text, &mass, t->in->f);
	if (st != ST_OK)
		return st;
	if (!has_dimension(of))
		return findings_error(t->in->f, ST_UNIT,
		    bom_pos(b, text.amount.at),
		    "a mass of something that is counted as a share of its "
		    "parent: expected a mass per unit such as g/part, or none");
	mass.lo = table_per_base(b, mass.lo, of);
	if (mass.hi != NUM_INFINITE) {
		mass.hi = table_per_base(b, mass.hi, of);
		if (mass.hi == INTERN_NONE)
			return fields_nomem(t->in->f);
	}
	if (mass.lo == INTERN_NONE)
		return fields_nomem(t->in->f);
	said->mass = mass;
	said->has_mass = 1;
	said->dim = (uint8_t)unit_dimension(of);
	return ST_OK;
}

static enum status
item_value(struct table *t, enum unit of, struct item *said)
{
	struct field amount = table_cell(t, COL_VALUE);
	struct bom *b = t->in->b;
	enum status st;

	if (amount.text.n == 0)
		return ST_OK;
	st = fields_value(b, amount, table_cell(t, COL_CURRENCY), &said->value,
	    &said->currency, t->in->f);
	if (st != ST_OK || said->value == BOM_NONE)
		return st;
	if (!has_dimension(of))
		return findings_error(t->in->f, ST_UNIT, bom_pos(b, amount.at),
		    "a price of something that is counted as a share of its "
		    "parent: expected no price");
	if (said->dim != DIM_NONE && said->dim != unit_dimension(of))
		return findings_error(t->in->f, ST_UNIT, bom_pos(b, amount.at),
		    "a price per %s of something whose mass is per %s: "
		    "expected both for the same unit",
		    dimension_name(unit_dimension(of)),
		    dimension_name((enum dimension)said->dim));
	said->dim = (uint8_t)unit_dimension(of);
	said->value = table_per_base(b, said->value, of);
	return said->value != INTERN_NONE ? ST_OK : fields_nomem(t->in->f);
}

static enum status
item_flags(struct table *t, struct item *said)
{
	struct field complete = table_cell(t, COL_COMPLETE);
	bool yes = false;
	enum status st =
	    fields_bool(t->in->b, table_cell(t, COL_SHIPPED), &yes, t->in->f);

	if (st == ST_OK && yes)
		said->flags |= ITEM_SHIPPED;
	yes = false;
	if (st == ST_OK && complete.text.n > 0) {
		st = fields_bool(t->in->b, complete, &yes, t->in->f);
		if (st == ST_OK)
			said->flags |= yes ? ITEM_COMPLETE : ITEM_OPEN;
	}
	return st;
}

/*
 * table_item - what the row states of an item besides its key.
 *
 * In:	unit  mass and price are per one of it, where the mass does not say
 *	      otherwise
 * Out:	said  its dimension is set only if a mass or price is stated
 * Err:	the first; all of them are in f
 */
enum status
table_item(struct table *t, enum unit unit, struct item *said)
{
	struct bom *b = t->in->b;
	struct findings *f = t->in->f;
	struct field form = table_cell(t, COL_FORM);
	enum status all[6] = { ST_OK };

	*said = (struct item){ .value = BOM_NONE, .mass = amount_unknown() };
	all[0] = fields_text(b, table_cell(t, COL_NAME), &said->name, f);
	all[1] = fields_text(b, table_cell(t, COL_HS), &said->hs, f);
	all[2] = fields_text(b, table_cell(t, COL_CONTROL), &said->control, f);
	if (form.text.n > 0)
		all[3] = fields_form(b, form, &said->form, f);
	all[4] = item_mass(t, unit, said);
	if (all[4] == ST_OK)
		all[4] = item_value(t, unit, said);
	all[5] = item_flags(t, said);
	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (all[i] != ST_OK)
			return all[i];
	return ST_OK;
}
