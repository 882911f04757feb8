/* SPDX-License-Identifier: Apache-2.0 */
/*
 * index_check - does an index say what the filings say?  See index.h.
 *
 * All of it is computed anew from the log, in a file without a name, and each
 * table is compared row by row in the order of its key.
 */
#include "core/log/auditlog_own.h"
#include "core/log/index/index_own.h"

/* Rows that differ which are told of one table; the rest is counted. */
#define TOLD 20

/* The first columns are the key, by which both sides are in order. */
static const struct {
	const char *name, *sql;
	int nkey;
	int entry; /* the column of it; -1: none */
} tables[] = {
	{ "entry", "SELECT * FROM entry ORDER BY entry", 1, 0 },
	{ "product", "SELECT * FROM product ORDER BY entry, n", 2, 0 },
	{ "amount", "SELECT * FROM amount ORDER BY element, entry, n", 3, 1 },
	{ "verdict", "SELECT * FROM verdict ORDER BY entry, n", 2, 0 },
	{ "party", "SELECT * FROM party ORDER BY entry, n", 2, 0 },
	{ "part", "SELECT * FROM part ORDER BY entry, n", 2, 0 },
	{ "origin", "SELECT * FROM origin ORDER BY entry, n", 2, 0 },
	{ "document", "SELECT * FROM document ORDER BY entry, n", 2, 0 },
	{ "input", "SELECT * FROM input ORDER BY entry, n", 2, 0 },
	{ "reference", "SELECT * FROM reference ORDER BY entry, n", 2, 0 },
	{ "posting",
	    "SELECT field, value, block, entries FROM term JOIN posting "
	    "ON term = id ORDER BY field, value, block",
	    3, -1 },
	{ "words",
	    "SELECT term, doc, col, offset FROM temp.every_word "
	    "ORDER BY term, doc, col, offset",
	    4, 1 },
};

/* As SQLite orders values: numbers before texts before bytes. */
static int
compare_value(sqlite3_stmt *a, sqlite3_stmt *b, int i)
{
	int ta = sqlite3_column_type(a, i), tb = sqlite3_column_type(b, i);

	if (ta == SQLITE_NULL || tb == SQLITE_NULL)
		return (tb == SQLITE_NULL) - (ta == SQLITE_NULL);
	if (ta == SQLITE_INTEGER || ta == SQLITE_FLOAT) {
		double x = sqlite3_column_double(a, i);
		double y = sqlite3_column_double(b, i);

		return (x > y) - (x < y);
	}
	return str_compare((struct str){ sqlite3_column_blob(a, i),
			       (size_t)sqlite3_column_bytes(a, i) },
	    (struct str){ sqlite3_column_blob(b, i),
		(size_t)sqlite3_column_bytes(b, i) });
}

static int
compare_rows(sqlite3_stmt *a, sqlite3_stmt *b, int from, int to)
{
	int order = 0;

	for (int i = from; i < to && order == 0; i++)
		order = compare_value(a, b, i);
	return order;
}

/* One table of both sides. */
struct comparison {
	size_t table;
	const struct index *was;
	struct findings *f;
	uint64_t told;
};

static void
tell(struct comparison *c, sqlite3_stmt *row, const char *what)
{
	int entry = tables[c->table].entry;

	if (++c->told > TOLD)
		return;
	if (entry < 0)
		findings_error(c->f, ST_VERIFY,
		    ((struct pos){ c->was->path, 0, 0 }),
		    "index: table %s, \"%s\" of %s, block %lld: %s",
		    tables[c->table].name,
		    (const char *)sqlite3_column_text(row, 1),
		    (const char *)sqlite3_column_text(row, 0),
		    sqlite3_column_int64(row, 2), what);
	else
		findings_error(c->f, ST_VERIFY,
		    ((struct pos){ c->was->path, 0, 0 }),
		    "index: table %s, entry %lld: %s", tables[c->table].name,
		    sqlite3_column_int64(row, entry), what);
}

