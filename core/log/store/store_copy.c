/* SPDX-License-Identifier: Apache-2.0 */
/* store_copy - all pages of the log into another file; see store.h. */
#include "core/log/store/store_sqlite.h"

/* [pages] At a time: 32 MB, between which a writer may have its turn. */
#define STEP 2048
/* A copy begins anew when somebody has written; then at last in one go. */
#define TRIES 3

static int
copy_pages(sqlite3_backup *b)
{
	int rc, left = 0, tries = 0;

	do {
		rc = sqlite3_backup_step(b, tries < TRIES ? STEP : -1);
		if (sqlite3_backup_remaining(b) > left && left > 0)
			tries++;
		left = sqlite3_backup_remaining(b);
		if (rc == SQLITE_BUSY || rc == SQLITE_LOCKED)
			sqlite3_sleep(10);
	} while (rc == SQLITE_OK || rc == SQLITE_BUSY || rc == SQLITE_LOCKED);
	return rc == SQLITE_DONE ? SQLITE_OK : rc;
}

enum status
store_copy(struct store *s, const char *path, struct error *err)
{
	const struct pos at = { path, 0, 0 };
	sqlite3_backup *b = NULL;
	sqlite3 *to = NULL;
	int rc = sqlite3_open_v2(path, &to,
	    SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_NOMUTEX |
		SQLITE_OPEN_EXRESCODE,
	    NULL);

	/* The file is nobody's until it has its name: it is synced then. */
	if (rc == SQLITE_OK)
		rc = sqlite3_exec(to,
		    "PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY",
		    NULL, NULL, NULL);
	if (rc == SQLITE_OK) {
		b = sqlite3_backup_init(to, "main", s->db, "main");
		rc = b != NULL ? copy_pages(b) : sqlite3_errcode(to);
		sqlite3_backup_finish(b);
	}
	if (rc != SQLITE_OK)
		error_set(err, (rc & 0xff) == SQLITE_NOMEM ? ST_NOMEM : ST_IO,
		    at, "the copy cannot be written: %s", sqlite3_errstr(rc));
	sqlite3_close_v2(to);
	return err->code;
}
