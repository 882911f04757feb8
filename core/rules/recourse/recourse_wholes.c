/* SPDX-License-Identifier: Apache-2.0 */
/*
 * recourse_wholes - rows where wholes may be bought ready; see recourse_row.h.
 *
 * A whole takes off all that is in it, as often as it is there; seen from a
 * product in which more is taken, that is less, as of parts.  Where nothing may
 * be left, each bringer must be gone by each way to it: a row a way, and those
 * ways that then remain are found in the product with the choice.
 */
#include "core/rules/recourse/recourse_row.h"

#include <math.h>
#include <stdlib.h>

/* Makes the row void, as seen from what the item is in. */
bool
reach_note_over(struct reach *r)
{
	for (size_t i = 0; i < r->w->nover; i++)
		if (!reach_note(r, r->w->over[i], INFINITY, false))
			return false;
	return true;
}

/*
 * What each whole takes off: all that is in it, as often as it is there.  Seen
 * from a product in which more is taken it is less, as of parts.
 */
static bool
note_wholes(struct reach *r)
{
	struct recourse_work *w = r->w;
	const struct bom *b = recourse_world_bom(&w->world);
	bool upper = reach_looks_at_upper(w) || r->margin, ok = true;
	double *amount = malloc((b->nitem + 1) * sizeof(*amount));

	if (amount == NULL)
		return false;
	recourse_amounts(b, r->item, upper ? INFINITY : 0, amount);
	w->looked += b->nitem;
	for (uint32_t i = 0; ok && i < w->basis->ask.bom->nitem; i++) {
		struct bounds x;
		double most;

		if (w->ready[i] == 0 || i == r->item || !(amount[i] > 0))
			continue;
		trace_bounds(recourse_world_trace(&w->world),
		    COLUMN_CHANNEL(r->channel), i, &x);
		most = upper ? x.hi + x.hi_err : x.lo + x.lo_err;
		if (isnan(most))
			most = INFINITY;
		if (isinf(r->beyond) && !r->any_size && !isinf(most))
			continue;
		ok = reach_note(r, i,
		    reach_product(amount[i], most) * (1 + ROUNDING), false);
	}
	free(amount);
	return ok;
}

/* By one way to the bringer: it, or a whole on the way, must be taken. */
static bool
note_way(struct reach *r, const uint32_t *from, uint32_t bringer)
{
	struct recourse_work *w = r->w;
	bool ok = reach_note(r, bringer, 1, false);

	for (uint32_t i = bringer; ok && i != r->item;) {
		i = from[i];
		w->looked++;
		if (i != r->item && i < w->basis->ask.bom->nitem &&
		    w->ready[i] != 0)
			ok = reach_note(r, i, 1, false);
	}
	return ok && reach_note_over(r);
}

/* A row for each bringer, as far as there is a sure way to it. */
static enum status
add_ways(struct reach *r, uint32_t way, bool *any)
{
	const struct bom *b = recourse_world_bom(&r->w->world);
	uint32_t *from = malloc((b->nitem + 1) * sizeof(*from));
	size_t most = r->w->looked + RECOURSE_LOOK_MOST;
	enum status st = ST_OK;

	if (from == NULL)
		return reach_no_memory(r);
	recourse_from(b, r->item, !reach_looks_at_upper(r->w), from);
	for (size_t k = 0;
	     st == ST_OK && k < r->nbringer && r->w->looked < most; k++) {
		uint32_t i = r->bringer[k];

		if (i != r->item && from[i] == BOM_NONE)
			continue;
		reach_forget(r);
		st = note_way(r, from, i) ? reach_add_any(r, way, any)
					  : reach_no_memory(r);
	}
	reach_forget(r);
	free(from);
	return st;
}

/* Anything in it that is not taken yet. */
static enum status
add_something(struct reach *r, uint32_t way, bool *any)
{
	const struct bom *b = r->w->basis->ask.bom;
	uint8_t *in = calloc(b->nitem + 1, 1);
	bool ok = in != NULL;

	if (ok) {
		in[r->item] = 1;
		recourse_below(b, false, in);
		r->w->looked += b->nitem;
	}
	for (uint32_t i = 0; ok && i < b->nitem; i++)
		ok = in[i] == 0 || reach_note(r, i, 1, false);
	free(in);
	return ok && reach_note_over(r) ? reach_add_any(r, way, any)
					: reach_no_memory(r);
}

/* The row, or rows, where wholes may be bought ready. */
enum status
reach_with_wholes(struct reach *r, uint32_t way, bool *any)
{
	enum status st;
	bool found = false;

	if (r->nbringer > 0) {
		st = add_ways(r, way, &found);
		*any |= found;
		/* no way is sure, or nothing on it can be taken */
		return st == ST_OK && !found ? add_something(r, way, any) : st;
	}
	if (!note_wholes(r) || !reach_note_over(r))
		return reach_no_memory(r);
	st = r->n > 0 || way != BOM_NONE ? reach_add_test(r, way) : ST_OK;
	*any |= r->n > 0;
	return st;
}
