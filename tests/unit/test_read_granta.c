/* SPDX-License-Identifier: Apache-2.0 */
/* test_read_granta - what Granta bills of materials become in the bom. */
#include "core/base/limits.h"
#include "tests/unit/golden_bom.h"
#include "tests/unit/run.h"

#define GOOD "tests/data/bom/granta/good/"

static void
good(struct golden *g, const char *path)
{
	golden_file(g, path, FORMAT_GRANTA);
}

START_TEST(parts_nest_and_quantities_keep_their_units)
{
	struct golden g;

	good(&g, GOOD "drive.xml");
	ck_assert_uint_eq(g.f.n, 0);
	ck_assert_str_eq(golden_number(&g, golden_use(&g, "M-1")->qty), "4");
	ck_assert_uint_eq(golden_use(&g, "M-1")->unit, UNIT_EACH);
	ck_assert_str_eq(golden_number(&g, golden_use(&g, "CORD")->qty), "1.5");
	ck_assert_uint_eq(golden_use(&g, "CORD")->unit, UNIT_M);
	ck_assert_uint_eq(golden_use(&g, "M-1")->at.line, 9);
	ck_assert_uint_eq(golden_use(&g, "M-1")->at.col, 5);
	ck_assert_str_eq(
	    golden_number(&g, golden_item(&g, "M-1")->mass.lo), "12.5");
	ck_assert_uint_eq(golden_item(&g, "M-1")->dim, DIM_EACH);
	/* 0.05 g/mm */
	ck_assert_str_eq(
	    golden_number(&g, golden_item(&g, "CORD")->mass.lo), "50");
	ck_assert_uint_eq(golden_item(&g, "CORD")->dim, DIM_LENGTH);
	ck_assert_uint_eq(golden_item(&g, "0008")->has_mass, 0);
	ck_assert_int_eq(bom_link(&g.b, DATE_NONE, &g.f), ST_OK);
	golden_free(&g);
}
END_TEST

START_TEST(a_part_without_a_quantity_is_not_known_to_be_none)
{
	struct golden g;

	good(&g, GOOD "drive.xml");
	ck_assert_uint_eq(golden_use(&g, "Bracket, left")->qty, BOM_NONE);
	ck_assert_uint_eq(golden_use(&g, "Bracket, left")->unit, UNIT_EACH);
	ck_assert_uint_eq(golden_use(&g, "Copper [r3]")->qty, BOM_NONE);
	ck_assert_uint_eq(golden_use(&g, "Copper [r3]")->unit, UNIT_PERCENT);
	golden_free(&g);
}
END_TEST

START_TEST(a_part_without_a_number_is_named_and_never_merged)
{
	static const char *const names[] = { "Bracket, left",
		"Bracket, left (line 21)", "P9", "X|9", "part in line 24" };
	struct golden g;

	good(&g, GOOD "drive.xml");
	for (size_t i = 0; i < LENGTH(names); i++)
		golden_use(&g, names[i]);
	golden_free(&g);
}
END_TEST

START_TEST(materials_are_children_with_a_share)
{
	struct golden g;

	good(&g, GOOD "drive.xml");
	ck_assert_str_eq(
	    golden_number(&g, golden_use(&g, "Copper")->qty), "62");
	ck_assert_uint_eq(golden_use(&g, "Copper")->unit, UNIT_PERCENT);
	ck_assert_uint_eq(golden_item(&g, "Copper")->form, FORM_MATERIAL);
	ck_assert(
	    str_is(bom_text_get(&g.b, golden_item(&g, "Copper")->name), "cu"));
	ck_assert_str_eq(golden_number(&g, golden_use(&g, "r4")->qty), "0.002");
	ck_assert_uint_eq(golden_use(&g, "r4")->unit, UNIT_KG);
	golden_free(&g);
}
END_TEST

START_TEST(substances_are_content_by_category)
{
	static const struct {
		const char *element, *lo, *hi;
		bool unstated, process;
	} lines[] = {
		{ "Nd", "0.285", "0.285", false, false },
		{ "Dy", "0", "0.02", false, false },
		{ "Tb", "0", "open", false, false },
		{ "Pr", "0", "open", true, false },
		{ "Ce", "0.05", "0.05", false, true },
		{ "La", "0", "open", false, true },
	};
	struct golden g;

	good(&g, GOOD "drive.xml");
	ck_assert_uint_eq(g.b.ncontent, LENGTH(lines) + 1);
	for (size_t i = 0; i < LENGTH(lines); i++) {
		const struct content *c = &g.b.content[i];

		ck_assert_uint_eq(
		    c->elements, 1u << element_find(str_of(lines[i].element)));
		ck_assert_str_eq(golden_number(&g, c->amount.lo), lines[i].lo);
		ck_assert_str_eq(golden_number(&g, c->amount.hi), lines[i].hi);
		ck_assert_uint_eq(c->unstated, lines[i].unstated);
		ck_assert_uint_eq(c->process, lines[i].process);
		ck_assert_uint_eq(c->decl, 0);
		ck_assert_uint_eq(c->scope, SCOPE_UNSET);
		ck_assert_uint_eq(c->at.line, 11 + i);
	}
	golden_free(&g);
}
END_TEST

