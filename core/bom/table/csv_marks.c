/* SPDX-License-Identifier: Apache-2.0 */
/*
 * csv_marks - rows that are not simply built in; see csv_marks.h.
 *
 * A place that stays empty counts as a quantity of 0.  What may be built in
 * or not is told to the reader, which puts nothing beside it as an
 * alternative.
 */
#include "core/bom/table/csv_marks.h"

#include "core/bom/stated.h"

#include <stdio.h>
#include <string.h>

/* [bytes] "18446744073709551615" */
#define COUNT_TEXT 21

enum mark { MARK_NO, MARK_YES, MARK_OTHER };

/* also: further words that mean yes. */
static enum mark
mark_of(struct str s, const char *also)
{
	if (s.n == 0 || str_is(s, "-") || preset_is_among(s, "no|n|false|0"))
		return MARK_NO;
	return preset_is_among(s, "yes|y|true|1|x") || preset_is_among(s, also)
		   ? MARK_YES
		   : MARK_OTHER;
}

static struct str
cell(const struct csv_header *h, const struct csv *c, enum csv_column column)
{
	return csv_has(h, column) ? c->field[h->field[column]].text : STR("");
}

static bool
refuse(const struct csv_header *h, const struct csv *c, enum csv_column column,
    const char *expected, struct findings *f)
{
	char name[40];

	csv_column_name(column, name);
	findings_error(f, ST_SYNTAX, csv_pos(c, (size_t)h->field[column]),
	    "%s \"%.*s\": expected %s", name,
	    STR_ARG(str_clip(cell(h, c, column), 40)), expected);
	return false;
}

/* "2 (DNF)": of a number, what stands in brackets behind it. */
static bool
take_note(struct str *s, const char *note)
{
	size_t n = strlen(note);

	if (s->n <= n || memcmp(s->p + s->n - n, note, n) != 0)
		return false;
	*s = str_trim((struct str){ s->p, s->n - n });
	return true;
}

/* The number behind the letters of "R12"; false: there is none. */
static bool
designator(struct str s, size_t *letters, size_t *number)
{
	size_t i = s.n;

	*number = 0;
	while (i > 0 && char_is_digit(s.p[i - 1]))
		i--;
	*letters = i;
	for (; i < s.n; i++) {
		if (*number > 999999)
			return false;
		*number = *number * 10 + (size_t)(s.p[i] - '0');
	}
	return *letters < s.n;
}

/* One designator, or "R3-R5"; 0: neither. */
static size_t
count_of(struct str s)
{
	const char *dash = memchr(s.p, '-', s.n);
	size_t at[2], number[2];
	struct str a = s, b;

	if (dash == NULL)
		return 1;
	a.n = (size_t)(dash - s.p);
	b = (struct str){ dash + 1, s.n - a.n - 1 };
	if (!designator(a, &at[0], &number[0]) ||
	    !designator(b, &at[1], &number[1]) || at[0] != at[1] ||
	    memcmp(a.p, b.p, at[0]) != 0 || number[1] < number[0])
		return 0;
	return number[1] - number[0] + 1;
}

size_t
marks_references(struct str s)
{
	size_t n = 0;

	while (s.n > 0) {
		size_t end = 0, count;

		while (end < s.n && strchr(",; \n\r\t", s.p[end]) == NULL)
			end++;
		if (end > 0) {
			count = count_of((struct str){ s.p, end });
			if (count == 0)
				return 0;
			n += count;
		}
		end += end < s.n;
		s.p += end;
		s.n -= end;
	}
	return n;
}

/* How many there are by their designators, where no column says it; where one
 * says another number, nobody knows. */
static bool
count_references(struct habits *y, const struct csv_header *h, struct csv *c)
{
	size_t n = marks_references(cell(h, c, COL_REFERENCES));
	struct csv_field *quantity = &c->field[h->field[COL_QUANTITY]];
	char *text;
	int len;

	if (n == 0)
		return true;
	text = csv_room(c, COUNT_TEXT);
	if (text == NULL)
		return false;
	len = snprintf(text, COUNT_TEXT, "%zu", n);
	if (quantity->text.n == 0) {
		quantity->text = (struct str){ text, (size_t)len };
	} else if (!str_is(quantity->text, text)) {
		habit_count_row(
		    &y->differing, c, (size_t)h->field[COL_QUANTITY]);
		quantity->text = STR("unknown");
	}
	return true;
}

