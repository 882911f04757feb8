/* SPDX-License-Identifier: Apache-2.0 */
/* date - calendar days and the clock; see date.h. */
#include "core/base/date.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static int
days_in(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
		31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return days[month - 1] + (month == 2 && leap);
}

/* The number in n digits at p, or -1. */
static int
digits(const char *p, size_t n)
{
	int v = 0;

	for (size_t i = 0; i < n; i++) {
		if (p[i] < '0' || p[i] > '9')
			return -1;
		v = v * 10 + (p[i] - '0');
	}
	return v;
}

enum status
date_read(struct str text, struct pos at, date_day *out, struct error *err)
{
	int y = -1, m = -1, d = -1;

	if (text.n == 10 && text.p[4] == '-' && text.p[7] == '-') {
		y = digits(text.p, 4);
		m = digits(text.p + 5, 2);
		d = digits(text.p + 8, 2);
	}
	if (y < 1 || m < 1 || m > 12 || d < 1 || d > days_in(y, m))
		return error_set(err, ST_SYNTAX, at,
		    "\"%.*s\": expected a date such as 2025-12-01",
		    STR_ARG(str_clip(text, 60)));
	*out = y * 10000 + m * 100 + d;
	return ST_OK;
}

void
date_format(date_day day, char out[DATE_TEXT])
{
	unsigned v = (unsigned)day % 100000000u;

	snprintf(out, DATE_TEXT, "%04u-%02u-%02u", v / 10000, v / 100 % 100,
	    v % 100);
}

void
date_or_blank(date_day day, char out[DATE_TEXT])
{
	out[0] = '\0';
	if (day != DATE_NONE)
		date_format(day, out);
}

date_day
date_next(date_day day)
{
	int y = day / 10000, m = day / 100 % 100, d = day % 100;

	if (day == DATE_NONE)
		return DATE_NONE;
	if (d < days_in(y, m))
		return day + 1;
	return m < 12 ? y * 10000 + (m + 1) * 100 + 1 : (y + 1) * 10000 + 101;
}

date_day
date_before(date_day day)
{
	int y = day / 10000, m = day / 100 % 100, d = day % 100;

	if (day == DATE_NONE || d > 1)
		return day == DATE_NONE ? DATE_NONE : day - 1;
	if (m > 1)
		return y * 10000 + (m - 1) * 100 + days_in(y, m - 1);
	return (y - 1) * 10000 + 1231;
}

/* The time in SOURCE_DATE_EPOCH, -1: none, -2: something else. */
static int64_t
fixed_time(void)
{
	const char *fixed = getenv("SOURCE_DATE_EPOCH");
	char *end;
	long long v;

	if (fixed == NULL || *fixed == '\0')
		return -1;
	v = strtoll(fixed, &end, 10);
	return char_is_digit(*fixed) && *end == '\0' && v < 253402300800LL ? v
									   : -2;
}

bool
date_clock_holds(void)
{
	return fixed_time() != -2;
}

int64_t
date_now(void)
{
	int64_t fixed = fixed_time();

	return fixed >= 0 ? fixed : (int64_t)time(NULL);
}

date_day
date_of(int64_t seconds)
{
	time_t t = (time_t)seconds;
	struct tm tm;

	if (gmtime_r(&t, &tm) == NULL)
		return DATE_NONE;
	return (tm.tm_year + 1900) * 10000 + (tm.tm_mon + 1) * 100 + tm.tm_mday;
}

void
date_time_format(int64_t seconds, char out[DATE_TIME_TEXT])
{
	time_t t = (time_t)seconds;
	struct tm tm;

	if (gmtime_r(&t, &tm) == NULL ||
	    strftime(out, DATE_TIME_TEXT, "%Y-%m-%dT%H:%M:%SZ", &tm) == 0)
		out[0] = '\0';
}
