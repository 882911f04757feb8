/* SPDX-License-Identifier: Apache-2.0 */
/*
 * differ_use - the parts of two states of an item.
 *
 * Uses of one part on the same days add up: twice two are four.  Alternatives
 * do not.  Where what there is of a part fits to none on the other side, it
 * is held against the same part in another place or on other days.  A part
 * of which there is none is no part.
 */
#include "core/bom/differ/differ_steps.h"

struct row {
	uint32_t child, place, from, until; /* the same on both sides */
	uint32_t unknown;
	uint32_t qty; /* id in difference.num */
	double value; /* for the order */
	struct used used;
};

static int
alike_part(const void *pa, const void *pb)
{
	const struct row *a = pa, *b = pb;

	return (a->child > b->child) - (a->child < b->child);
}

static int
alike(const void *pa, const void *pb)
{
	const struct row *a = pa, *b = pb;
	const uint32_t x[] = { a->child, a->place, a->from, a->until };
	const uint32_t y[] = { b->child, b->place, b->from, b->until };

	return differ_words(x, y, 4);
}

static int
same(const void *pa, const void *pb)
{
	const struct row *a = pa, *b = pb;
	int c = alike(a, b);

	c = c != 0 ? c : (int)a->unknown - (int)b->unknown;
	c = c != 0 ? c : differ_order(a->value, b->value);
	return c != 0 ? c : (a->qty > b->qty) - (a->qty < b->qty);
}

/* Do the uses stand on both sides in the same order, and say the same? */
static bool
same_in_order(const struct differ *x)
{
	const struct pairing *p = x->p;
	const struct bom *a = p->b[OLD], *b = p->b[NEW];
	uint32_t i = a->use_start[x->item[OLD]];
	uint32_t k = b->use_start[x->item[NEW]];
	uint32_t n = a->use_start[x->item[OLD] + 1] - i;

	if (n != b->use_start[x->item[NEW] + 1] - k)
		return false;
	for (uint32_t end = i + n; i < end; i++, k++) {
		const struct use *u = &a->use[i], *v = &b->use[k];
		const struct use_note *m = &a->note[u->note];
		const struct use_note *o = &b->note[v->note];

		if (u->child != pairing_item(p, NEW, v->child) ||
		    u->qty != pairing_number(p, NEW, v->qty) ||
		    m->place != pairing_text(p, NEW, o->place) ||
		    m->from != o->from || m->until != o->until)
			return false;
	}
	return true;
}

static bool
add_row(struct differ *x, enum side s, uint32_t k)
{
	const struct bom *b = x->p->b[s];
	const struct use *u = &b->use[k];
	const struct use_note *n = &b->note[u->note];
	struct row *r = unlike_add(&x->rows, s);
	mpq_t q;

	if (r == NULL)
		return false;
	r->child = pairing_item(x->p, s, u->child);
	r->place = pairing_text(x->p, s, n->place);
	r->from = (uint32_t)n->from;
	r->until = (uint32_t)n->until;
	r->unknown = u->qty == BOM_NONE;
	r->qty = NUM_ZERO;
	if (u->qty != BOM_NONE) {
		numtab_view(&b->num, u->qty, q);
		r->qty = numtab_put(&x->d->num, q);
		r->value = b->num.num[u->qty].lo;
	}
	r->used = (struct used){ .child = u->child,
		.place = n->place,
		.from = n->from,
		.until = n->until,
		.use = k,
		.n = 1 };
	return r->qty != INTERN_NONE;
}

/* to += r */
static bool
add_up(struct numtab *t, struct row *to, const struct row *r, mpq_ptr sum)
{
	mpq_t a, b;

	numtab_view(t, to->qty, a);
	numtab_view(t, r->qty, b);
	mpq_add(sum, a, b);
	to->qty = numtab_put(t, sum);
	if (to->qty == INTERN_NONE)
		return false;
	to->value = t->num[to->qty].lo;
	to->unknown |= r->unknown;
	to->used.n += r->used.n;
	return true;
}

/* Sorted rows of a side: those that add up become one. */
static bool
merge_rows(struct differ *x, enum side s)
{
	struct unlike *u = &x->rows;
	size_t n = 0;
	bool ok = true;
	mpq_t sum;

	mpq_init(sum);
	for (size_t i = 0; ok && i < u->n[s]; i++) {
		struct row *r = unlike_row(u, s, i);
		struct row *last = n > 0 ? unlike_row(u, s, n - 1) : NULL;

		if (last != NULL && r->place == 0 && alike(last, r) == 0)
			ok = add_up(&x->d->num, last, r, sum);
		else
			*(struct row *)unlike_row(u, s, n++) = *r;
	}
	mpq_clear(sum);
	u->n[s] = n;
	return ok;
}

static uint32_t
keep(struct differ *x, const struct row *r)
{
	struct difference *d = x->d;
	struct used *used =
	    array_grow(d->used, &d->used_cap, d->nused + 1, sizeof(*used));

	if (used == NULL || d->nused >= BOM_NONE - 1)
		return BOM_NONE;
	d->used = used;
	used[d->nused] = r->used;
	used[d->nused].qty = r->qty;
	used[d->nused].unknown = r->unknown != 0;
	return (uint32_t)d->nused++;
}

static bool
add_change(void *ctx, const void *old, const void *now)
{
	uint32_t at[SIDES] = { BOM_NONE, BOM_NONE };
	const struct row *row[SIDES] = { old, now };

	for (int s = OLD; s < SIDES; s++)
		if (row[s] != NULL && (at[s] = keep(ctx, row[s])) == BOM_NONE)
			return false;
	return differ_add(ctx, CHANGE_USE, at[OLD], at[NEW]);
}

/* Parts that have no partner. */
static bool
add_rest(struct differ *x, enum side s)
{
	for (size_t i = 0; i < x->rows.n[s]; i++) {
		const struct row *r = unlike_row(&x->rows, s, i);

		if (x->rows.taken[s][i] != TAKEN_NOT ||
		    (r->qty == NUM_ZERO && r->unknown == 0))
			continue;
		if (!add_change(x, s == OLD ? r : NULL, s == NEW ? r : NULL))
			return false;
	}
	return true;
}

bool
differ_uses(struct differ *x)
{
	if (same_in_order(x))
		return true;
	unlike_begin(&x->rows, sizeof(struct row));
	for (int s = OLD; s < SIDES; s++) {
		const uint32_t *at = &x->p->b[s]->use_start[x->item[s]];

		for (uint32_t k = at[0]; k < at[1]; k++)
			if (!add_row(x, (enum side)s, k))
				return false;
	}
	/* sorted to be added up, and then by the sums */
	return unlike_sort(&x->rows, same) && merge_rows(x, OLD) &&
	       merge_rows(x, NEW) && unlike_sort(&x->rows, same) &&
	       unlike_match(&x->rows, alike, add_change, x) &&
	       unlike_match(&x->rows, alike_part, add_change, x) &&
	       add_rest(x, NEW) && add_rest(x, OLD);
}
