/* SPDX-License-Identifier: Apache-2.0 */
/*
 * unlisted - how much there may be of what no line speaks of; see lines.h.
 *
 * Mass that nobody has disclosed may be any rare earth of which no line
 * states the total, up to all of it.  A document that says how much at most
 * it leaves out, of each element or of all together, bounds that for the
 * elements for which it is the best document.
 */
#include "core/trace/own/lines.h"

#include "core/trace/share.h"
#include "core/trace/weigh.h"

/* Beyond which lines: of the item by itself, or with its parts. */
struct beyond {
	uint32_t item;
	enum content_scope scope;
};

/* Does the statement count for the channel, and for which elements? */
static uint32_t
spoken_of(const struct owner *o, const struct channel *ch,
    const struct content *c, enum content_scope scope)
{
	bool presumed = o->b->decl[c->decl].standing == STANDING_PRESUMED;

	if (c->kind != CONTENT_UNLISTED || c->scope != scope || ch->process ||
	    (presumed ? !ch->presumed : !c->counts))
		return 0;
	return c->won;
}

/* What 1 g of an element that nobody disclosed counts, if that is more. */
static void
raise_rate(struct owner *o, const struct channel *ch, int e, struct room *r)
{
	price_of_element(o, ch, e, &o->x);
	if (mpq_sgn(o->share.hi) == 0)
		return;
	r->dear |= o->x.hi_infinite;
	if (o->x.hi_infinite)
		return;
	num_mul(o->x.hi, o->x.hi, o->share.hi);
	if (mpq_cmp(o->x.hi, r->rate) > 0) {
		num_set(r->rate, o->x.hi);
		r->low = o->share.hi_open;
	} else if (mpq_equal(o->x.hi, r->rate) != 0) {
		r->low &= o->share.hi_open;
	}
}

/* Does the element count whatever it is in? */
static bool
is_in_any(const struct channel *ch, int e)
{
	return ch->guises[e] == 0 &&
	       (ch->named == NULL || (ch->named->elements >> e & 1) == 0);
}

/*
 * What 1 g of the elements counts, at most.  Of the whole with its parts the
 * item's origins say nothing that its parts do not know better.
 */
static void
set_rate(struct owner *o, const struct channel *ch, const struct beyond *of,
    uint32_t elements, struct room *r)
{
	bool own = of->scope == SCOPE_OWN;
	bool differs = own && share_differs(o->b, of->item);
	bool first = true;

	exact_zero(&o->share);
	num_set(o->share.hi, o->one);
	r->dear = false;
	num_set_zero(r->rate);
	for (int e = 0; elements >> e != 0; e++) {
		if ((elements >> e & 1) == 0)
			continue;
		if (own && (first || differs || ch->rest)) {
			share_of_rest(
			    o->b, ch, of->item, e, &o->stages, &o->share);
			weigh_rest(ch, e, is_in_any(ch, e) ? 2 : 1, &o->share);
		}
		raise_rate(o, ch, e, r);
		if (!measure_is_by_element(ch->measure) && !differs &&
		    !ch->rest)
			return; /* one like another */
		first = false;
	}
}

/* The most of the elements in 1 g of their oxides. */
static mpq_srcptr
most_fraction(struct owner *o, uint32_t elements)
{
	mpq_srcptr most = o->zero;

	for (int e = 0; elements >> e != 0; e++)
		if ((elements >> e & 1) != 0 &&
		    mpq_cmp(owner_oxide(o, e), most) > 0)
			most = owner_oxide(o, e);
	return most;
}

/* The mass that the statement leaves to these elements, each or together. */
static void
set_mass(struct owner *o, const struct content *c, uint32_t elements,
    const struct exact *mass, struct room *r)
{
	const struct amount *a = &c->amount;
	mpq_t view;

	r->endless = a->hi == NUM_INFINITE ||
		     (a->is_share && mass->hi_infinite && a->hi != NUM_ZERO);
	r->open = a->hi_open;
	num_set_zero(r->mass);
	if (r->endless)
		return;
	numtab_view(&o->b->num, a->hi, view);
	num_set(r->mass, view);
	if (a->is_share && a->hi != NUM_ZERO) {
		num_mul(r->mass, r->mass, mass->hi);
		r->open |= mass->hi_open;
	}
	if (c->basis == BASIS_KIND_OXIDE)
		num_mul(r->mass, r->mass, most_fraction(o, elements));
}

