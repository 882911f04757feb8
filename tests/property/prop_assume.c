/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Property: a true assumption only narrows, and an assumption never goes
 * against what is declared.
 *
 * A product is invented in full and told in part.  Assumptions are made from
 * the truth about what was not told: with them every bound lies within the
 * bound by the documents alone, and the truth within both.  Where everything
 * is told, assumptions that are wild lies touch nothing at all.
 */
#include "core/bom/link/assume.h"
#include "core/trace/trace.h"

#include "core/base/xml.h"
#include "tests/property/dice.h"
#include "tests/unit/build.h"
#include "tests/unit/run.h"

#include <stdarg.h>
#include <stdio.h>

#define ITEMS 8
#define CHANNELS 4

/* The truth about one item; masses in mg, its parts left out. */
static struct {
	long dy, nd, iron;
	bool chinese; /* mined in China, else in Australia */
	long uses[ITEMS];
	bool tells[2]; /* its Dy, its Nd */
	bool tells_complete, tells_origin, tells_mass;
} truth[ITEMS];

static void
invent(bool tell_all)
{
	memset(truth, 0, sizeof(truth));
	for (int i = 0; i < ITEMS; i++) {
		truth[i].dy = pick(3) ? 0 : pick(5000);
		truth[i].nd = pick(3) ? 0 : pick(5000);
		truth[i].iron = 1 + pick(9000);
		truth[i].chinese = pick(2) == 0;
		truth[i].tells[0] = tell_all || pick(2) == 0;
		truth[i].tells[1] = tell_all || pick(2) == 0;
		truth[i].tells_complete = tell_all || pick(4) == 0;
		truth[i].tells_origin = tell_all || pick(2) == 0;
		truth[i].tells_mass = tell_all || pick(2) == 0;
		for (int k = i + 1; k < ITEMS; k++)
			truth[i].uses[k] = pick(3) == 0 ? 1 + pick(3) : 0;
	}
}

/* [mg] Dy, all, all Chinese, mass: of one piece with its parts. */
static void
true_sums(int i, long q, long sum[CHANNELS])
{
	long rare = truth[i].dy + truth[i].nd;

	sum[0] += q * truth[i].dy;
	sum[1] += q * rare;
	sum[2] += truth[i].chinese ? q * rare : 0;
	sum[3] += q * (rare + truth[i].iron);
	for (int k = 0; k < ITEMS; k++)
		if (truth[i].uses[k] > 0)
			true_sums(k, q * truth[i].uses[k], sum);
}

static void
milli(char text[32], long v)
{
	snprintf(text, 32, "%ld.%03ld", v / 1000, v % 1000);
}

static void
tell_item(struct make *m, int i)
{
	long sum[CHANNELS] = { 0 };
	char name[16], text[32];

	snprintf(name, sizeof(name), "I%d", i);
	true_sums(i, 1, sum);
	milli(text, sum[3]);
	make_item(m, name, truth[i].tells_mass ? text : NULL)->form =
	    FORM_OXIDE;
	for (int e = 0; e < 2; e++) {
		if (!truth[i].tells[e])
			continue;
		milli(text, e == 0 ? truth[i].dy : truth[i].nd);
		make_line(m, name, e == 0 ? "Dy" : "Nd", text, false)->scope =
		    SCOPE_OWN;
	}
	/* a list that is complete is one that has everything */
	if (truth[i].tells_complete &&
	    (truth[i].tells[0] || truth[i].dy == 0) &&
	    (truth[i].tells[1] || truth[i].nd == 0))
		make_complete(m, name)->scope = SCOPE_OWN;
	make_origin(m, name, STAGE_BENEFICIATION, "AU", "1");
	make_origin(m, name, STAGE_SEPARATION, "AU", "1");
	if (truth[i].tells_origin)
		make_origin(
		    m, name, STAGE_MINING, truth[i].chinese ? "CN" : "AU", "1");
}

static void
tell(struct make *m)
{
	char a[16], b[16], q[32];

	make_init(m);
	for (int i = 0; i < ITEMS; i++)
		tell_item(m, i);
	for (int i = 0; i < ITEMS; i++)
		for (int k = 0; k < ITEMS; k++) {
			if (truth[i].uses[k] == 0)
				continue;
			snprintf(a, sizeof(a), "I%d", i);
			snprintf(b, sizeof(b), "I%d", k);
			snprintf(q, sizeof(q), "%ld", truth[i].uses[k]);
			make_use(m, a, b, q);
		}
}

static char text[20000];

static void __attribute__((format(printf, 1, 2))) say(const char *fmt, ...)
{
	size_t used = strlen(text);
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text + used, sizeof(text) - used, fmt, ap);
	va_end(ap);
}

#define WHO "reason='R' author='A' until='2099-12-31'"

/* What is true of an item, in all four ways, if it is. */
static void
assume_truth(int i)
{
	long sum[CHANNELS] = { 0 };
	char mass[32];

	if (pick(2) == 0 && truth[i].dy == 0 && truth[i].nd == 0)
		say("<holds-none id='n%d' " WHO "><items part='I%d'/>"
		    "</holds-none>",
		    i, i);
	if (pick(2) == 0 && (truth[i].dy == 0 || truth[i].tells[0]) &&
	    (truth[i].nd == 0 || truth[i].tells[1]))
		say("<complete id='c%d' " WHO "><items part='I%d'/>"
		    "</complete>",
		    i, i);
	if (pick(2) == 0)
		say("<origin id='o%d' " WHO " stage='mining' country='%s'>"
		    "<items part='I%d'/></origin>",
		    i, truth[i].chinese ? "CN" : "AU", i);
	true_sums(i, 1, sum);
	milli(mass, sum[3]);
	if (pick(2) == 0)
		say("<mass id='m%d' " WHO " is='%s g'><items part='I%d'/>"
		    "</mass>",
		    i, mass, i);
}

