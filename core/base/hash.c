/* SPDX-License-Identifier: Apache-2.0 */
/*
 * hash - names to numbers; see hash.h.
 *
 * Open addressing over 8-byte slots: the tag spares nearly every look at a
 * key that is not the one.  The seed is drawn per table so that nobody can
 * prepare names that all fall into one place.
 */
#include "core/base/hash.h"

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
load(const unsigned char *p, size_t n)
{
	uint64_t v = 0;

	memcpy(&v, p, n);
	return v;
}

uint64_t
hash_bytes(const void *bytes, size_t n, uint64_t seed)
{
	const unsigned char *p = bytes;
	uint64_t h = seed ^ 0x9E3779B97F4A7C15ULL;
	size_t left = n;

	for (; left > 8; left -= 8, p += 8)
		h = mix(h ^ load(p, 8), 0xD6E8FEB86659FD93ULL);
	h = mix(h ^ (left > 0 ? load(p, left) : 0), 0xA0761D6478BD642FULL);
	return mix(h ^ n, seed | 1) ^ h;
}

static bool
rehash(struct intern *t, size_t nslot)
{
	struct intern_slot *slot = calloc(nslot, sizeof(*slot));

	if (slot == NULL)
		return false;
	if (t->slot == NULL &&
	    getrandom(&t->seed, sizeof(t->seed), GRND_NONBLOCK) < 0)
		t->seed = (uint64_t)(uintptr_t)slot;
	for (size_t i = 0; i < t->n; i++) {
		uint64_t h = hash_bytes(t->key[i].p, t->key[i].n, t->seed);
		size_t k = h & (nslot - 1);

		while (slot[k].id != 0)
			k = (k + 1) & (nslot - 1);
		slot[k].tag = (uint32_t)(h >> 32);
		slot[k].id = (uint32_t)i + 1;
	}
	free(t->slot);
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
static size_t
probe(const struct intern *t, struct str key, uint64_t h)
{
	size_t k = h & (t->nslot - 1);
	uint32_t tag = (uint32_t)(h >> 32);

	while (t->slot[k].id != 0) {
		if (t->slot[k].tag == tag &&
		    str_eq(t->key[t->slot[k].id - 1], key))
			break;
		k = (k + 1) & (t->nslot - 1);
	}
	return k;
}

static uint32_t
put(struct intern *t, struct str key, bool copy)
{
	uint64_t h;
	size_t k;

	if (t->n + 1 > t->cap || (t->n + 1) * 4 > t->nslot * 3) {
		if (t->n >= INTERN_NONE - 1 || !intern_reserve(t, t->n + 1))
			return INTERN_NONE;
	}
	h = hash_bytes(key.p, key.n, t->seed);
	k = probe(t, key, h);
	if (t->slot[k].id != 0)
		return t->slot[k].id - 1;
	if (copy) {
		key = arena_copy(&t->copies, key);
		if (key.p == NULL)
			return INTERN_NONE;
	}
	t->slot[k].tag = (uint32_t)(h >> 32);
	t->slot[k].id = (uint32_t)t->n + 1;
	t->key[t->n] = key;
	return (uint32_t)t->n++;
}

uint32_t
intern_put(struct intern *t, struct str key)
{
	return put(t, key, false);
}

uint32_t
intern_copy(struct intern *t, struct str key)
{
	return put(t, key, true);
}

uint32_t
intern_find(const struct intern *t, struct str key)
{
	uint32_t id;

	if (t->nslot == 0)
		return INTERN_NONE;
	id = t->slot[probe(t, key, hash_bytes(key.p, key.n, t->seed))].id;
	return id != 0 ? id - 1 : INTERN_NONE;
}

void
intern_free(struct intern *t)
{
	free(t->slot);
	free(t->key);
	arena_free(&t->copies);
	*t = (struct intern){ 0 };
}
