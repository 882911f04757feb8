/* SPDX-License-Identifier: Apache-2.0 */
/* Tests of validity: on which days a document is heard. */
#include "core/bom/link/link.h"

#include "core/trace/trace.h"
#include "tests/unit/golden.h"
#include "tests/unit/run.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define BOM "<bom xmlns=\"urn:retrace:bom:1\""
#define NOTICES "<declarations xmlns=\"urn:retrace:bom:1\">"

static void
read_linked(
    struct golden *g, const char *bom, const char *notices, date_day day)
{
	golden_init(g);
	golden_read(g, "bom.xml", str_of(bom));
	ck_assert_int_eq(g->st, ST_OK);
	if (notices != NULL) {
		golden_read(g, "notices.xml", str_of(notices));
		ck_assert_int_eq(g->st, ST_OK);
	}
	ck_assert_int_eq(bom_link(&g->b, day, &g->f), ST_OK);
}

static const struct {
	const char *date, *until;
	date_day day;
	enum validity is;
} days[] = {
	{ "", "", 20260201, VALIDITY_HOLDS },
	{ "2026-02-01", "", 20260201, VALIDITY_HOLDS },
	{ "2026-02-02", "", 20260201, VALIDITY_EARLY },
	{ "", "2026-02-01", 20260201, VALIDITY_HOLDS },
	{ "", "2026-01-31", 20260201, VALIDITY_EXPIRED },
	{ "2025-01-01", "2026-12-31", 20260201, VALIDITY_HOLDS },
	{ "2025-01-01", "2025-12-31", 20241231, VALIDITY_EARLY },
	{ "2025-01-01", "2025-12-31", 20260101, VALIDITY_EXPIRED },
	/* without a day of judgement everything is kept */
	{ "2099-01-01", "1999-01-01", DATE_NONE, VALIDITY_HOLDS },
};

START_TEST(a_document_holds_from_its_date_until_its_last_day)
{
	bool holds = days[_i].is == VALIDITY_HOLDS;
	char text[500];
	struct golden g;

	snprintf(text, sizeof(text),
	    NOTICES "\n<declaration id='D1' supplier='ACME' date='%s' "
		    "until='%s'>\n"
		    "<statement part='A'><content element='Dy' amount='1 g'>"
		    "<origin stage='mining' country='CN'/></content>"
		    "<origin stage='metal' country='CN'/></statement>"
		    "</declaration></declarations>",
	    days[_i].date, days[_i].until);
	read_linked(
	    &g, BOM "><item part='A' mass='5 g'/></bom>", text, days[_i].day);
	ck_assert_int_eq(g.b.decl[2].validity, days[_i].is);
	ck_assert_int_eq(g.b.content[0].counts, holds);
	ck_assert_int_eq(g.b.content[0].won != 0, holds);
	ck_assert_int_eq(g.b.origin[0].counts, holds);
	ck_assert_int_eq(g.b.origin[1].counts, holds);
	/* what it said may still be so */
	ck_assert(g.b.item[0].flags & ITEM_SUSPECT);
	ck_assert_uint_eq(g.f.warnings, !holds);
	golden_free(&g);
}
END_TEST

START_TEST(what_does_not_hold_is_said_at_its_place)
{
	char *said;
	size_t n;
	struct golden g;

	read_linked(&g,
	    BOM ">\n<item part='A' mass='5 g'/><item part='B' mass='5 g'/>"
		"</bom>",
	    NOTICES
	    "\n<declaration id='D1' supplier='ACME' until='2026-01-31'>"
	    "<statement part='A'><content element='Dy' amount='1 g'/>"
	    "</statement><statement part='B' complete='yes'/></declaration>"
	    "\n<declaration date='2026-02-02'><statement part='A'>"
	    "<content element='Dy' amount='2 g'/></statement></declaration>"
	    "\n<declaration id='D3' until='2020-01-01'>"
	    "<statement part='OTHER' complete='yes'/></declaration>"
	    "</declarations>",
	    20260201);
	said = golden_said(&g, &n);
	ck_assert_str_eq(said,
	    "notices.xml:4:41: warning: \"OTHER\" is no item of this "
	    "product: expected a part number of the bill of materials; what "
	    "is declared for it is left out\n"
	    "notices.xml:2:1: warning: document D1 of ACME expired on "
	    "2026-01-31: it does not count on 2026-02-01, and 2 items are "
	    "without what it says; expected one that holds on that day, ask "
	    "for a new one\n"
	    "notices.xml:3:1: warning: document is dated 2026-02-02: it does "
	    "not count on 2026-02-01, and 1 item is without what it says; "
	    "expected one that holds on that day\n");
	free(said);
	golden_free(&g);
}
END_TEST

