/* SPDX-License-Identifier: Apache-2.0 */
/*
 * judge - amounts against limits; see judge.h.
 *
 * Rule by rule.  Doubles decide almost every item; the few whose amounts lie
 * within their error bound of the limit are collected per test and decided
 * exactly in one call.  A cell is the verdict, and its gap in the upper half.
 */
#include "core/rules/judge.h"

#include "core/rules/tests.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void
trace_of_bounds(
    const void *ctx, size_t column, uint32_t item, struct bounds *out)
{
	trace_bounds(ctx, column, item, out);
}

static enum status
trace_of_exact(const void *ctx, size_t column, const uint32_t *item, size_t n,
    struct exact *out, struct error *err)
{
	return trace_exact(ctx, column, item, n, out, err);
}

static enum status
trace_of_each(const void *ctx, size_t column, const uint32_t *item, size_t n,
    trace_visit visit, void *to, struct error *err)
{
	return trace_exact_each(ctx, column, item, n, visit, to, err);
}

static bool
trace_of_suspect(const void *ctx, uint32_t item)
{
	return trace_suspect(ctx, item);
}

static enum status
trace_of_share(const void *ctx, size_t column, uint32_t item,
    struct exact *amount, const struct exact *mass, struct exact *share,
    struct error *err)
{
	return trace_share(
	    ctx, column - COLUMN_CHANNEL(0), item, amount, mass, share, err);
}

struct evidence
evidence_of(const struct trace *t)
{
	return (struct evidence){ t, trace_of_bounds, trace_of_exact,
		trace_of_suspect, trace_of_share, trace_of_each };
}

static void
no_bounds(const void *ctx, size_t column, uint32_t item, struct bounds *out)
{
	trace_bounds(ctx, column, item, out);
	out->lo_err = out->hi_err = INFINITY;
}

struct evidence
evidence_exactly(const struct trace *t)
{
	struct evidence e = evidence_of(t);

	e.bounds = no_bounds;
	return e;
}

/* Items that one column has yet to decide exactly. */
struct pending {
	uint32_t *item; /* [n] */
	size_t n, cap;
};

/* One rule, or one reading of it, under one variant. */
struct sitting {
	struct judgement *j;
	enum variant v;
	size_t cell; /* of an item: where the verdict goes */
	size_t ntest;
	const uint32_t *item; /* [n]; NULL: all items there are */
	size_t n;
	struct ready_test test[RULE_TESTS];
	struct pending pending[RULE_TESTS];
	struct pending origin; /* for the class of the gap */
	struct error *err;
};

uint8_t *
judgement_cells(const struct judgement *j, enum variant v, uint32_t item)
{
	return &j->cell[v][(size_t)item * j->ncell];
}

static uint8_t *
cell_of(const struct judgement *j, enum variant v, size_t cell, uint32_t item)
{
	return judgement_cells(j, v, item) + cell;
}

static bool
pend(struct pending *p, uint32_t item)
{
	uint32_t *more = array_grow(p->item, &p->cap, p->n + 1, sizeof(*more));

	if (more == NULL)
		return false;
	p->item = more;
	p->item[p->n++] = item;
	return true;
}

static enum status
no_memory(struct error *err)
{
	return error_set(err, ST_NOMEM, pos_none, "out of memory");
}

/*
 * The conjunction in doubles.  Tests that are left open count as triggered
 * until they are settled, which can only lower the verdict.
 */
static enum status
judge_item(struct sitting *s, uint32_t item)
{
	enum verdict all = VERDICT_TRIGGERED, v;
	uint32_t open = 0; /* bit per test */

	for (size_t i = 0; i < s->ntest; i++) {
		v = test_decide(s->j, &s->test[i], item);
		if (v == VERDICT_CLEAR) {
			*cell_of(s->j, s->v, s->cell, item) = VERDICT_CLEAR;
			return ST_OK;
		}
		if (v == VERDICT_COUNT)
			open |= (uint32_t)1 << i;
		else if (v < all)
			all = v;
	}
	*cell_of(s->j, s->v, s->cell, item) = (uint8_t)all;
	for (size_t i = 0; i < s->ntest; i++)
		if (open >> i & 1 && !pend(&s->pending[i], item))
			return no_memory(s->err);
	return ST_OK;
}

