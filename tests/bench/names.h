/* SPDX-License-Identifier: Apache-2.0 */
/*
 * names - short names to numbers, as fast as it goes.
 *
 * Gives:  what the programs that retrace is held against count names with;
 *         names_open(), name_of(), names_put()
 * Memory: stays; names of at most NAME_KEY bytes, copied into the table
 */
#ifndef RETRACE_BENCH_NAMES_H
#define RETRACE_BENCH_NAMES_H

#include "tests/bench/rows.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define NAME_KEY 24 /* [bytes] the longest name */

struct name_slot {
	uint64_t key[NAME_KEY / 8]; /* zeros behind the name */
	uint32_t id;                /* + 1; 0: free */
	uint32_t pad;
};

struct names {
	struct name_slot *slot;
	uint64_t mask;
	uint32_t n;
};

struct name {
	uint64_t word[NAME_KEY / 8];
	uint64_t hash;
};

static inline void *
names_take(size_t bytes)
{
	void *p = calloc(1, bytes);

	if (p == NULL)
		abort();
	return p;
}

/* Room for about that many to begin with. */
static inline void
names_open(struct names *t, size_t expected)
{
	size_t nslot = 1024;

	while (nslot < expected)
		nslot *= 2;
	t->slot = names_take(nslot * sizeof(*t->slot));
	t->mask = nslot - 1;
}

static inline uint64_t
name_hash(const uint64_t word[NAME_KEY / 8])
{
	uint64_t h = 0;

	for (size_t i = 0; i < NAME_KEY / 8; i++) {
		h = (h ^ word[i]) * 0x9E3779B97F4A7C15ULL;
		h ^= h >> 32;
	}
	return h;
}

static inline struct name
name_of(struct cell c)
{
	struct name k = { { 0 }, 0 };

	if (c.n > NAME_KEY)
		abort();
	memcpy(k.word, c.p, c.n);
	k.hash = name_hash(k.word);
	return k;
}

/* Room for twice as many names. */
static inline void
names_grow(struct names *t)
{
	uint64_t mask = t->mask * 2 + 1;
	struct name_slot *more = names_take((mask + 1) * sizeof(*more));

	for (uint64_t i = 0; i <= t->mask; i++) {
		uint64_t k = name_hash(t->slot[i].key) & mask;

		if (t->slot[i].id == 0)
			continue;
		while (more[k].id != 0)
			k = (k + 1) & mask;
		more[k] = t->slot[i];
	}
	free(t->slot);
	t->slot = more;
	t->mask = mask;
}

static inline uint32_t
names_put(struct names *t, const struct name *k)
{
	uint64_t i = k->hash & t->mask;

	for (;; i = (i + 1) & t->mask) {
		struct name_slot *s = &t->slot[i];

		if (s->id == 0) {
			memcpy(s->key, k->word, NAME_KEY);
			s->id = ++t->n;
			if (t->n > t->mask / 2)
				names_grow(t);
			return t->n - 1;
		}
		if (s->key[0] == k->word[0] && s->key[1] == k->word[1] &&
		    s->key[2] == k->word[2])
			return s->id - 1;
	}
}

#endif
