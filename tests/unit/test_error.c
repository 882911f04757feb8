/* SPDX-License-Identifier: Apache-2.0 */
/* test_error - the first thing that went wrong, and the exit codes. */
#include "core/base/error.h"

#include "tests/unit/run.h"

#include <errno.h>
#include <string.h>

START_TEST(the_first_error_stands)
{
	const struct pos first = { "a.csv", 4, 9 }, later = { "b.csv", 1, 1 };
	struct error err = { 0 };

	ck_assert_int_eq(
	    error_set(&err, ST_UNIT, first, "unit \"%s\"", "stone"), ST_UNIT);
	ck_assert_int_eq(
	    error_set(&err, ST_RANGE, later, "too large"), ST_UNIT);
	errno = ENOENT;
	ck_assert_int_eq(error_sys(&err, ST_IO, later, "gone"), ST_UNIT);
	ck_assert_int_eq(err.code, ST_UNIT);
	ck_assert_int_eq(err.sys, 0);
	ck_assert_str_eq(err.at.file, "a.csv");
	ck_assert_uint_eq(err.at.line, 4);
	ck_assert_uint_eq(err.at.col, 9);
	ck_assert_str_eq(err.text, "unit \"stone\"");
}
END_TEST

START_TEST(the_reason_of_the_system_is_added)
{
	struct error err = { 0 };

	errno = ENOENT;
	ck_assert_int_eq(
	    error_sys(&err, ST_NOINPUT, pos_none, "cannot be opened"),
	    ST_NOINPUT);
	ck_assert_int_eq(err.sys, ENOENT);
	ck_assert_str_eq(
	    err.text, "cannot be opened: No such file or directory");
}
END_TEST

START_TEST(a_long_text_is_cut_and_ended)
{
	char text[2 * ERROR_TEXT];
	struct error err = { 0 };

	memset(text, 'x', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	error_set(&err, ST_SYNTAX, pos_none, "%s", text);
	ck_assert_uint_eq(strlen(err.text), ERROR_TEXT - 1);
	err.code = ST_OK;
	errno = EIO;
	error_sys(&err, ST_IO, pos_none, "%s", text);
	ck_assert_uint_eq(strlen(err.text), ERROR_TEXT - 1);
}
END_TEST

/* As README.md and the man page promise them. */
static const int exits[] = {
	[ST_OK] = 0,
	[ST_SYNTAX] = 65,
	[ST_ENCODING] = 65,
	[ST_UNIT] = 65,
	[ST_RANGE] = 65,
	[ST_REF] = 65,
	[ST_DUPLICATE] = 65,
	[ST_CYCLE] = 65,
	[ST_CONFLICT] = 65,
	[ST_SCHEMA] = 65,
	[ST_LIMIT] = 65,
	[ST_INCOMPLETE] = 65,
	[ST_NOINPUT] = 66,
	[ST_USAGE] = 64,
	[ST_VERIFY] = 3,
	[ST_KEY] = 77,
	[ST_CREATE] = 73,
	[ST_IO] = 74,
	[ST_CRYPTO] = 70,
	[ST_NOMEM] = 70,
	[ST_INTERNAL] = 70,
};

START_TEST(every_status_has_its_exit_code)
{
	ck_assert_uint_eq(LENGTH(exits), (size_t)ST_INTERNAL + 1);
	ck_assert_int_eq(status_exit_code((enum status)_i), exits[_i]);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_test(t, the_first_error_stands);
	tcase_add_test(t, the_reason_of_the_system_is_added);
	tcase_add_test(t, a_long_text_is_cut_and_ended);
	tcase_add_loop_test(
	    t, every_status_has_its_exit_code, 0, LENGTH(exits));
}

int
main(void)
{
	return run_suite("error", add);
}
