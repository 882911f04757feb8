/* SPDX-License-Identifier: Apache-2.0 */
/*
 * audit - an audit in progress.
 *
 * Reads:  auditlog.h, store.h, merkle.h
 * Gives:  what audit.c (the whole), audit_entries.c (entry by entry),
 *         audit_batch.c (reading), audit_work.c (what two threads can do),
 *         audit_tree.c (hashes), audit_heads.c (checkpoints), audit_past.c (is
 *         a checkpoint its past), audit_rows.c (records, blobs and signatures),
 *         audit_links.c (what they refer to) and audit_words.c (what others
 *         say) tell each other
 * Memory: about 80 bytes for each entry, about 100 for each blob, about 200 for
 *         each filing that was amended or withdrawn, and some batches
 */
#ifndef RETRACE_AUDIT_H
#define RETRACE_AUDIT_H

#include "core/base/hash.h"
#include "core/log/auditlog.h"
#include "core/log/known.h"
#include "core/log/store/store.h"

#include <pthread.h>

/* Damaged rows after which an audit gives up: the file is beyond reading. */
#define AUDIT_DAMAGED_MAX 1000
/* Entries read in one transaction; fewer where their files are large. */
#define AUDIT_BATCH 256
/* Batches that are read and not yet taken. */
#define AUDIT_AHEAD 3
/* Fewer entries are not worth a second thread. */
#define AUDIT_FEW 2
#define AUDIT_NOTES 1024

/* What is known of the blob whose digest has the same index in `digests`. */
struct audit_blob {
	int64_t id;
	uint64_t size; /* [bytes] */
	bool missing;  /* there is no such blob */
	bool bad;      /* its bytes have another digest */
};

/* An entry and what was worked out of it. */
struct audit_entry {
	uint64_t index;
	struct error damage; /* of the row, or ST_OK: all else is zero then */
	struct str text;
	uint8_t hash[SHA256_SIZE]; /* of text */
	struct leaf leaf;
	struct error no_leaf; /* why text is none, or ST_OK */
	uint32_t file;        /* blob of the signed filing */
	struct str body;      /* its bytes, to be checked; or NULL */
	struct log_facts facts;
	struct error refused;  /* by the caller's check, or ST_OK */
	struct checkpoint was; /* that the filing carries */
	struct error no_was;   /* why it is none, or ST_OK */
	struct arena mem;      /* of facts */
};

struct audit_head {
	struct store_head row;
	struct checkpoint c;  /* what was signed */
	struct error refused; /* why it is nothing, or ST_OK */
};

/* Bytes of a blob that no entry has named before, and to be hashed; or of
 * another, INTERN_NONE. */
struct audit_body {
	uint32_t blob;
	const uint8_t *sha256; /* that it has to have; borrowed of an entry */
	struct bytes bytes;
	bool bad; /* it has another one */
};

struct audit_batch {
	struct audit_entry entry[AUDIT_BATCH];
	size_t n;
	uint64_t from, end; /* indexes that it covers */
	struct audit_head *head;
	size_t nhead, cap_head, at_head; /* at_head: the next in order */
	struct audit_body *body;
	size_t nbody, cap_body;
	size_t bytes; /* of bodies */
	struct arena texts;
	/* Pieces of work: heads, entries, bodies.  Of a crew that has it. */
	size_t npiece, begun, done;
};

/* A checkpoint whose signature held: filings carry it again. */
struct audit_note {
	uint8_t sha256[SHA256_SIZE]; /* of the note */
	struct checkpoint c;
};

/* An entry behind the last checkpoint, whose hash is not yet certain. */
struct audit_leaf {
	bool has_record, has_stored;
	uint8_t record[SHA256_SIZE], stored[SHA256_SIZE];
	bool differ, take_stored;
};

struct audit {
	struct log_audit *io;
	struct findings *f;
	struct store *store;
	struct pos at;
	struct note_verifier key; /* that is trusted */
	uint64_t size;            /* [entries] when the audit began */
	int64_t last_blob;        /* its id, then */

	struct merkle base; /* of the entries that are not read again */
	uint8_t base_root[SHA256_SIZE];
	struct merkle tree; /* of the entries so far, as they were signed */
	bool lost;          /* entries are gone; the tree cannot go on */
	bool unfit;         /* the last root was not the signed one */
	uint64_t last_head; /* size of the checkpoint before, or NO_HEAD */
	struct audit_leaf *open; /* [nopen] behind tree */
	size_t nopen, cap_open;
	/* node[l] has the complete subtrees of level l behind base. */
	uint8_t (*node[MERKLE_LEVELS])[SHA256_SIZE];
	size_t nnode[MERKLE_LEVELS], cap_node[MERKLE_LEVELS];

