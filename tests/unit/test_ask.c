/* SPDX-License-Identifier: Apache-2.0 */
/* Tests of ask: small products, what each answer can do worked out by hand. */
#include "core/rules/ask/ask.h"
#include "tests/unit/asked.h"

START_TEST(any_trace_can_be_triggered_by_one_and_cleared_by_all)
{
	struct asked a;

	two_gaps(&a);
	ask(&a, PRESENCE("above", "0 g"));
	ck_assert_uint_eq(a.q.nverdict, 1);
	ck_assert_uint_eq(a.q.undecided, 3);
	ck_assert_uint_eq(a.q.n, 2);
	settles(&a, QUESTION_CONTENT, "BOX", "0 1 1 0");
	settles(&a, QUESTION_ORIGIN, "MAG", "0 1 1 0");
	/* of BOX itself and of TOP; of all items */
	ck_assert_uint_eq(
	    find(&a, QUESTION_CONTENT, "BOX")->worth.all.triggered, 2);
	ck_assert_uint_eq(
	    find(&a, QUESTION_CONTENT, "BOX")->worth.all.clear, 1);
	removes(&a, QUESTION_CONTENT, "BOX", "10", "10");
	removes(&a, QUESTION_ORIGIN, "MAG", "2", "2");
	first_is(&a, QUESTION_CONTENT, "BOX");
	ck_assert_uint_eq(a.q.verdict[0].gaps, 2);
	fewest(&a.q.verdict[0].clear, 2, 2);
	fewest(&a.q.verdict[0].triggered, 1, 1);
	done(&a);
}
END_TEST

START_TEST(the_last_open_origin_settles_whatever_it_is)
{
	struct asked a;

	memset(&a, 0, sizeof(a));
	make_init(&a.m);
	make_item(&a.m, "MAG", "5");
	make_line(&a.m, "MAG", "Dy", "[1,2]", false);
	make_complete(&a.m, "MAG");
	ask(&a, PRESENCE("above", "0 g"));
	/* from China some of it is, from elsewhere none: amounts stay open */
	settles(&a, QUESTION_ORIGIN, "MAG", "1 1 1 1");
	/* 1 or 2 g of unknown origin: that says nothing */
	ck_assert_ptr_null(find(&a, QUESTION_MASS, "MAG"));
	settles(&a, QUESTION_AMOUNT, "MAG", "0 0 0 0");
	/* both at once settle no more, but leave no gram open */
	settles(&a, QUESTION_CONTENT, "MAG", "1 1 1 1");
	first_is(&a, QUESTION_CONTENT, "MAG");
	removes(&a, QUESTION_ORIGIN, "MAG", "1", "2");
	removes(&a, QUESTION_AMOUNT, "MAG", "0", "1");
	done(&a);
}
END_TEST

START_TEST(what_may_be_nothing_need_not_settle)
{
	struct asked a;

	memset(&a, 0, sizeof(a));
	make_init(&a.m);
	make_item(&a.m, "MAG", "5");
	make_line(&a.m, "MAG", "Dy", "[0,2]", false);
	make_complete(&a.m, "MAG");
	ask(&a, PRESENCE("above", "0 g"));
	/* "from China" leaves 0 to 2 g */
	settles(&a, QUESTION_ORIGIN, "MAG", "1 0 1 0");
	/* "none" clears, "2 g" leaves the origin */
	settles(&a, QUESTION_AMOUNT, "MAG", "1 0 1 0");
	settles(&a, QUESTION_CONTENT, "MAG", "1 1 1 1");
	first_is(&a, QUESTION_CONTENT, "MAG");
	done(&a);
}
END_TEST

START_TEST(an_alternative_can_clear_only_together_with_the_other)
{
	struct use_note note = { 0 };
	struct asked a;
	uint32_t place;

	memset(&a, 0, sizeof(a));
	make_init(&a.m);
	make_item(&a.m, "TOP", NULL)->flags |= ITEM_COMPLETE;
	make_item(&a.m, "ONE", "5");
	make_item(&a.m, "TWO", "8");
	note.place = bom_text(&a.m.b, STR("P1"));
	place = bom_note(&a.m.b, note);
	make_use(&a.m, "TOP", "ONE", "1")->note = place;
	make_use(&a.m, "TOP", "TWO", "1")->note = place;
	ask(&a, PRESENCE("above", "0 g"));
	/* the other may be built in, whatever this one holds */
	settles(&a, QUESTION_CONTENT, "ONE", "0 0 0 0");
	settles(&a, QUESTION_CONTENT, "TWO", "0 0 0 0");
	removes(&a, QUESTION_CONTENT, "TWO", "0", "3");
	fewest(&a.q.verdict[0].clear, 2, 2);
	done(&a);
}
END_TEST

