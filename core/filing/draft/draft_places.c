/* SPDX-License-Identifier: Apache-2.0 */
/*
 * draft_places - where in the product the rare earths are: the items that
 * contribute, how many of them, and by which way.
 */
#include "core/filing/draft/draft_parts.h"
#include "core/rules/screen.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* An item that contributes, or may. */
struct place_of {
	uint32_t share; /* index into both explanations */
	double lo, hi;  /* about, for the order */
};

struct places {
	struct explanation every, origin; /* the same items in each */
	bool has_origin;
	struct place_of *list; /* [n] the heaviest first */
	size_t n;
	size_t gap[GAP_COUNT]; /* items that leave it open */
	size_t choices;        /* alternatives that need not be built in */
};

static int
by_weight(const void *a, const void *b)
{
	const struct place_of *x = a, *y = b;

	if (x->lo > y->lo || x->lo < y->lo)
		return x->lo > y->lo ? -1 : 1;
	if (x->hi > y->hi || x->hi < y->hi)
		return x->hi > y->hi ? -1 : 1;
	return x->share < y->share ? -1 : x->share > y->share;
}

static const struct share *
counted_share(const struct places *p, size_t i)
{
	return p->has_origin ? &p->origin.share[i] : &p->every.share[i];
}

/* Its weight, about; false if it surely brings nothing. */
static bool
weigh(const struct share *s, uint32_t i, struct place_of *out)
{
	*out = (struct place_of){ i, s->least * s->own_lo, INFINITY };
	if (s->quantity_known && isfinite(s->own_hi))
		out->hi = s->about * s->own_hi;
	return s->own_hi > 0 && (s->about > 0 || !s->quantity_known);
}

/* So many are listed: of many products fewer of each. */
static size_t
shown_of(const struct drafting *d, const struct places *p)
{
	size_t most = DRAFT_PLACES_ALL / d->nproduct;

	if (most > DRAFT_PLACES)
		most = DRAFT_PLACES;
	if (most < DRAFT_PLACES_LEAST)
		most = DRAFT_PLACES_LEAST;
	return p->n < most ? p->n : most;
}

/* Exact figures for those that will be shown. */
static enum status
make_exact(struct drafting *d, struct places *p)
{
	size_t n = shown_of(d, p);
	const struct trace *t = d->in->trace;
	uint32_t index[DRAFT_PLACES];
	enum status st;

	for (size_t i = 0; i < n; i++)
		index[i] = p->list[i].share;
	st = explain_exactly(t, &p->every, index, n, d->err);
	if (st == ST_OK && p->has_origin)
		st = explain_exactly(t, &p->origin, index, n, d->err);
	return st;
}

static enum status
find_places(struct drafting *d, struct places *p)
{
	const struct report_columns *c = &d->book->report;
	enum status st = explain_about(
	    d->in->trace, c->every[NELEM], d->at->item, &p->every, d->err);

	p->has_origin = c->origin_rule != NULL;
	if (st == ST_OK && p->has_origin)
		st = explain_about(d->in->trace, c->origin[NELEM], d->at->item,
		    &p->origin, d->err);
	if (st != ST_OK)
		return st;
	p->list = calloc(p->every.n + 1, sizeof(*p->list));
	if (p->list == NULL)
		return error_set(d->err, ST_NOMEM, pos_none, "out of memory");
	for (size_t i = 0; i < p->every.n; i++) {
		const struct share *s = counted_share(p, i);

		if (!weigh(s, (uint32_t)i, &p->list[p->n]))
			continue;
		p->n++;
		p->choices += s->choice;
		if (s->gap)
			p->gap[screen_gap(
			    d->b, ALL_ELEMENTS, false, s->item)]++;
	}
	qsort(p->list, p->n, sizeof(*p->list), by_weight);
	return make_exact(d, p);
}

