/* SPDX-License-Identifier: Apache-2.0 */
/*
 * test_judge - amounts against limits: with evidence made up to sit on the
 * limit, and with real bills of materials under our two packs.
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

/* ---- real bills of materials ---- */

static struct pack *
open_pack(struct court *c, const char *id)
{
	memset(c, 0, sizeof(*c));
	ck_assert_int_eq(pack_open(&c->pack, id, &c->f), ST_OK);
	return &c->pack;
}

/* An item with a known form, complete but for what is added to it. */
static void
make_formed(struct make *m, const char *part, const char *mass, enum form f)
{
	make_item(m, part, mass)->form = (uint8_t)f;
	make_complete(m, part)->scope = SCOPE_OWN;
}

START_TEST(any_trace_is_triggered_undecided_or_clear)
{
	/* test-of: cn-trace origin */
	struct court c;
	struct make m;

	make_init(&m);
	make_formed(&m, "CHINESE", "100", FORM_MAGNET);
	make_line(&m, "CHINESE", "Nd", "0.3", true);
	make_origin(&m, "CHINESE", STAGE_MINING, "CN", "1");
	make_formed(&m, "OPEN", "100", FORM_MAGNET);
	make_line(&m, "OPEN", "Nd", "0.3", true);
	make_formed(&m, "STEEL", "100", FORM_PART);
	make_item(&m, "SILENT", "100");
	open_pack(&c, "cn-trace");
	make_linked(&m);
	court_compile(&c, &m.b, NULL);
	ck_assert_uint_eq(c.book.nrule, 1); /* process-aids is off */
	court_judge(&c, &m.b);
	ck_assert_int_eq(
	    court_verdict(&c, &m, VARIANT_LAW, "contained", "CHINESE"),
	    VERDICT_TRIGGERED);
	ck_assert_int_eq(
	    court_verdict(&c, &m, VARIANT_LAW, "contained", "OPEN"),
	    VERDICT_UNDECIDED);
	ck_assert_int_eq(
	    judgement_gap(&c.j, VARIANT_LAW, 0, make_find(&m, "OPEN")),
	    GAP_ORIGIN);
	ck_assert_int_eq(
	    court_verdict(&c, &m, VARIANT_LAW, "contained", "STEEL"),
	    VERDICT_CLEAR);
	ck_assert_int_eq(
	    court_verdict(&c, &m, VARIANT_LAW, "contained", "SILENT"),
	    VERDICT_UNDECIDED);
	ck_assert_int_eq(
	    judgement_gap(&c.j, VARIANT_LAW, 0, make_find(&m, "SILENT")),
	    GAP_SILENT);
	court_close(&c);
	make_free(&m);
}
END_TEST

/* A motor with 1500 g of magnet of 2.5 % Dy from China: 37.5 g of it. */
static void
make_motor(struct make *m, const char *value, const char *oxide_price)
{
	struct item *motor;
	struct price *price;

	make_init(m);
	make_formed(m, "MAGNET", "1500", FORM_MAGNET);
	make_line(m, "MAGNET", "Dy", "0.025", true);
	make_origin(m, "MAGNET", STAGE_SEPARATION, "CN", "1");
	make_formed(m, "MOTOR", "10000", FORM_ASSEMBLY);
	motor = &m->b.item[1];
	if (value != NULL) {
		motor->value = make_number(m, value);
		motor->currency = bom_text(&m->b, STR("USD"));
	}
	make_use(m, "MOTOR", "MAGNET", "1");
	if (oxide_price != NULL) {
		uint32_t amount = make_number(m, oxide_price);
		uint32_t usd = bom_text(&m->b, STR("USD"));

		price = bom_add_price(&m->b);
		price->element = (uint32_t)element_find(STR("Dy"));
		price->guise = GUISE_OXIDE;
		price->currency = usd;
		price->amount = amount;
		price->date = 20250901;
	}
	make_linked(m);
}

static void
add_metal(struct make *m, const char *amount)
{
	uint32_t id = make_number(m, amount);
	uint32_t usd = bom_text(&m->b, STR("USD"));
	struct price *p = bom_add_price(&m->b);

	*p = (struct price){ .element = (uint32_t)element_find(STR("Dy")),
		.guise = GUISE_METAL,
		.currency = usd,
		.amount = id,
		.date = 20250901 };
}

