/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ends - the least content of weighed lines, and what bounds it beyond the
 * lines one by one; see lines.h.
 */
#include "core/trace/own/lines.h"

#include "core/trace/weigh.h"

/* Does weight * amount stay off its lower end? */
static bool
low_open(const struct weighed *w)
{
	bool weight_zero = mpq_sgn(w->weight.lo) == 0 && !w->weight.lo_open;
	bool amount_zero = mpq_sgn(w->amount.lo) == 0 && !w->amount.lo_open;

	return !weight_zero && !amount_zero &&
	       (w->weight.lo_open || w->amount.lo_open);
}

/* What compounds hold of one element, and what 1 g of that counts. */
struct held {
	mpq_t least, weight_lo, weight_hi;
	bool any, endless;
};

static void
held_in_compounds(
    struct owner *o, const struct channel *ch, int e, struct held *h)
{
	mpq_t fraction;

	num_set_zero(h->least);
	h->any = h->endless = false;
	for (size_t i = 0; i < o->n; i++) {
		const struct content *c = o->w[i].line;
		const struct bom_substance *s;

		if (c->basis != BASIS_KIND_COMPOUND || c->substance == BOM_NONE)
			continue;
		s = &o->b->substance[c->substance];
		if ((s->elements & c->won & (1u << e)) == 0)
			continue;
		weigh_element(o, ch, c, e);
		if (!h->any || mpq_cmp(o->x.lo, h->weight_lo) < 0)
			num_set(h->weight_lo, o->x.lo);
		if (!h->any || mpq_cmp(o->x.hi, h->weight_hi) > 0)
			num_set(h->weight_hi, o->x.hi);
		h->any = true;
		h->endless |= o->x.hi_infinite;
		numtab_view(&o->b->num, s->fraction[e], fraction);
		num_mul(o->t1, fraction, o->w[i].amount.lo);
		num_add(h->least, h->least, o->t1);
	}
}

/* What the lines on an element, alone or in a group, say of it. */
struct said {
	mpq_t least;     /* in units of the channel, of the lines on it alone */
	mpq_t most, cap; /* [g] of the lines on it alone; of groups */
	bool alone, bounded, capped;
	bool shared; /* a group that adds up has its least in part from it */
};

static void
said_of_element(struct owner *o, int e, struct said *s)
{
	num_set_zero(s->least);
	num_set_zero(s->most);
	s->alone = s->capped = s->shared = false;
	s->bounded = true;
	for (size_t i = 0; i < o->n; i++) {
		const struct weighed *w = &o->w[i];

		if ((w->mask >> e & 1) == 0)
			continue;
		num_set(o->t1, w->amount.hi);
		if (w->line->basis == BASIS_KIND_OXIDE)
			num_mul(o->t1, o->t1, owner_oxide(o, e));
		if (!w->group) {
			s->alone = true;
			s->bounded &= !w->amount.hi_infinite;
			num_add(s->most, s->most, o->t1);
			num_mul(o->t1, w->amount.lo, w->weight.lo);
			num_add(s->least, s->least, o->t1);
			continue;
		}
		s->shared |= !w->aside && mpq_sgn(w->amount.lo) > 0;
		if (!w->amount.hi_infinite &&
		    (!s->capped || mpq_cmp(o->t1, s->cap) < 0)) {
			num_set(s->cap, o->t1);
			s->capped = true;
		}
	}
	s->bounded &= s->alone;
	if (s->capped && (!s->bounded || mpq_cmp(s->cap, s->most) < 0)) {
		num_set(s->most, s->cap);
		s->bounded = true;
	}
}

/*
 * A compound beside a line on one of its elements: both are true, so there
 * is at least what the compound holds.  Adds to the lower end what that is
 * more; what the line has no room for is a contradiction, and o->excess.
 */
static void
reconcile_compounds(
    struct owner *o, const struct channel *ch, struct exact *out)
{
	struct held h;
	struct said s;

