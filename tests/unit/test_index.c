/* SPDX-License-Identifier: Apache-2.0 */
/* test_index - what is in an index, and what somebody makes of it. */
#include "core/log/index/index_own.h"
#include "core/log/index/search.h"
#include "logfix.h"

#include <math.h>
#include <stdint.h>
#include <unistd.h>

/* Words of a text as FTS5 gets them. */
static void
says(const char *text, const char *want)
{
	struct index_text t = { 0 };

	index_words(&t, str_of(text));
	ck_assert_str_eq(t.p, want);
	index_text_free(&t);
}

START_TEST(chinese_words_are_pairs)
{
	says("DU-200 rev C", "DU-200 rev C ");
	says("\u7a00\u571f", " \u7a00\u571f \u571f  ");
	says("a\u7a00\u571f\u78c1b", "a \u7a00\u571f \u571f\u78c1 \u78c1 b ");
	says("\u78c1", " \u78c1  ");
	says("\uff24\uff35\u3000x", "DU x ");
	says("a\x01"
	     "b\xff",
	    "a b  ");
}
END_TEST

static const struct {
	const char *typed, *want;
} questions[] = {
	{ "drive unit", "(\"drive\" AND \"unit\")" },
	{ "\"drive unit\"", "(\"drive unit\")" },
	{ "du-2*", "(\"du-2\" *)" },
	{ "d*", "(\"d*\")" },
	{ "\u7a00\u571f\u78c1", "(\"\u7a00\u571f \u571f\u78c1 \")" },
	{ "\u78c1", "(\"\u78c1\" *)" },
	{ "NdFeB\u78c1\u4f53", "(\"NdFeB\" AND \"\u78c1\u4f53 \")" },
	{ "a\"b OR c", "(\"a\" AND \"b OR c\")" },
	{ "x) OR (y", "(\"x)\" AND \"OR\" AND \"(y\")" },
	{ "product:x NEAR(a,b) --- ^y -z",
	    "(\"product:x\" AND \"NEAR(a,b)\" AND \"^y\" AND \"-z\")" },
	{ "\"\" x", "(\"x\")" },
};

START_TEST(no_sign_of_a_question_breaks_it)
{
	struct index_text t = { 0 };
	struct error err = { 0 };

	ck_assert_int_eq(
	    index_question(&t, NULL, str_of(questions[_i].typed), &err), ST_OK);
	ck_assert_str_eq(t.p, questions[_i].want);
	index_text_free(&t);
}
END_TEST

START_TEST(a_question_without_a_word_is_refused)
{
	static const char *const none[] = { "", "  ", "---", "\"\"", "\u3001",
		"\u3000*" };

	for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++) {
		struct index_text t = { 0 };
		struct error err = { 0 };

		ck_assert_int_eq(
		    index_question(&t, NULL, str_of(none[i]), &err), ST_USAGE);
		index_text_free(&t);
	}
}
END_TEST

/* Sets of every density come back as they were, and grow. */
START_TEST(a_set_is_stored_and_read_alike)
{
	static const unsigned steps[] = { 1, 2, 7, 16, 17, 300, 20000 };
	static uint8_t stored[2][INDEX_BLOCK_BYTES];
	static uint16_t at[INDEX_BLOCK];
	struct index_bits b = { 0 };
	struct str old = { NULL, 0 };
	size_t n = 0, half;

	for (unsigned i = 0; i < INDEX_BLOCK; i += steps[_i])
		at[n++] = (uint16_t)i;
	half = n / 2;
	old.n = index_bits_store(old, at, half, stored[0]);
	old.p = (const char *)stored[0];
	old.n = index_bits_store(old, at + half, n - half, stored[1]);
	old.p = (const char *)stored[1];
	ck_assert(index_bits_init(&b, 2 * INDEX_BLOCK - 5));
	ck_assert(index_bits_load(&b, 1, old));
	for (uint64_t i = 0; i < b.n; i++)
		ck_assert_int_eq(index_bits_has(&b, i),
		    i >= INDEX_BLOCK && (i - INDEX_BLOCK) % steps[_i] == 0);
	index_bits_free(&b);
}
END_TEST

