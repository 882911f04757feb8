/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Property: the share of content in mass is bounded, and no more widely than
 * some way to fill what is open reaches, unless an end says so.
 *
 * Small products are invented: leaves of open mass and content, an assembly
 * that is used twice, alternatives in one place, a product whose mass is
 * stated or not.  Each leaf is the corners of what it can be, mass against
 * content; a product is every sum of corners, and, where its mass is stated,
 * what lies between two of them.  No margin, no price: the best of all is the
 * answer.
 */
#include "core/trace/trace.h"
#include "tests/property/dice.h"
#include "tests/unit/build.h"
#include "tests/unit/run.h"

#include <math.h>
#include <stdio.h>

#define LEAVES 4
#define CORNERS 4
#define FAR 1e9 /* [g] stands for a mass without an end */
#define NEAR 1e-6

struct corner {
	double mass, amount;
};

/* What a leaf can be: the corners of a polygon. */
struct leaf {
	struct corner at[CORNERS];
	size_t n;
	bool endless; /* its mass has no end */
};

/* A set of sums. */
struct sums {
	struct corner at[2048];
	size_t n;
};

static void
corner(struct leaf *l, double mass, double amount)
{
	l->at[l->n++] = (struct corner){ mass, amount };
}

static void
name_of(char name[16], int i)
{
	snprintf(name, 16, "L%d", i);
}

static void
interval(char text[64], long lo, long hi)
{
	snprintf(text, 64, "[%ld.%02ld,%ld.%02ld]", lo / 100, lo % 100,
	    hi / 100, hi % 100);
}

/* A mass from lo to hi, in hundredths of a gram. */
static void
mass_of(struct make *m, struct item *it, long lo, long hi)
{
	char text[64];

	interval(text, lo, hi);
	it->has_mass = 1;
	it->mass = make_amount(m, text, false);
}

/* Its content is a share of its mass, or grams of it, or anything. */
static void
make_leaf(struct make *m, int i, struct leaf *l)
{
	long a = 100 + pick(900), b = a + pick(3) * pick(900);
	long s = pick(60), t = s + pick(100 - s), g = pick(a), h;
	char name[16], text[64];
	uint32_t at;

	*l = (struct leaf){ .n = 0 };
	name_of(name, i);
	make_item(m, name, NULL);
	at = (uint32_t)m->b.nitem - 1;
	m->b.item[at].form = FORM_OXIDE;
	switch (pick(5)) {
	case 0: /* shares of an open mass */
		interval(text, s, t);
		make_line(m, name, "Nd", text, true);
		make_complete(m, name);
		mass_of(m, &m->b.item[at], a, b);
		for (int k = 0; k < 4; k++) {
			double mass = (double)(k < 2 ? a : b) / 100;

			corner(
			    l, mass, mass * (double)(k % 2 == 0 ? s : t) / 100);
		}
		break;
	case 1: /* shares of a mass that nobody knows */
		interval(text, s, t);
		make_line(m, name, "Nd", text, true);
		make_complete(m, name);
		l->endless = true;
		corner(l, 0, 0);
		corner(l, FAR, FAR * (double)s / 100);
		corner(l, FAR, FAR * (double)t / 100);
		break;
	case 2: /* grams */
		h = g + pick(a - g);
		interval(text, g, h);
		make_line(m, name, "Nd", text, false);
		make_complete(m, name);
		mass_of(m, &m->b.item[at], a, b);
		for (int k = 0; k < 4; k++)
			corner(l, (double)(k < 2 ? a : b) / 100,
			    (double)(k % 2 == 0 ? g : h) / 100);
		break;
	case 3: /* nothing is said */
		mass_of(m, &m->b.item[at], a, b);
		for (int k = 0; k < 4; k++) {
			double mass = (double)(k < 2 ? a : b) / 100;

			corner(l, mass, k % 2 == 0 ? 0 : mass);
		}
		break;
	default: /* nothing is in it */
		make_complete(m, name);
		mass_of(m, &m->b.item[at], a, b);
		corner(l, (double)a / 100, 0);
		corner(l, (double)b / 100, 0);
		break;
	}
}

