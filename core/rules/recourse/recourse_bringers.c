/* SPDX-License-Identifier: Apache-2.0 */
/*
 * recourse_bringers - who brings anything to a test, and how much of it a
 * choice can take off at most; see recourse_row.h.
 */
#include "core/rules/recourse/recourse_row.h"

#include "core/rules/ask/ask_work.h"
#include "core/trace/explain.h"

#include <math.h>
#include <stdlib.h>

/* Stands for next to nothing, which is not nothing. */
#define TINY 1e-300

bool
reach_looks_at_upper(const struct recourse_work *w)
{
	return w->basis->declare || w->basis->settle;
}

/* Adds an item that is to be reached by every way; false: memory. */
static bool
note_bringer(struct reach *r, uint32_t item)
{
	uint32_t *list = array_grow(
	    r->bringer, &r->bringer_cap, r->nbringer + 1, sizeof(*list));

	if (list == NULL)
		return false;
	r->bringer = list;
	list[r->nbringer++] = item;
	return true;
}

/* Adds what the item can take off; false when memory is out.  A twin is none
 * that could be taken. */
bool
reach_note(struct reach *r, uint32_t item, double size, bool sure)
{
	struct recourse_work *w = r->w;
	uint32_t group, *list;

	if (!(size > 0) || item >= w->basis->ask.bom->nitem)
		return true;
	if (sure && w->ready != NULL && !note_bringer(r, item))
		return false;
	group = w->group_of[item];
	if (group == BOM_NONE || w->taken[item] != 0)
		return true;
	if (!(w->sum[group] > 0)) {
		list = array_grow(r->touched, &r->cap, r->n + 1, sizeof(*list));
		if (list == NULL)
			return false;
		r->touched = list;
		list[r->n++] = group;
	}
	w->sum[group] += size;
	if (sure && w->ready == NULL && w->sure[group] == 0) {
		w->sure[group] = 1;
		r->nsure++;
	}
	return true;
}

/* What it states with its parts is none of its own. */
static bool
states_total(const struct bom *b, uint32_t item)
{
	for (uint32_t k = b->content_start[item];
	     k < b->content_start[item + 1]; k++)
		if (b->content[k].scope == SCOPE_TOTAL &&
		    b->content[k].elements != 0)
			return true;
	return false;
}

static bool
has_totals(const struct bom *b, const struct explanation *e)
{
	for (size_t i = 0; i < e->n; i++)
		if (states_total(b, e->share[i].item))
			return true;
	return false;
}

double
reach_product(double quantity, double own)
{
	double x;

	if (!(own > 0))
		return 0;
	x = quantity * own;
	return x > TINY ? x : TINY;
}

/* Of what is bought elsewhere nothing is left. */
static bool
note_bought(struct reach *r, const struct explanation *e)
{
	const struct bom *b = recourse_world_bom(&r->w->world);
	bool upper = reach_looks_at_upper(r->w), totals = has_totals(b, e);

	for (size_t i = 0; i < e->n; i++) {
		const struct share *s = &e->share[i];
		double own = upper || r->margin ? s->own_hi : s->own_lo;
		double size = reach_product(s->about, own);
		bool sure = r->zero && !totals && (upper ? size > 0 : s->gives);

		if (upper && !s->quantity_known && own > 0)
			size = INFINITY;
		if (sure && !(size > 0))
			size = TINY; /* above nothing, however little */
		if (totals && states_total(b, s->item))
			size = INFINITY;
		if (!reach_note(r, s->item, size, sure))
			return false;
	}
	return true;
}

/* What a full answer leaves of it, at best. */
static bool
note_declared(struct reach *r, const struct gaps *g)
{
	bool zero = r->zero && !g->totals;

	for (size_t i = 0; i < g->n; i++) {
		const struct opening *o = &g->opening[i];
		double size = ask_takes_off(g, o);
		bool sure = zero && o->hi > 0 && o->every > 0;

		if (size <= 0 && o->detail != BOM_NONE &&
		    gaps_can(g, o, ANSWER_CONTENT) && o->every > 0)
			size = TINY;
		if (isinf(r->beyond) && !isinf(o->hi))
			size = 0;
		sure |= isinf(r->beyond) && o->free > 0 && isinf(o->hi);
		if (!reach_note(r, o->item, size, sure))
			return false;
	}
	return true;
}

/* What has no end makes that of the whole one, if no total is above it. */
static bool
note_endless(struct reach *r, const struct gaps *g)
{
	for (size_t i = 0; i < g->n; i++) {
		const struct opening *o = &g->opening[i];

		/* by some of its ways a total may be above it */
		if (o->free > 0 && isinf(o->hi) &&
		    !reach_note(r, o->item, INFINITY,
			r->w->ready == NULL || !g->totals))
			return false;
	}
	return true;
}

/* All that endless mass brings is gone only with that; else, what can be
 * told of any amount. */
static bool
note_without_end(
    struct reach *r, const struct gaps *g, const struct explanation *e)
{
	if (!note_endless(r, g))
		return false;
	if (r->nsure > 0 || r->nbringer > 0)
		return true;
	r->any_size = true;
	return note_bought(r, e);
}

enum status
reach_no_memory(const struct reach *r)
{
	return error_set(r->w->err, ST_NOMEM, pos_none, "out of memory");
}

/* Who brings anything to the test. */
enum status
reach_find_bringers(struct reach *r)
{
	struct recourse_work *w = r->w;
	const struct trace *trace = recourse_world_trace(&w->world);
	struct explanation e = { .share = NULL };
	struct gaps g = { .only = BOM_NONE };
	enum status st = ST_OK;
	bool ok = true, endless = isinf(r->beyond) != 0;

	if (w->finder == NULL && (w->basis->declare || endless)) {
		w->finder = gap_finder_make(trace);
		if (w->finder == NULL)
			return reach_no_memory(r);
	}
	w->looked += recourse_world_bom(&w->world)->nitem;
	if (w->basis->declare || endless)
		st = gaps_find(w->finder, r->channel, r->item, &g, w->err);
	if (st == ST_OK && !w->basis->declare)
		st = explain_about(
		    trace, COLUMN_CHANNEL(r->channel), r->item, &e, w->err);
	if (st == ST_OK && w->basis->declare)
		ok = note_declared(r, &g);
	else if (st == ST_OK && endless)
		ok = note_without_end(r, &g, &e);
	else if (st == ST_OK)
		ok = note_bought(r, &e);
	explanation_free(&e);
	gaps_free(&g);
	return st == ST_OK && !ok ? reach_no_memory(r) : st;
}
