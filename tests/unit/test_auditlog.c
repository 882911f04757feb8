/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_auditlog - adding: what goes in comes out, once, in order, and only into
 * a log that still holds.
 */
#include "core/base/date.h"
#include "tests/unit/logfix.h"

#include <sys/wait.h>
#include <unistd.h>

static const struct str nothing = { NULL, 0 };

static char vkey[NOTE_VKEY_TEXT];

static void
assert_holds(const char *path, uint64_t entries)
{
	struct log_audit audit = { .vkey = str_of(vkey) };
	struct findings f = { 0 };

	ck_assert_msg(
	    auditlog_verify(path, &audit, &f) == ST_OK, "%s", fix_all(&f));
	ck_assert_uint_eq(audit.entries, entries);
	findings_free(&f);
}

START_TEST(what_went_in_comes_out)
{
	const char *path = fix_fresh("in-out", 3, vkey);
	struct auditlog *log = fix_open(path, AUDITLOG_READ);
	struct arena a = { 0 };
	struct error err = { 0 };
	struct log_record r;

	ck_assert_int_eq(auditlog_get(log, 1, &a, &r, &err), ST_OK);
	ck_assert_uint_eq(r.index, 1);
	ck_assert(str_is(r.leaf.id, "00000001-filing"));
	ck_assert(str_is(r.leaf.kind, "initial"));
	ck_assert(str_is(r.leaf.product, "Drive unit 1"));
	ck_assert(str_is(r.leaf.tool, "retrace 0.1.0"));
	ck_assert(str_is(r.leaf.rules, "cn-trace 0.1"));
	ck_assert(str_is(r.leaf.time, "2026-11-23T10:16:00Z"));
	ck_assert_uint_eq(r.leaf.rules_sha256[31], 0xcd);
	ck_assert(str_is(r.file, "<filing id=\"00000001-filing\"/>"));
	ck_assert_uint_eq(r.leaf.ninput, 2);
	ck_assert(str_is(r.leaf.input[0].role, "bom"));
	ck_assert(str_is(r.leaf.input[0].name, "drive unit.xml"));
	ck_assert(str_is(r.input[0], "<bom n=\"1\"/>"));
	ck_assert(str_is(r.leaf.input[1].role, "rules"));
	ck_assert(str_is(r.input[1], "<rules/>"));
	ck_assert(str_is(auditlog_origin(log), FIX_ORIGIN));
	ck_assert(str_is(auditlog_vkey(log), vkey));
	ck_assert_int_eq(auditlog_get(log, 3, &a, &r, &err), ST_REF);
	ck_assert_uint_eq(r.index, 1);
	ck_assert_str_eq(err.text, "no entry 3 in the log");
	arena_free(&a);
	auditlog_close(log);
	auditlog_close(NULL);
}
END_TEST

START_TEST(each_append_is_covered_by_a_new_checkpoint)
{
	const char *path = fix_fresh("heads", 0, vkey);
	struct auditlog *log = fix_writer(path);
	struct note_verifier v;
	struct arena a = { 0 };
	struct error err = { 0 };

	ck_assert_int_eq(
	    note_verifier_read(str_of(vkey), pos_none, &v, &err), ST_OK);
	for (unsigned i = 0; i < 5; i++) {
		struct log_receipt r;
		struct checkpoint c;
		struct str note;

		ck_assert_int_eq(
		    auditlog_checkpoint(log, &a, &note, &err), ST_OK);
		ck_assert_int_eq(
		    checkpoint_open(note, pos_none, &v, &c, &err), ST_OK);
		ck_assert_uint_eq(c.size, i);
		/* Each filing carries the checkpoint before it. */
		ck_assert_int_eq(
		    fix_try_append(log, i, note, &a, &r, &err), ST_OK);
		ck_assert_uint_eq(r.index, i);
		ck_assert(!r.already);
		ck_assert_int_eq(
		    checkpoint_open(r.checkpoint, pos_none, &v, &c, &err),
		    ST_OK);
		ck_assert_uint_eq(c.size, i + 1);
	}
	arena_free(&a);
	auditlog_close(log);
	assert_holds(path, 5);
}
END_TEST

