/* SPDX-License-Identifier: Apache-2.0 */
/*
 * exact - the roll-up in rationals, where doubles cannot decide.
 *
 * One column, over the union of the sub-graphs of the items asked about,
 * children first; what an item needs from its parts is freed after its last
 * parent in that union.
 */
#include "core/trace/roll/exact_work.h"

#include <stdlib.h>

/* What the cell of an item says of the column. */
static struct exact *
answer(const struct exactor *x, uint32_t item)
{
	struct cell *c = x->cell[item];
	struct exact *e = x->margin != NULL    ? &c->margin
			  : x->channel != NULL ? &c->amount
					       : &c->mass;

	if (e->lo_infinite)
		num_set_zero(e->lo);
	if (e->hi_infinite)
		num_set_zero(e->hi);
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
		st = exact_item(x, i, parents[i], asked[i] != 0, err);
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
