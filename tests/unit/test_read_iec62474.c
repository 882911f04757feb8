/* SPDX-License-Identifier: Apache-2.0 */
/* test_read_iec62474 - what material declarations become in the bom. */
#include "tests/unit/golden_bom.h"
#include "tests/unit/run.h"

#define GOOD "tests/data/bom/iec62474/good/"

static void
good(struct golden *g, const char *path)
{
	golden_file(g, path, FORMAT_IEC62474);
}

/* Line i of content as "lo..hi", in base units; "(0" is above nothing. */
static const char *
amount(const struct golden *g, size_t i)
{
	static char text[4][80];
	static int turn;
	const struct content *c = &g->b.content[i];

	turn = (turn + 1) % 4;
	snprintf(text[turn], sizeof(text[turn]), "%s%s..%s",
	    c->amount.lo_open ? "(" : "", golden_number(g, c->amount.lo),
	    golden_number(g, c->amount.hi));
	return text[turn];
}

START_TEST(parts_are_known_by_product_and_number)
{
	struct golden g;

	good(&g, GOOD "motor.xml");
	ck_assert_uint_eq(g.f.n, 0);
	ck_assert_str_eq(
	    golden_number(&g, golden_use(&g, "KM-40/Parts00002")->qty), "4");
	ck_assert_str_eq(
	    golden_number(&g, golden_item(&g, "KM-40/Parts00001")->mass.lo),
	    "250.5");
	ck_assert_str_eq(
	    golden_number(&g, golden_item(&g, "KM-40")->mass.lo), "812.5");
	ck_assert(str_is(
	    bom_text_get(&g.b, golden_item(&g, "KM-40")->maker), "Kita Motor"));
	ck_assert(str_is(
	    bom_text_get(&g.b, golden_item(&g, "KM-40")->revision), "B"));
	golden_free(&g);
}
END_TEST

START_TEST(a_further_number_is_the_same_product)
{
	struct golden g;

	good(&g, GOOD "motor.xml");
	ck_assert_uint_eq(
	    golden_item(&g, "KM-40-BK")->flags & ITEM_PHANTOM, ITEM_PHANTOM);
	ck_assert_str_eq(golden_number(&g, golden_use(&g, "KM-40")->qty), "1");
	golden_free(&g);
}
END_TEST

START_TEST(materials_of_one_name_are_told_apart)
{
	struct golden g;

	good(&g, GOOD "motor.xml");
	ck_assert_str_eq(
	    golden_number(
		&g, golden_item(&g, "KM-40/Parts00001/Steel")->mass.lo),
	    "100");
	ck_assert_str_eq(golden_number(&g,
			     golden_use(&g, "KM-40/Parts00001/Steel (2)")->qty),
	    "40");
	ck_assert_uint_eq(
	    golden_use(&g, "KM-40/Parts00001/Steel (2)")->unit, UNIT_PERCENT);
	ck_assert_str_eq(
	    golden_number(
		&g, golden_item(&g, "KM-40/Parts00003/Steel")->mass.lo),
	    "90");
	golden_free(&g);
}
END_TEST

START_TEST(a_tolerance_is_the_wider_of_two_readings)
{
	const struct item *plating;
	struct golden g;

	good(&g, GOOD "motor.xml");
	/* 100 mg, 10 below and 20 above: as mg and as percent alike */
	plating = golden_item(&g, "KM-40/Parts00002/Plating");
	ck_assert_str_eq(golden_number(&g, plating->mass.lo), "0.09");
	ck_assert_str_eq(golden_number(&g, plating->mass.hi), "0.12");
	golden_free(&g);
	/* 30 % and 5: points of percent are more than 5 % of it */
	good(&g, GOOD "paste.xml");
	ck_assert_str_eq(amount(&g, 0), "0.25..0.35");
	golden_free(&g);
}
END_TEST

START_TEST(substances_have_the_range_that_is_stated)
{
	struct golden g;

	good(&g, GOOD "motor.xml");
	for (size_t i = 0; i < g.b.ncontent; i++) {
		const struct content *c = &g.b.content[i];

		if (c->at.line == 55)
			ck_assert_str_eq(amount(&g, i), "0.285..0.285");
		else if (c->at.line == 59)
			ck_assert_str_eq(amount(&g, i), "0.015..0.025");
		else if (c->at.line == 71)
			ck_assert_str_eq(amount(&g, i), "0.1..0.1");
		else
			continue;
		ck_assert_uint_eq(c->scope, SCOPE_OWN);
	}
	golden_free(&g);
}
END_TEST

