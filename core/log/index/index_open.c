/* SPDX-License-Identifier: Apache-2.0 */
/*
 * index_open - opening an index; see index.h.
 *
 * The file may come from anybody who can write beside the log.  Its schema is
 * held against the built-in one word by word before anything in it is used,
 * and views and triggers, of which ours needs none, are switched off.
 */
#include "core/log/index/index_own.h"

#include "core/log/auditlog_own.h"

#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define APPLICATION_ID 0x52644c49 /* "RdLI", as in the schema */
#define VERSION 1
/* [ms] Who brings the index up to date holds it for one transaction. */
#define BUSY_MS 10000
#define SCHEMA \
	"SELECT group_concat(type || ' ' || name || ' ' || tbl_name || " \
	"' ' || coalesce(sql, ''), char(10)) FROM " \
	"(SELECT * FROM sqlite_schema ORDER BY type, name)"

const char *
index_path(struct arena *a, const char *log)
{
	size_t n = strlen(log) + sizeof("-index");
	char *path = TAKE(a, char, n);

	if (path != NULL)
		snprintf(path, n, "%s-index", log);
	return path;
}

uint64_t
index_size(const struct index *x)
{
	return x->size;
}

void
index_close(struct index *x)
{
	if (x == NULL)
		return;
	for (size_t i = 0; i < IX_SQLS; i++)
		sqlite3_finalize(x->sql[i]);
	sqlite3_close_v2(x->db);
	for (size_t i = 0; i < x->terms.n && x->pending != NULL; i++)
		free(x->pending[i].at);
	intern_free(&x->terms);
	free(x->term_id);
	free(x->pending);
	free(x->touched);
	for (size_t i = 0; i < WORDS_COLUMNS; i++)
		index_text_free(&x->words[i]);
	index_text_free(&x->scratch);
	free(x);
}

