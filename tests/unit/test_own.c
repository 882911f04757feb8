/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tests of own: what an item holds by itself, to the digit, and whether some
 * way to fill what is open is proven to reach it.
 */
#include "core/trace/own/own.h"

#include "core/bom/field/fields.h"
#include "core/trace/trace.h"
#include "tests/unit/reader.h"
#include "tests/unit/run.h"

/* "[1, 11]", "(0, infinite)"; a tilde at an end that is not proven. */
static void
exact_words(const struct exact *x, char out[3 * NUM_TEXT])
{
	char lo[NUM_TEXT], hi[NUM_TEXT];

	num_format_exact(lo, x->lo);
	num_format_exact(hi, x->hi);
	snprintf(out, (size_t)3 * NUM_TEXT, "%c%s%s, %s%s%c",
	    x->lo_open ? '(' : '[', x->lo_loose ? "~" : "",
	    x->lo_infinite ? "-infinite" : lo, x->hi_loose ? "~" : "",
	    x->hi_infinite ? "infinite" : hi,
	    x->hi_infinite || x->hi_open ? ')' : ']');
}

/* Item A of the body: the channel of these elements, and the margin of that
 * against the limit. */
static void
own_words(const char *body, const char *elements, const char *limit,
    char amount[3 * NUM_TEXT], char margin[3 * NUM_TEXT])
{
	struct channel ch = { .elements = 0 };
	struct margin mg = { .channel = 0 };
	struct plan plan = { &ch, 1, &mg, 1 };
	struct findings f = { 0 };
	struct error err = { 0 };
	struct trace *t = NULL;
	struct golden g;
	struct exact x;
	uint32_t item = 0;
	mpq_t q;

	golden_init(&g);
	ck_assert_msg(reader_body(&g, body) == ST_OK, "%s", g.f.first.text);
	ck_assert_msg(
	    bom_link(&g.b, DATE_NONE, &g.f) == ST_OK, "%s", g.f.first.text);
	ck_assert_int_eq(fields_elements(&g.b,
			     (struct field){ str_of(elements), { 1, 1, 0 } },
			     &ch.elements, &g.f),
	    ST_OK);
	mpq_init(q);
	ck_assert_int_eq(num_read(str_of(limit), pos_none, q, &err), ST_OK);
	mg.limit = q;
	ck_assert_int_eq(trace_run(&g.b, &plan, 1, &t, &f, &err), ST_OK);
	exact_init(&x);
	ck_assert_int_eq(
	    trace_exact(t, COLUMN_CHANNEL(0), &item, 1, &x, &err), ST_OK);
	exact_words(&x, amount);
	ck_assert_int_eq(
	    trace_exact(t, COLUMN_MARGIN(&plan, 0), &item, 1, &x, &err), ST_OK);
	exact_words(&x, margin);
	exact_clear(&x);
	trace_free(t);
	findings_free(&f);
	golden_free(&g);
	mpq_clear(q);
}

/* The first item of a linked bom. */
static void
amount_words(
    const struct golden *g, uint32_t elements, char amount[3 * NUM_TEXT])
{
	struct channel ch = { .elements = elements };
	struct plan plan = { &ch, 1, NULL, 0 };
	struct findings f = { 0 };
	struct error err = { 0 };
	struct trace *t = NULL;
	struct exact x;
	uint32_t item = 0;

	ck_assert_int_eq(trace_run(&g->b, &plan, 1, &t, &f, &err), ST_OK);
	exact_init(&x);
	ck_assert_int_eq(
	    trace_exact(t, COLUMN_CHANNEL(0), &item, 1, &x, &err), ST_OK);
	exact_words(&x, amount);
	exact_clear(&x);
	trace_free(t);
	findings_free(&f);
}

