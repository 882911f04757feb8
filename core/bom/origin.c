/* SPDX-License-Identifier: Apache-2.0 */
/*
 * origin - several documents speak of the origin of one item: which counts?
 *
 * As for amounts: for each stage and element the best document that speaks
 * of it counts (declare.c).  Shares of one document at one stage add up;
 * above 100 % they contradict themselves, which is a finding, and what they
 * say of that stage is then left unknown.
 */
#include "core/bom/steps.h"

#include <stdlib.h>
#include <string.h>

#define STAGES (STAGE_COUNT + 1) /* STAGE_ALL is one of its own here */

struct origins {
	struct bom *b;
	struct findings *f;
	const uint32_t *rank;           /* [ndecl] 0 is best */
	uint32_t best[STAGES][NELEM];   /* declaration that counts */
	mpq_t sum[STAGES][NELEM], view; /* shares of it; view is an alias */
	bool over[STAGES][NELEM];
};

static uint32_t
elements_of(const struct origin *o)
{
	return o->elements != 0 ? o->elements : ELEMENT_ALL;
}

static bool
presumed(const struct bom *b, const struct origin *o)
{
	return o->standing == STANDING_PRESUMED ||
	       b->decl[o->decl].standing == STANDING_PRESUMED;
}

static void
find_best(struct origins *w, uint32_t first, uint32_t end)
{
	const struct bom *b = w->b;

	memset(w->best, 0xFF, sizeof(w->best)); /* BOM_NONE */
	for (uint32_t k = first; k < end; k++) {
		const struct origin *o = &b->origin[b->item_origin[k]];

		if (presumed(b, o))
			continue;
		for (int e = 0; e < NELEM; e++) {
			uint32_t *best = &w->best[o->stage][e];

			if ((elements_of(o) >> e & 1) != 0 &&
			    (*best == BOM_NONE ||
				w->rank[o->decl] < w->rank[*best]))
				*best = o->decl;
		}
	}
}

/* Does it prevail for any of its elements?  Only then it counts. */
static bool
prevails(const struct origins *w, const struct origin *o)
{
	if (presumed(w->b, o))
		return false;
	for (int e = 0; e < NELEM; e++)
		if ((elements_of(o) >> e & 1) != 0 &&
		    w->best[o->stage][e] == o->decl)
			return true;
	return false;
}

static void
say_over(struct origins *w, const struct origin *o)
{
	char label[160];

	findings_warn(w->f, ST_CONFLICT, bom_pos(w->b, o->at),
	    "%.*s: the shares of origin at the stage \"%s\" add up to more "
	    "than 100 %%: expected at most 100 %%; the stage counts as "
	    "unknown",
	    STR_ARG(bom_item_label(w->b, o->item, label, sizeof(label))),
	    stage_name((enum stage)o->stage));
}

/* Adds a share; true if it is the one that passes 100 %. */
static bool
add_share(struct origins *w, const struct origin *o)
{
	bool passed = false;

	if (o->absent || o->share.lo == NUM_ZERO)
		return false;
	numtab_view(&w->b->num, o->share.lo, w->view);
	for (int e = 0; e < NELEM; e++) {
		mpq_ptr sum = w->sum[o->stage][e];

		if ((elements_of(o) >> e & 1) == 0)
			continue;
		mpq_add(sum, sum, w->view);
		if (mpq_cmp_ui(sum, 1, 1) > 0 && !w->over[o->stage][e]) {
			w->over[o->stage][e] = true;
			passed = true;
		}
	}
	return passed;
}

static bool
is_over(const struct origins *w, const struct origin *o)
{
	for (int e = 0; e < NELEM; e++)
		if ((elements_of(o) >> e & 1) != 0 && w->over[o->stage][e])
			return true;
	return false;
}

static void
reset_sums(struct origins *w)
{
	for (int s = 0; s < STAGES; s++)
		for (int e = 0; e < NELEM; e++) {
			mpq_set_ui(w->sum[s][e], 0, 1);
			w->over[s][e] = false;
		}
}

static void
judge_item(struct origins *w, uint32_t first, uint32_t end)
{
	struct bom *b = w->b;

	find_best(w, first, end);
	reset_sums(w);
	for (uint32_t k = first; k < end; k++) {
		struct origin *o = &b->origin[b->item_origin[k]];

		o->counts = prevails(w, o);
		if (o->counts && add_share(w, o))
			say_over(w, o);
	}
	for (uint32_t k = first; k < end; k++) {
		struct origin *o = &b->origin[b->item_origin[k]];

		o->counts = o->counts && !is_over(w, o);
	}
}

/* Origins that stand with a content line belong to its document. */
static void
judge_line(struct origins *w, const struct content *c)
{
	struct bom *b = w->b;

	if (c->norigin == 0)
		return;
	reset_sums(w);
	for (uint32_t k = 0; k < c->norigin; k++) {
		struct origin *o = &b->origin[c->origin_first + k];

		o->counts = !presumed(b, o);
		if (o->counts && add_share(w, o))
			say_over(w, o);
	}
	for (uint32_t k = 0; k < c->norigin; k++) {
		struct origin *o = &b->origin[c->origin_first + k];

		o->counts = o->counts && !is_over(w, o);
	}
}

/*
 * link_origins - which statements of origin count.
 *
 * In:	rank   of each declaration, 0 is best
 */
void
link_origins(struct bom *b, const uint32_t *rank, struct findings *f)
{
	struct origins w = { .b = b, .f = f, .rank = rank };

	if (b->norigin == 0)
		return;
	for (int s = 0; s < STAGES; s++)
		for (int e = 0; e < NELEM; e++)
			mpq_init(w.sum[s][e]);
	for (uint32_t i = 0; i < b->nitem; i++)
		if (b->origin_start[i] < b->origin_start[i + 1])
			judge_item(
			    &w, b->origin_start[i], b->origin_start[i + 1]);
	for (size_t k = 0; k < b->ncontent; k++)
		judge_line(&w, &b->content[k]);
	for (int s = 0; s < STAGES; s++)
		for (int e = 0; e < NELEM; e++)
			mpq_clear(w.sum[s][e]);
}
