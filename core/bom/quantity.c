/* SPDX-License-Identifier: Apache-2.0 */
/* quantity - numbers with one unit: quantities and money; see fields.h. */
#include "core/bom/numeral.h"

#include <ctype.h>
#include <string.h>

enum status
fields_unit(
    const struct bom *b, struct field text, uint8_t *unit, struct findings *f)
{
	struct str s = str_trim(text.text);
	enum unit u = unit_find(s);

	if (s.n == 0)
		return findings_error(f, ST_UNIT, bom_pos(b, text.at),
		    "no unit: expected each, g, kg, m, m2, l, %% or another");
	if (u == UNIT_NONE)
		return findings_error(f, ST_UNIT, bom_pos(b, text.at),
		    "unit \"%.*s\": expected each, mg, g, kg, t, lb, oz, mm, "
		    "m, mm2, m2, ml, l, m3, %% or ppm",
		    STR_ARG(str_clip(s, 60)));
	*unit = (uint8_t)u;
	return ST_OK;
}

/* The number of a quantity: mostly one that was seen before. */
static enum status
keep_number(struct bom *b, struct str number, struct place at, uint32_t *id,
    struct findings *f)
{
	struct error err = { 0 };
	enum status st;
	mpq_t q;

	if (memchr(number.p, '/', number.n) == NULL) {
		st = numtab_read(&b->num, number, bom_pos(b, at), id, &err);
		findings_take(f, &err);
		return st;
	}
	mpq_init(q);
	st = numeral_read(b, number, at, q, f);
	if (st == ST_OK) {
		uint32_t put = numtab_put(&b->num, q);

		if (put == INTERN_NONE)
			st = fields_nomem(f);
		else
			*id = put;
	}
	mpq_clear(q);
	return st;
}

enum status
fields_quantity(struct bom *b, struct field text, struct field unit,
    uint32_t *quantity, uint8_t *unit_out, struct findings *f)
{
	struct str s = str_trim(text.text), number = numeral_take(&s);
	struct field in_text = { s, text.at };
	uint32_t q = BOM_NONE;
	uint8_t u = UNIT_NONE, beside;
	enum status st = ST_OK;

	if (number.n == 0 && s.n == 0)
		return findings_error(f, ST_INCOMPLETE, bom_pos(b, text.at),
		    "no quantity: expected a number, or the word unknown");
	if (number.n == 0) {
		if (!numeral_unknown(s))
			return findings_error(f, ST_SYNTAX, bom_pos(b, text.at),
			    "quantity \"%.*s\": expected a number, or the "
			    "word unknown",
			    STR_ARG(str_clip(s, 60)));
		in_text.text.n = 0;
	} else {
		st = keep_number(b, number, text.at, &q, f);
	}
	if (st == ST_OK)
		st = fields_unit(b, in_text.text.n > 0 ? in_text : unit, &u, f);
	if (st == ST_OK && in_text.text.n > 0 && str_trim(unit.text).n > 0) {
		st = fields_unit(b, unit, &beside, f);
		if (st == ST_OK && beside != u)
			st = findings_error(f, ST_CONFLICT, bom_pos(b, unit.at),
			    "unit \"%.*s\" beside quantity \"%.*s\": expected "
			    "one unit",
			    STR_ARG(str_clip(str_trim(unit.text), 60)),
			    STR_ARG(str_clip(str_trim(text.text), 60)));
	}
	if (st == ST_OK) {
		*quantity = q;
		*unit_out = u;
	}
	return st;
}

static bool
is_currency(struct str s)
{
	return s.n == 3 && isupper((unsigned char)s.p[0]) &&
	       isupper((unsigned char)s.p[1]) && isupper((unsigned char)s.p[2]);
}

enum status
fields_currency(
    struct bom *b, struct field text, uint32_t *id, struct findings *f)
{
	struct str s = str_trim(text.text);

	if (!is_currency(s))
		return findings_error(f, ST_UNIT, bom_pos(b, text.at),
		    "currency \"%.*s\": expected three capital letters such "
		    "as USD, EUR or CNY",
		    STR_ARG(str_clip(s, 60)));
	*id = bom_text(b, s);
	return *id != INTERN_NONE ? ST_OK : fields_nomem(f);
}

enum status
fields_rate(
    struct bom *b, struct field text, uint32_t *rate, struct findings *f)
{
	struct str s = str_trim(text.text), number = numeral_take(&s);

	if (number.n == 0 || s.n > 0)
		return findings_error(f, ST_SYNTAX, bom_pos(b, text.at),
		    "rate \"%.*s\": expected a number such as 0.1389",
		    STR_ARG(str_clip(str_trim(text.text), 60)));
	if (keep_number(b, number, text.at, rate, f) != ST_OK)
		return f->first.code;
	if (*rate == NUM_ZERO)
		return findings_error(f, ST_SYNTAX, bom_pos(b, text.at),
		    "a rate of 0: expected one above 0");
	return ST_OK;
}

enum status
fields_value(struct bom *b, struct field amount, struct field currency,
    uint32_t *value, uint32_t *currency_id, struct findings *f)
{
	struct str s = str_trim(amount.text), c = str_trim(currency.text);
	struct str number = numeral_take(&s);
	struct pos at = bom_pos(b, amount.at);
	uint32_t q = BOM_NONE, id;
	enum status st;

	if (number.n == 0)
		return findings_error(f, ST_SYNTAX, at,
		    "\"%.*s\": expected an amount of money such as 12.50",
		    STR_ARG(str_clip(s, 60)));
	if (s.n > 0 && c.n > 0 && !str_eq(s, c))
		return findings_error(f, ST_CONFLICT, at,
		    "\"%.*s\" beside currency \"%.*s\": expected one currency",
		    STR_ARG(str_clip(s, 60)), STR_ARG(str_clip(c, 60)));
	if (c.n == 0)
		c = s;
	if (!is_currency(c))
		return findings_error(f, ST_UNIT,
		    c.n > 0 && s.n == 0 ? bom_pos(b, currency.at) : at,
		    "currency \"%.*s\": expected three capital letters such "
		    "as USD, EUR or CNY",
		    STR_ARG(str_clip(c, 60)));
	st = keep_number(b, number, amount.at, &q, f);
	if (st != ST_OK)
		return st;
	id = bom_text(b, c);
	if (id == INTERN_NONE)
		return fields_nomem(f);
	*value = q;
	*currency_id = id;
	return ST_OK;
}

enum status
fields_price(struct bom *b, struct field amount, struct field currency,
    uint32_t *value, uint32_t *currency_id, struct findings *f)
{
	uint32_t q, id;
	enum status st = fields_value(b, amount, currency, &q, &id, f);

	if (st == ST_OK && q == NUM_ZERO)
		st = findings_error(f, ST_SYNTAX, bom_pos(b, amount.at),
		    "a price of 0: expected a price above 0, or none at all");
	if (st != ST_OK)
		return st;
	*value = q;
	*currency_id = id;
	return ST_OK;
}
