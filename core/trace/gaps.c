/* SPDX-License-Identifier: Apache-2.0 */
/*
 * gaps - which items leave an amount open; see gaps.h.
 *
 * Upwards through the items below the root: what has no upper end, which
 * item alone may bring anything, where a total cuts off.  Downwards: how
 * much of each item is in the root, by ways that nothing cuts off.
 */
#include "core/trace/gaps.h"

#include "core/trace/gaps_own.h"
#include "core/trace/reach.h"
#include "core/trace/roll/state.h"

#include <math.h>
#include <stdlib.h>

/* A total that lowers a sum by less than this share of it is a rounding. */
#define CUT_LEAST 1e-9

/* What is known of an item on the way. */
struct node {
	uint32_t item;
	uint32_t only, endless, massless; /* of itself and all below it */
	uint32_t below; /* endless before its own total cuts off */
	uint32_t opening;
	bool cut;      /* its upper end is below the sum of what is in it */
	bool hopeless; /* and that sum has no upper end */
	double every, free, known, relief, room;
};

struct gap_finder {
	const struct trace *t;
	struct gap_weigher own;
	uint32_t *place; /* [nitem] in bom.order */
	uint32_t *index; /* [nitem] into node, or BOM_NONE */
	struct node *node;
	size_t n, cap;
	uint32_t *stack;
	size_t stack_cap;
};

struct gap_finder *
gap_finder_make(const struct trace *t)
{
	struct gap_finder *g = calloc(1, sizeof(*g));
	size_t n = t->b->nitem;

	if (g == NULL)
		return NULL;
	g->t = t;
	g->place = malloc((n + 1) * sizeof(*g->place));
	g->index = malloc((n + 1) * sizeof(*g->index));
	if (g->place == NULL || g->index == NULL ||
	    !gap_weigher_init(&g->own, t)) {
		free(g->place);
		free(g->index);
		free(g);
		return NULL;
	}
	for (uint32_t k = 0; k < n; k++) {
		g->place[t->b->order[k]] = k;
		g->index[k] = BOM_NONE;
	}
	return g;
}

void
gap_finder_free(struct gap_finder *g)
{
	if (g == NULL)
		return;
	gap_weigher_clear(&g->own);
	free(g->place);
	free(g->index);
	free(g->node);
	free(g->stack);
	free(g);
}

void
gaps_free(struct gaps *g)
{
	free(g->opening);
	free(g->detail);
	free(g->unknown);
	free(g->priceless);
	*g = (struct gaps){ 0 };
}

/* Enters an item among the nodes unless it is there already. */
static bool
enter(struct gap_finder *g, uint32_t item)
{
	struct node *grown;
	uint32_t *stack;

	if (g->index[item] != BOM_NONE)
		return true;
	grown = array_grow(g->node, &g->cap, g->n + 1, sizeof(*grown));
	if (grown == NULL)
		return false;
	g->node = grown;
	stack = array_grow(g->stack, &g->stack_cap, g->n + 1, sizeof(*stack));
	if (stack == NULL)
		return false;
	g->stack = stack;
	g->node[g->n] = (struct node){ .item = item };
	g->index[item] = (uint32_t)g->n;
	g->stack[g->n] = item;
	g->n++;
	return true;
}

static int
by_place(const void *a, const void *b, void *arg)
{
	const uint32_t *place = arg;
	uint32_t x = place[((const struct node *)a)->item];
	uint32_t y = place[((const struct node *)b)->item];

	return x > y ? -1 : x < y;
}

/* Does the use bring anything that the channel counts? */
static bool
is_followed(const struct gap_finder *g, size_t channel, const struct use *u)
{
	return u->qty != NUM_ZERO && reach_along(&g->t->plan.channel[channel],
					 g->t->b, u) != REACH_NONE;
}

/* All items below the root, parents before their parts. */
static bool
gather(struct gap_finder *g, size_t channel, uint32_t root, struct gaps *out)
{
	const struct bom *b = g->t->b;

	g->n = 0;
	if (!enter(g, root))
		return false;
	for (size_t k = 0; k < g->n; k++) {
		uint32_t item = g->stack[k];

		out->visited++;
		for (uint32_t u = b->use_start[item];
		     u < b->use_start[item + 1]; u++) {
			out->visited++;
			if (is_followed(g, channel, &b->use[u]) &&
			    !enter(g, b->use[u].child))
				return false;
		}
	}
	qsort_r(g->node, g->n, sizeof(*g->node), by_place, g->place);
	for (size_t k = 0; k < g->n; k++)
		g->index[g->node[k].item] = (uint32_t)k;
	return true;
}

/* Of two sets of items that are none, one or many. */
static uint32_t
merge(uint32_t a, uint32_t b)
{
	if (a == BOM_NONE || a == b)
		return b;
	return b == BOM_NONE ? a : GAPS_MANY;
}

