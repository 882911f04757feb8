/* SPDX-License-Identifier: Apache-2.0 */
/* exact_item - the exact pass at one item; see exact_work.h. */
#include "core/trace/roll/exact_work.h"

static bool
is_any_amount(const struct exact *a)
{
	return a->hi_infinite && !a->lo_infinite && !a->lo_open &&
	       !a->hi_open && !a->lo_loose && !a->hi_loose &&
	       mpq_sgn(a->lo) == 0;
}

/* May it hold any amount, and is no more asked of it? */
static bool
is_any(const struct exactor *x, uint32_t item, const struct cell *c)
{
	return x->channel != NULL && x->margin == NULL && !c->kept &&
	       (x->wanted[item] & WANT_MASS) == 0 && is_any_amount(&c->amount);
}

/* Do the parts and what lines list of the item itself fit into the least of
 * its stated mass, whatever they weigh?  False: memory. */
static bool
fits_surely(struct exactor *x, uint32_t item, bool *fits)
{
	const struct exact *parts = &x->parts;

	*fits = !parts->hi_infinite && mpq_cmp(parts->hi, x->stated.lo) <= 0;
	if (!*fits || !own_has_lines(x->t->b, item))
		return true;
	if (!own_line_mass(&x->owner, item, &x->scratch))
		return false;
	exact_add(&x->scratch, parts);
	*fits = !x->scratch.hi_infinite &&
		mpq_cmp(x->scratch.hi, x->stated.lo) <= 0;
	return true;
}

/*
 * Parts whose mass is open compete for a stated mass of the whole: what all
 * of them hold at most may not fit into it together.  What they hold at least
 * fits, since their least content goes with their least mass; of alternatives
 * it need not.
 */
static bool
loosen_by_whole(
    struct exactor *x, uint32_t item, struct exact *amount, bool heavy)
{
	bool fits = true;

	if (heavy)
		exact_loosen(amount);
	if (exact_is_point(&x->parts))
		return true;
	if (!fits_surely(x, item, &fits))
		return false;
	if (fits)
		return true;
	amount->hi_loose = true;
	amount->lo_loose |= trace_has_choice(x->t, item);
	return true;
}

/* A stated mass caps what is in it, and what that costs. */
static void
cap_amount(struct exactor *x, struct cell *c)
{
	if (x->channel->process || x->dearest.hi_infinite ||
	    c->mass.hi_infinite || measure_is_stated(x->channel->measure))
		return;
	mpq_mul(x->work, c->mass.hi, x->dearest.hi);
	exact_lower_hi(&c->amount, x->work, c->mass.hi_open);
}

static bool
adds_margins(const struct exactor *x, uint32_t item)
{
	return item == x->apart || trace_adds_margins(x->t->b, item);
}

/* Own content and totals on top of the parts. */
static bool
finish_amount(
    struct exactor *x, uint32_t item, struct cell *c, bool stated, bool heavy)
{
	const struct bom *b = x->t->b;
	const struct channel *ch = x->channel;
	unsigned notes = 0;

	if (!own_content(&x->owner, item, ch, &x->om, &x->own, &notes))
		return false;
	exact_add(&c->amount, &x->own);
	if (stated && trace_has_children(b, item) &&
	    !loosen_by_whole(x, item, &c->amount, heavy))
		return false;
	if (x->margin != NULL && adds_margins(x, item)) {
		if (!own_margin(&x->owner, &x->om, x->margin->limit, &x->own,
			&x->scratch))
			return false;
		exact_add(&c->margin, &x->scratch);
	}
	if (trace_has_children(b, item) && trace_has_totals(b, item) &&
	    !own_totals(&x->owner, item, ch, &c->mass, &c->amount, &notes))
		return false;
	if (stated && !heavy && (notes & OWN_OVERFULL) == 0)
		cap_amount(x, c);
	exact_reconcile(&c->amount);
	if (x->margin == NULL)
		return true;
	if (!adds_margins(x, item)) {
		exact_set(&c->margin, &c->amount);
		exact_subtract_scaled(
		    &c->margin, x->margin->limit, &c->mass, x->work);
		return true;
	}
	return !trace_has_children(b, item) || !trace_has_totals(b, item) ||
	       own_total_margin(&x->owner, item, ch, x->margin->limit,
		   mpq_sgn(c->mass.lo) > 0 || c->mass.lo_open, &c->margin,
		   &notes);
}

