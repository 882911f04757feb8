/* SPDX-License-Identifier: Apache-2.0 */
/* quantity - numbers with one unit; see fields.h. */
#include "core/bom/field/bundle.h"
#include "core/bom/field/numeral.h"

#include <ctype.h>
#include <string.h>

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

/* What a list counts in, by any of its words. */
static enum unit
find_counted(struct str s)
{
	enum unit u = unit_find(s);

	return u != UNIT_NONE ? u : bundle_find(s);
}

/* "pcs/set", "只/台": what is counted, and that it is for one of the part
 * above; else UNIT_NONE. */
static enum unit
find_for_one(struct str s)
{
	const char *slash = memchr(s.p, '/', s.n);
	struct str of, what;

	if (slash == NULL)
		return UNIT_NONE;
	what = str_trim((struct str){ s.p, (size_t)(slash - s.p) });
	of = str_trim(
	    (struct str){ slash + 1, (size_t)(s.p + s.n - slash) - 1 });
	if (unit_find(of) != UNIT_EACH && bundle_find(of) != UNIT_SET)
		return UNIT_NONE;
	return find_counted(what);
}

enum status
fields_unit(
    const struct bom *b, struct field text, uint8_t *unit, struct findings *f)
{
	struct str s = str_seen(text.text), bundle = s;
	enum unit u = find_counted(s);

	if (str_is_nocase(s, "pr")) /* elsewhere it is praseodymium */
		u = UNIT_PAIR;
	if (u == UNIT_NONE)
		u = find_for_one(s);
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
	if (u == UNIT_NONE && bundle_take(&bundle) != UNIT_NONE)
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

	if (*q == BOM_NONE || !has_digit(s) || bundle_take(&s) == UNIT_NONE ||
	    !take_each(s, &each, &s) || (s.n == 0 && !elsewhere))
		return ST_OK;
	st = numeral_keep(b, each, unit->at, &number, f);
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
		st = numeral_keep(b, number, text.at, &q, f);
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
