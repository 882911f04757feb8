/* SPDX-License-Identifier: Apache-2.0 */
/* within - how much is in one substance of an item; see within.h. */
#include "core/trace/own/within.h"

#include "core/trace/own/within_names.h"
#include "core/trace/share.h"
#include "core/trace/weigh.h"

static void
fraction_view(
    const struct owner *o, const struct bom_substance *s, int e, mpq_ptr out)
{
	mpq_t view;

	numtab_view(&o->b->num, s->fraction[e], view);
	num_set(out, view);
}

/* ---- [g] at most */

struct most {
	mpq_t g;
	bool endless, open;
};

static void
most_init(struct most *m)
{
	mpq_init(m->g);
	m->endless = m->open = false;
}

static void
add_most(
    struct most *m, mpq_srcptr factor, const struct exact *amount, mpq_ptr work)
{
	m->endless |= amount->hi_infinite;
	m->open |= amount->hi_open;
	num_mul(work, factor, amount->hi);
	num_add(m->g, m->g, work);
}

static void
lower_most(struct most *m, mpq_srcptr g, bool open)
{
	int c = m->endless ? 1 : mpq_cmp(m->g, g);

	if (c > 0) {
		num_set(m->g, g);
		m->endless = false;
		m->open = open;
	} else if (c == 0) {
		m->open |= open;
	}
}

/* The element in 1 g of what a line on it is an amount of. */
static mpq_srcptr
element_in(struct owner *o, const struct weighed *w, int e)
{
	return w->line->basis == BASIS_KIND_OXIDE ? owner_oxide(o, e) : o->one;
}

/* The element in 1 g of the named compound that the line is on; false: it is
 * on none with it. */
static bool
holds(const struct owner *o, const struct weighed *w, int e, mpq_ptr fraction)
{
	const struct content *c = w->line;

	if (c->basis != BASIS_KIND_COMPOUND || c->substance == BOM_NONE ||
	    !within_named(o->b, c->substance) ||
	    ((o->b->substance[c->substance].elements & c->won) >> e & 1) == 0)
		return false;
	fraction_view(o, &o->b->substance[c->substance], e, fraction);
	return true;
}

/* ---- the element in the item, but for other substances */

/* What the lines say of an element. */
struct spoken {
	struct most left; /* that may be in the substance */
	bool stated;      /* some line is on the element */
	bool clash;       /* named substances hold more of it than that says */
};

/* What named compounds hold of it at least, but for the channel's own: t3. */
static void
held_elsewhere(struct owner *o, const struct channel *ch, int e)
{
	num_set_zero(o->t3);
	for (size_t i = 0; i < o->n; i++) {
		if (within_naming(o->b, ch, o->w[i].line) != NAMES_ANOTHER ||
		    !holds(o, &o->w[i], e, o->t1))
			continue;
		num_mul(o->t1, o->t1, o->w[i].amount.lo);
		num_add(o->t3, o->t3, o->t1);
	}
}

/*
 * Lines on the element alone add up, groups cap it.  A line that names another
 * substance says that all of it is in that.
 */
static void
speak(struct owner *o, const struct channel *ch, int e, struct spoken *s)
{
	struct most cap;
	bool alone = false;

	most_init(&cap);
	cap.endless = true;
	for (size_t i = 0; i < o->n; i++) {
		const struct weighed *w = &o->w[i];

		if ((w->mask >> e & 1) == 0)
			continue;
		s->stated = true;
		if (!w->group) {
			alone = true;
			if (within_naming(o->b, ch, w->line) != NAMES_ANOTHER)
				add_most(&s->left, element_in(o, w, e),
				    &w->amount, o->t1);
		} else if (!w->refuted && !w->amount.hi_infinite) {
			num_mul(o->t1, element_in(o, w, e), w->amount.hi);
			lower_most(&cap, o->t1, w->amount.hi_open);
		}
	}
	s->left.endless |= !alone;
	if (!cap.endless)
		lower_most(&s->left, cap.g, cap.open);
	mpq_clear(cap.g);
	held_elsewhere(o, ch, e);
	s->clash = !s->left.endless && mpq_cmp(o->t3, s->left.g) > 0;
	if (!s->left.endless && !s->clash)
		mpq_sub(s->left.g, s->left.g, o->t3);
}

/* ---- a substance that the item does not name */

/* Mass of the element that no line speaks of, at most. */
static bool
room_of(struct owner *o, const struct within *of, const struct channel *ch,
    int e, const struct exact *mass, struct most *room)
{
	struct channel one = *ch;

	one.elements = (uint32_t)1 << e;
	one.policy = POLICY_EVERY;
	one.substance = 0;
	if (!find_rooms(o, of->item, &one, of->scope, of->complete, mass))
		return false;
	for (size_t i = 0; i < o->nunlisted; i++) {
		room->endless |= o->room[i].endless || o->unbounded;
		room->open |= o->room[i].open;
		num_add(room->g, room->g, o->room[i].mass);
	}
	return true;
}

