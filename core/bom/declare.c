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
	uint32_t *rank;       /* [ndecl] 0 is best */
	uint32_t best[NELEM]; /* declaration that counts per element */
	uint32_t best_other;  /* for what is no rare earth */
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
rank_declarations(struct judge *j)
{
	struct bom *b = j->b;
	uint32_t *order = malloc((b->ndecl + 1) * sizeof(*order));

	j->rank = malloc((b->ndecl + 1) * sizeof(*j->rank));
	if (order == NULL || j->rank == NULL) {
		free(order);
		free(j->rank);
		return false;
	}
	for (uint32_t i = 0; i < b->ndecl; i++)
		order[i] = i;
	qsort_r(order, b->ndecl, sizeof(*order), compare_declarations, b);
	for (uint32_t i = 0; i < b->ndecl; i++)
		j->rank[order[i]] = i;
	free(order);
	return true;
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
	for (int e = 0; e < NELEM; e++)
		j->best[e] = BOM_NONE;
	j->best_other = BOM_NONE;
	for (uint32_t k = first; k < end; k++) {
		const struct content *c = &j->b->content[k];
		/* "nothing else" speaks of every element */
		uint32_t mask =
		    c->kind == CONTENT_COMPLETE ? ELEMENT_ALL : spoken_of(c);

		if (presumed(j->b, c))
			continue;
		if (mask == 0 && c->kind == CONTENT_AMOUNT &&
		    (j->best_other == BOM_NONE ||
			j->rank[c->decl] < j->rank[j->best_other]))
			j->best_other = c->decl;
		for (int e = 0; mask >> e != 0; e++)
			if ((mask >> e & 1) != 0 &&
			    (j->best[e] == BOM_NONE ||
				j->rank[c->decl] < j->rank[j->best[e]]))
				j->best[e] = c->decl;
	}
}

/* A line counts unless a better document speaks of all its elements. */
static bool
prevails(const struct judge *j, const struct content *c)
{
	uint32_t mask = spoken_of(c);

	if (presumed(j->b, c))
		return false;
	if (mask == 0)
		return c->kind != CONTENT_AMOUNT || c->decl == j->best_other;
	for (int e = 0; mask >> e != 0; e++)
		if ((mask >> e & 1) != 0 && j->best[e] == c->decl)
			return true;
	return false;
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
			 j->rank[c->decl] < j->rank[claim->decl])
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

		c->counts = prevails(j, c);
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

	if (!rank_declarations(&j))
		return false;
	for (uint32_t i = 0; i < b->nitem; i++)
		if (b->content_start[i] < b->content_start[i + 1])
			judge_item(&j, i);
	link_origins(b, j.rank, f);
	free(j.rank);
	return true;
}
