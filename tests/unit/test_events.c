/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_events - what the log keeps beside filings: what the authority said,
 * what was adopted, verified and handed out.
 */
#include "tests/unit/logfix.h"

static const struct str one_filing[] = { STR("00000001-filing") };
static const struct log_input scan[] = { { STR("document"), STR("answer.pdf"),
    STR("%PDF"), true } };

/* The authority has answered filing 1. */
static struct log_entry
an_answer(void)
{
	return (struct log_entry){ .kind = STR("answer"),
		.actor = STR("B. Clerk"),
		.tool = STR("retrace 0.1.0"),
		.date = STR("2026-11-20"),
		.number = STR("2026-17"),
		.party = STR("the ministry"),
		.result = STR("granted"),
		.note = STR("by post"),
		.refers = one_filing,
		.nrefers = 1,
		.input = scan,
		.ninput = 1,
		.now = FIX_START + 3600 };
}

/* A new log of n filings under this name, open for adding. */
static struct auditlog *
fresh(const char *name, unsigned n)
{
	char vkey[NOTE_VKEY_TEXT];

	fix_log(fix_path(name), n, vkey);
	return fix_writer(fix_path(name));
}

/* Adds it; the log holds behind that. */
static struct log_receipt
add(struct auditlog *log, const char *name, const struct log_entry *e)
{
	struct findings f = { 0 };
	struct arena a = { 0 };
	struct error err = { 0 };
	struct log_receipt r;

	ck_assert_msg(
	    auditlog_append(log, e, &a, &r, &err) == ST_OK, "%s", err.text);
	ck_assert_msg(
	    fix_verify(fix_path(name), "", "", &f) == ST_OK, "%s", fix_all(&f));
	findings_free(&f);
	arena_free(&a);
	return r;
}

START_TEST(an_event_is_kept_with_its_documents)
{
	struct auditlog *log = fresh("event", 2);
	struct log_entry e = an_answer();
	struct log_receipt r = add(log, "event", &e), again;
	struct arena a = { 0 };
	struct error err = { 0 };
	struct log_record x;
	uint64_t index = 99;

	ck_assert_uint_eq(r.index, 2);
	ck_assert(!r.already);
	ck_assert_uint_eq(strlen(r.id), 64);
	ck_assert_int_eq(
	    auditlog_find(log, str_clip(str_of(r.id), 8), &index, &err), ST_OK);
	ck_assert_uint_eq(index, 2);
	ck_assert_int_eq(auditlog_get(log, 2, &a, &x, &err), ST_OK);
	ck_assert(str_is(x.leaf.number, "2026-17"));
	ck_assert(str_is(x.leaf.actor, "B. Clerk"));
	ck_assert_ptr_null(x.file.p);
	ck_assert_uint_eq(x.leaf.ninput, 1);
	ck_assert(x.leaf.input[0].attached);
	ck_assert(str_is(x.input[0], "%PDF"));
	/* The same once more, later, is the same entry. */
	e.now += 86400;
	again = add(log, "event", &e);
	ck_assert(again.already);
	ck_assert_uint_eq(again.index, 2);
	ck_assert_str_eq(again.id, r.id);
	ck_assert_str_eq(again.time, r.time);
	arena_free(&a);
	auditlog_close(log);
}
END_TEST

START_TEST(two_runs_are_two_entries)
{
	struct auditlog *log = fresh("runs", 1);
	struct log_entry e = { .kind = STR("verification"),
		.actor = STR("an auditor"),
		.result = STR("holds"),
		.now = FIX_START + 60 };
	struct log_receipt one = add(log, "runs", &e), two;

	e.now++;
	two = add(log, "runs", &e);
	ck_assert(!two.already);
	ck_assert_uint_eq(two.index, 2);
	ck_assert_str_ne(one.id, two.id);
	/* By a clock that was put back it is a run all the same. */
	e.now -= 3600;
	e.actor = STR("another auditor");
	two = add(log, "runs", &e);
	ck_assert_uint_eq(two.index, 3);
	ck_assert_int_eq(two.clock_behind, 3600);
	auditlog_close(log);
}
END_TEST

static bool
note_id(void *ctx, uint64_t index, const struct leaf *leaf)
{
	char *seen = ctx;
	size_t n = strlen(seen);

	snprintf(seen + n, 200 - n, "%u:%.*s ", (unsigned)index,
	    STR_ARG(leaf->kind));
	return true;
}

START_TEST(what_refers_to_a_filing_is_found)
{
	struct auditlog *log = fresh("refers", 3);
	struct log_entry e = an_answer(), receipt = { .kind = STR("receipt"),
		.actor = STR("B. Clerk"),
		.date = STR("2026-11-19"),
		.number = STR("1"),
		.refers = one_filing,
		.nrefers = 1,
		.input = scan,
		.ninput = 1,
		.now = FIX_START + 3600 };
	struct error err = { 0 };
	char seen[200] = "";

	add(log, "refers", &receipt);
	add(log, "refers", &e);
	ck_assert_int_eq(
	    auditlog_each_referring(log, one_filing[0], note_id, seen, &err),
	    ST_OK);
	ck_assert_str_eq(seen, "3:receipt 4:answer ");
	seen[0] = '\0';
	ck_assert_int_eq(auditlog_each_referring(
			     log, STR("00000001-filin"), note_id, seen, &err),
	    ST_OK);
	ck_assert_str_eq(seen, "");
	auditlog_close(log);
}
END_TEST

