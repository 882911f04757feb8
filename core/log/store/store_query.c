/* SPDX-License-Identifier: Apache-2.0 */
/* store_query - the statements of the store, prepared once, and how values get
 * into and out of them; see store_sqlite.h. */
#include "core/log/store/store_sqlite.h"

#include <string.h>

/* The id in the second line of a leaf, and its beginning as the index entry_id
 * has it, with what follows where it is shorter. */
#define ID "substr(leaf, 20, instr(substr(leaf, 20), char(10)) - 1)"
#define ID_BEGIN "substr(leaf, 20, 16)"
#define IN_PART \
	"idx >> 14 = ?1 AND " ID_BEGIN " >= ?2 AND " ID_BEGIN \
	" < ?2 || char(127)"

/* So many rows as STORE_NODES. */
#define NODES_4 "(?,?,?),(?,?,?),(?,?,?),(?,?,?)"
#define NODES_16 NODES_4 "," NODES_4 "," NODES_4 "," NODES_4
#define NODES_32 NODES_16 "," NODES_16

static const char *const queries[NQUERY] = {
	/* Not as a SELECT of all three: that copies the body once more. */
	[Q_PUT_BLOB] = "INSERT INTO blob (id, sha256, body) VALUES ("
		       "(SELECT coalesce(max(id), 0) + 1 FROM blob), ?1, ?2)",
	[Q_PUT_ENTRY] = "INSERT INTO entry (idx, leaf) VALUES (?1, ?2)",
	[Q_PUT_REFERS] = "INSERT INTO refers (target, entry) VALUES (?1, ?2)",
	[Q_PUT_NODE] = "INSERT INTO node (level, idx, hash) "
		       "VALUES (?1, ?2, ?3)",
	[Q_PUT_NODES] = "INSERT INTO node (level, idx, hash) VALUES " NODES_32,
	[Q_PUT_HEAD] = "INSERT INTO checkpoint (size, before, root, note) "
		       "SELECT ?1, max(size), ?2, ?3 FROM checkpoint",
	[Q_PUT_COSIGNATURE] = "INSERT INTO cosignature (size, n, line) "
			      "VALUES (?1, ?2, ?3)",
	[Q_PUT_TIMESTAMP] = "INSERT INTO timestamp (size, n, token) "
			    "VALUES (?1, ?2, ?3)",
	[Q_IDENTITY] = "SELECT origin, vkey FROM log",
	[Q_SIZE] = "SELECT coalesce(max(idx), -1) + 1 FROM entry",
	[Q_NEXT_ENTRY] = "SELECT idx, leaf FROM entry WHERE idx >= ?1 "
			 "ORDER BY idx LIMIT 1",
	[Q_PREV_ENTRY] = "SELECT idx FROM entry WHERE idx < ?1 "
			 "ORDER BY idx DESC LIMIT 1",
	[Q_ENTRY_OF] = "SELECT idx, leaf FROM entry WHERE " IN_PART " AND " ID
		       " = ?3 AND idx < ?4",
	[Q_FIND_ID] = "SELECT idx FROM entry WHERE " IN_PART " AND " ID
		      " >= ?3 AND " ID " < ?3 || char(127) LIMIT ?4",
	/* an index that lies does not have them */
	[Q_SCAN_ID] = "SELECT idx FROM entry NOT INDEXED WHERE " ID
		      " >= ?1 AND " ID " < ?1 || char(127) LIMIT 1",
	[Q_FIND_REFERS] = "SELECT entry FROM refers WHERE target = ?1 "
			  "AND entry >= ?2 ORDER BY entry LIMIT ?3",
	[Q_COUNT_REFERS] = "SELECT count(*) FROM refers WHERE entry <= ?1",
	[Q_GET_NODE] = "SELECT hash FROM node WHERE level = ?1 AND idx = ?2",
	[Q_NEXT_HEAD] = "SELECT size, root, note, before FROM checkpoint "
			"WHERE size >= ?1 ORDER BY size LIMIT 1",
	[Q_PREV_HEAD] = "SELECT size, root, note, before FROM checkpoint "
			"WHERE size <= ?1 ORDER BY size DESC LIMIT 1",
	[Q_NEXT_COSIGNATURE] =
	    "SELECT size, n, line FROM cosignature "
	    "WHERE (size, n) >= (?1, ?2) ORDER BY size, n LIMIT 1",
	[Q_NEXT_TIMESTAMP] =
	    "SELECT size, n, token FROM timestamp "
	    "WHERE (size, n) >= (?1, ?2) ORDER BY size, n LIMIT 1",
	[Q_LAST_COSIGNATURE] = "SELECT coalesce(max(size), 0) FROM cosignature",
	[Q_LAST_TIMESTAMP] = "SELECT coalesce(max(size), 0) FROM timestamp",
	[Q_NEXT_BLOB] = "SELECT id, sha256 FROM blob WHERE id > ?1 "
			"ORDER BY id LIMIT 1",
	[Q_PREV_BLOB] = "SELECT id FROM blob WHERE id < ?1 "
			"ORDER BY id DESC LIMIT 1",
	[Q_FIND_BLOB] = "SELECT id FROM blob WHERE id >> 14 = ?1 "
			"AND substr(sha256, 1, 8) = substr(?2, 1, 8) "
			"AND sha256 = ?2",
	[Q_READ_BLOB] = "SELECT length(body), iif(length(body) <= ?2, "
			"body, NULL) FROM blob WHERE id = ?1",
	[Q_LAST_BLOB] = "SELECT coalesce(max(id), 0) FROM blob",
	[Q_COUNT] = "SELECT (SELECT count(*) FROM entry), "
		    "(SELECT count(*) FROM node), "
		    "(SELECT count(*) FROM checkpoint), "
		    "(SELECT count(*) FROM blob)",
};