START_TEST(the_same_filing_is_logged_once)
{
	const char *path = fix_fresh("once", 3, vkey);
	struct auditlog *log = fix_writer(path);
	struct arena a = { 0 };
	struct error err = { 0 };
	struct log_receipt r;
	/* ECDSA signs the same content differently each time. */
	struct log_entry e = {
		.filing = STR("00000001-filing"),
		.kind = STR("initial"),
		.file = STR("<filing id=\"00000001-filing\" again=\"\"/>"),
		.now = FIX_START + 1000000,
	};
	struct str note;

	ck_assert_int_eq(auditlog_append(log, &e, &a, &r, &err), ST_OK);
	ck_assert(r.already);
	ck_assert_uint_eq(r.index, 1);
	ck_assert_str_eq(r.time, "2026-11-23T10:16:00Z");
	ck_assert_int_eq(auditlog_checkpoint(log, &a, &note, &err), ST_OK);
	ck_assert(str_eq(note, r.checkpoint));
	/* An id that only starts like another is another one. */
	e.filing = STR("00000001");
	ck_assert_int_eq(auditlog_append(log, &e, &a, &r, &err), ST_OK);
	ck_assert(!r.already);
	ck_assert_uint_eq(r.index, 3);
	arena_free(&a);
	auditlog_close(log);
	assert_holds(path, 4);
}
END_TEST

/* All of them or none: each with its checkpoint, one wait for the disk. */
START_TEST(a_group_is_logged_as_a_whole)
{
	const char *path = fix_fresh("group", 2, vkey);
	struct auditlog *log = fix_writer(path);
	struct arena a = { 0 };
	struct error err = { 0 };
	struct log_receipt r[4];
	struct log_entry e[4];

	for (size_t i = 0; i < 4; i++)
		e[i] = (struct log_entry){ .filing = STR("a"),
			.kind = STR("initial"),
			.file = STR("<a/>"),
			.now = FIX_START + 1000 + (int64_t)i };
	e[1].filing = STR("b");
	e[2].filing = STR("00000001-filing"); /* there before */
	/* the last comes twice in the group */
	ck_assert_int_eq(auditlog_append_all(log, e, 4, &a, r, &err), ST_OK);
	ck_assert_uint_eq(r[0].index, 2);
	ck_assert_uint_eq(r[1].index, 3);
	ck_assert_uint_eq(r[2].index, 1);
	ck_assert(!r[0].already && !r[1].already);
	ck_assert(r[2].already && r[3].already);
	ck_assert_uint_eq(r[3].index, 2);
	/* one that cannot be recorded: none is */
	e[0].filing = STR("c");
	e[1].filing = STR("no id");
	ck_assert_int_ne(auditlog_append_all(log, e, 2, &a, r, &err), ST_OK);
	arena_free(&a);
	auditlog_close(log);
	assert_holds(path, 4);
}
END_TEST

/* Whoever comes second is told, also within one group. */
START_TEST(a_filing_is_changed_once)
{
	const char *path = fix_fresh("changed", 2, vkey);
	struct auditlog *log = fix_writer(path);
	struct fix_filing x[2];
	struct arena a = { 0 };
	struct error err = { 0 };
	struct log_receipt r[2] = { { .index = 99 }, { .index = 99 } };
	struct log_entry e[2];

	fix_amendment(&x[0], 2, STR("00000001-filing"));
	fix_amendment(&x[1], 3, STR("00000001-filing"));
	e[0] = x[0].e;
	e[1] = x[1].e;
	ck_assert_int_eq(
	    auditlog_append_all(log, e, 2, &a, r, &err), ST_CONFLICT);
	ck_assert_str_eq(err.text,
	    "the filing that it changes has been changed by entry 2 (amendment "
	    "00000002-fil): expected a change of that one");
	ck_assert_uint_eq(r[0].index, 99);
	assert_holds(path, 2);
	err = (struct error){ 0 };
	ck_assert_int_eq(auditlog_append(log, &e[0], &a, r, &err), ST_OK);
	ck_assert_int_eq(auditlog_append(log, &e[1], &a, r, &err), ST_CONFLICT);
	/* The same once more is no other change. */
	err = (struct error){ 0 };
	ck_assert_int_eq(auditlog_append(log, &e[0], &a, r, &err), ST_OK);
	ck_assert(r[0].already);
	/* A change of the change goes on with the chain. */
	fix_amendment(&x[1], 3, STR("00000002-filing"));
	ck_assert_int_eq(auditlog_append(log, &x[1].e, &a, r, &err), ST_OK);
	arena_free(&a);
	auditlog_close(log);
	assert_holds(path, 4);
}
END_TEST