/* "5,000-", as SAP writes what leaves, and "-5.000", as a spreadsheet does. */
static bool
is_minus(struct str s)
{
	size_t digits = 0;

	if (s.n > 1 && s.p[0] == '-')
		return char_is_digit(s.p[1]) && s.p[s.n - 1] != '-';
	for (size_t i = 0; i + 1 < s.n; i++) {
		if (!char_is_digit(s.p[i]) && strchr(".,' ", s.p[i]) == NULL)
			return false;
		digits += char_is_digit(s.p[i]);
	}
	return digits > 0 && s.p[s.n - 1] == '-';
}

static bool
is_unpopulated(const struct csv_header *h, const struct csv *c, bool *refused,
    struct findings *f)
{
	struct str s = cell(h, c, COL_UNPOPULATED);
	enum mark m = mark_of(s,
	    "dnp|dnf|do not populate|do not place|do not fit|not populated|"
	    "not fitted|not mounted|not placed|unpopulated");

	if (preset_is_among(s, "fitted|populated|mounted|placed"))
		return false;
	/* "Fitted": no */
	if (h->fitted && s.n > 0 && preset_is_among(s, "no|n|false|0"))
		return true;
	if (h->fitted && preset_is_among(s, "yes|y|true|1|x"))
		return false;
	if (m == MARK_OTHER) {
		refuse(h, c, COL_UNPOPULATED,
		    "yes, no, DNP, or nothing of what is built in", f);
		*refused = true;
	}
	return m == MARK_YES;
}

/* Parts that may be built in instead of that of the row. */
static void
find_substitutes(struct habits *y, const struct csv *c)
{
	for (size_t i = 0; i < y->nsubstitute; i++) {
		struct str name = c->field[y->substitute[i]].text;

		if (name.n == 0)
			continue;
		if (y->ninstead == 0)
			habit_count_row(
			    &y->replaced, c, (size_t)y->substitute[i]);
		y->instead[y->ninstead++] = name;
	}
}

static bool
find_optional(struct habits *y, const struct csv_header *h, const struct csv *c,
    struct findings *f)
{
	static const enum csv_column columns[] = { COL_OPTIONAL,
		COL_CONSUMABLE };
	bool any =
	    y->preset != NULL && (y->preset->habits & HABIT_VARIANTS) != 0;
	bool loose = false;

	for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++) {
		enum mark m = mark_of(cell(h, c, columns[i]), "");

		if (m == MARK_OTHER && !any)
			return refuse(
			    h, c, columns[i], "yes, no or nothing", f);
		if (m == MARK_NO)
			continue;
		if (!loose)
			habit_count_row(
			    &y->loose, c, (size_t)h->field[columns[i]]);
		loose = true;
	}
	if (loose)
		y->instead[y->ninstead++] = STR(STATED_NOTHING);
	return true;
}

/* What a system calls pieces, and a cross as many systems set it. */
static void
take_words(const struct habits *y, const struct csv_header *h, struct csv *c)
{
	static const enum csv_column units[] = { COL_UNIT, COL_PER_UNIT };

	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++)
		if (y->preset != NULL && y->preset->pieces != NULL &&
		    preset_is_among(cell(h, c, units[i]), y->preset->pieces))
			c->field[h->field[units[i]]].text = STR("each");
	if (str_is_nocase(cell(h, c, COL_PHANTOM), "x"))
		c->field[h->field[COL_PHANTOM]].text = STR("yes");
}

/* A row with a part in its place and no quantity: one of it.  The top row
 * needs none, and of what is weighed or measured nobody knows how much. */
