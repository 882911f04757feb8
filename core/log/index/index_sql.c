/* SPDX-License-Identifier: Apache-2.0 */
/*
 * index_sql - every statement that an open index runs, each prepared once, and
 * what SQLite refuses in our words; see index_own.h.
 */
#include "core/log/index/index_own.h"

static const char *const statements[IX_SQLS] = {
	[IX_PUT_ENTRY] = "INSERT INTO entry VALUES (?1, ?2, ?3, ?4, ?5, ?6, "
			 "?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, "
			 "?18, ?19, ?20, ?21, ?22, ?23, ?24, ?25, ?26, ?27, "
			 "?28, ?29)",
	[IX_PUT_PRODUCT] = "INSERT INTO product VALUES (?1, ?2, ?3, ?4, ?5, "
			   "?6, ?7, ?8, ?9, ?10, ?11)",
	[IX_PUT_AMOUNT] =
	    "INSERT OR IGNORE INTO amount VALUES (?1, ?2, ?3, ?4, ?5, ?6, "
	    "?7, ?8, ?9, ?10, ?11)",
	[IX_PUT_VERDICT] =
	    "INSERT INTO verdict VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
	[IX_PUT_PARTY] =
	    "INSERT INTO party VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
	[IX_PUT_PART] = "INSERT INTO part VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, "
			"?8, ?9, ?10, ?11)",
	[IX_PUT_ORIGIN] =
	    "INSERT INTO origin VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
	[IX_PUT_DOCUMENT] =
	    "INSERT INTO document VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
	[IX_PUT_INPUT] = "INSERT INTO input VALUES (?1, ?2, ?3, ?4, ?5, ?6, "
			 "?7)",
	[IX_PUT_REFERENCE] =
	    "INSERT INTO reference VALUES (?1, ?2, ?3, ?4, ?5)",
	[IX_PUT_WORDS] = "INSERT INTO words (rowid, product, part, filer, "
			 "exporter, consignee, end_user, end_use, "
			 "destination, document, signer, actor, party, "
			 "result, other) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, "
			 "?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)",
	[IX_PUT_TERM] = "INSERT INTO term (field, value) VALUES (?1, ?2)",
	[IX_GET_TERM] = "SELECT id FROM term WHERE field = ?1 AND value = ?2",
	[IX_GET_POSTING] =
	    "SELECT entries FROM posting WHERE term = ?1 AND block = ?2",
	[IX_PUT_POSTING] = "INSERT OR REPLACE INTO posting VALUES (?1, ?2, ?3)",
	[IX_PUT_HEAD] =
	    "INSERT OR REPLACE INTO head VALUES (1, ?1, ?2, ?3, ?4)",
	[IX_GET_HEAD] = "SELECT origin, vkey, size, root FROM head",
	[IX_TERM_SETS] = "SELECT block, entries FROM term JOIN posting ON "
			 "term = id WHERE field = ?1 AND value = ?2",
	[IX_RANGE_SETS] = "SELECT block, entries FROM term JOIN posting ON "
			  "term = id WHERE field = ?1 AND value BETWEEN ?2 "
			  "AND ?3",
	[IX_SINCE] = "SELECT entry FROM entry WHERE time >= ?1 "
		     "ORDER BY time, entry LIMIT 1",
	[IX_UNTIL] = "SELECT entry FROM entry WHERE time < ?1 || 'a' "
		     "ORDER BY time DESC, entry DESC LIMIT 1",
	[IX_BY_ID] = "SELECT entry FROM entry WHERE id >= ?1 "
		     "AND id < ?1 || char(127)",
	[IX_AMOUNTS] = "SELECT low, high, low_open, high_open, origin_low, "
		       "origin_high, origin_low_open, origin_high_open "
		       "FROM amount WHERE element = ?1 AND entry = ?2",
	[IX_GET_ENTRY] = "SELECT readable, basis, as_of, hypothetical, "
			 "verdict, filer, exporter, consignee, end_user, "
			 "end_use, destination, signer, signer_sha256 "
			 "FROM entry WHERE entry = ?1",
};

enum status
index_refuse(
    const struct index *x, int rc, const char *doing, struct error *err)
{
	const struct pos at = { x->path, 0, 0 };

	switch (rc & 0xff) {
	case SQLITE_NOMEM:
		return error_set(err, ST_NOMEM, at, "out of memory");
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return error_set(err, ST_IO, at,
		    "%s: another process keeps the index locked", doing);
	case SQLITE_READONLY:
	case SQLITE_PERM:
	case SQLITE_CANTOPEN:
		return error_set(err, ST_KEY, at, "%s: no permission", doing);
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB:
		return error_set(err, ST_VERIFY, at,
		    "%s: the file is damaged; log index --anew makes it again",
		    doing);
	default:
		return error_set(
		    err, ST_IO, at, "%s: %s", doing, sqlite3_errmsg(x->db));
	}
}

sqlite3_stmt *
index_ready(struct index *x, enum index_sql which, struct error *err)
{
	int rc = SQLITE_OK;

	if (x->sql[which] == NULL)
		rc = sqlite3_prepare_v3(x->db, statements[which], -1,
		    SQLITE_PREPARE_PERSISTENT, &x->sql[which], NULL);
	if (rc != SQLITE_OK) {
		index_refuse(x, rc, "cannot be used", err);
		return NULL;
	}
	sqlite3_reset(x->sql[which]);
	sqlite3_clear_bindings(x->sql[which]);
	return x->sql[which];
}

enum status
index_run(struct index *x, sqlite3_stmt *st, struct error *err)
{
	int rc = sqlite3_step(st);

	if (rc != SQLITE_DONE)
		index_refuse(x, rc, "cannot be written", err);
	sqlite3_reset(st);
	return err->code;
}

void
index_bind(sqlite3_stmt *st, int n, struct str s)
{
	if (s.p != NULL)
		sqlite3_bind_text64(st, n, s.p, (sqlite3_uint64)s.n,
		    SQLITE_STATIC, SQLITE_UTF8);
}

struct str
index_text_column(sqlite3_stmt *st, int n)
{
	const void *p = sqlite3_column_text(st, n);

	return (struct str){ p,
		p != NULL ? (size_t)sqlite3_column_bytes(st, n) : 0 };
}
