/* SPDX-License-Identifier: Apache-2.0 */
/* test_num - exact numbers: reading, enclosing, printing, keeping. */
#include "core/base/num.h"

#include "core/base/limits.h"
#include "tests/unit/run.h"

#include <float.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static const struct pos at = { "n.csv", 7, 12 };

/* q from "n/d". */
static void
set(mpq_t q, const char *fraction)
{
	mpq_init(q);
	ck_assert_int_eq(mpq_set_str(q, fraction, 10), 0);
	mpq_canonicalize(q);
}

static const struct reading {
	const char *text, *fraction;
} readings[] = {
	{ "0", "0" },
	{ "-0", "0" },
	{ "0.000", "0" },
	{ "0e99999999999999999999", "0" },
	{ "12", "12" },
	{ "+12", "12" },
	{ "0012", "12" },
	{ "12.", "12" },
	{ ".5", "1/2" },
	{ "-.5", "-1/2" },
	{ "-3", "-3" },
	{ "0.025", "1/40" },
	{ "0.1", "1/10" },
	{ "1e-6", "1/1000000" },
	{ "1E+3", "1000" },
	{ "120e-1", "12" },
	{ "0.00012e4", "6/5" },
	{ "3.14159265358979323846",
	    "314159265358979323846/100000000000000000000" },
	{ "1000000000000000000000000000001",
	    "1000000000000000000000000000001" },
	{ "0.1000000000000000055511151231257827", /* not the double 0.1 */
	    "1000000000000000055511151231257827/"
	    "10000000000000000000000000000000000" },
};

START_TEST(a_decimal_is_read_exactly)
{
	struct error err = { 0 };
	mpq_t got, want;

	set(want, readings[_i].fraction);
	set(got, "77");
	ck_assert_int_eq(
	    num_read(str_of(readings[_i].text), at, got, &err), ST_OK);
	ck_assert(mpq_equal(got, want));
	mpq_clears(got, want, NULL);
}
END_TEST

static const struct refusal {
	const char *text;
	enum status code;
} refusals[] = {
	{ "", ST_SYNTAX },
	{ " ", ST_SYNTAX },
	{ " 1", ST_SYNTAX },
	{ "1 ", ST_SYNTAX },
	{ ".", ST_SYNTAX },
	{ "-", ST_SYNTAX },
	{ "+-1", ST_SYNTAX },
	{ "--1", ST_SYNTAX },
	{ "1-", ST_SYNTAX },
	{ "1.2.3", ST_SYNTAX },
	{ "1e", ST_SYNTAX },
	{ "1e+", ST_SYNTAX },
	{ "e5", ST_SYNTAX },
	{ "1e5.5", ST_SYNTAX },
	{ "0x10", ST_SYNTAX },
	{ "1,5", ST_SYNTAX },
	{ "1.000,5", ST_SYNTAX },
	{ "1'000", ST_SYNTAX },
	{ "nan", ST_SYNTAX },
	{ "inf", ST_SYNTAX },
	{ "1/2", ST_SYNTAX },
	{ "<0.1", ST_SYNTAX },
	{ "\xD9\xA3", ST_SYNTAX }, /* a digit in another script */
	{ "1\xC2\xA0"
	  "000",
	    ST_SYNTAX },
	{ "1e101", ST_RANGE },
	{ "1e-102", ST_RANGE },
	{ "1e99999999999999999999", ST_RANGE },
	{ "-1e-99999999999999999999", ST_RANGE },
};

START_TEST(what_is_no_number_is_refused_at_its_place)
{
	struct error err = { 0 };
	mpq_t got;

	set(got, "77");
	ck_assert_int_eq(num_read(str_of(refusals[_i].text), at, got, &err),
	    refusals[_i].code);
	ck_assert_int_eq(err.code, refusals[_i].code);
	ck_assert_str_eq(err.at.file, "n.csv");
	ck_assert_uint_eq(err.at.line, 7);
	ck_assert_uint_eq(err.at.col, 12);
	ck_assert_int_eq(mpq_cmp_ui(got, 77, 1), 0);
	mpq_clear(got);
}
END_TEST

