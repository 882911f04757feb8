/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Tests of ask: how near an answer is to the limit, by masses, shares and
 * values that are stated or not.
 */
#include "core/rules/ask/ask.h"
#include "tests/unit/asked.h"

static const struct {
	const char *is, *limit, *box, *mag, *first;
	uint32_t clear[2], triggered[2]; /* fewest: least, most */
} limits[] = {
	/* 0 to 12 g; without BOX 0 to 2 g, without MAG 0 to 10 g */
	{ "at-least", "5 g", "1 1 1 0", "0 0 0 0", "BOX", { 1, 1 }, { 1, 1 } },
	{ "at-least", "2 g", "0 1 1 0", "0 1 1 0", "BOX", { 2, 2 }, { 1, 1 } },
	{ "above", "2 g", "1 1 1 0", "0 0 0 0", "BOX", { 1, 1 }, { 1, 1 } },
	{ "at-least", "10 g", "1 1 1 0", "0 0 0 0", "BOX", { 1, 1 }, { 1, 1 } },
	{ "above", "10 g", "1 0 1 0", "1 0 1 0", "BOX", { 1, 1 }, { 2, 2 } },
	{ "at-least", "12 g", "1 0 1 0", "1 0 1 0", "BOX", { 1, 1 }, { 2, 2 } },
};

START_TEST(limits_on_paper)
{
	struct asked a;
	char rules[1000];

	two_gaps(&a);
	snprintf(rules, sizeof(rules), PRESENCE("%s", "%s"), limits[_i].is,
	    limits[_i].limit);
	ask(&a, rules);
	settles(&a, QUESTION_CONTENT, "BOX", limits[_i].box);
	settles(&a, QUESTION_ORIGIN, "MAG", limits[_i].mag);
	first_is(&a, QUESTION_CONTENT, limits[_i].first);
	fewest(&a.q.verdict[0].clear, limits[_i].clear[0], limits[_i].clear[1]);
	fewest(&a.q.verdict[0].triggered, limits[_i].triggered[0],
	    limits[_i].triggered[1]);
	done(&a);
}
END_TEST

/* TOP holds `q` of a BOX of 8 g stated, with parts that state no mass. */
static void
under_a_total(struct asked *a, int parts)
{
	memset(a, 0, sizeof(*a));
	make_init(&a->m);
	make_item(&a->m, "TOP", NULL)->flags |= ITEM_COMPLETE;
	make_item(&a->m, "BOX", "8")->flags |= ITEM_COMPLETE;
	make_item(&a->m, "ONE", NULL);
	make_use(&a->m, "TOP", "BOX", "1");
	make_use(&a->m, "BOX", "ONE", "3");
	if (parts > 1) {
		make_item(&a->m, "TWO", NULL);
		make_use(&a->m, "BOX", "TWO", "1");
	}
}

START_TEST(one_gap_under_a_stated_mass_is_all_of_it)
{
	struct asked a;

	under_a_total(&a, 1);
	ask(&a, PRESENCE("at-least", "5 g"));
	/* half of it mined, half separated in China: that tells no sum */
	settles(&a, QUESTION_CONTENT, "ONE", "1 1 1 0");
	removes(&a, QUESTION_CONTENT, "ONE", "8", "8");
	fewest(&a.q.verdict[0].clear, 1, 1);
	done(&a);
}
END_TEST

START_TEST(one_of_two_gaps_under_a_stated_mass_removes_nothing_for_sure)
{
	struct asked a;

	under_a_total(&a, 2);
	ask(&a, PRESENCE("at-least", "5 g"));
	settles(&a, QUESTION_CONTENT, "ONE", "0 1 1 0");
	settles(&a, QUESTION_CONTENT, "TWO", "0 1 1 0");
	removes(&a, QUESTION_CONTENT, "ONE", "0", "8");
	fewest(&a.q.verdict[0].triggered, 1, 1);
	ck_assert(a.q.verdict[0].clear.possible);
	ck_assert_uint_eq(a.q.verdict[0].clear.most, 2);
	done(&a);
}
END_TEST

