/* SPDX-License-Identifier: Apache-2.0 */
/* test_read_3dxml - what product structures in 3DXML become in the bom. */
#include "tests/unit/golden_json.h"
#include "tests/unit/run.h"

#define GOOD "tests/data/bom/3dxml/good/"

static const char *const files[] = { GOOD "gear.xml", GOOD "gear.3dxml" };

START_TEST(an_instance_is_a_piece)
{
	struct golden g;

	golden_file(&g, files[_i], FORMAT_3DXML);
	ck_assert_str_eq(
	    golden_uses(&g, "Wheel"), "1 each in GEA-300;1 each in GEA-300");
	ck_assert_str_eq(golden_uses(&g, "GHM-2"), "1 each in Wheel");
	ck_assert_uint_eq(g.b.nuse, 3);
	ck_assert_uint_eq(g.f.n, 0);
	ck_assert_int_eq(bom_link(&g.b, DATE_NONE, &g.f), ST_OK);
	golden_free(&g);
}
END_TEST

START_TEST(a_reference_has_a_number_and_a_name)
{
	const struct item *i;
	struct golden g;

	golden_file(&g, files[_i], FORMAT_3DXML);
	i = golden_item(&g, "GEA-300");
	ck_assert(str_is(bom_text_get(&g.b, i->name), "Gear unit, left"));
	/* without a number its name is that */
	golden_item(&g, "Wheel");
	golden_item(&g, "GHM-2");
	ck_assert_uint_eq(g.b.nitem, 3);
	golden_free(&g);
}
END_TEST

START_TEST(a_part_may_be_alone)
{
	struct golden g;

	golden_json(&g, FORMAT_3DXML,
	    "<Model_3dxml><ProductStructure><Reference3D id=\"1\" name=\"P\"/>"
	    "</ProductStructure></Model_3dxml>");
	golden_item(&g, "P");
	golden_free(&g);
}
END_TEST

START_TEST(a_root_in_a_comment_is_none)
{
	struct golden g;

	golden_file(&g, GOOD "root.3dxml", FORMAT_3DXML);
	ck_assert_str_eq(golden_uses(&g, "GHM-2"), "1 each in NEW-1");
	golden_free(&g);
}
END_TEST

START_TEST(the_example_of_the_prose_is_true)
{
	struct golden g;

	golden_example(&g, "schemas/3dxml.md");
	ck_assert_int_eq(g.st, ST_OK);
	ck_assert_int_eq(g.format, FORMAT_3DXML);
	ck_assert_uint_eq(g.b.nuse, 2);
	golden_free(&g);
}
END_TEST

START_TEST(bad_files_are_refused_in_these_words)
{
	golden_compare("tests/data/bom/3dxml/bad", ".xml", 5);
	golden_compare("tests/data/bom/3dxml/bad", ".3dxml", 2);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_loop_test(t, an_instance_is_a_piece, 0, LENGTH(files));
	tcase_add_loop_test(
	    t, a_reference_has_a_number_and_a_name, 0, LENGTH(files));
	tcase_add_test(t, a_part_may_be_alone);
	tcase_add_test(t, a_root_in_a_comment_is_none);
	tcase_add_test(t, the_example_of_the_prose_is_true);
	tcase_add_test(t, bad_files_are_refused_in_these_words);
}

int
main(void)
{
	return run_suite("read_3dxml", add);
}
