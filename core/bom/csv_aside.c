/* SPDX-License-Identifier: Apache-2.0 */
/* csv_aside - rows that are no data; see csv_aside.h. */
#include "core/bom/csv_aside.h"

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

bool
table_is_aside(const struct table *t)
{
	struct pos at = csv_pos(&t->csv, 0);
	struct findings *f = t->in->f;

	if (csv_is_total(&t->csv))
		findings_add(
		    f, SEV_NOTE, ST_OK, at, "a row of totals: passed over");
	else if (is_header_again(t))
		findings_add(f, SEV_NOTE, ST_OK, at,
		    "the header row again: passed over");
	else if (is_remark(t))
		findings_warn(f, ST_OK, at,
		    "a row with words in one cell alone: passed over");
	else
		return false;
	return true;
}
