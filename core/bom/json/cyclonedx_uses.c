/* SPDX-License-Identifier: Apache-2.0 */
/*
 * cyclonedx_uses - which component is in which; see cyclonedx.h.
 *
 * A component is in what it is nested in, and in those that say so
 * (retrace:use); else in the hardware that depends on it; else in the product.
 * Software needs what it depends on, and does not hold it.
 */
#include "core/bom/json/cyclonedx.h"
#include "core/bom/json/pairs.h"

#include <stdlib.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

/* A component in another. */
struct held {
	uint32_t holder; /* component */
	uint32_t child;  /* component; BOM_NONE: one that is not described */
	uint32_t ref;    /* of the child */
	uint32_t qty, note;
	struct place at;
	uint8_t unit;
	bool stated; /* by retrace:use */
};

struct work {
	struct cdx *x;
	struct held *held;
	size_t n, cap;
	bool *placed;      /* [x->n] something says that it is in it */
	bool *around;      /* [x->n] and that is what it is nested in */
	uint32_t *holders; /* [x->n] how many depend on it */
	size_t nneeds, nshared, nuncounted, nperhaps;
	struct place needs_at, shared_at, uncounted_at, perhaps_at;
};

static void
count(size_t *n, struct place *at, struct place here)
{
	if ((*n)++ == 0)
		*at = here;
}

/* Software weighs nothing and holds no rare earth, so that nothing may be in it
 * that does. */
static void
check_holder(const struct cdx *x, const struct held *h)
{
	struct bom *b = x->in->b;

	if (x->list[h->holder].nature != CDX_SOFTWARE ||
	    (h->child != BOM_NONE && x->list[h->child].nature == CDX_SOFTWARE))
		return;
	findings_error(x->in->f, ST_CONFLICT, bom_pos(b, h->at),
	    "\"%.*s\" in \"%.*s\", which is of a type of software: expected "
	    "type device of what holds hardware",
	    STR_ARG(str_clip(b->parts.key[b->ref[h->ref].part], 80)),
	    STR_ARG(str_clip(
		b->parts.key[b->ref[x->list[h->holder].ref].part], 80)));
}

static bool
hold(struct work *w, const struct held *h)
{
	struct held *list =
	    array_grow(w->held, &w->cap, w->n + 1, sizeof(*list));

	check_holder(w->x, h);
	if (list == NULL)
		return false;
	w->held = list;
	list[w->n++] = *h;
	return true;
}

/* The product may be listed among its components as well. */
static uint32_t
itself(const struct cdx *x, uint32_t i)
{
	return x->product != BOM_NONE && x->list[i].around == BOM_NONE &&
		       x->list[i].ref == x->list[x->product].ref
		   ? x->product
		   : i;
}

static uint32_t
component_of(const struct cdx *x, uint32_t id)
{
	uint32_t i = id < x->nid ? x->by_id[id] : 0;

	return i == 0 ? BOM_NONE : itself(x, i - 1);
}

/* retrace:use of one component. */
static bool
state_use(struct work *w, uint32_t holder, const struct cdx_said *said)
{
	struct field id, quantity, unit, from, until, alternative;
	const struct pair pairs[] = { { "ref", &id }, { "quantity", &quantity },
		{ "unit", &unit }, { "from", &from }, { "until", &until },
		{ "alternative", &alternative } };
	struct use_note note = { 0 };
	struct cdx *x = w->x;
	struct held h = { .holder = holder, .at = said->at, .stated = true };
	struct bom *b = x->in->b;
	struct findings *f = x->in->f;
	enum status st =
	    pairs_read(b, cdx_text(x, said), pairs, LENGTH(pairs), f);
	uint32_t text;

	if (st == ST_OK)
		st = fields_quantity(b, quantity, unit, &h.qty, &h.unit, f);
	if (st == ST_OK)
		st = fields_days(b, from, until, &note, f);
	if (st == ST_OK)
		st = fields_text(b, alternative, &note.place, f);
	text = st == ST_OK ? intern_find(&b->text, id.text) : INTERN_NONE;
	h.child = text != INTERN_NONE ? component_of(x, text) : BOM_NONE;
	if (st == ST_OK && h.child == BOM_NONE)
		st = findings_error(f, ST_REF, bom_pos(b, id.at),
		    "\"%.*s\" is no component of this file: expected the "
		    "bom-ref of one",
		    STR_ARG(str_clip(id.text, 80)));
	if (st != ST_OK)
		return st != ST_NOMEM;
	h.ref = x->list[h.child].ref;
	if (note.place != 0 || note.from != DATE_NONE ||
	    note.until != DATE_NONE)
		h.note = bom_note(b, note);
	w->placed[h.child] = true;
	if (x->list[h.child].around != BOM_NONE &&
	    itself(x, x->list[h.child].around) == holder)
		w->around[h.child] = true;
	return h.note != BOM_NONE && hold(w, &h);
}

