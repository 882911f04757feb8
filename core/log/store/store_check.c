/* SPDX-License-Identifier: Apache-2.0 */
/*
 * store_check - do the pages of the file fit together?  See store.h.
 *
 * SQLite looks at all of them in one go, and while it has the file locked no
 * writer can commit.  So it looks at them without a lock first, beside
 * whatever else the caller does: what is found sound then was so, whatever was
 * written at the same time; what is not may have been in the middle of a
 * change, and is looked at again with a lock.
 */
#include "core/log/store/store_sqlite.h"

#include <limits.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* In the header of the file: the first of the free pages, and how many; which
 * SQLite may write it. */
enum { FIRST_FREE = 32, COUNT_FREE = 36, WRITE_VERSION = 18 };

/* file:PATH?immutable=1 as an URI; false: too long. */
static bool
unlocked_name(const char *path, char out[3 * PATH_MAX + 32])
{
	static const char digit[] = "0123456789abcdef";
	size_t n = 5;

	if (path == NULL || strlen(path) >= PATH_MAX)
		return false;
	memcpy(out, "file:", n);
	for (; *path != '\0'; path++) {
		unsigned char c = (unsigned char)*path;

		if (c == '%' || c == '?' || c == '#') {
			out[n++] = '%';
			out[n++] = digit[c >> 4];
			out[n++] = digit[c & 15];
		} else {
			out[n++] = (char)c;
		}
	}
	memcpy(out + n, "?immutable=1", sizeof("?immutable=1"));
	return true;
}

/*
 * What SQLite does not see: it takes what is missing at the end for zeros, and
 * so finds an empty table whole; passes over what is behind the end; and
 * believes a count of free pages until it needs one.  While a statement runs
 * nobody else can change the file; asked through SQLite, since closing a
 * descriptor of our own would end its locks.  NULL: nothing.
 */
static const char *
look_at_ends(sqlite3 *db)
{
	static const unsigned char none[4];
	unsigned char head[STORE_HEADER];
	sqlite3_file *f = NULL;
	sqlite3_int64 size = 0;

	if (sqlite3_file_control(db, "main", SQLITE_FCNTL_FILE_POINTER, &f) !=
		SQLITE_OK ||
	    f->pMethods->xFileSize(f, &size) != SQLITE_OK ||
	    f->pMethods->xRead(f, head, sizeof(head), 0) != SQLITE_OK ||
	    (uint64_t)size < store_promised(head))
		return "its end is missing";
	if (store_promised(head) != 0 && (uint64_t)size > store_promised(head))
		return "something stands behind its end that is no part of it";
	if (head[WRITE_VERSION] > 2)
		return "its header lets no SQLite of today write it";
	if (memcmp(head + FIRST_FREE, none, 4) == 0 &&
	    memcmp(head + COUNT_FREE, none, 4) != 0)
		return "its count of free pages is wrong";
	return NULL;
}

/*
 * Rows that no log has and that nobody who reads it in order meets.  SQLite
 * reads the CHECKs of a schema only from a file that it may write to, so that
 * its own look at a file opened for reading knows none of them.
 */
static const struct {
	const char *sql, *says;
} beside[] = {
	{ "SELECT count(*) > 1 OR min(one) <> 1 FROM log",
	    "the table log has other rows than its one" },
	{ "SELECT min(idx) < 0 FROM entry", "there are entries before 0" },
	{ "SELECT min(id) < 1 OR max(id) > 1 << 62 FROM blob",
	    "there are stored files without a number that a log gives" },
	{ "SELECT EXISTS (SELECT 1 FROM refers WHERE entry < 0)",
	    "there are references of entries before 0" },
	{ "SELECT min(size) < 0 FROM checkpoint",
	    "there are checkpoints of fewer than 0 entries" },
	{ "SELECT before < 0 FROM checkpoint ORDER BY size LIMIT 1",
	    "the first checkpoint names one of fewer than 0 entries" },
	{ "SELECT min(size) < 0 FROM cosignature",
	    "there are co-signatures of fewer than 0 entries" },
	{ "SELECT min(size) < 0 FROM timestamp",
	    "there are time-stamps of fewer than 0 entries" },
};

