/* SPDX-License-Identifier: Apache-2.0 */
/* csv_again - parts that are named twice; see csv_again.h. */
#include "core/bom/table/csv_again.h"
#include "core/bom/table/csv_group_own.h"

#include <string.h>

/* [bytes] Of a designator and its part. */
#define PLACE 512

/* Takes the next of "R1, R2;R3 R4" off *s; empty: there is none. */
static struct str
take_designator(struct str *s)
{
	struct str out;
	size_t n = 0;

	while (s->n > 0 && strchr(" ,;\t\r\n", s->p[0]) != NULL) {
		s->p++;
		s->n--;
	}
	while (n < s->n && strchr(" ,;\t\r\n", s->p[n]) == NULL)
		n++;
	out = (struct str){ s->p, n };
	s->p += n;
	s->n -= n;
	return out;
}

/* "R1" and its part as one key; empty: too long. */
static struct str
place_of(struct str designator, struct str part, char room[PLACE])
{
	if (designator.n + part.n + 1 > PLACE)
		return STR("");
	memcpy(room, designator.p, designator.n);
	room[designator.n] = '\n';
	if (part.n > 0)
		memcpy(room + designator.n + 1, part.p, part.n);
	return (struct str){ room, designator.n + part.n + 1 };
}

bool
again_row(struct habits *y, const struct csv_header *h, struct csv *c, bool *ok)
{
	struct str part = group_cell(h, c, COL_PART), one;
	struct str all = group_cell(h, c, COL_REFERENCES);
	size_t named = 0, known = 0;
	char room[PLACE];

	*ok = true;
	if (y->preset == NULL || all.n == 0 || part.n == 0)
		return false;
	while ((one = take_designator(&all)).n > 0) {
		struct str key = place_of(one, part, room);

		named++;
		known +=
		    key.n > 0 && intern_find(&y->places, key) < y->first_places;
	}
	if (y->headed && known == named) {
		habit_count_row(&y->again, c, (size_t)h->field[COL_REFERENCES]);
		return true;
	}
	if (y->headed)
		return false;
	all = group_cell(h, c, COL_REFERENCES);
	while (*ok && (one = take_designator(&all)).n > 0) {
		struct str key = place_of(one, part, room);

		*ok = key.n == 0 || intern_copy(&y->places, key) != INTERN_NONE;
	}
	y->first_places = y->places.n;
	return false;
}

void
again_tell(const struct habits *y, struct findings *f)
{
	if (y->again.n > 0)
		findings_warn(f, ST_SCHEMA, y->again.at,
		    "%zu row%s below the header row that came again, with "
		    "parts that stand above in the same places: counted once; "
		    "if they are of another board, expected a file for each",
		    y->again.n, habit_rows(&y->again));
}
