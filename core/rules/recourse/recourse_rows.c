/* SPDX-License-Identifier: Apache-2.0 */
/*
 * recourse_rows - what any choice must reach; see recourse_work.h.
 *
 * Seen from a product in which some items are taken already, a further one
 * takes off an end of the measure no more than its own part times its
 * quantity: amounts add up, the least and the most of alternatives and what a
 * total cuts off move by no more than what is in them.  Whoever takes less
 * than what the end is beyond the limit does not reach it; nor does he if he
 * leaves out some of those taken here, for the more is taken, the less
 * remains.  So each row holds for every choice that does.
 */
#include "core/rules/recourse/recourse_row.h"

#include "core/rules/among.h"
#include "core/rules/ask/ask_work.h"
#include "core/rules/deal/transaction.h"
#include "core/trace/explain.h"

#include <math.h>
#include <stdlib.h>

/* Shares of what may be left below this are too small for the solver; and
 * rounding is smaller than that. */
#define SMALL 1e-7
/* Of what is asked for: less is not told apart from nothing that is left. */
#define LEAST_LEFT 1e-6

static enum status
no_memory(const struct recourse_work *w)
{
	return error_set(w->err, ST_NOMEM, pos_none, "out of memory");
}

/* What the limit leaves to the deciding column; of a year, to one of what
 * goes out.  INFINITY: nothing is known to do but nothing at all. */
static double
limit_of(const struct judgement *j, const struct ready_test *t, uint32_t item)
{
	const struct per_year *y;

	if (t->test->kind != TEST_ANNUAL)
		return ask_limit(j, t, item);
	y = test_per_year(j, t->test, item);
	return y == NULL || mpq_sgn(y->quantity) == 0
		   ? INFINITY
		   : t->limit_lo / mpq_get_d(y->quantity);
}

/* The test as it stands in the world. */
static void
stand(struct reach *r, size_t rule, size_t test)
{
	const struct recourse_work *w = r->w;
	const struct judgement *j = recourse_world_verdicts(&w->world);
	double limit;
	struct bounds x;

	r->ready = test_ready(j, VARIANT_LAW, rule, test);
	r->column = test_column(j, &r->ready, r->item);
	r->channel =
	    test_amount_column(j, &r->ready, r->item) - COLUMN_CHANNEL(0);
	r->margin = test_is_by_mass(r->ready.test);
	limit = limit_of(j, &r->ready, r->item);
	r->zero = mpq_sgn(r->ready.limit) == 0 || isinf(limit);
	if (r->ready.test->kind == TEST_AMONG)
		among_margin(j, &r->ready, r->item, &x);
	else
		trace_bounds(
		    recourse_world_trace(&w->world), r->column, r->item, &x);
	if (reach_looks_at_upper(w))
		r->beyond = isinf(limit) ? x.hi : x.hi - limit - x.hi_err;
	else
		r->beyond = isinf(limit) ? x.lo : x.lo - limit - x.lo_err;
	if (isnan(r->beyond))
		r->beyond = 0;
	/* what is subtracted is rounded, too */
	if (isfinite(r->beyond) && isfinite(limit))
		r->beyond -= ROUNDING * limit;
}

/* ---- rows of what was found */
struct row_of {
	struct cover_entry *entry;
	size_t n;
	double least;
};

/* All of those without which it cannot be done; else one of those that bring
 * anything. */
static void
row_of_many(struct reach *r, struct row_of *row)
{
	bool all = r->nsure > 0;

	row->n = 0;
	for (size_t i = 0; i < r->n; i++)
		if (!all || r->w->sure[r->touched[i]] != 0)
			row->entry[row->n++] =
			    (struct cover_entry){ r->touched[i], 1 };
	row->least = all ? (double)row->n : 1;
}

/*
 * Each as a share of what may be left, so that where next to nothing may be
 * small parts still count; of one of several ways, as a share of what is asked
 * for, since the way stands for all of it.  False: the row says nothing.
 */
static bool
row_of_shares(struct reach *r, struct row_of *row, uint32_t way)
{
	double all = 0, left, small = 0;

	for (size_t i = 0; i < r->n; i++)
		all += fmin(r->w->sum[r->touched[i]], r->beyond);
	left = fmax(all - r->beyond, r->beyond * LEAST_LEFT);
	if (left > r->beyond || way != BOM_NONE)
		left = r->beyond;
	row->n = 0;
	for (size_t i = 0; i < r->n; i++) {
		double size = fmin(r->w->sum[r->touched[i]], r->beyond);

		if (size < SMALL * left) {
			small += size;
			continue;
		}
		row->entry[row->n++] = (struct cover_entry){ r->touched[i],
			size / left * (1 + ROUNDING) };
	}
	row->least = (r->beyond * (1 - ROUNDING) - small) / left;
	return row->n > 0 && row->least > 0;
}

static bool
add_row(struct reach *r, struct row_of *row, uint32_t way)
{
	if (way != BOM_NONE) {
		row->entry[row->n++] = (struct cover_entry){ way, -row->least };
		row->least = 0;
	}
	return cover_add_row(&r->w->cover, row->entry, row->n, row->least);
}

/* Forgets the sums. */
void
reach_forget(struct reach *r)
{
	for (size_t i = 0; i < r->n; i++) {
		r->w->sum[r->touched[i]] = 0;
		r->w->sure[r->touched[i]] = 0;
	}
	r->n = r->nsure = 0;
}

