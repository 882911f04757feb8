/* SPDX-License-Identifier: Apache-2.0 */
/* test_pages - memory that comes at once holds what it held. */
#include "core/base/pages.h"

#include "core/base/halves.h"
#include "tests/unit/run.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* [bytes] None, a part of a step, some steps, and in two halves. */
static const size_t sizes[] = { 0, PAGES_STEP - 1, 3 * PAGES_STEP + 4097,
	HALVES_LEAST + 12345 };

START_TEST(bytes_stay_as_they_are)
{
	size_t n = sizes[_i];
	char *p = malloc(n + 1), *same = malloc(n + 1);

	ck_assert(p != NULL && same != NULL);
	memset(p, 0x5A, n + 1);
	memset(same, 0x5A, n + 1);
	pages_ready(p, n);
	ck_assert(memcmp(p, same, n + 1) == 0);
	free(p);
	free(same);
}
END_TEST

START_TEST(nothing_is_nothing) { pages_ready(NULL, HALVES_LEAST); }
END_TEST

START_TEST(a_step_begins_with_its_first_byte)
{
	ck_assert_uint_eq(pages_steps(0, 64), 0);
	ck_assert_uint_eq(pages_steps(1, 64), 1);
	ck_assert_uint_eq(pages_steps(PAGES_STEP / 64, 64), 1);
	ck_assert_uint_eq(pages_steps(PAGES_STEP / 64 + 1, 64), 2);
	ck_assert_uint_eq(pages_steps(PAGES_STEP / 28 + 1, 28), 2);
}
END_TEST

/* As a reader fills it, in batches that do not fit into a step. */
START_TEST(an_array_that_grows_holds_all)
{
	struct {
		uint32_t number[7];
	} * p;
	size_t cap = 5 * PAGES_STEP / sizeof(*p), n = 0, batch = 37;
	bool ok = true;

	p = malloc(cap * sizeof(*p));
	ck_assert_ptr_nonnull(p);
	while (n + batch <= cap) {
		pages_ahead(p, n, n + batch, cap, sizeof(*p));
		for (size_t end = n + batch; n < end; n++)
			p[n].number[6] = (uint32_t)n;
	}
	for (size_t i = 0; i < n; i++)
		ok &= p[i].number[6] == i;
	ck_assert(ok);
	free(p);
}
END_TEST

static void
add_tests(TCase *t)
{
	tcase_add_loop_test(t, bytes_stay_as_they_are, 0, LENGTH(sizes));
	tcase_add_test(t, nothing_is_nothing);
	tcase_add_test(t, a_step_begins_with_its_first_byte);
	tcase_add_test(t, an_array_that_grows_holds_all);
}

int
main(void)
{
	return run_suite("pages", add_tests);
}
