/* SPDX-License-Identifier: Apache-2.0 */
/*
 * exact - the roll-up in rationals, where doubles cannot decide.
 *
 * One column, over the union of the sub-graphs of the items asked about,
 * children first; what an item needs from its parts is freed after its last
 * parent in that union.
 */
#include "core/trace/exact_work.h"

#include <stdlib.h>

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

/* Leaves the item's own cell to the caller. */
static enum status
compute(struct exactor *x, uint32_t item, uint32_t parents, bool asked,
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

/* What the cell of an item says of the column. */
static struct exact *
answer(const struct exactor *x, uint32_t item)
{
	struct cell *c = x->cell[item];
	struct exact *e = x->margin != NULL    ? &c->margin
			  : x->channel != NULL ? &c->amount
					       : &c->mass;

	if (e->lo_infinite)
		mpq_set_ui(e->lo, 0, 1);
	if (e->hi_infinite)
		mpq_set_ui(e->hi, 0, 1);
	return e;
}

static void
hand_out(
    const struct exactor *x, const uint32_t *item, size_t n, struct exact *out)
{
	for (size_t i = 0; i < n; i++)
		exact_set(&out[i], answer(x, item[i]));
}

static bool
exactor_init(struct exactor *x, const struct trace *t, size_t column)
{
	const struct plan *p = &t->plan;

	*x = (struct exactor){ .t = t, .column = column, .apart = BOM_NONE };
	if (column > p->nchannel) {
		x->margin = &p->margin[column - 1 - p->nchannel];
		x->channel = &p->channel[x->margin->channel];
	} else if (column > 0) {
		x->channel = &p->channel[column - 1];
	}
	exact_init(&x->stated);
	exact_init(&x->parts);
	exact_init(&x->own);
	exact_init(&x->scratch);
	exact_init(&x->place);
	exact_init(&x->other);
	exact_init(&x->less);
	exact_init(&x->dearest);
	exact_init(&x->om.mass);
	exact_init(&x->any.mass);
	exact_init(&x->any.amount);
	exact_init(&x->any.margin);
	exact_unknown(&x->any.mass, true);
	exact_unknown(&x->any.amount, false);
	x->any.kept = true;
	exact_init(&x->at_least.mass);
	exact_init(&x->at_least.amount);
	exact_init(&x->at_least.margin);
	exact_unknown(&x->at_least.amount, false);
	x->at_least.kept = true;
	mpq_init(x->work);
	x->wanted = calloc(t->b->nitem + 1, 1);
	x->cell = calloc(t->b->nitem + 1, sizeof(*x->cell));
	if (!owner_init(&x->owner, t->b) || !ties_init(&x->ties, t->b) ||
	    x->wanted == NULL || x->cell == NULL)
		return false;
	x->owner.possible = t->possible;
	if (x->channel != NULL)
		trace_dearest(&x->owner, x->channel, &x->dearest);
	return true;
}

static void
exactor_clear(struct exactor *x)
{
	for (uint32_t i = 0; x->cell != NULL && i < x->t->b->nitem; i++)
		if (x->cell[i] != NULL && !exact_is_shared(x, x->cell[i]))
			exact_destroy_cell(x->cell[i]);
	while (x->spare != NULL) {
		struct cell *c = x->spare;

		x->spare = c->next;
		exact_destroy_cell(c);
	}
	free(x->cell);
	free(x->least);
	free(x->wanted);
	ties_clear(&x->ties);
	exact_clear(&x->stated);
	exact_clear(&x->parts);
	exact_clear(&x->own);
	exact_clear(&x->scratch);
	exact_clear(&x->place);
	exact_clear(&x->other);
	exact_clear(&x->less);
	exact_clear(&x->dearest);
	exact_clear(&x->om.mass);
	exact_clear(&x->any.mass);
	exact_clear(&x->any.amount);
	exact_clear(&x->any.margin);
	exact_clear(&x->at_least.mass);
	exact_clear(&x->at_least.amount);
	exact_clear(&x->at_least.margin);
	mpq_clear(x->work);
	owner_clear(&x->owner);
}

/* The pass itself, over an exactor that knows what is asked. */
static enum status
run(struct exactor *x, const uint32_t *item, size_t n, struct error *err)
{
	const struct bom *b = x->t->b;
	uint32_t *parents = calloc(b->nitem + 1, sizeof(*parents));
	uint8_t *asked = calloc(b->nitem + 1, 1);
	enum status st = ST_OK;

	if (parents == NULL || asked == NULL || !exact_least_init(x)) {
		error_set(err, ST_NOMEM, pos_none, "out of memory");
		free(parents);
		free(asked);
		return ST_NOMEM;
	}
	for (size_t i = 0; i < n; i++)
		asked[item[i]] = 1;
	for (size_t i = 0; i < n; i++)
		x->wanted[item[i]] =
		    x->channel == NULL ? WANT_COLUMN | WANT_MASS : WANT_COLUMN;
	exact_mark_union(x, parents);
	for (size_t k = 0; st == ST_OK && k < b->nitem; k++) {
		uint32_t i = b->order[k];

		if (!exact_is_wanted(x, i))
			continue;
		st = compute(x, i, parents[i], asked[i] != 0, err);
		if (st == ST_OK && asked[i] && x->visit != NULL)
			st = x->visit(x->to, i, answer(x, i));
		if (x->cell[i] != NULL && x->cell[i]->parents == 0 &&
		    !x->cell[i]->kept)
			exact_free_cell(x, i);
	}
	free(parents);
	free(asked);
	return st;
}

/* The pass, and its answers into out, if that is not NULL; ready says whether
 * the exactor is.  It is cleared in any case. */
static enum status
run_once(struct exactor *x, bool ready, const uint32_t *item, size_t n,
    struct exact *out, struct error *err)
{
	enum status st =
	    ready ? run(x, item, n, err)
		  : error_set(err, ST_NOMEM, pos_none, "out of memory");

	if (st == ST_OK && out != NULL)
		hand_out(x, item, n, out);
	exactor_clear(x);
	return st;
}

/*
 * trace_exact - exact ends of one column for n items.
 *
 * In:	item   may repeat
 * Err:	ST_RANGE at the use whose product passes LIMIT_NUMBER_BITS; out is
 *	then untouched
 * Cost:	one pass over the union of the sub-graphs of the items
 */
enum status
trace_exact(const struct trace *t, size_t column, const uint32_t *item,
    size_t n, struct exact *out, struct error *err)
{
	struct exactor x;
	bool ready = exactor_init(&x, t, column);

	return run_once(&x, ready, item, n, out, err);
}

/*
 * trace_amount - the same of a channel that need not be in the plan.
 */
enum status
trace_amount(const struct trace *t, const struct channel *ch,
    const uint32_t *item, size_t n, struct exact *out, struct error *err)
{
	struct exactor x;
	bool ready = exactor_init(&x, t, COLUMN_MASS);

	x.channel = ch;
	if (ready)
		trace_dearest(&x.owner, ch, &x.dearest);
	return run_once(&x, ready, item, n, out, err);
}

/*
 * trace_exact_each - the same, item by item.
 *
 * Err:	as trace_exact(), and what visit() gives; some may be visited then
 * Cost:	as trace_exact(); numbers of the items whose parents are yet to
 * come
 */
enum status
trace_exact_each(const struct trace *t, size_t column, const uint32_t *item,
    size_t n, trace_visit visit, void *to, struct error *err)
{
	struct exactor x;
	bool ready = exactor_init(&x, t, column);

	x.visit = visit;
	x.to = to;
	return run_once(&x, ready, item, n, NULL, err);
}

/*
 * trace_margin - content less limit times mass, for any limit.
 *
 * Err:	as trace_exact()
 * Cost:	one pass over what is below the item
 */
enum status
trace_margin(const struct trace *t, const struct margin *margin, uint32_t item,
    bool apart, struct exact *out, struct error *err)
{
	struct exactor x;
	bool ready = exactor_init(&x, t, COLUMN_CHANNEL(margin->channel));

	x.margin = margin;
	x.apart = apart ? item : BOM_NONE;
	return run_once(&x, ready, &item, 1, out, err);
}

/*
 * trace_parts - the mass of an item's parts.
 *
 * Err:	as trace_exact()
 * Cost:	one pass over what is below the item, down to stated masses
 */
enum status
trace_parts(
    const struct trace *t, uint32_t item, struct exact *out, struct error *err)
{
	enum status st = ST_NOMEM;
	struct exactor x;

	if (exactor_init(&x, t, COLUMN_MASS)) {
		x.apart = item;
		st = run(&x, &item, 1, err);
	} else {
		error_set(err, ST_NOMEM, pos_none, "out of memory");
	}
	if (st == ST_OK) /* the item came last: what it took is still there */
		exact_set(out, &x.parts);
	exactor_clear(&x);
	return st;
}
