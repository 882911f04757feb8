/* SPDX-License-Identifier: Apache-2.0 */
/*
 * store - where the log keeps its rows.
 *
 * Reads:  digest.h, file.h
 * Gives:  a place to which rows are added in transactions and from which they
 *         are read; SQLite today (schemas/auditlog-1.sql), behind functions
 *         that another database could serve as well
 * Memory: a store is closed with store_close(); texts go into the caller's
 *         arena
 */
#ifndef RETRACE_STORE_H
#define RETRACE_STORE_H

#include "core/base/arena.h"
#include "core/base/digest.h"
#include "core/base/file.h"

/* [bytes] Of one blob: what SQLite takes as one value, less its row. */
#define STORE_BLOB_MAX ((size_t)999000000)

struct store;

enum store_mode {
	STORE_READ,  /* look at rows */
	STORE_WRITE, /* and add some */
	STORE_AUDIT, /* look, also where the schema has been changed */
};

struct store_head {
	uint64_t size; /* [entries] that the checkpoint covers */
	uint8_t root[SHA256_SIZE];
	struct str note; /* the signed text */
	/* [entries] of the checkpoint before it, or STORE_NO_HEAD; read only:
	 * store_put_head() finds it. */
	uint64_t before;
};
#define STORE_NO_HEAD UINT64_MAX

/*
 * A new store at path with its origin, its public key and the checkpoint of
 * size 0; complete or not there.  ST_CREATE if path exists.
 */
enum status store_create(const char *path, struct str origin, struct str vkey,
    const struct store_head *first, struct error *err);
/*
 * ST_NOINPUT: no such file; ST_SCHEMA: not a log, or of a later version;
 * ST_KEY: no permission; ST_VERIFY: damaged, or its schema was changed.
 */
enum status store_open(const char *path, enum store_mode mode,
    struct store **out, struct error *err);
void store_close(struct store *s);
const char *store_path(const struct store *s);

/* What is wrong with the schema, or with the file as SQLite sees it. */
enum store_fault {
	STORE_FAULT_SCHEMA,  /* a table, index or view */
	STORE_FAULT_TRIGGER, /* a rule that forbids change */
	STORE_FAULT_FILE,    /* pages and indexes do not fit together */
};
typedef void (*store_report)(
    void *ctx, enum store_fault kind, const char *text);
/* Schema as built in, application id, version; in audit mode only. */
enum status store_check_schema(
    struct store *s, store_report report, void *ctx, struct error *err);
/*
 * Reads every page, without a lock and in a thread of its own: the caller goes
 * on to use the store until he asks for the answer.  True: all pages were
 * sound; false: store_check_file() has to look.
 */
struct store_look;
struct store_look *store_look_begin(const struct store *s);
bool store_look_end(struct store_look *look);
/* Reads every page, and no writer can commit meanwhile. */
enum status store_check_file(
    struct store *s, store_report report, void *ctx, struct error *err);

/* All of it, at one moment, into the file at path, which is empty; writers
 * go on.  The file is not synced. */
enum status store_copy(struct store *s, const char *path, struct error *err);

/* A transaction.  A writing one waits for other writers first. */
enum status store_begin(struct store *s, bool write, struct error *err);
enum status store_commit(struct store *s, struct error *err);
/* Ends it without effect; nothing happens if none is open. */
void store_abandon(struct store *s);

/* Adding; each inside a writing transaction. */
/* No blob of this digest may be there. */
enum status store_put_blob(struct store *s, const uint8_t sha256[SHA256_SIZE],
    struct str body, struct error *err);
enum status store_put_entry(
    struct store *s, uint64_t index, struct str leaf, struct error *err);
/* That entry, which is there, refers to this id. */
enum status store_put_refers(
    struct store *s, uint64_t index, struct str target, struct error *err);
enum status store_put_node(struct store *s, unsigned level, uint64_t index,
    const uint8_t hash[SHA256_SIZE], struct error *err);
/* The same of many, a good number of them by each statement. */
struct store_node {
	unsigned level;
	uint64_t index;
	uint8_t hash[SHA256_SIZE];
};
enum status store_put_nodes(struct store *s, const struct store_node *list,
    size_t n, struct error *err);
enum status store_put_head(
    struct store *s, const struct store_head *head, struct error *err);

