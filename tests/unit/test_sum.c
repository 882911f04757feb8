/* SPDX-License-Identifier: Apache-2.0 */
/* Tests of sum: the same as GMP's own rationals, whatever the numbers. */
#include "core/base/sum.h"

#include "tests/unit/run.h"

/* A number of up to `bits` bits above and below the line, of one sign. */
static void
draw(gmp_randstate_t random, mpq_ptr q, unsigned long bits)
{
	mpz_urandomb(mpq_numref(q), random, bits);
	mpz_urandomb(mpq_denref(q), random, bits);
	mpz_add_ui(mpq_denref(q), mpq_denref(q), 1);
	mpq_canonicalize(q);
}

/* Bits of quantities, and of what they are quantities of. */
static const struct {
	unsigned long a, b;
	int decimal; /* as people write them */
} sizes[] = {
	{ 1, 1, 0 },
	{ 4, 8, 0 },
	{ 10, 10, 1 },
	{ 30, 30, 1 },
	{ 31, 32, 0 },
	{ 40, 64, 1 },
	{ 63, 1, 0 },
	{ 64, 64, 0 },
	{ 65, 200, 0 },
	{ 500, 3, 0 },
};

START_TEST(a_sum_is_that_of_rationals)
{
	mpq_t sum, plain, a, b, work;
	gmp_randstate_t random;

	mpq_inits(sum, plain, a, b, work, NULL);
	gmp_randinit_default(random);
	gmp_randseed_ui(random, (unsigned long)_i);
	for (int i = 0; i < 400; i++) {
		draw(random, a, sizes[_i].a);
		draw(random, b, sizes[_i].b);
		if (sizes[_i].decimal) {
			mpz_ui_pow_ui(
			    mpq_denref(a), 10, gmp_urandomm_ui(random, 4));
			mpz_ui_pow_ui(
			    mpq_denref(b), 10, gmp_urandomm_ui(random, 7));
			mpq_canonicalize(a);
			mpq_canonicalize(b);
		}
		if (i % 3 == 0)
			mpq_neg(b, b);
		sum_add_product(sum, a, b);
		mpq_mul(work, a, b);
		mpq_add(plain, plain, work);
		if (i % 7 == 0) {
			sum_settle(sum);
			ck_assert(mpq_equal(sum, plain) != 0);
			ck_assert_int_eq(
			    mpz_cmp(mpq_denref(sum), mpq_denref(plain)), 0);
		}
		if (i % 50 == 0) { /* back to nothing, in any terms */
			mpq_set_ui(a, 1, 1);
			mpq_neg(b, plain);
			sum_add_product(sum, a, b);
			mpq_set_ui(plain, 0, 1);
		}
	}
	sum_settle(sum);
	ck_assert(mpq_equal(sum, plain) != 0);
	gmp_randclear(random);
	mpq_clears(sum, plain, a, b, work, NULL);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_loop_test(tc, a_sum_is_that_of_rationals, 0,
	    sizeof(sizes) / sizeof(sizes[0]));
}

int
main(void)
{
	return run_suite("sum", add);
}