START_TEST(time_does_not_run_backwards)
{
	const char *path = fix_fresh("clock", 2, vkey);
	struct auditlog *log = fix_writer(path);
	struct findings f = { 0 };
	struct arena a = { 0 };
	struct error err = { 0 };
	struct log_record x;
	struct log_receipt r;
	struct log_entry e = { .filing = STR("late"),
		.kind = STR("initial"),
		.now = FIX_START - 540 };

	ck_assert_int_eq(auditlog_append(log, &e, &a, &r, &err), ST_OK);
	ck_assert_str_eq(r.time, "2026-11-23T10:16:00Z");
	ck_assert_int_eq(r.clock_behind, 600);
	/* What the clock said stands in the record for good. */
	ck_assert_int_eq(auditlog_get_filing(log, 2, &a, &x, &err), ST_OK);
	ck_assert(str_is(x.leaf.clock, "2026-11-23T10:06:00Z"));
	ck_assert(str_is(x.leaf.time, "2026-11-23T10:16:00Z"));
	e.filing = STR("later");
	e.now = FIX_START + 61;
	ck_assert_int_eq(auditlog_append(log, &e, &a, &r, &err), ST_OK);
	ck_assert_str_eq(r.time, "2026-11-23T10:16:01Z");
	ck_assert_int_eq(r.clock_behind, 0);
	ck_assert_int_eq(auditlog_get_filing(log, 3, &a, &x, &err), ST_OK);
	ck_assert_uint_eq(x.leaf.clock.n, 0);
	arena_free(&a);
	auditlog_close(log);
	assert_holds(path, 4);
	/* An audit tells it, and takes it for no fault. */
	ck_assert_int_eq(fix_verify(path, "", "", &f), ST_OK);
	ck_assert(fix_says(&f, SEV_NOTE,
	    "1 entry was logged by a clock that was behind the entry before, "
	    "the first is entry 2: the clock said 2026-11-23T10:06:00Z"));
	findings_free(&f);
}
END_TEST

static const struct log_input bad_role = { { "BOM", 3 }, { "x", 1 }, { "x", 1 },
	false };
static const struct log_input bad_name = { { "bom", 3 }, { "\x1b", 1 },
	{ "", 0 }, false };

static const struct bad_entry {
	struct log_entry e;
	enum status code;
	const char *text;
} bad_entries[] = {
	{ { .filing = STR(""), .kind = STR("initial") }, ST_SYNTAX,
	    "the filing id \"\" cannot be recorded" },
	{ { .filing = STR("a b"), .kind = STR("initial") }, ST_SYNTAX,
	    "the filing id \"a b\" cannot be recorded" },
	{ { .filing = STR("a\nb"), .kind = STR("initial") }, ST_SYNTAX,
	    "the filing id cannot be recorded: expected one line of UTF-8" },
	{ { .filing = STR("a"), .kind = STR("") }, ST_SYNTAX,
	    "the kind \"\" cannot be recorded" },
	{ { .filing = STR("a"), .kind = STR("Initial") }, ST_SYNTAX,
	    "the kind \"Initial\" cannot be recorded" },
	{ { .filing = STR("a"),
	      .kind = STR("initial"),
	      .product = STR("a\nfile x") },
	    ST_SYNTAX,
	    "the product cannot be recorded: expected one line of UTF-8" },
	{ { .filing = STR("a"),
	      .kind = STR("initial"),
	      .product = STR("\xff") },
	    ST_SYNTAX,
	    "the product cannot be recorded: expected one line of UTF-8" },
	{ { .filing = STR("a"),
	      .kind = STR("initial"),
	      .input = &bad_role,
	      .ninput = 1 },
	    ST_SYNTAX, "the role \"BOM\" cannot be recorded" },
	{ { .filing = STR("a"),
	      .kind = STR("initial"),
	      .input = &bad_name,
	      .ninput = 1 },
	    ST_SYNTAX,
	    "the name of an input cannot be recorded: expected one line of "
	    "UTF-8" },
	{ { .filing = STR("a"),
	      .kind = STR("initial"),
	      .checkpoint = STR("no note\n") },
	    ST_VERIFY,
	    "checkpoint-signature: not a signed note: expected text, an "
	    "empty line and signatures" },
};
#define NBAD (int)(sizeof(bad_entries) / sizeof(bad_entries[0]))