/* The mass of the item without what surely is something else. */
static void
lower_by_mass(struct owner *o, const struct within *of,
    const struct channel *ch, const struct exact *mass, struct most *s)
{
	uint32_t elements = within_substance(o, ch)->elements;

	if (ch->process || mass->hi_infinite || of->scope != SCOPE_OWN)
		return;
	num_set(o->t2, mass->hi);
	for (size_t i = 0; i < o->n && !of->over; i++) {
		const struct weighed *w = &o->w[i];

		if (w->aside || ((w->mask & elements) != 0) ||
		    (w->mask == 0 &&
			within_naming(o->b, ch, w->line) != NAMES_ANOTHER))
			continue;
		num_mul(o->t1, w->disclosed, w->amount.lo);
		mpq_sub(o->t2, o->t2, o->t1);
	}
	lower_most(s, mpq_sgn(o->t2) > 0 ? o->t2 : o->zero, mass->hi_open);
}

/* The greatest share of the element, wherever in the item it may be, that
 * counts: o->y.hi. */
static void
dearest_place(struct owner *o, const struct within *of,
    const struct channel *ch, int e, bool room)
{
	exact_zero(&o->y);
	if (room && of->scope == SCOPE_OWN) {
		share_of_rest(o->b, ch, of->item, e, &o->stages, &o->y);
	} else if (room) {
		num_set(o->y.hi, o->one);
	}
	for (size_t i = 0; i < o->n; i++) {
		const struct content *c = o->w[i].line;
		bool unknown, may = within_may_be(o, ch, c, &unknown);
		int more;

		if (within_naming(o->b, ch, c) != NAMES_NONE || !may ||
		    (!unknown && (o->w[i].mask >> e & 1) == 0))
			continue;
		weigh_element(o, ch, c, e);
		more = mpq_cmp(o->x.hi, o->y.hi);
		if (more > 0) {
			num_set(o->y.hi, o->x.hi);
			o->y.hi_open = o->x.hi_open;
		} else if (more == 0) {
			o->y.hi_open &= o->x.hi_open;
		}
	}
}

/* [g] of substances that nobody knows, and that may be this one. */
static void
find_unknown(struct owner *o, const struct channel *ch, struct most *m)
{
	for (size_t i = 0; i < o->n; i++) {
		const struct content *c = o->w[i].line;
		bool unknown, may = within_may_be(o, ch, c, &unknown);

		if (unknown && may && within_naming(o->b, ch, c) == NAMES_NONE)
			add_most(m, o->one, &o->w[i].amount, o->t1);
	}
}

/*
 * How many grams of the substance there may be, by one of its elements: no
 * more than holds all that is left of that.  And what 1 g then counts by it.
 */
static bool
lower_by_element(struct owner *o, const struct within *of,
    const struct channel *ch, int e, const struct exact *mass, struct most *s,
    const struct most *unknown, struct exact *rate, unsigned *notes)
{
	struct spoken x = { .stated = false };
	struct most room;
	mpq_t part;
	bool ok = true;

	mpq_init(part);
	most_init(&x.left);
	most_init(&room);
	fraction_view(o, within_substance(o, ch), e, part);
	speak(o, ch, e, &x);
	*notes |= x.clash ? OWN_CONTRADICTION : 0;
	if (!x.stated)
		ok = room_of(o, of, ch, e, mass, &room);
	if (ok && x.stated && !x.left.endless) {
		mpq_div(o->t1, x.left.g, part);
		lower_most(s, o->t1, x.left.open);
	} else if (ok && !x.stated && !room.endless && !unknown->endless) {
		mpq_div(o->t1, room.g, part);
		mpq_add(o->t1, o->t1, unknown->g);
		lower_most(s, o->t1, room.open || unknown->open);
	}
	if (ok && (ch->elements >> e & 1) != 0) {
		dearest_place(o, of, ch, e,
		    !x.stated && (room.endless || mpq_sgn(room.g) > 0));
		exact_add_scaled(rate, part, &o->y, o->t1);
	}
	mpq_clears(part, x.left.g, room.g, NULL);
	return ok;
}

static bool
most_of_it(struct owner *o, const struct within *of, const struct channel *ch,
    const struct exact *mass, struct exact *out, unsigned *notes)
{
	uint32_t elements = within_substance(o, ch)->elements;
	struct most s, unknown;
	struct exact rate;
	bool ok = true;

	most_init(&s);
	most_init(&unknown);
	exact_init(&rate);
	s.endless = true;
	find_unknown(o, ch, &unknown);
	for (int e = 0; ok && elements >> e != 0; e++)
		if ((elements >> e & 1) != 0)
			ok = lower_by_element(
			    o, of, ch, e, mass, &s, &unknown, &rate, notes);
	lower_by_mass(o, of, ch, mass, &s);
	out->hi_infinite = s.endless && mpq_sgn(rate.hi) > 0;
	if (!s.endless)
		num_mul(out->hi, s.g, rate.hi);
	out->hi_open = !out->hi_infinite && mpq_sgn(out->hi) > 0 &&
		       (s.open || rate.hi_open);
	out->hi_loose |= o->loose || (elements & (elements - 1)) != 0 ||
			 unknown.endless || mpq_sgn(unknown.g) > 0;
	mpq_clears(s.g, unknown.g, NULL);
	exact_clear(&rate);
	return ok;
}