static void
take_one(struct habits *y, const struct csv_header *h, struct csv *c)
{
	struct str unit = cell(h, c, COL_UNIT), level = cell(h, c, COL_LEVEL);
	size_t at = (size_t)h->field[COL_QUANTITY];
	struct str *quantity = &c->field[at].text;

	if (cell(h, c, COL_PART).n == 0 ||
	    (csv_has(h, COL_LEVEL) && (level.n == 0 || str_is(level, "0"))))
		return;
	if (unit.n == 0 && csv_has(h, COL_UNIT))
		c->field[h->field[COL_UNIT]].text = STR("each");
	if (quantity->n > 0 || (unit.n > 0 && unit_find(unit) != UNIT_EACH))
		return;
	habit_count_row(&y->ones, c, at);
	*quantity = STR("1");
}

bool
marks_row(struct habits *y, const struct csv_header *h, struct csv *c,
    struct findings *f)
{
	bool references = y->preset != NULL &&
			  (y->preset->habits & HABIT_COUNTED) != 0 &&
			  csv_has(h, COL_REFERENCES);
	bool refused = false, unpopulated;
	size_t at = (size_t)h->field[COL_QUANTITY];
	struct str *quantity;

	if (!csv_has(h, COL_QUANTITY))
		return true;
	quantity = &c->field[at].text;
	take_words(y, h, c);
	if (y->preset != NULL && (y->preset->habits & HABIT_ONE) != 0)
		take_one(y, h, c);
	unpopulated = is_unpopulated(h, c, &refused, f);
	if (refused)
		return false;
	find_substitutes(y, c);
	if (!find_optional(y, h, c, f))
		return false;
	if (references) {
		take_note(quantity, "(DNC)");
		unpopulated |= take_note(quantity, "(DNF)");
	}
	if (unpopulated) {
		habit_count_row(&y->unpopulated, c, at);
		*quantity = STR("0");
		y->ninstead = 0;
		y->stays_empty = true;
	} else if (y->preset != NULL &&
		   (y->preset->habits & HABIT_MINUS) != 0 &&
		   is_minus(*quantity)) {
		habit_count_row(&y->minus, c, at);
		*quantity = STR("0");
		y->stays_empty = true;
	} else if (references && !count_references(y, h, c)) {
		findings_error(f, ST_NOMEM, pos_none, "out of memory");
		return false;
	}
	return true;
}

void
marks_tell(const struct habits *y, struct findings *f)
{
	if (y->unpopulated.n > 0)
		findings_add(f, SEV_NOTE, ST_OK, y->unpopulated.at,
		    "%zu row%s not populated: counted as a quantity of 0",
		    y->unpopulated.n, habit_rows(&y->unpopulated));
	if (y->replaced.n > 0)
		findings_add(f, SEV_NOTE, ST_OK, y->replaced.at,
		    "%zu row%s with substitutes: any of them may be built in",
		    y->replaced.n, habit_rows(&y->replaced));
	if (y->loose.n > 0)
		findings_add(f, SEV_NOTE, ST_OK, y->loose.at,
		    "%zu row%s optional, consumable or for some variants: "
		    "built in or not, both are possible",
		    y->loose.n, habit_rows(&y->loose));
	if (y->ones.n > 0)
		findings_warn(f, ST_INCOMPLETE, y->ones.at,
		    "%zu row%s without a quantity: taken for one piece, as "
		    "%s means it; where it is not so, expected the quantity",
		    y->ones.n, habit_rows(&y->ones), y->preset->name);
	if (y->minus.n > 0)
		findings_warn(f, ST_RANGE, y->minus.at,
		    "%zu row%s with a minus before or behind the quantity, "
		    "which are by-products: what leaves is not counted, "
		    "neither "
		    "as part of the product nor off what goes in; so at most "
		    "is "
		    "right, and at least may be less by what leaves",
		    y->minus.n, habit_rows(&y->minus));
	if (y->differing.n > 0)
		findings_warn(f, ST_CONFLICT, y->differing.at,
		    "%zu row%s with another quantity than designators: how "
		    "many there are is not known; expected the same number",
		    y->differing.n, habit_rows(&y->differing));
}
