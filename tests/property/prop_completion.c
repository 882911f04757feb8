/* SPDX-License-Identifier: Apache-2.0 */
/*
 * Property: bounds hold for every completion of the gaps, and are reached.
 *
 * A random product of a few items says something of what is in it, and leaves
 * gaps.  What it says is written as linear conditions on what is truly in each
 * item (completion.h); so the least and the greatest of any completion are
 * linear programs, which know nothing of how the roll-up goes about it.  No
 * completion may lie outside of the bounds; and unless an end is marked as not
 * proven, some completion has it, or comes as near as one likes if the end is
 * open.  Doubles and rationals say the same.
 *
 * A product that fails is cut down as far as it still does, and printed.
 */
#include "core/bom/link/link.h"
#include "core/bom/read.h"
#include "core/trace/trace.h"
#include "tests/property/completion.h"
#include "tests/property/pool.h"
#include "tests/unit/run.h"

#include <stdlib.h>

#define BATCH 20    /* products in one file */
#define ROUNDS 3100 /* of twenty loops each */
#define NEAR 1e-7

enum fault { NO_FAULT, BEYOND, NOT_REACHED, DOUBLES };

/* Of a sanitised build: where memory came from is not worth its time here. */
const char *__asan_default_options(void);

const char *
__asan_default_options(void)
{
	return "malloc_context_size=0:quarantine_size_mb=1";
}

static struct substance_table chem;
static char said_fault[400];
static size_t graphs, ends, proven;

static const char *const names[ASKED] = { "mass", "Dy", "all", "Chinese",
	"margin of Dy", "margin of all", "margin of Chinese", "share of Dy",
	"share of all", "share of Chinese" };

/* One end of the product, upside down if it is the lower one. */
struct side {
	double v;
	bool infinite, open, loose;
};

static struct side
side_of(const struct exact *x, bool most)
{
	if (most)
		return (struct side){ mpq_get_d(x->hi), x->hi_infinite,
			x->hi_open, x->hi_loose };
	return (struct side){ -mpq_get_d(x->lo), x->lo_infinite, x->lo_open,
		x->lo_loose };
}

/* What is wrong with one end; NULL: nothing. */
static const char *
compare_end(const struct side *s, const struct end *e, enum fault *fault)
{
	double room = NEAR * (1 + fabs(s->v));

	*fault = BEYOND;
	if (!s->infinite && (e->infinite || e->x.v > s->v + room))
		return "a completion is beyond it";
	if (!s->infinite && s->open && e->x.v > s->v - room && e->x.e > -NEAR)
		return "a completion reaches the open end";
	*fault = NOT_REACHED;
	if (s->loose || (s->infinite && e->infinite))
		return NULL;
	if (s->infinite)
		return "no completion goes so far";
	if (e->x.v < s->v - room)
		return "no completion comes near";
	if (!s->open && e->x.e < -NEAR)
		return "no completion reaches the closed end";
	return NULL;
}

static enum fault
check_end(int what, bool most, const struct exact *x, const struct ends *truth)
{
	const struct end *e = most ? &truth->hi[what] : &truth->lo[what];
	struct side s = side_of(x, most);
	double sign = most ? 1 : -1;
	enum fault fault;
	const char *text;

	if (!e->some)
		return NO_FAULT;
	ends++;
	proven += !s.loose;
	text = compare_end(&s, e, &fault);
	if (text == NULL || (fault == NOT_REACHED && truth->torn))
		return NO_FAULT;
	snprintf(said_fault, sizeof(said_fault),
	    "%s, %s: %s%s%.12g%s, completions %s%.12g%s: %s", names[what],
	    most ? "most" : "least", s.loose ? "~" : "",
	    s.infinite ? "infinite " : "", sign * s.v, s.open ? " open" : "",
	    e->infinite ? "infinite " : "", sign * e->x.v,
	    e->x.e < -NEAR ? " open" : "", text);
	return fault;
}