START_TEST(bits_are_walked_both_ways)
{
	static const uint64_t in[] = { 0, 63, 64, 65, 127, 128, 199 };
	const size_t n = sizeof(in) / sizeof(in[0]);
	struct index_bits b = { 0 };
	uint64_t at = 0;

	ck_assert(index_bits_init(&b, 200));
	for (size_t i = 0; i < n; i++)
		index_bits_put(&b, in[i]);
	index_bits_put(&b, 200);
	for (size_t i = 0; i < n; i++, at++)
		ck_assert_uint_eq(at = index_bits_next(&b, at), in[i]);
	ck_assert_uint_eq(index_bits_next(&b, at), UINT64_MAX);
	at = UINT64_MAX;
	for (size_t i = n; i-- > 0;)
		ck_assert_uint_eq(at = index_bits_before(&b, at), in[i]);
	ck_assert_uint_eq(index_bits_before(&b, at), UINT64_MAX);
	index_bits_keep(&b, 63, 128);
	ck_assert_uint_eq(index_bits_next(&b, 0), 63);
	ck_assert_uint_eq(index_bits_before(&b, 200), 127);
	index_bits_keep(&b, 100, 70);
	ck_assert_uint_eq(index_bits_next(&b, 0), UINT64_MAX);
	index_bits_free(&b);
}
END_TEST

START_TEST(grades_ascend_with_amounts)
{
	static const double amounts[] = { 0, 1e-300, 1e-12, 0.0043, 0.5, 0.59,
		0.6, 0.71, 0.85, 1, 37.5, 1e9, 1e308, HUGE_VAL };
	char last[INDEX_GRADE_TEXT] = "", now[INDEX_GRADE_TEXT];

	for (size_t i = 0; i < sizeof(amounts) / sizeof(amounts[0]); i++) {
		index_grade(amounts[i], now);
		ck_assert_uint_eq(strlen(now), 4);
		ck_assert_int_ge(strcmp(now, last), 0);
		snprintf(last, sizeof(last), "%s", now);
	}
	ck_assert_str_eq(last, "9999");
}
END_TEST

/* ---- a log and its index */

static bool
count(void *ctx, const struct log_hit *hit)
{
	uint64_t *last = ctx;

	*last = hit->entry;
	return true;
}

/* How many entries answer one condition. */
static uint64_t
ask(struct auditlog *log, struct index *x, enum index_field field,
    const char *value, uint64_t *last)
{
	const struct index_condition c = { field, str_of(value) };
	struct log_search s = { .index = x,
		.query = { .condition = &c, .ncondition = 1 } };
	struct error err = { 0 };

	ck_assert_msg(
	    log_search(log, &s, count, last, &err) == ST_OK, "%s", err.text);
	return s.found;
}

static struct index *
use(const char *path, struct auditlog *log, bool write, struct findings *f)
{
	struct index *x = NULL;
	struct error err = { 0 };

	ck_assert_msg(index_use(path, log, write, NULL, &x, f, &err) == ST_OK,
	    "%s", err.text);
	return x;
}

START_TEST(an_index_answers_as_the_log_does)
{
	char vkey[NOTE_VKEY_TEXT];
	const char *path = fix_path("a.db"), *side = fix_path("a.db-index");
	struct findings f = { 0 };
	struct error err = { 0 };
	struct auditlog *log;
	struct index *x;
	uint64_t last = 0;

	fix_log(path, 40, vkey);
	log = fix_open(path, AUDITLOG_READ);
	x = use(side, log, true, &f);
	ck_assert_ptr_nonnull(x);
	ck_assert_uint_eq(index_size(x), 40);
	for (int i = 0; i < 2; i++) {
		struct index *with = i == 0 ? x : NULL;

		ck_assert_uint_eq(
		    ask(log, with, INDEX_PRODUCT, "unit 17", &last), 1);
		ck_assert_uint_eq(last, 17);
		ck_assert_uint_eq(
		    ask(log, with, INDEX_KIND, "initial", &last), 40);
		ck_assert_uint_eq(
		    ask(log, with, INDEX_WORDS, "drive", &last), 40);
	}
	ck_assert_int_eq(index_check(x, log, NULL, &f, &err), ST_OK);
	index_close(x);
	auditlog_close(log);
	findings_free(&f);
}
END_TEST

