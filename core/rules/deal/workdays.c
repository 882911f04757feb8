/* SPDX-License-Identifier: Apache-2.0 */
/* workdays - times that count working days; see workdays.h. */
#include "core/rules/deal/workdays.h"

/* [days] Looked through for the last day: no holiday lasts for years. */
#define DAYS_MOST 1500

/*
 * workdays_after - the day on which the n-th working day falls.
 *
 * Cost: O(days * files)
 */
struct due
workdays_after(
    const struct holidays *h, const char country[3], date_day event, unsigned n)
{
	struct due due = { DATE_NONE, DATE_NONE, DATE_NONE };
	unsigned surely = 0, perhaps = 0;
	date_day day = event;

	for (int i = 0; i < DAYS_MOST && due.latest == DATE_NONE; i++) {
		enum day_kind kind;

		day = date_next(day);
		kind = holidays_kind(h, country, day);
		if (kind == DAY_UNKNOWN && due.open == DATE_NONE &&
		    due.earliest == DATE_NONE)
			due.open = day;
		surely += kind == DAY_WORKED;
		perhaps += kind != DAY_OFF;
		if (perhaps == n && due.earliest == DATE_NONE)
			due.earliest = day;
		if (surely == n)
			due.latest = day;
	}
	return due;
}

enum in_time
workdays_in_time(const struct due *d, date_day day)
{
	if (d->earliest != DATE_NONE && day <= d->earliest)
		return IN_TIME;
	if (d->latest != DATE_NONE && day > d->latest)
		return TOO_LATE;
	return NOT_TOLD;
}

struct workday_number
workdays_number(const struct holidays *h, const char country[3], date_day event,
    date_day day)
{
	struct workday_number w = { 0, 0 };
	date_day at = event;

	for (int i = 0; i < DAYS_MOST && at < day; i++) {
		enum day_kind kind;

		at = date_next(at);
		kind = holidays_kind(h, country, at);
		w.lo += kind == DAY_WORKED;
		w.hi += kind != DAY_OFF;
	}
	return w;
}
