/* SPDX-License-Identifier: Apache-2.0 */
/*
 * audit - an audit in progress.
 *
 * Reads:  auditlog.h, store.h, merkle.h
 * Gives:  what audit.c (tree and checkpoints), audit_rows.c (records, blobs
 *         and signatures) and audit_words.c (what others say) tell each other
 * Memory: 32 bytes for each entry, about 100 for each blob
 */
#ifndef RETRACE_AUDIT_H
#define RETRACE_AUDIT_H

#include "core/base/hash.h"
#include "core/log/auditlog.h"
#include "core/log/store.h"

/* Damaged rows after which an audit gives up: the file is beyond reading. */
#define AUDIT_DAMAGED_MAX 1000

/* What is known of the blob whose digest has the same index in `digests`. */
struct audit_blob {
	int64_t id;
	uint64_t size; /* [bytes] */
	bool bad;      /* its bytes have another digest */
	bool used;     /* some entry names it */
};

struct audit {
	struct log_audit *io;
	struct findings *f;
	struct store *store;
	struct pos at;
	struct note_verifier key; /* that is trusted */
	uint64_t size;            /* [entries] when the audit began */

	struct merkle tree; /* of the entries so far, as they were signed */
	bool lost;          /* entries are gone; the tree cannot go on */
	bool unfit;         /* the last root was not the signed one */
	uint8_t (*root)[SHA256_SIZE]; /* [tree.size + 1] */
	size_t nroot, cap_root;

	struct intern digests;
	struct audit_blob *blob; /* [digests.n] */
	size_t cap_blob;
	char last_time[21]; /* of the entry before, or "" */
	size_t damaged;
};

/* "entry N: reason: text"; the second about the log as a whole. */
void audit_say(struct audit *x, uint64_t index, const char *reason,
    const char *fmt, ...) __attribute__((format(printf, 4, 5)));
void audit_say_log(struct audit *x, const char *reason, const char *fmt, ...)
    __attribute__((format(printf, 3, 4)));
/*
 * The store could not read what belongs to entry N: damage becomes a finding,
 * anything else, or too much of it, goes into err.
 */
enum status audit_damage(struct audit *x, uint64_t index,
    const struct error *inner, struct error *err);

/* Digest of every blob. */
enum status audit_blobs(struct audit *x, struct error *err);
/* The record of one entry: its fields, its blobs, its signature. */
enum status audit_record(
    struct audit *x, uint64_t index, struct str text, struct error *err);
/* What others say of checkpoints. */
enum status audit_words(struct audit *x, struct error *err);
/* Blobs that no entry names. */
enum status audit_strays(struct audit *x, struct error *err);

#endif
