/* SPDX-License-Identifier: Apache-2.0 */
/*
 * amount - amounts as people write them; see fields.h.
 *
 *	text    = [operator] number [unit] [separator number [unit]] | word
 *	number  = decimal [ "/" decimal ]
 *
 * Everything stays exact: an amount is an interval of rationals whose ends
 * are open or closed.
 */
#include "core/bom/numeral.h"

#include <string.h>
#include <strings.h>

enum operator{ EXACTLY, BELOW, AT_MOST, ABOVE, AT_LEAST, RANGE, TOLERANCE };

/* The longer of two that begin alike stands first. */
static const struct word {
	const char *text;
	enum operator op;
} operators[] = { { "<=", AT_MOST }, { "<", BELOW }, { ">=", AT_LEAST },
	{ ">", ABOVE }, { "\xE2\x89\xA4", AT_MOST },
	{ "\xE2\x89\xA5", AT_LEAST }, { "not above", AT_MOST },
	{ "not more than", AT_MOST }, { "at most", AT_MOST },
	{ "up to", AT_MOST }, { "maximum", AT_MOST }, { "max.", AT_MOST },
	{ "max", AT_MOST }, { "less than", BELOW }, { "below", BELOW },
	{ "not below", AT_LEAST }, { "not less than", AT_LEAST },
	{ "at least", AT_LEAST }, { "minimum", AT_LEAST }, { "min.", AT_LEAST },
	{ "min", AT_LEAST }, { "more than", ABOVE }, { "above", ABOVE } };

static const struct word separators[] = { { "...", RANGE }, { "..", RANGE },
	{ "+/-", TOLERANCE }, { "+-", TOLERANCE }, { "\xC2\xB1", TOLERANCE },
	{ "\xE2\x80\x93", RANGE }, { "\xE2\x80\x94", RANGE }, { "-", RANGE },
	{ "to ", RANGE } };

static const char *const present_words[] = { "present", "trace", "traces",
	"contained" };

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

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_present(struct str s)
{
	size_t n = sizeof(present_words) / sizeof(*present_words);

	for (size_t i = 0; i < n; i++)
		if (str_is_nocase(s, present_words[i]))
			return true;
	return false;
}

static struct str
skip(struct str s, size_t n)
{
	return str_trim((struct str){ s.p + n, s.n - n });
}

static bool
starts_nocase(struct str s, const char *z)
{
	size_t n = strlen(z);

	return s.n >= n && strncasecmp(s.p, z, n) == 0;
}

static bool
take_operator(struct str *s, enum operator* op)
{
	for (size_t i = 0; i < sizeof(operators) / sizeof(*operators); i++)
		if (starts_nocase(*s, operators[i].text)) {
			*op = operators[i].op;
			*s = skip(*s, strlen(operators[i].text));
			return true;
		}
	return false;
}

/*
 * Splits what follows the first number: the unit before a separator, and
 * what stands behind it.  A separator has a number behind it.
 */
static enum operator split(struct str s, struct str *unit, struct str *behind)
{
	*unit = s;
	*behind = (struct str){ s.p, 0 };
	for (size_t i = 0; i < s.n; i++)
		for (size_t k = 0; k < sizeof(separators) / sizeof(*separators);
		     k++) {
			struct str from = { s.p + i, s.n - i }, rest;

			if (!starts_nocase(from, separators[k].text))
				continue;
			rest = skip(from, strlen(separators[k].text));
			if (rest.n == 0 ||
			    !(is_digit(rest.p[0]) || rest.p[0] == '.'))
				break;
			*unit = str_trim((struct str){ s.p, i });
			*behind = rest;
			return separators[k].op;
		}
	return EXACTLY;
}

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

/* From what stands in the field to the two ends, in base units. */
static void
set_ends(struct reading *r, enum operator op, mpq_t a, mpq_t b)
{
	mpq_set(r->lo, a);
	mpq_set(r->hi, a);
	if (op == RANGE)
		mpq_set(r->hi, b);
	if (op == TOLERANCE) {
		mpq_sub(r->lo, a, b);
		mpq_add(r->hi, a, b);
		if (mpq_sgn(r->lo) < 0)
			mpq_set_ui(r->lo, 0, 1);
		if (unit_dimension(r->unit) == DIM_SHARE &&
		    mpq_cmp_ui(r->hi, 1, 1) > 0 && mpq_cmp_ui(a, 1, 1) <= 0)
			mpq_set_ui(r->hi, 1, 1);
	}
	if (op == BELOW || op == AT_MOST)
		mpq_set_ui(r->lo, 0, 1);
	r->hi_open = op == BELOW;
	r->lo_open = op == ABOVE;
	r->endless = op == ABOVE || op == AT_LEAST;
}