static int
merge(struct comparison *c, sqlite3_stmt *a, sqlite3_stmt *b)
{
	int ra = sqlite3_step(a), rb = sqlite3_step(b);
	int nkey = tables[c->table].nkey;

	while (ra == SQLITE_ROW || rb == SQLITE_ROW) {
		int order;

		if ((ra != SQLITE_ROW && ra != SQLITE_DONE) ||
		    (rb != SQLITE_ROW && rb != SQLITE_DONE))
			break;
		order = ra != SQLITE_ROW   ? 1
			: rb != SQLITE_ROW ? -1
					   : compare_rows(a, b, 0, nkey);
		if (order < 0)
			tell(c, a, "a row that no entry accounts for");
		else if (order > 0)
			tell(c, b, "a row is missing");
		else if (compare_rows(a, b, nkey, sqlite3_column_count(a)) != 0)
			tell(c, a, "it is not what the log says");
		if (order <= 0)
			ra = sqlite3_step(a);
		if (order >= 0)
			rb = sqlite3_step(b);
	}
	return ra != SQLITE_DONE ? ra : rb;
}

static enum status
compare_table(struct comparison *c, struct index *was, struct index *is,
    struct error *err)
{
	sqlite3_stmt *a = NULL, *b = NULL;
	const char *sql = tables[c->table].sql;
	int rc = sqlite3_prepare_v2(was->db, sql, -1, &a, NULL);

	if (rc == SQLITE_OK)
		rc = sqlite3_prepare_v2(is->db, sql, -1, &b, NULL);
	if (rc == SQLITE_OK)
		rc = merge(c, a, b);
	if (rc != SQLITE_DONE)
		index_refuse(was, rc, "cannot be read", err);
	if (c->told > TOLD)
		findings_error(c->f, ST_VERIFY,
		    ((struct pos){ was->path, 0, 0 }),
		    "index: table %s: %llu rows in all differ",
		    tables[c->table].name, (unsigned long long)c->told);
	sqlite3_finalize(b);
	sqlite3_finalize(a);
	return err->code;
}

/* Every word with its place, as a table for the time of the comparison. */
static enum status
show_words(struct index *x, struct error *err)
{
	int rc = sqlite3_exec(x->db,
	    "CREATE VIRTUAL TABLE temp.every_word USING "
	    "fts5vocab('main', 'words', 'instance')",
	    NULL, NULL, NULL);

	return rc == SQLITE_OK ? ST_OK
			       : index_refuse(x, rc, "cannot be read", err);
}

/* The same entries again. */
static enum status
compute(struct index *is, const struct index *was, struct auditlog *log,
    struct progress *progress, struct error *err)
{
	progress_begin(progress, PROGRESS_INDEX, was->size);
	for (uint64_t i = 0; i < was->size && err->code == ST_OK; i++) {
		struct arena a = { 0 };
		struct leaf leaf;
		struct str file;

		if (index_fetch(log, i, &a, &leaf, &file, err) == ST_OK)
			index_add(is, i, &leaf, file, err);
		arena_free(&a);
		progress_at(progress, i + 1);
	}
	if (err->code == ST_OK && index_settle(is, err) == ST_OK)
		index_commit(is, err);
	return err->code;
}

enum status
index_check(struct index *x, struct auditlog *log, struct progress *progress,
    struct findings *f, struct error *err)
{
	struct index *is = NULL;
	size_t before = f->errors;

	if (index_in_file(&is, err) == ST_OK &&
	    compute(is, x, log, progress, err) == ST_OK &&
	    show_words(is, err) == ST_OK && show_words(x, err) == ST_OK &&
	    index_begin(x, false, err) == ST_OK)
		for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]) &&
				   err->code == ST_OK;
		     i++) {
			struct comparison c = { i, x, f, 0 };

			compare_table(&c, x, is, err);
		}
	index_abandon(x);
	index_close(is);
	if (err->code == ST_OK && f->errors > before)
		return ST_VERIFY;
	return err->code;
}
