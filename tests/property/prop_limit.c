/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Property: at a limit, doubles and rationals come to the same verdict.
 *
 * A random product, and rules of every measure and comparator.  Each limit is
 * laid exactly on an end of what some item of the product holds, or as near
 * to it as makes trouble: one unit in the last place of a double, 10^-15 and
 * 10^-30 of it.  Judged in doubles where they can tell, and in rationals
 * throughout, every item has the same verdict and the same gap.
 */
#include "tests/unit/rulebook.h"
#include "tests/unit/run.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define ITEMS 8
#define ASKED 6
#define RULES (10 * ASKED)
#define ROUNDS 25

static uint64_t state;

static long
pick(long n) /* 0 .. n - 1 */
{
	state = state * 6364136223846793005ULL + 1442695040888963407ULL;
	return (long)((state >> 33) % (uint64_t)n);
}

/* Numbers that a double cannot hold, and some that it can. */
static const char *
number(char text[40])
{
	static const char *const odd[] = { "0.1", "0.3", "1e-9", "1e9", "7",
		"0.0341", "1234567.891", "1", "0.5" };

	if (pick(2) == 0)
		return odd[pick(LENGTH(odd))];
	snprintf(text, 40, "%ld.%03ld", pick(50), 1 + pick(999));
	return text;
}

/* "0.25", "[0,0.1)", "(0,)", "[0.1,0.2]" or "[0.1,)". */
static const char *
amount(char text[100], long thousandths)
{
	long lo = pick(thousandths), hi = lo + 1 + pick(thousandths - lo);

	switch (pick(6)) {
	case 0:
		snprintf(text, 100, "[0,0.%03ld)", hi);
		break;
	case 1:
		snprintf(text, 100, "(0,)");
		break;
	case 2:
		snprintf(text, 100, "[0.%03ld,0.%03ld]", lo, hi);
		break;
	default:
		snprintf(text, 100, "0.%03ld", hi);
	}
	return text;
}

static void
item(struct make *m, int i)
{
	static const char *const elements[] = { "Dy", "Nd", "Dy,Nd", "all" };
	char name[16], text[100];
	struct item *it;
	bool share;

	snprintf(name, sizeof(name), "I%d", i);
	it = make_item(m, name, pick(3) > 0 ? number(text) : NULL);
	it->form = pick(2) ? FORM_METAL : FORM_MAGNET;
	if (pick(4) > 0) {
		it->value = make_number(m, pick(20) ? number(text) : "0");
		it->currency = bom_text(&m->b, STR("USD"));
	}
	for (long n = pick(3); n-- > 0;) {
		share = pick(2);
		make_line(m, name, elements[pick(LENGTH(elements))],
		    amount(text, share ? 400 : 999), share)
		    ->scope = pick(8) ? SCOPE_OWN : SCOPE_TOTAL;
	}
	if (pick(3) == 0)
		make_inert(m, name, amount(text, 400), true)->scope = SCOPE_OWN;
	if (pick(2) == 0)
		make_complete(m, name)->scope = SCOPE_OWN;
	if (pick(2) == 0)
		make_origin(m, name, (enum stage)pick(STAGE_COUNT), "CN",
		    pick(2) ? "1" : "0.3");
}

static void
price(struct make *m, const char *element, const char *text)
{
	struct price *p = bom_add_price(&m->b);

	p->element = (uint32_t)element_find(str_of(element));
	p->guise = GUISE_METAL;
	p->currency = bom_text(&m->b, STR("USD"));
	p->amount = make_number(m, text);
	p->date = 20250901;
}

static void
invent(struct make *m)
{
	char a[16], b[16], text[40];
	struct use *u;
	uint32_t note;

	make_init(m);
	for (int i = 0; i < ITEMS; i++)
		item(m, i);
	note = bom_note(&m->b, (struct use_note){ bom_text(&m->b, STR("x")),
				   DATE_NONE, DATE_NONE });
	for (int i = 0; i < ITEMS / 2; i++)
		for (int k = i + 1; k < ITEMS; k++) {
			if (pick(3) > 0 && k != i + 1)
				continue;
			snprintf(a, sizeof(a), "I%d", i);
			snprintf(b, sizeof(b), "I%d", k);
			u = make_use(m, a, b, number(text));
			if (pick(12) == 0)
				u->qty = BOM_NONE;
			if (pick(5) == 0)
				u->note = note;
		}
	if (pick(5) > 0)
		price(m, "Dy", "0.224");
	if (pick(5) > 0)
		price(m, "Nd", number(text));
	make_linked(m);
}

