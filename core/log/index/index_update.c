/* SPDX-License-Identifier: Apache-2.0 */
/* index_update - an index grows with its log; see index.h. */
#include "core/log/auditlog_own.h"
#include "core/log/index/index_own.h"

#include <inttypes.h>
#include <string.h>

/* Entries of one transaction: readers wait for the end of it, and what is
 * rolled back has to be read again. */
#define TOGETHER 4096

enum status
index_begin(struct index *x, bool write, struct error *err)
{
	int rc = sqlite3_exec(
	    x->db, write ? "BEGIN IMMEDIATE" : "BEGIN", NULL, NULL, NULL);

	return rc == SQLITE_OK
		   ? ST_OK
		   : index_refuse(x, rc,
			 write ? "cannot be written" : "cannot be read", err);
}

enum status
index_commit(struct index *x, struct error *err)
{
	int rc = sqlite3_exec(x->db, "COMMIT", NULL, NULL, NULL);

	return rc == SQLITE_OK ? ST_OK
			       : index_refuse(x, rc, "cannot be written", err);
}

void
index_abandon(struct index *x)
{
	if (sqlite3_get_autocommit(x->db) == 0)
		sqlite3_exec(x->db, "ROLLBACK", NULL, NULL, NULL);
}

enum status
index_reread(struct index *x, struct error *err)
{
	sqlite3_stmt *st = index_ready(x, IX_GET_HEAD, err);
	int rc;

	if (st == NULL)
		return err->code;
	rc = sqlite3_step(st);
	if (rc == SQLITE_ROW)
		x->size = (uint64_t)sqlite3_column_int64(st, 2);
	sqlite3_reset(st);
	return rc == SQLITE_ROW ? ST_OK
				: index_refuse(x, rc, "cannot be read", err);
}

/* Is the record the one whose hash the tree was built over? */
static enum status
check_record(
    struct auditlog *log, uint64_t entry, struct str text, struct error *err)
{
	uint8_t now[SHA256_SIZE], then[SHA256_SIZE];
	struct node_source src = { log->store, err };

	if (merkle_leaf(text, now) && node_source_get(&src, 0, entry, then) &&
	    memcmp(now, then, SHA256_SIZE) == 0)
		return ST_OK;
	return error_set(err, ST_VERIFY,
	    (struct pos){ store_path(log->store), 0, 0 },
	    "entry %" PRIu64 ": leaf: the record is not what was logged",
	    entry);
}

enum status
index_fetch_record(struct auditlog *log, uint64_t entry, struct arena *a,
    struct leaf *leaf, struct error *err)
{
	struct pos at = { store_path(log->store), 0, 0 };
	uint64_t index = entry;
	struct str text;
	bool found = false;
	enum status st =
	    store_next_entry(log->store, &index, a, &text, &found, err);

	if (st == ST_OK && (!found || index != entry))
		st = error_set(err, ST_VERIFY, at,
		    "entry %" PRIu64 ": entry-missing", entry);
	if (st == ST_OK)
		st = check_record(log, entry, text, err);
	if (st == ST_OK)
		st = leaf_read(text, at, a, leaf, err);
	return st;
}

enum status
index_fetch_file(struct auditlog *log, uint64_t entry, const struct leaf *leaf,
    struct arena *a, struct str *file, struct error *err)
{
	struct error unread = { 0 };
	enum status st = auditlog_file(log, entry, leaf, a, file, &unread);

	if (st != ST_OK)
		*file = (struct str){ NULL, 0 };
	if (st != ST_OK && st != ST_VERIFY)
		*err = unread;
	return err->code;
}

enum status
index_fetch(struct auditlog *log, uint64_t entry, struct arena *a,
    struct leaf *leaf, struct str *file, struct error *err)
{
	*file = (struct str){ NULL, 0 };
	if (index_fetch_record(log, entry, a, leaf, err) == ST_OK &&
	    leaf_is_filing(leaf->kind))
		index_fetch_file(log, entry, leaf, a, file, err);
	return err->code;
}

enum status
index_add(struct index *x, uint64_t entry, const struct leaf *leaf,
    struct str file, struct error *err)
{
	if (entry / INDEX_BLOCK != x->block) {
		if (index_settle(x, err) != ST_OK)
			return err->code;
		x->block = entry / INDEX_BLOCK;
	}
	if (index_read_entry(x, entry, leaf, file, err) == ST_OK &&
	    entry >= x->size)
		x->size = entry + 1;
	return err->code;
}

/* Entries from the head on, at most TOGETHER of them and not beyond size. */
static enum status
add_some(struct index *x, struct auditlog *log, uint64_t size,
    struct progress *progress, struct error *err)
{
	uint64_t end = size - x->size > TOGETHER ? x->size + TOGETHER : size;

	for (uint64_t i = x->size; i < end && err->code == ST_OK; i++) {
		struct arena a = { 0 };
		struct leaf leaf;
		struct str file;

		if (index_fetch(log, i, &a, &leaf, &file, err) == ST_OK)
			index_add(x, i, &leaf, file, err);
		arena_free(&a);
		progress_at(progress, i + 1);
	}
	if (err->code == ST_OK && index_settle(x, err) == ST_OK)
		index_put_head(x, log, end, err);
	return err->code;
}

/*
 * Others may have gone on since the head was read: what they did is not done
 * again.
 */
enum status
index_update(struct index *x, struct auditlog *log, struct progress *progress,
    struct error *err)
{
	uint64_t size = 0;

	if (store_size(log->store, &size, err) != ST_OK)
		return err->code;
	progress_begin(progress, PROGRESS_INDEX, size);
	while (err->code == ST_OK && x->size < size) {
		if (index_begin(x, true, err) != ST_OK)
			break;
		if (index_reread(x, err) == ST_OK && x->size < size)
			add_some(x, log, size, progress, err);
		if (err->code == ST_OK)
			index_commit(x, err);
		index_abandon(x);
	}
	return err->code;
}
