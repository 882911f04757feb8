/* SPDX-License-Identifier: Apache-2.0 */
/* test_workdays - when a time of working days ends, as far as files say. */
#include "core/base/xml.h"
#include "core/rules/deal/workdays.h"
#include "tests/unit/run.h"

#include <stdio.h>
#include <string.h>

#define HEAD(from, until) \
	"<holidays xmlns=\"urn:retrace:holidays:1\" country=\"CN\" " \
	"from=\"" from "\" until=\"" until "\" source=\"S\">\n"
#define OFF(day, until) "<off day=\"" day "\" until=\"" until "\"/>\n"
#define WORK(day) "<work day=\"" day "\"/>\n"
#define TAIL "</holidays>"
#define AUTUMN \
	HEAD("2026-09-01", "2026-12-31") \
	WORK("2026-09-20") \
	OFF("2026-10-01", "2026-10-07") WORK("2026-10-10") TAIL

static enum status
read_text(struct holidays *h, const char *xml, struct findings *f)
{
	return holidays_read_bytes(h, "days.xml", str_of(xml), f);
}

static void
must(struct holidays *h, const char *xml, struct findings *f)
{
	if (read_text(h, xml, f) != ST_OK)
		ck_abort_msg("line %u: %s", f->first.at.line, f->first.text);
}

START_TEST(days_of_the_week_are_known)
{
	ck_assert_int_eq(weekday_of(20260101), 3); /* a Thursday */
	ck_assert_int_eq(weekday_of(20260228), 5);
	ck_assert_int_eq(weekday_of(20260301), 6);
	ck_assert_int_eq(weekday_of(20240229), 3);
	ck_assert_int_eq(weekday_of(20000101), 5);
	ck_assert_int_eq(weekday_of(19000101), 0);
	ck_assert_int_eq(weekday_of(21000301), 0);
	ck_assert_int_eq(weekday_of(20261126), 3);
}
END_TEST

static const struct ten {
	date_day event, due;
} tens[] = {
	{ 20261102, 20261116 }, /* Monday to Monday in two weeks */
	{ 20261106, 20261120 }, /* a Friday */
	{ 20261107, 20261120 }, /* and the weekend after it: the same day */
	{ 20261108, 20261120 },
	{ 20260930, 20261020 }, /* seven days off, a Saturday worked */
	{ 20260911, 20260924 }, /* Sunday the 20th is worked */
	{ 20261003, 20261020 }, /* on a holiday */
};

START_TEST(ten_working_days_skip_what_is_off_and_count_what_is_made_up)
{
	const struct ten *x = &tens[_i];
	struct findings f = { 0 };
	struct holidays h = { 0 };
	struct due d;

	must(&h, AUTUMN, &f);
	d = workdays_after(&h, "CN", x->event, 10);
	ck_assert_int_eq(d.earliest, x->due);
	ck_assert_int_eq(d.latest, x->due);
	ck_assert_int_eq(d.open, DATE_NONE);
	/* the tenth day is in time, and the eleventh is not */
	ck_assert_int_eq(workdays_in_time(&d, x->due), IN_TIME);
	ck_assert_int_eq(workdays_in_time(&d, date_next(x->due)), TOO_LATE);
	ck_assert_uint_eq(workdays_number(&h, "CN", x->event, x->due).lo, 10);
	ck_assert_uint_eq(workdays_number(&h, "CN", x->event, x->due).hi, 10);
	holidays_free(&h);
	findings_free(&f);
}
END_TEST

/* Friday the 20th is day 10, the 21st and 22nd are none, Monday is day 11. */
START_TEST(the_weekend_after_the_last_day_is_too_late)
{
	struct findings f = { 0 };
	struct holidays h = { 0 };
	struct due d;

	must(&h, AUTUMN, &f);
	d = workdays_after(&h, "CN", 20261106, 10);
	ck_assert_int_eq(workdays_in_time(&d, 20261121), TOO_LATE);
	ck_assert_uint_eq(workdays_number(&h, "CN", 20261106, 20261121).hi, 10);
	ck_assert_uint_eq(workdays_number(&h, "CN", 20261106, 20261123).lo, 11);
	ck_assert_int_eq(workdays_in_time(&d, 20261106), IN_TIME);
	holidays_free(&h);
	findings_free(&f);
}
END_TEST

