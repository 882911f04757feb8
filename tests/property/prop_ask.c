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
#include "core/rules/ask.h"
#include "core/rules/transaction.h"

#include "tests/unit/build.h"
#include "tests/unit/rulebook.h"
#include "tests/unit/run.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#define ITEMS 7
#define STAGES 3
#define ROUNDS 30
#define STEPS 4 /* answers between the least and the greatest, and both */
#define PLENTY 1e6

static const enum stage stages[STAGES] = { STAGE_MINING, STAGE_BENEFICIATION,
	STAGE_SEPARATION };

static const enum stage later[] = { STAGE_METAL, STAGE_ALLOY, STAGE_MAGNET,
	STAGE_COMPONENT, STAGE_RECYCLING };

/* One item of the invented product; amounts in thousandths of a gram. */
struct part {
	long mass; /* 0: not stated */
	bool complete;
	bool line; /* Dy from lo to hi is stated */
	bool open; /* its lower end is not reached */
	long lo, hi;
	int cn[STAGES], jp[STAGES]; /* stated percent */
	enum form form;
	long value;       /* 0: not stated */
	long uses[ITEMS]; /* of later items; 0: none */
};

/* What the limit is one of. */
enum mode {
	MODE_ITEM,
	MODE_LEVEL,
	MODE_READINGS,
	MODE_YEAR,
	MODE_PAID, /* readings, by what was paid */
	MODES
};

static struct part part[ITEMS];
static uint64_t state;
static enum mode mode;
static long per_year; /* pieces; 0: not told */

static long
pick(long n)
{
	state = state * 6364136223846793005ULL + 1442695040888963407ULL;
	return (long)((state >> 33) % (uint64_t)n);
}

static bool
is_leaf(int i)
{
	return i >= ITEMS / 2;
}

static void
invent_leaf(struct part *p)
{
	p->mass = pick(4) > 0 ? 1000 * (1 + pick(20)) : 0;
	p->complete = pick(2) == 0;
	p->line = pick(3) > 0;
	if (!p->line)
		return;
	p->lo = p->mass > 0 ? pick(p->mass / 2 + 1) : pick(4000);
	p->hi = p->lo + (pick(2) == 0 ? 0 : pick(4000));
	if (p->mass > 0 && p->hi > p->mass)
		p->hi = p->mass;
	if (pick(3) == 0)
		p->lo = 0;
	p->open = p->lo < p->hi && pick(4) == 0;
	for (int s = 0; s < STAGES; s++) {
		int kind = (int)pick(4);

		p->cn[s] = kind == 1 ? 100 : kind == 2 ? 10 * (int)pick(6) : 0;
		p->jp[s] = kind == 3 ? 100 : kind == 2 ? 10 * (int)pick(5) : 0;
	}
}

/* What it weighs at least. */
static long
known_mass(int i)
{
	long sum = 0;

	for (int k = 0; k < ITEMS; k++)
		if (part[i].uses[k] > 0)
			sum += part[i].uses[k] * known_mass(k);
	/* a leaf without a mass weighs what is stated of it */
	return part[i].mass > 0 ? part[i].mass : sum + part[i].hi;
}

static enum form
invent_form(int i)
{
	static const enum form leaf[] = { FORM_MAGNET, FORM_PART, FORM_OXIDE,
		FORM_MAGNET, FORM_COMPONENT, FORM_UNKNOWN };
	static const enum form whole[] = { FORM_ASSEMBLY, FORM_PART,
		FORM_PRODUCT, FORM_ASSEMBLY, FORM_ALLOY, FORM_UNKNOWN };

	if (mode == MODE_ITEM || mode == MODE_YEAR)
		return FORM_OXIDE;
	return is_leaf(i) ? leaf[pick(6)] : whole[pick(6)];
}

static void
invent(void)
{
	memset(part, 0, sizeof(part));
	for (int i = 0; i < ITEMS && mode != MODE_ITEM; i++) {
		part[i].form = invent_form(i);
		part[i].value = pick(3) > 0 ? 1 + pick(200) : 0;
	}
	per_year = pick(3) > 0 ? 1 + pick(50) : 0;
	for (int i = 0; i < ITEMS; i++) {
		struct part *p = &part[i];

		if (is_leaf(i)) {
			invent_leaf(p);
			continue;
		}
		p->complete = pick(4) > 0;
		for (int k = i + 1; k < ITEMS; k++)
			if (k == i + 1 || pick(3) == 0)
				p->uses[k] = 1 << pick(3);
	}
	for (int i = ITEMS - 1; i >= 0; i--)
		if (!is_leaf(i) && pick(3) == 0)
			part[i].mass = known_mass(i) + 1000 * (1 + pick(40));
}

