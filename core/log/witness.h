/* SPDX-License-Identifier: Apache-2.0 */
/*
 * witness - somebody else who remembers how large a log was, and what it held.
 *
 * Reads:  proof.h
 * Gives:  the memory of a witness as a text, and whether it may co-sign a
 *         checkpoint (C2SP tlog-witness, over files)
 * Memory: the logs lie in the caller's arena
 */
#ifndef RETRACE_WITNESS_H
#define RETRACE_WITNESS_H

#include "core/log/proof.h"

/* Logs of one witness: each is a key that somebody compared by hand. */
#define WITNESS_LOGS_MAX 1000

/* What it knows of one log. */
struct witness_log {
	struct note_verifier key;
	uint64_t size; /* of the newest checkpoint that it co-signed; 0: none */
	uint8_t root[SHA256_SIZE];
};

struct witness {
	struct note_verifier own;
	struct witness_log *log; /* [n], in the order in which they came */
	size_t n;
};

/* The memory as a text; .p NULL when memory is out or OpenSSL failed. */
struct str witness_write(struct arena *a, const struct witness *w);
/* Strict: ST_SYNTAX, ST_KEY at the line. */
enum status witness_read(struct str text, struct pos at, struct arena *a,
    struct witness *out, struct error *err);
/* One more log, at size 0.  ST_DUPLICATE: one of that origin is there. */
enum status witness_add(struct witness *w, const struct note_verifier *key,
    struct arena *a, struct error *err);

/* What of a request is refused, in the order in which it is tried; beside each
 * what an HTTP witness would answer. */
enum witness_fault {
	WITNESS_COSIGNS,     /* 200 */
	WITNESS_FORM,        /* 400: no request, or it would shrink the log */
	WITNESS_UNKNOWN,     /* 404: of no log that it knows */
	WITNESS_SIGNATURE,   /* 403: the log's key did not sign it */
	WITNESS_STALE,       /* 409: not from where it stands */
	WITNESS_INCONSISTENT /* 422: not a continuation: a fork */
};

/*
 * May the witness co-sign the checkpoint of a request?  If so *seen is the log
 * as it stands then: to be kept before the co-signature is given out.
 * Out:  body  what is to be co-signed, borrowed from request
 */
enum witness_fault witness_judge(const struct witness *w, struct str request,
    struct pos at, struct witness_log *seen, struct str *body,
    struct error *err);
/* From now on the log is known as it was seen. */
void witness_remember(struct witness *w, const struct witness_log *seen);

#endif
