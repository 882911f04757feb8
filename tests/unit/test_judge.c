/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_judge - amounts against limits, with evidence made up to sit on the
 * limit; test_limbs.c judges bills of materials.
 */
#include "core/rules/judge.h"

#include "tests/unit/rulebook.h"
#include "tests/unit/run.h"

#include <math.h>
#include <stdio.h>

#define RULE(id, tests) \
	"<rule id=\"" id "\" clause=\"a\" title=\"T\" title-zh=\"Z\">" tests \
	"</rule>"
#define PRESENCE(is, limit) \
	"<presence of=\"all\" origin=\"o\" is=\"" is "\" limit=\"" limit "\"/" \
	">"
#define VALUE(is, limit) \
	"<value-share of=\"all\" origin=\"o\" is=\"" is "\" limit=\"" limit \
	"\"/>"
#define MASS(is, limit) \
	"<mass-share of=\"all\" origin=\"o\" is=\"" is "\" limit=\"" limit \
	"\"/>"
#define TRIGGER(test) "<trigger>" test "</trigger>"

/* Evidence made up: each column of each item as two numbers. */
enum { COLUMNS = 16, ITEMS = 8 };
struct fake {
	struct {
		const char *lo, *hi; /* hi "": infinite */
		bool lo_open, hi_open;
	} x[COLUMNS][ITEMS];
	double err; /* added to every bound that is not zero */
	bool suspect[ITEMS];
	size_t calls[COLUMNS], asked[COLUMNS];
};
static struct fake fake;

static void
fake_number(const char *text, mpq_t out)
{
	struct error err = { 0 };

	ck_assert_int_eq(num_read(str_of(text), pos_none, out, &err), ST_OK);
}

static void
fake_bounds(const void *ctx, size_t column, uint32_t item, struct bounds *out)
{
	const struct fake *f = ctx;
	mpq_t q;

	ck_assert_ptr_nonnull(f->x[column][item].lo);
	mpq_init(q);
	fake_number(f->x[column][item].lo, q);
	out->lo = mpq_get_d(q);
	out->lo_err = out->lo == 0 ? 0 : f->err;
	out->hi = INFINITY;
	out->hi_err = 0;
	if (f->x[column][item].hi[0] != '\0') {
		fake_number(f->x[column][item].hi, q);
		out->hi = mpq_get_d(q);
		out->hi_err = out->hi == 0 ? 0 : f->err;
	}
	out->lo_open = f->x[column][item].lo_open;
	out->hi_open = f->x[column][item].hi_open;
	mpq_clear(q);
}

static enum status
fake_exact(const void *ctx, size_t column, const uint32_t *item, size_t n,
    struct exact *out, struct error *err)
{
	const struct fake *f = ctx;

	(void)err;
	fake.calls[column]++;
	fake.asked[column] += n;
	for (size_t i = 0; i < n; i++) {
		fake_number(f->x[column][item[i]].lo, out[i].lo);
		out[i].hi_infinite = f->x[column][item[i]].hi[0] == '\0';
		if (!out[i].hi_infinite)
			fake_number(f->x[column][item[i]].hi, out[i].hi);
		out[i].lo_open = f->x[column][item[i]].lo_open;
		out[i].hi_open = f->x[column][item[i]].hi_open;
	}
	return ST_OK;
}

static bool
fake_suspect(const void *ctx, uint32_t item)
{
	return ((const struct fake *)ctx)->suspect[item];
}

static enum status
fake_each(const void *ctx, size_t column, const uint32_t *item, size_t n,
    trace_visit visit, void *to, struct error *err)
{
	enum status st = ST_OK;
	struct exact x;

	fake.calls[column]++;
	for (size_t i = 0; st == ST_OK && i < n; i++) {
		exact_init(&x);
		fake_exact(ctx, column, &item[i], 1, &x, err);
		fake.calls[column]--;
		st = visit(to, item[i], &x);
		exact_clear(&x);
	}
	return st;
}

static const struct evidence faked = { &fake, fake_bounds, fake_exact,
	fake_suspect, NULL, fake_each, NULL, NULL };

static void
fake_set(size_t column, uint32_t item, const char *lo, const char *hi)
{
	ck_assert_uint_lt(column, COLUMNS);
	fake.x[column][item].lo = lo;
	fake.x[column][item].hi = hi;
}

