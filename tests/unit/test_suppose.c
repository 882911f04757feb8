/* SPDX-License-Identifier: Apache-2.0 */
/* Tests of suppose: what is left open after an answer, added up by hand. */
#include "core/trace/suppose.h"

#include "core/trace/trace.h"
#include "tests/unit/build.h"
#include "tests/unit/run.h"

static const struct channel from_cn = { .elements = ALL_ELEMENTS,
	.policy = POLICY_ANY_STAGE,
	.country = { "CN" } };
static const struct plan plan = { &from_cn, 1, NULL, 0 };

/* The bounds of ITEM when `bits` are supposed of `of`; exact and doubles must
 * say the same. */
static void
bounds_when(const struct make *m, const char *of, unsigned bits, bool choices,
    const char *item, struct exact *x)
{
	uint8_t per_item[16] = { 0 };
	struct suppose s = { .item = per_item, .choices = choices };
	struct bom what_if = m->b;
	struct findings f = { 0 };
	struct error err = { 0 };
	uint32_t i = make_find(m, item);
	struct trace *t = NULL;
	struct bounds d;

	ck_assert_uint_le(m->b.nitem, 16);
	per_item[make_find(m, of)] = (uint8_t)bits;
	what_if.suppose = &s;
	ck_assert_int_eq(trace_run(&what_if, &plan, 1, &t, &f, &err), ST_OK);
	trace_bounds(t, COLUMN_CHANNEL(0), i, &d);
	if (choices) {
		mpq_set_d(x->lo, d.lo);
		mpq_set_d(x->hi, d.hi);
	} else {
		ck_assert_int_eq(
		    trace_exact(t, COLUMN_CHANNEL(0), &i, 1, x, &err), ST_OK);
		ck_assert(
		    x->hi_infinite || mpq_get_d(x->hi) - d.hi <= d.hi_err);
		ck_assert(
		    x->hi_infinite || d.hi - mpq_get_d(x->hi) <= d.hi_err);
	}
	trace_free(t);
	findings_free(&f);
}

static void
expect(const struct make *m, const char *of, unsigned bits, const char *item,
    const char *lo, const char *hi)
{
	char text[NUM_TEXT];
	struct exact x;

	exact_init(&x);
	bounds_when(m, of, bits, false, item, &x);
	num_format_exact(text, x.lo);
	ck_assert_str_eq(text, lo);
	ck_assert(!x.hi_infinite);
	num_format_exact(text, x.hi);
	ck_assert_str_eq(text, hi);
	exact_clear(&x);
}

START_TEST(a_silent_part_that_answers_none_brings_nothing)
{
	struct make m;

	make_init(&m);
	make_item(&m, "TOP", "100");
	make_item(&m, "BOX", "10");
	make_item(&m, "CAN", "7");
	make_use(&m, "TOP", "BOX", "2");
	make_use(&m, "TOP", "CAN", "1");
	make_complete(&m, "TOP")->scope = SCOPE_OWN;
	make_linked(&m);
	expect(&m, "BOX", 0, "TOP", "0", "27");
	expect(&m, "BOX", SUPPOSE_COMPLETE, "TOP", "0", "7");
	expect(&m, "BOX", SUPPOSE_OWN, "TOP", "0", "7");
	expect(&m, "CAN", SUPPOSE_OWN, "TOP", "0", "20");
	make_free(&m);
}
END_TEST

START_TEST(each_kind_of_answer_closes_its_own_kind_of_gap)
{
	struct make m;

	/* 5 to 10 g Nd of unknown origin, and 20 g of which nobody speaks */
	make_init(&m);
	make_item(&m, "MAG", "30");
	make_line(&m, "MAG", "Nd", "[5,10]", false);
	make_linked(&m);
	expect(&m, "MAG", 0, "MAG", "0", "30");
	expect(&m, "MAG", SUPPOSE_COMPLETE, "MAG", "0", "10");
	expect(&m, "MAG", SUPPOSE_COMPLETE | SUPPOSE_AMOUNTS, "MAG", "0", "5");
	/* 25 g undisclosed beside at least 5 g Nd from elsewhere */
	expect(&m, "MAG", SUPPOSE_ORIGINS, "MAG", "0", "25");
	expect(&m, "MAG", SUPPOSE_OWN, "MAG", "0", "0");
	make_free(&m);
}
END_TEST

