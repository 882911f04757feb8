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
#include "core/rules/recourse/recourse.h"
#include "tests/property/sources.h"

#define ROUNDS 24

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