START_TEST(a_reference_to_nothing_is_refused)
{
	struct auditlog *log = fresh("nothing", 2);
	struct log_entry e = an_answer();
	struct str to[1] = { STR("00000001-filin") };
	struct arena a = { 0 };
	struct error err = { 0 };
	struct log_receipt r = { .index = 99 };
	char id[LEAF_ID_MAX + 1];

	e.refers = to;
	ck_assert_int_eq(auditlog_append(log, &e, &a, &r, &err), ST_REF);
	ck_assert_str_eq(err.text, "no entry \"00000001-filin\" in the log, to "
				   "which the new one refers");
	ck_assert_uint_eq(r.index, 99);
	/* An answer to an answer is no answer to a filing. */
	e = an_answer();
	snprintf(id, sizeof(id), "%s", add(log, "nothing", &e).id);
	to[0] = str_of(id);
	e.refers = to;
	err = (struct error){ 0 };
	ck_assert_int_eq(auditlog_append(log, &e, &a, &r, &err), ST_REF);
	ck_assert_ptr_nonnull(
	    strstr(err.text, "is of kind \"answer\": expected a filing"));
	arena_free(&a);
	auditlog_close(log);
}
END_TEST

START_TEST(an_event_bears_no_id_and_no_filing)
{
	struct auditlog *log = fresh("mixed", 1);
	struct log_entry e = an_answer();
	struct arena a = { 0 };
	struct error err = { 0 };
	struct log_receipt r;

	e.filing = STR("own-id");
	ck_assert_int_eq(auditlog_append(log, &e, &a, &r, &err), ST_SYNTAX);
	e = an_answer();
	e.file = STR("<filing/>");
	err = (struct error){ 0 };
	ck_assert_int_eq(auditlog_append(log, &e, &a, &r, &err), ST_SYNTAX);
	arena_free(&a);
	auditlog_close(log);
}
END_TEST

static int
value(const char *path, const char *sql)
{
	sqlite3_stmt *st = NULL;
	sqlite3 *db = NULL;
	int v;

	ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
	ck_assert_msg(sqlite3_prepare_v2(db, sql, -1, &st, NULL) == SQLITE_OK,
	    "%s", sqlite3_errmsg(db));
	ck_assert_int_eq(sqlite3_step(st), SQLITE_ROW);
	v = sqlite3_column_int(st, 0);
	sqlite3_finalize(st);
	sqlite3_close(db);
	return v;
}

START_TEST(the_views_tell_of_events)
{
	struct auditlog *log = fresh("views", 2);
	struct log_entry e = an_answer(), late = { .kind = STR("policy"),
		.actor = STR("C. Chief"),
		.input = scan,
		.ninput = 1,
		.now = FIX_START };
	const char *path = fix_path("views");

	add(log, "views", &e);
	add(log, "views", &late);
	auditlog_close(log);
	ck_assert_int_eq(value(path, "SELECT count(*) FROM filings"), 2);
	ck_assert_int_eq(value(path, "SELECT count(*) FROM entries"), 4);
	ck_assert_int_eq(
	    value(path, "SELECT count(*) FROM events WHERE entry = 2 AND "
			"length(event_id) = 64 AND kind = 'answer' AND "
			"time = '2026-11-23T11:15:00Z' AND clock IS NULL AND "
			"actor = 'B. Clerk' AND date = '2026-11-20' AND "
			"number = '2026-17' AND party = 'the ministry' AND "
			"result = 'granted' AND note = 'by post' AND "
			"product IS NULL AND rules IS NULL AND "
			"rules_sha256 IS NULL"),
	    1);
	ck_assert_int_eq(
	    value(path, "SELECT count(*) FROM events WHERE entry = 3 AND "
			"clock = '2026-11-23T10:15:00Z' AND time = "
			"'2026-11-23T11:15:00Z' AND note IS NULL"),
	    1);
	ck_assert_int_eq(
	    value(path, "SELECT count(*) FROM links JOIN filings ON "
			"filing_id = refers_to AND filings.entry = "
			"refers_to_entry WHERE links.entry = 2"),
	    1);
	ck_assert_int_eq(
	    value(path, "SELECT count(*) FROM attachments AS i JOIN blob ON "
			"lower(hex(blob.sha256)) = i.sha256 AND "
			"length(blob.body) = i.bytes WHERE role = 'document' "
			"AND name = 'answer.pdf'"),
	    2);
	ck_assert_int_eq(value(path, "SELECT count(*) FROM inputs"), 4);
}
END_TEST

/* Rows of the table of references, the triggers in place. */
static const char *const refused[] = {
	"INSERT INTO refers VALUES ('00000000-filing', 2)",
	"INSERT INTO refers VALUES ('00000001-filing', 1)",
	"INSERT INTO refers VALUES ('00000001-filing', 2)",
	"REPLACE INTO refers VALUES ('00000001-filing', 2)",
	"INSERT INTO refers VALUES ('00000001', 2)",
	"INSERT INTO refers VALUES (NULL, 2)",
	"DELETE FROM refers",
	"UPDATE refers SET entry = 1",
};

START_TEST(sql_cannot_change_references)
{
	struct auditlog *log = fresh("sql", 2);
	struct log_entry e = an_answer();

	add(log, "sql", &e);
	auditlog_close(log);
	for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++)
		ck_assert_msg(
		    fix_sql(fix_path("sql"), refused[i], NULL, 0) != SQLITE_OK,
		    "%s", refused[i]);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("events");
	TCase *t = tcase_create("events");

	if (!fix_begin())
		return EXIT_FAILURE;
	tcase_add_test(t, an_event_is_kept_with_its_documents);
	tcase_add_test(t, two_runs_are_two_entries);
	tcase_add_test(t, what_refers_to_a_filing_is_found);
	tcase_add_test(t, a_reference_to_nothing_is_refused);
	tcase_add_test(t, an_event_bears_no_id_and_no_filing);
	tcase_add_test(t, the_views_tell_of_events);
	tcase_add_test(t, sql_cannot_change_references);
	suite_add_tcase(s, t);
	return fix_run(s);
}