START_TEST(an_older_document_speaks_again_when_the_newer_has_expired)
{
	static const char notices[] = NOTICES
	    "<declaration date='2024-01-01'><statement part='A'>"
	    "<content element='Dy' amount='1 g'/></statement></declaration>"
	    "<declaration date='2025-01-01' until='2025-12-31'>"
	    "<statement part='A'><content element='Dy' amount='2 g'/>"
	    "</statement></declaration></declarations>";
	struct golden g;

	read_linked(
	    &g, BOM "><item part='A' mass='5 g'/></bom>", notices, 20250601);
	ck_assert_int_eq(g.b.content[0].counts, 0);
	ck_assert_int_eq(g.b.content[1].counts, 1);
	ck_assert_uint_eq(g.b.nconflict, 1);
	golden_free(&g);
	read_linked(
	    &g, BOM "><item part='A' mass='5 g'/></bom>", notices, 20260101);
	ck_assert_int_eq(g.b.content[0].counts, 1);
	ck_assert_int_eq(g.b.content[1].counts, 0);
	ck_assert_uint_eq(g.b.nconflict, 0);
	golden_free(&g);
}
END_TEST

/* Is the item complete, by a bill of materials that is past its last day? */
static bool
complete_after(const char *attrs, const char *items, date_day day)
{
	char text[400];
	struct golden g;
	bool complete;

	snprintf(text, sizeof(text), BOM " until='2025-12-31'%s>%s</bom>",
	    attrs, items);
	read_linked(&g, text, NULL, day);
	complete = (g.b.item[0].flags & ITEM_COMPLETE) != 0;
	/* mass and parts are no claims, they stay */
	ck_assert_int_eq(g.b.item[0].has_mass, 1);
	ck_assert_uint_eq(g.f.warnings, day > 20251231);
	golden_free(&g);
	return complete;
}

START_TEST(claims_of_completeness_expire_with_their_file)
{
	static const char item[] = "<item part='A' mass='5 g' complete='yes'/>";
	static const char assembly[] =
	    "<item part='A' mass='5 g'/><item part='B'/>"
	    "<use parent='A' child='B' quantity='1' unit='each'/>";

	ck_assert(complete_after("", item, 20251231));
	ck_assert(!complete_after("", item, 20260101));
	ck_assert(complete_after(" assemblies='complete'", assembly, 20251231));
	ck_assert(
	    !complete_after(" assemblies='complete'", assembly, 20260101));
}
END_TEST

/* "Complete" of a bill of materials leans on what suppliers declare. */
START_TEST(an_item_is_not_complete_without_what_has_expired)
{
	static const char notices[] = NOTICES
	    "<declaration until='2025-12-31'><statement part='A'>"
	    "<content element='Dy' amount='1 g'/></statement></declaration>"
	    "<declaration><statement part='A'>"
	    "<content element='Nd' amount='1 g'/></statement></declaration>"
	    "</declarations>";
	static const char again[] = NOTICES
	    "<declaration until='2025-12-31'><statement part='A'>"
	    "<content element='Dy' amount='1 g'/></statement></declaration>"
	    "<declaration><statement part='A'>"
	    "<content element='Dy,Nd' amount='1 g'/></statement></declaration>"
	    "</declarations>";
	static const char bom[] =
	    BOM "><item part='A' mass='5 g' complete='yes'/></bom>";
	const struct {
		const char *notices;
		date_day day;
		bool complete;
	} c[] = { { notices, 20251231, true }, { notices, 20260101, false },
		{ again, 20260101, true } };

	for (size_t i = 0; i < LENGTH(c); i++) {
		struct golden g;

		read_linked(&g, bom, c[i].notices, c[i].day);
		ck_assert_int_eq(
		    (g.b.item[0].flags & ITEM_COMPLETE) != 0, c[i].complete);
		golden_free(&g);
	}
}
END_TEST

