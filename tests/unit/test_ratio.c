/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tests of ratio: the share of content in mass, to the digit, and whether
 * its ends are proven.
 */
#include "core/bom/field/fields.h"
#include "core/trace/trace.h"
#include "tests/unit/reader.h"
#include "tests/unit/run.h"

/* "[1/1010, 11/1010]"; a tilde at an end that is not proven. */
static void
share_words(const char *body, const char *elements, char out[3 * NUM_TEXT])
{
	struct channel ch = { .elements = 0 };
	struct plan plan = { &ch, 1, NULL, 0 };
	struct exact amount, mass, share;
	struct findings f = { 0 };
	struct error err = { 0 };
	struct trace *t = NULL;
	struct golden g;
	uint32_t item = 0;
	char lo[NUM_TEXT], hi[NUM_TEXT];

	golden_init(&g);
	ck_assert_msg(reader_body(&g, body) == ST_OK, "%s", g.f.first.text);
	ck_assert_msg(
	    bom_link(&g.b, DATE_NONE, &g.f) == ST_OK, "%s", g.f.first.text);
	ck_assert_int_eq(fields_elements(&g.b,
			     (struct field){ str_of(elements), { 1, 1, 0 } },
			     &ch.elements, &g.f),
	    ST_OK);
	exact_init(&amount);
	exact_init(&mass);
	exact_init(&share);
	ck_assert_int_eq(trace_run(&g.b, &plan, 1, &t, &f, &err), ST_OK);
	ck_assert_int_eq(
	    trace_exact(t, COLUMN_CHANNEL(0), &item, 1, &amount, &err), ST_OK);
	ck_assert_int_eq(
	    trace_exact(t, COLUMN_MASS, &item, 1, &mass, &err), ST_OK);
	ck_assert_int_eq(
	    trace_share(t, 0, item, &amount, &mass, &share, &err), ST_OK);
	num_format_exact(lo, share.lo);
	num_format_exact(hi, share.hi);
	snprintf(out, (size_t)3 * NUM_TEXT, "%c%s%s, %s%s%c",
	    share.lo_open ? '(' : '[', share.lo_loose ? "~" : "", lo,
	    share.hi_loose ? "~" : "", share.hi_infinite ? "infinite" : hi,
	    share.hi_open ? ')' : ']');
	exact_clear(&amount);
	exact_clear(&mass);
	exact_clear(&share);
	trace_free(t);
	findings_free(&f);
	golden_free(&g);
}

#define ITEM(part, more, inside) \
	"<item part='" part "' " more ">" inside "</item>"
#define USE(parent, child, quantity) \
	"<use parent='" parent "' child='" child "' quantity='" quantity \
	"' unit='each'/>"
#define OTHER(parent, child, quantity) \
	"<use parent='" parent "' child='" child "' quantity='" quantity \
	"' unit='each' alternative='x'/>"
#define HOLDS(element, amount) \
	"<content element='" element "' amount='" amount "'/>"
#define COMPLETE "complete='yes' "

