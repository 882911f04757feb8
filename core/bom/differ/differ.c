/* SPDX-License-Identifier: Apache-2.0 */
/*
 * differ - what changed from one product to another; see differ.h.
 *
 * The steps, each a file: pairing.c (which item is which), differ_document.c
 * (documents, prices, who speaks of an item), differ_item.c (its fields),
 * differ_content.c, differ_origin.c, differ_use.c (its parts).
 */
#include "core/bom/differ/differ.h"

#include "core/bom/differ/differ_steps.h"

#include <stdlib.h>
#include <string.h>

enum change_way
change_way(const struct change *c)
{
	bool old, now;

	if (c->kind == CHANGE_FIELD)
		return WAY_CHANGED;
	if (c->kind == CHANGE_ITEM) {
		old = c->item[OLD] != BOM_NONE;
		now = c->item[NEW] != BOM_NONE;
	} else {
		old = c->at[OLD] != BOM_NONE;
		now = c->at[NEW] != BOM_NONE;
	}
	return !old ? WAY_NEW : !now ? WAY_GONE : WAY_CHANGED;
}

bool
differ_add(struct differ *x, enum change_kind kind, uint32_t old, uint32_t now)
{
	struct difference *d = x->d;
	struct change *c = array_grow(d->change, &d->cap, d->n + 1, sizeof(*c));

	if (c == NULL || d->n >= BOM_NONE - 1)
		return false;
	d->change = c;
	c[d->n] = (struct change){ .kind = (uint8_t)kind,
		.item = { x->item[OLD], x->item[NEW] },
		.at = { old, now } };
	d->count[kind][change_way(&c[d->n])]++;
	d->n++;
	return true;
}

bool
differ_list(struct differ *x, uint32_t row)
{
	struct difference *d = x->d;
	uint32_t *list =
	    array_grow(d->list, &d->list_cap, d->nlist + 1, sizeof(*list));

	if (list == NULL || d->nlist >= BOM_NONE - 1)
		return false;
	d->list = list;
	list[d->nlist++] = row;
	return true;
}

/* The item of that side alone. */
static bool
add_item(struct differ *x, enum side s, uint32_t i)
{
	x->item[s] = i;
	x->item[1 - s] = BOM_NONE;
	x->d->first[s][i] = (uint32_t)x->d->n;
	return differ_add(x, CHANGE_ITEM, BOM_NONE, BOM_NONE);
}

static bool
compare_pair(struct differ *x, uint32_t old, uint32_t now)
{
	struct difference *d = x->d;
	uint32_t before = (uint32_t)d->n;

	x->item[OLD] = old;
	x->item[NEW] = now;
	if (!differ_fields(x) || !differ_content(x) || !differ_origins(x) ||
	    !differ_speakers(x) || !differ_uses(x))
		return false;
	if (d->n > before) {
		d->first[OLD][old] = d->first[NEW][now] = before;
		d->changed++;
	}
	return true;
}

static bool
compare_items(struct differ *x)
{
	const struct pairing *p = x->p;
	bool ok = true;

	for (uint32_t i = 0; ok && i < p->b[NEW]->nitem; i++)
		ok = p->item[NEW][i] != BOM_NONE
			 ? compare_pair(x, p->item[NEW][i], i)
			 : add_item(x, NEW, i);
	for (uint32_t i = 0; ok && i < p->b[OLD]->nitem; i++)
		if (p->item[OLD][i] == BOM_NONE)
			ok = add_item(x, OLD, i);
	return ok;
}

/* Marks what stands above a change, children first. */
static void
touch(struct difference *d, enum side s)
{
	const struct bom *b = d->pair.b[s];

	for (size_t i = 0; i < b->nitem; i++) {
		uint32_t item = b->order[i];
		uint8_t touched = d->first[s][item] != BOM_NONE;

		for (uint32_t k = b->use_start[item];
		     touched == 0 && k < b->use_start[item + 1]; k++)
			touched = d->touched[s][b->use[k].child];
		d->touched[s][item] = touched;
	}
}

static bool
begin(struct differ *x, const struct bom *old, const struct bom *now)
{
	struct difference *d = x->d;

	if (!numtab_init(&d->num) || !pairing_make(&d->pair, old, now))
		return false;
	for (int s = OLD; s < SIDES; s++) {
		const struct bom *b = d->pair.b[s];

		d->first[s] = malloc((b->nitem + 1) * sizeof(*d->first[s]));
		d->touched[s] = calloc(b->nitem + 1, 1);
		x->doc[s] = malloc((b->ndecl + 1) * sizeof(*x->doc[s]));
		if (d->first[s] == NULL || d->touched[s] == NULL ||
		    x->doc[s] == NULL)
			return false;
		for (size_t i = 0; i < b->nitem; i++)
			d->first[s][i] = BOM_NONE;
	}
	return true;
}

/*
 * differ_find - compare two products.
 *
 * In:	old, now  linked
 * Out:	d, to be freed with difference_free() also on failure
 */
enum status
differ_find(struct difference *d, const struct bom *old, const struct bom *now,
    struct error *err)
{
	struct differ x = { .d = d, .item = { BOM_NONE, BOM_NONE } };
	bool ok;

	*d = (struct difference){ .n = 0 };
	x.p = &d->pair;
	ok = begin(&x, old, now) && differ_documents(&x) && differ_prices(&x) &&
	     compare_items(&x);
	for (int s = OLD; ok && s < SIDES; s++)
		touch(d, (enum side)s);
	unlike_free(&x.rows);
	free(x.doc[OLD]);
	free(x.doc[NEW]);
	return ok ? ST_OK : error_set(err, ST_NOMEM, pos_none, "out of memory");
}

void
difference_free(struct difference *d)
{
	pairing_free(&d->pair);
	free(d->change);
	free(d->used);
	free(d->list);
	numtab_free(&d->num);
	for (int s = OLD; s < SIDES; s++) {
		free(d->first[s]);
		free(d->touched[s]);
	}
	*d = (struct difference){ .n = 0 };
}

const struct change *
difference_of(const struct difference *d, enum side s, uint32_t item, size_t *n)
{
	uint32_t first = d->first[s][item];

	*n = 0;
	if (first == BOM_NONE)
		return NULL;
	while (first + *n < d->n && d->change[first + *n].item[s] == item &&
	       d->change[first + *n].kind >= CHANGE_ITEM)
		++*n;
	return &d->change[first];
}