/* n items "0", "1" ... with a value in USD, or none for "". */
static void
make_valued(struct make *m, const char *const *value, size_t n)
{
	make_init(m);
	for (size_t i = 0; i < n; i++) {
		char name[24];
		struct item *it;

		snprintf(name, sizeof(name), "%zu", i);
		it = make_item(m, name, "1");
		if (value[i][0] == '\0')
			continue;
		it->value = make_number(m, value[i]);
		it->currency = bom_text(&m->b, STR("USD"));
	}
	make_linked(m);
}

static void
judge_fake(struct court *c, const struct make *m)
{
	struct error err = { 0 };

	ck_assert_int_eq(judge(&c->j, &c->book, &m->b, &faked, &err), ST_OK);
}

/* Exactly 0.1 % of the value, one part in 10^12 below, one above. */
START_TEST(a_value_share_is_exact_at_its_limit)
{
	static const char *const values[] = { "300", "300", "300", "300" };
	static const char *const amounts[] = { "0.3", "0.2999999999997",
		"0.3000000000003", "0.5" };
	static const enum verdict want[] = { VERDICT_TRIGGERED, VERDICT_CLEAR,
		VERDICT_TRIGGERED, VERDICT_TRIGGERED };
	struct test_columns *col;
	struct court c;
	struct make m;

	memset(&fake, 0, sizeof(fake));
	fake.err = 1e-9;
	make_valued(&m, values, 4);
	court_read(&c, RULE("r", TRIGGER(VALUE("at-least", "0.1 %"))));
	court_compile(&c, &m.b, NULL);
	col = c.book.rule[0].test[VARIANT_LAW];
	for (uint32_t i = 0; i < 4; i++) {
		fake_set(col->amount[0], i, amounts[i], amounts[i]);
		fake_set(col->every, i, "1", "1");
	}
	judge_fake(&c, &m);
	for (uint32_t i = 0; i < 4; i++)
		ck_assert_int_eq(
		    judgement_verdict(&c.j, VARIANT_LAW, 0, i), want[i]);
	/* one call for the three that doubles could not tell */
	ck_assert_uint_eq(fake.calls[col->amount[0]], 1);
	ck_assert_uint_eq(fake.asked[col->amount[0]], 3);
	court_close(&c);
	make_free(&m);
}
END_TEST

START_TEST(a_missing_value_is_unknown_unless_nothing_is_in_it)
{
	static const char *const values[] = { "", "", "", "0", "0" };
	static const char *const los[] = { "0", "5", "0", "0", "1" };
	static const char *const his[] = { "0", "5", "", "0", "1" };
	static const enum verdict want[] = { VERDICT_CLEAR, VERDICT_UNDECIDED,
		VERDICT_UNDECIDED, VERDICT_CLEAR, VERDICT_UNDECIDED };
	struct verdict_detail d;
	struct error err = { 0 };
	struct test_columns *col;
	struct court c;
	struct make m;

	memset(&fake, 0, sizeof(fake));
	make_valued(&m, values, 5);
	court_read(&c, RULE("r", TRIGGER(VALUE("at-least", "0.1 %"))));
	court_compile(&c, &m.b, NULL);
	col = c.book.rule[0].test[VARIANT_LAW];
	for (uint32_t i = 0; i < 5; i++) {
		fake_set(col->amount[0], i, los[i], his[i]);
		fake_set(col->every, i, los[i], his[i]);
	}
	judge_fake(&c, &m);
	for (uint32_t i = 0; i < 5; i++)
		ck_assert_int_eq(
		    judgement_verdict(&c.j, VARIANT_LAW, 0, i), want[i]);
	verdict_detail_init(&d);
	ck_assert_int_eq(
	    judgement_detail(&c.j, VARIANT_LAW, 0, 0, 1, false, &d, &err),
	    ST_OK);
	ck_assert(d.value_missing && d.has_denominator);
	ck_assert(d.denominator.hi_infinite && d.margin.lo_infinite);
	ck_assert_int_eq(d.verdict, VERDICT_UNDECIDED);
	verdict_detail_clear(&d);
	court_close(&c);
	make_free(&m);
}
END_TEST

