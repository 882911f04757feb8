/* SPDX-License-Identifier: Apache-2.0 */
/* timeline_touch - which items an event is about; see timeline_touch.h. */
#include "core/rules/timeline_touch.h"

#include <stdlib.h>

/* From the 64th event of a day on all share one bit. */
uint64_t
timeline_bit(size_t n)
{
	return (uint64_t)1 << (n < 63 ? n : 63);
}

struct touching {
	const struct bom *b;
	const struct assumed *assumed;
	uint64_t *mask;                         /* [b->nitem] */
	uint64_t *of_decl, *of_note, *of_entry; /* bits of what they name */
	uint64_t all;
};

static void
touch_content(const struct touching *x)
{
	const struct bom *b = x->b;

	for (size_t i = 0; i < b->ncontent; i++) {
		const struct content *c = &b->content[i];

		x->mask[c->item] |= x->of_decl[c->decl];
		for (uint32_t k = 0; k < c->norigin; k++)
			x->mask[c->item] |=
			    x->of_decl[b->origin[c->origin_first + k].decl];
	}
	for (uint32_t i = 0; i < b->nitem; i++) {
		uint16_t file = b->item[i].at.file;

		for (uint32_t k = b->origin_start[i];
		     k < b->origin_start[i + 1]; k++)
			x->mask[i] |=
			    x->of_decl[b->origin[b->item_origin[k]].decl];
		if (file < b->nfile && b->file[file].decl != BOM_NONE)
			x->mask[i] |= x->of_decl[b->file[file].decl];
	}
}

/* The first use of each note by which uses begin or end. */
void
timeline_name_uses(const struct bom *b, struct event *event, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct event *e = &event[i];

		if ((e->kind != EVENT_USE_BEGINS &&
			e->kind != EVENT_USE_ENDED) ||
		    e->uses > 0)
			continue;
		for (size_t k = 0; k < b->nuse; k++)
			if (b->use[k].note == e->index &&
			    b->use[k].parent < b->nitem &&
			    b->use[k].child < b->nitem && e->uses++ == 0) {
				e->parent = b->use[k].parent;
				e->child = b->use[k].child;
			}
	}
}

/* Names the first use of each note, too. */
static void
touch_uses(const struct touching *x, struct event *event, size_t n)
{
	const struct bom *b = x->b;

	for (size_t k = 0; k < b->nuse; k++)
		if (x->of_note[b->use[k].note] != 0)
			x->mask[b->use[k].parent] |= x->of_note[b->use[k].note];
	timeline_name_uses(b, event, n);
}

static void
touch_assumed(const struct touching *x)
{
	for (size_t i = 0; x->assumed != NULL && i < x->assumed->ntouch; i++) {
		const struct assumption_touch *t = &x->assumed->touch[i];

		x->mask[t->item] |= x->of_entry[t->entry];
	}
}

/* Upwards: what is below an item is about the item. */
static void
lift(const struct touching *x)
{
	const struct bom *b = x->b;

	for (uint32_t i = 0; i < b->nitem; i++) {
		uint32_t item = b->order[i];

		for (uint32_t k = b->use_start[item];
		     k < b->use_start[item + 1]; k++)
			x->mask[item] |= x->mask[b->use[k].child];
	}
}

static bool
touching_open(struct touching *x, const struct bom *b,
    const struct assumed *assumed, size_t nentry)
{
	*x = (struct touching){ .b = b, .assumed = assumed };
	x->mask = calloc(b->nitem + 1, sizeof(*x->mask));
	x->of_decl = calloc(b->ndecl + 1, sizeof(*x->of_decl));
	x->of_note = calloc(b->nnote + 1, sizeof(*x->of_note));
	x->of_entry = calloc(nentry + 1, sizeof(*x->of_entry));
	return x->mask != NULL && x->of_decl != NULL && x->of_note != NULL &&
	       x->of_entry != NULL;
}

static void
touching_close(struct touching *x)
{
	free(x->mask);
	free(x->of_decl);
	free(x->of_note);
	free(x->of_entry);
}

static void
set_bits(struct touching *x, const struct event *event, size_t n)
{
	for (size_t i = 0; i < n; i++)
		switch (event[i].kind) {
		case EVENT_DOCUMENT_BEGINS:
		case EVENT_DOCUMENT_EXPIRED:
			x->of_decl[event[i].index] |= timeline_bit(i);
			break;
		case EVENT_USE_BEGINS:
		case EVENT_USE_ENDED:
			x->of_note[event[i].index] |= timeline_bit(i);
			break;
		case EVENT_ASSUMPTION_EXPIRED:
			x->of_entry[event[i].index] |= timeline_bit(i);
			break;
		default: /* a price, a policy: about all */
			x->all |= timeline_bit(i);
		}
}

/* How many entries the events name, at most. */
static size_t
entries_of(const struct event *event, size_t n, const struct assumed *a)
{
	size_t most = 0;

	for (size_t i = 0; i < n; i++)
		if (event[i].kind == EVENT_ASSUMPTION_EXPIRED &&
		    event[i].index >= most)
			most = (size_t)event[i].index + 1;
	for (size_t i = 0; a != NULL && i < a->ntouch; i++)
		if (a->touch[i].entry >= most)
			most = (size_t)a->touch[i].entry + 1;
	return most;
}

/*
 * About which items the events are with which a product begins, as far as
 * this bom tells: that of the product, or that of the one before.
 */
bool
timeline_touch(struct timeline *t, const struct period *p, size_t product,
    const struct bom *b, const struct assumed *assumed)
{
	struct event *event = &t->of.event[p->event];
	struct answers *a = &t->product[product];
	struct touching x;
	bool ok = touching_open(
	    &x, b, assumed, entries_of(event, p->nevent, assumed));

	if (ok && a->touched == NULL)
		a->touched = calloc(t->nitem + 1, sizeof(*a->touched));
	ok = ok && a->touched != NULL;
	if (ok) {
		set_bits(&x, event, p->nevent);
		touch_content(&x);
		touch_uses(&x, event, p->nevent);
		touch_assumed(&x);
		lift(&x);
		for (size_t i = 0; i < t->nitem; i++)
			a->touched[i] |= x.all | x.mask[t->item[i]];
	}
	touching_close(&x);
	return ok;
}
