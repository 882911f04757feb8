/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ends - least and greatest content of weighed lines; see lines.h.
 *
 * Let x be the amounts of the lines, each within its interval, w their
 * weights, d what they disclose of the own mass O, and v the weight of
 * undisclosed mass.  The content is
 *
 *	sum w x + v (O - sum d x)  =  v O + sum (w - v d) x
 *
 * so its greatest value takes each x at one of its ends.  Where the lines
 * state all elements that the channel asks for, v is 0.
 */
#include "core/trace/lines.h"

/* x += a * b at one end, infinities minded; 0 * infinite is 0. */
static void
add_product(mpq_ptr sum, bool *infinite, mpq_srcptr a, bool a_inf, mpq_srcptr b,
    bool b_inf, mpq_ptr work)
{
	bool a_zero = mpq_sgn(a) == 0 && !a_inf;
	bool b_zero = mpq_sgn(b) == 0 && !b_inf;

	if (a_zero || b_zero)
		return;
	if (a_inf || b_inf) {
		*infinite = true;
		return;
	}
	mpq_mul(work, a, b);
	mpq_add(sum, sum, work);
}

/* Does weight * amount stay off its lower end? */
static bool
low_open(const struct weighed *w)
{
	bool weight_zero = mpq_sgn(w->weight.lo) == 0 && !w->weight.lo_open;
	bool amount_zero = mpq_sgn(w->amount.lo) == 0 && !w->amount.lo_open;

	return !weight_zero && !amount_zero &&
	       (w->weight.lo_open || w->amount.lo_open);
}

/*
 * The lower end: lines stated by themselves and compounds add up; a group
 * may state more than they do of its elements.
 */
void
lower_end(struct owner *o, struct exact *out)
{
	bool dummy = false;

	for (size_t i = 0; i < o->n; i++) {
		struct weighed *w = &o->w[i];

		if (w->aside)
			continue;
		add_product(out->lo, &dummy, w->weight.lo, false, w->amount.lo,
		    false, o->t1);
		out->lo_open |= low_open(w);
	}
	for (size_t i = 0; i < o->n; i++) {
		struct weighed *w = &o->w[i];

		if (!w->aside)
			continue;
		mpq_mul(o->t1, w->weight.lo, w->amount.lo);
		exact_raise_lo(out, o->t1, low_open(w));
	}
}

/* The upper end when every element asked for is stated. */
void
upper_end_closed(struct owner *o, struct exact *out)
{
	for (size_t i = 0; i < o->n; i++) {
		struct weighed *w = &o->w[i];

		if (w->aside)
			continue;
		add_product(out->hi, &out->hi_infinite, w->weight.hi,
		    w->weight.hi_infinite, w->amount.hi, w->amount.hi_infinite,
		    o->t1);
		if (mpq_sgn(w->weight.hi) != 0 || w->weight.hi_infinite)
			out->hi_open |= w->amount.hi_open;
	}
}

/* The upper end with undisclosed mass of weight at most v = o->y.hi. */
void
upper_end_open(struct owner *o, const struct own_mass *m, struct exact *out)
{
	const struct exact *v = &o->y;

	if (v->hi_infinite || m->mass.hi_infinite) {
		/* unless nothing is left over, anything may be in it */
		bool room =
		    m->mass.hi_infinite || mpq_cmp(o->t2, m->mass.hi) < 0;

		if (room) {
			out->hi_infinite = true;
			return;
		}
	}
	mpq_set_ui(o->t3, 0, 1);
	mpq_sub(o->t3, m->mass.hi, o->t2); /* undisclosed, lines at least */
	if (mpq_sgn(o->t3) > 0) {
		mpq_mul(o->t3, o->t3, v->hi);
		mpq_add(out->hi, out->hi, o->t3);
		out->hi_open |= m->mass.hi_open;
	}
	for (size_t i = 0; i < o->n; i++) {
		struct weighed *w = &o->w[i];
		bool gains;

		if (w->aside)
			continue;
		mpq_mul(o->t1, v->hi, w->disclosed);
		gains =
		    w->weight.hi_infinite || mpq_cmp(w->weight.hi, o->t1) > 0;
		add_product(out->hi, &out->hi_infinite, w->weight.hi,
		    w->weight.hi_infinite, w->amount.lo, false, o->t1);
		if (!gains) {
			mpq_mul(o->t1, v->hi, w->disclosed);
			if (mpq_cmp(w->weight.hi, o->t1) < 0)
				out->hi_open |= w->amount.lo_open;
			continue;
		}
		/* each gram more of the line gains weight - v * disclosed */
		mpq_mul(o->t1, v->hi, w->disclosed);
		mpq_sub(o->t1, w->weight.hi, o->t1);
		mpq_sub(o->t3, w->amount.hi, w->amount.lo);
		add_product(out->hi, &out->hi_infinite, o->t1,
		    w->weight.hi_infinite, o->t3, w->amount.hi_infinite, o->t2);
		out->hi_open |= w->amount.hi_open;
	}
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
		mpq_mul(o->t1, w->weight.hi, w->amount.hi);
		exact_lower_hi(out, o->t1, w->amount.hi_open);
	}
}

/* Content of an item below the floor counts as none. */
void
apply_floor(const struct channel *ch, const struct exact *mass,
    struct exact *out, mpq_ptr work)
{
	if (ch->floor == NULL || out->hi_infinite)
		return;
	mpq_mul(work, ch->floor, mass->lo);
	if (mpq_cmp(out->hi, work) < 0)
		exact_zero(out);
}