/* The inside of item A, what is asked, and the answer. */
static const struct {
	const char *item, *body, *elements, *limit, *amount, *margin;
} cases[] = {
	/* a wildcard closes the list: at most its upper amount */
	{ "mass='100 g'",
	    "<content element='Fe' amount='60-70 %'/>"
	    "<content name='other substances' amount='up to 10 %'/>",
	    "all", "0.1", "[0, 10]", "[-10, 0]" },
	{ "mass='100 g'", "<content element='Fe' amount='60-70 %'/>", "all",
	    "0.1", "[0, 40]", "[-10, 30]" },
	{ "",
	    "<content element='Nd' amount='20 %'/>"
	    "<content name='Misc., not to declare' amount='2-10 %'/>",
	    "all", "0.3", "(0, infinite)", "[-infinite, 0]" },
	/* a secret substance is one of the list, and does not close it */
	{ "mass='100 g'",
	    "<content element='Fe' amount='60 %'/>"
	    "<content name='proprietary' amount='up to 10 %'/>",
	    "all", "0.1", "[0, 40]", "[-10, 30]" },
	{ "mass='100 g' complete='yes'",
	    "<content element='Fe' amount='60 %'/>"
	    "<content name='proprietary' amount='up to 10 %'/>",
	    "all", "0.1", "[0, 10]", "[-10, 0]" },
	/* iron fills up: nothing else is in it */
	{ "mass='100 g'",
	    "<content element='Nd' amount='28-30 %'/>"
	    "<content element='Fe' amount='rest'/>",
	    "all", "0.3", "[28, 30]", "[-2, 0]" },
	{ "mass='100 g'",
	    "<content element='Fe' amount='66-70 %'/>"
	    "<content element='Nd' amount='balance'/>"
	    "<content element='B' amount='1 %'/>",
	    "all", "0.3", "[29, 33]", "[-1, 3]" },
	{ "mass='100 g'",
	    "<content element='Fe' amount='66 g'/>"
	    "<content element='Nd' amount='rest'/>",
	    "Nd", "0.3", "[34, 34]", "[4, 4]" },
	{ "mass='90-110 g'",
	    "<content element='Fe' amount='60 %'/>"
	    "<content element='Nd' amount='rest'/>",
	    "Nd", "0.3", "[36, 44]", "[9, 11]" },
	/* a threshold bounds each unlisted element, or all together */
	{ "mass='1000 g'",
	    "<content element='Nd' amount='5 g'/>"
	    "<content kind='unlisted' amount='not above 0.1 %'/>",
	    "all", "0.001", "[5, 21]", "[4, 20]" },
	{ "mass='1000 g'",
	    "<content element='Nd' amount='5 g'/>"
	    "<content kind='unlisted' amount='not above 0.1 %'/>",
	    "Nd,Dy", "0.001", "[5, 6]", "[4, 5]" },
	{ "mass='1000 g'",
	    "<content element='Nd' amount='5 g'/>"
	    "<content kind='unlisted' amount='&lt;0.1 %'/>",
	    "Dy", "0.001", "[0, 1)", "[-1, 0)" },
	{ "mass='1000 g'",
	    "<content element='Nd' amount='5 g'/>"
	    "<content kind='unlisted' amount='0.1 %' each='sum'/>",
	    "all", "0.001", "[5, 6]", "[4, 5]" },
	{ "", "<content kind='unlisted' amount='0.1 %'/>", "Dy", "0.001",
	    "[0, infinite)", "[-infinite, 0]" },
	{ "", "<content kind='unlisted' amount='3 g'/>", "Dy", "0.5", "[0, 3]",
	    "[-infinite, 1.5]" },
	{ "mass='1000 g'",
	    "<content kind='unlisted' amount='0.1 %'/>"
	    "<content kind='unlisted' amount='0.1 %'/>",
	    "Dy", "0.001", "[0, 1]", "[-1, 0]" },
	{ "mass='1000 g'",
	    "<content kind='unlisted' amount='0.1 %' each='sum'/>"
	    "<content kind='unlisted' amount='0.01 %'/>",
	    "all", "0", "[0, 1]", "[0, 1]" },
	{ "mass='1000 g'",
	    "<content kind='unlisted' amount='0.1 %' each='sum'/>"
	    "<content kind='unlisted' amount='0.01 %'/>",
	    "Dy,Tb", "0", "[0, 0.2]", "[0, 0.2]" },
	/* beyond a compound too: it does not state all of its element */
	{ "mass='1000 g'",
	    "<content formula='Nd2O3' amount='336.478 g'/>"
	    "<content kind='unlisted' amount='0.1 %'/>",
	    "Nd", "0", "[12133564919/42060125, 12175625044/42060125]",
	    "[12133564919/42060125, 12175625044/42060125]" },
	/* lines compete for the mass */
	{ "mass='10 g' complete='yes'",
	    "<content element='Nd' amount='0-8 g'/>"
	    "<content element='Fe' amount='4-9 g'/>",
	    "all", "0.5", "[0, 6]", "[-5, 1]" },
	{ "mass='10 g' complete='yes'",
	    "<content element='Nd' amount='0-8 g'/>"
	    "<content element='Dy' amount='4-9 g'/>",
	    "all", "0.5", "[4, 10]", "[-1, 5]" },
	{ "mass='10 g' complete='yes'",
	    "<content element='Nd' amount='0-8 g'/>"
	    "<content element='Fe' amount='>4 g'/>",
	    "all", "0.5", "[0, 6)", "[-5, 1)" },
	/* mass and content move together */
	{ "mass='90-110 g' complete='yes'",
	    "<content element='Nd' amount='10-20 %'/>", "all", "0.1", "[9, 22]",
	    "[0, 11]" },
	{ "mass='90-110 g' complete='yes'",
	    "<content element='Nd' amount='10-20 g'/>", "all", "0.1",
	    "[10, 20]", "[-1, 11]" },
	{ "complete='yes'", "<content element='Nd' amount='10-20 g'/>", "all",
	    "0.1", "[10, 20]", "[-infinite, 18]" },
	/* what is known to hold an element, and not how much of it */
	{ "mass='100 g' complete='yes'",
	    "<content cas='64417-98-7' amount='10 g'/>", "Y", "0.1", "[0, 10]",
	    "[-10, 0]" },
	{ "mass='100 g' complete='yes'",
	    "<content cas='64417-98-7' amount='10 g'/>", "Dy", "0.1", "[0, 0]",
	    "[-10, -10]" },
	/* lines that overlap are not followed up to the end */
	{ "mass='100 g' complete='yes'",
	    "<content element='Nd' amount='3-5 g'/>"
	    "<content basis='TREM' amount='4 g'/>",
	    "all", "0.1", "[~4, ~4]", "[~-6, ~-6]" },
	/* grams and shares of a mass that is open */
	{ "mass='90-110 g' complete='yes'",
	    "<content element='Nd' amount='10 %'/>"
	    "<content element='Dy' amount='1 g'/>",
	    "all", "0.1", "[~10, ~12]", "[~-1, ~3]" },
};

