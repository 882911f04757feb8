/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_store - the file of the log: what it lets nobody do, and which files
 * are not taken for a log.
 */
#include "core/log/store/store.h"
#include "tests/unit/logfix.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

static char good[300], vkey[NOTE_VKEY_TEXT];

static void
make_good(void)
{
	snprintf(good, sizeof(good), "%s", fix_path("good"));
	fix_log(good, 3, vkey);
}

static const char *
scratch(void)
{
	const char *path = fix_path("scratch");

	fix_copy(good, path);
	return path;
}

START_TEST(a_new_log_is_made_as_promised)
{
	struct stat sb;

	ck_assert_int_eq(fix_value(good, "PRAGMA page_size"), 16384);
	ck_assert_int_eq(fix_value(good, "PRAGMA application_id"), 0x52644c47);
	ck_assert_int_eq(fix_value(good, "PRAGMA user_version"), 1);
	ck_assert_int_eq(
	    fix_value(good, "SELECT count(*) FROM sqlite_schema WHERE "
			    "type = 'table' AND sql NOT LIKE '%STRICT%'"),
	    0);
	ck_assert_int_eq(stat(good, &sb), 0);
	ck_assert_uint_eq(sb.st_mode & 0777, 0600);
}
END_TEST

START_TEST(the_views_tell_what_the_records_tell)
{
	ck_assert_int_eq(
	    fix_value(good, "SELECT count(*) FROM filings WHERE "
			    "filing_id = '00000002-filing' AND entry = 2 AND "
			    "kind = 'initial' AND product = 'Drive unit 2' "
			    "AND time = '2026-11-23T10:17:00Z' AND tool = "
			    "'retrace 0.1.0' AND rules = 'cn-trace 0.1' AND "
			    "rules_sha256 LIKE 'cdcd%cd' AND file_bytes = 30"),
	    1);
	ck_assert_int_eq(
	    fix_value(good, "SELECT count(*) FROM inputs AS i JOIN blob ON "
			    "lower(hex(blob.sha256)) = i.sha256 AND "
			    "length(blob.body) = i.bytes"),
	    6);
	ck_assert_int_eq(
	    fix_value(good, "SELECT count(*) FROM inputs WHERE role = 'bom' "
			    "AND name = 'drive unit.xml'"),
	    3);
	ck_assert_int_eq(
	    fix_value(good, "SELECT count(*) FROM checkpoints WHERE "
			    "size = 3 AND time = '2026-11-23T10:17:00Z'"),
	    1);
}
END_TEST

/* Statements of anybody with an SQLite shell, the triggers in place. */
static const char *const refused[] = {
	"UPDATE entry SET leaf = 'x' WHERE idx = 1",
	"UPDATE entry SET idx = 9 WHERE idx = 1",
	"UPDATE OR REPLACE entry SET idx = 1 WHERE idx = 2",
	"DELETE FROM entry",
	"DELETE FROM entry WHERE idx = 2",
	"INSERT INTO entry VALUES (NULL, 'x')",
	"INSERT INTO entry (leaf) VALUES ('x')",
	"INSERT INTO entry VALUES (4, 'x')",
	"INSERT INTO entry VALUES (-1, 'x')",
	"INSERT INTO entry VALUES (3, '')",
	"INSERT INTO entry VALUES (3, zeroblob(70000))",
	"INSERT INTO entry VALUES (3, x'00')",
	"INSERT OR REPLACE INTO entry VALUES (1, 'x')",
	"INSERT OR IGNORE INTO entry VALUES (1, 'x')",
	"REPLACE INTO entry VALUES (2, 'x')",
	"INSERT INTO entry VALUES (1, 'x') ON CONFLICT DO UPDATE SET leaf = "
	"'x'",
	"INSERT INTO entry VALUES (1, 'x') ON CONFLICT (idx) DO UPDATE SET "
	"leaf = excluded.leaf",
	"UPDATE node SET hash = zeroblob(32)",
	"DELETE FROM node",
	"REPLACE INTO node VALUES (0, 1, zeroblob(32))",
	"INSERT INTO node VALUES (0, 9, zeroblob(32))",
	"INSERT INTO node VALUES (0, 3, zeroblob(31))",
	"INSERT INTO node VALUES (63, 0, zeroblob(32))",
	"UPDATE checkpoint SET note = 'x'",
	"DELETE FROM checkpoint WHERE size = 3",
	"REPLACE INTO checkpoint VALUES (3, 3, zeroblob(32), 'x')",
	"INSERT INTO checkpoint VALUES (4, 3, zeroblob(32), 'x')",
	"INSERT INTO checkpoint VALUES (NULL, 3, zeroblob(32), 'x')",
	"UPDATE blob SET body = x'00'",
	"DELETE FROM blob",
	"REPLACE INTO blob SELECT id, sha256, x'00' FROM blob WHERE id = 1",
	"INSERT INTO blob SELECT max(id) + 2, zeroblob(32), x'00' FROM blob",
	"INSERT INTO blob VALUES (NULL, zeroblob(32), x'00')",
	"INSERT INTO blob SELECT max(id) + 1, zeroblob(31), x'00' FROM blob",
	"INSERT INTO cosignature VALUES (4, 0, 'x')",
	"INSERT INTO cosignature VALUES (3, 1, 'x')",
	"INSERT INTO cosignature VALUES (NULL, 0, 'x')",
	"INSERT INTO timestamp VALUES (4, 0, x'00')",
	"INSERT INTO timestamp VALUES (3, -1, x'00')",
	"BEGIN; INSERT INTO cosignature VALUES (3, 0, 'x');"
	"UPDATE cosignature SET line = 'y'",
	"BEGIN; INSERT INTO timestamp VALUES (3, 0, x'00');"
	"DELETE FROM timestamp",
	"BEGIN; INSERT INTO timestamp VALUES (3, 0, x'00');"
	"REPLACE INTO timestamp VALUES (3, 0, x'01')",
	"INSERT INTO timestamp VALUES (3, 0, 'x')",
	"UPDATE log SET vkey = 'x'",
	"DELETE FROM log",
	"REPLACE INTO log VALUES (1, 'x', 'x')",
	"INSERT INTO log VALUES (2, 'x', 'x')",
	"UPDATE filings SET product = 'x'",
	"DELETE FROM inputs",
};
#define NREFUSED (int)(sizeof(refused) / sizeof(refused[0]))

