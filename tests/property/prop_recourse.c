/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Property: no cheaper choice does.
 *
 * A random small product with two that are shipped, alternatives, ranges and
 * gaps is held against a random rule: of an amount, of one for each thing at a
 * level or each element, or of what goes out in a year.  The choice that is
 * proven is held against every subset of its parts: for each the product is
 * told anew, as the new sources, or the suppliers who answer, would tell it,
 * linked and judged; a whole that is bought ready then holds second copies of
 * its parts.  The cheapest subset that does costs what the choice costs; what
 * is blocked is blocked for all of them.
 */
#include "core/rules/recourse.h"
#include "core/rules/transaction.h"

#include "tests/unit/build.h"
#include "tests/unit/rulebook.h"
#include "tests/unit/run.h"

#include <stdio.h>
#include <stdlib.h>

#define ITEMS 9
#define ROOTS 2
#define LEAVES 4 /* from here on */
#define STAGES 3
#define ROUNDS 24

static const enum stage stages[STAGES] = { STAGE_MINING, STAGE_BENEFICIATION,
	STAGE_SEPARATION };

/* One item of the invented product; amounts in thousandths of a gram. */
struct part {
	long mass; /* 0: not stated */
	bool complete;
	bool line; /* Dy from lo to hi is stated */
	bool open; /* its lower end is not reached */
	long lo, hi;
	int cn[STAGES], jp[STAGES]; /* stated percent */
	long uses[ITEMS];           /* of later items; 0: none */
	bool other[ITEMS];          /* the use is one of two alternatives */
	int maker;                  /* 0: none */
	bool keep;
	enum form form;
	long cost; /* in sevenths; -1: not known */
};

static struct part part[ITEMS];
static long per_year; /* -1: nobody says */
static uint64_t state;

static long
pick(long n)
{
	state = state * 6364136223846793005ULL + 1442695040888963407ULL;
	return (long)((state >> 33) % (uint64_t)n);
}

static void
invent_leaf(struct part *p)
{
	p->mass = pick(5) > 0 ? 1000 * (1 + pick(20)) : 0;
	p->complete = pick(3) > 0;
	p->line = pick(5) > 0;
	if (!p->line)
		return;
	p->lo = p->mass > 0 ? pick(p->mass / 2 + 1) : pick(4000);
	if (pick(3) == 0)
		p->lo = 100 * (p->lo / 100); /* sums that meet a limit */
	p->hi = p->lo + (pick(3) > 0 ? 0 : pick(4000));
	if (p->mass > 0 && p->hi > p->mass)
		p->hi = p->mass;
	p->open = p->lo < p->hi && pick(4) == 0;
	for (int s = 0; s < STAGES; s++) {
		int kind = (int)pick(4);

		p->cn[s] = kind == 1 ? 100 : kind == 2 ? 10 * (int)pick(6) : 0;
		p->jp[s] = kind == 3 ? 100 : kind == 2 ? 10 * (int)pick(5) : 0;
	}
}

/* What it weighs at least, where every alternative counts. */
static long
known_mass(int i)
{
	long sum = 0;

	for (int k = 0; k < ITEMS; k++)
		if (part[i].uses[k] > 0)
			sum += part[i].uses[k] * known_mass(k);
	return part[i].mass > 0 ? part[i].mass : sum;
}

static void
invent_uses(int i)
{
	struct part *p = &part[i];
	int from = i < ROOTS ? ROOTS : LEAVES, two = 0;

	p->complete = pick(5) > 0;
	for (int k = from; k < ITEMS; k++)
		if (k == from + i % 2 || pick(2) == 0)
			p->uses[k] = 1 + pick(3);
	for (int k = LEAVES; pick(3) == 0 && k < ITEMS && two < 2; k++)
		if (p->uses[k] > 0) {
			p->other[k] = true;
			two++;
		}
	for (int k = LEAVES; two == 1 && k < ITEMS; k++)
		p->other[k] = false;
}