START_TEST(a_day_that_no_file_covers_is_not_known)
{
	struct findings f = { 0 };
	struct holidays h = { 0 };
	struct due d;

	must(&h, AUTUMN, &f);
	ck_assert_int_eq(holidays_kind(&h, "CN", 20261231), DAY_WORKED);
	ck_assert_int_eq(holidays_kind(&h, "CN", 20270101), DAY_UNKNOWN);
	ck_assert_int_eq(holidays_kind(&h, "CN", 20260831), DAY_UNKNOWN);
	ck_assert_int_eq(holidays_kind(&h, "US", 20261102), DAY_UNKNOWN);
	/* 28, 29, 30, 31 December are four of ten; six more days at least */
	d = workdays_after(&h, "CN", 20261225, 10);
	ck_assert_int_eq(d.earliest, 20270106);
	ck_assert_int_eq(d.latest, DATE_NONE);
	ck_assert_int_eq(d.open, 20270101);
	ck_assert_int_eq(workdays_in_time(&d, 20270106), IN_TIME);
	ck_assert_int_eq(workdays_in_time(&d, 20270107), NOT_TOLD);
	ck_assert_int_eq(workdays_in_time(&d, 20280101), NOT_TOLD);
	/* without any file: ten days if each were worked */
	d = workdays_after(&h, "US", 20261102, 10);
	ck_assert_int_eq(d.earliest, 20261112);
	ck_assert_int_eq(d.open, 20261103);
	holidays_free(&h);
	findings_free(&f);
}
END_TEST

/* January is not covered, February is: the time ends there for certain. */
START_TEST(a_gap_between_two_files_gives_two_ends)
{
	struct findings f = { 0 };
	struct holidays h = { 0 };
	struct due d;

	must(&h, AUTUMN, &f);
	must(&h, HEAD("2027-02-01", "2027-12-31") TAIL, &f);
	d = workdays_after(&h, "CN", 20261225, 10);
	ck_assert_int_eq(d.earliest, 20270106);
	ck_assert_int_eq(d.latest, 20270208); /* four and six */
	ck_assert_int_eq(workdays_in_time(&d, 20270208), NOT_TOLD);
	ck_assert_int_eq(workdays_in_time(&d, 20270209), TOO_LATE);
	holidays_free(&h);
	findings_free(&f);
}
END_TEST

START_TEST(a_year_goes_over_into_the_next_file)
{
	struct findings f = { 0 };
	struct holidays h = { 0 };
	struct due d;

	must(&h, AUTUMN, &f);
	must(&h,
	    HEAD("2027-01-01", "2027-12-31") OFF("2027-01-01", "2027-01-03")
		TAIL,
	    &f);
	d = workdays_after(&h, "CN", 20261225, 10);
	ck_assert_int_eq(d.earliest, 20270111);
	ck_assert_int_eq(d.latest, 20270111);
	holidays_free(&h);
	findings_free(&f);
}
END_TEST

START_TEST(a_weekend_may_be_other_days)
{
	struct findings f = { 0 };
	struct holidays h = { 0 };

	must(&h,
	    "<holidays xmlns=\"urn:retrace:holidays:1\" country=\"EG\" "
	    "from=\"2026-01-01\" until=\"2026-12-31\" source=\"S\" "
	    "weekend=\"friday saturday\"/>",
	    &f);
	ck_assert_int_eq(holidays_kind(&h, "EG", 20261127), DAY_OFF);
	ck_assert_int_eq(holidays_kind(&h, "EG", 20261128), DAY_OFF);
	ck_assert_int_eq(holidays_kind(&h, "EG", 20261129), DAY_WORKED);
	holidays_free(&h);
	findings_free(&f);
}
END_TEST

