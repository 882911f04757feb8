/* SPDX-License-Identifier: Apache-2.0 */
/*
 * pool - memory for the numbers of a long property, faster than malloc().
 *
 * Reads:  gmp
 * Gives:  pool_numbers(), to be called before any number is made.  A sanitised
 *         build spends most of its time on giving memory to numbers; what
 *         these do with it other tests look at
 * Memory: kept until the program ends
 */
#ifndef RETRACE_TEST_POOL_H
#define RETRACE_TEST_POOL_H

#include <check.h>
#include <gmp.h>
#include <stdlib.h>
#include <string.h>

#define POOL_UNIT 32   /* [bytes] */
#define POOL_SIZES 16  /* of so many units at most */
#define POOL_CHUNK 256 /* blocks at a time */

struct pool_block {
	struct pool_block *next;
};

static struct pool_block *pool_spare[POOL_SIZES];

static inline size_t
pool_size(size_t bytes)
{
	return (bytes + POOL_UNIT - 1) / POOL_UNIT;
}

static inline void *
pool_get(size_t bytes)
{
	size_t units = pool_size(bytes);
	struct pool_block *b;
	char *chunk;

	if (units == 0 || units >= POOL_SIZES)
		return malloc(bytes);
	if (pool_spare[units] == NULL) {
		chunk = malloc(units * POOL_UNIT * POOL_CHUNK);
		ck_assert_ptr_nonnull(chunk);
		for (size_t i = 0; i < POOL_CHUNK; i++) {
			b = (void *)(chunk + i * units * POOL_UNIT);
			b->next = pool_spare[units];
			pool_spare[units] = b;
		}
	}
	b = pool_spare[units];
	pool_spare[units] = b->next;
	return b;
}

static inline void
pool_put(void *p, size_t bytes)
{
	size_t units = pool_size(bytes);
	struct pool_block *b = p;

	if (units == 0 || units >= POOL_SIZES) {
		free(p);
		return;
	}
	b->next = pool_spare[units];
	pool_spare[units] = b;
}

static inline void *
pool_change(void *p, size_t before, size_t bytes)
{
	void *q;

	if (pool_size(before) == pool_size(bytes) &&
	    pool_size(bytes) < POOL_SIZES && pool_size(bytes) > 0)
		return p;
	q = pool_get(bytes);
	memcpy(q, p, before < bytes ? before : bytes);
	pool_put(p, before);
	return q;
}

static inline void
pool_numbers(void)
{
	mp_set_memory_functions(pool_get, pool_change, pool_put);
}

#endif
