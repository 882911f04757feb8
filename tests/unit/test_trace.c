/* SPDX-License-Identifier: Apache-2.0 */
/* Tests of trace: bounds to the digit, in doubles and exactly. */
#include "core/trace/trace.h"

#include "core/base/limits.h"
#include "tests/unit/build.h"
#include "tests/unit/run.h"

#include <math.h>
#include <stdio.h>

/* Channels of these tests. */
enum { DY, SUM, SUM_CN, MAGNETS, NCHANNEL };
/* Margins: the sum against 0.1 %, Dy against 0.1 %. */
enum { MARGIN_SUM, MARGIN_DY, NMARGIN };

static struct channel channels[NCHANNEL];
static struct margin margins[NMARGIN];
static mpq_t per_mille;
static const struct plan plan = { channels, NCHANNEL, margins, NMARGIN };

static void
set_up(void)
{
	memset(channels, 0, sizeof(channels));
	channels[DY].elements = 1u << element_find(STR("Dy"));
	channels[SUM].elements = ALL_ELEMENTS;
	channels[SUM_CN].elements = ALL_ELEMENTS;
	channels[SUM_CN].policy = POLICY_ANY_STAGE;
	strcpy(channels[SUM_CN].country[0], "CN");
	channels[MAGNETS].elements = channels[DY].elements;
	channels[MAGNETS].measure = MEASURE_ITEM;
	channels[MAGNETS].forms = 1u << FORM_MAGNET;
	mpq_init(per_mille);
	mpq_set_ui(per_mille, 1, 1000);
	margins[MARGIN_SUM] = (struct margin){ SUM, per_mille };
	margins[MARGIN_DY] = (struct margin){ DY, per_mille };
}

static void
tear_down(void)
{
	mpq_clear(per_mille);
}

/* "[1, 11]", "(0, infinite)" as the exact roll-up has it. */
static void
exact_text(const struct make *m, size_t column, const char *part, char out[400])
{
	struct findings f = { 0 };
	struct error err = { 0 };
	struct trace *t = NULL;
	uint32_t item = make_find(m, part);
	char lo[NUM_TEXT], hi[NUM_TEXT];
	struct bounds d;
	struct exact x;

	ck_assert_int_eq(trace_run(&m->b, &plan, 2, &t, &f, &err), ST_OK);
	exact_init(&x);
	ck_assert_int_eq(trace_exact(t, column, &item, 1, &x, &err), ST_OK);
	trace_bounds(t, column, item, &d);
	/* the doubles agree with the exact ends within their bound */
	ck_assert(x.lo_infinite == !isfinite(d.lo) || !isfinite(d.lo_err));
	ck_assert(x.hi_infinite == !isfinite(d.hi) || !isfinite(d.hi_err));
	if (!x.lo_infinite && isfinite(d.lo_err))
		ck_assert_double_le(
		    fabs(mpq_get_d(x.lo) - d.lo), d.lo_err + 1e-300);
	if (!x.hi_infinite && isfinite(d.hi_err))
		ck_assert_double_le(
		    fabs(mpq_get_d(x.hi) - d.hi), d.hi_err + 1e-300);
	ck_assert(d.lo_err > 0 || d.lo_open == x.lo_open);
	ck_assert(d.hi_err > 0 || x.hi_infinite || d.hi_open == x.hi_open);
	num_format_exact(lo, x.lo);
	num_format_exact(hi, x.hi);
	snprintf(out, 400, "%c%s, %s%c", x.lo_open ? '(' : '[',
	    x.lo_infinite ? "-infinite" : lo, x.hi_infinite ? "infinite" : hi,
	    x.hi_infinite || x.hi_open ? ')' : ']');
	exact_clear(&x);
	trace_free(t);
	findings_free(&f);
}

static void
expect(const struct make *m, size_t column, const char *part, const char *want)
{
	char got[400];

	exact_text(m, column, part, got);
	ck_assert_str_eq(got, want);
}

