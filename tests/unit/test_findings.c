/* SPDX-License-Identifier: Apache-2.0 */
/* test_findings - all that is said about the user's files. */
#include "core/base/findings.h"

#include "core/base/limits.h"
#include "tests/unit/run.h"

#include <string.h>

START_TEST(findings_stand_in_the_order_they_were_made)
{
	const struct pos a = { "a.csv", 2, 3 }, b = { "a.csv", 9, 1 };
	struct findings f = { 0 };

	findings_warn(&f, ST_REF, a, "%d parts without maker", 7);
	ck_assert_int_eq(f.first.code, ST_OK);
	ck_assert_int_eq(
	    findings_error(&f, ST_UNIT, b, "unit \"stone\""), ST_UNIT);
	ck_assert_int_eq(
	    findings_error(&f, ST_RANGE, a, "too large"), ST_RANGE);
	findings_add(&f, SEV_NOTE, ST_OK, a, "note");
	ck_assert_uint_eq(f.n, 4);
	ck_assert_uint_eq(f.errors, 2);
	ck_assert_uint_eq(f.warnings, 1);
	ck_assert_int_eq(f.list[0].sev, SEV_WARNING);
	ck_assert_int_eq(f.list[0].code, ST_REF);
	ck_assert_uint_eq(f.list[0].at.line, 2);
	ck_assert_str_eq(f.list[0].text, "7 parts without maker");
	ck_assert_int_eq(f.list[1].sev, SEV_ERROR);
	ck_assert_int_eq(f.list[3].sev, SEV_NOTE);
	ck_assert_int_eq(f.first.code, ST_UNIT);
	ck_assert_uint_eq(f.first.at.line, 9);
	ck_assert_str_eq(f.first.text, "unit \"stone\"");
	findings_free(&f);
	ck_assert_uint_eq(f.n, 0);
	ck_assert_ptr_null(f.list);
}
END_TEST

START_TEST(an_error_is_taken_over_with_its_place)
{
	struct error err = { ST_CYCLE, 0, { "b.xml", 5, 7 }, "A contains A" };
	struct error none = { 0 };
	struct findings f = { 0 };

	ck_assert_int_eq(findings_take(&f, &none), ST_OK);
	ck_assert_uint_eq(f.n, 0);
	ck_assert_int_eq(findings_take(&f, &err), ST_CYCLE);
	ck_assert_uint_eq(f.n, 1);
	ck_assert_int_eq(f.list[0].code, ST_CYCLE);
	ck_assert_str_eq(f.list[0].at.file, "b.xml");
	ck_assert_uint_eq(f.list[0].at.line, 5);
	ck_assert_uint_eq(f.list[0].at.col, 7);
	ck_assert_str_eq(f.list[0].text, "A contains A");
	findings_free(&f);
}
END_TEST

START_TEST(what_is_beyond_the_limit_is_counted)
{
	struct findings f = { 0 };

	for (int i = 0; i < LIMIT_FINDINGS + 5; i++)
		findings_error(&f, ST_REF, pos_none, "%d", i);
	ck_assert_uint_eq(f.n, LIMIT_FINDINGS);
	ck_assert_uint_eq(f.dropped_errors, 5);
	ck_assert_uint_eq(f.errors, LIMIT_FINDINGS + 5);
	ck_assert_str_eq(f.list[0].text, "0");
	ck_assert_str_eq(f.list[LIMIT_FINDINGS - 1].text, "999");
	findings_free(&f);
}
END_TEST

START_TEST(no_number_of_warnings_hides_an_error)
{
	struct findings f = { 0 };

	for (int i = 0; i < LIMIT_FINDINGS + 5; i++)
		findings_warn(&f, ST_OK, pos_none, "w%d", i);
	findings_error(&f, ST_REF, pos_none, "e");
	findings_add(&f, SEV_NOTE, ST_OK, pos_none, "n");
	ck_assert_uint_eq(f.n, LIMIT_FINDINGS + 1);
	ck_assert_str_eq(f.list[LIMIT_FINDINGS].text, "e");
	ck_assert_uint_eq(f.dropped_errors, 0);
	ck_assert_uint_eq(f.dropped_others, 6);
	ck_assert_uint_eq(f.warnings, LIMIT_FINDINGS + 5);
	findings_free(&f);
}
END_TEST

START_TEST(text_of_the_user_is_never_a_format)
{
	struct error err = { ST_SYNTAX, 0, { NULL, 0, 0 }, "%s%n" };
	struct findings f = { 0 };

	findings_take(&f, &err);
	ck_assert_str_eq(f.list[0].text, "%s%n");
	ck_assert_str_eq(f.first.text, "%s%n");
	findings_free(&f);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_test(t, findings_stand_in_the_order_they_were_made);
	tcase_add_test(t, an_error_is_taken_over_with_its_place);
	tcase_add_test(t, what_is_beyond_the_limit_is_counted);
	tcase_add_test(t, no_number_of_warnings_hides_an_error);
	tcase_add_test(t, text_of_the_user_is_never_a_format);
}

int
main(void)
{
	return run_suite("findings", add);
}
