/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Property: whatever is true of a product lies within its bounds.
 *
 * A random product is invented in full: what each item truly holds, of which
 * origin, in which quantities.  Then part of the truth is told: masses or
 * not, amounts exactly, as ranges, as limits, as totals, origins of some
 * stages.  The true totals are computed by another way, one path after the
 * other, in rationals; they must lie within the bounds, exactly and in
 * doubles.  Where all is told, the bounds must be the truth itself.
 */
#include "core/trace/trace.h"
#include "tests/property/dice.h"
#include "tests/unit/build.h"
#include "tests/unit/run.h"

#include <math.h>
#include <stdio.h>

#define ITEMS 9
#define SPECIES 4 /* Dy, Nd, Ce and what is no rare earth */
#define ROUNDS 1500

static const char *const symbol[SPECIES - 1] = { "Dy", "Nd", "Ce" };

/* The truth about one item; masses in mg. */
struct truth {
	long own[SPECIES];    /* per piece, its parts left out */
	long cn[SPECIES - 1]; /* percent of it that is Chinese in truth */
	long stage[2];        /* percent at mining, at separation */
	long uses[ITEMS];     /* quantity in thousandths of later items */
	bool used[ITEMS];
	bool mass_told, told_all, total_told;
};

static struct truth truth[ITEMS];

static void
invent(bool tell_all)
{
	memset(truth, 0, sizeof(truth));
	for (int i = 0; i < ITEMS; i++) {
		struct truth *t = &truth[i];
		bool leaf = i >= ITEMS / 2;
		long most;

		for (int s = 0; s < SPECIES; s++)
			if (leaf ? pick(2) : pick(6) == 0)
				t->own[s] = pick(20000);
		t->own[SPECIES - 1] += leaf ? 1 + pick(1000) : 0;
		t->stage[0] = pick(5) * 25;
		t->stage[1] = pick(5) * 25;
		most = t->stage[0] + t->stage[1];
		most = most > 100 ? 100 : most;
		for (int s = 0; s < SPECIES - 1; s++) {
			long least = t->stage[0] > t->stage[1] ? t->stage[0]
							       : t->stage[1];
			t->cn[s] = least + pick(most - least + 1);
		}
		t->told_all = tell_all || pick(3) == 0;
		t->mass_told = tell_all || pick(3) > 0;
		for (int k = i + 1; !leaf && k < ITEMS; k++) {
			t->used[k] = pick(3) == 0 || k == i + 1;
			t->uses[k] = 1 + pick(3000);
		}
	}
}

/* The true content of one piece of item i: Dy, all, all Chinese, mass. */
struct true_sums {
	mpq_t of[SPECIES], all, cn, mass;
};

/* Adds q times what item i truly holds, path by path. */
static void
explode(int i, const mpq_t q, struct true_sums *t)
{
	mpq_t part, below;

	mpq_inits(part, below, NULL);
	for (int s = 0; s < SPECIES; s++) {
		mpq_set_si(part, truth[i].own[s], 1000);
		mpq_canonicalize(part);
		mpq_mul(part, part, q);
		mpq_add(t->of[s], t->of[s], part);
		if (s == SPECIES - 1)
			continue;
		mpq_set_si(below, truth[i].cn[s], 100);
		mpq_canonicalize(below);
		mpq_mul(part, part, below);
		mpq_add(t->cn, t->cn, part);
	}
	for (int k = 0; k < ITEMS; k++) {
		if (!truth[i].used[k])
			continue;
		mpq_set_si(part, truth[i].uses[k], 1000);
		mpq_canonicalize(part);
		mpq_mul(part, part, q);
		explode(k, part, t);
	}
	mpq_clears(part, below, NULL);
}

static void
true_sums(int i, struct true_sums *t)
{
	mpq_t one;

	mpq_inits(one, t->all, t->cn, t->mass, NULL);
	for (int s = 0; s < SPECIES; s++)
		mpq_init(t->of[s]);
	mpq_set_ui(one, 1, 1);
	explode(i, one, t);
	for (int s = 0; s < SPECIES; s++) {
		mpq_add(t->mass, t->mass, t->of[s]);
		if (s < SPECIES - 1)
			mpq_add(t->all, t->all, t->of[s]);
	}
	mpq_clear(one);
}

static void
true_clear(struct true_sums *t)
{
	mpq_clears(t->all, t->cn, t->mass, NULL);
	for (int s = 0; s < SPECIES; s++)
		mpq_clear(t->of[s]);
}

static void
part_name(char name[16], int i)
{
	snprintf(name, 16, "I%d", i);
}

/* Thousandths as decimal text. */
static void
milli(char text[32], long v)
{
	snprintf(text, 32, "%ld.%03ld", v / 1000, v % 1000);
}

