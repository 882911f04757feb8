/* SPDX-License-Identifier: Apache-2.0 */
/* what_if - the same product after some answers; see what_if.h. */
#include "core/rules/ask/what_if.h"

#include "core/rules/apart.h"

#include <math.h>
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

bool
world_own_uses(struct world *w)
{
	const struct bom *b = w->basis->bom;

	if (w->use != NULL)
		return true;
	w->use = malloc((b->nuse + 1) * sizeof(*w->use));
	if (w->use == NULL)
		return false;
	memcpy(w->use, b->use, b->nuse * sizeof(*w->use));
	w->bom.use = w->use;
	return true;
}

bool
world_own_items(struct world *w)
{
	const struct bom *b = w->basis->bom;

	if (w->item != NULL)
		return true;
	w->item = malloc((b->nitem + 1) * sizeof(*w->item));
	if (w->item == NULL)
		return false;
	memcpy(w->item, b->item, b->nitem * sizeof(*w->item));
	w->bom.item = w->item;
	return true;
}

/* A copy of the uses, for quantities that are supposed. */
static bool
copy_uses(struct world *w, bool alone)
{
	const struct bom *b = w->basis->bom;

	if (!has_unknown_use(b))
		return true;
	if (!world_own_uses(w))
		return false;
	for (size_t k = 0; alone && k < b->nuse; k++)
		if (w->use[k].qty == BOM_NONE)
			w->use[k].qty = NUM_ZERO;
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
	if (!world_own_items(w))
		return false;
	for (size_t i = 0; i < b->nitem; i++)
		if (is_range(&w->item[i])) {
			w->item[i].mass.lo = w->item[i].mass.hi;
			w->item[i].mass.lo_open = w->item[i].mass.hi_open =
			    false;
		}
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
	if (alone && basis->book->nseat > 0)
		w->asked = calloc(n + 1, 1);
	if (!copy_uses(w, alone) || (alone && !copy_masses(w)) ||
	    (alone && basis->book->nseat > 0 && w->asked == NULL))
		return no_memory(err);
	return ST_OK;
}

void
world_suppose(struct world *w, const struct question *q)
{
	bool alone = w->suppose.choices;
	enum answer a = (enum answer)q->kind;

	if (w->asked != NULL && question_tells_mass(w->basis->bom, q)) {
		w->nasked += w->asked[q->item] == 0;
		w->asked[q->item] = 1;
	}
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

/*
 * Of a thing in an item: is what its amounts are held against known, as far as
 * that must be?  Of a mass that nobody knows only who answers for all that has
 * none can show that a share of it is great.
 */
static bool
can_meet(const void *ctx, const struct ready_test *t, uint32_t item)
{
	const struct world *w = ctx;
	const struct judgement *j = w->basis->judgement;
	uint32_t one = w->massless != NULL ? w->massless[item] : BOM_NONE;
	struct bounds now;

	switch (t->test->kind) {
	case TEST_VALUE_SHARE:
		return mpq_sgn(t->limit) == 0 ||
		       test_item_value(j, item) != BOM_NONE;
	case TEST_ANNUAL:
		return test_per_year(j, t->test, item) != NULL;
	case TEST_MASS_SHARE:
		trace_bounds(w->basis->trace, t->margin, item, &now);
		return one == BOM_NONE || isfinite(now.lo) ||
		       (one == GAPS_MANY ? w->nasked > 1 : w->asked[one] != 0);
	default:
		return true;
	}
}

bool
world_meets(const struct world *w, size_t rule, uint32_t item)
{
	const struct judgement *j = &w->judgement;
	const struct booked_rule *b = &w->basis->book->rule[rule];
	struct decider by;

	if (judgement_least(j, VARIANT_LAW, rule, item) == VERDICT_CLEAR)
		return false;
	for (size_t i = 0; i < b->nseat; i++)
		if (apart_decider(
			j, VARIANT_LAW, rule, b->seat[i].test, item, &by) &&
		    by.verdict != VERDICT_TRIGGERED)
			return false;
	return true;
}

enum status
world_judge(struct world *w, struct error *err)
{
	const struct evidence e = { w, bounds_of, exact_of, suspect_of, NULL,
		each_of, NULL, w->asked != NULL ? can_meet : NULL };
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
	free(w->asked);
	*w = (struct world){ 0 };
}