/* What is no filing is found by its record, and is no filing that cannot be
 * read. */
START_TEST(an_event_is_found_by_what_its_record_says)
{
	static const struct str about[] = { STR("00000001-filing") };
	static const struct log_input scan[] = {
		{ STR("document"), STR("Bescheid 17.pdf"), STR("%PDF"), true },
		{ STR("cover"), STR("letter.pdf"), STR("%PDF"), true }
	};
	const struct log_entry e = { .kind = STR("answer"),
		.actor = STR("B. Clerk"),
		.tool = STR("retrace 0.1.0"),
		.date = STR("2026-11-20"),
		.number = STR("MOFCOM-2026-17"),
		.party = STR("\u5546\u52a1\u90e8"),
		.result = STR("granted with a condition"),
		.note = STR("by post"),
		.refers = about,
		.nrefers = 1,
		.input = scan,
		.ninput = 2,
		.now = FIX_START + 3600 };
	static const struct {
		enum index_field field;
		const char *value;
		uint64_t found;
	} asked[] = { { INDEX_KIND, "answer", 1 },
		{ INDEX_NUMBER, "mofcom-2026-17", 1 },
		{ INDEX_NUMBER, "MOFCOM", 0 }, { INDEX_ACTOR, "clerk", 1 },
		{ INDEX_ACTOR, "officer", 3 },
		{ INDEX_PARTY, "\u5546\u52a1", 1 },
		{ INDEX_RESULT, "granted", 1 }, { INDEX_WORDS, "post", 1 },
		{ INDEX_WORDS, "mofcom", 1 }, { INDEX_DOCUMENT, "bescheid", 1 },
		{ INDEX_DOCUMENT, "letter", 1 },
		{ INDEX_REFERS, "00000001-filing", 1 },
		{ INDEX_STATE, "unread", 2 }, { INDEX_RULES, "cn-trace", 3 },
		{ INDEX_RULES, "CN-TRACE 0.1", 3 } };
	const char *path = fix_path("e.db"), *side = fix_path("e.db-index");
	char vkey[NOTE_VKEY_TEXT], hex[SHA256_HEX];
	uint8_t sha256[SHA256_SIZE];
	struct findings f = { 0 };
	struct arena a = { 0 };
	struct error err = { 0 };
	struct log_receipt r;
	struct auditlog *log;
	struct index *x;
	uint64_t last;

	fix_log(path, 3, vkey);
	/* Two filings. */
	fix_tamper(path, "UPDATE blob SET body = x'00' WHERE id IN (1, 4)");
	log = fix_writer(path);
	ck_assert_msg(
	    auditlog_append(log, &e, &a, &r, &err) == ST_OK, "%s", err.text);
	x = use(side, log, true, &f);
	for (size_t i = 0; i < sizeof(asked) / sizeof(asked[0]); i++)
		for (int bare = 0; bare < 2; bare++)
			ck_assert_msg(
			    ask(log, bare ? NULL : x, asked[i].field,
				asked[i].value, &last) == asked[i].found,
			    "%s", asked[i].value);
	ck_assert(digest_sha256(STR("%PDF"), sha256));
	digest_hex(sha256, hex);
	ck_assert_uint_eq(ask(log, x, INDEX_INPUT, hex, &last), 1);
	ck_assert_uint_eq(last, 3);
	ck_assert_int_eq(index_check(x, log, NULL, &f, &err), ST_OK);
	ck_assert_int_eq(
	    fix_sql(side,
		"SELECT 1 / (count(*) = 2) FROM attachments WHERE entry = 3;"
		"SELECT 1 / (count(*) = 0) FROM inputs WHERE entry = 3;"
		"SELECT 1 / (count(*) = 3) FROM filings;"
		"SELECT 1 / (party > '') FROM events WHERE entry = 3;"
		"SELECT 1 / (to_entry = 1) FROM refers WHERE how = 'refers'",
		NULL, 0),
	    SQLITE_OK);
	index_close(x);
	auditlog_close(log);
	arena_free(&a);
	findings_free(&f);
}
END_TEST

