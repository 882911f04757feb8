/* SPDX-License-Identifier: Apache-2.0 */
/* csv_aside - rows that are no data; see csv_aside.h. */
#include "core/bom/csv_aside.h"
#include "core/bom/csv_odd.h"

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

static bool
is_header_again(const struct table *t)
{
	for (size_t i = 0; i < t->head.n && i < t->csv.n; i++)
		if (!str_eq(t->csv.field[i].text, t->heading[i]))
			return false;
	return t->head.n > 1;
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
	return filled == 1 && t->head.n > 2 &&
	       t->head.column[which] != COL_PART &&
	       t->head.column[which] != COL_PARENT &&
	       t->head.column[which] != COL_QUANTITY &&
	       memchr(t->csv.field[which].text.p, ' ',
		   t->csv.field[which].text.n) != NULL;
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
	return true;
}

bool
table_is_aside(const struct table *t)
{
	struct pos at = csv_pos(&t->csv, 0);
	struct findings *f = t->in->f;

	if (is_total(t))
		findings_add(
		    f, SEV_NOTE, ST_OK, at, "a row of totals: passed over");
	else if (table_is_header_again(t) || is_rule(t))
		return true;
	else if (is_remark(t))
		findings_warn(f, ST_OK, at,
		    "a row with words in one cell alone: passed over");
	else
		return false;
	return true;
}