/* "2.5 g", "<0.1 %", "0.05-0.2 %" ...: the words are dealt with already. */
static enum status
read_text(struct reading *r, struct field amount)
{
	struct str s = str_trim(amount.text), na, nb, ua, behind;
	enum operator op = EXACTLY, sep;
	enum unit unit_b = UNIT_NONE;
	bool with_op = take_operator(&s, &op);
	enum status st;
	mpq_t a, b;

	na = numeral_take(&s);
	sep = split(s, &ua, &behind);
	nb = numeral_take(&behind);
	if (na.n == 0 || (with_op && sep != EXACTLY) ||
	    (ua.n > 0 && is_digit(ua.p[0])))
		return refuse(r, amount);
	mpq_inits(a, b, NULL);
	st = numeral_read(r->b, na, amount.at, a, r->f);
	if (st == ST_OK && sep != EXACTLY)
		st = numeral_read(r->b, nb, amount.at, b, r->f);
	if (st == ST_OK)
		st = settle_unit(r, amount, ua.n > 0 ? ua : behind, &r->unit);
	unit_b = r->unit;
	if (st == ST_OK && sep != EXACTLY)
		st =
		    settle_unit(r, amount, behind.n > 0 ? behind : ua, &unit_b);
	if (st == ST_OK && unit_dimension(r->unit) != unit_dimension(unit_b))
		st = refuse(r, amount);
	if (st == ST_OK) {
		unit_to_base(r->unit, a);
		unit_to_base(unit_b, b);
		set_ends(r, sep != EXACTLY ? sep : op, a, b);
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
	uint32_t hi = r->endless ? NUM_INFINITE : numtab_put(&b->num, r->hi);

	if (lo == INTERN_NONE || (!r->endless && hi == INTERN_NONE))
		return fields_nomem(r->f);
	*out = (struct amount){ lo, hi, r->lo_open, r->hi_open,
		unit_dimension(r->unit) == DIM_SHARE };
	return ST_OK;
}

/* "present" and "unknown"; a unit beside them must at least be one. */
static enum status
read_word(struct reading *r, bool present, struct amount *out)
{
	struct str unit = str_trim(r->t->unit.text);
	enum dimension dim = unit_dimension(unit_find(unit));

	if (unit.n > 0 && (r->dims >> dim & 1) == 0)
		return findings_error(r->f, ST_UNIT,
		    bom_pos(r->b, r->t->unit.at), "unit \"%.*s\": expected %s",
		    STR_ARG(str_clip(unit, 60)), meant_units(r->dims));
	*out = amount_unknown();
	out->lo_open = present;
	if (r->dims == 1u << DIM_SHARE) {
		out->hi = NUM_ONE;
		out->is_share = true;
	}
	return ST_OK;
}

/*
 * read_amount - an amount in one of the dimensions `dims`.
 *
 * Err:	ST_SYNTAX, ST_UNIT, ST_RANGE, ST_CONFLICT, ST_INCOMPLETE at the field
 */
static enum status
read_amount(struct bom *b, const struct amount_text *t, unsigned dims,
    struct amount *out, bool *unstated, struct findings *f)
{
	struct reading r = { .b = b, .f = f, .t = t, .dims = dims };
	struct str text = str_trim(t->amount.text);
	bool ends = str_trim(t->min.text).n > 0 || str_trim(t->max.text).n > 0;
	bool present = is_present(text);
	struct field shown = text.n > 0                    ? t->amount
			     : str_trim(t->max.text).n > 0 ? t->max
							   : t->min;
	enum status st;

	if (text.n > 0 && ends)
		return findings_error(f, ST_CONFLICT, bom_pos(b, t->amount.at),
		    "an amount and its ends: expected either amount, or min "
		    "and max");
	if (text.n == 0 && !ends)
		return findings_error(f, ST_INCOMPLETE,
		    bom_pos(b, t->amount.at),
		    "no amount: expected one, or the word unknown");
	if (unstated != NULL)
		*unstated = present;
	if (present || numeral_unknown(text))
		return read_word(&r, present, out);
	mpq_inits(r.lo, r.hi, NULL);
	st = ends ? read_ends(&r) : read_text(&r, t->amount);
	if (st == ST_OK)
		st = check_ends(&r, shown);
	if (st == ST_OK)
		st = keep(b, &r, out);
	mpq_clears(r.lo, r.hi, NULL);
	return st;
}

enum status
fields_amount(struct bom *b, const struct amount_text *t, struct amount *out,
    bool *unstated, struct findings *f)
{
	return read_amount(
	    b, t, 1u << DIM_MASS | 1u << DIM_SHARE, out, unstated, f);
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
