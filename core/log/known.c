/* SPDX-License-Identifier: Apache-2.0 */
/*
 * known - what a log surely does not have yet; see known.h.
 *
 * A set of marks, 32 bits of a hash each, in a table that is at most half full.
 * Two keys may have the same mark: then the store is asked, as without a set.
 */
#include "core/log/known.h"

#include "core/base/hash.h"

#include <stdlib.h>
#include <sys/random.h>

#define LEAST ((size_t)1024) /* marks that there is room for */

static uint32_t
mark_of(const struct known *k, struct str key)
{
	uint32_t mark = (uint32_t)(hash_bytes(key.p, key.n, k->seed) >> 32);

	return mark != 0 ? mark : 1;
}

/* Where the mark is, or a free place for it. */
static uint32_t *
place_of(const struct known *k, uint32_t mark)
{
	size_t at = mark & (k->nmark - 1);

	while (k->mark[at] != 0 && k->mark[at] != mark)
		at = (at + 1) & (k->nmark - 1);
	return &k->mark[at];
}

static bool
grow(struct known *k)
{
	struct known wide = *k;

	wide.nmark = k->nmark > 0 ? 2 * k->nmark : 2 * LEAST;
	wide.mark = calloc(wide.nmark, sizeof(*wide.mark));
	if (wide.mark == NULL)
		return false;
	for (size_t i = 0; i < k->nmark; i++)
		if (k->mark[i] != 0)
			*place_of(&wide, k->mark[i]) = k->mark[i];
	free(k->mark);
	*k = wide;
	return true;
}

void
known_free(struct known *k)
{
	free(k->mark);
	*k = (struct known){ 0 };
}

void
known_begin(struct known *k)
{
	if (k->nmark == 0 &&
	    getrandom(&k->seed, sizeof(k->seed), GRND_NONBLOCK) < 0)
		k->seed = (uint64_t)(uintptr_t)k;
	k->ready = k->nmark > 0 || grow(k);
}

bool
known_lacks(const struct known *k, struct str key)
{
	return k->ready && *place_of(k, mark_of(k, key)) == 0;
}

void
known_add(struct known *k, struct str key)
{
	uint32_t mark, *place;

	if (!k->ready)
		return;
	if (2 * (k->n + 1) > k->nmark && !grow(k)) {
		known_free(k);
		return;
	}
	mark = mark_of(k, key);
	place = place_of(k, mark);
	k->n += *place == 0;
	*place = mark;
}

static struct str
digest_key(const uint8_t sha256[SHA256_SIZE])
{
	return (struct str){ (const char *)sha256, SHA256_SIZE };
}

void
known_add_leaf(struct known *k, const struct leaf *leaf)
{
	known_add(k, leaf->id);
	if (leaf_is_filing(leaf->kind))
		known_add(k, digest_key(leaf->sha256));
	for (size_t i = 0; i < leaf->ninput; i++)
		known_add(k, digest_key(leaf->input[i].sha256));
}

/* The record of an entry, which is there. */
static enum status
learn(struct known *k, struct store *s, uint64_t index, struct error *err)
{
	const struct pos at = { store_path(s), 0, 0 };
	struct error inner = { 0 };
	struct arena a = { 0 };
	struct leaf leaf;
	struct str text;
	uint64_t got = index;
	bool found = false;
	enum status st = store_next_entry(s, &got, &a, &text, &found, err);

	if (st == ST_OK && found && got == index &&
	    leaf_read(text, at, &a, &leaf, &inner) == ST_OK)
		known_add_leaf(k, &leaf);
	else
		known_free(k);
	arena_free(&a);
	return st;
}

/*
 * To look for a key in a store takes longer, the more entries there are; to
 * learn them all does too, once.
 */
#define ENTRIES_A_LOOK 16384 /* learnt in the time of one more look */

enum status
known_expect(struct known *k, struct store *s, uint64_t size, size_t n,
    struct error *err)
{
	const uint64_t looks = size / ENTRIES_A_LOOK + 1;
	enum status st = ST_OK;

	if (size < k->size)
		k->size = size;
	k->added += n;
	if (k->added < (size - k->size) / looks) {
		k->ready = false;
		return ST_OK;
	}
	known_begin(k);
	while (st == ST_OK && k->ready && k->size < size) {
		st = learn(k, s, k->size, err);
		k->size += k->ready;
	}
	return st;
}

void
known_settle(struct known *k, uint64_t size)
{
	if (k->ready)
		k->size = size;
}

enum status
known_find_blob(const struct known *k, struct store *s,
    const uint8_t sha256[SHA256_SIZE], bool *found, struct error *err)
{
	int64_t id;

	*found = false;
	return known_lacks(k, digest_key(sha256))
		   ? ST_OK
		   : store_find_blob(s, sha256, &id, found, err);
}

enum status
known_put_blob(struct known *k, struct store *s,
    const uint8_t sha256[SHA256_SIZE], struct str body, struct error *err)
{
	bool found;

	if (known_find_blob(k, s, sha256, &found, err) != ST_OK || found)
		return err->code;
	known_add(k, digest_key(sha256));
	return store_put_blob(s, sha256, body, err);
}
