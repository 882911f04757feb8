/* SPDX-License-Identifier: Apache-2.0 */
/* store_heads - checkpoints in the store, and what others say of them; see
 * store.h. */
#include "core/log/store/store_sqlite.h"

enum status
store_put_head(
    struct store *s, const struct store_head *head, struct error *err)
{
	sqlite3_stmt *st = store_ready(s, Q_PUT_HEAD, err);

	if (st == NULL)
		return err->code;
	sqlite3_bind_int64(st, 1, (sqlite3_int64)head->size);
	store_bind_hash(st, 2, head->root);
	store_bind_str(st, 3, head->note);
	return store_run(s, st, err);
}

enum status
store_put_word(struct store *s, enum store_word kind, uint64_t size, uint64_t n,
    struct str bytes, struct error *err)
{
	sqlite3_stmt *st = store_ready(s,
	    kind == STORE_COSIGNATURE ? Q_PUT_COSIGNATURE : Q_PUT_TIMESTAMP,
	    err);

	if (st == NULL)
		return err->code;
	sqlite3_bind_int64(st, 1, (sqlite3_int64)size);
	sqlite3_bind_int64(st, 2, (sqlite3_int64)n);
	if (kind == STORE_COSIGNATURE)
		store_bind_str(st, 3, bytes);
	else
		sqlite3_bind_blob64(
		    st, 3, bytes.n > 0 ? bytes.p : "", bytes.n, SQLITE_STATIC);
	return store_run(s, st, err);
}

/* The row of a checkpoint from least to most that st is to give. */
static enum status
read_head(struct store *s, sqlite3_stmt *st, uint64_t least, uint64_t most,
    struct arena *a, struct store_head *out, bool *found, struct error *err)
{
	struct store_head h;
	enum status code = ST_OK;

	if (store_seek(s, st, found, err) != ST_OK)
		return err->code;
	if (*found) {
		h.size = (uint64_t)sqlite3_column_int64(st, 0);
		h.before = sqlite3_column_type(st, 3) == SQLITE_NULL
			       ? STORE_NO_HEAD
			       : (uint64_t)sqlite3_column_int64(st, 3);
		code =
		    store_in_order(s, h.size >= least && h.size <= most, err);
		if (code == ST_OK) {
			out->size = h.size;
			code = store_hash_column(s, st, 1, h.root, err);
		}
		if (code == ST_OK)
			code = store_copy_column(s, st, 2, a, &h.note, err);
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
	sqlite3_stmt *st = store_ready(s, Q_NEXT_HEAD, err);

	if (st == NULL)
		return err->code;
	*found = false;
	if (size > INT64_MAX)
		return ST_OK;
	sqlite3_bind_int64(st, 1, (sqlite3_int64)size);
	return read_head(s, st, size, INT64_MAX, a, out, found, err);
}

enum status
store_prev_head(struct store *s, uint64_t size, struct arena *a,
    struct store_head *out, bool *found, struct error *err)
{
	sqlite3_stmt *st = store_ready(s, Q_PREV_HEAD, err);

	if (st == NULL)
		return err->code;
	sqlite3_bind_int64(
	    st, 1, (sqlite3_int64)(size > INT64_MAX ? INT64_MAX : size));
	return read_head(s, st, 0, size, a, out, found, err);
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
	sqlite3_stmt *st = store_ready(s,
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
	if (store_seek(s, st, found, err) != ST_OK)
		return err->code;
	if (*found) {
		uint64_t of = (uint64_t)sqlite3_column_int64(st, 0);
		uint64_t nth = (uint64_t)sqlite3_column_int64(st, 1);

		code = store_in_order(s,
		    sqlite3_column_type(st, 0) == SQLITE_INTEGER &&
			sqlite3_column_type(st, 1) == SQLITE_INTEGER &&
			(of > *size || (of == *size && nth >= *n)),
		    err);
		if (code == ST_OK)
			code = store_copy_column(s, st, 2, a, bytes, err);
		*size = of;
		*n = nth;
	}
	sqlite3_reset(st);
	return code;
}

enum status
store_last_word(
    struct store *s, enum store_word kind, uint64_t *size, struct error *err)
{
	sqlite3_stmt *st = store_ready(s,
	    kind == STORE_COSIGNATURE ? Q_LAST_COSIGNATURE : Q_LAST_TIMESTAMP,
	    err);
	int64_t n;

	if (st == NULL || store_number(s, st, &n, err) != ST_OK)
		return err->code;
	*size = (uint64_t)n;
	return ST_OK;
}
