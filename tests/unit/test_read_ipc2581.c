/* SPDX-License-Identifier: Apache-2.0 */
/* test_read_ipc2581 - what lists of parts of boards become in the bom. */
#include "tests/unit/golden_bom.h"
#include "tests/unit/run.h"

#define BOARD "tests/data/bom/ipc2581/good/board.xml"

static const char *
quantity(const struct golden *g, const char *part)
{
	return golden_number(g, golden_use(g, part)->qty);
}

START_TEST(what_is_populated_counts)
{
	struct golden g;

	golden_file(&g, BOARD, FORMAT_IPC2581);
	/* 3 designators, one not populated, the quantity is of all */
	ck_assert_str_eq(quantity(&g, "C-100N"), "2");
	/* the quantity is of those that are populated */
	ck_assert_str_eq(quantity(&g, "L-SMCO"), "2");
	ck_assert_str_eq(quantity(&g, "SCREW"), "4");
	ck_assert_str_eq(quantity(&g, "GLUE"), "open");
	golden_free(&g);
}
END_TEST

START_TEST(a_quantity_that_designators_contradict_is_not_known)
{
	struct golden g;

	golden_file(&g, BOARD, FORMAT_IPC2581);
	ck_assert_str_eq(quantity(&g, "R-10K"), "open");
	ck_assert_uint_eq(g.f.warnings, 1);
	ck_assert_uint_eq(g.f.list[0].at.line, 32);
	golden_free(&g);
}
END_TEST

START_TEST(a_document_is_no_part)
{
	struct golden g;

	golden_file(&g, BOARD, FORMAT_IPC2581);
	for (uint32_t i = 0; i < g.b.nitem; i++)
		ck_assert(!str_is(bom_part(&g.b, i), "DRAWING"));
	golden_free(&g);
}
END_TEST

START_TEST(a_list_of_makers_goes_before_a_note)
{
	const struct use *a, *b;
	struct golden g;
	size_t n = 0;

	golden_file(&g, BOARD, FORMAT_IPC2581);
	a = golden_use(&g, "CA-1");
	b = golden_use(&g, "CB-1");
	ck_assert_uint_ne(a->note, 0);
	ck_assert_uint_eq(a->note, b->note);
	ck_assert(str_is(bom_text_get(&g.b, g.b.ref[a->child].maker), "Alpha"));
	ck_assert(str_is(bom_text_get(&g.b, g.b.ref[b->child].maker), "Beta"));
	for (size_t i = 0; i < g.b.nuse; i++) {
		struct str part = g.b.parts.key[g.b.ref[g.b.use[i].child].part];

		n += str_is(part, "CA-1");
		ck_assert(!str_is(part, "NM-1"));
	}
	ck_assert_uint_eq(n, 1);
	/* noted only, and nobody of that name in the head */
	ck_assert_uint_eq(golden_use(&g, "NM-2")->note, 0);
	ck_assert(str_is(
	    bom_text_get(&g.b, g.b.ref[golden_use(&g, "S-1")->child].maker),
	    "Nobody Inc"));
	golden_free(&g);
}
END_TEST

START_TEST(masses_and_names_are_read)
{
	struct golden g;

	golden_file(&g, BOARD, FORMAT_IPC2581);
	ck_assert_str_eq(
	    golden_number(&g, golden_item(&g, "C-100N")->mass.lo), "0.012");
	ck_assert(str_is(
	    bom_text_get(&g.b, golden_item(&g, "C-100N")->name), "Capacitor"));
	ck_assert(str_is(
	    bom_text_get(&g.b, golden_item(&g, "BOARD-7")->revision), "2.0"));
	ck_assert_int_eq(bom_link(&g.b, DATE_NONE, &g.f), ST_OK);
	golden_free(&g);
}
END_TEST

START_TEST(a_list_without_a_head_is_the_board)
{
	struct golden g;

	golden_file(
	    &g, "tests/data/bom/ipc2581/good/no-head.xml", FORMAT_IPC2581);
	ck_assert_uint_eq(golden_item(&g, "BOM_x")->form, FORM_PRODUCT);
	ck_assert_uint_eq(g.b.nuse, 2);
	ck_assert_uint_eq(g.b.nitem, 2);
	golden_free(&g);
}
END_TEST

START_TEST(the_example_of_the_prose_is_true)
{
	struct golden g;

	golden_example(&g, "schemas/ipc2581.md");
	ck_assert_int_eq(g.st, ST_OK);
	ck_assert_int_eq(g.format, FORMAT_IPC2581);
	ck_assert_uint_eq(g.f.n, 0);
	ck_assert_uint_eq(g.b.nitem, 3);
	ck_assert_uint_eq(g.b.nuse, 2);
	golden_free(&g);
}
END_TEST

START_TEST(bad_boards_are_refused_in_these_words)
{
	golden_compare("tests/data/bom/ipc2581/bad", ".xml", 3);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_test(t, what_is_populated_counts);
	tcase_add_test(t, a_quantity_that_designators_contradict_is_not_known);
	tcase_add_test(t, a_document_is_no_part);
	tcase_add_test(t, a_list_of_makers_goes_before_a_note);
	tcase_add_test(t, masses_and_names_are_read);
	tcase_add_test(t, a_list_without_a_head_is_the_board);
	tcase_add_test(t, the_example_of_the_prose_is_true);
	tcase_add_test(t, bad_boards_are_refused_in_these_words);
}

int
main(void)
{
	return run_suite("read_ipc2581", add);
}