START_TEST(undeclared_part_widens_once_for_all_elements)
{
	struct make m;

	make_init(&m);
	make_item(&m, "P", "1010");
	make_item(&m, "A", "1000");
	make_item(&m, "B", "10");
	make_use(&m, "P", "A", "1");
	make_use(&m, "P", "B", "1");
	make_line(&m, "A", "Dy", "1", false);
	make_complete(&m, "A");
	make_linked(&m);
	expect(&m, COLUMN_CHANNEL(DY), "P", "[1, 11]");
	expect(&m, COLUMN_CHANNEL(SUM), "P", "[1, 11]");
	expect(&m, COLUMN_MASS, "P", "[1010, 1010]");
	expect(&m, COLUMN_CHANNEL(SUM), "B", "[0, 10]");
	make_free(&m);
}
END_TEST

/* Nothing is known of A1, A2 and A: each may hold anything, as one number. */
START_TEST(only_what_carries_declared_content_is_rolled_up_by_channel)
{
	struct findings f = { 0 };
	struct error err = { 0 };
	struct trace *t = NULL;
	struct make m;

	make_init(&m);
	make_item(&m, "P", NULL);
	make_item(&m, "A", NULL);
	make_item(&m, "A1", NULL);
	make_item(&m, "A2", NULL);
	make_item(&m, "M", "10");
	make_use(&m, "P", "A", "1");
	make_use(&m, "P", "M", "1");
	make_use(&m, "A", "A1", "1");
	make_use(&m, "A", "A2", "1");
	make_line(&m, "M", "Dy", "1", false);
	make_linked(&m);
	ck_assert_int_eq(trace_run(&m.b, &plan, 1, &t, &f, &err), ST_OK);
	ck_assert_uint_eq(trace_rows(t), 2); /* M and P */
	trace_free(t);
	findings_free(&f);
	expect(&m, COLUMN_CHANNEL(DY), "A", "[0, infinite)");
	expect(&m, COLUMN_CHANNEL(DY), "P", "[1, infinite)");
	make_free(&m);
}
END_TEST

START_TEST(element_line_speaks_of_all_of_that_element)
{
	struct make m;

	make_init(&m);
	make_item(&m, "A", "1000");
	make_line(&m, "A", "Dy", "1", false);
	make_linked(&m);
	expect(&m, COLUMN_CHANNEL(DY), "A", "[1, 1]");
	expect(&m, COLUMN_CHANNEL(SUM), "A", "[1, 1000]");
	make_free(&m);
}
END_TEST

START_TEST(total_on_parent_and_on_child_count_once)
{
	struct make m;

	make_init(&m);
	make_item(&m, "P", "1500");
	make_item(&m, "C", "1500");
	make_use(&m, "P", "C", "1");
	make_line(&m, "P", "Dy", "37.5", false)->scope = SCOPE_TOTAL;
	make_line(&m, "C", "Dy", "37.5", false);
	make_complete(&m, "C");
	make_linked(&m);
	expect(&m, COLUMN_CHANNEL(DY), "P", "[37.5, 37.5]");
	make_free(&m);
}
END_TEST

START_TEST(mass_beyond_the_parts_stays_open)
{
	struct make m;

	make_init(&m);
	make_item(&m, "P", "1000");
	make_item(&m, "C", "450");
	make_use(&m, "P", "C", "2");
	make_complete(&m, "C");
	make_linked(&m);
	expect(&m, COLUMN_CHANNEL(SUM), "P", "[0, 100]");
	expect(&m, COLUMN_CHANNEL(DY), "P", "[0, 100]");
	make_free(&m);
}
END_TEST

START_TEST(fully_declared_alloy_leaves_exactly_nothing)
{
	struct make m;

	make_init(&m);
	make_item(&m, "A", "3");
	make_inert(&m, "A", "0.7", true);
	make_line(&m, "A", "Nd", "0.2", true);
	make_inert(&m, "A", "0.1", true);
	make_linked(&m);
	expect(&m, COLUMN_CHANNEL(SUM), "A", "[0.6, 0.6]");
	expect(&m, COLUMN_CHANNEL(DY), "A", "[0, 0]");
	make_free(&m);
}
END_TEST