static int
harden(sqlite3 *db)
{
	static const struct {
		int option, value;
	} set[] = {
		{ SQLITE_DBCONFIG_DEFENSIVE, 1 },
		{ SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
		{ SQLITE_DBCONFIG_ENABLE_TRIGGER, 0 },
		{ SQLITE_DBCONFIG_ENABLE_VIEW, 0 },
		{ SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
	};

	for (size_t i = 0; i < sizeof(set) / sizeof(set[0]); i++) {
		int now = -1;

		if (sqlite3_db_config(db, set[i].option, set[i].value, &now) !=
			SQLITE_OK ||
		    now != set[i].value)
			return SQLITE_ERROR;
	}
	sqlite3_limit(db, SQLITE_LIMIT_ATTACHED, 0);
	sqlite3_busy_timeout(db, BUSY_MS);
	return sqlite3_exec(db,
	    "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0;"
	    "PRAGMA temp_store = MEMORY; PRAGMA synchronous = FULL;"
	    "PRAGMA cache_size = -65536;",
	    NULL, NULL, NULL);
}

static int
number_of(sqlite3 *db, const char *pragma, sqlite3_int64 *out)
{
	sqlite3_stmt *st = NULL;
	int rc = sqlite3_prepare_v2(db, pragma, -1, &st, NULL);

	if (rc == SQLITE_OK) {
		rc = sqlite3_step(st);
		*out = sqlite3_column_int64(st, 0);
		if (rc == SQLITE_ROW)
			rc = SQLITE_OK;
	}
	sqlite3_finalize(st);
	return rc;
}

/* Are both schemas the same text? */
static int
same_schema(sqlite3 *a, sqlite3 *b, bool *same)
{
	sqlite3_stmt *x = NULL, *y = NULL;
	int rc = sqlite3_prepare_v2(a, SCHEMA, -1, &x, NULL);

	if (rc == SQLITE_OK)
		rc = sqlite3_prepare_v2(b, SCHEMA, -1, &y, NULL);
	if (rc == SQLITE_OK)
		rc = sqlite3_step(x);
	if (rc == SQLITE_ROW)
		rc = sqlite3_step(y);
	if (rc == SQLITE_ROW) {
		struct str s = index_text_column(x, 0);
		struct str t = index_text_column(y, 0);

		*same = s.p != NULL && t.p != NULL && str_eq(s, t);
		rc = SQLITE_OK;
	}
	sqlite3_finalize(y);
	sqlite3_finalize(x);
	return rc;
}

static enum index_state
refuse_state(enum index_state state, struct error *why, const char *path,
    const char *text)
{
	error_set(why, ST_SCHEMA, (struct pos){ path, 0, 0 }, "%s", text);
	return state;
}

/* What SQLite could not read: damage, or a permission that is missing. */
static enum index_state
refuse_read(const struct index *x, int rc, struct error *why)
{
	index_refuse(x, rc, "cannot be read", why);
	return why->code == ST_VERIFY ? INDEX_FOREIGN : INDEX_UNUSABLE;
}

/* Is it an index, by its schema? */
static enum index_state
check_kind(struct index *x, struct error *why)
{
	sqlite3_int64 id = 0, version = 0;
	sqlite3 *model = NULL;
	bool same = false;
	int rc = number_of(x->db, "PRAGMA application_id", &id);

	if (rc == SQLITE_OK)
		rc = number_of(x->db, "PRAGMA user_version", &version);
	if (rc != SQLITE_OK)
		return refuse_read(x, rc, why);
	if (id != APPLICATION_ID)
		return refuse_state(
		    INDEX_FOREIGN, why, x->path, "no index of a log");
	if (version > VERSION)
		return refuse_state(INDEX_NEWER, why, x->path,
		    "made by a newer retrace: expected an index of version 1");
	rc = index_open_model(":memory:", &model);
	if (rc == SQLITE_OK)
		rc = same_schema(x->db, model, &same);
	sqlite3_close_v2(model);
	if (rc != SQLITE_OK)
		return refuse_read(x, rc, why);
	if (!same || version != VERSION)
		return refuse_state(INDEX_FOREIGN, why, x->path,
		    "its schema is not that of an index");
	return INDEX_READY;
}

/* Is it that of the first entries of this log? */
static enum index_state
check_head(struct index *x, struct auditlog *log, struct error *why)
{
	sqlite3_stmt *st = index_ready(x, IX_GET_HEAD, why);
	uint8_t root[SHA256_SIZE];
	struct error inner = { 0 };
	enum index_state state = INDEX_FOREIGN;
	uint64_t size = 0;
	int rc;

	if (st == NULL)
		return INDEX_FOREIGN;
	rc = sqlite3_step(st);
	if (rc == SQLITE_ROW && str_eq(index_text_column(st, 0), log->origin) &&
	    str_eq(index_text_column(st, 1), log->vkey) &&
	    store_size(log->store, &size, &inner) == ST_OK &&
	    sqlite3_column_int64(st, 2) >= 0 &&
	    (uint64_t)sqlite3_column_int64(st, 2) <= size) {
		x->size = (uint64_t)sqlite3_column_int64(st, 2);
		if (index_root(log, x->size, root, &inner) == ST_OK &&
		    sqlite3_column_bytes(st, 3) == SHA256_SIZE &&
		    memcmp(sqlite3_column_blob(st, 3), root, SHA256_SIZE) == 0)
			state = INDEX_READY;
	}
	sqlite3_reset(st);
	if (rc != SQLITE_ROW && rc != SQLITE_DONE)
		return refuse_read(x, rc, why);
	return state == INDEX_READY
		   ? state
		   : refuse_state(INDEX_FOREIGN, why, x->path,
			 "it is the index of another log, or of other "
			 "entries than this one has");
}

/* The folder without symbolic links, so that only the file can be one, which
 * SQLite refuses. */
static bool
resolve(const char *path, char out[PATH_MAX])
{
	const char *slash = strrchr(path, '/');
	size_t n = slash != NULL ? (size_t)(slash - path) : 0;
	char folder[PATH_MAX], real[PATH_MAX];

	if (n >= PATH_MAX)
		return false;
	snprintf(folder, sizeof(folder), "%.*s", (int)n, path);
	if (slash == NULL || n == 0)
		snprintf(folder, sizeof(folder), "%s", slash ? "/" : ".");
	if (realpath(folder, real) == NULL)
		return false;
	return (size_t)snprintf(out, PATH_MAX, "%s/%s",
		   strcmp(real, "/") == 0 ? "" : real,
		   slash != NULL ? slash + 1 : path) < PATH_MAX;
}

enum index_state
index_open(const char *path, struct auditlog *log, bool write,
    struct index **out, struct error *why)
{
	struct index *x = NULL;
	enum index_state state;
	char real[PATH_MAX];
	struct stat sb;
	int rc;

	*out = NULL;
	if (lstat(path, &sb) != 0)
		return INDEX_ABSENT;
	if (!S_ISREG(sb.st_mode) || !resolve(path, real))
		return refuse_state(INDEX_UNUSABLE, why, path,
		    S_ISLNK(sb.st_mode) ? "a symbolic link: expected an index"
					: "not a file: expected an index");
	x = calloc(1, sizeof(*x));
	if (x == NULL)
		return refuse_state(INDEX_UNUSABLE, why, path, "out of memory");
	x->path = path;
	rc = sqlite3_open_v2(real, &x->db,
	    (write ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY) |
		SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_NOMUTEX |
		SQLITE_OPEN_EXRESCODE,
	    NULL);
	if (rc == SQLITE_OK)
		rc = harden(x->db);
	if (rc == SQLITE_OK && write && sqlite3_db_readonly(x->db, "main"))
		rc = SQLITE_READONLY;
	state = rc == SQLITE_OK ? check_kind(x, why) : refuse_read(x, rc, why);
	if (state == INDEX_READY)
		state = check_head(x, log, why);
	if (state == INDEX_READY)
		*out = x;
	else
		index_close(x);
	return state;
}