/* Has it no part, and does nobody speak of it?  All such of one form are
 * alike. */
static bool
is_silent(const struct exactor *x, uint32_t item)
{
	const struct bom *b = x->t->b;

	return x->channel != NULL && x->channel->forms == 0 &&
	       b->suppose == NULL && !b->item[item].has_mass &&
	       !trace_has_children(b, item) && !own_has_lines(b, item) &&
	       !own_is_complete(b, item);
}

/* It may hold any amount, as many others. */
static void
share_any(struct exactor *x, uint32_t item)
{
	x->cell[item] = &x->any;
	if (x->least != NULL)
		x->least[item] = BRIEF_ZERO;
}

/*
 * Has it parts, is nothing else said of it, and may it hold any amount beside
 * them?  All such of one form are alike: the first is found out.
 */
static bool
is_open_whole(struct exactor *x, uint32_t item)
{
	const struct bom *b = x->t->b;
	uint32_t form = 1u << b->item[item].form;
	unsigned notes = 0;
	bool heavy;

	if (x->least == NULL || (x->wanted[item] & WANT_MASS) != 0 ||
	    b->item[item].has_mass || !trace_has_children(b, item) ||
	    own_has_lines(b, item) || own_is_complete(b, item))
		return false;
	if (((x->open_forms | x->shut_forms) & form) != 0)
		return (x->open_forms & form) != 0;
	trace_own_mass(b, item, NULL, &x->parts, &x->om, &heavy);
	if (!own_content(&x->owner, item, x->channel, &x->om, &x->own, &notes))
		return false; /* memory: it is told of when asked again */
	if (is_any_amount(&x->own))
		x->open_forms |= form;
	else
		x->shut_forms |= form;
	return (x->open_forms & form) != 0;
}

enum status
exact_item(struct exactor *x, uint32_t item, uint32_t parents, bool asked,
    struct error *err)
{
	const struct bom *b = x->t->b;
	bool kept = asked && x->visit == NULL, silent = is_silent(x, item);
	bool stated, heavy;
	struct cell *c;
	enum status st;

	if (silent && !kept && (x->wanted[item] & WANT_MASS) == 0 &&
	    (x->any_forms >> b->item[item].form & 1) != 0) {
		share_any(x, item);
		return ST_OK;
	}
	if (!asked && is_open_whole(x, item) && exact_least_sum(x, item))
		return ST_OK;
	c = exact_new_cell(x, item);
	if (c == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	stated = trace_stated_mass(b, item, &x->stated) && item != x->apart;
	c->parents = parents;
	c->kept = kept;
	exact_zero(&x->parts);
	st = exact_stands_alone(x, item) ? ST_OK
					 : exact_add_parts(x, item, c, err);
	if (st != ST_OK)
		return st;
	trace_own_mass(
	    b, item, stated ? &x->stated : NULL, &x->parts, &x->om, &heavy);
	exact_unknown(&c->mass, true);
	if ((stated || (x->wanted[item] & WANT_MASS) != 0) &&
	    !trace_whole_mass(&x->owner, item, stated ? &x->stated : NULL,
		&x->parts, x->om.closed, &c->mass))
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	/* what the parts have to do with a mass between two was not asked */
	if (exact_stands_alone(x, item) && trace_has_children(b, item) &&
	    !exact_is_point(&c->mass))
		exact_loosen(&c->mass);
	if (x->channel != NULL && !finish_amount(x, item, c, stated, heavy))
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	if (!exact_stands_alone(x, item))
		exact_release_parts(x, item);
	if (is_any(x, item, c)) {
		exact_free_cell(x, item);
		share_any(x, item);
		x->any_forms |= silent ? 1u << b->item[item].form : 0;
	} else if (!asked && (x->wanted[item] & WANT_MASS) == 0 &&
		   exact_least_take(x, item, &c->amount)) {
		exact_free_cell(x, item);
		x->cell[item] = &x->at_least;
	}
	return ST_OK;
}
