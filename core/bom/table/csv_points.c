/* SPDX-License-Identifier: Apache-2.0 */
/* csv_points - what points and commas in numbers mean; see csv_points.h. */
#include "core/bom/table/csv_points.h"
#include "core/bom/field/currency.h"

#include <stdio.h>
#include <string.h>

/* [rows] That are looked at. */
#define PEEK 1000

/* Where the first number of s begins, with its mark or without; else s.n. */
static size_t
number_start(struct str s)
{
	size_t i = 0;

	while (i < s.n && !char_is_digit(s.p[i]) &&
	       !((s.p[i] == '.' || s.p[i] == ',') && i + 1 < s.n &&
		   char_is_digit(s.p[i + 1])))
		i++;
	return i;
}

/* "1.500": with a decimal point, or with one between thousands. */
enum point { POINT_NONE, POINT_EITHER, POINT_DECIMAL };

static enum point
point_of(struct str s)
{
	size_t i = number_start(s), from, point;

	for (from = i; i < s.n && char_is_digit(s.p[i]);)
		i++;
	point = i;
	if (i == s.n || s.p[i] != '.')
		return POINT_NONE;
	for (i++; i < s.n && char_is_digit(s.p[i]);)
		i++;
	return i - point == 4 && point > from && point - from < 4 &&
		       s.p[from] != '0'
		   ? POINT_EITHER
		   : POINT_DECIMAL;
}

/* What the numbers of a row have; at: the field of the first of that kind. */
static enum point
points_of(const struct csv_header *h, const struct csv *c, size_t *at)
{
	enum point most = POINT_NONE;

	for (size_t i = 0, n = fit_number_count(h); i < n; i++) {
		int field = fit_number(h, i);
		enum point p = field >= 0 && (size_t)field < c->n
				   ? point_of(c->field[field].text)
				   : POINT_NONE;

		if (p > most) {
			most = p;
			*at = (size_t)field;
		}
	}
	return most;
}

void
points_tell(const struct csv_header *h, struct csv *c, struct findings *f)
{
	struct csv_spot before = csv_spot(c);
	struct findings mute = { 0 };
	enum point most = POINT_NONE;
	struct pos first = pos_none;
	char text[40] = "";
	size_t at = 0;

	for (size_t n = 0;
	     n < PEEK && most != POINT_DECIMAL && csv_next(c, &mute); n++) {
		enum point p = points_of(h, c, &at);

		if (p <= most)
			continue;
		most = p;
		first = csv_pos(c, at);
		snprintf(text, sizeof(text), "%.*s",
		    STR_ARG(str_clip(c->field[at].text, 30)));
	}
	findings_free(&mute);
	csv_go_back(c, before);
	if (most == POINT_EITHER)
		findings_warn(f, ST_RANGE, first,
		    "\"%s\": the point is taken as decimal, and may stand "
		    "between thousands; --decimal says which is meant",
		    text);
}

/* What a number says: of "1.234,5" the last mark is decimal, and so is one
 * with other than three digits behind it, or a nought alone before it. */
static enum decimal
decimal_of(struct str s)
{
	size_t i = number_start(s), marks[2] = { 0, 0 }, last = 0, first = 0,
	       behind;
	char mark = '\0';

	for (first = i; i < s.n && (char_is_digit(s.p[i]) || s.p[i] == '.' ||
				       s.p[i] == ',');
	     i++)
		if (!char_is_digit(s.p[i])) {
			marks[s.p[i] == ',']++;
			mark = s.p[i];
			last = i;
		}
	behind = i - last - 1;
	if (mark == '\0')
		return DECIMAL_UNSAID;
	if (marks[mark == ','] > 1) /* 1.234.567 */
		return marks[mark != ','] > 0 ? DECIMAL_UNSAID
		       : mark == ','          ? DECIMAL_POINT
					      : DECIMAL_COMMA;
	if (marks[mark != ','] == 0 && behind == 3 && last > first &&
	    last - first < 4 && s.p[first] != '0')
		return DECIMAL_UNSAID;
	return mark == ',' ? DECIMAL_COMMA : DECIMAL_POINT;
}

