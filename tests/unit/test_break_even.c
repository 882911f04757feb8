/* SPDX-License-Identifier: Apache-2.0 */
/* Tests of break_even: by hand, and by judging again at the number. */
#include "core/rules/break_even.h"

#include "tests/unit/rulebook.h"
#include "tests/unit/run.h"

#define RULE(is) \
	"<rule id=\"r\" clause=\"a\" title=\"T\" title-zh=\"Z\"><trigger>" \
	"<value-share of=\"all\" is=\"" is \
	"\" limit=\"1 %\"/></trigger></rule>"

/* 1 to 3 g Dy and 2 g Nd in something that is worth so much. */
struct sale {
	struct make m;
	struct court c;
};

static void
add_price(struct make *m, const char *element, const char *amount)
{
	struct price *p = bom_add_price(&m->b);
	uint32_t id;
	mpq_t q;

	mpq_init(q);
	ck_assert_int_eq(mpq_set_str(q, amount, 10), 0);
	id = numtab_put(&m->b.num, q);
	mpq_clear(q);

	*p = (struct price){ .element = (uint32_t)element_find(str_of(element)),
		.guise = GUISE_METAL,
		.currency = bom_text(&m->b, STR("USD")),
		.amount = id };
}

static void
sale_open(struct sale *s, const char *rule, const char *value, const char *dy)
{
	struct item *it;

	memset(s, 0, sizeof(*s));
	make_init(&s->m);
	it = make_item(&s->m, "TOP", "100");
	it->value = make_number(&s->m, value);
	it->currency = bom_text(&s->m.b, STR("USD"));
	make_complete(&s->m, "TOP");
	make_line(&s->m, "TOP", "Dy", "[1,3]", false);
	make_line(&s->m, "TOP", "Nd", "2", false);
	add_price(&s->m, "Dy", dy);
	add_price(&s->m, "Nd", "1/10");
	make_linked(&s->m);
	court_read(&s->c, rule);
	court_compile(&s->c, &s->m.b, NULL);
	court_judge(&s->c, &s->m.b);
}

static void
sale_close(struct sale *s)
{
	court_close(&s->c);
	make_free(&s->m);
}

static void
find(struct sale *s, struct break_evens *x)
{
	struct verdict_detail d;
	struct error err = { 0 };

	verdict_detail_init(&d);
	ck_assert_int_eq(
	    judgement_detail(&s->c.j, VARIANT_LAW, 0, 0, 0, true, &d, &err),
	    ST_OK);
	ck_assert_int_eq(
	    break_evens_find(x, &s->c.j, s->c.trace, 0, 0, &d, &err), ST_OK);
	verdict_detail_clear(&d);
}

/* The limit is 1 USD of 100 USD.  Nd brings 0.2 USD. */
static const struct {
	uint8_t kind;
	const char *element, *reached, *missed;
} numbers[] = {
	{ BREAK_PRICE, "Nd", "1/4", NULL }, /* 0.5 and 1.5 USD are of Dy */
	{ BREAK_AMOUNT, "Nd", "5", NULL },
	{ BREAK_PRICE, "Dy", "4/5", "4/15" },
	{ BREAK_AMOUNT, "Dy", "8/5", "8/5" },
	{ BREAK_VALUE, NULL, "70", "170" },
	{ BREAK_FACTOR, NULL, "10/7", "10/17" },
};

START_TEST(each_number_is_what_is_missing_by_hand)
{
	struct break_evens x;
	struct sale s;
	mpq_t want;

	sale_open(&s, RULE("at-least"), "100", "1/2");
	find(&s, &x);
	ck_assert_uint_eq(x.n, LENGTH(numbers));
	mpq_init(want);
	for (size_t i = 0; i < x.n; i++) {
		const struct break_even *e = &x.of[i];

		ck_assert_uint_eq(e->kind, numbers[i].kind);
		if (numbers[i].element != NULL)
			ck_assert_int_eq((int)e->element,
			    element_find(str_of(numbers[i].element)));
		ck_assert(e->has_reached);
		mpq_set_str(want, numbers[i].reached, 10);
		ck_assert(mpq_equal(e->reached, want));
		ck_assert_int_eq(e->has_missed, numbers[i].missed != NULL);
		if (!e->has_missed)
			continue;
		mpq_set_str(want, numbers[i].missed, 10);
		ck_assert(mpq_equal(e->missed, want));
	}
	mpq_clear(want);
	break_evens_free(&x);
	sale_close(&s);
}
END_TEST

