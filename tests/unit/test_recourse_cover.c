/* SPDX-License-Identifier: Apache-2.0 */
#include "core/rules/recourse/recourse_solve.h"

#include "tests/unit/run.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#define COLUMNS 11

static uint64_t state;

static unsigned
pick(unsigned n)
{
	state = state * 6364136223846793005ULL + 1442695040888963407ULL;
	return (unsigned)((state >> 33) % n);
}

/* Shares out of 64, so that sums of doubles are exact. */
static void
invent(struct cover *c, bool same)
{
	unsigned rows = 1 + pick(5);

	*c = (struct cover){ .cost = NULL };
	for (unsigned k = 0; k < COLUMNS; k++)
		ck_assert(cover_add_column(c, same ? 1 : 1 + pick(9)));
	for (unsigned i = 0; i < rows; i++) {
		struct cover_entry e[COLUMNS];
		size_t n = 0;

		for (uint32_t k = 0; k < COLUMNS; k++)
			if (pick(3) > 0)
				e[n++] = (struct cover_entry){ k,
					(1 + pick(64)) / 64.0 };
		ck_assert(cover_add_row(c, e, n, (1 + pick(128)) / 64.0));
	}
}

static double
sum_of(const struct cover *c, size_t row, unsigned take)
{
	double sum = 0;

	for (size_t k = c->row[row].first; k < c->row[row].end; k++)
		if ((take >> c->entry[k].column & 1) != 0)
			sum += c->entry[k].value;
	return sum;
}

/* What all together cannot reach is not asked for. */
static bool
reaches(const struct cover *c, unsigned take)
{
	unsigned all = (1u << c->ncolumn) - 1;

	for (size_t i = 0; i < c->nrow; i++)
		if (sum_of(c, i, take) < c->row[i].least &&
		    sum_of(c, i, all) >= c->row[i].least)
			return false;
	return true;
}

static double
least_cost(const struct cover *c)
{
	double best = INFINITY;

	for (unsigned s = 0; s < 1u << c->ncolumn; s++) {
		double cost = 0;

		for (size_t k = 0; k < c->ncolumn; k++)
			cost += (s >> k & 1) != 0 ? c->cost[k] : 0;
		if (cost < best && reaches(c, s))
			best = cost;
	}
	return best;
}

START_TEST(no_subset_that_reaches_all_rows_costs_less)
{
	state = (uint64_t)_i * 2 + 1;
	for (int round = 0; round < run_rounds(100); round++) {
		uint8_t take[COLUMNS];
		struct cover_answer a = { .take = take };
		struct error err = { 0 };
		struct cover c;
		unsigned bits = 0;
		double cost = 0;

		invent(&c, _i % 2 == 0);
		ck_assert_int_eq(cover_solve(&c, &a, &err), ST_OK);
		for (uint32_t k = 0; k < COLUMNS; k++) {
			bits |= (unsigned)(take[k] != 0) << k;
			cost += take[k] != 0 ? c.cost[k] : 0;
		}
		ck_assert(a.proven);
		ck_assert(reaches(&c, bits));
		ck_assert_double_eq_tol(cost, least_cost(&c), 1e-9);
		ck_assert_double_eq_tol(cost, a.bound, 1e-6);
		cover_free(&c);
	}
}
END_TEST

START_TEST(one_of_two_ways_is_taken_and_the_cheaper_one)
{
	/* all of 0, 1, 2 or all of 3, 4; then column 5 or 6 says which */
	const struct cover_entry first[] = { { 0, 1 }, { 1, 1 }, { 2, 1 },
		{ 5, -3 } };
	const struct cover_entry other[] = { { 3, 1 }, { 4, 1 }, { 6, -2 } };
	const struct cover_entry either[] = { { 5, 1 }, { 6, 1 } };
	const double cost[] = { 1, 1, 1, 2, 2, 0, 0 };
	uint8_t take[7];
	struct cover_answer a = { .take = take };
	struct cover c = { .cost = NULL };
	struct error err = { 0 };

	for (size_t k = 0; k < LENGTH(cost); k++)
		ck_assert(cover_add_column(&c, cost[k]));
	ck_assert(cover_add_row(&c, either, LENGTH(either), 1));
	ck_assert(cover_add_row(&c, first, LENGTH(first), 0));
	ck_assert(cover_add_row(&c, other, LENGTH(other), 0));
	ck_assert_int_eq(cover_solve(&c, &a, &err), ST_OK);
	ck_assert(a.proven);
	ck_assert_double_eq_tol(a.bound, 3, 1e-9);
	ck_assert(take[0] && take[1] && take[2] && !take[3] && !take[4]);
	c.cost[0] = 3;
	ck_assert_int_eq(cover_solve(&c, &a, &err), ST_OK);
	ck_assert(!take[0] && !take[1] && !take[2] && take[3] && take[4]);
	cover_free(&c);
}
END_TEST

START_TEST(a_fault_in_the_solver_does_not_end_the_program)
{
	/* a column that there is not */
	const struct cover_entry e[] = { { 0, 1 }, { 7, 1 } };
	uint8_t take[2] = { 1, 0 };
	struct cover_answer a = { .take = take };
	struct cover c = { .cost = NULL };

	for (int round = 0; round < 3; round++) {
		c = (struct cover){ .cost = NULL };
		ck_assert(cover_add_column(&c, 1) && cover_add_column(&c, 1));
		ck_assert(cover_add_row(&c, e, LENGTH(e), 1));
		ck_assert(!cover_by_glpk(&c, &a));
		ck_assert(!a.proven && !(a.bound > 0));
		ck_assert(take[0] && !take[1]);
		/* and it can be asked again */
		c.entry[1].column = 1;
		ck_assert(cover_by_glpk(&c, &a));
		ck_assert(a.proven);
		cover_free(&c);
	}
}
END_TEST

/* Many nearly equal shares, which no search goes through to the end. */
START_TEST(what_cannot_be_proven_has_a_bound)
{
	enum { N = 400 };
	struct cover_entry e[N];
	static uint8_t take[N];
	struct cover_answer a = { .take = take };
	struct cover c = { .cost = NULL };
	struct error err = { 0 };
	double cost = 0;

	state = 7;
	for (uint32_t k = 0; k < N; k++)
		ck_assert(cover_add_column(&c, 1000 + pick(1000)));
	for (int row = 0; row < 12; row++) {
		for (uint32_t k = 0; k < N; k++)
			e[k] = (struct cover_entry){ k,
				(1000 + pick(1000)) / 200000.0 };
		ck_assert(cover_add_row(&c, e, N, 1));
	}
	ck_assert_int_eq(cover_solve(&c, &a, &err), ST_OK);
	for (uint32_t k = 0; k < N; k++)
		cost += take[k] != 0 ? c.cost[k] : 0;
	ck_assert_double_le(a.bound, cost + 1e-6);
	ck_assert_double_ge(a.bound, cost * 0.98);
	for (size_t i = 0; i < c.nrow; i++) {
		double sum = 0;

		for (size_t k = c.row[i].first; k < c.row[i].end; k++)
			sum += take[c.entry[k].column] * c.entry[k].value;
		ck_assert_double_ge(sum, 1 - 1e-6);
	}
	cover_free(&c);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_loop_test(
	    tc, no_subset_that_reaches_all_rows_costs_less, 0, 4);
	tcase_add_test(tc, one_of_two_ways_is_taken_and_the_cheaper_one);
	tcase_add_test(tc, a_fault_in_the_solver_does_not_end_the_program);
	tcase_add_test(tc, what_cannot_be_proven_has_a_bound);
}

int
main(void)
{
	return run_suite("recourse_cover", add);
}