START_TEST(content_of_a_part_that_holds_parts_is_its_total)
{
	struct golden g;

	good(&g, GOOD "drive.xml");
	ck_assert_uint_eq(g.b.content[6].scope, SCOPE_TOTAL);
	ck_assert(
	    str_is(g.b.parts.key[g.b.ref[g.b.content[6].item].part], "M-2"));
	golden_free(&g);
}
END_TEST

START_TEST(two_of_one_top_part_are_a_product)
{
	struct golden g;

	good(&g, GOOD "drive.xml");
	ck_assert_uint_eq(golden_item(&g, "Drive pair")->form, FORM_PRODUCT);
	ck_assert_str_eq(golden_number(&g, golden_use(&g, "0008")->qty), "2");
	ck_assert_uint_eq(g.b.norigin, 0);
	golden_free(&g);
}
END_TEST

START_TEST(a_shared_part_stands_once_in_any_order)
{
	struct golden g;

	good(&g, GOOD "shared.xml");
	ck_assert_uint_eq(g.b.nitem, 5);
	ck_assert_uint_eq(g.b.nuse, 5);
	ck_assert_int_eq(bom_link(&g.b, DATE_NONE, &g.f), ST_OK);
	ck_assert_uint_eq(g.f.n, 0);
	golden_free(&g);
}
END_TEST

START_TEST(elements_that_nobody_knows_are_passed_over_and_told)
{
	struct golden g;

	golden_text(
	    &g, STR("<PartsEco xmlns=\"http://www.grantadesign.com/24/12/"
		    "BillOfMaterialsEco\"><Components>\n<Part>"
		    "<Quantity Unit=\"Each\">1</Quantity>"
		    "<PartNumber>A<b>1</b></PartNumber><Colour><Name>B</Name>"
		    "</Colour><Name xmlns=\"urn:x\">C</Name><Name>D</Name>"
		    "</Part></Components></PartsEco>"));
	ck_assert_int_eq(g.st, ST_OK);
	ck_assert(str_is(bom_part(&g.b, 0), "A"));
	ck_assert(str_is(bom_text_get(&g.b, g.b.item[0].name), "D"));
	ck_assert_uint_eq(g.f.n, 3);
	for (size_t i = 0; i < g.f.n; i++)
		ck_assert_int_eq(g.f.list[i].sev, SEV_WARNING);
	ck_assert_uint_eq(g.f.list[0].at.line, 2);
	ck_assert_str_eq(g.f.list[1].text,
	    "element \"Colour\", 1 time, is passed over: expected what is "
	    "known of Granta BoM XML in this place");
	golden_free(&g);
}
END_TEST

START_TEST(the_example_of_the_prose_is_true)
{
	struct golden g;

	golden_example(&g, "schemas/granta.md");
	ck_assert_int_eq(g.st, ST_OK);
	ck_assert_uint_eq(g.f.n, 0);
	ck_assert_uint_eq(g.b.nitem, 4);
	ck_assert_uint_eq(g.b.ncontent, 1);
	golden_free(&g);
}
END_TEST

START_TEST(bad_bills_are_refused_in_these_words)
{
	golden_compare("tests/data/bom/granta/bad", ".xml", 25);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_test(t, parts_nest_and_quantities_keep_their_units);
	tcase_add_test(t, a_part_without_a_quantity_is_not_known_to_be_none);
	tcase_add_test(t, a_part_without_a_number_is_named_and_never_merged);
	tcase_add_test(t, materials_are_children_with_a_share);
	tcase_add_test(t, substances_are_content_by_category);
	tcase_add_test(t, content_of_a_part_that_holds_parts_is_its_total);
	tcase_add_test(t, two_of_one_top_part_are_a_product);
	tcase_add_test(t, a_shared_part_stands_once_in_any_order);
	tcase_add_test(t, elements_that_nobody_knows_are_passed_over_and_told);
	tcase_add_test(t, the_example_of_the_prose_is_true);
	tcase_add_test(t, bad_bills_are_refused_in_these_words);
}

int
main(void)
{
	return run_suite("read_granta", add);
}