static int
look_beside(sqlite3 *db, store_report report, void *ctx, bool *sound)
{
	int rc = SQLITE_DONE;

	for (size_t i = 0;
	     rc == SQLITE_DONE && i < sizeof(beside) / sizeof(beside[0]); i++) {
		sqlite3_stmt *st = NULL;

		rc = sqlite3_prepare_v2(db, beside[i].sql, -1, &st, NULL);
		while (rc == SQLITE_OK || rc == SQLITE_ROW) {
			rc = sqlite3_step(st);
			if (rc == SQLITE_ROW && sqlite3_column_int(st, 0) > 0) {
				*sound = false;
				report(ctx, STORE_FAULT_FILE, beside[i].says);
			}
		}
		sqlite3_finalize(st);
	}
	return rc;
}

/* Tells what SQLite finds, and what it does not; *sound: nothing. */
static int
look(sqlite3 *db, store_report report, void *ctx, bool *sound)
{
	sqlite3_stmt *st = NULL;
	bool looked = false;
	int rc =
	    sqlite3_prepare_v2(db, "PRAGMA integrity_check(20)", -1, &st, NULL);

	*sound = true;
	while (rc == SQLITE_OK && (rc = sqlite3_step(st)) == SQLITE_ROW) {
		static const char title[] = "*** in database main ***\n";
		const char *p = (const char *)sqlite3_column_text(st, 0);

		if (p != NULL && strncmp(p, title, sizeof(title) - 1) == 0)
			p += sizeof(title) - 1;
		if (p == NULL || strcmp(p, "ok") != 0) {
			*sound = false;
			report(ctx, STORE_FAULT_FILE, p != NULL ? p : "");
		}
		p = looked ? NULL : look_at_ends(db);
		if (p != NULL) {
			*sound = false;
			report(ctx, STORE_FAULT_FILE, p);
		}
		looked = true;
		rc = SQLITE_OK;
	}
	sqlite3_finalize(st);
	if (rc == SQLITE_DONE && *sound)
		rc = look_beside(db, report, ctx, sound);
	return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

/* Nothing is said of what may have been in the middle of a change. */
static void
keep_quiet(void *ctx, enum store_fault kind, const char *text)
{
	(void)ctx, (void)kind, (void)text;
}

/* A look without a lock, in a thread of its own. */
struct store_look {
	struct store store; /* a connection of its own */
	char name[3 * PATH_MAX + 32];
	pthread_t thread;
	bool apart, sound;
};

static void *
look_unlocked(void *of)
{
	struct store_look *l = of;
	int rc = sqlite3_open_v2(l->name, &l->store.db,
	    SQLITE_OPEN_READONLY | SQLITE_OPEN_URI | SQLITE_OPEN_NOFOLLOW |
		SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE,
	    NULL);
	bool sound = false;

	if (rc == SQLITE_OK)
		rc = store_harden(&l->store);
	if (rc == SQLITE_OK)
		rc = look(l->store.db, keep_quiet, NULL, &sound);
	sqlite3_close_v2(l->store.db);
	l->sound = rc == SQLITE_OK && sound;
	return NULL;
}

struct store_look *
store_look_begin(const struct store *s)
{
	struct store_look *l = calloc(1, sizeof(*l));

	if (l == NULL ||
	    !unlocked_name(sqlite3_db_filename(s->db, "main"), l->name)) {
		free(l);
		return NULL;
	}
	l->store.path = s->path;
	l->store.mode = s->mode;
	l->apart = pthread_create(&l->thread, NULL, look_unlocked, l) == 0;
	return l;
}

bool
store_look_end(struct store_look *l)
{
	bool sound;

	if (l == NULL)
		return false;
	if (l->apart)
		pthread_join(l->thread, NULL);
	else
		look_unlocked(l);
	sound = l->sound;
	free(l);
	return sound;
}

enum status
store_check_file(
    struct store *s, store_report report, void *ctx, struct error *err)
{
	bool sound;
	int rc = look(s->db, report, ctx, &sound);

	return rc == SQLITE_OK ? ST_OK
			       : store_refuse(s, rc, "cannot be read", err);
}