static void
invent(void)
{
	memset(part, 0, sizeof(part));
	for (int i = 0; i < ITEMS; i++) {
		if (i >= LEAVES)
			invent_leaf(&part[i]);
		else
			invent_uses(i);
		part[i].form = pick(3) == 0   ? FORM_UNKNOWN
			       : pick(2) == 0 ? FORM_PART
					      : FORM_OXIDE;
		part[i].maker = (int)pick(4);
		part[i].keep = pick(10) == 0;
		part[i].cost = pick(12) - (pick(8) == 0 ? 12 : 0);
	}
	per_year = pick(4) - 1;
	for (int i = LEAVES - 1; i >= 0; i--)
		if (pick(3) == 0)
			part[i].mass = known_mass(i) + 1000 * (1 + pick(40));
}

static bool copies; /* tell of the second ones */

static void
name_of(char name[16], int i)
{
	snprintf(name, 16, "%c%d", copies ? 'T' : 'I', i);
}

static void
grams(char text[32], double g)
{
	snprintf(text, 32, "%.12f", g);
}

static void
tell_origin(
    struct make *m, const char *name, enum stage s, const char *country, int of)
{
	char share[32];

	if (of <= 0)
		return;
	grams(share, of / 100.0);
	make_origin(m, name, s, country, share);
}

/* What a part says: as it is, bought elsewhere, or with all of its content
 * told at best. */
static void
tell_part(struct make *m, int i, bool bought, bool told)
{
	const struct part *p = &part[i];
	char name[16], text[100], lo[32], hi[32];

	name_of(name, i);
	grams(lo, (double)p->lo / 1000 + (told && p->open ? 1e-9 : 0));
	grams(hi, (double)p->hi / 1000);
	if (p->line && told)
		make_line(m, name, "Dy", lo, false);
	else if (p->line) {
		snprintf(text, sizeof(text), "%c%s,%s]", p->open ? '(' : '[',
		    lo, hi);
		make_line(m, name, "Dy", text, false);
	}
	if (bought) {
		make_origin(m, name, STAGE_ALL, "AU", "1");
	} else {
		int best = 0;

		for (int s = 0; s < STAGES; s++)
			best = p->cn[s] > p->cn[best] ? s : best;
		for (int s = 0; s < STAGES; s++) {
			/* at best what is Chinese at one stage is so at others
			 */
			int cn = told && s != best ? 0 : p->cn[s];

			tell_origin(m, name, stages[s], "CN", cn);
			tell_origin(m, name, stages[s], "JP",
			    told ? 100 - cn : p->jp[s]);
		}
	}
	/* of an oxide nobody asks for what comes after */
	for (int s = STAGE_METAL;
	     told && p->form != FORM_OXIDE && s <= STAGE_COMPONENT; s++)
		make_origin(m, name, (enum stage)s, "JP", "1");
	if (told || (i >= LEAVES && p->complete))
		make_complete(m, name)->scope = SCOPE_OWN;
}

/* ready: of the second copies of its parts. */
static void
tell_uses(struct make *m, int i, bool ready)
{
	bool were = copies;
	char a[16], b[16], text[32];
	uint32_t place = 0;

	name_of(a, i);
	for (int k = 0; k < ITEMS; k++) {
		struct use *u;

		if (part[i].uses[k] == 0)
			continue;
		copies |= ready;
		name_of(b, k);
		copies = were;
		snprintf(text, sizeof(text), "%ld", part[i].uses[k]);
		u = make_use(m, a, b, text);
		if (!part[i].other[k])
			continue;
		if (place == 0) {
			size_t at = m->b.nuse - 1;
			struct use_note note = { .place = bom_text(
						     &m->b, str_of(a)) };

			place = bom_note(&m->b, note);
			u = &m->b.use[at];
		}
		u->note = place;
	}
}

/* Is something that must stay in it? */
static bool
holds_kept(int i)
{
	bool kept = part[i].keep;

	for (int k = i + 1; k < ITEMS; k++)
		kept |= part[i].uses[k] > 0 && holds_kept(k);
	return kept;
}

/* Can it be bought with all that is in it? */
static bool
is_whole(int i)
{
	return i >= ROOTS && i < LEAVES && !holds_kept(i);
}

static void
tell_item(struct make *m, int i)
{
	struct item *it;
	char name[16], text[32];

	name_of(name, i);
	snprintf(text, sizeof(text), "%ld", part[i].mass / 1000);
	it = make_item(m, name, part[i].mass > 0 ? text : NULL);
	it->form = (uint8_t)part[i].form;
	if (i < LEAVES && part[i].complete)
		it->flags |= ITEM_COMPLETE;
	if (part[i].maker > 0) {
		snprintf(text, sizeof(text), "M%d", part[i].maker);
		it->maker = bom_text(&m->b, str_of(text));
	}
}

