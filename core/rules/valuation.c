/* SPDX-License-Identifier: Apache-2.0 */
/* valuation - by which prices and rates values were counted; see
 * valuation.h. */
#include "core/rules/valuation.h"

#include "core/trace/own/worth.h"
#include "core/trace/weigh.h"

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

/* Do documents say that an element that the channel counts is in it? */
static bool
is_spoken_of(const struct bom *b, const struct channel *ch, uint32_t item)
{
	for (uint32_t k = b->content_start[item];
	     k < b->content_start[item + 1]; k++)
		if (line_counts(b, ch, &b->content[k]) &&
		    (b->content[k].elements & b->content[k].won &
			ch->elements) != 0)
			return true;
	return false;
}

/* Did some channel count by what was paid for the item? */
static bool
is_paid_for(const struct rulebook *book, const struct bom *b, uint32_t item)
{
	const struct item *it = &b->item[item];

	for (size_t i = 0; it->value != BOM_NONE && i < book->plan.nchannel;
	     i++) {
		const struct channel *ch = &book->plan.channel[i];

		if (ch->measure == MEASURE_PAID &&
		    (ch->by_mass || worth_is_material(ch, it)) &&
		    is_spoken_of(b, ch, item))
			return true;
	}
	return false;
}

static bool
find_paid(struct valuation *v, const struct rulebook *book, const struct bom *b)
{
	size_t cap = 0;

	for (uint32_t i = 0; i < b->nitem; i++) {
		uint32_t *list;

		if (!is_paid_for(book, b, i))
			continue;
		list = array_grow(v->paid, &cap, v->npaid + 1, sizeof(*list));
		if (list == NULL)
			return false;
		v->paid = list;
		list[v->npaid++] = i;
	}
	return true;
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
		v->asked |= measure_is_value(book->plan.channel[i].measure);
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
	if (find_paid(v, book, b))
		return true;
	valuation_free(v);
	return false;
}

void
valuation_free(struct valuation *v)
{
	free(v->price);
	free(v->paid);
	*v = (struct valuation){ .asked = false };
}
