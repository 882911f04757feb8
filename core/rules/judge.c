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
		trace_of_suspect, trace_of_share };
}

/* Items that one column has yet to decide exactly. */
struct pending {
	uint32_t *item; /* [n] */
	size_t n, cap;
};

/* One rule under one variant. */
struct sitting {
	struct judgement *j;
	enum variant v;
	size_t rule, ntest;
	struct ready_test test[RULE_TESTS];
	struct pending pending[RULE_TESTS];
	struct pending origin; /* for the class of the gap */
	struct error *err;
};

static uint8_t *
cell_of(const struct judgement *j, enum variant v, size_t rule, uint32_t item)
{
	return &j->cell[v][(size_t)item * j->nrule + rule];
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
			*cell_of(s->j, s->v, s->rule, item) = VERDICT_CLEAR;
			return ST_OK;
		}
		if (v == VERDICT_COUNT)
			open |= (uint32_t)1 << i;
		else if (v < all)
			all = v;
	}
	*cell_of(s->j, s->v, s->rule, item) = (uint8_t)all;
	for (size_t i = 0; i < s->ntest; i++)
		if (open >> i & 1 && !pend(&s->pending[i], item))
			return no_memory(s->err);
	return ST_OK;
}

/* Exact ends of one column for n items; free with free_exact(). */
static struct exact *
ask_exact(const struct judgement *j, size_t column, const uint32_t *item,
    size_t n, struct error *err)
{
	struct exact *x = calloc(n, sizeof(*x));

	if (x == NULL) {
		no_memory(err);
		return NULL;
	}
	for (size_t i = 0; i < n; i++)
		exact_init(&x[i]);
	if (j->evidence.exact(j->evidence.ctx, column, item, n, x, err) ==
	    ST_OK)
		return x;
	for (size_t i = 0; i < n; i++)
		exact_clear(&x[i]);
	free(x);
	return NULL;
}

static void
free_exact(struct exact *x, size_t n)
{
	for (size_t i = 0; i < n; i++)
		exact_clear(&x[i]);
	free(x);
}

static void
lower(struct sitting *s, uint32_t item, enum verdict v)
{
	uint8_t *cell = cell_of(s->j, s->v, s->rule, item);

	if (v < *cell)
		*cell = (uint8_t)v;
}

/* Of the items whose margin is zero those that hold nothing are clear, and
 * those that may be nothing at all undecided. */
static enum status
settle_nothing(
    struct sitting *s, const struct ready_test *t, const struct pending *zero)
{
	struct exact *x, *mass;

	if (zero->n == 0)
		return ST_OK;
	x = ask_exact(s->j, t->columns->amount[0], zero->item, zero->n, s->err);
	if (x == NULL)
		return s->err->code;
	mass = ask_exact(s->j, COLUMN_MASS, zero->item, zero->n, s->err);
	for (size_t i = 0; mass != NULL && i < zero->n; i++)
		lower(s, zero->item[i], test_of_nothing(&x[i], &mass[i]));
	free_exact(x, zero->n);
	if (mass == NULL)
		return s->err->code;
	free_exact(mass, zero->n);
	return ST_OK;
}

/* The pending items of one test that share a column, exactly. */
static enum status
settle_column(struct sitting *s, const struct ready_test *t, size_t column,
    const struct pending *p)
{
	struct pending zero = { 0 };
	enum status st = ST_OK;
	struct exact *x;
	bool ask;

	if (p->n == 0)
		return ST_OK;
	x = ask_exact(s->j, column, p->item, p->n, s->err);
	if (x == NULL)
		return s->err->code;
	for (size_t i = 0; st == ST_OK && i < p->n; i++) {
		lower(s, p->item[i],
		    test_exact(s->j, t, p->item[i], &x[i], &ask));
		if (ask && !pend(&zero, p->item[i]))
			st = no_memory(s->err);
	}
	if (st == ST_OK)
		st = settle_nothing(s, t, &zero);
	free_exact(x, p->n);
	free(zero.item);
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
	*cell_of(s->j, s->v, s->rule, item) =
	    (uint8_t)(VERDICT_UNDECIDED | (unsigned)g << 4);
}

static enum gap
gap_without_content(const struct judgement *j, uint32_t item)
{
	return j->evidence.suspect(j->evidence.ctx, item) ? GAP_SUSPECT
							  : GAP_SILENT;
}

static enum status
class_item(struct sitting *s, uint32_t item)
{
	size_t column = s->test[s->ntest - 1].columns->every;
	struct bounds x;

	if (*cell_of(s->j, s->v, s->rule, item) != VERDICT_UNDECIDED)
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
class_rest(struct sitting *s)
{
	const struct pending *p = &s->origin;
	struct exact *x;
	mpq_t zero;

	if (p->n == 0)
		return ST_OK;
	x = ask_exact(
	    s->j, s->test[s->ntest - 1].columns->every, p->item, p->n, s->err);
	if (x == NULL)
		return s->err->code;
	mpq_init(zero);
	for (size_t i = 0; i < p->n; i++)
		set_gap(s, p->item[i],
		    decide_exact(&x[i], COMPARE_ABOVE, zero) ==
			    VERDICT_TRIGGERED
			? GAP_ORIGIN
			: gap_without_content(s->j, p->item[i]));
	mpq_clear(zero);
	free_exact(x, p->n);
	return ST_OK;
}

static enum status
sit(struct sitting *s)
{
	size_t n = s->j->nitem;
	enum status st = ST_OK;

	for (size_t i = 0; st == ST_OK && i < n; i++)
		st = judge_item(s, (uint32_t)i);
	for (size_t i = 0; st == ST_OK && i < s->ntest; i++)
		st = settle_test(s, &s->test[i], &s->pending[i]);
	for (size_t i = 0; st == ST_OK && i < n; i++)
		st = class_item(s, (uint32_t)i);
	return st == ST_OK ? class_rest(s) : st;
}

static enum status
judge_rule(struct judgement *j, enum variant v, size_t rule, struct error *err)
{
	struct sitting s = { .j = j, .v = v, .rule = rule, .err = err };
	enum status st;

	s.ntest = j->book->rule[rule].rule->ntest;
	for (size_t i = 0; i < s.ntest; i++)
		s.test[i] = test_ready(j, v, rule, i);
	st = sit(&s);
	for (size_t i = 0; i < s.ntest; i++)
		free(s.pending[i].item);
	free(s.origin.item);
	return st;
}

/*
 * judge - every item against every rule of the book, in each variant.
 *
 * Out:	free with judgement_free(); empty on an error
 * Err:	ST_NOMEM; what the exact evidence refuses (ST_RANGE at a use)
 * Cost: items * rules * tests; exact work only near limits
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
		.watch = watch_make() };
	if (out->watch == NULL)
		st = no_memory(err);
	for (int v = 0; st == ST_OK && v < VARIANT_COUNT; v++) {
		if (!book->has[v])
			continue;
		out->cell[v] = calloc(b->nitem * book->nrule + 1, 1);
		if (out->cell[v] == NULL)
			st = no_memory(err);
		progress_begin(b->progress, PROGRESS_JUDGE, book->nrule);
		for (size_t r = 0; st == ST_OK && r < book->nrule; r++) {
			st = judge_rule(out, (enum variant)v, r, err);
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
