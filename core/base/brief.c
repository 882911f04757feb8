/* SPDX-License-Identifier: Apache-2.0 */
/* brief - exact numbers of a few words; see brief.h. */
#include "core/base/brief.h"

__extension__ typedef unsigned __int128 wide;

/* A denominator above this is brought to lowest terms. */
#define LARGE_DENOMINATOR ((uint64_t)1 << 32)

static wide
numerator(const struct brief *x)
{
	return (wide)x->high << 64 | x->low;
}

static void
set(struct brief *x, wide num, uint64_t den)
{
	*x = (struct brief){ (uint64_t)num, (uint64_t)(num >> 64), den };
}

/* Euclid's. */
static uint64_t
common_divisor(uint64_t a, uint64_t b)
{
	while (b != 0) {
		uint64_t r = a % b;

		a = b;
		b = r;
	}
	return a;
}

/* a *= b; false: it takes more than two words. */
static bool
times(wide *a, uint64_t b)
{
	wide high = (*a >> 64) * b, low = (wide)(uint64_t)*a * b;

	high += low >> 64;
	*a = high << 64 | (uint64_t)low;
	return high >> 64 == 0;
}

/* sum += num / den */
static bool
add(struct brief *sum, wide num, uint64_t den)
{
	wide had = numerator(sum);
	uint64_t all = sum->den;

	if (had == 0) {
		set(sum, num, den);
		return true;
	}
	if (all != den) { /* rarely */
		uint64_t g = common_divisor(all, den);

		if (__builtin_mul_overflow(all / g, den, &all) ||
		    !times(&had, den / g) || !times(&num, sum->den / g))
			return false;
	}
	if (had + num < had)
		return false;
	set(sum, had + num, all);
	return true;
}

bool
brief_add(struct brief *sum, const struct num_entry *q, const struct brief *x)
{
	wide num = numerator(x);
	uint64_t den;

	if (num == 0 || q->nnum == 0)
		return true;
	return q->nnum == 1 && q->nden == 1 && times(&num, q->limb[0]) &&
	       !__builtin_mul_overflow(x->den, q->limb[1], &den) &&
	       add(sum, num, den);
}

void
brief_settle(struct brief *x)
{
	uint64_t g;

	if (x->den <= LARGE_DENOMINATOR)
		return;
	g = common_divisor(x->den, (uint64_t)(numerator(x) % x->den));
	set(x, numerator(x) / g, x->den / g);
}

/* z as n words, the lowest first; false: it takes more. */
static bool
words_of(mpz_srcptr z, uint64_t *word, size_t n)
{
	if (mpz_sgn(z) < 0 || mpz_sizeinbase(z, 2) > 64 * n)
		return false;
	for (size_t i = 0; i < n; i++)
		word[i] = 0;
	mpz_export(word, NULL, -1, sizeof(*word), 0, 0, z);
	return true;
}

bool
brief_of(struct brief *out, mpq_srcptr q)
{
	uint64_t num[2], den;

	if (!words_of(mpq_numref(q), num, 2) ||
	    !words_of(mpq_denref(q), &den, 1))
		return false;
	*out = (struct brief){ num[0], num[1], den };
	return true;
}

void
brief_get(const struct brief *x, mpq_ptr out)
{
	const uint64_t num[2] = { x->low, x->high };

	mpz_import(mpq_numref(out), 2, -1, sizeof(*num), 0, 0, num);
	mpz_import(mpq_denref(out), 1, -1, sizeof(x->den), 0, 0, &x->den);
	mpq_canonicalize(out);
}
