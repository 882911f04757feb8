/* SPDX-License-Identifier: Apache-2.0 */
/*
 * own_margin - own content against own mass; see own.h.
 *
 * Both are bounded together: where the mass is no single number, what takes
 * more of it also makes it greater.
 */
#include "core/trace/own/lines.h"
#include "core/trace/suppose.h"

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
	num_mul(work, coefficient, at_hi ? a->hi : a->lo);
	if (greatest) {
		mpq_add(sum->hi, sum->hi, work);
		sum->hi_open |= at_hi ? a->hi_open : a->lo_open;
	} else {
		mpq_add(sum->lo, sum->lo, work);
		sum->lo_open |= at_hi ? a->hi_open : a->lo_open;
	}
}

/*
 * Each line at the end that suits, for a mass that is theirs or has no end:
 * least the mass counts in full, also of lines put aside, but not what these
 * hold, which others may hold as well.
 */
static void
margin_by_lines(struct owner *o, const struct own_mass *m, mpq_srcptr limit,
    const struct exact *content, struct exact *out)
{
	out->lo_infinite =
	    mpq_sgn(limit) > 0 && (!m->closed || o->beside.hi_infinite);
	if (o->has_beside) {
		num_mul(o->t1, limit, o->beside.hi);
		mpq_sub(out->lo, out->lo, o->t1);
		exact_loosen(out);
	}
	for (size_t i = 0; i < o->nunlisted; i++) {
		const struct room *r = &o->room[i];

		if (!r->dear && mpq_cmp(r->rate, limit) <= 0)
			continue;
		out->hi_infinite |= r->dear || r->endless;
		mpq_sub(o->t1, r->rate, limit);
		num_mul(o->t1, o->t1, r->mass);
		mpq_add(out->hi, out->hi, o->t1);
	}
	for (size_t i = 0; i < o->n; i++) {
		const struct weighed *w = &o->w[i];

		if (w->aside || o->floored)
			mpq_neg(o->t1, limit);
		else
			mpq_sub(o->t1, w->weight.lo, limit);
		add_end(out, w, o->t1, o->t2, false);
		if (w->weight.hi_infinite)
			out->hi_infinite = true;
		num_mul(o->t1, limit, w->unknown ? o->one : w->disclosed);
		mpq_sub(o->t1, w->weight.hi, o->t1);
		/* mass that others may have taken costs nothing */
		if ((!w->aside && !(w->unknown && w->overlap)) ||
		    ((!w->aside || w->rest) && mpq_sgn(o->t1) > 0))
			add_end(out, w, o->t1, o->t2, true);
	}
	if (o->floored && !out->lo_infinite)
		mpq_add(out->lo, out->lo, content->lo);
	add_excess(o, out);
}

/* Lines in grams: the least content of the greatest mass, and the mass filled
 * as far as it is worth the limit. */
static bool
margin_by_mass(struct owner *o, const struct own_mass *m, mpq_srcptr limit,
    const struct exact *content, struct exact *out)
{
	num_set(out->lo, content->lo);
	out->lo_open = content->lo_open;
	out->lo_loose = content->lo_loose;
	if (mpq_sgn(limit) > 0) {
		out->lo_infinite = m->mass.hi_infinite;
		out->lo_open |= m->mass.hi_open;
		num_mul(o->t1, limit, m->mass.hi);
		mpq_sub(out->lo, out->lo, o->t1);
	}
	return upper_end(o, &m->mass, true, limit, out);
}

/*
 * own_margin - own content less limit times own mass, bounded together.
 *
 * Needs the lines as own_content() has just weighed them; false when memory
 * is out.
 */
bool
own_margin(struct owner *o, const struct own_mass *m, mpq_srcptr limit,
    const struct exact *content, struct exact *out)
{
	bool ends = o->loose || o->floored || lines_are_mixed(o);

	exact_zero(out);
	if (o->per_gram && o->n == 0 && m->complete && m->closed)
		return true; /* nothing of its own */
	if (o->per_gram) {
		exact_set(out, &o->gram);
		mpq_sub(out->lo, out->lo, limit);
		mpq_sub(out->hi, out->hi, limit);
		exact_scale(out, &m->mass);
		if ((o->supposed & SUPPOSE_MASS) != 0 && m->mass.hi_infinite)
			suppose_nearly_least(out);
		return true;
	}
	if (o->process || o->within ||
	    (!m->mass.hi_infinite && (ends || exact_is_point(&m->mass)))) {
		exact_set(out, content);
		exact_subtract_scaled(out, limit, &m->mass, o->t1);
		if (o->process && !ends) {
			/* what is not contained has nothing to do with it */
			out->lo_loose = content->lo_loose;
			out->hi_loose = content->hi_loose;
		}
		return true;
	}
	if (!ends && !m->closed)
		return margin_by_mass(o, m, limit, content, out);
	margin_by_lines(o, m, limit, content, out);
	if (ends)
		exact_loosen(out);
	return true;
}

/* The most and the least that a gram of it can count, where its mass is that
 * of its lines, some of which have no end. */
static bool
ray_of_lines(struct owner *o, struct exact *ray)
{
	bool any = false;

	for (size_t i = 0; i < o->n; i++) {
		const struct weighed *w = &o->w[i];

		if (!w->amount.hi_infinite)
			continue;
		if (!any || mpq_cmp(w->weight.lo, ray->lo) < 0)
			num_set(ray->lo, w->weight.lo);
		any = true;
		if (mpq_sgn(w->disclosed) == 0 && !w->unknown)
			continue;
		mpq_div(
		    o->t1, w->weight.hi, w->unknown ? o->one : w->disclosed);
		if (mpq_cmp(o->t1, ray->hi) > 0)
			num_set(ray->hi, o->t1);
	}
	return any;
}

/*
 * own_ray - what a gram counts, at least and at most, as the mass of the item
 * grows without end.
 *
 * Needs own_content() just before it.  False where the mass cannot grow so.
 */
bool
own_ray(struct owner *o, const struct own_mass *m, struct exact *ray)
{
	bool any = false;

	exact_zero(ray);
	if (!m->mass.hi_infinite ||
	    (o->per_gram && o->n == 0 && m->complete && m->closed))
		return false;
	if (o->per_gram) {
		exact_set(ray, &o->gram);
		return true;
	}
	if (o->loose || o->floored || o->process || o->within ||
	    lines_are_mixed(o))
		exact_loosen(ray);
	if (o->within) { /* all of it may be the substance, at most */
		num_set(ray->hi, o->one);
		return true;
	}
	if (m->closed)
		any = ray_of_lines(o, ray);
	if (m->closed && o->beside.hi_infinite)
		num_set_zero(ray->lo);
	for (size_t i = 0; i < o->nroom; i++)
		if (o->room[i].endless && mpq_cmp(o->room[i].rate, ray->hi) > 0)
			num_set(ray->hi, o->room[i].rate);
	return any || !m->closed || o->beside.hi_infinite;
}
