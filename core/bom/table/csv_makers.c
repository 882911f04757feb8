/* SPDX-License-Identifier: Apache-2.0 */
/*
 * csv_makers - rows that name another maker of the part above; see csv_group.h.
 */
#include "core/bom/table/csv_group.h"
#include "core/bom/table/csv_group_own.h"
#include "core/bom/table/csv_kind.h"
#include "core/bom/table/wide.h"

#include "core/base/arena.h"

#include <string.h>

static const enum csv_column place_columns[] = { COL_PART, COL_REVISION,
	COL_LEVEL, COL_PARENT, COL_POSITION, COL_REFERENCES, COL_QUANTITY };
#define PLACE_COLUMNS (sizeof(place_columns) / sizeof(place_columns[0]))

/* [bytes] Of all that tells the place of a row. */
#define PLACE 2048

/* What stands in some columns of a row, a line each; empty: too much. */
static struct str
lines_of(const struct csv_header *h, const struct csv *c,
    const enum csv_column *columns, size_t ncolumn, char room[PLACE])
{
	size_t n = 0;

	for (size_t i = 0; i < ncolumn; i++) {
		struct str s = group_cell(h, c, columns[i]);

		if (n + s.n + 1 > PLACE)
			return STR("");
		if (s.n > 0)
			memcpy(room + n, s.p, s.n);
		n += s.n;
		room[n++] = '\n';
	}
	return (struct str){ room, n };
}

/* What tells the place of a row, the part number first; empty: nothing. */
static struct str
place_of(const struct csv_header *h, const struct csv *c, char room[PLACE])
{
	if (group_cell(h, c, COL_PART).n == 0 ||
	    (group_cell(h, c, COL_POSITION).n == 0 &&
		group_cell(h, c, COL_REFERENCES).n == 0))
		return STR("");
	return lines_of(h, c, place_columns, PLACE_COLUMNS, room);
}

/* A maker and his number, and nothing else of a row. */
static bool
is_maker_alone(const struct csv_header *h, const struct csv *c)
{
	return group_cell(h, c, COL_MPN).n > 0 &&
	       group_cell(h, c, COL_PART).n == 0 &&
	       group_cell(h, c, COL_QUANTITY).n == 0;
}

/* Is the row about the part and the place of the row before? */
static bool
is_same_place(const struct habits *y, const struct csv_header *h,
    const struct csv *c, char room[PLACE])
{
	const struct str before = { y->place, y->place_n };

	return y->place_n > 0 && (is_maker_alone(h, c) ||
				     (group_cell(h, c, COL_MPN).n > 0 &&
					 str_eq(place_of(h, c, room), before)));
}

static bool
keep_place(struct habits *y, const struct csv_header *h, const struct csv *c,
    char room[PLACE])
{
	y->place_part = group_cell(h, c, COL_PART).n;
	return habit_keep(
	    &y->place, &y->place_n, &y->place_cap, place_of(h, c, room));
}

void
group_find_makers(struct habits *y, const struct csv_header *h, struct csv *c)
{
	struct csv_spot before = csv_spot(c);
	struct findings mute = { 0 };
	char room[PLACE];
	bool ok = true;
	size_t rows = 0;

	if (!csv_has(h, COL_MPN) || !csv_has(h, COL_PART) ||
	    !csv_has(h, COL_QUANTITY))
		return;
	while (ok && !y->makers && rows++ < GROUP_PEEK && csv_next(c, &mute)) {
		y->makers = is_same_place(y, h, c, room);
		ok = keep_place(y, h, c, room);
	}
	findings_free(&mute);
	csv_go_back(c, before);
	y->place_n = 0;
	y->any |= y->makers;
}

/* ---- rows that repeat a part to say what else is in it */

/* What a row says is in its part; empty: nothing. */
static struct str
substance_of(const struct csv_header *h, const struct csv *c)
{
	static const enum csv_column columns[] = { COL_ELEMENT, COL_SUBSTANCE,
		COL_CAS, COL_FORMULA };

	for (size_t i = 0; csv_kind_lists_content(h) && i < 4; i++)
		if (group_cell(h, c, columns[i]).n > 0)
			return group_cell(h, c, columns[i]);
	for (size_t i = 0; i < h->n && i < c->n; i++)
		if (h->wide[i] == WIDE_ASKED && c->field[i].text.n > 1)
			return c->field[i].text;
	return STR("");
}

