/* SPDX-License-Identifier: Apache-2.0 */
/* index_create - a new index, in memory or as a file; see index_own.h. */
#include "core/log/index/index_own.h"

#include "core/log/auditlog_own.h"

#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* schemas/logindex-1.sql, embedded when the program is built. */
extern const char logindex_sql[];

int
index_open_model(const char *where, sqlite3 **out)
{
	int rc = sqlite3_open_v2(where, out,
	    SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX |
		SQLITE_OPEN_EXRESCODE,
	    NULL);

	if (rc == SQLITE_OK)
		rc = sqlite3_exec(*out, logindex_sql, NULL, NULL, NULL);
	return rc;
}

static enum status
open_own(const char *where, struct index **out, struct error *err)
{
	struct index *x = calloc(1, sizeof(*x));
	int rc;

	if (x == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	rc = index_open_model(where, &x->db);
	if (rc == SQLITE_OK)
		rc = sqlite3_exec(x->db, "BEGIN", NULL, NULL, NULL);
	if (rc != SQLITE_OK) {
		index_refuse(x, rc, "the built-in schema of the index", err);
		index_close(x);
		return err->code;
	}
	*out = x;
	return ST_OK;
}

enum status
index_in_memory(struct index **out, struct error *err)
{
	return open_own(":memory:", out, err);
}

enum status
index_in_file(struct index **out, struct error *err)
{
	return open_own("", out, err);
}

enum status
index_root(struct auditlog *log, uint64_t size, uint8_t root[SHA256_SIZE],
    struct error *err)
{
	struct node_source src = { log->store, err };
	struct merkle m = { 0 };

	if (merkle_resume(&m, size, node_source_get, &src) &&
	    merkle_root(&m, root))
		return ST_OK;
	return error_set(err, ST_VERIFY,
	    (struct pos){ store_path(log->store), 0, 0 },
	    "the hash tree of %llu entries is not complete: log verify says "
	    "more",
	    (unsigned long long)size);
}

enum status
index_put_head(
    struct index *x, struct auditlog *log, uint64_t size, struct error *err)
{
	uint8_t root[SHA256_SIZE];
	sqlite3_stmt *st;

	if (index_root(log, size, root, err) != ST_OK ||
	    (st = index_ready(x, IX_PUT_HEAD, err)) == NULL)
		return err->code;
	index_bind(st, 1, log->origin);
	index_bind(st, 2, log->vkey);
	sqlite3_bind_int64(st, 3, (sqlite3_int64)size);
	sqlite3_bind_blob(st, 4, root, SHA256_SIZE, SQLITE_STATIC);
	if (index_run(x, st, err) == ST_OK)
		x->size = size;
	return err->code;
}

/* A journal that an index left which stood there before must not be taken for
 * one of the new file. */
static void
remove_journal(const char *path)
{
	char journal[PATH_MAX];

	if ((size_t)snprintf(journal, sizeof(journal), "%s-journal", path) <
	    sizeof(journal))
		unlink(journal);
}

enum status
index_create(const char *path, struct auditlog *log, struct error *err)
{
	struct index *x = NULL;
	unsigned char *image;
	sqlite3_int64 n = 0;
	struct stat sb;

	if (lstat(path, &sb) == 0 && !S_ISREG(sb.st_mode))
		return error_set(err, ST_CREATE, (struct pos){ path, 0, 0 },
		    "not a file: expected an index, or nothing");
	if (index_in_memory(&x, err) != ST_OK || x == NULL)
		return err->code;
	if (index_put_head(x, log, 0, err) != ST_OK ||
	    index_commit(x, err) != ST_OK) {
		index_close(x);
		return err->code;
	}
	image = sqlite3_serialize(x->db, "main", &n, 0);
	if (image == NULL)
		index_refuse(x, SQLITE_NOMEM, "", err);
	else {
		remove_journal(path);
		file_write(path, (struct str){ (const char *)image, (size_t)n },
		    FILE_PRIVATE, err);
	}
	sqlite3_free(image);
	index_close(x);
	return err->code;
}