static const struct {
	const char *body, *elements, *share;
} cases[] = {
	/* 1 g Dy in 1000 g beside an undeclared 10 g part */
	{ ITEM("P", COMPLETE, "") ITEM("A", COMPLETE "mass='1000 g'",
	      HOLDS("Dy", "1 g")) ITEM("B", "mass='10 g'", "")
		USE("P", "A", "1") USE("P", "B", "1"),
	    "Dy", "[1/1010, 11/1010]" },
	/* beside parts free of rare earths of 0-10 g */
	{ ITEM("P", COMPLETE, "") ITEM("A", COMPLETE "mass='1000 g'",
	      HOLDS("Dy", "1 g")) ITEM("B", COMPLETE "mass='0-10 g'", "")
		USE("P", "A", "1") USE("P", "B", "1"),
	    "Dy", "[1/1010, 0.001]" },
	/* beside an undeclared part of 0-10 g: more of it is more of both */
	{ ITEM("P", COMPLETE, "") ITEM("A", COMPLETE "mass='1000 g'",
	      HOLDS("Dy", "1 g")) ITEM("B", "mass='0-10 g'", "")
		USE("P", "A", "1") USE("P", "B", "1"),
	    "Dy", "[1/1010, 11/1010]" },
	/* alternatives of 1 g in 100 g and of 0.9 g in 10 g */
	{ ITEM("P", COMPLETE, "")
		ITEM("A", COMPLETE "mass='100 g'", HOLDS("Dy", "1 g"))
		    ITEM("B", COMPLETE "mass='10 g'", HOLDS("Dy", "0.9 g"))
			OTHER("P", "A", "1") OTHER("P", "B", "1"),
	    "Dy", "[0.01, 0.09]" },
	/* and twice, each place for itself, beside 80 g of nothing */
	{ ITEM("P", COMPLETE, "") ITEM("Q", COMPLETE, "")
		ITEM("A", COMPLETE "mass='100 g'", HOLDS("Dy", "1 g"))
		    ITEM("B", COMPLETE "mass='10 g'", HOLDS("Dy", "0.9 g"))
			ITEM("C", COMPLETE "mass='80 g'", "")
			    OTHER("Q", "A", "1") OTHER("Q", "B", "1")
				USE("P", "Q", "2") USE("P", "C", "1"),
	    "Dy", "[1/140, 0.018]" },
	/* several breaks: each part as far as it is worth it */
	{ ITEM("P", COMPLETE, "")
		ITEM("A", COMPLETE "mass='1-2 g'", HOLDS("Nd", "50 %")) ITEM(
		    "B", COMPLETE "mass='1-3 g'", HOLDS("Nd", "30 %"))
		    ITEM("C", COMPLETE "mass='1-4 g'", HOLDS("Nd", "20 %"))
			ITEM("D", COMPLETE "mass='1-5 g'", HOLDS("Nd", "10 %"))
			    ITEM("E", COMPLETE "mass='1-6 g'", "") USE("P", "A",
				"1") USE("P", "B", "1") USE("P", "C", "1")
				USE("P", "D", "1") USE("P", "E", "1"),
	    "Nd", "[3/28, 0.275]" },
	/* a part of any mass: the share goes towards its own */
	{ ITEM("P", COMPLETE, "") ITEM("A", COMPLETE, HOLDS("Nd", "20-30 %"))
		ITEM("B", COMPLETE "mass='10 g'", HOLDS("Nd", "1 g"))
		    USE("P", "A", "1") USE("P", "B", "1"),
	    "Nd", "(0.1, 0.3)" },
	/* and beside what is richer it does not get there */
	{ ITEM("P", COMPLETE, "") ITEM("A", COMPLETE, HOLDS("Nd", "20-30 %"))
		ITEM("B", COMPLETE "mass='10 g'", HOLDS("Nd", "5 g"))
		    USE("P", "A", "1") USE("P", "B", "1"),
	    "Nd", "(0.2, 0.5)" },
	/* of which nobody knows anything */
	{ ITEM("P", COMPLETE, "") ITEM("A", "", "")
		ITEM("B", COMPLETE "mass='10 g'", HOLDS("Nd", "5 g"))
		    USE("P", "A", "1") USE("P", "B", "1"),
	    "Nd", "(0, 1)" },
	/* of one item, whatever its mass */
	{ ITEM("A", COMPLETE, HOLDS("Nd", "20-30 %")), "Nd", "[0.2, 0.3]" },
	{ ITEM("A", COMPLETE "mass='5-7 g'", HOLDS("Nd", "20-30 %")), "Nd",
	    "[0.2, 0.3]" },
	{ ITEM("A", COMPLETE "mass='4-8 g'", HOLDS("Nd", "1-2 g")), "Nd",
	    "[0.125, 0.5]" },
	{ ITEM("A", "mass='4-8 g'", HOLDS("Fe", "2 g")), "Nd", "[0, 0.75]" },
	{ ITEM("A", COMPLETE, HOLDS("Nd", "2 g") HOLDS("Fe", "3-8 g")), "Nd",
	    "(0, 0.4]" },
	/* a stated mass leaves to the rest what is not surely something else */
	{ ITEM("P", "mass='100 g'", "") ITEM("A", COMPLETE, HOLDS("Nd", "50 %"))
		ITEM("B", COMPLETE "mass='40 g'", "") USE("P", "A", "1")
		    USE("P", "B", "1"),
	    "Nd", "(0, 0.6)" },
	{ ITEM("P", "mass='80-100 g'", "") ITEM("A", "", "") ITEM("B",
	      COMPLETE "mass='40 g'", "") USE("P", "A", "1") USE("P", "B", "1"),
	    "Nd", "[0, 0.6]" },
	{ ITEM("P", COMPLETE "mass='80-100 g'", "")
		ITEM("A", COMPLETE "mass='10-20 g'", HOLDS("Nd", "50 %"))
		    USE("P", "A", "2"),
	    "Nd", "[0.1, 0.25]" },
	/* nothing else is in it: the part fills up */
	{ ITEM("P", COMPLETE "mass='100 g'", "") ITEM("A", COMPLETE,
	      HOLDS("Nd", "50 %")) ITEM("B", COMPLETE "mass='40 g'", "")
		USE("P", "A", "1") USE("P", "B", "1"),
	    "Nd", "(0, 0.3]" },
	/* several compete, the richest without an end of its own */
	{ ITEM("P", COMPLETE "mass='100 g'", "") ITEM(
	      "A", COMPLETE, HOLDS("Nd", "50 %"))
		ITEM("B", COMPLETE "mass='10-40 g'", HOLDS("Nd", "60 %")) ITEM(
		    "C", COMPLETE "mass='20-30 g'", HOLDS("Nd", "10 %"))
		    USE("P", "A", "1") USE("P", "B", "1") USE("P", "C", "1"),
	    "Nd", "(0.08, 0.46]" },
	/* or with one */
	{ ITEM("P", COMPLETE "mass='100 g'", "")
		ITEM("B", COMPLETE "mass='10-90 g'", HOLDS("Nd", "60 %"))
		    ITEM("C", COMPLETE "mass='20-30 g'", HOLDS("Nd", "10 %"))
			USE("P", "B", "1") USE("P", "C", "1"),
	    "Nd", "[0.08, 0.5]" },
	/* a part that is heavier than the whole bounds nothing */
	{ ITEM("P", "mass='5 g'", "")
		ITEM("B", COMPLETE "mass='10 g'", HOLDS("Nd", "10 %"))
		    ITEM("A", "", "") USE("P", "B", "1") USE("P", "A", "1"),
	    "Nd", "[~0.2, ~1]" },
	/* nor is a quantity that nobody knows */
	{ ITEM("P", COMPLETE, "") ITEM("A", COMPLETE "mass='10 g'",
	      HOLDS("Nd", "1 g")) ITEM("B", COMPLETE "mass='10 g'", "")
		USE("P", "A", "unknown") USE("P", "B", "1"),
	    "Nd", "[~0, ~1]" },
};

START_TEST(a_share_bounds_content_and_mass_together)
{
	char share[3 * NUM_TEXT];

	share_words(cases[_i].body, cases[_i].elements, share);
	ck_assert_msg(strcmp(share, cases[_i].share) == 0, "%s: %s",
	    cases[_i].body, share);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_loop_test(
	    tc, a_share_bounds_content_and_mass_together, 0, LENGTH(cases));
}

int
main(void)
{
	return run_suite("ratio", add);
}
