/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_read_content - what tables of content, origins and prices become in the
 * bom.
 */
#include "tests/unit/good_table.h"

START_TEST(rows_of_one_document_are_one_declaration)
{
	struct golden g;
	const struct content *c;

	good(&g, GOOD "content.csv");
	ck_assert_int_eq(g.format, FORMAT_CSV_CONTENT);
	/* the file itself, MAGCO's and the laboratory's */
	ck_assert_uint_eq(g.b.ndecl, 3);
	ck_assert(str_is(bom_text_get(&g.b, g.b.decl[1].supplier), "MAGCO"));
	ck_assert_int_eq(g.b.decl[1].date, 20260115);
	ck_assert_uint_eq(g.b.decl[1].standing, STANDING_DECLARED);
	ck_assert_uint_eq(g.b.decl[2].standing, STANDING_VERIFIED);
	ck_assert_uint_eq(g.b.ncontent, 5);
	c = g.b.content;
	ck_assert_uint_eq(c[0].decl, 1);
	ck_assert_uint_eq(c[1].decl, 1);
	ck_assert_uint_eq(c[2].decl, 1);
	ck_assert_uint_eq(c[3].decl, 2);
	ck_assert_uint_eq(c[4].decl, 0);
	ck_assert_str_eq(number(&g, c[0].amount.lo), "0.285");
	ck_assert_str_eq(number(&g, c[1].amount.hi), "0.001");
	ck_assert(c[1].amount.hi_open);
	ck_assert_uint_eq(c[2].kind, CONTENT_COMPLETE);
	ck_assert_str_eq(number(&g, c[3].amount.lo), "0.285");
	ck_assert_uint_eq(c[4].process, 1);
	ck_assert_uint_eq(c[4].unstated, 1);
	ck_assert_uint_eq(c[0].scope, SCOPE_OWN);
	golden_free(&g);
}
END_TEST

START_TEST(an_origin_in_a_row_of_content_is_that_of_the_line)
{
	struct golden g;

	good(&g, GOOD "content.csv");
	ck_assert_uint_eq(g.b.norigin, 1);
	ck_assert_uint_eq(g.b.origin[0].content, 0);
	ck_assert_uint_eq(g.b.origin[0].decl, 1);
	ck_assert_uint_eq(g.b.origin[0].stage, STAGE_SEPARATION);
	ck_assert_str_eq(g.b.origin[0].country, "CN");
	ck_assert_uint_eq(g.b.content[0].origin_first, 0);
	ck_assert_uint_eq(g.b.content[0].norigin, 1);
	ck_assert_uint_eq(g.b.content[1].norigin, 0);
	golden_free(&g);
}
END_TEST

START_TEST(origins_have_stages_shares_and_technology)
{
	struct golden g;
	const struct origin *o;

	good(&g, GOOD "origins.csv");
	ck_assert_int_eq(g.format, FORMAT_CSV_ORIGINS);
	ck_assert_uint_eq(g.b.norigin, 5);
	o = g.b.origin;
	ck_assert_uint_eq(o[0].elements, 1u << element_find(STR("Nd")));
	ck_assert_uint_eq(o[0].stage, STAGE_MINING);
	ck_assert_str_eq(o[0].country, "AU");
	ck_assert_str_eq(number(&g, o[0].share.lo), "0.6");
	ck_assert_uint_eq(o[0].blend, 1);
	ck_assert_str_eq(number(&g, o[1].share.lo), "0.4");
	ck_assert_uint_eq(o[1].blend, 0);
	ck_assert_uint_eq(o[2].absent, 1);
	ck_assert_uint_eq(o[2].elements, 0);
	ck_assert_str_eq(o[2].country, "");
	ck_assert_uint_eq(o[3].elements,
	    1u << element_find(STR("Dy")) | 1u << element_find(STR("Tb")));
	ck_assert_str_eq(o[3].technology, "CN");
	ck_assert_uint_eq(o[4].stage, STAGE_COMPONENT);
	ck_assert_uint_eq(o[4].decl, 0);
	ck_assert_uint_eq(o[0].decl, o[3].decl);
	ck_assert_uint_ne(o[0].decl, 0);
	for (size_t i = 0; i < 5; i++)
		ck_assert_uint_eq(o[i].content, BOM_NONE);
	golden_free(&g);
}
END_TEST

START_TEST(prices_are_per_gram)
{
	struct golden g;
	const struct price *p;

	good(&g, GOOD "prices.csv");
	ck_assert_int_eq(g.format, FORMAT_CSV_PRICES);
	ck_assert_uint_eq(g.b.nprice, 2);
	p = g.b.price;
	ck_assert_int_eq(p[0].element, element_find(STR("Nd")));
	ck_assert_uint_eq(p[0].guise, GUISE_METAL);
	ck_assert_str_eq(number(&g, p[0].amount), "0.0985");
	ck_assert_int_eq(p[0].date, 20260202);
	ck_assert(str_is(bom_text_get(&g.b, p[0].market), "FOB China"));
	ck_assert_uint_eq(p[1].guise, GUISE_OXIDE);
	ck_assert_str_eq(number(&g, p[1].amount), "0.21");
	ck_assert(str_is(bom_text_get(&g.b, p[1].currency), "USD"));
	golden_free(&g);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_test(t, rows_of_one_document_are_one_declaration);
	tcase_add_test(t, an_origin_in_a_row_of_content_is_that_of_the_line);
	tcase_add_test(t, origins_have_stages_shares_and_technology);
	tcase_add_test(t, prices_are_per_gram);
}

int
main(void)
{
	return run_suite("read_content", add);
}
