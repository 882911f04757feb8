/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Property: what a question is said to settle, it settles.
 *
 * A random small product is asked about.  Then answers are given: not by
 * supposing anything, but as a supplier gives them, in a document with
 * amounts and the country of each stage, and the product is read, linked and
 * judged anew.  If a question can clear (trigger) a verdict, some answer
 * does; if it cannot, none of many does; if it must settle it, none of them
 * leaves it undecided.  So with limits of the item, of things in it, of each
 * element, of a year, and of values that are read in several ways.
 */
#include "core/rules/ask/ask.h"
#include "tests/property/answers.h"

#include <math.h>

#define ROUNDS 30
#define STEPS 4 /* answers between the least and the greatest, and both */
#define PLENTY 1e6

/* How much of item i is in one of item a. */
static double
within(int a, int i)
{
	double sum = 0;

	if (a == i)
		return 1;
	for (int k = 0; k < ITEMS; k++)
		if (part[a].uses[k] > 0)
			sum += (double)part[a].uses[k] * within(k, i);
	return sum;
}

/* The most of its own that an item can hold: not beyond its mass, nor that
 * of what it is in. */
static double
most_of(const struct heard *base, int item)
{
	double most = PLENTY;
	struct bounds x;

	for (int a = 0; a < ITEMS; a++) {
		double q = within(a, item), room;

		if (part[a].mass == 0 || q <= 0)
			continue;
		if (a == item && !is_leaf(a)) {
			room = (double)part[a].mass / 1000;
			for (int k = 0; k < ITEMS; k++)
				if (part[a].uses[k] > 0) {
					trace_bounds(base->c.trace, COLUMN_MASS,
					    (uint32_t)k, &x);
					room -= x.lo * (double)part[a].uses[k];
				}
			most = fmin(most, fmax(room, 0));
			continue;
		}
		/* what others surely hold leaves so much room */
		trace_bounds(base->c.trace, COLUMN_CHANNEL(0), (uint32_t)a, &x);
		room = (double)part[a].mass / 1000 - x.lo;
		trace_bounds(
		    base->c.trace, COLUMN_CHANNEL(0), (uint32_t)item, &x);
		if (is_leaf(item))
			room += q * x.lo;
		most = fmin(most, room / q);
	}
	return most;
}

/* What many answers to one question do. */
struct outcome {
	bool clear, triggered, undecided;
};

static void
try_answer(const struct given *g, const char *rule, uint32_t shipped,
    struct outcome *o)
{
	struct heard h;

	hear(&h, rule, g);
	switch (judgement_verdict(&h.c.j, VARIANT_LAW, 0, shipped)) {
	case VERDICT_CLEAR:
		o->clear = true;
		break;
	case VERDICT_TRIGGERED:
		o->triggered = true;
		break;
	default:
		o->undecided = true;
	}
	forget(&h);
}

/* Every form; of a value or a number nothing, and each power of ten. */
static struct outcome
try_numbers(const char *rule, struct given *g, uint32_t shipped)
{
	struct outcome o = { false, false, false };

	for (int f = 0; g->kind == QUESTION_FORM && f < FORM_COUNT; f++) {
		g->form = (enum form)f;
		if (f != FORM_UNKNOWN)
			try_answer(g, rule, shipped, &o);
	}
	for (int e = -6; g->kind != QUESTION_FORM && e <= 12; e++) {
		g->number = pow(10, e);
		if (e >= 0 || g->kind == QUESTION_VALUE)
			try_answer(g, rule, shipped, &o);
	}
	return o;
}

static struct outcome
try_answers(const struct heard *base, const char *rule, enum question_kind k,
    int item, uint32_t shipped)
{
	struct outcome o = { false, false, false };
	struct given g = { .item = item, .kind = k };

	if (k > QUESTION_CONTENT)
		return try_numbers(rule, &g, shipped);
	g.most = most_of(base, item);

	for (int step = 0; step <= STEPS; step++) {
		g.f = g.dy = (double)step / STEPS;
		try_answer(&g, rule, shipped, &o);
	}
	if (k != QUESTION_CONTENT)
		return o;
	if (mode != MODE_ITEM && part[item].mass == 0 && is_leaf(item)) {
		bool clear = o.clear;

		g.weighs = true;
		g.number = fmin(g.most, 1000);
		g.f = 0;
		g.dy = 1;
		try_answer(&g, rule, shipped, &o);
		if (part[item].line)
			g.number = (double)part[item].hi / 990;
		g.f = 1;
		try_answer(&g, rule, shipped, &o);
		g.weighs = false;
		o.clear = clear; /* what much mass does is another question */
	}
	/* little of the Dy that is named, much of what is not */
	g.f = 1;
	g.dy = 0;
	try_answer(&g, rule, shipped, &o);
	g.f = 0;
	g.nested = true;
	try_answer(&g, rule, shipped, &o);
	return o;
}