START_TEST(groups_speak_of_rare_earths_and_of_all_applications)
{
	static const struct {
		const char *element, *amount;
		enum content_kind kind;
	} lines[] = {
		{ "Dy", "(0..open", CONTENT_AMOUNT },
		{ "Dy", "0..0.0025", CONTENT_NEGATIVE },
		{ "Tb", "0..0.001", CONTENT_NEGATIVE },
		{ "Y", "0..open", CONTENT_NOT_ADDED },
	};
	struct golden g;
	size_t n = 0;

	good(&g, GOOD "motor.xml");
	for (size_t i = 0; i < g.b.ncontent; i++) {
		const struct content *c = &g.b.content[i];

		if (c->scope != SCOPE_TOTAL)
			continue;
		ck_assert_uint_lt(n, LENGTH(lines));
		ck_assert_uint_eq(
		    c->elements, 1u << element_find(str_of(lines[n].element)));
		ck_assert_uint_eq(c->kind, lines[n].kind);
		ck_assert_str_eq(amount(&g, i), lines[n].amount);
		n++;
	}
	ck_assert_uint_eq(n, LENGTH(lines));
	golden_free(&g);
}
END_TEST

START_TEST(a_full_declaration_is_complete_and_another_open)
{
	struct golden g;

	good(&g, GOOD "motor.xml");
	for (size_t i = 0; i < g.b.nitem; i++)
		ck_assert_uint_eq(
		    g.b.item[i].flags &
			(ITEM_COMPLETE | ITEM_OPEN | ITEM_PHANTOM),
		    str_is(bom_part(&g.b, (uint32_t)i), "KM-40-BK")
			? ITEM_PHANTOM
			: ITEM_COMPLETE);
	golden_free(&g);
	good(&g, GOOD "cable.xml");
	for (size_t i = 0; i < g.b.nitem; i++)
		ck_assert_uint_eq(
		    g.b.item[i].flags & (ITEM_COMPLETE | ITEM_OPEN), ITEM_OPEN);
	golden_free(&g);
}
END_TEST

START_TEST(a_full_declaration_with_a_wildcard_is_not_full_there)
{
	static const char text[] =
	    "<Main xmlns='http://std.iec.ch/iec62474'>"
	    "<Product unitType='each'><ProductID identifier='A'/>"
	    "<Composition isFMD='true'><Material name='M'>"
	    "<Mass mass='1' unitOfMeasure='g'/>"
	    "<Substance name='Iron'><MassPercent massPercent='90'/></Substance>"
	    "<Substance name='other substances'>"
	    "<MassPercent massPercent='10'/></Substance>"
	    "</Material></Composition></Product></Main>";
	struct golden g;

	golden_init(&g);
	golden_read(&g, "x", str_of(text));
	ck_assert_int_eq(g.st, ST_OK);
	ck_assert_uint_eq(golden_item(&g, "A")->flags, ITEM_COMPLETE);
	ck_assert_uint_eq(golden_item(&g, "A/M")->flags, ITEM_OPEN);
	golden_free(&g);
}
END_TEST

START_TEST(the_document_is_the_suppliers)
{
	const struct declaration *d;
	struct golden g;

	good(&g, GOOD "motor.xml");
	ck_assert_uint_eq(g.b.ndecl, 2);
	d = &g.b.decl[1];
	ck_assert(str_is(bom_text_get(&g.b, d->id), "MD-7"));
	ck_assert(str_is(bom_text_get(&g.b, d->supplier), "Kita Motor"));
	ck_assert_int_eq(d->date, g.b.decl[1].date);
	for (size_t i = 0; i < g.b.ncontent; i++)
		ck_assert_uint_eq(g.b.content[i].decl, 1);
	golden_free(&g);
}
END_TEST

