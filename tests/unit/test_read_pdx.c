/* SPDX-License-Identifier: Apache-2.0 */
/* test_read_pdx - what product data packages become in the bom. */
#include "tests/unit/golden_bom.h"
#include "tests/unit/run.h"

#define PUMP "tests/data/bom/pdx/good/pump.xml"

static void
pump(struct golden *g)
{
	golden_file(g, PUMP, FORMAT_PDX);
}

/* What is said of uses of a part: "1 each", joined by ';'. */
static const char *
uses(const struct golden *g, const char *part)
{
	static char text[200];

	text[0] = '\0';
	for (size_t i = 0; i < g->b.nuse; i++) {
		const struct use *u = &g->b.use[i];

		if (str_is(g->b.parts.key[g->b.ref[u->child].part], part))
			str_add(text, sizeof(text), "%s%s %s",
			    text[0] != '\0' ? ";" : "",
			    golden_number(g, u->qty),
			    unit_name((enum unit)u->unit));
	}
	return text;
}

START_TEST(a_document_type_inside_is_no_hindrance)
{
	struct golden g;

	pump(&g);
	/* and lines are those of the file */
	ck_assert_uint_eq(golden_item(&g, "PUMP-1")->at.line, 14);
	golden_free(&g);
}
END_TEST

START_TEST(lines_are_uses_by_identifier)
{
	struct golden g;

	pump(&g);
	ck_assert_str_eq(uses(&g, "GREASE"), "0.001 kg");
	ck_assert_str_eq(uses(&g, "DRAWING"), "0 each");
	ck_assert_str_eq(uses(&g, "LABEL"), "1 each");
	ck_assert(str_is(
	    bom_text_get(&g.b, golden_item(&g, "PUMP-1")->revision), "B  2"));
	ck_assert_uint_eq(
	    golden_item(&g, "PUMP-1")->flags & ITEM_SHIPPED, ITEM_SHIPPED);
	golden_free(&g);
}
END_TEST

START_TEST(what_is_not_per_assembly_is_not_known)
{
	struct golden g;

	pump(&g);
	ck_assert_str_eq(uses(&g, "FLUX"), "open each");
	/* nor what is counted in rolls, or not at all */
	ck_assert_str_eq(uses(&g, "SEAL"), "open each");
	golden_free(&g);
}
END_TEST

START_TEST(alternatives_share_a_place)
{
	static const char *const pairs[][2] = { { "BOLT-A", "BOLT-B" },
		{ "SEAL", "SEAL-2" } };
	struct golden g;

	pump(&g);
	for (size_t i = 0; i < LENGTH(pairs); i++) {
		const struct use *a = golden_use(&g, pairs[i][0]);
		const struct use *b = golden_use(&g, pairs[i][1]);

		ck_assert_uint_ne(a->note, 0);
		ck_assert_uint_eq(a->note, b->note);
	}
	ck_assert_uint_ne(
	    golden_use(&g, "BOLT-A")->note, golden_use(&g, "SEAL")->note);
	golden_free(&g);
}
END_TEST

START_TEST(approved_makers_are_alternatives_inside_the_item)
{
	const struct use *alpha, *beta = NULL;
	struct golden g;

	pump(&g);
	alpha = golden_use(&g, "M77");
	for (size_t i = 0; i < g.b.nuse; i++)
		if (g.b.use[i].note == alpha->note && &g.b.use[i] != alpha)
			beta = &g.b.use[i];
	ck_assert_ptr_nonnull(beta);
	ck_assert(
	    str_is(bom_text_get(&g.b, g.b.ref[beta->child].maker), "Beta"));
	ck_assert_uint_eq(alpha->parent, beta->parent);
	ck_assert_uint_eq(
	    golden_item(&g, "MOT-1")->flags & ITEM_COMPLETE, ITEM_COMPLETE);
	/* disqualified, and without a name */
	ck_assert_str_eq(uses(&g, "X"), "");
	ck_assert_str_eq(uses(&g, "NOBODY"), "");
	golden_free(&g);
}
END_TEST

START_TEST(masses_have_tolerances_and_ranges)
{
	struct golden g;

	pump(&g);
	ck_assert_str_eq(
	    golden_number(&g, golden_item(&g, "PUMP-1")->mass.lo), "2400");
	/* 900 g, 5 g or 5 % */
	ck_assert_str_eq(
	    golden_number(&g, golden_item(&g, "MOT-1")->mass.lo), "855");
	ck_assert_str_eq(
	    golden_number(&g, golden_item(&g, "MOT-1")->mass.hi), "945");
	ck_assert_str_eq(
	    golden_number(&g, golden_item(&g, "BOLT-A")->mass.hi), "11");
	golden_free(&g);
}
END_TEST

START_TEST(attributes_that_all_call_the_same_are_read)
{
	struct golden g;

	pump(&g);
	ck_assert(str_is(
	    bom_text_get(&g.b, golden_item(&g, "PUMP-1")->hs), "841370"));
	ck_assert_uint_eq(g.b.norigin, 1);
	ck_assert_str_eq(g.b.origin[0].country, "MX");
	golden_free(&g);
}
END_TEST

START_TEST(a_package_can_be_linked)
{
	struct golden g;

	pump(&g);
	ck_assert_int_eq(bom_link(&g.b, DATE_NONE, &g.f), ST_OK);
	golden_free(&g);
}
END_TEST

START_TEST(the_example_of_the_prose_is_true)
{
	struct golden g;

	golden_example(&g, "schemas/pdx.md");
	ck_assert_int_eq(g.st, ST_OK);
	ck_assert_int_eq(g.format, FORMAT_PDX);
	ck_assert_uint_eq(g.f.n, 0);
	ck_assert_uint_eq(g.b.nitem, 4);
	ck_assert_uint_eq(g.b.nuse, 3);
	golden_free(&g);
}
END_TEST

START_TEST(bad_packages_are_refused_in_these_words)
{
	golden_compare("tests/data/bom/pdx/bad", ".xml", 8);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_test(t, a_document_type_inside_is_no_hindrance);
	tcase_add_test(t, lines_are_uses_by_identifier);
	tcase_add_test(t, what_is_not_per_assembly_is_not_known);
	tcase_add_test(t, alternatives_share_a_place);
	tcase_add_test(t, approved_makers_are_alternatives_inside_the_item);
	tcase_add_test(t, masses_have_tolerances_and_ranges);
	tcase_add_test(t, attributes_that_all_call_the_same_are_read);
	tcase_add_test(t, a_package_can_be_linked);
	tcase_add_test(t, the_example_of_the_prose_is_true);
	tcase_add_test(t, bad_packages_are_refused_in_these_words);
}

int
main(void)
{
	return run_suite("read_pdx", add);
}