	if (ch->process)
		return;
	mpq_inits(
	    h.least, h.weight_lo, h.weight_hi, s.least, s.most, s.cap, NULL);
	for (int e = 0; ch->elements >> e != 0; e++) {
		if ((ch->elements >> e & 1) == 0)
			continue;
		held_in_compounds(o, ch, e, &h);
		if (!h.any)
			continue;
		said_of_element(o, e, &s);
		if (s.bounded && mpq_cmp(h.least, s.most) > 0) {
			o->excess_infinite |= h.endless;
			mpq_sub(o->t1, h.least, s.most);
			num_mul(o->t1, o->t1, h.weight_hi);
			num_add(o->excess, o->excess, o->t1);
		} else if ((s.alone || s.capped) && !s.shared) {
			num_mul(o->t1, h.least, h.weight_lo);
			mpq_sub(o->t1, o->t1, s.least);
			if (mpq_sgn(o->t1) > 0) {
				num_add(out->lo, out->lo, o->t1);
				out->lo_open = false; /* the line is above it */
			}
		}
	}
	mpq_clears(
	    h.least, h.weight_lo, h.weight_hi, s.least, s.most, s.cap, NULL);
}

/*
 * The lower end: lines stated by themselves and compounds add up; a group
 * may state more than they do of its elements.
 */
void
lower_end(struct owner *o, const struct channel *ch, struct exact *out)
{
	bool compounds = false;

	for (size_t i = 0; i < o->n; i++) {
		struct weighed *w = &o->w[i];

		compounds |= w->line->basis == BASIS_KIND_COMPOUND;
		if (w->aside)
			continue;
		num_mul(o->t1, w->weight.lo, w->amount.lo);
		num_add(out->lo, out->lo, o->t1);
		out->lo_open |= low_open(w);
	}
	num_set_zero(o->excess);
	o->excess_infinite = false;
	if (compounds)
		reconcile_compounds(o, ch, out);
	for (size_t i = 0; i < o->n; i++) {
		struct weighed *w = &o->w[i];

		if (!w->aside)
			continue;
		num_mul(o->t1, w->weight.lo, w->amount.lo);
		exact_raise_lo(out, o->t1, low_open(w));
	}
	out->lo_loose |= o->loose;
}

/* A contradiction keeps both readings; false if there is none. */
bool
add_excess(struct owner *o, struct exact *out)
{
	if (mpq_sgn(o->excess) == 0 && !o->excess_infinite)
		return false;
	out->hi_infinite |= o->excess_infinite;
	num_add(out->hi, out->hi, o->excess);
	out->hi_open = false;
	return true;
}

/* Groups that hold all elements asked for bound their sum. */
void
apply_groups(struct owner *o, const struct channel *ch, struct exact *out)
{
	for (size_t i = 0; i < o->n; i++) {
		struct weighed *w = &o->w[i];

		if (!w->group || (ch->elements & ~w->mask) != 0 ||
		    w->weight.hi_infinite || w->amount.hi_infinite)
			continue;
		if (w->refuted) { /* the group is right, or its parts are */
			num_mul(o->t1, w->weight.lo, w->amount.hi);
			exact_weaken_lo(out, o->t1);
			continue;
		}
		num_mul(o->t1, w->weight.hi, w->amount.hi);
		exact_lower_hi(out, o->t1, w->amount.hi_open);
	}
}

/*
 * Content of an item below the floor counts as none.  Where only the least of
 * it is below, it may be none.
 */
void
apply_floor(const struct channel *ch, const struct exact *mass,
    struct exact *out, mpq_ptr work)
{
	int c;

	if (ch->floor == NULL || mpq_sgn(ch->floor) == 0)
		return;
	num_mul(work, ch->floor, mass->lo);
	c = out->hi_infinite ? 1 : mpq_cmp(out->hi, work);
	if (c < 0 || (c == 0 && out->hi_open)) {
		exact_zero(out);
		return;
	}
	num_mul(work, ch->floor, mass->hi);
	if (mass->hi_infinite || mpq_cmp(out->lo, work) < 0) {
		num_set_zero(out->lo);
		out->lo_open = false;
		out->lo_loose = true;
	}
}
