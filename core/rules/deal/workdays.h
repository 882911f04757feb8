/* SPDX-License-Identifier: Apache-2.0 */
/*
 * workdays - the last day of a time that counts working days.
 *
 * Reads:  holidays.h
 * Gives:  between which days the last one lies, and whether a day is in time
 *
 * The day after the event is the first that counts.  Days that no holiday file
 * covers may be worked or not, which gives two ends.
 */
#ifndef RETRACE_WORKDAYS_H
#define RETRACE_WORKDAYS_H

#include "core/rules/deal/holidays.h"

struct due {
	date_day
	    earliest;    /* the last day, if all that is not known is worked */
	date_day latest; /* if none of it is; DATE_NONE: nothing tells */
	date_day open;   /* the first day up to `earliest` that no file covers;
			    DATE_NONE: all are covered */
};
/* n working days after the event, at least one. */
struct due workdays_after(const struct holidays *h, const char country[3],
    date_day event, unsigned n);

enum in_time { IN_TIME, TOO_LATE, NOT_TOLD };
enum in_time workdays_in_time(const struct due *d, date_day day);

/* How many working days after the event the day is, or lies behind: at least
 * and at most. */
struct workday_number {
	unsigned lo, hi;
};
struct workday_number workdays_number(const struct holidays *h,
    const char country[3], date_day event, date_day day);

#endif
