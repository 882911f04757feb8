/* SPDX-License-Identifier: Apache-2.0 */
/*
 * logfix - logs for tests, and the hands of somebody who tampers with them.
 *
 * Each program includes it once; the folder is removed by fix_end().
 */
#ifndef RETRACE_TESTS_LOGFIX_H
#define RETRACE_TESTS_LOGFIX_H

#include "core/base/file.h"
#include "core/log/auditlog.h"

#include <check.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIX_ORIGIN "filer.example/log"
#define FIX_START INT64_C(1795428900) /* 2026-11-23T10:15:00Z */

static char fix_dir[] = P_tmpdir "/retrace-log-XXXXXX";

static inline int
fix_begin(void)
{
	return mkdtemp(fix_dir) != NULL;
}

static inline int
fix_end(void)
{
	char command[80];

	snprintf(command, sizeof(command), "rm -rf %s", fix_dir);
	return system(command) == 0;
}

/* A path in the folder; the last eight stay valid. */
static inline const char *
fix_path(const char *name)
{
	static char path[8][300];
	static int i;

	i = (i + 1) % 8;
	snprintf(path[i], sizeof(path[i]), "%s/%s", fix_dir, name);
	return path[i];
}

static inline void
fix_copy(const char *from, const char *to)
{
	struct bytes b = { 0 };
	struct error err = { 0 };

	ck_assert_int_eq(file_load(from, (size_t)1 << 30, &b, &err), ST_OK);
	ck_assert_int_eq(
	    file_write(to, (struct str){ b.p, b.n }, FILE_PRIVATE, &err),
	    ST_OK);
	bytes_free(&b);
}

static inline struct auditlog *
fix_open(const char *path, enum auditlog_mode mode)
{
	struct auditlog *log = NULL;
	struct error err = { 0 };

	ck_assert_msg(
	    auditlog_open(path, mode, &log, &err) == ST_OK, "%s", err.text);
	return log;
}

/* Open for writing, with the key beside it. */
static inline struct auditlog *
fix_writer(const char *path)
{
	struct auditlog *log = fix_open(path, AUDITLOG_WRITE);
	struct error err = { 0 };
	char key[600];

	snprintf(key, sizeof(key), "%s.key", path);
	ck_assert_msg(
	    auditlog_unlock(log, key, STR(""), &err) == ST_OK, "%s", err.text);
	return log;
}

/* Filing number n: a file, a BOM of its own and a shared rule pack. */
struct fix_filing {
	char id[40], file[60], bom[40], product[40];
	struct log_input in[2];
	struct str earlier;
	struct log_entry e;
};

static inline void
fix_filing(struct fix_filing *x, unsigned n)
{
	*x = (struct fix_filing){
		.in = { { STR("bom"), STR("drive unit.xml"), { x->bom, 0 },
			    false },
		    { STR("rules"), STR("rules.xml"), STR("<rules/>"), false } }
	};
	snprintf(x->id, sizeof(x->id), "%08x-filing", n);
	snprintf(x->file, sizeof(x->file), "<filing id=\"%s\"/>", x->id);
	snprintf(x->bom, sizeof(x->bom), "<bom n=\"%u\"/>", n);
	snprintf(x->product, sizeof(x->product), "Drive unit %u", n);
	x->in[0].body = str_of(x->bom);
	x->e = (struct log_entry){
		.filing = str_of(x->id),
		.kind = STR("initial"),
		.actor = STR("A. Officer"),
		.product = str_of(x->product),
		.tool = STR("retrace 0.1.0"),
		.rules = STR("cn-trace 0.1"),
		.file = str_of(x->file),
		.input = x->in,
		.ninput = 2,
		.now = FIX_START + 60 * (int64_t)n,
	};
	memset(x->e.rules_sha256, 0xcd, SHA256_SIZE);
}

/* The same as an amendment of an earlier one. */
static inline void
fix_amendment(struct fix_filing *x, unsigned n, struct str earlier)
{
	fix_filing(x, n);
	x->earlier = earlier;
	x->e.kind = STR("amendment");
	x->e.refers = &x->earlier;
	x->e.nrefers = 1;
}

static inline enum status
fix_try_append(struct auditlog *log, unsigned n, struct str carried,
    struct arena *a, struct log_receipt *r, struct error *err)
{
	struct fix_filing x;

	fix_filing(&x, n);
	x.e.checkpoint = carried;
	return auditlog_append(log, &x.e, a, r, err);
}

/* Filings first and on, in one transaction. */
static inline enum status
fix_try_group(
    struct auditlog *log, unsigned first, unsigned n, struct error *err)
{
	struct fix_filing *x = calloc(n, sizeof(*x));
	struct log_entry *e = calloc(n, sizeof(*e));
	struct log_receipt *r = calloc(n, sizeof(*r));
	struct arena a = { 0 };
	enum status st;

	ck_assert(x != NULL && e != NULL && r != NULL);
	for (unsigned i = 0; i < n; i++) {
		fix_filing(&x[i], first + i);
		e[i] = x[i].e;
	}
	st = auditlog_append_all(log, e, n, &a, r, err);
	arena_free(&a);
	free(r);
	free(e);
	free(x);
	return st;
}

static inline void
fix_group(struct auditlog *log, unsigned first, unsigned n)
{
	struct error err = { 0 };

	ck_assert_msg(
	    fix_try_group(log, first, n, &err) == ST_OK, "%s", err.text);
}