static const struct {
	const char *rule, *value, *dy;
	enum verdict is;
} sales[] = {
	{ RULE("at-least"), "100", "4/5", VERDICT_TRIGGERED },
	{ RULE("at-least"), "100", "79999/100000", VERDICT_UNDECIDED },
	{ RULE("at-least"), "100", "4/15", VERDICT_UNDECIDED },
	{ RULE("at-least"), "100", "26666/100000", VERDICT_CLEAR },
	{ RULE("above"), "100", "4/5", VERDICT_UNDECIDED },
	{ RULE("above"), "100", "80001/100000", VERDICT_TRIGGERED },
	{ RULE("above"), "100", "4/15", VERDICT_CLEAR },
	{ RULE("at-least"), "70", "1/2", VERDICT_TRIGGERED },
	{ RULE("at-least"), "70.0001", "1/2", VERDICT_UNDECIDED },
	{ RULE("at-least"), "170", "1/2", VERDICT_UNDECIDED },
	{ RULE("at-least"), "170.0001", "1/2", VERDICT_CLEAR },
	{ RULE("above"), "70", "1/2", VERDICT_UNDECIDED },
	{ RULE("above"), "69.9999", "1/2", VERDICT_TRIGGERED },
	{ RULE("above"), "170", "1/2", VERDICT_CLEAR },
};

START_TEST(at_the_number_the_verdict_is_another_one)
{
	struct sale s;

	sale_open(&s, sales[_i].rule, sales[_i].value, sales[_i].dy);
	ck_assert_int_eq(
	    judgement_verdict(&s.c.j, VARIANT_LAW, 0, 0), sales[_i].is);
	sale_close(&s);
}
END_TEST

START_TEST(what_brings_enough_by_itself_leaves_nothing_to_the_others)
{
	struct break_evens x;
	struct sale s;

	/* Dy alone brings 2 to 6 USD: whatever Nd costs */
	sale_open(&s, RULE("at-least"), "100", "2");
	find(&s, &x);
	for (size_t i = 0; i < x.n; i++)
		ck_assert((x.of[i].kind != BREAK_PRICE &&
			      x.of[i].kind != BREAK_AMOUNT) ||
			  (int)x.of[i].element == element_find(STR("Dy")));
	break_evens_free(&x);
	sale_close(&s);
}
END_TEST

/* Any channel, also one that is in no plan, as if it were. */
START_TEST(an_amount_of_a_channel_is_that_of_its_column)
{
	uint32_t item = 0;
	struct error err = { 0 };
	struct exact x, y;
	struct sale s;

	sale_open(&s, RULE("at-least"), "100", "1/2");
	exact_init(&x);
	exact_init(&y);
	for (size_t k = 0; k < s.c.book.plan.nchannel; k++) {
		ck_assert_int_eq(
		    trace_amount(s.c.trace, &s.c.book.plan.channel[k], &item, 1,
			&x, &err),
		    ST_OK);
		ck_assert_int_eq(trace_exact(s.c.trace, COLUMN_CHANNEL(k),
				     &item, 1, &y, &err),
		    ST_OK);
		ck_assert(mpq_equal(x.lo, y.lo) && mpq_equal(x.hi, y.hi));
		ck_assert(x.hi_infinite == y.hi_infinite);
	}
	exact_clear(&x);
	exact_clear(&y);
	sale_close(&s);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, each_number_is_what_is_missing_by_hand);
	tcase_add_loop_test(
	    tc, at_the_number_the_verdict_is_another_one, 0, LENGTH(sales));
	tcase_add_test(
	    tc, what_brings_enough_by_itself_leaves_nothing_to_the_others);
	tcase_add_test(tc, an_amount_of_a_channel_is_that_of_its_column);
}

int
main(void)
{
	return run_suite("break_even", add);
}
