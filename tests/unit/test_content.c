/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tests of core/bom/field/content.c: which substance a line names, how much of
 * what it claims, and what it rules out.
 */
#include "core/bom/field/fields.h"
#include "tests/unit/fielded.h"

static struct content
content(struct content_text t)
{
	uint32_t first = BOM_NONE;

	t.at = (struct place){ 7, 1, 0 };
	if (t.amount.amount.text.n == 0 && t.kind.text.n == 0)
		t.amount.amount = at("1 g", 3);
	ck_assert_msg(
	    fields_content(&r.b, &r.chem, &t, 0, 0, &first, &r.f) == ST_OK,
	    "%s", r.f.first.text);
	return r.b.content[first];
}

static uint32_t
bit(const char *symbol)
{
	return (uint32_t)1 << element_find(str_of(symbol));
}

/* Grams of an element in a gram of the substance of a line. */
static double
fraction(struct content c, const char *symbol)
{
	const struct bom_substance *s = &r.b.substance[c.substance];

	return r.b.num.num[s->fraction[element_find(str_of(symbol))]].lo;
}

START_TEST(an_element_alone_is_its_own_basis)
{
	struct content c =
	    content((struct content_text){ .element = at("Dy,Tb", 9) });

	ck_assert_uint_eq(c.elements, bit("Dy") | bit("Tb"));
	ck_assert_uint_eq(c.basis, BASIS_KIND_ELEMENT);
	ck_assert_uint_eq(c.substance, BOM_NONE);
	c = content((struct content_text){ .element = at("all", 9) });
	ck_assert_uint_eq(c.elements, ELEMENT_ALL);
	c = content((struct content_text){
	    .element = at("Neodymium", 9), .basis = at("oxide", 8) });
	ck_assert_uint_eq(c.elements, bit("Nd"));
	ck_assert_uint_eq(c.basis, BASIS_KIND_OXIDE);
}
END_TEST

START_TEST(a_compound_is_known_by_cas_formula_or_name)
{
	const struct content_text ways[] = { { .cas = at("1313-97-9", 9) },
		{ .formula = at("Nd2O3", 9) },
		{ .name = at("Neodymium oxide", 9) },
		{ .cas = at("1313-97-9", 9), .formula = at("Nd2O3", 8) } };

	for (size_t i = 0; i < LENGTH(ways); i++) {
		struct content c = content(ways[i]);

		ck_assert_uint_eq(c.basis, BASIS_KIND_COMPOUND);
		ck_assert_uint_eq(c.elements, bit("Nd"));
		ck_assert_double_eq_tol(fraction(c, "Nd"), 0.857356, 1e-6);
		ck_assert_uint_eq(
		    r.b.substance[c.substance].guise, GUISE_OXIDE);
	}
	ck_assert_uint_eq(r.b.nsubstance, LENGTH(ways));
	content(ways[0]);
	ck_assert_uint_eq(r.b.nsubstance, LENGTH(ways));
}
END_TEST

START_TEST(the_basis_of_a_compound_may_be_its_element)
{
	struct content c = content((struct content_text){
	    .cas = at("1313-97-9", 9), .basis = at("element", 8) });

	ck_assert_uint_eq(c.basis, BASIS_KIND_ELEMENT);
	ck_assert_uint_eq(c.elements, bit("Nd"));
	ck_assert_uint_ne(c.substance, BOM_NONE);
}
END_TEST

START_TEST(treo_and_trem_are_of_all_rare_earths)
{
	struct content c =
	    content((struct content_text){ .basis = at("TREO", 8) });

	ck_assert_uint_eq(c.elements, ELEMENT_ALL);
	ck_assert_uint_eq(c.basis, BASIS_KIND_OXIDE);
	c = content((struct content_text){
	    .basis = at("trem", 8), .element = at("all", 9) });
	ck_assert_uint_eq(c.elements, ELEMENT_ALL);
	ck_assert_uint_eq(c.basis, BASIS_KIND_ELEMENT);
}
END_TEST

START_TEST(another_element_is_known_to_hold_no_rare_earth)
{
	struct content c =
	    content((struct content_text){ .element = at("Fe", 9) });

	ck_assert_uint_eq(c.elements, 0);
	ck_assert_uint_eq(c.basis, BASIS_KIND_COMPOUND);
	ck_assert_uint_eq(r.b.substance[c.substance].known, 1);
	ck_assert_uint_eq(r.b.substance[c.substance].elements, 0);
}
END_TEST

START_TEST(what_nobody_knows_stays_unknown)
{
	struct content c = content(
	    (struct content_text){ .name = at("proprietary resin", 9) });

	ck_assert_uint_eq(r.b.substance[c.substance].known, 0);
	ck_assert_uint_eq(c.elements, 0);
	/* zirconia with any share of yttria */
	c = content((struct content_text){ .cas = at("64417-98-7", 9) });
	ck_assert_uint_eq(r.b.substance[c.substance].known, 0);
	ck_assert_uint_eq(c.elements, bit("Y"));
}
END_TEST

START_TEST(blanks_around_a_cas_number_are_taken_with_a_warning)
{
	struct content c =
	    content((struct content_text){ .cas = at("1313-97-9 ", 9) });

	ck_assert_uint_eq(c.elements, bit("Nd"));
	ck_assert_uint_eq(r.f.warnings, 1);
	ck_assert_uint_eq(r.f.list[0].at.col, 9);
}
END_TEST

