/* SPDX-License-Identifier: Apache-2.0 */
/* test_read_minerals - reports about minerals and their smelters. */
#include "core/base/date.h"
#include "tests/unit/golden_bom.h"
#include "tests/unit/run.h"
#include "tests/unit/workbook.h"

#define SHEETS(scope) \
	WORKBOOK( \
	    "<sheets><sheet name=\"Declaration\" r:id=\"s1\"/>" \
	    "<sheet name=\"Smelter List\" r:id=\"s2\"/>" \
	    "<sheet name=\"Product List\" r:id=\"s3\"/>" scope "</sheets>")
#define SCOPE "<sheet name=\"Minerals Scope\" r:id=\"s4\"/>"
#define PART(n) "xl/worksheets/sheet" n ".xml"
#define ROW(n, inside) "<row r=\"" n "\">" inside "</row>"

/* The declaration of version 1.3 as far as its cells are read. */
#define HEAD(scope) \
	ROW("2", T("D2", "Additional Minerals Reporting Template (AMRT)")) \
	ROW("8", T("B8", "Company Name (*):") T("D8", "Northmag")) \
	ROW("9", T("B9", "Declaration Scope or Class (*):") T("D9", scope)) \
	ROW("12", \
	    T("B12", "Select Minerals/Metals in Scope") T("D12", "Zinc")) \
	ROW("27", T("B27", "Effective Date (*):") T("D27", "17-Nov-2025"))
#define ASKED(answers, coverage) \
	ROW("30", T("B30", "1) Is any of the following minerals or metals " \
			   "intentionally added or used?") T("D30", "Answer")) \
	answers ROW( \
	    "42", T("B42", "2) What percentage of relevant suppliers have " \
			   "responded?")) coverage
#define REE(answer) \
	ROW("31", T("B31", "Rare Earth Elements(*)") T("D31", answer)) \
	ROW("32", T("B32", "Zinc(*)") T("D32", "Yes"))
#define WHOLE ROW("43", T("B43", "Rare Earth Elements") N("D43", "1"))
#define PARTLY \
	ROW("43", T("B43", "Rare Earth Elements") T("D43", "50% or less"))
#define PRODUCTS \
	ROW("1", T("A1", "Completion required only if ...")) \
	ROW("5", \
	    T("B5", "Responder Product Number (*)") T("C5", \
		"Responder Product Name") T("D5", "Requester Product Number") \
		T("E5", "Requester Product Name") T("F5", "Comments")) \
	ROW("6", T("B6", "NM-42") T("C6", "Magnet") T("D6", "MAG-UH")) \
	ROW("7", T("B7", "NM-50"))
#define SMELTER(n, metal, country) \
	ROW(n, T("B" n, metal) T("C" n, "Some smelter") T("E" n, country))

struct report {
	const char *declaration, *smelters, *products, *sheets;
};

static void
read_report(struct golden *g, const struct report *r)
{
	const struct part_text list[] = {
		{ "xl/workbook.xml",
		    r->sheets != NULL ? r->sheets : SHEETS(SCOPE) },
		{ "xl/_rels/workbook.xml.rels",
		    RELATIONS(RELATION("s1", "worksheet",
			"worksheets/sheet1.xml") RELATION("s2", "worksheet",
			"worksheets/sheet2.xml") RELATION("s3", "worksheet",
			"worksheets/sheet3.xml") RELATION("s4", "worksheet",
			"worksheets/sheet4.xml")) },
		{ PART("1"), r->declaration }, { PART("2"), r->smelters },
		{ PART("3"), r->products }, { PART("4"), ROWS("") },
		{ NULL, NULL }
	};
	struct bytes bytes;

	workbook_make(list, &bytes);
	golden_init(g);
	golden_read(g, "amrt.xlsx", (struct str){ bytes.p, bytes.n });
	bytes_free(&bytes);
}

static const struct content *
content_of(const struct golden *g, const char *part)
{
	const struct bom *b = &g->b;

	for (size_t i = 0; i < b->ncontent; i++)
		if (str_is(b->parts.key[b->ref[b->content[i].item].part], part))
			return &b->content[i];
	ck_abort_msg("no content of %s", part);
	return NULL;
}

