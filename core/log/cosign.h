/* SPDX-License-Identifier: Apache-2.0 */
/*
 * cosign - that a witness saw a checkpoint: C2SP tlog-cosignature, Ed25519.
 *
 * Reads:  note.h
 * Gives:  the line that a witness puts under a checkpoint, and whether such a
 *         line holds
 * Memory: a line lives in the caller's arena
 */
#ifndef RETRACE_COSIGN_H
#define RETRACE_COSIGN_H

#include "core/log/note.h"

struct cosignature {
	char name[NOTE_NAME_MAX + 1]; /* of the witness */
	uint32_t id;                  /* of its key */
	int64_t time;                 /* [s since 1970] when it signed */
	uint8_t sig[NOTE_SIGNATURE_SIZE];
};

/* The line, without its newline; body is that of the checkpoint.  ST_RANGE: a
 * time before 1970. */
enum status cosign_make(const struct note_signer *witness, struct str body,
    int64_t time, struct arena *a, struct str *line, struct error *err);
/* The parts of a line; false: no line of this kind.  Judges no signature. */
bool cosign_read(struct str line, struct cosignature *out);
/* Does it name the key of v, and does it hold for that body? */
bool cosign_is_by(const struct cosignature *c, const struct note_verifier *v);
bool cosign_holds(const struct cosignature *c, const struct note_verifier *v,
    struct str body);
/* Is it one key, under whatever names?  Who holds it is one, not two. */
bool cosign_one_key(
    const struct note_verifier *a, const struct note_verifier *b);
/* Do both name one key? */
bool cosign_same(const struct cosignature *a, const struct cosignature *b);

#endif
