/* SPDX-License-Identifier: Apache-2.0 */
/*
 * unlisted - how much there may be of what no line speaks of; see lines.h.
 *
 * Mass that nobody has disclosed may be any rare earth of which no line
 * states the total, up to all of it.  A document that says how much at most
 * it leaves out, of each element or of all together, bounds that for the
 * elements for which it is the best document.
 */
#include "core/trace/lines.h"

#include "core/chem/oxide.h"
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
	mpq_mul(o->x.hi, o->x.hi, o->share.hi);
	if (mpq_cmp(o->x.hi, r->rate) > 0) {
		mpq_set(r->rate, o->x.hi);
		r->low = o->share.hi_open;
	} else if (mpq_equal(o->x.hi, r->rate) != 0) {
		r->low &= o->share.hi_open;
	}
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
	mpq_set(o->share.hi, o->one);
	r->dear = false;
	mpq_set_ui(r->rate, 0, 1);
	for (int e = 0; elements >> e != 0; e++) {
		if ((elements >> e & 1) == 0)
			continue;
		if (own && (first || differs))
			share_of_rest(
			    o->b, ch, of->item, e, &o->stages, &o->share);
		raise_rate(o, ch, e, r);
		if (ch->measure == MEASURE_MASS && !differs)
			return; /* one like another */
		first = false;
	}
}

/* The mass that the statement leaves to these elements, each or together. */
static void
set_mass(struct owner *o, const struct content *c, uint32_t elements,
    const struct exact *mass, struct room *r)
{
	const struct amount *a = &c->amount;
	bool first = true;
	mpq_t view;

	r->endless = a->hi == NUM_INFINITE ||
		     (a->is_share && mass->hi_infinite && a->hi != NUM_ZERO);
	r->open = a->hi_open;
	mpq_set_ui(r->mass, 0, 1);
	if (r->endless)
		return;
	numtab_view(&o->b->num, a->hi, view);
	mpq_set(r->mass, view);
	if (a->is_share && a->hi != NUM_ZERO) {
		mpq_mul(r->mass, r->mass, mass->hi);
		r->open |= mass->hi_open;
	}
	if (c->basis != BASIS_KIND_OXIDE)
		return;
	for (int e = 0; elements >> e != 0; e++) {
		if ((elements >> e & 1) == 0)
			continue;
		oxide_fraction(e, o->t3);
		if (first || mpq_cmp(o->t3, o->t1) > 0)
			mpq_set(o->t1, o->t3);
		first = false;
	}
	mpq_mul(r->mass, r->mass, o->t1);
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
		set_mass(o, c, elements, mass, r);
		return true;
	}
	r->endless = mass->hi_infinite;
	r->open = mass->hi_open;
	if (!r->endless)
		mpq_set(r->mass, mass->hi);
	return true;
}

/* Rooms by the statement c for its elements, of which no other has spoken:
 * one for each, or one for all. */
static bool
add_rooms(struct owner *o, const struct channel *ch, const struct beyond *of,
    const struct content *c, uint32_t elements, const struct exact *mass)
{
	if (!c->each && elements != 0)
		return add_room(o, ch, of, c, elements, mass);
	for (int e = 0; elements >> e != 0; e++)
		if ((elements >> e & 1) != 0 &&
		    !add_room(o, ch, of, c, (uint32_t)1 << e, mass))
			return false;
	return true;
}

/*
 * find_rooms - where rare earth may be that no line speaks of.
 *
 * Out:	o->room  if one document bounds each element and their sum, the sum
 *	counts, and the end is not proven
 */
bool
find_rooms(struct owner *o, uint32_t item, const struct channel *ch,
    enum content_scope scope, const struct exact *mass)
{
	const struct beyond of = { item, scope };
	const struct bom *b = o->b;
	uint32_t open = ch->elements & ~stated_elements(o, item, ch, scope);
	uint32_t taken = 0;

	o->nroom = o->nunlisted = 0;
	o->unbounded = false;
	if (ch->process || !form_may_count(ch, (enum form)b->item[item].form))
		open = 0;
	for (int each = 0; each < 2 && open != 0; each++)
		for (uint32_t k = b->content_start[item];
		     k < b->content_start[item + 1]; k++) {
			const struct content *c = &b->content[k];
			uint32_t mine = spoken_of(o, ch, c, scope);

			if (mine == 0 || (c->each != 0) != (each == 1))
				continue;
			o->loose |= (mine & taken) != 0 && !c->derived;
			mine &= open;
			if (!add_rooms(o, ch, &of, c, mine, mass))
				return false;
			open &= ~mine;
			taken |= mine;
		}
	o->unbounded = open != 0;
	if (open != 0 && !add_room(o, ch, &of, NULL, open, mass))
		return false;
	o->nunlisted = o->nroom;
	return true;
}