static void
name_of(char name[16], int i)
{
	snprintf(name, 16, "I%d", i);
}

static void
grams(char text[32], double g)
{
	snprintf(text, 32, "%.12f", g);
}

/* An answer: of which kind, about which item, how much of what is open. */
struct given {
	int item; /* -1: none yet */
	enum question_kind kind;
	double f;       /* 0: least, 1: greatest */
	double dy;      /* of what is open of its Dy, likewise */
	bool weighs;    /* and its mass, which nobody states */
	bool nested;    /* what is Chinese at one stage is so at the others */
	double most;    /* [g] own content of the item at most */
	double number;  /* of a value, or of pieces a year */
	enum form form; /* of the item */
};

static void
tell_origin(struct make *m, const char *name, const char *of, enum stage s,
    const char *country, double f)
{
	char share[32];

	if (f <= 0)
		return;
	grams(share, f);
	make_origin(m, name, s, country, share)->elements = make_elements(of);
}

/* Origins as stated, or as answered. */
static void
tell_origins(struct make *m, const char *name, const struct part *p, double f,
    bool nested)
{
	int most = 0;

	for (int s = 0; s < STAGES; s++)
		most = p->cn[s] > p->cn[most] ? s : most;
	for (int s = 0; s < STAGES; s++) {
		double cn = p->cn[s] / 100.0, jp = p->jp[s] / 100.0;

		/* then the stage with most of it tells all */
		if (nested && s != most)
			cn = 0;

		if (f >= 0) {
			cn += (1 - cn - jp) * f;
			jp = 1 - cn;
		}
		tell_origin(m, name, "Dy", stages[s], "CN", cn);
		tell_origin(m, name, "Dy", stages[s], "JP", jp);
	}
	/* of more than an oxide there are more stages */
	for (size_t s = 0; p->form != FORM_OXIDE && mode != MODE_ITEM &&
			   f >= 0 && s < LENGTH(later);
	     s++)
		tell_origin(m, name, "Dy", later[s], f < 1 ? "JP" : "CN", 1);
}

static void
tell_dy(struct make *m, const char *name, const struct part *p, double f)
{
	char text[100], lo[32], hi[32];

	grams(lo, (double)p->lo / 1000);
	grams(hi, (double)p->hi / 1000);
	if (f >= 0) {
		double g =
		    (double)p->lo / 1000 + f * (double)(p->hi - p->lo) / 1000;

		grams(text, g > 0 || !p->open ? g : 1e-9);
		if (p->open && f == 0)
			grams(text, g + 1e-9);
	} else {
		snprintf(text, sizeof(text), "%c%s,%s]", p->open ? '(' : '[',
		    lo, hi);
	}
	make_line(m, name, "Dy", text, false);
}

/* What a part says, with the answer if it is about it. */
static void
tell_part(struct make *m, int i, const struct given *g)
{
	const struct part *p = &part[i];
	bool mine = g->item == i;
	bool all = mine && g->kind == QUESTION_CONTENT;
	char name[16], text[32];

	name_of(name, i);
	if (mine && g->weighs && g->f > 0) {
		make_line(m, name, "Dy", "0.99", true);
		tell_origin(m, name, "Dy", STAGE_ALL, "CN", 1);
		make_complete(m, name)->scope = SCOPE_OWN;
		return;
	}
	if (is_leaf(i) && p->line)
		tell_dy(m, name, p,
		    all || (mine && g->kind == QUESTION_AMOUNT) ? g->dy : -1);
	if (p->line || mode == MODE_ITEM)
		tell_origins(m, name, p,
		    all || (mine && g->kind == QUESTION_ORIGIN) ? g->f : -1,
		    all && g->nested);
	if (all && !p->complete && (g->f > 0 || g->weighs)) {
		double dy = p->line ? (double)p->lo / 1000 +
					  g->dy * (double)(p->hi - p->lo) / 1000
				    : 0;
		double rest = g->f * g->most - dy;

		const char *of = mode != MODE_ITEM && !p->line ? "Dy" : "Nd";

		if (g->weighs)
			rest = 0.9 * g->number - dy;
		grams(text, rest > 0 ? rest : 0);
		make_line(m, name, of, text, false)->scope = SCOPE_OWN;
		tell_origin(m, name, of, STAGE_ALL, "CN", 1);
	}
	if ((is_leaf(i) && p->complete) || all)
		make_complete(m, name)->scope = SCOPE_OWN;
}