START_TEST(a_comma_is_named_as_the_cause)
{
	struct error err = { 0 };
	mpq_t got;

	mpq_init(got);
	num_read(STR("1,5"), at, got, &err);
	ck_assert_str_eq(err.text,
	    "\"1,5\": a comma in a number can mean two things: expected a "
	    "decimal point and no thousands separator; in a table "
	    "--decimal comma or --decimal point says which is meant");
	mpq_clear(got);
}
END_TEST

START_TEST(a_nul_ends_no_number)
{
	struct error err = { 0 };
	mpq_t got;

	mpq_init(got);
	ck_assert_int_eq(num_read(STR("1\0"), at, got, &err), ST_SYNTAX);
	mpq_clear(got);
}
END_TEST

START_TEST(the_longest_number_is_read_and_the_next_refused)
{
	char text[LIMIT_NUMBER_TEXT + 2];
	struct error err = { 0 };
	mpq_t got;

	set(got, "77");
	memset(text, '0', sizeof(text));
	memcpy(text, "0.", 2);
	text[99] = '5';
	ck_assert_int_eq(
	    num_read((struct str){ text, LIMIT_NUMBER_TEXT }, at, got, &err),
	    ST_OK);
	ck_assert_int_eq(mpq_sgn(got), 1);
	mpq_set_ui(got, 77, 1);
	ck_assert_int_eq(num_read((struct str){ text, LIMIT_NUMBER_TEXT + 1 },
			     at, got, &err),
	    ST_LIMIT);
	ck_assert_int_eq(mpq_cmp_ui(got, 77, 1), 0);
	mpq_clear(got);
}
END_TEST

static const struct enclosure {
	const char *fraction;
	double lo, hi;
} enclosures[] = {
	{ "0", 0, 0 },
	{ "1", 1, 1 },
	{ "-3/4", -0.75, -0.75 },
	{ "1/10", 0x1.9999999999999p-4, 0x1.999999999999ap-4 },
	{ "-1/10", -0x1.999999999999ap-4, -0x1.9999999999999p-4 },
	{ "9007199254740993", 9007199254740992.0, 9007199254740994.0 },
	{ "-9007199254740993", -9007199254740994.0, -9007199254740992.0 },
	{ "1/3", 0x1.5555555555555p-2, 0x1.5555555555556p-2 },
};

START_TEST(a_number_lies_between_its_doubles)
{
	double lo = 42, hi = 42;
	mpq_t q;

	set(q, enclosures[_i].fraction);
	num_enclose(q, &lo, &hi);
	ck_assert(lo == enclosures[_i].lo);
	ck_assert(hi == enclosures[_i].hi);
	mpq_clear(q);
}
END_TEST

/* What GMP does, and what we do in its place. */
static const struct {
	void (*gmp)(mpq_ptr, mpq_srcptr, mpq_srcptr);
	void (*ours)(mpq_ptr, mpq_srcptr, mpq_srcptr);
} operations[] = { { mpq_mul, num_mul }, { mpq_add, num_add } };

/* Some are words of half the length, others the first that are longer. */
static const char *const operands[] = { "0", "1", "-1", "7", "-12", "1/3",
	"-3/4", "12/7", "-1/3", "64/7", "2147483647", "-2147483647",
	"2147483647/2147483646", "-2147483645/2147483647", "2147483648",
	"1/2147483648", "-4294967296/3", "18446744073709551616",
	"1/18446744073709551616", "18446744073709551617/2" };

/* Whatever was there before; one that is not in lowest terms as well. */
START_TEST(a_number_is_set_as_by_gmp)
{
	mpq_t x, q, want;

	mpq_init(want);
	set(x, operands[_i]);
	for (size_t i = 0; i < LENGTH(operands); i++) {
		set(q, operands[i]);
		num_set(q, x);
		ck_assert(mpq_equal(q, x));
		num_set(q, q);
		ck_assert(mpq_equal(q, x));
		mpq_set_ui(want, 1, 1);
		num_set_one(q);
		ck_assert(mpq_equal(q, want));
		mpq_set_str(q, operands[i], 10);
		mpz_set_ui(mpq_numref(q), 0);
		num_set_zero(q);
		mpq_set_ui(want, 0, 1);
		ck_assert(mpq_equal(q, want));
		mpq_set_ui(q, 3, 3);
		num_set_one(q);
		mpq_set_ui(want, 1, 1);
		ck_assert(mpq_equal(q, want));
		mpq_clear(q);
	}
	mpq_clears(x, want, NULL);
}
END_TEST