START_TEST(what_cannot_be_recorded_is_refused)
{
	char name[20];
	const char *path;
	struct auditlog *log;
	struct arena a = { 0 };
	struct error err = { 0 };
	struct log_receipt r = { .index = 99 };

	snprintf(name, sizeof(name), "bad-%d", _i);
	path = fix_fresh(name, 1, vkey);
	log = fix_writer(path);
	ck_assert_int_eq(auditlog_append(log, &bad_entries[_i].e, &a, &r, &err),
	    bad_entries[_i].code);
	ck_assert_str_eq(err.text, bad_entries[_i].text);
	ck_assert_uint_eq(r.index, 99);
	/* The next one is not hindered. */
	fix_append(log, 1);
	arena_free(&a);
	auditlog_close(log);
	assert_holds(path, 2);
}
END_TEST

START_TEST(a_record_has_room_for_so_many_inputs)
{
	const char *path = fix_fresh("many", 0, vkey);
	struct auditlog *log = fix_writer(path);
	struct log_input *in = calloc(1000, sizeof(*in));
	struct arena a = { 0 };
	struct error err = { 0 };
	struct log_receipt r;
	struct log_entry e = {
		.filing = STR("a"), .kind = STR("initial"), .input = in
	};

	for (size_t i = 0; i < 1000; i++)
		in[i] = (struct log_input){ STR("declaration"), STR("a.csv"),
			STR(""), false };
	e.ninput = 1000;
	ck_assert_int_eq(auditlog_append(log, &e, &a, &r, &err), ST_LIMIT);
	err = (struct error){ 0 };
	e.ninput = 600;
	ck_assert_int_eq(auditlog_append(log, &e, &a, &r, &err), ST_OK);
	arena_free(&a);
	auditlog_close(log);
	free(in);
	assert_holds(path, 1);
}
END_TEST

START_TEST(only_the_key_of_the_log_opens_it_for_adding)
{
	const char *path = fix_fresh("locked", 1, vkey);
	const char *key = fix_path("locked.other");
	struct note_signer *other = NULL;
	struct auditlog *log = fix_open(path, AUDITLOG_WRITE);
	struct error err = { 0 };
	struct arena a = { 0 };
	struct log_receipt r;

	ck_assert_int_eq(fix_try_append(log, 1, nothing, &a, &r, &err), ST_KEY);
	err = (struct error){ 0 };
	ck_assert_int_eq(note_signer_new(STR(FIX_ORIGIN), &other, &err), ST_OK);
	ck_assert_int_eq(
	    note_signer_save(other, key, STR("pass"), &err), ST_OK);
	ck_assert_int_eq(auditlog_unlock(log, key, STR("pass"), &err), ST_KEY);
	ck_assert_str_eq(err.at.file, key);
	err = (struct error){ 0 };
	ck_assert_int_eq(fix_try_append(log, 1, nothing, &a, &r, &err), ST_KEY);
	note_signer_free(other);
	arena_free(&a);
	auditlog_close(log);
	assert_holds(path, 1);
}
END_TEST

START_TEST(a_sealed_key_needs_its_passphrase)
{
	const char *path = fix_path("sealed"), *key = fix_path("sealed.key");
	struct auditlog *log;
	struct error err = { 0 };

	ck_assert_int_eq(
	    auditlog_init(path, STR(FIX_ORIGIN), key, STR("pass"), &err),
	    ST_OK);
	log = fix_open(path, AUDITLOG_WRITE);
	ck_assert_int_eq(auditlog_unlock(log, key, STR(""), &err), ST_KEY);
	err = (struct error){ 0 };
	ck_assert_int_eq(auditlog_unlock(log, key, STR("no"), &err), ST_KEY);
	err = (struct error){ 0 };
	ck_assert_int_eq(auditlog_unlock(log, key, STR("pass"), &err), ST_OK);
	fix_append(log, 0);
	auditlog_close(log);
}
END_TEST