static void
tell_value(struct make *m, struct item *it, int i, const struct given *g)
{
	bool mine = g->item == i && g->kind == QUESTION_VALUE;
	double value = mine ? g->number : (double)part[i].value;
	char text[40];

	if ((mode != MODE_READINGS && mode != MODE_PAID) ||
	    (!mine && value <= 0))
		return;
	snprintf(text, sizeof(text), "%.9f", value);
	it->value = make_number(m, text);
	it->currency = bom_text(&m->b, STR("USD"));
}

static void
tell_mass(struct make *m, struct item *it, double mass)
{
	char text[32];
	uint32_t id;

	grams(text, mass > 1e-6 ? mass : 1e-6);
	id = make_number(m, text);
	it->has_mass = 1;
	it->mass = (struct amount){ id, id, false, false, false };
}

static void
tell_prices(struct make *m)
{
	static const char *const of[] = { "Dy", "Nd" };

	for (size_t i = 0; i < LENGTH(of) && mode == MODE_READINGS; i++)
		*bom_add_price(&m->b) =
		    (struct price){ .element =
					(uint32_t)element_find(str_of(of[i])),
			    .guise = GUISE_METAL,
			    .currency = bom_text(&m->b, STR("USD")),
			    .amount = make_number(m, i == 0 ? "3" : "0.5") };
}

static void
tell(struct make *m, const struct given *g)
{
	char a[16], b[16], text[32];

	make_init(m);
	for (int i = 0; i < ITEMS; i++) {
		struct item *it;

		name_of(a, i);
		snprintf(text, sizeof(text), "%ld", part[i].mass / 1000);
		it = make_item(m, a, part[i].mass > 0 ? text : NULL);
		it->form =
		    (uint8_t)(mode == MODE_ITEM ? FORM_OXIDE : part[i].form);
		if (g->item == i && g->kind == QUESTION_FORM)
			it->form = (uint8_t)g->form;
		tell_value(m, it, i, g);
		if (g->item == i && g->weighs)
			tell_mass(m, it, g->number);
		if (!is_leaf(i) && part[i].complete)
			it->flags |= ITEM_COMPLETE;
	}
	tell_prices(m);
	for (int i = 0; i < ITEMS; i++)
		tell_part(m, i, g);
	for (int i = 0; i < ITEMS; i++)
		for (int k = 0; k < ITEMS; k++)
			if (part[i].uses[k] > 0) {
				name_of(a, i);
				name_of(b, k);
				snprintf(
				    text, sizeof(text), "%ld", part[i].uses[k]);
				make_use(m, a, b, text);
			}
	make_linked(m);
}

/* The product with an answer, judged. */
struct heard {
	struct make m;
	struct court c;
	struct per_year year;
};

static void
hear(struct heard *h, const char *rule, const struct given *g)
{
	struct per_year year = { .dimension = DIM_EACH };
	struct transaction t = { .per_year = &year, .nper_year = 1 };
	const uint32_t none = BOM_NONE;
	const struct compile_options o = { .transaction = &t,
		.per_year_item = &none,
		.method =
		    mode == MODE_PAID ? METHOD_DELIVERED : METHOD_UNSAID };

	memset(h, 0, sizeof(*h));
	tell(&h->m, g);
	court_read(&h->c, rule);
	mpq_init(year.quantity);
	year.has_quantity = per_year > 0 || g->kind == QUESTION_PER_YEAR;
	mpq_set_d(year.quantity,
	    g->kind == QUESTION_PER_YEAR ? g->number : (double)per_year);
	court_compile(&h->c, &h->m.b, &o);
	court_judge(&h->c, &h->m.b);
	h->year = year;
	for (uint32_t i = 0; h->c.book.per_year != NULL && i < ITEMS; i++)
		h->c.book.per_year[i] = &h->year;
}

static void
forget(struct heard *h)
{
	mpq_clear(h->year.quantity);
	court_close(&h->c);
	make_free(&h->m);
}

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