static enum fault
check_ends(int what, const struct exact *x, const struct ends *truth)
{
	enum fault fault = check_end(what, true, x, truth);

	return fault != NO_FAULT ? fault : check_end(what, false, x, truth);
}

static bool
near(double x, double y, double err)
{
	return !isfinite(err) || fabs(x - y) <= err * 1.01 + 1e-290;
}

/* Doubles, as far as they claim anything, have the exact ends. */
static enum fault
check_doubles(
    const struct trace *t, size_t column, uint32_t item, const struct exact *x)
{
	struct bounds d;

	trace_bounds(t, column, item, &d);
	if (!isfinite(d.lo_err) || !isfinite(d.hi_err) ||
	    (x->lo_infinite == !isfinite(d.lo) &&
		x->hi_infinite == !isfinite(d.hi) &&
		(x->lo_infinite || near(mpq_get_d(x->lo), d.lo, d.lo_err)) &&
		(x->hi_infinite || near(mpq_get_d(x->hi), d.hi, d.hi_err))))
		return NO_FAULT;
	snprintf(said_fault, sizeof(said_fault),
	    "P%u, column %zu: %g (+- %g) .. %g (+- %g) in doubles, %s%g .. "
	    "%s%g exactly",
	    item, column, d.lo, d.lo_err, d.hi, d.hi_err,
	    x->lo_infinite ? "infinite " : "", mpq_get_d(x->lo),
	    x->hi_infinite ? "infinite " : "", mpq_get_d(x->hi));
	return DOUBLES;
}

/* Several products in one file, and one channel. */
struct batch {
	const struct product *p; /* [n] */
	int n, of;
	mpq_t limit;
	uint32_t item[BATCH]; /* the first one of each */
	struct trace *t;
};

/* Columns of the plan: the mass, the channel, and its margin. */
#define COLUMNS 3

/* The share of the channel in an item, and what it makes of the amount. */
static enum fault
check_share(const struct batch *b, uint32_t item, const struct exact *mass,
    struct exact *amount, const struct ends *truth)
{
	struct error err = { 0 };
	struct exact share;
	enum fault fault;

	exact_init(&share);
	ck_assert_int_eq(
	    trace_share(b->t, 0, item, amount, mass, &share, &err), ST_OK);
	fault = check_ends(OF + b->of, amount, truth);
	if (fault == NO_FAULT)
		fault = check_ends(SHARE + b->of, &share, truth);
	exact_clear(&share);
	return fault;
}

static enum fault
check_product(const struct batch *b, int k, struct exact x[COLUMNS][BATCH])
{
	const int what[COLUMNS] = { MASS, OF + b->of, MARGIN + b->of };
	enum fault fault = NO_FAULT;
	struct ends truth;

	complete(&b->p[k], 0, b->of, mpq_get_d(b->limit), &truth);
	graphs += truth.hi[MASS].some;
	for (size_t c = 0; c < COLUMNS && fault == NO_FAULT; c++) {
		fault = check_ends(what[c], &x[c][k], &truth);
		if (fault == NO_FAULT)
			fault = check_doubles(b->t, c, b->item[k], &x[c][k]);
	}
	if (fault == NO_FAULT)
		fault = check_share(b, b->item[k], &x[0][k], &x[1][k], &truth);
	return fault;
}

static void
read_batch(struct batch *batch, struct bom *b, struct findings *f)
{
	static struct product_text to;
	enum format format;
	struct bytes bytes;

	to.used = 0;
	to.first = 0;
	product_put(&to, "<bom xmlns='urn:retrace:bom:1'>\n");
	for (int k = 0; k < batch->n; k++) {
		batch->item[k] = (uint32_t)to.first;
		product_write(&batch->p[k], &to);
		to.first += batch->p[k].n;
	}
	product_put(&to, "</bom>\n");
	ck_assert(bom_init(b));
	bytes = (struct bytes){ malloc(to.used + 1), to.used };
	memcpy(bytes.p, to.text, to.used + 1);
	if (bom_read_bytes(b, &chem, "x.xml", &bytes, &format, f) != ST_OK ||
	    bom_link(b, DATE_NONE, f) != ST_OK)
		ck_abort_msg("%u:%u: %s\n%s", f->first.at.line, f->first.at.col,
		    f->first.text, to.text);
}