/* What is chosen: items that are bought, or have declared; wholes among them
 * come with all that is in them. */
struct subset {
	unsigned items;
	bool declare, ready;
};

static void
tell(struct make *m, struct subset s)
{
	make_init(m);
	for (int c = 0; c <= (s.ready ? 1 : 0); c++) {
		copies = c > 0;
		for (int i = 0; i < ITEMS; i++)
			tell_item(m, i);
	}
	for (int c = 0; c <= (s.ready ? 1 : 0); c++)
		for (int i = 0; i < ITEMS; i++) {
			bool taken = c > 0 || (s.items >> i & 1) != 0;

			copies = c > 0;
			tell_part(
			    m, i, taken && !s.declare, taken && s.declare);
			tell_uses(m, i,
			    s.ready && is_whole(i) && (s.items >> i & 1) != 0);
		}
	copies = false;
	make_linked(m);
}

/* The product with a subset, judged. */
struct heard {
	struct make m;
	struct court c;
	struct per_year year;
	const struct per_year *of[2 * ITEMS];
};

static void
say_year(struct heard *h)
{
	mpq_init(h->year.quantity);
	mpq_set_si(h->year.quantity, per_year, 1);
	h->year.has_quantity = true;
	h->year.dimension = DIM_EACH;
	for (int i = 0; i < 2 * ITEMS; i++)
		h->of[i] = i < ITEMS ? &h->year : NULL;
	if (per_year >= 0)
		h->c.book.per_year = h->of;
}

static void
hear(struct heard *h, const char *rule, struct subset s)
{
	memset(h, 0, sizeof(*h));
	tell(&h->m, s);
	court_read(&h->c, rule);
	court_compile(&h->c, &h->m.b, NULL);
	say_year(h);
	court_judge(&h->c, &h->m.b);
}

static void
forget(struct heard *h)
{
	court_close(&h->c);
	mpq_clear(h->year.quantity);
	make_free(&h->m);
}

/* ---- every subset */
static bool
does(const struct recourse_basis *b, enum verdict v)
{
	if (b->declare)
		return v != VERDICT_UNDECIDED;
	return b->settle ? v == VERDICT_CLEAR : v != VERDICT_TRIGGERED;
}

/* Which of the shipped do, by a bit. */
static unsigned
who_does(const struct recourse_basis *b, const char *rule, unsigned subset)
{
	struct heard h;
	unsigned bits = 0;

	hear(&h, rule, (struct subset){ subset, b->declare, b->ready });
	for (uint32_t i = 0; i < ROOTS; i++)
		if (does(b, judgement_verdict(&h.c.j, VARIANT_LAW, 0, i)))
			bits |= 1u << i;
	forget(&h);
	return bits;
}

/* Groups of items that go together, and their costs in sevenths. */
struct groups {
	unsigned items[ITEMS];
	long cost[ITEMS];
	int n;
};

static void
group(struct groups *g, const struct recourse_basis *b)
{
	int of_maker[4] = { -1, -1, -1, -1 };

	g->n = 0;
	for (int i = b->declare ? 0 : ROOTS; i < ITEMS; i++) {
		const struct part *p = &part[i];
		int *at = &of_maker[p->maker];

		if (p->keep || (b->by == RECOURSE_COST && p->cost < 0))
			continue;
		if (b->by == RECOURSE_SUPPLIERS && p->maker > 0 && *at >= 0) {
			g->items[*at] |= 1u << i;
			continue;
		}
		*at = g->n;
		g->items[g->n] = 1u << i;
		g->cost[g->n++] = b->by == RECOURSE_COST ? p->cost : 7;
	}
}

/* The least cost, in sevenths, of a choice by which those do. */
static long
least_cost(const struct recourse_basis *b, const char *rule,
    const struct groups *g, unsigned wanted)
{
	long best = -1;

	for (unsigned s = 0; s < 1u << g->n; s++) {
		unsigned items = 0;
		long cost = 0;

		for (int k = 0; k < g->n; k++)
			if ((s >> k & 1) != 0) {
				items |= g->items[k];
				cost += g->cost[k];
			}
		if (best >= 0 && cost >= best)
			continue;
		if ((who_does(b, rule, items) & wanted) == wanted)
			best = cost;
	}
	return best;
}

