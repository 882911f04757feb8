/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_within - how much is in each substance of an item, at least and at
 * most, and which substances are one.
 */
#include "core/trace/own/within.h"

#include "core/rules/turns.h"
#include "tests/unit/golden.h"
#include "tests/unit/rulebook.h"
#include "tests/unit/run.h"

#include <math.h>

static const char rules[] =
    "<materials id=\"two\" title=\"T\" title-zh=\"Z\" clause=\"a\"><some "
    "elements=\"Nd Dy\"/></materials>"
    "<materials id=\"metal\" title=\"T\" title-zh=\"Z\" clause=\"a\"><some "
    "elements=\"Nd\" as=\"metal\"/></materials>"
    "<rule id=\"r\" clause=\"a\" title=\"T\" title-zh=\"Z\"><trigger>"
    "<mass-share of=\"two\" is=\"above\" limit=\"1 %\" each=\"substance\"/>"
    "</trigger></rule>"
    "<rule id=\"m\" clause=\"a\" title=\"T\" title-zh=\"Z\"><trigger>"
    "<presence of=\"metal\" is=\"above\" limit=\"1 g\" each=\"substance\"/>"
    "</trigger></rule>"
    "<rule id=\"cn\" clause=\"a\" title=\"T\" title-zh=\"Z\"><trigger>"
    "<presence of=\"two\" is=\"above\" limit=\"1 g\" each=\"substance\" "
    "origin=\"o\"/></trigger></rule>";

struct fixture {
	struct golden g;
	struct court c;
};

static void
fixture_open(struct fixture *f, const char *body)
{
	char text[3000];
	int n = snprintf(text, sizeof(text),
	    "<bom xmlns='urn:retrace:bom:1'>%s</bom>", body);

	golden_text(&f->g, (struct str){ text, (size_t)n });
	ck_assert_msg(f->g.st == ST_OK, "%s", f->g.f.first.text);
	court_read(&f->c, rules);
	court_compile(&f->c, &f->g.b, NULL);
	court_judge(&f->c, &f->g.b);
}

static void
fixture_close(struct fixture *f)
{
	court_close(&f->c);
	golden_free(&f->g);
}

static uint32_t
find(const struct fixture *f, const char *part)
{
	for (uint32_t i = 0; i < f->g.b.nitem; i++)
		if (str_is(bom_part(&f->g.b, i), part))
			return i;
	ck_abort_msg("no %s", part);
	return 0;
}

/* What the turn of a rule comes to in the first item, exactly. */
static void
ends_of(
    const struct fixture *f, size_t rule, size_t turn, double *lo, double *hi)
{
	const struct booked_rule *b = &f->c.book.rule[rule];
	size_t k = b->rule->ntest + b->rule->nreading + turn;
	uint32_t item = find(f, "I");
	struct error err = { 0 };
	struct bounds about;
	struct exact x;

	ck_assert_uint_lt(turn, b->nturn);
	exact_init(&x);
	ck_assert_int_eq(
	    trace_exact(f->c.trace, b->test[VARIANT_LAW][k].amount[0], &item, 1,
		&x, &err),
	    ST_OK);
	*lo = mpq_get_d(x.lo);
	*hi = x.hi_infinite ? INFINITY : mpq_get_d(x.hi);
	trace_bounds(
	    f->c.trace, b->test[VARIANT_LAW][k].amount[0], item, &about);
	ck_assert(about.lo - about.lo_err <= *lo);
	ck_assert(!isfinite(*hi) || about.hi + about.hi_err >= *hi);
	exact_clear(&x);
}

#define NAMED \
	"<item part='X' mass='9 g'><content formula='Nd2O3' " \
	"amount='1 g'/></item>"

