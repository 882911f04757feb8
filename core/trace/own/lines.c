/* SPDX-License-Identifier: Apache-2.0 */
/* lines - the content lines of one item, gathered and weighed; see lines.h. */
#include "core/trace/own/lines.h"

#include "core/chem/oxide.h"
#include "core/trace/suppose.h"
#include "core/trace/weigh.h"

#include <math.h>

/* The least of the elements in 1 g of their oxides. */
static mpq_srcptr
least_fraction(struct owner *o, uint32_t elements)
{
	mpq_srcptr least = o->one;

	for (int e = 0; elements >> e != 0; e++)
		if ((elements >> e & 1) != 0 &&
		    mpq_cmp(owner_oxide(o, e), least) < 0)
			least = owner_oxide(o, e);
	return least;
}

/*
 * No line has more than fits; that it has more at least is said elsewhere.  An
 * oxide may only be a way to state the element, of which more fits.
 */
static void
cap_at_mass(struct owner *o, const struct content *c, const struct exact *mass,
    struct exact *out)
{
	mpq_srcptr most = mass->hi;

	if (mass->hi_infinite || c->process || mpq_cmp(out->lo, most) > 0)
		return;
	if (c->basis == BASIS_KIND_OXIDE && c->elements != 0) {
		mpq_div(o->t1, mass->hi, least_fraction(o, c->elements));
		most = o->t1;
	}
	exact_lower_hi(out, most, mass->hi_open);
}

/* The amount of a line in g: a share is one of mass. */
static void
amount_of(struct owner *o, const struct content *c, const struct exact *mass,
    struct exact *out)
{
	const struct amount *a = &c->amount;
	mpq_t view;

	exact_zero(out);
	if (c->kind == CONTENT_NOT_ADDED)
		return;
	numtab_view(&o->b->num, a->lo, view);
	num_set(out->lo, view);
	out->lo_open = a->lo_open;
	out->hi_open = a->hi_open;
	out->hi_infinite = a->hi == NUM_INFINITE;
	if (!out->hi_infinite) {
		numtab_view(&o->b->num, a->hi, view);
		num_set(out->hi, view);
	}
	if (a->is_share) {
		out->lo_open |= mass->lo_open && mpq_sgn(out->lo) != 0;
		num_mul(out->lo, out->lo, mass->lo);
		if (out->hi_infinite || mpq_sgn(out->hi) > 0) {
			out->hi_infinite |= mass->hi_infinite;
			out->hi_open |= mass->hi_open;
			num_mul(out->hi, out->hi, mass->hi);
		}
	}
	cap_at_mass(o, c, mass, out);
}

void
whole_amount(struct owner *o, const struct content *c, struct exact *out)
{
	const struct item *it = &o->b->item[c->item];
	struct exact mass;
	mpq_t view;

	exact_init(&mass);
	exact_unknown(&mass, false);
	if (it->has_mass && it->mass.hi != NUM_INFINITE) {
		numtab_view(&o->b->num, it->mass.hi, view);
		num_set(mass.hi, view);
		mass.hi_infinite = false;
		mass.hi_open = it->mass.hi_open;
	}
	amount_of(o, c, &mass, out);
	exact_clear(&mass);
}

/* Elements whose total in the item the lines of one scope state. */
uint32_t
stated_elements(const struct owner *o, uint32_t item, const struct channel *ch,
    enum content_scope scope)
{
	const struct bom *b = o->b;
	uint32_t mask = 0;

	for (uint32_t k = b->content_start[item];
	     k < b->content_start[item + 1]; k++) {
		const struct content *c = &b->content[k];

		if (c->scope == scope && line_counts(b, ch, c) &&
		    c->basis != BASIS_KIND_COMPOUND)
			mask |= c->elements & c->won;
	}
	return mask;
}

/*
 * The amount that somebody answers so that least is in the item.  Where more
 * of a line leaves less mass to what nobody has disclosed, and that counts
 * more, this is the greatest.  open: bit per element that may be there beside
 * the lines.
 */
static void
suppose_amount(struct owner *o, uint32_t item, const struct channel *ch,
    uint32_t open, struct weighed *w)
{
	struct exact rest;
	bool most = false;

	exact_init(&rest);
	if (open != 0 && !w->amount.hi_infinite && !w->weight.hi_infinite) {
		undisclosed_weight(o, item, ch, open, &rest);
		num_mul(rest.hi, rest.hi, w->disclosed);
		most = rest.hi_infinite || mpq_cmp(rest.hi, w->weight.hi) > 0;
	}
	exact_clear(&rest);
	if (most)
		suppose_most(&w->amount);
	else
		suppose_least(&w->amount);
}