START_TEST(parts_that_sum_to_the_whole_leave_exactly_nothing)
{
	struct make m;

	/* 0.1 + 0.2 is not 0.3 in doubles, and W is not stated */
	make_init(&m);
	make_item(&m, "P", "0.3");
	make_item(&m, "W", NULL)->flags |= ITEM_COMPLETE;
	make_item(&m, "A", "0.1");
	make_item(&m, "B", "0.2");
	make_use(&m, "P", "W", "1");
	make_use(&m, "W", "A", "1");
	make_use(&m, "W", "B", "1");
	make_complete(&m, "A");
	make_complete(&m, "B");
	make_linked(&m);
	expect(&m, COLUMN_CHANNEL(SUM), "P", "[0, 0]");
	make_free(&m);
}
END_TEST

START_TEST(below_a_limit_is_open_and_not_above_is_closed)
{
	struct make m;

	make_init(&m);
	make_item(&m, "A", NULL);
	make_line(&m, "A", "Dy", "[0,0.001)", true);
	make_item(&m, "B", NULL);
	make_line(&m, "B", "Dy", "[0,0.001]", true);
	make_item(&m, "C", "20");
	make_line(&m, "C", "Dy", "[0,0.001)", true);
	make_linked(&m);
	/* the mass of A and B is unknown: still the sign of the margin */
	expect(&m, COLUMN_MARGIN(&plan, MARGIN_DY), "A", "[-infinite, 0)");
	expect(&m, COLUMN_MARGIN(&plan, MARGIN_DY), "B", "[-infinite, 0]");
	expect(&m, COLUMN_MARGIN(&plan, MARGIN_DY), "C", "[-0.02, 0)");
	expect(
	    &m, COLUMN_MARGIN(&plan, MARGIN_SUM), "A", "[-infinite, infinite)");
	make_free(&m);
}
END_TEST

START_TEST(present_without_amount_is_above_zero)
{
	struct make m;

	make_init(&m);
	make_item(&m, "A", "5");
	make_line(&m, "A", "Dy", "(0,)", false);
	make_linked(&m);
	expect(&m, COLUMN_CHANNEL(DY), "A", "(0, 5]");
	make_free(&m);
}
END_TEST

START_TEST(sum_stated_for_a_group_bounds_each_and_the_sum)
{
	struct make m;

	make_init(&m);
	make_item(&m, "A", "100");
	make_line(&m, "A", "all", "[0,0.001]", true)->kind = CONTENT_NEGATIVE;
	make_linked(&m);
	expect(&m, COLUMN_CHANNEL(DY), "A", "[0, 0.1]");
	expect(&m, COLUMN_CHANNEL(SUM), "A", "[0, 0.1]");
	make_free(&m);
}
END_TEST

START_TEST(origin_of_one_stage_leaves_the_others_open)
{
	struct make m;

	make_init(&m);
	make_item(&m, "A", "100")->form = FORM_MAGNET;
	make_line(&m, "A", "Nd", "30", false);
	make_complete(&m, "A");
	make_origin(&m, "A", STAGE_MINING, "AU", "1");
	make_item(&m, "B", "100")->form = FORM_MAGNET;
	make_line(&m, "B", "Nd", "30", false);
	make_complete(&m, "B");
	make_origin(&m, "B", STAGE_ALL, "JP", "1");
	make_item(&m, "C", "100")->form = FORM_MAGNET;
	make_line(&m, "C", "Nd", "30", false);
	make_complete(&m, "C");
	make_origin(&m, "C", STAGE_SEPARATION, "CN", "0.6");
	make_linked(&m);
	expect(&m, COLUMN_CHANNEL(SUM_CN), "A", "[0, 30]");
	expect(&m, COLUMN_CHANNEL(SUM_CN), "B", "[0, 0]");
	expect(&m, COLUMN_CHANNEL(SUM_CN), "C", "[18, 30]");
	make_free(&m);
}
END_TEST

