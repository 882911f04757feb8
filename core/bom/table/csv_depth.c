/* SPDX-License-Identifier: Apache-2.0 */
/*
 * csv_depth - levels that are told by outline numbers, by what stands before a
 * name, or by a column for each; see csv_fit.h.
 */
#include "core/bom/table/csv_fit.h"

#include <stdio.h>
#include <string.h>

/* [rows] That are looked at to see how levels are told. */
#define PEEK 1000

/* [bytes] "4294967295" */
#define LEVEL_TEXT 11

bool
fit_is_outline(struct str s, size_t *parts)
{
	bool digit = false, point = false;

	*parts = 0;
	for (size_t i = 0; i < s.n; i++) {
		if (char_is_digit(s.p[i])) {
			*parts += !digit;
			digit = true;
		} else if (s.p[i] == '.' && digit) {
			digit = false;
			point = true;
		} else {
			return false;
		}
	}
	return *parts > 0 && (point || s.n > 0);
}

static bool
has_point(struct str s)
{
	return s.n > 0 && memchr(s.p, '.', s.n - 1) != NULL;
}

/* Bytes of one sign that a tree is drawn with, at the begin of s; 0: none. */
static size_t
drawn(struct str s)
{
	size_t n = 0;

	if (s.n > 2 && s.p[0] == '\xE2' &&
	    (s.p[1] == '\x94' || s.p[1] == '\x95'))
		return 3;
	if (s.n > 1 && s.p[0] == '>')
		return 1;
	/* "- ROT-1", "|-- ROT-1": no part number begins with "--ROT" so */
	while (n < s.n && strchr("-+|`*", s.p[n]) != NULL)
		n++;
	return n > 0 && n < s.n && s.p[n] == ' ' ? n : 0;
}

/* How far a field stands from where it begins, in blanks of any kind, points
 * and signs of a drawn tree before it, in a sheet also by the looks of its
 * cell; *text: without them. */
static uint32_t
indent_of(const struct csv *c, size_t i, struct str *text)
{
	struct str s = c->field[i].text;
	const char *p = s.p;
	uint32_t n = c->rows != NULL ? c->field[i].indent : 0;
	size_t skip;

	/* a field whose quotes were doubled is a copy, and has none */
	while (c->rows == NULL && s.n > 0 && p > c->row && p <= c->end &&
	       n < LIMIT_CSV_FIELD &&
	       (p[-1] == ' ' || (p[-1] == '\t' && c->separator != '\t'))) {
		p--;
		n++;
	}
	while (s.n > 0 && ((skip = str_unseen(s)) > 0 || s.p[0] == '.' ||
			      s.p[0] == ' ' || drawn(s) > 0)) {
		size_t sign = skip > 0 ? 0 : drawn(s);

		skip = sign > 0 ? sign : skip > 0 ? skip : 1;
		s.p += skip;
		s.n -= skip;
		n += sign == 3 || sign == 0 ? 1 : (uint32_t)sign;
	}
	*text = s;
	return n;
}

/* What the first rows have at a field. */
struct peek {
	size_t rows, outlines, points, deeper; /* further in than the first */
	uint32_t least, most;                  /* indents */
	uint32_t first, last, step;
	bool irregular; /* not step by step from the first row on */
	bool tree;      /* drawn with signs */
};

/* The next indent: in a list by indents each row is at most one step further
 * in than that before it, and none is further out than the first. */
static void
step_in(struct peek *seen, uint32_t indent)
{
	if (seen->rows == 1)
		seen->first = seen->last = indent;
	if (seen->step == 0 && indent > seen->first)
		seen->step = indent - seen->first;
	seen->irregular |=
	    indent < seen->first ||
	    (seen->step > 0 && ((indent - seen->first) % seen->step != 0 ||
				   indent > seen->last + seen->step));
	seen->deeper += indent > seen->first;
	seen->last = indent;
}

