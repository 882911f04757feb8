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
	ck_assert_int_eq(fix_value(path, "SELECT count(*) FROM filings"), 2);
	ck_assert_int_eq(fix_value(path, "SELECT count(*) FROM entries"), 4);
	ck_assert_int_eq(
	    fix_value(path,
		"SELECT count(*) FROM events WHERE entry = 2 AND "
		"length(event_id) = 64 AND kind = 'answer' AND "
		"time = '2026-11-23T11:15:00Z' AND clock IS NULL AND "
		"actor = 'B. Clerk' AND date = '2026-11-20' AND "
		"number = '2026-17' AND party = 'the ministry' AND "
		"result = 'granted' AND note = 'by post' AND "
		"product IS NULL AND rules IS NULL AND "
		"rules_sha256 IS NULL"),
	    1);
	ck_assert_int_eq(
	    fix_value(path, "SELECT count(*) FROM events WHERE entry = 3 AND "
			    "clock = '2026-11-23T10:15:00Z' AND time = "
			    "'2026-11-23T11:15:00Z' AND note IS NULL"),
	    1);
	ck_assert_int_eq(
	    fix_value(path, "SELECT count(*) FROM links JOIN filings ON "
			    "filing_id = refers_to AND filings.entry = "
			    "refers_to_entry WHERE links.entry = 2"),
	    1);
	ck_assert_int_eq(
	    fix_value(path,
		"SELECT count(*) FROM attachments AS i JOIN blob ON "
		"lower(hex(blob.sha256)) = i.sha256 AND "
		"length(blob.body) = i.bytes WHERE role = 'document' "
		"AND name = 'answer.pdf'"),
	    2);
	ck_assert_int_eq(fix_value(path, "SELECT count(*) FROM inputs"), 4);
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

static const char *const every_kind[] = { "receipt", "answer", "key",
	"predecessor", "rules", "assumptions", "policy", "verification",
	"export", "check", "draft" };
#define NKIND (sizeof(every_kind) / sizeof(every_kind[0]))

/* One of that kind with all lines that it may have. */
static struct log_entry
a_full_one(const char *word, const struct log_input files[2])
{
	const struct leaf_kind *kind = leaf_kind_find(str_of(word));
	const unsigned may = kind->may;
	const struct str none = { "", 0 };
	struct log_entry e = { .kind = str_of(word),
		.actor = STR("B. Clerk"),
		.tool = STR("retrace 0.1.0"),
		.product = may & LEAF_PRODUCT ? STR("Drive unit") : none,
		.rules = may & LEAF_RULES ? STR("cn-trace 2") : none,
		.date = may & LEAF_DATE ? STR("2026-11-20") : none,
		.number = may & LEAF_NUMBER ? STR("17") : none,
		.party = may & LEAF_PARTY ? STR("the ministry") : none,
		.result = may & LEAF_RESULT ? STR("granted") : none,
		.note = may & LEAF_NOTE ? STR("by post") : none,
		.refers = may & LEAF_REFERS ? one_filing : NULL,
		.nrefers = may & LEAF_REFERS ? 1 : 0,
		.input = files,
		.ninput = may & LEAF_INPUT ? 2 : 1,
		.now = FIX_START + 3600 };

	if (may & LEAF_RULES)
		memset(e.rules_sha256, 0xcd, SHA256_SIZE);
	return e;
}

/* In a log of its name, with a file that holds it. */
static struct log_receipt
add_full(struct auditlog *log, const char *word)
{
	const struct log_input files[] = { { STR("document"), STR("scan.pdf"),
					       str_of(word), true },
		{ STR("bom"), STR("bom.xml"), STR("<bom/>"), false } };
	const struct log_entry e = a_full_one(word, files);

	return add(log, word, &e);
}

static void
same_text(const char *word, struct str is, struct str was)
{
	ck_assert_msg(str_eq(is, was), "%s: \"%.*s\", not \"%.*s\"", word,
	    STR_ARG(is), STR_ARG(was));
}

