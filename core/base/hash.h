/* SPDX-License-Identifier: Apache-2.0 */
/*
 * hash - names to numbers: the intern table.
 *
 * Reads:  str.h
 * Gives:  for each distinct key its index, in order of first appearance
 * Memory: keys are borrowed unless intern_copy() is used; free with
 *         intern_free()
 */
#ifndef RETRACE_HASH_H
#define RETRACE_HASH_H

#include "core/base/arena.h"

#include <string.h>

#define INTERN_NONE UINT32_MAX

/* Half a cache line, so that a look-up mostly waits for memory once. */
struct intern_slot {
	uint64_t head[3]; /* a key of at most 24 bytes, zeros behind it */
	uint32_t tag;     /* of the hash; low bits: length, 25 and more: 25 */
	uint32_t id;      /* index + 1; 0: free */
};

/* All zero is an empty table. */
struct intern {
	struct intern_slot *slot; /* a power of two of them */
	size_t nslot;
	void *room;      /* what is allocated for them */
	struct str *key; /* [n] */
	size_t n, cap;
	uint64_t bits; /* set in some eight bytes of a key, perhaps; see
			  intern_is_ascii() */
	uint64_t seed; /* differs per table; never visible in results */
	struct arena copies;
};

/* A key that was hashed once, to be looked up a while later. */
struct intern_key {
	struct str text;  /* borrowed until then */
	uint64_t head[3]; /* as a slot would hold it */
	uint64_t seed, hash;
};

/* Room for n keys; optional, spares the growing. */
bool intern_reserve(struct intern *t, size_t n);
/* Is there room for n more? */
bool intern_has_room(const struct intern *t, size_t n);
/* Index of the key, added if new; INTERN_NONE when memory is out. */
uint32_t intern_put(struct intern *t, struct str key);
/* The same; a new key is copied first. */
uint32_t intern_copy(struct intern *t, struct str key);
/* Index, or INTERN_NONE if the key is not there. */
uint32_t intern_find(const struct intern *t, struct str key);
/*
 * For look-ups in batches: hashes the key; intern_put_ready() then does as
 * intern_copy() or, where the key's bytes stay, as intern_put().
 */
void intern_ready(
    const struct intern *t, struct str key, struct intern_key *out);
uint32_t intern_put_ready(
    struct intern *t, const struct intern_key *key, bool stays);
void intern_free(struct intern *t);

uint64_t hash_bytes(const void *p, size_t n, uint64_t seed);

/*
 * At most eight bytes as one number, zeros behind them.  Loads that overlap
 * spare a call: the bytes that both bring are the same.
 */
static inline uint64_t
hash_word(const void *bytes, size_t n)
{
	const unsigned char *p = bytes;
	uint64_t word = 0;
	uint32_t first, last;

	if (n == 8) {
		memcpy(&word, p, 8);
		return word;
	}
#if __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
	if (n >= 4) {
		memcpy(&first, p, 4);
		memcpy(&last, p + n - 4, 4);
		return first | (uint64_t)last << 8 * (n - 4);
	}
	if (n > 0)
		word = p[0] | (uint64_t)p[n / 2] << 8 * (n / 2) |
		       (uint64_t)p[n - 1] << 8 * (n - 1);
#else
	(void)first, (void)last;
	memcpy(&word, p, n);
#endif
	return word;
}

/* Are all keys surely ASCII?  Those that are longer than a slot are not looked
 * at. */
static inline bool
intern_is_ascii(const struct intern *t)
{
	return (t->bits & 0x8080808080808080ULL) == 0;
}

/* Asks the memory for where the key is; a hint for look-ups to come. */
static inline void
intern_prefetch(const struct intern *t, const struct intern_key *key)
{
	if (t->nslot > 0)
		__builtin_prefetch(&t->slot[key->hash & (t->nslot - 1)]);
}

#endif
