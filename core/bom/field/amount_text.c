/* SPDX-License-Identifier: Apache-2.0 */
/*
 * amount_text - a number or two with their units; see amount_own.h.
 *
 *	text   = [operator] number [unit] [separator number [unit] [rel]]
 *	number = decimal [ "/" decimal ]
 */
#include "core/bom/field/amount_own.h"
#include "core/bom/field/numeral.h"

const char *
amount_meant_units(unsigned dims)
{
	if (dims == 1u << DIM_MASS)
		return "a unit of mass (ug, mg, g, kg, t, lb, oz)";
	if (dims == 1u << DIM_SHARE)
		return "a unit of share (%, ppm, ppb, fraction)";
	return "a unit of mass (ug, mg, g, kg, t, lb, oz) or share (%, ppm, "
	       "ppb, fraction)";
}

enum status
amount_unit(
    struct reading *r, struct field amount, struct str in_text, enum unit *unit)
{
	struct str in_field = str_trim(r->t->unit.text);
	struct str s = in_text.n > 0 ? in_text : in_field;
	struct field from = in_text.n > 0 ? amount : r->t->unit;

	if (s.n == 0)
		return findings_error(r->f, ST_UNIT, bom_pos(r->b, amount.at),
		    "\"%.*s\" without a unit: expected %s",
		    STR_ARG(str_clip(str_trim(amount.text), 60)),
		    amount_meant_units(r->dims));
	*unit = unit_find(s);
	if (*unit == UNIT_NONE && numeral_goes_on(s))
		return findings_error(r->f, ST_UNIT, bom_pos(r->b, from.at),
		    "\"%.*s\" behind a number: expected its unit, and no mark "
		    "or blank between thousands",
		    STR_ARG(str_clip(s, 60)));
	if ((r->dims >> unit_dimension(*unit) & 1) == 0)
		return findings_error(r->f, ST_UNIT, bom_pos(r->b, from.at),
		    "unit \"%.*s\": expected %s", STR_ARG(str_clip(s, 60)),
		    amount_meant_units(r->dims));
	if (in_text.n > 0 && in_field.n > 0 && unit_find(in_field) != *unit)
		return findings_error(r->f, ST_CONFLICT,
		    bom_pos(r->b, r->t->unit.at),
		    "unit \"%.*s\" beside \"%.*s\": expected one unit",
		    STR_ARG(str_clip(in_field, 60)),
		    STR_ARG(str_clip(str_trim(amount.text), 60)));
	return ST_OK;
}

static enum status
refuse(struct reading *r, struct field amount)
{
	return findings_error(r->f, ST_SYNTAX, bom_pos(r->b, amount.at),
	    "\"%.*s\": expected an amount such as 2.5 g, <0.1 %%, 0.05-0.2 %%, "
	    "2.5 +- 0.1 g, present or unknown",
	    STR_ARG(str_clip(str_trim(amount.text), 60)));
}

/* The two ends of a tolerance of b on a, in base units. */
static void
set_tolerance(struct reading *r, mpq_t a, mpq_t b)
{
	mpq_sub(r->lo, a, b);
	mpq_add(r->hi, a, b);
	if (mpq_sgn(r->lo) < 0)
		mpq_set_ui(r->lo, 0, 1);
	if (unit_dimension(r->unit) == DIM_SHARE &&
	    mpq_cmp_ui(r->hi, 1, 1) > 0 && mpq_cmp_ui(a, 1, 1) <= 0)
		mpq_set_ui(r->hi, 1, 1);
}

/* From what stands in the field to the two ends, in base units. */
static void
set_ends(struct reading *r, enum amount_op op, mpq_t a, mpq_t b)
{
	mpq_set(r->lo, a);
	mpq_set(r->hi, op == OP_RANGE ? b : a);
	if (op == OP_TOLERANCE)
		set_tolerance(r, a, b);
	if (op == OP_BELOW || op == OP_AT_MOST)
		mpq_set_ui(r->lo, 0, 1);
	r->hi_open = op == OP_BELOW;
	r->lo_open = op == OP_ABOVE;
	r->endless = op == OP_ABOVE || op == OP_AT_LEAST;
}

/* The pieces of a text: [op] a [ua] [sep b [ub] [rel]]. */
struct pieces {
	enum amount_op op, sep;
	struct str a, ua, b, ub;
	bool relative; /* the tolerance is a share of the first number */
};

