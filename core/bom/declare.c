/* SPDX-License-Identifier: Apache-2.0 */
/*
 * declare - several documents speak of one item: which one counts?
 *
 * For each element of an item the best document that says anything about it
 * counts: verified before declared, newer before older, then as read.
 * Presumed documents never count here; trace.h can be asked to count them.
 * Documents that lose stay in the bom, and a disagreement is a finding.
 */
#include "core/bom/steps.h"

#include <stdlib.h>

struct judge {
	struct bom *b;
	struct findings *f;
	/* The declaration that counts for each element, and for what is no
	   rare earth: [1] of what was used and is not contained. */
	uint32_t best[2][NELEM], best_other[2];
};

static int
compare_declarations(const void *pa, const void *pb, void *arg)
{
	const struct bom *b = arg;
	uint32_t ia = *(const uint32_t *)pa, ib = *(const uint32_t *)pb;
	const struct declaration *x = &b->decl[ia], *y = &b->decl[ib];

	if (x->standing != y->standing)
		return x->standing < y->standing ? -1 : 1;
	if (x->date != y->date)
		return x->date > y->date ? -1 : 1;
	return ia < ib ? -1 : 1;
}

static bool
rank_declarations(struct bom *b)
{
	uint32_t *order = malloc((b->ndecl + 1) * sizeof(*order));

	if (order == NULL)
		return false;
	for (uint32_t i = 0; i < b->ndecl; i++)
		order[i] = i;
	qsort_r(order, b->ndecl, sizeof(*order), compare_declarations, b);
	for (uint32_t i = 0; i < b->ndecl; i++)
		b->decl[order[i]].rank = i;
	free(order);
	return true;
}

static bool
is_better(const struct judge *j, uint32_t decl, uint32_t than)
{
	const struct declaration *d = j->b->decl;

	return than == BOM_NONE || d[decl].rank < d[than].rank;
}

static bool
presumed(const struct bom *b, const struct content *c)
{
	return b->decl[c->decl].standing == STANDING_PRESUMED;
}

/* Elements about which a line says something. */
static uint32_t
spoken_of(const struct content *c)
{
	return c->kind == CONTENT_COMPLETE ? 0 : c->elements;
}

static void
find_best(struct judge *j, uint32_t first, uint32_t end)
{
	for (int p = 0; p < 2; p++) {
		for (int e = 0; e < NELEM; e++)
			j->best[p][e] = BOM_NONE;
		j->best_other[p] = BOM_NONE;
	}
	for (uint32_t k = first; k < end; k++) {
		const struct content *c = &j->b->content[k];
		/* "nothing else" speaks of every element */
		uint32_t mask =
		    c->kind == CONTENT_COMPLETE ? ELEMENT_ALL : spoken_of(c);

		uint32_t *best = j->best[c->process != 0];
		uint32_t *other = &j->best_other[c->process != 0];

		if (c->kind == CONTENT_NOT_ADDED)
			continue; /* proves nothing, so displaces nothing */
		if (mask == 0 && c->kind == CONTENT_AMOUNT &&
		    is_better(j, c->decl, *other))
			*other = c->decl;
		for (int e = 0; mask >> e != 0; e++)
			if ((mask >> e & 1) != 0 &&
			    is_better(j, c->decl, best[e]))
				best[e] = c->decl;
	}
}

/* The elements of a line of which no better document speaks. */
static uint32_t
won_by(const struct judge *j, const struct content *c)
{
	const uint32_t *best = j->best[c->process != 0];
	uint32_t mask = spoken_of(c), won = 0;

	if (mask == 0)
		return c->kind != CONTENT_AMOUNT ||
			       c->decl == j->best_other[c->process != 0]
			   ? ELEMENT_ALL
			   : 0;
	for (int e = 0; mask >> e != 0; e++)
		if ((mask >> e & 1) != 0 &&
		    (best[e] == c->decl || (c->kind == CONTENT_NOT_ADDED &&
					       is_better(j, c->decl, best[e]))))
			won |= (uint32_t)1 << e;
	return won;
}

/*
 * "Nothing beyond this list" holds unless a better document adds an element
 * that the list has not.
 */
static bool
complete_holds(const struct judge *j, uint32_t first, uint32_t end,
    const struct content *claim)
{
	uint32_t listed = 0, added = 0;

	for (uint32_t k = first; k < end; k++) {
		const struct content *c = &j->b->content[k];

		if (c->kind != CONTENT_AMOUNT || c->process)
			continue;
		if (c->decl == claim->decl)
			listed |= c->elements;
		else if (!presumed(j->b, c) &&
			 is_better(j, c->decl, claim->decl))
			added |= c->elements;
	}
	return (added & ~listed) == 0;
}