/* A log that was tampered with is not signed on. */
static const struct broken {
	const char *sql;
	const char *text;
} broken[] = {
	{ "UPDATE entry SET leaf = replace(leaf, 'initial', 'changed') "
	  "WHERE idx = 2",
	    "entry 2: leaf: its record was changed" },
	{ "DELETE FROM entry WHERE idx = 2",
	    "entry-missing: 2 entries, and the newest checkpoint has 3" },
	{ "DELETE FROM checkpoint WHERE size = 3",
	    "checkpoint-missing: 3 entries, and the newest checkpoint has 2" },
	{ "DELETE FROM checkpoint",
	    "checkpoint-missing: the log has no checkpoint" },
	{ "UPDATE node SET hash = zeroblob(32) WHERE level = 1 AND idx = 0",
	    "checkpoint-root: the entries do not have the root that was "
	    "signed last" },
	{ "DELETE FROM node WHERE level = 1 AND idx = 0",
	    "node: the hash tree of 3 entries is not complete" },
	{ "UPDATE checkpoint SET note = replace(note, char(10) || '3' || "
	  "char(10), char(10) || '4' || char(10)) "
	  "WHERE size = 3",
	    "checkpoint-signature: the signature by filer.example/log does "
	    "not hold" },
};

START_TEST(a_broken_log_is_not_signed_on)
{
	char path[300];
	struct auditlog *log;
	struct arena a = { 0 };
	struct error err = { 0 };
	struct log_receipt r;
	char name[20];

	snprintf(name, sizeof(name), "broken-%d", _i);
	snprintf(path, sizeof(path), "%s", fix_fresh(name, 3, vkey));
	fix_tamper(path, broken[_i].sql);
	log = fix_writer(path);
	ck_assert_int_eq(
	    fix_try_append(log, 3, nothing, &a, &r, &err), ST_VERIFY);
	ck_assert_str_eq(err.text, broken[_i].text);
	arena_free(&a);
	auditlog_close(log);
}
END_TEST

START_TEST(a_log_that_was_rolled_back_is_not_signed_on)
{
	char path[300], old[300], fork_path[300], note[1000], other[1000];
	struct auditlog *log;
	struct arena a = { 0 };
	struct error err = { 0 };
	struct log_receipt r;

	snprintf(path, sizeof(path), "%s", fix_fresh("rolled", 2, vkey));
	snprintf(old, sizeof(old), "%s", fix_path("rolled.old"));
	snprintf(fork_path, sizeof(fork_path), "%s", fix_path("rolled.fork"));
	fix_copy(path, old);
	fix_copy(path, fork_path);
	fix_copy(fix_path("rolled.key"), fix_path("rolled.fork.key"));
	log = fix_writer(path);
	fix_append(log, 2);
	auditlog_close(log);
	fix_checkpoint(path, note);
	log = fix_writer(fork_path);
	fix_append(log, 3);
	auditlog_close(log);
	fix_checkpoint(fork_path, other);
	/* Somebody puts the old copy back; the filing knows better. */
	fix_copy(old, path);
	log = fix_writer(path);
	ck_assert_int_eq(
	    fix_try_append(log, 4, str_of(note), &a, &r, &err), ST_VERIFY);
	ck_assert_str_eq(err.text,
	    "rollback: the filing carries a checkpoint of 3 entries, and the "
	    "log has 2");
	auditlog_close(log);
	log = fix_writer(fork_path);
	err = (struct error){ 0 };
	ck_assert_int_eq(
	    fix_try_append(log, 4, str_of(note), &a, &r, &err), ST_VERIFY);
	ck_assert_str_eq(err.text,
	    "fork: the filing carries a checkpoint of 3 entries that are not "
	    "the first ones of this log");
	err = (struct error){ 0 };
	ck_assert_int_eq(
	    fix_try_append(log, 4, str_of(other), &a, &r, &err), ST_OK);
	arena_free(&a);
	auditlog_close(log);
}
END_TEST

/* Digests of a large group are computed while it is added: each is that of its
 * own bytes, and an entry without any stands among them. */
START_TEST(a_large_group_is_added_whole)
{
	enum { EACH = 6 << 20, N = 5 };
	static char body[N][EACH];
	struct fix_filing *x = calloc(N, sizeof(*x));
	const char *path = fix_path("large.db");
	struct log_entry e[N];
	struct log_receipt r[N];
	struct findings f = { 0 };
	struct error err = { 0 };
	struct arena a = { 0 };
	struct auditlog *log;

	ck_assert_ptr_nonnull(x);
	fix_log(path, 0, vkey);
	log = fix_writer(path);
	for (unsigned i = 0; i < N; i++) {
		fix_filing(&x[i], i);
		memset(body[i], 'a' + (int)i, EACH);
		if (i != 2)
			x[i].in[0].body = (struct str){ body[i], EACH };
		e[i] = x[i].e;
	}
	ck_assert_msg(auditlog_append_all(log, e, N, &a, r, &err) == ST_OK,
	    "%s", err.text);
	ck_assert_msg(
	    fix_verify(path, vkey, "", &f) == ST_OK, "%s", fix_all(&f));
	auditlog_close(log);
	findings_free(&f);
	arena_free(&a);
	free(x);
}
END_TEST