static double
quantity(const struct bom *b, const struct use *u)
{
	return u->qty == BOM_NONE ? INFINITY : b->num.num[u->qty].lo;
}

static double
times(double q, double x)
{
	return q == 0 || x == 0 ? 0 : q * x;
}

/* Marks what one use hands up; returns what it may bring at most. */
static double
hand_up(
    struct gap_finder *g, struct node *n, const struct use *u, size_t channel)
{
	const struct node *part = &g->node[g->index[u->child]];
	struct bounds x;

	trace_bounds(g->t, COLUMN_CHANNEL(channel), u->child, &x);
	n->only = merge(n->only, part->only);
	n->below =
	    merge(n->below, u->qty == BOM_NONE ? part->only : part->endless);
	n->massless = merge(n->massless, part->massless);
	return times(quantity(g->t->b, u), x.hi);
}

/* Children first: sets of items, and where a total cuts off. */
static void
look_up(struct gap_finder *g, struct node *n, const struct opening *own,
    size_t channel)
{
	const struct bom *b = g->t->b;
	const struct item *it = &b->item[n->item];
	uint32_t end = b->use_start[n->item + 1], next;
	double sum = own->hi;
	struct bounds x;

	n->only = n->below = n->massless = BOM_NONE;
	for (uint32_t k = b->use_start[n->item]; k < end; k = next) {
		double most = 0;

		next = bom_place_end(b, k, end);
		for (uint32_t i = k; i < next; i++)
			if (is_followed(g, channel, &b->use[i]))
				most = fmax(
				    most, hand_up(g, n, &b->use[i], channel));
		sum += most;
	}
	if (own->hi > trace_held(g->t, n->item)->slack_hi)
		n->only = merge(n->only, n->item);
	if (!isfinite(own->hi))
		n->below = merge(n->below, n->item);
	trace_bounds(g->t, COLUMN_CHANNEL(channel), n->item, &x);
	n->cut = x.hi < sum * (1 - CUT_LEAST);
	n->hopeless = n->cut && !isfinite(sum);
	n->endless = isfinite(x.hi) ? BOM_NONE : n->below;
	if (it->has_mass)
		n->massless = BOM_NONE;
	else if (!own_mass_is_closed(b, n->item))
		n->massless = merge(n->massless, n->item);
}

/* Parents first: how much of each part is in the root. */
static void
hand_down(struct gap_finder *g, const struct node *n, size_t channel)
{
	const struct bom *b = g->t->b;

	for (uint32_t k = b->use_start[n->item]; k < b->use_start[n->item + 1];
	     k++) {
		const struct use *u = &b->use[k];
		struct node *part;
		struct bounds x;
		double q = quantity(b, u);

		if (!is_followed(g, channel, u))
			continue;
		part = &g->node[g->index[u->child]];
		trace_bounds(g->t, COLUMN_CHANNEL(channel), u->child, &x);
		part->every += times(q, n->every);
		part->room += fmin(n->room, times(times(q, n->every), x.hi));
		if (u->qty != BOM_NONE)
			part->known += q * n->known;
		if (!n->hopeless)
			part->free += times(q, n->free);
	}
}

/* Who could lift what a total cuts off: the one item without an upper end. */
static void
note_relief(struct gap_finder *g, const struct node *n, size_t channel)
{
	struct bounds x;

	if (!n->hopeless || n->below >= GAPS_MANY ||
	    g->index[n->below] == BOM_NONE)
		return;
	trace_bounds(g->t, COLUMN_CHANNEL(channel), n->item, &x);
	g->node[g->index[n->below]].relief += times(n->free, x.hi);
}

static bool
keep_unknown(struct gap_finder *g, const struct node *n, size_t channel,
    struct gaps *out)
{
	const struct bom *b = g->t->b;

	for (uint32_t k = b->use_start[n->item]; k < b->use_start[n->item + 1];
	     k++) {
		struct unknown_use *more;
		struct bounds x;

		out->choices |= (b->use[k].flags & USE_OTHER) != 0;
		if (b->use[k].qty != BOM_NONE ||
		    !is_followed(g, channel, &b->use[k]))
			continue;
		trace_bounds(
		    g->t, COLUMN_CHANNEL(channel), b->use[k].child, &x);
		more = array_grow(out->unknown, &out->unknown_cap,
		    out->nunknown + 1, sizeof(*more));
		if (more == NULL)
			return false;
		out->unknown = more;
		more[out->nunknown++] = (struct unknown_use){ k,
			x.hi + x.hi_err > 0, x.lo + x.lo_err > 0 };
	}
	return true;
}