static inline void
fix_append(struct auditlog *log, unsigned n)
{
	struct arena a = { 0 };
	struct log_receipt r;
	struct error err = { 0 };

	ck_assert_msg(fix_try_append(log, n, (struct str){ NULL, 0 }, &a, &r,
			  &err) == ST_OK,
	    "%s", err.text);
	arena_free(&a);
}

/* A log of n filings; vkey gets the text of its key. */
static inline void
fix_log(const char *path, unsigned n, char vkey[NOTE_VKEY_TEXT])
{
	struct error err = { 0 };
	struct auditlog *log;
	char key[600];

	snprintf(key, sizeof(key), "%s.key", path);
	ck_assert_msg(
	    auditlog_init(path, STR(FIX_ORIGIN), key, STR(""), &err) == ST_OK,
	    "%s", err.text);
	log = fix_writer(path);
	snprintf(vkey, NOTE_VKEY_TEXT, "%.*s", STR_ARG(auditlog_vkey(log)));
	for (unsigned i = 0; i < n; i++)
		fix_append(log, i);
	auditlog_close(log);
}

/* The same in the folder; its path. */
static inline const char *
fix_fresh(const char *name, unsigned n, char vkey[NOTE_VKEY_TEXT])
{
	const char *path = fix_path(name);

	fix_log(path, n, vkey);
	return path;
}

/* The newest checkpoint, as somebody outside would keep it. */
static inline void
fix_checkpoint(const char *path, char text[1000])
{
	struct auditlog *log = fix_open(path, AUDITLOG_READ);
	struct arena a = { 0 };
	struct error err = { 0 };
	struct str note;

	ck_assert_int_eq(auditlog_checkpoint(log, &a, &note, &err), ST_OK);
	snprintf(text, 1000, "%.*s", STR_ARG(note));
	arena_free(&a);
	auditlog_close(log);
}

/* The only number of the only row that the statement gives. */
static inline int64_t
fix_value(const char *path, const char *sql)
{
	sqlite3_stmt *st = NULL;
	sqlite3 *db = NULL;
	int64_t v;

	ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
	ck_assert_msg(sqlite3_prepare_v2(db, sql, -1, &st, NULL) == SQLITE_OK,
	    "%s", sqlite3_errmsg(db));
	ck_assert_int_eq(sqlite3_step(st), SQLITE_ROW);
	v = sqlite3_column_int64(st, 0);
	sqlite3_finalize(st);
	sqlite3_close(db);
	return v;
}

static inline int
fix_sql(const char *path, const char *sql, char *message, size_t room)
{
	sqlite3 *db = NULL;
	char *text = NULL;
	int rc = sqlite3_open(path, &db);

	ck_assert_int_eq(rc, SQLITE_OK);
	rc = sqlite3_exec(db, sql, NULL, NULL, &text);
	if (message != NULL)
		snprintf(message, room, "%s", text != NULL ? text : "");
	sqlite3_free(text);
	sqlite3_close(db);
	return rc;
}

/* Runs sql while the triggers are out of the way, and puts them back; nothing
 * of it has to survive a power cut. */
static inline void
fix_tamper(const char *path, const char *sql)
{
	static char drop[4000], create[16000];
	sqlite3_stmt *st = NULL;
	sqlite3 *db = NULL;
	char *text = NULL;
	size_t nd = 0, nc = 0;

	ck_assert_int_eq(sqlite3_open(path, &db), SQLITE_OK);
	ck_assert_int_eq(
	    sqlite3_exec(db, "PRAGMA synchronous = OFF", NULL, NULL, NULL),
	    SQLITE_OK);
	ck_assert_int_eq(
	    sqlite3_prepare_v2(db,
		"SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'",
		-1, &st, NULL),
	    SQLITE_OK);
	while (sqlite3_step(st) == SQLITE_ROW) {
		nd += (size_t)snprintf(drop + nd, sizeof(drop) - nd,
		    "DROP TRIGGER %s;", sqlite3_column_text(st, 0));
		nc += (size_t)snprintf(create + nc, sizeof(create) - nc, "%s;",
		    sqlite3_column_text(st, 1));
	}
	sqlite3_finalize(st);
	ck_assert_int_eq(sqlite3_exec(db, drop, NULL, NULL, NULL), SQLITE_OK);
	ck_assert_msg(sqlite3_exec(db, sql, NULL, NULL, &text) == SQLITE_OK,
	    "%s: %s", sql, text);
	ck_assert_int_eq(sqlite3_exec(db, create, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
}

/* Does a finding of this severity start so? */
static inline bool
fix_says(const struct findings *f, enum severity sev, const char *start)
{
	for (size_t i = 0; i < f->n; i++)
		if (f->list[i].sev == sev &&
		    strncmp(f->list[i].text, start, strlen(start)) == 0)
			return true;
	return false;
}

static inline enum status
fix_verify(
    const char *path, const char *vkey, const char *known, struct findings *f)
{
	struct log_audit audit = { .vkey = str_of(vkey),
		.known = str_of(known) };

	return auditlog_verify(path, &audit, f);
}

/* All findings, for the message of a failed test. */
static inline const char *
fix_all(const struct findings *f)
{
	static char text[4000];
	size_t n = 0;

	text[0] = '\0';
	for (size_t i = 0; i < f->n && n < sizeof(text) - 500; i++)
		n += (size_t)snprintf(
		    text + n, sizeof(text) - n, "\n  %s", f->list[i].text);
	return text;
}

static inline int
fix_run(Suite *s)
{
	SRunner *r = srunner_create(s);
	int failed;

	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	if (!fix_end() || failed != 0)
		return EXIT_FAILURE;
	return EXIT_SUCCESS;
}

#endif
