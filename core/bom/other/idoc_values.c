/* SPDX-License-Identifier: Apache-2.0 */
/* idoc_values - what the fields of IDocs mean; see idoc.h. */
#include "core/bom/field/bundle.h"
#include "core/bom/field/numeral.h"
#include "core/bom/other/idoc.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

/* A numeric material number is kept with zeros before it up to so many
 * digits, and shown without. */
#define SHORT_NUMBER 18
#define LONG_NUMBER 40

bool
idoc_is_set(const struct idoc *x, enum idoc_kind kind)
{
	return str_is_nocase(idoc_text(x, kind), "X");
}

void
idoc_count(struct idoc *x, enum idoc_told what, struct place at, uint32_t text)
{
	struct idoc_count *c = &x->told[what];

	if (c->n++ == 0) {
		c->at = at;
		c->what = text;
	}
}

/* What is told once for all lines: a count, and the plural. */
#define TOLD(what) \
	bom_pos(b, x->told[what].at), x->told[what].n, \
	    x->told[what].n == 1 ? "" : "s"

/* What of the lists is left out, and what of it is not known. */
static void
tell_lines(const struct idoc *x)
{
	const struct bom *b = x->in->b;
	struct findings *f = x->in->f;

	if (x->told[TOLD_BYPRODUCT].n > 0)
		findings_warn(f, ST_RANGE,
		    bom_pos(b, x->told[TOLD_BYPRODUCT].at),
		    "%zu line%s of by-products: what leaves is not counted, "
		    "neither as part of the product nor off what goes in",
		    x->told[TOLD_BYPRODUCT].n,
		    x->told[TOLD_BYPRODUCT].n == 1 ? "" : "s");
	if (x->told[TOLD_DELETED].n > 0)
		findings_add(f, SEV_NOTE, ST_OK,
		    bom_pos(b, x->told[TOLD_DELETED].at),
		    "%zu line%s marked as deleted: not built in",
		    x->told[TOLD_DELETED].n,
		    x->told[TOLD_DELETED].n == 1 ? "" : "s");
	if (x->told[TOLD_PHANTOM].n > 0)
		findings_add(f, SEV_NOTE, ST_OK,
		    bom_pos(b, x->told[TOLD_PHANTOM].at),
		    "%zu line%s of phantom assemblies: not counted, for their "
		    "parts stand in lines of their own",
		    x->told[TOLD_PHANTOM].n,
		    x->told[TOLD_PHANTOM].n == 1 ? "" : "s");
	if (x->told[TOLD_CONDITION].n > 0)
		findings_add(f, SEV_NOTE, ST_OK,
		    bom_pos(b, x->told[TOLD_CONDITION].at),
		    "%zu line%s chosen by a condition: built in or not, both "
		    "are possible",
		    x->told[TOLD_CONDITION].n,
		    x->told[TOLD_CONDITION].n == 1 ? "" : "s");
	if (x->told[TOLD_CLASS].n > 0)
		findings_warn(f, ST_INCOMPLETE,
		    bom_pos(b, x->told[TOLD_CLASS].at),
		    "%zu line%s of a class and not of a material: which one is "
		    "built in is not known; expected its number (IDNRK)",
		    x->told[TOLD_CLASS].n,
		    x->told[TOLD_CLASS].n == 1 ? "" : "s");
	if (x->told[TOLD_FIXED].n > 0)
		findings_warn(f, ST_INCOMPLETE,
		    bom_pos(b, x->told[TOLD_FIXED].at),
		    "%zu line%s with a quantity for a batch of any size "
		    "(FMENG): how much of it is in one product is not known",
		    x->told[TOLD_FIXED].n,
		    x->told[TOLD_FIXED].n == 1 ? "" : "s");
	if (x->told[TOLD_SCRAP].n > 0)
		findings_warn(f, ST_OK, bom_pos(b, x->told[TOLD_SCRAP].at),
		    "%zu line%s of orders with scrap in the quantity (AUSCH): "
		    "counted without it",
		    x->told[TOLD_SCRAP].n,
		    x->told[TOLD_SCRAP].n == 1 ? "" : "s");
	if (x->told[TOLD_SHARED].n > 0)
		findings_warn(f, ST_INCOMPLETE,
		    bom_pos(b, x->told[TOLD_SHARED].at),
		    "%zu line%s of orders that make several products: how much "
		    "of it is in one is not known",
		    x->told[TOLD_SHARED].n,
		    x->told[TOLD_SHARED].n == 1 ? "" : "s");
}

void
idoc_tell(const struct idoc *x)
{
	const struct bom *b = x->in->b;
	struct findings *f = x->in->f;

	tell_lines(x);
	if (x->told[TOLD_NO_BASE].n > 0)
		findings_warn(f, ST_INCOMPLETE,
		    bom_pos(b, x->told[TOLD_NO_BASE].at),
		    "%zu list%s of parts for nobody knows how many of the "
		    "product: expected a base quantity above zero (BMENG_C, of "
		    "an order GAMNG); how much of each part is in one is taken "
		    "as not known",
		    x->told[TOLD_NO_BASE].n,
		    x->told[TOLD_NO_BASE].n == 1 ? "" : "s");
	if (x->told[TOLD_UNIT].n > 0)
		findings_warn(f, ST_UNIT, bom_pos(b, x->told[TOLD_UNIT].at),
		    "%zu quantit%s in a unit that nobody knows, the first "
		    "\"%.*s\": expected each, kg, m ..., or what one is in "
		    "base units (E1MARMM) in the same file; taken as not known",
		    x->told[TOLD_UNIT].n,
		    x->told[TOLD_UNIT].n == 1 ? "y" : "ies",
		    STR_ARG(str_clip(
			bom_text_get(b, x->told[TOLD_UNIT].what), 40)));
	if (x->told[TOLD_UNIT_OF_MATERIAL].n > 0)
		findings_warn(f, ST_UNIT,
		    bom_pos(b, x->told[TOLD_UNIT_OF_MATERIAL].at),
		    "%zu material%s counted in a unit that nobody knows, the "
		    "first \"%.*s\": expected each, kg, m ...; its mass is not "
		    "taken",
		    x->told[TOLD_UNIT_OF_MATERIAL].n,
		    x->told[TOLD_UNIT_OF_MATERIAL].n == 1 ? "" : "s",
		    STR_ARG(str_clip(
			bom_text_get(b, x->told[TOLD_UNIT_OF_MATERIAL].what),
			40)));
	if (x->told[TOLD_PADDED].n > 0)
		findings_add(f, SEV_NOTE, ST_OK,
		    bom_pos(b, x->told[TOLD_PADDED].at),
		    "material numbers with zeros before them, such as "
		    "\"%.*s\": read without these, as they are shown on the "
		    "screen",
		    STR_ARG(str_clip(
			bom_text_get(b, x->told[TOLD_PADDED].what), 60)));
}