/* The own part of every node; out->opening as long as there are nodes. */
static bool
weigh_all(struct gap_finder *g, size_t channel, struct gaps *out)
{
	out->opening = calloc(g->n + 1, sizeof(*out->opening));
	if (out->opening == NULL)
		return false;
	for (size_t k = 0; k < g->n; k++)
		if (!gap_weigh(&g->own, channel, g->node[k].item,
			&out->opening[k], out))
			return false;
	return true;
}

/* Does what the item brings lack only its price? */
static bool
is_priceless(
    const struct bom *b, const struct channel *ch, const struct opening *o)
{
	const struct item *it = &b->item[o->item];
	bool stated =
	    it->value != BOM_NONE && it->currency != 0 &&
	    (it->currency == ch->currency ||
		bom_conversion(b, it->currency, ch->currency) != NULL);

	return isinf(o->hi) && !stated &&
	       (ch->measure == MEASURE_PAID || reach_is_whole(ch, it->form));
}

static bool
keep_priceless(struct gap_finder *g, size_t channel, struct gaps *out)
{
	const struct channel *ch = &g->t->plan.channel[channel];

	if (ch->measure != MEASURE_PAID && ch->measure != MEASURE_WORTH)
		return true;
	for (size_t k = 0; k < g->n; k++) {
		uint32_t *more;

		if (!is_priceless(g->t->b, ch, &out->opening[k]))
			continue;
		more = array_grow(out->priceless, &out->priceless_cap,
		    out->npriceless + 1, sizeof(*more));
		if (more == NULL)
			return false;
		out->priceless = more;
		more[out->npriceless++] = g->node[k].item;
	}
	return true;
}

/* Keeps the nodes that leave anything open. */
static void
keep_openings(struct gap_finder *g, struct gaps *out)
{
	out->n = 0;
	for (size_t k = 0; k < g->n; k++) {
		struct opening o = out->opening[k];
		const struct node *n = &g->node[k];

		if (o.detail == BOM_NONE ? !(o.hi > 0)
					 : out->detail[o.detail].can == 0)
			continue;
		o.every = n->every;
		o.free = n->free;
		o.known = n->known;
		o.relief = n->relief;
		o.room = n->room;
		out->opening[out->n++] = o;
	}
}

static bool
find(struct gap_finder *g, size_t channel, uint32_t root, struct gaps *out)
{
	struct node *top;
	struct bounds x;

	if (!gather(g, channel, root, out) || !weigh_all(g, channel, out) ||
	    !keep_priceless(g, channel, out))
		return false;
	for (size_t k = g->n; k-- > 0;)
		look_up(g, &g->node[k], &out->opening[k], channel);
	top = &g->node[0];
	top->every = top->free = top->known = 1;
	trace_bounds(g->t, COLUMN_CHANNEL(channel), root, &x);
	top->room = x.hi;
	for (size_t k = 0; k < g->n; k++) {
		struct node *n = &g->node[k];

		note_relief(g, n, channel);
		hand_down(g, n, channel);
		out->cut |= n->cut;
		out->totals |= trace_has_children(g->t->b, n->item) &&
			       trace_has_totals(g->t->b, n->item);
		if (!keep_unknown(g, n, channel, out))
			return false;
	}
	out->only = top->only;
	out->endless = top->endless;
	out->massless = top->massless;
	keep_openings(g, out);
	return true;
}

enum status
gaps_find(struct gap_finder *g, size_t channel, uint32_t root, struct gaps *out,
    struct error *err)
{
	bool ok;

	*out = (struct gaps){ .only = BOM_NONE };
	ok = find(g, channel, root, out);
	for (size_t k = 0; k < g->n; k++)
		g->index[g->node[k].item] = BOM_NONE;
	return ok ? ST_OK : error_set(err, ST_NOMEM, pos_none, "out of memory");
}

bool
gaps_can(const struct gaps *g, const struct opening *o, enum answer a)
{
	return o->detail == BOM_NONE ? a == ANSWER_CONTENT
				     : (g->detail[o->detail].can >> a & 1) != 0;
}

double
gaps_lowers(const struct gaps *g, const struct opening *o, enum answer a)
{
	double least = 0, less;

	if (!gaps_can(g, o, a))
		return 0;
	if (o->detail != BOM_NONE)
		least = g->detail[o->detail].least[a];
	less = isfinite(least) ? o->hi - least : 0;
	return less > 0 ? times(o->free, less) + o->relief : 0;
}

double
gaps_raises(const struct gaps *g, const struct opening *o, enum answer a)
{
	double most = o->hi;

	if (!gaps_can(g, o, a))
		return 0;
	if (o->detail != BOM_NONE)
		most = g->detail[o->detail].most[a];
	return most > o->lo ? fmin(o->room, times(o->known, most - o->lo)) : 0;
}
