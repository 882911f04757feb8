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

struct origins {
	struct bom *b;
	struct findings *f;
	uint32_t best[STAGE_COUNT][NELEM];   /* declaration that counts */
	mpq_t sum[STAGE_COUNT][NELEM], view; /* shares of it; view: an alias */
	bool over[STAGE_COUNT][NELEM];
};

static uint32_t
elements_of(const struct origin *o)
{
	return o->elements != 0 ? o->elements : ELEMENT_ALL;
}

/* Does it speak of this stage of this element? */
static bool
speaks_of(const struct origin *o, int stage, int e)
{
	bool meant = o->stage == STAGE_ALL ? stage != STAGE_RECYCLING
					   : o->stage == stage;

	return meant && (elements_of(o) >> e & 1) != 0;
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
		for (int s = 0; s < STAGE_COUNT; s++)
			for (int e = 0; e < NELEM; e++) {
				uint32_t *best = &w->best[s][e];

				if (speaks_of(o, s, e) &&
				    (*best == BOM_NONE ||
					b->decl[o->decl].rank <
					    b->decl[*best].rank))
					*best = o->decl;
			}
	}
}

/* Is it the best document on this stage of this element? */
static bool
wins(const struct origins *w, const struct origin *o, int stage, int e)
{
	return speaks_of(o, stage, e) && w->best[stage][e] == o->decl;
}

/* Does it prevail anywhere?  Only then it counts, and only there. */
static bool
prevails(const struct origins *w, const struct origin *o)
{
	if (presumed(w->b, o))
		return false;
	for (int s = 0; s < STAGE_COUNT; s++)
		for (int e = 0; e < NELEM; e++)
			if (wins(w, o, s, e))
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
	for (int s = 0; s < STAGE_COUNT; s++)
		for (int e = 0; e < NELEM; e++) {
			mpq_ptr sum = w->sum[s][e];

			if (!wins(w, o, s, e))
				continue;
			mpq_add(sum, sum, w->view);
			if (mpq_cmp_ui(sum, 1, 1) > 0 && !w->over[s][e]) {
				w->over[s][e] = true;
				passed = true;
			}
		}
	return passed;
}

static bool
is_over(const struct origins *w, const struct origin *o)
{
	for (int s = 0; s < STAGE_COUNT; s++)
		for (int e = 0; e < NELEM; e++)
			if (wins(w, o, s, e) && w->over[s][e])
				return true;
	return false;
}

static void
reset_sums(struct origins *w)
{
	for (int s = 0; s < STAGE_COUNT; s++)
		for (int e = 0; e < NELEM; e++) {
			mpq_set_ui(w->sum[s][e], 0, 1);
			w->over[s][e] = false;
		}
}

static void
say_conflict(
    struct origins *w, const struct origin *kept, const struct origin *lost)
{
	const struct bom *b = w->b;
	struct pos at = bom_pos(b, kept->at);
	char label[160];

	findings_warn(w->f, ST_CONFLICT, bom_pos(b, lost->at),
	    "%.*s: another origin at the stage \"%s\" is stated at %s:%u, "
	    "which counts because it is %s: expected one statement, ask the "
	    "supplier",
	    STR_ARG(bom_item_label(b, lost->item, label, sizeof(label))),
	    stage_name((enum stage)lost->stage), at.file != NULL ? at.file : "",
	    at.line,
	    b->decl[kept->decl].standing < b->decl[lost->decl].standing
		? "verified"
	    : b->decl[kept->decl].date > b->decl[lost->decl].date
		? "newer"
		: "read first");
}

/* Each losing statement against the first that counts in its place. */
static void
find_conflicts(struct origins *w, uint32_t first, uint32_t end)
{
	const struct bom *b = w->b;
	const struct origin *kept[STAGE_COUNT][NELEM] = { { NULL } };

	for (uint32_t k = first; k < end; k++) {
		const struct origin *o = &b->origin[b->item_origin[k]];

		for (int s = 0; s < STAGE_COUNT; s++)
			for (int e = 0; e < NELEM; e++)
				if (kept[s][e] == NULL && wins(w, o, s, e))
					kept[s][e] = o;
	}
	for (uint32_t k = first; k < end; k++) {
		const struct origin *o = &b->origin[b->item_origin[k]];
		const struct origin *other = NULL;

		for (int i = 0; i < STAGE_COUNT * NELEM; i++) {
			int s = i / NELEM, e = i % NELEM;

			if (other == NULL && !presumed(b, o) &&
			    speaks_of(o, s, e) && !wins(w, o, s, e) &&
			    (o->absent != kept[s][e]->absent ||
				strcmp(o->country, kept[s][e]->country) != 0))
				other = kept[s][e];
		}
		if (other != NULL)
			say_conflict(w, other, o);
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
	find_conflicts(w, first, end);
}

/* Origins that stand with a content line belong to its document. */
static void
judge_line(struct origins *w, const struct content *c)
{
	struct bom *b = w->b;

	if (c->norigin == 0)
		return;
	reset_sums(w);
	for (int s = 0; s < STAGE_COUNT; s++)
		for (int e = 0; e < NELEM; e++)
			w->best[s][e] = c->decl;
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
 * In:	b   its documents ranked
 */
void
link_origins(struct bom *b, struct findings *f)
{
	struct origins w = { .b = b, .f = f };

	if (b->norigin == 0)
		return;
	for (int s = 0; s < STAGE_COUNT; s++)
		for (int e = 0; e < NELEM; e++)
			mpq_init(w.sum[s][e]);
	for (uint32_t i = 0; i < b->nitem; i++)
		if (b->origin_start[i] < b->origin_start[i + 1])
			judge_item(
			    &w, b->origin_start[i], b->origin_start[i + 1]);
	for (size_t k = 0; k < b->ncontent; k++)
		judge_line(&w, &b->content[k]);
	for (int s = 0; s < STAGE_COUNT; s++)
		for (int e = 0; e < NELEM; e++)
			mpq_clear(w.sum[s][e]);
}