/*
 * What lines that are not put aside state at least: these do not overlap, so
 * that each may stand at the first of its elements.
 */
struct least_of {
	uint32_t mask[NELEM];
	mpq_t mass[NELEM];
};

static void
find_least(struct owner *o, struct least_of *l)
{
	for (int e = 0; e < NELEM; e++) {
		l->mask[e] = 0;
		mpq_init(l->mass[e]);
	}
	for (size_t i = 0; i < o->n; i++) {
		const struct weighed *w = &o->w[i];
		int first;

		if (w->aside || w->mask == 0)
			continue;
		first = __builtin_ctz(w->mask);
		l->mask[first] = w->mask;
		num_mul(o->t2, w->disclosed, w->amount.lo);
		num_add(l->mass[first], l->mass[first], o->t2);
	}
}

/* Is the group less than its parts at least? */
static bool
is_refuted(struct owner *o, const struct weighed *group, struct least_of *l)
{
	mpq_neg(o->t1, group->amount.hi);
	for (int e = 0; e < NELEM; e++)
		if (l->mask[e] != 0 && (l->mask[e] & ~group->mask) == 0)
			num_add(o->t1, o->t1, l->mass[e]);
	o->nearly = fmin(o->nearly, fabs(mpq_get_d(o->t1)));
	return mpq_sgn(o->t1) > 0;
}

/*
 * A group of which the parts that are stated by themselves are more than all
 * of it contradicts them: it then says nothing of the others in it.
 */
static void
refute_groups(struct owner *o)
{
	struct least_of l;
	bool found = false;

	o->refuted = false;
	o->nearly = INFINITY;
	for (size_t g = 0; g < o->n; g++) {
		struct weighed *w = &o->w[g];

		w->refuted = false;
		if (!w->aside || w->amount.hi_infinite)
			continue;
		if (!found)
			find_least(o, &l);
		found = true;
		if (is_refuted(o, w, &l)) {
			w->rest = false;
			w->refuted = o->refuted = true;
		}
	}
	for (int e = 0; found && e < NELEM; e++)
		mpq_clear(l.mass[e]);
}

/* Elements that may be in the item beside what its lines state. */
static uint32_t
open_beside(const struct owner *o, uint32_t item, const struct channel *ch,
    uint32_t covered)
{
	uint32_t open = own_is_complete(o->b, item) ? own_left_open(o, item, ch)
						    : ALL_ELEMENTS;

	return open & ~covered;
}

/*
 * Weighs the lines of one scope.  A group that overlaps an element stated by
 * itself, or an earlier group, is put aside: it caps, and holds what it alone
 * speaks of.
 */
bool
weigh_lines(struct owner *o, uint32_t item, const struct channel *ch,
    enum content_scope scope, const struct exact *mass)
{
	const struct bom *b = o->b;
	uint32_t covered = stated_elements(o, item, ch, scope);
	bool supposed = (supposed_of_item(b, item) & SUPPOSE_AMOUNTS) != 0;
	uint32_t open = supposed ? open_beside(o, item, ch, covered) : 0;
	uint32_t taken = 0;

	o->n = 0;
	o->loose = false;
	for (int groups = 0; groups < 2; groups++) {
		for (uint32_t k = b->content_start[item];
		     k < b->content_start[item + 1]; k++) {
			const struct content *c = &b->content[k];
			uint32_t mine = c->elements & c->won;
			bool group = c->basis != BASIS_KIND_COMPOUND &&
				     ((mine & (mine - 1)) != 0 ||
					 c->kind == CONTENT_NEGATIVE);
			struct weighed *w;

			if (c->scope != scope || group != (groups == 1) ||
			    !line_counts(b, ch, c))
				continue;
			w = next_weighed(o);
			if (w == NULL)
				return false;
			weigh_line(o, ch, c, covered, w);
			amount_of(o, c, mass, &w->amount);
			if ((supposed_of_line(b, c) & SUPPOSE_AMOUNTS) != 0)
				suppose_amount(o, item, ch, open, w);
			if (c->basis != BASIS_KIND_COMPOUND &&
			    mine != c->elements) {
				/* the others may make up the least of it */
				num_set_zero(w->amount.lo);
				w->amount.lo_open = false;
				o->loose = true;
			}
			w->aside = group && (taken & w->mask) != 0;
			w->group |= w->aside;
			o->loose |= w->aside || w->overlap;
			w->rest =
			    w->aside && (w->mask & ch->elements & ~taken) != 0;
			taken |= w->mask;
		}
	}
	refute_groups(o);
	return true;
}

