/* SPDX-License-Identifier: Apache-2.0 */
/*
 * arena - memory that lives and dies with one document.
 *
 * Reads:  nothing
 * Gives:  zeroed blocks; text copies; arrays that grow
 * Memory: nothing taken from an arena is freed alone
 */
#ifndef RETRACE_ARENA_H
#define RETRACE_ARENA_H

#include "core/base/str.h"

#include <stdalign.h>
#include <stdbool.h>
#include <stddef.h>

struct arena_block;

/* All zero is an empty arena. */
struct arena {
	struct arena_block *last; /* or NULL */
	size_t used, size;        /* [bytes] of the last block */
	bool failed; /* a piece was not to be had: what was made of it may
			lack something */
};

/* NULL when memory is out.  Zeroed. */
#define TAKE(a, type, n) \
	((type *)arena_take((a), sizeof(type), alignof(type), (n)))

void *arena_take(struct arena *a, size_t size, size_t align, size_t n);
/* A NUL-ended copy; .p is NULL when memory is out. */
struct str arena_copy(struct arena *a, struct str s);
void arena_free(struct arena *a);

void *array_double(void *p, size_t *cap, size_t need, size_t size);

/*
 * Makes room for `need` elements of `size` bytes in a malloc'ed array that
 * doubles.  NULL when memory is out; the old array then still stands.
 */
static inline void *
array_grow(void *p, size_t *cap, size_t need, size_t size)
{
	return need <= *cap && p != NULL ? p : array_double(p, cap, need, size);
}

#endif
