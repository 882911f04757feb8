/* SPDX-License-Identifier: Apache-2.0 */
/*
 * merkle - the hash tree over all entries of the log (RFC 6962, SHA-256).
 *
 * Reads:  digest.h
 * Gives:  the tree head of n leaves, grown leaf by leaf; proofs that a leaf
 *         is in a tree and that one tree is the start of another
 * Memory: none; a tree in progress is the roots of its complete subtrees
 */
#ifndef RETRACE_MERKLE_H
#define RETRACE_MERKLE_H

#include "core/base/digest.h"
#include "core/base/error.h"

/* Levels of a tree of at most 2^63 - 1 leaves; also the longest proof. */
#define MERKLE_LEVELS 63
#define MERKLE_SIZE_MAX ((uint64_t)INT64_MAX)

/* All zero is the empty tree. */
struct merkle {
	uint64_t size; /* [leaves] */
	/* peak[l] holds the complete subtree of 2^l leaves where bit l of
	 * size is set; the others mean nothing. */
	uint8_t peak[MERKLE_LEVELS][SHA256_SIZE];
};

struct merkle_proof {
	size_t n;
	uint8_t hash[MERKLE_LEVELS][SHA256_SIZE];
};

/*
 * Is told each subtree as it becomes complete: level 0 are the leaves, and
 * (level, index) covers the leaves index * 2^level and on.  False: stop.
 */
typedef bool (*merkle_sink)(
    void *ctx, unsigned level, uint64_t index, const uint8_t hash[SHA256_SIZE]);
/* Gives back what a sink was told.  False: not there. */
typedef bool (*merkle_source)(
    void *ctx, unsigned level, uint64_t index, uint8_t hash[SHA256_SIZE]);

/* SHA-256 of 0x00 and the bytes; of 0x01 and two hashes.  False: OpenSSL. */
bool merkle_leaf(struct str bytes, uint8_t out[SHA256_SIZE]);
bool merkle_node(const uint8_t left[SHA256_SIZE],
    const uint8_t right[SHA256_SIZE], uint8_t out[SHA256_SIZE]);

/* Adds a leaf hash; sink may be NULL.  On false the tree is as before. */
bool merkle_append(struct merkle *m, const uint8_t leaf[SHA256_SIZE],
    merkle_sink sink, void *ctx);
/* The tree head; of the empty tree SHA-256 of nothing. */
bool merkle_root(const struct merkle *m, uint8_t out[SHA256_SIZE]);
/* The tree of the first `size` leaves, from its complete subtrees. */
bool merkle_resume(
    struct merkle *m, uint64_t size, merkle_source source, void *ctx);

/* False if index or old_size do not lie in the tree, or a hash is missing. */
bool merkle_prove_inclusion(uint64_t index, uint64_t size, merkle_source source,
    void *ctx, struct merkle_proof *out);
bool merkle_prove_consistency(uint64_t old_size, uint64_t size,
    merkle_source source, void *ctx, struct merkle_proof *out);

/* Does the proof hold?  All that is not exactly a proof does not. */
bool merkle_verify_inclusion(uint64_t index, uint64_t size,
    const uint8_t leaf[SHA256_SIZE], const struct merkle_proof *proof,
    const uint8_t root[SHA256_SIZE]);
/* From size 0 only the empty proof holds, and only from the empty root. */
bool merkle_verify_consistency(uint64_t old_size, uint64_t size,
    const uint8_t old_root[SHA256_SIZE], const uint8_t root[SHA256_SIZE],
    const struct merkle_proof *proof);

#endif