START_TEST(sql_cannot_change_what_is_logged)
{
	const char *path = scratch();
	struct findings f = { 0 };
	char message[200];

	ck_assert_msg(
	    fix_sql(path, refused[_i], message, sizeof(message)) != SQLITE_OK,
	    "%s", refused[_i]);
	/* The statement itself was sound. */
	ck_assert_msg(strstr(message, "syntax") == NULL, "%s", message);
	ck_assert_msg(strstr(message, "no such") == NULL, "%s", message);
	ck_assert_int_eq(fix_verify(path, vkey, "", &f), ST_OK);
	findings_free(&f);
}
END_TEST

static enum status
try_open(const char *path, enum auditlog_mode mode, struct error *err)
{
	struct auditlog *log = NULL;
	enum status st;

	*err = (struct error){ 0 };
	st = auditlog_open(path, mode, &log, err);
	if (st != ST_OK) {
		ck_assert_ptr_null(log);
		ck_assert_int_eq(err->code, st);
		ck_assert_str_eq(err->at.file, path);
	}
	auditlog_close(log);
	return st;
}

/* Both ways of opening, and the audit, refuse the file so. */
static void
assert_refused(const char *path, enum status code, const char *text)
{
	struct findings f = { 0 };
	struct error err;

	ck_assert_int_eq(try_open(path, AUDITLOG_READ, &err), code);
	ck_assert_msg(strstr(err.text, text) != NULL, "%s", err.text);
	ck_assert_int_eq(try_open(path, AUDITLOG_WRITE, &err), code);
	ck_assert_msg(strstr(err.text, text) != NULL, "%s", err.text);
	ck_assert_int_eq(fix_verify(path, vkey, "", &f), code);
	ck_assert_uint_eq(f.errors, 1);
	findings_free(&f);
}

START_TEST(what_is_no_log_is_refused)
{
	const char *path = fix_path("no-log");

	assert_refused(path, ST_NOINPUT, "cannot be opened");
	assert_refused(fix_dir, ST_NOINPUT, "a folder: expected a log");
	assert_refused("/dev/null", ST_NOINPUT, "not a file");
}
END_TEST

static const struct other {
	struct str content;
	const char *text;
} others[] = {
	{ STR(""), "an empty file: expected an audit log" },
	{ STR("x"), "1 byte of something else: expected an audit log" },
	{ STR("item,name\n1,drive unit\n"),
	    "23 bytes of something else: expected an audit log" },
	{ STR("SQLite format 4"), "15 bytes of something else" },
};

START_TEST(what_stands_in_place_of_a_log_is_named)
{
	const char *path = fix_path("other");
	struct error err = { 0 };

	ck_assert_int_eq(
	    file_write(path, others[_i].content, FILE_PRIVATE, &err), ST_OK);
	assert_refused(path, ST_SCHEMA, others[_i].text);
}
END_TEST

