/* SPDX-License-Identifier: Apache-2.0 */
/* own - what an item holds by itself, in channel units; see own.h. */
#include "core/trace/lines.h"
#include "core/trace/suppose.h"
#include "core/trace/weigh.h"

void
undisclosed_weight(struct owner *o, uint32_t item, const struct channel *ch,
    uint32_t elements, struct exact *out)
{
	uint32_t mask = ch->elements & elements;

	exact_zero(out);
	if (ch->process || mask == 0 ||
	    !form_may_count(ch, (enum form)o->b->item[item].form))
		return;
	if (ch->measure == MEASURE_MASS) {
		mpq_set(out->hi, o->one);
		return;
	}
	for (int e = 0; mask >> e != 0; e++) {
		if ((mask >> e & 1) == 0)
			continue;
		price_of_element(o, ch, e, &o->x);
		if (o->x.hi_infinite)
			out->hi_infinite = true;
		else if (mpq_cmp(o->x.hi, out->hi) > 0)
			mpq_set(out->hi, o->x.hi);
	}
}

/* The content for a known own mass; the lines are weighed already. */
static void
content_of_mass(struct owner *o, uint32_t item, const struct channel *ch,
    const struct own_mass *m, struct exact *out, unsigned *notes)
{
	uint32_t stated = stated_elements(o, item, ch, SCOPE_OWN);

	exact_zero(out);
	lower_end(o, ch, out);
	if (!disclosed_mass(o, m) && !ch->process)
		*notes |= OWN_OVERFULL;
	undisclosed_weight(o, item, ch, ~stated, &o->y);
	if (m->complete || (mpq_sgn(o->y.hi) == 0 && !o->y.hi_infinite))
		upper_end_closed(o, out);
	else
		upper_end_open(o, m, out);
	apply_groups(o, ch, out);
	if (add_excess(o, out))
		*notes |= OWN_CONTRADICTION;
	if (ch->measure == MEASURE_MASS && !m->mass.hi_infinite && !ch->process)
		exact_lower_hi(out, m->mass.hi, m->mass.hi_open);
	if (!out->hi_infinite && mpq_cmp(out->lo, out->hi) > 0)
		mpq_set(out->hi, out->lo);
	apply_floor(ch, &m->mass, out, o->t1);
}

/* Of one gram: for an unknown mass all of whose lines are shares of it. */
static bool
content_per_gram(struct owner *o, uint32_t item, const struct channel *ch,
    const struct own_mass *m, struct exact *out, unsigned *notes)
{
	struct own_mass gram = { .complete = m->complete };
	bool ok;

	exact_init(&gram.mass);
	mpq_set(gram.mass.lo, o->one);
	mpq_set(gram.mass.hi, o->one);
	ok = weigh_lines(o, item, ch, SCOPE_OWN, &gram.mass);
	if (ok)
		content_of_mass(o, item, ch, &gram, out, notes);
	exact_clear(&gram.mass);
	return ok;
}

/* An item that says nothing of its content: all of it may count. */
static void
silent_content(struct owner *o, uint32_t item, const struct channel *ch,
    const struct own_mass *m, struct exact *out)
{
	o->n = 0;
	o->per_gram = m->mass.hi_infinite;
	exact_zero(out);
	exact_zero(&o->gram);
	undisclosed_weight(o, item, ch, ALL_ELEMENTS, &o->y);
	if (m->complete || (mpq_sgn(o->y.hi) == 0 && !o->y.hi_infinite))
		return;
	o->gram.hi_infinite = o->y.hi_infinite;
	mpq_set(o->gram.hi, o->y.hi);
	if (m->mass.hi_infinite || mpq_sgn(m->mass.hi) > 0) {
		out->hi_infinite = m->mass.hi_infinite || o->y.hi_infinite;
		out->hi_open = m->mass.hi_open;
	}
	if (!out->hi_infinite)
		mpq_mul(out->hi, m->mass.hi, o->y.hi);
}

/* What an answer that is supposed leaves of the content. */
static void
suppose_content(struct owner *o, const struct channel *ch,
    const struct own_mass *m, struct exact *out)
{
	/* what a thing costs is nothing that its supplier answers */
	bool least = (o->supposed & SUPPOSE_LEAST) != 0 &&
		     (ch->measure == MEASURE_MASS ||
			 o->b->suppose->prices == ALL_ELEMENTS);

	if (least)
		suppose_least(out);
	if (least && o->per_gram)
		suppose_least(&o->gram);
	if ((o->supposed & SUPPOSE_MASS) != 0 && o->per_gram &&
	    m->mass.hi_infinite)
		suppose_nearly_least(out);
}

static bool
content_as_stated(struct owner *o, uint32_t item, const struct channel *ch,
    const struct own_mass *m, struct exact *out, unsigned *notes)
{
	if (!own_has_lines(o->b, item)) {
		silent_content(o, item, ch, m, out);
		apply_floor(ch, &m->mass, out, o->t1);
		return true;
	}
	if (!weigh_lines(o, item, ch, SCOPE_OWN, &m->mass))
		return false;
	if (m->mass.hi_infinite && only_shares(o) && !ch->process) {
		o->per_gram = true;
		if (!content_per_gram(o, item, ch, m, out, notes))
			return false;
		exact_set(&o->gram, out);
		exact_scale_unknown(out, m->positive);
		return true;
	}
	o->per_gram = false;
	content_of_mass(o, item, ch, m, out, notes);
	return true;
}

bool
own_content(struct owner *o, uint32_t item, const struct channel *ch,
    const struct own_mass *m, struct exact *out, unsigned *notes)
{
	o->supposed = supposed_of_item(o->b, item);
	if (!content_as_stated(o, item, ch, m, out, notes))
		return false;
	if (o->supposed != 0)
		suppose_content(o, ch, m, out);
	return true;
}