static enum status
cut_text(struct reading *r, struct field amount, struct pieces *p)
{
	struct str s = str_trim(amount.text), behind;
	bool with_op;

	*p = (struct pieces){ .op = OP_EXACTLY };
	with_op = amount_operator(&s, &p->op);
	p->a = numeral_take(&s);
	p->sep = amount_split(s, &p->ua, &behind);
	p->b = numeral_take(&behind);
	if (p->sep == OP_TOLERANCE)
		p->relative = amount_relative(&behind);
	p->ub = behind;
	if (!with_op && p->sep == OP_EXACTLY)
		with_op = amount_operator_behind(&p->ua, &p->op);
	if (p->a.n == 0 || (with_op && p->sep != OP_EXACTLY) ||
	    (p->ua.n > 0 && p->ua.p[0] >= '0' && p->ua.p[0] <= '9'))
		return refuse(r, amount);
	return ST_OK;
}

/*
 * The unit of a tolerance.  A share of a mass can only be one of the first
 * number.  Percent of a share are points of it; behind ppm or a fraction they
 * can mean two things.
 */
static enum status
settle_tolerance(
    struct reading *r, struct field amount, struct pieces *p, enum unit *unit)
{
	enum unit of = p->ub.n > 0 ? unit_find(p->ub) : r->unit;
	bool share = unit_dimension(of) == DIM_SHARE;

	*unit = of;
	if (p->relative && !share)
		return findings_error(r->f, ST_UNIT, bom_pos(r->b, amount.at),
		    "\"%.*s\": expected a relative tolerance in %%",
		    STR_ARG(str_clip(str_trim(amount.text), 60)));
	if (unit_dimension(r->unit) == DIM_MASS && share)
		p->relative = true;
	else if (!p->relative && r->unit != of && of == UNIT_PERCENT)
		return findings_error(r->f, ST_UNIT, bom_pos(r->b, amount.at),
		    "\"%.*s\": percent of the first number, or of the whole? "
		    "expected the unit of the first number, or %% rel",
		    STR_ARG(str_clip(str_trim(amount.text), 60)));
	if (!p->relative && unit_dimension(r->unit) != unit_dimension(of))
		return refuse(r, amount);
	return ST_OK;
}

/* The units of both numbers, each in the text or in the field. */
static enum status
settle_units(
    struct reading *r, struct field amount, struct pieces *p, enum unit *unit_b)
{
	struct str in_field = str_trim(r->t->unit.text);
	struct str first = p->ua;
	enum status st;

	/* one unit behind both numbers is that of both */
	if (first.n == 0 && !p->relative &&
	    (p->sep != OP_TOLERANCE || in_field.n == 0 ||
		unit_dimension(unit_find(p->ub)) != DIM_SHARE))
		first = p->ub;
	st = amount_unit(r, amount, first, &r->unit);
	*unit_b = r->unit;
	if (st != ST_OK || p->sep == OP_EXACTLY)
		return st;
	if (p->sep == OP_TOLERANCE)
		return settle_tolerance(r, amount, p, unit_b);
	st = amount_unit(r, amount, p->ub.n > 0 ? p->ub : p->ua, unit_b);
	if (st == ST_OK && unit_dimension(r->unit) != unit_dimension(*unit_b))
		st = refuse(r, amount);
	return st;
}

enum status
amount_read_text(struct reading *r, struct field amount)
{
	enum unit unit_b = UNIT_NONE;
	struct pieces p;
	enum status st;
	mpq_t a, b;

	st = cut_text(r, amount, &p);
	if (st != ST_OK)
		return st;
	mpq_inits(a, b, NULL);
	st = numeral_read(r->b, p.a, amount.at, a, r->f);
	if (st == ST_OK && p.sep != OP_EXACTLY)
		st = numeral_read(r->b, p.b, amount.at, b, r->f);
	if (st == ST_OK)
		st = settle_units(r, amount, &p, &unit_b);
	if (st == ST_OK) {
		unit_to_base(r->unit, a);
		if (p.sep != OP_EXACTLY)
			unit_to_base(unit_b, b);
		if (p.relative)
			mpq_mul(b, b, a);
		set_ends(r, p.sep != OP_EXACTLY ? p.sep : p.op, a, b);
	}
	mpq_clears(a, b, NULL);
	return st;
}
