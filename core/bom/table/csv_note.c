/* SPDX-License-Identifier: Apache-2.0 */
/*
 * csv_note - on which days the use of a row holds, and to what it is an
 * alternative; see csv_table.h.
 *
 * Marks such as "optional" make alternatives that no column names.  These go
 * by their part, so that a list of parts says the same in whatever order, row
 * and file it stands.
 */
#include "core/bom/table/csv_table.h"

#include <stdio.h>

/* [bytes] Of a part number in the name of its place: those that begin alike
 * are counted together. */
#define PLACE_PART 80

/* Is it the first of its part in the list that may be another, the second? */
static bool
count_place(struct table *t, struct str part, uint32_t *nth)
{
	char key[5 * PLACE_PART] = "";
	uint32_t *counts, id;
	size_t before = t->places.n;

	str_add(key, sizeof(key), "%zu %.*s", t->list, STR_ARG(part));
	for (int i = 0; i < 3; i++)
		str_add(key, sizeof(key), "\n%.*s",
		    STR_ARG(
			str_clip(table_text(t, key_of_parent[i]), PLACE_PART)));
	id = intern_copy(&t->places, str_of(key));
	counts =
	    array_grow(t->place, &t->place_cap, before + 1, sizeof(*counts));
	if (counts != NULL)
		t->place = counts;
	if (id == INTERN_NONE || counts == NULL)
		return false;
	if (t->places.n > before)
		counts[id] = 0;
	*nth = ++counts[id];
	return true;
}

/* The place of a part that may be another, or none; BOM_NONE: memory. */
static uint32_t
name_place(struct table *t)
{
	struct str part = str_clip(table_text(t, COL_PART), PLACE_PART);
	char text[PLACE_PART + 30];
	uint32_t nth;

	if (!count_place(t, part, &nth))
		return BOM_NONE;
	if (nth == 1)
		snprintf(text, sizeof(text), "place of %.*s", STR_ARG(part));
	else
		snprintf(
		    text, sizeof(text), "place %u of %.*s", nth, STR_ARG(part));
	return bom_text(t->in->b, str_of(text));
}

static enum status
read_note(struct table *t, uint32_t *note)
{
	struct bom *b = t->in->b;
	struct use_note n = { 0 };
	struct field from, until;
	bool days = table_day(t, COL_FROM, &from);
	enum status st = table_day(t, COL_UNTIL, &until) && days
			     ? fields_days(b, from, until, &n, t->in->f)
			     : t->in->f->first.code;
	enum status place =
	    fields_text(b, table_cell(t, COL_ALTERNATIVE), &n.place, t->in->f);

	if (st != ST_OK || place != ST_OK)
		return st != ST_OK ? st : place;
	if (n.place == 0 && t->fit.habits.ninstead > 0)
		n.place = name_place(t);
	if (n.place == BOM_NONE)
		return fields_nomem(t->in->f);
	*note = bom_note(b, n);
	return *note != BOM_NONE ? ST_OK : fields_nomem(t->in->f);
}

enum status
table_note(struct table *t, uint32_t *note)
{
	struct str from = table_text(t, COL_FROM);
	struct str until = table_text(t, COL_UNTIL);
	struct seen_pair *seen;
	enum status st;

	if (table_text(t, COL_ALTERNATIVE).n > 0 || t->fit.habits.ninstead > 0)
		return read_note(t, note);
	if (from.n == 0 && until.n == 0)
		return ST_OK;
	seen = seen_find(&t->days, from, until);
	if (seen != NULL && seen->known) {
		*note = seen->meaning;
		return ST_OK;
	}
	st = read_note(t, note);
	if (st == ST_OK && seen != NULL) {
		seen->meaning = *note;
		seen->known = true;
	}
	return st;
}
