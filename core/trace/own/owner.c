/* SPDX-License-Identifier: Apache-2.0 */
/*
 * owner - what it takes to look at one item after another, and what an item
 * says of its lines as a whole; see own.h, lines.h.
 */
#include "core/trace/own/lines.h"

#include "core/base/arena.h"
#include "core/chem/oxide.h"
#include "core/trace/suppose.h"

#include <stdlib.h>

bool
owner_init(struct owner *o, const struct bom *b)
{
	*o = (struct owner){ .b = b };
	mpq_inits(
	    o->t1, o->t2, o->t3, o->zero, o->one, o->excess, o->least, NULL);
	num_set_one(o->one);
	for (int i = 0; i < OWNER_FILLING; i++)
		mpq_init(o->filling[i]);
	exact_init(&o->share);
	stages_init(&o->stages);
	exact_init(&o->x);
	exact_init(&o->y);
	exact_init(&o->gram);
	exact_init(&o->beside);
	return true;
}

void
owner_clear(struct owner *o)
{
	for (size_t i = 0; i < o->cap; i++) {
		exact_clear(&o->w[i].amount);
		exact_clear(&o->w[i].weight);
		mpq_clear(o->w[i].disclosed);
	}
	free(o->w);
	for (int e = 0; o->oxides >> e != 0; e++)
		if ((o->oxides >> e & 1) != 0)
			mpq_clear(o->oxide[e]);
	for (size_t i = 0; i < o->room_cap; i++)
		mpq_clears(o->room[i].rate, o->room[i].mass, NULL);
	free(o->room);
	mpq_clears(
	    o->t1, o->t2, o->t3, o->zero, o->one, o->excess, o->least, NULL);
	for (int i = 0; i < OWNER_FILLING; i++)
		mpq_clear(o->filling[i]);
	exact_clear(&o->share);
	stages_clear(&o->stages);
	exact_clear(&o->x);
	exact_clear(&o->y);
	exact_clear(&o->gram);
	exact_clear(&o->beside);
}

mpq_srcptr
owner_oxide(struct owner *o, int element)
{
	uint32_t bit = (uint32_t)1 << element;

	if ((o->oxides & bit) == 0) {
		mpq_init(o->oxide[element]);
		oxide_fraction(element, o->oxide[element]);
		o->oxides |= bit;
	}
	return o->oxide[element];
}

struct weighed *
next_weighed(struct owner *o)
{
	size_t before = o->cap;
	struct weighed *w = array_grow(o->w, &o->cap, o->n + 1, sizeof(*w));

	if (w == NULL)
		return NULL;
	o->w = w;
	for (; before < o->cap; before++) {
		exact_init(&w[before].amount);
		exact_init(&w[before].weight);
		mpq_init(w[before].disclosed);
	}
	return &w[o->n++];
}

struct room *
next_room(struct owner *o)
{
	size_t before = o->room_cap;
	struct room *r =
	    array_grow(o->room, &o->room_cap, o->nroom + 1, sizeof(*r));

	if (r == NULL)
		return NULL;
	o->room = r;
	for (; before < o->room_cap; before++)
		mpq_inits(r[before].rate, r[before].mass, NULL);
	r = &r[o->nroom++];
	r->dear = r->endless = false;
	r->open = r->low = r->above = r->uneven = false;
	r->used = 0;
	num_set_zero(r->rate);
	num_set_zero(r->mass);
	return r;
}

bool
own_is_complete(const struct bom *b, uint32_t item)
{
	if ((b->item[item].flags & ITEM_COMPLETE) != 0 ||
	    (supposed_of_item(b, item) & SUPPOSE_COMPLETE) != 0)
		return true;
	for (uint32_t k = b->content_start[item];
	     k < b->content_start[item + 1]; k++)
		if (b->content[k].kind == CONTENT_COMPLETE &&
		    b->content[k].counts)
			return true;
	return false;
}

/* Is more said of where its rare earths come from than where it was made? */
static bool
tells_origin(const struct bom *b, uint32_t item)
{
	for (uint32_t k = b->origin_start[item]; k < b->origin_start[item + 1];
	     k++)
		if (b->origin[b->item_origin[k]].stage != STAGE_COMPONENT)
			return true;
	return false;
}

bool
own_has_lines(const struct bom *b, uint32_t item)
{
	for (uint32_t k = b->content_start[item];
	     k < b->content_start[item + 1]; k++)
		if (b->content[k].kind != CONTENT_COMPLETE)
			return true;
	return tells_origin(b, item);
}
