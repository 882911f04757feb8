/* SPDX-License-Identifier: Apache-2.0 */
/* csv_habit - what rows leave to be understood; see csv_habit.h. */
#include "core/bom/table/csv_habit.h"
#include "core/bom/sheet/read_xlsx.h"
#include "core/bom/table/columns.h"
#include "core/bom/table/csv_again.h"
#include "core/bom/table/csv_called.h"
#include "core/bom/table/csv_fit.h"
#include "core/bom/table/csv_group.h"
#include "core/bom/table/csv_marks.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- which habits a table has */

/* The headings of a column that the table has.  What the user says of the
 * column goes before all of them. */
static struct habit_pick
find_pick(struct fit *x, struct csv_header *h, const struct csv *c,
    enum csv_column column, const char *const rank[PRESET_RANKS])
{
	struct habit_pick pick = { .field = -1, .joined = { -1, -1 } };
	int field = h->field[column];

	if (field >= 0 && !h->named[field]) {
		if (column != COL_PART || (size_t)field >= h->n ||
		    h->mapped[field])
			return pick;
		pick.from[pick.n++] = field; /* a heading that any list has */
	}
	for (size_t r = 0;
	     r < PRESET_RANKS && rank[r] != NULL && pick.n < PRESET_RANKS;
	     r++) {
		int from = preset_field(c, rank[r]);

		if (from >= 0 && h->named[from])
			pick.from[pick.n++] = from;
	}
	for (int i = 0; column == COL_PART && i < 2; i++)
		if (h->preset->joined[i] != NULL)
			pick.joined[i] = preset_field(c, h->preset->joined[i]);
	if (pick.n == 0 && pick.joined[0] < 0)
		return pick;
	if (field < 0)
		fit_fix(x, h, column, STR(""));
	pick.field = h->field[column];
	return pick;
}

static void
find_above(struct habits *y, const struct csv_header *h)
{
	static const enum csv_column columns[] = { COL_PARENT, COL_PER,
		COL_PER_UNIT };

	if ((y->preset->habits & HABIT_ABOVE) == 0)
		return;
	for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++)
		if (csv_has(h, columns[i]))
			y->above[y->nabove++].field = h->field[columns[i]];
}

static void
find_substitutes(struct habits *y, const struct csv_header *h)
{
	for (size_t i = 0; i < h->n && y->nsubstitute < HABIT_SUBSTITUTES; i++)
		if (h->column[i] == COL_SUBSTITUTE)
			y->substitute[y->nsubstitute++] = (int)i;
}

void
habits_begin(struct fit *x, struct csv_header *h, const struct csv *c)
{
	struct habits *y = &x->habits;
	const struct preset *p = h->preset;

	y->preset = p;
	y->grouped = COL_COUNT;
	find_substitutes(y, h);
	y->any = p != NULL || y->nsubstitute > 0 ||
		 csv_has(h, COL_UNPOPULATED) || csv_has(h, COL_OPTIONAL) ||
		 csv_has(h, COL_CONSUMABLE);
	y->part.field = y->parent.field = -1;
	y->called_by = -1;
	for (size_t i = 0; i < HABIT_KINDS; i++)
		y->called_with[i] = -1;
	if (p == NULL)
		return;
	y->part = find_pick(x, h, c, COL_PART, p->part);
	y->parent = find_pick(x, h, c, COL_PARENT, p->parent);
	if ((p->habits & HABIT_COUNTED) != 0 && csv_has(h, COL_REFERENCES))
		fit_fix(x, h, COL_QUANTITY, STR(""));
	if (p->unit != NULL && h->unit[COL_QUANTITY] == UNIT_NONE)
		fit_fix(x, h, COL_UNIT, str_of(p->unit));
	if ((p->habits & HABIT_BRACKETS) != 0)
		fit_fix(x, h, COL_NAME, STR(""));
	find_above(y, h);
	if (csv_has(h, COL_PART) && csv_has(h, COL_QUANTITY) &&
	    ((p->habits & HABIT_ONE) == 0 || !csv_has(h, COL_LEVEL)))
		habits_find_product(x, h, c);
}

struct str
habit_picked(const struct habit_pick *pick, const struct csv *c, size_t *rank)
{
	size_t r = 0;

	while (r < pick->n && c->field[pick->from[r]].text.n == 0)
		r++;
	*rank = r;
	return r < pick->n ? c->field[pick->from[r]].text : STR("");
}

/* ---- a row */

/* "10k" and "R_0603" as one name. */
static bool
join(struct habits *y, const struct csv_header *h, struct csv *c)
{
	const struct habit_pick *pick = &y->part;
	struct str s[2] = { STR(""), STR("") };
	char *room;
	size_t n = 0;

	for (int i = 0; i < 2; i++)
		if (pick->joined[i] >= 0)
			s[i] = c->field[pick->joined[i]].text;
	room = csv_room(c, s[0].n + s[1].n + 1);
	if (room == NULL)
		return false;
	memcpy(room, s[0].p, s[0].n);
	n = s[0].n;
	if (n > 0 && s[1].n > 0)
		room[n++] = ' ';
	memcpy(room + n, s[1].p, s[1].n);
	c->field[pick->field].text = (struct str){ room, n + s[1].n };
	if (n + s[1].n > 0)
		habit_count_row(&y->joined, c, (size_t)h->field[COL_PART]);
	return true;
}

/* The number of a seller, or a name that is put together, is none of the
 * maker. */