/* ---- one product */
static void
describe(char *text, size_t size)
{
	size_t n = 0;

	for (int i = 0; i < ITEMS && n < size; i++) {
		const struct part *p = &part[i];

		n += (size_t)snprintf(text + n, size - n,
		    "\n  I%d mass %ld%s M%d%s cost %ld", i, p->mass,
		    p->complete ? " complete" : "", p->maker,
		    p->keep ? " kept" : "", p->cost);
		if (n < size && p->line)
			n += (size_t)snprintf(text + n, size - n,
			    " Dy %c%ld,%ld CN %d %d %d JP %d %d %d",
			    p->open ? '(' : '[', p->lo, p->hi, p->cn[0],
			    p->cn[1], p->cn[2], p->jp[0], p->jp[1], p->jp[2]);
		for (int k = 0; k < ITEMS && n < size; k++)
			if (p->uses[k] > 0)
				n += (size_t)snprintf(text + n, size - n,
				    " %ldx I%d%s", p->uses[k], k,
				    p->other[k] ? "?" : "");
	}
}

static void
invent_rule(char *rule, size_t size)
{
	static const char *const compare[] = { "above", "at-least" };
	static const char head[] =
	    "<rule id=\"r\" clause=\"a\" hypothetical=\"yes\" title=\"T\" "
	    "title-zh=\"Z\">";
	static const char *const per[] = { "part", "article", "product",
		"homogeneous-material", "item" };
	const char *is = compare[pick(2)];

	switch (pick(8)) {
	case 5:
		snprintf(rule, size,
		    "%s<trigger><mass-share of=\"all\" origin=\"o\" "
		    "is=\"%s\" limit=\"%ld %%\" per=\"%s\"%s/></trigger>"
		    "</rule>",
		    head, is, 1 + pick(30), per[pick(5)],
		    pick(3) == 0 ? " each=\"element\"" : "");
		break;
	case 6:
		snprintf(rule, size,
		    "%s<scope><presence of=\"all\" origin=\"o\" "
		    "is=\"above\" limit=\"%ld g\"/></scope><trigger>"
		    "<presence of=\"all\" origin=\"o\" is=\"%s\" "
		    "limit=\"%ld.%ld g\" per=\"%s\"/></trigger></rule>",
		    head, 1 + pick(20), is, 1 + pick(9), pick(10),
		    per[pick(3)]);
		break;
	case 7:
		snprintf(rule, size,
		    "%s<trigger><annual-mass of=\"all\" origin=\"o\" "
		    "is=\"%s\" limit=\"%ld.%ld g\"%s/></trigger></rule>",
		    head, is, 1 + pick(60), pick(10),
		    pick(3) == 0 ? " each=\"element\"" : "");
		break;
	case 0:
		snprintf(rule, size,
		    "%s<trigger><presence of=\"all\" origin=\"o\" "
		    "is=\"above\" limit=\"0 g\"/></trigger></rule>",
		    head);
		break;
	case 1:
		snprintf(rule, size,
		    "%s<trigger><mass-share of=\"all\" origin=\"o\" "
		    "is=\"%s\" limit=\"%ld %%\"/></trigger></rule>",
		    head, is, 1 + pick(20));
		break;
	case 2: /* one of two ways is enough */
		snprintf(rule, size,
		    "%s<scope><mass-share of=\"dy\" origin=\"o\" "
		    "is=\"above\" limit=\"%ld %%\"/></scope><trigger>"
		    "<presence of=\"all\" origin=\"o\" is=\"%s\" "
		    "limit=\"%ld.%ld g\"/></trigger></rule>",
		    head, 1 + pick(10), is, 1 + pick(20), pick(10));
		break;
	default:
		snprintf(rule, size,
		    "%s<trigger><presence of=\"all\" origin=\"o\" "
		    "is=\"%s\" limit=\"%ld.%ld g\"/></trigger></rule>",
		    head, is, 1 + pick(30), pick(10));
	}
}

