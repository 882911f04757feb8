/* SPDX-License-Identifier: Apache-2.0 */
/* test_oxide - the factors that are kept are those of the formulas. */
#include "core/chem/formula.h"
#include "core/chem/oxide.h"
#include "tests/unit/run.h"

START_TEST(a_fraction_is_what_formula_and_weights_give)
{
	struct error err = { 0 };
	struct makeup m;
	mpq_t is, lowest;

	mpq_inits(is, lowest, NULL);
	makeup_init(&m);
	oxide_fraction(_i, is);
	ck_assert_int_eq(
	    formula_read(str_of(element_at(_i)->oxide), pos_none, &m, &err),
	    ST_OK);
	ck_assert_msg(
	    mpq_equal(is, m.fraction[_i]) != 0, "%s", element_at(_i)->oxide);
	mpq_set(lowest, is);
	mpq_canonicalize(lowest);
	ck_assert(mpq_equal(is, lowest) != 0);
	makeup_clear(&m);
	mpq_clears(is, lowest, NULL);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_loop_test(
	    t, a_fraction_is_what_formula_and_weights_give, 0, NELEM);
}

int
main(void)
{
	return run_suite("oxide", add);
}
