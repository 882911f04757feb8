/* SPDX-License-Identifier: Apache-2.0 */
/*
 * recourse_ready - wholes that can be bought ready, and the ways through them;
 * see recourse_work.h.
 *
 * What is bought ready comes from elsewhere with all that is in it.  So a part
 * no longer brings anything by the ways that lead through it: by each way some
 * whole on it must be bought, or the part itself.
 */
#include "core/rules/recourse/recourse_work.h"

#include <math.h>
#include <stdlib.h>

/* Bits of what is in an item. */
enum { HOLDS_KEPT = 1, HOLDS_ANY = 2 };

/* A kept item is not given up with what it is in; nor is what holds nothing
 * that a choice changes worth anything. */
bool
recourse_mark_ready(const struct recourse_basis *b, uint8_t *ready)
{
	const struct bom *bom = b->ask.bom;
	uint8_t *holds = calloc(bom->nitem + 1, 1);

	if (holds == NULL)
		return false;
	for (size_t k = 0; k < bom->nitem; k++) {
		uint32_t i = bom->order[k];
		bool kept = b->keep != NULL && b->keep[i] != 0;

		for (uint32_t u = bom->use_start[i]; u < bom->use_start[i + 1];
		     u++)
			if (bom->use[u].qty != NUM_ZERO)
				holds[i] |= holds[bom->use[u].child];
		ready[i] = bom->use_start[i] < bom->use_start[i + 1] &&
			   recourse_may_choose(b, i) &&
			   (bom->item[i].flags & ITEM_PHANTOM) == 0 &&
			   holds[i] == HOLDS_ANY;
		holds[i] |= (kept ? HOLDS_KEPT : 0) |
			    (recourse_may_bring(b, i) ? HOLDS_ANY : 0);
	}
	free(holds);
	return true;
}

void
recourse_from(const struct bom *b, uint32_t item, bool surely, uint32_t *from)
{
	for (size_t i = 0; i < b->nitem; i++)
		from[i] = BOM_NONE;
	for (size_t i = b->nitem; i-- > 0;) {
		uint32_t at = b->order[i], end = b->use_start[at + 1];

		if (at != item && from[at] == BOM_NONE)
			continue;
		for (uint32_t k = b->use_start[at]; k < end; k++) {
			const struct use *u = &b->use[k];

			if (u->qty != NUM_ZERO && from[u->child] == BOM_NONE &&
			    (!surely || recourse_is_sure(b, k, end)))
				from[u->child] = at;
		}
	}
}

void
recourse_amounts(
    const struct bom *b, uint32_t item, double unknown, double *amount)
{
	for (size_t i = 0; i < b->nitem; i++)
		amount[i] = 0;
	amount[item] = 1;
	for (size_t i = b->nitem; i-- > 0;) {
		uint32_t at = b->order[i];

		if (!(amount[at] > 0))
			continue;
		for (uint32_t k = b->use_start[at]; k < b->use_start[at + 1];
		     k++) {
			const struct use *u = &b->use[k];
			double q = u->qty == BOM_NONE ? unknown
						      : b->num.num[u->qty].hi;

			if (u->qty != NUM_ZERO && q > 0)
				amount[u->child] += amount[at] * q;
		}
	}
}

/* ---- the choice in the product as it is read */

/* What is still there as it is: what is shipped or in nothing, and what is in
 * it, but for what is bought. */
static void
mark_staying(const struct bom *b, const uint8_t *shipped, const uint8_t *bought,
    uint8_t *stays)
{
	for (size_t k = b->nitem; k-- > 0;) {
		uint32_t i = b->order[k];

		stays[i] |= shipped[i] != 0 || b->is_child[i] == CHILD_NO;
		for (uint32_t u = b->use_start[i];
		     stays[i] != 0 && bought[i] == 0 && u < b->use_start[i + 1];
		     u++)
			stays[b->use[u].child] = 1;
	}
}

/* What is in something that is bought. */
static void
mark_bought(const struct bom *b, const uint8_t *bought, uint8_t *in)
{
	for (size_t k = b->nitem; k-- > 0;) {
		uint32_t i = b->order[k];

		for (uint32_t u = b->use_start[i];
		     (bought[i] != 0 || in[i] != 0) && u < b->use_start[i + 1];
		     u++)
			in[b->use[u].child] = 1;
	}
}

bool
recourse_parts_find(struct recourse_parts *p, const struct recourse *r,
    const struct bom *b, const uint8_t *shipped)
{
	uint8_t *bought = calloc(b->nitem + 1, 1);
	uint8_t *stays = calloc(b->nitem + 1, 1);
	bool ok;

	*p = (struct recourse_parts){ .from = calloc(b->nitem + 1, 1),
		.twin = calloc(b->nitem + 1, 1),
		.uses = calloc(b->nitem + 1, 1) };
	ok = bought != NULL && stays != NULL && p->from != NULL &&
	     p->twin != NULL && p->uses != NULL;
	for (size_t i = 0; ok && i < r->nitem; i++) {
		p->from[r->item[i]] = 1;
		bought[r->item[i]] = r->whole[i];
	}
	if (ok) {
		mark_staying(b, shipped, bought, stays);
		mark_bought(b, bought, p->twin);
	}
	for (size_t i = 0; ok && i < b->nitem; i++) {
		bool in = p->twin[i] != 0;

		p->twin[i] = in && stays[i] != 0;
		p->uses[i] = bought[i] != 0 || (in && stays[i] == 0);
		p->from[i] |= in && stays[i] == 0;
		p->twins |= p->twin[i] != 0;
	}
	free(bought);
	free(stays);
	return ok;
}

void
recourse_parts_free(struct recourse_parts *p)
{
	free(p->from);
	free(p->twin);
	free(p->uses);
	*p = (struct recourse_parts){ .from = NULL };
}
