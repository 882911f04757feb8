/* SPDX-License-Identifier: Apache-2.0 */
/* store - transactions, entries, what they refer to and their hashes, in the
 * SQLite file of the log; see store.h. */
#include "core/log/store/store.h"

#include "core/log/store/store_sqlite.h"

#include <stdio.h>
#include <string.h>

const char *
store_path(const struct store *s)
{
	return s->path;
}

enum status
store_begin(struct store *s, bool write, struct error *err)
{
	int rc = sqlite3_exec(
	    s->db, write ? "BEGIN IMMEDIATE" : "BEGIN", NULL, NULL, NULL);

	return rc == SQLITE_OK
		   ? ST_OK
		   : store_refuse(s, rc,
			 write ? "cannot be written" : "cannot be read", err);
}

enum status
store_commit(struct store *s, struct error *err)
{
	int rc = sqlite3_exec(s->db, "COMMIT", NULL, NULL, NULL);

	return rc == SQLITE_OK ? ST_OK
			       : store_refuse(s, rc, "cannot be written", err);
}

void
store_abandon(struct store *s)
{
	if (sqlite3_get_autocommit(s->db) == 0)
		sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
}

enum status
store_put_entry(
    struct store *s, uint64_t index, struct str leaf, struct error *err)
{
	sqlite3_stmt *st = store_ready(s, Q_PUT_ENTRY, err);

	if (st == NULL)
		return err->code;
	sqlite3_bind_int64(st, 1, (sqlite3_int64)index);
	store_bind_str(st, 2, leaf);
	return store_run(s, st, err);
}

enum status
store_put_refers(
    struct store *s, uint64_t index, struct str target, struct error *err)
{
	sqlite3_stmt *st = store_ready(s, Q_PUT_REFERS, err);

	if (st == NULL)
		return err->code;
	store_bind_str(st, 1, target);
	sqlite3_bind_int64(st, 2, (sqlite3_int64)index);
	return store_run(s, st, err);
}

static void
bind_node(sqlite3_stmt *st, int at, const struct store_node *x)
{
	sqlite3_bind_int(st, at, (int)x->level);
	sqlite3_bind_int64(st, at + 1, (sqlite3_int64)x->index);
	store_bind_hash(st, at + 2, x->hash);
}

enum status
store_put_nodes(
    struct store *s, const struct store_node *list, size_t n, struct error *err)
{
	sqlite3_stmt *st;

	for (; n >= STORE_NODES; list += STORE_NODES, n -= STORE_NODES) {
		st = store_ready(s, Q_PUT_NODES, err);
		if (st == NULL)
			return err->code;
		for (int i = 0; i < STORE_NODES; i++)
			bind_node(st, 3 * i + 1, &list[i]);
		if (store_run(s, st, err) != ST_OK)
			return err->code;
	}
	for (; n > 0; list++, n--) {
		st = store_ready(s, Q_PUT_NODE, err);
		if (st == NULL)
			return err->code;
		bind_node(st, 1, list);
		if (store_run(s, st, err) != ST_OK)
			return err->code;
	}
	return ST_OK;
}

enum status
store_put_node(struct store *s, unsigned level, uint64_t index,
    const uint8_t hash[SHA256_SIZE], struct error *err)
{
	struct store_node x = { .level = level, .index = index };

	memcpy(x.hash, hash, SHA256_SIZE);
	return store_put_nodes(s, &x, 1, err);
}

enum status
store_identity(struct store *s, struct arena *a, struct str *origin,
    struct str *vkey, struct error *err)
{
	sqlite3_stmt *st = store_ready(s, Q_IDENTITY, err);
	enum status code;
	bool found = false;

	if (st == NULL || store_seek(s, st, &found, err) != ST_OK)
		return err->code;
	if (!found)
		code = error_set(err, ST_VERIFY, (struct pos){ s->path, 0, 0 },
		    "a log without origin");
	else if ((code = store_copy_column(s, st, 0, a, origin, err)) == ST_OK)
		code = store_copy_column(s, st, 1, a, vkey, err);
	sqlite3_reset(st);
	return code;
}

enum status
store_size(struct store *s, uint64_t *size, struct error *err)
{
	sqlite3_stmt *st = store_ready(s, Q_SIZE, err);
	int64_t n;

	if (st == NULL || store_number(s, st, &n, err) != ST_OK)
		return err->code;
	*size = (uint64_t)n;
	return ST_OK;
}