START_TEST(every_kind_comes_back_as_it_was_said)
{
	struct auditlog *log = fresh("kinds", 2);

	for (size_t i = 0; i < NKIND; i++) {
		const struct log_input files[] = {
			{ STR("document"), STR("scan.pdf"),
			    str_of(every_kind[i]), true },
			{ STR("bom"), STR("bom.xml"), STR("<bom/>"), false }
		};
		const struct log_entry e = a_full_one(every_kind[i], files);
		struct log_receipt r = add(log, "kinds", &e), again;
		struct arena a = { 0 };
		struct error err = { 0 };
		struct log_record x;

		ck_assert_uint_eq(r.index, 2 + i);
		ck_assert_int_eq(
		    auditlog_get(log, r.index, &a, &x, &err), ST_OK);
		same_text(every_kind[i], x.leaf.kind, e.kind);
		same_text(every_kind[i], x.leaf.actor, e.actor);
		same_text(every_kind[i], x.leaf.product, e.product);
		same_text(every_kind[i], x.leaf.rules, e.rules);
		same_text(every_kind[i], x.leaf.date, e.date);
		same_text(every_kind[i], x.leaf.number, e.number);
		same_text(every_kind[i], x.leaf.party, e.party);
		same_text(every_kind[i], x.leaf.result, e.result);
		same_text(every_kind[i], x.leaf.note, e.note);
		ck_assert_uint_eq(x.leaf.nrefers, e.nrefers);
		ck_assert_uint_eq(x.leaf.ninput, e.ninput);
		for (size_t k = 0; k < e.ninput; k++)
			same_text(every_kind[i], x.input[k], files[k].body);
		/* What would be is what is; of a run there is one a second. */
		ck_assert_int_eq(
		    auditlog_preview(log, &e, &a, &again, &err), ST_OK);
		ck_assert(again.already);
		ck_assert_uint_eq(again.index, r.index);
		ck_assert_str_eq(again.id, r.id);
		arena_free(&a);
	}
	auditlog_close(log);
}
END_TEST

START_TEST(what_would_be_writes_nothing)
{
	struct auditlog *log = fresh("preview", 2);
	struct log_entry e = an_answer();
	struct bytes before = { 0 }, after = { 0 };
	struct arena a = { 0 };
	struct error err = { 0 };
	struct log_receipt r, done;

	ck_assert_int_eq(
	    file_load(fix_path("preview"), (size_t)1 << 24, &before, &err),
	    ST_OK);
	ck_assert_int_eq(auditlog_preview(log, &e, &a, &r, &err), ST_OK);
	ck_assert(!r.already);
	ck_assert_uint_eq(r.index, 2);
	ck_assert_int_eq(
	    file_load(fix_path("preview"), (size_t)1 << 24, &after, &err),
	    ST_OK);
	ck_assert_uint_eq(before.n, after.n);
	ck_assert_int_eq(memcmp(before.p, after.p, before.n), 0);
	done = add(log, "preview", &e);
	ck_assert_str_eq(done.id, r.id);
	e.refers = &e.number;
	ck_assert_int_eq(auditlog_preview(log, &e, &a, &r, &err), ST_REF);
	bytes_free(&before);
	bytes_free(&after);
	arena_free(&a);
	auditlog_close(log);
}
END_TEST

/* What somebody does to the record or the document of an entry. */
static const char *const changes[] = {
	"UPDATE entry SET leaf = replace(leaf, 'B. Clerk', 'B. Clerc') "
	"WHERE idx = 2",
	"UPDATE entry SET leaf = replace(leaf, 'kind ', 'kind x') "
	"WHERE idx = 2",
	"UPDATE entry SET leaf = replace(leaf, 'scan.pdf', 'scan.pdg') "
	"WHERE idx = 2",
	"UPDATE blob SET body = CAST(upper(body) AS BLOB) "
	"WHERE CAST(body AS TEXT) = (SELECT substr(leaf, instr(leaf, 'kind ') "
	"+ 5, instr(substr(leaf, instr(leaf, 'kind ') + 5), char(10)) - 1) "
	"FROM entry WHERE idx = 2)",
};

START_TEST(a_changed_event_of_any_kind_is_found)
{
	const char *name = every_kind[_i];
	struct auditlog *log = fresh(name, 2);

	add_full(log, name);
	auditlog_close(log);
	for (size_t k = 0; k < sizeof(changes) / sizeof(changes[0]); k++) {
		struct findings f = { 0 };

		fix_copy(fix_path(name), fix_path("bad"));
		fix_tamper(fix_path("bad"), changes[k]);
		ck_assert_msg(
		    fix_verify(fix_path("bad"), "", "", &f) == ST_VERIFY,
		    "%s: %s", every_kind[_i], changes[k]);
		ck_assert_msg(fix_says(&f, SEV_ERROR, "entry 2: "), "%s: %s",
		    every_kind[_i], fix_all(&f));
		findings_free(&f);
	}
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
	tcase_add_test(t, every_kind_comes_back_as_it_was_said);
	tcase_add_test(t, what_would_be_writes_nothing);
	tcase_add_loop_test(
	    t, a_changed_event_of_any_kind_is_found, 0, (int)NKIND);
	suite_add_tcase(s, t);
	return fix_run(s);
}
