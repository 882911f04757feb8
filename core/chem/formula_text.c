/* SPDX-License-Identifier: Apache-2.0 */
/* formula_text - a formula as characters, and what its dots are; see
 * formula_text.h. */
#include "core/chem/formula_text.h"

#include <string.h>

struct pos
formula_place(const struct formula_text *f, size_t i)
{
	struct pos at = f->at;

	if (at.col > 0)
		at.col += (uint32_t)f->from[i];
	return at;
}

size_t
formula_past_digits(const struct formula_text *f, size_t i)
{
	while (char_is_digit(f->text[i]))
		i++;
	return i;
}

/*
 * Is the dot at i, digits on both sides, certainly a decimal point?  A number
 * of parts has no leading zero and has a part behind it.
 */
static bool
is_point(const struct formula_text *f, size_t i)
{
	size_t first = i;

	while (first > 0 && char_is_digit(f->text[first - 1]))
		first--;
	return (f->text[first] == '0' && first + 1 == i) ||
	       f->text[i + 1] == '0' ||
	       !formula_begins_item(f->text[formula_past_digits(f, i + 1)]);
}

static bool
has_points(const struct formula_text *f)
{
	for (size_t i = 1; i < f->n; i++)
		if (f->text[i] == '.' && char_is_digit(f->text[i - 1]) &&
		    char_is_digit(f->text[i + 1]) && is_point(f, i))
			return true;
	return false;
}

/* Water at i, to the end of its part? */
static bool
is_water(const struct formula_text *f, size_t i)
{
	const char *p = f->text + i;
	size_t n = strncmp(p, "H2O", 3) == 0     ? 3
		   : strncmp(p, "(H2O)", 5) == 0 ? 5
						 : 0;

	return n > 0 && (p[n] == '\0' || p[n] == '*' || p[n] == '.');
}

/* Can a compound end with the thing whose count begins at i?  With a group, a
 * halogen, oxygen or sulphur it can; borides, carbides and nitrides are alloys
 * with counts such as B5.8. */
static bool
ends_compound(const struct formula_text *f, size_t i)
{
	static const char *const ends[] = { "Br", "Cl", "F", "I", "O", "S" };
	size_t first = i - 1;

	if (f->text[first] == ')' || f->text[first] == ']')
		return true;
	while (first > 0 && formula_is_lower(f->text[first]))
		first--;
	for (size_t k = 0; k < sizeof(ends) / sizeof(ends[0]); k++)
		if (str_is((struct str){ f->text + first, i - first }, ends[k]))
			return true;
	return false;
}

/*
 * Can the dot at `dot` in the count that begins at `first` join two parts?
 * Ce(NO3)3.6H2O is a hydrate to one reader and 3.6 nitrates to the next.
 */
bool
formula_may_join(const struct formula_text *f, size_t first, size_t dot)
{
	size_t behind = formula_past_digits(f, dot + 1);

	if (is_point(f, dot))
		return false;
	return is_water(f, behind) || (!f->points && ends_compound(f, first));
}

/* One character at p of the user's text: its length in bytes, and what it
 * counts as. */
static size_t
take_character(struct str rest, char *c)
{
	static const struct {
		const char *bytes;
		char is;
	} joins[] = { { "\xC2\xB7", '*' }, { "\xE2\x8B\x85", '*' } };

	for (size_t i = 0; i < sizeof(joins) / sizeof(joins[0]); i++)
		if (str_starts(rest, joins[i].bytes)) {
			*c = joins[i].is;
			return strlen(joins[i].bytes);
		}
	if (rest.n >= 3 && str_starts(rest, "\xE2\x82") &&
	    (unsigned char)rest.p[2] >= 0x80 &&
	    (unsigned char)rest.p[2] <= 0x89) { /* subscript digit */
		*c = (char)('0' + ((unsigned char)rest.p[2] - 0x80));
		return 3;
	}
	*c = rest.p[0];
	return 1;
}

/* The user's text, one byte for each character, blanks about it left out. */
enum status
formula_text_take(
    struct formula_text *f, struct str text, struct pos at, struct error *err)
{
	struct str t = str_trim(text);
	size_t used = t.n > 0 ? (size_t)(t.p - text.p) : 0;

	f->given = t;
	f->at = at;
	f->n = 0;
	while (t.n > 0) {
		char c;
		size_t len = take_character(t, &c);

		if (f->n == LIMIT_FORMULA)
			return error_set(err, ST_LIMIT, at,
			    "a formula of more than %d characters: expected a "
			    "shorter one",
			    LIMIT_FORMULA);
		f->text[f->n] = c;
		f->from[f->n++] = used;
		t.p += len;
		t.n -= len;
		used += len;
	}
	f->from[f->n] = used;
	f->text[f->n] = '\0';
	if (f->n == 0)
		return error_set(err, ST_SYNTAX, at,
		    "empty: expected a formula such as Nd2Fe14B");
	f->points = has_points(f);
	return ST_OK;
}