/* Does a comma stand between digits? */
static bool
has_comma(struct str s)
{
	for (size_t i = 1; i + 1 < s.n; i++)
		if (s.p[i] == ',' && char_is_digit(s.p[i - 1]) &&
		    char_is_digit(s.p[i + 1]))
			return true;
	return false;
}

/* What the numbers of a table say of their marks. */
struct evidence {
	enum decimal found; /* by the first that leaves no doubt */
	bool clash;         /* another says the other way */
	bool comma;         /* there is one in a number at all */
	struct pos at;
	char text[40];
};

static void
look_at(const struct csv *c, size_t field, struct evidence *e)
{
	struct str text = c->field[field].text;
	enum decimal d = decimal_of(text);

	if (d == DECIMAL_UNSAID)
		return;
	e->clash |= e->found != DECIMAL_UNSAID && d != e->found;
	if (e->found != DECIMAL_UNSAID)
		return;
	e->found = d;
	e->at = csv_pos(c, field);
	snprintf(e->text, sizeof(e->text), "%.*s", STR_ARG(str_clip(text, 30)));
}

static void
look_at_row(const struct csv_header *h, const struct csv *c, struct evidence *e)
{
	for (size_t i = 0, n = fit_number_count(h); i < n; i++) {
		int field = fit_number(h, i);

		if (field < 0 || (size_t)field >= c->n)
			continue;
		e->comma |= has_comma(c->field[field].text);
		look_at(c, (size_t)field, e);
	}
}

/* "153,90 €" under a heading that is not read. */
static bool
is_money(struct str s)
{
	struct str code, rest = str_trim(s);
	size_t i = 0;

	if (rest.n > 0 && !char_is_digit(rest.p[0]))
		return currency_take(&rest, &code) != CURRENCY_NONE &&
		       rest.n > 0 && char_is_digit(rest.p[0]);
	while (i < rest.n && (char_is_digit(rest.p[i]) || rest.p[i] == ',' ||
				 rest.p[i] == '.'))
		i++;
	rest = str_trim((struct str){ rest.p + i, rest.n - i });
	return rest.n > 0 && currency_find(rest, &code) != CURRENCY_NONE;
}

static void
look_at_money(
    const struct csv_header *h, const struct csv *c, struct evidence *e)
{
	for (size_t i = 0; i < h->n && i < c->n; i++)
		if (h->column[i] == COL_COUNT && is_money(c->field[i].text))
			look_at(c, i, e);
}

static struct evidence
look(const struct csv_header *h, struct csv *c)
{
	struct csv_spot before = csv_spot(c);
	struct evidence e = { .found = DECIMAL_UNSAID };
	struct findings mute = { 0 };

	for (size_t n = 0; n < PEEK && !e.clash && csv_next(c, &mute); n++)
		look_at_row(h, c, &e);
	csv_go_back(c, before);
	if (e.comma && e.found == DECIMAL_UNSAID)
		for (size_t n = 0; n < PEEK && !e.clash && csv_next(c, &mute);
		     n++)
			look_at_money(h, c, &e);
	findings_free(&mute);
	csv_go_back(c, before);
	if (e.clash)
		e.found = DECIMAL_UNSAID;
	return e;
}

enum decimal
points_decimal(const struct csv_header *h, struct csv *c, struct findings *f)
{
	struct evidence e = look(h, c);

	if (e.found != DECIMAL_UNSAID)
		findings_add(f, SEV_NOTE, ST_OK, e.at,
		    e.found == DECIMAL_COMMA
			? "numbers such as \"%s\": the comma is taken as "
			  "decimal; --decimal says another"
			: "numbers such as \"%s\": the point is taken as "
			  "decimal; --decimal says another",
		    e.text);
	return e.found;
}

enum decimal
points_comma(const struct csv_header *h, struct csv *c, struct findings *f)
{
	struct evidence e = look(h, c);

	if (!e.comma || e.found == DECIMAL_UNSAID)
		return DECIMAL_UNSAID;
	findings_warn(f, ST_RANGE, e.at,
	    e.found == DECIMAL_COMMA
		? "numbers such as \"%s\": a comma is taken as decimal in all "
		  "of this table, a point as one between thousands; --decimal "
		  "says another"
		: "numbers such as \"%s\": a point is taken as decimal in all "
		  "of this table, a comma as one between thousands; --decimal "
		  "says another",
	    e.text);
	return e.found;
}
