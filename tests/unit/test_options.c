/* SPDX-License-Identifier: Apache-2.0 */
/* test_options - command lines, understood and refused. */
#include "cmd/options.h"
#include "tests/unit/run.h"

#include <check.h>
#include <string.h>

/* Everything that an option can set. */
struct all {
	bool flag;
	const char *text;
	struct words list;
	int choice;
	date_day date;
	struct words rest;
};

/* Reads up to eight words against one option of each kind. */
static enum status
take(struct all *a, struct error *err, char **word)
{
	const struct option_spec own[] = {
		{ "fast", 'f', OPTION_FLAG, &a->flag, NULL, "" },
		{ "policy", '\0', OPTION_TEXT, &a->text, "FILE", "" },
		{ "rules", 'r', OPTION_LIST, &a->list, "PACK", "" },
	};
	const struct option_spec common[] = {
		{ "fail-on", '\0', OPTION_CHOICE, &a->choice,
		    "triggered|undecided|never", "" },
		{ "as-of", '\0', OPTION_DATE, &a->date, "DATE", "" },
	};
	const struct usage o = { "", own, 3, NULL },
			   c = { "", common, 2, NULL };
	int n = 0;

	*a = (struct all){ .choice = -1 };
	while (word[n] != NULL)
		n++;
	return options_read(&o, &c, n, word, &a->rest, err);
}

static void
drop(struct all *a)
{
	words_free(&a->list);
	words_free(&a->rest);
}

START_TEST(values_follow_or_are_joined)
{
	char *word[] = { "--policy", "p.xml", "--rules=a", "-r", "b", "-rc",
		"--fail-on=never", "--as-of", "2025-12-01", "--fast", NULL };
	struct error err = { 0 };
	struct all a;

	ck_assert_int_eq(take(&a, &err, word), ST_OK);
	ck_assert_str_eq(a.text, "p.xml");
	ck_assert_uint_eq(a.list.n, 3);
	ck_assert_str_eq(a.list.word[0], "a");
	ck_assert_str_eq(a.list.word[1], "b");
	ck_assert_str_eq(a.list.word[2], "c");
	ck_assert_int_eq(a.choice, 2);
	ck_assert_int_eq(a.date, 20251201);
	ck_assert(a.flag);
	ck_assert_uint_eq(a.rest.n, 0);
	drop(&a);
}
END_TEST

START_TEST(words_keep_their_order_among_options)
{
	char *word[] = { "one.xml", "-f", "-", "--", "--fast", "-f", NULL };
	struct error err = { 0 };
	struct all a;

	ck_assert_int_eq(take(&a, &err, word), ST_OK);
	ck_assert_uint_eq(a.rest.n, 4);
	ck_assert_str_eq(a.rest.word[0], "one.xml");
	ck_assert_str_eq(a.rest.word[1], "-");
	ck_assert_str_eq(a.rest.word[2], "--fast");
	ck_assert_str_eq(a.rest.word[3], "-f");
	drop(&a);
}
END_TEST

static const struct refusal {
	char *word[3];
	const char *text;
} refusals[] = {
	{ { "--plicy", "x" },
	    "unknown option --plicy: did you mean --policy?" },
	{ { "--fial-on=never" },
	    "unknown option --fial-on: did you mean --fail-on?" },
	{ { "--elephant" },
	    "unknown option --elephant: --help lists the options" },
	{ { "-x" },
	    "unknown option -x: --help lists the options; a file of that name "
	    "is ./-x" },
	{ { "--"
	    "fast=yes" },
	    "--fast=yes: --fast takes no value" },
	{ { "--policy" }, "--policy: expected FILE behind it" },
	{ { "-r" }, "--rules: expected PACK behind it" },
	{ { "--fail-on", "trig" },
	    "--fail-on \"trig\": expected one of triggered|undecided|never" },
	{ { "--fail-on", "" },
	    "--fail-on \"\": expected one of triggered|undecided|never" },
	{ { "--fail-on", "triggered|undecided" },
	    "--fail-on \"triggered|undecided\": expected one of "
	    "triggered|undecided|never" },
};

START_TEST(what_is_wrong_is_named)
{
	const struct refusal *r = &refusals[_i];
	char *word[] = { r->word[0], r->word[1], NULL };
	struct error err = { 0 };
	struct all a;

	ck_assert_int_eq(take(&a, &err, word), ST_USAGE);
	ck_assert_str_eq(err.text, r->text);
	ck_assert_int_eq(a.choice, -1);
	ck_assert_ptr_null(a.text);
	drop(&a);
}
END_TEST

START_TEST(a_day_that_does_not_exist_is_refused)
{
	char *word[] = { "--as-of=2025-02-30", NULL };
	struct error err = { 0 };
	struct all a;

	ck_assert_int_eq(take(&a, &err, word), ST_USAGE);
	ck_assert_ptr_eq(err.text, strstr(err.text, "--as-of: "));
	ck_assert_int_eq(a.date, DATE_NONE);
	drop(&a);
}
END_TEST

START_TEST(the_nearest_word_is_near)
{
	static const char *const verb[] = { "check", "explain", "log", "key" };

	ck_assert_str_eq(options_nearest("chekc", verb, 4), "check");
	ck_assert_str_eq(options_nearest("expalin", verb, 4), "explain");
	ck_assert_str_eq(options_nearest("lgo", verb, 3), "log");
	ck_assert_ptr_null(options_nearest("cycle", verb, 4));
	ck_assert_ptr_null(options_nearest("zzz", verb, 4));
	ck_assert_ptr_null(options_nearest("", verb, 0));
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_test(t, values_follow_or_are_joined);
	tcase_add_test(t, words_keep_their_order_among_options);
	tcase_add_loop_test(t, what_is_wrong_is_named, 0, LENGTH(refusals));
	tcase_add_test(t, a_day_that_does_not_exist_is_refused);
	tcase_add_test(t, the_nearest_word_is_near);
}

int
main(void)
{
	return run_suite("options", add);
}