/* Each with each, also where the result takes the place of an operand. */
START_TEST(products_and_sums_are_those_of_gmp)
{
	size_t op = (size_t)_i % LENGTH(operations);
	size_t of_x = (size_t)_i / LENGTH(operations);
	mpq_t x, y, want, got;

	mpq_inits(want, got, NULL);
	for (size_t i = 0; i < LENGTH(operands); i++) {
		set(x, operands[of_x]);
		set(y, operands[i]);
		operations[op].gmp(want, x, y);
		operations[op].ours(got, x, y);
		ck_assert(mpq_equal(got, want));
		mpq_set(got, x);
		operations[op].ours(got, got, y);
		ck_assert(mpq_equal(got, want));
		operations[op].ours(y, x, y);
		ck_assert(mpq_equal(y, want));
		mpq_clears(x, y, NULL);
	}
	mpq_clears(want, got, NULL);
}
END_TEST

START_TEST(a_common_divisor_is_the_greatest)
{
	ck_assert_uint_eq(num_common_divisor(0, 5), 5);
	ck_assert_uint_eq(num_common_divisor(6, 0), 6);
	for (unsigned long a = 1; a < 200; a++)
		for (unsigned long b = 1; b < 200; b++) {
			unsigned long d = a < b ? a : b;

			while (a % d != 0 || b % d != 0)
				d--;
			ck_assert_uint_eq(num_common_divisor(a, b), d);
		}
	ck_assert_uint_eq(
	    num_common_divisor(18446744073709551615UL, 65535UL), 65535);
}
END_TEST

/* q = (+-) 10^e */
static void
power(mpq_t q, long e, int sign)
{
	mpq_init(q);
	mpz_ui_pow_ui(
	    e < 0 ? mpq_denref(q) : mpq_numref(q), 10, (unsigned long)labs(e));
	mpz_set_ui(e < 0 ? mpq_numref(q) : mpq_denref(q), 1);
	if (sign < 0)
		mpq_neg(q, q);
}

START_TEST(a_number_beyond_all_doubles_is_enclosed_too)
{
	double lo, hi;
	mpq_t q;

	power(q, 400, 1);
	num_enclose(q, &lo, &hi);
	ck_assert(lo == DBL_MAX);
	ck_assert(isinf(hi) && hi > 0);
	mpq_clear(q);
	power(q, 400, -1);
	num_enclose(q, &lo, &hi);
	ck_assert(isinf(lo) && lo < 0);
	ck_assert(hi == -DBL_MAX);
	mpq_clear(q);
	power(q, -400, 1);
	num_enclose(q, &lo, &hi);
	ck_assert(lo == 0);
	ck_assert(hi > 0 && hi <= DBL_MIN);
	mpq_clear(q);
	power(q, -400, -1);
	num_enclose(q, &lo, &hi);
	ck_assert(lo < 0 && lo >= -DBL_MIN);
	ck_assert(hi == 0);
	mpq_clear(q);
}
END_TEST

