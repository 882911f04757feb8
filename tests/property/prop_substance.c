/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Property: a limit that is one of each substance alone is judged as by
 * whoever works out for each of them what is in every good at least and at
 * most, and adds that up along every way.
 *
 * A random product of some goods.  Each names some of four substances, with a
 * range; states Nd or Dy by itself, which may be in any substance; and has some
 * mass that nobody has disclosed, unless it is complete.  Where no good says
 * anything of an element twice, the verdicts are the same; where one does, they
 * allow for what surely may be.
 */
#include "core/chem/formula.h"
#include "core/rules/judge.h"
#include "tests/property/dice.h"
#include "tests/unit/golden.h"
#include "tests/unit/rulebook.h"
#include "tests/unit/run.h"

#include <stdarg.h>

#define ITEMS 6
#define GOODS 3 /* the last ones: they have no parts */
#define METALS 2
#define NAMES 4
#define KINDS (NAMES + 1) /* the last one: whatever is not named */
#define ROUNDS 40
#define RULES 4

static const char *const symbols[METALS] = { "Nd", "Dy" };
static const char *const names[NAMES] = { "Nd2O3", "Dy2O3", "NdDyO3",
	"Nd2Fe14B" };

static size_t met[VERDICT_COUNT];

/* All in g; -1: nothing is said. */
struct good {
	long mass, lo[NAMES], hi[NAMES], from[METALS], to[METALS];
	bool complete;
};

static struct good good[ITEMS];
static long uses[ITEMS][ITEMS];
static bool states_mass[ITEMS];
static mpq_t part[NAMES][METALS]; /* g of it in 1 g */
static mpq_t least[ITEMS][KINDS], most[ITEMS][KINDS], mass[ITEMS];
static mpq_t limit[2];

static bool
is_named(const struct good *g, int s)
{
	return g->lo[s] >= 0;
}

static bool
has(int s, int e)
{
	return mpq_sgn(part[s][e]) > 0;
}

/* Of the element in what is named beside s, at least. */
static void
named_of(const struct good *g, int s, int e, mpq_t out)
{
	mpq_t x;

	mpq_init(x);
	mpq_set_ui(out, 0, 1);
	for (int k = 0; k < NAMES; k++) {
		if (k == s || !is_named(g, k))
			continue;
		mpq_set_si(x, g->lo[k], 1);
		mpq_mul(x, x, part[k][e]);
		mpq_add(out, out, x);
	}
	mpq_clear(x);
}

static void
lower(mpq_t x, const mpq_t cap, bool *endless)
{
	if (*endless || mpq_cmp(cap, x) < 0)
		mpq_set(x, cap);
	*endless = false;
}

/* What is left of a stated element beside what other names hold. */
static void
left_of(const struct good *g, int s, int e, mpq_t out)
{
	mpq_t x;

	mpq_init(x);
	named_of(g, s, e, out);
	mpq_set_si(x, g->to[e], 1);
	mpq_sub(out, x, out);
	mpq_clear(x);
}

/* The mass without what surely is something else than s. */
static void
free_of(const struct good *g, int s, mpq_t out)
{
	mpq_t x, y;

	mpq_inits(x, y, NULL);
	mpq_set_si(out, g->mass, 1);
	for (int k = 0; k < NAMES; k++) {
		mpq_set_si(x, is_named(g, k) && k != s ? g->lo[k] : 0, 1);
		mpq_sub(out, out, x);
	}
	for (int e = 0; e < METALS; e++) {
		if (g->to[e] < 0 || s == NAMES || has(s, e))
			continue;
		named_of(g, s, e, y);
		mpq_set_si(x, g->from[e], 1);
		mpq_sub(x, x, y);
		if (mpq_sgn(x) > 0)
			mpq_sub(out, out, x);
	}
	mpq_clears(x, y, NULL);
}

static void
gram_of(int s, mpq_t out)
{
	mpq_add(out, part[s][0], part[s][1]);
}