START_TEST(one_answer_counts_for_every_product_it_is_in)
{
	struct asked a;

	memset(&a, 0, sizeof(a));
	make_init(&a.m);
	make_item(&a.m, "P1", NULL)->flags |= ITEM_COMPLETE;
	make_item(&a.m, "P2", NULL)->flags |= ITEM_COMPLETE;
	make_item(&a.m, "P3", NULL)->flags |= ITEM_COMPLETE;
	make_item(&a.m, "SHARED", "1");
	make_item(&a.m, "HEAVY", "50");
	make_use(&a.m, "P1", "SHARED", "1");
	make_use(&a.m, "P2", "SHARED", "20");
	make_use(&a.m, "P3", "HEAVY", "1");
	ask(&a, PRESENCE("above", "0 g"));
	ck_assert_uint_eq(a.q.nverdict, 3);
	first_is(&a, QUESTION_CONTENT, "SHARED");
	settles(&a, QUESTION_CONTENT, "SHARED", "2 2 2 2");
	settles(&a, QUESTION_CONTENT, "HEAVY", "1 1 1 1");
	done(&a);
}
END_TEST

static void
maker(struct asked *a, const char *part, const char *name)
{
	for (uint32_t i = 0; i < a->m.b.nitem; i++)
		if (str_is(bom_part(&a->m.b, i), part))
			a->m.b.item[i].maker = bom_text(&a->m.b, str_of(name));
}

START_TEST(a_supplier_answers_for_all_his_parts)
{
	const struct supplier *s;
	struct asked a;

	memset(&a, 0, sizeof(a));
	make_init(&a.m);
	make_item(&a.m, "TOP", NULL)->flags |= ITEM_COMPLETE;
	make_item(&a.m, "A1", "1");
	make_item(&a.m, "A2", "1");
	make_item(&a.m, "B1", "1.5");
	make_use(&a.m, "TOP", "A1", "1");
	make_use(&a.m, "TOP", "A2", "1");
	make_use(&a.m, "TOP", "B1", "1");
	maker(&a, "A1", "Ada");
	maker(&a, "A2", "Ada");
	maker(&a, "B1", "Bob");
	ask(&a, PRESENCE("at-least", "1.75 g"));
	/* each alone clears nothing; Ada's two leave 1.5 g */
	settles(&a, QUESTION_CONTENT, "A1", "0 0 0 0");
	settles(&a, QUESTION_CONTENT, "B1", "0 0 0 0");
	ck_assert_uint_eq(a.q.nsupplier, 2);
	s = &a.q.supplier[0];
	ck_assert(str_is(bom_text_get(&a.m.b, s->name), "Ada"));
	ck_assert_uint_eq(s->items, 2);
	ck_assert_uint_eq(s->questions, 2);
	ck_assert(s->worth.sharp);
	ck_assert_uint_eq(s->worth.shipped.clear, 1);
	ck_assert_uint_eq(s->worth.shipped.triggered, 1);
	ck_assert_uint_eq(a.q.supplier[1].worth.shipped.any, 0);
	fewest(&a.q.verdict[0].clear, 2, 2);
	fewest(&a.q.verdict[0].triggered, 2, 2);
	done(&a);
}
END_TEST

START_TEST(nothing_is_asked_where_nothing_is_undecided)
{
	struct asked a;

	memset(&a, 0, sizeof(a));
	make_init(&a.m);
	make_item(&a.m, "TOP", "10");
	make_complete(&a.m, "TOP");
	ask(&a, PRESENCE("above", "0 g"));
	ck_assert_uint_eq(a.q.n, 0);
	ck_assert_uint_eq(a.q.nverdict, 0);
	ck_assert_uint_eq(a.q.nsupplier, 0);
	done(&a);
}
END_TEST

/* A van of 100 USD with a motor, which holds one magnet for 5 USD with 2 g Dy
 * of unknown origin, and pays 1 USD for a gram of it. */
static void
van(struct asked *a)
{
	memset(a, 0, sizeof(*a));
	make_init(&a->m);
	make_item(&a->m, "VAN", NULL)->flags |= ITEM_COMPLETE;
	make_item(&a->m, "MOTOR", NULL)->flags |= ITEM_COMPLETE;
	make_item(&a->m, "MAG", "5")->form = FORM_MAGNET;
	make_use(&a->m, "VAN", "MOTOR", "1");
	make_use(&a->m, "MOTOR", "MAG", "1");
	make_line(&a->m, "MAG", "Dy", "2", false);
	make_complete(&a->m, "MAG");
	*bom_add_price(&a->m.b) =
	    (struct price){ .element = (uint32_t)element_find(STR("Dy")),
		    .guise = GUISE_METAL,
		    .currency = bom_text(&a->m.b, STR("USD")),
		    .amount = make_number(&a->m, "1") };
}

