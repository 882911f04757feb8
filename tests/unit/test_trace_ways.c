/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tests of trace: what comes up the uses, by many ways, by alternatives, and
 * by any number of threads.
 */
#include "core/base/limits.h"
#include "core/trace/trace.h"
#include "tests/unit/traced.h"

/* 1 g in 100 g, or 0.9 g in 10 g. */
static void
make_alternatives(struct make *m, const char *parent)
{
	uint32_t note;

	make_init(m);
	make_item(m, parent, NULL);
	make_item(m, "HEAVY", "100");
	make_item(m, "LIGHT", "10");
	make_line(m, "HEAVY", "Dy", "1", false);
	make_line(m, "LIGHT", "Dy", "0.9", false);
	make_complete(m, "HEAVY");
	make_complete(m, "LIGHT");
	note = bom_note(
	    &m->b, (struct use_note){ .place = bom_text(&m->b, STR("A")) });
	make_use(m, parent, "HEAVY", "1")->note = note;
	make_use(m, parent, "LIGHT", "1")->note = note;
}

/* One item by itself, with Dy or without: the mass of magnets that hold it. */
static const struct whole {
	enum form form;
	const char *mass, *dy; /* share; NULL: not said */
	bool complete;
	const char *want;
} wholes[] = {
	{ FORM_MAGNET, "50", "0.02", true, "[50, 50]" },
	{ FORM_MAGNET, "50", "0.02", false, "[50, 50]" },
	{ FORM_MAGNET, "50", "(0,0.02)", true, "[50, 50]" },
	{ FORM_MAGNET, "50", "[0,0.02]", true, "[0, 50]" },
	{ FORM_MAGNET, "50", "0", true, "[0, 0]" },
	{ FORM_MAGNET, "50", NULL, true, "[0, 0]" },
	{ FORM_MAGNET, "50", NULL, false, "[0, 50]" },
	{ FORM_MAGNET, NULL, "0.02", true, "(0, infinite)" },
	{ FORM_MAGNET, NULL, NULL, false, "[0, infinite)" },
	/* of another form, or of one that may hold magnets nobody lists */
	{ FORM_ALLOY, "50", "0.02", true, "[0, 0]" },
	{ FORM_PHOSPHOR, "50", NULL, false, "[0, 0]" },
	{ FORM_ASSEMBLY, "50", "0.02", true, "[0, 50]" },
	{ FORM_ASSEMBLY, "50", NULL, false, "[0, 50]" },
	{ FORM_ASSEMBLY, "50", NULL, true, "[0, 0]" },
	{ FORM_UNKNOWN, "50", "0.02", true, "[0, 50]" },
};

START_TEST(a_whole_item_counts_if_it_holds_any)
{
	const struct whole *x = &wholes[_i];
	struct make m;

	make_init(&m);
	make_item(&m, "X", x->mass)->form = (uint8_t)x->form;
	if (x->dy != NULL)
		make_line(&m, "X", "Dy", x->dy, true)->scope = SCOPE_OWN;
	if (x->complete)
		make_complete(&m, "X")->scope = SCOPE_OWN;
	make_linked(&m);
	expect(&m, COLUMN_CHANNEL(MAGNETS), "X", x->want);
	make_free(&m);
}
END_TEST

