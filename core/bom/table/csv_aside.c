/* SPDX-License-Identifier: Apache-2.0 */
/* csv_aside - rows that are no data; see csv_aside.h. */
#include "core/bom/table/csv_aside.h"
#include "core/bom/field/numeral.h"
#include "core/bom/table/csv_odd.h"
#include "core/bom/table/letterhead.h"

#include <string.h>

/* No row that names a part in a column of its own is one of totals, unless it
 * has that word alone. */
static bool
is_total(const struct table *t)
{
	const struct csv *c = &t->csv;
	int part = t->head.field[COL_PART];
	bool named = false;

	for (int i = 0; i < part && !named; i++)
		named = c->field[i].text.n > 0;
	return csv_is_total(c) &&
	       (part < 0 || !named || c->field[part].text.n == 0 ||
		   csv_is_total_alone(c));
}

/* Of a heading of two lines the first may come alone, or a name of the second
 * be missing in it. */
static bool
is_heading(const struct table *t, size_t i)
{
	struct str cell = t->csv.field[i].text, name = t->heading[i];

	if (str_eq(cell, name) || !t->csv.second)
		return str_eq(cell, name);
	return cell.n == 0 ||
	       (cell.n < name.n && memcmp(cell.p, name.p, cell.n) == 0);
}

/* The second line of a header row that comes again. */
static bool
is_units_again(const struct table *t)
{
	size_t units = 0;

	if (!t->csv.second)
		return false;
	for (size_t i = 0; i < t->head.n && i < t->csv.n; i++) {
		struct str cell = t->csv.field[i].text;

		if (cell.n > 1 && (cell.p[0] == '(' || cell.p[0] == '[')) {
			cell.p++;
			cell.n -= 2;
		}
		if (cell.n > 0 && unit_find(cell) == UNIT_NONE)
			return false;
		units += cell.n > 0;
	}
	return units > 0;
}

/* In columns that are not read it may be written otherwise, as where the names
 * for people stand below those for programs. */
static bool
is_header_again(const struct table *t)
{
	size_t same = 0, read = 0;

	for (size_t i = 0; i < t->head.n && i < t->csv.n; i++) {
		bool heading = is_heading(t, i);

		if (!heading && csv_header_uses(&t->head, i))
			return false;
		same += heading;
		read += csv_header_uses(&t->head, i);
	}
	return t->head.n > 1 && read > 0 &&
	       (same == t->head.n || 4 * same >= 3 * t->head.n);
}

static bool
ends_with_colon(struct str s)
{
	return s.n > 0 &&
	       (s.p[s.n - 1] == ':' ||
		   (s.n > 3 && str_is((struct str){ s.p + s.n - 3, 3 }, "：")));
}

/* "Prepared by:" and who it was: words of which the first end with a colon,
 * and no quantity. */
static bool
is_signature(const struct table *t)
{
	struct str first = { "", 0 }, cell;

	for (size_t i = 0; i < t->csv.n && first.n == 0; i++)
		first = t->csv.field[i].text;
	cell = table_text(t, COL_QUANTITY);
	return ends_with_colon(first) && csv_has(&t->head, COL_QUANTITY) &&
	       (cell.n == 0 || cell.p[0] < '0' || cell.p[0] > '9');
}

/* One cell is filled, and it names no part: a title among the rows. */
static bool
is_remark(const struct table *t)
{
	size_t filled = 0, which = 0;

	for (size_t i = 0; i < t->head.n && i < t->csv.n; i++)
		if (t->csv.field[i].text.n > 0) {
			filled++;
			which = i;
		}
	if (filled == 1 && t->head.n > 2 && csv_has(&t->head, COL_QUANTITY) &&
	    !csv_has(&t->head, COL_LEVEL) && t->fit.level == FIT_LEVEL_NONE &&
	    t->head.column[which] == COL_PART)
		return true; /* a title above some parts */
	if (filled == 1 && t->head.column[which] == COL_QUANTITY &&
	    !csv_has(&t->head, COL_LEVEL) &&
	    !numeral_unknown(t->csv.field[which].text))
		return (t->csv.field[which].text.p[0] | 32) >= 'a';
	return filled == 1 && t->head.n > 2 &&
	       t->head.column[which] != COL_PART &&
	       t->head.column[which] != COL_PARENT &&
	       t->head.column[which] != COL_QUANTITY &&
	       (memchr(t->csv.field[which].text.p, ' ',
		    t->csv.field[which].text.n) != NULL ||
		   ends_with_colon(t->csv.field[which].text));
}

/* "|---|:--:|": a line that is drawn below a header row. */
static bool
is_rule(const struct table *t)
{
	size_t drawn = 0;

	for (size_t i = 0; i < t->head.n && i < t->csv.n; i++) {
		struct str s = t->csv.field[i].text;

		for (size_t k = 0; k < s.n; k++)
			if (strchr("-:=_+", s.p[k]) == NULL)
				return false;
		if (s.n == 1)
			return false; /* a dash says that nothing is said */
		drawn += s.n > 0;
	}
	return drawn > 0;
}

bool
table_is_header_again(const struct table *t)
{
	if (!is_header_again(t))
		return false;
	findings_add(t->in->f, SEV_NOTE, ST_OK, csv_pos(&t->csv, 0),
	    "the header row again: passed over");
	letterhead_follow(&t->csv, t->in->f);
	return true;
}

/* The header row of another table below, with words of its own. */
static bool
is_other_header(const struct table *t)
{
	return csv_has(&t->head, COL_QUANTITY) &&
	       csv_column_find(table_text(t, COL_QUANTITY)) == COL_QUANTITY;
}

bool
table_is_aside(const struct table *t)
{
	struct pos at = csv_pos(&t->csv, 0);
	struct findings *f = t->in->f;

	if (is_total(t))
		findings_add(
		    f, SEV_NOTE, ST_OK, at, "a row of totals: passed over");
	else if (table_is_header_again(t) || is_units_again(t) || is_rule(t))
		return true;
	else if (is_other_header(t))
		findings_warn(f, ST_SCHEMA, at,
		    "a header row in other words: passed over; the rows below "
		    "are read by the first one");
	else if (is_remark(t) || is_signature(t)) {
		findings_warn(f, ST_OK, at,
		    is_remark(t)
			? "a row with words in one cell alone: passed over"
			: "a row of words with no quantity: passed over");
		letterhead_note(&t->csv);
		letterhead_follow(&t->csv, f);
	} else
		return false;
	return true;
}
