/* SPDX-License-Identifier: Apache-2.0 */
/*
 * fill - the greatest content of weighed lines; see lines.h.
 *
 * Let x be the amounts of the lines, each within its interval, w their
 * weights, d what they disclose of the own mass O, and u what no line speaks
 * of, of weight v and within its rooms.  What is to be made great is
 *
 *	sum w x + sum v u - limit O,   where   sum d x + sum u <= O
 *
 * Mass is all that they compete for.  So each line starts at its least, and
 * the mass is given to what counts most per gram, until it is used up or
 * counts less than the limit costs: this is exact, and some way to fill what
 * is open reaches it.
 */
#include "core/trace/own/lines.h"

#include <stdlib.h>

/* So many rooms are put in order without asking for memory. */
#define FEW 32

/* A filling on its way. */
struct filling {
	struct owner *o;
	const struct exact *mass;
	mpq_srcptr limit;
	/* numbers of the owner: see struct owner.filling */
	mpq_ptr sum;    /* what it comes to so far */
	mpq_ptr least;  /* [g] that the lines take at least */
	mpq_ptr forced; /* [g] still to be filled up to mass.lo, which costs no
			   more than is counted already */
	mpq_ptr extra;  /* [g] that may be taken beyond that */
	mpq_ptr work, take, left;
	bool infinite, endless; /* the sum; extra */
	bool short_of; /* the lines take no more than mass.lo at least */
	bool grown;    /* extra mass was taken */
	bool open, loose;
};

static void
filling_begin(struct filling *f, struct owner *o, const struct exact *mass,
    mpq_srcptr limit)
{
	mpq_t *number = o->filling;

	*f = (struct filling){ .o = o,
		.mass = mass,
		.limit = limit,
		.sum = number[0],
		.least = number[1],
		.forced = number[2],
		.extra = number[3],
		.work = number[4],
		.take = number[5],
		.left = number[6] };
	for (int i = 0; i < OWNER_FILLING; i++)
		num_set_zero(number[i]);
}

/* Groups that alone speak of some element: each of another one. */
struct rests {
	uint32_t mask[NELEM];
	size_t n;
};

static struct rests
find_rests(const struct owner *o)
{
	struct rests r = { .n = 0 };

	for (size_t i = 0; i < o->n && r.n < NELEM; i++)
		if (o->w[i].rest)
			r.mask[r.n++] = o->w[i].mask;
	return r;
}

/* Do all elements of a line belong to a group that speaks of more? */
static bool
within_rest(const struct rests *r, const struct weighed *w)
{
	for (size_t i = 0; w->mask != 0 && i < r->n; i++)
		if (r->mask[i] != w->mask && (w->mask & ~r->mask[i]) == 0)
			return true;
	return false;
}

static bool
weighs_nothing(const struct weighed *w)
{
	return mpq_sgn(w->weight.hi) == 0 && !w->weight.hi_infinite;
}

/* What takes no mass of its own has its greatest amount. */
static void
take_free(struct filling *f, const struct weighed *w)
{
	const struct exact *a = &w->amount;

	if (weighs_nothing(w) || (mpq_sgn(a->hi) == 0 && !a->hi_infinite))
		return;
	f->infinite |= w->weight.hi_infinite || a->hi_infinite;
	num_mul(f->work, w->weight.hi, a->hi);
	num_add(f->sum, f->sum, f->work);
	f->open |= a->hi_open || w->weight.hi_open;
}

/*
 * The least of a line, and the room that it may have beyond.  A group of which
 * a part is stated by itself starts at nothing, and so does a substance that
 * nobody knows where it may hold what other lines state.
 */
