/* SPDX-License-Identifier: Apache-2.0 */
/* what_if - the same product after some answers; see what_if.h. */
#include "core/rules/what_if.h"

#include <stdlib.h>
#include <string.h>

static enum status
no_memory(struct error *err)
{
	return error_set(err, ST_NOMEM, pos_none, "out of memory");
}

static bool
has_unknown_use(const struct bom *b)
{
	for (size_t k = 0; k < b->nuse; k++)
		if (b->use[k].qty == BOM_NONE)
			return true;
	return false;
}

static bool
is_range(const struct item *it)
{
	return it->has_mass && it->mass.hi != NUM_INFINITE &&
	       it->mass.lo != it->mass.hi;
}

static bool
has_range(const struct bom *b)
{
	for (size_t i = 0; i < b->nitem; i++)
		if (is_range(&b->item[i]))
			return true;
	return false;
}

/* A copy of the uses, for quantities that are supposed. */
static bool
copy_uses(struct world *w, bool alone)
{
	const struct bom *b = w->basis->bom;

	if (!has_unknown_use(b))
		return true;
	w->use = malloc((b->nuse + 1) * sizeof(*w->use));
	if (w->use == NULL)
		return false;
	memcpy(w->use, b->use, b->nuse * sizeof(*w->use));
	for (size_t k = 0; alone && k < b->nuse; k++)
		if (w->use[k].qty == BOM_NONE)
			w->use[k].qty = NUM_ZERO;
	w->bom.use = w->use;
	return true;
}

/*
 * The greatest mass leaves the least share: a lower end of content less limit
 * times mass has the mass at its greatest.
 */
static bool
copy_masses(struct world *w)
{
	const struct bom *b = w->basis->bom;

	if (w->basis->book->plan.nmargin == 0 || !has_range(b))
		return true;
	w->item = malloc((b->nitem + 1) * sizeof(*w->item));
	if (w->item == NULL)
		return false;
	memcpy(w->item, b->item, b->nitem * sizeof(*w->item));
	for (size_t i = 0; i < b->nitem; i++)
		if (is_range(&w->item[i])) {
			w->item[i].mass.lo = w->item[i].mass.hi;
			w->item[i].mass.lo_open = w->item[i].mass.hi_open =
			    false;
		}
	w->bom.item = w->item;
	return true;
}

enum status
world_make(struct world *w, const struct ask_basis *basis, bool alone,
    struct error *err)
{
	size_t n = basis->bom->nitem;

	*w = (struct world){ .basis = basis, .bom = *basis->bom };
	w->bits = malloc(n + 1);
	if (w->bits == NULL)
		return no_memory(err);
	memset(w->bits, alone ? SUPPOSE_OWN | SUPPOSE_TELLS : 0, n + 1);
	w->suppose = (struct suppose){ .item = w->bits,
		.prices = alone ? ALL_ELEMENTS : 0,
		.choices = alone };
	w->bom.suppose = &w->suppose;
	if (!copy_uses(w, alone) || (alone && !copy_masses(w)))
		return no_memory(err);
	return ST_OK;
}

void
world_suppose(struct world *w, const struct question *q)
{
	bool alone = w->suppose.choices;
	enum answer a = (enum answer)q->kind;

	switch ((enum question_kind)q->kind) {
	case QUESTION_ORIGIN:
	case QUESTION_AMOUNT:
	case QUESTION_MASS:
	case QUESTION_CONTENT:
		if (alone)
			w->bits[q->item] &= (uint8_t)answer_alone(a);
		else
			w->bits[q->item] |= (uint8_t)answer_least(a);
		break;
	case QUESTION_QUANTITY:
		w->use[q->use].qty = alone ? BOM_NONE : NUM_ZERO;
		break;
	case QUESTION_PRICE:
		w->suppose.prices ^= (uint32_t)1 << q->element;
		break;
	default:
		break;
	}
}

static void
bounds_of(const void *ctx, size_t column, uint32_t item, struct bounds *out)
{
	const struct world *w = ctx;

	trace_bounds(w->trace, column, item, out);
}

static enum status
exact_of(const void *ctx, size_t column, const uint32_t *item, size_t n,
    struct exact *out, struct error *err)
{
	const struct world *w = ctx;

	*w->see_near = true;
	return trace_exact(w->trace, column, item, n, out, err);
}

static enum status
each_of(const void *ctx, size_t column, const uint32_t *item, size_t n,
    trace_visit visit, void *to, struct error *err)
{
	const struct world *w = ctx;

	*w->see_near = true;
	return trace_exact_each(w->trace, column, item, n, visit, to, err);
}

static bool
suspect_of(const void *ctx, uint32_t item)
{
	const struct world *w = ctx;

	return trace_suspect(w->trace, item);
}

enum status
world_judge(struct world *w, struct error *err)
{
	const struct evidence e = { w, bounds_of, exact_of, suspect_of, NULL,
		each_of, NULL };
	struct findings said = { 0 }; /* of the product itself: said before */
	enum status st;

	judgement_free(&w->judgement);
	trace_free(w->trace);
	w->trace = NULL;
	w->see_near = &w->near;
	w->near = false;
	st = trace_run(&w->bom, &w->basis->book->plan, w->basis->threads,
	    &w->trace, &said, err);
	findings_free(&said);
	if (st != ST_OK)
		return st;
	return judge(&w->judgement, w->basis->book, &w->bom, &e, err);
}

void
world_free(struct world *w)
{
	judgement_free(&w->judgement);
	trace_free(w->trace);
	free(w->bits);
	free(w->use);
	free(w->item);
	*w = (struct world){ 0 };
}
