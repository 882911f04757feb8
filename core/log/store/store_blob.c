/* SPDX-License-Identifier: Apache-2.0 */
/* store_blob - exact bytes in the store, each once by its digest; see store.h.
 */
#include "core/log/store/store_sqlite.h"

#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>

#define PIECE 65536 /* [bytes] of a blob read at once */

enum status
store_put_blob(struct store *s, const uint8_t sha256[SHA256_SIZE],
    struct str body, struct error *err)
{
	sqlite3_stmt *st;

	if (body.n > STORE_BLOB_MAX)
		return store_refuse(s, SQLITE_TOOBIG, "cannot be stored", err);
	if ((st = store_ready(s, Q_PUT_BLOB, err)) == NULL)
		return err->code;
	store_bind_hash(st, 1, sha256);
	sqlite3_bind_blob64(
	    st, 2, body.n > 0 ? body.p : "", body.n, SQLITE_STATIC);
	return store_run(s, st, err);
}

enum status
store_next_blob(struct store *s, int64_t *id, uint8_t sha256[SHA256_SIZE],
    bool *found, struct error *err)
{
	sqlite3_stmt *st = store_ready(s, Q_NEXT_BLOB, err);
	enum status code = ST_OK;

	if (st == NULL)
		return err->code;
	sqlite3_bind_int64(st, 1, *id);
	if (store_seek(s, st, found, err) != ST_OK)
		return err->code;
	if (*found)
		code =
		    store_in_order(s, sqlite3_column_int64(st, 0) > *id, err);
	if (*found && code == ST_OK) {
		*id = sqlite3_column_int64(st, 0);
		code = store_hash_column(s, st, 1, sha256, err);
	}
	sqlite3_reset(st);
	return code;
}

enum status
store_read_blob(struct store *s, const uint8_t sha256[SHA256_SIZE], size_t most,
    int64_t *id, uint64_t *size, struct bytes *out, bool *found,
    struct error *err)
{
	sqlite3_stmt *st;
	struct str got;
	char *p;

	if (store_find_blob(s, sha256, id, found, err) != ST_OK || !*found)
		return err->code;
	if ((st = store_ready(s, Q_READ_BLOB, err)) == NULL)
		return err->code;
	sqlite3_bind_int64(st, 1, *id);
	sqlite3_bind_int64(st, 2, (sqlite3_int64)most);
	if (store_seek(s, st, found, err) != ST_OK)
		return err->code;
	if (*found)
		*size = (uint64_t)sqlite3_column_int64(st, 0);
	if (*found && *size <= most) {
		got = store_column(st, 1);
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
	sqlite3_stmt *st = store_ready(s, Q_LAST_BLOB, err);

	return st == NULL ? err->code : store_number(s, st, id, err);
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
