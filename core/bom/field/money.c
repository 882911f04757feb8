/* SPDX-License-Identifier: Apache-2.0 */
/* money - amounts of money, and one currency in another; see fields.h. */
#include "core/bom/field/currency.h"
#include "core/bom/field/numeral.h"

#include <ctype.h>
#include <string.h>

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
	if (numeral_keep(b, number, text.at, rate, f) != ST_OK)
		return f->first.code;
	if (*rate == NUM_ZERO)
		return findings_error(f, ST_SYNTAX, bom_pos(b, text.at),
		    "a rate of 0: expected one above 0");
	return ST_OK;
}

/* A sign of two countries beside a column that says which of them. */
static bool
is_settled(enum currency_kind kind, enum currency_kind also, struct str other)
{
	return kind == CURRENCY_YUAN_OR_YEN && also == CURRENCY_ONE &&
	       (str_is(other, "CNY") || str_is(other, "JPY"));
}

/*
 * The code of a currency beside the number, before or behind it, or in its
 * own column.
 */
static enum status
find_currency(const struct bom *b, struct field near, struct field column,
    struct str *code, struct findings *f)
{
	struct str own = str_trim(column.text), said;
	enum currency_kind kind = currency_find(near.text, code);
	enum currency_kind also = currency_find(own, &said);
	struct pos at =
	    bom_pos(b, near.text.n == 0 && own.n > 0 ? column.at : near.at);

	if (own.n > 0 && (near.text.n == 0 || is_settled(kind, also, said))) {
		kind = also;
		*code = said;
	} else if (own.n > 0 && (kind == CURRENCY_NONE || also != kind ||
				    !str_eq(*code, said))) {
		return findings_error(f, ST_CONFLICT, at,
		    "\"%.*s\" beside currency \"%.*s\": expected one "
		    "currency",
		    STR_ARG(str_clip(near.text, 60)),
		    STR_ARG(str_clip(own, 60)));
	}
	if (kind == CURRENCY_ONE)
		return ST_OK;
	if (near.text.n > 0)
		own = near.text;
	if (kind == CURRENCY_YUAN_OR_YEN)
		return findings_error(f, ST_UNIT, at,
		    "currency \"%.*s\", which is the yuan or the yen: "
		    "expected CNY or JPY",
		    STR_ARG(str_clip(own, 60)));
	return findings_error(f, ST_UNIT, at,
	    "currency \"%.*s\": expected three capital letters such as USD, "
	    "EUR or CNY",
	    STR_ARG(str_clip(own, 60)));
}

/* The number of an amount of money; *beside: what stands before or behind
 * it. */
static struct str
money_number(struct str all, struct str *beside)
{
	struct str s = all, number = numeral_take(&s), code;

	*beside = s;
	if (number.n > 0 || currency_take(&s, &code) == CURRENCY_NONE)
		return number;
	*beside = str_trim((struct str){ all.p, all.n - s.n });
	number = numeral_take(&s);
	return s.n == 0 ? number : (struct str){ all.p, 0 };
}

enum status
fields_value(struct bom *b, struct field amount, struct field currency,
    uint32_t *value, uint32_t *currency_id, struct findings *f)
{
	struct str all = str_trim(amount.text), code;
	struct field beside = { { "", 0 }, amount.at };
	struct str number = money_number(all, &beside.text);
	uint32_t q = BOM_NONE, id;
	enum status st;

	if (number.n == 0)
		return findings_error(f, ST_SYNTAX, bom_pos(b, amount.at),
		    "\"%.*s\": expected an amount of money such as 12.50",
		    STR_ARG(str_clip(all, 60)));
	st = find_currency(b, beside, currency, &code, f);
	if (st == ST_OK)
		st = numeral_keep(b, number, amount.at, &q, f);
	if (st != ST_OK)
		return st;
	id = bom_text(b, code);
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
