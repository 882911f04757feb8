/* SPDX-License-Identifier: Apache-2.0 */
/* store - rows in and out of the SQLite file of the log; see store.h. */
#include "core/log/store.h"

#include "core/log/store_sqlite.h"

#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>

#define PIECE 65536 /* [bytes] of a blob read at once */
/* The id in the second line of a leaf, as the index entry_id has it. */
#define ID "substr(leaf, 20, instr(substr(leaf, 20), char(10)) - 1)"

static const char *const queries[NQUERY] = {
	[Q_PUT_BLOB] = "INSERT INTO blob (id, sha256, body) SELECT "
		       "coalesce(max(id), 0) + 1, ?1, ?2 FROM blob",
	[Q_PUT_ENTRY] = "INSERT INTO entry (idx, leaf) VALUES (?1, ?2)",
	[Q_PUT_REFERS] = "INSERT INTO refers (target, entry) VALUES (?1, ?2)",
	[Q_PUT_NODE] = "INSERT INTO node (level, idx, hash) "
		       "VALUES (?1, ?2, ?3)",
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
	[Q_ENTRY_OF] = "SELECT idx, leaf FROM entry WHERE " ID " = ?1",
	[Q_FIND_ID] = "SELECT idx FROM entry WHERE " ID " >= ?1 AND " ID
		      " < ?1 || char(127) ORDER BY " ID " LIMIT ?2",
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
	[Q_FIND_BLOB] = "SELECT id FROM blob WHERE sha256 = ?1",
	[Q_READ_BLOB] = "SELECT id, length(body), iif(length(body) <= ?2, "
			"body, NULL) FROM blob WHERE sha256 = ?1",
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

/* The statement, ready for its values; NULL: refused. */
static sqlite3_stmt *
ready(struct store *s, enum query q, struct error *err)
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

/*
 * A bind fails when memory is out or the value is too large; so does the
 * step after it, which then finds NULL where no NULL may be.
 */
static void
bind_hash(sqlite3_stmt *st, int n, const uint8_t hash[SHA256_SIZE])
{
	sqlite3_bind_blob(st, n, hash, SHA256_SIZE, SQLITE_STATIC);
}

static void
bind_str(sqlite3_stmt *st, int n, struct str s)
{
	sqlite3_bind_text64(
	    st, n, s.p, (sqlite3_uint64)s.n, SQLITE_STATIC, SQLITE_UTF8);
}

static enum status
run(struct store *s, sqlite3_stmt *st, struct error *err)
{
	int rc = sqlite3_step(st);
	enum status code = ST_OK;

	if (rc != SQLITE_DONE)
		code = store_refuse(s, rc, "cannot be written", err);
	sqlite3_reset(st);
	return code;
}

/* Steps to the first row. */
static enum status
seek(struct store *s, sqlite3_stmt *st, bool *found, struct error *err)
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

static struct str
column(sqlite3_stmt *st, int n)
{
	const void *p = sqlite3_column_blob(st, n);

	return (struct str){ p, (size_t)sqlite3_column_bytes(st, n) };
}

static enum status
copy_column(struct store *s, sqlite3_stmt *st, int n, struct arena *a,
    struct str *out, struct error *err)
{
	struct str copy = arena_copy(a, column(st, n));

	if (copy.p == NULL)
		return store_refuse(s, SQLITE_NOMEM, "", err);
	*out = copy;
	return ST_OK;
}

static enum status
hash_column(struct store *s, sqlite3_stmt *st, int n, uint8_t out[SHA256_SIZE],
    struct error *err)
{
	struct str got = column(st, n);

	if (got.n != SHA256_SIZE)
		return error_set(err, ST_VERIFY, (struct pos){ s->path, 0, 0 },
		    "a hash of %zu bytes: expected %d", got.n, SHA256_SIZE);
	memcpy(out, got.p, SHA256_SIZE);
	return ST_OK;
}

enum status
store_put_blob(struct store *s, const uint8_t sha256[SHA256_SIZE],
    struct str body, struct error *err)
{
	sqlite3_stmt *st;
	bool found = false;
	int64_t id;
	enum status code = store_find_blob(s, sha256, &id, &found, err);

	if (code != ST_OK || found)
		return code;
	if (body.n > STORE_BLOB_MAX)
		return store_refuse(s, SQLITE_TOOBIG, "cannot be stored", err);
	if ((st = ready(s, Q_PUT_BLOB, err)) == NULL)
		return err->code;
	bind_hash(st, 1, sha256);
	sqlite3_bind_blob64(
	    st, 2, body.n > 0 ? body.p : "", body.n, SQLITE_STATIC);
	return run(s, st, err);
}

enum status
store_put_entry(
    struct store *s, uint64_t index, struct str leaf, struct error *err)
{
	sqlite3_stmt *st = ready(s, Q_PUT_ENTRY, err);

	if (st == NULL)
		return err->code;
	sqlite3_bind_int64(st, 1, (sqlite3_int64)index);
	bind_str(st, 2, leaf);
	return run(s, st, err);
}

enum status
store_put_refers(
    struct store *s, uint64_t index, struct str target, struct error *err)
{
	sqlite3_stmt *st = ready(s, Q_PUT_REFERS, err);

	if (st == NULL)
		return err->code;
	bind_str(st, 1, target);
	sqlite3_bind_int64(st, 2, (sqlite3_int64)index);
	return run(s, st, err);
}

enum status
store_put_node(struct store *s, unsigned level, uint64_t index,
    const uint8_t hash[SHA256_SIZE], struct error *err)
{
	sqlite3_stmt *st = ready(s, Q_PUT_NODE, err);

	if (st == NULL)
		return err->code;
	sqlite3_bind_int(st, 1, (int)level);
	sqlite3_bind_int64(st, 2, (sqlite3_int64)index);
	bind_hash(st, 3, hash);
	return run(s, st, err);
}

enum status
store_put_head(
    struct store *s, const struct store_head *head, struct error *err)
{
	sqlite3_stmt *st = ready(s, Q_PUT_HEAD, err);

	if (st == NULL)
		return err->code;
	sqlite3_bind_int64(st, 1, (sqlite3_int64)head->size);
	bind_hash(st, 2, head->root);
	bind_str(st, 3, head->note);
	return run(s, st, err);
}

enum status
store_put_word(struct store *s, enum store_word kind, uint64_t size, uint64_t n,
    struct str bytes, struct error *err)
{
	sqlite3_stmt *st = ready(s,
	    kind == STORE_COSIGNATURE ? Q_PUT_COSIGNATURE : Q_PUT_TIMESTAMP,
	    err);

	if (st == NULL)
		return err->code;
	sqlite3_bind_int64(st, 1, (sqlite3_int64)size);
	sqlite3_bind_int64(st, 2, (sqlite3_int64)n);
	if (kind == STORE_COSIGNATURE)
		bind_str(st, 3, bytes);
	else
		sqlite3_bind_blob64(
		    st, 3, bytes.n > 0 ? bytes.p : "", bytes.n, SQLITE_STATIC);
	return run(s, st, err);
}

enum status
store_identity(struct store *s, struct arena *a, struct str *origin,
    struct str *vkey, struct error *err)
{
	sqlite3_stmt *st = ready(s, Q_IDENTITY, err);
	enum status code;
	bool found = false;

	if (st == NULL || seek(s, st, &found, err) != ST_OK)
		return err->code;
	if (!found)
		code = error_set(err, ST_VERIFY, (struct pos){ s->path, 0, 0 },
		    "a log without origin");
	else if ((code = copy_column(s, st, 0, a, origin, err)) == ST_OK)
		code = copy_column(s, st, 1, a, vkey, err);
	sqlite3_reset(st);
	return code;
}

enum status
store_size(struct store *s, uint64_t *size, struct error *err)
{
	sqlite3_stmt *st = ready(s, Q_SIZE, err);
	bool found = false;

	if (st == NULL || seek(s, st, &found, err) != ST_OK)
		return err->code;
	*size = (uint64_t)sqlite3_column_int64(st, 0);
	sqlite3_reset(st);
	return ST_OK;
}

/* The row of an entry that st is to give. */
static enum status
read_entry(struct store *s, sqlite3_stmt *st, struct arena *a, uint64_t *index,
    struct str *leaf, bool *found, struct error *err)
{
	enum status code = ST_OK;

	if (seek(s, st, found, err) != ST_OK)
		return err->code;
	if (*found) {
		code = copy_column(s, st, 1, a, leaf, err);
		if (code == ST_OK)
			*index = (uint64_t)sqlite3_column_int64(st, 0);
	}
	sqlite3_reset(st);
	return code;
}

enum status
store_next_entry(struct store *s, uint64_t *index, struct arena *a,
    struct str *leaf, bool *found, struct error *err)
{
	sqlite3_stmt *st = ready(s, Q_NEXT_ENTRY, err);

	if (st == NULL)
		return err->code;
	*found = false;
	if (*index > INT64_MAX)
		return ST_OK;
	sqlite3_bind_int64(st, 1, (sqlite3_int64)*index);
	return read_entry(s, st, a, index, leaf, found, err);
}

enum status
store_entry_of(struct store *s, struct str id, struct arena *a, uint64_t *index,
    struct str *leaf, bool *found, struct error *err)
{
	sqlite3_stmt *st = ready(s, Q_ENTRY_OF, err);

	if (st == NULL)
		return err->code;
	bind_str(st, 1, id);
	return read_entry(s, st, a, index, leaf, found, err);
}

/* The first column of at most `most` rows. */
static enum status
list_indexes(struct store *s, sqlite3_stmt *st, size_t most, uint64_t *index,
    size_t *n, struct error *err)
{
	size_t count = 0;
	int rc;

	while ((rc = sqlite3_step(st)) == SQLITE_ROW && count < most)
		index[count++] = (uint64_t)sqlite3_column_int64(st, 0);
	if (rc != SQLITE_ROW && rc != SQLITE_DONE)
		store_refuse(s, rc, "cannot be read", err);
	else
		*n = count;
	sqlite3_reset(st);
	return err->code;
}

enum status
store_find_id(struct store *s, struct str prefix, size_t most, uint64_t *index,
    size_t *n, struct error *err)
{
	sqlite3_stmt *st = ready(s, Q_FIND_ID, err);

	if (st == NULL)
		return err->code;
	bind_str(st, 1, prefix);
	sqlite3_bind_int64(st, 2, (sqlite3_int64)most);
	return list_indexes(s, st, most, index, n, err);
}

enum status
store_find_refers(struct store *s, struct str target, uint64_t from,
    size_t most, uint64_t *index, size_t *n, struct error *err)
{
	sqlite3_stmt *st = ready(s, Q_FIND_REFERS, err);

	if (st == NULL)
		return err->code;
	*n = 0;
	if (from > INT64_MAX)
		return ST_OK;
	bind_str(st, 1, target);
	sqlite3_bind_int64(st, 2, (sqlite3_int64)from);
	sqlite3_bind_int64(st, 3, (sqlite3_int64)most);
	return list_indexes(s, st, most, index, n, err);
}

enum status
store_count_refers(
    struct store *s, uint64_t before, uint64_t *n, struct error *err)
{
	sqlite3_stmt *st = ready(s, Q_COUNT_REFERS, err);
	bool found = false;

	if (st == NULL)
		return err->code;
	sqlite3_bind_int64(
	    st, 1, before > INT64_MAX ? INT64_MAX : (sqlite3_int64)before - 1);
	if (seek(s, st, &found, err) != ST_OK)
		return err->code;
	*n = (uint64_t)sqlite3_column_int64(st, 0);
	sqlite3_reset(st);
	return ST_OK;
}

enum status
store_get_node(struct store *s, unsigned level, uint64_t index,
    uint8_t hash[SHA256_SIZE], bool *found, struct error *err)
{
	sqlite3_stmt *st = ready(s, Q_GET_NODE, err);
	enum status code = ST_OK;

	if (st == NULL)
		return err->code;
	sqlite3_bind_int(st, 1, (int)level);
	sqlite3_bind_int64(st, 2, (sqlite3_int64)index);
	if (seek(s, st, found, err) != ST_OK)
		return err->code;
	if (*found)
		code = hash_column(s, st, 0, hash, err);
	sqlite3_reset(st);
	return code;
}

/* The row of a checkpoint that st is to give. */
static enum status
read_head(struct store *s, sqlite3_stmt *st, struct arena *a,
    struct store_head *out, bool *found, struct error *err)
{
	struct store_head h;
	enum status code = ST_OK;

	if (seek(s, st, found, err) != ST_OK)
		return err->code;
	if (*found) {
		h.size = (uint64_t)sqlite3_column_int64(st, 0);
		h.before = sqlite3_column_type(st, 3) == SQLITE_NULL
			       ? STORE_NO_HEAD
			       : (uint64_t)sqlite3_column_int64(st, 3);
		out->size = h.size;
		code = hash_column(s, st, 1, h.root, err);
		if (code == ST_OK)
			code = copy_column(s, st, 2, a, &h.note, err);
		if (code == ST_OK)
			*out = h;
	}
	sqlite3_reset(st);
	return code;
}

enum status
store_next_head(struct store *s, uint64_t size, struct arena *a,
    struct store_head *out, bool *found, struct error *err)
{
	sqlite3_stmt *st = ready(s, Q_NEXT_HEAD, err);

	if (st == NULL)
		return err->code;
	*found = false;
	if (size > INT64_MAX)
		return ST_OK;
	sqlite3_bind_int64(st, 1, (sqlite3_int64)size);
	return read_head(s, st, a, out, found, err);
}

enum status
store_prev_head(struct store *s, uint64_t size, struct arena *a,
    struct store_head *out, bool *found, struct error *err)
{
	sqlite3_stmt *st = ready(s, Q_PREV_HEAD, err);

	if (st == NULL)
		return err->code;
	sqlite3_bind_int64(
	    st, 1, (sqlite3_int64)(size > INT64_MAX ? INT64_MAX : size));
	return read_head(s, st, a, out, found, err);
}

enum status
store_last_head(struct store *s, struct arena *a, struct store_head *out,
    bool *found, struct error *err)
{
	return store_prev_head(s, INT64_MAX, a, out, found, err);
}

enum status
store_next_word(struct store *s, enum store_word kind, uint64_t *size,
    uint64_t *n, struct arena *a, struct str *bytes, bool *found,
    struct error *err)
{
	sqlite3_stmt *st = ready(s,
	    kind == STORE_COSIGNATURE ? Q_NEXT_COSIGNATURE : Q_NEXT_TIMESTAMP,
	    err);
	enum status code = ST_OK;

	if (st == NULL)
		return err->code;
	*found = false;
	if (*size > INT64_MAX || *n > INT64_MAX)
		return ST_OK;
	sqlite3_bind_int64(st, 1, (sqlite3_int64)*size);
	sqlite3_bind_int64(st, 2, (sqlite3_int64)*n);
	if (seek(s, st, found, err) != ST_OK)
		return err->code;
	if (*found) {
		*size = (uint64_t)sqlite3_column_int64(st, 0);
		*n = (uint64_t)sqlite3_column_int64(st, 1);
		code = copy_column(s, st, 2, a, bytes, err);
	}
	sqlite3_reset(st);
	return code;
}

enum status
store_last_word(
    struct store *s, enum store_word kind, uint64_t *size, struct error *err)
{
	sqlite3_stmt *st = ready(s,
	    kind == STORE_COSIGNATURE ? Q_LAST_COSIGNATURE : Q_LAST_TIMESTAMP,
	    err);
	bool found = false;

	if (st == NULL || seek(s, st, &found, err) != ST_OK)
		return err->code;
	*size = (uint64_t)sqlite3_column_int64(st, 0);
	sqlite3_reset(st);
	return ST_OK;
}

enum status
store_next_blob(struct store *s, int64_t *id, uint8_t sha256[SHA256_SIZE],
    bool *found, struct error *err)
{
	sqlite3_stmt *st = ready(s, Q_NEXT_BLOB, err);
	enum status code = ST_OK;

	if (st == NULL)
		return err->code;
	sqlite3_bind_int64(st, 1, *id);
	if (seek(s, st, found, err) != ST_OK)
		return err->code;
	if (*found) {
		*id = sqlite3_column_int64(st, 0);
		code = hash_column(s, st, 1, sha256, err);
	}
	sqlite3_reset(st);
	return code;
}

enum status
store_find_blob(struct store *s, const uint8_t sha256[SHA256_SIZE], int64_t *id,
    bool *found, struct error *err)
{
	sqlite3_stmt *st = ready(s, Q_FIND_BLOB, err);

	if (st == NULL)
		return err->code;
	bind_hash(st, 1, sha256);
	if (seek(s, st, found, err) != ST_OK)
		return err->code;
	if (*found)
		*id = sqlite3_column_int64(st, 0);
	sqlite3_reset(st);
	return ST_OK;
}

enum status
store_read_blob(struct store *s, const uint8_t sha256[SHA256_SIZE], size_t most,
    int64_t *id, uint64_t *size, struct bytes *out, bool *found,
    struct error *err)
{
	sqlite3_stmt *st = ready(s, Q_READ_BLOB, err);
	struct str got;
	char *p;

	if (st == NULL)
		return err->code;
	bind_hash(st, 1, sha256);
	sqlite3_bind_int64(st, 2, (sqlite3_int64)most);
	if (seek(s, st, found, err) != ST_OK)
		return err->code;
	if (*found) {
		*id = sqlite3_column_int64(st, 0);
		*size = (uint64_t)sqlite3_column_int64(st, 1);
	}
	if (*found && *size <= most) {
		got = column(st, 2);
		p = malloc(got.n + 1);
		if (p == NULL) {
			sqlite3_reset(st);
			return store_refuse(s, SQLITE_NOMEM, "", err);
		}
		if (got.n > 0)
			memcpy(p, got.p, got.n);
		p[got.n] = '\0';
		*out = (struct bytes){ p, got.n };
	}
	sqlite3_reset(st);
	return ST_OK;
}

enum status
store_last_blob(struct store *s, int64_t *id, struct error *err)
{
	sqlite3_stmt *st = ready(s, Q_LAST_BLOB, err);
	bool found = false;

	if (st == NULL || seek(s, st, &found, err) != ST_OK)
		return err->code;
	*id = sqlite3_column_int64(st, 0);
	sqlite3_reset(st);
	return ST_OK;
}

/* Hands the bytes of an open blob to md in pieces. */
static int
digest_blob(sqlite3_blob *blob, EVP_MD_CTX *md)
{
	unsigned char piece[PIECE];
	int n = sqlite3_blob_bytes(blob);

	for (int at = 0; at < n;) {
		int take = n - at < PIECE ? n - at : PIECE;
		int rc = sqlite3_blob_read(blob, piece, take, at);

		if (rc != SQLITE_OK)
			return rc;
		if (EVP_DigestUpdate(md, piece, (size_t)take) != 1)
			return SQLITE_NOMEM;
		at += take;
	}
	return SQLITE_OK;
}

enum status
store_hash_blob(struct store *s, int64_t id, uint8_t sha256[SHA256_SIZE],
    uint64_t *size, struct error *err)
{
	EVP_MD_CTX *md = EVP_MD_CTX_new();
	sqlite3_blob *blob = NULL;
	enum status st = ST_IO;
	int rc;

	if (md == NULL || EVP_DigestInit_ex(md, EVP_sha256(), NULL) != 1) {
		st = store_refuse(s, SQLITE_NOMEM, "", err);
		goto out;
	}
	rc = sqlite3_blob_open(s->db, "main", "blob", "body", id, 0, &blob);
	if (rc == SQLITE_OK)
		rc = digest_blob(blob, md);
	if (rc != SQLITE_OK) {
		st = store_refuse(s, rc, "cannot be read", err);
		goto out;
	}
	*size = (uint64_t)sqlite3_blob_bytes(blob);
	if (EVP_DigestFinal_ex(md, sha256, NULL) != 1) {
		st = store_refuse(s, SQLITE_NOMEM, "", err);
		goto out;
	}
	st = ST_OK;
out:
	sqlite3_blob_close(blob);
	EVP_MD_CTX_free(md);
	return st;
}

enum status
store_load_blob(
    struct store *s, int64_t id, struct bytes *out, struct error *err)
{
	sqlite3_blob *blob = NULL;
	enum status st = ST_OK;
	char *p = NULL;
	size_t n = 0;
	int rc;

	rc = sqlite3_blob_open(s->db, "main", "blob", "body", id, 0, &blob);
	if (rc == SQLITE_OK) {
		n = (size_t)sqlite3_blob_bytes(blob);
		p = malloc(n + 1);
		rc = p == NULL ? SQLITE_NOMEM
			       : sqlite3_blob_read(blob, p, (int)n, 0);
	}
	if (rc != SQLITE_OK) {
		st = store_refuse(s, rc, "cannot be read", err);
		free(p);
	} else {
		p[n] = '\0';
		*out = (struct bytes){ p, n };
	}
	sqlite3_blob_close(blob);
	return st;
}

enum status
store_count(struct store *s, struct store_totals *out, struct error *err)
{
	sqlite3_stmt *st = ready(s, Q_COUNT, err);
	bool found = false;

	if (st == NULL || seek(s, st, &found, err) != ST_OK)
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