static const struct printing {
	const char *fraction;
	unsigned digits;
	enum num_rounding way;
	const char *text;
	bool exact;
} printings[] = {
	{ "0", 6, NUM_UP, "0", true },
	{ "1/2", 6, NUM_DOWN, "0.5", true },
	{ "-1/2", 6, NUM_DOWN, "-0.5", true },
	{ "1200", 2, NUM_NEAREST, "1200", true },
	{ "1200", 1, NUM_DOWN, "1000", false },
	{ "1200", 1, NUM_UP, "2000", false },
	{ "341/10000", 6, NUM_NEAREST, "0.0341", true },
	{ "1/3", 4, NUM_DOWN, "0.3333", false },
	{ "1/3", 4, NUM_UP, "0.3334", false },
	{ "1/3", 4, NUM_NEAREST, "0.3333", false },
	{ "2/3", 4, NUM_NEAREST, "0.6667", false },
	{ "-1/3", 4, NUM_DOWN, "-0.3334", false },
	{ "-1/3", 4, NUM_UP, "-0.3333", false },
	{ "-2/3", 4, NUM_NEAREST, "-0.6667", false },
	{ "5/2", 1, NUM_NEAREST, "3", false }, /* a half away from zero */
	{ "-5/2", 1, NUM_NEAREST, "-3", false },
	{ "9999/10", 3, NUM_NEAREST, "1000", false }, /* one digit more */
	{ "9999/10", 3, NUM_DOWN, "999", false },
	{ "99999/100000", 2, NUM_UP, "1", false },
	{ "1/1000000000", 3, NUM_NEAREST, "0.000000001", true },
	{ "1/10000000000", 3, NUM_NEAREST, "1e-10", true },
	{ "12/10000000000000", 3, NUM_NEAREST, "1.2e-12", true },
	{ "123456789012345", 15, NUM_NEAREST, "123456789012345", true },
	{ "1/7", 0, NUM_DOWN, "0.1", false }, /* at least one digit */
	{ "1001/1000", 4, NUM_NEAREST, "1.001", true },
	{ "1001/1000", 3, NUM_DOWN, "1", false },
};

START_TEST(a_number_is_printed_in_the_stated_direction)
{
	const struct printing *p = &printings[_i];
	char text[NUM_TEXT];
	mpq_t q;

	set(q, p->fraction);
	ck_assert_int_eq(num_format(text, q, p->digits, p->way), p->exact);
	ck_assert_str_eq(text, p->text);
	mpq_clear(q);
}
END_TEST

START_TEST(an_exact_number_is_a_decimal_or_a_fraction)
{
	char text[NUM_TEXT];
	mpq_t q;

	set(q, "1/40");
	ck_assert(num_format_exact(text, q));
	ck_assert_str_eq(text, "0.025");
	mpq_clear(q);
	set(q, "-11/1010");
	ck_assert(num_format_exact(text, q));
	ck_assert_str_eq(text, "-11/1010");
	mpq_clear(q);
	power(q, 200, 1);
	mpq_set_ui(q, 1, 1);
	mpz_ui_pow_ui(mpq_denref(q), 3, 400); /* 191 digits */
	ck_assert(!num_format_exact(text, q));
	ck_assert(strlen(text) < NUM_TEXT);
	mpq_clear(q);
}
END_TEST

START_TEST(zero_and_one_have_fixed_ids)
{
	struct error err = { 0 };
	struct numtab t;
	uint32_t id = 42;

	ck_assert(numtab_init(&t));
	ck_assert_int_eq(numtab_read(&t, STR("0.00"), at, &id, &err), ST_OK);
	ck_assert_uint_eq(id, NUM_ZERO);
	ck_assert_int_eq(numtab_read(&t, STR("-0"), at, &id, &err), ST_OK);
	ck_assert_uint_eq(id, NUM_ZERO);
	ck_assert_int_eq(numtab_read(&t, STR("10e-1"), at, &id, &err), ST_OK);
	ck_assert_uint_eq(id, NUM_ONE);
	numtab_free(&t);
}
END_TEST

START_TEST(equal_numbers_are_kept_once_however_written)
{
	static const char *const ways[] = { "0.025", ".0250", "25e-3",
		"0.0025e1", "+0.025" };
	struct error err = { 0 };
	struct numtab t;
	uint32_t first = 0;
	mpq_t q, view;

	ck_assert(numtab_init(&t));
	for (size_t i = 0; i < LENGTH(ways); i++) {
		uint32_t id = 42;

		ck_assert_int_eq(
		    numtab_read(&t, str_of(ways[i]), at, &id, &err), ST_OK);
		if (i == 0)
			first = id;
		ck_assert_uint_eq(id, first);
	}
	set(q, "1/40");
	ck_assert_uint_eq(numtab_put(&t, q), first);
	numtab_view(&t, first, view);
	ck_assert(mpq_equal(view, q));
	ck_assert_uint_eq(t.limbs.n, 3);
	mpq_clear(q);
	numtab_free(&t);
}
END_TEST

