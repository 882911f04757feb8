/* SPDX-License-Identifier: Apache-2.0 */
/* quantity - numbers with one unit: quantities and money; see fields.h. */
#include "core/bom/currency.h"
#include "core/bom/numeral.h"

#include <ctype.h>
#include <string.h>

/* What is sold together, and how much of it nobody knows by the word alone. */
static bool
take_bundle(struct str *s)
{
	static const char *const words[] = { "rolls", "roll", "reels", "reel",
		"spools", "spool", "coils", "coil", "drums", "drum", "sets",
		"set", "pairs", "pair", "prs", "pr", "packs", "pack", "pkts",
		"pkt", "pkg", "boxes", "box", "bags", "bag", "kits", "kit",
		"cartons", "carton", "sheets", "sheet", "lengths", "length",
		"bundles", "bundle", "Rollen", "Rolle", "Spulen", "Spule",
		"Satz", "Sätze", "Paare", "Paar", "Packungen", "Packung", "VE",
		"rouleaux", "rouleau", "jeux", "jeu", "paires", "paire",
		"rollos", "rollo", "juegos", "juego", "pares", "par", "rotoli",
		"rotolo", "卷", "套", "对", "對", "双", "包", "盒", "箱", "巻",
		"組", "セット", "롤", "세트" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		size_t n = strlen(words[i]);
		char next = s->n > n ? s->p[n] : ' ';

		if (s->n < n ||
		    !str_is_nocase((struct str){ s->p, n }, words[i]) ||
		    isalpha((unsigned char)next))
			continue;
		*s = str_trim((struct str){ s->p + n, s->n - n });
		return true;
	}
	return false;
}

/* "of 50 m", "(100 ft)", "@ 4 pcs" behind such a word: the number and its unit;
 * false: nothing is said. */
static bool
take_each(struct str s, struct str *each, struct str *unit)
{
	static const char *const words[] = { "of ", "à ", "a ", "zu ", "de ",
		"@", "=", "x", "×", ":" };

	if (s.n > 2 && s.p[0] == '(' && s.p[s.n - 1] == ')')
		s = str_trim((struct str){ s.p + 1, s.n - 2 });
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		size_t n = strlen(words[i]);

		if (s.n <= n ||
		    !str_is_nocase((struct str){ s.p, n }, words[i]))
			continue;
		s = str_trim((struct str){ s.p + n, s.n - n });
		break;
	}
	*each = numeral_take(&s);
	*unit = s;
	return each->n > 0;
}

/* Another number behind the first one. */
static enum status
refuse_on(const struct bom *b, struct field text, struct findings *f)
{
	return findings_error(f, ST_UNIT, bom_pos(b, text.at),
	    "\"%.*s\" behind a number: expected its unit, and no mark or "
	    "blank between thousands",
	    STR_ARG(str_clip(str_seen(text.text), 60)));
}

/* "per 100", "/1000 pcs": of how many, and not how many. */
static bool
is_per(struct str s)
{
	static const char *const words[] = { "per ", "/", "je ", "pro ", "par ",
		"por ", "每" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		size_t n = strlen(words[i]);

		if (s.n > n && str_is_nocase((struct str){ s.p, n }, words[i]))
			return true;
	}
	return false;
}

