/* SPDX-License-Identifier: Apache-2.0 */
/*
 * hash - names to numbers; see hash.h.
 *
 * Open addressing over slots that hold short keys themselves: with a million
 * names it is the waiting for memory that counts, and this is one wait
 * instead of three.  The seed is drawn per table so that nobody can prepare
 * names that all fall into one place.
 */
#include "core/base/hash.h"

#include "core/base/pages.h"

#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

static uint64_t
mix(uint64_t a, uint64_t b)
{
	__extension__ typedef unsigned __int128 wide;
	wide r = (wide)a * b;

	return (uint64_t)r ^ (uint64_t)(r >> 64);
}

static uint64_t
load(const unsigned char *p)
{
	uint64_t v;

	memcpy(&v, p, sizeof(v));
	return v;
}

uint64_t
hash_bytes(const void *bytes, size_t n, uint64_t seed)
{
	const unsigned char *p = bytes;
	uint64_t h = seed ^ 0x9E3779B97F4A7C15ULL;
	size_t left = n;

	for (; left > 8; left -= 8, p += 8)
		h = mix(h ^ load(p), 0xD6E8FEB86659FD93ULL);
	h = mix(h ^ hash_word(p, left), 0xA0761D6478BD642FULL);
	return mix(h ^ n, seed | 1) ^ h;
}

/* Bytes of a key that stand in the slot. */
#define HEAD sizeof(((struct intern_slot *)0)->head)
#define TAG_LENGTH 31u /* the bits of a tag that tell the length */

#define LINE ((uintptr_t)64) /* [bytes] of the cache */

/* The same for a key that fits into a slot: two products at once. */
static uint64_t
hash_head(const uint64_t head[3], size_t n, uint64_t seed)
{
	return mix(head[0] ^ seed, head[1] ^ 0xD6E8FEB86659FD93ULL) ^
	       mix(head[2] ^ seed ^ 0xA0761D6478BD642FULL,
		   n ^ 0x9E3779B97F4A7C15ULL);
}

/* The bytes of a key of at most HEAD, zeros behind them. */
static inline void
fill_head(const unsigned char *p, size_t n, uint64_t head[3])
{
	head[0] = head[1] = head[2] = 0;
	if (n <= 8) {
		head[0] = hash_word(p, n);
		return;
	}
	head[0] = load(p);
	if (n <= 16) {
		head[1] = hash_word(p + 8, n - 8);
		return;
	}
	head[1] = load(p + 8);
	head[2] = hash_word(p + 16, n - 16);
}

/* The key and its hash; a long one has no head. */
static inline void
make_ready(const struct intern *t, struct str key, struct intern_key *out)
{
	out->text = key;
	out->seed = t->seed;
	if (key.n <= HEAD) {
		fill_head((const unsigned char *)key.p, key.n, out->head);
		out->hash = hash_head(out->head, key.n, t->seed);
	} else {
		out->head[0] = out->head[1] = out->head[2] = 0;
		out->hash = hash_bytes(key.p, key.n, t->seed);
	}
}

static inline uint32_t
tag_of(const struct intern_key *k)
{
	uint32_t n =
	    k->text.n <= HEAD ? (uint32_t)k->text.n : (uint32_t)HEAD + 1;

	return ((uint32_t)(k->hash >> 32) & ~TAG_LENGTH) | n;
}

/*
 * Two slots to a line of the cache.  Zeros are those of pages that have just
 * come: all of them are asked for at once, since one that is first read and
 * then written costs the system twice.  Huge pages are not asked for: where
 * they do not come by themselves, a virtual machine may have to fetch each from
 * its host, which took longer than all that they spared.
 */
static void *
new_slots(size_t n, struct intern_slot **slot)
{
	size_t size = n * sizeof(**slot);
	void *room = calloc(1, size + LINE);

	if (room != NULL) {
		*slot = (void *)(((uintptr_t)room + LINE - 1) & ~(LINE - 1));
		pages_ready(*slot, size);
	}
	return room;
}