/* The heaviest way, from the product down; a long one without its middle. */
static void
put_path(struct drafting *d, const struct explanation *e, uint32_t share)
{
	uint32_t step[DRAFT_STEPS], at = share;
	size_t n = 1, half = DRAFT_STEPS / 2, shown;

	for (uint32_t i = share; e->share[i].via != BOM_NONE;
	     i = e->share[i].via)
		n++;
	shown = n < DRAFT_STEPS ? n : DRAFT_STEPS;
	for (size_t i = n; i-- > 0; at = e->share[at].via) {
		if (i < half)
			step[i] = e->share[at].item;
		else if (n - 1 - i < shown - (n < half ? n : half))
			step[shown - (n - i)] = e->share[at].item;
	}
	canon_open(&d->w, "path");
	draft_count(d, "steps", n);
	if (n > shown)
		draft_count(d, "omitted", n - shown);
	for (size_t i = 0; i < shown; i++) {
		canon_open(&d->w, "step");
		draft_item(d, step[i]);
		canon_close(&d->w);
	}
	canon_close(&d->w);
}

/* How many other ways there are: an exact number of any length. */
static enum status
put_other_paths(struct drafting *d, const struct share *s)
{
	char *text;
	mpz_t others;

	mpz_init(others);
	mpz_sub_ui(others, s->exact->paths, 1);
	text = malloc(mpz_sizeinbase(others, 10) + 2);
	if (text != NULL)
		draft_text(
		    d, "other-paths", str_of(mpz_get_str(text, 10, others)));
	mpz_clear(others);
	free(text);
	return text != NULL
		   ? ST_OK
		   : error_set(d->err, ST_NOMEM, pos_none, "out of memory");
}

/* Its documents are told, behind all products. */
static enum status
note_shown(struct drafting *d, uint32_t item)
{
	uint32_t *to = array_grow(
	    d->shown, &d->shown_cap, d->nshown + 1, sizeof(*d->shown));

	if (to == NULL)
		return error_set(d->err, ST_NOMEM, pos_none, "out of memory");
	d->shown = to;
	d->shown[d->nshown++] = item;
	return ST_OK;
}

static enum status
put_place(struct drafting *d, const struct places *p, uint32_t i)
{
	const struct share *s = &p->every.share[i];
	enum status st;
	struct exact x;

	canon_open(&d->w, "place");
	draft_item(d, s->item);
	draft_text(
	    d, "form", str_of(form_name((enum form)d->b->item[s->item].form)));
	if (s->quantity_known &&
	    mpq_equal(s->exact->quantity_lo, s->exact->quantity))
		draft_number(d, "quantity", s->exact->quantity);
	draft_text(d, "unit", str_of(draft_base_unit(d->b, s->item)));
	st = put_other_paths(d, s);
	exact_init(&x);
	share_brings(s, &x);
	draft_bounds(d, "total", &x);
	if (p->has_origin) {
		share_brings(&p->origin.share[i], &x);
		draft_bounds(d, "of-origin", &x);
	}
	exact_clear(&x);
	put_path(d, &p->every, i);
	canon_close(&d->w);
	return st == ST_OK ? note_shown(d, s->item) : st;
}

static enum status
put_places(struct drafting *d, const struct places *p)
{
	size_t shown = shown_of(d, p);
	enum status st = ST_OK;

	canon_open(&d->w, "places");
	draft_count(d, "items", p->n);
	draft_count(d, "shown", shown);
	draft_count(d, "open-origin", p->gap[GAP_ORIGIN]);
	draft_count(d, "open-suspect", p->gap[GAP_SUSPECT]);
	draft_count(d, "open-silent", p->gap[GAP_SILENT]);
	if (p->choices > 0)
		draft_count(d, "open-choice", p->choices);
	for (size_t k = 0; st == ST_OK && k < shown; k++)
		st = put_place(d, p, p->list[k].share);
	canon_close(&d->w);
	return st;
}

/*
 * draft_places - the element <places>.
 *
 * Out:	amounts are before any cap by a stated mass further up
 * Cost:	two passes over all below the product in doubles, and exact ones
 *	for the items that are shown
 */
enum status
draft_places(struct drafting *d)
{
	struct places p = { .n = 0 };
	enum status st = find_places(d, &p);

	if (st == ST_OK)
		st = put_places(d, &p);
	free(p.list);
	explanation_free(&p.every);
	explanation_free(&p.origin);
	return st;
}
