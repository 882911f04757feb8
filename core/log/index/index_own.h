/* SPDX-License-Identifier: Apache-2.0 */
/*
 * index_own - an open index from inside.
 *
 * Reads:  index.h, index_bits.h, index_words.h
 * Gives:  the handle, its statements, and how rows, terms and words are put
 */
#ifndef RETRACE_INDEX_OWN_H
#define RETRACE_INDEX_OWN_H

#include "core/base/hash.h"
#include "core/log/index/index.h"
#include "core/log/index/index_bits.h"
#include "core/log/index/index_words.h"

#include <sqlite3.h>

/* Columns of the table words. */
enum index_column {
	WORDS_PRODUCT,
	WORDS_PART,
	WORDS_FILER,
	WORDS_EXPORTER,
	WORDS_CONSIGNEE,
	WORDS_END_USER,
	WORDS_END_USE,
	WORDS_DESTINATION,
	WORDS_DOCUMENT,
	WORDS_SIGNER,
	WORDS_ACTOR,
	WORDS_PARTY,
	WORDS_RESULT,
	WORDS_OTHER,
	WORDS_COLUMNS
};

enum index_sql {
	IX_PUT_ENTRY,
	IX_PUT_PRODUCT,
	IX_PUT_AMOUNT,
	IX_PUT_VERDICT,
	IX_PUT_PARTY,
	IX_PUT_PART,
	IX_PUT_ORIGIN,
	IX_PUT_DOCUMENT,
	IX_PUT_INPUT,
	IX_PUT_REFERENCE,
	IX_PUT_WORDS,
	IX_PUT_TERM,
	IX_GET_TERM,
	IX_GET_POSTING,
	IX_PUT_POSTING,
	IX_PUT_HEAD,
	IX_GET_HEAD,
	IX_TERM_SETS,  /* of one term, all blocks */
	IX_RANGE_SETS, /* of the terms of a field between two values */
	IX_SINCE,
	IX_UNTIL,
	IX_BY_ID,
	IX_AMOUNTS,
	IX_GET_ENTRY,
	IX_SQLS
};

/* Entries of the current block that a term has got since the last settling. */
struct index_pending {
	uint16_t *at; /* [n] */
	size_t n, cap;
};

struct index {
	sqlite3 *db;
	sqlite3_stmt *sql[IX_SQLS]; /* prepared when first used, or NULL */
	const char *path;           /* or NULL: in memory */
	uint64_t size;              /* [entries] */
	uint64_t block;             /* to which what is pending belongs */

	struct intern terms;           /* "FIELD\0VALUE" -> place in pending */
	int64_t *term_id;              /* [terms.n] */
	struct index_pending *pending; /* [terms.n] */
	size_t cap_id, cap_pending;
	uint32_t *touched; /* [ntouched] terms with something pending */
	size_t ntouched, cap_touched;

	struct index_text words[WORDS_COLUMNS]; /* of the entry being added */
	struct index_text scratch;
};

/* A database with the built-in schema: ":memory:", or "" for a file that
 * nobody sees.  A code of SQLite. */
int index_open_model(const char *where, sqlite3 **out);
/* As index_in_memory(), in a file without a name: for all of a log. */
enum status index_in_file(struct index **out, struct error *err);

/* What SQLite refused. */
enum status index_refuse(
    const struct index *x, int rc, const char *doing, struct error *err);
/* The statement, ready for its values; NULL: refused. */
sqlite3_stmt *index_ready(
    struct index *x, enum index_sql which, struct error *err);
/* Runs what gives no row. */
enum status index_run(struct index *x, sqlite3_stmt *st, struct error *err);
/* .p NULL is bound as NULL. */
void index_bind(sqlite3_stmt *st, int n, struct str s);
struct str index_text_column(sqlite3_stmt *st, int n);

/* The entry has a value of a field; letters of ASCII become small. */
enum status index_put_term(struct index *x, uint64_t entry, const char *field,
    struct str value, struct error *err);
/* How an amount is found: "Dy low", as a number of four digits. */
#define INDEX_GRADE_TEXT 8
void index_grade(double amount, char out[INDEX_GRADE_TEXT]);
/* Name of the field of an element's grades. */
#define INDEX_GRADE_FIELD 40
void index_grade_field(
    char out[INDEX_GRADE_FIELD], struct str element, bool of_origin, bool high);

/* All rows of an entry, from its record and its filing. */
enum status index_read_entry(struct index *x, uint64_t entry,
    const struct leaf *leaf, struct str file, struct error *err);

/* What a filing says of itself, without any index: all but amounts.  Texts lie
 * in the arena.  file .p NULL: nothing. */
enum status index_read_row(const struct leaf *leaf, struct str file,
    struct arena *a, struct index_row *out, struct error *err);

/* Root of the log's first `size` entries, by its stored hashes. */
enum status index_root(struct auditlog *log, uint64_t size,
    uint8_t root[SHA256_SIZE], struct error *err);
/* Writes the head: size and root. */
enum status index_put_head(
    struct index *x, struct auditlog *log, uint64_t size, struct error *err);
enum status index_begin(struct index *x, bool write, struct error *err);
enum status index_commit(struct index *x, struct error *err);
void index_abandon(struct index *x);
/* The number of entries that the head says now. */
enum status index_reread(struct index *x, struct error *err);

/* The record of one entry of the log, held against its hash in the tree. */
enum status index_fetch_record(struct auditlog *log, uint64_t entry,
    struct arena *a, struct leaf *leaf, struct error *err);
/* The signed bytes of a filing; file .p NULL: they are missing or were
 * changed. */
enum status index_fetch_file(struct auditlog *log, uint64_t entry,
    const struct leaf *leaf, struct arena *a, struct str *file,
    struct error *err);
/* Both; of what is no filing file .p is NULL. */
enum status index_fetch(struct auditlog *log, uint64_t entry, struct arena *a,
    struct leaf *leaf, struct str *file, struct error *err);

#endif