START_TEST(a_stated_mass_stops_what_an_answer_could_trigger)
{
	struct asked a;

	under_a_total(&a, 1);
	make_item(&a.m, "CAN", "4");
	make_use(&a.m, "TOP", "CAN", "1");
	ask(&a, PRESENCE("at-least", "9 g"));
	/* 8 g in the box at most, 4 g in the can: neither is 9 g alone */
	settles(&a, QUESTION_CONTENT, "ONE", "1 0 1 0");
	settles(&a, QUESTION_CONTENT, "CAN", "1 0 1 0");
	fewest(&a.q.verdict[0].triggered, 2, 2);
	done(&a);
}
END_TEST

START_TEST(a_share_of_a_stated_mass)
{
	struct asked a;

	memset(&a, 0, sizeof(a));
	make_init(&a.m);
	make_item(&a.m, "TOP", "1000")->flags |= ITEM_COMPLETE;
	make_item(&a.m, "BOX", "10");
	make_item(&a.m, "MAG", "5");
	make_use(&a.m, "TOP", "BOX", "1");
	make_use(&a.m, "TOP", "MAG", "1");
	make_line(&a.m, "MAG", "Dy", "2", false);
	make_complete(&a.m, "MAG");
	ask(&a, MASS_SHARE("at-least", "0.2 %"));
	/* 2 g of 1000 g are the limit */
	settles(&a, QUESTION_CONTENT, "BOX", "0 1 1 0");
	settles(&a, QUESTION_ORIGIN, "MAG", "0 1 1 0");
	removes(&a, QUESTION_CONTENT, "BOX", "10", "10");
	done(&a);
}
END_TEST

START_TEST(a_share_of_a_mass_that_nobody_states)
{
	struct asked a;

	/* 2 g Dy from China and a BOX of 10 g that may hold no more of it */
	memset(&a, 0, sizeof(a));
	make_init(&a.m);
	make_item(&a.m, "TOP", NULL);
	make_item(&a.m, "MAG", "5");
	make_use(&a.m, "TOP", "MAG", "1");
	make_line(&a.m, "MAG", "Dy", "2", false);
	make_origin(&a.m, "MAG", STAGE_ALL, "CN", "1");
	make_complete(&a.m, "MAG");
	make_complete(&a.m, "TOP")->scope = SCOPE_OWN;
	ask(&a, MASS_SHARE("at-least", "1 %"));
	/* in 5 g it is 40 %, in 5 kg next to nothing */
	settles(&a, QUESTION_MASS, "TOP", "1 1 1 1");
	ck_assert(question_is_own(&a.m.b, find(&a, QUESTION_MASS, "TOP")));
	ck_assert(!a.q.verdict[0].clear.possible);
	done(&a);
}
END_TEST

START_TEST(a_silent_thing_without_a_mass_may_answer_in_percent)
{
	struct asked a;

	memset(&a, 0, sizeof(a));
	make_init(&a.m);
	make_item(&a.m, "BOX", NULL);
	ask(&a, MASS_SHARE("at-least", "1 %"));
	settles(&a, QUESTION_CONTENT, "BOX", "1 1 1 0");
	done(&a);
}
END_TEST

START_TEST(a_mass_where_only_the_share_is_known)
{
	struct asked a;

	memset(&a, 0, sizeof(a));
	make_init(&a.m);
	make_item(&a.m, "TOP", NULL)->flags |= ITEM_COMPLETE;
	make_item(&a.m, "MAG", NULL);
	make_use(&a.m, "TOP", "MAG", "4");
	make_line(&a.m, "MAG", "Dy", "0.3", true);
	make_origin(&a.m, "MAG", STAGE_ALL, "CN", "1");
	make_complete(&a.m, "MAG");
	ask(&a, PRESENCE("at-least", "6 g"));
	settles(&a, QUESTION_MASS, "MAG", "1 1 1 0");
	ck_assert(!question_is_own(&a.m.b, find(&a, QUESTION_MASS, "MAG")));
	done(&a);
}
END_TEST

