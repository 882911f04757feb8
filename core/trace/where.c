/* SPDX-License-Identifier: Apache-2.0 */
/*
 * where - which items hold one item; see where.h.
 *
 * Items stand children first, so one pass over all uses finds whatever is
 * above: an item is, if it uses one that is.  That costs less than to turn
 * all uses round into lists of parents, and needs no memory for them.
 */
#include "core/trace/where.h"

#include <stdlib.h>

/* Adds an item to what is above; NULL when memory is out. */
static struct above *
new_above(struct where *w, size_t *cap, uint32_t item)
{
	const struct bom *b = w->b;
	struct above *a = array_grow(w->above, cap, w->n + 1, sizeof(*a));

	if (a == NULL)
		return NULL;
	w->above = a;
	a = &w->above[w->n];
	*a = (struct above){ .item = item,
		.via = BOM_NONE,
		.use = BOM_NONE,
		.foot = (uint32_t)w->n,
		.direct = BOM_NONE };
	a->product = bom_is_product(b, item);
	w->nproduct += a->product;
	w->index[item] = (uint32_t)w->n++;
	return a;
}

/* What the item a holds through use k of something that is above, as one of
 * several alternatives or alone; returns how much that is, about. */
static struct wide
take_use(struct where *w, struct above *a, uint32_t k)
{
	const struct use *u = &w->b->use[k];
	struct above *part = &w->above[w->index[u->child]];
	struct wide q =
	    wide_of(u->qty == BOM_NONE ? 1 : w->b->num.num[u->qty].lo);
	struct wide along = wide_mul(q, part->heaviest);

	part->parents++;
	if (part == w->above && a->direct == BOM_NONE)
		a->direct = k;
	if (a->via == BOM_NONE || wide_cmp(along, a->heaviest) > 0) {
		a->heaviest = along;
		a->via = w->index[u->child];
		a->use = k;
		a->steps = part->steps + 1;
		a->foot =
		    a->steps <= WHERE_FOOT ? w->index[a->item] : part->foot;
	}
	return wide_mul(q, part->about);
}

static bool
climb(struct where *w, size_t *cap, uint32_t item)
{
	const struct bom *b = w->b;
	uint32_t end = b->use_start[item + 1];
	struct above *a = NULL;

	for (uint32_t k = b->use_start[item], next; k < end; k = next) {
		struct wide most = wide_of(0);

		next = bom_place_end(b, k, end);
		for (uint32_t u = k; u < next; u++) {
			struct wide x;

			if (w->index[b->use[u].child] == BOM_NONE ||
			    b->use[u].qty == NUM_ZERO)
				continue;
			if (a == NULL)
				a = new_above(w, cap, item);
			if (a == NULL)
				return false;
			x = take_use(w, a, u);
			if (wide_cmp(x, most) > 0)
				most = x;
		}
		if (a != NULL)
			a->about = wide_add(a->about, most);
	}
	w->ndirect += a != NULL && a->direct != BOM_NONE;
	return true;
}

/*
 * where_find - all that holds an item.
 *
 * Out:	out   freed with where_free(), also after an error
 * Err:	ST_NOMEM
 * Cost:	one pass over all uses
 */
enum status
where_find(
    const struct bom *b, uint32_t item, struct where *out, struct error *err)
{
	struct above *self;
	size_t cap = 0;
	bool ok;

	*out = (struct where){ .b = b };
	out->index = malloc((b->nitem + 1) * sizeof(*out->index));
	for (size_t i = 0; out->index != NULL && i < b->nitem; i++)
		out->index[i] = BOM_NONE;
	self = out->index != NULL ? new_above(out, &cap, item) : NULL;
	ok = self != NULL;
	if (ok)
		self->heaviest = self->about = wide_of(1);
	for (size_t k = 0; ok && k < b->nitem; k++)
		if (b->order[k] != item)
			ok = climb(out, &cap, b->order[k]);
	return ok ? ST_OK : error_set(err, ST_NOMEM, pos_none, "out of memory");
}

void
where_free(struct where *w)
{
	free(w->above);
	free(w->index);
	*w = (struct where){ .b = NULL };
}