START_TEST(share_of_lots_is_all_or_nothing_for_one_unit)
{
	struct make m;

	make_init(&m);
	make_item(&m, "A", "100")->form = FORM_ORE;
	make_line(&m, "A", "Nd", "30", false);
	make_complete(&m, "A");
	make_origin(&m, "A", STAGE_MINING, "CN", "0.6")->blend = 0;
	make_origin(&m, "A", STAGE_MINING, "AU", "0.4")->blend = 0;
	make_item(&m, "B", "100")->form = FORM_ORE;
	make_line(&m, "B", "Nd", "30", false);
	make_complete(&m, "B");
	make_origin(&m, "B", STAGE_MINING, "CN", "0.6");
	make_origin(&m, "B", STAGE_MINING, "AU", "0.4");
	make_linked(&m);
	expect(&m, COLUMN_CHANNEL(SUM_CN), "A", "[0, 30]");
	expect(&m, COLUMN_CHANNEL(SUM_CN), "B", "[18, 18]");
	make_free(&m);
}
END_TEST

START_TEST(worked_case_holds_to_the_digit)
{
	struct make m;

	/* 1.5 kg of magnet with 2.5 % Dy: 37.5 g */
	make_init(&m);
	make_item(&m, "CAR", "1500000");
	make_item(&m, "MOTOR", "40000");
	make_item(&m, "MAGNET", "50");
	make_use(&m, "CAR", "MOTOR", "1");
	make_use(&m, "MOTOR", "MAGNET", "30");
	make_line(&m, "MAGNET", "Dy", "0.025", true);
	make_linked(&m);
	expect(&m, COLUMN_CHANNEL(DY), "MAGNET", "[1.25, 1.25]");
	make_free(&m);
}
END_TEST

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

START_TEST(contradictions_are_findings_and_stay_open)
{
	struct findings f = { 0 };
	struct error err = { 0 };
	struct trace *t = NULL;
	struct make m;

	make_init(&m);
	make_item(&m, "HEAVY", "5");
	make_item(&m, "C", "6");
	make_use(&m, "HEAVY", "C", "1");
	make_item(&m, "FULL", "5");
	make_line(&m, "FULL", "Nd", "6", false);
	make_item(&m, "TOTAL", "5");
	make_item(&m, "D", "5");
	make_use(&m, "TOTAL", "D", "1");
	make_line(&m, "TOTAL", "Dy", "1", false)->scope = SCOPE_TOTAL;
	make_line(&m, "D", "Dy", "2", false);
	make_linked(&m);
	ck_assert_int_eq(trace_run(&m.b, &plan, 1, &t, &f, &err), ST_OK);
	ck_assert_uint_eq(f.warnings, 3);
	ck_assert_uint_eq(f.list[0].at.line, m.b.item[0].at.line);
	ck_assert_ptr_nonnull(strstr(f.list[0].text, "weigh more"));
	ck_assert_ptr_nonnull(strstr(f.list[1].text, "exceeds its mass"));
	ck_assert_ptr_nonnull(strstr(f.list[2].text, "contradicts"));
	trace_free(t);
	findings_free(&f);
	make_free(&m);
}
END_TEST

START_TEST(a_total_beside_the_sum_leaves_its_least_as_it_is)
{
	struct make m;

	make_init(&m);
	make_item(&m, "P", NULL);
	make_item(&m, "A", NULL);
	make_use(&m, "P", "A", "7");
	make_line(&m, "A", "Dy", "0.25", true);
	make_line(&m, "P", "Dy,Nd", "(0,)", false)->scope = SCOPE_TOTAL;
	/* little beside a lot: its rounding error is not that of the lot */
	make_item(&m, "Q", NULL);
	make_item(&m, "LOT", "1e15");
	make_use(&m, "Q", "LOT", "1");
	make_line(&m, "Q", "Dy", "0.91", false)->scope = SCOPE_OWN;
	make_line(&m, "Q", "all", "0.3", true)->scope = SCOPE_TOTAL;
	make_linked(&m);
	expect(&m, COLUMN_CHANNEL(DY), "P", "(0, infinite)");
	expect(&m, COLUMN_CHANNEL(DY), "Q", "[0.91, 1000000000000000.91]");
	make_free(&m);
}
END_TEST