/* An amount that is true of v: exact, a range, a limit; not told_all only. */
static void
tell_amount(char text[100], long v, bool exact)
{
	char lo[32], hi[32];
	long a = pick(4), b = pick(4);

	milli(lo, v - (a == 0 ? 0 : pick(v / 2 + 1)));
	milli(hi, v + (b == 0 ? 0 : pick(v + 10)));
	if (exact || pick(3) == 0) {
		milli(text, v);
		return;
	}
	if (pick(3) == 0) {
		milli(hi, v + 1 + pick(50));
		snprintf(text, 100, "[0,%s)", hi);
		return;
	}
	snprintf(text, 100, "[%s,%s]", lo, hi);
}

static void
tell_item(struct make *m, int i)
{
	struct truth *t = &truth[i];
	struct item *it;
	struct true_sums sums;
	char name[16], text[NUM_TEXT];
	bool lists_all = true;

	part_name(name, i);
	true_sums(i, &sums);
	num_format_exact(text, sums.mass);
	it = make_item(
	    m, name, t->mass_told && strchr(text, '/') == NULL ? text : NULL);
	it->form = FORM_OXIDE;
	for (int s = 0; s < SPECIES - 1; s++) {
		if (!t->told_all && pick(2) == 0) {
			lists_all = lists_all && t->own[s] == 0;
			continue;
		}
		if (t->own[s] == 0 && pick(2) == 0 && !t->told_all)
			continue;
		tell_amount(text, t->own[s], t->told_all);
		make_line(m, name, symbol[s], text, false)->scope = SCOPE_OWN;
	}
	if (t->told_all || (lists_all && pick(2) == 0)) {
		milli(text, t->own[SPECIES - 1]);
		make_inert(m, name, text, false)->scope = SCOPE_OWN;
		make_complete(m, name)->scope = SCOPE_OWN;
	} else if (pick(2) == 0) {
		milli(text, t->own[SPECIES - 1] / 2);
		make_inert(m, name, text, false)->scope = SCOPE_OWN;
	}
	/* a true total on top, now and then */
	num_format_exact(text, sums.of[0]);
	t->total_told =
	    i < ITEMS / 2 && pick(3) == 0 && strchr(text, '/') == NULL;
	if (t->total_told)
		make_line(m, name, symbol[0], text, false)->scope = SCOPE_TOTAL;
	true_clear(&sums);
}

static void
tell_origin(struct make *m, int i)
{
	static const enum stage stages[2] = { STAGE_MINING, STAGE_SEPARATION };
	char name[16], share[32];

	if (truth[i].total_told)
		return; /* the origins would speak of the total */
	part_name(name, i);
	make_origin(m, name, STAGE_BENEFICIATION, "AU", "1");
	for (int k = 0; k < 2; k++) {
		long cn = truth[i].stage[k];

		if (!truth[i].told_all && pick(3) == 0)
			continue;
		snprintf(share, sizeof(share), "%ld.%02ld", cn / 100, cn % 100);
		make_origin(m, name, stages[k], "CN", share);
		cn = 100 - cn;
		snprintf(share, sizeof(share), "%ld.%02ld", cn / 100, cn % 100);
		make_origin(m, name, stages[k], "AU", share);
	}
}

static void
tell(struct make *m)
{
	char a[16], b[16], q[32];

	make_init(m);
	for (int i = 0; i < ITEMS; i++)
		tell_item(m, i);
	for (int i = 0; i < ITEMS; i++) {
		part_name(a, i);
		for (int k = 0; k < ITEMS; k++) {
			if (!truth[i].used[k])
				continue;
			part_name(b, k);
			milli(q, truth[i].uses[k]);
			make_use(m, a, b, q);
		}
		tell_origin(m, i);
	}
	make_linked(m);
}

/* The columns of this test. */
enum { DY, SUM, CN, NCHANNEL };

/* How often doubles were asked, and how often they left it to the exact. */
static unsigned asked_doubles, told_nothing;

/* Where an error bound is infinite the doubles claim nothing (interval.h). */
static void
doubles_agree(const struct exact *x, const struct bounds *d)
{
	asked_doubles++;
	if (!isfinite(d->lo_err) || !isfinite(d->hi_err)) {
		told_nothing++;
		return;
	}
	ck_assert(x->lo_infinite == !isfinite(d->lo));
	ck_assert(x->hi_infinite == !isfinite(d->hi));
	ck_assert(x->lo_infinite ||
		  fabs(mpq_get_d(x->lo) - d->lo) <= d->lo_err * 1.01 + 1e-290);
	ck_assert(x->hi_infinite ||
		  fabs(mpq_get_d(x->hi) - d->hi) <= d->hi_err * 1.01 + 1e-290);
}

