/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Property: a limit that is one of each part, article, product or material of
 * an item, or of each element alone, is judged as by whoever goes down every
 * way of the whole tree and holds each thing against it by itself.
 *
 * A random product in whole milligrams, of some goods with a range of what is
 * in them; some forms are not known, and some places have two alternatives.
 * The walk goes through all choices of these.  It knows nothing of channels, of
 * cells, or of handing anything up.
 */
#include "core/chem/oxide.h"
#include "tests/unit/rulebook.h"
#include "tests/unit/run.h"

#include <stdio.h>

#define ITEMS 8
#define GOODS 4 /* the last ones: they have no parts */
#define METALS 2
#define ROUNDS 60
#define PLACES 2

static uint64_t state;

static long
pick(long n) /* 0 .. n - 1 */
{
	state = state * 6364136223846793005ULL + 1442695040888963407ULL;
	return (long)((state >> 33) % (uint64_t)n);
}

static const char *const symbols[METALS] = { "Dy", "Nd" };

/* All in mg; own: beside its parts. */
struct thing {
	enum form form;
	long mass, own_lo[METALS], own_hi[METALS];
	long uses[ITEMS]; /* of later things */
	int other;        /* that may be there instead of `instead`, -1: none */
	int instead;
	long quantity; /* of either */
};

static struct thing thing[ITEMS];
static int chosen[ITEMS];                 /* 1: the other one */
static long limit_of, limit_in, limit_to; /* to: of a range */
static int first_level;                   /* of those at hand */
static size_t met[3];                     /* verdicts that were compared */

/* What a thing holds in all, with the alternatives as they are chosen. */
struct total {
	long lo[METALS], hi[METALS];
};

static void
add_total(int i, long times, struct total *t)
{
	const struct thing *x = &thing[i];

	for (int e = 0; e < METALS; e++) {
		t->lo[e] += times * x->own_lo[e];
		t->hi[e] += times * x->own_hi[e];
	}
	for (int k = 0; k < ITEMS; k++)
		if (x->uses[k] > 0)
			add_total(k, times * x->uses[k], t);
	if (x->other >= 0)
		add_total(
		    chosen[i] ? x->other : x->instead, times * x->quantity, t);
}

/* ---- the walk ---- */

/* How it is counted. */
enum way { TOGETHER, EACH, AMONG, OXIDE, WAYS };
enum found { NOTHING, CLEAR, OPEN, CAUGHT };

/* What a rule asks for, as its attributes. */
enum asked { AT_LEAST, ABOVE, BELOW, AT_MOST, CLOSED, OPEN_ENDS, ASKED };
static const char *const asks[ASKED] = {
	"is=\"at-least\" limit=\"1 %\"",
	"is=\"above\" limit=\"1 %\"",
	"is=\"below\" limit=\"1 %\"",
	"is=\"at-most\" limit=\"1 %\"",
	"is=\"at-least\" limit=\"1 %\" and=\"at-most\" and-limit=\"2 %\"",
	"is=\"above\" limit=\"1 %\" and=\"below\" and-limit=\"2 %\"",
};

struct walk {
	enum level level;
	int asks; /* index of asked */
	uint32_t metals;
	bool oxide; /* the masses of oxides count */
	bool among; /* dysprosium in both, instead of in the mass */
	enum found worst;
};

static uint32_t
forms_at(enum level l)
{
	switch (l) {
	case LEVEL_PART:
		return 1u << FORM_PART | 1u << FORM_COMPONENT |
		       1u << FORM_ASSEMBLY;
	case LEVEL_ARTICLE:
		return 1u << FORM_PART | 1u << FORM_COMPONENT |
		       1u << FORM_ASSEMBLY | 1u << FORM_MAGNET |
		       1u << FORM_PRODUCT;
	case LEVEL_PRODUCT:
		return 1u << FORM_PRODUCT;
	default:
		return 1u << FORM_MAGNET | 1u << FORM_ALLOY |
		       1u << FORM_MATERIAL;
	}
}

/* more: for what must be more than something; less: for what must be less. */
static bool
meets(const struct walk *w, const __int128 more[2], const __int128 less[2])
{
	__int128 a = more[0] * limit_in, b = more[1] * limit_of;
	__int128 z = less[0] * limit_in, c = less[1] * limit_of;
	__int128 d = less[1] * limit_to;

	switch (w->asks) {
	case AT_LEAST:
		return a >= b;
	case ABOVE:
		return a > b;
	case BELOW:
		return z < c;
	case AT_MOST:
		return z <= c;
	case CLOSED:
		return a >= b && z <= d;
	default:
		return a > b && z < d;
	}
}