/* Rules of each measure, from everywhere and from China, above and at least;
 * their limits are set later. */
static void
write_rules(char *text, size_t room)
{
	static const char *const tests[] = {
		"presence of=\"all\"",
		"presence of=\"dy\" origin=\"o\"",
		"mass-share of=\"all\"",
		"mass-share of=\"all\" stated-as=\"oxide\"",
		"mass-share of=\"dy\"",
		"mass-share of=\"all\" origin=\"o\"",
		"mass-share of=\"dy\" among=\"all\"",
		"mass-share of=\"all\" origin=\"o\" among=\"itself\"",
		"value-share of=\"all\"",
		"value-share of=\"dy\" origin=\"o\"",
	};
	static const char *const asks[ASKED][2] = { { "above", "" },
		{ "at-least", "" }, { "below", "" }, { "at-most", "" },
		{ "above", "below" }, { "at-least", "at-most" } };
	size_t n = 0;

	for (int r = 0; r < RULES; r++) {
		const char *unit = r < 2 * ASKED ? "g" : "%";
		const char *to = asks[r % ASKED][1];

		n += (size_t)snprintf(text + n, room - n,
		    "<rule id=\"r%d\" clause=\"a\" title=\"T\" "
		    "title-zh=\"Z\" from=\"2025-01-01\"><trigger><%s "
		    "is=\"%s\" limit=\"1 %s\" %s%s%s%s%s/></trigger></rule>",
		    r, tests[r / ASKED], asks[r % ASKED][0], unit,
		    to[0] ? "and=\"" : "", to, to[0] ? "\" and-limit=\"2 " : "",
		    to[0] ? unit : "", to[0] ? "\"" : "");
	}
	ck_assert_uint_lt(n, room);
}

static bool
end_of(const struct court *c, size_t column, uint32_t i, bool hi, mpq_t out)
{
	struct error err = { 0 };
	struct exact x;
	bool finite;

	exact_init(&x);
	ck_assert_int_eq(trace_exact(c->trace, column, &i, 1, &x, &err), ST_OK);
	finite = !(hi ? x.hi_infinite : x.lo_infinite);
	mpq_set(out, hi ? x.hi : x.lo);
	exact_clear(&x);
	return finite;
}

/* What some item holds at least or at most, in the measure of the rule; false
 * where that is no number. */
static bool
find_limit(const struct court *c, const struct make *m, size_t rule, mpq_t out)
{
	const struct booked_rule *r = &c->book.rule[rule];
	const struct test_columns *columns = &r->test[VARIANT_LAW][0];
	uint32_t i = (uint32_t)pick(ITEMS);
	bool ok = end_of(c, columns->amount[0], i, pick(2), out);
	mpq_t by;

	mpq_init(by);
	if (r->rule->test[0].kind == TEST_MASS_SHARE) {
		ok = ok && end_of(c, COLUMN_MASS, i, pick(2), by);
	} else if (r->rule->test[0].kind == TEST_AMONG) {
		ok = ok && end_of(c, columns->rest, i, pick(2), by);
		mpq_add(by, by, out);
	} else if (r->rule->test[0].kind == TEST_VALUE_SHARE) {
		mpq_t view;

		ok = ok && m->b.item[i].currency != 0;
		if (ok) {
			numtab_view(&m->b.num, m->b.item[i].value, view);
			mpq_set(by, view);
		}
	} else {
		mpq_set_ui(by, 1, 1);
	}
	ok = ok && mpq_sgn(by) > 0 && mpq_sgn(out) > 0;
	if (ok)
		mpq_div(out, out, by);
	mpq_clear(by);
	return ok;
}

/* Moves it by next to nothing, or not at all. */
static void
nudge(mpq_t limit)
{
	long way = pick(8);
	mpq_t step;

	mpq_init(step);
	if (way == 1 || way == 2) { /* the next double */
		double d = nextafter(
		    mpq_get_d(limit), way == 1 ? INFINITY : -INFINITY);

		mpq_set_d(limit, d);
	} else if (way >= 3 && way <= 6) {
		mpz_ui_pow_ui(
		    mpq_denref(step), 10, way == 3 || way == 4 ? 15 : 30);
		mpz_set_ui(mpq_numref(step), 1);
		mpq_mul(step, step, limit);
		if (way % 2)
			mpq_add(limit, limit, step);
		else
			mpq_sub(limit, limit, step);
	}
	mpq_clear(step);
}