START_TEST(a_mass_share_is_the_sign_of_its_margin)
{
	static const char *const values[] = { "", "", "", "" };
	struct verdict_detail d;
	struct error err = { 0 };
	struct test_columns *col;
	struct court c;
	struct make m;

	memset(&fake, 0, sizeof(fake));
	fake.err = 1e-9;
	make_valued(&m, values, 4);
	court_read(&c, RULE("r", TRIGGER(MASS("at-least", "0.1 %")))
			   RULE("s", TRIGGER(MASS("above", "0.1 %"))));
	court_compile(&c, &m.b, NULL);
	ck_assert_uint_eq(c.book.plan.nmargin, 1); /* the same one */
	col = c.book.rule[0].test[VARIANT_LAW];
	for (uint32_t i = 0; i < 4; i++) {
		fake_set(col->amount[0], i, "0.001", "0.001");
		fake_set(col->every, i, "1", "1");
		fake_set(COLUMN_MASS, i, "1", "2");
	}
	fake_set(col->margin, 0, "0", "0");
	fake_set(col->margin, 1, "-0.001", "0");
	fake_set(col->margin, 2, "-0.001", "0");
	fake.x[col->margin][2].hi_open = true;
	fake_set(col->margin, 3, "-0.001", "0.001");
	fake_set(col->amount[0], 3, "0.001", "0.003");
	judge_fake(&c, &m);
	ck_assert_int_eq(
	    judgement_verdict(&c.j, VARIANT_LAW, 0, 0), VERDICT_TRIGGERED);
	ck_assert_int_eq(
	    judgement_verdict(&c.j, VARIANT_LAW, 1, 0), VERDICT_CLEAR);
	ck_assert_int_eq(
	    judgement_verdict(&c.j, VARIANT_LAW, 0, 1), VERDICT_UNDECIDED);
	ck_assert_int_eq(
	    judgement_verdict(&c.j, VARIANT_LAW, 1, 1), VERDICT_CLEAR);
	ck_assert_int_eq(
	    judgement_verdict(&c.j, VARIANT_LAW, 0, 2), VERDICT_CLEAR);
	ck_assert_int_eq(
	    judgement_verdict(&c.j, VARIANT_LAW, 0, 3), VERDICT_UNDECIDED);
	verdict_detail_init(&d);
	ck_assert_int_eq(
	    judgement_detail(&c.j, VARIANT_LAW, 0, 0, 3, false, &d, &err),
	    ST_OK);
	ck_assert(d.not_sharp);
	ck_assert_int_eq(
	    judgement_detail(&c.j, VARIANT_LAW, 0, 0, 0, false, &d, &err),
	    ST_OK);
	ck_assert(!d.not_sharp);
	verdict_detail_clear(&d);
	court_close(&c);
	make_free(&m);
}
END_TEST

/* Nothing in an item of no mass is 0 of 0, and clear; also where only exact
 * numbers can tell that it is nothing. */
START_TEST(nothing_of_nothing_is_clear)
{
	static const char *const values[] = { "", "" };
	struct test_columns *col;
	struct court c;
	struct make m;

	memset(&fake, 0, sizeof(fake));
	make_valued(&m, values, 2);
	court_read(&c, RULE("r", TRIGGER(MASS("at-least", "0.1 %"))));
	court_compile(&c, &m.b, NULL);
	col = c.book.rule[0].test[VARIANT_LAW];
	for (uint32_t i = 0; i < 2; i++) {
		fake_set(col->amount[0], i, "0", "0");
		fake_set(col->margin, i, "0", "0");
		fake_set(col->every, i, "0", "0");
	}
	judge_fake(&c, &m);
	ck_assert_int_eq(
	    judgement_verdict(&c.j, VARIANT_LAW, 0, 0), VERDICT_CLEAR);
	ck_assert_uint_eq(fake.calls[col->margin], 0);
	court_close(&c);
	make_free(&m);
}
END_TEST

/* scope verdict, trigger verdict -> verdict of the rule */
START_TEST(a_rule_is_the_conjunction_of_its_tests)
{
	static const char *const lo[] = { "0", "0", "2" };
	static const char *const hi[] = { "0", "2", "2" };
	static const char *const values[] = { "", "", "", "", "", "", "", "" };
	struct test_columns *col;
	struct court c;
	struct make m;

	for (int scope = 0; scope < 3; scope++) {
		memset(&fake, 0, sizeof(fake));
		make_valued(&m, values, 3);
		court_read(
		    &c, RULE("r",
			    "<scope><presence of=\"dy\" is=\"above\" limit=\"1 "
			    "g\"/></scope>" TRIGGER(PRESENCE("above", "1 g"))));
		court_compile(&c, &m.b, NULL);
		col = c.book.rule[0].test[VARIANT_LAW];
		for (uint32_t i = 0; i < 3; i++) {
			fake_set(col[0].amount[0], i, lo[scope], hi[scope]);
			fake_set(col[1].amount[0], i, lo[i], hi[i]);
			fake_set(col[1].every, i, "0", "2");
		}
		judge_fake(&c, &m);
		for (int i = 0; i < 3; i++)
			ck_assert_int_eq(judgement_verdict(
					     &c.j, VARIANT_LAW, 0, (uint32_t)i),
			    i < scope ? i : scope);
		court_close(&c);
		make_free(&m);
	}
}
END_TEST

