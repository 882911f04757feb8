/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Property: by each reading of a rule the verdict is the one that whoever
 * walks through the whole tree with rational numbers comes to.
 *
 * A random product of goods in parts, components and assemblies, all of it
 * known but the form of some.  The limit is laid exactly on the share that
 * some item has by some reading, or 10^-30 of it beside.  The walk knows
 * nothing of channels: it goes down every way and adds up.
 */
#include "core/chem/oxide.h"
#include "tests/property/dice.h"
#include "tests/unit/rulebook.h"
#include "tests/unit/run.h"

#include <stdio.h>

#define ITEMS 9
#define GOODS 4 /* the last ones: they have no parts */
#define METALS 2
#define ROUNDS 200

static const char *const symbols[METALS] = { "Dy", "Nd" };

/* What was invented, for the walk. */
struct thing {
	enum form form;
	bool chinese;
	mpq_t value, holds[METALS]; /* [USD], [g] */
	mpq_t uses[ITEMS];          /* of later things */
};

static struct thing thing[ITEMS];
static mpq_t price[METALS][GUISE_COUNT]; /* [USD per g of the element] */

static void
decimal(mpq_t q, long most, char text[40])
{
	long whole = pick(most), part = 1 + pick(999);

	snprintf(text, 40, "%ld.%03ld", whole, part);
	mpq_set_si(q, whole * 1000 + part, 1000);
	mpq_canonicalize(q);
}

static void
name(int i, char text[16])
{
	snprintf(text, 16, "I%d", i);
}

/* All goods say what they hold, and where that is from. */
static void
invent_goods(struct make *m, int i)
{
	static const enum form forms[] = { FORM_MAGNET, FORM_MAGNET, FORM_ALLOY,
		FORM_METAL, FORM_OXIDE };
	struct thing *t = &thing[i];
	char text[40], part[16];

	name(i, part);
	t->form = forms[pick(LENGTH(forms))];
	t->chinese = pick(3) > 0;
	for (int e = 0; e < METALS; e++) {
		mpq_set_ui(t->holds[e], 0, 1);
		if (pick(3) == 0)
			continue;
		decimal(t->holds[e], 9, text);
		make_line(m, part, symbols[e], text, false);
	}
	make_complete(m, part);
	make_origin(m, part, STAGE_ALL, t->chinese ? "CN" : "AU", "1");
}

static void
invent_parts(struct make *m, int i)
{
	static const enum form forms[] = { FORM_PART, FORM_COMPONENT,
		FORM_ASSEMBLY, FORM_PRODUCT, FORM_UNKNOWN };
	char text[40], part[16], child[16];

	name(i, part);
	thing[i].form = forms[pick(LENGTH(forms))];
	make_complete(m, part)->scope = SCOPE_OWN;
	for (int k = i + 1; k < ITEMS; k++) {
		mpq_set_ui(thing[i].uses[k], 0, 1);
		if (pick(3) == 0 && k != i + 1)
			continue;
		name(k, child);
		decimal(thing[i].uses[k], 4, text);
		make_use(m, part, child, text);
	}
}

static void
invent_price(struct make *m, int e, enum guise g)
{
	char text[40];
	struct price p = { .element =
			       (uint32_t)element_find(str_of(symbols[e])),
		.guise = g,
		.date = 20250901 };
	mpq_t oxide;

	mpq_init(oxide);
	decimal(price[e][g], 3, text);
	p.currency = bom_text(&m->b, STR("USD"));
	p.amount = make_number(m, text);
	*bom_add_price(&m->b) = p;
	if (g == GUISE_OXIDE) {
		oxide_fraction((int)p.element, oxide);
		mpq_div(price[e][g], price[e][g], oxide);
	}
	mpq_clear(oxide);
}

static void
invent(struct make *m)
{
	make_init(m);
	for (int i = 0; i < ITEMS; i++) {
		char text[40], part[16];
		struct item *it;
		uint32_t value;

		name(i, part);
		decimal(thing[i].value, 500, text);
		value = make_number(m, text);
		it = make_item(m, part, NULL);
		it->value = value;
		it->currency = bom_text(&m->b, STR("USD"));
		if (i < ITEMS - GOODS)
			invent_parts(m, i);
		else
			invent_goods(m, i);
		m->b.item[i].form = (uint8_t)thing[i].form;
	}
	for (int e = 0; e < METALS; e++)
		for (int g = GUISE_METAL; g <= GUISE_OXIDE; g++)
			invent_price(m, e, (enum guise)g);
	make_linked(m);
}