static const struct refusal {
	const char *xml;
	enum status code;
	uint32_t line;
} refusals[] = {
	{ HEAD("2026-01-01", "2025-12-31") TAIL, ST_RANGE, 1 },
	{ HEAD("2026-01-01", "2026-12-31") OFF("2026-05-05", "2026-05-01") TAIL,
	    ST_RANGE, 2 },
	{ HEAD("2026-01-01", "2026-12-31") OFF("2026-12-30", "2027-01-02") TAIL,
	    ST_RANGE, 2 },
	{ HEAD("2026-01-01", "2026-12-31") WORK("2025-12-31") TAIL, ST_RANGE,
	    2 },
	{ HEAD("2026-01-01", "2026-12-31") OFF("2026-05-01", "2026-05-05")
		WORK("2026-05-05") TAIL,
	    ST_DUPLICATE, 3 },
	{ HEAD("2026-01-01", "2026-12-31") WORK("2026-05-05") WORK("2026-05-04")
		TAIL,
	    ST_DUPLICATE, 3 },
	{ HEAD("2026-01-01", "2026-13-31") TAIL, ST_SCHEMA, 1 },
	{ "<holidays xmlns=\"urn:retrace:holidays:1\" country=\"QQ\" "
	  "from=\"2026-01-01\" until=\"2026-12-31\" source=\"S\"/>",
	    ST_REF, 1 },
	{ "<holidays xmlns=\"urn:retrace:holidays:1\" country=\"CN\" "
	  "from=\"2026-01-01\" until=\"2026-12-31\"/>",
	    ST_SCHEMA, 1 },
	{ "<!DOCTYPE holidays><holidays/>", ST_SYNTAX, 1 },
};

START_TEST(holidays_that_do_not_fit_are_refused)
{
	const struct refusal *r = &refusals[_i];
	struct findings f = { 0 };
	struct holidays h = { 0 };

	ck_assert_int_eq(read_text(&h, r->xml, &f), r->code);
	ck_assert_uint_eq(f.first.at.line, r->line);
	ck_assert_uint_eq(h.n, 0);
	holidays_free(&h);
	findings_free(&f);
}
END_TEST

START_TEST(two_files_do_not_cover_one_day)
{
	struct findings f = { 0 };
	struct holidays h = { 0 };

	must(&h, AUTUMN, &f);
	ck_assert_int_eq(
	    read_text(&h, HEAD("2026-12-31", "2027-12-31") TAIL, &f),
	    ST_CONFLICT);
	ck_assert_uint_eq(h.n, 1);
	holidays_free(&h);
	findings_free(&f);
}
END_TEST

START_TEST(the_example_of_the_prose_is_true)
{
	struct findings f = { 0 };
	struct error err = { 0 };
	struct holidays h = { 0 };
	struct bytes md = { 0 };
	const char *from, *to;

	ck_assert_int_eq(
	    file_load("schemas/holidays-1.md", 1 << 20, &md, &err), ST_OK);
	from = strstr(md.p, "<holidays ");
	to = from != NULL ? strstr(from, "```") : NULL;
	ck_assert_ptr_nonnull(to);
	ck_assert_int_eq(holidays_read_bytes(&h, "days.xml",
			     (struct str){ from, (size_t)(to - from) }, &f),
	    ST_OK);
	ck_assert_int_eq(
	    workdays_after(&h, "CN", 20260930, 10).latest, 20261020);
	holidays_free(&h);
	bytes_free(&md);
	findings_free(&f);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_test(t, days_of_the_week_are_known);
	tcase_add_loop_test(t,
	    ten_working_days_skip_what_is_off_and_count_what_is_made_up, 0,
	    LENGTH(tens));
	tcase_add_test(t, the_weekend_after_the_last_day_is_too_late);
	tcase_add_test(t, a_day_that_no_file_covers_is_not_known);
	tcase_add_test(t, a_gap_between_two_files_gives_two_ends);
	tcase_add_test(t, a_year_goes_over_into_the_next_file);
	tcase_add_test(t, a_weekend_may_be_other_days);
	tcase_add_loop_test(
	    t, holidays_that_do_not_fit_are_refused, 0, LENGTH(refusals));
	tcase_add_test(t, two_files_do_not_cover_one_day);
	tcase_add_test(t, the_example_of_the_prose_is_true);
}

int
main(void)
{
	xml_start();
	return run_suite("workdays", add);
}
