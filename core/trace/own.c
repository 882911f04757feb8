/* SPDX-License-Identifier: Apache-2.0 */
/*
 * own - what an item holds by itself; see own.h.
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
#include "core/trace/own.h"

#include "core/base/arena.h"
#include "core/trace/weigh.h"

#include <stdlib.h>

bool
owner_init(struct owner *o, const struct bom *b)
{
	*o = (struct owner){ .b = b };
	mpq_inits(o->t1, o->t2, o->t3, o->one, NULL);
	mpq_set_ui(o->one, 1, 1);
	exact_init(&o->share);
	exact_init(&o->x);
	exact_init(&o->y);
	exact_init(&o->gram);
	return true;
}

void
owner_clear(struct owner *o)
{
	for (size_t i = 0; i < o->cap; i++) {
		exact_clear(&o->w[i].amount);
		exact_clear(&o->w[i].weight);
		mpq_clear(o->w[i].disclosed);
	}
	free(o->w);
	mpq_clears(o->t1, o->t2, o->t3, o->one, NULL);
	exact_clear(&o->share);
	exact_clear(&o->x);
	exact_clear(&o->y);
	exact_clear(&o->gram);
}

static struct weighed *
next_weighed(struct owner *o)
{
	size_t before = o->cap;
	struct weighed *w = array_grow(o->w, &o->cap, o->n + 1, sizeof(*w));

	if (w == NULL)
		return NULL;
	o->w = w;
	for (; before < o->cap; before++) {
		exact_init(&w[before].amount);
		exact_init(&w[before].weight);
		mpq_init(w[before].disclosed);
	}
	return &w[o->n++];
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
	mpq_set(out->lo, view);
	out->lo_open = a->lo_open;
	out->hi_open = a->hi_open;
	out->hi_infinite = a->hi == NUM_INFINITE;
	if (!out->hi_infinite) {
		numtab_view(&o->b->num, a->hi, view);
		mpq_set(out->hi, view);
	}
	if (a->is_share) {
		out->lo_open |= mass->lo_open && mpq_sgn(out->lo) != 0;
		mpq_mul(out->lo, out->lo, mass->lo);
		if (out->hi_infinite || mpq_sgn(out->hi) > 0) {
			out->hi_infinite |= mass->hi_infinite;
			out->hi_open |= mass->hi_open;
			mpq_mul(out->hi, out->hi, mass->hi);
		}
	}
	if (!mass->hi_infinite && !c->process)
		exact_lower_hi(out, mass->hi, mass->hi_open);
	if (mpq_cmp(out->lo, out->hi) > 0 && !out->hi_infinite)
		mpq_set(out->hi, out->lo); /* more than fits: said elsewhere */
}

/* Elements whose total in the item the lines of one scope state. */
static uint32_t
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
			mask |= c->elements;
	}
	return mask;
}

/*
 * Weighs the lines of one scope.  A group that overlaps an element stated by
 * itself, or an earlier group, is put aside: it only caps.
 */
static bool
weigh_lines(struct owner *o, uint32_t item, const struct channel *ch,
    enum content_scope scope, const struct exact *mass)
{
	const struct bom *b = o->b;
	uint32_t covered = stated_elements(o, item, ch, scope);
	uint32_t taken = 0;

	o->n = 0;
	for (int groups = 0; groups < 2; groups++) {
		for (uint32_t k = b->content_start[item];
		     k < b->content_start[item + 1]; k++) {
			const struct content *c = &b->content[k];
			bool group = c->basis != BASIS_KIND_COMPOUND &&
				     (c->elements & (c->elements - 1)) != 0;
			struct weighed *w;

			if (c->scope != scope || group != (groups == 1) ||
			    !line_counts(b, ch, c))
				continue;
			w = next_weighed(o);
			if (w == NULL)
				return false;
			weigh_line(o, ch, c, covered, w);
			amount_of(o, c, mass, &w->amount);
			w->aside = group && (taken & w->mask) != 0;
			taken |= w->mask;
		}
	}
	return true;
}

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
static void
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
static void
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

/* Disclosed mass at least, into t2; false if it exceeds the own mass. */
static bool
disclosed_mass(struct owner *o, const struct own_mass *m)
{
	mpq_set_ui(o->t2, 0, 1);
	for (size_t i = 0; i < o->n; i++) {
		if (o->w[i].aside)
			continue;
		mpq_mul(o->t1, o->w[i].disclosed, o->w[i].amount.lo);
		mpq_add(o->t2, o->t2, o->t1);
	}
	return m->mass.hi_infinite || mpq_cmp(o->t2, m->mass.hi) <= 0;
}