enum way { ELEMENT, MATERIAL, MAGNET, DIRECT, WAYS };

static const char rule[] =
    "<rule id=\"r%d\" clause=\"a\" title=\"T\" title-zh=\"Z\"><trigger>"
    "<value-share of=\"all\" origin=\"o\" is=\"%s\" limit=\"1 %%\">"
    "<reading id=\"e\" clause=\"a\" title=\"T\" title-zh=\"Z\" "
    "counts=\"element\"/>"
    "<reading id=\"m\" clause=\"a\" title=\"T\" title-zh=\"Z\" "
    "counts=\"material\"/>"
    "<reading id=\"i\" clause=\"a\" title=\"T\" title-zh=\"Z\" "
    "counts=\"item\" in=\"magnet\"/>"
    "<reading id=\"d\" clause=\"a\" title=\"T\" title-zh=\"Z\" "
    "counts=\"item\" in=\"magnet\" stops-at=\"component assembly\"/>"
    "</value-share></trigger></rule>";

/* What one of the goods counts. */
static void
worth(const struct thing *t, enum way w, mpq_t out)
{
	static const enum guise of[FORM_COUNT] = { [FORM_MAGNET] = GUISE_ALLOY,
		[FORM_ALLOY] = GUISE_ALLOY,
		[FORM_METAL] = GUISE_METAL,
		[FORM_OXIDE] = GUISE_OXIDE };
	bool any = false;
	mpq_t x;

	mpq_init(x);
	mpq_set_ui(out, 0, 1);
	for (int e = 0; t->chinese && e < METALS; e++) {
		any |= mpq_sgn(t->holds[e]) > 0;
		mpq_mul(x, t->holds[e],
		    price[e][w == ELEMENT ? GUISE_OXIDE : of[t->form]]);
		if (w == ELEMENT || w == MATERIAL)
			mpq_add(out, out, x);
	}
	if (any && w >= MAGNET && t->form == FORM_MAGNET)
		mpq_set(out, t->value);
	mpq_clear(x);
}

/* Down every way: what the thing holds, at least and at most. */
static void
walk(int i, enum way w, mpq_t lo, mpq_t hi)
{
	mpq_t least, most;

	if (i >= ITEMS - GOODS) {
		worth(&thing[i], w, lo);
		mpq_set(hi, lo);
		return;
	}
	mpq_inits(least, most, NULL);
	mpq_set_ui(lo, 0, 1);
	mpq_set_ui(hi, 0, 1);
	for (int k = i + 1; k < ITEMS; k++) {
		enum form f = thing[k].form;

		if (mpq_sgn(thing[i].uses[k]) == 0 ||
		    (w == DIRECT &&
			(f == FORM_COMPONENT || f == FORM_ASSEMBLY)))
			continue;
		walk(k, w, least, most);
		mpq_mul(least, least, thing[i].uses[k]);
		mpq_mul(most, most, thing[i].uses[k]);
		if (w != DIRECT || f != FORM_UNKNOWN)
			mpq_add(lo, lo, least);
		mpq_add(hi, hi, most);
	}
	mpq_clears(least, most, NULL);
}

static enum verdict
expected(int i, enum way w, const mpq_t limit, bool at_least)
{
	enum verdict v = VERDICT_UNDECIDED;
	mpq_t lo, hi, bar;
	int a, b;

	mpq_inits(lo, hi, bar, NULL);
	walk(i, w, lo, hi);
	mpq_mul(bar, limit, thing[i].value);
	a = mpq_cmp(lo, bar);
	b = mpq_cmp(hi, bar);
	if (at_least ? a >= 0 : a > 0)
		v = VERDICT_TRIGGERED;
	else if (at_least ? b < 0 : b <= 0)
		v = VERDICT_CLEAR;
	mpq_clears(lo, hi, bar, NULL);
	return v;
}