static bool
rehash(struct intern *t, size_t nslot)
{
	struct intern_slot *slot;
	void *room = new_slots(nslot, &slot);

	if (room == NULL)
		return false;
	if (t->slot == NULL &&
	    getrandom(&t->seed, sizeof(t->seed), GRND_NONBLOCK) < 0)
		t->seed = (uint64_t)(uintptr_t)slot;
	for (size_t i = 0; i < t->nslot; i++) {
		const struct intern_slot *old = &t->slot[i];
		size_t n = old->tag & TAG_LENGTH, k;

		if (old->id == 0)
			continue;
		k = n <= HEAD ? hash_head(old->head, n, t->seed)
			      : hash_bytes(t->key[old->id - 1].p,
				    t->key[old->id - 1].n, t->seed);
		k &= nslot - 1;
		while (slot[k].id != 0)
			k = (k + 1) & (nslot - 1);
		slot[k] = *old;
	}
	free(t->room);
	t->room = room;
	t->slot = slot;
	t->nslot = nslot;
	return true;
}

bool
intern_reserve(struct intern *t, size_t n)
{
	struct str *key = array_grow(t->key, &t->cap, n, sizeof(*key));
	size_t nslot = t->nslot == 0 ? 64 : t->nslot;

	if (key == NULL)
		return false;
	t->key = key;
	while (nslot / 4 * 3 < n)
		nslot *= 2;
	return nslot == t->nslot || rehash(t, nslot);
}

/* The slot where the key is, or where it would go. */
static inline struct intern_slot *
probe(const struct intern *t, const struct intern_key *k)
{
	uint32_t tag = tag_of(k);
	size_t mask = t->nslot - 1, i = k->hash & mask;

	for (;; i = (i + 1) & mask) {
		struct intern_slot *s = &t->slot[i];

		if (s->id == 0)
			return s;
		if (s->tag != tag || s->head[0] != k->head[0] ||
		    s->head[1] != k->head[1] || s->head[2] != k->head[2])
			continue;
		if (k->text.n <= HEAD || str_eq(t->key[s->id - 1], k->text))
			return s;
	}
}

bool
intern_has_room(const struct intern *t, size_t n)
{
	return t->n + n <= t->cap && (t->n + n) * 4 <= t->nslot * 3;
}

/* Room for one more; false when memory or numbers are out. */
static bool
make_room(struct intern *t)
{
	if (intern_has_room(t, 1))
		return true;
	return t->n < INTERN_NONE - 1 && intern_reserve(t, t->n + 1);
}

static inline uint32_t
put(struct intern *t, const struct intern_key *k, bool copy)
{
	struct intern_slot *slot = probe(t, k);
	struct str key = k->text;

	if (slot->id != 0)
		return slot->id - 1;
	if (copy) {
		key = arena_copy(&t->copies, key);
		if (key.p == NULL)
			return INTERN_NONE;
	}
	*slot = (struct intern_slot){ { k->head[0], k->head[1], k->head[2] },
		tag_of(k), (uint32_t)t->n + 1 };
	t->bits |= key.n <= HEAD ? k->head[0] | k->head[1] | k->head[2] : ~0ULL;
	t->key[t->n] = key;
	pages_ahead(t->key, t->n, t->n + 1, t->cap, sizeof(*t->key));
	return (uint32_t)t->n++;
}

uint32_t
intern_put(struct intern *t, struct str key)
{
	struct intern_key ready;

	if (!make_room(t))
		return INTERN_NONE;
	make_ready(t, key, &ready);
	return put(t, &ready, false);
}

uint32_t
intern_copy(struct intern *t, struct str key)
{
	struct intern_key ready;

	if (!make_room(t))
		return INTERN_NONE;
	make_ready(t, key, &ready);
	return put(t, &ready, true);
}

uint32_t
intern_find(const struct intern *t, struct str key)
{
	struct intern_key ready;
	uint32_t id;

	if (t->nslot == 0)
		return INTERN_NONE;
	make_ready(t, key, &ready);
	id = probe(t, &ready)->id;
	return id != 0 ? id - 1 : INTERN_NONE;
}

void
intern_ready(const struct intern *t, struct str key, struct intern_key *out)
{
	make_ready(t, key, out);
}

uint32_t
intern_put_ready(struct intern *t, const struct intern_key *key, bool stays)
{
	if (t->nslot == 0 || key->seed != t->seed) /* it was empty then */
		return stays ? intern_put(t, key->text)
			     : intern_copy(t, key->text);
	return make_room(t) ? put(t, key, !stays) : INTERN_NONE;
}

void
intern_free(struct intern *t)
{
	free(t->room);
	free(t->key);
	arena_free(&t->copies);
	*t = (struct intern){ 0 };
}
