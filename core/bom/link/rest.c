/* SPDX-License-Identifier: Apache-2.0 */
/*
 * rest - what fills up to the whole, as an amount.
 *
 * "Fe: rest" beside 28-30 % Nd is 70-72 % iron: the whole less all other
 * lines of the same document.  Where these are in grams and the mass of the
 * item is not known, the rest stays between nothing and everything.
 */
#include "core/bom/link/steps.h"

#include "core/chem/oxide.h"

#include <stdlib.h>

/* Amounts of the other lines, in shares and in grams. */
struct others {
	mpq_t share_lo, share_hi, gram_lo, gram_hi;
	bool lo_open, hi_open, endless, grams;
	mpq_t one, work;
};

static void
others_init(struct others *o)
{
	mpq_inits(o->share_lo, o->share_hi, o->gram_lo, o->gram_hi, o->one,
	    o->work, NULL);
	mpq_set_ui(o->one, 1, 1);
	o->lo_open = o->hi_open = o->endless = o->grams = false;
}

static void
others_clear(struct others *o)
{
	mpq_clears(o->share_lo, o->share_hi, o->gram_lo, o->gram_hi, o->one,
	    o->work, NULL);
}

/* The rows of one document about one item. */
struct list {
	struct bom *b;
	const uint32_t *row; /* [n] into content */
	size_t n;
};

/* Is the line one of those that this rest fills up? */
static bool
is_listed_with(const struct content *c, const struct content *rest)
{
	return c != rest && !c->derived && c->scope == rest->scope &&
	       !c->process &&
	       (c->kind == CONTENT_AMOUNT || c->kind == CONTENT_NEGATIVE ||
		   c->kind == CONTENT_UNLISTED);
}

/* Elements of which more than one line of the list speaks. */
static uint32_t
overlaps(const struct list *l, const struct content *rest)
{
	uint32_t once = 0, twice = 0;

	for (size_t i = 0; i < l->n; i++) {
		const struct content *c = &l->b->content[l->row[i]];

		if (!is_listed_with(c, rest) || c->kind == CONTENT_UNLISTED)
			continue;
		twice |= once & c->elements;
		once |= c->elements;
	}
	return twice;
}

/* The mass in the item that 1 g of the amount stands for, at least: an oxide
 * may only be a way to state the element. */
static void
mass_of_gram(const struct content *c, mpq_t least)
{
	mpq_t fraction;
	bool first = true;

	mpq_set_ui(least, 1, 1);
	if (c->basis != BASIS_KIND_OXIDE)
		return;
	mpq_init(fraction);
	for (int e = 0; c->elements >> e != 0; e++) {
		if ((c->elements >> e & 1) == 0)
			continue;
		oxide_fraction(e, fraction);
		if (first || mpq_cmp(fraction, least) < 0)
			mpq_set(least, fraction);
		first = false;
	}
	mpq_clear(fraction);
}

/*
 * Adds one line.  Lines that speak of the same element may speak of the same
 * grams: they count in full for the most, and not for the least.
 */
static void
add_other(struct others *o, const struct bom *b, const struct content *c,
    uint32_t twice)
{
	const struct amount *a = &c->amount;
	mpq_ptr lo = a->is_share ? o->share_lo : o->gram_lo;
	mpq_ptr hi = a->is_share ? o->share_hi : o->gram_hi;
	unsigned long times =
	    c->each ? (unsigned long)__builtin_popcount(c->elements) : 1;
	mpq_t view, factor;

	mpq_init(factor);
	o->grams |= !a->is_share;
	if ((c->elements & twice) == 0) {
		numtab_view(&b->num, a->lo, view);
		mass_of_gram(c, factor);
		mpq_mul(o->work, view, factor);
		mpq_add(lo, lo, o->work);
		o->lo_open |= a->lo_open;
	}
	o->endless |= a->hi == NUM_INFINITE;
	if (a->hi != NUM_INFINITE) {
		numtab_view(&b->num, a->hi, view);
		mpq_set_ui(factor, times, 1);
		mpq_mul(o->work, view, factor);
		mpq_add(hi, hi, o->work);
		o->hi_open |= a->hi_open;
	}
	mpq_clear(factor);
}

/* Grams become shares of a stated mass; false where there is none. */
static bool
grams_to_shares(
    struct others *o, const struct bom *b, const struct item *it, bool whole)
{
	mpq_t view;

	if (!o->grams)
		return true;
	if (!whole || !it->has_mass || it->mass.lo == NUM_ZERO ||
	    it->mass.hi == NUM_INFINITE)
		return false;
	numtab_view(&b->num, it->mass.hi, view);
	mpq_div(o->work, o->gram_lo, view);
	mpq_add(o->share_lo, o->share_lo, o->work);
	o->lo_open |= it->mass.hi_open && mpq_sgn(o->gram_lo) > 0;
	numtab_view(&b->num, it->mass.lo, view);
	mpq_div(o->work, o->gram_hi, view);
	mpq_add(o->share_hi, o->share_hi, o->work);
	o->hi_open |= it->mass.lo_open;
	return true;
}