START_TEST(yes_says_that_they_may_be_in_it_and_nobody_knows_how_much)
{
	const struct report r = { ROWS(HEAD("B. Product (or List of Products)")
					  ASKED(REE("Yes"), PARTLY)),
		ROWS(""), ROWS(PRODUCTS), NULL };
	struct golden g;
	const struct content *c;

	read_report(&g, &r);
	ck_assert_msg(g.st == ST_OK, "%s", g.f.first.text);
	ck_assert_uint_eq(g.b.ncontent, 2);
	c = content_of(&g, "MAG-UH"); /* the number of who asks goes before */
	ck_assert_int_eq(c->kind, CONTENT_AMOUNT);
	ck_assert_int_eq(c->scope, SCOPE_TOTAL);
	ck_assert_str_eq(golden_number(&g, c->amount.lo), "0");
	ck_assert(!c->amount.lo_open);
	ck_assert_uint_eq(c->amount.hi, NUM_INFINITE);
	ck_assert_uint_eq(c->elements, ELEMENT_ALL);
	content_of(&g, "NM-50");
	ck_assert_uint_eq(g.b.norigin, 0);
	ck_assert(
	    str_is(bom_text_get(&g.b, g.b.decl[c->decl].supplier), "Northmag"));
	ck_assert_int_eq(g.b.decl[c->decl].date, 20251117);
	ck_assert_str_eq(g.b.file[0].format, "report about minerals (AMRT)");
	ck_assert_uint_eq(g.b.file[0].role, ROLE_DECLARATION);
	golden_free(&g);
}
END_TEST

START_TEST(no_says_that_none_was_added_which_is_no_amount)
{
	const struct report r = { ROWS(HEAD("B. Product (or List of Products)")
					  ASKED(REE("No"), "")),
		ROWS(""), ROWS(PRODUCTS), NULL };
	struct golden g;

	read_report(&g, &r);
	ck_assert_int_eq(g.st, ST_OK);
	ck_assert_uint_eq(g.b.ncontent, 2);
	ck_assert_int_eq(content_of(&g, "MAG-UH")->kind, CONTENT_NOT_ADDED);
	golden_free(&g);
}
END_TEST

START_TEST(unknown_and_not_declaring_say_nothing)
{
	static const char *const declarations[] = {
		ROWS(HEAD("B. Product") ASKED(REE("Unknown"), "")),
		ROWS(HEAD("B. Product") ASKED(REE("Not declaring"), "")),
		ROWS(HEAD("B. Product") ASKED(REE(""), ""))
	};
	const struct report r = { declarations[_i], ROWS(""), ROWS(PRODUCTS),
		NULL };
	struct golden g;

	read_report(&g, &r);
	ck_assert_int_eq(g.st, ST_OK);
	ck_assert_uint_eq(g.b.ncontent, 0);
	ck_assert_uint_eq(g.b.norigin, 0);
	golden_free(&g);
}
END_TEST

/* [least, most] of each country of the smelters. */
static void
assert_shares(const struct golden *g, size_t n, const char *lo)
{
	ck_assert_uint_eq(g->b.norigin, n);
	for (size_t i = 0; i < n; i++) {
		const struct origin *o = &g->b.origin[i];

		ck_assert_int_eq(o->stage, STAGE_SEPARATION);
		ck_assert_uint_eq(o->elements, 0);
		ck_assert_str_eq(golden_number(g, o->share.lo), lo);
		ck_assert_str_eq(golden_number(g, o->share.hi), "1");
	}
}

START_TEST(countries_of_smelters_have_any_share)
{
	const struct report r = { ROWS(HEAD("B. Product")
					  ASKED(REE("Yes"), WHOLE)),
		ROWS(SMELTER("5", "Rare Earth Elements", "China") SMELTER(
		    "6", "Zinc", "Peru") SMELTER("7", "Rare Earth Elements",
		    "Viet Nam") SMELTER("8", "Rare Earth Elements", "China")),
		ROWS(PRODUCTS), NULL };
	struct golden g;

	read_report(&g, &r);
	ck_assert_int_eq(g.st, ST_OK);
	assert_shares(&g, 4, "0"); /* two of each product */
	golden_free(&g);
}
END_TEST

