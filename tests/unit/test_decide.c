/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_decide - every kind of interval against every comparator, in doubles
 * and exactly.
 */
#include "core/rules/judge.h"

#include <check.h>
#include <math.h>
#include <stdlib.h>

#define C VERDICT_CLEAR
#define U VERDICT_UNDECIDED
#define T VERDICT_TRIGGERED

/* Against the limit 2.  hi < 0: infinite. */
static const struct one {
	double lo, hi;
	bool lo_open, hi_open;
	enum verdict above, at_least;
} table[] = {
	/* points */
	{ 1, 1, false, false, C, C },
	{ 2, 2, false, false, C, T },
	{ 3, 3, false, false, T, T },
	/* hi below the limit */
	{ 0, 1, false, false, C, C },
	{ 0, 1, true, true, C, C },
	/* hi at the limit: "not above 2" and "< 2" */
	{ 0, 2, false, false, C, U },
	{ 0, 2, false, true, C, C },
	{ 0, 2, true, false, C, U },
	{ 0, 2, true, true, C, C },
	/* on both sides */
	{ 1, 3, false, false, U, U },
	{ 1, 3, true, true, U, U },
	{ 0, -1, false, false, U, U },
	{ 0, -1, true, false, U, U },
	/* lo at the limit: "at least 2" and "> 2" */
	{ 2, 3, false, false, U, T },
	{ 2, 3, true, false, T, T },
	{ 2, 3, false, true, U, T },
	{ 2, 3, true, true, T, T },
	{ 2, -1, false, false, U, T },
	{ 2, -1, true, false, T, T },
	/* beyond it */
	{ 3, -1, false, false, T, T },
	{ 3, 4, true, true, T, T },
	/* empty: a contradiction proves nothing */
	{ 3, 1, false, false, U, U },
	{ 2, 2, true, true, U, U },
};

static enum verdict
not_so(enum verdict v)
{
	return (enum verdict)(VERDICT_TRIGGERED - v);
}

static void
set_exact(struct exact *x, const struct one *o)
{
	exact_init(x);
	mpq_set_d(x->lo, o->lo);
	x->hi_infinite = o->hi < 0;
	if (!x->hi_infinite)
		mpq_set_d(x->hi, o->hi);
	x->lo_open = o->lo_open;
	x->hi_open = o->hi_open;
}

START_TEST(exact_ends_decide)
{
	const struct one *o = &table[_i];
	struct exact x;
	mpq_t limit;

	mpq_init(limit);
	mpq_set_ui(limit, 2, 1);
	set_exact(&x, o);
	ck_assert_int_eq(decide_exact(&x, COMPARE_ABOVE, limit), o->above);
	ck_assert_int_eq(
	    decide_exact(&x, COMPARE_AT_LEAST, limit), o->at_least);
	/* less is what more is not */
	ck_assert_int_eq(
	    decide_exact(&x, COMPARE_AT_MOST, limit), not_so(o->above));
	ck_assert_int_eq(
	    decide_exact(&x, COMPARE_BELOW, limit), not_so(o->at_least));
	exact_clear(&x);
	mpq_clear(limit);
}
END_TEST

START_TEST(doubles_without_error_decide_the_same)
{
	const struct one *o = &table[_i];
	struct bounds x = { o->lo, o->hi < 0 ? INFINITY : o->hi, 0, 0,
		o->lo_open, o->hi_open };

	ck_assert_int_eq(decide_bounds(&x, COMPARE_ABOVE, 2, 2), o->above);
	ck_assert_int_eq(
	    decide_bounds(&x, COMPARE_AT_LEAST, 2, 2), o->at_least);
}
END_TEST

/* Whatever the true ends within the error are: no wrong verdict. */
START_TEST(doubles_with_an_error_never_decide_otherwise)
{
	static const double errors[] = { 0.25, 1, 1.5 };
	const struct one *o = &table[_i];

	if (o->hi >= 0 && o->hi < o->lo)
		return; /* no true interval behind it */
	for (size_t i = 0; i < sizeof(errors) / sizeof(errors[0]); i++)
		for (int side = -1; side <= 1; side += 2) {
			double e = errors[i] * side;
			struct bounds x = { o->lo + e,
				o->hi < 0 ? INFINITY : o->hi + e, errors[i],
				errors[i], o->lo_open, o->hi_open };
			enum verdict a = decide_bounds(&x, COMPARE_ABOVE, 2, 2);
			enum verdict b =
			    decide_bounds(&x, COMPARE_AT_LEAST, 2, 2);

			if (o->lo == 2 && o->hi == 2 && o->lo_open)
				continue;
			ck_assert(a == VERDICT_COUNT || a == o->above);
			ck_assert(b == VERDICT_COUNT || b == o->at_least);
		}
}
END_TEST

START_TEST(what_lies_near_the_limit_is_left_to_exact_numbers)
{
	struct bounds near = { 1.999, 1.999, 0.01, 0.01, false, false };
	struct bounds far = { 1.9, 1.9, 0.01, 0.01, false, false };
	struct bounds lost = { 0, INFINITY, INFINITY, INFINITY, false, false };

	ck_assert_int_eq(
	    decide_bounds(&near, COMPARE_ABOVE, 2, 2), VERDICT_COUNT);
	ck_assert_int_eq(decide_bounds(&far, COMPARE_ABOVE, 2, 2), C);
	ck_assert_int_eq(
	    decide_bounds(&lost, COMPARE_ABOVE, 2, 2), VERDICT_COUNT);
	/* a limit that is no double is a little interval */
	ck_assert_int_eq(decide_bounds(&(struct bounds){ .lo = 0.1, .hi = 0.1 },
			     COMPARE_AT_LEAST, 0.1, nextafter(0.1, 1)),
	    VERDICT_COUNT);
}
END_TEST

/* "< 0.1 %" against ">= 0.1 %" is clear; "not above 0.1 %" is undecided
 * against ">=" and clear against ">". */
START_TEST(a_supplier_s_less_than_is_not_his_not_above)
{
	struct exact x;
	mpq_t limit;

	exact_init(&x);
	mpq_init(limit);
	mpq_set_ui(limit, 1, 1000);
	mpq_set_ui(x.hi, 1, 1000);
	x.hi_open = true;
	ck_assert_int_eq(decide_exact(&x, COMPARE_AT_LEAST, limit), C);
	ck_assert_int_eq(decide_exact(&x, COMPARE_ABOVE, limit), C);
	x.hi_open = false;
	ck_assert_int_eq(decide_exact(&x, COMPARE_AT_LEAST, limit), U);
	ck_assert_int_eq(decide_exact(&x, COMPARE_ABOVE, limit), C);
	exact_clear(&x);
	mpq_clear(limit);
}
END_TEST

int
main(void)
{
	const int n = (int)(sizeof(table) / sizeof(table[0]));
	Suite *s = suite_create("decide");
	TCase *t = tcase_create("decide");
	SRunner *r;
	int failed;

	tcase_add_loop_test(t, exact_ends_decide, 0, n);
	tcase_add_loop_test(t, doubles_without_error_decide_the_same, 0, n);
	tcase_add_loop_test(
	    t, doubles_with_an_error_never_decide_otherwise, 0, n);
	tcase_add_test(t, what_lies_near_the_limit_is_left_to_exact_numbers);
	tcase_add_test(t, a_supplier_s_less_than_is_not_his_not_above);
	suite_add_tcase(s, t);
	r = srunner_create(s);
	srunner_run_all(r, CK_ENV);
	failed = srunner_ntests_failed(r);
	srunner_free(r);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