static void
lower(struct sitting *s, uint32_t item, enum verdict v)
{
	uint8_t *cell = cell_of(s->j, s->v, s->cell, item);

	if (v < *cell)
		*cell = (uint8_t)v;
}

static enum status
ask_each(const struct sitting *s, size_t column, const struct pending *p,
    trace_visit visit, void *to)
{
	const struct evidence *e = &s->j->evidence;

	if (p->n == 0)
		return ST_OK;
	return e->each(e->ctx, column, p->item, p->n, visit, to, s->err);
}

/* The pending items of one test that share a column. */
struct settling {
	struct sitting *s;
	const struct ready_test *t;
	struct pending zero;    /* their margin is zero */
	struct pending nothing; /* and their content may be nothing */
};

static enum status
visit_margin(void *to, uint32_t item, const struct exact *x)
{
	struct settling *w = to;
	bool ask;

	lower(w->s, item, test_exact(w->s->j, w->t, item, x, &ask));
	return ask && !pend(&w->zero, item) ? no_memory(w->s->err) : ST_OK;
}

/* Of the items whose margin is zero those that hold nothing are clear... */
static enum status
visit_amount(void *to, uint32_t item, const struct exact *x)
{
	struct settling *w = to;

	lower(w->s, item, test_of_amount(x));
	return test_may_be_nothing(x) && !pend(&w->nothing, item)
		   ? no_memory(w->s->err)
		   : ST_OK;
}

/* ... and those that may be nothing at all undecided. */
static enum status
visit_mass(void *to, uint32_t item, const struct exact *x)
{
	struct settling *w = to;

	if (test_may_be_nothing(x))
		lower(w->s, item, VERDICT_UNDECIDED);
	return ST_OK;
}

static enum status
settle_column(struct sitting *s, const struct ready_test *t, size_t column,
    const struct pending *p)
{
	struct settling w = { .s = s, .t = t };
	enum status st = ask_each(s, column, p, visit_margin, &w);

	if (st == ST_OK)
		st = ask_each(
		    s, t->columns->amount[0], &w.zero, visit_amount, &w);
	if (st == ST_OK)
		st = ask_each(s, COLUMN_MASS, &w.nothing, visit_mass, &w);
	free(w.zero.item);
	free(w.nothing.item);
	return st;
}

/* All but a value share have one column; that has one for each currency. */
static enum status
settle_test(
    struct sitting *s, const struct ready_test *t, const struct pending *p)
{
	struct pending same = { 0 };
	enum status st = ST_OK;

	if (t->test->kind != TEST_VALUE_SHARE)
		return p->n == 0 ? ST_OK
				 : settle_column(s, t,
				       test_column(s->j, t, p->item[0]), p);
	for (size_t k = 0; st == ST_OK && k < s->j->book->ncurrency; k++) {
		same.n = 0;
		for (size_t i = 0; st == ST_OK && i < p->n; i++)
			if (test_column(s->j, t, p->item[i]) ==
				t->columns->amount[k] &&
			    !pend(&same, p->item[i]))
				st = no_memory(s->err);
		if (st == ST_OK)
			st = settle_column(s, t, t->columns->amount[k], &same);
	}
	free(same.item);
	return st;
}

static void
set_gap(struct sitting *s, uint32_t item, enum gap g)
{
	*cell_of(s->j, s->v, s->cell, item) =
	    (uint8_t)(VERDICT_UNDECIDED | (unsigned)g << 4);
}

static enum gap
gap_without_content(const struct judgement *j, uint32_t item)
{
	return j->evidence.suspect(j->evidence.ctx, item) ? GAP_SUSPECT
							  : GAP_SILENT;
}

