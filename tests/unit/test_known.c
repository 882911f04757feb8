/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_known - finding ids and files in a log that is larger than one part of
 * its indexes, and what is surely not in it yet.
 */
#include "core/log/auditlog_own.h"
#include "tests/unit/logfix.h"

#define PART 16384  /* entries in one part of the index */
#define MANY 16500u /* filings; each brings a file and a BOM */
#define GROUP 1500u

static char large[300], vkey[NOTE_VKEY_TEXT];

static void
make_large(void)
{
	struct auditlog *log;

	snprintf(large, sizeof(large), "%s", fix_path("large"));
	fix_log(large, 0, vkey);
	log = fix_writer(large);
	for (unsigned i = 0; i < MANY; i += GROUP)
		fix_group(log, i, GROUP);
	auditlog_close(log);
}

START_TEST(every_part_is_looked_into)
{
	static const unsigned places[] = { 0, 1, PART - 1, PART, PART + 1,
		MANY - 1, 7, MANY / 2 };
	struct auditlog *log = fix_open(large, AUDITLOG_READ);
	struct error err = { 0 };
	uint64_t at;

	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		struct fix_filing x;
		struct log_record r;
		struct arena a = { 0 };

		fix_filing(&x, places[i]);
		ck_assert_msg(
		    auditlog_find(log, x.e.filing, &at, &err) == ST_OK, "%s",
		    err.text);
		ck_assert_uint_eq(at, places[i]);
		/* and by the beginning of the id alone */
		x.e.filing.n = 8;
		ck_assert_int_eq(
		    auditlog_find(log, x.e.filing, &at, &err), ST_OK);
		ck_assert_uint_eq(at, places[i]);
		ck_assert_msg(auditlog_get(log, at, &a, &r, &err) == ST_OK,
		    "%s", err.text);
		ck_assert(str_is(r.file, x.file));
		ck_assert(str_is(r.input[0], x.bom));
		ck_assert(str_is(r.input[1], "<rules/>"));
		arena_free(&a);
	}
	/* 00003fff and 00004000 are in two parts */
	ck_assert_int_eq(auditlog_find(log, STR("0000"), &at, &err), ST_REF);
	ck_assert_ptr_nonnull(strstr(err.text, "more than one id"));
	err = (struct error){ 0 };
	ck_assert_int_eq(
	    auditlog_find(log, STR("000f0000-filing"), &at, &err), ST_REF);
	auditlog_close(log);
}
END_TEST

START_TEST(what_is_there_is_not_added_again)
{
	const char *path = fix_path("again");
	struct auditlog *log;
	struct arena a = { 0 };
	struct error err = { 0 };
	struct log_receipt r;

	fix_copy(large, path);
	fix_copy(fix_path("large.key"), fix_path("again.key"));
	log = fix_writer(path);
	/* alone, when each part is looked into */
	ck_assert_int_eq(
	    fix_try_append(log, 3, (struct str){ NULL, 0 }, &a, &r, &err),
	    ST_OK);
	ck_assert(r.already);
	ck_assert_uint_eq(r.index, 3);
	/* in groups, for which the log is learnt by heart */
	for (unsigned i = 0; i < MANY; i += 2 * GROUP)
		fix_group(log, i, GROUP);
	fix_group(log, PART - 50, 100);
	ck_assert(log->known.ready);
	auditlog_close(log);
	ck_assert_int_eq(fix_value(path, "SELECT count(*) FROM entry"), MANY);
	log = fix_writer(path);
	fix_group(log, MANY - 5, 10);
	auditlog_close(log);
	ck_assert_int_eq(
	    fix_value(path, "SELECT count(*) FROM entry"), MANY + 5);
	/* a file and a BOM each, and the rules of all of them */
	ck_assert_int_eq(
	    fix_value(path, "SELECT count(*) FROM blob"), 2 * (MANY + 5) + 1);
	ck_assert_int_eq(
	    fix_value(path, "SELECT count(DISTINCT sha256) FROM blob"),
	    2 * (MANY + 5) + 1);
	arena_free(&a);
}
END_TEST

START_TEST(an_audit_finds_what_is_there_twice)
{
	static const struct {
		const char *sql, *says;
	} changes[] = {
		{ "INSERT INTO entry SELECT max(idx) + 1, (SELECT leaf FROM "
		  "entry WHERE idx = 5) FROM entry",
		    "entry 16500: leaf: entry 5 has the same id "
		    "\"00000005-filing\"" },
		{ "INSERT INTO blob SELECT (SELECT max(id) FROM blob) + 1, "
		  "sha256, x'00' FROM blob WHERE id = 9",
		    "log: blob-stray: the blob" },
		{ "INSERT INTO blob SELECT (SELECT max(id) FROM blob) + 1, "
		  "sha256, body FROM blob WHERE id = 9",
		    "log: blob-stray: the blob" },
	};
	const char *path = fix_path("twice");
	struct findings f = { 0 };

	fix_copy(large, path);
	ck_assert_int_eq(fix_sql(path, changes[_i].sql, NULL, 0), SQLITE_OK);
	ck_assert_int_eq(fix_verify(path, "", "", &f), ST_VERIFY);
	ck_assert_msg(
	    fix_says(&f, SEV_ERROR, changes[_i].says), "%s", fix_all(&f));
	findings_free(&f);
}
END_TEST

