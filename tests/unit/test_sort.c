/* SPDX-License-Identifier: Apache-2.0 */
/* test_sort - uses in the order of their parents, in one stretch and in two. */
#include "core/base/halves.h"
#include "core/bom/link/link.h"
#include "tests/unit/run.h"

#include <stdio.h>

#define PARTS 1000u

/* [uses] That are sorted in one stretch, and in two. */
static const size_t sizes[] = { 3 * PARTS, HALVES_LEAST / sizeof(struct use),
	HALVES_LEAST / sizeof(struct use) + 1 };

/* Any order of parents, each with parts of greater numbers; line by line. */
static void
add_uses(struct bom *b, size_t n)
{
	char name[16];
	struct use *use;

	for (uint32_t i = 0; i < PARTS; i++) {
		struct place at = { i + 1, 1, 0 };
		uint32_t ref;

		snprintf(name, sizeof(name), "P%u", i);
		ref = bom_ref(b, str_of(name), STR(""), STR(""), at);
		ck_assert_uint_eq(ref, i);
		b->ref[ref].may_define = true;
	}
	use = bom_add_uses(b, n);
	ck_assert_ptr_nonnull(use);
	for (uint32_t k = 0; k < n; k++) {
		uint32_t parent = k * 2654435761u % (PARTS - 1);
		uint32_t child = parent + 1 + k % (PARTS - 1 - parent);

		use[k] = (struct use){ .parent = parent,
			.child = child,
			.qty = k % 7 == 0 ? NUM_ZERO : NUM_ONE,
			.at = { k + 1, 1, 0 },
			.unit = UNIT_EACH };
	}
}

/* Was it written so?  Its line tells which it was. */
static bool
is_as_written(const struct use *use, uint32_t parent)
{
	uint32_t k = use->at.line - 1;

	return use->parent == parent &&
	       parent == k * 2654435761u % (PARTS - 1) &&
	       use->child == parent + 1 + k % (PARTS - 1 - parent);
}

/* Each behind those of the same parent that were written before it; and which
 * items are parts of others. */
static void
check_uses(const struct bom *b, size_t n)
{
	uint8_t is_child[PARTS] = { 0 };
	bool ok = true;

	ck_assert_uint_eq(b->nuse, n);
	ck_assert_uint_eq(b->use_start[0], 0);
	ck_assert_uint_eq(b->use_start[b->nitem], n);
	for (uint32_t i = 0; i < b->nitem; i++)
		for (uint32_t u = b->use_start[i], line = 0;
		     u < b->use_start[i + 1]; line = b->use[u++].at.line) {
			ok &= is_as_written(&b->use[u], i) &&
			      b->use[u].at.line > line;
			is_child[b->use[u].child] = 1;
		}
	ck_assert(ok);
	ck_assert_mem_eq(b->is_child, is_child, PARTS);
}

START_TEST(uses_stand_behind_one_another_as_written)
{
	struct findings f = { 0 };
	struct bom b;

	ck_assert(bom_init(&b));
	add_uses(&b, sizes[_i]);
	ck_assert_int_eq(bom_link(&b, DATE_NONE, &f), ST_OK);
	ck_assert_uint_eq(b.nitem, PARTS);
	check_uses(&b, sizes[_i]);
	for (uint32_t i = 0; i < PARTS; i++)
		ck_assert_int_eq(b.item[i].dim, DIM_EACH);
	bom_free(&b);
	findings_free(&f);
}
END_TEST

static void
add_tests(TCase *t)
{
	tcase_add_loop_test(
	    t, uses_stand_behind_one_another_as_written, 0, LENGTH(sizes));
}

int
main(void)
{
	return run_suite("sort", add_tests);
}
