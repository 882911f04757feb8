/* SPDX-License-Identifier: Apache-2.0 */
/* per_unit - what is stated per unit of something; see per_unit.h. */
#include "core/bom/field/per_unit.h"

#include <string.h>

bool
per_unit_fits(enum unit of)
{
	enum dimension d = unit_dimension(of);

	return d != DIM_NONE && d != DIM_SHARE;
}

uint32_t
per_unit(struct bom *b, uint32_t id, enum unit of)
{
	mpq_t q, one, view;

	if (id == NUM_INFINITE || id == NUM_ZERO)
		return id;
	mpq_inits(q, one, NULL);
	mpq_set_ui(one, 1, 1);
	unit_to_base(of, one);
	numtab_view(&b->num, id, view);
	mpq_div(q, view, one);
	id = numtab_put(&b->num, q);
	mpq_clears(q, one, NULL);
	return id;
}

enum status
per_unit_split(
    const struct bom *b, struct field *unit, enum unit *of, struct findings *f)
{
	const char *slash = memchr(unit->text.p, '/', unit->text.n);
	const char *per = slash == NULL
			      ? memmem(unit->text.p, unit->text.n, " per ", 5)
			      : NULL;
	struct str below;
	enum unit found;

	if (per != NULL)
		slash = per + 4;
	if (slash == NULL)
		return ST_OK;
	below = str_trim((struct str){
	    slash + 1, (size_t)(unit->text.p + unit->text.n - slash - 1) });
	if (per != NULL)
		slash = per;
	found = str_is_nocase(below, "part") ? UNIT_EACH : unit_of_count(below);
	if (!per_unit_fits(found))
		return findings_error(f, ST_UNIT, bom_pos(b, unit->at),
		    "unit \"%.*s\": expected a mass per unit such as g/part "
		    "or kg/m2",
		    STR_ARG(str_clip(unit->text, 60)));
	*of = found;
	unit->text = str_trim(
	    (struct str){ unit->text.p, (size_t)(slash - unit->text.p) });
	return ST_OK;
}

enum status
per_unit_mass(struct bom *b, const struct amount_text *text, enum unit *of,
    struct amount *mass, struct findings *f)
{
	struct amount_text t = *text;
	struct amount m = amount_unknown();
	enum unit unit = *of;
	enum status st = per_unit_split(b, &t.unit, &unit, f);

	if (st == ST_OK)
		st = fields_mass(b, &t, &m, f);
	if (st != ST_OK)
		return st;
	if (!per_unit_fits(unit))
		return findings_error(f, ST_UNIT, bom_pos(b, t.amount.at),
		    "a mass of something that is counted as a share of its "
		    "parent: expected a mass per unit such as g/part, or none");
	m.lo = per_unit(b, m.lo, unit);
	if (m.lo == INTERN_NONE)
		return fields_nomem(f);
	if (m.hi != NUM_INFINITE) {
		m.hi = per_unit(b, m.hi, unit);
		if (m.hi == INTERN_NONE)
			return fields_nomem(f);
	}
	*mass = m;
	*of = unit;
	return ST_OK;
}

enum status
per_unit_alloy(struct bom *b, enum guise g, uint32_t *amount,
    struct field share, struct field unit, struct findings *f)
{
	struct amount of = { 0 };
	enum status st;

	if (g != GUISE_ALLOY)
		return share.text.n == 0
			   ? ST_OK
			   : findings_error(f, ST_CONFLICT,
				 bom_pos(b, share.at),
				 "a share in the price of what is no alloy: "
				 "expected none");
	if (share.text.n == 0)
		return findings_error(f, ST_INCOMPLETE, bom_pos(b, share.at),
		    "the price of an alloy: expected also share, how much of "
		    "its mass is the element, such as 80 %%");
	st = fields_share(b, share, unit, &of, f);
	if (st != ST_OK)
		return st;
	if (of.lo != of.hi || of.lo == NUM_ZERO)
		return findings_error(f, ST_SYNTAX, bom_pos(b, share.at),
		    "share \"%.*s\" of an alloy: expected one number above 0",
		    STR_ARG(str_clip(share.text, 40)));
	*amount = numtab_div(&b->num, *amount, of.lo);
	return *amount != INTERN_NONE ? ST_OK : fields_nomem(f);
}