static void
swap_rooms(struct owner *o, size_t i, size_t k)
{
	struct room r = o->room[i];

	o->room[i] = o->room[k];
	o->room[k] = r;
}

static bool
add_room(struct owner *o, const struct channel *ch, const struct beyond *of,
    const struct content *c, uint32_t elements, const struct exact *mass)
{
	struct room *r = next_room(o);

	if (r == NULL)
		return false;
	set_rate(o, ch, of, elements, r);
	if (c != NULL) {
		o->share_rooms |= c->amount.is_share;
		o->gram_rooms |= !c->amount.is_share;
		set_mass(o, c, elements, mass, r);
		return true;
	}
	r->endless = mass->hi_infinite;
	r->open = mass->hi_open;
	if (!r->endless)
		num_set(r->mass, mass->hi);
	return true;
}

/* What bounds an element that no line states: alone, and in sum. */
struct bounds_of {
	const struct content *each[NELEM], *sum[NELEM];
};

/* Do both say the same once more? */
static bool
is_same(const struct content *x, const struct content *y)
{
	return x->basis == y->basis && x->amount.hi == y->amount.hi &&
	       x->amount.hi_open == y->amount.hi_open &&
	       x->amount.is_share == y->amount.is_share;
}

/* The first of each kind is taken; another one that differs is not followed
 * up. */
static void
find_bounds(struct owner *o, uint32_t item, const struct channel *ch,
    enum content_scope scope, struct bounds_of *by)
{
	uint32_t beside = elements_beside(o, item, ch, scope);
	const struct bom *b = o->b;

	*by = (struct bounds_of){ .each = { NULL } };
	for (uint32_t k = b->content_start[item];
	     k < b->content_start[item + 1]; k++) {
		const struct content *c = &b->content[k];
		uint32_t mine = spoken_of(o, ch, c, scope) & ch->elements;
		const struct content **of = c->each ? by->each : by->sum;

		/* what fills up leaves nothing beside lines of its scope */
		if (!c->derived)
			mine &= ~beside;
		for (int e = 0; mine >> e != 0; e++) {
			if ((mine >> e & 1) == 0)
				continue;
			if (of[e] == NULL)
				of[e] = c;
			else
				o->loose |= !is_same(of[e], c);
		}
	}
}

/* A room for each of the elements by what bounds it alone. */
static bool
add_each(struct owner *o, const struct channel *ch, const struct beyond *of,
    const struct bounds_of *by, uint32_t elements, const struct exact *mass)
{
	for (int e = 0; elements >> e != 0; e++)
		if ((elements >> e & 1) != 0 &&
		    !add_room(o, ch, of, by->each[e], (uint32_t)1 << e, mass))
			return false;
	return true;
}

/*
 * Rooms for elements whose sum one statement bounds.  Where each of them is
 * bounded as well, the narrower of the two; of a mass both hold if that does,
 * of a value another mixture might count more.
 */
static bool
add_sum(struct owner *o, const struct channel *ch, const struct beyond *of,
    const struct bounds_of *by, uint32_t elements, const struct exact *mass)
{
	size_t first = o->nroom;
	bool all = true, wider;

	for (int e = 0; elements >> e != 0; e++)
		all &= (elements >> e & 1) == 0 || by->each[e] != NULL;
	if (!all || !add_each(o, ch, of, by, elements, mass))
		return !all &&
		       add_room(o, ch, of, by->sum[__builtin_ctz(elements)],
			   elements, mass);
	o->loose |= measure_is_by_element(ch->measure);
	num_set_zero(o->t2);
	wider = false;
	for (size_t i = first; i < o->nroom; i++) {
		wider |= o->room[i].endless;
		mpq_add(o->t2, o->t2, o->room[i].mass);
	}
	if (!add_room(
		o, ch, of, by->sum[__builtin_ctz(elements)], elements, mass))
		return false;
	wider |= !o->room[o->nroom - 1].endless &&
		 mpq_cmp(o->t2, o->room[o->nroom - 1].mass) > 0;
	if (wider)
		swap_rooms(o, first, o->nroom - 1);
	o->nroom = wider ? first + 1 : o->nroom - 1;
	return true;
}