static int
compare_ids(const struct bom *b, uint32_t x, uint32_t y)
{
	mpq_t a, c;

	if (x == y)
		return 0;
	if (x == NUM_INFINITE || y == NUM_INFINITE)
		return x == NUM_INFINITE ? 1 : -1;
	numtab_view(&b->num, x, a);
	numtab_view(&b->num, y, c);
	return mpq_cmp(a, c);
}

/* Can both amounts be true?  Only amounts of one kind are compared. */
static bool
disjoint(const struct bom *b, const struct content *x, const struct content *y)
{
	const struct amount *p = &x->amount, *q = &y->amount;
	int c;

	if (p->is_share != q->is_share || x->basis != y->basis ||
	    x->substance != y->substance || x->elements != y->elements ||
	    x->scope != y->scope || x->process != y->process)
		return false;
	c = compare_ids(b, p->hi, q->lo);
	if (c < 0 || (c == 0 && (p->hi_open || q->lo_open)))
		return true;
	c = compare_ids(b, q->hi, p->lo);
	return c < 0 || (c == 0 && (q->hi_open || p->lo_open));
}

static bool
states_amount(const struct content *c)
{
	return c->kind == CONTENT_AMOUNT || c->kind == CONTENT_NEGATIVE;
}

static void
say_conflict(
    struct judge *j, const struct content *kept, const struct content *lost)
{
	const struct bom *b = j->b;
	struct pos at = bom_pos(b, kept->at);
	char label[160];

	findings_warn(j->f, ST_CONFLICT, bom_pos(b, lost->at),
	    "%.*s: another amount of %s is stated at %s:%u, which counts "
	    "because it is %s: expected one statement, ask the supplier",
	    STR_ARG(bom_item_label(b, lost->item, label, sizeof(label))),
	    lost->elements != 0 && (lost->elements & (lost->elements - 1)) == 0
		? element_at(__builtin_ctz(lost->elements))->name
		: "the same",
	    at.file != NULL ? at.file : "", at.line,
	    b->decl[kept->decl].standing < b->decl[lost->decl].standing
		? "verified"
	    : b->decl[kept->decl].date > b->decl[lost->decl].date
		? "newer"
		: "read first");
}

/* Compares each losing line with the first prevailing one on its elements. */
static void
find_conflicts(struct judge *j, uint32_t first, uint32_t end)
{
	const struct content *kept[NELEM] = { NULL }, *claim = NULL;

	for (uint32_t k = first; k < end; k++) {
		const struct content *c = &j->b->content[k];

		if (c->counts && states_amount(c) && c->elements != 0) {
			int e = __builtin_ctz(c->elements);

			if (kept[e] == NULL)
				kept[e] = c;
		}
		if (c->counts && c->kind == CONTENT_COMPLETE)
			claim = c;
	}
	for (uint32_t k = first; k < end; k++) {
		const struct content *c = &j->b->content[k];
		const struct content *other;

		if (c->counts || !states_amount(c) || c->elements == 0 ||
		    presumed(j->b, c))
			continue;
		other = kept[__builtin_ctz(c->elements)];
		if (other != NULL && disjoint(j->b, other, c))
			say_conflict(j, other, c);
		else if (other == NULL && claim != NULL &&
			 (c->amount.lo != NUM_ZERO || c->amount.lo_open))
			say_conflict(j, claim, c);
	}
}

static void
judge_item(struct judge *j, uint32_t item)
{
	struct bom *b = j->b;
	uint32_t first = b->content_start[item];
	uint32_t end = b->content_start[item + 1];

	find_best(j, first, end);
	for (uint32_t k = first; k < end; k++) {
		struct content *c = &b->content[k];

		c->won = won_by(j, c);
		c->counts = c->won != 0 && !presumed(b, c);
		if (c->counts && c->kind == CONTENT_COMPLETE)
			c->counts = complete_holds(j, first, end, c);
		if (c->counts && c->elements != 0 && c->amount.hi != NUM_ZERO)
			b->item[item].flags |= ITEM_SUSPECT;
	}
	find_conflicts(j, first, end);
}

bool
link_declare(struct bom *b, struct findings *f)
{
	struct judge j = { .b = b, .f = f };

	if (!rank_declarations(b))
		return false;
	for (uint32_t i = 0; i < b->nitem; i++)
		if (b->content_start[i] < b->content_start[i + 1])
			judge_item(&j, i);
	link_origins(b, f);
	return true;
}
