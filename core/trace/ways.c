/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ways - the heaviest ways from a root to items below it; see ways.h.
 *
 * The k heaviest ways to an item go on from among the k heaviest ways to the
 * items that use it, since a quantity is never below zero.  So each item on
 * the way keeps its k best, parents before children, and a way is told by its
 * last use and the rank of the way that it goes on.
 */
#include "core/trace/ways.h"

#include <stdlib.h>

/* Does the use bring anything of what is told? */
static bool
is_followed(const struct ways *w, const struct use *u)
{
	return u->qty != NUM_ZERO && explain_reach(w->e, w->b, u) != REACH_NONE;
}

/* Which shares lie on a way to a chosen one: children first. */
static size_t
mark_ways(struct ways *w, const bool *chosen)
{
	const struct bom *b = w->b;
	const uint32_t *index = w->e->index;
	size_t slots = 0;

	for (size_t k = 0; k < b->nitem; k++) {
		uint32_t i = b->order[k], s = index[i];
		bool way;

		if (s == BOM_NONE)
			continue;
		way = chosen[s];
		for (uint32_t u = b->use_start[i];
		     !way && u < b->use_start[i + 1]; u++)
			way = is_followed(w, &b->use[u]) &&
			      w->slot[index[b->use[u].child]] != BOM_NONE;
		w->slot[s] = way ? (uint32_t)slots++ : BOM_NONE;
	}
	return slots;
}

/* Takes a way into the list of a slot, if it is among the best; of two alike
 * the one that was there stays before.  False: nor is any lighter one. */
static bool
offer(struct ways *w, uint32_t slot, struct way_step step)
{
	struct way_step *list = &w->step[slot * w->most];
	size_t i = w->n[slot];

	if (i == w->most && wide_cmp(step.quantity, list[i - 1].quantity) <= 0)
		return false;
	if (i == w->most)
		i--;
	else
		w->n[slot]++;
	for (; i > 0 && wide_cmp(step.quantity, list[i - 1].quantity) > 0; i--)
		list[i] = list[i - 1];
	list[i] = step;
	return true;
}

static void
hand_down(struct ways *w, uint32_t item, uint32_t from)
{
	const struct bom *b = w->b;
	uint32_t slot = w->slot[from];

	for (uint32_t k = b->use_start[item]; k < b->use_start[item + 1]; k++) {
		const struct use *u = &b->use[k];
		uint32_t to;
		struct wide q;

		if (!is_followed(w, u))
			continue;
		to = w->slot[w->e->index[u->child]];
		if (to == BOM_NONE)
			continue;
		q = wide_of(u->qty == BOM_NONE ? 1 : b->num.num[u->qty].lo);
		for (uint32_t r = 0; r < w->n[slot]; r++)
			if (!offer(w, to,
				(struct way_step){
				    wide_mul(
					w->step[slot * w->most + r].quantity,
					q),
				    from, k, r }))
				break;
	}
}

static void
spread(struct ways *w)
{
	const struct bom *b = w->b;
	uint32_t root = w->slot[0];

	if (root == BOM_NONE)
		return;
	w->n[root] = 1;
	w->step[root * w->most] =
	    (struct way_step){ wide_of(1), BOM_NONE, BOM_NONE, 0 };
	for (size_t k = b->nitem; k-- > 0;) {
		uint32_t item = b->order[k], s = w->e->index[item];

		if (s != BOM_NONE && w->slot[s] != BOM_NONE)
			hand_down(w, item, s);
	}
}

/*
 * ways_find - the heaviest ways to some shares.
 *
 * In:	share  indices into e->share
 *	most   at least 1
 * Out:	w      freed with ways_free(), also after an error
 * Cost:	O(uses below the root * most^2)
 */
enum status
ways_find(struct ways *w, const struct bom *b, const struct explanation *e,
    const uint32_t *share, size_t n, size_t most, struct error *err)
{
	bool *chosen = calloc(e->n + 1, sizeof(*chosen));
	enum status st = ST_NOMEM;
	size_t slots;

	*w = (struct ways){ .b = b, .e = e, .most = most };
	w->slot = malloc((e->n + 1) * sizeof(*w->slot));
	if (chosen == NULL || w->slot == NULL)
		goto out;
	for (size_t i = 0; i <= e->n; i++)
		w->slot[i] = BOM_NONE;
	for (size_t i = 0; i < n; i++)
		chosen[share[i]] = true;
	slots = mark_ways(w, chosen);
	w->step = calloc(slots * most + 1, sizeof(*w->step));
	w->n = calloc(slots + 1, sizeof(*w->n));
	if (w->step == NULL || w->n == NULL)
		goto out;
	spread(w);
	st = ST_OK;
out:
	free(chosen);
	return st == ST_OK
		   ? ST_OK
		   : error_set(err, ST_NOMEM, pos_none, "out of memory");
}

void
ways_free(struct ways *w)
{
	free(w->slot);
	free(w->step);
	free(w->n);
	*w = (struct ways){ .b = NULL };
}

size_t
ways_count(const struct ways *w, uint32_t share)
{
	return w->slot[share] != BOM_NONE ? w->n[w->slot[share]] : 0;
}

static const struct way_step *
step_of(const struct ways *w, uint32_t share, size_t rank)
{
	return &w->step[w->slot[share] * w->most + rank];
}

size_t
ways_length(const struct ways *w, uint32_t share, size_t rank)
{
	const struct way_step *s = step_of(w, share, rank);
	size_t n = 0;

	for (; s->from != BOM_NONE; s = step_of(w, s->from, s->rank))
		n++;
	return n;
}

void
ways_uses(const struct ways *w, uint32_t share, size_t rank, uint32_t *use)
{
	const struct way_step *s = step_of(w, share, rank);

	for (size_t i = ways_length(w, share, rank); i-- > 0;) {
		use[i] = s->use;
		s = step_of(w, s->from, s->rank);
	}
}

bool
ways_quantity(const struct bom *b, const uint32_t *use, size_t n, mpq_ptr out)
{
	mpq_t view;

	num_set_one(out);
	for (size_t i = 0; i < n; i++) {
		const struct use *u = &b->use[use[i]];

		if (u->qty == BOM_NONE)
			return false;
		if (u->qty == NUM_ONE)
			continue;
		numtab_view(&b->num, u->qty, view);
		mpq_mul(out, out, view);
	}
	return true;
}
