/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_store_guard - files that somebody puts beside a log: none of them
 * changes it, and the journal of a killed writer is played back all the same;
 * who may write a log, and what a connection may do.
 */
#include "core/log/store/store_sqlite.h"
#include "tests/unit/logfix.h"

#include <errno.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

static char good[300], vkey[NOTE_VKEY_TEXT];
static char victim[300], journal[320];

static void
make_good(void)
{
	snprintf(good, sizeof(good), "%s", fix_path("good"));
	fix_log(good, 3, vkey);
	snprintf(victim, sizeof(victim), "%s", fix_path("victim"));
	snprintf(journal, sizeof(journal), "%s-journal", victim);
	ck_assert_int_eq(chmod(fix_dir, 0755), 0);
}

/* The victim is a log again, with nothing beside it. */
static void
clean(void)
{
	char name[400];

	fix_copy(good, victim);
	snprintf(name, sizeof(name), "%s.key", victim);
	fix_copy(fix_path("good.key"), name);
	rmdir(journal);
	unlink(journal);
	snprintf(name, sizeof(name), "%s-wal", victim);
	unlink(name);
	snprintf(name, sizeof(name), "%s-shm", victim);
	unlink(name);
}

/* A writer dies in the middle of a transaction, its pages in the file. */
static void
die_writing(const char *path)
{
	pid_t pid = fork();
	int status;

	ck_assert_int_ge(pid, 0);
	if (pid == 0) {
		sqlite3 *db = NULL;

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
}

static void
load(const char *path, struct bytes *out)
{
	struct error err = { 0 };

	ck_assert_int_eq(file_load(path, (size_t)1 << 30, out, &err), ST_OK);
}

static void
save(const char *path, const struct bytes *b)
{
	struct error err = { 0 };

	ck_assert_int_eq(
	    file_write(path, (struct str){ b->p, b->n }, FILE_PRIVATE, &err),
	    ST_OK);
}

/* Every way of opening refuses the victim so, and changes nothing. */
static void
assert_left_alone(enum status code, const char *says)
{
	static const enum store_mode modes[] = { STORE_READ, STORE_WRITE,
		STORE_AUDIT };
	struct bytes before = { 0 }, after = { 0 };

	load(victim, &before);
	for (size_t i = 0; i < 3; i++) {
		struct store *s = NULL;
		struct error err = { 0 };

		ck_assert_msg(store_open(victim, modes[i], &s, &err) == code,
		    "mode %zu: %s", i, err.text);
		ck_assert_msg(strstr(err.text, says) != NULL, "%s", err.text);
		ck_assert_str_eq(err.at.file, victim);
		ck_assert_ptr_null(s);
	}
	load(victim, &after);
	ck_assert_uint_eq(before.n, after.n);
	ck_assert_mem_eq(before.p, after.p, after.n);
	bytes_free(&before);
	bytes_free(&after);
	ck_assert_int_eq(access(journal, F_OK), 0);
}

static void
assert_holds(const char *path)
{
	struct findings f = { 0 };

	ck_assert_msg(
	    fix_verify(path, vkey, "", &f) == ST_OK, "%s", fix_all(&f));
	findings_free(&f);
}

/* ---- the journal ---- */

START_TEST(the_journal_of_the_last_writer_is_played_back)
{
	struct auditlog *log;

	clean();
	die_writing(victim);
	ck_assert_int_eq(access(journal, F_OK), 0);
	log = _i == 0 ? fix_open(victim, AUDITLOG_READ) : fix_writer(victim);
	auditlog_close(log);
	ck_assert_int_ne(access(journal, F_OK), 0);
	assert_holds(victim);
}
END_TEST

START_TEST(a_journal_of_another_log_is_left_alone)
{
	char other[300], theirs[320], v[NOTE_VKEY_TEXT];
	struct bytes b = { 0 };

	snprintf(other, sizeof(other), "%s", fix_path("other"));
	snprintf(theirs, sizeof(theirs), "%s-journal", other);
	fix_log(other, 9, v);
	die_writing(other);
	clean();
	load(theirs, &b);
	save(journal, &b);
	assert_left_alone(ST_VERIFY, "another log, or of another time");
	bytes_free(&b);
	/* By itself it was sound. */
	auditlog_close(fix_open(other, AUDITLOG_READ));
	ck_assert_int_ne(access(theirs, F_OK), 0);
}
END_TEST

START_TEST(an_old_journal_of_this_log_is_left_alone)
{
	struct bytes b = { 0 };
	struct auditlog *log;

	clean();
	die_writing(victim);
	load(journal, &b);
	log = fix_writer(victim);
	fix_append(log, 3);
	fix_append(log, 4);
	auditlog_close(log);
	assert_holds(victim);
	save(journal, &b);
	assert_left_alone(ST_VERIFY, "another log, or of another time");
	bytes_free(&b);
	unlink(journal);
	assert_holds(victim);
}
END_TEST

START_TEST(a_journal_of_another_program_is_left_alone)
{
	char other[300], theirs[320];
	struct bytes b = { 0 };

	snprintf(other, sizeof(other), "%s", fix_path("foreign"));
	snprintf(theirs, sizeof(theirs), "%s-journal", other);
	fix_copy(good, other);
	ck_assert_int_eq(
	    fix_sql(other, "PRAGMA application_id = 7", NULL, 0), SQLITE_OK);
	die_writing(other);
	clean();
	load(theirs, &b);
	save(journal, &b);
	assert_left_alone(ST_VERIFY, "that of another program");
	bytes_free(&b);
}
END_TEST

/* One number of the header of a sound journal is another. */
static const struct forged {
	size_t at;
	unsigned char byte;
	const char *says;
} forgeries[] = {
	{ 18, 0x01, "shorter or longer" }, /* pages before */
	{ 19, 0x02, "shorter or longer" }, /* the same: cut to two */
	{ 26, 0x10, "of another size" },   /* page size */
	{ 22, 0x03, "of another size" },   /* sector size */
	{ 20, 0xff, "of another size" },   /* the same: huge */
	{ 21, 0x00, "" },                  /* as it was */
};
#define NFORGERIES (int)(sizeof(forgeries) / sizeof(forgeries[0]))

START_TEST(a_forged_journal_is_left_alone)
{
	const struct forged *x = &forgeries[_i];
	struct bytes b = { 0 };

	clean();
	die_writing(victim);
	load(journal, &b);
	b.p[x->at] = (char)x->byte;
	save(journal, &b);
	bytes_free(&b);
	if (x->says[0] != '\0')
		assert_left_alone(ST_VERIFY, x->says);
	else
		assert_holds(victim);
}
END_TEST

/* Its end names a file that SQLite would look for, and remove. */
START_TEST(a_journal_of_several_databases_is_left_alone)
{
	static const unsigned char magic[8] = { 0xd9, 0xd5, 0x05, 0xf9, 0x20,
		0xa1, 0x63, 0xd7 };
	struct bytes b = { 0 };

	clean();
	die_writing(victim);
	load(journal, &b);
	memcpy(b.p + b.n - 8, magic, 8);
	save(journal, &b);
	bytes_free(&b);
	assert_left_alone(ST_VERIFY, "several databases");
}
END_TEST

/* An unmodified log, and a journal that only makes it shorter. */
START_TEST(a_journal_without_pages_cannot_cut_the_log)
{
	char bytes[512] = { (char)0xd9, (char)0xd5, 0x05, (char)0xf9, 0x20,
		(char)0xa1, 0x63, (char)0xd7, [19] = 2, [22] = 2, [26] = 0x40 };
	const struct bytes b = { bytes, sizeof(bytes) };

	clean();
	save(journal, &b);
	assert_left_alone(ST_VERIFY, "shorter or longer");
}
END_TEST

enum planted { OTHER_OWNER, OTHERS_WRITE, TWO_NAMES, LINK, FOLDER, NPLANTED };

static const char *const planted_says[NPLANTED] = { "of another owner",
	"others can write it", "more than one name", "not a file",
	"not a file" };

START_TEST(a_planted_journal_is_left_alone)
{
	struct bytes b = { 0 };
	const char *aside = fix_path("aside");

	clean();
	die_writing(victim);
	load(journal, &b);
	unlink(aside);
	switch ((enum planted)_i) {
	case OTHER_OWNER:
		if (chown(journal, 65534, 65534) != 0) {
			printf("skipped: cannot give a file away\n");
			return;
		}
		break;
	case OTHERS_WRITE:
		ck_assert_int_eq(chmod(journal, 0622), 0);
		break;
	case TWO_NAMES:
		ck_assert_int_eq(link(journal, aside), 0);
		break;
	case LINK:
		ck_assert_int_eq(rename(journal, aside), 0);
		ck_assert_int_eq(symlink(aside, journal), 0);
		break;
	case FOLDER:
		unlink(journal);
		ck_assert_int_eq(mkdir(journal, 0700), 0);
		break;
	case NPLANTED:
		break;
	}
	assert_left_alone(ST_VERIFY, planted_says[_i]);
	bytes_free(&b);
	clean();
}
END_TEST

/* ---- write-ahead files ---- */

START_TEST(what_another_program_left_beside_it_is_not_taken_in)
{
	static const char *const suffix[] = { "-wal", "-shm" };
	char aside[400], beside[400];
	struct bytes b = { 0 };
	sqlite3 *db = NULL;

	/* Changes that SQLite would take for part of the log. */
	clean();
	snprintf(beside, sizeof(beside), "%s%s", victim, suffix[_i]);
	snprintf(aside, sizeof(aside), "%s", fix_path("ahead"));
	fix_copy(good, aside);
	ck_assert_int_eq(sqlite3_open(aside, &db), SQLITE_OK);
	ck_assert_int_eq(sqlite3_exec(db,
			     "PRAGMA journal_mode = WAL;"
			     "INSERT INTO cosignature VALUES (3, 0, 'x')",
			     NULL, NULL, NULL),
	    SQLITE_OK);
	snprintf(aside, sizeof(aside), "%s%s", fix_path("ahead"), suffix[_i]);
	load(aside, &b);
	ck_assert_uint_gt(b.n, 1000);
	save(beside, &b);
	sqlite3_close(db);
	bytes_free(&b);
	save(journal, &(struct bytes){ "", 0 });
	assert_left_alone(ST_VERIFY, suffix[_i]);
	ck_assert_int_eq(unlink(beside), 0);
	assert_holds(victim);
}
END_TEST

/* ---- permissions ---- */

static const struct modes {
	unsigned mode;
	bool refused;
} modes[] = { { 0600, false }, { 0640, false }, { 0644, false },
	{ 0400, false }, { 0444, false }, { 0660, true }, { 0620, true },
	{ 0602, true }, { 0666, true }, { 0777, true }, { 0664, true } };
#define NMODES (int)(sizeof(modes) / sizeof(modes[0]))

START_TEST(a_log_that_others_can_write_is_refused)
{
	struct store *s = NULL;
	struct error err = { 0 };

	clean();
	ck_assert_int_eq(chmod(victim, modes[_i].mode), 0);
	save(journal, &(struct bytes){ "", 0 });
	if (modes[_i].refused) {
		assert_left_alone(ST_KEY, "chmod 600");
		return;
	}
	ck_assert_int_eq(store_open(victim, STORE_READ, &s, &err), ST_OK);
	store_close(s);
	assert_holds(victim);
}
END_TEST

START_TEST(sticks_and_shares_have_no_permissions)
{
	ck_assert(!store_kind_keeps_modes(0x4d44));
	ck_assert(!store_kind_keeps_modes((long)0xfe534d42));
	ck_assert(!store_kind_keeps_modes((int)0xfe534d42));
	ck_assert(store_kind_keeps_modes(0xef53));     /* ext4 */
	ck_assert(store_kind_keeps_modes(0x01021994)); /* tmpfs */
	ck_assert(store_kind_keeps_modes(0x6969));     /* NFS */
}
END_TEST

START_TEST(a_medium_that_nobody_can_write_is_read)
{
	const char *dir = fix_path("medium");
	char path[400];
	struct store *s = NULL;
	struct error err = { 0 };
	struct bytes b = { 0 };

	ck_assert_int_eq(mkdir(dir, 0700), 0);
	if (mount("tmpfs", dir, "tmpfs", 0, "size=4m") != 0) {
		printf("skipped: no file system of our own (%s)\n",
		    strerror(errno));
		return;
	}
	snprintf(path, sizeof(path), "%s/log", dir);
	load(good, &b);
	save(path, &b);
	bytes_free(&b);
	ck_assert_int_eq(chmod(path, 0777), 0);
	ck_assert_int_eq(
	    mount(NULL, dir, NULL, MS_REMOUNT | MS_RDONLY, NULL), 0);
	assert_holds(path);
	ck_assert_int_eq(store_open(path, STORE_READ, &s, &err), ST_OK);
	store_close(s);
	ck_assert_int_eq(store_open(path, STORE_WRITE, &s, &err), ST_KEY);
	ck_assert_int_eq(umount(dir), 0);
}
END_TEST

/* ---- what SQLite notes down for itself ---- */

/* So many blobs with the ids behind those that are there, the last one wrong:
 * their digests lie all over the index, so that each of its pages changes. */
#define MANY(wrong) \
	"WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL " \
	"SELECT i + 1 FROM n WHERE i < 4000) " \
	"INSERT INTO blob (id, sha256, body) SELECT (SELECT max(id) FROM " \
	"blob) + iif(i = 4000, i + " wrong \
	", i), randomblob(32), x'00' FROM n"

static int64_t
number(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *st = NULL;
	int64_t n;

	ck_assert_int_eq(sqlite3_prepare_v2(db, sql, -1, &st, NULL), SQLITE_OK);
	ck_assert_int_eq(sqlite3_step(st), SQLITE_ROW);
	n = sqlite3_column_int64(st, 0);
	sqlite3_finalize(st);
	return n;
}

START_TEST(a_statement_that_fails_is_undone_as_a_whole)
{
	struct store *s = NULL;
	struct error err = { 0 };
	int64_t before;

	clean();
	ck_assert_int_eq(store_open(victim, STORE_WRITE, &s, &err), ST_OK);
	sqlite3_set_authorizer(s->db, NULL, NULL);
	ck_assert_int_eq(
	    sqlite3_exec(s->db, "BEGIN IMMEDIATE;" MANY("0"), NULL, NULL, NULL),
	    SQLITE_OK);
	before = number(s->db, "SELECT sum(id) FROM blob");
	for (int i = 0; i < 2; i++) {
		ck_assert_int_eq(
		    sqlite3_exec(s->db, MANY("1"), NULL, NULL, NULL),
		    SQLITE_CONSTRAINT_TRIGGER);
		ck_assert_int_eq(
		    number(s->db, "SELECT sum(id) FROM blob"), before);
		ck_assert_int_eq(number(s->db, "SELECT count(*) FROM "
					       "pragma_integrity_check "
					       "WHERE integrity_check = 'ok'"),
		    1);
	}
	ck_assert_int_eq(
	    sqlite3_exec(s->db, MANY("0"), NULL, NULL, NULL), SQLITE_OK);
	ck_assert_int_eq(
	    sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
	store_close(s);
	assert_holds(victim);
}
END_TEST

/* ---- who only looks ---- */

static void
look_as_nobody(void)
{
	struct store *s = NULL;
	struct error err = { 0 };

	if (setgid(65534) != 0 || setuid(65534) != 0)
		_exit(77);
	if (store_open(victim, STORE_AUDIT, &s, &err) != ST_KEY ||
	    strstr(err.text, "its last writer was interrupted") == NULL)
		_exit(1);
	_exit(0);
}

/* Not even somebody who could: of root a log of another owner is left alone. */
START_TEST(who_looks_at_the_log_of_another_plays_nothing_back)
{
	struct bytes before = { 0 }, after = { 0 };
	struct store *s = NULL;
	struct error err = { 0 };
	int status;
	pid_t pid;

	clean();
	die_writing(victim);
	ck_assert_int_eq(chmod(victim, 0644), 0);
	load(victim, &before);
	pid = fork();
	ck_assert_int_ge(pid, 0);
	if (pid == 0)
		look_as_nobody();
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert(WIFEXITED(status));
	if (WEXITSTATUS(status) == 77) {
		printf("skipped: cannot become another user\n");
	} else {
		ck_assert_int_eq(WEXITSTATUS(status), 0);
		ck_assert_int_eq(chown(victim, 65534, 65534), 0);
		ck_assert_int_eq(
		    store_open(victim, STORE_AUDIT, &s, &err), ST_KEY);
		ck_assert_int_eq(
		    store_open(victim, STORE_READ, &s, &err), ST_KEY);
	}
	load(victim, &after);
	ck_assert_uint_eq(before.n, after.n);
	ck_assert_mem_eq(before.p, after.p, after.n);
	ck_assert_int_eq(access(journal, F_OK), 0);
	bytes_free(&before);
	bytes_free(&after);
}
END_TEST

/* What the program itself would be kept from, if it had such a statement; who
 * keeps it: the authorizer, and behind it the triggers and a connection that
 * can only read. */
static const struct kept {
	const char *sql;
	int reading, writing; /* without the authorizer */
} kept[] = {
	{ "UPDATE entry SET leaf = leaf", SQLITE_READONLY, SQLITE_CONSTRAINT },
	{ "DELETE FROM checkpoint", SQLITE_READONLY, SQLITE_CONSTRAINT },
	{ "REPLACE INTO log VALUES (1, 'x', 'x')", SQLITE_READONLY,
	    SQLITE_CONSTRAINT },
	{ "INSERT INTO entry VALUES (1, 'x') ON CONFLICT (idx) DO UPDATE SET "
	  "leaf = 'x'",
	    SQLITE_READONLY, SQLITE_CONSTRAINT },
	{ "DROP TRIGGER entry_update", SQLITE_READONLY, SQLITE_OK },
	{ "CREATE TABLE t (x)", SQLITE_READONLY, SQLITE_OK },
	{ "PRAGMA user_version = 3", SQLITE_READONLY, SQLITE_OK },
	{ "PRAGMA writable_schema = ON; UPDATE sqlite_schema SET sql = ''",
	    SQLITE_ERROR, SQLITE_ERROR },
	{ "VACUUM", SQLITE_ERROR, SQLITE_ERROR },
	{ "ATTACH ':memory:' AS m", SQLITE_ERROR, SQLITE_ERROR },
};
#define NKEPT (int)(sizeof(kept) / sizeof(kept[0]))

START_TEST(a_connection_only_reads_or_adds)
{
	const struct kept *k = &kept[_i];
	const enum store_mode mode[] = { STORE_READ, STORE_AUDIT, STORE_WRITE };

	for (int i = 0; i < 3; i++) {
		struct store *s = NULL;
		struct error err = { 0 };
		int rc;

		clean();
		ck_assert_int_eq(store_open(victim, mode[i], &s, &err), ST_OK);
		rc = sqlite3_exec(s->db, k->sql, NULL, NULL, NULL);
		/* REPLACE is an insertion to the authorizer. */
		ck_assert_msg(rc == SQLITE_AUTH ||
				  (i == 2 && (rc & 0xff) == SQLITE_CONSTRAINT),
		    "mode %d: %s: %d", i, k->sql, rc);
		sqlite3_set_authorizer(s->db, NULL, NULL);
		rc = sqlite3_exec(s->db, k->sql, NULL, NULL, NULL) & 0xff;
		ck_assert_msg(rc == (i < 2 ? k->reading : k->writing),
		    "mode %d: %s: %d, %s", i, k->sql, rc,
		    sqlite3_errmsg(s->db));
		ck_assert_int_eq(
		    sqlite3_db_readonly(s->db, "main"), i < 2 ? 1 : 0);
		store_close(s);
	}
}
END_TEST

/* ---- what is written goes to the disk ahead of a commit ---- */

static int syncs, first_sync;

static int
write_nothing(sqlite3_file *f, const void *from, int n, sqlite3_int64 at)
{
	(void)f;
	(void)from;
	(void)n;
	(void)at;
	return SQLITE_OK;
}

/* A disk tells once that it has failed. */
static int
sync_once(sqlite3_file *f, int how)
{
	(void)f;
	(void)how;
	return syncs++ == 0 ? first_sync : SQLITE_OK;
}

START_TEST(a_disk_that_fails_ahead_of_a_commit_fails_the_commit)
{
	static const sqlite3_io_methods methods = {
		.iVersion = 1, .xWrite = write_nothing, .xSync = sync_once
	};
	sqlite3_file f = { &methods };
	struct store_ahead x;
	char page[16384] = "";

	syncs = 0;
	first_sync = _i == 0 ? SQLITE_OK : SQLITE_IOERR_FSYNC;
	store_ahead(&x, &f);
	/* 8 MiB and no more: one piece, or two */
	for (int i = 0; i < 512; i++)
		ck_assert_int_eq(f.pMethods->xWrite(&f, page, sizeof(page),
				     (sqlite3_int64)i * 16384),
		    SQLITE_OK);
	ck_assert_int_eq(f.pMethods->xSync(&f, SQLITE_SYNC_NORMAL), first_sync);
	ck_assert_int_ge(syncs, _i == 0 ? 2 : 1);
	/* Who tries again is told what is so now. */
	ck_assert_int_eq(f.pMethods->xSync(&f, SQLITE_SYNC_NORMAL), SQLITE_OK);
}
END_TEST

int
main(void)
{
	Suite *s = suite_create("store_guard");
	TCase *t = tcase_create("store_guard");

	if (!fix_begin())
		return EXIT_FAILURE;
	tcase_set_timeout(t, 120);
	tcase_add_unchecked_fixture(t, make_good, NULL);
	tcase_add_loop_test(
	    t, the_journal_of_the_last_writer_is_played_back, 0, 2);
	tcase_add_test(t, a_journal_of_another_log_is_left_alone);
	tcase_add_test(t, an_old_journal_of_this_log_is_left_alone);
	tcase_add_test(t, a_journal_of_another_program_is_left_alone);
	tcase_add_loop_test(t, a_forged_journal_is_left_alone, 0, NFORGERIES);
	tcase_add_test(t, a_journal_of_several_databases_is_left_alone);
	tcase_add_test(t, a_journal_without_pages_cannot_cut_the_log);
	tcase_add_loop_test(t, a_planted_journal_is_left_alone, 0, NPLANTED);
	tcase_add_loop_test(
	    t, what_another_program_left_beside_it_is_not_taken_in, 0, 2);
	tcase_add_loop_test(
	    t, a_log_that_others_can_write_is_refused, 0, NMODES);
	tcase_add_test(t, sticks_and_shares_have_no_permissions);
	tcase_add_test(t, a_medium_that_nobody_can_write_is_read);
	tcase_add_test(t, a_statement_that_fails_is_undone_as_a_whole);
	tcase_add_test(t, who_looks_at_the_log_of_another_plays_nothing_back);
	tcase_add_loop_test(t, a_connection_only_reads_or_adds, 0, NKEPT);
	tcase_add_loop_test(
	    t, a_disk_that_fails_ahead_of_a_commit_fails_the_commit, 0, 2);
	suite_add_tcase(s, t);
	return fix_run(s);
}
