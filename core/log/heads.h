/* SPDX-License-Identifier: Apache-2.0 */
/*
 * heads - checkpoints of a log, what others say of them, and proofs.
 *
 * Reads:  auditlog.h, proof.h, core/filing/sign/stamp.h
 * Gives:  any checkpoint with its co-signatures and time-stamps, the proofs
 *         that lead to it, and the adding of what others say
 * Memory: texts go into the caller's arena
 */
#ifndef RETRACE_HEADS_H
#define RETRACE_HEADS_H

#include "core/filing/sign/stamp.h"
#include "core/log/auditlog.h"
#include "core/log/cosign.h"
#include "core/log/proof.h"

/* Time-stamps of one checkpoint: more say nothing more. */
#define HEADS_TOKENS_MAX 16
/* Checkpoints that are tried for a word that does not say which it means. */
#define HEADS_TRIED_MAX 10000

struct log_head {
	struct checkpoint c; /* origin borrowed from note */
	struct str note;     /* as the log signed it */
	struct str cosigned; /* with the lines of witnesses below */
	struct cosignature witness[NOTE_LINES_MAX]; /* [nwitness] */
	size_t nwitness;
	struct str token[HEADS_TOKENS_MAX]; /* [ntoken] time-stamps over note */
	size_t ntoken;
};

/* The checkpoint of exactly that size.  ST_REF: there is none. */
enum status heads_get(struct auditlog *log, uint64_t size, struct arena *a,
    struct log_head *out, struct error *err);
enum status heads_newest(struct auditlog *log, struct arena *a,
    struct log_head *out, struct error *err);
/* The newest of more than `index` entries for which somebody else vouches; if
 * there is none, the newest. */
enum status heads_best(struct auditlog *log, uint64_t index, struct arena *a,
    struct log_head *out, struct error *err);
/* A checkpoint kept outside: is it one of this log's?  ST_VERIFY: signature,
 * rollback or fork. */
enum status heads_recognize(struct auditlog *log, struct str note,
    struct pos at, struct checkpoint *out, struct error *err);

/* In order of size from `from` on; time is that of the last entry that it
 * covers, or empty.  False: enough. */
typedef bool (*heads_visit)(
    void *ctx, const struct log_head *head, struct str time);
enum status heads_each(struct auditlog *log, uint64_t from, heads_visit visit,
    void *ctx, struct error *err);

/* Proofs that lead to the checkpoint, with its co-signatures: that the entry
 * is in that log; that its first `from` entries are still the same. */
enum status heads_prove(struct auditlog *log, const struct log_head *head,
    uint64_t index, struct arena *a, struct str *proof, struct error *err);
enum status heads_prove_growth(struct auditlog *log,
    const struct log_head *head, uint64_t from, struct arena *a,
    struct str *proof, struct error *err);

/* What was added. */
struct heads_added {
	uint64_t size; /* to the checkpoint of so many entries */
	int64_t time;  /* [s since 1970] what it says */
	struct str by; /* witness or authority */
	bool already;  /* there before: nothing was done */
};
/*
 * Stores the line of that witness; lines of others are passed over.  It is
 * looked for among the checkpoints of at most `most` entries, the newest
 * first.  The log must be open for writing; its key is not needed.  ST_VERIFY:
 * it holds for none of them.
 */
enum status heads_add_cosignature(struct auditlog *log,
    const struct note_verifier *witness, struct str lines, uint64_t most,
    struct arena *a, struct heads_added *out, struct error *err);
/* Stores a time-stamp of the checkpoint, if it holds. */
enum status heads_add_timestamp(struct auditlog *log,
    const struct log_head *head, struct str token,
    const struct stamp_trust *trust, struct arena *a, struct heads_added *out,
    struct error *err);
/* The newest checkpoint for which that request for a time-stamp was made. */
enum status heads_asked(struct auditlog *log, struct str request,
    struct arena *a, struct log_head *out, struct error *err);

#endif