static bool
start_line(struct filling *f, const struct weighed *w)
{
	const struct exact *a = &w->amount;
	mpq_srcptr d = w->unknown ? f->o->one : w->disclosed;
	bool sure = !w->rest && !(w->unknown && w->overlap);
	struct room *r;

	if (mpq_sgn(d) == 0) {
		take_free(f, w);
		return true;
	}
	if (sure && mpq_sgn(a->lo) > 0) {
		f->infinite |= w->weight.hi_infinite;
		num_mul(f->work, w->weight.hi, a->lo);
		num_add(f->sum, f->sum, f->work);
		num_mul(f->work, d, a->lo);
		num_add(f->least, f->least, f->work);
		f->open |= w->weight.hi_open;
	}
	if ((weighs_nothing(w) && !(sure && a->lo_open)) ||
	    (exact_is_point(a) && sure))
		return true;
	r = next_room(f->o);
	if (r == NULL)
		return false;
	r->dear = w->weight.hi_infinite;
	mpq_div(r->rate, w->weight.hi, d);
	r->endless = a->hi_infinite;
	r->open = a->hi_open;
	r->low = w->weight.hi_open;
	r->above = a->lo_open && sure;
	r->uneven = w->group && w->line->basis == BASIS_KIND_OXIDE;
	if (!r->endless && sure)
		mpq_sub(r->mass, a->hi, a->lo);
	else if (!r->endless)
		num_set(r->mass, a->hi);
	num_mul(r->mass, r->mass, d);
	return true;
}

static int
by_rate(const void *pa, const void *pb, void *arg)
{
	const struct room *room = arg;
	size_t a = *(const size_t *)pa, b = *(const size_t *)pb;
	int c = (int)room[b].dear - (int)room[a].dear;

	if (c == 0 && !room[a].dear)
		c = mpq_cmp(room[b].rate, room[a].rate);
	return c != 0 ? c : a < b ? -1 : a > b;
}

/* Takes min(mass of r, *from) off both; left: of r; false if nothing is. */
static bool
take(struct filling *f, const struct room *r, mpq_ptr left, mpq_ptr from,
    bool from_endless)
{
	if (r->endless && from_endless)
		return false;
	if (r->endless || (!from_endless && mpq_cmp(left, from) > 0))
		num_set(f->take, from);
	else
		num_set(f->take, left);
	if (mpq_sgn(f->take) <= 0)
		return false;
	if (!r->endless)
		mpq_sub(left, left, f->take);
	if (!from_endless)
		mpq_sub(from, from, f->take);
	return true;
}

/* Fills one room as far as it is worth it and there is mass. */
static void
fill_room(struct filling *f, struct room *r)
{
	mpq_ptr left = f->left;
	bool gains = r->dear || mpq_cmp(r->rate, f->limit) > 0;
	bool counts = r->dear || mpq_sgn(r->rate) > 0;

	num_set(left, r->mass);
	r->used = 0;
	if (counts && mpq_sgn(f->forced) > 0 &&
	    take(f, r, left, f->forced, false)) {
		r->used = 1;
		f->infinite |= r->dear;
		num_mul(f->work, r->rate, f->take);
		num_add(f->sum, f->sum, f->work);
	}
	if (gains && r->endless && f->endless) {
		r->used = 1;
		f->infinite = true;
	} else if (gains && take(f, r, left, f->extra, f->endless)) {
		r->used = 1;
		f->grown = true;
		f->infinite |= r->dear;
		mpq_sub(f->work, r->rate, f->limit);
		num_mul(f->work, f->work, f->take);
		num_add(f->sum, f->sum, f->work);
	}
	if (r->used != 0 && !r->endless && mpq_sgn(left) == 0)
		r->used = 2;
}

static bool
is_full(const struct room *r)
{
	return r->used == 2 || (!r->endless && mpq_sgn(r->mass) == 0);
}

/* Would nothing else do as well as this room, which is filled in part? */
static bool
is_alone(const struct filling *f, const struct room *room, const size_t *order,
    size_t n, const struct room *r)
{
	for (size_t i = 0; i < n; i++)
		if (&room[order[i]] != r && !is_full(&room[order[i]]) &&
		    mpq_cmp(room[order[i]].rate, r->rate) >= 0)
			return false;
	return mpq_cmp(r->rate, f->limit) > 0;
}

/*
 * Is the sum approached only?  Where an end that is not reached is needed:
 * a gram less of it would lose more than it is worth elsewhere, or a gram
 * more would cost more than it brings.
 */
static void
settle_open(
    struct filling *f, const struct room *room, const size_t *order, size_t n)
{
	const struct room *last = NULL, *next = NULL;
	bool inert = mpq_sgn(f->forced) > 0; /* filled with what counts not */
	bool more = f->endless || mpq_sgn(f->extra) > 0;
	mpq_srcptr freed, taken; /* worth of a gram left, cost of one more */

