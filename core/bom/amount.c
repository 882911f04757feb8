/* SPDX-License-Identifier: Apache-2.0 */
/*
 * amount - amounts as people write them; see fields.h.
 *
 *	text    = [operator] number [unit] [separator number [unit] [rel]] |
 *word number  = decimal [ "/" decimal ]
 *
 * Everything stays exact: an amount is an interval of rationals whose ends
 * are open or closed.
 */
#include "core/bom/amount_words.h"
#include "core/bom/numeral.h"

/* An amount on its way; the ends in base units once the unit is known. */
struct reading {
	const struct bom *b;
	struct findings *f;
	const struct amount_text *t;
	unsigned dims; /* bit per enum dimension that is meant */
	mpq_t lo, hi;
	bool lo_open, hi_open, endless;
	enum unit unit;
};

static const char *
meant_units(unsigned dims)
{
	if (dims == 1u << DIM_MASS)
		return "a unit of mass (ug, mg, g, kg, t, lb, oz)";
	if (dims == 1u << DIM_SHARE)
		return "a unit of share (%, ppm, ppb, fraction)";
	return "a unit of mass (ug, mg, g, kg, t, lb, oz) or share (%, ppm, "
	       "ppb, fraction)";
}

/* The unit in the text, or else the one of the field. */
static enum status
settle_unit(
    struct reading *r, struct field amount, struct str in_text, enum unit *unit)
{
	struct str in_field = str_trim(r->t->unit.text);
	struct str s = in_text.n > 0 ? in_text : in_field;
	struct field from = in_text.n > 0 ? amount : r->t->unit;

	if (s.n == 0)
		return findings_error(r->f, ST_UNIT, bom_pos(r->b, amount.at),
		    "\"%.*s\" without a unit: expected %s",
		    STR_ARG(str_clip(str_trim(amount.text), 60)),
		    meant_units(r->dims));
	*unit = unit_find(s);
	if (*unit == UNIT_NONE && numeral_goes_on(s))
		return findings_error(r->f, ST_UNIT, bom_pos(r->b, from.at),
		    "\"%.*s\" behind a number: expected its unit, and no mark "
		    "or blank between thousands",
		    STR_ARG(str_clip(s, 60)));
	if ((r->dims >> unit_dimension(*unit) & 1) == 0)
		return findings_error(r->f, ST_UNIT, bom_pos(r->b, from.at),
		    "unit \"%.*s\": expected %s", STR_ARG(str_clip(s, 60)),
		    meant_units(r->dims));
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
	st = settle_unit(r, amount, first, &r->unit);
	*unit_b = r->unit;
	if (st != ST_OK || p->sep == OP_EXACTLY)
		return st;
	if (p->sep == OP_TOLERANCE)
		return settle_tolerance(r, amount, p, unit_b);
	st = settle_unit(r, amount, p->ub.n > 0 ? p->ub : p->ua, unit_b);
	if (st == ST_OK && unit_dimension(r->unit) != unit_dimension(*unit_b))
		st = refuse(r, amount);
	return st;
}

/* "2.5 g", "<0.1 %", "0.05-0.2 %" ...: the words are dealt with already. */
static enum status
read_text(struct reading *r, struct field amount)
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
		unit_to_base(unit_b, b);
		if (p.relative)
			mpq_mul(b, b, a);
		set_ends(r, p.sep != OP_EXACTLY ? p.sep : p.op, a, b);
	}
	mpq_clears(a, b, NULL);
	return st;
}

/* One end in a field of its own: a number and perhaps a unit. */
static enum status
read_end(struct reading *r, struct field end, mpq_t q)
{
	struct str s = str_trim(end.text), number = numeral_take(&s);
	enum unit unit = UNIT_NONE;
	enum status st;

	if (number.n == 0)
		return findings_error(r->f, ST_SYNTAX, bom_pos(r->b, end.at),
		    "\"%.*s\": expected a number",
		    STR_ARG(str_clip(str_trim(end.text), 60)));
	st = numeral_read(r->b, number, end.at, q, r->f);
	if (st == ST_OK)
		st = settle_unit(r, end, s, &unit);
	if (st == ST_OK && r->unit != UNIT_NONE &&
	    unit_dimension(r->unit) != unit_dimension(unit))
		st = findings_error(r->f, ST_UNIT, bom_pos(r->b, end.at),
		    "unit \"%s\" beside \"%s\": expected both ends in mass or "
		    "both as share",
		    unit_name(unit), unit_name(r->unit));
	if (st == ST_OK) {
		r->unit = unit;
		unit_to_base(unit, q);
	}
	return st;
}

static enum status
read_ends(struct reading *r)
{
	bool min = str_trim(r->t->min.text).n > 0;
	bool max = str_trim(r->t->max.text).n > 0;
	enum status st = ST_OK;

	if (min)
		st = read_end(r, r->t->min, r->lo);
	if (st == ST_OK && max)
		st = read_end(r, r->t->max, r->hi);
	r->endless = !max;
	return st;
}