static void
worth(struct asked *a, const char *part, enum form form, const char *value)
{
	for (uint32_t i = 0; i < a->m.b.nitem; i++) {
		if (!str_is(bom_part(&a->m.b, i), part))
			continue;
		a->m.b.item[i].form = (uint8_t)form;
		if (value == NULL)
			continue;
		a->m.b.item[i].value = make_number(&a->m, value);
		a->m.b.item[i].currency = bom_text(&a->m.b, STR("USD"));
	}
}

#define READINGS(limit) \
	"<rule id=\"r\" clause=\"a\" hypothetical=\"yes\" title=\"T\" " \
	"title-zh=\"Z\"><trigger><value-share of=\"dy\" origin=\"o\" " \
	"is=\"at-least\" limit=\"" limit "\">" \
	"<reading id=\"element\" counts=\"element\" title=\"T\" " \
	"title-zh=\"Z\" clause=\"a\"/>" \
	"<reading id=\"magnet\" counts=\"item\" in=\"magnet\" title=\"T\" " \
	"title-zh=\"Z\" clause=\"a\"/></value-share></trigger></rule>"

START_TEST(a_verdict_open_only_in_its_second_reading_is_asked_about)
{
	struct asked a;

	/* 2 USD of Dy are not 4 %; the magnet is 5 %, if it is from China */
	van(&a);
	worth(&a, "VAN", FORM_PRODUCT, "100");
	worth(&a, "MAG", FORM_MAGNET, "5");
	ask(&a, READINGS("4 %"));
	ck_assert_uint_eq(a.q.nverdict, 1);
	ck_assert_uint_eq(a.q.verdict[0].reading, 1);
	/* "none of it" is clear by both; "all" is beyond it by one alone */
	settles(&a, QUESTION_ORIGIN, "MAG", "1 0 1 0");
	done(&a);

	/* at 1 % all of it is beyond it by both */
	van(&a);
	worth(&a, "VAN", FORM_PRODUCT, "100");
	worth(&a, "MAG", FORM_MAGNET, "5");
	ask(&a, READINGS("1 %"));
	ck_assert_uint_eq(a.q.verdict[0].reading, 0);
	settles(&a, QUESTION_ORIGIN, "MAG", "1 1 1 0");
	fewest(&a.q.verdict[0].clear, 1, 1);
	fewest(&a.q.verdict[0].triggered, 1, 1);
	done(&a);
}
END_TEST

START_TEST(a_whole_item_without_a_price_is_asked_what_was_paid)
{
	struct asked a;

	van(&a);
	worth(&a, "VAN", FORM_PRODUCT, "100");
	make_origin(&a.m, "MAG", STAGE_ALL, "CN", "1");
	ask(&a, READINGS("1 %"));
	/* the 2 USD of Dy are beyond it; what of the magnet? */
	ck_assert_uint_eq(a.q.n, 1);
	settles(&a, QUESTION_VALUE, "MAG", "0 1 1 0");
	ck_assert(question_is_own(&a.m.b, &a.q.question[0]));
	done(&a);
}
END_TEST

#define PER(level, limit) \
	"<rule id=\"r\" clause=\"a\" hypothetical=\"yes\" title=\"T\" " \
	"title-zh=\"Z\"><trigger><mass-share of=\"all\" origin=\"o\" " \
	"is=\"above\" limit=\"" limit "\" per=\"" level \
	"\"/></trigger></rule>"

START_TEST(of_things_in_an_item_all_must_be_clear_and_one_is_enough)
{
	struct asked a;

	memset(&a, 0, sizeof(a));
	make_init(&a.m);
	make_item(&a.m, "TOP", "1000")->form = FORM_PRODUCT;
	make_item(&a.m, "ONE", "10")->form = FORM_PART;
	make_item(&a.m, "TWO", "20")->form = FORM_PART;
	make_item(&a.m, "BAR", "5")->form = FORM_METAL;
	make_use(&a.m, "TOP", "ONE", "1");
	make_use(&a.m, "TOP", "TWO", "1");
	make_use(&a.m, "TOP", "BAR", "1");
	ask(&a, PER("part", "10 %"));
	ck_assert_uint_eq(a.q.nverdict, 1);
	settles(&a, QUESTION_CONTENT, "ONE", "0 1 1 0");
	settles(&a, QUESTION_CONTENT, "TWO", "0 1 1 0");
	ck_assert_ptr_null(find(&a, QUESTION_CONTENT, "BAR"));
	ck_assert_uint_eq(a.q.verdict[0].gaps, 2);
	fewest(&a.q.verdict[0].clear, 2, 2);
	fewest(&a.q.verdict[0].triggered, 1, 1);
	done(&a);
}
END_TEST