static struct peek
look(const struct fit *x, struct csv *c, int field, bool indents)
{
	struct csv_spot before = csv_spot(c);
	struct findings mute = { 0 };
	struct peek seen = { 0 };
	const char *heading = "";
	struct str text;
	uint32_t indent;
	size_t parts;

	/* the header row may come again */
	for (size_t i = 0; i < 3; i++)
		if (x->heading[i].field == field)
			heading = x->heading[i].text;
	while (seen.rows < PEEK && csv_next(c, &mute)) {
		struct str cell = c->field[field].text;

		if (cell.n == 0 || str_is(str_trim(cell), heading))
			continue;
		seen.rows++;
		seen.outlines += fit_is_outline(cell, &parts);
		seen.points += fit_is_outline(cell, &parts) && has_point(cell);
		if (!indents)
			continue;
		/* a tree is drawn from its root on */
		if (seen.rows == 1 && drawn(cell) > 0)
			break;
		indent = indent_of(c, (size_t)field, &text);
		seen.tree |= drawn(cell) > 0;
		step_in(&seen, indent);
		if (seen.rows == 1 || indent < seen.least)
			seen.least = indent;
		if (indent > seen.most)
			seen.most = indent;
	}
	findings_free(&mute);
	csv_go_back(c, before);
	return seen;
}

/* Numbers such as 1, 1.1, 1.2 in all rows that have one. */
bool
fit_is_outlined(const struct fit *x, struct csv *c, int field)
{
	struct peek seen = look(x, c, field, false);

	return seen.points > 0 && seen.outlines == seen.rows;
}

/* Some part numbers stand further in than others. */
static bool
stands_in_steps(const struct fit *x, struct csv *c, int field, bool *odd)
{
	struct peek seen = look(x, c, field, true);

	*odd = seen.most > seen.least && !seen.tree &&
	       (seen.irregular || 10 * seen.deeper < seen.rows);
	return seen.most > seen.least && !*odd;
}

/* A column for each level, with marks or with the part numbers themselves. */
static bool
find_steps(struct fit *x, struct csv_header *h, const struct csv *c)
{
	if (h->preset != NULL || !stairs_find(h, c, &x->from, &x->steps))
		return false;
	x->level = FIT_LEVEL_STAIRS;
	x->part_at = -1;
	fit_fix(x, h, COL_LEVEL, STR(""));
	x->level_at = h->field[COL_LEVEL];
	h->step_first = x->from;
	h->steps = x->steps;
	if (fit_fix(x, h, COL_PART, STR("")))
		x->part_at = h->field[COL_PART];
	return true;
}

/* Are names indented step by step, so that it is no stray blank? */
static bool
is_indented(struct csv *c, int field)
{
	struct csv_spot before = csv_spot(c);
	struct findings mute = { 0 };
	size_t rows = 0, indents = 0;
	uint32_t step = 0, last = 0;
	bool ok = true;

	while (ok && rows < PEEK && csv_next(c, &mute)) {
		struct str text;
		uint32_t n = indent_of(c, (size_t)field, &text);

		if (text.n == 0)
			continue;
		if (step == 0)
			step = n;
		ok = (n > 0 ? step > 1 && n % step == 0 && n <= last + step
			    : true) &&
		     (rows > 0 || n == 0);
		indents += n > 0;
		last = n;
		rows++;
	}
	findings_free(&mute);
	csv_go_back(c, before);
	return ok && indents > 1 && 3 * indents >= rows;
}

void
fit_find_levels(struct fit *x, struct csv_header *h, struct csv *c)
{
	int level = h->field[COL_LEVEL], at = h->field[COL_POSITION];

	if (level < 0 && csv_has(h, COL_PARENT))
		return;
	if (level >= 0 && fit_is_outlined(x, c, level)) {
		x->level = FIT_LEVEL_OUTLINE;
		x->from = x->level_at = level;
		return;
	}
	if (level >= 0 || !csv_has(h, COL_QUANTITY))
		return;
	if (find_steps(x, h, c) || !csv_has(h, COL_PART))
		return;
	if (at < 0 && x->blank > 0 && fit_is_outlined(x, c, x->blank - 1)) {
		at = x->blank - 1; /* its heading is as plain as that */
		h->column[at] = COL_POSITION;
		h->field[COL_POSITION] = at;
	}
	if (at >= 0 && fit_is_outlined(x, c, at)) {
		x->level = FIT_LEVEL_OUTLINE;
		x->from = at;
	} else if (stands_in_steps(x, c, h->field[COL_PART], &x->odd_indents)) {
		x->level = FIT_LEVEL_INDENT;
		x->from = h->field[COL_PART];
	} else if (csv_has(h, COL_NAME) && is_indented(c, h->field[COL_NAME])) {
		x->level = FIT_LEVEL_INDENT;
		x->from = h->field[COL_NAME];
		x->by_name = true;
	} else {
		return;
	}
	fit_fix(x, h, COL_LEVEL, (struct str){ "", 0 });
	x->level_at = h->field[COL_LEVEL];
}

