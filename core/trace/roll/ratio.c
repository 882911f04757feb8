/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ratio - content in mass, both bounded together.
 *
 * Of an item whose mass is what is in it both ends are zeros (zero.h).  Of
 * one whose mass is stated they follow from its content, for which its parts
 * compete (whole.h).
 */
#include "core/trace/roll/ray.h"
#include "core/trace/roll/whole.h"

/* [items and uses] Passed through for the two ends of one share, and passes
 * at most. */
#define WORK_MOST ((size_t)4000000)
#define PASSES_MOST ((size_t)60)

/* What is contained is no more than the whole. */
static void
cap_at_whole(struct exact *share)
{
	if (!share->hi_infinite && mpq_cmp_ui(share->hi, 1, 1) <= 0)
		return;
	share->hi_infinite = share->hi_open = false;
	num_set_one(share->hi);
}

static void
take_end(struct zero *z, bool found, struct exact *share)
{
	const struct probe *p = found ? &z->p : &z->right;
	bool open = found && p->open, loose = !found || p->loose;

	if (!z->least) {
		share->hi_infinite = false;
		num_set(share->hi, p->at);
		share->hi_open = open;
		share->hi_loose = loose;
		return;
	}
	num_set_one(share->lo);
	mpq_sub(share->lo, share->lo, p->at);
	share->lo_open = open;
	share->lo_loose = loose;
}

/* May another alternative, of no mass at all, be why a zero is reached? */
static bool
may_be_nothing(const struct zero *z)
{
	return trace_has_choice(z->t, z->item) && mpq_sgn(z->mass->lo) == 0;
}

/* Both ends by search: of an item whose mass is what is in it. */
static enum status
search_share(struct zero *z, const struct rays *r, struct exact *share)
{
	mpq_t start, most;
	size_t passes = z->passes;
	bool found;

	mpq_inits(start, most, NULL);
	for (int least = 0; least < 2 && !z->failed; least++) {
		z->least = least == 1;
		z->passes = passes / 2;
		num_set_zero(start);
		num_set(most, share->hi);
		if (z->least) {
			num_set_one(most);
			mpq_sub(most, most, share->lo);
		}
		if (r->any && z->least)
			num_set_one(start);
		if (r->any && z->least)
			mpq_sub(start, start, r->of.lo);
		else if (r->any)
			num_set(start, r->of.hi);
		found = zero_find(z, start, most);
		z->p.loose |= r->loose && mpq_equal(z->p.at, start) != 0;
		z->p.loose |= !z->p.open && may_be_nothing(z);
		take_end(z, found, share);
	}
	mpq_clears(start, most, NULL);
	return z->failed ? z->err->code : ST_OK;
}

/* Of an item whose mass is stated, and that has parts. */
static enum status
share_of_stated(struct zero *z, struct exact *amount, struct exact *share)
{
	const struct bom *b = z->t->b;
	const struct channel *ch = &z->t->plan.channel[z->channel];
	bool point = exact_is_point(z->mass);

	if (z->mass->hi_infinite || mpq_sgn(z->mass->hi) == 0)
		return ST_OK;
	/* what the parts hold goes with any mass that has room for them */
	share->lo_loose =
	    amount->lo_loose || (!point && own_has_lines(b, z->item));
	share->hi_loose = amount->hi_loose || !point;
	if (!share->hi_loose || trace_has_totals(b, z->item) ||
	    ch->floor != NULL)
		return ST_OK;
	return whole_fill(z, amount, share) ? ST_OK : z->err->code;
}

static enum status
share_of_sum(struct zero *z, struct exact *share)
{
	const struct channel *ch = &z->t->plan.channel[z->channel];
	enum status st = ST_OK;
	struct rays r;

	if (!rays_init(&r, z->t->b) ||
	    !rays_find(&r, z->t->b, ch, z->item, false))
		st = error_set(z->err, ST_NOMEM, pos_none, "out of memory");
	else if (!r.lost)
		st = search_share(z, &r, share);
	rays_clear(&r);
	return st;
}

/*
 * trace_share - the share of content in mass, bounded together.
 *
 * Err:	as trace_exact()
 * Cost:	a few passes over what is below the item
 */
enum status
trace_share(const struct trace *t, size_t channel, uint32_t item,
    struct exact *amount, const struct exact *mass, struct exact *share,
    struct error *err)
{
	const struct channel *ch = &t->plan.channel[channel];
	bool parts = trace_has_children(t->b, item), point, none;
	struct zero z = { .t = t,
		.channel = channel,
		.item = item,
		.mass = mass,
		.err = err };
	enum status st = ST_OK;

	z.passes = WORK_MOST / (t->b->nitem + t->b->nuse + 1);
	z.passes = z.passes < PASSES_MOST ? z.passes : PASSES_MOST;
	exact_quotient(share, amount, mass);
	if (ch->process) {
		/* what is not contained has nothing to do with the mass */
		share->lo_loose = amount->lo_loose;
		share->hi_loose = amount->hi_loose;
		return ST_OK;
	}
	none = !amount->hi_infinite && mpq_sgn(amount->hi) == 0;
	if (none) {
		exact_zero(share);
		share->lo_loose = share->hi_loose = amount->hi_loose;
		return ST_OK;
	}
	cap_at_whole(share);
	point = exact_is_point(mass) && mpq_sgn(mass->lo) > 0;
	zero_init(&z);
	if (t->b->item[item].has_mass && parts)
		st = share_of_stated(&z, amount, share);
	else if (!point && z.passes > 0)
		st = share_of_sum(&z, share);
	zero_clear(&z);
	return st;
}
