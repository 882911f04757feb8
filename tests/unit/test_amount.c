/* SPDX-License-Identifier: Apache-2.0 */
/* test_amount - amounts in words that stay on their side of a limit. */
#include "core/report/amount.h"
#include "tests/unit/run.h"

#include <check.h>

static void
set(mpq_t q, const char *fraction)
{
	ck_assert_int_eq(mpq_set_str(q, fraction, 10), 0);
	mpq_canonicalize(q);
}

/* One end of an interval, held against a limit. */
static const struct end {
	const char *value, *limit; /* fractions; limit NULL: none */
	enum amount_kind kind;
	enum num_rounding way;
	const char *text;
} ends[] = {
	{ "1631/1000", NULL, AMOUNT_MASS, NUM_DOWN, "1.631 g" },
	{ "16315/10000", NULL, AMOUNT_MASS, NUM_DOWN, "1.631 g" },
	{ "16315/10000", NULL, AMOUNT_MASS, NUM_UP, "1.632 g" },
	{ "0", NULL, AMOUNT_MASS, NUM_DOWN, "0 g" },
	{ "1/1000", NULL, AMOUNT_MASS, NUM_DOWN, "1 mg" },
	{ "1/1000000", NULL, AMOUNT_MASS, NUM_DOWN, "1 \u00b5g" },
	{ "37500", NULL, AMOUNT_MASS, NUM_DOWN, "37.5 kg" },
	/* A milligram in a tonne is not nothing. */
	{ "1/1000000000", NULL, AMOUNT_SHARE, NUM_DOWN, "1 ppb" },
	{ "1/1000", "1/1000", AMOUNT_SHARE, NUM_DOWN, "0.1 %" },
	/* Just above and just below 0.1 %: four digits would reach it. */
	{ "100000001/100000000000", "1/1000", AMOUNT_SHARE, NUM_DOWN,
	    "0.100000001 %" },
	{ "99999999/100000000000", "1/1000", AMOUNT_SHARE, NUM_UP,
	    "0.099999999 %" },
	{ "8/267", "3/100", AMOUNT_SHARE, NUM_UP, "2.997 %" },
	{ "94999/100000", "95/100", AMOUNT_SHARE, NUM_UP, "94.999 %" },
	{ "20833/100", NULL, AMOUNT_VALUE, NUM_DOWN, "208.3 USD" },
};

START_TEST(an_end_is_rounded_outward_and_never_across_the_limit)
{
	const struct end *e = &ends[_i];
	struct measure_of m = { .kind = e->kind, .currency = STR("USD") };
	char text[AMOUNT_TEXT];
	mpq_t value, limit;

	mpq_inits(value, limit, NULL);
	set(value, e->value);
	if (e->limit != NULL) {
		set(limit, e->limit);
		m.limit = limit;
	}
	amount_text(text, value, e->way, &m);
	ck_assert_str_eq(text, e->text);
	mpq_clears(value, limit, NULL);
}
END_TEST

static const struct range {
	const char *lo, *hi; /* hi NULL: not bounded */
	bool lo_open, hi_open;
	const char *text;
} ranges[] = {
	{ "0", "0", false, false, "none" },
	{ "3", "3", false, false, "3 g" },
	{ "3", "5", false, false, "3 g to 5 g" },
	{ "3", "5", true, true, "above 3 g to below 5 g" },
	{ "0", "5", false, false, "at most 5 g" },
	{ "0", "5", false, true, "below 5 g" },
	{ "0", "5", true, false, "above 0 g to 5 g" },
	{ "3", NULL, false, false, "at least 3 g" },
	{ "3", NULL, true, false, "above 3 g" },
	{ "0", NULL, false, false, "not known" },
	{ "0", NULL, true, false, "some, not known how much" },
};

START_TEST(a_range_says_which_ends_are_reached)
{
	const struct range *r = &ranges[_i];
	const struct measure_of m = { .kind = AMOUNT_MASS };
	char text[AMOUNT_RANGE];
	struct exact x;

	exact_init(&x);
	set(x.lo, r->lo);
	if (r->hi != NULL)
		set(x.hi, r->hi);
	x.hi_infinite = r->hi == NULL;
	x.lo_open = r->lo_open;
	x.hi_open = r->hi_open;
	amount_range(text, &x, &m);
	ck_assert_str_eq(text, r->text);
	exact_clear(&x);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_loop_test(t,
	    an_end_is_rounded_outward_and_never_across_the_limit, 0,
	    LENGTH(ends));
	tcase_add_loop_test(
	    t, a_range_says_which_ends_are_reached, 0, LENGTH(ranges));
}

int
main(void)
{
	return run_suite("amount", add);
}