static const struct motor {
	const char *value, *price; /* [USD], [USD per g of oxide] */
	enum verdict verdict;
} motors[] = {
	/* test-of: cn-mofcom-61-2025 1.i.value */
	/* 43.04 g of oxide: 9.64 USD at 224 USD/kg, 36.58 USD at 850 */
	{ "600", "0.224", VERDICT_TRIGGERED },
	{ "30000", "0.224", VERDICT_CLEAR },
	{ "30000", "0.850", VERDICT_TRIGGERED },
	{ NULL, "0.224", VERDICT_UNDECIDED },
	{ "600", NULL, VERDICT_UNDECIDED },
	{ NULL, NULL, VERDICT_UNDECIDED },
};

START_TEST(limb_i_holds_the_value_of_dy_against_the_motor)
{
	/* test-of: cn-mofcom-61-2025 part-2 */
	/* test-of: cn-mofcom-61-2025 1.i.sum */
	const struct motor *x = &motors[_i];
	struct court c;
	struct make m;

	make_motor(&m, x->value, x->price);
	open_pack(&c, "cn-mofcom-61-2025");
	court_compile(&c, &m.b, NULL);
	court_judge(&c, &m.b);
	/* test-of: cn-mofcom-61-2025 1.i.reading.element */
	ck_assert_int_eq(
	    judgement_reading(&c.j, VARIANT_LAW,
		pack_find_rule(&c.pack, "limb-i"), 0, make_find(&m, "MOTOR")),
	    x->verdict);
	court_close(&c);
	make_free(&m);
}
END_TEST

static const struct {
	const char *value, *magnet, *price; /* [USD]; [USD per g of metal] */
	enum verdict law, reading[4];
	enum gap gap; /* of an undecided law */
} readings[] = {
	/* test-of: cn-mofcom-61-2025 1.i.reading.material */
	/* test-of: cn-mofcom-61-2025 1.i.reading.magnet */
	/* test-of: cn-mofcom-61-2025 1.i.reading.direct */
	/* 37.5 g Dy: 9.64 USD by its oxide, 11.25 USD by the metal */
	{ "30000", "132", "0.3", VERDICT_UNDECIDED,
	    { VERDICT_CLEAR, VERDICT_CLEAR, VERDICT_TRIGGERED,
		VERDICT_TRIGGERED },
	    GAP_READING },
	{ "10000", "132", "0.3", VERDICT_UNDECIDED,
	    { VERDICT_CLEAR, VERDICT_TRIGGERED, VERDICT_TRIGGERED,
		VERDICT_TRIGGERED },
	    GAP_READING },
	{ "600", "132", "0.3", VERDICT_TRIGGERED,
	    { VERDICT_TRIGGERED, VERDICT_TRIGGERED, VERDICT_TRIGGERED,
		VERDICT_TRIGGERED },
	    GAP_READING },
	{ "200000", "132", "0.3", VERDICT_CLEAR,
	    { VERDICT_CLEAR, VERDICT_CLEAR, VERDICT_CLEAR, VERDICT_CLEAR },
	    GAP_READING },
	/* what is not known is told before what the law leaves open */
	{ "600", NULL, NULL, VERDICT_UNDECIDED,
	    { VERDICT_TRIGGERED, VERDICT_UNDECIDED, VERDICT_UNDECIDED,
		VERDICT_UNDECIDED },
	    GAP_ORIGIN },
};

START_TEST(where_readings_differ_the_law_is_undecided)
{
	struct make m;
	struct court c;
	uint32_t motor;
	size_t rule;

	make_motor(&m, readings[_i].value, "0.224");
	if (readings[_i].price != NULL)
		add_metal(&m, readings[_i].price);
	if (readings[_i].magnet != NULL) {
		struct item *it = &m.b.item[make_find(&m, "MAGNET")];

		it->value = make_number(&m, readings[_i].magnet);
		it->currency = bom_text(&m.b, STR("USD"));
	}
	open_pack(&c, "cn-mofcom-61-2025");
	court_compile(&c, &m.b, NULL);
	court_judge(&c, &m.b);
	rule = pack_find_rule(&c.pack, "limb-i");
	motor = make_find(&m, "MOTOR");
	for (size_t k = 0; k < 4; k++)
		ck_assert_int_eq(
		    judgement_reading(&c.j, VARIANT_LAW, rule, k, motor),
		    readings[_i].reading[k]);
	ck_assert_int_eq(judgement_verdict(&c.j, VARIANT_LAW, rule, motor),
	    readings[_i].law);
	if (readings[_i].law == VERDICT_UNDECIDED)
		ck_assert_int_eq(judgement_gap(&c.j, VARIANT_LAW, rule, motor),
		    readings[_i].gap);
	court_close(&c);
	make_free(&m);
}
END_TEST

