/* SPDX-License-Identifier: Apache-2.0 */
/*
 * gained - how much more of something a product holds; see gained.h.
 *
 * A product holds the sum over the items in it: quantity times what one holds
 * by itself.  An item that is in both products, and of which and below which
 * nothing changed, is the same thing in both: what is open about it is filled
 * once.  So it brings the difference of its quantities, times what it holds.
 * All others are open on each side by themselves.
 *
 * Amounts that are stated of an item with its parts are no sum of what items
 * hold by themselves; where there are any, nothing closer is said.
 */
#include "core/report/diff/gained.h"

#include <stdlib.h>

/* Items times columns that are weighed in one report, and items that are gone
 * through to find them: a second or two. */
#define WORK_MOST 400000

bool
gained_make(struct gained *g, const struct compared *x)
{
	size_t n = x->d->pair.b[NEW]->nitem;

	*g = (struct gained){ .x = x, .left = WORK_MOST };
	g->at = malloc((n + 1) * sizeof(*g->at));
	for (size_t i = 0; g->at != NULL && i < n; i++)
		g->at[i] = BOM_NONE;
	return g->at != NULL;
}

static void
forget_pair(struct gained *g)
{
	if (!g->open)
		return;
	for (size_t i = 0; i < g->side[NEW].n; i++)
		g->at[g->side[NEW].item[i]] = BOM_NONE;
	for (int s = OLD; s < SIDES; s++) {
		bringing_close(&g->side[s]);
		free(g->shared[s]);
		g->shared[s] = NULL;
	}
	g->open = g->closer = false;
}

void
gained_free(struct gained *g)
{
	forget_pair(g);
	free(g->at);
	g->at = NULL;
}

/* Does any item below state what it holds together with its parts? */
static bool
has_totals(const struct bringing *side)
{
	const struct bom *b = side->c->bom;

	for (size_t i = 0; i < side->parts.n; i++) {
		uint32_t item = side->parts.share[i].item;

		for (uint32_t k = b->content_start[item];
		     k < b->content_start[item + 1]; k++)
			if (b->content[k].scope == SCOPE_TOTAL)
				return true;
	}
	return false;
}

/* Nothing of it changed, and nothing below it. */
static bool
is_untouched(const struct gained *g, uint32_t old, uint32_t now)
{
	return now != BOM_NONE && g->x->d->touched[OLD][old] == 0 &&
	       g->x->d->touched[NEW][now] == 0;
}

/* Is it known how much of it there is? */
static bool
is_counted(const struct bringing *b, size_t i)
{
	const struct share *s = &b->parts.share[b->share[i]];

	return s->quantity_known &&
	       mpq_equal(s->exact->quantity_lo, s->exact->quantity);
}

/* Marks what is on both sides, and did not change. */
static bool
find_shared(struct gained *g)
{
	const struct pairing *p = &g->x->d->pair;
	struct bringing *old = &g->side[OLD], *now = &g->side[NEW];

	for (int s = OLD; s < SIDES; s++) {
		g->shared[s] = calloc(g->side[s].n + 1, sizeof(*g->shared[s]));
		if (g->shared[s] == NULL)
			return false;
	}
	for (size_t i = 0; i < now->n; i++)
		g->at[now->item[i]] = (uint32_t)i;
	for (size_t i = 0; i < old->n; i++) {
		uint32_t partner = p->item[OLD][old->item[i]];
		uint32_t k = partner != BOM_NONE ? g->at[partner] : BOM_NONE;

		if (k == BOM_NONE || !is_untouched(g, old->item[i], partner) ||
		    !is_counted(old, i) || !is_counted(now, k))
			continue;
		g->shared[OLD][i] = g->shared[NEW][k] = true;
	}
	return true;
}

/* False: that is too much. */
static bool
spend(struct gained *g, size_t work)
{
	bool enough = work <= g->left;

	g->left = enough ? g->left - work : 0;
	return enough;
}

