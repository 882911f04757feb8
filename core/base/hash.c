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

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
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

/* Bytes of a key that stand in the slot. */
#define HEAD sizeof(((struct intern_slot *)0)->head)
#define TAG_LENGTH 31u /* the bits of a tag that tell the length */

/* From here on pages of 2 MiB are asked for: fewer of them to walk. */
#define HUGE_PAGE ((size_t)2 << 20)

/* A slot for the key as it would be if it were taken. */
static struct intern_slot
slot_for(struct str key, uint64_t h)
{
	struct intern_slot s = { .id = 0 };
	uint32_t n = key.n <= HEAD ? (uint32_t)key.n : (uint32_t)HEAD + 1;

	if (key.n > 0 && key.n <= HEAD)
		memcpy(s.head, key.p, key.n);
	s.tag = ((uint32_t)(h >> 32) & ~TAG_LENGTH) | n;
	return s;
}

static bool
same(const struct intern *t, const struct intern_slot *in,
    const struct intern_slot *want, struct str key)
{
	if (in->tag != want->tag)
		return false;
	if (key.n > HEAD)
		return str_eq(t->key[in->id - 1], key);
	return in->head[0] == want->head[0] && in->head[1] == want->head[1] &&
	       in->head[2] == want->head[2];
}

static struct intern_slot *
new_slots(size_t n)
{
	size_t size = n * sizeof(struct intern_slot);
	size_t align = size >= HUGE_PAGE ? HUGE_PAGE : 64;
	struct intern_slot *slot = aligned_alloc(align, size);

	if (slot == NULL)
		return NULL;
	if (align == HUGE_PAGE) /* if it is refused, it is only slower */
		madvise(slot, size, MADV_HUGEPAGE);
	memset(slot, 0, size);
	return slot;
}

static bool
rehash(struct intern *t, size_t nslot)
{
	struct intern_slot *slot = new_slots(nslot);

	if (slot == NULL)
		return false;
	if (t->slot == NULL &&
	    getrandom(&t->seed, sizeof(t->seed), GRND_NONBLOCK) < 0)
		t->seed = (uint64_t)(uintptr_t)slot;
	for (size_t i = 0; i < t->nslot; i++) {
		const struct intern_slot *old = &t->slot[i];
		size_t n = old->tag & TAG_LENGTH, k;

		if (old->id == 0)
			continue;
		k = n <= HEAD ? hash_bytes(old->head, n, t->seed)
			      : hash_bytes(t->key[old->id - 1].p,
				    t->key[old->id - 1].n, t->seed);
		k &= nslot - 1;
		while (slot[k].id != 0)
			k = (k + 1) & (nslot - 1);
		slot[k] = *old;
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
probe(const struct intern *t, struct str key, const struct intern_slot *want,
    uint64_t h)
{
	size_t k = h & (t->nslot - 1);

	while (t->slot[k].id != 0 && !same(t, &t->slot[k], want, key))
		k = (k + 1) & (t->nslot - 1);
	return k;
}

static uint32_t
put(struct intern *t, struct str key, bool copy)
{
	struct intern_slot want;
	uint64_t h;
	size_t k;

	if (t->n + 1 > t->cap || (t->n + 1) * 4 > t->nslot * 3) {
		if (t->n >= INTERN_NONE - 1 || !intern_reserve(t, t->n + 1))
			return INTERN_NONE;
	}
	h = hash_bytes(key.p, key.n, t->seed);
	want = slot_for(key, h);
	k = probe(t, key, &want, h);
	if (t->slot[k].id != 0)
		return t->slot[k].id - 1;
	if (copy) {
		key = arena_copy(&t->copies, key);
		if (key.p == NULL)
			return INTERN_NONE;
	}
	want.id = (uint32_t)t->n + 1;
	t->slot[k] = want;
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
	struct intern_slot want;
	uint64_t h;
	uint32_t id;

	if (t->nslot == 0)
		return INTERN_NONE;
	h = hash_bytes(key.p, key.n, t->seed);
	want = slot_for(key, h);
	id = t->slot[probe(t, key, &want, h)].id;
	return id != 0 ? id - 1 : INTERN_NONE;
}

void
intern_prefetch(const struct intern *t, struct str key)
{
	if (t->nslot > 0)
		__builtin_prefetch(&t->slot[hash_bytes(key.p, key.n, t->seed) &
					    (t->nslot - 1)]);
}

void
intern_free(struct intern *t)
{
	free(t->slot);
	free(t->key);
	arena_free(&t->copies);
	*t = (struct intern){ 0 };
}