START_TEST(an_item_by_itself)
{
	char body[1000], amount[3 * NUM_TEXT], margin[3 * NUM_TEXT];

	snprintf(body, sizeof(body), "<item part='A' %s>%s</item>",
	    cases[_i].item, cases[_i].body);
	own_words(body, cases[_i].elements, cases[_i].limit, amount, margin);
	ck_assert_msg(strcmp(amount, cases[_i].amount) == 0 &&
			  strcmp(margin, cases[_i].margin) == 0,
	    "%s: amount %s, margin %s", body, amount, margin);
}
END_TEST

/* Whole products: item A first. */
static const struct {
	const char *body, *elements, *limit, *amount, *margin;
} wholes[] = {
	/* parts of single masses leave a single own mass */
	{ "<item part='A' mass='20 g' complete='no'/>"
	  "<item part='B' mass='10 g' complete='yes'/>"
	  "<use parent='A' child='B' quantity='1' unit='each'/>",
	    "all", "0.1", "[0, 10]", "[-2, 8]" },
	/* parts of open mass compete for a stated one */
	{ "<item part='A' mass='100 g'/>"
	  "<item part='B' complete='yes'>"
	  "<content element='Nd' amount='50 %'/></item>"
	  "<use parent='A' child='B' quantity='1' unit='each'/>",
	    "all", "0.1", "(0, ~100]", "(-10, ~90]" },
	/* that fit whatever they are */
	{ "<item part='A' mass='100 g' complete='yes'/>"
	  "<item part='B' mass='10-20 g' complete='yes'>"
	  "<content element='Nd' amount='50 %'/></item>"
	  "<use parent='A' child='B' quantity='2' unit='each'/>",
	    "all", "0.1", "[10, 20]", "[0, 10]" },
	/* a total of another element leaves less than its ends show */
	{ "<item part='A' mass='20 g'>"
	  "<content element='Dy' amount='2 g' scope='total'/></item>"
	  "<item part='B' mass='20 g'/>"
	  "<use parent='A' child='B' quantity='1' unit='each'/>",
	    "Dy", "0.1", "[2, 2]", "[0, 0]" },
	{ "<item part='A' mass='20 g'>"
	  "<content element='Dy' amount='2 g' scope='total'/></item>"
	  "<item part='B' mass='20 g'/>"
	  "<use parent='A' child='B' quantity='1' unit='each'/>",
	    "Nd", "0.1", "[~0, ~20]", "[~-2, ~18]" },
	{ "<item part='A' mass='20 g'>"
	  "<content kind='unlisted' amount='5 %' each='sum' scope='total'/>"
	  "</item><item part='B' mass='20 g'/>"
	  "<use parent='A' child='B' quantity='1' unit='each'/>",
	    "all", "0.1", "[~0, ~1]", "[~-2, ~-1]" },
#define HOLDS_TWO_GRAMS \
	"<item part='B' mass='10 g' complete='yes'>" \
	"<content element='Nd' amount='2 g'/></item>" \
	"<use parent='A' child='B' quantity='1' unit='each'/>"
	/* what is listed with the parts may be in a complete item itself */
	{ "<item part='A' mass='50 g' complete='yes'>"
	  "<content element='Nd' amount='1-10 g' "
	  "scope='total'/></item>" HOLDS_TWO_GRAMS,
	    "Nd", "0.1", "[2, 10]", "[-3, 5]" },
	{ "<item part='A' mass='50 g'>"
	  "<content element='Nd' amount='1-10 g' scope='total'/>"
	  "<content kind='complete' scope='own'/></item>" HOLDS_TWO_GRAMS,
	    "Nd", "0.1", "[2, 10]", "[-3, 5]" },
	/* not above 10 g, below 20 %, of its oxide */
	{ "<item part='A' mass='50 g' complete='yes'>"
	  "<content kind='negative' element='Nd' amount='not above 10 g' "
	  "scope='total'/></item>" HOLDS_TWO_GRAMS,
	    "Nd", "0.1", "[2, 10]", "[-3, 5]" },
	{ "<item part='A' mass='50 g' complete='yes'>"
	  "<content element='Nd' amount='below 20 %' "
	  "scope='total'/></item>" HOLDS_TWO_GRAMS,
	    "Nd", "0.1", "[2, 10)", "[-3, 5)" },
	{ "<item part='A' mass='14 g' complete='yes'>"
	  "<content element='Nd' amount='1-10 g' "
	  "scope='total'/></item>" HOLDS_TWO_GRAMS,
	    "Nd", "0.1", "[2, 6]", "[0.6, 4.6]" },
	/* of what the document does not list there is none in it */
	{ "<item part='A' mass='50 g' complete='yes'>"
	  "<content element='Nd' amount='1-10 g' "
	  "scope='total'/></item>" HOLDS_TWO_GRAMS,
	    "Dy", "0.1", "[~0, ~0]", "[~-5, ~-5]" },
	{ "<item part='A' mass='50 g' complete='yes'>"
	  "<content element='Nd' amount='1-10 g' "
	  "scope='total'/></item>" HOLDS_TWO_GRAMS,
	    "all", "0.1", "[~2, ~10]", "[~-3, ~5]" },
	/* nothing is above zero, nor in what is only a name for its parts */
	{ "<item part='A' mass='50 g' complete='yes'>"
	  "<content kind='negative' element='Dy' amount='0 g' scope='total'/>"
	  "</item>" HOLDS_TWO_GRAMS,
	    "all", "0.1", "[~2, ~2]", "[~-3, ~-3]" },
	{ "<item part='A' phantom='yes'>"
	  "<content element='Nd' amount='1-10 g' "
	  "scope='total'/></item>" HOLDS_TWO_GRAMS,
	    "Nd", "0.1", "[2, 2]", "[~1, ~1]" },
	/* its mass is no longer that of its parts alone */
	{ "<item part='A' complete='yes'>"
	  "<content element='Nd' amount='1-10 g' "
	  "scope='total'/></item>" HOLDS_TWO_GRAMS,
	    "Nd", "0.1", "[2, 10]", "[~0, ~10]" },
	{ "<item part='A' complete='yes'>"
	  "<content element='Fe' amount='1-10 g' "
	  "scope='total'/></item>" HOLDS_TWO_GRAMS,
	    "Nd", "0.1", "[~2, ~2]", "[~0, ~1]" },
	/* nor does a limit of what is not listed speak of it, or of what is
	   listed in the item itself */
	{ "<item part='A' mass='50 g'>"
	  "<content element='Nd' amount='1-10 g' scope='total'/>"
	  "<content kind='unlisted' amount='0.1 g' "
	  "scope='own'/></item>" HOLDS_TWO_GRAMS,
	    "Nd", "0.1", "[2, 10]", "[-3, 5]" },
	{ "<item part='A' mass='50 g'>"
	  "<content element='Nd' amount='1 g' scope='own'/>"
	  "<content kind='unlisted' amount='0.1 g' "
	  "scope='total'/></item>" HOLDS_TWO_GRAMS,
	    "Nd", "0.1", "[3, 3]", "[-2, -2]" },
	/* what has no name may be in it, as a secret substance may */
	{ "<item part='A' mass='50 g' complete='yes'>"
	  "<content name='other substances' amount='up to 10 %' "
	  "scope='total'/></item>" HOLDS_TWO_GRAMS,
	    "Dy", "0.1", "[~0, ~5]", "[~-5, ~0]" },
	{ "<item part='A' mass='50 g' complete='yes'>"
	  "<content name='proprietary' amount='up to 10 %' "
	  "scope='total'/></item>" HOLDS_TWO_GRAMS,
	    "Dy", "0.1", "[~0, ~5]", "[~-5, ~0]" },
	/* a newer document that is complete does not list it; an older one
	   that is complete does not know of it */
	{ "<item part='A' mass='50 g'/>" HOLDS_TWO_GRAMS
	  "<declaration id='O' date='2025-01-01'><statement part='A'>"
	  "<content element='Nd' amount='1-10 g' scope='total'/></statement>"
	  "</declaration><declaration id='N' date='2026-01-01'>"
	  "<statement part='A'><content kind='complete' scope='own'/>"
	  "</statement></declaration>",
	    "Nd", "0.1", "[2, 2]", "[-3, -3]" },
	{ "<item part='A' mass='50 g'/>" HOLDS_TWO_GRAMS
	  "<declaration id='O' date='2025-01-01'><statement part='A'>"
	  "<content kind='complete' scope='own'/></statement></declaration>"
	  "<declaration id='N' date='2026-01-01'><statement part='A'>"
	  "<content element='Nd' amount='1-10 g' scope='total'/></statement>"
	  "</declaration>",
	    "Nd", "0.1", "[2, 10]", "[-3, 5]" },
	{ "<item part='A' mass='50 g' complete='yes'>"
	  "<content formula='Nd2O3' amount='up to 10 g' "
	  "scope='total'/></item>" HOLDS_TWO_GRAMS,
	    "Nd", "0.1", "[~2, ~3557802/336481]", "[~-3, ~1875397/336481]" },
	{ "<item part='A' mass='50 g' complete='yes'>"
	  "<content element='Nd' basis='oxide' amount='up to 10 g' "
	  "scope='total'/></item>" HOLDS_TWO_GRAMS,
	    "Nd", "0.1", "[2, 2884840/336481]", "[-3, 1202435/336481]" },
	{ "<item part='A' mass='50 g' complete='yes'>"
	  "<content element='Nd' amount='1-10 g' scope='total'/></item>"
	  "<item part='B' mass='10 g' complete='yes'>"
	  "<content element='Nd' amount='2 g'/></item>"
	  "<item part='C' mass='10 g' complete='yes'/>"
	  "<use parent='A' child='B' quantity='1' unit='each' "
	  "alternative='x'/><use parent='A' child='C' quantity='1' "
	  "unit='each' alternative='x'/>",
	    "all", "0.1", "[~1, ~10]", "[~-4, ~5]" },
	/* what fills up beside it leaves nothing else in it */
	{ "<item part='A' mass='50 g'>"
	  "<content element='Nd' amount='1-10 g' scope='total'/>"
	  "<content element='Fe' amount='rest' "
	  "scope='own'/></item>" HOLDS_TWO_GRAMS,
	    "Nd", "0.1", "[2, 2]", "[-3, -3]" },
};