/* sums += times the corners of one leaf, or of either of two. */
static void
add_leaf(struct sums *s, const struct leaf *l, const struct leaf *other,
    double times)
{
	static struct sums before;

	before = *s;
	s->n = 0;
	for (size_t i = 0; i < before.n; i++)
		for (size_t k = 0; k < l->n + (other != NULL ? other->n : 0);
		     k++) {
			const struct corner *c =
			    k < l->n ? &l->at[k] : &other->at[k - l->n];

			ck_assert_uint_lt(s->n, 2048);
			s->at[s->n++] = (struct corner){ before.at[i].mass +
							     times * c->mass,
				before.at[i].amount + times * c->amount };
		}
}

/* The greatest amount in a whole of that mass; least: the least.  What is
 * left over counts nothing, or may count in full. */
static double
best_in(const struct sums *s, double mass, bool open, bool least)
{
	double best = least ? INFINITY : -INFINITY;

	for (size_t i = 0; i < s->n; i++) {
		const struct corner *p = &s->at[i];
		double here = p->amount;

		if (p->mass > mass + 1e-12)
			continue;
		if (open && !least)
			here += mass - p->mass;
		best = least ? fmin(best, here) : fmax(best, here);
		for (size_t k = 0; k < s->n; k++) {
			const struct corner *q = &s->at[k];
			double part;

			if (q->mass <= mass + 1e-12)
				continue;
			part = (mass - p->mass) / (q->mass - p->mass);
			here = p->amount + part * (q->amount - p->amount);
			best = least ? fmin(best, here) : fmax(best, here);
		}
	}
	return best;
}

struct product {
	struct make m;
	struct sums sums;
	bool stated, open, alternatives, endless;
	double lo, hi; /* stated mass */
};

/* P holds L0 and Q twice, Q holds L1 and L2, and L3 or not. */
static void
make_product(struct product *p)
{
	struct leaf leaf[LEAVES];
	double times = (double)(1 + pick(3));
	char q[8];
	long a;

	*p = (struct product){ .stated = pick(2) == 0,
		.open = pick(2) == 0,
		.alternatives = pick(3) == 0 };
	make_init(&p->m);
	make_item(&p->m, "P", NULL);
	make_item(&p->m, "Q", NULL)->flags |= ITEM_COMPLETE;
	for (int i = 0; i < LEAVES; i++) {
		make_leaf(&p->m, i, &leaf[i]);
		p->endless |= leaf[i].endless;
	}
	snprintf(q, sizeof(q), "%.0f", times);
	make_use(&p->m, "P", "L0", "1");
	make_use(&p->m, "P", "Q", q);
	make_use(&p->m, "Q", "L1", "1");
	make_use(&p->m, "Q", "L2", "0.5")->note = 0;
	p->sums.n = 1;
	p->sums.at[0] = (struct corner){ 0, 0 };
	add_leaf(&p->sums, &leaf[0], NULL, 1);
	add_leaf(&p->sums, &leaf[1], NULL, times);
	if (p->alternatives) {
		struct use_note note = { .place = bom_text(&p->m.b, STR("x")) };
		uint32_t id = bom_note(&p->m.b, note);

		p->m.b.use[p->m.b.nuse - 1].note = id;
		make_use(&p->m, "Q", "L3", "0.5")->note = id;
		add_leaf(&p->sums, &leaf[2], &leaf[3], 0.5 * times);
	} else {
		add_leaf(&p->sums, &leaf[2], NULL, 0.5 * times);
	}
	if (!p->stated) {
		p->m.b.item[0].flags |= ITEM_COMPLETE;
		return;
	}
	a = 1500 + pick(6000);
	p->lo = (double)a / 100;
	p->hi = pick(2) == 0 ? p->lo : p->lo + (double)(10 * pick(100)) / 100;
	mass_of(&p->m, &p->m.b.item[0], a, lround(p->hi * 100));
	if (!p->open)
		p->m.b.item[0].flags |= ITEM_COMPLETE;
}