/* The product in words, for whoever has to find out why. */
static void
describe(char *text, size_t size)
{
	size_t n = 0;

	for (int i = 0; i < ITEMS && n < size; i++) {
		const struct part *p = &part[i];

		n += (size_t)snprintf(text + n, size - n,
		    "\n  I%d %s mass %ld%s value %ld", i, form_name(p->form),
		    p->mass, p->complete ? " complete" : "", p->value);
		if (n < size && p->line)
			n += (size_t)snprintf(text + n, size - n,
			    " Dy %c%ld,%ld CN %d %d %d JP %d %d %d",
			    p->open ? '(' : '[', p->lo, p->hi, p->cn[0],
			    p->cn[1], p->cn[2], p->jp[0], p->jp[1], p->jp[2]);
		for (int k = 0; k < ITEMS && n < size; k++)
			if (p->uses[k] > 0)
				n += (size_t)snprintf(text + n, size - n,
				    " %ldx I%d", p->uses[k], k);
	}
}

static void
check_question(const struct heard *base, const char *rule,
    const struct question *q, uint32_t shipped)
{
	struct outcome o;
	bool parts_open;
	char label[2600], product[2000];

	if (q->kind == QUESTION_MASS || q->kind == QUESTION_PRICE)
		return;
	ck_assert(q->worth.sharp);
	o = try_answers(
	    base, rule, (enum question_kind)q->kind, (int)q->item, shipped);
	describe(product, sizeof(product));
	snprintf(label, sizeof(label), "%s of I%u, %.400s, %ld a year%s",
	    question_name(q->kind), q->item, strstr(rule, "<trigger>"),
	    per_year, product);
	/* what an assembly holds beside parts that it does not state is not
	   known to this test */
	parts_open = !is_leaf((int)q->item);
	/* nor that what counts in it is in no magnet */
	if ((mode == MODE_READINGS || mode == MODE_PAID) &&
	    part[q->item].form != FORM_MAGNET && q->kind == QUESTION_CONTENT)
		o.clear |= q->worth.shipped.clear > 0;
	ck_assert_msg(o.clear == (q->worth.shipped.clear > 0),
	    "%s: clear %d, said %u", label, o.clear, q->worth.shipped.clear);
	ck_assert_msg(parts_open || (q->worth.outer && !o.triggered) ||
			  o.triggered == (q->worth.shipped.triggered > 0),
	    "%s: triggered %d, said %u", label, o.triggered,
	    q->worth.shipped.triggered);
	ck_assert_msg(q->worth.shipped.must == 0 || !o.undecided,
	    "%s: undecided, said to settle", label);
	ck_assert_msg(
	    q->worth.outer ||
		(q->worth.most.clear >= q->worth.shipped.clear &&
		    q->worth.most.triggered >= q->worth.shipped.triggered),
	    "%s: at most %u %u, said %u %u", label, q->worth.most.clear,
	    q->worth.most.triggered, q->worth.shipped.clear,
	    q->worth.shipped.triggered);
}

/* A rule of another mode. */
static bool
invent_other(char *rule, size_t size)
{
	static const char *const compare[] = { "above", "at-least" };
	static const char *const per[] = { "part", "article", "product",
		"homogeneous-material", "item" };
	const char *is = compare[pick(2)];
	char trigger[700];
	long level = pick(5), limit = 1 + pick(60);

	if (mode == MODE_LEVEL && (level == 3 || pick(2) == 0))
		snprintf(trigger, sizeof(trigger),
		    "<mass-share of=\"all\" origin=\"o\" is=\"%s\" "
		    "limit=\"%ld %%\" per=\"%s\"%s/>",
		    is, limit, per[level],
		    level == 4 || pick(2) == 0 ? " each=\"element\"" : "");
	else if (mode == MODE_LEVEL)
		snprintf(trigger, sizeof(trigger),
		    "<presence of=\"all\" origin=\"o\" is=\"%s\" "
		    "limit=\"%ld g\" per=\"%s\"%s/>",
		    is, limit, per[level],
		    level == 4 || pick(2) == 0 ? " each=\"element\"" : "");
	else if (mode == MODE_READINGS || mode == MODE_PAID)
		snprintf(trigger, sizeof(trigger),
		    "<value-share of=\"dy\" origin=\"o\" is=\"%s\" "
		    "limit=\"%ld %%\">"
		    "<reading id=\"a\" counts=\"element\" title=\"T\" "
		    "title-zh=\"Z\" clause=\"a\"/>"
		    "<reading id=\"b\" counts=\"item\" in=\"magnet\" "
		    "title=\"T\" title-zh=\"Z\" clause=\"a\"/>"
		    "<reading id=\"c\" counts=\"item\" in=\"magnet\" "
		    "stops-at=\"component assembly\" title=\"T\" "
		    "title-zh=\"Z\" clause=\"a\"/></value-share>",
		    is, limit);
	else if (mode == MODE_YEAR)
		snprintf(trigger, sizeof(trigger),
		    "<annual-mass of=\"all\" origin=\"o\" is=\"%s\" "
		    "limit=\"%ld g\"%s/>",
		    is, limit * (1 + pick(20)),
		    pick(2) == 0 ? " each=\"element\"" : "");
	else
		return false;
	snprintf(rule, size,
	    "<rule id=\"r\" clause=\"a\" hypothetical=\"yes\" title=\"T\" "
	    "title-zh=\"Z\"><trigger>%s</trigger></rule>",
	    trigger);
	return true;
}

