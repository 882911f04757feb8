/* SPDX-License-Identifier: Apache-2.0 */
/*
 * date - calendar days and the clock.
 *
 * Reads:  error.h
 * Gives:  ISO 8601 dates that compare as integers; the present time, which
 *         SOURCE_DATE_EPOCH fixes
 */
#ifndef RETRACE_DATE_H
#define RETRACE_DATE_H

#include "core/base/error.h"
#include "core/base/str.h"

/* yyyymmdd as a number, e.g. 20251201; 0: no date. */
typedef int32_t date_day; /* a number, not a struct: it is compared */
#define DATE_NONE ((date_day)0)
#define DATE_TEXT 11
#define DATE_TIME_TEXT 21
/* Last second of the year 9999: there are four digits for the year. */
#define DATE_TIME_MOST INT64_C(253402300799)

/* "2025-12-01", a day that exists; else ST_SYNTAX. */
enum status date_read(
    struct str text, struct pos at, date_day *out, struct error *err);
void date_format(date_day day, char out[DATE_TEXT]);
/* The same; "" for DATE_NONE. */
void date_or_blank(date_day day, char out[DATE_TEXT]);
/* The day after, and the day before; DATE_NONE stays that. */
date_day date_next(date_day day);
date_day date_before(date_day day);

/* Seconds since 1970 in UTC; SOURCE_DATE_EPOCH instead of the clock. */
int64_t date_now(void);
/* Is SOURCE_DATE_EPOCH a time that date_now() takes, blank or not there? */
bool date_clock_holds(void);
date_day date_of(int64_t seconds);
/* "2026-11-23T10:15:00Z" */
void date_time_format(int64_t seconds, char out[DATE_TIME_TEXT]);

#endif
