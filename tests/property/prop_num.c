/* SPDX-License-Identifier: Apache-2.0 */
/*
 * prop_num - random decimals against a second way to compute them.
 *
 * The second way never calls num: it puts the value together as an integer
 * of the digits over a power of ten, digit by digit, and holds printed text
 * against the number by cross-multiplication.
 */
#include "core/base/num.h"

#include "tests/unit/run.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define ROUNDS 20000

/* xorshift64*: the same numbers in every run. */
static uint64_t
draw(uint64_t *state)
{
	*state ^= *state >> 12;
	*state ^= *state << 25;
	*state ^= *state >> 27;
	return *state * 0x2545F4914F6CDD1DULL;
}

static unsigned
below(uint64_t *state, unsigned n)
{
	return (unsigned)(draw(state) >> 33) % n;
}

struct sample {
	char text[128];
	mpq_t q;
};

/* One random decimal, its value built from the same draws. */
static void
make(struct sample *s, uint64_t *state)
{
	unsigned whole = below(state, 20), part = below(state, 20);
	bool neg = below(state, 4) == 0, has_exp = below(state, 3) == 0;
	long scale = -(long)part;
	char *o = s->text;

	whole += whole + part == 0;
	mpq_set_ui(s->q, 0, 1);
	if (neg)
		*o++ = '-';
	for (unsigned i = 0; i < whole + part; i++) {
		unsigned digit = below(state, 3) == 0 ? 0 : below(state, 10);

		if (i == whole)
			*o++ = '.';
		*o++ = (char)('0' + digit);
		mpz_mul_ui(mpq_numref(s->q), mpq_numref(s->q), 10);
		mpz_add_ui(mpq_numref(s->q), mpq_numref(s->q), digit);
	}
	*o = '\0';
	if (has_exp) {
		int e = (int)below(state, 41) - 20;

		snprintf(o, (size_t)(s->text + sizeof(s->text) - o), "%c%d",
		    below(state, 2) == 0 ? 'e' : 'E', e);
		scale += e;
	}
	for (long i = 0; i < labs(scale); i++)
		mpz_mul_ui(scale < 0 ? mpq_denref(s->q) : mpq_numref(s->q),
		    scale < 0 ? mpq_denref(s->q) : mpq_numref(s->q), 10);
	if (neg)
		mpq_neg(s->q, s->q);
	mpq_canonicalize(s->q);
}

START_TEST(reading_agrees_with_the_digits)
{
	uint64_t state = 0x1234567;
	struct sample s;
	mpq_t got;

	mpq_inits(s.q, got, NULL);
	for (int i = 0; i < ROUNDS; i++) {
		struct error err = { 0 };

		make(&s, &state);
		ck_assert_msg(
		    num_read(str_of(s.text), pos_none, got, &err) == ST_OK,
		    "%s: %s", s.text, err.text);
		ck_assert_msg(mpq_equal(got, s.q), "%s", s.text);
	}
	mpq_clears(s.q, got, NULL);
}
END_TEST

/* A random rational of up to 200 bits, or a quotient of samples. */
static void
make_rational(mpq_t q, uint64_t *state, struct sample *a, struct sample *b)
{
	make(a, state);
	make(b, state);
	if (mpq_sgn(b->q) == 0)
		mpq_set_ui(b->q, 7, 1);
	mpq_div(q, a->q, b->q);
}

START_TEST(the_doubles_enclose_and_touch_only_if_exact)
{
	uint64_t state = 0x89ABCDE;
	struct sample a, b;
	mpq_t q, end;

	mpq_inits(a.q, b.q, q, end, NULL);
	for (int i = 0; i < ROUNDS; i++) {
		double lo, hi;

		make_rational(q, &state, &a, &b);
		num_enclose(q, &lo, &hi);
		ck_assert(isfinite(lo) && isfinite(hi));
		mpq_set_d(end, lo);
		if (lo == hi) {
			ck_assert(mpq_equal(end, q));
			continue;
		}
		ck_assert(mpq_cmp(end, q) < 0);
		mpq_set_d(end, hi);
		ck_assert(mpq_cmp(end, q) > 0);
		ck_assert(nextafter(lo, INFINITY) == hi);
	}
	mpq_clears(a.q, b.q, q, end, NULL);
}
END_TEST

