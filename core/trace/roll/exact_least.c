/* SPDX-License-Identifier: Apache-2.0 */
/*
 * exact_least - items that hold at least so much, and perhaps any amount more;
 * see exact_work.h.
 *
 * Where nobody has told of all, that is nearly every item.  Its one number
 * stands at its place in a table: no memory is asked for, and none is waited
 * for but this.  What takes more words goes the way of all others.
 */
#include "core/trace/roll/exact_work.h"

#include "core/base/pages.h"

#include <stdlib.h>

/* [uses] So far ahead memory is asked for the number of a part. */
#define AHEAD 24

bool
exact_least_init(struct exactor *x)
{
	const struct channel *ch = x->channel;

	if (ch == NULL || x->margin != NULL || ch->forms != 0 ||
	    ch->stop != 0 ||
	    (ch->measure != MEASURE_MASS && ch->measure != MEASURE_VALUE) ||
	    x->t->b->suppose != NULL)
		return true;
	x->least = calloc(x->t->b->nitem + 1, sizeof(*x->least));
	pages_ready(x->least, x->t->b->nitem * sizeof(*x->least));
	return x->least != NULL;
}

/* sum += quantity * part; false: the part is told elsewhere, or it is not as
 * simple as that. */
static bool
add_use(const struct exactor *x, struct brief *sum, const struct use *u)
{
	const struct brief *part = &x->least[u->child];

	return part->den != 0 && u->qty != BOM_NONE &&
	       !ties_is_tied(&x->ties, u->child) &&
	       brief_add(sum, &x->t->b->num.num[u->qty], part);
}

bool
exact_least_sum(struct exactor *x, uint32_t item)
{
	const struct bom *b = x->t->b;
	uint32_t end = b->use_start[item + 1];
	struct brief sum = BRIEF_ZERO;

	for (uint32_t k = b->use_start[item]; k < end; k++) {
		/* mostly the next item is the one whose turn is next */
		if (k + AHEAD < b->nuse)
			__builtin_prefetch(&x->least[b->use[k + AHEAD].child]);
		if (bom_place_end(b, k, end) > k + 1 ||
		    !add_use(x, &sum, &b->use[k]))
			return false;
	}
	brief_settle(&sum);
	x->least[item] = sum;
	x->cell[item] = brief_is_zero(&sum) ? &x->any : &x->at_least;
	return true;
}

bool
exact_least_take(struct exactor *x, uint32_t item, const struct exact *amount)
{
	return x->least != NULL && amount->hi_infinite &&
	       !amount->lo_infinite && !amount->lo_open && !amount->hi_open &&
	       !amount->lo_loose && !amount->hi_loose &&
	       brief_of(&x->least[item], amount->lo);
}

const struct exact *
exact_least_amount(struct exactor *x, uint32_t item)
{
	brief_get(&x->least[item], x->at_least.amount.lo);
	return &x->at_least.amount;
}
