/* SPDX-License-Identifier: Apache-2.0 */
/* test_seen - short texts that were read before. */
#include "core/bom/table/seen.h"

#include "tests/unit/run.h"

#include <stdio.h>

START_TEST(a_pair_is_known_after_somebody_said_what_it_means)
{
	struct seen s = { NULL };
	struct seen_pair *p = seen_find(&s, STR("0.25"), STR("kg"));

	ck_assert_ptr_nonnull(p);
	ck_assert(!p->known);
	p->meaning = 7;
	p->known = true;
	p = seen_find(&s, STR("0.25"), STR("kg"));
	ck_assert(p->known);
	ck_assert_uint_eq(p->meaning, 7);
	seen_free(&s);
}
END_TEST

/* Each of them is another pair than the first. */
static const struct {
	struct str a, b;
} others[] = {
	{ STR("0.25"), STR("g") },
	{ STR("0.2"), STR("kg") },
	{ STR("0.250"), STR("kg") },
	{ STR("kg"), STR("0.25") },
	{ STR("0.25kg"), STR("") },
	{ STR(""), STR("0.25kg") },
	{ STR("0.25"), STR("") },
	{ STR(""), STR("") },
	{ STR("0.25kg kg"), STR("") },
	{ STR("0.25"), STR("kgkgkgkgk") },
};

START_TEST(pairs_that_differ_are_told_apart)
{
	struct seen s = { NULL };
	struct seen_pair *p = seen_find(&s, STR("0.25"), STR("kg"));

	p->known = true;
	ck_assert(!seen_find(&s, others[_i].a, others[_i].b)->known);
	ck_assert(seen_find(&s, STR("0.25"), STR("kg"))->known);
	seen_free(&s);
}
END_TEST

START_TEST(long_texts_are_not_kept)
{
	struct seen s = { NULL };

	ck_assert_ptr_nonnull(
	    seen_find(&s, STR("1234567890123456"), STR("1234567890123456")));
	ck_assert_ptr_null(seen_find(&s, STR("12345678901234567"), STR("")));
	ck_assert_ptr_null(seen_find(&s, STR(""), STR("12345678901234567")));
	seen_free(&s);
}
END_TEST

/* More pairs than there is room for: some are forgotten, none mistaken. */
START_TEST(what_is_known_is_right_however_many_there_are)
{
	struct seen s = { NULL };
	size_t known = 0, wrong = 0;
	char text[16];

	for (uint32_t round = 0; round < 2; round++)
		for (uint32_t i = 0; i < 5000; i++) {
			int n = snprintf(text, sizeof(text), "%u", i);
			struct str a = { text, (size_t)n };
			struct seen_pair *p = seen_find(&s, a, STR("EA"));

			known += p->known;
			wrong += p->known && p->meaning != i;
			p->meaning = i;
			p->known = true;
		}
	ck_assert_uint_eq(wrong, 0);
	ck_assert_uint_gt(known, 0);
	seen_free(&s);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_test(t, a_pair_is_known_after_somebody_said_what_it_means);
	tcase_add_loop_test(
	    t, pairs_that_differ_are_told_apart, 0, LENGTH(others));
	tcase_add_test(t, long_texts_are_not_kept);
	tcase_add_test(t, what_is_known_is_right_however_many_there_are);
}

int
main(void)
{
	return run_suite("seen", add);
}
