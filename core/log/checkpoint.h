/* SPDX-License-Identifier: Apache-2.0 */
/*
 * checkpoint - the signed head of a log: C2SP tlog-checkpoint.
 *
 * Reads:  merkle.h, note.h
 * Gives:  three lines (origin, size, root), one more for the checkpoint before
 *         it, and back
 * Memory: texts go into the caller's arena or are borrowed from the input
 */
#ifndef RETRACE_CHECKPOINT_H
#define RETRACE_CHECKPOINT_H

#include "core/log/merkle.h"
#include "core/log/note.h"

struct checkpoint {
	struct str origin; /* which log */
	uint64_t size;     /* [entries] */
	uint8_t root[SHA256_SIZE];
	bool follows;    /* it says which one it follows */
	uint64_t before; /* [entries] of that */
};

/* Decimal without leading zeros, at most MERKLE_SIZE_MAX. */
bool checkpoint_number(struct str s, uint64_t *out);
/* 32 bytes in base64. */
bool checkpoint_hash(struct str s, uint8_t out[SHA256_SIZE]);
/* The unsigned body; .p NULL when memory is out. */
struct str checkpoint_body(struct arena *a, const struct checkpoint *c);
/* Body and signature. */
enum status checkpoint_sign(const struct note_signer *s,
    const struct checkpoint *c, struct arena *a, struct str *out,
    struct error *err);
/* Strict; of the extension lines after the third, which others may mean
 * otherwise, the first "before N" is read, the others are passed over. */
enum status checkpoint_read(
    struct str body, struct pos at, struct checkpoint *out, struct error *err);
/* note_open(), checkpoint_read(), and the origin is the name of the key. */
enum status checkpoint_open(struct str text, struct pos at,
    const struct note_verifier *v, struct checkpoint *out, struct error *err);

#endif