START_TEST(a_value_and_a_price_that_are_missing)
{
	struct asked a;
	struct item *top;

	memset(&a, 0, sizeof(a));
	make_init(&a.m);
	top = make_item(&a.m, "TOP", "100");
	top->flags |= ITEM_COMPLETE;
	make_item(&a.m, "MAG", "5");
	make_use(&a.m, "TOP", "MAG", "1");
	make_line(&a.m, "MAG", "Dy", "2", false);
	make_origin(&a.m, "MAG", STAGE_ALL, "CN", "1");
	make_complete(&a.m, "MAG");
	*bom_add_price(&a.m.b) =
	    (struct price){ .element = (uint32_t)element_find(STR("Dy")),
		    .guise = GUISE_METAL,
		    .currency = bom_text(&a.m.b, STR("USD")),
		    .amount = make_number(&a.m, "3") };
	ask(&a, VALUE_SHARE("at-least", "0.1 %"));
	/* 6 USD: of 6000 USD the limit */
	settles(&a, QUESTION_VALUE, "TOP", "1 1 1 1");
	done(&a);

	memset(&a, 0, sizeof(a));
	make_init(&a.m);
	top = make_item(&a.m, "TOP", "100");
	top->flags |= ITEM_COMPLETE;
	top->value = make_number(&a.m, "6000");
	top->currency = bom_text(&a.m.b, STR("USD"));
	make_item(&a.m, "MAG", "5");
	make_use(&a.m, "TOP", "MAG", "1");
	make_line(&a.m, "MAG", "Dy", "2", false);
	make_origin(&a.m, "MAG", STAGE_ALL, "CN", "1");
	make_complete(&a.m, "MAG");
	ask(&a, VALUE_SHARE("at-least", "0.1 %"));
	ck_assert_uint_eq(a.q.n, 1);
	ck_assert_int_eq(a.q.question[0].kind, QUESTION_PRICE);
	ck_assert_uint_eq(a.q.question[0].worth.shipped.clear, 1);
	ck_assert_uint_eq(a.q.question[0].worth.shipped.triggered, 1);
	ck_assert(question_is_own(&a.m.b, &a.q.question[0]));
	done(&a);
}
END_TEST

START_TEST(a_quantity_that_nobody_states)
{
	struct asked a;

	memset(&a, 0, sizeof(a));
	make_init(&a.m);
	make_item(&a.m, "TOP", "100")->flags |= ITEM_COMPLETE;
	make_item(&a.m, "MAG", "5");
	make_use(&a.m, "TOP", "MAG", "1")->qty = BOM_NONE;
	make_line(&a.m, "MAG", "Dy", "2", false);
	make_origin(&a.m, "MAG", STAGE_ALL, "CN", "1");
	make_complete(&a.m, "MAG");
	ask(&a, PRESENCE("at-least", "5 g"));
	settles(&a, QUESTION_QUANTITY, "MAG", "1 1 1 1");
	done(&a);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_loop_test(tc, limits_on_paper, 0, LENGTH(limits));
	tcase_add_test(tc, one_gap_under_a_stated_mass_is_all_of_it);
	tcase_add_test(
	    tc, one_of_two_gaps_under_a_stated_mass_removes_nothing_for_sure);
	tcase_add_test(tc, a_stated_mass_stops_what_an_answer_could_trigger);
	tcase_add_test(tc, a_share_of_a_stated_mass);
	tcase_add_test(tc, a_share_of_a_mass_that_nobody_states);
	tcase_add_test(tc, a_silent_thing_without_a_mass_may_answer_in_percent);
	tcase_add_test(tc, a_mass_where_only_the_share_is_known);
	tcase_add_test(tc, a_value_and_a_price_that_are_missing);
	tcase_add_test(tc, a_quantity_that_nobody_states);
}

int
main(void)
{
	return run_suite("ask_limits", add);
}
