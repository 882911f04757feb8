/* SPDX-License-Identifier: Apache-2.0 */
/* period - within which the goods were shipped; see period.h. */
#include "core/filing/profile/period.h"

#include "core/base/date.h"

enum { START, END };

static enum status
read_day(const struct profile_part *part, int field, date_day *day,
    struct error *err)
{
	const struct profile_value *v = &part->value[field];
	struct str text = v->text[PROFILE_EN];

	if (text.n == 0)
		return error_set(err, ST_CONFLICT, part->at,
		    "period/%s is blank: expected both ends of the period, or "
		    "none",
		    part->block->field[field].name);
	return date_read(text, v->at, day, err);
}

enum status
period_check(const struct profile *p, struct error *err)
{
	const struct profile_part *part;
	date_day start, end;
	size_t first;

	if (profile_parts(p, BLOCK_PERIOD, &first) == 0)
		return ST_OK;
	part = &p->part[first];
	if (!profile_is_filled(&part->value[START]) &&
	    !profile_is_filled(&part->value[END]))
		return ST_OK;
	if (read_day(part, START, &start, err) != ST_OK ||
	    read_day(part, END, &end, err) != ST_OK)
		return err->code;
	if (end >= start)
		return ST_OK;
	return error_set(err, ST_CONFLICT, part->value[END].at,
	    "the period ends on %.*s, before it begins on %.*s: expected a day "
	    "that is not earlier",
	    STR_ARG(part->value[END].text[PROFILE_EN]),
	    STR_ARG(part->value[START].text[PROFILE_EN]));
}