/* The first one with a fault goes to *which. */
static enum fault
check_products(const struct batch *b, int *which)
{
	enum fault fault = NO_FAULT;
	struct error err = { 0 };
	struct exact x[COLUMNS][BATCH];

	for (size_t c = 0; c < COLUMNS; c++) {
		for (int k = 0; k < b->n; k++)
			exact_init(&x[c][k]);
		ck_assert_int_eq(
		    trace_exact(b->t, c, b->item, (size_t)b->n, x[c], &err),
		    ST_OK);
	}
	for (*which = 0; *which < b->n && fault == NO_FAULT; (*which)++)
		fault = check_product(b, *which, x);
	--*which;
	for (size_t c = 0; c < COLUMNS; c++)
		for (int k = 0; k < b->n; k++)
			exact_clear(&x[c][k]);
	return fault;
}

/* What is asked: of which channel, against a limit in sixteenths. */
struct question {
	int of;
	unsigned limit;
};

static enum fault
check_batch(const struct product *p, int n, struct question q, int *which)
{
	const struct channel channels[3] = {
		[OF_DY] = { .elements = 1u << element_find(STR("Dy")) },
		[OF_ALL] = { .elements = ALL_ELEMENTS },
		[OF_CN] = { .elements = ALL_ELEMENTS,
		    .policy = POLICY_ANY_STAGE,
		    .country = { "CN" } }
	};
	struct batch batch = { .p = p, .n = n, .of = q.of };
	struct margin mg = { 0, batch.limit };
	struct plan plan = { &channels[q.of], 1, &mg, 1 };
	struct findings f = { 0 };
	struct error err = { 0 };
	enum fault fault;
	struct bom b;

	mpq_init(batch.limit);
	mpq_set_ui(batch.limit, q.limit, 16);
	mpq_canonicalize(batch.limit);
	read_batch(&batch, &b, &f);
	ck_assert_int_eq(trace_run(&b, &plan, 1, &batch.t, &f, &err), ST_OK);
	fault = check_products(&batch, which);
	trace_free(batch.t);
	bom_free(&b);
	findings_free(&f);
	mpq_clear(batch.limit);
	return fault;
}

static enum fault
check_one(const struct product *p, struct question q)
{
	int which;

	return check_batch(p, 1, q, &which);
}

/* ---- cutting down what fails */

static void
remove_thing(struct product *p, int i)
{
	memmove(&p->thing[i], &p->thing[i + 1],
	    (size_t)(ITEMS - 1 - i) * sizeof(p->thing[0]));
	p->n--;
	for (int k = 0; k < p->n; k++) {
		struct thing *t = &p->thing[k];

		memmove(&t->uses[i], &t->uses[i + 1],
		    (size_t)(ITEMS - 1 - i) * sizeof(t->uses[0]));
		memmove(&t->either[i], &t->either[i + 1],
		    (size_t)(ITEMS - 1 - i) * sizeof(t->either[0]));
	}
}

static void
remove_line(struct thing *t, int k)
{
	memmove(&t->line[k], &t->line[k + 1],
	    (size_t)(LINES - 1 - k) * sizeof(t->line[0]));
	t->nline--;
}

static void
simplify_said(struct said *a, int how)
{
	if (how == 0)
		a->tolerance = false;
	else if (how == 1 && !a->endless)
		a->lo = a->hi, a->lo_open = a->hi_open = false;
	else if (how == 2 && a->lo > 0)
		a->lo_open = a->hi_open = false;
	else if (how == 3 && a->lo == a->hi)
		a->lo = a->hi = a->share ? 0.5 : 1;
}

