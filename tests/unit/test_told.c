/* SPDX-License-Identifier: Apache-2.0 */
/* Tests of core/report/diff/told_amounts.c: what is certain of two intervals.
 */
#include "core/report/diff/told.h"

#include "tests/unit/run.h"

#include <string.h>

/* "[1, 3)", "(0, )": no upper end; "5": a point. */
static void
read_interval(struct exact *x, const char *text)
{
	const char *comma = strchr(text, ','), *end = text + strlen(text) - 1;
	struct error err = { 0 };
	struct str lo = { text + 1,
		comma != NULL ? (size_t)(comma - text - 1) : 0 };

	exact_zero(x);
	if (comma == NULL) {
		ck_assert_int_eq(
		    num_read(str_of(text), pos_none, x->lo, &err), ST_OK);
		mpq_set(x->hi, x->lo);
		return;
	}
	ck_assert_int_eq(num_read(lo, pos_none, x->lo, &err), ST_OK);
	x->lo_open = text[0] == '(';
	x->hi_open = *end == ')';
	x->hi_infinite = comma[2] == ')';
	if (!x->hi_infinite)
		ck_assert_int_eq(num_read((struct str){ comma + 2,
					      (size_t)(end - comma - 2) },
				     pos_none, x->hi, &err),
		    ST_OK);
}

static const struct certain {
	const char *old, *now, *want;
} certains[] = {
	{ "1", "3", "2 g more" },
	{ "3", "1", "2 g less" },
	{ "0", "3", "3 g more" },
	{ "3", "0", "3 g less" },
	{ "[1, 2]", "[4, 6]", "2 g to 5 g more" },
	{ "[4, 6]", "[1, 2]", "2 g to 5 g less" },
	{ "[1, 2)", "[4, 6]", "above 2 g to 5 g more" },
	{ "[1, 2]", "[4, )", "at least 2 g more" },
	{ "[4, )", "[1, 2]", "at least 2 g less" },
	{ "1", "[4, )", "no longer known exactly; at least 3 g more" },
	/* they touch: more only if an end is not reached */
	{ "[1, 2]", "[2, 3]", "not less" },
	{ "[1, 2]", "(2, 3]", "more, not known how much" },
	{ "[1, 2)", "[2, 3]", "more, not known how much" },
	{ "[2, 3]", "[1, 2]", "not more" },
	{ "[2, 3]", "[1, 2)", "less, not known how much" },
	/* they overlap, though both ends moved up */
	{ "[1, 3]", "[2, 4]", "more or less: not known" },
	{ "[1, )", "[2, )", "more or less: not known" },
	{ "[0, )", "5", "now known exactly; more or less: not known" },
	{ "5", "[0, )", "no longer known exactly; more or less: not known" },
	{ "0", "[0, )", "no longer known exactly; not less" },
	{ "0", "(0, )", "no longer known exactly; more, not known how much" },
};

START_TEST(more_is_said_only_if_it_is_certain)
{
	static const struct measure_of mass = { .kind = AMOUNT_MASS };
	const struct certain *t = &certains[_i];
	char text[TOLD_NOTE];
	struct exact old, now;

	exact_init(&old);
	exact_init(&now);
	read_interval(&old, t->old);
	read_interval(&now, t->now);
	told_certain(text, &old, &now, NULL, &mass);
	ck_assert_msg(strcmp(text, t->want) == 0, "%s -> %s: %s, not %s",
	    t->old, t->now, text, t->want);
	exact_clear(&old);
	exact_clear(&now);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_loop_test(
	    tc, more_is_said_only_if_it_is_certain, 0, LENGTH(certains));
}

int
main(void)
{
	return run_suite("told", add);
}