/* A rule whose limit is where it matters: at what some answer leaves. */
static void
invent_rule(char *rule, size_t size, const struct heard *base)
{
	static const char *const compare[] = { "above", "at-least" };
	struct bounds top, one;
	double limit = 0;
	bool share = part[0].mass > 0 && pick(3) == 0;

	if (invent_other(rule, size))
		return;
	trace_bounds(base->c.trace, COLUMN_CHANNEL(0), 0, &top);
	trace_bounds(base->c.trace, COLUMN_CHANNEL(0),
	    (uint32_t)(ITEMS / 2 + pick(ITEMS - ITEMS / 2)), &one);
	switch (pick(4)) {
	case 0:
		limit = 0;
		break;
	case 1:
		limit = isfinite(top.hi) && isfinite(one.hi)
			    ? top.hi - (double)(1 << pick(3)) * one.hi
			    : 5;
		break;
	case 2:
		limit = isfinite(one.hi) ? (double)(1 << pick(3)) * one.hi : 7;
		break;
	default:
		limit = (double)(1 + pick(40));
	}
	if (!(limit > 0))
		limit = 0;
	if (share)
		snprintf(rule, size,
		    "<rule id=\"r\" clause=\"a\" hypothetical=\"yes\" "
		    "title=\"T\" title-zh=\"Z\"><trigger><mass-share "
		    "of=\"all\" origin=\"o\" is=\"%s\" limit=\"%.3f %%\"/>"
		    "</trigger></rule>",
		    compare[pick(2)], (double)(1 + pick(60)));
	else
		snprintf(rule, size,
		    "<rule id=\"r\" clause=\"a\" hypothetical=\"yes\" "
		    "title=\"T\" title-zh=\"Z\"><trigger><presence "
		    "of=\"all\" origin=\"o\" is=\"%s\" limit=\"%.6f g\"/>"
		    "</trigger></rule>",
		    limit > 0 ? compare[pick(2)] : "above", limit);
}

/* The questions about one product; how many are told exactly. */
static size_t
check_product(void)
{
	static const char any[] =
	    "<rule id=\"r\" clause=\"a\" hypothetical=\"yes\" title=\"T\" "
	    "title-zh=\"Z\"><trigger><presence of=\"all\" origin=\"o\" "
	    "is=\"above\" limit=\"0 g\"/></trigger></rule>";
	const struct given none = { .item = -1, .kind = QUESTION_CONTENT };
	uint8_t shipped[ITEMS] = { 1 };
	struct error err = { 0 };
	struct ask_basis basis;
	struct heard base;
	struct inquiry q;
	char rule[1200];
	size_t n = 0;

	invent();
	hear(&base, any, &none);
	invent_rule(rule, sizeof(rule), &base);
	forget(&base);
	hear(&base, rule, &none);
	basis = (struct ask_basis){ &base.m.b, &base.c.book, &base.c.j,
		base.c.trace, shipped, 1, 1000, false };
	ck_assert_int_eq(ask_questions(&q, &basis, &err), ST_OK);
	for (size_t i = 0; i < q.n; i++) {
		check_question(&base, rule, &q.question[i], 0);
		n += !q.question[i].worth.outer;
	}
	inquiry_free(&q);
	forget(&base);
	return n;
}

START_TEST(questions_do_what_they_are_said_to_do)
{
	size_t n = 0;
	int rounds;

	mode = (enum mode)(_i % MODES);
	rounds = run_rounds(mode == MODE_ITEM ? ROUNDS : ROUNDS / 5);
	for (int round = 0; round < rounds; round++) {
		state = (uint64_t)(_i * ROUNDS + round) * 2 + 1;
		pick(1);
		pick(1);
		n += check_product();
	}
	/* more than one question each, where there are products enough */
	if (rounds >= 20 && mode == MODE_ITEM)
		ck_assert_uint_gt(n, (size_t)rounds);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_loop_test(
	    tc, questions_do_what_they_are_said_to_do, 0, 2 * MODES);
}

int
main(void)
{
	return run_suite("ask against answers", add);
}