/* [bytes] Kept of a log. */
static const size_t lengths[] = { 1, 10, 16, 50, 99, 100, 500, 4096, 16384,
	16385, 50000 };

START_TEST(a_log_that_is_cut_off_is_told_so)
{
	const char *path = fix_path("cut");
	struct error err = { 0 };
	struct bytes b = { 0 };
	char text[80];

	ck_assert_int_eq(file_load(good, 1u << 24, &b, &err), ST_OK);
	ck_assert_uint_gt(b.n, 50000);
	ck_assert_int_eq(file_write(path, (struct str){ b.p, lengths[_i] },
			     FILE_PRIVATE, &err),
	    ST_OK);
	snprintf(text, sizeof(text),
	    "cut off after %zu byte%s: expected all of an audit log",
	    lengths[_i], lengths[_i] == 1 ? "" : "s");
	assert_refused(path, ST_VERIFY, text);
	bytes_free(&b);
}
END_TEST

START_TEST(a_damaged_log_is_not_called_another_program_s)
{
	const char *path = scratch();
	struct error err = { 0 };
	struct bytes b = { 0 };

	ck_assert_int_eq(file_load(path, 1u << 24, &b, &err), ST_OK);
	memset(b.p + 100, 0xff, 400); /* the first page's table of cells */
	ck_assert_int_eq(
	    file_write(path, (struct str){ b.p, b.n }, FILE_PRIVATE, &err),
	    ST_OK);
	assert_refused(path, ST_VERIFY, "damaged");
	bytes_free(&b);
}
END_TEST

START_TEST(a_symbolic_link_is_refused)
{
	const char *path = fix_path("link"), *folder = fix_path("folder");
	struct error err;
	char inside[400];

	ck_assert_int_eq(symlink(good, path), 0);
	assert_refused(path, ST_NOINPUT, "a symbolic link: expected a log");
	/* A folder may be reached through one. */
	ck_assert_int_eq(symlink(fix_dir, folder), 0);
	snprintf(inside, sizeof(inside), "%s/good", folder);
	ck_assert_int_eq(try_open(inside, AUDITLOG_READ, &err), ST_OK);
}
END_TEST

static const struct foreign {
	const char *sql;
	const char *text;
} foreign[] = {
	{ "PRAGMA application_id = 1", "a database of another program" },
	{ "PRAGMA application_id = 0", "a database of another program" },
	{ "PRAGMA user_version = 2",
	    "an audit log of version 2: expected 1, or a newer retrace" },
	{ "PRAGMA user_version = 0", "an audit log of version 0: expected 1" },
	{ "PRAGMA user_version = -1",
	    "an audit log of version -1: expected 1" },
};

START_TEST(a_foreign_or_newer_file_is_refused)
{
	const char *path = scratch();

	ck_assert_int_eq(fix_sql(path, foreign[_i].sql, NULL, 0), SQLITE_OK);
	assert_refused(path, ST_SCHEMA, foreign[_i].text);
}
END_TEST

START_TEST(write_ahead_mode_is_not_kept)
{
	const char *path = scratch();
	struct error err;

	ck_assert_int_eq(
	    fix_sql(path, "PRAGMA journal_mode = WAL", NULL, 0), SQLITE_OK);
	ck_assert_int_eq(try_open(path, AUDITLOG_READ, &err), ST_SCHEMA);
	ck_assert_msg(strstr(err.text, "journal mode") != NULL, "%s", err.text);
	/* A writer sets it back. */
	ck_assert_int_eq(try_open(path, AUDITLOG_WRITE, &err), ST_OK);
	ck_assert_int_eq(try_open(path, AUDITLOG_READ, &err), ST_OK);
}
END_TEST

START_TEST(utf16_is_refused)
{
	const char *path = fix_path("utf16");

	ck_assert_int_eq(fix_sql(path,
			     "PRAGMA encoding = 'UTF-16';"
			     "PRAGMA application_id = 1382304839;"
			     "PRAGMA user_version = 1; CREATE TABLE t (x)",
			     NULL, 0),
	    SQLITE_OK);
	assert_refused(path, ST_SCHEMA, "encoding");
}
END_TEST

/* Runs body as a user who owns nothing; only root can become one. */
static void
as_nobody(void (*body)(void))
{
	pid_t pid = fork();
	int status;

	ck_assert_int_ge(pid, 0);
	if (pid == 0) {
		if (setgid(65534) != 0 || setuid(65534) != 0)
			_exit(77);
		body();
		_exit(0);
	}
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert(WIFEXITED(status));
	if (WEXITSTATUS(status) == 77)
		printf("skipped: cannot become another user\n");
	else
		ck_assert_int_eq(WEXITSTATUS(status), 0);
}