/* The least and the greatest share that there can be; false if the parts are
 * heavier than the whole. */
static bool
true_share(const struct product *p, double *lo, double *hi)
{
	double lightest = INFINITY;

	*lo = INFINITY;
	*hi = -INFINITY;
	for (size_t i = 0; i < p->sums.n; i++) {
		const struct corner *c = &p->sums.at[i];

		lightest = fmin(lightest, c->mass);
		if (p->stated || c->mass <= 0)
			continue;
		*lo = fmin(*lo, c->amount / c->mass);
		*hi = fmax(*hi, c->amount / c->mass);
	}
	if (!p->stated)
		return true;
	if (lightest > p->lo)
		return false;
	for (int k = 0; k <= 200; k++) {
		double mass = p->lo + (p->hi - p->lo) * k / 200;

		*lo = fmin(*lo, best_in(&p->sums, mass, p->open, true) / mass);
		*hi = fmax(*hi, best_in(&p->sums, mass, p->open, false) / mass);
	}
	return true;
}

static size_t proven[2], all;

static void
check_product(void)
{
	static struct product p;
	struct channel ch = { .elements = make_elements("Nd") };
	struct plan plan = { &ch, 1, NULL, 0 };
	struct exact amount, mass, share;
	struct findings f = { 0 };
	struct error err = { 0 };
	struct trace *t = NULL;
	uint32_t item;
	double lo, hi;

	make_product(&p);
	make_linked(&p.m);
	item = make_find(&p.m, "P");
	exact_init(&amount);
	exact_init(&mass);
	exact_init(&share);
	ck_assert_int_eq(trace_run(&p.m.b, &plan, 1, &t, &f, &err), ST_OK);
	ck_assert_int_eq(
	    trace_exact(t, COLUMN_CHANNEL(0), &item, 1, &amount, &err), ST_OK);
	ck_assert_int_eq(
	    trace_exact(t, COLUMN_MASS, &item, 1, &mass, &err), ST_OK);
	ck_assert_int_eq(
	    trace_share(t, 0, item, &amount, &mass, &share, &err), ST_OK);
	if (true_share(&p, &lo, &hi)) {
		double is_lo = mpq_get_d(share.lo);
		double is_hi =
		    share.hi_infinite ? INFINITY : mpq_get_d(share.hi);

		all++;
		proven[0] += !share.lo_loose;
		proven[1] += !share.hi_loose;
		ck_assert_msg(is_lo <= lo + NEAR && is_hi >= hi - NEAR,
		    "[%g, %g] within [%g, %g]", lo, hi, is_lo, is_hi);
		ck_assert_msg(share.lo_loose || is_lo >= lo - NEAR,
		    "low %g is not reached: %g", is_lo, lo);
		ck_assert_msg(share.hi_loose || is_hi <= hi + NEAR,
		    "high %g is not reached: %g", is_hi, hi);
	}
	exact_clear(&amount);
	exact_clear(&mass);
	exact_clear(&share);
	trace_free(t);
	findings_free(&f);
	make_free(&p.m);
}

START_TEST(some_way_to_fill_what_is_open_reaches_the_ends)
{
	state = (uint64_t)_i + 1;
	proven[0] = proven[1] = all = 0;
	for (int round = 0; round < 200; round++)
		check_product();
	/* mostly they are proven */
	ck_assert_uint_ge(proven[0] * 10, all * 8);
	ck_assert_uint_ge(proven[1] * 10, all * 8);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_loop_test(
	    tc, some_way_to_fill_what_is_open_reaches_the_ends, 0, 10);
}

int
main(void)
{
	return run_suite("ratio against every corner", add);
}
