/* SPDX-License-Identifier: Apache-2.0 */
/*
 * store_open - opening the SQLite file; see store.h.
 *
 * A log may come from an attacker, and SQLite runs what a schema says.  So
 * every switch that keeps it from doing so is set before the first look, and
 * an authorizer then leaves nothing but reading and adding rows.
 */
#include "core/log/store/store.h"

#include "core/log/store/store_sqlite.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define VERSION 1
/* [ms] A writer holds the lock for one transaction: some disk syncs. */
#define BUSY_MS 20000

void
store_close(struct store *s)
{
	if (s == NULL)
		return;
	for (size_t i = 0; i < NQUERY; i++)
		sqlite3_finalize(s->query[i]);
	sqlite3_close_v2(s->db);
	free(s);
}

/* What the log's own statements need, and nothing else. */
static int
authorize(void *ctx, int action, const char *a, const char *b, const char *c,
    const char *d)
{
	const struct store *s = ctx;

	(void)c;
	(void)d;
	switch (action) {
	case SQLITE_SELECT:
	case SQLITE_READ:
	case SQLITE_TRANSACTION:
		return SQLITE_OK;
	case SQLITE_INSERT:
		return s->mode == STORE_WRITE ? SQLITE_OK : SQLITE_DENY;
	case SQLITE_FUNCTION:
		return b != NULL && strcmp(b, "load_extension") == 0
			   ? SQLITE_DENY
			   : SQLITE_OK;
	case SQLITE_PRAGMA:
		return strcmp(a, s->mode == STORE_AUDIT   ? "integrity_check"
				 : s->mode == STORE_WRITE ? "cache_size"
							  : "") == 0
			   ? SQLITE_OK
			   : SQLITE_DENY;
	default:
		return SQLITE_DENY;
	}
}

/* The path with its folder resolved, so that only the last part can be a
 * symbolic link, which SQLite then refuses. */
static enum status
resolve(
    const char *path, char out[PATH_MAX], struct stat *sb, struct error *err)
{
	const struct pos at = { path, 0, 0 };
	const char *slash = strrchr(path, '/');
	const char *name = slash != NULL ? slash + 1 : path;
	size_t nfolder = slash != NULL ? (size_t)(slash - path) + 1 : 0;
	char folder[PATH_MAX], real[PATH_MAX];

	if (strlen(path) >= PATH_MAX)
		return error_set(err, ST_NOINPUT, at, "too long a name");
	if (lstat(path, sb) != 0)
		return error_sys(err, ST_NOINPUT, at, "cannot be opened");
	if (!S_ISREG(sb->st_mode))
		return error_set(err, ST_NOINPUT, at, "%s: expected a log",
		    S_ISLNK(sb->st_mode)   ? "a symbolic link"
		    : S_ISDIR(sb->st_mode) ? "a folder"
					   : "not a file");
	memcpy(folder, path, nfolder);
	folder[nfolder] = '\0';
	if (realpath(nfolder > 0 ? folder : ".", real) == NULL)
		return error_sys(err, ST_NOINPUT, at, "cannot be opened");
	if ((size_t)snprintf(out, PATH_MAX, "%s/%s",
		strcmp(real, "/") == 0 ? "" : real, name) >= PATH_MAX)
		return error_set(err, ST_NOINPUT, at, "too long a name");
	return ST_OK;
}

static int
open_file(struct store *s, bool write)
{
	return store_guard_open(
	    s, (write ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY) |
		   SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_NOMUTEX |
		   SQLITE_OPEN_EXRESCODE);
}