START_TEST(limb_i_leaves_out_what_is_no_magnet_of_part_2)
{
	/* test-of: cn-mofcom-61-2025 part-2.elements */
	struct court c;
	struct make m;

	make_init(&m);
	make_formed(&m, "ND-ONLY", "100", FORM_MAGNET);
	make_line(&m, "ND-ONLY", "Nd,Pr", "0.3", true);
	make_origin(&m, "ND-ONLY", STAGE_MINING, "CN", "1");
	make_formed(&m, "PHOSPHOR", "1", FORM_PHOSPHOR);
	make_line(&m, "PHOSPHOR", "Tb", "0.08", true);
	make_origin(&m, "PHOSPHOR", STAGE_MINING, "CN", "1");
	open_pack(&c, "cn-mofcom-61-2025");
	make_linked(&m);
	court_compile(&c, &m.b, NULL);
	court_judge(&c, &m.b);
	ck_assert_int_eq(
	    court_verdict(&c, &m, VARIANT_LAW, "limb-i", "ND-ONLY"),
	    VERDICT_CLEAR);
	ck_assert_int_eq(
	    court_verdict(&c, &m, VARIANT_LAW, "limb-iii-magnet", "ND-ONLY"),
	    VERDICT_CLEAR);
	ck_assert_int_eq(
	    court_verdict(&c, &m, VARIANT_LAW, "limb-i", "PHOSPHOR"),
	    VERDICT_CLEAR);
	court_close(&c);
	make_free(&m);
}
END_TEST

/* Of which metal, alloy or oxide a target was made is not said by its form. */
static const struct target {
	const char *element;
	enum form form;
	enum verdict limb_i, limb_iii;
} targets[] = {
	{ "Dy", FORM_TARGET, VERDICT_UNDECIDED, VERDICT_TRIGGERED },
	{ "Gd", FORM_TARGET, VERDICT_UNDECIDED, VERDICT_TRIGGERED },
	{ "La", FORM_TARGET, VERDICT_CLEAR, VERDICT_CLEAR },
	{ "Gd", FORM_ASSEMBLY, VERDICT_CLEAR, VERDICT_CLEAR },
};

START_TEST(targets_are_judged_for_the_seven_elements)
{
	/* test-of: cn-mofcom-61-2025 1.i.target */
	/* test-of: cn-mofcom-61-2025 part-2.target */
	const struct target *x = &targets[_i];
	struct court c;
	struct make m;

	make_init(&m);
	make_formed(&m, "TARGET", "1000", x->form);
	make_line(&m, "TARGET", x->element, "0.99", true);
	make_origin(&m, "TARGET", STAGE_METAL, "CN", "1");
	open_pack(&c, "cn-mofcom-61-2025");
	make_linked(&m);
	court_compile(&c, &m.b, NULL);
	court_judge(&c, &m.b);
	ck_assert_int_eq(
	    court_verdict(&c, &m, VARIANT_LAW, "limb-i-target", "TARGET"),
	    x->limb_i);
	ck_assert_int_eq(
	    court_verdict(&c, &m, VARIANT_LAW, "limb-iii-target", "TARGET"),
	    x->limb_iii);
	court_close(&c);
	make_free(&m);
}
END_TEST

/* Part 1 has oxides of Tb and Dy, no other, and no La, Ce, Pr, Nd at all. */
static const struct part_1 {
	const char *element;
	enum form form;
	enum verdict verdict;
} part_1[] = {
	{ "Dy", FORM_OXIDE, VERDICT_TRIGGERED },
	{ "Tb", FORM_OXIDE, VERDICT_TRIGGERED },
	{ "Sm", FORM_OXIDE, VERDICT_CLEAR },
	{ "Y", FORM_OXIDE, VERDICT_CLEAR },
	{ "Sm", FORM_METAL, VERDICT_TRIGGERED },
	{ "Sm", FORM_ALLOY, VERDICT_TRIGGERED },
	{ "Gd", FORM_METAL, VERDICT_TRIGGERED },
	{ "Gd", FORM_ALLOY, VERDICT_CLEAR },
	{ "Nd", FORM_METAL, VERDICT_CLEAR },
	{ "Dy", FORM_SALT, VERDICT_CLEAR },
	{ "Dy", FORM_MATERIAL, VERDICT_UNDECIDED },
	{ "Dy", FORM_UNKNOWN, VERDICT_UNDECIDED },
};