/* Pages are put together to the whole, in both orders, also where the index
 * ends within the log. */
START_TEST(pages_follow_each_other)
{
	char vkey[NOTE_VKEY_TEXT];
	const char *path = fix_path("p.db"), *side = fix_path("p.db-index");
	struct findings f = { 0 };
	struct error err = { 0 };
	struct auditlog *log;
	struct index *x;

	fix_log(path, 30, vkey);
	log = fix_open(path, AUDITLOG_READ);
	index_close(use(side, log, true, &f));
	auditlog_close(log);
	log = fix_writer(path);
	for (unsigned i = 30; i < 35; i++)
		fix_append(log, i);
	x = use(side, log, false, &f);
	ck_assert_uint_eq(index_size(x), 30);
	ck_assert(fix_says(&f, SEV_NOTE, "the index covers 30 of 35"));
	for (int newest = 0; newest < 2; newest++) {
		struct log_search s = { .index = x,
			.limit = 4,
			.query = { .newest = newest != 0 } };
		uint64_t all = 0, last;

		do {
			ck_assert_int_eq(
			    log_search(log, &s, count, &last, &err), ST_OK);
			all += s.found;
			ck_assert_uint_eq(last, newest ? 35 - all : all - 1);
			s.has_after = true;
			s.after = s.last;
		} while (s.more);
		ck_assert_uint_eq(all, 35);
	}
	index_close(x);
	auditlog_close(log);
	findings_free(&f);
}
END_TEST

/* What somebody puts in place of an index, and what becomes of it. */
static const struct {
	const char *sql;  /* on the index; NULL: see name */
	const char *name; /* of the case */
	const char *says; /* start of what is said; a writer makes it anew */
	bool remains;     /* not even a writer replaces it */
} attacks[] = {
	{ "UPDATE head SET origin = 'x'", "origin", "it is the index of an",
	    false },
	{ "UPDATE head SET root = zeroblob(32)", "root",
	    "it is the index of an", false },
	{ "UPDATE head SET size = 99", "size", "it is the index of an", false },
	{ "DELETE FROM head", "head", "it is the index of an", false },
	{ "CREATE TRIGGER t AFTER UPDATE ON head BEGIN SELECT 1; END",
	    "trigger", "its schema is not", false },
	{ "CREATE VIEW v AS SELECT 1", "view", "its schema is not", false },
	{ "PRAGMA user_version = 2", "newer", "made by a newer retrace", true },
	{ "PRAGMA application_id = 7", "other", "no index of a log", false },
	{ NULL, "text", "cannot be read: the file is damaged", false },
	{ NULL, "cut", "", false },
	{ NULL, "link", "a symbolic link", true },
	{ NULL, "folder", "not a file", true },
};

static void
put_attack(size_t i, const char *side)
{
	const char *name = attacks[i].name;
	struct error err = { 0 };
	char aside[400];

	snprintf(aside, sizeof(aside), "%s-aside", side);
	if (attacks[i].sql != NULL) {
		ck_assert_int_eq(
		    fix_sql(side, attacks[i].sql, NULL, 0), SQLITE_OK);
	} else if (strcmp(name, "cut") == 0) {
		ck_assert_int_eq(truncate(side, 30000), 0);
	} else {
		ck_assert_int_eq(rename(side, aside), 0);
		if (strcmp(name, "link") == 0)
			ck_assert_int_eq(symlink(aside, side), 0);
		else if (strcmp(name, "folder") == 0)
			file_make_folder(side, &err);
		else
			file_write(side,
			    STR("no database, but longer than a "
				"header"),
			    FILE_PUBLIC, &err);
	}
}

