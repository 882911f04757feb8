/* SPDX-License-Identifier: Apache-2.0 */
/*
 * worth - what an item counts by the value that it states; see worth.h.
 *
 * What was paid for a material is told by the item that is bought as that
 * material.  What is in any other item was paid for with it: some of its
 * value, and all of it at most.  How much of it nobody has said, unless the
 * user lets it be shared out by mass.
 */
#include "core/trace/own/worth.h"

#include "core/trace/own/lines.h"
#include "core/trace/reach.h"
#include "core/trace/share.h"
#include "core/trace/suppose.h"
#include "core/trace/weigh.h"

#include <string.h>

/* What the item states to be worth, if that is known in the currency. */
static void
stated_worth(const struct bom *b, uint32_t item, const struct channel *ch,
    bool sure, struct exact *out)
{
	const struct item *it = &b->item[item];
	mpq_t view;

	const struct conversion *c =
	    bom_conversion(b, it->currency, ch->currency);

	exact_unknown(out, sure);
	if (it->value == BOM_NONE || it->currency == 0 ||
	    (it->currency != ch->currency && c == NULL))
		return;
	numtab_view(&b->num, it->value, view);
	out->hi_infinite = out->lo_open = false;
	num_set(out->hi, view);
	if (sure)
		num_set(out->lo, view);
	if (c == NULL)
		return;
	numtab_view(&b->num, c->hi, view);
	mpq_mul(out->hi, out->hi, view);
	numtab_view(&b->num, c->lo, view);
	mpq_mul(out->lo, out->lo, view);
}

/* As an upper end: how much of it is surely there, whatever it costs. */
static void
leave_sure(struct exact *out, bool counts)
{
	if (!counts)
		exact_zero(out);
	else if (out->hi_infinite)
		suppose_nearly_least(out);
}

/*
 * Of an item of the forms its value, if it holds any of the elements; nothing
 * if it holds none.  Where only its parts tell it may be either.  In an item
 * of another form may be items of the forms that nobody has listed.
 */
bool
worth_of_item(struct owner *o, uint32_t item, const struct channel *ch,
    const struct own_mass *m, struct exact *out, unsigned *notes)
{
	bool whole = reach_is_whole(ch, o->b->item[item].form), parts, sure;

	if (!own_as_supposed(o, item, ch, m, out, notes))
		return false;
	o->per_gram = false;
	parts = whole && o->b->use_start[item] < o->b->use_start[item + 1];
	if (!parts && !out->hi_infinite && mpq_sgn(out->hi) == 0)
		return true;
	sure = whole && (mpq_sgn(out->lo) > 0 || out->lo_open);
	if (whole)
		stated_worth(o->b, item, ch, sure, out);
	else
		exact_unknown(out, false);
	if (suppose_asks_surely(o->b))
		leave_sure(out, whole);
	return true;
}

/* ---- what was paid for the material */

bool
worth_is_material(const struct channel *ch, const struct item *it)
{
	switch ((enum form)it->form) {
	case FORM_OXIDE:
	case FORM_SALT:
	case FORM_COMPOUND:
	case FORM_METAL:
		return true;
	case FORM_ALLOY:
		return ch->valued == VALUED_MATERIAL;
	default:
		return false;
	}
}

/* All rare earths that the channel does not count, of whatever origin. */
static struct channel
all_others(const struct channel *ch)
{
	const uint32_t every = (1u << GUISE_COUNT) - 1;
	struct channel x = { .elements = ALL_ELEMENTS,
		.measure = MEASURE_MASS,
		.policy = POLICY_EVERY,
		.accept_not_added = ch->accept_not_added,
		.presumed = ch->presumed };

	for (int e = 0; e < NELEM; e++) {
		if ((ch->elements >> e & 1) == 0)
			continue;
		x.guises[e] = every & ~ch->guises[e];
		if (ch->guises[e] == 0 || x.guises[e] == 0)
			x.elements &= ~((uint32_t)1 << e);
	}
	return x;
}

/* Is no rare earth in it but those that count? */
static bool
is_nothing_else(struct owner *o, uint32_t item, const struct channel *ch,
    const struct own_mass *m, bool *sure)
{
	const struct channel others = all_others(ch);
	unsigned ignored = 0;
	struct exact x;
	bool ok = true;

	*sure = true;
	if (others.elements == 0)
		return true;
	exact_init(&x);
	ok = own_as_stated(o, item, &others, m, &x, &ignored);
	*sure = ok && !x.hi_infinite && mpq_sgn(x.hi) == 0;
	exact_clear(&x);
	return ok;
}

/* Elements that count and of which a line says something. */
static uint32_t
spoken_of(
    const struct bom *b, const struct channel *ch, const struct content *c)
{
	if (!line_counts(b, ch, c) || c->scope != SCOPE_OWN ||
	    c->kind == CONTENT_NOT_ADDED)
		return 0;
	return c->elements & c->won & ch->elements;
}

/*
 * The part of its rare earths that is of the origin asked for, the same price
 * for each gram of them: at least and at most that of any of them.
 */