/* What others say of a checkpoint; n from 0 within its size. */
enum store_word {
	STORE_COSIGNATURE, /* a witness: a signature line without its newline */
	STORE_TIMESTAMP,   /* an authority: a token in DER */
};
enum status store_put_word(struct store *s, enum store_word kind, uint64_t size,
    uint64_t n, struct str bytes, struct error *err);

/* Reading; *found says whether there is such a row. */
enum status store_identity(struct store *s, struct arena *a, struct str *origin,
    struct str *vkey, struct error *err);
/* One more than the last entry. */
enum status store_size(struct store *s, uint64_t *size, struct error *err);
/* The first entry at or after *index; sets *index. */
enum status store_next_entry(struct store *s, uint64_t *index, struct arena *a,
    struct str *leaf, bool *found, struct error *err);
/* The last one of exactly this id that stands before that place; UINT64_MAX:
 * of all. */
enum status store_entry_of(struct store *s, struct str id, uint64_t before,
    struct arena *a, uint64_t *index, struct str *leaf, bool *found,
    struct error *err);
/* Entries whose id starts so; writes at most `most` of their indexes and says
 * in *n how many of these. */
enum status store_find_id(struct store *s, struct str prefix, size_t most,
    uint64_t *index, size_t *n, struct error *err);
/* Nothing begins so, whatever the index says: ST_VERIFY if it lies.  Reads all
 * entries. */
enum status store_lacks_id(
    struct store *s, struct str prefix, struct error *err);
/* Entries at or after `from` that refer to exactly this id, the same way. */
enum status store_find_refers(struct store *s, struct str target, uint64_t from,
    size_t most, uint64_t *index, size_t *n, struct error *err);
/* How many such references the entries before that one have. */
enum status store_count_refers(
    struct store *s, uint64_t before, uint64_t *n, struct error *err);
enum status store_get_node(struct store *s, unsigned level, uint64_t index,
    uint8_t hash[SHA256_SIZE], bool *found, struct error *err);
/* The first checkpoint of at least this size; of one that cannot be taken its
 * size is set alone. */
enum status store_next_head(struct store *s, uint64_t size, struct arena *a,
    struct store_head *out, bool *found, struct error *err);
/* The last one of at most this size. */
enum status store_prev_head(struct store *s, uint64_t size, struct arena *a,
    struct store_head *out, bool *found, struct error *err);
enum status store_last_head(struct store *s, struct arena *a,
    struct store_head *out, bool *found, struct error *err);
/* The first word at or after (*size, *n); sets both. */
enum status store_next_word(struct store *s, enum store_word kind,
    uint64_t *size, uint64_t *n, struct arena *a, struct str *bytes,
    bool *found, struct error *err);
/* The largest checkpoint that has one; 0: none, or only that of size 0. */
enum status store_last_word(
    struct store *s, enum store_word kind, uint64_t *size, struct error *err);
/* The first blob after id. */
enum status store_next_blob(struct store *s, int64_t *id,
    uint8_t sha256[SHA256_SIZE], bool *found, struct error *err);
/* Each blob is looked for first where the one before was found; those of this
 * entry are probably as far into all blobs as it is into the entries. */
enum status store_go_near(struct store *s, uint64_t index, struct error *err);
enum status store_find_blob(struct store *s, const uint8_t sha256[SHA256_SIZE],
    int64_t *id, bool *found, struct error *err);
/* Id and size of the blob of this digest; its bytes too, if they are at most
 * so many, else out is untouched. */
enum status store_read_blob(struct store *s, const uint8_t sha256[SHA256_SIZE],
    size_t most, int64_t *id, uint64_t *size, struct bytes *out, bool *found,
    struct error *err);
/* Ids ascend as blobs are added; 0: there is none. */
enum status store_last_blob(struct store *s, int64_t *id, struct error *err);
/* The digest of its bytes as they are now; memory does not grow with it. */
enum status store_hash_blob(struct store *s, int64_t id,
    uint8_t sha256[SHA256_SIZE], uint64_t *size, struct error *err);
enum status store_load_blob(
    struct store *s, int64_t id, struct bytes *out, struct error *err);
/* Rows of all kinds, at one moment. */
struct store_totals {
	uint64_t entries, nodes, heads, blobs;
};
enum status store_count(
    struct store *s, struct store_totals *out, struct error *err);

#endif