START_TEST(whole_items_add_up_over_all_ways)
{
	struct make m;

	make_init(&m);
	make_item(&m, "MAGNET", "50")->form = FORM_MAGNET;
	make_line(&m, "MAGNET", "Dy", "0.02", true);
	make_complete(&m, "MAGNET");
	make_item(&m, "FERRITE", "300")->form = FORM_MAGNET;
	make_complete(&m, "FERRITE");
	make_item(&m, "MOTOR", "2000")->form = FORM_ASSEMBLY;
	make_complete(&m, "MOTOR")->scope = SCOPE_OWN;
	make_use(&m, "MOTOR", "MAGNET", "3");
	make_use(&m, "MOTOR", "FERRITE", "1");
	make_item(&m, "CAR", "1000000")->form = FORM_PRODUCT;
	make_complete(&m, "CAR")->scope = SCOPE_OWN;
	make_use(&m, "CAR", "MOTOR", "2");
	make_use(&m, "CAR", "MAGNET", "0.5");
	/* a magnet of an alloy that is an item: perhaps all of it */
	make_item(&m, "ALLOY", "40")->form = FORM_ALLOY;
	make_line(&m, "ALLOY", "Dy", "0.02", true);
	make_complete(&m, "ALLOY");
	make_item(&m, "MADE", "40")->form = FORM_MAGNET;
	make_complete(&m, "MADE")->scope = SCOPE_OWN;
	make_use(&m, "MADE", "ALLOY", "1");
	make_item(&m, "QUIET", NULL)->form = FORM_ALLOY;
	make_item(&m, "BARE", NULL)->form = FORM_MAGNET;
	make_use(&m, "BARE", "QUIET", "1");
	make_linked(&m);
	expect(&m, COLUMN_CHANNEL(MAGNETS), "MOTOR", "[150, 150]");
	expect(&m, COLUMN_CHANNEL(MAGNETS), "CAR", "[325, 325]");
	expect(&m, COLUMN_CHANNEL(MAGNETS), "MADE", "[0, 40]");
	expect(&m, COLUMN_CHANNEL(MAGNETS), "BARE", "[0, infinite)");
	make_free(&m);
}
END_TEST

START_TEST(one_of_the_alternatives_is_built_in)
{
	struct make m;

	make_alternatives(&m, "P");
	m.b.assemblies_complete = true;
	make_linked(&m);
	expect(&m, COLUMN_CHANNEL(DY), "P", "[0.9, 1]");
	expect(&m, COLUMN_MASS, "P", "[10, 100]");
	/* 1 g - 0.1 g and 0.9 g - 0.01 g: bounded together */
	expect(&m, COLUMN_MARGIN(&plan, MARGIN_DY), "P", "[0.89, 0.9]");
	make_free(&m);
}
END_TEST

/* What is below 1 g against what is 1 g: the greatest is reached. */
START_TEST(an_end_is_open_only_if_no_alternative_reaches_it)
{
	struct make m;
	struct content *light, *heavy;

	make_alternatives(&m, "P");
	m.b.assemblies_complete = true;
	make_linked(&m);
	light = &m.b.content[m.b.content_start[make_find(&m, "LIGHT")]];
	heavy = &m.b.content[m.b.content_start[make_find(&m, "HEAVY")]];
	light->amount.hi = heavy->amount.hi;
	light->amount.hi_open = true;
	expect(&m, COLUMN_CHANNEL(DY), "P", "[0.9, 1]");
	heavy->amount.lo = NUM_ZERO;
	heavy->amount.hi_open = true;
	expect(&m, COLUMN_CHANNEL(DY), "P", "[0, 1)");
	make_free(&m);
}
END_TEST

/* Of A and B nobody says anything; the others say what may be in them. */
START_TEST(silent_leaves_are_alike_and_others_are_not)
{
	struct make m;

	make_init(&m);
	make_item(&m, "P", NULL);
	make_item(&m, "A", NULL);
	make_item(&m, "C", NULL);
	make_item(&m, "D", "5");
	make_item(&m, "M", NULL);
	make_item(&m, "B", NULL);
	make_use(&m, "P", "A", "1");
	make_use(&m, "P", "C", "2");
	make_use(&m, "P", "D", "3");
	make_use(&m, "P", "M", "4");
	make_use(&m, "P", "B", "5");
	make_complete(&m, "C");
	m.b.item[make_find(&m, "M")].form = FORM_MAGNET;
	m.b.assemblies_complete = true;
	make_linked(&m);
	for (size_t i = 0; i < 2; i++) {
		const char *silent = i == 0 ? "A" : "B";

		expect(&m, COLUMN_CHANNEL(DY), silent, "[0, infinite)");
		expect(&m, COLUMN_CHANNEL(MAGNETS), silent, "[0, infinite)");
		expect(&m, COLUMN_MARGIN(&plan, MARGIN_DY), silent,
		    "[-infinite, infinite)");
		expect(&m, COLUMN_MASS, silent, "(0, infinite)");
	}
	expect(&m, COLUMN_CHANNEL(DY), "C", "[0, 0]");
	expect(&m, COLUMN_MASS, "C", "(0, infinite)");
	expect(&m, COLUMN_CHANNEL(DY), "D", "[0, 5]");
	expect(&m, COLUMN_CHANNEL(DY), "M", "[0, infinite)");
	expect(&m, COLUMN_CHANNEL(DY), "P", "[0, infinite)");
	expect(&m, COLUMN_MASS, "P", "(15, infinite)");
	make_free(&m);
}
END_TEST