static bool
asks_upper(const struct walk *w)
{
	return w->asks == BELOW || w->asks == AT_MOST;
}

static bool
asks_range(const struct walk *w)
{
	return w->asks == CLOSED || w->asks == OPEN_ENDS;
}

static long
of_metals(const struct walk *w, const long amount[METALS])
{
	long sum = 0;

	for (int e = 0; e < METALS; e++)
		if ((w->metals >> e & 1) != 0)
			sum += amount[e];
	return sum;
}

/* [g] Of the element, and of all, in so much of its oxide. */
static long element_of[METALS], oxide_of[METALS];

/* Their oxides, times the two of element_of. */
static __int128
as_oxides(const struct walk *w, const long amount[METALS])
{
	__int128 sum = 0;

	for (int e = 0; e < METALS; e++)
		if ((w->metals >> e & 1) != 0)
			sum += (__int128)amount[e] * oxide_of[e] *
			       element_of[1 - e];
	return sum;
}

/* A thing by itself against the limit. */
static enum found
hold(const struct walk *w, int i)
{
	struct total t = { { 0 }, { 0 } };
	__int128 lo[2], hi[2]; /* the share at least, and at most */
	bool all, any;

	add_total(i, 1, &t);
	lo[0] = of_metals(w, t.lo);
	hi[0] = of_metals(w, t.hi);
	lo[1] = w->among ? t.lo[0] + t.hi[1] : thing[i].mass;
	hi[1] = w->among ? t.hi[0] + t.lo[1] : thing[i].mass;
	if (w->oxide) {
		lo[0] = as_oxides(w, t.lo);
		hi[0] = as_oxides(w, t.hi);
		lo[1] = hi[1] =
		    (__int128)thing[i].mass * element_of[0] * element_of[1];
	}
	/* none of it is no share, or one of nothing */
	if (w->among && t.hi[0] == 0 && (t.hi[1] == 0 || !asks_upper(w)))
		return CLEAR;
	all = meets(w, lo, hi) && (!w->among || t.lo[0] + t.lo[1] > 0);
	any = meets(w, hi, lo);
	return all ? CAUGHT : any ? OPEN : CLEAR;
}

static void
note(struct walk *w, enum found f, bool sure)
{
	if (f == CAUGHT && !sure)
		f = OPEN;
	if (f > w->worst)
		w->worst = f;
}

static int
part_of(int i, int k)
{
	if (thing[i].other >= 0 &&
	    k == (chosen[i] ? thing[i].other : thing[i].instead))
		return 1;
	return thing[i].uses[k] > 0;
}

/* Is there an article below it?  2: perhaps. */
static int
holds_article(int i)
{
	uint32_t unsure = 1u << FORM_UNKNOWN | 1u << FORM_MATERIAL;
	int all = 0;

	for (int k = 0; k < ITEMS; k++) {
		int below;

		if (!part_of(i, k))
			continue;
		if ((forms_at(LEVEL_ARTICLE) >> thing[k].form & 1) != 0)
			return 1;
		below = holds_article(k);
		if (below == 1)
			return 1;
		if (below == 2 || (unsure >> thing[k].form & 1) != 0)
			all = 2;
	}
	return all;
}

/* What is in a whole of articles beside these is of an unknown one; and so is
 * a material that was built in. */
static void
look_for_articles(struct walk *w, int i, bool sure, bool top)
{
	enum form form = thing[i].form;
	bool is = (forms_at(w->level) >> form & 1) != 0;
	bool perhaps = form == FORM_UNKNOWN || form == FORM_MATERIAL;
	int below = holds_article(i);

	if (!is && !perhaps && top)
		return;
	if (below != 0 &&
	    (asks_upper(w) ||
		thing[i].own_hi[0] + (w->among ? 0 : thing[i].own_hi[1]) > 0))
		note(w, OPEN, false);
	if (below == 0 && (is || perhaps))
		note(w, hold(w, i), sure && is);
	else if (below != 1)
		note(w, asks_upper(w) || asks_range(w) ? OPEN : hold(w, i),
		    false);
}