static void
assume_lies(int i)
{
	say("<holds-none id='n%d' " WHO "><items part='I%d'/></holds-none>"
	    "<complete id='c%d' " WHO "><items part='I%d'/></complete>"
	    "<origin id='o%d' " WHO " stage='%s' country='US'>"
	    "<items part='I%d'/></origin>"
	    "<mass id='m%d' " WHO " is='1 kg'><items part='I%d'/></mass>",
	    i, i, i, i, i, i % 2 ? "mining" : "separation", i, i, i);
}

static void
read_assumptions(struct make *m, struct assumptions *a, void (*of)(int))
{
	struct bytes bytes;

	snprintf(text, sizeof(text),
	    "<assumptions xmlns='urn:retrace:assumptions:1' id='x'>");
	for (int i = 0; i < ITEMS; i++)
		of(i);
	say("</assumptions>");
	bytes = (struct bytes){ strdup(text), strlen(text) };
	if (assumptions_read_bytes(
		a, &m->b, "a.xml", &bytes, 20260301, &m->f) != ST_OK)
		ck_abort_msg("%s", m->f.first.text);
	make_linked(m);
}

/* Does y lie within x? */
static bool
within(const struct exact *x, const struct exact *y)
{
	int lo = mpq_cmp(y->lo, x->lo);
	int hi = x->hi_infinite   ? -1
		 : y->hi_infinite ? 1
				  : mpq_cmp(y->hi, x->hi);

	return (lo > 0 || (lo == 0 && (y->lo_open || !x->lo_open))) &&
	       (hi < 0 || (hi == 0 && (y->hi_open || !x->hi_open)));
}

static void
ask(const struct trace *t, size_t column, uint32_t item, struct exact *x)
{
	struct error err = { 0 };

	ck_assert_int_eq(trace_exact(t, column, &item, 1, x, &err), ST_OK);
}

static void
hold(const struct make *m, const struct assumed *with)
{
	struct channel ch[3] = { { .elements = make_elements("Dy") },
		{ .elements = ALL_ELEMENTS },
		{ .elements = ALL_ELEMENTS,
		    .policy = POLICY_ANY_STAGE,
		    .country = { "CN" } } };
	struct plan plan = { ch, 3, NULL, 0 };
	struct findings f = { 0 };
	struct error err = { 0 };
	struct trace *t = NULL, *u = NULL;
	struct exact law, assumed, is;

	exact_init(&law);
	exact_init(&assumed);
	exact_init(&is);
	ck_assert_int_eq(trace_run(&m->b, &plan, 1, &t, &f, &err), ST_OK);
	ck_assert_int_eq(trace_run(&with->bom, &plan, 1, &u, &f, &err), ST_OK);
	for (uint32_t i = 0; i < ITEMS; i++) {
		long sum[CHANNELS] = { 0 };

		true_sums((int)i, 1, sum);
		for (size_t c = 0; c < CHANNELS; c++) {
			size_t column = c < 3 ? COLUMN_CHANNEL(c) : COLUMN_MASS;

			ask(t, column, i, &law);
			ask(u, column, i, &assumed);
			mpq_set_si(is.lo, sum[c], 1000);
			mpq_canonicalize(is.lo);
			mpq_set(is.hi, is.lo);
			if (!within(&law, &assumed) || !within(&assumed, &is))
				ck_abort_msg(
				    "item %u, column %zu\n%s", i, c, text);
		}
	}
	exact_clear(&law);
	exact_clear(&assumed);
	exact_clear(&is);
	trace_free(t);
	trace_free(u);
	findings_free(&f);
}

static size_t touched;

static void
check_product(bool tell_all)
{
	struct assumptions a = { 0 };
	struct assumed with;
	struct make m;

	invent(tell_all);
	tell(&m);
	read_assumptions(&m, &a, tell_all ? assume_lies : assume_truth);
	ck_assert_int_eq(assume_make(&with, &m.b, &a, &m.f), ST_OK);
	touched += with.ntouch;
	if (tell_all)
		ck_assert_uint_eq(with.ntouch, 0);
	else
		hold(&m, &with);
	assumed_free(&with);
	assumptions_free(&a);
	make_free(&m);
}

START_TEST(true_assumptions_narrow_and_keep_the_truth)
{
	xml_start();
	state = (uint64_t)_i + 1;
	touched = 0;
	for (int round = 0; round < 60; round++)
		check_product(false);
	ck_assert_uint_gt(touched, 100);
}
END_TEST

START_TEST(where_all_is_told_lies_touch_nothing)
{
	xml_start();
	state = (uint64_t)_i + 101;
	for (int round = 0; round < 30; round++)
		check_product(true);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_loop_test(
	    tc, true_assumptions_narrow_and_keep_the_truth, 0, 5);
	tcase_add_loop_test(tc, where_all_is_told_lies_touch_nothing, 0, 3);
}

int
main(void)
{
	return run_suite("assumptions", add);
}