bool
lines_are_mixed(const struct owner *o)
{
	bool shares = o->share_rooms, grams = o->gram_rooms;

	for (size_t i = 0; i < o->n; i++) {
		const struct content *c = o->w[i].line;

		if (c->kind == CONTENT_NOT_ADDED)
			continue;
		shares |= c->amount.is_share;
		grams |= !c->amount.is_share;
	}
	return shares && grams;
}

/* Disclosed mass at least, into t2; false if it exceeds the own mass. */
bool
disclosed_mass(struct owner *o, const struct own_mass *m)
{
	num_set_zero(o->t2);
	for (size_t i = 0; i < o->n; i++) {
		if (o->w[i].aside)
			continue;
		num_mul(o->t1, o->w[i].disclosed, o->w[i].amount.lo);
		num_add(o->t2, o->t2, o->t1);
	}
	return m->mass.hi_infinite || mpq_cmp(o->t2, m->mass.hi) <= 0;
}

mpq_srcptr
line_mass(const struct owner *o, const struct weighed *w)
{
	return w->unknown && !w->overlap ? o->one : w->disclosed;
}

/* Does mass that the lines share decide on some of them, or what is said of
 * the item with its parts? */
static bool
lines_are_tied(const struct bom *b, uint32_t item)
{
	bool shares = false, grams = false;

	for (uint32_t k = b->content_start[item];
	     k < b->content_start[item + 1]; k++) {
		const struct content *c = &b->content[k];

		if (c->scope == SCOPE_TOTAL)
			return true;
		if (!c->counts || c->process || c->kind == CONTENT_COMPLETE ||
		    c->kind == CONTENT_NOT_ADDED)
			continue;
		shares |= c->amount.is_share;
		grams |= !c->amount.is_share;
	}
	return shares && grams;
}

bool
own_line_mass(struct owner *o, uint32_t item, struct exact *out)
{
	static const struct channel all = { .elements = ALL_ELEMENTS };
	struct exact unknown;
	bool ok;

	exact_init(&unknown);
	exact_unknown(&unknown, false);
	ok = weigh_lines(o, item, &all, SCOPE_OWN, &unknown);
	exact_zero(out);
	for (size_t i = 0; ok && i < o->n; i++) {
		const struct weighed *w = &o->w[i];

		out->hi_infinite |= w->amount.hi_infinite;
		out->hi_loose |= w->line->amount.is_share;
		num_add(out->hi, out->hi, w->amount.hi);
		out->hi_open |= w->amount.hi_open;
		if (w->aside)
			continue;
		num_mul(o->t1, line_mass(o, w), w->amount.lo);
		num_add(out->lo, out->lo, o->t1);
		out->lo_open |=
		    w->amount.lo_open && mpq_sgn(line_mass(o, w)) > 0;
	}
	if (o->loose || lines_are_tied(o->b, item))
		exact_loosen(out);
	exact_clear(&unknown);
	return ok;
}

bool
own_undisclosed(
    struct owner *o, uint32_t item, const struct own_mass *m, struct exact *out)
{
	static const struct channel all = { .elements = ALL_ELEMENTS };

	exact_zero(out);
	if (!find_rooms(o, item, &all, SCOPE_OWN, m->complete, &m->mass))
		return false;
	for (size_t i = 0; i < o->nunlisted; i++) {
		out->hi_infinite |= o->room[i].endless;
		num_add(out->hi, out->hi, o->room[i].mass);
	}
	if (m->mass.hi_infinite || o->nunlisted == 0)
		return true;
	if (!weigh_lines(o, item, &all, SCOPE_OWN, &m->mass))
		return false;
	num_set_zero(o->t3);
	if (disclosed_mass(o, m))
		mpq_sub(o->t3, m->mass.hi, o->t2);
	exact_lower_hi(out, o->t3, false);
	return true;
}
