/* SPDX-License-Identifier: Apache-2.0 */
/* test_date - calendar days and the clock. */
#include "core/base/date.h"

#include "tests/unit/run.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

static const struct pos at = { "d.csv", 3, 8 };

static const struct day {
	const char *text;
	date_day day, next;
} days[] = {
	{ "2025-12-01", 20251201, 20251202 },
	{ "2025-12-31", 20251231, 20260101 },
	{ "2024-02-28", 20240228, 20240229 },
	{ "2024-02-29", 20240229, 20240301 },
	{ "2023-02-28", 20230228, 20230301 },
	{ "1900-02-28", 19000228, 19000301 }, /* no leap year */
	{ "2100-02-28", 21000228, 21000301 }, /* no leap year */
	{ "2000-02-28", 20000228, 20000229 }, /* a leap year */
	{ "2000-02-29", 20000229, 20000301 },
	{ "2026-04-30", 20260430, 20260501 },
	{ "0001-01-01", 10101, 10102 },
	{ "9999-12-30", 99991230, 99991231 },
};

START_TEST(a_day_is_read_written_and_followed_by_the_next)
{
	const struct day *d = &days[_i];
	struct error err = { 0 };
	char text[DATE_TEXT];
	date_day got = -1;

	ck_assert_int_eq(date_read(str_of(d->text), at, &got, &err), ST_OK);
	ck_assert_int_eq(got, d->day);
	date_format(got, text);
	ck_assert_str_eq(text, d->text);
	ck_assert_int_eq(date_next(got), d->next);
}
END_TEST

static const char *const not_days[] = { "", "2025", "2025-12", "20251201",
	"2025-12-1", "2025-12-001", "2025/12/01", "01.12.2025", "2025-13-01",
	"2025-00-01", "2025-01-00", "2025-01-32", "2025-04-31", "2025-02-29",
	"1900-02-29", "2100-02-29", "2000-02-30", "0000-01-01", "-001-01-01",
	"2025-1a-01", " 2025-12-01", "2025-12-01 ", "2025-12-01T00:00:00Z",
	"+025-12-01" };

START_TEST(no_day_has_no_neighbour)
{
	ck_assert_int_eq(date_next(DATE_NONE), DATE_NONE);
	ck_assert_int_eq(date_before(DATE_NONE), DATE_NONE);
}
END_TEST

START_TEST(what_is_no_day_is_refused_at_its_place)
{
	struct error err = { 0 };
	date_day got = 42;

	ck_assert_int_eq(
	    date_read(str_of(not_days[_i]), at, &got, &err), ST_SYNTAX);
	ck_assert_int_eq(got, 42);
	ck_assert_uint_eq(err.at.line, 3);
	ck_assert_uint_eq(err.at.col, 8);
}
END_TEST

/* Every day from 1900 to 2100, against the calendar of the C library. */
START_TEST(days_follow_each_other_as_in_the_c_library)
{
	date_day day = 19000101;
	struct tm tm = { .tm_mday = 1 }; /* 1900-01-01 */

	setenv("TZ", "UTC", 1);
	for (int i = 0; i < 201 * 365; i++) {
		struct tm t = tm;

		t.tm_mday += i;
		t.tm_hour = 12;
		ck_assert(mktime(&t) != (time_t)-1);
		ck_assert_int_eq(day, (t.tm_year + 1900) * 10000 +
					  (t.tm_mon + 1) * 100 + t.tm_mday);
		day = date_next(day);
	}
}
END_TEST

static const struct moment {
	int64_t seconds;
	date_day day;
	const char *text;
} moments[] = {
	{ 0, 19700101, "1970-01-01T00:00:00Z" },
	{ 86399, 19700101, "1970-01-01T23:59:59Z" },
	{ 86400, 19700102, "1970-01-02T00:00:00Z" },
	{ 951782400, 20000229, "2000-02-29T00:00:00Z" },
	{ 2147483648, 20380119, "2038-01-19T03:14:08Z" },
	{ 253402300799, 99991231, "9999-12-31T23:59:59Z" },
};

START_TEST(a_moment_has_its_day_and_its_text_in_utc)
{
	char text[DATE_TIME_TEXT];

	setenv("TZ", "Asia/Shanghai", 1);
	tzset();
	ck_assert_int_eq(date_of(moments[_i].seconds), moments[_i].day);
	date_time_format(moments[_i].seconds, text);
	ck_assert_str_eq(text, moments[_i].text);
}
END_TEST

START_TEST(source_date_epoch_fixes_the_clock)
{
	int64_t before;

	setenv("SOURCE_DATE_EPOCH", "1764547200", 1);
	ck_assert_int_eq(date_now(), 1764547200);
	unsetenv("SOURCE_DATE_EPOCH");
	before = (int64_t)time(NULL);
	ck_assert_int_ge(date_now(), before);
	ck_assert_int_le(date_now(), before + 60);
}
END_TEST

static const char *const not_epochs[] = { "", "x", "12x", "-1", "253402300800",
	"99999999999999999999" };

START_TEST(a_source_date_epoch_that_is_no_time_is_passed_over)
{
	int64_t before = (int64_t)time(NULL);

	setenv("SOURCE_DATE_EPOCH", not_epochs[_i], 1);
	ck_assert_int_ge(date_now(), before);
	ck_assert_int_le(date_now(), before + 60);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_loop_test(
	    t, a_day_is_read_written_and_followed_by_the_next, 0, LENGTH(days));
	tcase_add_loop_test(
	    t, what_is_no_day_is_refused_at_its_place, 0, LENGTH(not_days));
	tcase_add_test(t, no_day_has_no_neighbour);
	tcase_add_test(t, days_follow_each_other_as_in_the_c_library);
	tcase_add_loop_test(
	    t, a_moment_has_its_day_and_its_text_in_utc, 0, LENGTH(moments));
	tcase_add_test(t, source_date_epoch_fixes_the_clock);
	tcase_add_loop_test(t,
	    a_source_date_epoch_that_is_no_time_is_passed_over, 0,
	    LENGTH(not_epochs));
}

int
main(void)
{
	return run_suite("date", add);
}
