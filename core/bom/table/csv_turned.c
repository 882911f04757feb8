/* SPDX-License-Identifier: Apache-2.0 */
/* csv_turned - parts that are columns; see csv_turned.h. */
#include "core/bom/table/csv_turned_own.h"
#include "core/bom/table/wide.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Rows that can become columns, with one of limits of detection each. */
#define ROWS ((LIMIT_CSV_COLUMNS - 2) / 2)
/* [bytes] Of a heading that is put together. */
#define HEADING 160

/* ---- all of its cells */

static bool
keep_row(struct csv_turned *t, const struct csv *c, size_t *cap)
{
	struct cell *list =
	    array_grow(t->cell, cap, (t->nrow + 1) * t->width, sizeof(*list));

	if (list == NULL)
		return false;
	t->cell = list;
	for (size_t i = 0; i < t->width; i++) {
		struct pos at = csv_pos(c, i);
		struct str s = c->field[i].text;

		if (s.n > 0)
			s = arena_copy(&t->mem, s);
		if (s.p == NULL && s.n > 0)
			return false;
		list[t->nrow * t->width + i] =
		    (struct cell){ s, at.line, at.col };
	}
	t->nrow++;
	return true;
}

/* The rows behind the header row; false: memory, or too many. */
static bool
keep_rows(struct csv_turned *t, struct csv *c)
{
	struct findings mute = { 0 };
	size_t cap = 0;
	bool ok = keep_row(t, c, &cap);

	while (ok && t->nrow <= ROWS && csv_next(c, &mute))
		ok = c->n != t->width || keep_row(t, c, &cap);
	findings_free(&mute);
	return ok && t->nrow > 1 && t->nrow <= ROWS;
}

/* ---- headings of the other table */

/* "MAG-1 (wt%)": the name without its unit. */
static struct str
without_unit(struct str name, struct str *unit)
{
	size_t open = name.n;

	*unit = (struct str){ "", 0 };
	if (name.n < 3 ||
	    (name.p[name.n - 1] != ')' && name.p[name.n - 1] != ']'))
		return name;
	while (open > 0 && name.p[open - 1] != '(' && name.p[open - 1] != '[')
		open--;
	if (open < 2)
		return name;
	*unit = str_trim((struct str){ name.p + open, name.n - open - 1 });
	if (unit_dimension(unit_find(*unit)) != DIM_SHARE) {
		*unit = (struct str){ "", 0 };
		return name;
	}
	return str_trim((struct str){ name.p, open - 1 });
}

/* The unit that the headings of all parts name; false: of two they name
 * different ones. */
static bool
unit_of_samples(const struct csv_turned *t, struct str *unit)
{
	for (size_t k = 0; k < t->nsample; k++) {
		struct str own;

		without_unit(turned_at(t, 0, t->sample[k])->text, &own);
		if (k == 0)
			*unit = own;
		else if (!str_eq(*unit, own))
			return false;
	}
	return true;
}

/* What the row is about: the first column that names a substance. */
static struct str
label_of(const struct csv_turned *t, const struct csv_header *h, size_t row)
{
	static const enum csv_column ranks[] = { COL_ELEMENT, COL_FORMULA,
		COL_CAS, COL_SUBSTANCE };
	struct str first = { "", 0 };
	struct wide w;

	if (t->label >= 0)
		return turned_at(t, row, t->label)->text;
	for (size_t i = 0; i < sizeof(ranks) / sizeof(ranks[0]); i++) {
		struct str s;

		if (!csv_has(h, ranks[i]))
			continue;
		s = turned_at(t, row, h->field[ranks[i]])->text;
		if (wide_read(s, &w) == WIDE_CLAIM)
			return s;
		if (first.n == 0)
			first = s;
	}
	return first;
}

