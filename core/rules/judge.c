/* SPDX-License-Identifier: Apache-2.0 */
/*
 * judge - amounts against limits; see judge.h.
 *
 * Rule by rule, by sitting.c, some items after the other.  A cell is the
 * verdict, and its gap in the upper half; behind the cells of rules and
 * readings stands what apart.c keeps.
 */
#include "core/rules/judge.h"

#include "core/rules/alike.h"
#include "core/rules/apart.h"

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

static bool
trace_of_plain(const void *ctx, uint32_t item)
{
	return trace_plain(ctx, item);
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
		trace_of_suspect, trace_of_share, trace_of_each, trace_of_plain,
		NULL };
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

/* One rule with the test `last` as its measure. */
static enum status
judge_one(const struct docket *on, size_t rule, size_t last, size_t cell)
{
	const struct booked_rule *b = &on->j->book->rule[rule];
	bool apart = booked_seat(b, last) != NULL;
	size_t nscope = b->rule->ntest - 1;
	struct sitting s = {
		.on = on, .cell = cell, .measure = &b->test[on->v][last]
	};
	enum status st;

	for (size_t i = 0; i < nscope + !apart; i++) {
		struct ready_test t =
		    test_ready(on->j, on->v, rule, i < nscope ? i : last);

		sitting_take(&s, &t);
	}
	st = sit(&s);
	if (st == ST_OK && apart)
		st = apart_judge(on, rule, last, cell);
	return st == ST_OK ? sit_class(&s) : st;
}

/* Of ways one that is met is enough; where some are open, an answer may help.
 */
static uint8_t
enough(const uint8_t *of, size_t n)
{
	uint8_t open = UINT8_MAX;

	for (size_t k = 0; k < n; k++) {
		if ((of[k] & 15) == VERDICT_TRIGGERED)
			return VERDICT_TRIGGERED;
		if ((of[k] & 15) == VERDICT_UNDECIDED && of[k] < open)
			open = of[k];
	}
	return open != UINT8_MAX ? open : VERDICT_CLEAR;
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

	if (b->rule->either)
		return enough(of, b->rule->nreading);
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
	const struct docket on = { j, v, item, n, NULL, err };
	enum status st = ST_OK;

	for (size_t r = 0; st == ST_OK && r < j->nrule; r++)
		st = judge_rule(&on, r);
	return st;
}

/*
 * Items that are judged by all rules before the next ones are: so many that
 * what is known of them stays in the cache of a processor.
 */
#define BLOCK 2048

/* Items of blocks in which a rule has left something to exact numbers. */
struct left {
	uint32_t *item; /* [n] */
	size_t n, cap;
};

static enum status
judge_block(const struct docket *some, size_t rule, struct left *left)
{
	struct docket on = *some;
	bool any = false;
	uint32_t *list;
	enum status st;

	on.left = &any;
	st = judge_rule(&on, rule);
	if (st != ST_OK || !any)
		return st;
	list =
	    array_grow(left->item, &left->cap, left->n + on.n, sizeof(*list));
	if (list == NULL)
		return error_set(on.err, ST_NOMEM, pos_none, "out of memory");
	left->item = list;
	memcpy(&list[left->n], on.item, on.n * sizeof(*list));
	left->n += on.n;
	return ST_OK;
}

/* By doubles block by block, and the blocks that these leave open again, with
 * one exact pass over all of them; things in items item after item. */
static enum status
judge_blocks(const struct docket *all, struct left *left)
{
	const struct rulebook *book = all->j->book;
	const struct bom *b = all->j->bom;
	const uint32_t *item = all->item != NULL ? all->item : b->order;
	struct docket some = *all;
	enum status st = ST_OK;

	for (size_t at = 0; st == ST_OK && at < all->n; at += some.n) {
		some.item = &item[at];
		some.n = all->n - at < BLOCK ? all->n - at : BLOCK;
		for (size_t r = 0; st == ST_OK && r < book->nrule; r++)
			if (book->rule[r].nseat == 0)
				st = judge_block(&some, r, &left[r]);
		progress_at(b->progress, at + some.n);
	}
	for (size_t r = 0; st == ST_OK && r < book->nrule; r++) {
		some.item = left[r].item;
		some.n = left[r].n;
		st = judge_rule(book->rule[r].nseat == 0 ? &some : all, r);
	}
	return st;
}

static enum status
judge_all(struct judgement *j, enum variant v, const struct alike *alike,
    struct error *err)
{
	const struct docket all = { j, v, alike->item, alike->n, NULL, err };
	struct left *left = calloc(j->nrule + 1, sizeof(*left));
	enum status st;

	if (left == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	progress_begin(j->bom->progress, PROGRESS_JUDGE, all.n);
	st = judge_blocks(&all, left);
	for (size_t r = 0; r < j->nrule; r++)
		free(left[r].item);
	free(left);
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
	struct alike alike;

	*out = (struct judgement){ .book = book,
		.bom = b,
		.evidence = *evidence,
		.nitem = b->nitem,
		.nrule = book->nrule,
		.ncell =
		    book->nrule + book->nreading + book->nseat * SEAT_BYTES,
		.watch = watch_make() };
	if (!alike_list(&alike, out) || out->watch == NULL)
		st = error_set(err, ST_NOMEM, pos_none, "out of memory");
	for (int v = 0; st == ST_OK && v < VARIANT_COUNT; v++) {
		if (!book->has[v])
			continue;
		out->cell[v] = calloc(b->nitem * out->ncell + 1, 1);
		if (out->cell[v] == NULL)
			st =
			    error_set(err, ST_NOMEM, pos_none, "out of memory");
		if (st == ST_OK)
			st = judge_all(out, (enum variant)v, &alike, err);
		if (st == ST_OK)
			alike_spread(&alike, out, (enum variant)v);
	}
	alike_free(&alike);
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

size_t
judgement_measure(
    const struct judgement *j, enum variant v, size_t rule, uint32_t item)
{
	const struct rule *r = j->book->rule[rule].rule;
	enum verdict is = judgement_verdict(j, v, rule, item);

	for (size_t k = 0; r->either && k < r->nreading; k++)
		if (judgement_reading(j, v, rule, k, item) == is)
			return r->ntest + k;
	return r->ntest - 1;
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