/* One is refused when others before it are added already: then none is. */
START_TEST(a_large_group_is_refused_whole)
{
	enum { EACH = 64 << 10, N = 40 };
	static char body[N][EACH];
	struct fix_filing *x = calloc(N, sizeof(*x));
	const char *path = fix_path("refused.db");
	struct log_entry e[N];
	struct log_receipt r[N];
	struct error err = { 0 };
	struct arena a = { 0 };
	struct auditlog *log;
	struct str id;

	ck_assert_ptr_nonnull(x);
	fix_log(path, 1, vkey);
	log = fix_writer(path);
	for (unsigned i = 0; i < N; i++) {
		fix_filing(&x[i], i + 1);
		memset(body[i], 'a' + (int)i, EACH);
		x[i].in[0].body = (struct str){ body[i], EACH };
		e[i] = x[i].e;
	}
	id = e[33].filing;
	e[33].filing = STR("no id");
	ck_assert_int_ne(auditlog_append_all(log, e, N, &a, r, &err), ST_OK);
	ck_assert_msg(strstr(err.text, "no id") != NULL, "%s", err.text);
	assert_holds(path, 1);
	e[33].filing = id;
	err = (struct error){ 0 };
	ck_assert_msg(auditlog_append_all(log, e, N, &a, r, &err) == ST_OK,
	    "%s", err.text);
	auditlog_close(log);
	assert_holds(path, 1 + N);
	arena_free(&a);
	free(x);
}
END_TEST

/* Several processes add at once: no fork, and nobody's entry is lost. */
START_TEST(writers_take_turns)
{
	const char *path = fix_fresh("turns", 0, vkey);
	pid_t pid[3];

	for (unsigned k = 0; k < 3; k++) {
		pid[k] = fork();
		ck_assert_int_ge(pid[k], 0);
		if (pid[k] == 0) {
			struct auditlog *log = fix_writer(path);

			for (unsigned i = 0; i < 25; i++)
				fix_append(log, 1000 * (k + 1) + i);
			auditlog_close(log);
			_exit(0);
		}
	}
	for (unsigned k = 0; k < 3; k++) {
		int status;

		/* An audit in the midst of it sees a log that holds. */
		struct findings f = { 0 };

		ck_assert_msg(
		    fix_verify(path, vkey, "", &f) == ST_OK, "%s", fix_all(&f));
		findings_free(&f);
		ck_assert_int_eq(waitpid(pid[k], &status, 0), pid[k]);
		ck_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	}
	assert_holds(path, 75);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("auditlog");
	TCase *t = tcase_create("auditlog");

	if (!fix_begin())
		return EXIT_FAILURE;
	tcase_set_timeout(t, 120);
	tcase_add_test(t, what_went_in_comes_out);
	tcase_add_test(t, each_append_is_covered_by_a_new_checkpoint);
	tcase_add_test(t, the_same_filing_is_logged_once);
	tcase_add_test(t, a_group_is_logged_as_a_whole);
	tcase_add_test(t, a_filing_is_changed_once);
	tcase_add_test(t, time_does_not_run_backwards);
	tcase_add_loop_test(t, what_cannot_be_recorded_is_refused, 0, NBAD);
	tcase_add_test(t, a_record_has_room_for_so_many_inputs);
	tcase_add_test(t, only_the_key_of_the_log_opens_it_for_adding);
	tcase_add_test(t, a_sealed_key_needs_its_passphrase);
	tcase_add_loop_test(t, a_broken_log_is_not_signed_on, 0,
	    (int)(sizeof(broken) / sizeof(broken[0])));
	tcase_add_test(t, a_log_that_was_rolled_back_is_not_signed_on);
	tcase_add_test(t, a_large_group_is_added_whole);
	tcase_add_test(t, a_large_group_is_refused_whole);
	tcase_add_test(t, writers_take_turns);
	suite_add_tcase(s, t);
	return fix_run(s);
}