static void
share_of_origin(struct owner *o, uint32_t item, const struct channel *ch,
    const struct own_mass *m, struct exact *f)
{
	uint32_t open =
	    ch->elements & ~stated_elements(o, item, ch, SCOPE_OWN) &
	    (m->complete ? own_left_open(o, item, ch) : ALL_ELEMENTS);
	const struct bom *b = o->b;
	bool first = true;

	for (uint32_t k = b->content_start[item];
	     k < b->content_start[item + 1]; k++) {
		uint32_t mask = spoken_of(b, ch, &b->content[k]);

		for (int e = 0; mask >> e != 0; e++) {
			if ((mask >> e & 1) == 0)
				continue;
			share_of_line(
			    b, ch, &b->content[k], e, &o->stages, &o->share);
			if (first)
				exact_set(f, &o->share);
			else
				exact_join(f, &o->share);
			first = false;
		}
	}
	for (int e = 0; open >> e != 0; e++) {
		if ((open >> e & 1) == 0)
			continue;
		share_of_rest(b, ch, item, e, &o->stages, &o->share);
		if (first)
			exact_set(f, &o->share);
		else
			exact_join(f, &o->share);
		first = false;
	}
}

/* What one gram of the item holds of it; false where that is not known. */
static bool
share_of_mass(
    struct owner *o, uint32_t item, const struct exact *x, struct exact *f)
{
	const struct amount *mass = &o->b->item[item].mass;
	bool parts = o->b->use_start[item] < o->b->use_start[item + 1];
	struct exact whole;
	mpq_t view;

	if (o->per_gram && !parts && !o->gram.hi_infinite) {
		exact_set(f, &o->gram);
		exact_lower_hi(f, o->one, false);
		return true;
	}
	if (!o->b->item[item].has_mass || mass->hi == NUM_INFINITE)
		return false;
	exact_init(&whole);
	numtab_view(&o->b->num, mass->lo, view);
	num_set(whole.lo, view);
	whole.lo_open = mass->lo_open;
	numtab_view(&o->b->num, mass->hi, view);
	num_set(whole.hi, view);
	whole.hi_open = mass->hi_open;
	exact_quotient(f, x, &whole);
	exact_clear(&whole);
	if (f->hi_infinite) {
		f->hi_infinite = false;
		num_set(f->hi, o->one);
	}
	exact_lower_hi(f, o->one, false);
	return mpq_cmp(f->lo, f->hi) <= 0;
}

/* Some of it, but how much nobody has said; or perhaps none.  At most what of
 * it is of the origin asked for. */
static void
some_of_all(struct owner *o, uint32_t item, const struct channel *ch,
    const struct own_mass *m, bool sure, struct exact *f)
{
	exact_zero(f);
	num_set(f->hi, o->one);
	if (ch->policy != POLICY_EVERY && own_has_lines(o->b, item))
		share_of_origin(o, item, ch, m, f);
	num_set_zero(f->lo);
	f->lo_open = sure;
}

/*
 * Which part of what was paid for the item was paid for what counts.
 *
 * In:	x     how much of it there is [g], more than nothing at most
 * Out:	f     within [0, 1]; false: memory
 */
static bool
part_paid(struct owner *o, uint32_t item, const struct channel *ch,
    const struct own_mass *m, const struct exact *x, struct exact *f)
{
	bool parts = o->b->use_start[item] < o->b->use_start[item + 1];
	bool sure = mpq_sgn(x->lo) > 0 || x->lo_open, alone = false, known;

	known = ch->by_mass && share_of_mass(o, item, x, f);
	if (!known)
		some_of_all(o, item, ch, m, sure, f);
	if (parts || !worth_is_material(ch, &o->b->item[item]))
		return true;
	if (!is_nothing_else(o, item, ch, m, &alone))
		return false;
	if (!alone)
		return true;
	share_of_origin(o, item, ch, m, f);
	if (!sure) {
		num_set_zero(f->lo);
		f->lo_open = false;
	}
	return true;
}

/* The same of what was paid: what is in more than the material is some of its
 * price, however little. */
static void
leave_some(
    struct owner *o, uint32_t item, const struct channel *ch, struct exact *out)
{
	bool parts = o->b->use_start[item] < o->b->use_start[item + 1];

	if (out->hi_infinite ||
	    (!ch->by_mass &&
		(parts || !worth_is_material(ch, &o->b->item[item])))) {
		num_set_zero(out->lo);
		suppose_nearly_least(out);
	}
}

bool
worth_as_paid(struct owner *o, uint32_t item, const struct channel *ch,
    const struct own_mass *m, struct exact *out, unsigned *notes)
{
	struct exact f;
	bool ok;

	if (!own_as_supposed(o, item, ch, m, out, notes))
		return false;
	if (ch->process && (out->hi_infinite || mpq_sgn(out->hi) > 0))
		/* it was used, and is not what the item is bought for */
		exact_unknown(out, mpq_sgn(out->lo) > 0 || out->lo_open);
	if (ch->process || (!out->hi_infinite && mpq_sgn(out->hi) == 0)) {
		o->per_gram = false;
		return true;
	}
	exact_init(&f);
	ok = part_paid(o, item, ch, m, out, &f);
	o->per_gram = false;
	stated_worth(o->b, item, ch, true, out);
	exact_scale(out, &f);
	exact_clear(&f);
	if (ok && suppose_asks_surely(o->b))
		leave_some(o, item, ch, out);
	return ok;
}
