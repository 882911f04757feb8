/* SPDX-License-Identifier: Apache-2.0 */
/* worker - one thread at work on a trace; see worker.h. */
#include "core/trace/worker.h"

#include <math.h>
#include <stdlib.h>

double
worker_down(const struct exact *x)
{
	return x->lo_infinite ? -INFINITY : mpq_get_d(x->lo);
}

double
worker_up(const struct exact *x)
{
	return x->hi_infinite ? INFINITY : mpq_get_d(x->hi);
}

double
worker_quantity(const struct bom *b, const struct use *u)
{
	return b->num.num[u->qty].lo;
}

bool
worker_init(struct worker *w, struct trace *t)
{
	size_t n = t->plan.nchannel + 1;

	*w = (struct worker){ .t = t };
	exact_init(&w->stated);
	exact_init(&w->parts);
	exact_init(&w->own);
	exact_init(&w->total);
	exact_init(&w->mass);
	exact_init(&w->om.mass);
	mpq_init(w->work);
	w->row_lo = malloc(n * sizeof(double));
	w->row_hi = malloc(n * sizeof(double));
	w->row_open = malloc(n);
	return owner_init(&w->owner, t->b) && w->row_lo != NULL &&
	       w->row_hi != NULL && w->row_open != NULL;
}

void
worker_clear(struct worker *w)
{
	exact_clear(&w->stated);
	exact_clear(&w->parts);
	exact_clear(&w->own);
	exact_clear(&w->total);
	exact_clear(&w->mass);
	exact_clear(&w->om.mass);
	mpq_clear(w->work);
	free(w->row_lo);
	free(w->row_hi);
	free(w->row_open);
	owner_clear(&w->owner);
}