/*
 * store_refuse - say what SQLite refused.
 *
 * In:	rc     an extended result code
 *	doing  what was tried, e.g. "cannot be read"
 * Out:	ST_VERIFY for damage and for a broken rule of the log, ST_KEY for
 *	permission, ST_NOMEM, ST_LIMIT, else ST_IO
 */
enum status
store_refuse(
    const struct store *s, int rc, const char *doing, struct error *err)
{
	const struct pos at = { s->path, 0, 0 };
	const char *text = s->db != NULL ? sqlite3_errmsg(s->db) : "";

	if (s->refusal.code != ST_OK)
		return error_set(
		    err, s->refusal.code, at, "%s", s->refusal.text);
	switch (rc & 0xff) {
	case SQLITE_NOMEM:
		return error_set(err, ST_NOMEM, at, "out of memory");
	case SQLITE_TOOBIG:
		return error_set(err, ST_LIMIT, at, "%s: too large", doing);
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return error_set(err, ST_IO, at,
		    "%s: another process keeps the log locked", doing);
	case SQLITE_FULL:
		return error_set(err, ST_IO, at, "%s: the disk is full", doing);
	case SQLITE_READONLY:
	case SQLITE_PERM:
	case SQLITE_AUTH:
		return error_set(err, ST_KEY, at, "%s: %s", doing, text);
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		return error_set(
		    err, ST_VERIFY, at, "%s: the file is damaged", doing);
	case SQLITE_CONSTRAINT:
	case SQLITE_MISMATCH:
		return error_set(err, ST_VERIFY, at, "%s: %s", doing, text);
	default:
		return error_set(err, ST_IO, at, "%s: %s", doing, text);
	}
}

sqlite3_stmt *
store_ready(struct store *s, enum query q, struct error *err)
{
	int rc = SQLITE_OK;

	if (s->query[q] == NULL)
		rc = sqlite3_prepare_v3(s->db, queries[q], -1,
		    SQLITE_PREPARE_PERSISTENT, &s->query[q], NULL);
	if (rc != SQLITE_OK) {
		store_refuse(s, rc, "cannot be used", err);
		return NULL;
	}
	sqlite3_reset(s->query[q]);
	sqlite3_clear_bindings(s->query[q]);
	return s->query[q];
}

void
store_bind_hash(sqlite3_stmt *st, int n, const uint8_t hash[SHA256_SIZE])
{
	sqlite3_bind_blob(st, n, hash, SHA256_SIZE, SQLITE_STATIC);
}

void
store_bind_str(sqlite3_stmt *st, int n, struct str s)
{
	sqlite3_bind_text64(
	    st, n, s.p, (sqlite3_uint64)s.n, SQLITE_STATIC, SQLITE_UTF8);
}

enum status
store_run(struct store *s, sqlite3_stmt *st, struct error *err)
{
	int rc = sqlite3_step(st);
	enum status code = ST_OK;

	if (rc != SQLITE_DONE)
		code = store_refuse(s, rc, "cannot be written", err);
	sqlite3_reset(st);
	return code;
}

enum status
store_seek(struct store *s, sqlite3_stmt *st, bool *found, struct error *err)
{
	int rc = sqlite3_step(st);

	if (rc != SQLITE_ROW && rc != SQLITE_DONE) {
		enum status code = store_refuse(s, rc, "cannot be read", err);

		sqlite3_reset(st);
		return code;
	}
	*found = rc == SQLITE_ROW;
	return ST_OK;
}

/*
 * store_in_order - is a row behind the one from which it was looked for?
 *
 * In a damaged file it may not be, and whoever goes on from it would go on for
 * ever.
 */
enum status
store_in_order(const struct store *s, bool is, struct error *err)
{
	return is ? ST_OK
		  : error_set(err, ST_VERIFY, (struct pos){ s->path, 0, 0 },
			"a row is not where its key says: the file is damaged");
}

enum status
store_number(struct store *s, sqlite3_stmt *st, int64_t *n, struct error *err)
{
	bool found = false;

	if (store_seek(s, st, &found, err) != ST_OK)
		return err->code;
	*n = sqlite3_column_int64(st, 0);
	sqlite3_reset(st);
	return ST_OK;
}

struct str
store_column(sqlite3_stmt *st, int n)
{
	const void *p = sqlite3_column_blob(st, n);

	return (struct str){ p, (size_t)sqlite3_column_bytes(st, n) };
}

enum status
store_copy_column(struct store *s, sqlite3_stmt *st, int n, struct arena *a,
    struct str *out, struct error *err)
{
	struct str copy = arena_copy(a, store_column(st, n));

	if (copy.p == NULL)
		return store_refuse(s, SQLITE_NOMEM, "", err);
	*out = copy;
	return ST_OK;
}

enum status
store_hash_column(struct store *s, sqlite3_stmt *st, int n,
    uint8_t out[SHA256_SIZE], struct error *err)
{
	struct str got = store_column(st, n);

	if (got.n != SHA256_SIZE)
		return error_set(err, ST_VERIFY, (struct pos){ s->path, 0, 0 },
		    "a hash of %zu bytes: expected %d", got.n, SHA256_SIZE);
	memcpy(out, got.p, SHA256_SIZE);
	return ST_OK;
}