START_TEST(a_gap_is_classed_by_what_is_surely_there)
{
	static const char *const values[] = { "", "", "", "" };
	struct test_columns *col;
	struct court c;
	struct make m;

	memset(&fake, 0, sizeof(fake));
	make_valued(&m, values, 4);
	court_read(&c, RULE("r", TRIGGER(PRESENCE("above", "0 g"))));
	court_compile(&c, &m.b, NULL);
	col = c.book.rule[0].test[VARIANT_LAW];
	for (uint32_t i = 0; i < 4; i++)
		fake_set(col->amount[0], i, "0", "1");
	fake_set(col->every, 0, "1", "1");
	fake_set(col->every, 1, "0", "1"); /* "present, amount unknown" */
	fake.x[col->every][1].lo_open = true;
	fake_set(col->every, 2, "0", "1");
	fake.suspect[2] = true;
	fake_set(col->every, 3, "0", "1");
	judge_fake(&c, &m);
	for (uint32_t i = 0; i < 4; i++)
		ck_assert_int_eq(judgement_verdict(&c.j, VARIANT_LAW, 0, i),
		    VERDICT_UNDECIDED);
	ck_assert_int_eq(judgement_gap(&c.j, VARIANT_LAW, 0, 0), GAP_ORIGIN);
	ck_assert_int_eq(judgement_gap(&c.j, VARIANT_LAW, 0, 1), GAP_ORIGIN);
	ck_assert_int_eq(judgement_gap(&c.j, VARIANT_LAW, 0, 2), GAP_SUSPECT);
	ck_assert_int_eq(judgement_gap(&c.j, VARIANT_LAW, 0, 3), GAP_SILENT);
	court_close(&c);
	make_free(&m);
}
END_TEST

START_TEST(watched_items_are_asked_for_together_and_once)
{
	static const char *const values[] = { "", "", "" };
	static const char *const amounts[] = { "1", "2", "3" };
	const uint32_t watched[] = { 2, 0 };
	struct verdict_detail d;
	struct error err = { 0 };
	struct test_columns *col;
	struct court c;
	struct make m;

	memset(&fake, 0, sizeof(fake));
	make_valued(&m, values, 3);
	court_read(&c, RULE("r", TRIGGER(PRESENCE("above", "0 g"))));
	court_compile(&c, &m.b, NULL);
	col = c.book.rule[0].test[VARIANT_LAW];
	for (uint32_t i = 0; i < 3; i++) {
		fake_set(col->amount[0], i, amounts[i], amounts[i]);
		fake_set(col->every, i, "1", "1");
	}
	judge_fake(&c, &m);
	ck_assert_uint_eq(fake.calls[col->amount[0]], 0);
	ck_assert_int_eq(judgement_watch(&c.j, watched, 2, &err), ST_OK);
	verdict_detail_init(&d);
	for (int turn = 0; turn < 2; turn++)
		for (uint32_t i = 0; i < 3; i += 2) {
			ck_assert_int_eq(judgement_detail(&c.j, VARIANT_LAW, 0,
					     0, i, false, &d, &err),
			    ST_OK);
			ck_assert_int_eq(
			    mpq_cmp_ui(d.numerator.lo, i + 1, 1), 0);
		}
	ck_assert_uint_eq(fake.calls[col->amount[0]], 1);
	ck_assert_uint_eq(fake.asked[col->amount[0]], 2);
	ck_assert_int_eq(
	    judgement_detail(&c.j, VARIANT_LAW, 0, 0, 1, false, &d, &err),
	    ST_OK);
	ck_assert_int_eq(mpq_cmp_ui(d.numerator.lo, 2, 1), 0);
	ck_assert_uint_eq(fake.calls[col->amount[0]], 2);
	verdict_detail_clear(&d);
	court_close(&c);
	make_free(&m);
}
END_TEST

static void
add(TCase *t)
{
	tcase_add_test(t, a_value_share_is_exact_at_its_limit);
	tcase_add_test(t, a_missing_value_is_unknown_unless_nothing_is_in_it);
	tcase_add_test(t, a_mass_share_is_the_sign_of_its_margin);
	tcase_add_test(t, nothing_of_nothing_is_clear);
	tcase_add_test(t, a_rule_is_the_conjunction_of_its_tests);
	tcase_add_test(t, a_gap_is_classed_by_what_is_surely_there);
	tcase_add_test(t, watched_items_are_asked_for_together_and_once);
}

int
main(void)
{
	xml_start();
	return run_suite("judge", add);
}