static void
within(const struct trace *t, size_t column, uint32_t item, mpq_srcptr v,
    bool point)
{
	struct error err = { 0 };
	struct bounds d;
	struct exact x;

	exact_init(&x);
	ck_assert_int_eq(trace_exact(t, column, &item, 1, &x, &err), ST_OK);
	if (!x.lo_infinite)
		ck_assert_int_le(mpq_cmp(x.lo, v), x.lo_open ? -1 : 0);
	if (!x.hi_infinite)
		ck_assert_int_ge(mpq_cmp(x.hi, v), x.hi_open ? 1 : 0);
	if (point) {
		ck_assert(!x.lo_infinite && !x.hi_infinite);
		ck_assert(mpq_equal(x.lo, v) != 0);
		ck_assert(mpq_equal(x.hi, v) != 0);
	}
	trace_bounds(t, column, item, &d);
	doubles_agree(&x, &d);
	exact_clear(&x);
}

/* The answers of all items at once, against those of a visitor. */
struct visited {
	const struct exact *want; /* [ITEMS] */
	uint32_t seen;            /* bit per item */
};

static enum status
visit(void *to, uint32_t item, const struct exact *x)
{
	struct visited *v = to;
	const struct exact *w = &v->want[item];

	ck_assert((v->seen >> item & 1) == 0);
	v->seen |= 1u << item;
	ck_assert(x->lo_infinite == w->lo_infinite);
	ck_assert(x->hi_infinite == w->hi_infinite);
	ck_assert(x->lo_open == w->lo_open && x->hi_open == w->hi_open);
	ck_assert(mpq_equal(x->lo, w->lo) && mpq_equal(x->hi, w->hi));
	return ST_OK;
}

static void
visits_agree(const struct trace *t, size_t column)
{
	uint32_t item[ITEMS + 1], asked = 0;
	struct error err = { 0 };
	struct exact x[ITEMS];
	struct visited v = { x, 0 };
	size_t n = 0;

	for (uint32_t i = 0; i < ITEMS; i++)
		exact_init(&x[i]);
	for (uint32_t i = 0; i < ITEMS; i++)
		item[i] = i;
	ck_assert_int_eq(trace_exact(t, column, item, ITEMS, x, &err), ST_OK);
	for (uint32_t i = 0; i < ITEMS; i++)
		if (pick(3) > 0) {
			item[n++] = i;
			asked |= 1u << i;
		}
	item[n] = item[0]; /* one twice */
	n += n > 0;
	ck_assert_int_eq(
	    trace_exact_each(t, column, item, n, visit, &v, &err), ST_OK);
	ck_assert_uint_eq(v.seen, asked);
	for (uint32_t i = 0; i < ITEMS; i++)
		exact_clear(&x[i]);
}

static void
check_product(bool tell_all)
{
	struct channel ch[NCHANNEL] = { { .elements = make_elements("Dy") },
		{ .elements = ALL_ELEMENTS },
		{ .elements = ALL_ELEMENTS,
		    .policy = POLICY_ANY_STAGE,
		    .country = { "CN" } } };
	struct margin mg;
	struct plan plan = { ch, NCHANNEL, &mg, 1 };
	struct findings f = { 0 };
	struct error err = { 0 };
	struct trace *t = NULL;
	struct make m;
	mpq_t limit, v;

	mpq_inits(limit, v, NULL);
	mpq_set_si(limit, 1 + pick(9), 10);
	mpq_canonicalize(limit);
	mg = (struct margin){ SUM, limit };
	invent(tell_all);
	tell(&m);
	ck_assert_int_eq(trace_run(&m.b, &plan, 1, &t, &f, &err), ST_OK);
	for (uint32_t i = 0; i < ITEMS; i++) {
		struct true_sums s;

		true_sums((int)i, &s);
		within(t, COLUMN_MASS, i, s.mass, tell_all);
		within(t, COLUMN_CHANNEL(DY), i, s.of[0], tell_all);
		within(t, COLUMN_CHANNEL(SUM), i, s.all, tell_all);
		within(t, COLUMN_CHANNEL(CN), i, s.cn, false);
		mpq_mul(v, limit, s.mass);
		mpq_sub(v, s.all, v);
		within(t, COLUMN_MARGIN(&plan, 0), i, v, tell_all);
		true_clear(&s);
	}
	for (size_t c = 0; c <= COLUMN_MARGIN(&plan, 0); c++)
		visits_agree(t, c);
	trace_free(t);
	findings_free(&f);
	make_free(&m);
	mpq_clears(limit, v, NULL);
}

START_TEST(truth_lies_within_the_bounds)
{
	state = (uint64_t)_i + 1;
	for (int round = 0; round < ROUNDS / 10; round++)
		check_product(false);
	/* a filter that passes nothing on would prove nothing */
	ck_assert_uint_lt(told_nothing, asked_doubles * 3 / 10);
}
END_TEST

START_TEST(bounds_are_the_truth_where_all_is_told)
{
	state = (uint64_t)_i + 101;
	for (int round = 0; round < ROUNDS / 30; round++)
		check_product(true);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_loop_test(tc, truth_lies_within_the_bounds, 0, 10);
	tcase_add_loop_test(tc, bounds_are_the_truth_where_all_is_told, 0, 5);
}

int
main(void)
{
	return run_suite("trace against the truth", add);
}