static void
work_out_named(const struct good *g, int s, mpq_t lo, mpq_t hi)
{
	bool endless = true;
	mpq_t x;

	mpq_init(x);
	if (is_named(g, s)) {
		mpq_set_si(lo, g->lo[s], 1);
		mpq_set_si(hi, g->hi[s], 1);
		endless = false;
	}
	for (int e = 0; e < METALS; e++) {
		if (!has(s, e))
			continue;
		mpq_set_ui(x, 0, 1);
		if (g->to[e] >= 0)
			left_of(g, s, e, x);
		else if (is_named(g, s) || !g->complete)
			continue;
		mpq_div(x, x, part[s][e]);
		lower(hi, x, &endless);
	}
	free_of(g, s, x);
	lower(hi, x, &endless);
	gram_of(s, x);
	mpq_mul(lo, lo, x);
	mpq_mul(hi, hi, x);
	mpq_clear(x);
}

static void
work_out_rest(const struct good *g, mpq_t hi)
{
	bool open = !g->complete, endless = false;
	mpq_t x;

	mpq_init(x);
	open &= g->to[0] < 0 || g->to[1] < 0;
	for (int e = 0; e < METALS; e++)
		if (g->to[e] >= 0) {
			left_of(g, NAMES, e, x);
			mpq_add(hi, hi, x);
		}
	free_of(g, NAMES, x);
	if (open)
		mpq_set(hi, x);
	else
		lower(hi, x, &endless);
	mpq_clear(x);
}

static void
work_out(void)
{
	for (int i = ITEMS; i-- > 0;) {
		for (int s = 0; s < KINDS; s++) {
			mpq_set_ui(least[i][s], 0, 1);
			mpq_set_ui(most[i][s], 0, 1);
		}
		mpq_set_si(mass[i], good[i].mass, 1);
		for (int s = 0; i >= ITEMS - GOODS && s < NAMES; s++)
			work_out_named(&good[i], s, least[i][s], most[i][s]);
		if (i >= ITEMS - GOODS)
			work_out_rest(&good[i], most[i][NAMES]);
		for (int k = i + 1; k < ITEMS; k++)
			for (long n = 0; n < uses[i][k]; n++) {
				for (int s = 0; s < KINDS; s++) {
					mpq_add(least[i][s], least[i][s],
					    least[k][s]);
					mpq_add(
					    most[i][s], most[i][s], most[k][s]);
				}
				mpq_add(mass[i], mass[i], mass[k]);
			}
	}
}

/* ---- the product */

/* Does what it says exclude itself? */
static bool
excludes_itself(const struct good *g)
{
	bool bad = false;
	mpq_t x;

	mpq_init(x);
	for (int e = 0; e < METALS; e++) {
		if (g->to[e] < 0)
			continue;
		left_of(g, NAMES, e, x);
		bad |= mpq_sgn(x) < 0;
	}
	free_of(g, NAMES, x);
	bad |= mpq_cmp_si(x, g->from[0] + g->from[1], 1) < 0;
	mpq_clear(x);
	return bad;
}

static bool
says_twice(const struct good *g, int e)
{
	for (int s = 0; s < NAMES; s++)
		if (is_named(g, s) && has(s, e))
			return g->to[e] >= 0;
	return false;
}

static void
invent_good(struct good *g, bool tidy)
{
	do {
		*g = (struct good){ .mass = 20 + pick(60),
			.complete = pick(2) == 0 };
		for (int s = 0; s < NAMES; s++) {
			g->lo[s] = pick(3) == 0 ? pick(9) : -1;
			g->hi[s] = g->lo[s] + (pick(2) == 0 ? pick(5) : 0);
		}
		for (int e = 0; e < METALS; e++) {
			g->from[e] = pick(2) == 0 ? pick(9) : -1;
			g->to[e] =
			    g->from[e] +
			    (g->from[e] >= 0 && pick(2) == 0 ? pick(5) : 0);
		}
	} while (excludes_itself(g) ||
		 (tidy && (says_twice(g, 0) || says_twice(g, 1))));
}