static void
make_costs(struct recourse_costs *c)
{
	*c = (struct recourse_costs){ .list = calloc(ITEMS, sizeof(*c->list)) };
	for (uint32_t i = 0; i < ITEMS; i++) {
		struct recourse_cost *x = &c->list[c->n];

		if (part[i].cost < 0)
			continue;
		x->item = i;
		mpq_init(x->cost);
		mpq_set_si(x->cost, part[i].cost, 7);
		mpq_canonicalize(x->cost);
		c->n++;
	}
}

/* What is known of how often something was proven. */
static size_t proven, chosen, blocked;

static void
compare(const struct recourse_basis *b, const char *rule,
    const struct recourse *r, const char *label)
{
	unsigned wanted = 0, all = 0, chosen_bits = 0, can;
	struct groups g;
	mpq_t truth;
	long least;

	group(&g, b);
	for (int k = 0; k < g.n; k++)
		all |= g.items[k];
	can = who_does(b, rule, all);
	for (size_t i = 0; i < r->ntarget; i++) {
		const struct recourse_target *t = &r->target[i];

		ck_assert_msg(t->blocked == !(can >> t->item & 1),
		    "I%u is%s blocked: %s", t->item, t->blocked ? "" : " not",
		    label);
		if (!t->blocked)
			wanted |= 1u << t->item;
		blocked += t->blocked;
	}
	for (size_t i = 0; i < r->nitem; i++)
		chosen_bits |= 1u << r->item[i];
	ck_assert_msg((who_does(b, rule, chosen_bits) & wanted) == wanted,
	    "%x does not do: %s", chosen_bits, label);
	least = least_cost(b, rule, &g, wanted);
	mpq_init(truth);
	mpq_set_si(truth, least, 7);
	mpq_canonicalize(truth);
	ck_assert_msg(r->optimal ? mpq_equal(truth, r->cost) != 0
				 : mpq_cmp(truth, r->cost) <= 0 &&
				       mpq_cmp(r->least, truth) <= 0,
	    "%x costs %f, %ld/7 would do: %s", chosen_bits, mpq_get_d(r->cost),
	    least, label);
	proven += r->optimal;
	chosen += r->n;
	mpq_clear(truth);
}

static void
check_product(int mode, enum recourse_by by, bool ready)
{
	const uint8_t shipped[ITEMS] = { 1, 1 };
	uint8_t keep[ITEMS];
	struct recourse_basis b = { .declare = mode == 2,
		.settle = mode == 1,
		.ready = ready,
		.country = "AU",
		.keep = keep,
		.by = by,
		.as_if_in_force = true };
	struct recourse_costs costs;
	struct error err = { 0 };
	struct heard base;
	struct recourse r;
	char rule[600], label[4000], product[3000];

	invent();
	invent_rule(rule, sizeof(rule));
	for (int i = 0; i < ITEMS; i++)
		keep[i] = part[i].keep;
	make_costs(&costs);
	b.costs = &costs;
	hear(&base, rule, (struct subset){ 0, false, false });
	b.ask = (struct ask_basis){ &base.m.b, &base.c.book, &base.c.j,
		base.c.trace, shipped, 1, 0, false };
	if (recourse_find(&r, &b, &err) != ST_OK)
		ck_abort_msg("%s", err.text);
	describe(product, sizeof(product));
	snprintf(label, sizeof(label), "mode %d by %d%s %.400s%s", mode, by,
	    ready ? " ready" : "", strstr(rule, "Z\">") + 3, product);
	compare(&b, rule, &r, label);
	recourse_free(&r);
	recourse_costs_free(&costs);
	forget(&base);
}

START_TEST(no_cheaper_choice_does)
{
	int rounds = run_rounds(ROUNDS);

	proven = chosen = blocked = 0;
	for (int round = 0; round < rounds; round++) {
		state = (uint64_t)(_i * ROUNDS + round) * 2 + 1;
		pick(1);
		pick(1);
		check_product(_i % 3, (enum recourse_by)(_i / 3 % 3), false);
		if (_i % 3 != 2)
			check_product(
			    _i % 3, (enum recourse_by)(_i / 3 % 3), true);
	}
	ck_assert_uint_ge(proven * 10, (size_t)rounds * (_i % 3 != 2 ? 18 : 9));
	/* some products may well need no choice */
	if (rounds >= 12)
		ck_assert_uint_gt(chosen, 0);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_loop_test(tc, no_cheaper_choice_does, 0, 9);
}

int
main(void)
{
	return run_suite("recourse against every subset", add);
}