/* What is in Nd2O3, the first substance that is named, and in what is not. */
static const struct held {
	const char *body;
	double lo, hi, rest;
} helds[] = {
	/* nothing is said: all of it may be either */
	{ "<item part='I' mass='10 g'/>" NAMED, 0, 8.5735, 10 },
	{ "<item part='I'/>" NAMED, 0, INFINITY, INFINITY },
	{ "<item part='I' mass='10 g' complete='yes'/>" NAMED, 0, 0, 0 },
	/* what is named is as much as is said */
	{ "<item part='I' mass='10 g'><content formula='Nd2O3' amount='2 g'/>"
	  "</item>",
	    1.7147, 1.7147, 8 },
	{ "<item part='I' mass='10 g'><content formula='Nd2O3' amount='1 - 2 "
	  "g'/></item>",
	    0.85735, 1.7147, 9 },
	/* beside another one there is less room */
	{ NAMED "<item part='I' mass='10 g'><content formula='Dy2O3' "
		"amount='4 g'/></item>",
	    0, 5.1441, 6 },
	/* an element may be in any substance, and need be in none */
	{ "<item part='I' mass='10 g' complete='yes'><content element='Nd' "
	  "amount='3 g'/></item>" NAMED,
	    0, 3, 3 },
	{ "<item part='I' mass='10 g' complete='yes'><content element='Nd' "
	  "amount='9.5 g'/></item>" NAMED,
	    0, 8.5735, 9.5 },
	{ "<item part='I' mass='10 g' complete='yes'><content element='Nd' "
	  "basis='oxide' amount='2 g'/></item>" NAMED,
	    0, 1.7147, 1.7147 },
	{ "<item part='I' mass='10 g' complete='yes'><content element='Dy' "
	  "amount='3 g'/></item>" NAMED,
	    0, 0, 3 },
	/* but for what named ones hold of it */
	{ "<item part='I' mass='99 g' complete='yes'><content element='Nd' "
	  "amount='5 g'/><content formula='Nd2O3' amount='2 g'/></item>",
	    1.7147, 1.7147, 3.2853 },
	{ NAMED "<item part='I' mass='99 g' complete='yes'><content element='"
		"Nd' amount='5 g'/><content formula='NdCl3' amount='2 "
		"g'/></item>",
	    0, 3.84889, 3.84889 },
	/* a total caps what may be named */
	{ "<item part='I' mass='99 g' complete='yes'><content element='Nd' "
	  "amount='3 g'/><content formula='Nd2O3' amount='1 - 9 g'/></item>",
	    0.85735, 3, 2.14265 },
	/* or contradicts it: either may be right */
	{ "<item part='I' mass='99 g' complete='yes'><content element='Nd' "
	  "amount='3 g'/><content formula='Nd2O3' amount='9 g'/></item>",
	    0, 7.71615, 3 },
	/* a line on an element can name the substance */
	{ "<item part='I' mass='99 g' complete='yes'><content element='Nd' "
	  "formula='Nd2O3' basis='element' amount='3 g'/></item>",
	    3, 3, 0 },
	/* what is at most beyond the list */
	{ "<item part='I' mass='1000 g'><content kind='unlisted' amount='0.1 "
	  "%' each='yes'/></item>" NAMED,
	    0, 1, 2 },
	{ "<item part='I' mass='1000 g'><content element='Nd,Dy' kind="
	  "'negative' each='sum' amount='not above 1 g'/></item>" NAMED,
	    0, 1, 1 },
	/* a substance that nobody knows may be any */
	{ "<item part='I' mass='99 g' complete='yes'><content name='Secret 7' "
	  "amount='5 g'/></item>" NAMED,
	    0, 4.28675, 5 },
	/* shares of a mass that is not known */
	{ "<item part='I' complete='yes'><content formula='Nd2O3' amount='5 "
	  "%'/></item>",
	    0, INFINITY, 0 },
	/* of a whole with its parts */
	{ "<item part='I' mass='99 g' complete='yes'><content element='Nd' "
	  "amount='2 g' scope='total'/></item><item part='C' mass='50 g'/>"
	  "<use parent='I' child='C' quantity='1' unit='each'/>" NAMED,
	    0, 2, 52 },
	{ "<item part='I' mass='99 g' complete='yes'><content formula='Nd2O3' "
	  "amount='2 g' scope='total'/></item><item part='C' mass='50 g'/>"
	  "<use parent='I' child='C' quantity='1' unit='each'/>",
	    1.7147, 1.7147, 50 },
};

static bool
is_about(double x, double y)
{
	return isinf(y) ? isinf(x) : fabs(x - y) < 1e-4;
}

START_TEST(a_named_substance_is_what_is_said_and_others_what_may_be)
{
	const struct held *h = &helds[_i];
	struct fixture f;
	double lo, hi;

	fixture_open(&f, h->body);
	ends_of(&f, 0, 0, &lo, &hi);
	ck_assert_msg(is_about(lo, h->lo) && is_about(hi, h->hi), "%d: %g..%g",
	    _i, lo, hi);
	ends_of(&f, 0, f.c.book.rule[0].nturn - 1, &lo, &hi);
	ck_assert_msg(
	    lo <= 0 && is_about(hi, h->rest), "%d: rest %g..%g", _i, lo, hi);
	fixture_close(&f);
}
END_TEST

