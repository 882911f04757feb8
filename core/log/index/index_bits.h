/* SPDX-License-Identifier: Apache-2.0 */
/*
 * index_bits - sets of entries.
 *
 * Reads:  arena.h
 * Gives:  a bit for each entry of an index; a set of a block of entries as
 *         the bytes in which the index stores it
 * Memory: index_bits_free()
 */
#ifndef RETRACE_INDEX_BITS_H
#define RETRACE_INDEX_BITS_H

#include "core/base/str.h"

/* Entries of one stored set; they are numbered by 16 bits. */
#define INDEX_BLOCK 32768
/* [bytes] Of a stored set as bits; a list of as many bytes or more is none. */
#define INDEX_BLOCK_BYTES (INDEX_BLOCK / 8)

/* All zero is the empty set of no entries. */
struct index_bits {
	uint64_t *word;
	uint64_t n; /* [entries] from 0 that it speaks of */
};

/* The set of n entries, none in it; false when memory is out. */
bool index_bits_init(struct index_bits *b, uint64_t n);
void index_bits_free(struct index_bits *b);
/* Entries from..to-1 are in it, all others no longer. */
void index_bits_keep(struct index_bits *b, uint64_t from, uint64_t to);
void index_bits_fill(struct index_bits *b);
void index_bits_put(struct index_bits *b, uint64_t entry);
bool index_bits_has(const struct index_bits *b, uint64_t entry);
/* a = a and b; a = a or b.  Both speak of as many entries. */
void index_bits_and(struct index_bits *a, const struct index_bits *b);
void index_bits_or(struct index_bits *a, const struct index_bits *b);
/* The first entry of the set at or after `from`; UINT64_MAX: none. */
uint64_t index_bits_next(const struct index_bits *b, uint64_t from);
/* The last one before `below`. */
uint64_t index_bits_before(const struct index_bits *b, uint64_t below);

/*
 * Adds the stored set of a block; what is beyond the entries is left out.
 * False if those bytes are no set.
 */
bool index_bits_load(struct index_bits *b, uint64_t block, struct str stored);
/*
 * The stored form of old (or nothing) with the n entries at[], ascending and
 * above those of old.  out has room for INDEX_BLOCK_BYTES.
 */
size_t index_bits_store(
    struct str old, const uint16_t *at, size_t n, uint8_t *out);

#endif