enum status
fields_unit(
    const struct bom *b, struct field text, uint8_t *unit, struct findings *f)
{
	struct str s = str_seen(text.text), bundle = s;
	enum unit u = unit_find(s);

	if (str_is_nocase(s, "pr")) /* elsewhere it is praseodymium */
		u = UNIT_PAIR;
	if (s.n == 0)
		return findings_error(f, ST_UNIT, bom_pos(b, text.at),
		    "no unit: expected each, g, kg, m, m2, l, %% or another");
	if (u == UNIT_NONE && numeral_goes_on(s))
		return refuse_on(b, text, f);
	if (u == UNIT_NONE && is_per(s))
		return findings_error(f, ST_UNIT, bom_pos(b, text.at),
		    "unit \"%.*s\": expected what is counted, such as each; "
		    "for how many parents a quantity is stands in a column "
		    "per, as 100 or 1000",
		    STR_ARG(str_clip(s, 60)));
	if (u == UNIT_NONE && take_bundle(&bundle))
		return findings_error(f, ST_UNIT, bom_pos(b, text.at),
		    "unit \"%.*s\", and nothing says how much is in one: "
		    "expected for example \"roll of 50 m\", or a quantity in "
		    "each, m or kg",
		    STR_ARG(str_clip(s, 60)));
	if (u == UNIT_NONE)
		return findings_error(f, ST_UNIT, bom_pos(b, text.at),
		    "unit \"%.*s\": expected each, mg, g, kg, t, lb, oz, mm, "
		    "m, in, ft, mm2, m2, ml, l, m3, %% or ppm",
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

/* What stands behind a number, and is no unit; *what: what it is. */
static bool
looks_odd(struct str s, const char **what)
{
	static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May",
		"Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec", "Mai", "Okt",
		"Dez", "Mrz" };
	struct str seen = str_seen(s);
	size_t digits = 0;

	if (s.n == 0)
		return false;
	while (seen.n > 0 &&
	       (seen.p[0] == '\'' || seen.p[0] == '.' || seen.p[0] == '-')) {
		seen.p++;
		seen.n--;
	}
	for (size_t i = 0; i < sizeof(months) / sizeof(months[0]); i++)
		if (seen.n >= 3 &&
		    str_is_nocase((struct str){ seen.p, 3 }, months[i]) &&
		    (seen.n == 3 || !isalpha((unsigned char)seen.p[3]))) {
			*what = ", which a spreadsheet has made a day of: "
				"expected the number that it was";
			return true;
		}
	while (digits < seen.n && isdigit((unsigned char)seen.p[digits]))
		digits++;
	if (s.n > 0 && s.p[0] == '-' && digits > 0) {
		*what = " is a range: expected one number, or the word unknown";
		return true;
	}
	if (digits == 3 &&
	    (seen.n == 3 || !isalpha((unsigned char)seen.p[3]))) {
		*what = " may be thousands: expected a number without blanks "
			"or signs in it, or --decimal that says what they mean";
		return true;
	}
	return false;
}

static bool
has_digit(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (isdigit((unsigned char)s.p[i]))
			return true;
	return false;
}

/* "roll of 50 m": *q rolls of it are so many m, and *unit is m; a unit may
 * stand elsewhere.  What is none of it stays as it is. */
static enum status
unpack(struct bom *b, struct field *unit, bool elsewhere, uint32_t *q,
    struct findings *f)
{
	struct str s = str_trim(unit->text), each;
	uint32_t number = NUM_ZERO;
	enum status st;

	if (*q == BOM_NONE || !has_digit(s) || !take_bundle(&s) ||
	    !take_each(s, &each, &s) || (s.n == 0 && !elsewhere))
		return ST_OK;
	st = keep_number(b, each, unit->at, &number, f);
	if (st != ST_OK)
		return st;
	unit->text = s;
	*q = numtab_mul(&b->num, *q, number);
	return *q != INTERN_NONE ? ST_OK : fields_nomem(f);
}

enum status
fields_quantity(struct bom *b, struct field text, struct field unit,
    uint32_t *quantity, uint8_t *unit_out, struct findings *f)
{
	struct str s = str_seen(text.text), number = numeral_take(&s);
	struct field in_text = { str_seen(s), text.at };
	uint32_t q = BOM_NONE;
	uint8_t u = UNIT_NONE, beside;
	const char *what;
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
	} else if (looks_odd(s, &what)) {
		return findings_error(f, ST_SYNTAX, bom_pos(b, text.at),
		    "quantity \"%.*s\"%s", STR_ARG(str_clip(text.text, 60)),
		    what);
	} else {
		st = keep_number(b, number, text.at, &q, f);
	}
	if (st == ST_OK)
		st = in_text.text.n > 0
			 ? unpack(b, &in_text, str_trim(unit.text).n > 0, &q, f)
			 : unpack(b, &unit, false, &q, f);
	if (st == ST_OK && numeral_goes_on(in_text.text))
		st = refuse_on(b, in_text, f);
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
		st = keep_number(b, number, amount.at, &q, f);
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