static char locked[300];

static void
open_locked(void)
{
	struct auditlog *log = NULL;
	struct error err = { 0 };
	struct findings f = { 0 };

	if (auditlog_open(locked, AUDITLOG_WRITE, &log, &err) != ST_KEY)
		_exit(1);
	err = (struct error){ 0 };
	if (auditlog_open(locked, AUDITLOG_READ, &log, &err) != ST_OK)
		_exit(2);
	auditlog_close(log);
	if (fix_verify(locked, vkey, "", &f) != ST_OK)
		_exit(3);
	findings_free(&f);
}

static void
open_secret(void)
{
	struct auditlog *log = NULL;
	struct error err = { 0 };

	if (auditlog_open(locked, AUDITLOG_READ, &log, &err) != ST_KEY)
		_exit(1);
}

START_TEST(a_read_only_file_can_be_read_only)
{
	snprintf(locked, sizeof(locked), "%s", scratch());
	ck_assert_int_eq(chmod(fix_dir, 0755), 0);
	ck_assert_int_eq(chmod(locked, 0444), 0);
	as_nobody(open_locked);
	ck_assert_int_eq(chmod(locked, 0600), 0);
	as_nobody(open_secret);
}
END_TEST

START_TEST(the_store_does_only_what_it_must)
{
	const char *path = scratch();
	struct store *s = NULL;
	struct error err = { 0 };
	uint8_t hash[SHA256_SIZE] = { 1 };

	ck_assert_int_eq(store_open(path, STORE_READ, &s, &err), ST_OK);
	ck_assert_int_eq(store_begin(s, false, &err), ST_OK);
	ck_assert_int_eq(store_put_entry(s, 3, STR("x"), &err), ST_KEY);
	store_close(s);
	/* What is not committed is not there. */
	err = (struct error){ 0 };
	ck_assert_int_eq(store_open(path, STORE_WRITE, &s, &err), ST_OK);
	ck_assert_int_eq(store_begin(s, true, &err), ST_OK);
	ck_assert_int_eq(store_put_blob(s, hash, STR("x"), &err), ST_OK);
	store_close(s);
	ck_assert_int_eq(fix_value(path, "SELECT count(*) FROM blob"), 7);
	/* The rules hold for the program as well. */
	ck_assert_int_eq(store_open(path, STORE_WRITE, &s, &err), ST_OK);
	ck_assert_int_eq(store_begin(s, true, &err), ST_OK);
	ck_assert_int_eq(store_put_entry(s, 2, STR("x"), &err), ST_VERIFY);
	ck_assert_str_eq(err.text, "cannot be written: not the next entry");
	store_abandon(s);
	store_abandon(s);
	store_close(s);
	store_close(NULL);
}
END_TEST

START_TEST(a_log_is_not_made_over_a_file)
{
	const char *path = scratch(), *key = fix_path("fresh.key");
	struct error err = { 0 };
	struct bytes before = { 0 }, after = { 0 };

	ck_assert_int_eq(
	    file_load(path, (size_t)1 << 30, &before, &err), ST_OK);
	ck_assert_int_eq(
	    auditlog_init(path, STR(FIX_ORIGIN), key, STR(""), &err),
	    ST_CREATE);
	ck_assert_int_ne(access(key, F_OK), 0);
	err = (struct error){ 0 };
	ck_assert_int_eq(file_load(path, (size_t)1 << 30, &after, &err), ST_OK);
	ck_assert_uint_eq(before.n, after.n);
	ck_assert_mem_eq(before.p, after.p, after.n);
	bytes_free(&before);
	bytes_free(&after);
	/* Nor is a log made when its key cannot be. */
	ck_assert_int_eq(auditlog_init(fix_path("fresh"), STR(FIX_ORIGIN), path,
			     STR(""), &err),
	    ST_CREATE);
	ck_assert_int_ne(access(fix_path("fresh"), F_OK), 0);
	/* Nor a key when the log cannot be. */
	err = (struct error){ 0 };
	ck_assert_int_eq(auditlog_init(fix_path("no/folder"), STR(FIX_ORIGIN),
			     key, STR(""), &err),
	    ST_CREATE);
	ck_assert_int_ne(access(key, F_OK), 0);
	err = (struct error){ 0 };
	ck_assert_int_eq(auditlog_init(fix_path("fresh"), STR("two words"), key,
			     STR(""), &err),
	    ST_SYNTAX);
	ck_assert_int_ne(access(key, F_OK), 0);
}
END_TEST