/* sum += coefficient * amount at the end of amount that makes it least, or
 * greatest. */
static void
add_end(struct exact *sum, const struct weighed *w, mpq_srcptr coefficient,
    mpq_ptr work, bool greatest)
{
	const struct exact *a = &w->amount;
	int sign = mpq_sgn(coefficient);
	bool at_hi = (sign > 0) == greatest;

	if (sign == 0)
		return;
	if (at_hi && a->hi_infinite) {
		if (greatest)
			sum->hi_infinite = true;
		else
			sum->lo_infinite = true;
		return;
	}
	mpq_mul(work, coefficient, at_hi ? a->hi : a->lo);
	if (greatest) {
		mpq_add(sum->hi, sum->hi, work);
		sum->hi_open |= at_hi ? a->hi_open : a->lo_open;
	} else {
		mpq_add(sum->lo, sum->lo, work);
		sum->lo_open |= at_hi ? a->hi_open : a->lo_open;
	}
}

/*
 * own_margin - own content less limit times own mass, bounded together.
 *
 * Needs the lines as own_content() has just weighed them.
 */
void
own_margin(struct owner *o, const struct own_mass *m, mpq_srcptr limit,
    const struct exact *content, struct exact *out)
{
	bool beyond = !m->complete;

	if (o->per_gram && o->n == 0 && m->complete && m->closed) {
		exact_zero(out); /* nothing of its own */
		return;
	}
	if (o->per_gram) {
		exact_set(out, &o->gram);
		mpq_sub(out->lo, out->lo, limit);
		mpq_sub(out->hi, out->hi, limit);
		exact_scale_unknown(out, m->positive);
		if ((o->supposed & SUPPOSE_MASS) != 0)
			suppose_nearly_least(out);
		return;
	}
	if (!m->mass.hi_infinite) {
		exact_set(out, content);
		exact_subtract_scaled(out, limit, &m->mass, o->t1);
		return;
	}
	exact_zero(out);
	out->lo_infinite = (beyond || !m->closed) && mpq_sgn(limit) > 0;
	out->hi_infinite =
	    beyond && (o->y.hi_infinite || mpq_cmp(o->y.hi, limit) > 0);
	for (size_t i = 0; i < o->n; i++) {
		const struct weighed *w = &o->w[i];

		/* least: the mass counts in full, also of lines put aside,
		   but not what they hold, which others may hold as well */
		if (w->aside)
			mpq_neg(o->t1, limit);
		else
			mpq_sub(o->t1, w->weight.lo, limit);
		add_end(out, w, o->t1, o->t2, false);
		if (w->weight.hi_infinite)
			out->hi_infinite = true;
		mpq_mul(o->t1, limit, w->disclosed);
		mpq_sub(o->t1, w->weight.hi, o->t1);
		if (!w->aside || (w->rest && mpq_sgn(o->t1) > 0))
			add_end(out, w, o->t1, o->t2, true);
	}
	add_excess(o, out);
}

/* Intersects out with [lo, hi]; a contradiction keeps both readings. */
static void
intersect(
    struct exact *out, const struct exact *total, bool bounded, unsigned *notes)
{
	struct exact sum;

	exact_init(&sum);
	exact_set(&sum, out);
	exact_raise_lo(out, total->lo, total->lo_open);
	if (bounded && !total->hi_infinite)
		exact_lower_hi(out, total->hi, total->hi_open);
	if (exact_is_empty(out)) {
		*notes |= OWN_CONTRADICTION;
		exact_set(out, &sum);
		if (mpq_cmp(total->lo, sum.lo) < 0)
			mpq_set(out->lo, total->lo);
		if (!sum.hi_infinite && mpq_cmp(total->hi, sum.hi) > 0)
			mpq_set(out->hi, total->hi);
		out->lo_open = out->hi_open = false;
	}
	exact_clear(&sum);
}

/* What the lines of scope total say, for a mass; false: memory. */
static bool
weigh_totals(struct owner *o, uint32_t item, const struct channel *ch,
    const struct exact *mass, struct exact *total, bool *bounded)
{
	uint32_t stated = stated_elements(o, item, ch, SCOPE_TOTAL);

	exact_zero(total);
	if (!weigh_lines(o, item, ch, SCOPE_TOTAL, mass))
		return false;
	lower_end(o, ch, total);
	*bounded = (ch->elements & ~stated) == 0;
	if (*bounded) {
		upper_end_closed(o, total);
		apply_groups(o, ch, total);
		add_excess(o, total);
	}
	return true;
}

bool
own_totals(struct owner *o, uint32_t item, const struct channel *ch,
    const struct exact *mass, struct exact *out, unsigned *notes)
{
	struct exact total;
	bool bounded, ok;

	exact_init(&total);
	ok = weigh_totals(o, item, ch, mass, &total, &bounded);
	if (ok && o->n > 0)
		intersect(out, &total, bounded, notes);
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
	mpq_set(gram.lo, o->one);
	mpq_set(gram.hi, o->one);
	ok = weigh_totals(o, item, ch, &gram, &total, &bounded);
	if (ok && o->n > 0 && only_shares(o)) {
		mpq_sub(total.lo, total.lo, limit);
		mpq_sub(total.hi, total.hi, limit);
		total.hi_infinite |= !bounded;
		exact_scale_unknown(&total, positive);
		if (total.lo_infinite) {
			total.lo_infinite = false;
			mpq_set(total.lo, out->lo);
			total.lo_open = out->lo_open;
		}
		if (!out->lo_infinite || mpq_sgn(total.lo) >= 0)
			intersect(out, &total, !total.hi_infinite, notes);
	}
	exact_clear(&gram);
	exact_clear(&total);
	return ok;
}