/* Digits that count in a printed number. */
static unsigned
significant(const char *text)
{
	unsigned n = 0, zeros = 0;

	for (; *text != '\0' && *text != 'e'; text++) {
		if (*text < '0' || *text > '9')
			continue;
		if (*text != '0') {
			n += zeros + 1;
			zeros = 0;
		} else if (n > 0) {
			zeros++;
		}
	}
	return n;
}

START_TEST(printing_keeps_its_direction_and_its_digits)
{
	uint64_t state = 0xFEDCBA9;
	struct sample a, b;
	mpq_t q, down, up, near, gap, off;

	mpq_inits(a.q, b.q, q, down, up, near, gap, off, NULL);
	for (int i = 0; i < ROUNDS; i++) {
		char t[3][NUM_TEXT];
		struct error err = { 0 };
		unsigned digits = 1 + below(&state, 30);
		bool exact;

		make_rational(q, &state, &a, &b);
		exact = num_format(t[0], q, digits, NUM_DOWN);
		ck_assert_int_eq(num_format(t[1], q, digits, NUM_UP), exact);
		ck_assert_int_eq(
		    num_format(t[2], q, digits, NUM_NEAREST), exact);
		num_read(str_of(t[0]), pos_none, down, &err);
		num_read(str_of(t[1]), pos_none, up, &err);
		num_read(str_of(t[2]), pos_none, near, &err);
		ck_assert_int_eq(err.code, ST_OK);
		for (int k = 0; k < 3; k++)
			ck_assert_uint_le(significant(t[k]), digits);
		if (exact) {
			ck_assert(mpq_equal(down, q) && mpq_equal(up, q) &&
				  mpq_equal(near, q));
			continue;
		}
		ck_assert_msg(mpq_cmp(down, q) < 0 && mpq_cmp(q, up) < 0,
		    "%s %s", t[0], t[1]);
		/* One unit of the last digit lies between them. */
		mpq_sub(gap, up, down);
		mpq_abs(off, q);
		mpq_div(gap, gap, off);
		for (unsigned k = 1; k < digits; k++)
			mpz_mul_ui(mpq_numref(gap), mpq_numref(gap), 10);
		mpq_canonicalize(gap);
		ck_assert(mpq_cmp_ui(gap, 1, 1) <= 0);
		/* The nearest is one of them, and no farther than the other. */
		ck_assert(mpq_equal(near, down) || mpq_equal(near, up));
		mpq_sub(gap, q, down);
		mpq_sub(off, up, q);
		if (mpq_equal(near, down))
			ck_assert(mpq_cmp(gap, off) <= 0);
		else
			ck_assert(mpq_cmp(off, gap) <= 0);
	}
	mpq_clears(a.q, b.q, q, down, up, near, gap, off, NULL);
}
END_TEST

START_TEST(what_is_printed_exactly_reads_back)
{
	uint64_t state = 0x777777;
	struct sample s;
	mpq_t back;

	mpq_inits(s.q, back, NULL);
	for (int i = 0; i < ROUNDS; i++) {
		struct error err = { 0 };
		char text[NUM_TEXT];

		make(&s, &state);
		ck_assert(num_format_exact(text, s.q));
		ck_assert_int_eq(
		    num_read(str_of(text), pos_none, back, &err), ST_OK);
		ck_assert_msg(mpq_equal(back, s.q), "%s %s", s.text, text);
	}
	mpq_clears(s.q, back, NULL);
}
END_TEST

static void
add(TCase *t)
{
	tcase_set_timeout(t, 240);
	tcase_add_test(t, reading_agrees_with_the_digits);
	tcase_add_test(t, the_doubles_enclose_and_touch_only_if_exact);
	tcase_add_test(t, printing_keeps_its_direction_and_its_digits);
	tcase_add_test(t, what_is_printed_exactly_reads_back);
}

int
main(void)
{
	return run_suite("num, random", add);
}