	struct known ids; /* of the entries so far */
	struct intern digests;
	struct audit_blob *blob; /* [digests.n] */
	size_t cap_blob;
	struct audit_note *note; /* [AUDIT_NOTES] by the digest's begin */
	pthread_mutex_t notes;   /* of note: all threads use it */
	char last_time[21];      /* of the entry before, or "" */
	uint64_t lagged;         /* entries whose clock was behind that */
	uint64_t first_lagged;   /* of these */
	char lagged_clock[21];   /* what it said then */
	size_t damaged;

	struct intern changed; /* ids of filings that an entry changes */
	uint64_t *changed_by;  /* [changed.n] the first entry that does */
	size_t cap_changed;
	uint64_t stored_references; /* rows, when the audit began */
	uint64_t references;        /* lines of the records so far */
	bool unread;                /* some record is gone, or is none */
};

/* "entry N: reason: text"; the second about the log as a whole. */
void audit_say(struct audit *x, uint64_t index, const char *reason,
    const char *fmt, ...) __attribute__((format(printf, 4, 5)));
void audit_say_log(struct audit *x, const char *reason, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
/*
 * What belongs to entry N could not be read: damage becomes a finding with
 * this reason, anything else, or too much of it, goes into err.
 */
enum status audit_damage(struct audit *x, uint64_t index, const char *reason,
    const struct error *inner, struct error *err);

/* All entries behind the base, the end of the tree and the references. */
enum status audit_entries(struct audit *x, struct error *err);

/*
 * The next entries from index on, with their checkpoints and the bytes that
 * none before has named; in one transaction.
 */
enum status audit_read_batch(
    struct audit *x, struct audit_batch *b, uint64_t index, struct error *err);
void audit_batch_clear(struct audit_batch *b);
void audit_batch_free(struct audit_batch *b);

/*
 * Who works off what needs no order: digests, signatures and the caller's
 * check; in a second thread too, if `apart` and if one can be had.  At most
 * AUDIT_AHEAD batches are given and not taken.
 */
struct audit_crew;
enum status audit_crew_begin(
    struct audit *x, bool apart, struct audit_crew **out, struct error *err);
void audit_crew_give(struct audit_crew *crew, struct audit_batch *b);
/* The oldest one, all of it done; NULL: there is none. */
struct audit_batch *audit_crew_take(struct audit_crew *crew);
/* What was not taken may be left undone; NULL is allowed. */
void audit_crew_end(struct audit_crew *crew);

/* A finding about the checkpoint of so many entries: it is named by the entry
 * that it was signed after. */
void audit_say_head(
    struct audit *x, uint64_t size, const char *reason, const char *text);
/* What the key signed; in any thread. */
void audit_open_note(
    struct audit *x, struct str note, struct checkpoint *c, struct error *err);
/* The signed root.  False: there is none, and that was said. */
bool audit_signed_root(
    struct audit *x, const struct audit_head *h, uint8_t root[SHA256_SIZE]);
/* The checkpoint of so many entries; NULL: there is none.  Those before it are
 * of entries that were lost. */
const struct audit_head *audit_head_of(struct audit_batch *b, uint64_t size);
/* The checkpoint of no entries. */
enum status audit_begin_tree(struct audit *x, struct error *err);
/* The tree of `io->since` from the stored hashes, which must have its root;
 * *ok false: they have not, and that was said. */
enum status audit_resume_tree(struct audit *x, bool *ok, struct error *err);
/* One more entry; hash NULL: its record is gone. */
enum status audit_place(struct audit *x, struct audit_batch *b, uint64_t index,
    const uint8_t *hash, struct error *err);
/* Entries behind the last checkpoint. */
enum status audit_end_tree(struct audit *x, struct error *err);
/* Are the first c->size entries those of c?  No: they differ, or too much is
 * missing to tell. */
enum audit_past { AUDIT_SAME, AUDIT_OTHER, AUDIT_UNKNOWN };
enum status audit_compare(struct audit *x, const struct checkpoint *c,
    enum audit_past *out, struct error *err);

/* The record of one entry: its fields, its blobs, its signature. */
enum status audit_record(
    struct audit *x, const struct audit_entry *e, struct error *err);
/* What it refers to, and which filing it changes; told: the caller has read
 * its filing. */
enum status audit_links(
    struct audit *x, const struct audit_entry *e, bool told, struct error *err);
/* How many rows of references the entries before that one have; damage is said,
 * and leaves *n. */
enum status audit_count_references(
    struct audit *x, uint64_t before, uint64_t *n, struct error *err);
/* Rows of references that no record has. */
enum status audit_references(struct audit *x, struct error *err);
/* What others say of checkpoints. */
enum status audit_words(struct audit *x, struct error *err);
/* Blobs that no entry names. */
enum status audit_strays(struct audit *x, struct error *err);

#endif
