/* SPDX-License-Identifier: Apache-2.0 */
/* weigh - what one gram of a content line counts; see weigh.h. */
#include "core/trace/weigh.h"

#include "core/trace/own/within.h"
#include "core/trace/share.h"
#include "core/trace/suppose.h"

bool
line_counts(
    const struct bom *b, const struct channel *ch, const struct content *c)
{
	bool presumed = b->decl[c->decl].standing == STANDING_PRESUMED;

	if (presumed ? !ch->presumed || c->won == 0 : !c->counts)
		return false;
	if (c->kind == CONTENT_COMPLETE || c->kind == CONTENT_UNLISTED)
		return false;
	if (c->kind == CONTENT_NOT_ADDED)
		return ch->accept_not_added && !ch->process;
	return (c->process != 0) == ch->process;
}

enum guise
guise_of_line(const struct bom *b, const struct content *c)
{
	if (c->substance != BOM_NONE &&
	    b->substance[c->substance].guise != GUISE_UNKNOWN)
		return (enum guise)b->substance[c->substance].guise;
	switch ((enum form)b->item[c->item].form) {
	case FORM_METAL:
		return GUISE_METAL;
	case FORM_ALLOY:
	case FORM_MAGNET:
		return GUISE_ALLOY;
	case FORM_OXIDE:
		return GUISE_OXIDE;
	case FORM_SALT:
	case FORM_COMPOUND:
	case FORM_PHOSPHOR:
	case FORM_CRYSTAL:
		return GUISE_OTHER;
	default:
		return GUISE_UNKNOWN;
	}
}

/* May the item be, or hold, things of any form? */
static bool
form_is_open(const struct item *it)
{
	return it->form == FORM_UNKNOWN || it->form >= FORM_MATERIAL;
}

/* Is a selection met?  0 no, 1 perhaps, 2 surely.  The alloy that a magnet is
 * made of is perhaps the magnet. */
static int
form_met(const struct channel *ch, const struct item *it)
{
	if ((ch->forms & FORMS_BUT) != 0) {
		if ((ch->forms >> it->form & 1) != 0)
			return 0;
		return form_is_open(it) || (ch->forms & it->under) != 0 ? 1 : 2;
	}
	if (ch->forms == 0 || (ch->forms >> it->form & 1) != 0)
		return 2;
	if (form_is_open(it))
		return 1;
	return (ch->forms & it->under) != 0 ? 1 : 0;
}

bool
form_may_count(const struct channel *ch, const struct item *it)
{
	return form_met(ch, it) > 0;
}

static int
guise_met(const struct channel *ch, int element, enum guise g)
{
	if (ch->guises[element] == 0)
		return 2;
	if (g == GUISE_UNKNOWN)
		return 1;
	return (ch->guises[element] >> g & 1) != 0 ? 2 : 0;
}

/* Is the line on one of the substances in which the element counts?  One that
 * names none may be on any of its guise. */
static int
name_met(const struct bom *b, const struct channel *ch, const struct content *c,
    int e, enum guise g)
{
	const struct channel_names *of = ch->named;

	if (of == NULL || (of->elements >> e & 1) == 0)
		return 2;
	if (c->substance >= of->n || b->substance[c->substance].known == 0)
		return g == GUISE_UNKNOWN || (of->guises[e] >> g & 1) != 0;
	return of->met[c->substance] != 0 ? 2 : 0;
}

static bool
is_zero(mpq_srcptr q, bool open)
{
	return mpq_sgn(q) == 0 && !open;
}

/* x *= y for intervals of zero and above. */
static void
times(struct exact *x, const struct exact *y)
{
	if (is_zero(x->lo, x->lo_open) || is_zero(y->lo, y->lo_open)) {
		num_set_zero(x->lo);
		x->lo_open = false;
	} else {
		num_mul(x->lo, x->lo, y->lo);
		x->lo_open |= y->lo_open;
	}
	if ((mpq_sgn(x->hi) == 0 && !x->hi_infinite) ||
	    (mpq_sgn(y->hi) == 0 && !y->hi_infinite)) {
		num_set_zero(x->hi);
		x->hi_infinite = x->hi_open = false;
		return;
	}
	x->hi_infinite |= y->hi_infinite;
	x->hi_open |= y->hi_open;
	num_mul(x->hi, x->hi, y->hi);
}

void
weigh_rest(const struct channel *ch, int e, int met, struct exact *share)
{
	bool open = share->lo_open, loose = share->lo_loose;

	if (!ch->rest)
		return;
	if ((ch->counted >> e & 1) == 0 || met == 0) {
		exact_zero(share);
		num_set_one(share->lo);
		num_set_one(share->hi);
		return;
	}
	if (met == 1) {
		num_set_zero(share->lo);
		open = false;
	}
	mpq_swap(share->lo, share->hi);
	share->lo_open = share->hi_open;
	share->lo_loose = share->hi_loose;
	share->hi_open = open;
	share->hi_loose = loose;
	mpq_neg(share->lo, share->lo);
	mpq_neg(share->hi, share->hi);
	mpz_add(mpq_numref(share->lo), mpq_numref(share->lo),
	    mpq_denref(share->lo));
	mpz_add(mpq_numref(share->hi), mpq_numref(share->hi),
	    mpq_denref(share->hi));
}