/* The same threshold in our XML and in a table. */
START_TEST(a_document_may_state_its_threshold)
{
	static const char *const texts[] = {
		("<bom xmlns='urn:retrace:bom:1'><item part='A' mass='1000 g'/>"
		 "<declaration id='D' threshold='%s'><statement part='A'>"
		 "<content element='Nd' amount='5 g'/></statement>"
		 "</declaration></bom>"),
		("<bom xmlns='urn:retrace:bom:1'><item part='A' mass='1000 g'/>"
		 "<declaration id='D'><statement part='A' threshold='%s'>"
		 "<content element='Nd' amount='5 g'/></statement>"
		 "</declaration></bom>"),
		("part,element,amount,unit,threshold\n"
		 "A,Nd,3,g,%s\nA,Nd,2,g,\nB,Nd,1,g,\n"),
	};
	static const struct {
		const char *threshold, *amount;
	} said[] = { { "0.1 %", "[5, 21]" }, { "0.1 % each", "[5, 21]" },
		{ "&lt;0.1 %", "[5, 21)" }, { "0.1 % in sum", "[5, 6]" },
		{ "1 g sum", "[5, 6]" } };
	char text[600], amount[3 * NUM_TEXT];
	const char *threshold = said[_i].threshold;
	struct golden g;

	for (size_t k = 0; k < LENGTH(texts); k++) {
		golden_init(&g);
		if (k == 2 && threshold[0] == '&')
			threshold = "<0.1 %";
		snprintf(text, sizeof(text), texts[k], threshold);
		if (k == 2)
			golden_read(
			    &g, "i.csv", STR("part,mass_g\nA,1000\nB,1\n"));
		golden_read(&g, "t", str_of(text));
		ck_assert_msg(g.st == ST_OK, "%s: %s", text, g.f.first.text);
		ck_assert_int_eq(bom_link(&g.b, DATE_NONE, &g.f), ST_OK);
		amount_words(&g, ELEMENT_ALL, amount);
		ck_assert_msg(strcmp(amount, said[_i].amount) == 0, "%s: %s",
		    text, amount);
		golden_free(&g);
	}
}
END_TEST

START_TEST(a_whole_with_its_parts)
{
	char amount[3 * NUM_TEXT], margin[3 * NUM_TEXT];

	own_words(wholes[_i].body, wholes[_i].elements, wholes[_i].limit,
	    amount, margin);
	ck_assert_msg(strcmp(amount, wholes[_i].amount) == 0 &&
			  strcmp(margin, wholes[_i].margin) == 0,
	    "%s: amount %s, margin %s", wholes[_i].body, amount, margin);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_loop_test(tc, an_item_by_itself, 0, LENGTH(cases));
	tcase_add_loop_test(tc, a_document_may_state_its_threshold, 0, 5);
	tcase_add_loop_test(tc, a_whole_with_its_parts, 0, LENGTH(wholes));
}

int
main(void)
{
	return run_suite("own", add);
}