START_TEST(a_country_is_where_the_part_was_made)
{
	struct golden g;

	good(&g, GOOD "motor.xml");
	ck_assert_uint_eq(g.b.norigin, 2);
	ck_assert_str_eq(g.b.origin[0].country, "JP");
	ck_assert_str_eq(g.b.origin[1].country, "CN");
	ck_assert_uint_eq(g.b.origin[1].stage, STAGE_COMPONENT);
	golden_free(&g);
	/* of two nobody says which */
	good(&g, GOOD "cable.xml");
	ck_assert_uint_eq(g.b.norigin, 0);
	golden_free(&g);
}
END_TEST

START_TEST(amounts_of_a_length_are_per_metre)
{
	struct golden g;

	good(&g, GOOD "cable.xml");
	ck_assert_uint_eq(golden_item(&g, "C-1")->dim, DIM_LENGTH);
	ck_assert_str_eq(
	    golden_number(&g, golden_item(&g, "C-1")->mass.lo), "6.8");
	ck_assert_str_eq(
	    golden_number(&g, golden_use(&g, "C-1/Core")->qty), "50");
	ck_assert_str_eq(
	    golden_number(&g, golden_use(&g, "C-1/Sheath")->qty), "100");
	ck_assert_uint_eq(golden_use(&g, "C-1/Filler")->qty, BOM_NONE);
	golden_free(&g);
}
END_TEST

START_TEST(what_is_no_part_of_the_format_is_told_once)
{
	struct golden g;
	size_t n = 0;

	good(&g, GOOD "cable.xml");
	for (size_t i = 0; i < g.f.n; i++)
		n += strstr(g.f.list[i].text, "\"Weight\", 2 times") != NULL;
	ck_assert_uint_eq(n, 1);
	ck_assert_uint_eq(g.f.n, 2);
	golden_free(&g);
}
END_TEST

START_TEST(a_wildcard_keeps_the_rest_open)
{
	struct golden g;
	size_t n = 0;

	good(&g, GOOD "cable.xml");
	for (size_t i = 0; i < g.b.ncontent; i++)
		n += g.b.content[i].kind == CONTENT_UNLISTED;
	ck_assert_uint_eq(n, 1);
	golden_free(&g);
}
END_TEST

START_TEST(each_good_one_can_be_linked)
{
	static const char *const files[] = { GOOD "motor.xml", GOOD "cable.xml",
		GOOD "paste.xml" };
	struct golden g;

	for (size_t i = 0; i < LENGTH(files); i++) {
		good(&g, files[i]);
		ck_assert_int_eq(bom_link(&g.b, DATE_NONE, &g.f), ST_OK);
		golden_free(&g);
	}
}
END_TEST

START_TEST(the_example_of_the_prose_is_true)
{
	struct golden g;

	golden_example(&g, "schemas/iec62474.md");
	ck_assert_int_eq(g.st, ST_OK);
	ck_assert_int_eq(g.format, FORMAT_IEC62474);
	ck_assert_uint_eq(g.f.n, 0);
	ck_assert_uint_eq(g.b.nitem, 3);
	ck_assert_uint_eq(g.b.ncontent, 2);
	golden_free(&g);
}
END_TEST

START_TEST(bad_declarations_are_refused_in_these_words)
{
	golden_compare("tests/data/bom/iec62474/bad", ".xml", 9);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_test(t, parts_are_known_by_product_and_number);
	tcase_add_test(t, a_further_number_is_the_same_product);
	tcase_add_test(t, materials_of_one_name_are_told_apart);
	tcase_add_test(t, a_tolerance_is_the_wider_of_two_readings);
	tcase_add_test(t, substances_have_the_range_that_is_stated);
	tcase_add_test(t, groups_speak_of_rare_earths_and_of_all_applications);
	tcase_add_test(t, a_full_declaration_is_complete_and_another_open);
	tcase_add_test(t, a_full_declaration_with_a_wildcard_is_not_full_there);
	tcase_add_test(t, the_document_is_the_suppliers);
	tcase_add_test(t, a_country_is_where_the_part_was_made);
	tcase_add_test(t, amounts_of_a_length_are_per_metre);
	tcase_add_test(t, what_is_no_part_of_the_format_is_told_once);
	tcase_add_test(t, a_wildcard_keeps_the_rest_open);
	tcase_add_test(t, each_good_one_can_be_linked);
	tcase_add_test(t, the_example_of_the_prose_is_true);
	tcase_add_test(t, bad_declarations_are_refused_in_these_words);
}

int
main(void)
{
	return run_suite("read_iec62474", add);
}
