/* SPDX-License-Identifier: Apache-2.0 */
/*
 * explain - from which leaves an amount comes; see explain.h.
 *
 * A pass in doubles over all that is below the root, by which the shares
 * worth telling are chosen; explain_exact.c then makes those exact.
 */
#include "core/trace/explain.h"

#include "core/base/pages.h"
#include "core/trace/roll/state.h"
#include "core/trace/weigh.h"

#include <math.h>
#include <stdlib.h>

/* [items] So far ahead memory is asked for what comes next. */
#define AHEAD 4

/* The share of an item; made on first sight.  NULL: memory is out. */
static struct share *
share_of(struct explanation *e, size_t *cap, uint32_t item)
{
	struct share *s;

	if (e->index[item] != BOM_NONE)
		return &e->share[e->index[item]];
	s = array_grow(e->share, cap, e->n + 1, sizeof(*s));
	if (s == NULL)
		return NULL;
	e->share = s;
	pages_ahead(s, e->n, e->n + 1, *cap, sizeof(*s));
	s = &e->share[e->n];
	*s = (struct share){
		.item = item, .via = BOM_NONE, .quantity_known = true
	};
	e->index[item] = (uint32_t)e->n++;
	return s;
}

/* Asks memory, which is what takes the time, for what the turn of an item will
 * look at: long before for its share, then for those beside it. */
static void
ask_long_before(const struct explanation *e, uint32_t item)
{
	if (e->index[item] != BOM_NONE)
		__builtin_prefetch(&e->share[e->index[item]].about);
}

static void
ask_before(const struct bom *b, const struct explanation *e, uint32_t item)
{
	const struct share *s;

	if (e->index[item] == BOM_NONE)
		return;
	s = &e->share[e->index[item]];
	if (s->via != BOM_NONE)
		__builtin_prefetch(&e->share[s->via].steps);
	for (uint32_t k = b->use_start[item]; k < b->use_start[item + 1]; k++) {
		uint32_t to = e->index[b->use[k].child];

		if (to != BOM_NONE)
			__builtin_prefetch(&e->share[to].about);
	}
}

/* Hands the quantity of a share down to the parts of its item. */
static bool
hand_down(
    const struct bom *b, struct explanation *e, size_t *cap, uint32_t from)
{
	uint32_t item = e->share[from].item, end = b->use_start[item + 1];

	for (uint32_t k = b->use_start[item]; k < end; k++) {
		const struct use *u = &b->use[k];
		enum reach_of reach = explain_reach(e, b, u);
		bool choice = (u->flags & USE_OTHER) != 0 ||
			      bom_place_end(b, k, end) > k + 1 ||
			      reach == REACH_PERHAPS;
		const struct share *p;
		struct share *s;
		struct wide along;
		double q;

		if (u->qty == NUM_ZERO || reach == REACH_NONE)
			continue;
		s = share_of(e, cap, u->child);
		if (s == NULL)
			return false;
		p = &e->share[from];
		q = u->qty == BOM_NONE ? 1 : b->num.num[u->qty].lo;
		s->quantity_known &= p->quantity_known && u->qty != BOM_NONE;
		if (u->qty != BOM_NONE)
			s->about += p->about * q;
		if (u->qty != BOM_NONE && !choice)
			s->least += p->least * q;
		along = wide_mul(p->heaviest, wide_of(q));
		if (s->via == BOM_NONE || wide_cmp(along, s->heaviest) > 0) {
			s->heaviest = along;
			s->via = from;
		}
	}
	return true;
}

/* Once the last item that uses it has had its turn. */
static void
place_on_path(struct explanation *e, uint32_t at)
{
	struct share *s = &e->share[at];

	s->head = at;
	if (s->via == BOM_NONE)
		return;
	s->steps = e->share[s->via].steps + 1;
	if (s->steps > EXPLAIN_HEAD)
		s->head = e->share[s->via].head;
}

/* Parents before children: the order of levels, backwards. */
static bool
spread(const struct bom *b, struct explanation *e)
{
	size_t cap = 0;
	struct share *s = share_of(e, &cap, e->root);

	if (s == NULL)
		return false;
	s->least = s->about = 1;
	s->heaviest = wide_of(1);
	for (size_t k = b->nitem; k-- > 0;) {
		uint32_t at = e->index[b->order[k]];

		if (k >= 2 * AHEAD)
			ask_long_before(e, b->order[k - 2 * AHEAD]);
		if (k >= AHEAD)
			ask_before(b, e, b->order[k - AHEAD]);
		if (at == BOM_NONE)
			continue;
		place_on_path(e, at);
		if (!hand_down(b, e, &cap, at))
			return false;
	}
	return true;
}

/* The own mass, as the roll-up knew it; noise of its rounding is none. */
static double
own_open(const struct trace *t, uint32_t item)
{
	double open = trace_own_open(t, item);

	return open <= trace_held(t, item)->slack_hi ? 0 : open;
}

/* Own part of an item that says nothing of its content. */
static void
about_silent(const struct trace *t, size_t column, struct share *s)
{
	const struct channel *ch;
	double weight;

	if (column == COLUMN_MASS) {
		s->own_hi = own_open(t, s->item);
		s->gap = s->own_hi > 0;
		return;
	}
	ch = &t->plan.channel[column - 1];
	weight =
	    t->of_channel[column - 1] == 255 ? 0 : t->gap_weight[column - 1];
	if (weight > 0 && own_open(t, s->item) > 0 &&
	    form_may_count(ch, &t->b->item[s->item]))
		s->own_hi = weight * own_open(t, s->item);
	s->gap = s->own_hi > 0;
}