static size_t exact_calls;

static enum status
count_each(const void *ctx, size_t column, const uint32_t *i, size_t n,
    trace_visit visit, void *to, struct error *err)
{
	exact_calls += n;
	return trace_exact_each(ctx, column, i, n, visit, to, err);
}

static void
compare(struct court *c, const struct make *m)
{
	struct evidence exact = evidence_exactly(c->trace);
	struct evidence fast = evidence_of(c->trace);
	struct judgement a, b;
	struct error err = { 0 };

	fast.each = count_each;
	ck_assert_int_eq(judge(&a, &c->book, &m->b, &fast, &err), ST_OK);
	ck_assert_int_eq(judge(&b, &c->book, &m->b, &exact, &err), ST_OK);
	for (size_t r = 0; r < c->book.nrule; r++)
		for (uint32_t i = 0; i < m->b.nitem; i++) {
			enum verdict v =
			    judgement_verdict(&a, VARIANT_LAW, r, i);
			enum verdict w =
			    judgement_verdict(&b, VARIANT_LAW, r, i);

			ck_assert_msg(v == w,
			    "rule %zu, item %u: %s in doubles, %s exactly", r,
			    i, verdict_name(v), verdict_name(w));
			ck_assert_int_eq(judgement_gap(&a, VARIANT_LAW, r, i),
			    judgement_gap(&b, VARIANT_LAW, r, i));
		}
	judgement_free(&a);
	judgement_free(&b);
}

/* Of a range one end lies there, and the other one somewhere else. */
static void
set_limits(struct rule_test *t, mpq_t limit)
{
	mpq_set(t->limit, limit);
	if (t->to == NULL)
		return;
	mpq_set(t->to->limit, limit);
	if (pick(2))
		mpq_div_2exp(t->limit, t->limit, (mp_bitcnt_t)pick(3));
	else
		mpq_mul_2exp(t->to->limit, limit, (mp_bitcnt_t)pick(3));
}

static void
check_product(void)
{
	static char rules[16000];
	struct error err = { 0 };
	struct make m;
	struct court c;
	mpq_t limit;

	mpq_init(limit);
	write_rules(rules, sizeof(rules));
	invent(&m);
	court_read(&c, rules);
	court_compile(&c, &m.b, NULL);
	ck_assert_int_eq(
	    trace_run(&m.b, &c.book.plan, 1, &c.trace, &c.f, &err), ST_OK);
	for (size_t r = 0; r < c.book.nrule; r++) {
		for (int tries = 0; !find_limit(&c, &m, r, limit) && tries < 20;
		     tries++)
			;
		if (mpq_sgn(limit) <= 0)
			mpq_set_ui(limit, (unsigned long)pick(2), 10);
		if (mpq_sgn(limit) > 0)
			nudge(limit);
		mpq_canonicalize(limit);
		if (c.pack.rule[r].test[0].kind == TEST_AMONG &&
		    mpq_cmp_ui(limit, 1, 1) > 0)
			mpq_set_ui(limit, 1, 1);
		set_limits(&c.pack.rule[r].test[0], limit);
	}
	trace_free(c.trace);
	rulebook_free(&c.book);
	court_compile(&c, &m.b, NULL);
	ck_assert_int_eq(
	    trace_run(&m.b, &c.book.plan, 1, &c.trace, &c.f, &err), ST_OK);
	compare(&c, &m);
	court_close(&c);
	make_free(&m);
	mpq_clear(limit);
}

START_TEST(doubles_and_rationals_agree_at_a_limit)
{
	int rounds = run_rounds(ROUNDS);

	state = (uint64_t)_i + 1;
	exact_calls = 0;
	for (int round = 0; round < rounds; round++)
		check_product();
	/* the limits are where doubles cannot tell */
	ck_assert_uint_gt(exact_calls, (size_t)rounds * RULES / 4);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_loop_test(tc, doubles_and_rationals_agree_at_a_limit, 0, 10);
}

int
main(void)
{
	return run_suite("verdicts at a limit", add);
}