/* ---- one that it names */

/* A total of one of its elements caps it, or contradicts it. */
static void
cap_by_elements(
    struct owner *o, const struct channel *ch, struct exact *out, bool *clash)
{
	uint32_t elements = within_substance(o, ch)->elements;

	for (int e = 0; elements >> e != 0; e++) {
		struct spoken x = { .stated = false };

		if ((elements >> e & 1) == 0)
			continue;
		most_init(&x.left);
		speak(o, ch, e, &x);
		*clash |= x.clash;
		num_set_zero(o->t2); /* what it holds of it at least */
		for (size_t i = 0; i < o->n; i++) {
			if (within_naming(o->b, ch, o->w[i].line) != NAMES_IT ||
			    !holds(o, &o->w[i], e, o->t1))
				continue;
			num_mul(o->t1, o->t1, o->w[i].amount.lo);
			num_add(o->t2, o->t2, o->t1);
		}
		*clash |= !x.left.endless && mpq_cmp(o->t2, x.left.g) > 0;
		if (x.stated && !x.left.endless && !*clash) {
			fraction_view(o, within_substance(o, ch), e, o->t1);
			mpq_div(x.left.g, x.left.g, o->t1);
			within_gram(o, ch, ch->elements, o->t1);
			num_mul(x.left.g, x.left.g, o->t1);
			exact_lower_hi(out, x.left.g, x.left.open);
		}
		mpq_clear(x.left.g);
	}
}

/* Its lines add up; false: none names it. */
static bool
as_stated(struct owner *o, const struct channel *ch, struct exact *out)
{
	bool named = false;

	for (size_t i = 0; i < o->n; i++) {
		struct weighed *w = &o->w[i];
		bool none = mpq_sgn(w->weight.hi) == 0;

		if (within_naming(o->b, ch, w->line) != NAMES_IT)
			continue;
		named = true;
		if (none)
			continue;
		num_mul(o->t1, w->weight.hi, w->amount.hi);
		num_add(out->hi, out->hi, o->t1);
		out->hi_infinite |= w->amount.hi_infinite;
		out->hi_open |= w->amount.hi_open || w->weight.hi_open;
		if (w->aside || mpq_sgn(w->weight.lo) == 0)
			continue;
		num_mul(o->t1, w->weight.lo, w->amount.lo);
		num_add(out->lo, out->lo, o->t1);
		out->lo_open |= w->amount.lo_open || w->weight.lo_open;
	}
	return named;
}

/* ---- what is in no substance that is named */

/* Of a line on an element what the named compounds hold is in these. */
static void
take_named(struct owner *o, const struct channel *ch, bool *clash)
{
	for (size_t i = 0; i < o->n; i++) {
		struct weighed *w = &o->w[i];
		int e = w->mask != 0 ? __builtin_ctz(w->mask) : 0;

		if (w->mask == 0 || w->group || w->amount.hi_infinite ||
		    within_naming(o->b, ch, w->line) != NAMES_NONE)
			continue;
		held_elsewhere(o, ch, e);
		mpq_div(o->t3, o->t3, element_in(o, w, e));
		if (mpq_cmp(o->t3, w->amount.hi) > 0) {
			*clash = true;
			continue;
		}
		if (mpq_sgn(o->t3) == 0)
			continue;
		mpq_sub(w->amount.hi, w->amount.hi, o->t3);
		num_set_zero(w->amount.lo);
		w->amount.lo_open = false;
	}
}

bool
within_ends(struct owner *o, const struct within *of, const struct channel *ch,
    const struct exact *mass, struct exact *out, unsigned *notes)
{
	bool clash = false, ok = true;

	if (within_unnamed(ch)) {
		take_named(o, ch, &clash);
		ok = upper_end(o, mass, !ch->process, o->zero, out);
		/* of a whole its parts know better */
		out->hi_infinite |= of->scope == SCOPE_TOTAL && o->unbounded;
	} else if (as_stated(o, ch, out)) {
		cap_by_elements(o, ch, out, &clash);
		within_gram(o, ch, ch->elements, o->t1);
		if (!ch->process && !mass->hi_infinite && !of->over &&
		    of->scope == SCOPE_OWN) {
			num_mul(o->t1, o->t1, mass->hi);
			exact_lower_hi(out, o->t1, mass->hi_open);
		}
	} else {
		ok = most_of_it(o, of, ch, mass, out, notes);
	}
	if (clash) { /* the line on it is right, or those on its elements */
		*notes |= OWN_CONTRADICTION;
		exact_weaken_lo(out, o->zero);
		out->lo_open = false;
		return ok;
	}
	apply_groups(o, ch, out);
	out->lo_loose |= o->loose;
	return ok;
}