struct text {
	char p[6000];
	size_t n;
};

static void __attribute__((format(printf, 2, 3)))
put(struct text *t, const char *format, ...)
{
	va_list ap;

	va_start(ap, format);
	t->n += (size_t)vsnprintf(t->p + t->n, sizeof(t->p) - t->n, format, ap);
	va_end(ap);
	ck_assert_uint_lt(t->n, sizeof(t->p));
}

static void
put_good(struct text *t, int i)
{
	const struct good *g = &good[i];

	put(t, "<item part='I%d' mass='%ld g'%s>", i, g->mass,
	    g->complete ? " complete='yes'" : "");
	for (int s = 0; s < NAMES; s++)
		if (is_named(g, s))
			put(t, "<content formula='%s' amount='%ld - %ld g'/>",
			    names[s], g->lo[s], g->hi[s]);
	for (int e = 0; e < METALS; e++)
		if (g->to[e] >= 0)
			put(t, "<content element='%s' amount='%ld - %ld g'/>",
			    symbols[e], g->from[e], g->to[e]);
	put(t, "</item>");
}

static void
invent(struct text *t, bool tidy)
{
	t->n = 0;
	memset(uses, 0, sizeof(uses));
	memset(good, 0, sizeof(good));
	for (int i = ITEMS; i-- > ITEMS - GOODS;)
		invent_good(&good[i], tidy);
	for (int i = 0; i < ITEMS - GOODS; i++) {
		states_mass[i] = pick(2) == 0;
		uses[i][ITEMS - 1 - pick(GOODS)] = 1 + pick(2);
		for (int k = i + 1; k < ITEMS; k++)
			if (pick(3) == 0)
				uses[i][k] = 1 + pick(3);
	}
	work_out();
	put(t, "<bom xmlns='urn:retrace:bom:1'>");
	for (int i = 0; i < ITEMS - GOODS; i++) {
		put(t, "<item part='I%d' complete='yes'", i);
		if (states_mass[i])
			put(t, " mass='%ld g'",
			    mpz_get_si(mpq_numref(mass[i])));
		put(t, "/>");
		for (int k = i + 1; k < ITEMS; k++)
			if (uses[i][k] > 0)
				put(t,
				    "<use parent='I%d' child='I%d' "
				    "quantity='%ld' unit='each'/>",
				    i, k, uses[i][k]);
	}
	for (int i = ITEMS - GOODS; i < ITEMS; i++)
		put_good(t, i);
	put(t, "</bom>");
}

/* ---- both */

/* What some item has of some substance, as grams and as a share. */
static void
choose_limits(void)
{
	int i = (int)pick(ITEMS), s = (int)pick(KINDS);
	bool at_least = pick(2) == 0;

	mpq_set(limit[0], at_least ? least[i][s] : most[i][s]);
	if (mpq_sgn(limit[0]) == 0)
		mpq_set_si(limit[0], 1 + pick(9), 2);
	mpq_div(limit[1], limit[0], mass[i]);
}

static void
read_rules(struct court *c)
{
	static char rules[4000];
	size_t n = (size_t)snprintf(rules, sizeof(rules),
	    "<materials id=\"two\" title=\"T\" title-zh=\"Z\" clause=\"a\">"
	    "<some elements=\"Dy Nd\"/></materials>");

	for (int r = 0; r < RULES; r++)
		n += (size_t)snprintf(rules + n, sizeof(rules) - n,
		    "<rule id=\"r%d\" clause=\"a\" title=\"T\" title-zh=\"Z\">"
		    "<trigger><%s of=\"two\" is=\"%s\" limit=\"%s\" "
		    "each=\"substance\"/></trigger></rule>",
		    r, r & 2 ? "mass-share" : "presence",
		    r & 1 ? "above" : "at-least", r & 2 ? "1 %" : "1 g");
	court_read(c, rules);
	for (int r = 0; r < RULES; r++)
		mpq_set(c->pack.rule[r].test[0].limit, limit[r / 2]);
}

