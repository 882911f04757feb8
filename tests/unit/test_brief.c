/* SPDX-License-Identifier: Apache-2.0 */
/* Tests of brief: the same as rationals, or nothing; an exact amount is the
 * same in a few words and in many. */
#include "core/base/brief.h"

#include "core/trace/explain.h"
#include "core/trace/trace.h"
#include "tests/unit/build.h"
#include "tests/unit/run.h"

#include <stdio.h>

/* A number of up to `bits` bits above the line, a power of ten or anything of
 * up to `below` bits below it. */
static void
draw(gmp_randstate_t random, mpq_ptr q, unsigned long bits, unsigned long below)
{
	mpz_urandomb(mpq_numref(q), random, bits);
	mpz_urandomb(mpq_denref(q), random, below);
	mpz_setbit(mpq_denref(q), 0);
	if (below == 0)
		mpz_ui_pow_ui(
		    mpq_denref(q), 10, 1 + gmp_urandomm_ui(random, 6));
	mpq_canonicalize(q);
}

/* Bits of quantities and of what they are quantities of. */
static const struct {
	unsigned long q, q_below, x, x_below;
	enum { ALL, SOME, NONE } fit;
} sizes[] = {
	{ 3, 0, 20, 0, ALL },
	{ 20, 0, 40, 0, ALL },
	{ 3, 3, 60, 2, ALL },
	{ 30, 10, 30, 10, SOME },
	{ 60, 0, 60, 0, SOME },
	{ 20, 3, 100, 4, SOME },
	{ 1, 30, 1, 30, SOME },
	{ 64, 64, 64, 64, NONE },
};

START_TEST(a_sum_is_that_of_rationals_or_is_left_as_it_was)
{
	mpq_t plain, q, x, work, got;
	gmp_randstate_t random;
	struct brief sum = BRIEF_ZERO, one;
	struct numtab t;
	int done = 0, refused = 0;

	ck_assert(numtab_init(&t));
	mpq_inits(plain, q, x, work, got, NULL);
	gmp_randinit_default(random);
	gmp_randseed_ui(random, (unsigned long)_i);
	for (int i = 0; i < 600; i++) {
		uint32_t id;

		draw(random, q, sizes[_i].q, sizes[_i].q_below);
		draw(random, x, sizes[_i].x, sizes[_i].x_below);
		id = numtab_put(&t, q);
		ck_assert_uint_ne(id, INTERN_NONE);
		ck_assert(brief_of(&one, x));
		if (brief_add(&sum, &t.num[id], &one)) {
			mpq_mul(work, q, x);
			mpq_add(plain, plain, work);
			done++;
		} else {
			refused++;
		}
		if (i % 3 == 0)
			brief_settle(&sum);
		brief_get(&sum, got);
		ck_assert(mpq_equal(got, plain) != 0);
		ck_assert(brief_is_zero(&sum) == (mpq_sgn(plain) == 0));
		if (refused > 0 && i % 10 == 0) {
			sum = BRIEF_ZERO;
			mpq_set_ui(plain, 0, 1);
		}
	}
	ck_assert((done > 20) == (sizes[_i].fit != NONE));
	ck_assert((refused > 20) == (sizes[_i].fit != ALL));
	gmp_randclear(random);
	mpq_clears(plain, q, x, work, got, NULL);
	numtab_free(&t);
}
END_TEST

START_TEST(what_takes_more_words_or_is_below_zero_is_no_brief_number)
{
	struct brief x = { 7, 0, 2 };
	mpq_t q;

	mpq_init(q);
	mpq_set_si(q, -1, 2);
	ck_assert(!brief_of(&x, q));
	mpq_set_ui(q, 1, 1);
	mpz_mul_2exp(mpq_numref(q), mpq_numref(q), 128);
	ck_assert(!brief_of(&x, q));
	mpz_sub_ui(mpq_numref(q), mpq_numref(q), 1);
	ck_assert(brief_of(&x, q));
	ck_assert_uint_eq(x.low, UINT64_MAX);
	ck_assert_uint_eq(x.high, UINT64_MAX);
	ck_assert_uint_eq(x.den, 1);
	mpz_set_ui(mpq_denref(q), 1);
	mpz_mul_2exp(mpq_denref(q), mpq_denref(q), 64);
	ck_assert(!brief_of(&x, q));
	mpq_set_ui(q, 0, 1);
	ck_assert(brief_of(&x, q));
	ck_assert(brief_is_zero(&x));
	mpq_clear(q);
}
END_TEST