/* The share of some item by some reading, or beside it. */
static void
choose_limit(mpq_t limit)
{
	int i = (int)pick(ITEMS);
	long way = pick(3);
	mpq_t lo, hi, step;

	mpq_inits(lo, hi, step, NULL);
	walk(i, (enum way)pick(WAYS), lo, hi);
	mpq_div(limit, pick(2) ? lo : hi, thing[i].value);
	mpz_ui_pow_ui(mpq_denref(step), 10, 30);
	mpz_set_ui(mpq_numref(step), 1);
	mpq_mul(step, step, limit);
	if (way == 1)
		mpq_add(limit, limit, step);
	else if (way == 2)
		mpq_sub(limit, limit, step);
	if (mpq_sgn(limit) <= 0)
		mpq_set_ui(limit, 1, 1000);
	mpq_clears(lo, hi, step, NULL);
}

static size_t differ, alike;

static void
compare(const struct court *c, const mpq_t limit)
{
	for (uint32_t i = 0; i < ITEMS; i++)
		for (size_t r = 0; r < 2; r++) {
			enum verdict all = VERDICT_COUNT, want;

			for (size_t k = 0; k < WAYS; k++) {
				want = expected(
				    (int)i, (enum way)k, limit, r == 0);
				ck_assert_int_eq(judgement_reading(&c->j,
						     VARIANT_LAW, r, k, i),
				    want);
				all = all == VERDICT_COUNT || all == want
					  ? want
					  : VERDICT_UNDECIDED;
			}
			ck_assert_int_eq(
			    judgement_verdict(&c->j, VARIANT_LAW, r, i), all);
			differ += all == VERDICT_UNDECIDED;
			alike += all != VERDICT_UNDECIDED;
		}
}

static void
check_product(void)
{
	static char rules[4000];
	struct make m;
	struct court c;
	mpq_t limit;
	int n;

	mpq_init(limit);
	invent(&m);
	n = snprintf(rules, sizeof(rules), rule, 0, "at-least");
	snprintf(rules + n, sizeof(rules) - (size_t)n, rule, 1, "above");
	court_read(&c, rules);
	choose_limit(limit);
	for (size_t r = 0; r < 2; r++)
		for (size_t k = 0; k <= WAYS; k++)
			mpq_set(c.pack.rule[r].test[k].limit, limit);
	court_compile(&c, &m.b, NULL);
	court_judge(&c, &m.b);
	compare(&c, limit);
	court_close(&c);
	make_free(&m);
	mpq_clear(limit);
}

static void
take_numbers(void)
{
	for (int i = 0; i < ITEMS; i++) {
		mpq_init(thing[i].value);
		for (int e = 0; e < METALS; e++)
			mpq_init(thing[i].holds[e]);
		for (int k = 0; k < ITEMS; k++)
			mpq_init(thing[i].uses[k]);
	}
	for (int e = 0; e < METALS; e++)
		for (int g = 0; g < GUISE_COUNT; g++)
			mpq_init(price[e][g]);
}

static void
give_numbers(void)
{
	for (int i = 0; i < ITEMS; i++) {
		mpq_clear(thing[i].value);
		for (int e = 0; e < METALS; e++)
			mpq_clear(thing[i].holds[e]);
		for (int k = 0; k < ITEMS; k++)
			mpq_clear(thing[i].uses[k]);
	}
	for (int e = 0; e < METALS; e++)
		for (int g = 0; g < GUISE_COUNT; g++)
			mpq_clear(price[e][g]);
}

START_TEST(each_reading_is_as_whoever_walks_through_it_finds)
{
	int rounds = run_rounds(ROUNDS);

	state = (uint64_t)_i + 1;
	differ = alike = 0;
	take_numbers();
	for (int round = 0; round < rounds; round++)
		check_product();
	give_numbers();
	/* both happen, or the test proves nothing */
	ck_assert_uint_gt(differ, 0);
	ck_assert_uint_gt(alike, 0);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_loop_test(
	    tc, each_reading_is_as_whoever_walks_through_it_finds, 0, 10);
}

int
main(void)
{
	return run_suite("readings", add);
}