START_TEST(of_as_many_as_nobody_knows_only_the_sign_counts)
{
	struct make m;

	make_init(&m);
	make_item(&m, "P", NULL);
	make_complete(&m, "P")->scope = SCOPE_OWN;
	make_item(&m, "A", "3");
	make_use(&m, "P", "A", "1")->qty = BOM_NONE;
	make_line(&m, "A", "Dy", "0.003", false);
	make_complete(&m, "A");
	/* the mass of its own is a difference that is nothing */
	make_item(&m, "Q", NULL);
	make_complete(&m, "Q")->scope = SCOPE_OWN;
	make_item(&m, "B", "0.3");
	make_item(&m, "C", NULL);
	make_item(&m, "D", "0.1");
	make_use(&m, "Q", "B", "1")->qty = BOM_NONE;
	make_use(&m, "B", "C", "3");
	make_use(&m, "C", "D", "1");
	make_complete(&m, "D");
	for (uint32_t i = 0; i < m.b.nitem; i++)
		if (str_is(bom_part(&m.b, i), "C") ||
		    str_is(bom_part(&m.b, i), "P") ||
		    str_is(bom_part(&m.b, i), "Q"))
			m.b.item[i].flags |= ITEM_COMPLETE;
	make_linked(&m);
	expect(&m, COLUMN_MARGIN(&plan, MARGIN_DY), "A", "[0, 0]");
	expect(&m, COLUMN_MARGIN(&plan, MARGIN_DY), "P", "[0, 0]");
	expect(&m, COLUMN_CHANNEL(SUM), "B", "[0, 0]");
	expect(&m, COLUMN_CHANNEL(SUM), "Q", "[0, 0]");
	make_free(&m);
}
END_TEST

/* Of two statements that exclude each other, neither hides the other. */
START_TEST(what_contradicts_a_mass_leaves_both_readings)
{
	struct make m;

	make_init(&m);
	make_item(&m, "LIGHT", "0.5");
	make_item(&m, "A", "7");
	make_use(&m, "LIGHT", "A", "1");
	make_item(&m, "FULL", "5");
	make_line(&m, "FULL", "Nd", "[6,8]", false);
	make_item(&m, "PAIR", "10");
	make_line(&m, "PAIR", "all", "0.5", false);
	make_line(&m, "PAIR", "Nd", "0.9", false);
	make_linked(&m);
	expect(&m, COLUMN_CHANNEL(SUM), "LIGHT", "[0, 7]");
	expect(&m, COLUMN_CHANNEL(SUM), "FULL", "[5, 8]");
	expect(&m, COLUMN_CHANNEL(SUM), "PAIR", "[0.5, 0.9]");
	expect(&m, COLUMN_CHANNEL(SUM_CN), "PAIR", "[0, 0.9]");
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
	tcase_add_test(tc, a_total_beside_the_sum_leaves_its_least_as_it_is);
	tcase_add_test(tc, of_as_many_as_nobody_knows_only_the_sign_counts);
	tcase_add_test(tc, what_contradicts_a_mass_leaves_both_readings);
	tcase_add_test(tc, bits_do_not_depend_on_the_number_of_threads);
	tcase_add_checked_fixture(tc, set_up, tear_down);
	tcase_add_test(tc, undeclared_part_widens_once_for_all_elements);
	tcase_add_test(
	    tc, only_what_carries_declared_content_is_rolled_up_by_channel);
	tcase_add_test(tc, element_line_speaks_of_all_of_that_element);
	tcase_add_test(tc, total_on_parent_and_on_child_count_once);
	tcase_add_test(tc, mass_beyond_the_parts_stays_open);
	tcase_add_test(tc, fully_declared_alloy_leaves_exactly_nothing);
	tcase_add_test(tc, parts_that_sum_to_the_whole_leave_exactly_nothing);
	tcase_add_test(tc, below_a_limit_is_open_and_not_above_is_closed);
	tcase_add_test(tc, present_without_amount_is_above_zero);
	tcase_add_test(tc, sum_stated_for_a_group_bounds_each_and_the_sum);
	tcase_add_test(tc, origin_of_one_stage_leaves_the_others_open);
	tcase_add_test(tc, share_of_lots_is_all_or_nothing_for_one_unit);
	tcase_add_test(tc, worked_case_holds_to_the_digit);
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
	tcase_add_test(tc, contradictions_are_findings_and_stay_open);
}

int
main(void)
{
	return run_suite("trace", add);
}
