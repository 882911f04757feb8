/* SPDX-License-Identifier: Apache-2.0 */
/* index_bits - sets of entries; see index_bits.h. */
#include "core/log/index/index_bits.h"

#include <stdlib.h>
#include <string.h>

static uint64_t
words_of(uint64_t n)
{
	return (n + 63) / 64;
}

bool
index_bits_init(struct index_bits *b, uint64_t n)
{
	uint64_t words = words_of(n);

	*b = (struct index_bits){ calloc(words + 1, sizeof(*b->word)), n };
	return b->word != NULL;
}

void
index_bits_free(struct index_bits *b)
{
	free(b->word);
	*b = (struct index_bits){ 0 };
}

void
index_bits_fill(struct index_bits *b)
{
	memset(b->word, 0xff, words_of(b->n) * sizeof(*b->word));
	if (b->n % 64 != 0)
		b->word[b->n / 64] = (UINT64_C(1) << b->n % 64) - 1;
}

void
index_bits_keep(struct index_bits *b, uint64_t from, uint64_t to)
{
	for (uint64_t w = 0; w < words_of(b->n); w++) {
		uint64_t first = w * 64;

		if (first + 64 <= from || first >= to) {
			b->word[w] = 0;
			continue;
		}
		if (first < from)
			b->word[w] &= ~UINT64_C(0) << (from - first);
		if (to - first < 64)
			b->word[w] &= (UINT64_C(1) << (to - first)) - 1;
	}
}

void
index_bits_put(struct index_bits *b, uint64_t entry)
{
	if (entry < b->n)
		b->word[entry / 64] |= UINT64_C(1) << entry % 64;
}

bool
index_bits_has(const struct index_bits *b, uint64_t entry)
{
	return entry < b->n && (b->word[entry / 64] >> entry % 64 & 1) != 0;
}

void
index_bits_and(struct index_bits *a, const struct index_bits *b)
{
	for (uint64_t w = 0; w < words_of(a->n); w++)
		a->word[w] &= b->word[w];
}

void
index_bits_or(struct index_bits *a, const struct index_bits *b)
{
	for (uint64_t w = 0; w < words_of(a->n); w++)
		a->word[w] |= b->word[w];
}

uint64_t
index_bits_next(const struct index_bits *b, uint64_t from)
{
	uint64_t w = from / 64, word;

	if (from >= b->n)
		return UINT64_MAX;
	word = b->word[w] & ~UINT64_C(0) << from % 64;
	while (word == 0) {
		if (++w >= words_of(b->n))
			return UINT64_MAX;
		word = b->word[w];
	}
	return w * 64 + (uint64_t)__builtin_ctzll(word);
}

uint64_t
index_bits_before(const struct index_bits *b, uint64_t below)
{
	uint64_t w, word;

	if (below > b->n)
		below = b->n;
	if (below == 0)
		return UINT64_MAX;
	w = (below - 1) / 64;
	word = b->word[w] & ~UINT64_C(0) >> (63 - (below - 1) % 64);
	while (word == 0) {
		if (w-- == 0)
			return UINT64_MAX;
		word = b->word[w];
	}
	return w * 64 + 63 - (uint64_t)__builtin_clzll(word);
}

/* A list has fewer bytes than the bits, so the length tells which it is. */
static bool
is_list(struct str stored)
{
	return stored.n < INDEX_BLOCK_BYTES;
}

static uint16_t
member(struct str list, size_t i)
{
	const unsigned char *p = (const unsigned char *)list.p + 2 * i;

	return (uint16_t)(p[0] | p[1] << 8);
}

bool
index_bits_load(struct index_bits *b, uint64_t block, struct str stored)
{
	uint64_t first = block * INDEX_BLOCK;

	if (stored.n > INDEX_BLOCK_BYTES || stored.n % 2 != 0)
		return false;
	if (is_list(stored)) {
		for (size_t i = 0; i < stored.n / 2; i++) {
			if (member(stored, i) >= INDEX_BLOCK)
				return false;
			index_bits_put(b, first + member(stored, i));
		}
		return true;
	}
	for (size_t i = 0; i < INDEX_BLOCK_BYTES; i++) {
		uint64_t at = first + 8 * i;

		if (at >= b->n)
			break;
		b->word[at / 64] |= (uint64_t)(unsigned char)stored.p[i]
				    << at % 64;
	}
	if (b->n % 64 != 0)
		b->word[b->n / 64] &= (UINT64_C(1) << b->n % 64) - 1;
	return true;
}

static void
set_bit(uint8_t *out, uint16_t at)
{
	out[at / 8] = (uint8_t)(out[at / 8] | 1u << at % 8);
}

size_t
index_bits_store(struct str old, const uint16_t *at, size_t n, uint8_t *out)
{
	if (is_list(old) && old.n + 2 * n < INDEX_BLOCK_BYTES) {
		if (old.n > 0)
			memcpy(out, old.p, old.n);
		for (size_t i = 0; i < n; i++) {
			out[old.n + 2 * i] = (uint8_t)(at[i] & 0xff);
			out[old.n + 2 * i + 1] = (uint8_t)(at[i] >> 8);
		}
		return old.n + 2 * n;
	}
	memset(out, 0, INDEX_BLOCK_BYTES);
	if (is_list(old))
		for (size_t i = 0; i < old.n / 2; i++)
			set_bit(out, member(old, i));
	else
		memcpy(out, old.p, INDEX_BLOCK_BYTES);
	for (size_t i = 0; i < n; i++)
		set_bit(out, at[i]);
	return INDEX_BLOCK_BYTES;
}
