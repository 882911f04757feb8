/* SPDX-License-Identifier: Apache-2.0 */
/*
 * checked_proof - a proof held against the keys that a person has, what was
 * found of it, and how that is told.
 */
#ifndef RETRACE_CHECKED_PROOF_H
#define RETRACE_CHECKED_PROOF_H

#include "cmd/log.h"
#include "cmd/trusting.h"
#include "core/log/heads.h"

/* A receipt, or a proof that a log grew. */
struct checking_proof {
	struct session *s;
	const char *path, *vkey, *known;
	struct words witness_files;
	struct log_witness *witness; /* [nwitness] */
	size_t nwitness;
	struct trusting trusting;
	struct note_verifier key;
	/* what was found */
	bool receipt, excerpt;
	bool shown;    /* the filing is there, or the entry has none */
	size_t nshown; /* of its other files */
	struct leaf leaf;
	struct proof proof;
	struct checkpoint head;
	struct str signer;
	struct stamp stamp[HEADS_TOKENS_MAX]; /* [nstamp] */
	size_t nstamp;
};

/* A folder of receipts. */
struct excerpt {
	struct checking_proof *c; /* [n] by their entries */
	size_t n;
	uint64_t shown, files; /* filings and other files that are there */
};

struct checked_proof {
	const struct checking_proof *c;
	const struct excerpt *x;
};

/* An answer of outputs_write(): a struct checked_proof that holds. */
enum status checked_proof_emit(
    const struct page *page, const void *result, struct error *err);

#endif
