/* SPDX-License-Identifier: Apache-2.0 */
/* Tests of core/bom/field/units.h and core/bom/field/bundle.h. */
#include "core/bom/field/bundle.h"

#include "tests/unit/run.h"

static const struct {
	const char *name;
	enum unit unit;
} spellings[] = { { "each", UNIT_EACH }, { "EA", UNIT_EACH },
	{ "Pcs", UNIT_EACH }, { "KGM", UNIT_KG }, { "kg", UNIT_KG },
	{ "m^2", UNIT_M2 }, { "m\xC2\xB2", UNIT_M2 }, { "meters", UNIT_M },
	{ "\xC2\xB5g", UNIT_UG }, { "\xCE\xBCg", UNIT_UG },
	{ "wt%", UNIT_PERCENT }, { "mg/kg", UNIT_PPM }, { "ug/kg", UNIT_PPB },
	{ "tonne", UNIT_T }, { "fraction", UNIT_FRACTION }, { "", UNIT_NONE },
	{ "Stk.", UNIT_EACH }, { "STÜCK", UNIT_EACH }, { "шт.", UNIT_EACH },
	{ "个", UNIT_EACH }, { "千克", UNIT_KG }, { "КГ", UNIT_KG },
	{ ".", UNIT_NONE }, { "pair", UNIT_PAIR }, { "双", UNIT_PAIR },
	{ "Dutzend", UNIT_DOZEN }, { "100 pcs", UNIT_HUNDRED },
	{ "1,000 Stk.", UNIT_THOUSAND }, { "1000 ST", UNIT_THOUSAND },
	{ "1000", UNIT_NONE }, { "Pr", UNIT_NONE }, { "100 g", UNIT_NONE },
	{ "gr", UNIT_NONE }, { "ton", UNIT_NONE }, { "st", UNIT_EACH },
	{ "set", UNIT_NONE }, { "box", UNIT_NONE }, { "kpl.", UNIT_EACH },
	{ "τεμ.", UNIT_EACH }, { "lfd. m", UNIT_M }, { "at%", UNIT_NONE },
	{ "vol%", UNIT_NONE }, { "stone", UNIT_NONE }, { "k g", UNIT_NONE },
	{ "ft", UNIT_FT }, { "FOOT", UNIT_FT }, { "\"", UNIT_IN },
	{ "inches", UNIT_IN }, { "yd.", UNIT_YD }, { "sq ft", UNIT_FT2 },
	{ "g/t", UNIT_PPM }, { "g/kg", UNIT_PERMILLE },
	{ "\xE2\x80\xB0", UNIT_PERMILLE }, { "fl oz", UNIT_NONE },
	{ "oz t", UNIT_NONE }, { "mg/l", UNIT_NONE } };

START_TEST(units_are_found_by_their_spellings)
{
	ck_assert_msg(
	    unit_find(str_of(spellings[_i].name)) == spellings[_i].unit, "%s",
	    spellings[_i].name);
}
END_TEST

static const struct {
	enum unit unit;
	unsigned long num, den;
	enum dimension dim;
} factors[] = { { UNIT_EACH, 1, 1, DIM_EACH },
	{ UNIT_UG, 1, 1000000, DIM_MASS }, { UNIT_T, 1000000, 1, DIM_MASS },
	{ UNIT_LB, 45359237, 100000, DIM_MASS },
	{ UNIT_OZ, 45359237, 1600000, DIM_MASS },
	{ UNIT_MM2, 1, 1000000, DIM_AREA }, { UNIT_KM, 1000, 1, DIM_LENGTH },
	{ UNIT_IN, 254, 10000, DIM_LENGTH },
	{ UNIT_FT, 3048, 10000, DIM_LENGTH },
	{ UNIT_YD, 9144, 10000, DIM_LENGTH },
	{ UNIT_IN2, 64516, 100000000, DIM_AREA },
	{ UNIT_FT2, 9290304, 100000000, DIM_AREA },
	{ UNIT_PERMILLE, 1, 1000, DIM_SHARE }, { UNIT_ML, 1, 1000, DIM_VOLUME },
	{ UNIT_M3, 1000, 1, DIM_VOLUME }, { UNIT_PERCENT, 1, 100, DIM_SHARE },
	{ UNIT_PPB, 1, 1000000000, DIM_SHARE } };

START_TEST(a_unit_is_exactly_so_many_base_units)
{
	mpq_t q, expected;

	mpq_inits(q, expected, NULL);
	mpq_set_ui(q, 3, 1);
	unit_to_base(factors[_i].unit, q);
	mpq_set_ui(expected, 3 * factors[_i].num, factors[_i].den);
	mpq_canonicalize(expected);
	ck_assert(mpq_equal(q, expected));
	ck_assert_int_eq(unit_dimension(factors[_i].unit), factors[_i].dim);
	mpq_clears(q, expected, NULL);
}
END_TEST

START_TEST(the_spelling_we_write_is_read_as_the_same_unit)
{
	for (int u = UNIT_NONE + 1; u < UNIT_COUNT; u++) {
		const char *name = unit_name((enum unit)u);

		ck_assert_str_ne(name, "");
		ck_assert_int_eq(u < UNIT_SET ? unit_find(str_of(name))
					      : bundle_find(str_of(name)),
		    u);
		ck_assert_int_ne(unit_dimension((enum unit)u), DIM_NONE);
	}
}
END_TEST

static const struct {
	const char *text, *rest;
	enum unit unit;
} bundles[] = { { "set", "", UNIT_SET }, { "KITS", "", UNIT_SET },
	{ "Sätze", "", UNIT_SET }, { "套装", "", UNIT_SET },
	{ "套", "", UNIT_SET }, { "セット", "", UNIT_SET },
	{ "roll of 50 m", "of 50 m", UNIT_ROLL },
	{ "roll (50 m)", "(50 m)", UNIT_ROLL }, { "卷50m", "50m", UNIT_ROLL },
	{ "Rolle à 10 m", "à 10 m", UNIT_ROLL }, { "reel50", "50", UNIT_ROLL },
	{ "rolling", "rolling", UNIT_NONE }, { "boîte", "", UNIT_BOX },
	{ "pairs of 2", "of 2", UNIT_PAIR }, { "each", "each", UNIT_NONE },
	{ "", "", UNIT_NONE }, { "se", "se", UNIT_NONE } };

START_TEST(bundles_are_found_by_their_words)
{
	struct str s = str_of(bundles[_i].text);
	const char *rest = bundles[_i].rest;

	ck_assert_int_eq(
	    bundle_find(s), *rest == '\0' ? bundles[_i].unit : UNIT_NONE);
	ck_assert_int_eq(bundle_take(&s), bundles[_i].unit);
	ck_assert_msg(str_is(s, rest), "%s", bundles[_i].text);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_loop_test(
	    t, bundles_are_found_by_their_words, 0, LENGTH(bundles));
	tcase_add_loop_test(
	    t, units_are_found_by_their_spellings, 0, LENGTH(spellings));
	tcase_add_loop_test(
	    t, a_unit_is_exactly_so_many_base_units, 0, LENGTH(factors));
	tcase_add_test(t, the_spelling_we_write_is_read_as_the_same_unit);
}

int
main(void)
{
	return run_suite("units", add);
}
