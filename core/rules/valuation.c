/* SPDX-License-Identifier: Apache-2.0 */
/* valuation - by which prices and rates values were counted; see
 * valuation.h. */
#include "core/rules/valuation.h"

#include <stdlib.h>

/* Is it of the newest of its kind? */
static bool
is_newest(const struct bom *b, const struct price *p)
{
	for (size_t i = 0; i < b->nprice; i++) {
		const struct price *o = &b->price[i];

		if (!o->late && o->element == p->element &&
		    o->guise == p->guise && o->currency == p->currency &&
		    o->date > p->date)
			return false;
	}
	return true;
}

/* Does some channel ask what the element costs in that currency? */
static bool
is_asked(const struct rulebook *book, const struct price *p)
{
	for (size_t i = 0; i < book->plan.nchannel; i++) {
		const struct channel *c = &book->plan.channel[i];

		if (c->measure == MEASURE_VALUE && c->currency == p->currency &&
		    (c->elements >> p->element & 1) != 0)
			return true;
	}
	return false;
}

static int
by_element(const void *pa, const void *pb, void *arg)
{
	const struct bom *b = arg;
	uint32_t x = *(const uint32_t *)pa, y = *(const uint32_t *)pb;
	const struct price *p = &b->price[x], *q = &b->price[y];

	if (p->element != q->element)
		return p->element < q->element ? -1 : 1;
	if (p->guise != q->guise)
		return p->guise < q->guise ? -1 : 1;
	return x < y ? -1 : x > y;
}

bool
valuation_find(
    struct valuation *v, const struct rulebook *book, const struct bom *b)
{
	*v = (struct valuation){ .rate = b->conversion };
	for (size_t i = 0; i < book->plan.nchannel; i++)
		v->asked |= book->plan.channel[i].measure == MEASURE_VALUE ||
			    book->plan.channel[i].measure == MEASURE_WORTH;
	if (!v->asked)
		return true;
	v->nrate = b->nconversion;
	v->price = malloc((b->nprice + 1) * sizeof(*v->price));
	if (v->price == NULL)
		return false;
	for (uint32_t i = 0; i < b->nprice; i++)
		if (!b->price[i].late && is_asked(book, &b->price[i]) &&
		    is_newest(b, &b->price[i]))
			v->price[v->nprice++] = i;
	qsort_r(v->price, v->nprice, sizeof(*v->price), by_element,
	    (void *)(uintptr_t)b);
	return true;
}

void
valuation_free(struct valuation *v)
{
	free(v->price);
	*v = (struct valuation){ .asked = false };
}