static bool
put_level(struct fit *x, struct csv *c, size_t level, struct findings *f)
{
	char *text = csv_room(c, LEVEL_TEXT);

	if (text == NULL) {
		findings_error(f, ST_NOMEM, pos_none, "out of memory");
		return false;
	}
	c->field[x->level_at].text = (struct str){ text,
		(size_t)snprintf(text, LEVEL_TEXT, "%u", (unsigned)level) };
	return true;
}

/* Bytes of the number without its last part: "1.2" of "1.2.3". */
static size_t
parent_length(struct str s)
{
	while (s.n > 0 && s.p[s.n - 1] == '.')
		s.n--;
	while (s.n > 0 && s.p[s.n - 1] != '.')
		s.n--;
	while (s.n > 0 && s.p[s.n - 1] == '.')
		s.n--;
	return s.n;
}

/* A row stands below a row that is open: of 1.2.3 that is 1.2. */
static bool
outline_level(struct fit *x, struct csv *c, struct findings *f)
{
	struct str s = c->field[x->from].text, last = { x->last, x->last_n };
	size_t parts, above = parent_length(s);
	char *copy;

	if (!fit_is_outline(s, &parts)) {
		findings_error(f, ST_SYNTAX, csv_pos(c, (size_t)x->from),
		    "level \"%.*s\": expected a number such as 1.2.3, as in "
		    "the rows before",
		    STR_ARG(str_clip(s, 40)));
		return false;
	}
	if (above > 0 && (last.n < above || memcmp(last.p, s.p, above) != 0 ||
			     (last.n > above && last.p[above] != '.'))) {
		findings_error(f, ST_SYNTAX, csv_pos(c, (size_t)x->from),
		    "level \"%.*s\" after \"%.*s\": expected a row %.*s above "
		    "it",
		    STR_ARG(str_clip(s, 40)), STR_ARG(str_clip(last, 40)),
		    (int)(above < 40 ? above : 40), s.p);
		return false;
	}
	copy = array_grow(x->last, &x->last_cap, s.n + 1, 1);
	if (copy == NULL) {
		findings_error(f, ST_NOMEM, pos_none, "out of memory");
		return false;
	}
	memcpy(copy, s.p, s.n);
	x->last = copy;
	x->last_n = s.n;
	return put_level(x, c, parts, f);
}

static bool
indent_level(struct fit *x, struct csv *c, struct findings *f)
{
	struct str text;
	uint32_t n = indent_of(c, (size_t)x->from, &text), *open;

	/* a remark, which stands nowhere */
	if (text.n == 0 && x->nopen > 0)
		return put_level(x, c, x->nopen - 1, f);
	while (x->nopen > 0 && x->open[x->nopen - 1] > n)
		x->nopen--;
	if (x->nopen == 0 || x->open[x->nopen - 1] < n) {
		open = array_grow(
		    x->open, &x->open_cap, x->nopen + 1, sizeof(*open));
		if (open == NULL) {
			findings_error(f, ST_NOMEM, pos_none, "out of memory");
			return false;
		}
		x->open = open;
		open[x->nopen++] = n;
	}
	c->field[x->from].text = text;
	return put_level(x, c, x->nopen - 1, f);
}

/* A row on no step is a remark, which the reader tells. */
static bool
step_level(struct fit *x, struct csv *c, struct findings *f)
{
	struct str text;
	int level = stairs_level(c, x->from, x->steps, &text);

	if (level < 0)
		return true;
	if (x->part_at >= 0)
		c->field[x->part_at] =
		    (struct csv_field){ .text = text, .at = text.p };
	return put_level(x, c, (size_t)level, f);
}

bool
fit_level(struct fit *x, struct csv *c, struct findings *f)
{
	if (x->level == FIT_LEVEL_OUTLINE)
		return outline_level(x, c, f);
	return x->level == FIT_LEVEL_STAIRS ? step_level(x, c, f)
					    : indent_level(x, c, f);
}