/* Ids whose beginnings are the same for longer than the index has them. */
START_TEST(ids_that_begin_alike_are_told_apart)
{
	static const char *const id[] = { "0123456789abcdef",
		"0123456789abcdef0", "0123456789abcdef00", "0123456789abcde",
		"0123456789abcdefg", "0" };
	const size_t n = sizeof(id) / sizeof(id[0]);
	const char *path = fix_fresh("alike", 0, vkey);
	struct auditlog *log = fix_writer(path);
	struct error err = { 0 };
	struct arena a = { 0 };
	uint64_t at;

	for (size_t i = 0; i < 2 * n; i++) {
		struct log_receipt r;
		struct log_entry e = { .filing = str_of(id[i % n]),
			.kind = STR("initial"),
			.file = str_of(id[i % n]),
			.now = FIX_START };

		ck_assert_msg(auditlog_append(log, &e, &a, &r, &err) == ST_OK,
		    "%s", err.text);
		ck_assert_int_eq(r.already, i >= n);
		ck_assert_uint_eq(r.index, i % n);
	}
	for (size_t i = 0; i < n; i++) {
		ck_assert_int_eq(
		    auditlog_find(log, str_of(id[i]), &at, &err), ST_OK);
		ck_assert_uint_eq(at, i);
	}
	ck_assert_int_eq(
	    auditlog_find(log, STR("0123456789abcdef0"), &at, &err), ST_OK);
	ck_assert_uint_eq(at, 1);
	ck_assert_int_eq(auditlog_find(log, STR("01"), &at, &err), ST_REF);
	arena_free(&a);
	auditlog_close(log);
}
END_TEST

START_TEST(what_another_writer_adds_is_learnt)
{
	const char *path = fix_fresh("two", 0, vkey);
	struct auditlog *one = fix_writer(path), *other = fix_writer(path);
	struct log_entry e[2] = { { .kind = STR("initial") },
		{ .kind = STR("initial") } };
	struct fix_filing x;
	struct log_receipt r[2];
	struct arena a = { 0 };
	struct error err = { 0 };

	fix_group(one, 0, 100);
	ck_assert(one->known.ready);
	fix_group(other, 100, 50);
	fix_group(one, 90, 100);
	ck_assert_int_eq(fix_value(path, "SELECT count(*) FROM entry"), 190);
	/* what is of a group that was refused is added later */
	fix_filing(&x, 190);
	e[0] = x.e;
	e[1].filing = STR("no id");
	ck_assert_int_ne(auditlog_append_all(one, e, 2, &a, r, &err), ST_OK);
	fix_group(one, 190, 1);
	ck_assert_int_eq(fix_value(path, "SELECT count(*) FROM entry"), 191);
	arena_free(&a);
	auditlog_close(one);
	auditlog_close(other);
}
END_TEST

START_TEST(only_what_was_added_may_be_there)
{
	struct known k = { 0 };
	unsigned may = 0;

	/* nothing is known as long as it has not begun */
	ck_assert(!known_lacks(&k, STR("x")));
	known_add(&k, STR("x"));
	known_begin(&k);
	for (uint32_t i = 0; i < 200000; i++) {
		const struct str key = { (const char *)&i, sizeof(i) };

		may += !known_lacks(&k, key);
		known_add(&k, key);
		known_add(&k, key);
		ck_assert(!known_lacks(&k, key));
	}
	for (uint32_t i = 0; i < 200000; i++)
		ck_assert(!known_lacks(
		    &k, (struct str){ (const char *)&i, sizeof(i) }));
	/* two have one mark now and then: 5 of them are to be expected */
	ck_assert_uint_lt(may, 100);
	ck_assert_uint_eq(k.n, 200000 - may);
	known_free(&k);
	ck_assert(!known_lacks(&k, STR("x")));
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("known");
	TCase *t = tcase_create("known");

	if (!fix_begin())
		return EXIT_FAILURE;
	tcase_set_timeout(t, 60);
	tcase_add_unchecked_fixture(t, make_large, NULL);
	tcase_add_test(t, every_part_is_looked_into);
	tcase_add_test(t, what_is_there_is_not_added_again);
	tcase_add_loop_test(t, an_audit_finds_what_is_there_twice, 0, 3);
	tcase_add_test(t, ids_that_begin_alike_are_told_apart);
	tcase_add_test(t, what_another_writer_adds_is_learnt);
	tcase_add_test(t, only_what_was_added_may_be_there);
	suite_add_tcase(s, t);
	return fix_run(s);
}