static bool
add_heading(struct csv_turned *t, struct str name, const char *more,
    struct str unit, size_t row)
{
	char text[HEADING];
	int n = snprintf(text, sizeof(text),
	    unit.n > 0 ? "%.*s%s (%.*s)" : "%.*s%s", STR_ARG(name), more,
	    STR_ARG(unit));
	struct str copy = { text, (size_t)n };

	if (n < 0 || (size_t)n >= sizeof(text))
		copy = name;
	copy = arena_copy(&t->mem, copy);
	if (copy.p == NULL)
		return false;
	t->heading[t->n] = copy;
	t->from[t->n] = row;
	t->is_limit[t->n++] = more[0] != '\0';
	return true;
}

/* A unit in the label goes before one of the row, and that before one of the
 * parts. */
static bool
add_headings(struct csv_turned *t, const struct csv_header *h, struct str unit)
{
	t->heading = TAKE(&t->mem, struct str, 2 * t->nrow + 1);
	t->from = TAKE(&t->mem, size_t, 2 * t->nrow + 1);
	t->is_limit = TAKE(&t->mem, bool, 2 * t->nrow + 1);
	if (t->heading == NULL || t->from == NULL || t->is_limit == NULL)
		return false;
	t->heading[t->n++] = STR("part");
	for (size_t r = 1; r < t->nrow; r++) {
		struct str label = label_of(t, h, r), own = unit;
		struct wide w;
		enum wide_kind kind = wide_read(label, &w);

		if (t->unit >= 0 && turned_at(t, r, t->unit)->text.n > 0)
			own = turned_at(t, r, t->unit)->text;
		if (kind != WIDE_CLAIM || w.unit != UNIT_NONE)
			own.n = 0;
		if (!add_heading(t, label, "", own, r))
			return false;
		if (kind == WIDE_CLAIM && t->limit >= 0 &&
		    turned_at(t, r, t->limit)->text.n > 0 &&
		    !add_heading(t, label, " LOD", own, r))
			return false;
	}
	return true;
}

/* ---- rows of the other table */

static bool
give(struct csv *c, struct findings *f)
{
	struct csv_turned *t = c->rows_of;
	size_t row = t->next;

	if (row > t->nsample) {
		c->n = 0;
		return false;
	}
	t->now = row;
	t->next++;
	c->line = t->base + (uint32_t)row;
	c->n = t->n;
	for (size_t i = 0; i < t->n; i++) {
		struct str s = t->heading[i], unit;

		if (row > 0 && i == 0)
			s = without_unit(
			    turned_at(t, 0, t->sample[row - 1])->text, &unit);
		else if (row > 0)
			s = turned_at(t, t->from[i],
			    t->is_limit[i] ? t->limit : t->sample[row - 1])
				->text;
		c->field[i] = (struct csv_field){ .text = s, .at = s.p };
	}
	(void)f;
	return true;
}

static struct pos
place(const struct csv *c, size_t i)
{
	const struct csv_turned *t = c->rows_of;
	const struct cell *cell;
	int label = t->label >= 0 ? t->label : 0;

	if (i >= t->n)
		cell = turned_at(t, 0, (int)t->width - 1);
	else if (t->now == 0)
		cell = turned_at(t, t->from[i], i == 0 ? 0 : label);
	else
		cell = turned_at(t, t->from[i],
		    t->is_limit[i] ? t->limit : t->sample[t->now - 1]);
	return (struct pos){ c->file, cell->line, cell->col };
}

static bool
go_back(struct csv *c, uint32_t line)
{
	struct csv_turned *t = c->rows_of;

	t->next = line > t->base ? line - t->base : 0;
	return true;
}

static const struct csv_rows as_rows = { give, place, go_back };

/* Is the other table one with a column per element? */
static bool
makes_sense(struct csv *c)
{
	struct findings mute = { 0 };
	struct csv_header h = { .format = FORMAT_UNKNOWN };
	bool ok;

	give(c, &mute);
	csv_header_enter(&h, c, &mute);
	ok = h.wide_claims;
	findings_free(&mute);
	return ok;
}

