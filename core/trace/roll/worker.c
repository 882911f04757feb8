/* SPDX-License-Identifier: Apache-2.0 */
/* worker - one thread at work on a trace; see worker.h. */
#include "core/trace/roll/worker.h"

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

bool
worker_init(struct worker *w, struct trace *t)
{
	*w = (struct worker){ .t = t };
	exact_init(&w->stated);
	exact_init(&w->parts);
	exact_init(&w->own);
	exact_init(&w->total);
	exact_init(&w->mass);
	exact_init(&w->om.mass);
	mpq_init(w->work);
	if (!owner_init(&w->owner, t->b))
		return false;
	w->owner.possible = t->possible;
	w->upper = malloc((t->plan.nchannel + 1) * sizeof(*w->upper));
	return w->upper != NULL;
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
	owner_clear(&w->owner);
	free(w->upper);
}