static void
look_at(struct walk *w, int i, bool sure)
{
	enum form form = thing[i].form;
	bool is = (forms_at(w->level) >> form & 1) != 0;

	if (w->level == LEVEL_ITEM) {
		note(w, hold(w, i), true);
	} else if (w->level == LEVEL_MATERIAL) {
		if (hold(w, i) == CAUGHT && !asks_range(w))
			note(w, CAUGHT, sure);
		else if (asks_upper(w) || of_metals(w, thing[i].own_hi) > 0)
			note(w, OPEN, sure);
	} else if (is || form == FORM_UNKNOWN) {
		note(w, hold(w, i), sure && is);
	}
}

static void
go_down(struct walk *w, int i, bool sure, bool top)
{
	enum form form = thing[i].form;
	bool mixed = form == FORM_ALLOY || form == FORM_MATERIAL;
	bool parts = false;

	for (int k = 0; k < ITEMS; k++)
		parts |= part_of(i, k) != 0;
	if (w->level == LEVEL_MATERIAL &&
	    (mixed || (form == FORM_MAGNET && !parts))) {
		note(w, hold(w, i), sure);
		return; /* what it was made of is not looked at */
	}
	if (w->level == LEVEL_PRODUCT && top)
		note(w, hold(w, i), true);
	else if (w->level == LEVEL_ARTICLE)
		look_for_articles(w, i, sure, top);
	else
		look_at(w, i, sure);
	for (int k = 0; k < ITEMS && w->level != LEVEL_ITEM; k++)
		if (part_of(i, k))
			go_down(w, k,
			    sure && !(w->level == LEVEL_MATERIAL &&
					form == FORM_UNKNOWN &&
					(thing[k].form == FORM_ALLOY ||
					    thing[k].form == FORM_MATERIAL)),
			    false);
}

static enum found
walk(enum level level, int asked, int way, int i)
{
	bool each = way == EACH, among = way == AMONG;
	struct walk w = { .level = level,
		.asks = asked,
		.among = among,
		.oxide = way == OXIDE };

	for (uint32_t e = 0; e < (each ? METALS : 1); e++) {
		w.metals = each || among ? 1u << e : (1u << METALS) - 1;
		go_down(&w, i, true, true);
	}
	return w.worst;
}

/* ---- the product ---- */

static void
name(int i, char text[16])
{
	snprintf(text, 16, "I%d", i);
}

static const char *
grams(long mg, char text[40])
{
	snprintf(text, 40, "%ld.%03ld", mg / 1000, mg % 1000);
	return text;
}

static void
invent_good(struct thing *x)
{
	static const enum form forms[] = { FORM_MAGNET, FORM_ALLOY,
		FORM_MATERIAL, FORM_PART, FORM_COMPONENT, FORM_UNKNOWN };

	x->form = forms[pick(6)];
	x->mass = 1000 * (1 + pick(2));
	for (int e = 0; e < METALS; e++) {
		x->own_lo[e] = pick(3) == 0 ? 0 : x->mass / 1000 * pick(6);
		x->own_hi[e] = x->own_lo[e] +
			       (pick(3) == 0 ? x->mass / 1000 * pick(3) : 0);
	}
}

static void
invent_whole(int i, bool choices)
{
	static const enum form forms[] = { FORM_PART, FORM_COMPONENT,
		FORM_ASSEMBLY, FORM_PRODUCT, FORM_UNKNOWN, FORM_MAGNET,
		FORM_ALLOY };
	struct thing *x = &thing[i];
	int first = ITEMS - GOODS;

	x->form = forms[pick(7)];
	for (int k = i + 1; k < ITEMS; k++)
		if (pick(3) == 0)
			x->uses[k] = 1 + pick(3);
	if (choices && i < PLACES) {
		x->instead = first + (int)pick(GOODS);
		x->other = first + (int)pick(GOODS);
		x->quantity = 1 + pick(2);
		if (x->other == x->instead || x->uses[x->other] > 0 ||
		    x->uses[x->instead] > 0 ||
		    thing[x->other].mass != thing[x->instead].mass)
			x->other = -1;
	}
	x->mass = pick(2) == 0 ? 0 : 1000 * pick(3);
	for (int e = 0; e < METALS && x->mass > 0; e++)
		x->own_lo[e] = x->own_hi[e] = pick(3) == 0 ? 0 : pick(9);
	for (int k = i + 1; k < ITEMS; k++)
		x->mass += x->uses[k] * thing[k].mass;
	if (x->other >= 0)
		x->mass += x->quantity * thing[x->other].mass;
	if (x->mass == 0) {
		x->uses[ITEMS - 1] = 1;
		x->mass = thing[ITEMS - 1].mass;
	}
}