bool
idoc_number(struct idoc *x, struct field text, uint32_t *number, bool *negative)
{
	struct str s = str_trim(text.text);
	enum status st;

	*number = BOM_NONE;
	*negative = false;
	if (s.n > 1 && s.p[s.n - 1] == '-') {
		*negative = true;
		s.n--;
	} else if (s.n > 1 && s.p[0] == '-') {
		*negative = true;
		s.p++;
		s.n--;
	}
	s = str_trim(s);
	if (s.n == 0 || str_is(s, "/")) /* "/" is SAP's word for no data */
		return true;
	st = numeral_keep(x->in->b, s, text.at, number, x->in->f);
	return st != ST_NOMEM;
}

enum unit
idoc_unit(struct str text)
{
	enum unit u = unit_find(text);

	if (u == UNIT_NONE)
		u = bundle_find(text);
	return unit_dimension(u) == DIM_SHARE ? UNIT_NONE : u;
}

static bool
are_digits(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!isdigit((unsigned char)s.p[i]))
			return false;
	return s.n > 0;
}

bool
idoc_day(struct idoc *x, struct field text, date_day *day)
{
	struct str s = str_trim(text.text);
	char iso[DATE_TEXT];
	struct field in_order = { { iso, sizeof(iso) - 1 }, text.at };

	*day = DATE_NONE;
	if (s.n == 0 || str_is(s, "00000000") || str_is(s, "99991231"))
		return true;
	if (s.n == 8 && are_digits(s)) {
		snprintf(
		    iso, sizeof(iso), "%.4s-%.2s-%.2s", s.p, s.p + 4, s.p + 6);
		text = in_order;
	}
	return fields_date(x->in->b, text, day, x->in->f) != ST_NOMEM;
}

/* Zeros before a number of digits alone, where it is as long as it is kept. */
static bool
take_zeros(struct idoc *x, struct str *s, struct place at)
{
	uint32_t whole;

	if ((s->n != SHORT_NUMBER && s->n != LONG_NUMBER) || s->p[0] != '0' ||
	    !are_digits(*s))
		return true;
	whole = bom_text(x->in->b, *s);
	if (whole == BOM_NONE)
		return false;
	idoc_count(x, TOLD_PADDED, at, whole);
	while (s->n > 1 && s->p[0] == '0')
		*s = (struct str){ s->p + 1, s->n - 1 };
	return true;
}

bool
idoc_material(
    struct idoc *x, struct field number, struct field other, uint32_t *ref)
{
	uint32_t id = 0;
	struct str s;

	*ref = BOM_NONE;
	if (str_trim(number.text).n == 0)
		number = other;
	s = str_trim(number.text);
	if (s.n == 0)
		return true;
	if (!take_zeros(x, &s, number.at))
		return false;
	if (fields_text(x->in->b, (struct field){ s, number.at }, &id,
		x->in->f) != ST_OK)
		return x->in->f->first.code != ST_NOMEM;
	*ref = bom_ref(x->in->b, s, STR(""), STR(""), number.at);
	if (*ref != BOM_NONE)
		x->in->b->ref[*ref].may_define = true;
	return *ref != BOM_NONE;
}

bool
idoc_unnumbered(struct idoc *x, uint32_t parent, struct field position,
    struct field name, struct place at, uint32_t *ref)
{
	struct bom *b = x->in->b;
	struct str of = str_clip(b->parts.key[b->ref[parent].part], 200);
	struct str pos = str_clip(str_trim(position.text), 40);
	struct item said = { .value = BOM_NONE, .mass = amount_unknown() };
	char number[300];

	if (pos.n > 0)
		snprintf(number, sizeof(number), "%.*s/%.*s", STR_ARG(of),
		    STR_ARG(pos));
	else
		snprintf(number, sizeof(number), "%.*s/line %u", STR_ARG(of),
		    at.line);
	*ref = bom_ref(b, str_of(number), STR(""), STR(""), at);
	return *ref != BOM_NONE &&
	       fields_text(b, name, &said.name, x->in->f) != ST_NOMEM &&
	       stated_item(&x->said, *ref, at, &said);
}

bool
idoc_counted_in(struct idoc *x, uint32_t ref, enum unit unit)
{
	size_t from = x->nunit_of;
	uint8_t *list =
	    array_grow(x->unit_of, &x->nunit_of, (size_t)ref + 1, 1);

	if (list == NULL)
		return false;
	x->unit_of = list;
	if (x->nunit_of > from)
		memset(list + from, UNIT_NONE, x->nunit_of - from);
	if (unit != UNIT_NONE)
		list[ref] = (uint8_t)unit;
	return true;
}