START_TEST(many_numbers_keep_their_values_and_bounds)
{
	const unsigned long many = 20000;
	struct numtab t;
	mpq_t q, view;

	mpq_init(q);
	ck_assert(numtab_init(&t));
	for (unsigned long i = 2; i < many; i++) {
		mpq_set_ui(q, i, 1);
		ck_assert_uint_eq(numtab_put(&t, q), 2 * i - 2);
		mpq_set_ui(q, 1, i);
		ck_assert_uint_eq(numtab_put(&t, q), 2 * i - 1);
	}
	for (unsigned long i = 2; i < many; i++) {
		const struct num_entry *e = &t.num[2 * i - 1];

		numtab_view(&t, (uint32_t)(2 * i - 1), view);
		ck_assert_int_eq(mpq_cmp_ui(view, 1, i), 0);
		ck_assert(e->lo <= 1.0 / (double)i && 1.0 / (double)i <= e->hi);
		ck_assert(
		    e->hi == e->lo || e->hi == nextafter(e->lo, INFINITY));
	}
	mpq_clear(q);
	numtab_free(&t);
}
END_TEST

START_TEST(a_number_of_many_limbs_is_kept_exactly)
{
	struct numtab t;
	uint32_t id;
	mpq_t q, view;

	mpq_init(q);
	ck_assert(numtab_init(&t));
	mpz_ui_pow_ui(mpq_numref(q), 7, 2000);
	mpz_ui_pow_ui(mpq_denref(q), 3, 3000);
	id = numtab_put(&t, q);
	ck_assert_uint_eq(id, 2);
	ck_assert_uint_eq(numtab_put(&t, q), 2);
	numtab_view(&t, id, view);
	ck_assert(mpq_equal(q, view));
	mpq_inv(q, q);
	ck_assert_uint_eq(numtab_put(&t, q), 3);
	mpq_clear(q);
	numtab_free(&t);
}
END_TEST

START_TEST(a_refused_number_is_refused_again_and_not_kept)
{
	struct numtab t;

	ck_assert(numtab_init(&t));
	for (int i = 0; i < 2; i++) {
		struct error err = { 0 };
		uint32_t id = 42;

		ck_assert_int_eq(
		    numtab_read(&t, STR("-1e-9"), at, &id, &err), ST_RANGE);
		ck_assert_uint_eq(id, 42);
		ck_assert_uint_eq(err.at.col, 12);
		err.code = ST_OK;
		ck_assert_int_eq(
		    numtab_read(&t, STR("1,5"), at, &id, &err), ST_SYNTAX);
		ck_assert_uint_eq(id, 42);
	}
	ck_assert_uint_eq(t.limbs.n, 2);
	numtab_free(&t);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_loop_test(t, a_decimal_is_read_exactly, 0, LENGTH(readings));
	tcase_add_loop_test(
	    t, what_is_no_number_is_refused_at_its_place, 0, LENGTH(refusals));
	tcase_add_test(t, a_comma_is_named_as_the_cause);
	tcase_add_test(t, a_nul_ends_no_number);
	tcase_add_test(t, the_longest_number_is_read_and_the_next_refused);
	tcase_add_loop_test(
	    t, a_number_lies_between_its_doubles, 0, LENGTH(enclosures));
	tcase_add_loop_test(t, products_and_sums_are_those_of_gmp, 0,
	    LENGTH(operands) * LENGTH(operations));
	tcase_add_loop_test(t, a_number_is_set_as_by_gmp, 0, LENGTH(operands));
	tcase_add_test(t, a_common_divisor_is_the_greatest);
	tcase_add_test(t, a_number_beyond_all_doubles_is_enclosed_too);
	tcase_add_loop_test(t, a_number_is_printed_in_the_stated_direction, 0,
	    LENGTH(printings));
	tcase_add_test(t, an_exact_number_is_a_decimal_or_a_fraction);
	tcase_add_test(t, zero_and_one_have_fixed_ids);
	tcase_add_test(t, equal_numbers_are_kept_once_however_written);
	tcase_add_test(t, many_numbers_keep_their_values_and_bounds);
	tcase_add_test(t, a_number_of_many_limbs_is_kept_exactly);
	tcase_add_test(t, a_refused_number_is_refused_again_and_not_kept);
}

int
main(void)
{
	return run_suite("num", add);
}