/* The materials of the measure, whatever their origin. */
static size_t
every_column(const struct sitting *s)
{
	const struct test_columns *c = s->test[s->ntest - 1].columns;

	return c != NULL ? c->every : COLUMN_NONE;
}

static enum status
class_item(struct sitting *s, uint32_t item)
{
	size_t column = every_column(s);
	struct bounds x;

	if (*cell_of(s->j, s->v, s->cell, item) != VERDICT_UNDECIDED)
		return ST_OK;
	s->j->evidence.bounds(s->j->evidence.ctx, column, item, &x);
	switch (decide_bounds(&x, COMPARE_ABOVE, 0, 0)) {
	case VERDICT_TRIGGERED:
		set_gap(s, item, GAP_ORIGIN);
		break;
	case VERDICT_COUNT:
		if (!pend(&s->origin, item))
			return no_memory(s->err);
		break;
	default:
		set_gap(s, item, gap_without_content(s->j, item));
	}
	return ST_OK;
}

static enum status
visit_content(void *to, uint32_t item, const struct exact *x)
{
	struct sitting *s = to;
	bool some = !x->lo_infinite &&
		    (mpq_sgn(x->lo) > 0 || (mpq_sgn(x->lo) == 0 && x->lo_open));

	set_gap(s, item, some ? GAP_ORIGIN : gap_without_content(s->j, item));
	return ST_OK;
}

static enum status
class_rest(struct sitting *s)
{
	return ask_each(s, every_column(s), &s->origin, visit_content, s);
}

static uint32_t
item_at(const struct sitting *s, size_t i)
{
	return s->item != NULL ? s->item[i] : (uint32_t)i;
}

static enum status
sit(struct sitting *s)
{
	enum status st = ST_OK;

	for (size_t i = 0; st == ST_OK && i < s->n; i++)
		st = judge_item(s, item_at(s, i));
	for (size_t i = 0; st == ST_OK && i < s->ntest; i++)
		st = settle_test(s, &s->test[i], &s->pending[i]);
	for (size_t i = 0; st == ST_OK && i < s->n; i++)
		st = class_item(s, item_at(s, i));
	return st == ST_OK ? class_rest(s) : st;
}

/* Which items are judged; item NULL: all. */
struct docket {
	struct judgement *j;
	enum variant v;
	const uint32_t *item; /* [n] */
	size_t n;
	struct error *err;
};

/* One rule with the test `last` as its measure. */
static enum status
judge_one(const struct docket *on, size_t rule, size_t last, size_t cell)
{
	struct sitting s = { .j = on->j,
		.v = on->v,
		.cell = cell,
		.item = on->item,
		.n = on->n,
		.err = on->err };
	enum status st;

	s.ntest = on->j->book->rule[rule].rule->ntest;
	for (size_t i = 0; i < s.ntest; i++)
		s.test[i] =
		    test_ready(on->j, on->v, rule, i + 1 < s.ntest ? i : last);
	st = sit(&s);
	for (size_t i = 0; i < s.ntest; i++)
		free(s.pending[i].item);
	free(s.origin.item);
	return st;
}

/*
 * What all readings come to is the verdict; where they differ the law leaves
 * it open.  An open one is told before: there an answer may help.
 */
static uint8_t
agree(const struct judgement *j, enum variant v, const struct booked_rule *b,
    uint32_t item)
{
	const uint8_t *of = cell_of(j, v, j->nrule + b->reading, item);
	uint8_t all = of[0], open = UINT8_MAX;

	if (v == VARIANT_POLICY && b->chosen < b->rule->nreading)
		return of[b->chosen];
	for (size_t k = 0; k < b->rule->nreading; k++) {
		if ((of[k] & 15) == VERDICT_UNDECIDED && of[k] < open)
			open = of[k];
		if (of[k] != all)
			all = VERDICT_UNDECIDED | GAP_READING << 4;
	}
	return open != UINT8_MAX ? open : all;
}

