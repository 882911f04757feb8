/* SPDX-License-Identifier: Apache-2.0 */
/*
 * store_sqlite - what the parts of the SQLite store share.
 *
 * Reads:  store.h
 * Gives:  the handle, its statements, and the one place where an error of
 *         SQLite becomes a struct error
 */
#ifndef RETRACE_STORE_SQLITE_H
#define RETRACE_STORE_SQLITE_H

#include "core/log/store/store.h"

#include <limits.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdatomic.h>
#include <sys/stat.h>

#define STORE_APPLICATION_ID 0x52644c47 /* "RdLG", as in the schema */

enum query {
	Q_PUT_BLOB,
	Q_PUT_ENTRY,
	Q_PUT_REFERS,
	Q_PUT_NODE,
	Q_PUT_NODES,
	Q_PUT_HEAD,
	Q_PUT_COSIGNATURE,
	Q_PUT_TIMESTAMP,
	Q_IDENTITY,
	Q_SIZE,
	Q_NEXT_ENTRY,
	Q_PREV_ENTRY,
	Q_ENTRY_OF,
	Q_FIND_ID,
	Q_SCAN_ID,
	Q_FIND_REFERS,
	Q_COUNT_REFERS,
	Q_GET_NODE,
	Q_NEXT_HEAD,
	Q_PREV_HEAD,
	Q_NEXT_COSIGNATURE,
	Q_NEXT_TIMESTAMP,
	Q_LAST_COSIGNATURE,
	Q_LAST_TIMESTAMP,
	Q_NEXT_BLOB,
	Q_PREV_BLOB,
	Q_FIND_BLOB,
	Q_READ_BLOB,
	Q_LAST_BLOB,
	Q_COUNT,
	NQUERY
};

/* Nodes of the tree that one statement adds. */
#define STORE_NODES 32

/* The file system through which SQLite opens the log. */
struct store_guard {
	sqlite3_vfs vfs;   /* first: SQLite hands us this */
	sqlite3_vfs *base; /* what does the work */
	struct store *store;
	char name[32];
};

/* The file of the log, synced in pieces on a thread. */
struct store_ahead {
	sqlite3_io_methods methods;
	const sqlite3_io_methods *base; /* what does the work */
	sqlite3_file *file;
	pthread_t thread;
	bool running;     /* thread is to be joined */
	atomic_bool idle; /* it has done its work */
	int failed;       /* what it met, or SQLITE_OK */
	int64_t written;  /* [bytes] since the last piece */
};

struct store {
	sqlite3 *db;
	sqlite3_file *file; /* of the log, as SQLite has it open */
	struct store_guard guard;
	struct store_ahead ahead; /* used where the log is written */
	struct error refusal;     /* why the guard let SQLite open nothing */
	char real[PATH_MAX];      /* path without symbolic links on its way */
	sqlite3_stmt *query[NQUERY]; /* prepared when first used, or NULL */
	int64_t near; /* the part of the blob that was found last */
	enum store_mode mode;
	const char *path; /* as the caller named it; borrowed */
};

/* Sets every switch that keeps SQLite from doing what a schema says. */
int store_harden(struct store *s);
/* What SQLite refused while `doing` ("cannot be read"). */
enum status store_refuse(
    const struct store *s, int rc, const char *doing, struct error *err);
/* The statement, ready for its values; NULL: refused. */
sqlite3_stmt *store_ready(struct store *s, enum query q, struct error *err);
/*
 * A bind fails when memory is out or the value is too large; so does the
 * step after it, which then finds NULL where no NULL may be.
 */
void store_bind_hash(sqlite3_stmt *st, int n, const uint8_t hash[SHA256_SIZE]);
void store_bind_str(sqlite3_stmt *st, int n, struct str s);
/* One that gives no row. */
enum status store_run(struct store *s, sqlite3_stmt *st, struct error *err);
/* Is a row behind the one from which it was looked for? */
enum status store_in_order(const struct store *s, bool is, struct error *err);
/* Steps to the first row; who has read it resets st. */
enum status store_seek(
    struct store *s, sqlite3_stmt *st, bool *found, struct error *err);
/* The only number of the only row. */
enum status store_number(
    struct store *s, sqlite3_stmt *st, int64_t *n, struct error *err);
/* The row of an entry, not before `from`, that st is to give. */
enum status store_read_entry(struct store *s, sqlite3_stmt *st, uint64_t from,
    struct arena *a, uint64_t *index, struct str *leaf, bool *found,
    struct error *err);
/* The first column of at most `most` rows, none before `from`. */
enum status store_list_indexes(struct store *s, sqlite3_stmt *st, uint64_t from,
    size_t most, uint64_t *index, size_t *n, struct error *err);
/* A column of the row: as it lies there, in the arena, as a hash. */
struct str store_column(sqlite3_stmt *st, int n);
enum status store_copy_column(struct store *s, sqlite3_stmt *st, int n,
    struct arena *a, struct str *out, struct error *err);
enum status store_hash_column(struct store *s, sqlite3_stmt *st, int n,
    uint8_t out[SHA256_SIZE], struct error *err);
/* The log may be written by its owner alone, and nothing lies beside it that
 * could change it; sb: of the log at s->real. */
enum status store_guard_files(
    const struct store *s, const struct stat *sb, struct error *err);
/* sqlite3_open_v2() of s->real, which plays back no journal but that of the
 * log's last writer. */
int store_guard_open(struct store *s, int flags);
/*
 * A file without a name, which lives in memory as long as SQLite has it open;
 * it takes so many bytes, `least` or more.
 */
int store_scratch_bytes(int least);
void store_scratch_open(sqlite3_file *f);
/* From now on the disk begins with what is written to f, which is open. */
void store_ahead(struct store_ahead *x, sqlite3_file *f);
/* Does a file system of this type (statfs) have permissions of its own? */
bool store_kind_keeps_modes(long type);
/* What stands at path, which is no log, or one that is cut off or damaged. */
enum status store_refuse_other(const char *path, struct error *err);

#define STORE_HEADER 100 /* [bytes] of a SQLite file */
/* In it, numbers of four bytes with the high one first. */
#define STORE_CHANGES_AT 24 /* if also at 92, the next count is right */
#define STORE_PAGES_AT 28
#define STORE_APPLICATION_AT 68
uint32_t store_u32(const unsigned char *p);
uint32_t store_page_size(const unsigned char head[STORE_HEADER]);
/* [bytes] What the header says of the file's size; 0: it does not. */
uint64_t store_promised(const unsigned char head[STORE_HEADER]);

#endif
