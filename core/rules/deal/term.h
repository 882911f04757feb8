/* SPDX-License-Identifier: Apache-2.0 */
/*
 * term - when a time that a law sets ends: "within 10 working days after
 * export", "by the 15th of the month after", "30 days before export".
 *
 * Reads:  workdays.h
 * Gives:  its last day, or between which days that lies
 * Memory: plain values
 */
#ifndef RETRACE_TERM_H
#define RETRACE_TERM_H

#include "core/rules/deal/workdays.h"

enum term_unit {
	TERM_WORKING_DAYS,
	TERM_DAYS,
	TERM_WEEKS,
	TERM_MONTHS,
	TERM_UNITS
};
/* From which day it runs. */
enum term_from {
	TERM_EXPORT,    /* the day of export */
	TERM_MONTH_END, /* the last day of its month, quarter, half, year */
	TERM_QUARTER_END,
	TERM_HALF_END,
	TERM_YEAR_END,
	TERM_FROMS
};
/* Where its last day is not worked. */
enum term_ends {
	TERM_AS_COUNTED,
	TERM_NEXT_WORKED,
	TERM_LAST_WORKED,
	TERM_ENDS
};

struct term {
	uint16_t n;       /* 0: there is none */
	uint8_t unit;     /* enum term_unit */
	uint8_t from;     /* enum term_from */
	uint8_t ends;     /* enum term_ends */
	bool before;      /* it has to be done so long before that day */
	char calendar[3]; /* whose working days; "" none matter */
};
/* As the pack calls them: "working-days", "quarter-end", "next-working-day". */
const char *term_unit_name(enum term_unit u);
const char *term_from_name(enum term_from f);
const char *term_ends_name(enum term_ends e);

/*
 * The day up to which it has to be done, for goods that leave on that day.
 * Working days are those of workdays_after(), backwards for a time before it. A
 * month later is the day with the same number, or the last of a shorter month.
 */
struct due term_due(
    const struct holidays *h, const struct term *t, date_day exported);

/* The first day of the months, of which so many are counted as one (3: of the
 * quarter), and the day so many months before. */
date_day term_first_of(date_day day, unsigned months);
date_day term_months_before(date_day day, unsigned n);

#endif