enum status
gained_open(struct gained *g, const struct item_pair *p, size_t ncolumn,
    struct error *err)
{
	const struct pairing *pair = &g->x->d->pair;

	forget_pair(g);
	if (g->x->other_basis ||
	    !spend(g, pair->b[OLD]->nitem + pair->b[NEW]->nitem))
		return ST_OK;
	g->open = true;
	for (int s = OLD; s < SIDES; s++) {
		const struct checked *c = g->x->c[s];

		if (bringing_open(&g->side[s], c, c->book->report.every[NELEM],
			p->item[s], err) != ST_OK)
			return err->code;
	}
	if (!find_shared(g))
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	g->closer = g->side[OLD].exact && g->side[NEW].exact &&
		    spend(g, (g->side[OLD].n + g->side[NEW].n) * ncolumn) &&
		    !has_totals(&g->side[OLD]) && !has_totals(&g->side[NEW]);
	return ST_OK;
}

/* Scratch of one column. */
struct sum {
	struct exact *d, x;
	mpq_t more, work;
};

/* What an item on both sides brings: how many more, times what one holds. */
static bool
add_shared(
    struct gained *g, size_t i, const struct channel *ch, struct sum *sum)
{
	const struct bringing *old = &g->side[OLD], *now = &g->side[NEW];
	size_t k = g->at[g->x->d->pair.item[OLD][old->item[i]]];
	int sign;

	mpq_sub(sum->more, now->parts.share[now->share[k]].exact->quantity,
	    old->parts.share[old->share[i]].exact->quantity);
	sign = mpq_sgn(sum->more);
	if (sign == 0)
		return true;
	if (!weigher_content(&g->side[NEW].weigher, k, ch, &sum->x))
		return false;
	mpq_abs(sum->more, sum->more);
	if (sign > 0)
		exact_add_scaled(sum->d, sum->more, &sum->x, sum->work);
	else
		exact_subtract_scaled(sum->d, sum->more, &sum->x, sum->work);
	return true;
}

/* Those of a side that are open by themselves. */
static bool
add_others(
    struct gained *g, enum side s, const struct channel *ch, struct sum *sum)
{
	mpq_set_ui(sum->more, 1, 1);
	for (size_t i = 0; i < g->side[s].n; i++) {
		if (g->shared[s][i])
			continue;
		if (!bringing_get(&g->side[s], i, ch, &sum->x))
			return false;
		if (s == NEW)
			exact_add(sum->d, &sum->x);
		else
			exact_subtract_scaled(
			    sum->d, sum->more, &sum->x, sum->work);
	}
	return true;
}

static bool
add_all(struct gained *g, const struct channel *ch[SIDES], struct sum *sum)
{
	for (size_t i = 0; i < g->side[OLD].n; i++)
		if (g->shared[OLD][i] && !add_shared(g, i, ch[NEW], sum))
			return false;
	return add_others(g, OLD, ch[OLD], sum) &&
	       add_others(g, NEW, ch[NEW], sum);
}

bool
gained_get(struct gained *g, const size_t column[SIDES], struct exact *d,
    struct error *err)
{
	const struct channel *ch[SIDES];
	struct sum sum = { .d = d };
	bool ok;

	if (!g->closer)
		return false;
	for (int s = OLD; s < SIDES; s++) {
		const struct plan *p = &g->x->c[s]->book->plan;

		if (column[s] == COLUMN_NONE || column[s] == COLUMN_MASS ||
		    column[s] > p->nchannel)
			return false;
		ch[s] = &p->channel[column[s] - COLUMN_CHANNEL(0)];
	}
	exact_init(&sum.x);
	mpq_inits(sum.more, sum.work, NULL);
	exact_zero(d);
	ok = add_all(g, ch, &sum);
	mpq_clears(sum.more, sum.work, NULL);
	exact_clear(&sum.x);
	if (!ok)
		error_set(err, ST_NOMEM, pos_none, "out of memory");
	return ok;
}