static bool
is_beyond(int r, int i, const mpq_t amount)
{
	bool beyond;
	mpq_t x;
	int c;

	mpq_init(x);
	if (r & 2)
		mpq_mul(x, limit[1], mass[i]);
	else
		mpq_set(x, limit[0]);
	c = mpq_cmp(amount, x);
	beyond = (r & 1) ? c > 0 : c >= 0;
	mpq_clear(x);
	return beyond;
}

static void
compare(const struct court *c, const struct bom *b, bool tidy, const char *text)
{
	for (uint32_t item = 0; item < b->nitem; item++) {
		int i = bom_part(b, item).p[1] - '0';

		for (int r = 0; r < RULES; r++) {
			enum verdict v = judgement_verdict(
			    &c->j, VARIANT_LAW, (size_t)r, item);
			bool sure = false, may = false;

			for (int s = 0; s < KINDS; s++) {
				sure |= is_beyond(r, i, least[i][s]);
				may |= is_beyond(r, i, most[i][s]);
			}
			met[v]++;
			ck_assert_msg(v != VERDICT_TRIGGERED || sure,
			    "I%d r%d triggered: %s", i, r, text);
			ck_assert_msg(v != VERDICT_CLEAR || !may,
			    "I%d r%d clear: %s", i, r, text);
			ck_assert_msg(
			    !tidy || v != VERDICT_UNDECIDED || (may && !sure),
			    "I%d r%d undecided: %s", i, r, text);
		}
	}
}

static void
check_product(bool tidy)
{
	struct text t;
	struct golden g;
	struct court c;

	invent(&t, tidy);
	choose_limits();
	golden_text(&g, (struct str){ t.p, t.n });
	ck_assert_msg(g.st == ST_OK, "%s: %s", g.f.first.text, t.p);
	read_rules(&c);
	court_compile(&c, &g.b, NULL);
	court_judge(&c, &g.b);
	compare(&c, &g.b, tidy, t.p);
	court_close(&c);
	golden_free(&g);
}

static void
find_parts(void)
{
	struct error err = { 0 };
	struct makeup m;

	for (int s = 0; s < NAMES; s++) {
		makeup_init(&m);
		ck_assert_int_eq(
		    formula_read(str_of(names[s]), pos_none, &m, &err), ST_OK);
		for (int e = 0; e < METALS; e++)
			mpq_set(part[s][e],
			    m.fraction[element_find(str_of(symbols[e]))]);
		makeup_clear(&m);
	}
}

static void
numbers(void (*each)(mpq_ptr))
{
	for (int i = 0; i < ITEMS; i++) {
		each(mass[i]);
		for (int s = 0; s < KINDS; s++) {
			each(least[i][s]);
			each(most[i][s]);
		}
	}
	for (int s = 0; s < NAMES * METALS; s++)
		each(part[s / METALS][s % METALS]);
	each(limit[0]);
	each(limit[1]);
}

START_TEST(each_substance_is_held_against_the_limit_as_by_hand)
{
	int rounds = run_rounds(ROUNDS);

	state = (uint64_t)_i + 1;
	memset(met, 0, sizeof(met));
	numbers(mpq_init);
	find_parts();
	for (int round = 0; round < rounds; round++)
		check_product(round % 4 != 3);
	/* a few rounds need not meet each verdict */
	for (int v = 0; v < VERDICT_COUNT && rounds >= ROUNDS / 2; v++)
		ck_assert_uint_gt(met[v], 0);
	numbers(mpq_clear);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_loop_test(
	    tc, each_substance_is_held_against_the_limit_as_by_hand, 0, 6);
}

int
main(void)
{
	return run_suite("substance", add);
}
