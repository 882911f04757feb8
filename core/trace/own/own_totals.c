/* SPDX-License-Identifier: Apache-2.0 */
/*
 * own_totals - what lines say of an item with its parts, against the sum of
 * both; see own.h.
 */
#include "core/trace/own/lines.h"
#include "core/trace/own/within.h"

/* Intersects out with [lo, hi]; a contradiction keeps both readings. */
static void
intersect(
    struct exact *out, const struct exact *total, bool bounded, unsigned *notes)
{
	struct exact sum;

	exact_init(&sum);
	exact_set(&sum, out);
	if (!total->lo_infinite)
		exact_raise_lo(out, total->lo, total->lo_open);
	if (bounded && !total->hi_infinite)
		exact_lower_hi(out, total->hi, total->hi_open);
	if (exact_is_empty(out)) {
		*notes |= OWN_CONTRADICTION;
		exact_set(out, &sum);
		if (!total->lo_infinite && mpq_cmp(total->lo, sum.lo) < 0)
			num_set(out->lo, total->lo);
		if (!sum.hi_infinite && mpq_cmp(total->hi, sum.hi) > 0)
			num_set(out->hi, total->hi);
		out->lo_open = out->hi_open = false;
	}
	exact_clear(&sum);
}

/* What the lines of scope total say, for a mass; false: memory. */
static bool
weigh_totals(struct owner *o, uint32_t item, const struct channel *ch,
    const struct exact *mass, struct exact *total, bool *bounded)
{
	const struct within of = { item, SCOPE_TOTAL, false, false };
	unsigned ignored = 0;

	exact_zero(total);
	o->within = ch->substance != 0;
	if (!weigh_lines(o, item, ch, SCOPE_TOTAL, mass) ||
	    !find_rooms(o, item, ch, SCOPE_TOTAL, false, mass))
		return false;
	if (o->within) {
		if (!within_ends(o, &of, ch, mass, total, &ignored))
			return false;
		*bounded = !total->hi_infinite;
		return true;
	}
	lower_end(o, ch, total);
	*bounded = !o->unbounded;
	if (!*bounded)
		return true;
	if (!upper_end(o, mass, !ch->process, o->zero, total))
		return false;
	apply_groups(o, ch, total);
	add_excess(o, total);
	return true;
}

/*
 * Totals of other elements, or of several, leave less room to each other than
 * their ends show, and so do shares of a mass that is no single number; only
 * those of the one element asked for are followed up.
 */
static bool
are_of_one(
    const struct owner *o, const struct channel *ch, const struct exact *mass)
{
	if (ch->policy != POLICY_EVERY || ch->rest ||
	    ch->measure != MEASURE_MASS || ch->process || o->within ||
	    o->nunlisted > (o->unbounded ? 1u : 0u))
		return false;
	for (size_t i = 0; i < o->n; i++)
		if (o->w[i].mask != ch->elements || o->w[i].group ||
		    (o->w[i].line->amount.is_share && !exact_is_point(mass)))
			return false;
	return true;
}

/* How much of an element there is tells nothing of what was paid for it; that
 * there is none does. */
static bool
none_in_total(struct owner *o, uint32_t item, const struct channel *ch,
    const struct exact *mass, struct exact *out, unsigned *notes)
{
	struct channel plain = *ch;
	struct exact total;
	bool bounded, ok;

	plain.measure = MEASURE_MASS;
	exact_init(&total);
	ok = weigh_totals(o, item, &plain, mass, &total, &bounded);
	if (ok && bounded && !total.hi_infinite && mpq_sgn(total.hi) == 0) {
		num_set_zero(total.lo);
		intersect(out, &total, true, notes);
	}
	exact_clear(&total);
	return ok;
}

bool
own_totals(struct owner *o, uint32_t item, const struct channel *ch,
    const struct exact *mass, struct exact *out, unsigned *notes)
{
	bool lo_loose = out->lo_loose, hi_loose = out->hi_loose;
	struct exact total;
	bool bounded, ok;

	/* how much of an element there is tells nothing of whole items */
	if (ch->measure == MEASURE_ITEM || ch->measure == MEASURE_WORTH)
		return true;
	if (ch->measure == MEASURE_PAID)
		return none_in_total(o, item, ch, mass, out, notes);
	exact_init(&total);
	ok = weigh_totals(o, item, ch, mass, &total, &bounded);
	if (ch->stop != 0) { /* some of it may be where that is not counted */
		num_set_zero(total.lo);
		total.lo_open = false;
	}
	if (ok && (o->n > 0 || bounded)) {
		intersect(out, &total, bounded, notes);
		if (are_of_one(o, ch, mass) &&
		    (*notes & OWN_CONTRADICTION) == 0) {
			out->lo_loose = lo_loose || total.lo_loose;
			out->hi_loose = hi_loose || total.hi_loose;
		} else {
			exact_loosen(out);
		}
	}
	exact_clear(&total);
	return ok;
}

/*
 * own_total_margin - the same for content less limit times mass, where the
 * mass is not known and the totals are shares of it.
 */
bool
own_total_margin(struct owner *o, uint32_t item, const struct channel *ch,
    mpq_srcptr limit, bool positive, struct exact *out, unsigned *notes)
{
	struct exact gram, total;
	bool bounded, ok;

	exact_init(&gram);
	exact_init(&total);
	num_set(gram.lo, o->one);
	num_set(gram.hi, o->one);
	ok = weigh_totals(o, item, ch, &gram, &total, &bounded);
	exact_loosen(out);
	if (ok && (o->n > 0 || bounded) &&
	    own_is_shares(o, item, ch, SCOPE_TOTAL, false)) {
		mpq_sub(total.lo, total.lo, limit);
		mpq_sub(total.hi, total.hi, limit);
		total.hi_infinite |= !bounded;
		exact_scale_unknown(&total, positive);
		intersect(out, &total, !total.hi_infinite, notes);
	}
	exact_clear(&gram);
	exact_clear(&total);
	return ok;
}