static void
tell(const struct csv_turned *t, const struct csv *c, struct findings *f)
{
	char list[160] = "";

	for (size_t k = 0; k < t->nsample; k++) {
		struct str unit,
		    name = without_unit(
			turned_at(t, 0, t->sample[k])->text, &unit);

		str_add(list, sizeof(list), "%s\"%.*s\"", k > 0 ? ", " : "",
		    STR_ARG(str_clip(name, 40)));
	}
	findings_warn(f, ST_SCHEMA, ((struct pos){ c->file, t->base, 1 }),
	    "read with a part in each of %zu column%s: %s; where one is none, "
	    "expected its heading = ignore in a file of columns",
	    t->nsample, t->nsample > 1 ? "s" : "", list);
}

/* A share or a mass, and a rare earth: what the first column says of a row is
 * about its cells. */
static bool
says_rows(const struct csv_turned *t, struct str of_all)
{
	for (size_t r = 1; r < t->nrow; r++) {
		enum unit unit = UNIT_NONE;
		struct wide w;

		if (wide_read(turned_at(t, r, t->label)->text, &w) !=
			WIDE_CLAIM ||
		    !w.rare)
			continue;
		if (t->unit >= 0)
			unit = unit_find(turned_at(t, r, t->unit)->text);
		if (w.unit != UNIT_NONE || of_all.n > 0 ||
		    unit_dimension(unit) == DIM_SHARE ||
		    unit_dimension(unit) == DIM_MASS)
			return true;
	}
	return false;
}

/* Takes the table apart.  *turned stays false if it makes no sense so; false:
 * memory. */
static bool
take_apart(struct csv_turned *t, struct csv *c, const struct csv_header *h,
    bool *turned)
{
	struct str unit = { "", 0 };
	bool what = false;

	for (size_t i = 0; i < h->n; i++) {
		what |= turned_is_what((enum csv_column)h->column[i]);
		if (turned_is_limit(c->field[i].text))
			t->limit = (int)i;
	}
	t->unit = h->field[COL_UNIT];
	t->label = what ? -1 : 0;
	if (!keep_rows(t, c))
		return t->nrow == 0 || t->nrow > ROWS || t->cell != NULL;
	if (!turned_find_samples(t, h))
		return false;
	if (t->nsample == 0 || !unit_of_samples(t, &unit) ||
	    (t->label >= 0 &&
		!says_rows(t, h->column[0] == COL_PART ? STR("") : unit)))
		return true;
	*turned = true;
	return add_headings(t, h, unit);
}

bool
csv_turn(
    struct csv *c, const struct csv_header *h, struct findings *f, bool *turned)
{
	struct csv_spot before = csv_spot(c);
	struct csv_turned *t;
	struct csv as = *c;
	bool ok;

	*turned = false;
	t = calloc(1, sizeof(*t));
	if (t == NULL) {
		findings_error(f, ST_NOMEM, pos_none, "out of memory");
		return false;
	}
	*t = (struct csv_turned){ .width = c->n, .base = c->line, .limit = -1 };
	c->width = c->n;
	ok = take_apart(t, c, h, turned);
	if (!ok)
		findings_error(f, ST_NOMEM, pos_none, "out of memory");
	csv_go_back(c, before);
	c->width = as.width;
	if (ok && *turned) {
		c->rows = &as_rows;
		c->rows_of = t;
		c->by_character = true;
		c->line = t->base - 1;
		*turned = makes_sense(c);
		go_back(c, t->base);
		c->line = t->base - 1;
	}
	if (ok && *turned) {
		c->turned = t;
		c->second = false;
		tell(t, c, f);
		return true;
	}
	c->rows = as.rows;
	c->rows_of = as.rows_of;
	c->by_character = as.by_character;
	csv_turned_free(t);
	return ok;
}

void
csv_turned_free(struct csv_turned *t)
{
	if (t == NULL)
		return;
	free(t->cell);
	arena_free(&t->mem);
	free(t);
}