START_TEST(part_1_is_told_by_element_and_guise)
{
	const struct part_1 *x = &part_1[_i];
	struct court c;
	struct make m;

	make_init(&m);
	make_formed(&m, "ITEM", "1000", x->form);
	make_line(&m, "ITEM", x->element, "0.9", true);
	make_origin(&m, "ITEM", STAGE_SEPARATION, "CN", "1");
	open_pack(&c, "cn-mofcom-61-2025");
	make_linked(&m);
	court_compile(&c, &m.b, NULL);
	court_judge(&c, &m.b);
	ck_assert_int_eq(
	    court_verdict(&c, &m, VARIANT_LAW, "limb-iii-part-1", "ITEM"),
	    x->verdict);
	court_close(&c);
	make_free(&m);
}
END_TEST

START_TEST(limb_iii_looks_at_the_item_itself)
{
	/* test-of: cn-mofcom-61-2025 1.iii */
	/* test-of: cn-mofcom-61-2025 1.iii.itself */
	struct court c;
	struct make m;

	make_motor(&m, "600", "0.224");
	open_pack(&c, "cn-mofcom-61-2025");
	court_compile(&c, &m.b, NULL);
	court_judge(&c, &m.b);
	ck_assert_int_eq(
	    court_verdict(&c, &m, VARIANT_LAW, "limb-iii-magnet", "MAGNET"),
	    VERDICT_TRIGGERED);
	ck_assert_int_eq(
	    court_verdict(&c, &m, VARIANT_LAW, "limb-iii-magnet", "MOTOR"),
	    VERDICT_CLEAR);
	/* where the motor was made is not said */
	ck_assert_int_eq(
	    court_verdict(&c, &m, VARIANT_LAW, "limb-iii-assembly", "MOTOR"),
	    VERDICT_UNDECIDED);
	court_close(&c);
	make_free(&m);
}
END_TEST

static const struct technology {
	const char *stage_of, *all_of; /* separation; every stage; or NULL */
	enum verdict verdict;
} technologies[] = {
	{ "CN", NULL, VERDICT_TRIGGERED },
	{ NULL, "CN", VERDICT_TRIGGERED },
	{ "JP", NULL, VERDICT_UNDECIDED },
	{ NULL, "JP", VERDICT_CLEAR },
	{ NULL, NULL, VERDICT_UNDECIDED },
};

START_TEST(limb_ii_asks_whose_technology_was_used)
{
	/* test-of: cn-mofcom-61-2025 1.ii */
	/* test-of: cn-mofcom-61-2025 1.ii.stages */
	const struct technology *x = &technologies[_i];
	struct court c;
	struct make m;

	make_init(&m);
	make_formed(&m, "MAGNET", "1500", FORM_MAGNET);
	make_line(&m, "MAGNET", "Dy", "0.025", true);
	make_complete(&m, "MAGNET");
	make_formed(&m, "MOTOR", "10000", FORM_ASSEMBLY);
	make_use(&m, "MOTOR", "MAGNET", "1");
	make_origin(&m, "MAGNET", STAGE_ALL, "JP", "1");
	if (x->stage_of != NULL)
		strcpy(make_origin(&m, "MAGNET", STAGE_SEPARATION, "", "1")
			   ->technology,
		    x->stage_of);
	if (x->all_of != NULL)
		strcpy(
		    make_origin(&m, "MAGNET", STAGE_ALL, "", "1")->technology,
		    x->all_of);
	open_pack(&c, "cn-mofcom-61-2025");
	make_linked(&m);
	court_compile(&c, &m.b, NULL);
	court_judge(&c, &m.b);
	ck_assert_int_eq(
	    court_verdict(&c, &m, VARIANT_LAW, "limb-ii-magnet", "MAGNET"),
	    x->verdict);
	/* a product around it is not itself made with that technology */
	ck_assert_int_eq(
	    court_verdict(&c, &m, VARIANT_LAW, "limb-ii-magnet", "MOTOR"),
	    VERDICT_CLEAR);
	court_close(&c);
	make_free(&m);
}
END_TEST

