/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Property: a mass of a year over all products together is judged as by whoever
 * adds it up by hand, in whole milligrams.
 *
 * Some products, each with so much of an element, or from so much to so much;
 * so many of each go out, or nobody says how many; some are no product that the
 * scope names, and of some that is not known.  The limit lies on the sum of the
 * least or of the most, or beside it.  In doubles and exactly the verdict is
 * that of the sums.
 */
#include "core/rules/deal/transaction.h"
#include "core/rules/year.h"
#include "tests/unit/rulebook.h"
#include "tests/unit/run.h"

#include <stdio.h>

#define ITEMS 5
#define ASKED 6
#define ROUNDS 120
#define UNKNOWN (-1)

static uint64_t state;

static long
pick(long n) /* 0 .. n - 1 */
{
	state = state * 6364136223846793005ULL + 1442695040888963407ULL;
	return (long)((state >> 33) % (uint64_t)n);
}

/* [mg] in one; how many go out; its form. */
struct goods {
	long lo, hi, count;
	enum form form;
	bool shipped;
	struct per_year year;
};
static struct goods goods[ITEMS];
static long limit_of, limit_to;
static size_t met[VERDICT_COUNT];

static const char *const asks[ASKED] = {
	"is=\"at-least\" limit=\"1 g\"",
	"is=\"above\" limit=\"1 g\"",
	"is=\"below\" limit=\"1 g\"",
	"is=\"at-most\" limit=\"1 g\"",
	"is=\"at-least\" limit=\"1 g\" and=\"at-most\" and-limit=\"2 g\"",
	"is=\"above\" limit=\"1 g\" and=\"below\" and-limit=\"2 g\"",
};

static const char *
grams(long mg, char text[40])
{
	snprintf(text, 40, "%ld.%03ld", mg / 1000, mg % 1000);
	return text;
}

static void
invent(struct make *m)
{
	static const enum form forms[] = { FORM_PRODUCT, FORM_PRODUCT,
		FORM_PART, FORM_UNKNOWN };
	char part[16], text[100], a[40], b[40];

	make_init(m);
	for (int i = 0; i < ITEMS; i++) {
		struct goods *g = &goods[i];
		struct item *it;

		*g = (struct goods){ .lo = pick(3) ? pick(40) : 0,
			.count = pick(6) ? pick(5) : UNKNOWN,
			.form = forms[pick(LENGTH(forms))],
			.shipped = pick(4) > 0 };
		g->hi = pick(2) ? g->lo : g->lo + pick(30);
		snprintf(part, sizeof(part), "I%d", i);
		it = make_item(m, part, "1");
		it->form = (uint8_t)g->form;
		it->flags |= ITEM_COMPLETE;
		snprintf(text, sizeof(text), "[%s,%s]", grams(g->lo, a),
		    grams(g->hi, b));
		if (g->hi > 0)
			make_line(m, part, "Dy",
			    g->lo == g->hi ? grams(g->lo, a) : text, false)
			    ->scope = SCOPE_OWN;
	}
	make_linked(m);
}

/* ---- by hand ---- */

struct sum {
	long lo, hi;
	bool endless;
};

static bool
counts(const struct goods *g)
{
	return g->shipped && g->form != FORM_PART;
}

static struct sum
add_up(void)
{
	struct sum s = { 0, 0, false };

	for (int i = 0; i < ITEMS; i++) {
		const struct goods *g = &goods[i];

		if (!counts(g) || g->hi == 0 || g->count == 0)
			continue;
		s.endless |= g->count == UNKNOWN;
		if (g->count == UNKNOWN)
			continue;
		s.hi += g->hi * g->count;
		if (g->form == FORM_PRODUCT)
			s.lo += g->lo * g->count;
	}
	return s;
}

/* What must be more than the limit, and what less than its upper end. */
static bool
meets(int asked, long more, bool endless_more, long less, bool endless_less)
{
	switch (asked) {
	case 0:
		return endless_more || more >= limit_of;
	case 1:
		return endless_more || more > limit_of;
	case 2:
		return !endless_less && less < limit_of;
	case 3:
		return !endless_less && less <= limit_of;
	case 4:
		return (endless_more || more >= limit_of) && !endless_less &&
		       less <= limit_to;
	default:
		return (endless_more || more > limit_of) && !endless_less &&
		       less < limit_to;
	}
}