static bool
said_uses(struct work *w)
{
	struct cdx *x = w->x;

	for (uint32_t i = 0; i < x->n; i++)
		for (uint32_t k = x->list[i].first; k != 0;
		     k = x->said[k - 1].next)
			if (x->said[k - 1].what == CDX_USE &&
			    !state_use(w, itself(x, i), &x->said[k - 1]))
				return false;
	return true;
}

/* What hardware depends on and nobody describes is in it all the same. */
static bool
hold_unknown(struct work *w, uint32_t holder, const struct cdx_edge *e)
{
	const struct item said = { .value = BOM_NONE,
		.mass = amount_unknown() };
	struct bom *b = w->x->in->b;
	struct str id = bom_text_get(b, e->to);
	struct held h = { holder, BOM_NONE, BOM_NONE, BOM_NONE, 0, e->at,
		UNIT_EACH, false };

	findings_warn(w->x->in->f, ST_REF, bom_pos(b, e->at),
	    "a dependency on \"%.*s\", which is no component of this file: "
	    "expected one; what it is and how much of it there is, is not "
	    "known",
	    STR_ARG(str_clip(id, 80)));
	h.ref = bom_ref(b, id, STR(""), STR(""), e->at);
	return h.ref != BOM_NONE &&
	       stated_item(&w->x->said_of, h.ref, e->at, &said) && hold(w, &h);
}

static bool
take_edge(struct work *w, const struct cdx_edge *e)
{
	struct cdx *x = w->x;
	uint32_t from = component_of(x, x->dependency[e->dependency].ref);
	uint32_t to = component_of(x, e->to);
	struct held h = { from, to, BOM_NONE, BOM_NONE, 0, e->at, UNIT_EACH,
		false };

	if (from == BOM_NONE)
		return true;
	if (x->list[from].nature == CDX_SOFTWARE) {
		count(&w->nneeds, &w->needs_at, e->at);
		return true;
	}
	if (to == BOM_NONE)
		return hold_unknown(w, from, e);
	if (to == from || to == x->product || x->list[to].around != BOM_NONE ||
	    w->placed[to])
		return true;
	h.ref = x->list[to].ref;
	return hold(w, &h);
}

static int
compare(const void *pa, const void *pb)
{
	const struct held *a = pa, *b = pb;
	const uint32_t x[] = { a->holder, a->child, a->ref, a->at.line,
		a->at.col };
	const uint32_t y[] = { b->holder, b->child, b->ref, b->at.line,
		b->at.col };

	for (size_t i = 0; i < LENGTH(x); i++)
		if (x[i] != y[i])
			return x[i] < y[i] ? -1 : 1;
	return 0;
}

/* Dependencies, each once. */
static bool
depended_uses(struct work *w)
{
	size_t first = w->n, n = w->n;
	struct cdx *x = w->x;

	for (size_t i = 0; i < x->nedge; i++)
		if (!take_edge(w, &x->edge[i]))
			return false;
	if (w->n > first)
		qsort(w->held + first, w->n - first, sizeof(*w->held), compare);
	for (size_t i = first; i < w->n; i++) {
		const struct held *h = &w->held[i];

		if (n > first && h->holder == w->held[n - 1].holder &&
		    h->ref == w->held[n - 1].ref &&
		    h->child == w->held[n - 1].child)
			continue;
		w->held[n++] = *h;
		if (h->child != BOM_NONE)
			w->holders[h->child]++;
	}
	w->n = n;
	return true;
}