static void
clear(struct reach *r)
{
	reach_forget(r);
	free(r->touched);
	free(r->bringer);
}

/* way: the column that says that this test is brought down, or BOM_NONE. */
enum status
reach_add_test(struct reach *r, uint32_t way)
{
	struct row_of row = { .entry =
				  malloc((r->n + 2) * sizeof(*row.entry)) };
	bool ok = row.entry != NULL;

	if (ok && (r->nsure > 0 || r->zero || !(r->beyond > 0) ||
		      isinf(r->beyond) || !row_of_shares(r, &row, way)))
		row_of_many(r, &row);
	ok = ok && add_row(r, &row, way);
	free(row.entry);
	return ok ? ST_OK : no_memory(r->w);
}

/* Columns for the ways of a target, one of which must be gone. */
static bool
open_ways(struct recourse_work *w, size_t target)
{
	int n = __builtin_popcount(w->viable[target]);
	struct cover_entry way[RECOURSE_WAYS];
	uint32_t first = (uint32_t)w->cover.ncolumn;

	if (n < 2 || w->first_way[target] != BOM_NONE)
		return true;
	w->first_way[target] = first;
	for (int i = 0; i < n; i++) {
		if (!cover_add_column(&w->cover, 0))
			return false;
		way[i] = (struct cover_entry){ first + (uint32_t)i, 1 };
	}
	return cover_add_row(&w->cover, way, (size_t)n, 1);
}

/* A row of any of those that are noted. */
enum status
reach_add_any(struct reach *r, uint32_t way, bool *any)
{
	struct row_of row = { .entry =
				  malloc((r->n + 2) * sizeof(*row.entry)) };
	bool ok = row.entry != NULL;

	if (ok && r->n > 0) {
		row_of_many(r, &row);
		ok = add_row(r, &row, way);
		*any = true;
	}
	free(row.entry);
	return ok ? ST_OK : no_memory(r->w);
}

enum status
recourse_row(struct recourse_work *w, size_t rule, size_t test, uint32_t item,
    uint32_t way, bool *any)
{
	struct reach r = { .w = w, .item = item };
	enum status st;

	stand(&r, rule, test);
	st = reach_find_bringers(&r);
	if (st == ST_OK && w->ready != NULL) {
		st = reach_with_wholes(&r, way, any);
	} else {
		if (st == ST_OK && (r.n > 0 || way != BOM_NONE))
			st = reach_add_test(&r, way);
		*any |= r.n > 0;
	}
	clear(&r);
	return st;
}

enum status
recourse_one_of(
    struct recourse_work *w, const uint8_t *item, uint32_t way, bool *any)
{
	size_t n = w->basis->ask.bom->nitem;
	struct reach r = { .w = w };
	enum status st = ST_OK;
	bool ok = true;

	for (uint32_t i = 0; ok && i < n; i++)
		if (item[i] != 0)
			ok = reach_note(&r, i, 1, false);
	ok = ok && reach_note_over(&r);
	if (!ok)
		st = no_memory(w);
	else if (r.n > 0)
		st = reach_add_test(&r, way);
	*any |= r.n > 0;
	clear(&r);
	return st;
}

/* Of products that count together: something in one of them that is not taken
 * yet. */
static enum status
add_together(struct recourse_work *w, const struct booked_rule *b, uint32_t way,
    bool *any)
{
	const struct bom *bom = w->basis->ask.bom;
	uint8_t *item = calloc(bom->nitem + 1, 1);
	enum status st;

	if (item == NULL)
		return no_memory(w);
	for (size_t i = 0; i < b->nout; i++)
		item[b->out[i].item] = 1;
	recourse_below(bom, false, item);
	w->looked += bom->nitem;
	st = recourse_one_of(w, item, way, any);
	free(item);
	return st;
}

/* One test of a way, where it does not do yet. */
static enum status
add_tests(struct recourse_work *w, size_t target, size_t test, uint32_t way,
    bool *any)
{
	const struct recourse_target *t = &w->out->target[target];
	const struct booked_rule *b = &w->basis->ask.book->rule[t->rule];
	enum status st;
	bool falls;

	st = recourse_falls(w, t, test, &falls);
	if (st != ST_OK || falls)
		return st;
	if (booked_test(b, test)->together)
		return add_together(w, b, way, any);
	if (test + 1 >= b->rule->ntest && booked_seat(b, test) != NULL)
		return recourse_things(w, target, test, way, any);
	return recourse_row(w, t->rule, test, t->item, way, any);
}

enum status
recourse_rows(struct recourse_work *w, size_t target, bool *any)
{
	struct recourse_way way[RECOURSE_WAYS];
	size_t n = recourse_ways(w, w->out->target[target].rule, way);
	enum status st = ST_OK;
	uint32_t column;

	if (!open_ways(w, target))
		return no_memory(w);
	column = w->first_way[target];
	for (size_t k = 0; st == ST_OK && k < n; k++) {
		if ((w->viable[target] >> k & 1) == 0)
			continue;
		for (size_t i = 0; st == ST_OK && i < way[k].n; i++)
			st = add_tests(w, target, way[k].test + i, column, any);
		if (column != BOM_NONE)
			column++;
	}
	return st;
}
