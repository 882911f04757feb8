/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Property: how much more a product holds is what one gets by filling the
 * gaps of all its parts, those that did not change alike on both sides.
 *
 * Random products of complete assemblies and leaves, each leaf with an
 * interval of neodymium; in the second product quantities and leaves are
 * changed.  Quantities are found by walking every way down; the least and
 * greatest difference follows leaf by leaf.
 */
#include "core/report/diff/gained.h"

#include "tests/unit/build.h"
#include "tests/unit/run.h"

#include <stdio.h>

#define ROUNDS 3000
#define ASSEMBLIES 4
#define LEAVES 5
#define ITEMS (ASSEMBLIES + LEAVES)

static uint64_t state;

static unsigned
pick(unsigned n)
{
	state = state * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)(state >> 33) % n;
}

/* Quantities of each item in each assembly, and [tenths of g] in a leaf; an
 * upper end of 0 is none. */
struct spec {
	unsigned use[ASSEMBLIES][ITEMS];
	unsigned lo[LEAVES], hi[LEAVES];
};

static void
invent(struct spec *s)
{
	memset(s, 0, sizeof(*s));
	for (int a = 0; a < ASSEMBLIES; a++)
		for (int i = a + 1; i < ITEMS; i++)
			if (pick(2) == 0 || i == a + 1)
				s->use[a][i] = 1 + pick(3);
	for (int l = 0; l < LEAVES; l++) {
		s->lo[l] = pick(5);
		s->hi[l] = pick(3) == 0 ? s->lo[l] : s->lo[l] + 1 + pick(9);
		if (pick(6) == 0)
			s->hi[l] = 0;
	}
}

static void
mutate(struct spec *s)
{
	for (unsigned n = 1 + pick(3); n > 0; n--) {
		unsigned l = pick(LEAVES);
		int a = (int)pick(ASSEMBLIES);
		int i = a + 1 + (int)pick((unsigned)(ITEMS - a - 1));

		if (pick(2) == 0)
			s->lo[l]++, s->hi[l] += s->hi[l] > 0;
		else if (i != a + 1)
			s->use[a][i] = pick(4);
		else
			s->use[a][i]++;
	}
}

static void
build(struct make *m, const struct spec *s)
{
	char name[16], other[16], text[40];

	make_init(m);
	for (int i = 0; i < ITEMS; i++) {
		snprintf(name, sizeof(name), "P%d", i);
		make_item(m, name, i < ASSEMBLIES ? NULL : "100")->flags =
		    ITEM_COMPLETE;
	}
	for (int a = 0; a < ASSEMBLIES; a++)
		for (int i = a + 1; i < ITEMS; i++) {
			if (s->use[a][i] == 0)
				continue;
			snprintf(name, sizeof(name), "P%d", a);
			snprintf(other, sizeof(other), "P%d", i);
			snprintf(text, sizeof(text), "%u", s->use[a][i]);
			make_use(m, name, other, text);
		}
	for (int l = 0; l < LEAVES; l++) {
		snprintf(name, sizeof(name), "P%d", ASSEMBLIES + l);
		if (s->hi[l] > 0)
			snprintf(text, sizeof(text), "[%u.%u,%u.%u]",
			    s->lo[l] / 10, s->lo[l] % 10, s->hi[l] / 10,
			    s->hi[l] % 10);
		else
			snprintf(text, sizeof(text), "[%u.%u,)", s->lo[l] / 10,
			    s->lo[l] % 10);
		make_line(m, name, "Nd", text, false);
	}
	make_linked(m);
}

/* One side, held against nothing: one channel of all rare earths. */
struct held_side {
	struct make m;
	struct channel ch;
	struct rulebook book;
	struct trace *trace;
	struct findings f;
	struct checked c;
};