/* What no amount can be: upside down, empty, more than the whole. */
static enum status
check_ends(struct reading *r, struct field amount)
{
	bool share = unit_dimension(r->unit) == DIM_SHARE;
	struct pos at = bom_pos(r->b, amount.at);
	struct str s = str_clip(str_trim(amount.text), 60);
	int c;

	if (r->endless && share) {
		mpq_set_ui(r->hi, 1, 1);
		r->endless = false;
	}
	if (share && (mpq_cmp_ui(r->lo, 1, 1) > 0 ||
			 (!r->endless && mpq_cmp_ui(r->hi, 1, 1) > 0)))
		return findings_error(r->f, ST_RANGE, at,
		    "\"%.*s\" is more than the whole: expected a share of at "
		    "most 100 %%",
		    STR_ARG(s));
	c = r->endless ? -1 : mpq_cmp(r->lo, r->hi);
	if (c > 0)
		return findings_error(r->f, ST_RANGE, at,
		    "\"%.*s\": expected the lower end first, and not above "
		    "the upper one",
		    STR_ARG(s));
	if (c == 0 && (r->lo_open || r->hi_open))
		return findings_error(r->f, ST_RANGE, at,
		    "\"%.*s\": expected a limit that an amount can meet",
		    STR_ARG(s));
	return ST_OK;
}

static enum status
keep(struct bom *b, struct reading *r, struct amount *out)
{
	uint32_t lo = numtab_put(&b->num, r->lo);
	uint32_t hi = r->endless                ? NUM_INFINITE
		      : mpq_equal(r->lo, r->hi) ? lo
						: numtab_put(&b->num, r->hi);

	if (lo == INTERN_NONE || (!r->endless && hi == INTERN_NONE))
		return fields_nomem(r->f);
	*out = (struct amount){ lo, hi, r->lo_open, r->hi_open,
		unit_dimension(r->unit) == DIM_SHARE };
	return ST_OK;
}

/* "present", "rest" and "unknown"; a unit beside them must at least be one. */
static enum status
read_word(struct reading *r, enum amount_word word, struct amount *out)
{
	struct str unit = str_trim(r->t->unit.text);
	enum dimension dim = unit_dimension(unit_find(unit));

	if (unit.n > 0 && (r->dims >> dim & 1) == 0)
		return findings_error(r->f, ST_UNIT,
		    bom_pos(r->b, r->t->unit.at), "unit \"%.*s\": expected %s",
		    STR_ARG(str_clip(unit, 60)), meant_units(r->dims));
	*out = amount_unknown();
	out->lo_open = word == WORD_PRESENT;
	if (word == WORD_REST || r->dims == 1u << DIM_SHARE) {
		out->hi = NUM_ONE;
		out->is_share = true;
	}
	return ST_OK;
}

static enum amount_word
word_of(struct str s, bool may_be_rest)
{
	if (amount_is_present(s))
		return WORD_PRESENT;
	return may_be_rest && amount_is_rest(s) ? WORD_REST : WORD_NONE;
}

/*
 * read_amount - an amount in one of the dimensions `dims`.
 *
 * Err:	ST_SYNTAX, ST_UNIT, ST_RANGE, ST_CONFLICT, ST_INCOMPLETE at the field
 */
static enum status
read_amount(struct bom *b, const struct amount_text *t, unsigned dims,
    struct amount *out, enum amount_word *word, struct findings *f)
{
	struct amount_text own = *t;
	struct reading r = { .b = b, .f = f, .t = &own, .dims = dims };
	struct str text = str_seen(t->amount.text);
	bool ends = str_trim(t->min.text).n > 0 || str_trim(t->max.text).n > 0;
	enum amount_word said = word_of(text, word != NULL);
	struct field shown = text.n > 0                    ? t->amount
			     : str_trim(t->max.text).n > 0 ? t->max
							   : t->min;
	enum status st;

	if (amount_below_limit(text, &own.amount.text))
		text = own.amount.text;
	if (text.n > 0 && ends)
		return findings_error(f, ST_CONFLICT, bom_pos(b, t->amount.at),
		    "an amount and its ends: expected either amount, or min "
		    "and max");
	if (text.n == 0 && !ends)
		return findings_error(f, ST_INCOMPLETE,
		    bom_pos(b, t->amount.at),
		    "no amount: expected one, or the word unknown");
	if (word != NULL)
		*word = said;
	if (amount_is_not_detected(text))
		findings_warn(f, ST_INCOMPLETE, bom_pos(b, t->amount.at),
		    "\"%.*s\" without the limit of detection proves nothing "
		    "and is kept as unknown: expected for example <10 ppm",
		    STR_ARG(text));
	if (said != WORD_NONE || numeral_unknown(text) ||
	    amount_is_not_detected(text))
		return read_word(&r, said, out);
	mpq_inits(r.lo, r.hi, NULL);
	st = ends ? read_ends(&r) : read_text(&r, own.amount);
	if (st == ST_OK)
		st = check_ends(&r, shown);
	if (st == ST_OK)
		st = keep(b, &r, out);
	mpq_clears(r.lo, r.hi, NULL);
	return st;
}

enum status
fields_amount(struct bom *b, const struct amount_text *t, struct amount *out,
    enum amount_word *word, struct findings *f)
{
	return read_amount(
	    b, t, 1u << DIM_MASS | 1u << DIM_SHARE, out, word, f);
}

enum status
fields_mass(struct bom *b, const struct amount_text *t, struct amount *out,
    struct findings *f)
{
	return read_amount(b, t, 1u << DIM_MASS, out, NULL, f);
}

enum status
fields_share(struct bom *b, struct field text, struct field unit,
    struct amount *out, struct findings *f)
{
	struct amount_text t = { .amount = text, .unit = unit };

	return read_amount(b, &t, 1u << DIM_SHARE, out, NULL, f);
}
