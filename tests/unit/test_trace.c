/* SPDX-License-Identifier: Apache-2.0 */
/* Tests of trace: bounds to the digit, in doubles and exactly. */
#include "core/base/limits.h"
#include "core/trace/trace.h"
#include "tests/unit/traced.h"

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

static void
add(TCase *tc)
{
	tcase_add_test(tc, a_total_beside_the_sum_leaves_its_least_as_it_is);
	tcase_add_test(tc, of_as_many_as_nobody_knows_only_the_sign_counts);
	tcase_add_test(tc, what_contradicts_a_mass_leaves_both_readings);
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
	tcase_add_test(tc, contradictions_are_findings_and_stay_open);
}

int
main(void)
{
	return run_suite("trace", add);
}