	for (size_t i = 0; i < n; i++) {
		const struct room *r = &room[order[i]];

		if (r->used != 0)
			last = r;
		if (next == NULL && !is_full(r))
			next = r;
	}
	if (last == NULL)
		taken = f->limit;
	else
		taken = more && mpq_cmp(f->limit, last->rate) < 0 ? f->limit
								  : last->rate;
	/* as long as the mass is its least, nothing is saved by leaving any */
	freed = f->short_of && !f->grown ? f->o->zero : f->limit;
	if (next != NULL && mpq_cmp(next->rate, freed) > 0)
		freed = next->rate;
	for (size_t i = 0; i < n; i++) {
		const struct room *r = &room[order[i]];

		if (r->used == 2 && (r->open || r->low) &&
		    mpq_cmp(r->rate, freed) > 0)
			f->open = true;
		if (r->used == 1 && r->low && is_alone(f, room, order, n, r))
			f->open = true;
		if (r->used == 0 && r->above && !inert &&
		    mpq_cmp(r->rate, taken) < 0)
			f->open = true;
		f->loose |= r->uneven && !more;
	}
	if (f->mass->hi_open && f->grown && !more &&
	    mpq_cmp(last->rate, f->limit) > 0)
		f->open = true;
	if (f->mass->lo_open && f->short_of && !f->grown &&
	    mpq_sgn(f->limit) > 0 &&
	    (next == NULL || mpq_cmp(next->rate, f->limit) < 0))
		f->open = true;
}

/*
 * How much mass there is to be filled, and what the least of it costs.  Lines
 * that take more than there is contradict the mass: all of them may still be
 * true, and nothing else is in it.
 */
static void
measure_mass(struct filling *f, bool bounded)
{
	const struct exact *m = f->mass;
	mpq_ptr start = f->take;

	f->short_of = mpq_cmp(m->lo, f->least) >= 0;
	num_set(start, f->short_of ? m->lo : f->least);
	if (f->short_of)
		mpq_sub(f->forced, m->lo, f->least);
	num_mul(f->work, f->limit, start);
	mpq_sub(f->sum, f->sum, f->work);
	f->endless = !bounded || m->hi_infinite;
	if (f->endless)
		return;
	mpq_sub(f->extra, m->hi, start);
	if (mpq_sgn(f->extra) >= 0)
		return;
	f->endless = f->loose = true;
	for (size_t i = 0; i < f->o->nunlisted; i++) {
		num_set_zero(f->o->room[i].mass);
		f->o->room[i].endless = false;
	}
}

static bool
fill_rooms(struct filling *f)
{
	struct owner *o = f->o;
	size_t few[FEW], *order = few;

	if (o->nroom > FEW)
		order = malloc(o->nroom * sizeof(*order));
	if (order == NULL)
		return false;
	for (size_t i = 0; i < o->nroom; i++)
		order[i] = i;
	if (o->nroom > 1)
		qsort_r(order, o->nroom, sizeof(*order), by_rate, o->room);
	for (size_t i = 0; i < o->nroom; i++)
		fill_room(f, &o->room[order[i]]);
	if (!f->infinite)
		settle_open(f, o->room, order, o->nroom);
	if (order != few)
		free(order);
	return true;
}

/*
 * upper_end - the greatest content less limit times the own mass.
 *
 * In:	o->w, o->room  from weigh_lines() and find_rooms(); rooms are added
 *	bounded  the lines are part of the mass, as process aids are not
 * Out:	*out   its upper end
 */
bool
upper_end(struct owner *o, const struct exact *mass, bool bounded,
    mpq_srcptr limit, struct exact *out)
{
	const struct rests rests = find_rests(o);
	struct filling f;
	bool ok = true;

	o->nroom = o->nunlisted;
	filling_begin(&f, o, mass, limit);
	for (size_t i = 0; ok && i < o->n; i++) {
		const struct weighed *w = &o->w[i];

		if ((!w->aside || w->rest) && !within_rest(&rests, w))
			ok = start_line(&f, w);
	}
	if (ok) {
		measure_mass(&f, bounded);
		ok = fill_rooms(&f);
	}
	num_set(out->hi, f.sum);
	out->hi_infinite = f.infinite;
	out->hi_open = f.open && !f.infinite;
	out->hi_loose |= o->loose || f.loose;
	if (f.infinite)
		num_set_zero(out->hi);
	return ok;
}