START_TEST(one_country_of_a_list_that_is_whole_has_all)
{
	const struct report r = { ROWS(HEAD("B. Product")
					  ASKED(REE("Yes"), WHOLE)),
		ROWS(SMELTER("5", "Rare Earth Elements", "Estonia")
			SMELTER("6", "Rare Earth Elements", "Estonia")),
		ROWS(PRODUCTS), NULL };
	struct golden g;

	read_report(&g, &r);
	ck_assert_int_eq(g.st, ST_OK);
	assert_shares(&g, 2, "1");
	ck_assert_str_eq(g.b.origin[0].country, "EE");
	golden_free(&g);
}
END_TEST

static const struct {
	const char *coverage, *smelters;
} open_lists[] = {
	/* not all suppliers have answered */
	{ PARTLY, SMELTER("5", "Rare Earth Elements", "Estonia") },
	/* a smelter that nobody has identified */
	{ WHOLE, SMELTER("5", "Rare Earth Elements", "Estonia")
		     SMELTER("6", "Rare Earth Elements", "") },
	/* the older form, without numbers of smelters before them */
	{ PARTLY, ROW("5", T("A5", "Rare Earth Elements") T("B5", "Sillamae")
			       T("C5", "Estonia")) },
};

START_TEST(one_country_of_a_list_that_is_not_whole_has_any_share)
{
	char declaration[4000], smelters[2000];
	const struct report r = { declaration, smelters, ROWS(PRODUCTS), NULL };
	struct golden g;

	snprintf(declaration, sizeof(declaration),
	    "<worksheet xmlns=\"" MAIN "\"><sheetData>" HEAD("B. Product")
		ASKED(REE("Yes"), "%s") "</sheetData></worksheet>",
	    open_lists[_i].coverage);
	snprintf(smelters, sizeof(smelters),
	    "<worksheet xmlns=\"" MAIN "\"><sheetData>%s</sheetData>"
	    "</worksheet>",
	    open_lists[_i].smelters);
	read_report(&g, &r);
	ck_assert_msg(g.st == ST_OK, "%s", g.f.first.text);
	assert_shares(&g, 2, "0");
	golden_free(&g);
}
END_TEST

START_TEST(single_rare_earths_are_known_by_name)
{
	const struct report r = {
		ROWS(HEAD("B. Product") ASKED(
		    ROW("31", T("B31", "Dysprosium") T("D31", "No"))
			ROW("32", T("B32", "Neodymium") T("D32", "Yes")),
		    "")),
		ROWS(SMELTER("5", "Neodymium", "Malaysia")), ROWS(PRODUCTS),
		NULL
	};
	struct golden g;

	read_report(&g, &r);
	ck_assert_msg(g.st == ST_OK, "%s", g.f.first.text);
	ck_assert_uint_eq(g.b.ncontent, 4);
	ck_assert_uint_eq(g.b.norigin, 2);
	ck_assert_uint_eq(
	    g.b.origin[0].elements, 1u << element_find(STR("Nd")));
	golden_free(&g);
}
END_TEST

START_TEST(each_rare_earth_may_be_named)
{
	char rows[6000] = "", declaration[8000];
	const struct report r = { declaration, ROWS(""), ROWS(PRODUCTS), NULL };
	struct golden g;

	for (int e = 0; e < NELEM; e++)
		str_add(rows, sizeof(rows),
		    "<row r=\"%d\">" T("B%d", "%s") T("D%d", "Yes") "</row>",
		    31 + e, 31 + e, element_at(e)->name, 31 + e);
	snprintf(declaration, sizeof(declaration),
	    "<worksheet xmlns=\"" MAIN
	    "\"><sheetData>" HEAD("B. Product") ROW("30",
		T("B30",
		    "1) Is any of them used?")) "%s</sheetData></worksheet>",
	    rows);
	read_report(&g, &r);
	ck_assert_msg(g.st == ST_OK, "%s", g.f.first.text);
	ck_assert_uint_eq(g.b.ncontent, 2 * NELEM);
	golden_free(&g);
}
END_TEST

