/* SPDX-License-Identifier: Apache-2.0 */
/* test_read_ipc1752 - what declarations of IPC-1752 become in the bom. */
#include "tests/unit/golden_bom.h"
#include "tests/unit/run.h"

#define GOOD "tests/data/bom/ipc1752/good/"

static void
good(struct golden *g, const char *path)
{
	golden_file(g, path, FORMAT_IPC1752);
}

START_TEST(materials_and_substances_are_nested)
{
	struct golden g;

	good(&g, GOOD "sensor-a.xml");
	ck_assert_uint_eq(g.f.n, 0);
	ck_assert_uint_eq(g.b.nitem, 3);
	ck_assert_str_eq(
	    golden_number(&g, golden_item(&g, "HS-9")->mass.lo), "2.5");
	ck_assert_str_eq(
	    golden_number(&g, golden_item(&g, "HS-9/Magnet")->mass.lo), "0.4");
	ck_assert_str_eq(
	    golden_number(&g, golden_use(&g, "HS-9/Housing")->qty), "80");
	ck_assert_uint_eq(golden_use(&g, "HS-9/Housing")->unit, UNIT_PERCENT);
	/* 140 mg, and not the 35 % beside it */
	ck_assert_str_eq(golden_number(&g, g.b.content[0].amount.lo), "0.14");
	ck_assert_uint_eq(g.b.content[0].amount.is_share, 0);
	ck_assert_str_eq(golden_number(&g, g.b.content[1].amount.lo), "0.6");
	ck_assert_int_eq(bom_link(&g.b, DATE_NONE, &g.f), ST_OK);
	golden_free(&g);
}
END_TEST

START_TEST(what_is_not_disclosed_stays_open)
{
	struct golden g;

	good(&g, GOOD "sensor-a.xml");
	ck_assert_uint_eq(g.b.content[2].kind, CONTENT_UNLISTED);
	ck_assert_str_eq(golden_number(&g, g.b.content[2].amount.hi), "0.05");
	/* a name that nobody knows is a substance that may be anything */
	ck_assert_uint_eq(g.b.substance[g.b.content[3].substance].known, 0);
	ck_assert_str_eq(golden_number(&g, g.b.content[3].amount.lo), "0.999");
	for (size_t i = 0; i < g.b.nitem; i++)
		ck_assert_uint_eq(
		    g.b.item[i].flags & (ITEM_COMPLETE | ITEM_OPEN), ITEM_OPEN);
	golden_free(&g);
}
END_TEST

START_TEST(version_b_has_two_namespaces_and_attributes_for_amounts)
{
	struct golden g;

	good(&g, GOOD "sensor-b.xml");
	ck_assert_uint_eq(g.b.nitem, 4);
	ck_assert_str_eq(
	    golden_number(&g, golden_use(&g, "HP-2/HS-9")->qty), "2");
	ck_assert_uint_eq(golden_use(&g, "HP-2/Cable")->qty, BOM_NONE);
	ck_assert_str_eq(
	    golden_number(&g, golden_item(&g, "HP-2/HS-9/Magnet")->mass.lo),
	    "0.4");
	ck_assert_str_eq(golden_number(&g, g.b.content[0].amount.lo), "0.14");
	ck_assert_uint_eq(
	    g.b.content[0].elements, 1u << element_find(STR("Sm")));
	/* numberOfInstances of the product, and an element nobody knows */
	ck_assert_uint_eq(g.f.warnings, 2);
	golden_free(&g);
}
END_TEST

START_TEST(class_c_speaks_of_the_product)
{
	static const enum content_kind kinds[] = { CONTENT_NEGATIVE,
		CONTENT_AMOUNT };
	struct golden g;

	good(&g, GOOD "class-c.xml");
	ck_assert_uint_eq(g.b.ncontent, LENGTH(kinds));
	for (size_t i = 0; i < LENGTH(kinds); i++) {
		ck_assert_uint_eq(g.b.content[i].kind, kinds[i]);
		ck_assert_uint_eq(g.b.content[i].scope, SCOPE_TOTAL);
	}
	ck_assert_str_eq(golden_number(&g, g.b.content[0].amount.hi), "0.001");
	ck_assert_str_eq(golden_number(&g, g.b.content[1].amount.lo), "0.14");
	golden_free(&g);
}
END_TEST

START_TEST(the_example_of_the_prose_is_true)
{
	struct golden g;

	golden_example(&g, "schemas/ipc1752.md");
	ck_assert_int_eq(g.st, ST_OK);
	ck_assert_int_eq(g.format, FORMAT_IPC1752);
	ck_assert_uint_eq(g.f.n, 0);
	ck_assert_uint_eq(g.b.nitem, 2);
	ck_assert_uint_eq(g.b.ncontent, 2);
	golden_free(&g);
}
END_TEST

START_TEST(bad_declarations_are_refused_in_these_words)
{
	golden_compare("tests/data/bom/ipc1752/bad", ".xml", 3);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_test(t, materials_and_substances_are_nested);
	tcase_add_test(t, what_is_not_disclosed_stays_open);
	tcase_add_test(
	    t, version_b_has_two_namespaces_and_attributes_for_amounts);
	tcase_add_test(t, class_c_speaks_of_the_product);
	tcase_add_test(t, the_example_of_the_prose_is_true);
	tcase_add_test(t, bad_declarations_are_refused_in_these_words);
}

int
main(void)
{
	return run_suite("read_ipc1752", add);
}
