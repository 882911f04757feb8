/* SPDX-License-Identifier: Apache-2.0 */
/* test_arena - memory of one document, and arrays that grow. */
#include "core/base/arena.h"

#include "tests/unit/run.h"

#include <string.h>

START_TEST(blocks_are_zeroed_aligned_and_apart)
{
	unsigned char *last = NULL;
	struct arena a = { 0 };

	for (size_t i = 0; i < 20000; i++) {
		unsigned char *p = TAKE(&a, unsigned char, i % 7 + 1);
		double *d = TAKE(&a, double, 2);

		ck_assert_ptr_nonnull(p);
		ck_assert_ptr_nonnull(d);
		ck_assert_uint_eq((uintptr_t)d % alignof(double), 0);
		ck_assert_uint_eq(p[i % 7], 0);
		ck_assert(d[0] == 0 && d[1] == 0);
		memset(p, 0xFF, i % 7 + 1);
		d[0] = d[1] = -1;
		ck_assert_ptr_ne(p, last);
		last = p;
	}
	arena_free(&a);
	ck_assert_ptr_null(a.last);
	ck_assert_uint_eq(a.size, 0);
}
END_TEST

START_TEST(a_block_larger_than_all_before_is_given)
{
	struct arena a = { 0 };
	char *small = TAKE(&a, char, 1), *big = TAKE(&a, char, 20 << 20);

	ck_assert_ptr_nonnull(small);
	ck_assert_ptr_nonnull(big);
	*small = 's';
	memset(big, 'b', 20 << 20);
	ck_assert_int_eq(*small, 's');
	ck_assert_ptr_nonnull(TAKE(&a, char, 1));
	arena_free(&a);
	arena_free(&a); /* empty: nothing happens */
}
END_TEST

START_TEST(sizes_that_overflow_are_refused)
{
	struct arena a = { 0 };
	size_t cap = 4;

	ck_assert_ptr_null(arena_take(&a, 16, 8, SIZE_MAX / 8));
	ck_assert_ptr_null(arena_take(&a, 1, 1, SIZE_MAX));
	ck_assert_ptr_null(arena_take(&a, SIZE_MAX, 16, 1));
	ck_assert_ptr_nonnull(TAKE(&a, char, 3)); /* still in use */
	ck_assert_ptr_null(array_grow(NULL, &cap, SIZE_MAX / 2 + 2, 1));
	ck_assert_ptr_null(array_grow(NULL, &cap, SIZE_MAX / 4, 16));
	ck_assert_uint_eq(cap, 4);
	arena_free(&a);
}
END_TEST

START_TEST(a_copy_ends_with_nul_and_keeps_its_bytes)
{
	struct arena a = { 0 };
	char from[] = "a\0b";
	struct str s = arena_copy(&a, (struct str){ from, 3 });
	struct str none = arena_copy(&a, (struct str){ NULL, 0 });

	from[0] = 'x';
	ck_assert_uint_eq(s.n, 3);
	ck_assert_mem_eq(s.p, "a\0b", 4);
	ck_assert_ptr_nonnull(none.p);
	ck_assert_uint_eq(none.n, 0);
	ck_assert_int_eq(none.p[0], '\0');
	arena_free(&a);
}
END_TEST

START_TEST(an_array_doubles_and_keeps_what_it_holds)
{
	size_t cap = 0, grown = 0;
	uint32_t *p = NULL;

	for (uint32_t i = 0; i < 100000; i++) {
		size_t before = cap;
		uint32_t *q = array_grow(p, &cap, (size_t)i + 1, sizeof(*q));

		ck_assert_ptr_nonnull(q);
		p = q;
		grown += cap != before;
		p[i] = i;
	}
	ck_assert_uint_ge(cap, 100000);
	ck_assert_uint_le(grown, 14);
	for (uint32_t i = 0; i < 100000; i++)
		ck_assert_uint_eq(p[i], i);
	free(p);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_test(t, blocks_are_zeroed_aligned_and_apart);
	tcase_add_test(t, a_block_larger_than_all_before_is_given);
	tcase_add_test(t, sizes_that_overflow_are_refused);
	tcase_add_test(t, a_copy_ends_with_nul_and_keeps_its_bytes);
	tcase_add_test(t, an_array_doubles_and_keeps_what_it_holds);
}

int
main(void)
{
	return run_suite("arena", add);
}