/* The upper end with undisclosed mass of weight at most v = o->y.hi. */
static void
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
static void
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
static void
apply_floor(const struct channel *ch, const struct exact *mass,
    struct exact *out, mpq_ptr work)
{
	if (ch->floor == NULL || out->hi_infinite)
		return;
	mpq_mul(work, ch->floor, mass->lo);
	if (mpq_cmp(out->hi, work) < 0)
		exact_zero(out);
}

void
undisclosed_weight(struct owner *o, uint32_t item, const struct channel *ch,
    uint32_t elements, struct exact *out)
{
	uint32_t mask = ch->elements & elements;

	exact_zero(out);
	if (ch->process ||
	    !form_may_count(ch, (enum form)o->b->item[item].form))
		return;
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

/* Are all lines of the scope shares of the mass? */
static bool
only_shares(const struct owner *o)
{
	for (size_t i = 0; i < o->n; i++)
		if (!o->w[i].line->amount.is_share &&
		    o->w[i].line->kind != CONTENT_NOT_ADDED)
			return false;
	return true;
}

/* The content for a known own mass; the lines are weighed already. */
static void
content_of_mass(struct owner *o, uint32_t item, const struct channel *ch,
    const struct own_mass *m, struct exact *out, unsigned *notes)
{
	uint32_t stated = stated_elements(o, item, ch, SCOPE_OWN);

	exact_zero(out);
	lower_end(o, out);
	if (!disclosed_mass(o, m) && !ch->process)
		*notes |= OWN_OVERFULL;
	undisclosed_weight(o, item, ch, ~stated, &o->y);
	if (m->complete || (mpq_sgn(o->y.hi) == 0 && !o->y.hi_infinite))
		upper_end_closed(o, out);
	else
		upper_end_open(o, m, out);
	apply_groups(o, ch, out);
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

bool
own_content(struct owner *o, uint32_t item, const struct channel *ch,
    const struct own_mass *m, struct exact *out, unsigned *notes)
{
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

	if (o->per_gram) {
		exact_set(out, &o->gram);
		mpq_sub(out->lo, out->lo, limit);
		mpq_sub(out->hi, out->hi, limit);
		exact_scale_unknown(out, m->positive);
		return;
	}
	if (!m->mass.hi_infinite) {
		exact_set(out, content);
		exact_subtract_scaled(out, limit, &m->mass, o->t1);
		return;
	}
	exact_zero(out);
	out->lo_infinite = beyond && mpq_sgn(limit) > 0;
	out->hi_infinite = beyond && mpq_cmp(o->y.hi, limit) > 0;
	for (size_t i = 0; i < o->n; i++) {
		const struct weighed *w = &o->w[i];

		/* least: the mass counts in full, also of lines put aside */
		mpq_sub(o->t1, w->weight.lo, limit);
		add_end(out, w, o->t1, o->t2, false);
		mpq_mul(o->t1, limit, w->disclosed);
		mpq_sub(o->t1, w->weight.hi, o->t1);
		if (!w->aside)
			add_end(out, w, o->t1, o->t2, true);
	}
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
	lower_end(o, total);
	*bounded = (ch->elements & ~stated) == 0;
	if (*bounded) {
		upper_end_closed(o, total);
		apply_groups(o, ch, total);
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
		mpq_add(out->hi, out->hi, w->amount.hi);
		out->hi_open |= w->amount.hi_open;
		if (w->aside)
			continue;
		mpq_mul(o->t1, w->disclosed, w->amount.lo);
		mpq_add(out->lo, out->lo, o->t1);
		out->lo_open |= w->amount.lo_open;
	}
	exact_clear(&unknown);
	return ok;
}

bool
own_undisclosed(
    struct owner *o, uint32_t item, const struct own_mass *m, struct exact *out)
{
	static const struct channel all = { .elements = ALL_ELEMENTS };

	exact_zero(out);
	if (m->complete ||
	    stated_elements(o, item, &all, SCOPE_OWN) == ALL_ELEMENTS)
		return true;
	out->hi_infinite = m->mass.hi_infinite;
	if (out->hi_infinite)
		return true;
	if (!weigh_lines(o, item, &all, SCOPE_OWN, &m->mass))
		return false;
	if (disclosed_mass(o, m))
		mpq_sub(out->hi, m->mass.hi, o->t2);
	return true;
}

bool
own_is_complete(const struct bom *b, uint32_t item)
{
	if ((b->item[item].flags & ITEM_COMPLETE) != 0)
		return true;
	for (uint32_t k = b->content_start[item];
	     k < b->content_start[item + 1]; k++)
		if (b->content[k].kind == CONTENT_COMPLETE &&
		    b->content[k].counts)
			return true;
	return false;
}

bool
own_has_lines(const struct bom *b, uint32_t item)
{
	for (uint32_t k = b->content_start[item];
	     k < b->content_start[item + 1]; k++)
		if (b->content[k].kind != CONTENT_COMPLETE)
			return true;
	return false;
}
