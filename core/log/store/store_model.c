/* SPDX-License-Identifier: Apache-2.0 */
/*
 * store_model - the built-in schema of a log: one is made of it, and others are
 * held against it; see store.h.
 */
#include "core/log/store/store_sqlite.h"

#include <stdio.h>
#include <string.h>

#define SCHEMA_ROWS \
	"SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY 1, 2"
#define SCHEMA_ROW \
	"SELECT sql IS ?4 FROM sqlite_schema WHERE type = ?1 " \
	"AND name = ?2 AND tbl_name = ?3"

/* schemas/auditlog-1.sql, embedded when the program is built. */
extern const char auditlog_sql[];

/* A database in memory with the built-in schema. */
static int
open_model(sqlite3 **out)
{
	int rc = sqlite3_open_v2(":memory:", out,
	    SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX |
		SQLITE_OPEN_EXRESCODE,
	    NULL);

	if (rc == SQLITE_OK)
		rc = sqlite3_exec(*out, auditlog_sql, NULL, NULL, NULL);
	return rc;
}

static int
put_identity(sqlite3 *db, struct str origin, struct str vkey)
{
	sqlite3_stmt *st = NULL;
	int rc = sqlite3_prepare_v2(db,
	    "INSERT INTO log (one, origin, vkey) VALUES (1, ?1, ?2)", -1, &st,
	    NULL);

	if (rc == SQLITE_OK) {
		sqlite3_bind_text(
		    st, 1, origin.p, (int)origin.n, SQLITE_STATIC);
		sqlite3_bind_text(st, 2, vkey.p, (int)vkey.n, SQLITE_STATIC);
		rc = sqlite3_step(st);
		if (rc == SQLITE_DONE)
			rc = SQLITE_OK;
	}
	sqlite3_finalize(st);
	return rc;
}

/*
 * store_create - a new log file.
 *
 * The database is made in memory and then written as a whole, so that no
 * unfinished log can ever stand at path.
 */
enum status
store_create(const char *path, struct str origin, struct str vkey,
    const struct store_head *first, struct error *err)
{
	struct store s = { .path = NULL };
	unsigned char *image = NULL;
	sqlite3_int64 n = 0;
	enum status st = ST_IO;
	int rc = open_model(&s.db);

	if (rc == SQLITE_OK)
		rc = put_identity(s.db, origin, vkey);
	if (rc != SQLITE_OK) {
		st = store_refuse(&s, rc, "cannot be made", err);
		goto out;
	}
	if ((st = store_put_head(&s, first, err)) != ST_OK)
		goto out;
	image = sqlite3_serialize(s.db, "main", &n, 0);
	if (image == NULL) {
		st = store_refuse(&s, SQLITE_NOMEM, "", err);
		goto out;
	}
	st = file_write_new(path,
	    (struct str){ (const char *)image, (size_t)n }, FILE_PRIVATE, err);
out:
	sqlite3_free(image);
	for (size_t i = 0; i < NQUERY; i++)
		sqlite3_finalize(s.query[i]);
	sqlite3_close_v2(s.db);
	return st;
}

/* Reports each row of a's schema that b has not, or has otherwise. */
static int
compare(sqlite3 *a, sqlite3 *b, const char *absent, const char *other,
    store_report report, void *ctx)
{
	sqlite3_stmt *rows = NULL, *row = NULL;
	int rc = sqlite3_prepare_v2(a, SCHEMA_ROWS, -1, &rows, NULL);

	if (rc == SQLITE_OK)
		rc = sqlite3_prepare_v2(b, SCHEMA_ROW, -1, &row, NULL);
	while (rc == SQLITE_OK && (rc = sqlite3_step(rows)) == SQLITE_ROW) {
		const char *type = (const char *)sqlite3_column_text(rows, 0);
		const char *name = (const char *)sqlite3_column_text(rows, 1);
		const char *wrong = NULL;
		char text[200];

		/* for want of memory it would not be found */
		rc = SQLITE_OK;
		for (int i = 0; rc == SQLITE_OK && i < 4; i++)
			rc = sqlite3_bind_value(
			    row, i + 1, sqlite3_column_value(rows, i));
		if (rc == SQLITE_OK)
			rc = sqlite3_step(row);
		if (rc == SQLITE_DONE)
			wrong = absent;
		else if (rc == SQLITE_ROW && sqlite3_column_int(row, 0) == 0)
			wrong = other;
		if (wrong != NULL && type != NULL && name != NULL) {
			snprintf(text, sizeof(text), "%.20s %.80s %s", type,
			    name, wrong);
			report(ctx,
			    strcmp(type, "trigger") == 0 ? STORE_FAULT_TRIGGER
							 : STORE_FAULT_SCHEMA,
			    text);
		}
		if (rc == SQLITE_ROW || rc == SQLITE_DONE)
			rc = SQLITE_OK;
		sqlite3_reset(row);
	}
	sqlite3_finalize(row);
	sqlite3_finalize(rows);
	return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

/*
 * store_check_schema - is the schema the built-in one, word by word?
 *
 * A trigger that was dropped or an index that was added is found here; the
 * rows themselves are the matter of auditlog_verify().
 */
enum status
store_check_schema(
    struct store *s, store_report report, void *ctx, struct error *err)
{
	sqlite3 *model = NULL;
	enum status st = ST_OK;
	int rc = open_model(&model);

	if (rc != SQLITE_OK) {
		st = error_set(err, ST_INTERNAL, pos_none,
		    "the built-in schema of the log: %s",
		    sqlite3_errmsg(model));
		goto out;
	}
	rc = compare(model, s->db, "is missing", "was changed", report, ctx);
	if (rc == SQLITE_OK)
		rc = compare(
		    s->db, model, "does not belong there", NULL, report, ctx);
	if (rc != SQLITE_OK)
		st = store_refuse(s, rc, "cannot be read", err);
out:
	sqlite3_close_v2(model);
	return st;
}
