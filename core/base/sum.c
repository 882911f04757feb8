/* SPDX-License-Identifier: Apache-2.0 */
/* sum - adding up products of exact numbers; see sum.h. */
#include "core/base/sum.h"

#include "core/base/num.h"

#include <stdbool.h>

/* a * b as numerator and denominator of a sum of nothing. */
static void
begin(mpq_ptr sum, mpq_srcptr a, mpq_srcptr b)
{
	mpz_mul(mpq_numref(sum), mpq_numref(a), mpq_numref(b));
	mpz_mul(mpq_denref(sum), mpq_denref(a), mpq_denref(b));
}

/* num += a * b * times. */
static void
add_times(mpz_ptr num, mpz_srcptr a, mpz_srcptr b, unsigned long times)
{
	unsigned long factor;
	mpz_t work;

	if (mpz_fits_ulong_p(a) &&
	    !__builtin_mul_overflow(mpz_get_ui(a), times, &factor)) {
		mpz_addmul_ui(num, b, factor);
		return;
	}
	mpz_init(work);
	mpz_mul_ui(work, a, times);
	mpz_addmul(num, work, b);
	mpz_clear(work);
}

/* The denominators are single words, and so is what they have in common:
 * nearly always.  False, and nothing done, if not. */
static bool
add_short(mpq_ptr sum, mpq_srcptr a, mpq_srcptr b)
{
	mpz_ptr num = mpq_numref(sum), den = mpq_denref(sum);
	unsigned long had, more, all, g;

	if (!mpz_fits_ulong_p(den) || !mpz_fits_ulong_p(mpq_denref(a)) ||
	    !mpz_fits_ulong_p(mpq_denref(b)) ||
	    __builtin_mul_overflow(
		mpz_get_ui(mpq_denref(a)), mpz_get_ui(mpq_denref(b)), &more))
		return false;
	had = mpz_get_ui(den);
	if (had == more) { /* nearly always */
		add_times(num, mpq_numref(a), mpq_numref(b), 1);
		return true;
	}
	if (had % more == 0) {
		add_times(num, mpq_numref(a), mpq_numref(b), had / more);
		return true;
	}
	g = num_common_divisor(had, more);
	if (__builtin_mul_overflow(had, more / g, &all))
		return false;
	mpz_mul_ui(num, num, more / g);
	mpz_set_ui(den, all);
	add_times(num, mpq_numref(a), mpq_numref(b), all / more);
	return true;
}

void
sum_add_product(mpq_ptr sum, mpq_srcptr a, mpq_srcptr b)
{
	mpq_t work;

	if (mpq_sgn(a) == 0 || mpq_sgn(b) == 0)
		return;
	if (mpq_sgn(sum) == 0) {
		begin(sum, a, b);
		return;
	}
	if (add_short(sum, a, b))
		return;
	mpq_init(work);
	sum_settle(sum);
	mpq_mul(work, a, b);
	mpq_add(sum, sum, work);
	mpq_clear(work);
}

void
sum_settle(mpq_ptr sum)
{
	if (mpz_cmp_ui(mpq_denref(sum), 1) != 0)
		mpq_canonicalize(sum);
}