/* Silent alternatives: at most the heavier of them, not both. */
START_TEST(silent_alternatives_do_not_add_up)
{
	struct make m;
	uint32_t note;

	make_init(&m);
	make_item(&m, "P", NULL);
	make_item(&m, "A", "7");
	make_item(&m, "B", "5");
	make_item(&m, "C", "1");
	note = bom_note(
	    &m.b, (struct use_note){ .place = bom_text(&m.b, STR("x")) });
	make_use(&m, "P", "A", "2")->note = note;
	make_use(&m, "P", "C", "3");
	make_use(&m, "P", "B", "2")->note = note;
	m.b.assemblies_complete = true;
	make_linked(&m);
	expect(&m, COLUMN_CHANNEL(SUM), "P", "[0, 17]");
	expect(&m, COLUMN_MASS, "P", "[13, 17]");
	make_free(&m);
}
END_TEST

START_TEST(quantities_multiply_down_exactly)
{
	struct make m;

	make_init(&m);
	make_item(&m, "TABLE", NULL)->flags |= ITEM_COMPLETE;
	make_item(&m, "LEG", NULL)->flags |= ITEM_COMPLETE;
	make_item(&m, "SCREW", "1");
	make_use(&m, "TABLE", "LEG", "4");
	make_use(&m, "LEG", "SCREW", "4");
	make_item(&m, "X", NULL)->flags |= ITEM_COMPLETE;
	make_item(&m, "Y", NULL)->flags |= ITEM_COMPLETE;
	make_item(&m, "Z", "1");
	make_use(&m, "X", "Y", "0.311");
	make_use(&m, "Y", "Z", "0.0275");
	make_linked(&m);
	expect(&m, COLUMN_MASS, "TABLE", "[16, 16]");
	expect(&m, COLUMN_MASS, "X", "[0.0085525, 0.0085525]");
	make_free(&m);
}
END_TEST

START_TEST(twenty_six_items_with_sixteen_million_paths_are_instant)
{
	struct make m;
	char a[16], b[16];

	make_init(&m);
	for (int i = 0; i < 26; i++) {
		snprintf(a, sizeof(a), "N%02d", i);
		make_item(&m, a, i == 25 ? "1" : NULL)->flags |= ITEM_COMPLETE;
	}
	for (int i = 0; i < 26; i++)
		for (int k = i + 1; k < 26; k++) {
			snprintf(a, sizeof(a), "N%02d", i);
			snprintf(b, sizeof(b), "N%02d", k);
			make_use(&m, a, b, "1");
		}
	make_linked(&m);
	ck_assert_uint_eq(m.b.nuse, 325);
	expect(&m, COLUMN_MASS, "N00", "[16777216, 16777216]");
	make_free(&m);
}
END_TEST

START_TEST(chain_of_a_hundred_thousand_is_no_recursion)
{
	struct make m;
	char a[16], b[16];

	make_init(&m);
	for (int i = 0; i < 100000; i++) {
		snprintf(a, sizeof(a), "C%06d", i);
		make_item(&m, a, i == 99999 ? "7" : NULL)->flags |=
		    ITEM_COMPLETE;
	}
	for (int i = 0; i + 1 < 100000; i++) {
		snprintf(a, sizeof(a), "C%06d", i);
		snprintf(b, sizeof(b), "C%06d", i + 1);
		make_use(&m, a, b, "1");
	}
	make_linked(&m);
	expect(&m, COLUMN_MASS, "C000000", "[7, 7]");
	make_free(&m);
}
END_TEST