static enum verdict
by_hand(int asked, const struct goods *g)
{
	struct sum s = add_up();
	bool all = meets(asked, s.lo, false, s.hi, s.endless);
	bool any = meets(asked, s.hi, s.endless, s.lo, false);
	enum verdict v = all   ? VERDICT_TRIGGERED
			 : any ? VERDICT_UNDECIDED
			       : VERDICT_CLEAR;
	bool upper = asked == 2 || asked == 3;

	if (!upper && g->hi == 0)
		return VERDICT_CLEAR;
	if (v == VERDICT_TRIGGERED &&
	    ((!upper && g->lo == 0) || g->form == FORM_UNKNOWN))
		return VERDICT_UNDECIDED;
	return v;
}

/* ---- both ---- */

static void
read_rules(struct court *c)
{
	static char rules[ASKED * 300];
	size_t n = 0;

	for (int r = 0; r < ASKED; r++)
		n += (size_t)snprintf(rules + n, sizeof(rules) - n,
		    "<rule id=\"r%d\" clause=\"a\" title=\"T\" title-zh=\"Z\">"
		    "<scope><item forms=\"product\"/></scope><trigger>"
		    "<annual-mass of=\"dy\" together=\"yes\" %s/></trigger>"
		    "</rule>",
		    r, asks[r]);
	court_read(c, rules);
	for (int r = 0; r < ASKED; r++) {
		struct rule_test *t = &c->pack.rule[r].test[1];

		mpq_set_si(t->limit, limit_of, 1000);
		mpq_canonicalize(t->limit);
		if (t->to == NULL)
			continue;
		mpq_set_si(t->to->limit, limit_to, 1000);
		mpq_canonicalize(t->to->limit);
	}
}

static void
tell_years(struct court *c, const struct per_year *year[ITEMS])
{
	for (int i = 0; i < ITEMS; i++) {
		struct per_year *y = &goods[i].year;

		*y = (struct per_year){ .has_quantity = true,
			.dimension = DIM_EACH };
		mpq_init(y->quantity);
		if (goods[i].count != UNKNOWN)
			mpq_set_si(y->quantity, goods[i].count, 1);
		year[i] = goods[i].count != UNKNOWN ? y : NULL;
	}
	c->book.per_year = year;
}

static void
compare(const struct judgement *j, const struct make *m, const char *how)
{
	char part[16];

	for (int i = 0; i < ITEMS; i++) {
		snprintf(part, sizeof(part), "I%d", i);
		for (int r = 0; r < ASKED && counts(&goods[i]); r++) {
			enum verdict v = judgement_verdict(
			    j, VARIANT_LAW, (size_t)r, make_find(m, part));
			enum verdict w = by_hand(r, &goods[i]);

			met[v]++;
			ck_assert_msg(v == w, "%s r%d %s: %s, by hand %s", part,
			    r, how, verdict_name(v), verdict_name(w));
		}
	}
}

static void
check_goods(void)
{
	const struct compile_options none = { 0 };
	const struct per_year *year[ITEMS];
	uint8_t shipped[ITEMS];
	struct error err = { 0 };
	struct evidence exact;
	struct judgement j;
	struct sum s;
	struct make m;
	struct court c;
	char part[16];

	invent(&m);
	s = add_up();
	limit_of = (pick(2) ? s.lo : s.hi) + pick(3) - 1;
	limit_of = limit_of > 0 ? limit_of : 1;
	limit_to = limit_of + 1 + pick(60);
	read_rules(&c);
	court_compile(&c, &m.b, NULL);
	for (int i = 0; i < ITEMS; i++) {
		snprintf(part, sizeof(part), "I%d", i);
		ck_assert_uint_eq(make_find(&m, part), (uint32_t)i);
		shipped[i] = goods[i].shipped;
	}
	tell_years(&c, year);
	/* nobody tells more than what is shipped */
	ck_assert_int_eq(
	    year_goes_out(&c.book, &m.b, &none, shipped, &err), ST_OK);
	court_judge(&c, &m.b);
	compare(&c.j, &m, "in doubles");
	exact = evidence_exactly(c.trace);
	ck_assert_int_eq(judge(&j, &c.book, &m.b, &exact, &err), ST_OK);
	compare(&j, &m, "exactly");
	judgement_free(&j);
	court_close(&c);
	make_free(&m);
	for (int i = 0; i < ITEMS; i++)
		mpq_clear(goods[i].year.quantity);
}

START_TEST(products_together_are_judged_as_added_up_by_hand)
{
	int rounds = run_rounds(ROUNDS);

	state = (uint64_t)_i + 1;
	memset(met, 0, sizeof(met));
	for (int round = 0; round < rounds; round++)
		check_goods();
	for (int v = 0; v < VERDICT_COUNT && rounds > 4; v++)
		ck_assert_uint_gt(met[v], 0);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_loop_test(
	    tc, products_together_are_judged_as_added_up_by_hand, 0, 4);
}

int
main(void)
{
	return run_suite("year", add);
}