START_TEST(what_is_no_index_of_this_log_is_not_believed)
{
	char name[40], vkey[NOTE_VKEY_TEXT];
	const char *path, *side;
	struct findings f = { 0 }, g = { 0 };
	struct auditlog *log;
	struct index *x;
	uint64_t last;

	snprintf(name, sizeof(name), "x%d.db", _i);
	path = fix_path(name);
	snprintf(name, sizeof(name), "x%d.db-index", _i);
	side = fix_path(name);
	fix_log(path, 5, vkey);
	log = fix_open(path, AUDITLOG_READ);
	index_close(use(side, log, true, &f));
	put_attack((size_t)_i, side);
	/* A reader does without. */
	x = use(side, log, false, &f);
	ck_assert_ptr_null(x);
	ck_assert_msg(
	    fix_says(&f, SEV_WARNING, attacks[_i].says), "%s", fix_all(&f));
	ck_assert_uint_eq(ask(log, x, INDEX_PRODUCT, "unit 3", &last), 1);
	/* A writer makes it anew. */
	x = use(side, log, true, &g);
	ck_assert(attacks[_i].remains == (x == NULL));
	if (x != NULL)
		ck_assert_uint_eq(
		    ask(log, x, INDEX_PRODUCT, "unit 3", &last), 1);
	index_close(x);
	auditlog_close(log);
	findings_free(&f);
	findings_free(&g);
}
END_TEST

/* Changes that leave it an index of this log: found by computing it anew. */
static const char *const forgeries[] = {
	"DELETE FROM entry WHERE entry = 2",
	"UPDATE entry SET product = 'other' WHERE entry = 2",
	"DELETE FROM posting WHERE term = 1",
	"INSERT INTO words (rowid, other) VALUES (2, 'forged')",
	"INSERT INTO verdict VALUES (2, 0, 'p', 'r', 'law', 'clear', NULL)",
	"UPDATE input SET name = 'z' WHERE entry = 4 AND n = 0",
};

START_TEST(a_forged_row_is_found_and_shows_nothing)
{
	char name[40], vkey[NOTE_VKEY_TEXT];
	const char *path, *side;
	struct findings f = { 0 };
	struct error err = { 0 };
	struct auditlog *log;
	struct index *x;
	uint64_t last;

	snprintf(name, sizeof(name), "f%d.db", _i);
	path = fix_path(name);
	snprintf(name, sizeof(name), "f%d.db-index", _i);
	side = fix_path(name);
	fix_log(path, 5, vkey);
	log = fix_open(path, AUDITLOG_READ);
	index_close(use(side, log, true, &f));
	ck_assert_int_eq(fix_sql(side, forgeries[_i], NULL, 0), SQLITE_OK);
	x = use(side, log, true, &f);
	ck_assert_ptr_nonnull(x);
	ck_assert_uint_eq(ask(log, x, INDEX_WORDS, "forged", &last), 0);
	ck_assert_uint_eq(ask(log, x, INDEX_PRODUCT, "other", &last), 0);
	ck_assert_int_eq(index_check(x, log, NULL, &f, &err), ST_VERIFY);
	ck_assert(fix_says(&f, SEV_ERROR, "index: table "));
	index_close(x);
	auditlog_close(log);
	findings_free(&f);
}
END_TEST

/* Two that bring the same index up to date, in turn: neither does twice what
 * the other has done. */