/* The part, and where it is; its number in the list does not count. */
static struct str
part_of(const struct csv_header *h, const struct csv *c, char room[PLACE])
{
	static const enum csv_column columns[] = { COL_PART, COL_REVISION,
		COL_MAKER, COL_LEVEL, COL_PARENT, COL_PARENT_REVISION,
		COL_QUANTITY, COL_UNIT, COL_PER, COL_MASS, COL_REFERENCES,
		COL_FROM, COL_UNTIL, COL_ALTERNATIVE, COL_UNPOPULATED,
		COL_OPTIONAL, COL_CONSUMABLE };

	return lines_of(
	    h, c, columns, sizeof(columns) / sizeof(columns[0]), room);
}

/* Is the substance one of those of the place, each in a line of its own? */
static bool
is_among_said(const struct habits *y, struct str substance)
{
	for (size_t i = 0; i < y->substance_n;) {
		size_t n = 0;

		while (i + n < y->substance_n && y->substance[i + n] != '\n')
			n++;
		if (csv_same_name(
			(struct str){ y->substance + i, n }, substance))
			return true;
		i += n + 1;
	}
	return false;
}

/* The row repeats that above but for a substance that the place has not had:
 * a second place has all of them again. */
static bool
is_said_on(const struct habits *y, const struct csv_header *h,
    const struct csv *c, char room[PLACE])
{
	const struct str place = { y->place, y->place_n };
	struct str substance = substance_of(h, c);

	return place.n > 0 && y->substance_n > 0 && substance.n > 0 &&
	       !is_among_said(y, substance) &&
	       group_cell(h, c, COL_PART).n > 0 &&
	       str_eq(part_of(h, c, room), place);
}

/* The substance behind those of the place, or the first of another.  False:
 * memory. */
static bool
keep_said(struct habits *y, const struct csv_header *h, const struct csv *c,
    bool on, char room[PLACE])
{
	struct str s = substance_of(h, c);
	size_t before = on ? y->substance_n : 0;
	char *list =
	    array_grow(y->substance, &y->substance_cap, before + s.n + 1, 1);

	if (list == NULL)
		return false;
	y->substance = list;
	if (s.n > 0) {
		memcpy(list + before, s.p, s.n);
		list[before + s.n] = '\n';
		before += s.n + 1;
	}
	y->substance_n = before;
	return on || habit_keep(&y->place, &y->place_n, &y->place_cap,
			 part_of(h, c, room));
}

void
group_find_said(struct habits *y, const struct csv_header *h, struct csv *c)
{
	struct csv_spot before = csv_spot(c);
	struct findings mute = { 0 };
	char room[PLACE];
	bool ok = true, asks = csv_kind_lists_content(h);
	size_t rows = 0;

	for (size_t i = 0; i < h->n; i++)
		asks |= h->wide[i] == WIDE_ASKED;
	if (!asks || y->makers || !csv_has(h, COL_PART) ||
	    !csv_has(h, COL_QUANTITY))
		return;
	while (ok && !y->said && rows++ < GROUP_PEEK && csv_next(c, &mute)) {
		y->said = is_said_on(y, h, c, room);
		ok = keep_said(y, h, c, y->said, room);
	}
	findings_free(&mute);
	csv_go_back(c, before);
	y->place_n = y->substance_n = 0;
	y->any |= y->said;
}

/* y->same_place of such a row.  False: memory. */
static bool
group_said(struct habits *y, const struct csv_header *h, struct csv *c)
{
	char room[PLACE];

	y->same_place = is_said_on(y, h, c, room);
	if (y->same_place)
		habit_count_row(&y->repeated, c, (size_t)h->field[COL_PART]);
	return keep_said(y, h, c, y->same_place, room);
}

bool
group_maker(struct habits *y, const struct csv_header *h, struct csv *c)
{
	char room[PLACE];

	y->same_place = false;
	if (y->said)
		return group_said(y, h, c);
	if (!y->makers)
		return true;
	if (!is_same_place(y, h, c, room))
		return is_maker_alone(h, c) || keep_place(y, h, c, room);
	y->same_place = true;
	if (is_maker_alone(h, c)) {
		size_t part = y->place_part, end = part + 1;

		while (end < y->place_n && y->place[end] != '\n')
			end++;
		c->field[h->field[COL_PART]].text =
		    (struct str){ y->place, part };
		if (csv_has(h, COL_REVISION))
			c->field[h->field[COL_REVISION]].text =
			    (struct str){ y->place + part + 1, end - part - 1 };
	}
	habit_count_row(&y->remade, c, (size_t)h->field[COL_MPN]);
	return true;
}