/* Those that nobody has placed: in what is around them, or in the product. */
static bool
nested_uses(struct work *w)
{
	struct cdx *x = w->x;

	for (uint32_t i = 0; i < x->n; i++) {
		const struct cdx_component *c = &x->list[i];
		uint32_t holder =
		    c->around != BOM_NONE ? itself(x, c->around) : x->product;
		const struct held h = { holder, i, c->ref, BOM_NONE, 0, c->at,
			UNIT_EACH, false };

		if (holder == BOM_NONE || itself(x, i) == x->product ||
		    (c->around != BOM_NONE ? w->around[i]
					   : w->placed[i] || w->holders[i] > 0))
			continue;
		if (!hold(w, &h))
			return false;
	}
	return true;
}

/* How much of it is there.  A component says so once: of several that depend
 * on it nobody knows which has how much. */
static void
settle_quantity(struct work *w, struct held *h)
{
	const struct cdx_component *c;

	if (h->stated || h->child == BOM_NONE)
		return;
	c = &w->x->list[h->child];
	h->qty = c->qty;
	h->unit = c->unit;
	if (c->nature == CDX_SOFTWARE)
		return;
	if (c->perhaps) {
		count(&w->nperhaps, &w->perhaps_at, c->at);
		h->qty = BOM_NONE;
	} else if (w->holders[h->child] > 1) {
		count(&w->nshared, &w->shared_at, h->at);
		h->qty = BOM_NONE;
	} else if (!c->counted) {
		count(&w->nuncounted, &w->uncounted_at, c->at);
	}
}

/* The uses of one holder: n of them. */
static bool
put_uses(struct work *w, const struct held *h, size_t n)
{
	struct cdx *x = w->x;
	struct bom *b = x->in->b;
	uint32_t parent = x->list[h->holder].ref;
	size_t before = b->nuse;

	for (size_t i = 0; i < n; i++) {
		struct use *u = bom_add_use(b);

		if (u == NULL)
			return false;
		*u = (struct use){ parent, h[i].ref, h[i].qty, h[i].at,
			h[i].note, h[i].unit, 0 };
	}
	return stated_uses(&x->said_of, parent, x->list[h->holder].at, before);
}

static bool
put_all(struct work *w)
{
	bool ok = true;
	size_t next;

	if (w->n > 0)
		qsort(w->held, w->n, sizeof(*w->held), compare);
	for (size_t i = 0; i < w->n && ok; i = next) {
		next = i;
		while (next < w->n && w->held[next].holder == w->held[i].holder)
			settle_quantity(w, &w->held[next++]);
		ok = put_uses(w, w->held + i, next - i);
	}
	return ok;
}

static void
tell(const struct work *w)
{
	const struct bom *b = w->x->in->b;
	struct findings *f = w->x->in->f;

	if (w->nuncounted > 0)
		findings_warn(f, ST_UNIT, bom_pos(b, w->uncounted_at),
		    "%zu component%s without cdx:device:quantity: expected "
		    "how many there are; counted as one piece each",
		    w->nuncounted, w->nuncounted == 1 ? "" : "s");
	if (w->nshared > 0)
		findings_warn(f, ST_UNIT, bom_pos(b, w->shared_at),
		    "%zu dependenc%s on components on which others depend as "
		    "well: expected retrace:use with a quantity; how much is "
		    "in each is taken as not known",
		    w->nshared, w->nshared == 1 ? "y" : "ies");
	if (w->nperhaps > 0)
		findings_warn(f, ST_UNIT, bom_pos(b, w->perhaps_at),
		    "%zu piece%s of hardware with a scope other than "
		    "required: how much there is, is taken as not known",
		    w->nperhaps, w->nperhaps == 1 ? "" : "s");
	if (w->nneeds > 0)
		findings_add(f, SEV_NOTE, ST_OK, bom_pos(b, w->needs_at),
		    "%zu dependenc%s of software: it needs another component "
		    "and does not hold it",
		    w->nneeds, w->nneeds == 1 ? "y" : "ies");
}

bool
cdx_uses(struct cdx *x)
{
	struct work w = { .x = x,
		.placed = calloc(x->n + 1, sizeof(*w.placed)),
		.around = calloc(x->n + 1, sizeof(*w.around)),
		.holders = calloc(x->n + 1, sizeof(*w.holders)) };
	bool ok = w.placed != NULL && w.around != NULL && w.holders != NULL &&
		  said_uses(&w) && depended_uses(&w) && nested_uses(&w) &&
		  put_all(&w);

	if (ok)
		tell(&w);
	free(w.held);
	free(w.placed);
	free(w.around);
	free(w.holders);
	return ok;
}
