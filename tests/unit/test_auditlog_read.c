/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_auditlog_read - listing and showing: entries as they are asked for, and
 * nothing that is not what was logged.
 */
#include "core/log/index/search.h"
#include "tests/unit/logfix.h"

static char vkey[NOTE_VKEY_TEXT];

START_TEST(tampered_bytes_are_not_shown)
{
	static const char *const sql[] = {
		("UPDATE blob SET body = x'00' WHERE CAST(body AS TEXT) LIKE "
		 "'%00000001-filing%'"),
		"DELETE FROM blob WHERE CAST(body AS TEXT) LIKE '<bom n=\"1%'",
		"UPDATE entry SET leaf = 'x' WHERE idx = 1",
	};
	static const char *const text[] = {
		"entry 1: blob-digest: the signed filing was changed",
		"entry 1: blob-missing: the input \"drive unit.xml\"",
		"leaf: not a record of the log",
	};

	for (size_t i = 0; i < 3; i++) {
		struct log_record r = { .index = 99 };
		struct auditlog *log;
		struct arena a = { 0 };
		struct error err = { 0 };
		char name[20];
		const char *path;

		snprintf(name, sizeof(name), "shown-%zu", i);
		path = fix_fresh(name, 3, vkey);
		fix_tamper(path, sql[i]);
		log = fix_open(path, AUDITLOG_READ);
		ck_assert_int_eq(auditlog_get(log, 1, &a, &r, &err), ST_VERIFY);
		ck_assert_str_eq(err.text, text[i]);
		ck_assert_uint_eq(r.index, 99);
		err = (struct error){ 0 };
		ck_assert_int_eq(auditlog_get(log, 0, &a, &r, &err), ST_OK);
		arena_free(&a);
		auditlog_close(log);
	}
}
END_TEST

struct seen {
	uint64_t index[20];
	size_t n, most;
};

static bool
see(void *ctx, const struct log_hit *hit)
{
	struct seen *seen = ctx;
	char want[40];

	snprintf(want, sizeof(want), "%08x-filing", (unsigned)hit->entry);
	ck_assert(str_is(hit->leaf->id, want));
	seen->index[seen->n++] = hit->entry;
	return seen->n < seen->most;
}

static const struct listing {
	struct index_query query;
	uint64_t first;
	size_t n;
} listings[] = {
	{ { .filing = STR("") }, 0, 12 },
	{ { .since = STR("2026-11-23T10:20:00Z") }, 5, 7 },
	{ { .since = STR("2026-11-23") }, 0, 12 },
	{ { .since = STR("2026-11-24") }, 0, 0 },
	{ { .until = STR("2026-11-23T10:20") }, 0, 6 },
	{ { .until = STR("2026") }, 0, 12 },
	{ { .until = STR("2026-11-22") }, 0, 0 },
	{ { .since = STR("2026-11-23T10:17"),
	      .until = STR("2026-11-23T10:19") },
	    2, 3 },
	{ { .filing = STR("0000000") }, 0, 12 },
	{ { .filing = STR("00000003") }, 3, 1 },
	{ { .filing = STR("3") }, 0, 0 },
};
#define NLISTINGS (sizeof(listings) / sizeof(listings[0]))

START_TEST(entries_are_listed_as_asked)
{
	const char *path = fix_fresh("list", 12, vkey);
	struct auditlog *log = fix_open(path, AUDITLOG_READ);
	struct log_search s;
	struct seen seen;

	for (size_t i = 0; i < NLISTINGS; i++) {
		struct error err = { 0 };

		seen = (struct seen){ .most = 20 };
		s = (struct log_search){ .query = listings[i].query };
		ck_assert_int_eq(log_search(log, &s, see, &seen, &err), ST_OK);
		ck_assert_msg(seen.n == listings[i].n, "%zu: %zu", i, seen.n);
		if (seen.n > 0)
			ck_assert_uint_eq(seen.index[0], listings[i].first);
	}
	seen = (struct seen){ .most = 5 };
	s = (struct log_search){ .query = listings[0].query };
	ck_assert_int_eq(
	    log_search(log, &s, see, &seen, &(struct error){ 0 }), ST_OK);
	ck_assert_uint_eq(seen.n, 5);
	auditlog_close(log);
}
END_TEST

START_TEST(an_entry_is_found_by_the_start_of_its_id)
{
	const char *path = fix_fresh("find", 3, vkey);
	struct auditlog *log = fix_open(path, AUDITLOG_READ);
	static const struct {
		const char *id;
		enum status code;
		uint64_t index;
	} finds[] = {
		{ "00000001-filing", ST_OK, 1 },
		{ "00000002", ST_OK, 2 },
		{ "0000000", ST_REF, 99 },
		{ "00000003", ST_REF, 99 },
		{ "filing", ST_REF, 99 },
		{ "", ST_REF, 99 },
		{ "%", ST_REF, 99 },
	};

	for (size_t i = 0; i < sizeof(finds) / sizeof(finds[0]); i++) {
		struct error err = { 0 };
		uint64_t index = 99;

		ck_assert_msg(auditlog_find(log, str_of(finds[i].id), &index,
				  &err) == finds[i].code,
		    "%s: %s", finds[i].id, err.text);
		ck_assert_uint_eq(index, finds[i].index);
	}
	auditlog_close(log);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("auditlog_read");
	TCase *t = tcase_create("auditlog_read");

	if (!fix_begin())
		return EXIT_FAILURE;
	tcase_set_timeout(t, 120);
	tcase_add_test(t, tampered_bytes_are_not_shown);
	tcase_add_test(t, entries_are_listed_as_asked);
	tcase_add_test(t, an_entry_is_found_by_the_start_of_its_id);
	suite_add_tcase(s, t);
	return fix_run(s);
}