/* 1 - sum, never below zero; *open: the end itself is not reached. */
static uint32_t
remainder_of(struct bom *b, struct others *o, mpq_srcptr sum, bool *open)
{
	mpq_sub(o->work, o->one, sum);
	if (mpq_sgn(o->work) < 0) {
		mpq_set_ui(o->work, 0, 1);
		*open = false;
	}
	return numtab_put(&b->num, o->work);
}

static bool
set_rest(struct bom *b, struct others *o, struct amount *a)
{
	bool lo_open = o->hi_open, hi_open = o->lo_open;
	uint32_t lo = NUM_ZERO, hi;

	if (o->endless)
		lo_open = false;
	else
		lo = remainder_of(b, o, o->share_hi, &lo_open);
	hi = remainder_of(b, o, o->share_lo, &hi_open);
	if (lo == INTERN_NONE || hi == INTERN_NONE)
		return false;
	*a = (struct amount){ lo, hi, lo_open, hi_open, true };
	return true;
}

/* A line that bounds what is not listed holds beside a rest as well. */
static void
agree_on_unlisted(const struct list *l, struct content *closed)
{
	for (size_t i = 0; i < l->n; i++) {
		const struct content *c = &l->b->content[l->row[i]];

		if (c->kind != CONTENT_UNLISTED || !is_listed_with(c, closed))
			continue;
		closed->amount = c->amount;
		closed->basis = c->basis;
		closed->each = c->each;
		return;
	}
}

/* The one rest of the list; false when memory is out. */
static bool
fill_up(const struct list *l, struct content *rest, struct findings *f)
{
	struct bom *b = l->b;
	bool whole = rest->scope == SCOPE_TOTAL ||
		     b->use_start[rest->item] == b->use_start[rest->item + 1];
	uint32_t twice = overlaps(l, rest);
	struct others o;
	bool ok = true;

	others_init(&o);
	for (size_t i = 0; i < l->n; i++) {
		const struct content *c = &b->content[l->row[i]];

		if (!is_listed_with(c, rest))
			continue;
		if (c->rest) {
			findings_error(f, ST_CONFLICT, bom_pos(b, c->at),
			    "a second rest in one document: expected one line "
			    "that fills up to the whole");
			break;
		}
		add_other(&o, b, c, twice);
	}
	if (grams_to_shares(&o, b, &b->item[rest->item], whole))
		ok = set_rest(b, &o, &rest->amount);
	others_clear(&o);
	return ok;
}

static bool
close_document(const struct list *l, struct findings *f)
{
	bool done[SCOPE_TOTAL + 1] = { false };

	for (size_t i = 0; i < l->n; i++) {
		struct content *c = &l->b->content[l->row[i]];

		if (c->derived)
			agree_on_unlisted(l, c);
		if (!c->rest || done[c->scope])
			continue;
		done[c->scope] = true;
		if (!fill_up(l, c, f))
			return false;
	}
	return true;
}

static int
by_document(const void *pa, const void *pb, void *arg)
{
	const struct content *c = arg;
	uint32_t a = *(const uint32_t *)pa, b = *(const uint32_t *)pb;

	if (c[a].decl != c[b].decl)
		return c[a].decl < c[b].decl ? -1 : 1;
	return a < b ? -1 : a > b;
}

/* The rows of one item, document by document. */
static bool
close_item(struct bom *b, uint32_t item, struct findings *f)
{
	uint32_t first = b->content_start[item];
	size_t n = b->content_start[item + 1] - first;
	uint32_t *row = malloc((n + 1) * sizeof(*row));
	bool ok = row != NULL;

	for (uint32_t i = 0; ok && i < n; i++)
		row[i] = first + i;
	if (ok)
		qsort_r(row, n, sizeof(*row), by_document, b->content);
	for (size_t i = 0, end; ok && i < n; i = end) {
		uint32_t decl = b->content[row[i]].decl;

		for (end = i; end < n && b->content[row[end]].decl == decl;)
			end++;
		ok = close_document(&(struct list){ b, row + i, end - i }, f);
	}
	free(row);
	return ok;
}

/*
 * link_rest - the amounts of all lines that fill up to the whole.
 *
 * In:	scopes are settled
 * Cost:	sorts the lines of items that have such a line
 */
bool
link_rest(struct bom *b, struct findings *f)
{
	uint32_t done = BOM_NONE;

	for (size_t k = 0; k < b->ncontent; k++) {
		if (!b->content[k].rest || b->content[k].item == done)
			continue;
		done = b->content[k].item;
		if (!close_item(b, done, f))
			return false;
	}
	return true;
}