static const struct channel sum_of_all = { .elements = ALL_ELEMENTS };
static const struct plan plan = { &sum_of_all, 1, NULL, 0 };

#define LEVELS 40

/*
 * A chain of items of which nobody says more than their parts: each has the
 * next twice, so many and half of one.  The last holds 0.03 g Dy and more.
 */
START_TEST(chain_holds_the_same_in_any_number_of_words)
{
	static const char *const so_many[] = { "1", "2", "0.25", "1000003.7",
		"0.000000001", "123456789012345678901.5" };
	struct explanation e;
	struct findings f = { 0 };
	struct error err = { 0 };
	struct trace *t = NULL;
	uint32_t item[LEVELS];
	struct exact got[LEVELS];
	char a[16], b[16];
	mpq_t want, quantity, all;
	struct make m;

	make_init(&m);
	mpq_inits(want, quantity, all, NULL);
	for (int i = 0; i < LEVELS; i++) {
		snprintf(a, sizeof(a), "L%02d", i);
		make_item(&m, a, NULL);
	}
	for (int i = 0; i + 1 < LEVELS; i++) {
		snprintf(a, sizeof(a), "L%02d", i);
		snprintf(b, sizeof(b), "L%02d", i + 1);
		make_use(&m, a, b, so_many[_i]);
		make_use(&m, a, b, "0.5");
	}
	make_line(&m, b, "Dy", "0.03", false);
	make_linked(&m);
	ck_assert_int_eq(trace_run(&m.b, &plan, 1, &t, &f, &err), ST_OK);
	for (int i = 0; i < LEVELS; i++) {
		snprintf(a, sizeof(a), "L%02d", i);
		item[i] = make_find(&m, a);
		exact_init(&got[i]);
	}
	/* of the first alone, so that no other cell is kept */
	ck_assert_int_eq(
	    trace_exact(t, COLUMN_CHANNEL(0), item, 1, got, &err), ST_OK);
	ck_assert_int_eq(trace_exact(t, COLUMN_CHANNEL(0), item + 1, LEVELS - 1,
			     got + 1, &err),
	    ST_OK);
	ck_assert_int_eq(
	    explain_item(t, COLUMN_CHANNEL(0), item[0], &e, &err), ST_OK);
	ck_assert_int_eq(
	    num_read(str_of(so_many[_i]), pos_none, quantity, &err), ST_OK);
	mpq_set_ui(want, 1, 2);
	mpq_add(quantity, quantity, want);
	mpq_set_ui(want, 3, 100);
	mpq_set_ui(all, 1, 1);
	for (int i = LEVELS - 1; i >= 0; i--) {
		const struct share *s = &e.share[e.index[item[LEVELS - 1 - i]]];

		ck_assert(mpq_equal(got[i].lo, want) != 0);
		ck_assert(got[i].hi_infinite && !got[i].lo_open);
		ck_assert(!got[i].lo_loose && !got[i].hi_loose);
		mpq_mul(want, want, quantity);
		ck_assert(mpq_equal(s->exact->quantity, all) != 0);
		ck_assert(mpq_equal(s->exact->quantity_lo, all) != 0);
		ck_assert_uint_eq(
		    mpz_sizeinbase(s->exact->paths, 2), (size_t)(LEVELS - i));
		mpq_mul(all, all, quantity);
	}
	for (int i = 0; i < LEVELS; i++)
		exact_clear(&got[i]);
	mpq_clears(want, quantity, all, NULL);
	explanation_free(&e);
	trace_free(t);
	findings_free(&f);
	make_free(&m);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_loop_test(tc, a_sum_is_that_of_rationals_or_is_left_as_it_was,
	    0, LENGTH(sizes));
	tcase_add_test(
	    tc, what_takes_more_words_or_is_below_zero_is_no_brief_number);
	tcase_add_loop_test(
	    tc, chain_holds_the_same_in_any_number_of_words, 0, 6);
}

int
main(void)
{
	return run_suite("brief", add);
}
