/* SPDX-License-Identifier: Apache-2.0 */
/*
 * exact_union - the items that the exact pass goes through, and their cells;
 * see exact_work.h.
 */
#include "core/trace/roll/exact_work.h"

#include <stdlib.h>

void
exact_free_cell(struct exactor *x, uint32_t item)
{
	struct cell *c = x->cell[item];

	c->next = x->spare;
	x->spare = c;
	x->cell[item] = NULL;
}

struct cell *
exact_new_cell(struct exactor *x, uint32_t item)
{
	struct cell *c = x->spare;

	if (c != NULL) {
		x->spare = c->next;
	} else {
		c = calloc(1, sizeof(*c));
		if (c == NULL)
			return NULL;
		exact_init(&c->mass);
		exact_init(&c->amount);
		exact_init(&c->margin);
	}
	exact_zero(&c->mass);
	exact_zero(&c->amount);
	exact_zero(&c->margin);
	x->cell[item] = c;
	return c;
}

void
exact_destroy_cell(struct cell *c)
{
	exact_clear(&c->mass);
	exact_clear(&c->amount);
	exact_clear(&c->margin);
	free(c);
}

bool
exact_is_wanted(const struct exactor *x, uint32_t item)
{
	return (x->wanted[item] & (WANT_COLUMN | WANT_MASS)) != 0;
}

/*
 * Whose mass is needed?  Of the parts of an item whose own mass is a
 * difference; of an item of whose mass totals are shares; and so of the
 * parts of such an item, if its mass is their sum.
 */
static uint8_t
wanted_of_parts(struct exactor *x, uint32_t item)
{
	const struct bom *b = x->t->b;
	uint8_t want = WANT_COLUMN;

	if (x->channel != NULL && trace_has_totals(b, item))
		x->wanted[item] |= WANT_MASS;
	if (b->item[item].has_mass || (x->wanted[item] & WANT_MASS) != 0)
		want |= WANT_MASS;
	return want;
}

bool
exact_stands_alone(const struct exactor *x, uint32_t item)
{
	return x->channel == NULL && x->t->b->item[item].has_mass &&
	       item != x->apart;
}

void
exact_mark_union(struct exactor *x, uint32_t *parents)
{
	const struct bom *b = x->t->b;

	x->ties.totals = x->channel != NULL;
	x->ties.apart = x->apart;
	for (size_t k = b->nitem; k-- > 0;) {
		uint32_t i = b->order[k];
		bool wanted =
		    exact_is_wanted(x, i) && !exact_stands_alone(x, i);
		uint8_t want;

		if (x->wanted[i] == 0)
			continue;
		want = BELOW | (wanted ? wanted_of_parts(x, i) : 0);
		for (uint32_t u = b->use_start[i]; u < b->use_start[i + 1];
		     u++) {
			x->wanted[b->use[u].child] |= want;
			parents[b->use[u].child] += wanted;
		}
		ties_of_parts(&x->ties, i);
	}
}