START_TEST(an_expired_presumption_is_not_presumed)
{
	static const char notices[] =
	    NOTICES "<declaration standing='presumed' until='2025-12-31'>"
		    "<statement part='A'><content element='Dy' amount='1 g'/>"
		    "</statement></declaration></declarations>";
	const struct channel ch = { .elements = ALL_ELEMENTS,
		.presumed = true };
	const struct plan plan = { &ch, 1, NULL, 0 };

	for (int late = 0; late < 2; late++) {
		struct trace *t = NULL;
		struct error err = { 0 };
		struct bounds x;
		struct golden g;

		read_linked(&g,
		    BOM "><item part='A' mass='5 g' complete='yes'/></bom>",
		    notices, late ? 20260101 : 20251231);
		ck_assert_int_eq(
		    trace_run(&g.b, &plan, 1, &t, &g.f, &err), ST_OK);
		trace_bounds(t, COLUMN_CHANNEL(0), 0, &x);
		ck_assert_int_eq(x.lo > 0.5, !late);
		trace_free(t);
		golden_free(&g);
	}
}
END_TEST

/* [USD/kg] The least and greatest that 1 g of metallic Dy counts. */
static const struct {
	date_day day;
	double lo, hi;
	const char *warning;
} price_days[] = {
	{ DATE_NONE, 0.4, 0.5, NULL },
	{ 20260301, 0.4, 0.5, NULL },
	{ 20260228, 0.3, 0.3,
	    "this price is of 2026-03-01: it does not count "
	    "on 2026-02-28, and so with 1 more; expected one "
	    "of that day or before" },
	{ 20260101, 0.2, 0.2, "and so with 2 more" },
	{ 20251231, 0, INFINITY, "and so with 3 more" },
};

START_TEST(a_price_counts_from_its_date_until_there_is_a_newer_one)
{
	const struct channel dy = { .elements = 1u << element_find(STR("Dy")),
		.measure = MEASURE_VALUE };
	struct channel usd = dy;
	const struct plan plan = { &usd, 1, NULL, 0 };
	struct error err = { 0 };
	struct trace *t = NULL;
	struct golden g;
	struct bounds x;
	bool said = false;

	golden_init(&g);
	golden_read(&g, "bom.xml",
	    STR(BOM "><item part='A' mass='1 g' complete='yes'>"
		    "<content element='Dy' amount='1 g'/></item>"
		    "<price element='Dy' basis='metal' amount='200 USD' "
		    "per='kg' date='2026-01-01'/>"
		    "<price element='Dy' basis='metal' amount='400 USD' "
		    "per='kg' date='2026-03-01'/>"
		    "<price element='Dy' basis='metal' amount='300 USD' "
		    "per='kg' date='2026-02-01'/>"
		    "<price element='Dy' basis='metal' amount='500 USD' "
		    "per='kg' date='2026-03-01'/></bom>"));
	ck_assert_int_eq(g.st, ST_OK);
	g.b.price_as_of = price_days[_i].day;
	ck_assert_int_eq(bom_link(&g.b, 20260228, &g.f), ST_OK);
	usd.currency = g.b.price[0].currency;
	ck_assert_int_eq(trace_run(&g.b, &plan, 1, &t, &g.f, &err), ST_OK);
	trace_bounds(t, COLUMN_CHANNEL(0), 0, &x);
	ck_assert_double_eq_tol(x.lo, price_days[_i].lo, 1e-12);
	if (isinf(price_days[_i].hi))
		ck_assert(isinf(x.hi));
	else
		ck_assert_double_eq_tol(x.hi, price_days[_i].hi, 1e-12);
	for (size_t i = 0; price_days[_i].warning != NULL && i < g.f.n; i++)
		said |=
		    strstr(g.f.list[i].text, price_days[_i].warning) != NULL;
	ck_assert_int_eq(said, price_days[_i].warning != NULL);
	trace_free(t);
	golden_free(&g);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_loop_test(tc,
	    a_document_holds_from_its_date_until_its_last_day, 0, LENGTH(days));
	tcase_add_test(tc, what_does_not_hold_is_said_at_its_place);
	tcase_add_test(
	    tc, an_older_document_speaks_again_when_the_newer_has_expired);
	tcase_add_test(tc, claims_of_completeness_expire_with_their_file);
	tcase_add_test(tc, an_item_is_not_complete_without_what_has_expired);
	tcase_add_test(tc, an_expired_presumption_is_not_presumed);
	tcase_add_loop_test(tc,
	    a_price_counts_from_its_date_until_there_is_a_newer_one, 0,
	    LENGTH(price_days));
}

int
main(void)
{
	return run_suite("validity", add);
}