int
store_harden(struct store *s)
{
	static const struct {
		int option, value;
	} set[] = {
		{ SQLITE_DBCONFIG_DEFENSIVE, 1 },
		{ SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
		{ SQLITE_DBCONFIG_DQS_DML, 0 },
		{ SQLITE_DBCONFIG_DQS_DDL, 0 },
		{ SQLITE_DBCONFIG_ENABLE_TRIGGER, 1 },
		{ SQLITE_DBCONFIG_ENABLE_VIEW, 0 },
		{ SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
		{ SQLITE_DBCONFIG_ENABLE_FKEY, 1 },
	};

	for (size_t i = 0; i < sizeof(set) / sizeof(set[0]); i++) {
		int now = -1;
		int rc =
		    sqlite3_db_config(s->db, set[i].option, set[i].value, &now);

		if (rc != SQLITE_OK || now != set[i].value)
			return SQLITE_ERROR;
	}
	sqlite3_limit(s->db, SQLITE_LIMIT_ATTACHED, 0);
	sqlite3_busy_timeout(s->db, BUSY_MS);
	return sqlite3_exec(s->db,
	    "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0;"
	    "PRAGMA recursive_triggers = ON; PRAGMA temp_store = FILE;",
	    NULL, NULL, NULL);
}

/* The one value of a pragma as text, cut to fit. */
static int
pragma(sqlite3 *db, const char *sql, char out[32])
{
	sqlite3_stmt *st = NULL;
	int rc = sqlite3_prepare_v2(db, sql, -1, &st, NULL);

	out[0] = '\0';
	if (rc == SQLITE_OK) {
		rc = sqlite3_step(st);
		if (rc == SQLITE_ROW) {
			const unsigned char *p = sqlite3_column_text(st, 0);

			snprintf(
			    out, 32, "%s", p != NULL ? (const char *)p : "");
		}
		if (rc == SQLITE_ROW || rc == SQLITE_DONE)
			rc = SQLITE_OK;
	}
	sqlite3_finalize(st);
	return rc;
}

/* One promise of how SQLite writes; set where needed, read back always. */
static enum status
expect(struct store *s, const char *sql, const char *want, const char *what,
    struct error *err)
{
	char got[32];
	int rc = pragma(s->db, sql, got);

	if (rc != SQLITE_OK)
		return store_refuse(s, rc, "cannot be opened", err);
	if (strcmp(got, want) != 0)
		return error_set(err, ST_SCHEMA, (struct pos){ s->path, 0, 0 },
		    "%s is \"%s\": expected \"%s\"", what, got, want);
	return ST_OK;
}

/* Is it a log, of a version that this program knows? */
static enum status
check_kind(struct store *s, struct error *err)
{
	const struct pos at = { s->path, 0, 0 };
	char id[32], version[32];
	int rc = pragma(s->db, "PRAGMA application_id", id);
	char *end;
	long v;

	if (rc == SQLITE_OK)
		rc = pragma(s->db, "PRAGMA user_version", version);
	if (rc == SQLITE_OK
		? strtol(id, &end, 10) != STORE_APPLICATION_ID
		: (rc & 0xff) == SQLITE_NOTADB || (rc & 0xff) == SQLITE_CORRUPT)
		return store_refuse_other(s->path, err);
	if (rc != SQLITE_OK)
		return store_refuse(s, rc, "cannot be opened", err);
	v = strtol(version, &end, 10);
	if (v != VERSION)
		return error_set(err, ST_SCHEMA, at,
		    "an audit log of version %ld: expected %d%s", v, VERSION,
		    v > VERSION ? ", or a newer retrace" : "");
	return expect(s, "PRAGMA encoding", "UTF-8", "the encoding", err);
}

/*
 * The pages that come again stay in memory; what of a large group does not fit
 * is written before its time, while it is still in the cache of the processor.
 */
#define WRITING "PRAGMA synchronous = EXTRA; PRAGMA cache_size = 256"

static enum status
check_journal(struct store *s, struct error *err)
{
	enum status st;

	if (s->mode != STORE_WRITE) {
		st = expect(s, "PRAGMA journal_mode", "delete",
		    "the journal mode", err);
		if (st == ST_OK && sqlite3_exec(s->db, "PRAGMA query_only = ON",
				       NULL, NULL, NULL) != SQLITE_OK)
			st = store_refuse(
			    s, SQLITE_ERROR, "cannot be opened", err);
		return st;
	}
	if (sqlite3_db_readonly(s->db, "main") != 0)
		return error_set(err, ST_KEY, (struct pos){ s->path, 0, 0 },
		    "cannot be written: no permission");
	st = expect(s, "PRAGMA journal_mode = DELETE", "delete",
	    "the journal mode", err);
	if (st == ST_OK &&
	    sqlite3_exec(s->db, WRITING, NULL, NULL, NULL) != SQLITE_OK)
		st = store_refuse(s, SQLITE_ERROR, "cannot be opened", err);
	if (st == ST_OK)
		st = expect(
		    s, "PRAGMA synchronous", "3", "the synchronous mode", err);
	return st;
}

/* Keeps the first fault: a changed schema is not opened for use. */
static void
keep_first(void *ctx, enum store_fault kind, const char *text)
{
	(void)kind;
	error_set(ctx, ST_VERIFY, pos_none, "%s", text);
}

static enum status
refuse_changed(struct store *s, struct error *err)
{
	struct error first = { 0 };
	enum status st = store_check_schema(s, keep_first, &first, err);

	if (st == ST_OK && first.code != ST_OK)
		st = error_set(err, ST_VERIFY, (struct pos){ s->path, 0, 0 },
		    "the schema was tampered with: %s", first.text);
	return st;
}

/*
 * A writer that was killed leaves a journal which the next one rolls back.
 * A reader may not write, so a short-lived writer does it for him, if the log
 * is his: who looks at the log of somebody else changes no bit of it.
 */
static enum status
recover(struct store *s, const struct stat *sb, struct error *err)
{
	char got[32];
	int rc;

	if (sb->st_uid != geteuid())
		return error_set(err, ST_KEY, (struct pos){ s->path, 0, 0 },
		    "its last writer was interrupted: expected its owner to "
		    "open it first, or a copy of your own, with LOG-journal "
		    "beside it");
	sqlite3_close_v2(s->db);
	s->db = NULL;
	rc = open_file(s, true);
	if (rc == SQLITE_OK)
		rc = store_harden(s);
	if (rc == SQLITE_OK)
		rc = pragma(s->db, "PRAGMA application_id", got);
	if (rc != SQLITE_OK && s->refusal.code != ST_OK)
		return store_refuse(s, rc, "", err);
	if (rc != SQLITE_OK)
		return error_set(err, ST_KEY, (struct pos){ s->path, 0, 0 },
		    "the last writer was interrupted, and undoing it takes "
		    "permission to write");
	sqlite3_close_v2(s->db);
	s->db = NULL;
	rc = open_file(s, false);
	if (rc == SQLITE_OK)
		rc = store_harden(s);
	return rc == SQLITE_OK ? ST_OK
			       : store_refuse(s, rc, "cannot be opened", err);
}

/*
 * store_open - an existing log.
 *
 * In:	path  borrowed: errors name it
 * Out:	*out is closed with store_close(); untouched on failure
 */
enum status
store_open(const char *path, enum store_mode mode, struct store **out,
    struct error *err)
{
	struct store *s = calloc(1, sizeof(*s));
	struct stat sb;
	char got[32];
	enum status st = ST_IO;
	int rc;

	if (s == NULL) {
		st = error_set(err, ST_NOMEM, pos_none, "out of memory");
		goto out;
	}
	s->path = path;
	s->mode = mode;
	if ((st = resolve(path, s->real, &sb, err)) != ST_OK ||
	    (st = store_guard_files(s, &sb, err)) != ST_OK)
		goto out;
	rc = open_file(s, mode == STORE_WRITE);
	if (rc == SQLITE_OK)
		rc = store_harden(s);
	if (rc != SQLITE_OK) {
		st = (rc & 0xff) == SQLITE_CANTOPEN
			 ? error_set(err, ST_KEY, (struct pos){ path, 0, 0 },
			       "cannot be opened: no permission")
			 : store_refuse(s, rc, "cannot be opened", err);
		goto out;
	}
	if (mode != STORE_WRITE) {
		rc = pragma(s->db, "PRAGMA application_id", got);
		if (rc == SQLITE_READONLY_ROLLBACK &&
		    (st = recover(s, &sb, err)) != ST_OK)
			goto out;
	}
	if ((st = check_kind(s, err)) != ST_OK ||
	    (st = check_journal(s, err)) != ST_OK)
		goto out;
	if (mode != STORE_AUDIT && (st = refuse_changed(s, err)) != ST_OK)
		goto out;
	sqlite3_set_authorizer(s->db, authorize, s);
	*out = s;
	return ST_OK;
out:
	store_close(s);
	return st;
}