START_TEST(two_may_bring_it_up_to_date)
{
	char vkey[NOTE_VKEY_TEXT];
	const char *path = fix_path("two.db"), *side = fix_path("two.db-index");
	struct findings f = { 0 };
	struct error err = { 0 };
	struct auditlog *log;
	struct index *a, *b;

	fix_log(path, 3, vkey);
	log = fix_writer(path);
	a = use(side, log, true, &f);
	b = use(side, log, true, &f);
	for (unsigned i = 3; i < 9; i++) {
		fix_append(log, i);
		ck_assert_int_eq(
		    index_update(i % 2 ? a : b, log, NULL, &err), ST_OK);
	}
	ck_assert_int_eq(index_update(a, log, NULL, &err), ST_OK);
	ck_assert_int_eq(index_update(b, log, NULL, &err), ST_OK);
	ck_assert_msg(index_check(a, log, NULL, &f, &err) == ST_OK, "%s%s",
	    err.text, fix_all(&f));
	ck_assert_uint_eq(index_size(b), 9);
	index_close(a);
	index_close(b);
	auditlog_close(log);
	findings_free(&f);
}
END_TEST

/* A filing that was changed in the log is told, not passed over. */
START_TEST(what_cannot_be_read_is_counted)
{
	char vkey[NOTE_VKEY_TEXT];
	const char *path = fix_path("u.db");
	const struct index_condition c = { INDEX_KIND, STR("initial") };
	struct log_search s = { .query = { .condition = &c, .ncondition = 1 } };
	struct error err = { 0 };
	struct auditlog *log;
	uint64_t last;

	fix_log(path, 4, vkey);
	fix_tamper(path, "UPDATE blob SET body = x'00' WHERE id = 1");
	log = fix_open(path, AUDITLOG_READ);
	ck_assert_int_eq(log_search(log, &s, count, &last, &err), ST_OK);
	ck_assert_uint_eq(s.found, 4);
	ck_assert_uint_eq(s.unread, 1);
	/* Who wants the records alone is given them, and no filing is read. */
	s.records = true;
	ck_assert_int_eq(log_search(log, &s, count, &last, &err), ST_OK);
	ck_assert_uint_eq(s.found, 4);
	ck_assert_uint_eq(s.unread, 0);
	auditlog_close(log);
	/* A record that was changed ends it. */
	fix_tamper(path,
	    "UPDATE entry SET leaf = replace(leaf, 'Drive', 'Drove') "
	    "WHERE idx = 2");
	log = fix_open(path, AUDITLOG_READ);
	ck_assert_int_eq(log_search(log, &s, count, &last, &err), ST_VERIFY);
	ck_assert_msg(
	    strstr(err.text, "entry 2: leaf") != NULL, "%s", err.text);
	auditlog_close(log);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("index");
	TCase *t = tcase_create("index");

	if (!fix_begin())
		return EXIT_FAILURE;
	tcase_add_test(t, chinese_words_are_pairs);
	tcase_add_loop_test(t, no_sign_of_a_question_breaks_it, 0,
	    sizeof(questions) / sizeof(questions[0]));
	tcase_add_test(t, a_question_without_a_word_is_refused);
	tcase_add_loop_test(t, a_set_is_stored_and_read_alike, 0, 7);
	tcase_add_test(t, bits_are_walked_both_ways);
	tcase_add_test(t, grades_ascend_with_amounts);
	tcase_add_test(t, an_index_answers_as_the_log_does);
	tcase_add_test(t, an_event_is_found_by_what_its_record_says);
	tcase_add_test(t, pages_follow_each_other);
	tcase_add_loop_test(t, what_is_no_index_of_this_log_is_not_believed, 0,
	    sizeof(attacks) / sizeof(attacks[0]));
	tcase_add_loop_test(t, a_forged_row_is_found_and_shows_nothing, 0,
	    sizeof(forgeries) / sizeof(forgeries[0]));
	tcase_add_test(t, two_may_bring_it_up_to_date);
	tcase_add_test(t, what_cannot_be_read_is_counted);
	suite_add_tcase(s, t);
	return fix_run(s);
}