static void
open_side(struct held_side *x, const struct spec *s)
{
	struct error err = { 0 };

	memset(x, 0, sizeof(*x));
	build(&x->m, s);
	x->ch = (struct channel){ .elements = ALL_ELEMENTS,
		.measure = MEASURE_MASS,
		.policy = POLICY_EVERY };
	x->book.plan = (struct plan){ .channel = &x->ch, .nchannel = 1 };
	x->book.report.every[NELEM] = COLUMN_CHANNEL(0);
	ck_assert_int_eq(
	    trace_run(&x->m.b, &x->book.plan, 1, &x->trace, &x->f, &err),
	    ST_OK);
	x->c = (struct checked){
		.bom = &x->m.b, .book = &x->book, .trace = x->trace
	};
}

static void
close_side(struct held_side *x)
{
	trace_free(x->trace);
	findings_free(&x->f);
	make_free(&x->m);
}

/* How many of an item are in assembly a: every way. */
static unsigned long
walk(const struct spec *s, int a, int item)
{
	unsigned long n = 0;

	if (a == item)
		return 1;
	for (int i = a + 1; a < ASSEMBLIES && i < ITEMS; i++)
		if (s->use[a][i] > 0)
			n += s->use[a][i] * walk(s, i, item);
	return n;
}

/* [tenths of g] A leaf of mass 100 g holds no more than that. */
static long
most(const struct spec *s, int l)
{
	return s->hi[l] > 0 ? s->hi[l] : 1000;
}

static void
expect(const struct spec *old, const struct spec *now, long *lo, long *hi)
{
	*lo = *hi = 0;
	for (int l = 0; l < LEAVES; l++) {
		long q = (long)walk(old, 0, ASSEMBLIES + l);
		long r = (long)walk(now, 0, ASSEMBLIES + l);
		bool same =
		    old->lo[l] == now->lo[l] && old->hi[l] == now->hi[l];

		if (same && q > 0 && r > 0) {
			*lo +=
			    (r - q) * (r > q ? (long)old->lo[l] : most(old, l));
			*hi +=
			    (r - q) * (r > q ? most(old, l) : (long)old->lo[l]);
		} else {
			*lo += r * (long)now->lo[l] - q * most(old, l);
			*hi += r * most(now, l) - q * (long)old->lo[l];
		}
	}
}

static void
is_tenths(mpq_srcptr q, long tenths)
{
	mpq_t want;

	mpq_init(want);
	mpq_set_si(want, tenths, 10);
	mpq_canonicalize(want);
	ck_assert_msg(mpq_equal(q, want) != 0, "%f, not %ld tenths",
	    mpq_get_d(q), tenths);
	mpq_clear(want);
}

static void
try_once(void)
{
	const size_t column[SIDES] = { COLUMN_CHANNEL(0), COLUMN_CHANNEL(0) };
	struct held_side side[SIDES];
	struct spec old, now;
	struct difference d;
	struct compared x = { .c = { &side[OLD].c, &side[NEW].c }, .d = &d };
	struct error err = { 0 };
	struct item_pair p;
	struct gained g;
	struct exact more;
	long lo, hi;

	invent(&old);
	now = old;
	mutate(&now);
	open_side(&side[OLD], &old);
	open_side(&side[NEW], &now);
	ck_assert_int_eq(
	    differ_find(&d, &side[OLD].m.b, &side[NEW].m.b, &err), ST_OK);
	p = (struct item_pair){ { make_find(&side[OLD].m, "P0"),
	    make_find(&side[NEW].m, "P0") } };
	exact_init(&more);
	ck_assert(gained_make(&g, &x));
	ck_assert_int_eq(gained_open(&g, &p, 1, &err), ST_OK);
	ck_assert(gained_get(&g, column, &more, &err));
	expect(&old, &now, &lo, &hi);
	ck_assert(!more.lo_infinite && !more.hi_infinite);
	is_tenths(more.lo, lo);
	is_tenths(more.hi, hi);
	gained_free(&g);
	exact_clear(&more);
	difference_free(&d);
	close_side(&side[OLD]);
	close_side(&side[NEW]);
}

START_TEST(what_did_not_change_is_filled_once)
{
	for (int i = 0, n = run_rounds(ROUNDS); i < n; i++) {
		state = (unsigned)i * 7919u + 3;
		try_once();
	}
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_test(tc, what_did_not_change_is_filled_once);
}

int
main(void)
{
	return run_suite("gained", add);
}