/* What one sheet calls by its symbol another may spell out. */
START_TEST(a_mineral_is_one_whatever_it_is_called)
{
	const struct report r = {
		ROWS(HEAD("B. Product") ASKED(
		    ROW("31", T("B31", "Dysprosium") T("D31", "No"))
			ROW("32", T("B32", "Dy") T("D32", "Yes"))
			    ROW("33", T("B33", "Nd") T("D33", ""))
				ROW("34", T("B34", "Neodymium") T("D34", "Yes"))
				    ROW("35", T("B35", "Nd") T("D35", "")),
		    ROW("43", T("B43", "Nd") N("D43", "1")))),
		ROWS(SMELTER("5", "Nd", "Malaysia")), ROWS(PRODUCTS), NULL
	};
	struct golden g;

	read_report(&g, &r);
	ck_assert_msg(g.st == ST_OK, "%s", g.f.first.text);
	golden_says(&g,
	    "amrt.xlsx[Declaration]:32:4: warning: \"Dy\" is answered in row "
	    "31, too, and otherwise: taken as not answered\n");
	ck_assert_uint_eq(g.b.ncontent, 2);
	ck_assert_uint_eq(
	    g.b.content[0].elements, 1u << element_find(STR("Nd")));
	ck_assert_uint_eq(g.b.norigin, 2);
	ck_assert_uint_eq(g.b.origin[0].share.lo, NUM_ONE);
	golden_free(&g);
}
END_TEST

START_TEST(smelters_of_what_is_said_not_to_be_in_it_are_told)
{
	const struct report r = { ROWS(HEAD("B. Product")
					  ASKED(REE("No"), WHOLE)),
		ROWS(SMELTER("5", "Rare Earth Elements", "China")),
		ROWS(PRODUCTS), NULL };
	struct golden g;

	read_report(&g, &r);
	ck_assert_int_eq(g.st, ST_OK);
	ck_assert_uint_eq(g.b.ncontent, 0);
	golden_says(&g,
	    "amrt.xlsx[Declaration]:31:4: warning: \"Rare Earth Elements\" is "
	    "answered with No, and has smelters all the same: taken as not "
	    "answered\n");
	golden_free(&g);
}
END_TEST

START_TEST(a_report_about_a_company_says_nothing_of_a_part)
{
	const struct report r = { ROWS(HEAD("A. Company") ASKED(REE("No"), "")),
		ROWS(""), ROWS(""), NULL };
	struct golden g;

	read_report(&g, &r);
	ck_assert_int_eq(g.st, ST_OK);
	ck_assert_uint_eq(g.b.ncontent, 0);
	golden_says(&g,
	    "amrt.xlsx: warning: a report about a company as a whole, or "
	    "about what it describes in words, which lists no product: "
	    "nothing of it is taken; expected scope B, with the numbers of "
	    "products in the sheet Product List\n");
	golden_free(&g);
}
END_TEST

START_TEST(reports_that_concern_no_rare_earth_are_told_and_taken)
{
	const struct report cmrt = { ROWS(HEAD("A. Company")), ROWS(""),
		ROWS(""), SHEETS("") };
	const struct report zinc = {
		ROWS(HEAD("B. Product") ASKED(
		    ROW("31", T("B31", "Zinc(*)") T("D31", "Yes")), "")),
		ROWS(SMELTER("5", "Zinc", "Atlantis")), ROWS(PRODUCTS), NULL
	};
	struct golden g;

	read_report(&g, &cmrt);
	ck_assert_int_eq(g.st, ST_OK);
	ck_assert_uint_eq(g.f.warnings, 0);
	golden_says(&g,
	    "amrt.xlsx: note: a report about tin, tantalum, tungsten and gold "
	    "(CMRT) or cobalt, mica and others (EMRT): nothing in it concerns "
	    "rare earths\n");
	golden_free(&g);
	read_report(&g, &zinc);
	ck_assert_int_eq(g.st, ST_OK);
	ck_assert_uint_eq(g.f.warnings, 0);
	golden_says(&g,
	    "amrt.xlsx: note: a report about minerals, none of which is a "
	    "rare earth: nothing of it concerns what is asked here\n");
	golden_free(&g);
}
END_TEST

