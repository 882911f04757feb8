/* SPDX-License-Identifier: Apache-2.0 */
/*
 * proof - proofs of the hash tree as texts that others read, too.
 *
 * Reads:  checkpoint.h
 * Gives:  that an entry is in a log (C2SP tlog-proof), and that a log was only
 *         added to (the body of an add-checkpoint request of C2SP
 *         tlog-witness); both carry the checkpoint that they lead to
 * Memory: texts go into the caller's arena or are borrowed from the input
 */
#ifndef RETRACE_PROOF_H
#define RETRACE_PROOF_H

#include "core/log/checkpoint.h"

enum proof_kind {
	PROOF_INCLUSION, /* number: index of the entry */
	PROOF_GROWTH     /* number: entries of the older log */
};

struct proof {
	enum proof_kind kind;
	uint64_t number;
	struct merkle_proof path;
	struct str checkpoint; /* the whole signed note */
	struct pos at;         /* where that starts */
};

/* .p NULL when memory is out. */
struct str proof_write(struct arena *a, const struct proof *p);
/* Strict as to form; judges neither hash nor signature.  Which kind it is its
 * first line says. */
enum status proof_read(
    struct str text, struct pos at, struct proof *out, struct error *err);
/*
 * Is the entry of that record where the proof says, in a log whose checkpoint
 * `log` signed?  ST_VERIFY: no.
 */
enum status proof_check_inclusion(const struct proof *p,
    const struct note_verifier *log, struct str record, struct checkpoint *head,
    struct error *err);
/* Is the log of `old` the start of the one in the proof? */
enum status proof_check_growth(const struct proof *p,
    const struct note_verifier *log, const struct checkpoint *old,
    struct checkpoint *head, struct error *err);

#endif
