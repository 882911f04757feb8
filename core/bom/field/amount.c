/* SPDX-License-Identifier: Apache-2.0 */
/*
 * amount - amounts as people write them; see fields.h.
 *
 * A text, a word, or two ends in fields of their own.  Everything stays exact:
 * an amount is an interval of rationals whose ends are open or closed.
 */
#include "core/bom/field/amount_own.h"
#include "core/bom/field/amount_plain.h"
#include "core/bom/field/numeral.h"

#include <string.h>

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
		st = amount_unit(r, end, s, &unit);
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

static bool
take_sign(struct field *end, const char *const *signs, size_t n)
{
	bool any = false;

	end->text = str_trim(end->text);
	for (size_t i = 0; i < n; i++)
		if (str_starts(end->text, signs[i])) {
			size_t k = strlen(signs[i]);

			end->text = str_trim(
			    (struct str){ end->text.p + k, end->text.n - k });
			any = true;
		}
	return any;
}

/*
 * Signs before the ends: a least amount "below 5" is at most that, where
 * nothing else is the most; a sign that leaves an end out is dropped, for the
 * range with it holds, too.  True: nothing was found, and no limit is told.
 */
static bool
settle_ends(struct amount_text *t)
{
	static const char *const above[] = { ">", "\xE2\x89\xA5", "=" };
	static const char *const below[] = { "<", "\xE2\x89\xA4", "=" };
	const struct field none = { { "", 0 }, t->min.at };
	struct field *end[] = { &t->min, &t->max };
	bool nothing = false;

	for (int i = 0; i < 2; i++)
		if (end[i]->text.n > 0 &&
		    amount_is_not_detected(str_trim(end[i]->text))) {
			end[i]->text.n = 0;
			nothing = true;
		}
	if (take_sign(&t->min, below, 2)) {
		if (str_trim(t->max.text).n == 0)
			t->max = t->min;
		t->min = none;
	}
	take_sign(&t->min, above, 3);
	take_sign(&t->max, below, 3);
	return nothing && t->min.text.n == 0 && t->max.text.n == 0;
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
		    STR_ARG(str_clip(unit, 60)), amount_meant_units(r->dims));
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
	bool nothing = settle_ends(&own);
	bool ends = own.min.text.n > 0 || own.max.text.n > 0;
	enum amount_word said;
	struct field shown = text.n > 0           ? t->amount
			     : own.max.text.n > 0 ? own.max
						  : own.min;
	bool not_detected;
	enum status st;

	if (word != NULL)
		*word = WORD_NONE;
	if (!ends && !nothing &&
	    amount_plain(
		b, str_trim(t->amount.text), str_trim(t->unit.text), dims, out))
		return ST_OK;
	said = word_of(text, word != NULL);
	if (nothing && text.n == 0) {
		shown = str_trim(t->min.text).n > 0 ? t->min : t->max;
		text = str_trim(shown.text);
	}
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
	not_detected = amount_is_not_detected(text);
	if (not_detected)
		findings_warn(f, ST_INCOMPLETE, bom_pos(b, shown.at),
		    "\"%.*s\" without the limit of detection proves nothing "
		    "and is kept as unknown: expected for example <10 ppm",
		    STR_ARG(text));
	if (said != WORD_NONE || not_detected || numeral_unknown(text))
		return read_word(&r, said, out);
	mpq_inits(r.lo, r.hi, NULL);
	st = ends ? read_ends(&r) : amount_read_text(&r, own.amount);
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