/* Weight of 1 g of the element in this line, into o->x. */
void
weigh_element(
    struct owner *o, const struct channel *ch, const struct content *c, int e)
{
	enum guise guise = guise_of_line(o->b, c);
	int met = guise_met(ch, e, guise),
	    named = name_met(o->b, ch, c, e, guise);
	int fits = form_met(ch, &o->b->item[c->item]);

	met = named < met ? named : met;
	if ((supposed_of_line(o->b, c) & SUPPOSE_GUISES) != 0) {
		met = met != 1 ? met : ch->rest && suppose_rests(o->b) ? 2 : 0;
		fits = fits == 1 ? 0 : fits;
	}
	exact_zero(&o->x);
	if ((ch->elements >> e & 1) == 0 || (met == 0 && !ch->rest) ||
	    fits == 0)
		return;
	if (ch->measure == MEASURE_VALUE && ch->valued == VALUED_MATERIAL)
		price_of_guise(o, ch, e, guise, &o->x);
	else
		price_of_element(o, ch, e, &o->x);
	share_of_line(o->b, ch, c, e, &o->stages, &o->share);
	weigh_rest(ch, e, met, &o->share);
	times(&o->x, &o->share);
	if ((met == 1 && !ch->rest) || fits == 1) {
		num_set_zero(o->x.lo);
		o->x.lo_open = false;
	}
}

/* A substance of which nobody knows what it is made of: any rare earth, or
 * those that are known to be in it, or none. */
static void
weigh_unknown(struct owner *o, const struct channel *ch,
    const struct content *c, uint32_t mask, struct weighed *w)
{
	w->unknown = true;
	if ((supposed_of_line(o->b, c) & SUPPOSE_GUISES) != 0)
		return;
	for (int e = 0; mask >> e != 0; e++) {
		if ((mask >> e & 1) == 0)
			continue;
		weigh_element(o, ch, c, e);
		exact_take_hi(&w->weight, &o->x, false);
	}
}

/*
 * Is the mass of a substance that nobody knows perhaps that of elements which
 * other lines state?  A name for what is not listed is none of these.
 */
static bool
may_be_stated(
    const struct content *c, const struct bom_substance *s, uint32_t stated)
{
	uint32_t mask = s->elements != 0 ? s->elements : ELEMENT_ALL;

	return !s->wildcard && (mask & stated) != 0 &&
	       (c->amount.lo != NUM_ZERO || c->amount.lo_open);
}

/* The sum of a compound's elements, those in covered left out. */
static void
weigh_compound(struct owner *o, const struct channel *ch,
    const struct content *c, uint32_t covered, struct weighed *w)
{
	const struct bom_substance *s = &o->b->substance[c->substance];
	uint32_t mask, stated = covered;
	mpq_t fraction;

	if (s->elements != 0)
		covered |= s->elements & ~c->won;
	mask = s->elements & ch->elements & ~covered;
	if (ch->substance != 0) /* of it this line says how much there is */
		mask = s->elements & ch->elements & c->won;
	w->mask = 0;
	mpq_set_ui(
	    w->disclosed, s->known && (s->elements & covered) == 0 ? 1 : 0, 1);
	w->overlap = (s->elements & covered) != 0;
	if (!s->known) {
		w->overlap = may_be_stated(c, s, stated);
		if (s->elements != 0)
			covered |= ~s->elements;
		weigh_unknown(o, ch, c, ch->elements & ~covered, w);
		return;
	}
	for (int e = 0; mask >> e != 0; e++) {
		if ((mask >> e & 1) == 0)
			continue;
		weigh_element(o, ch, c, e);
		numtab_view(&o->b->num, s->fraction[e], fraction);
		exact_add_scaled(&w->weight, fraction, &o->x, o->t1);
	}
}

/*
 * weigh_line - what 1 g of the line's amount counts for the channel.
 *
 * Out:	w->weight   of one element: its own; of a group: the least and the
 *		    greatest that the sum may hold; of a compound: the sum
 */
void
weigh_line(struct owner *o, const struct channel *ch, const struct content *c,
    uint32_t covered, struct weighed *w)
{
	uint32_t mine = c->elements & c->won;
	bool first = true, inside = (mine & ~ch->elements) == 0;

	exact_zero(&w->weight);
	w->line = c;
	w->aside = w->rest = w->unknown = w->overlap = false;
	w->mask = mine;
	w->group = (mine & (mine - 1)) != 0;
	num_set_one(w->disclosed);
	if (c->basis == BASIS_KIND_COMPOUND && c->substance != BOM_NONE) {
		w->group = false;
		weigh_compound(o, ch, c, covered, w);
		within_weigh(o, ch, c, w);
		return;
	}
	for (int e = 0; mine >> e != 0; e++) {
		if ((mine >> e & 1) == 0)
			continue;
		weigh_element(o, ch, c, e);
		if (c->basis == BASIS_KIND_OXIDE) {
			mpq_srcptr f = owner_oxide(o, e);

			num_mul(o->x.lo, o->x.lo, f);
			num_mul(o->x.hi, o->x.hi, f);
			if (first || mpq_cmp(f, w->disclosed) < 0)
				num_set(w->disclosed, f);
		}
		exact_take_lo(&w->weight, &o->x, first);
		exact_take_hi(&w->weight, &o->x, first);
		first = false;
	}
	if (!inside) {
		num_set_zero(w->weight.lo);
		w->weight.lo_open = false;
	}
	within_weigh(o, ch, c, w);
}