static enum status
judge_rule(const struct docket *on, size_t rule)
{
	const struct booked_rule *b = &on->j->book->rule[rule];
	size_t n = b->rule->nreading, first = on->j->nrule + b->reading;
	enum status st = ST_OK;

	if (n == 0)
		return judge_one(on, rule, b->rule->ntest - 1, rule);
	for (size_t k = 0; st == ST_OK && k < n; k++)
		st = judge_one(on, rule, b->rule->ntest + k, first + k);
	for (size_t i = 0; st == ST_OK && i < on->n; i++) {
		uint32_t item = on->item != NULL ? on->item[i] : (uint32_t)i;

		*cell_of(on->j, on->v, rule, item) =
		    agree(on->j, on->v, b, item);
	}
	return st;
}

enum status
judge_items(struct judgement *j, enum variant v, const uint32_t *item, size_t n,
    struct error *err)
{
	const struct docket on = { j, v, item, n, err };
	enum status st = ST_OK;

	for (size_t r = 0; st == ST_OK && r < j->nrule; r++)
		st = judge_rule(&on, r);
	return st;
}

/*
 * judge - every item against every rule of the book, in each variant.
 *
 * Out:	free with judgement_free(); empty on an error
 * Err:	ST_NOMEM; what the exact evidence refuses (ST_RANGE at a use)
 * Cost: items * rules * tests, once for each reading; exact work only near
 * limits
 */
enum status
judge(struct judgement *out, const struct rulebook *book, const struct bom *b,
    const struct evidence *evidence, struct error *err)
{
	enum status st = ST_OK;

	*out = (struct judgement){ .book = book,
		.bom = b,
		.evidence = *evidence,
		.nitem = b->nitem,
		.nrule = book->nrule,
		.ncell = book->nrule + book->nreading,
		.watch = watch_make() };
	if (out->watch == NULL)
		st = no_memory(err);
	for (int v = 0; st == ST_OK && v < VARIANT_COUNT; v++) {
		const struct docket on = { out, (enum variant)v, NULL, b->nitem,
			err };

		if (!book->has[v])
			continue;
		out->cell[v] = calloc(b->nitem * out->ncell + 1, 1);
		if (out->cell[v] == NULL)
			st = no_memory(err);
		progress_begin(b->progress, PROGRESS_JUDGE, book->nrule);
		for (size_t r = 0; st == ST_OK && r < book->nrule; r++) {
			st = judge_rule(&on, r);
			progress_at(b->progress, r + 1);
		}
	}
	if (st != ST_OK)
		judgement_free(out);
	return st;
}

void
judgement_free(struct judgement *j)
{
	for (int v = 0; v < VARIANT_COUNT; v++)
		free(j->cell[v]);
	watch_free(j->watch);
	*j = (struct judgement){ 0 };
}

enum verdict
judgement_verdict(
    const struct judgement *j, enum variant v, size_t rule, uint32_t item)
{
	return (enum verdict)(*cell_of(j, v, rule, item) & 15);
}

enum gap
judgement_gap(
    const struct judgement *j, enum variant v, size_t rule, uint32_t item)
{
	return (enum gap)(*cell_of(j, v, rule, item) >> 4);
}

enum verdict
judgement_reading(const struct judgement *j, enum variant v, size_t rule,
    size_t k, uint32_t item)
{
	return judgement_verdict(
	    j, v, j->nrule + j->book->rule[rule].reading + k, item);
}

enum gap
judgement_reading_gap(const struct judgement *j, enum variant v, size_t rule,
    size_t k, uint32_t item)
{
	return judgement_gap(
	    j, v, j->nrule + j->book->rule[rule].reading + k, item);
}

enum verdict
judgement_least(
    const struct judgement *j, enum variant v, size_t rule, uint32_t item)
{
	size_t n = j->book->rule[rule].rule->nreading;
	enum verdict least = judgement_verdict(j, v, rule, item);

	for (size_t k = 0; k < n; k++) {
		enum verdict is = judgement_reading(j, v, rule, k, item);

		least = is < least ? is : least;
	}
	return least;
}