static const struct {
	struct report r;
	enum status st;
	const char *said;
} bad[] = {
	{ { ROWS(HEAD("B. Product") ASKED(REE("Perhaps"), "")), ROWS(""),
	      ROWS(PRODUCTS), NULL },
	    ST_SYNTAX,
	    "amrt.xlsx[Declaration]:31:4: answer \"Perhaps\": expected Yes, "
	    "No, Unknown or Not declaring\n" },
	{ { ROWS(HEAD("B. Product") ASKED(REE("Yes"), "")),
	      ROWS(SMELTER("5", "Rare Earth Elements", "Atlantis")),
	      ROWS(PRODUCTS), NULL },
	    ST_OK,
	    "amrt.xlsx[Smelter List]:5:5: warning: country \"Atlantis\" of a "
	    "smelter is not known: expected a country by its English name\n" },
	{ { ROWS(HEAD("B. Product") ASKED(REE("Yes"), "")), ROWS(""),
	      ROWS(PRODUCTS ROW("9", T("C9", "Some magnet"))), NULL },
	    ST_OK,
	    "amrt.xlsx[Product List]:9:2: warning: a product without a "
	    "number: not taken\n" },
	{ { ROWS(HEAD("B. Product") ASKED(REE("Yes"), "")), "<worksheet>",
	      ROWS(PRODUCTS), NULL },
	    ST_SYNTAX, "sheet2.xml" },
};

START_TEST(a_bad_report_is_told_at_its_cell)
{
	struct golden g;

	read_report(&g, &bad[_i].r);
	ck_assert_int_eq(g.st == ST_OK, bad[_i].st == ST_OK);
	golden_says(&g, bad[_i].said);
	golden_free(&g);
}
END_TEST

START_TEST(what_is_bought_is_answered_for_by_the_report)
{
	const struct report r = { ROWS(HEAD("B. Product") ASKED(REE("No"), "")),
		ROWS(""), ROWS(PRODUCTS), NULL };
	struct golden g;

	read_report(&g, &r);
	golden_read(&g, "bom.csv",
	    STR("parent,part,quantity,unit\nMOT,MAG-UH,4,each\n"));
	ck_assert_int_eq(g.st, ST_OK);
	ck_assert_int_eq(bom_link(&g.b, DATE_NONE, &g.f), ST_OK);
	ck_assert_uint_eq(g.b.nitem, 2);
	golden_free(&g);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_test(
	    t, yes_says_that_they_may_be_in_it_and_nobody_knows_how_much);
	tcase_add_test(t, no_says_that_none_was_added_which_is_no_amount);
	tcase_add_loop_test(t, unknown_and_not_declaring_say_nothing, 0, 3);
	tcase_add_test(t, countries_of_smelters_have_any_share);
	tcase_add_test(t, one_country_of_a_list_that_is_whole_has_all);
	tcase_add_loop_test(t,
	    one_country_of_a_list_that_is_not_whole_has_any_share, 0,
	    LENGTH(open_lists));
	tcase_add_test(t, single_rare_earths_are_known_by_name);
	tcase_add_test(t, each_rare_earth_may_be_named);
	tcase_add_test(t, a_mineral_is_one_whatever_it_is_called);
	tcase_add_test(t, smelters_of_what_is_said_not_to_be_in_it_are_told);
	tcase_add_test(t, a_report_about_a_company_says_nothing_of_a_part);
	tcase_add_test(
	    t, reports_that_concern_no_rare_earth_are_told_and_taken);
	tcase_add_loop_test(
	    t, a_bad_report_is_told_at_its_cell, 0, LENGTH(bad));
	tcase_add_test(t, what_is_bought_is_answered_for_by_the_report);
}

int
main(void)
{
	return run_suite("read_minerals", add);
}