static void
state_item(struct make *m, int i)
{
	const struct thing *x = &thing[i];
	char part[16], text[100], a[40], b[40];
	struct item *it;

	name(i, part);
	it = make_item(m, part, grams(x->mass, a));
	it->form = (uint8_t)x->form;
	it->flags |= ITEM_COMPLETE;
	for (int e = 0; e < METALS; e++) {
		if (x->own_hi[e] == 0)
			continue;
		if (x->own_lo[e] == x->own_hi[e])
			grams(x->own_lo[e], text);
		else
			snprintf(text, sizeof(text), "[%s,%s]",
			    grams(x->own_lo[e], a), grams(x->own_hi[e], b));
		make_line(m, part, symbols[e], text, false)->scope = SCOPE_OWN;
	}
}

static void
state_uses(struct make *m, int i)
{
	const struct thing *x = &thing[i];
	char part[16], child[16], text[40];
	uint32_t note;

	name(i, part);
	for (int k = 0; k < ITEMS; k++) {
		name(k, child);
		snprintf(text, sizeof(text), "%ld", x->uses[k]);
		if (x->uses[k] > 0)
			make_use(m, part, child, text);
	}
	if (x->other < 0)
		return;
	note = bom_note(&m->b, (struct use_note){ bom_text(&m->b, STR("place")),
				   DATE_NONE, DATE_NONE });
	snprintf(text, sizeof(text), "%ld", x->quantity);
	name(x->instead, child);
	make_use(m, part, child, text)->note = note;
	name(x->other, child);
	make_use(m, part, child, text)->note = note;
}

static void
invent(struct make *m, bool choices)
{
	memset(thing, 0, sizeof(thing));
	for (int i = ITEMS; i-- > 0;) {
		thing[i].other = -1;
		if (i >= ITEMS - GOODS)
			invent_good(&thing[i]);
		else
			invent_whole(i, choices);
	}
	make_init(m);
	for (int i = 0; i < ITEMS; i++)
		state_item(m, i);
	for (int i = 0; i < ITEMS - GOODS; i++)
		state_uses(m, i);
	make_linked(m);
}

/* Exactly what some item has, or a round share. */
static void
choose_limit(void)
{
	struct total t = { { 0 }, { 0 } };
	int i = (int)pick(ITEMS);
	long of = pick(2);

	memset(chosen, 0, sizeof(chosen));
	add_total(i, 1, &t);
	limit_of = of + t.lo[pick(METALS)];
	limit_in = thing[i].mass;
	if (limit_of == 0 || pick(3) == 0) {
		limit_of = 1 + pick(6);
		limit_in = 1000;
	}
	limit_to = limit_of + 1 + pick(5);
}

/* ---- both ---- */

#define RULE_TEXT \
	"<rule id=\"r%d\" clause=\"a\" title=\"T\" title-zh=\"Z\"><trigger>" \
	"<mass-share of=\"%s\" %s per=\"%s\" " \
	"%s/></trigger></rule>"
/* Of two levels, then what is asked, then how. */
#define LEVELS 2
#define RULES (LEVELS * ASKED * WAYS)
#define LEVEL_OF(r) ((enum level)(first_level + (r) / (WAYS * ASKED)))

static void
read_rules(struct court *c)
{
	static const char *const ways[WAYS] = { "", "each=\"element\"",
		"among=\"two\"", "stated-as=\"oxide\"" };
	static char rules[RULES * 300];
	size_t n = 0;

	n += (size_t)snprintf(rules, sizeof(rules),
	    "<materials id=\"two\" title=\"T\" title-zh=\"Z\" clause=\"a\">"
	    "<some elements=\"Dy Nd\"/></materials>");
	for (int r = 0; r < RULES; r++)
		n += (size_t)snprintf(rules + n, sizeof(rules) - n, RULE_TEXT,
		    r, r % WAYS == AMONG ? "dy" : "two", asks[r / WAYS % ASKED],
		    level_name(LEVEL_OF(r)), ways[r % WAYS]);
	court_read(c, rules);
	for (int r = 0; r < RULES; r++) {
		struct rule_test *t = &c->pack.rule[r].test[0];

		mpq_set_si(t->limit, limit_of, (unsigned long)limit_in);
		mpq_canonicalize(t->limit);
		if (t->to == NULL)
			continue;
		mpq_set_si(t->to->limit, limit_to, (unsigned long)limit_in);
		mpq_canonicalize(t->to->limit);
	}
}

