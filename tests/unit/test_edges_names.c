/* SPDX-License-Identifier: Apache-2.0 */
/* test_edges_names - how many parts a list has, told by some of its rows. */
#include "core/bom/table/edges.h"

#include "tests/unit/run.h"

#include <stdio.h>
#include <stdlib.h>

/* A list of so many rows, of which number i names part(i); what is guessed. */
static size_t
guess(size_t rows, size_t (*part)(size_t i), int field)
{
	struct findings f = { 0 };
	char *text = malloc(rows * 40 + 20), *p = text;
	struct csv c;
	size_t names;

	ck_assert_ptr_nonnull(text);
	p += sprintf(p, "parent,child,qty\n");
	for (size_t i = 0; i < rows; i++)
		p += sprintf(p, "A-%zu,P-%zu,1\n", i / 4, part(i));
	ck_assert_int_eq(
	    csv_open(&c, (struct str){ text, (size_t)(p - text) }, "x", &f),
	    ST_OK);
	ck_assert(csv_next(&c, &f));
	names = edges_names(&c, field);
	csv_close(&c);
	free(text);
	return names;
}

static size_t
each_another(size_t i)
{
	return i;
}

static size_t
one_of_many(size_t i)
{
	uint64_t x = (i + 1) * 0x9E3779B97F4A7C15ULL;

	x = (x ^ x >> 31) * 0xBF58476D1CE4E5B9ULL;
	return (size_t)(x >> 40) % 50000;
}

static size_t
always_the_same(size_t i)
{
	return i - i;
}

START_TEST(a_tree_has_a_part_in_each_row)
{
	size_t n = guess(300000, each_another, 1);

	ck_assert_uint_gt(n, 280000);
	ck_assert_uint_lt(n, 320000);
}
END_TEST

START_TEST(parts_that_come_again_are_counted_once)
{
	size_t n = guess(300000, one_of_many, 1);

	ck_assert_uint_gt(n, 35000);
	ck_assert_uint_lt(n, 65000);
	ck_assert_uint_eq(guess(300000, always_the_same, 1), 1);
}
END_TEST

START_TEST(a_list_without_that_field_or_without_rows_has_none)
{
	ck_assert_uint_eq(guess(1000, each_another, 5), 0);
	ck_assert_uint_eq(guess(0, each_another, 1), 0);
	ck_assert_uint_le(guess(1, each_another, 1), 1);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_test(t, a_tree_has_a_part_in_each_row);
	tcase_add_test(t, parts_that_come_again_are_counted_once);
	tcase_add_test(t, a_list_without_that_field_or_without_rows_has_none);
}

int
main(void)
{
	return run_suite("edges_names", add);
}