/* Gives up at the second item. */
static enum status
give_up(void *to, uint32_t item, const struct exact *x)
{
	(void)item;
	(void)x;
	return ++*(int *)to == 2 ? ST_IO : ST_OK;
}

START_TEST(a_visitor_may_end_the_pass)
{
	uint32_t item[] = { 0, 1, 2 };
	struct findings f = { 0 };
	struct error err = { 0 };
	struct trace *t = NULL;
	struct make m;
	int n = 0;

	make_init(&m);
	make_item(&m, "A", "1");
	make_item(&m, "B", "1");
	make_item(&m, "C", "1");
	make_linked(&m);
	ck_assert_int_eq(trace_run(&m.b, &plan, 1, &t, &f, &err), ST_OK);
	ck_assert_int_eq(trace_exact_each(t, COLUMN_CHANNEL(SUM), item, 3,
			     give_up, &n, &err),
	    ST_IO);
	ck_assert_int_eq(n, 2);
	trace_free(t);
	findings_free(&f);
	make_free(&m);
}
END_TEST

START_TEST(bits_do_not_depend_on_the_number_of_threads)
{
	struct findings f = { 0 };
	struct error err = { 0 };
	struct trace *one = NULL, *many = NULL;
	char name[16], text[24];
	struct make m;

	/* a level of 20,000 is shared among threads */
	make_init(&m);
	make_item(&m, "P", "1000000");
	for (int i = 0; i < 20000; i++) {
		snprintf(name, sizeof(name), "L%05d", i);
		snprintf(text, sizeof(text), "%d.%03d", 1 + i % 40, i % 1000);
		make_item(&m, name, i % 7 == 0 ? NULL : text);
		make_use(&m, "P", name, i % 3 == 0 ? "0.1" : "3");
		if (i % 5 == 0)
			make_line(&m, name, "Dy", "0.0123", true);
	}
	make_linked(&m);
	ck_assert_int_eq(trace_run(&m.b, &plan, 1, &one, &f, &err), ST_OK);
	ck_assert_int_eq(trace_run(&m.b, &plan, 7, &many, &f, &err), ST_OK);
	for (uint32_t i = 0; i < m.b.nitem; i++)
		for (size_t c = 0; c <= COLUMN_MARGIN(&plan, MARGIN_DY); c++) {
			struct bounds a, b;

			memset(&a, 0, sizeof(a));
			memset(&b, 0, sizeof(b));
			trace_bounds(one, c, i, &a);
			trace_bounds(many, c, i, &b);
			ck_assert_mem_eq(&a.lo, &b.lo, sizeof(double));
			ck_assert_mem_eq(&a.hi, &b.hi, sizeof(double));
			ck_assert_mem_eq(&a.lo_err, &b.lo_err, sizeof(double));
			ck_assert_mem_eq(&a.hi_err, &b.hi_err, sizeof(double));
		}
	trace_free(one);
	trace_free(many);
	findings_free(&f);
	make_free(&m);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_checked_fixture(tc, set_up, tear_down);
	tcase_add_test(tc, bits_do_not_depend_on_the_number_of_threads);
	tcase_add_loop_test(tc, a_whole_item_counts_if_it_holds_any, 0,
	    (int)(sizeof(wholes) / sizeof(wholes[0])));
	tcase_add_test(tc, whole_items_add_up_over_all_ways);
	tcase_add_test(tc, one_of_the_alternatives_is_built_in);
	tcase_add_test(tc, an_end_is_open_only_if_no_alternative_reaches_it);
	tcase_add_test(tc, silent_leaves_are_alike_and_others_are_not);
	tcase_add_test(tc, silent_alternatives_do_not_add_up);
	tcase_add_test(tc, quantities_multiply_down_exactly);
	tcase_add_test(
	    tc, twenty_six_items_with_sixteen_million_paths_are_instant);
	tcase_add_test(tc, chain_of_a_hundred_thousand_is_no_recursion);
	tcase_add_test(tc, a_visitor_may_end_the_pass);
}

int
main(void)
{
	return run_suite("trace_ways", add);
}
