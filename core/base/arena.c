/* SPDX-License-Identifier: Apache-2.0 */
/* arena - memory that lives and dies with one document; see arena.h. */
#include "core/base/arena.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK_FIRST ((size_t)16 << 10)
#define BLOCK_LARGEST ((size_t)4 << 20)

struct arena_block {
	struct arena_block *before;
	alignas(max_align_t) unsigned char bytes[];
};

static bool
add_block(struct arena *a, size_t need)
{
	size_t size = a->size == 0 ? BLOCK_FIRST : a->size * 2;
	struct arena_block *b;

	if (size > BLOCK_LARGEST)
		size = BLOCK_LARGEST;
	if (size < need)
		size = need;
	if (size > SIZE_MAX - sizeof(*b))
		return false;
	b = calloc(1, sizeof(*b) + size);
	if (b == NULL)
		return false;
	b->before = a->last;
	a->last = b;
	a->used = 0;
	a->size = size;
	return true;
}

/*
 * arena_take - n zeroed elements.
 *
 * In:	size, align  of one element [bytes]; align is a power of two
 * Out:	NULL when memory is out or n * size overflows
 */
void *
arena_take(struct arena *a, size_t size, size_t align, size_t n)
{
	size_t want, start;

	if (__builtin_mul_overflow(size, n, &want) || want > SIZE_MAX - align) {
		a->failed = true;
		return NULL;
	}
	start = (a->used + align - 1) & ~(align - 1);
	if (a->last == NULL || start > a->size || want > a->size - start) {
		if (!add_block(a, want)) {
			a->failed = true;
			return NULL;
		}
		start = 0;
	}
	a->used = start + want;
	return a->last->bytes + start;
}

struct str
arena_copy(struct arena *a, struct str s)
{
	char *p = arena_take(a, 1, 1, s.n + 1);

	if (p == NULL)
		return (struct str){ NULL, 0 };
	if (s.n > 0)
		memcpy(p, s.p, s.n);
	p[s.n] = '\0';
	return (struct str){ p, s.n };
}

void
arena_free(struct arena *a)
{
	while (a->last != NULL) {
		struct arena_block *b = a->last;

		a->last = b->before;
		free(b);
	}
	a->used = a->size = 0;
	a->failed = false;
}

/* For array_grow(), where the room does not do. */
void *
array_double(void *p, size_t *cap, size_t need, size_t size)
{
	size_t n = *cap < 16 ? 16 : *cap;
	void *q;

	while (n < need) {
		if (n > SIZE_MAX / 2)
			return NULL;
		n *= 2;
	}
	if (n > SIZE_MAX / size)
		return NULL;
	q = realloc(p, n * size);
	if (q != NULL)
		*cap = n;
	return q;
}