/* Own part of an item with lines, from its own mass about. */
static bool
about_lines(const struct trace *t, const struct channel *ch, struct owner *o,
    struct share *s)
{
	struct own_mass om = { .complete = own_is_complete(t->b, s->item),
		.positive = !trace_has_children(t->b, s->item) };
	struct exact x;
	unsigned notes = 0;
	bool ok;

	exact_init(&om.mass);
	exact_init(&x);
	if (trace_has_children(t->b, s->item)) {
		double open = t->b->item[s->item].has_mass
				  ? own_open(t, s->item)
				  : INFINITY;

		om.mass.hi_infinite = !isfinite(open);
		if (isfinite(open))
			mpq_set_d(om.mass.hi, open);
	} else if (!trace_stated_mass(t->b, s->item, &om.mass)) {
		exact_unknown(&om.mass, true);
	}
	ok = own_content(o, s->item, ch, &om, &x, &notes);
	s->own_lo = mpq_get_d(x.lo);
	s->own_hi = x.hi_infinite ? INFINITY : mpq_get_d(x.hi);
	s->gives = s->least > 0 && (mpq_sgn(x.lo) > 0 || x.lo_open);
	s->gap = x.hi_infinite || mpq_equal(x.lo, x.hi) == 0;
	s->choice = s->least < s->about && s->quantity_known && !s->gap &&
		    s->own_hi > 0;
	exact_clear(&om.mass);
	exact_clear(&x);
	return ok;
}

static bool
weigh_share(const struct trace *t, const struct explanation *e, struct owner *o,
    struct share *s)
{
	const struct channel *ch;

	if (e->column == COLUMN_MASS) {
		about_silent(t, e->column, s);
		return true;
	}
	ch = &t->plan.channel[e->column - 1];
	if (own_has_lines(t->b, s->item) ||
	    own_counts_itself(t->b, ch, s->item))
		return about_lines(t, ch, o, s);
	about_silent(t, e->column, s);
	return true;
}

/* In the order of the items: what is asked of these lies one beside the
 * other. */
static bool
weigh_shares(const struct trace *t, struct explanation *e)
{
	struct owner o;
	bool ok = owner_init(&o, t->b);

	for (size_t i = 0; ok && i < t->b->nitem; i++) {
		size_t later = i + AHEAD < t->b->nitem ? i + AHEAD : i;

		if (e->index[later] != BOM_NONE)
			__builtin_prefetch(&e->share[e->index[later]].own_lo);
		if (e->index[i] != BOM_NONE)
			ok = weigh_share(t, e, &o, &e->share[e->index[i]]);
	}
	owner_clear(&o);
	return ok;
}

/*
 * explain_about - every item below root, with what it brings, about.
 *
 * In:	column   COLUMN_MASS or a channel
 * Out:	out      freed with explanation_free(), also after an error
 * Cost:	one pass over the sub-graph of root; paths are never listed
 */
enum status
explain_about(const struct trace *t, size_t column, uint32_t root,
    struct explanation *out, struct error *err)
{
	const struct bom *b = t->b;
	bool ok;

	*out = (struct explanation){ .root = root,
		.column = column,
		.index = malloc((b->nitem + 1) * sizeof(*out->index)) };
	ok = out->index != NULL;
	if (column != COLUMN_MASS)
		out->channel = &t->plan.channel[column - 1];
	for (size_t i = 0; ok && i < b->nitem; i++)
		out->index[i] = BOM_NONE;
	ok = ok && spread(b, out) && weigh_shares(t, out);
	return ok ? ST_OK : error_set(err, ST_NOMEM, pos_none, "out of memory");
}

enum status
explain_item(const struct trace *t, size_t column, uint32_t root,
    struct explanation *out, struct error *err)
{
	enum status st = explain_about(t, column, root, out, err);
	uint32_t *all;

	if (st != ST_OK || out->n == 0)
		return st;
	all = malloc(out->n * sizeof(*all));
	if (all == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	for (uint32_t i = 0; i < out->n; i++)
		all[i] = i;
	st = explain_exactly(t, out, all, out->n, err);
	free(all);
	return st;
}

void
share_brings(const struct share *s, struct exact *out)
{
	const struct exact_share *x = s->exact;

	mpq_mul(out->lo, x->own.lo, x->quantity_lo);
	mpq_mul(out->hi, x->own.hi, x->quantity);
	out->lo_infinite = false;
	out->lo_open = x->own.lo_open && mpq_sgn(x->quantity_lo) > 0;
	out->hi_open = x->own.hi_open && mpq_sgn(x->quantity) > 0;
	out->hi_infinite = x->own.hi_infinite ||
			   (!s->quantity_known && mpq_sgn(x->own.hi) > 0);
	if (out->hi_infinite)
		num_set_zero(out->hi);
}

void
explanation_free(struct explanation *e)
{
	for (size_t i = 0; i < e->n; i++) {
		struct exact_share *x = e->share[i].exact;

		if (x == NULL)
			continue;
		mpq_clears(x->quantity_lo, x->quantity, NULL);
		mpz_clear(x->paths);
		exact_clear(&x->own);
		free(x);
	}
	free(e->share);
	free(e->index);
	*e = (struct explanation){ .share = NULL };
}