/* The elements in 1 g of a substance: of one that nobody knows, all of it. */
static void
fraction_of(struct owner *o, const struct content *c, uint32_t elements,
    mpq_ptr fraction)
{
	const struct bom_substance *s = &o->b->substance[c->substance];
	mpq_t view;

	mpq_set_ui(fraction, s->known ? 0 : 1, 1);
	for (int e = 0; s->known && elements >> e != 0; e++) {
		if ((elements >> e & 1) == 0)
			continue;
		numtab_view(&o->b->num, s->fraction[e], view);
		mpq_add(fraction, fraction, view);
	}
}

/* What a line on the item with its parts may put into the item itself: of an
 * oxide or a compound its elements. */
static bool
add_beside(struct owner *o, const struct channel *ch, const struct beyond *of,
    const struct content *c, uint32_t elements)
{
	struct room *r = next_room(o);

	if (r == NULL)
		return false;
	set_rate(o, ch, of, elements, r);
	whole_amount(o, c, &o->y);
	r->endless = o->y.hi_infinite;
	r->open = o->y.hi_open;
	if (r->endless)
		return true;
	num_set(r->mass, o->y.hi);
	if (c->basis == BASIS_KIND_OXIDE) {
		num_mul(r->mass, r->mass, most_fraction(o, elements));
	} else if (c->basis == BASIS_KIND_COMPOUND &&
		   c->substance != BOM_NONE) {
		fraction_of(o, c, elements, o->t1);
		num_mul(r->mass, r->mass, o->t1);
	}
	return true;
}

/* Rooms in an item of which nothing is left open but what is listed with its
 * parts: by the first line on each element. */
static bool
find_beside(struct owner *o, const struct channel *ch, const struct beyond *of,
    uint32_t open)
{
	const struct bom *b = o->b;

	for (uint32_t k = b->content_start[of->item];
	     open != 0 && k < b->content_start[of->item + 1]; k++) {
		const struct content *c = &b->content[k];
		uint32_t mine = open & line_beside(o, of->item, ch, c);

		open &= ~mine;
		o->gram_rooms |= mine != 0;
		if (mine != 0 && !add_beside(o, ch, of, c, mine))
			return false;
	}
	o->nunlisted = o->nroom;
	return true;
}

/*
 * find_rooms - where rare earth may be that no line speaks of.
 *
 * Out:	o->room  those of statements on what is not listed, then one for all
 *	elements on which there is none
 */
bool
find_rooms(struct owner *o, uint32_t item, const struct channel *ch,
    enum content_scope scope, bool complete, const struct exact *mass)
{
	const struct beyond of = { item, scope };
	const struct bom *b = o->b;
	uint32_t open = 0;
	struct bounds_of by;

	if (!complete || own_lists_total(b, item))
		open = ch->elements & ~stated_elements(o, item, ch, scope);
	o->nroom = o->nunlisted = 0;
	o->unbounded = o->share_rooms = o->gram_rooms = false;
	if (ch->process || !form_may_count(ch, &b->item[item]))
		open = 0;
	if (scope == SCOPE_TOTAL && o->possible != NULL)
		open &= o->possible[item];
	if (complete)
		return find_beside(o, ch, &of, open);
	if (open != 0)
		find_bounds(o, item, ch, scope, &by);
	for (int e = 0; open != 0 && e < NELEM; e++) {
		uint32_t mine = 0;

		if ((open >> e & 1) == 0 ||
		    (by.sum[e] == NULL && by.each[e] == NULL))
			continue;
		for (int k = e; k < NELEM; k++)
			if ((open >> k & 1) != 0 && by.sum[k] == by.sum[e] &&
			    (by.sum[e] != NULL || by.each[k] != NULL))
				mine |= (uint32_t)1 << k;
		if (by.sum[e] != NULL ? !add_sum(o, ch, &of, &by, mine, mass)
				      : !add_each(o, ch, &of, &by, mine, mass))
			return false;
		open &= ~mine;
	}
	o->unbounded = open != 0;
	if (open != 0 && !add_room(o, ch, &of, NULL, open, mass))
		return false;
	o->nunlisted = o->nroom;
	/* the substance takes more of the mass than its elements */
	o->loose |= ch->named != NULL && o->nroom > 0;
	return true;
}