START_TEST(what_is_stated_of_a_stage_stays)
{
	struct make m;

	/* 30 % of the ore is Chinese, 40 % Australian; other stages unknown */
	make_init(&m);
	make_item(&m, "OXIDE", "10")->form = FORM_OXIDE;
	make_line(&m, "OXIDE", "Dy", "10", false);
	make_complete(&m, "OXIDE");
	make_origin(&m, "OXIDE", STAGE_MINING, "CN", "0.3");
	make_origin(&m, "OXIDE", STAGE_MINING, "AU", "0.4");
	make_linked(&m);
	expect(&m, "OXIDE", 0, "OXIDE", "3", "10");
	expect(&m, "OXIDE", SUPPOSE_ORIGINS, "OXIDE", "3", "3");
	expect(&m, "OXIDE", SUPPOSE_AMOUNTS, "OXIDE", "3", "10");
	make_free(&m);
}
END_TEST

START_TEST(present_is_never_answered_by_nothing)
{
	struct make m;
	struct exact x;

	make_init(&m);
	make_item(&m, "MAG", "30");
	make_line(&m, "MAG", "Nd", "(0,30]", false);
	make_origin(&m, "MAG", STAGE_ALL, "CN", "1");
	make_complete(&m, "MAG");
	make_linked(&m);
	exact_init(&x);
	bounds_when(&m, "MAG", SUPPOSE_OWN, false, "MAG", &x);
	ck_assert(x.lo_open && mpq_sgn(x.lo) == 0);
	ck_assert_int_gt(mpq_sgn(x.hi), 0);
	ck_assert_double_lt(mpq_get_d(x.hi), 1e-50);
	exact_clear(&x);
	make_free(&m);
}
END_TEST

START_TEST(an_unknown_mass_is_next_to_nothing)
{
	struct make m;
	struct exact x;

	/* 30 % Dy from China in a mass that nobody states */
	make_init(&m);
	make_item(&m, "MAG", NULL);
	make_line(&m, "MAG", "Dy", "0.3", true);
	make_origin(&m, "MAG", STAGE_ALL, "CN", "1");
	make_linked(&m);
	exact_init(&x);
	bounds_when(&m, "MAG", 0, false, "MAG", &x);
	ck_assert(x.hi_infinite);
	bounds_when(&m, "MAG", SUPPOSE_MASS, false, "MAG", &x);
	ck_assert(!x.hi_infinite && mpq_sgn(x.hi) > 0);
	ck_assert_double_lt(mpq_get_d(x.hi), 1e-50);
	exact_clear(&x);
	make_free(&m);
}
END_TEST

START_TEST(of_alternatives_the_one_that_brings_less)
{
	struct use_note note = { 0 };
	struct make m;
	struct exact x;
	uint32_t place;

	make_init(&m);
	make_item(&m, "TOP", NULL)->flags |= ITEM_COMPLETE;
	make_item(&m, "ONE", "5");
	make_item(&m, "TWO", "8");
	make_item(&m, "MAG", "4");
	make_line(&m, "MAG", "Dy", "[0,4]", false);
	note.place = bom_text(&m.b, STR("P1"));
	place = bom_note(&m.b, note);
	make_use(&m, "TOP", "ONE", "1")->note = place;
	make_use(&m, "TOP", "TWO", "1")->note = place;
	make_use(&m, "TOP", "MAG", "1");
	make_linked(&m);
	exact_init(&x);
	bounds_when(&m, "ONE", 0, false, "TOP", &x);
	ck_assert_int_eq(mpq_cmp_ui(x.hi, 12, 1), 0);
	bounds_when(&m, "TOP", 0, true, "TOP", &x);
	ck_assert_int_eq(mpq_cmp_ui(x.hi, 9, 1), 0);
	bounds_when(&m, "ONE", SUPPOSE_OWN, true, "TOP", &x);
	ck_assert_int_eq(mpq_cmp_ui(x.hi, 4, 1), 0);
	bounds_when(&m, "ONE", SUPPOSE_OWN, false, "TOP", &x);
	ck_assert_int_eq(mpq_cmp_ui(x.hi, 12, 1), 0);
	exact_clear(&x);
	make_free(&m);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, a_silent_part_that_answers_none_brings_nothing);
	tcase_add_test(tc, each_kind_of_answer_closes_its_own_kind_of_gap);
	tcase_add_test(tc, what_is_stated_of_a_stage_stays);
	tcase_add_test(tc, present_is_never_answered_by_nothing);
	tcase_add_test(tc, an_unknown_mass_is_next_to_nothing);
	tcase_add_test(tc, of_alternatives_the_one_that_brings_less);
}

int
main(void)
{
	return run_suite("suppose", add);
}