START_TEST(what_a_thing_is_may_decide_whether_the_limit_is_one_of_it)
{
	struct asked a;

	memset(&a, 0, sizeof(a));
	make_init(&a.m);
	make_item(&a.m, "TOP", "1000")->form = FORM_PRODUCT;
	make_item(&a.m, "BOX", "10");
	make_use(&a.m, "TOP", "BOX", "1");
	make_line(&a.m, "BOX", "Dy", "2", false);
	make_origin(&a.m, "BOX", STAGE_ALL, "CN", "1");
	make_complete(&a.m, "BOX");
	ask(&a, PER("part", "10 %"));
	/* 20 %: of a part it is too much, of anything else it is nothing */
	ck_assert_uint_eq(a.q.n, 1);
	settles(&a, QUESTION_FORM, "BOX", "1 1 1 1");
	ck_assert_uint_eq(a.q.verdict[0].unit, make_find(&a.m, "BOX"));
	done(&a);
}
END_TEST

START_TEST(a_limit_of_a_year_asks_how_many_go_out)
{
	struct asked a;

	memset(&a, 0, sizeof(a));
	make_init(&a.m);
	make_item(&a.m, "TOP", "1000")->flags |= ITEM_COMPLETE;
	make_item(&a.m, "MAG", "10");
	make_use(&a.m, "TOP", "MAG", "1");
	make_line(&a.m, "MAG", "Dy", "[2,3]", false);
	make_origin(&a.m, "MAG", STAGE_ALL, "CN", "1");
	make_complete(&a.m, "MAG");
	ask(&a, "<rule id=\"r\" clause=\"a\" hypothetical=\"yes\" title=\"T\" "
		"title-zh=\"Z\"><trigger><annual-mass of=\"all\" origin=\"o\" "
		"is=\"above\" limit=\"1 kg\"/></trigger></rule>");
	ck_assert(a.q.verdict[0].per_year);
	/* 400 of them may be either */
	settles(&a, QUESTION_PER_YEAR, "TOP", "1 1 1 0");
	settles(&a, QUESTION_AMOUNT, "MAG", "0 0 0 0");
	ck_assert(!a.q.verdict[0].triggered.possible);
	done(&a);
}
END_TEST

/* Each of 300 parts is a third of a percent of the interval, but for the last
 * digits of doubles. */
START_TEST(of_many_questions_alike_few_are_tried)
{
	struct asked a;
	char part[16];
	size_t sharp = 0;

	memset(&a, 0, sizeof(a));
	make_init(&a.m);
	make_item(&a.m, "TOP", "100000")->flags |= ITEM_COMPLETE;
	for (int i = 0; i < 300; i++) {
		snprintf(part, sizeof(part), "P%d", i);
		make_item(&a.m, part, "10.1");
		make_use(&a.m, "TOP", part, "1");
	}
	ask_top(&a, PRESENCE("above", "1000 g"), 2);
	ck_assert_uint_eq(a.q.n, 300);
	for (size_t i = 0; i < a.q.n; i++)
		sharp += a.q.question[i].worth.sharp;
	ck_assert_uint_eq(sharp, 2);
	ck_assert(a.q.question[0].worth.sharp && a.q.question[1].worth.sharp);
	done(&a);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(
	    tc, any_trace_can_be_triggered_by_one_and_cleared_by_all);
	tcase_add_test(tc, the_last_open_origin_settles_whatever_it_is);
	tcase_add_test(tc, of_many_questions_alike_few_are_tried);
	tcase_add_test(tc, what_may_be_nothing_need_not_settle);
	tcase_add_test(
	    tc, an_alternative_can_clear_only_together_with_the_other);
	tcase_add_test(tc, one_answer_counts_for_every_product_it_is_in);
	tcase_add_test(tc, a_supplier_answers_for_all_his_parts);
	tcase_add_test(
	    tc, a_verdict_open_only_in_its_second_reading_is_asked_about);
	tcase_add_test(tc, a_whole_item_without_a_price_is_asked_what_was_paid);
	tcase_add_test(
	    tc, of_things_in_an_item_all_must_be_clear_and_one_is_enough);
	tcase_add_test(
	    tc, what_a_thing_is_may_decide_whether_the_limit_is_one_of_it);
	tcase_add_test(tc, a_limit_of_a_year_asks_how_many_go_out);
	tcase_add_test(tc, nothing_is_asked_where_nothing_is_undecided);
}

int
main(void)
{
	return run_suite("ask", add);
}
