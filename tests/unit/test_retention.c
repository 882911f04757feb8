/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_retention - until when entries have to be kept: their own period, that
 * of what refers to them, and that of what rests on them.
 */
#include "core/log/retention.h"
#include "tests/unit/logfix.h"

static char path[300], vkey[NOTE_VKEY_TEXT];

static void
add(struct auditlog *log, const struct log_entry *e)
{
	struct arena a = { 0 };
	struct log_receipt r;
	struct error err = { 0 };

	ck_assert_msg(
	    auditlog_append(log, e, &a, &r, &err) == ST_OK, "%s", err.text);
	arena_free(&a);
}

/* Seconds of noon of a day. */
#define ON(days) ((int64_t)(days)*86400 + 43200)

/*
 * 0 a key, 2020-01-01; 1 a filing, 2020-02-29; 2 a filing, 2020-03-10;
 * 3 amends 1, 2022-05-01; 4 a filing, 2023-06-01; 5 amends 3, 2024-07-01.
 */
static void
make_log(void)
{
	static const struct log_input cert = { STR("certificate"),
		STR("officer.crt"), STR("<certificate/>"), true };
	const struct log_entry key = { .kind = STR("key"),
		.actor = STR("A. Officer"),
		.tool = STR("retrace 0.1.0"),
		.input = &cert,
		.ninput = 1,
		.now = ON(18262) };
	static const int64_t day[] = { 0, 18321, 18331, 19113, 19509, 19905 };
	struct auditlog *log;
	struct fix_filing x;

	snprintf(path, sizeof(path), "%s", fix_path("log"));
	fix_log(path, 0, vkey);
	log = fix_writer(path);
	add(log, &key);
	for (unsigned i = 1; i <= 5; i++) {
		if (i == 3)
			fix_amendment(&x, i, STR("00000001-filing"));
		else if (i == 5)
			fix_amendment(&x, i, STR("00000003-filing"));
		else
			fix_filing(&x, i);
		x.e.now = ON(day[i]);
		add(log, &x.e);
	}
	auditlog_close(log);
}

static void
find(struct retention *r, struct arena *a)
{
	struct auditlog *log = fix_open(path, AUDITLOG_READ);
	struct error err = { 0 };

	ck_assert_msg(retention_find(log, a, r, &err) == ST_OK, "%s", err.text);
	auditlog_close(log);
}

static const struct want {
	date_day until;
	uint64_t by;
	enum retention_why why;
} wanted[] = {
	{ 20290701, 5, RETENTION_RESTS },
	{ 20290701, 3, RETENTION_NAMED },
	{ 20250310, 2, RETENTION_OWN },
	{ 20290701, 5, RETENTION_NAMED },
	{ 20280601, 4, RETENTION_OWN },
	{ 20290701, 5, RETENTION_OWN },
};

START_TEST(an_entry_is_kept_as_long_as_what_rests_on_it)
{
	struct retention r = { .years = 5, .today = 20250310 };
	struct arena a = { 0 };

	find(&r, &a);
	ck_assert_uint_eq(r.size, 6);
	for (size_t i = 0; i < 6; i++) {
		ck_assert_int_eq(r.entry[i].until, wanted[i].until);
		ck_assert_uint_eq(r.entry[i].by, wanted[i].by);
		ck_assert_int_eq(r.entry[i].why, wanted[i].why);
	}
	ck_assert_int_eq(r.all_until, 20290701);
	/* On its last day it is still to be kept. */
	ck_assert_uint_eq(r.past, 0);
	ck_assert_uint_eq(r.past_bytes, 0);
	arena_free(&a);
}
END_TEST

START_TEST(a_file_is_needed_as_long_as_any_of_its_entries)
{
	struct retention r = { .years = 5, .today = 20250311 };
	const size_t filing = strlen("<filing id=\"00000002-filing\"/>");
	const size_t bom = strlen("<bom n=\"2\"/>");
	struct arena a = { 0 };

	find(&r, &a);
	ck_assert_uint_eq(r.past, 1);
	/* The rules are those of every filing. */
	ck_assert_uint_eq(r.past_bytes, filing + bom);
	ck_assert_uint_eq(r.bytes,
	    5 * (filing + bom) + strlen("<rules/>") + strlen("<certificate/>"));
	r.today = 20290702;
	find(&r, &a);
	ck_assert_uint_eq(r.past, 6);
	ck_assert_uint_eq(r.past_bytes, r.bytes);
	arena_free(&a);
}
END_TEST

START_TEST(an_empty_log_has_nothing_to_keep)
{
	char empty[300], v[NOTE_VKEY_TEXT];
	struct retention r = { .years = 5, .today = 20250311 };
	struct auditlog *log;
	struct arena a = { 0 };
	struct error err = { 0 };

	snprintf(empty, sizeof(empty), "%s", fix_path("empty"));
	fix_log(empty, 0, v);
	log = fix_open(empty, AUDITLOG_READ);
	ck_assert_int_eq(retention_find(log, &a, &r, &err), ST_OK);
	ck_assert_uint_eq(r.size, 0);
	ck_assert_int_eq(r.all_until, DATE_NONE);
	auditlog_close(log);
	arena_free(&a);
}
END_TEST

/* Alone in a log, from 29 February on. */
static const struct leap {
	unsigned years;
	date_day until;
} leaps[] = { { 1, 20210301 }, { 4, 20240229 }, { 80, 21000301 } };

START_TEST(the_day_after_is_meant_where_there_is_no_such_day)
{
	char alone[300], v[NOTE_VKEY_TEXT];
	struct retention r = { .years = leaps[_i].years, .today = 20200301 };
	struct auditlog *log;
	struct fix_filing x;
	struct arena a = { 0 };
	struct error err = { 0 };

	snprintf(alone, sizeof(alone), "%s/alone%d", fix_dir, _i);
	fix_log(alone, 0, v);
	log = fix_writer(alone);
	fix_filing(&x, 1);
	x.e.now = ON(18321);
	add(log, &x.e);
	ck_assert_int_eq(retention_find(log, &a, &r, &err), ST_OK);
	ck_assert_int_eq(r.entry[0].until, leaps[_i].until);
	auditlog_close(log);
	arena_free(&a);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("retention");
	TCase *t = tcase_create("retention");

	if (!fix_begin())
		return EXIT_FAILURE;
	tcase_add_unchecked_fixture(t, make_log, NULL);
	tcase_add_test(t, an_entry_is_kept_as_long_as_what_rests_on_it);
	tcase_add_test(t, a_file_is_needed_as_long_as_any_of_its_entries);
	tcase_add_test(t, an_empty_log_has_nothing_to_keep);
	tcase_add_loop_test(
	    t, the_day_after_is_meant_where_there_is_no_such_day, 0, 3);
	suite_add_tcase(s, t);
	return fix_run(s);
}