/* What the walk finds by all choices: the least and the most. */
static void
by_choices(int r, int i, enum found *least, enum found *most)
{
	*least = CAUGHT;
	*most = NOTHING;
	for (int k = 0; k < 1 << PLACES; k++) {
		enum found f;

		for (int p = 0; p < PLACES; p++)
			chosen[p] = k >> p & 1;
		f = walk(LEVEL_OF(r), r / WAYS % ASKED, r % WAYS, i);
		*least = f < *least ? f : *least;
		*most = f > *most ? f : *most;
	}
}

/* The unit that is named has the verdict that it is named for. */
static void
check_decider(const struct court *c, size_t r, uint32_t item)
{
	struct verdict_detail d;
	struct error err = { 0 };

	verdict_detail_init(&d);
	ck_assert_int_eq(
	    judgement_detail(&c->j, VARIANT_LAW, r, 0, item, true, &d, &err),
	    ST_OK);
	ck_assert_int_eq(
	    d.verdict, judgement_verdict(&c->j, VARIANT_LAW, r, item));
	if (d.test->kind == TEST_AMONG && !d.denominator.hi_infinite &&
	    mpq_sgn(d.denominator.lo) == 0)
		; /* perhaps nothing among nothing */
	else if (d.apart && d.unit != BOM_NONE && !d.mean && !d.loose &&
		 !d.perhaps)
		ck_assert_int_eq(
		    decide_exact(&d.share, d.compare, d.limit), d.verdict);
	verdict_detail_clear(&d);
}

static void
compare(const struct court *c, const struct make *m, bool choices)
{
	char part[16];

	for (int i = 0; i < ITEMS; i++) {
		name(i, part);
		for (int r = 0; r < RULES; r++) {
			uint32_t item = make_find(m, part);
			enum verdict v = judgement_verdict(
			    &c->j, VARIANT_LAW, (size_t)r, item);
			enum found least, most;

			by_choices(r, i, &least, &most);
			met[v]++;
			check_decider(c, (size_t)r, item);
			if (v == VERDICT_TRIGGERED)
				ck_assert_msg(least == CAUGHT,
				    "%s r%d triggered: %d..%d", part, r, least,
				    most);
			else if (v == VERDICT_CLEAR)
				ck_assert_msg(most <= CLEAR,
				    "%s r%d clear: %d..%d", part, r, least,
				    most);
			else
				ck_assert_msg(choices || least == OPEN,
				    "%s r%d undecided: %d..%d", part, r, least,
				    most);
		}
	}
}

static void
find_oxides(void)
{
	mpq_t f;

	mpq_init(f);
	for (int e = 0; e < METALS; e++) {
		oxide_fraction(element_find(str_of(symbols[e])), f);
		mpq_canonicalize(f);
		element_of[e] = (long)mpz_get_si(mpq_numref(f));
		oxide_of[e] = (long)mpz_get_si(mpq_denref(f));
	}
	mpq_clear(f);
}

static void
check_product(bool choices)
{
	struct make m;
	struct court c;

	invent(&m, choices);
	choose_limit();
	read_rules(&c);
	court_compile(&c, &m.b, NULL);
	court_judge(&c, &m.b);
	ck_assert_uint_eq(c.f.warnings, 0);
	compare(&c, &m, choices);
	court_close(&c);
	make_free(&m);
}

START_TEST(each_thing_is_held_against_the_limit_as_by_hand)
{
	int rounds = run_rounds(ROUNDS);

	state = (uint64_t)_i + 1;
	find_oxides();
	memset(met, 0, sizeof(met));
	for (int round = 0; round < rounds; round++) {
		first_level = round * LEVELS % (LEVEL_COUNT - 1);
		if (round % 4 == 3)
			first_level = LEVEL_COUNT - LEVELS;
		check_product(round % 3 == 2);
	}
	for (int v = 0; v < VERDICT_COUNT && rounds > 2; v++)
		ck_assert_uint_gt(met[v], 0);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_loop_test(
	    tc, each_thing_is_held_against_the_limit_as_by_hand, 0, 6);
}

int
main(void)
{
	return run_suite("apart", add);
}