/* A reader finds the journal of a writer that was killed in mid-write. */
START_TEST(a_reader_undoes_what_a_killed_writer_left)
{
	const char *path = scratch();
	struct findings f = { 0 };
	char journal[320];
	pid_t pid;
	int status;

	snprintf(journal, sizeof(journal), "%s-journal", path);
	pid = fork();
	ck_assert_int_ge(pid, 0);
	if (pid == 0) {
		sqlite3 *db = NULL;

		/* So small a cache spills pages into the file at once. */
		if (sqlite3_open(path, &db) != SQLITE_OK ||
		    sqlite3_exec(db,
			"PRAGMA cache_size = 1; BEGIN IMMEDIATE;"
			"INSERT INTO blob SELECT max(id) + 1, "
			"randomblob(32), zeroblob(900000) FROM blob;"
			"INSERT INTO blob SELECT max(id) + 1, "
			"randomblob(32), zeroblob(900000) FROM blob",
			NULL, NULL, NULL) != SQLITE_OK)
			_exit(1);
		kill(getpid(), SIGKILL);
	}
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert(WIFSIGNALED(status));
	ck_assert_int_eq(access(journal, F_OK), 0);
	ck_assert_msg(
	    fix_verify(path, vkey, "", &f) == ST_OK, "%s", fix_all(&f));
	ck_assert_int_ne(access(journal, F_OK), 0);
	findings_free(&f);
}
END_TEST

START_TEST(a_full_disk_loses_nothing_that_was_acknowledged)
{
	const char *dir = fix_path("small");
	char path[400], v[NOTE_VKEY_TEXT];
	struct findings f = { 0 };
	struct error err = { 0 };
	struct auditlog *log;
	unsigned n = 0;

	ck_assert_int_eq(mkdir(dir, 0700), 0);
	if (mount("tmpfs", dir, "tmpfs", 0, "size=1m") != 0) {
		printf("skipped: no small file system (%s)\n", strerror(errno));
		return;
	}
	snprintf(path, sizeof(path), "%s/log", dir);
	fix_log(path, 0, v);
	log = fix_writer(path);
	for (;; n++) {
		struct arena a = { 0 };
		struct log_receipt r;
		enum status st = fix_try_append(
		    log, n, (struct str){ NULL, 0 }, &a, &r, &err);

		arena_free(&a);
		if (st != ST_OK)
			break;
	}
	auditlog_close(log);
	ck_assert_int_eq(err.code, ST_IO);
	ck_assert_msg(strstr(err.text, "disk") != NULL, "%s", err.text);
	ck_assert_uint_gt(n, 10);
	ck_assert_msg(fix_verify(path, v, "", &f) == ST_OK, "%s", fix_all(&f));
	findings_free(&f);
	ck_assert_int_eq(fix_value(path, "SELECT count(*) FROM entry"), (int)n);
	ck_assert_int_eq(umount(dir), 0);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("store");
	TCase *t = tcase_create("store");

	if (!fix_begin())
		return EXIT_FAILURE;
	tcase_set_timeout(t, 120);
	tcase_add_unchecked_fixture(t, make_good, NULL);
	tcase_add_test(t, a_new_log_is_made_as_promised);
	tcase_add_test(t, the_views_tell_what_the_records_tell);
	tcase_add_loop_test(t, sql_cannot_change_what_is_logged, 0, NREFUSED);
	tcase_add_test(t, what_is_no_log_is_refused);
	tcase_add_loop_test(t, what_stands_in_place_of_a_log_is_named, 0,
	    sizeof(others) / sizeof(others[0]));
	tcase_add_loop_test(t, a_log_that_is_cut_off_is_told_so, 0,
	    sizeof(lengths) / sizeof(lengths[0]));
	tcase_add_test(t, a_damaged_log_is_not_called_another_program_s);
	tcase_add_test(t, a_symbolic_link_is_refused);
	tcase_add_loop_test(t, a_foreign_or_newer_file_is_refused, 0, 5);
	tcase_add_test(t, write_ahead_mode_is_not_kept);
	tcase_add_test(t, utf16_is_refused);
	tcase_add_test(t, a_read_only_file_can_be_read_only);
	tcase_add_test(t, the_store_does_only_what_it_must);
	tcase_add_test(t, a_log_is_not_made_over_a_file);
	tcase_add_test(t, a_reader_undoes_what_a_killed_writer_left);
	tcase_add_test(t, a_full_disk_loses_nothing_that_was_acknowledged);
	suite_add_tcase(s, t);
	return fix_run(s);
}