static bool
pick_part(struct habits *y, const struct csv_header *h, struct csv *c)
{
	bool joins = y->part.joined[0] >= 0 || y->part.joined[1] >= 0;
	struct str *cell;
	size_t rank;

	if (y->part.field < 0)
		return true;
	cell = &c->field[y->part.field].text;
	*cell = habit_picked(&y->part, c, &rank);
	if (joins && csv_has(h, COL_MAKER) && cell->n > 0 &&
	    y->part.from[rank] != y->part.field)
		c->field[h->field[COL_MAKER]].text = STR("");
	if (cell->n > 0 || !joins)
		return true;
	if (csv_has(h, COL_MAKER))
		c->field[h->field[COL_MAKER]].text = STR("");
	return join(y, h, c);
}

/* "[CODE] Name": the code stays, the name goes where it is blank. */
static void
take_brackets(struct csv *c, int field, int name)
{
	struct str s = c->field[field].text, rest;
	const char *end = s.n > 0 ? memchr(s.p, ']', s.n) : NULL;

	if (s.n < 3 || s.p[0] != '[' || end == NULL || end == s.p + 1)
		return;
	rest = (struct str){ end + 1, s.n - (size_t)(end + 1 - s.p) };
	c->field[field].text =
	    str_trim((struct str){ s.p + 1, (size_t)(end - s.p) - 1 });
	if (name >= 0 && c->field[name].text.n == 0)
		c->field[name].text = str_trim(rest);
}

/* The first row of a group says what holds for all of them. */
static bool
take_above(struct habits *y, const struct csv_header *h, struct csv *c)
{
	bool first = y->nabove > 0 && c->field[y->above[0].field].text.n > 0;
	bool blanks = y->grouped != COL_COUNT;

	if (!first && blanks && !group_says(y, h, c))
		return true;
	if (!first && y->nabove > 0 && y->above[0].text != NULL)
		habit_count_row(&y->inherited, c, (size_t)y->above[0].field);
	for (size_t i = 0; i < y->nabove; i++) {
		struct habit_above *a = &y->above[i];
		struct str *cell = &c->field[a->field].text;

		if (first && !habit_keep(&a->text, &a->n, &a->cap, *cell))
			return false;
		if (!first && a->text != NULL && (!blanks || cell->n == 0))
			*cell = (struct str){ a->text, a->n };
	}
	return true;
}

bool
habits_row(struct fit *x, const struct csv_header *h, struct csv *c,
    struct findings *f)
{
	struct habits *y = &x->habits;
	size_t rank;
	bool ok;

	y->stays_empty = false;
	y->ninstead = 0;
	if (!y->any)
		return true;
	if (group_section(y, h, c, &ok)) {
		if (!ok)
			findings_error(f, ST_NOMEM, pos_none, "out of memory");
		return false;
	}
	if (!group_maker(y, h, c)) {
		findings_error(f, ST_NOMEM, pos_none, "out of memory");
		return false;
	}
	if (y->parent.field >= 0)
		c->field[y->parent.field].text =
		    habit_picked(&y->parent, c, &rank);
	if (!pick_part(y, h, c) || !take_above(y, h, c) ||
	    !called_row(y, h, c)) {
		findings_error(f, ST_NOMEM, pos_none, "out of memory");
		return false;
	}
	if (y->preset != NULL && (y->preset->habits & HABIT_BRACKETS) != 0) {
		take_brackets(c, h->field[COL_PART], h->field[COL_NAME]);
		if (csv_has(h, COL_PARENT))
			take_brackets(c, h->field[COL_PARENT], -1);
	}
	if (y->preset != NULL && y->nabove > 0 &&
	    c->field[h->field[COL_PART]].text.n == 0 &&
	    c->field[h->field[COL_QUANTITY]].text.n == 0) {
		habit_count_row(&y->empty, c, (size_t)h->field[COL_PART]);
		return false;
	}
	if (again_row(y, h, c, &ok))
		return false;
	if (!ok) {
		findings_error(f, ST_NOMEM, pos_none, "out of memory");
		return false;
	}
	return marks_row(y, h, c, f);
}

/* ---- what was understood */

static void
tell_names(const struct habits *y, struct findings *f)
{
	if (y->inherited.n > 0 && y->grouped == COL_COUNT)
		findings_add(f, SEV_NOTE, ST_OK, y->inherited.at,
		    "%zu row%s without a product: taken for parts of that of "
		    "the row above",
		    y->inherited.n, habit_rows(&y->inherited));
	if (y->empty.n > 0)
		findings_add(f, SEV_NOTE, ST_OK, y->empty.at,
		    "%zu row%s without a component: passed over", y->empty.n,
		    habit_rows(&y->empty));
	if (y->joined.n > 0)
		findings_add(f, SEV_NOTE, ST_OK, y->joined.at,
		    "%zu row%s without a part number: called by value and "
		    "footprint",
		    y->joined.n, habit_rows(&y->joined));
}

void
habits_tell(const struct habits *y, struct findings *f)
{
	tell_names(y, f);
	called_rows_tell(y, f);
	again_tell(y, f);
	group_tell(y, f);
	marks_tell(y, f);
}

void
habits_free(struct habits *y)
{
	for (size_t i = 0; i < y->nabove; i++)
		free(y->above[i].text);
	intern_free(&y->places);
	free(y->last);
	free(y->section);
	free(y->place);
	free(y->substance);
	free(y->held);
	*y = (struct habits){ .any = false };
}