START_TEST(a_negative_for_each_is_a_row_for_each)
{
	uint32_t first = BOM_NONE;
	struct content_text t = { .element = at("Dy,Tb", 9),
		.kind = at("negative", 10),
		.amount = { .amount = at("not above 0.1 %", 3) },
		.at = { 7, 1, 0 } };
	char text[3 * NUM_TEXT];

	ck_assert_int_eq(
	    fields_content(&r.b, &r.chem, &t, 0, 0, &first, &r.f), ST_OK);
	ck_assert_uint_eq(r.b.ncontent, 2);
	ck_assert_uint_eq(r.b.content[0].elements | r.b.content[1].elements,
	    bit("Dy") | bit("Tb"));
	ck_assert_uint_eq(r.b.content[0].elements & r.b.content[1].elements, 0);
	t.each = at("sum", 11);
	t.amount.amount = at("0.1 %", 3);
	ck_assert_int_eq(
	    fields_content(&r.b, &r.chem, &t, 0, 0, &first, &r.f), ST_OK);
	ck_assert_uint_eq(r.b.ncontent, 3);
	ck_assert_uint_eq(r.b.content[2].elements, bit("Dy") | bit("Tb"));
	ck_assert_str_eq(
	    reader_amount(&r, r.b.content[2].amount, text), "[0, 0.001] share");
}
END_TEST

START_TEST(not_added_and_complete_have_no_amount)
{
	struct content c = content((struct content_text){
	    .element = at("Y", 9), .kind = at("not-added", 10) });

	ck_assert_uint_eq(c.kind, CONTENT_NOT_ADDED);
	ck_assert_uint_eq(c.elements, bit("Y"));
	c = content((struct content_text){ .kind = at("complete", 10) });
	ck_assert_uint_eq(c.kind, CONTENT_COMPLETE);
}
END_TEST

static const struct {
	const char *element, *cas, *formula, *name, *basis;
	enum status code;
	uint16_t col;
} bad_substances[] = {
	{ "", "", "", "", "", ST_INCOMPLETE, 1 },
	{ "", "1313-97-8", "", "", "", ST_SYNTAX, 12 },
	{ "", "215-214-1", "", "", "", ST_SYNTAX, 12 },
	{ "", "n/a", "", "", "", ST_SYNTAX, 12 },
	{ "", "", "Nd2Xx", "", "", ST_SYNTAX, 16 },
	{ "", "1313-97-9", "Dy2O3", "", "", ST_CONFLICT, 13 },
	{ "", "1313-97-9", "", "Dysprosium oxide", "", ST_CONFLICT, 14 },
	{ "", "", "Nd2O3", "Dysprosium oxide", "", ST_CONFLICT, 13 },
	{ "Dy", "", "Nd2O3", "", "element", ST_CONFLICT, 11 },
	{ "Nd", "", "Nd2O3", "", "", ST_INCOMPLETE, 1 },
	{ "ND", "", "", "", "", ST_SYNTAX, 11 },
	{ "Nd,Fe", "", "", "", "", ST_SYNTAX, 11 },
	{ "Nd", "", "", "", "compound", ST_INCOMPLETE, 15 },
	{ "Nd", "", "", "", "TREO", ST_CONFLICT, 15 },
	{ "", "", "", "resin", "oxide", ST_INCOMPLETE, 15 },
	{ "Nd", "", "", "", "weight", ST_SYNTAX, 15 },
};

START_TEST(substances_that_cannot_be_are_refused_at_their_field)
{
	const struct content_text t = {
		.element = at(bad_substances[_i].element, 11),
		.cas = at(bad_substances[_i].cas, 12),
		.formula = at(bad_substances[_i].formula, 13),
		.name = at(bad_substances[_i].name, 14),
		.basis = at(bad_substances[_i].basis, 15),
		.amount = { .amount = at("1 g", 3) },
		.at = { 7, 1, 0 },
	};
	uint32_t first = 4711;

	ck_assert_int_eq(fields_content(&r.b, &r.chem, &t, 0, 0, &first, &r.f),
	    bad_substances[_i].code);
	ck_assert_uint_eq(r.f.first.at.line, 7);
	ck_assert_uint_eq(r.f.first.at.col, bad_substances[_i].col);
	ck_assert_uint_eq(r.b.ncontent, 0);
	ck_assert_uint_eq(first, 4711);
}
END_TEST

START_TEST(all_faults_of_a_line_are_told)
{
	const struct content_text t = { .element = at("Xx", 11),
		.scope = at("half", 12),
		.process = at("maybe", 13),
		.amount = { .amount = at("1", 3) },
		.at = { 7, 1, 0 } };
	uint32_t first;

	ck_assert_int_eq(
	    fields_content(&r.b, &r.chem, &t, 0, 0, &first, &r.f), ST_SYNTAX);
	ck_assert_uint_eq(r.f.errors, 4);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_checked_fixture(t, set_up, tear_down);
	tcase_add_test(t, an_element_alone_is_its_own_basis);
	tcase_add_test(t, a_compound_is_known_by_cas_formula_or_name);
	tcase_add_test(t, the_basis_of_a_compound_may_be_its_element);
	tcase_add_test(t, treo_and_trem_are_of_all_rare_earths);
	tcase_add_test(t, another_element_is_known_to_hold_no_rare_earth);
	tcase_add_test(t, what_nobody_knows_stays_unknown);
	tcase_add_test(t, blanks_around_a_cas_number_are_taken_with_a_warning);
	tcase_add_test(t, a_negative_for_each_is_a_row_for_each);
	tcase_add_test(t, not_added_and_complete_have_no_amount);
	tcase_add_loop_test(t,
	    substances_that_cannot_be_are_refused_at_their_field, 0,
	    LENGTH(bad_substances));
	tcase_add_test(t, all_faults_of_a_line_are_told);
}

int
main(void)
{
	return run_suite("content", add);
}
