/* SPDX-License-Identifier: Apache-2.0 */
/* ask_question - what a question is about, and the order of questions; declared
 * in ask.h and ask_work.h. */
#include "core/rules/ask/ask_work.h"

#include "core/base/arena.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const char *
question_name(enum question_kind k)
{
	static const char *const names[QUESTION_COUNT] = {
		[QUESTION_ORIGIN] = "origin",
		[QUESTION_AMOUNT] = "amount",
		[QUESTION_MASS] = "mass",
		[QUESTION_CONTENT] = "content",
		[QUESTION_QUANTITY] = "quantity",
		[QUESTION_FORM] = "form",
		[QUESTION_VALUE] = "value",
		[QUESTION_PER_YEAR] = "per-year",
		[QUESTION_PER_SHIPMENT] = "per-shipment",
		[QUESTION_PRICE] = "price",
	};

	return names[k];
}

bool
question_is_own(const struct bom *b, const struct question *q)
{
	return q->kind >= QUESTION_QUANTITY || ask_is_record(b, q);
}

bool
question_tells_mass(const struct bom *b, const struct question *q)
{
	switch ((enum question_kind)q->kind) {
	case QUESTION_ORIGIN:
	case QUESTION_AMOUNT:
		return gaps_lacks_mass(b, q->item);
	case QUESTION_CONTENT:
	case QUESTION_MASS:
		return true;
	default:
		return false;
	}
}

bool
ask_is_of_the_bill(const struct bom *b, uint32_t declaration)
{
	const struct declaration *d = &b->decl[declaration];

	return d->at.line == 1 && d->at.col == 0 && d->at.file < b->nfile &&
	       b->file[d->at.file].role == ROLE_BOM;
}

uint32_t
ask_whom(const struct bom *b, uint32_t item)
{
	const struct maker_part *m = bom_sole_maker(b, item);
	uint32_t best = BOM_NONE;

	for (uint32_t k = b->content_start[item];
	     k < b->content_start[item + 1]; k++) {
		uint32_t d = b->content[k].decl;

		if (b->decl[d].supplier != 0 && !ask_is_of_the_bill(b, d) &&
		    b->decl[d].standing != STANDING_PRESUMED &&
		    (best == BOM_NONE || b->decl[d].rank < b->decl[best].rank))
			best = d;
	}
	if (best != BOM_NONE)
		return b->decl[best].supplier;
	if (b->item[item].maker != 0)
		return b->item[item].maker;
	return m != NULL && m->maker != 0 ? m->maker : bom_seller(b, item);
}

static int
compare_counts(uint32_t a, uint32_t b)
{
	return a > b ? -1 : a < b;
}

/* Verdicts settled, then those that are settled whatever the answer. */
static int
compare_settled(const struct worth *a, const struct worth *b)
{
	const struct settles *x = worth_settles(a), *y = worth_settles(b);
	int c = compare_counts(x->any, y->any);

	return c != 0 ? c : compare_counts(x->must, y->must);
}

/* Then what has no upper end, then width. */
int
ask_compare(const struct worth *a, const struct worth *b)
{
	int c = compare_settled(a, b);

	if (c == 0)
		c = compare_counts(a->endless, b->endless);
	if (c == 0 && (a->share > b->share || a->share < b->share))
		c = a->share > b->share ? -1 : 1;
	return c;
}

/* What points to rare earth goes first, then what narrows more, then the easier
 * question, then the order of the BOM. */
static int
compare_likely(const struct question *a, const struct question *b)
{
	int c = b->points - a->points;

	if (c == 0 && (a->widest > b->widest || a->widest < b->widest))
		c = a->widest > b->widest ? -1 : 1;
	return c != 0 ? c : (int)a->kind - (int)b->kind;
}

static int
by_use(const void *pa, const void *pb)
{
	const struct question *a = pa, *b = pb;
	int c = compare_settled(&a->worth, &b->worth);

	if (c == 0) /* what is known goes first */
		c = b->worth.sharp - a->worth.sharp;
	if (c == 0)
		c = ask_compare(&a->worth, &b->worth);
	if (c == 0)
		c = compare_likely(a, b);
	if (c == 0 && a->item != b->item)
		c = a->item < b->item ? -1 : 1;
	if (c == 0 && a->use != b->use)
		c = a->use < b->use ? -1 : 1;
	return c != 0 ? c : (int)a->element - (int)b->element;
}

static double
widest_effect(const struct worth *x)
{
	double widest = 0;

	for (size_t i = 0; i < x->neffect; i++)
		if (!x->effect[i].removes.hi_infinite)
			widest =
			    fmax(widest, mpq_get_d(x->effect[i].removes.hi));
	return widest;
}

void
ask_sort(struct inquiry *q)
{
	for (size_t i = 0; i < q->n; i++)
		q->question[i].widest = widest_effect(&q->question[i].worth);
	if (q->n > 0)
		qsort(q->question, q->n, sizeof(*q->question), by_use);
}

uint32_t
ask_question(
    struct ask_work *w, enum question_kind k, uint32_t item, uint32_t subject)
{
	struct inquiry *out = w->out;
	struct question *list;
	uint32_t *next, at = BOM_NONE;

	if (item != BOM_NONE)
		at = w->first[item];
	for (; at != BOM_NONE; at = w->next[at])
		if (out->question[at].kind == k &&
		    (k != QUESTION_QUANTITY ||
			out->question[at].use == subject))
			return at;
	for (uint32_t i = 0; item == BOM_NONE && i < out->n; i++)
		if (out->question[i].kind == k &&
		    out->question[i].element == subject)
			return i;
	list = array_grow(
	    out->question, &w->question_cap, out->n + 1, sizeof(*list));
	if (list == NULL)
		return BOM_NONE;
	out->question = list;
	next = array_grow(w->next, &w->next_cap, out->n + 1, sizeof(*next));
	if (next == NULL)
		return BOM_NONE;
	w->next = next;
	next =
	    array_grow(w->counted, &w->counted_cap, out->n + 1, sizeof(*next));
	if (next == NULL)
		return BOM_NONE;
	w->counted = next;
	next[out->n] = 0;
	next = w->next;
	at = (uint32_t)out->n++;
	list[at] = (struct question){ .kind = (uint8_t)k,
		.item = item,
		.adds = k != QUESTION_CONTENT,
		.points = item != BOM_NONE &&
			  (w->basis->bom->item[item].flags & ITEM_SUSPECT) != 0,
		.use = k == QUESTION_QUANTITY ? subject : BOM_NONE,
		.element = k == QUESTION_PRICE ? subject : 0 };
	next[at] = item != BOM_NONE ? w->first[item] : BOM_NONE;
	if (item != BOM_NONE)
		w->first[item] = at;
	return at;
}
