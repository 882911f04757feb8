/* SPDX-License-Identifier: Apache-2.0 */
/*
 * csv_makers - rows that name another maker of the part above; see csv_group.h.
 */
#include "core/bom/csv_group.h"
#include "core/bom/csv_group_own.h"

#include <string.h>

static const enum csv_column place_columns[] = { COL_PART, COL_REVISION,
	COL_LEVEL, COL_PARENT, COL_POSITION, COL_REFERENCES, COL_QUANTITY };
#define PLACE_COLUMNS (sizeof(place_columns) / sizeof(place_columns[0]))

/* [bytes] Of all that tells the place of a row. */
#define PLACE 2048

/* What tells the place of a row, the part number first; empty: nothing. */
static struct str
place_of(const struct csv_header *h, const struct csv *c, char room[PLACE])
{
	size_t n = 0;

	if (group_cell(h, c, COL_PART).n == 0 ||
	    (group_cell(h, c, COL_POSITION).n == 0 &&
		group_cell(h, c, COL_REFERENCES).n == 0))
		return STR("");
	for (size_t i = 0; i < PLACE_COLUMNS; i++) {
		struct str s = group_cell(h, c, place_columns[i]);

		if (n + s.n + 1 > PLACE)
			return STR("");
		if (s.n > 0)
			memcpy(room + n, s.p, s.n);
		n += s.n;
		room[n++] = '\n';
	}
	return (struct str){ room, n };
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

bool
group_maker(struct habits *y, const struct csv_header *h, struct csv *c)
{
	char room[PLACE];

	y->same_place = false;
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
