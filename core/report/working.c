/* SPDX-License-Identifier: Apache-2.0 */
/*
 * working - the working of an answer, part by part: what its forms for a reader
 * (working_eye.c) and for a program (working_json.c) share; see working.h.
 */
#include "core/report/working.h"

#include <stdlib.h>

/* Of what declares nothing and comes by one way the lists of parts have said
 * all. */
static bool
is_plain(const struct working *w, uint32_t part)
{
	const struct share *s = &w->r->parts.share[part];

	return !own_has_lines(w->c->bom, s->item) &&
	       mpz_cmp_ui(s->exact->paths, 1) == 0;
}

/* A giver that is open stands in both lists of the reason. */
static bool
choose(struct working *w, size_t most)
{
	const struct reason *r = w->r;
	size_t ngiver = r->ngiver < most ? r->ngiver : most;
	size_t nopen = r->nopen < most ? r->nopen : most;

	w->share = calloc(ngiver + nopen + 1, sizeof(*w->share));
	w->item = calloc(ngiver + nopen + 1, sizeof(*w->item));
	if (w->share == NULL || w->item == NULL)
		return false;
	for (size_t i = 0; i < ngiver; i++)
		w->share[w->n++] = r->giver[i].share;
	for (size_t i = 0; i < nopen; i++)
		if (!r->parts.share[r->open[i].share].gives &&
		    !is_plain(w, r->open[i].share))
			w->share[w->n++] = r->open[i].share;
	for (size_t i = 0; i < w->n; i++)
		w->item[i] = r->parts.share[w->share[i]].item;
	return true;
}

/*
 * working_open - find the ways to the parts, and weigh them.
 *
 * In:	r    with the first `most` of each kind exact: see reason_find()
 * Out:	w    closed with working_close(), also after an error
 */
enum status
working_open(struct working *w, const struct checked *c, const struct reason *r,
    size_t most, struct error *err)
{
	size_t ways = c->ways > 0 ? c->ways : WORKING_WAYS;

	*w = (struct working){ .c = c, .r = r, .ways = &r->ways };
	exact_init(&w->own);
	exact_init(&w->sum);
	exact_init(&w->brings);
	if (r->column == COLUMN_NONE)
		return ST_OK;
	w->ch = &c->book->plan.channel[r->column - 1];
	if (!choose(w, most))
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	if (r->ways.b == NULL) {
		w->ways = &w->own_ways;
		if (ways_find(&w->own_ways, c->bom, &r->parts, w->share, w->n,
			ways, err) != ST_OK)
			return err->code;
	}
	return weigher_open(&w->weigher, c->trace, w->item, w->n, err);
}

void
working_close(struct working *w)
{
	if (w->c == NULL)
		return;
	weigher_close(&w->weigher);
	ways_free(&w->own_ways);
	free(w->share);
	free(w->item);
	exact_clear(&w->own);
	exact_clear(&w->sum);
	exact_clear(&w->brings);
	*w = (struct working){ .c = NULL };
}

bool
working_part(struct working *w, size_t i)
{
	exact_zero(&w->sum);
	w->steps = 0;
	return weigher_content(&w->weigher, i, w->ch, &w->own);
}

void
working_count(struct working *w, const struct step *x)
{
	w->steps++;
	if (!x->covered)
		exact_add(&w->sum, &x->counts);
}

bool
working_by_stated_value(const struct channel *ch)
{
	return ch->measure == MEASURE_WORTH || ch->measure == MEASURE_PAID;
}

bool
working_rest(struct working *w)
{
	const struct exact *own =
	    weigher_per_gram(&w->weigher) ? &w->weigher.owner.gram : &w->own;
	bool endless = w->sum.hi_infinite;

	/* the lines of a whole item only tell what it is */
	if ((w->ch->measure == MEASURE_ITEM ||
		working_by_stated_value(w->ch)) &&
	    w->steps > 0)
		return false;
	if (own->hi_infinite) {
		w->sum.hi_infinite = true;
		mpq_set_ui(w->sum.lo, 0, 1);
		w->sum.lo_open = false;
		return !endless;
	}
	if (endless || mpq_cmp(w->sum.hi, own->hi) >= 0)
		return false;
	mpq_sub(w->sum.hi, own->hi, w->sum.hi);
	mpq_set_ui(w->sum.lo, 0, 1);
	w->sum.lo_open = false;
	w->sum.hi_open = own->hi_open;
	return true;
}

enum status
working_ways(const struct working *w, size_t i, working_way *put, void *ctx,
    struct error *err)
{
	uint32_t part = w->share[i];

	for (size_t r = 0; r < ways_count(w->ways, part); r++) {
		size_t n = ways_length(w->ways, part, r);
		uint32_t *use = malloc((n + 1) * sizeof(*use));

		if (use == NULL)
			return error_set(
			    err, ST_NOMEM, pos_none, "out of memory");
		ways_uses(w->ways, part, r, use);
		put(ctx, use, n);
		free(use);
	}
	return ST_OK;
}