enum status
store_read_entry(struct store *s, sqlite3_stmt *st, uint64_t from,
    struct arena *a, uint64_t *index, struct str *leaf, bool *found,
    struct error *err)
{
	enum status code = ST_OK;

	if (store_seek(s, st, found, err) != ST_OK)
		return err->code;
	if (*found) {
		uint64_t at = (uint64_t)sqlite3_column_int64(st, 0);

		code = store_in_order(s, at >= from && at <= INT64_MAX, err);
		if (code == ST_OK)
			code = store_copy_column(s, st, 1, a, leaf, err);
		if (code == ST_OK)
			*index = at;
	}
	sqlite3_reset(st);
	return code;
}

enum status
store_next_entry(struct store *s, uint64_t *index, struct arena *a,
    struct str *leaf, bool *found, struct error *err)
{
	sqlite3_stmt *st = store_ready(s, Q_NEXT_ENTRY, err);

	if (st == NULL)
		return err->code;
	*found = false;
	if (*index > INT64_MAX)
		return ST_OK;
	sqlite3_bind_int64(st, 1, (sqlite3_int64)*index);
	return store_read_entry(s, st, *index, a, index, leaf, found, err);
}

enum status
store_list_indexes(struct store *s, sqlite3_stmt *st, uint64_t from,
    size_t most, uint64_t *index, size_t *n, struct error *err)
{
	size_t count = 0;
	int rc;

	while ((rc = sqlite3_step(st)) == SQLITE_ROW && count < most) {
		uint64_t at = (uint64_t)sqlite3_column_int64(st, 0);

		if (store_in_order(s, at >= from && at <= INT64_MAX, err) !=
		    ST_OK)
			break;
		index[count++] = at;
	}
	if (rc != SQLITE_ROW && rc != SQLITE_DONE)
		store_refuse(s, rc, "cannot be read", err);
	else if (err->code == ST_OK)
		*n = count;
	sqlite3_reset(st);
	return err->code;
}

enum status
store_find_refers(struct store *s, struct str target, uint64_t from,
    size_t most, uint64_t *index, size_t *n, struct error *err)
{
	sqlite3_stmt *st = store_ready(s, Q_FIND_REFERS, err);

	if (st == NULL)
		return err->code;
	*n = 0;
	if (from > INT64_MAX)
		return ST_OK;
	store_bind_str(st, 1, target);
	sqlite3_bind_int64(st, 2, (sqlite3_int64)from);
	sqlite3_bind_int64(st, 3, (sqlite3_int64)most);
	return store_list_indexes(s, st, from, most, index, n, err);
}

enum status
store_count_refers(
    struct store *s, uint64_t before, uint64_t *n, struct error *err)
{
	sqlite3_stmt *st = store_ready(s, Q_COUNT_REFERS, err);
	int64_t count;

	if (st == NULL)
		return err->code;
	sqlite3_bind_int64(
	    st, 1, before > INT64_MAX ? INT64_MAX : (sqlite3_int64)before - 1);
	if (store_number(s, st, &count, err) != ST_OK)
		return err->code;
	*n = (uint64_t)count;
	return ST_OK;
}

enum status
store_get_node(struct store *s, unsigned level, uint64_t index,
    uint8_t hash[SHA256_SIZE], bool *found, struct error *err)
{
	sqlite3_stmt *st = store_ready(s, Q_GET_NODE, err);
	enum status code = ST_OK;

	if (st == NULL)
		return err->code;
	sqlite3_bind_int(st, 1, (int)level);
	sqlite3_bind_int64(st, 2, (sqlite3_int64)index);
	if (store_seek(s, st, found, err) != ST_OK)
		return err->code;
	if (*found)
		code = store_hash_column(s, st, 0, hash, err);
	sqlite3_reset(st);
	return code;
}

enum status
store_count(struct store *s, struct store_totals *out, struct error *err)
{
	sqlite3_stmt *st = store_ready(s, Q_COUNT, err);
	bool found = false;

	if (st == NULL || store_seek(s, st, &found, err) != ST_OK)
		return err->code;
	*out = (struct store_totals){
		.entries = (uint64_t)sqlite3_column_int64(st, 0),
		.nodes = (uint64_t)sqlite3_column_int64(st, 1),
		.heads = (uint64_t)sqlite3_column_int64(st, 2),
		.blobs = (uint64_t)sqlite3_column_int64(st, 3),
	};
	sqlite3_reset(st);
	return ST_OK;
}