/* The step-th way to make it simpler; false: there is none. */
static bool
simplify(struct product *p, int step)
{
	enum { EACH = 8 + 2 * ITEMS + 8 * LINES };
	struct thing *t = &p->thing[step / EACH % ITEMS];
	int i = step / EACH, how = step % EACH;

	if (i >= p->n)
		return false;
	if (how == 0 && p->n > 1)
		remove_thing(p, i);
	else if (how == 1)
		t->has_mass = false;
	else if (how == 2)
		t->listed = false;
	else if (how == 3)
		t->closed = false;
	else if (how == 4)
		t->cn_lo = 0, t->cn_hi = 1;
	else if (how < 8)
		simplify_said(&t->mass, how - 4);
	else if (how < 8 + ITEMS)
		t->uses[how - 8] = t->uses[how - 8] != 0 && p->n > how - 8 &&
					   t->uses[how - 8] != 1
				       ? 1
				       : 0;
	else if (how < 8 + 2 * ITEMS)
		t->either[how - 8 - ITEMS] = false;
	else {
		int k = (how - 8 - 2 * ITEMS) / 8;

		if (k >= t->nline)
			return true;
		how = (how - 8 - 2 * ITEMS) % 8;
		if (how == 0)
			remove_line(t, k);
		else if (how == 1)
			t->line[k].each = false;
		else if (t->line[k].says != REST)
			simplify_said(&t->line[k].a, how - 3);
	}
	return true;
}

/* A leaf has no totals. */
static bool
makes_sense(const struct product *p)
{
	for (int i = 0; i < p->n; i++)
		for (int k = 0; k < p->thing[i].nline; k++)
			if (p->thing[i].line[k].total && product_is_leaf(p, i))
				return false;
	return true;
}

static void
shrink(struct product *p, struct question ask, enum fault fault)
{
	for (bool smaller = true; smaller;) {
		smaller = false;
		for (int step = 0;; step++) {
			struct product q = *p;

			if (!simplify(&q, step))
				break;
			if (memcmp(&q, p, sizeof(q)) == 0 || !makes_sense(&q) ||
			    check_one(&q, ask) != fault)
				continue;
			*p = q;
			smaller = true;
		}
	}
	check_one(p, ask);
}

static void
tell_fault(const struct product *p, struct question ask, enum fault fault)
{
	static struct product_text to;
	struct product least = *p;

	/* alone it may be sound: then the others are why */
	if (check_one(&least, ask) == fault)
		shrink(&least, ask, fault);
	to.used = 0;
	product_write(&least, &to);
	ck_abort_msg("seed %llu, limit %u/16: %s\n%s",
	    (unsigned long long)p->seed, ask.limit, said_fault, to.text);
}

START_TEST(bounds_hold_for_completions_and_are_reached)
{
	struct error err = { 0 };
	struct arena a = { 0 };
	int rounds = run_rounds(ROUNDS);

	graphs = ends = proven = 0;
	ck_assert_int_eq(substance_table_init(&chem, &a, &err), ST_OK);
	for (int round = 0; round < rounds; round++) {
		struct product p[BATCH];
		struct question ask = { round % 3, 1 + (unsigned)round % 7 };
		enum fault fault;
		int which;

		/* alternatives loosen ends of all that they are in */
		for (int k = 0; k < BATCH; k++)
			product_invent(&p[k],
			    (uint64_t)(_i * ROUNDS + round) * BATCH +
				(uint64_t)k,
			    round % 2 == 0);
		fault = check_batch(p, BATCH, ask, &which);
		if (fault != NO_FAULT)
			tell_fault(&p[which], ask, fault);
	}
	substance_table_free(&chem);
	arena_free(&a);
	/* most of them can be true, and not all ends are left unproven */
	ck_assert_uint_gt(graphs, (size_t)rounds * BATCH * 2 / 3);
	ck_assert_uint_gt(proven, ends / 2);
}
END_TEST

static void
add(TCase *tc)
{
	tcase_add_loop_test(
	    tc, bounds_hold_for_completions_and_are_reached, 0, 20);
}

int
main(void)
{
	pool_numbers();
	return run_suite("completions", add);
}
