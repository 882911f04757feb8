/* SPDX-License-Identifier: Apache-2.0 */
/* exact_parts - what parts hand up in the exact pass; see exact_work.h. */
#include "core/trace/roll/exact_work.h"

#include "core/base/limits.h"
#include "core/trace/reach.h"

/* sum += qty * x, where a missing quantity is anything from 0; the sum is to be
 * settled. */
static void
add_use(struct exactor *x, struct exact *sum, const struct use *u,
    const struct exact *part)
{
	mpq_t q;

	if (ties_is_tied(&x->ties, u->child) && !exact_is_point(part))
		exact_loosen(sum);
	if (u->qty == BOM_NONE) {
		exact_set(&x->scratch, part);
		exact_scale_unknown(&x->scratch, false);
		exact_gather(sum, x->owner.one, &x->scratch);
		return;
	}
	numtab_view(&x->t->b->num, u->qty, q);
	exact_gather(sum, q, part);
}

/* Which of its numbers a part hands up. */
enum of_part { OF_MASS, OF_AMOUNT, OF_MARGIN };

static const struct exact *
of_part(const struct cell *c, enum of_part what)
{
	return what == OF_MASS     ? &c->mass
	       : what == OF_AMOUNT ? &c->amount
				   : &c->margin;
}

/* As far as it counts for the item that the part is in. */
static const struct exact *
handed_up(struct exactor *x, const struct use *u, enum of_part what)
{
	const struct cell *part = x->cell[u->child];
	const struct exact *e = part == &x->at_least
				    ? exact_least_amount(x, u->child)
				    : of_part(part, what);
	enum reach_of reach =
	    what == OF_AMOUNT
		? reach_as_asked(x->t->b, reach_along(x->channel, x->t->b, u))
		: REACH_ALL;

	if (reach == REACH_ALL)
		return e;
	exact_zero(&x->less);
	if (reach == REACH_NONE)
		return &x->less;
	exact_set(&x->less, e);
	num_set_zero(x->less.lo);
	x->less.lo_open = false;
	return &x->less;
}

/* Adds the use k, or the least and the most of it and its alternatives. */
static void
add_place(struct exactor *x, struct exact *sum, uint32_t k, uint32_t end,
    enum of_part what)
{
	const struct use *use = x->t->b->use;

	if (end == k + 1) {
		add_use(x, sum, &use[k], handed_up(x, &use[k], what));
		return;
	}
	for (uint32_t i = k; i < end; i++) {
		struct exact *to = i == k ? &x->place : &x->other;

		exact_zero(to);
		add_use(x, to, &use[i], handed_up(x, &use[i], what));
		exact_settle(to);
		if (i > k)
			exact_join(&x->place, &x->other);
	}
	exact_gather(sum, x->owner.one, &x->place);
}

static bool
is_short(mpq_srcptr q)
{
	const size_t most = LIMIT_NUMBER_BITS / GMP_NUMB_BITS;

	return mpz_size(mpq_numref(q)) <= most &&
	       mpz_size(mpq_denref(q)) <= most;
}

/* Is a sum longer than numbers may be, in lowest terms? */
static bool
is_too_long(struct exact *sum)
{
	if (is_short(sum->lo) && is_short(sum->hi))
		return false;
	exact_settle(sum);
	return exact_bits(sum) > LIMIT_NUMBER_BITS;
}

/* A part that may hold any amount adds just that, and most parts do.  False:
 * it is another. */
static bool
add_any(struct exactor *x, struct exact *sum, const struct use *u)
{
	if (x->cell[u->child] != &x->any || u->qty == NUM_ZERO)
		return false;
	if (ties_is_tied(&x->ties, u->child))
		exact_loosen(sum);
	sum->hi_infinite = true;
	return true;
}

enum status
exact_add_parts(
    struct exactor *x, uint32_t item, struct cell *c, struct error *err)
{
	const struct bom *b = x->t->b;
	uint32_t end = b->use_start[item + 1], next;

	/* asked for all at once: memory is what takes the time */
	for (uint32_t k = b->use_start[item]; k < end; k++)
		__builtin_prefetch(&x->cell[b->use[k].child]->amount);
	for (uint32_t k = b->use_start[item]; k < end; k = next) {
		next = bom_place_end(b, k, end);
		if (next == k + 1 && add_any(x, &c->amount, &b->use[k]))
			continue;
		if ((x->wanted[b->use[k].child] & WANT_MASS) != 0)
			add_place(x, &x->parts, k, next, OF_MASS);
		if (x->channel != NULL)
			add_place(x, &c->amount, k, next, OF_AMOUNT);
		if (x->margin != NULL)
			add_place(x, &c->margin, k, next, OF_MARGIN);
		if (is_too_long(&x->parts) || is_too_long(&c->amount) ||
		    is_too_long(&c->margin))
			return error_set(err, ST_RANGE,
			    bom_pos(b, b->use[k].at),
			    "the exact amount takes more than %zu bits: "
			    "expected quantities with fewer digits or fewer "
			    "levels",
			    LIMIT_NUMBER_BITS);
	}
	exact_settle(&x->parts);
	exact_settle(&c->amount);
	exact_settle(&c->margin);
	return ST_OK;
}

void
exact_release_parts(struct exactor *x, uint32_t item)
{
	const struct bom *b = x->t->b;

	for (uint32_t k = b->use_start[item]; k < b->use_start[item + 1]; k++) {
		struct cell *part = x->cell[b->use[k].child];

		if (part != NULL && !exact_is_shared(x, part) &&
		    --part->parents == 0 && !part->kept)
			exact_free_cell(x, b->use[k].child);
	}
}
