/* SPDX-License-Identifier: Apache-2.0 */
/*
 * auditlog_own - an open log from inside.
 *
 * Reads:  auditlog.h, store.h
 * Gives:  the struct that auditlog.c, auditlog_append.c, auditlog_read.c and
 *         heads.c share
 */
#ifndef RETRACE_AUDITLOG_OWN_H
#define RETRACE_AUDITLOG_OWN_H

#include "core/log/auditlog.h"
#include "core/log/known.h"
#include "core/log/store/store.h"

#include <pthread.h>

struct auditlog {
	struct store *store;
	struct note_signer *signer; /* or NULL: not unlocked */
	struct note_verifier key;   /* as the log names it */
	struct known known;         /* of who adds */
	struct arena texts;
	struct str origin, vkey;
};

/* The log as a whole, for an error. */
struct pos auditlog_here(const struct auditlog *log);

/* A merkle_source over stored nodes; err says why it gave false. */
struct node_source {
	struct store *store;
	struct error *err;
};
bool node_source_get(
    void *ctx, unsigned level, uint64_t index, uint8_t hash[SHA256_SIZE]);

/* The tree of the first `size` entries, as the stored nodes have it, and its
 * root. */
enum status auditlog_tree(struct auditlog *log, uint64_t size, struct merkle *m,
    uint8_t root[SHA256_SIZE], struct error *err);
/*
 * May the log be continued?  The newest checkpoint must be ours, cover all
 * entries and have the root that they have: what is signed next is then
 * consistent with it.  Gives the tree so far, and the time of the last entry
 * or "".
 */
enum status auditlog_head(struct auditlog *log, struct arena *a,
    struct merkle *m, struct str *time, struct error *err);
/* The newest checkpoint as it is stored. */
enum status auditlog_newest(struct auditlog *log, struct arena *a,
    struct store_head *out, struct error *err);
/* A checkpoint that the log's key must have signed; else ST_VERIFY. */
enum status auditlog_open_head(struct auditlog *log, struct str note,
    struct checkpoint *c, struct error *err);
/*
 * Are the first c->size of the log's `size` entries those of c?  ST_VERIFY:
 * rollback or fork; `what` is "a checkpoint", for the error.
 */
enum status auditlog_continues(struct auditlog *log, const struct checkpoint *c,
    uint64_t size, struct pos at, const char *what, struct error *err);
/*
 * Records of n entries, with id and digests, as they were if the clock is
 * right, their text and its hash.  Refuses what cannot be logged: of a small
 * group at once, of a large one when auditlog_described() comes to it, as a
 * thread works ahead.  Ended in any case.
 */
struct described {
	struct str text;
	uint8_t hash[SHA256_SIZE];
};
struct describing {
	const struct log_entry *list;
	size_t n;
	struct leaf *leaf;    /* [n] */
	struct described *is; /* [n] */
	struct arena mem;     /* of the thread */
	bool apart;           /* there is a thread */
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t moved; /* ready or err */
	size_t ready;         /* so many */
	bool enough;          /* no more is wanted */
	struct error err;     /* of the one behind those that are ready */
};
enum status auditlog_describe(struct describing *d,
    const struct log_entry *list, size_t n, struct arena *a, struct error *err);
/* Waits for the i-th. */
enum status auditlog_described(
    struct describing *d, size_t i, struct error *err);
void auditlog_describe_end(struct describing *d);
/* Gives a record its id, once its time is known; a filing bears its own. */
enum status auditlog_identify(const struct log_entry *e, struct leaf *leaf,
    struct arena *a, struct error *err);
/* The record of an entry; ST_REF: there is none. */
enum status auditlog_leaf(struct auditlog *log, uint64_t index, struct arena *a,
    struct leaf *out, struct error *err);
/* The same by its exact id, if there is one. */
enum status auditlog_leaf_of(struct auditlog *log, struct str id,
    struct arena *a, uint64_t *index, struct leaf *out, bool *found,
    struct error *err);
/* The signed bytes of a filing, as its record has their digest. */
enum status auditlog_file(struct auditlog *log, uint64_t index,
    const struct leaf *leaf, struct arena *a, struct str *out,
    struct error *err);
/* The first entry that changes the filing of this id, if there is one. */
enum status auditlog_change_of(struct auditlog *log, struct str id,
    struct arena *a, uint64_t *index, struct leaf *out, bool *found,
    struct error *err);

#endif