START_TEST(names_of_one_composition_are_one_substance)
{
	struct fixture f;
	double lo, hi;

	fixture_open(&f,
	    "<item part='I' mass='99 g' complete='yes'/>"
	    "<item part='A' mass='9 g' complete='yes'><content formula='Nd2O3' "
	    "amount='1 g'/></item>"
	    "<item part='B' mass='9 g' complete='yes'><content cas='1313-97-9' "
	    "amount='1 g'/></item>"
	    "<item part='C' mass='9 g' complete='yes'><content "
	    "name='Neodymium oxide' amount='1 g'/></item>"
	    "<item part='D' mass='9 g' complete='yes'><content formula='Fe2O3' "
	    "amount='1 g'/><content formula='CeO2' amount='1 g'/></item>"
	    "<use parent='I' child='A' quantity='1' unit='each'/>"
	    "<use parent='I' child='B' quantity='1' unit='each'/>"
	    "<use parent='I' child='C' quantity='1' unit='each'/>");
	ck_assert_uint_eq(f.c.book.rule[0].nturn, 2);
	ends_of(&f, 0, 0, &lo, &hi);
	ck_assert(is_about(lo, 3 * 0.85735) && is_about(hi, lo));
	fixture_close(&f);
}
END_TEST

START_TEST(a_guise_that_does_not_count_takes_no_turn)
{
	struct fixture f;

	fixture_open(&f,
	    "<item part='I' mass='99 g'><content formula='Nd2O3' amount='1 g'/>"
	    "<content formula='Nd' amount='1 g'/></item>");
	ck_assert_uint_eq(f.c.book.rule[0].nturn, 3);
	ck_assert_uint_eq(f.c.book.rule[1].nturn, 2);
	ck_assert_uint_eq(turn_substance(&f.c.book.rule[1].turn[0]), 1);
	ck_assert_uint_eq(turn_substance(&f.c.book.rule[1].turn[1]), BOM_NONE);
	fixture_close(&f);
}
END_TEST

START_TEST(of_a_substance_its_own_origin_counts)
{
	struct fixture f;
	double lo, hi;

	fixture_open(&f,
	    "<item part='I' mass='99 g' complete='yes'>"
	    "<content formula='Nd2O3' amount='10 g'><origin stage='all' "
	    "country='CN'/></content>"
	    "<content element='Dy' amount='10 g'><origin stage='all' "
	    "country='AU'/></content></item>"
	    "<item part='X'><content formula='Dy2O3' amount='1 g'/></item>");
	ends_of(&f, 2, 0, &lo, &hi);
	ck_assert_msg(
	    is_about(lo, 8.5735) && is_about(hi, lo), "%g..%g", lo, hi);
	ends_of(&f, 2, 1, &lo, &hi);
	ck_assert_msg(lo <= 0 && hi <= 0, "%g..%g", lo, hi);
	ends_of(&f, 0, 1, &lo, &hi);
	ck_assert_msg(lo <= 0 && is_about(hi, 10), "%g..%g", lo, hi);
	fixture_close(&f);
}
END_TEST

START_TEST(more_substances_than_can_be_told_apart_are_refused)
{
	const struct pack *pack;
	const struct compile_options o = { 0 };
	struct error err = { 0 };
	struct rulebook book;
	struct golden g;
	struct court c;
	static char text[40000];
	size_t n = 0;

	n += (size_t)snprintf(text, sizeof(text),
	    "<bom xmlns='urn:retrace:bom:1'><item part='I'>");
	for (int i = 1; i <= 151; i++)
		n += (size_t)snprintf(text + n, sizeof(text) - n,
		    "<content formula='Nd%dO' amount='1 g'/>", i);
	n += (size_t)snprintf(text + n, sizeof(text) - n, "</item></bom>");
	golden_text(&g, (struct str){ text, n });
	ck_assert_msg(g.st == ST_OK, "%s", g.f.first.text);
	court_read(&c, rules);
	pack = &c.pack;
	ck_assert_int_eq(
	    rulebook_compile(&book, &pack, 1, &g.b, &o, &err), ST_LIMIT);
	ck_assert_str_eq(err.text,
	    "more than 150 substances of two, each of which r holds against "
	    "its limit: expected fewer, or another rule with --only");
	court_close(&c);
	golden_free(&g);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_loop_test(tc,
	    a_named_substance_is_what_is_said_and_others_what_may_be, 0,
	    LENGTH(helds));
	tcase_add_test(tc, names_of_one_composition_are_one_substance);
	tcase_add_test(tc, a_guise_that_does_not_count_takes_no_turn);
	tcase_add_test(tc, of_a_substance_its_own_origin_counts);
	tcase_add_test(tc, more_substances_than_can_be_told_apart_are_refused);
}

int
main(void)
{
	return run_suite("within", add);
}