static const struct made {
	const char *country[2], *share[2];
	enum verdict verdict;
} mades[] = {
	{ { "CN", NULL }, { "1", NULL }, VERDICT_TRIGGERED },
	{ { "DE", NULL }, { "1", NULL }, VERDICT_CLEAR },
	{ { "CN", NULL }, { "0.5", NULL }, VERDICT_UNDECIDED },
	{ { "DE", NULL }, { "0.5", NULL }, VERDICT_UNDECIDED },
	{ { "DE", "JP" }, { "0.5", "0.5" }, VERDICT_CLEAR },
	{ { "DE", "CN" }, { "0.5", "0.5" }, VERDICT_UNDECIDED },
	{ { "HK", NULL }, { "1", NULL }, VERDICT_CLEAR },
};

START_TEST(limb_iii_asks_where_an_assembly_was_made)
{
	/* test-of: cn-mofcom-61-2025 1.iii.assembly */
	/* test-of: cn-mofcom-61-2025 origin */
	const struct made *x = &mades[_i];
	struct court c;
	struct make m;

	make_init(&m);
	make_formed(&m, "MAGNET", "1500", FORM_MAGNET);
	make_line(&m, "MAGNET", "Dy", "0.025", true);
	make_formed(&m, "MOTOR", "10000", FORM_ASSEMBLY);
	make_use(&m, "MOTOR", "MAGNET", "1");
	for (int i = 0; i < 2 && x->country[i] != NULL; i++)
		make_origin(
		    &m, "MOTOR", STAGE_COMPONENT, x->country[i], x->share[i]);
	open_pack(&c, "cn-mofcom-61-2025");
	make_linked(&m);
	court_compile(&c, &m.b, NULL);
	court_judge(&c, &m.b);
	ck_assert_int_eq(
	    court_verdict(&c, &m, VARIANT_LAW, "limb-iii-assembly", "MOTOR"),
	    x->verdict);
	court_close(&c);
	make_free(&m);
}
END_TEST

START_TEST(process_aids_are_judged_only_when_named)
{
	const char *also = "process-aids";
	const char *wrong = "process-aid";
	struct compile_options o = { .also = &also, .nalso = 1 };
	const struct pack *pack;
	struct error err = { 0 };
	struct content *line;
	struct rulebook none;
	struct court c;
	struct make m;

	make_init(&m);
	make_formed(&m, "LENS", "100", FORM_GLASS);
	line = make_line(&m, "LENS", "Ce", "0.2", false);
	line->process = 1;
	make_origin(&m, "LENS", STAGE_MINING, "CN", "1");
	pack = open_pack(&c, "cn-trace");
	make_linked(&m);
	court_compile(&c, &m.b, &o);
	ck_assert_uint_eq(c.book.nrule, 2);
	court_judge(&c, &m.b);
	ck_assert_int_eq(
	    court_verdict(&c, &m, VARIANT_LAW, "contained", "LENS"),
	    VERDICT_CLEAR);
	ck_assert_int_eq(
	    court_verdict(&c, &m, VARIANT_LAW, "process-aids", "LENS"),
	    VERDICT_TRIGGERED);
	o.also = &wrong;
	ck_assert_int_eq(
	    rulebook_compile(&none, &pack, 1, &m.b, &o, &err), ST_USAGE);
	ck_assert_uint_eq(none.nrule, 0);
	court_close(&c);
	make_free(&m);
}
END_TEST

START_TEST(a_policy_stands_beside_the_law)
{
	static const char policy_xml[] =
	    "<policy xmlns=\"urn:retrace:policy:1\" id=\"acme\">"
	    "<trace-floor share=\"10 ppm\" reason=\"little\" author=\"R\" "
	    "until=\"2026-12-31\"/></policy>";
	struct policy p;
	struct compile_options o = { .policy = &p };
	struct court c;
	struct make m;

	make_init(&m);
	make_formed(&m, "TRACE", "1000", FORM_PART);
	make_line(&m, "TRACE", "Ce", "0.000001", true);
	make_origin(&m, "TRACE", STAGE_MINING, "CN", "1");
	make_formed(&m, "MORE", "1000", FORM_PART);
	make_line(&m, "MORE", "Ce", "0.0001", true);
	make_origin(&m, "MORE", STAGE_MINING, "CN", "1");
	open_pack(&c, "cn-trace");
	ck_assert_int_eq(policy_read_bytes(
			     &p, "policy.xml", STR(policy_xml), 20260301, &c.f),
	    ST_OK);
	make_linked(&m);
	court_compile(&c, &m.b, &o);
	court_judge(&c, &m.b);
	ck_assert_int_eq(
	    court_verdict(&c, &m, VARIANT_LAW, "contained", "TRACE"),
	    VERDICT_TRIGGERED);
	ck_assert_int_eq(
	    court_verdict(&c, &m, VARIANT_POLICY, "contained", "TRACE"),
	    VERDICT_CLEAR);
	ck_assert_int_eq(
	    court_verdict(&c, &m, VARIANT_POLICY, "contained", "MORE"),
	    VERDICT_TRIGGERED);
	court_close(&c);
	policy_free(&p);
	make_free(&m);
}
END_TEST

START_TEST(a_plan_holds_each_sum_once)
{
	struct compile_options o = { .report = true };
	struct court c;
	struct make m;

	make_motor(&m, "600", "0.224");
	open_pack(&c, "cn-mofcom-61-2025");
	court_compile(&c, &m.b, &o);
	for (size_t i = 0; i < c.book.plan.nchannel; i++)
		for (size_t k = 0; k < i; k++)
			ck_assert(memcmp(&c.book.plan.channel[i],
				      &c.book.plan.channel[k],
				      sizeof(struct channel)) != 0);
	/* limb-i and limb-i-target share one numerator */
	ck_assert_uint_eq(c.book.rule[0].test[VARIANT_LAW][1].amount[0],
	    c.book.rule[1].test[VARIANT_LAW][2].amount[0]);
	ck_assert_str_eq(c.book.report.origin_rule->id, "chinese");
	ck_assert_uint_ne(c.book.report.every[NELEM], COLUMN_NONE);
	ck_assert_uint_ne(c.book.report.origin[0], COLUMN_NONE);
	court_close(&c);
	make_free(&m);
}
END_TEST

START_TEST(a_detail_shows_the_whole_sum)
{
	struct verdict_detail d;
	struct error err = { 0 };
	char text[NUM_TEXT];
	struct court c;
	struct make m;

	make_motor(&m, "600", "0.224");
	open_pack(&c, "cn-mofcom-61-2025");
	court_compile(&c, &m.b, NULL);
	court_judge(&c, &m.b);
	verdict_detail_init(&d);
	ck_assert_int_eq(judgement_detail(&c.j, VARIANT_LAW, 0, 1,
			     make_find(&m, "MOTOR"), true, &d, &err),
	    ST_OK);
	ck_assert_int_eq(d.verdict, VERDICT_TRIGGERED);
	num_format(text, d.numerator.lo, 4, NUM_NEAREST);
	ck_assert_str_eq(text, "9.641");
	num_format(text, d.denominator.hi, 4, NUM_NEAREST);
	ck_assert_str_eq(text, "600");
	num_format(text, d.margin.lo, 4, NUM_NEAREST);
	ck_assert_str_eq(text, "9.041");
	ck_assert(str_is(bom_text_get(&m.b, d.currency), "USD"));
	ck_assert(!d.value_missing && !d.not_sharp);
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
	tcase_add_test(t, any_trace_is_triggered_undecided_or_clear);
	tcase_add_loop_test(t, limb_i_holds_the_value_of_dy_against_the_motor,
	    0, (int)LENGTH(motors));
	tcase_add_loop_test(
	    t, where_readings_differ_the_law_is_undecided, 0, LENGTH(readings));
	tcase_add_test(t, limb_i_leaves_out_what_is_no_magnet_of_part_2);
	tcase_add_loop_test(t, targets_are_judged_for_the_seven_elements, 0,
	    (int)LENGTH(targets));
	tcase_add_loop_test(
	    t, part_1_is_told_by_element_and_guise, 0, (int)LENGTH(part_1));
	tcase_add_loop_test(
	    t, limb_ii_asks_whose_technology_was_used, 0, LENGTH(technologies));
	tcase_add_test(t, limb_iii_looks_at_the_item_itself);
	tcase_add_loop_test(
	    t, limb_iii_asks_where_an_assembly_was_made, 0, (int)LENGTH(mades));
	tcase_add_test(t, process_aids_are_judged_only_when_named);
	tcase_add_test(t, a_policy_stands_beside_the_law);
	tcase_add_test(t, a_plan_holds_each_sum_once);
	tcase_add_test(t, a_detail_shows_the_whole_sum);
}

int
main(void)
{
	xml_start();
	return run_suite("judge", add);
}
