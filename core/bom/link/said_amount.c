/* SPDX-License-Identifier: Apache-2.0 */
/* said_amount - what one document says of one element; see said_amount.h. */
#include "core/bom/link/said_amount.h"

#include "core/chem/oxide.h"

#include <stdlib.h>

struct said_amount *
said_amounts_make(void)
{
	struct said_amount *r = calloc(NELEM, sizeof(*r));

	for (int e = 0; r != NULL && e < NELEM; e++)
		mpq_inits(r[e].lo.at, r[e].hi.at, r[e].in.at, r[e].upto.at,
		    r[e].cap.at, NULL);
	return r;
}

void
said_amounts_free(struct said_amount *r)
{
	for (int e = 0; r != NULL && e < NELEM; e++)
		mpq_clears(r[e].lo.at, r[e].hi.at, r[e].in.at, r[e].upto.at,
		    r[e].cap.at, NULL);
	free(r);
}

static void
end_zero(struct said_end *x)
{
	mpq_set_ui(x->at, 0, 1);
	x->open = x->infinite = false;
}

void
said_amount_begin(struct said_amount *r, uint32_t decl, struct place at)
{
	end_zero(&r->lo);
	end_zero(&r->hi);
	end_zero(&r->in);
	end_zero(&r->upto);
	end_zero(&r->cap);
	r->decl = decl;
	r->at = at;
	r->said = true;
	r->alone = r->compound = r->capped = r->complete = false;
	r->mass = r->share = r->own = r->total = false;
}

/* x += factor * the number; once infinite it stays so. */
static void
end_add(const struct bom *b, struct said_end *x, uint32_t id, bool open,
    mpq_srcptr factor, mpq_ptr work)
{
	mpq_t view;

	x->open |= open;
	x->infinite |= id == NUM_INFINITE;
	if (x->infinite)
		return;
	numtab_view(&b->num, id, view);
	mpq_mul(work, view, factor);
	mpq_add(x->at, x->at, work);
}

static void
cap(const struct bom *b, struct said_amount *r, const struct amount *a,
    mpq_srcptr factor, mpq_ptr work)
{
	mpq_t view;
	int c;

	if (a->hi == NUM_INFINITE)
		return;
	numtab_view(&b->num, a->hi, view);
	mpq_mul(work, view, factor);
	c = r->capped ? mpq_cmp(work, r->cap.at) : -1;
	if (c > 0)
		return;
	r->cap.open = a->hi_open || (c == 0 && r->cap.open);
	mpq_set(r->cap.at, work);
	r->capped = true;
}

/* Grams of the element in 1 g of what the line is about. */
static void
factor_of(const struct bom *b, const struct content *c, int e, mpq_ptr out)
{
	mpq_t view;

	mpq_set_ui(out, 1, 1);
	if (c->basis == BASIS_KIND_OXIDE) {
		oxide_fraction(e, out);
	} else if (c->basis == BASIS_KIND_COMPOUND &&
		   c->substance != BOM_NONE) {
		numtab_view(
		    &b->num, b->substance[c->substance].fraction[e], view);
		mpq_set(out, view);
	}
}

void
said_amount_add(
    const struct bom *b, struct said_amount *r, const struct content *c, int e)
{
	const struct amount *a = &c->amount;
	mpq_t factor, work;

	if (!r->said)
		said_amount_begin(r, c->decl, c->at);
	mpq_inits(factor, work, NULL);
	r->share |= a->is_share;
	r->mass |= !a->is_share;
	r->own |= c->scope != SCOPE_TOTAL;
	r->total |= c->scope == SCOPE_TOTAL;
	factor_of(b, c, e, factor);
	if (c->basis == BASIS_KIND_COMPOUND) {
		r->compound = true;
		end_add(b, &r->in, a->lo, a->lo_open, factor, work);
		end_add(b, &r->upto, a->hi, a->hi_open, factor, work);
	} else if ((c->elements & (c->elements - 1)) != 0) {
		cap(b, r, a, factor, work);
	} else {
		r->alone = true;
		end_add(b, &r->lo, a->lo, a->lo_open, factor, work);
		end_add(b, &r->hi, a->hi, a->hi_open, factor, work);
	}
	mpq_clears(factor, work, NULL);
}

void
said_amount_close(struct said_amount *r)
{
	int c;

	if (r->compound) {
		c = mpq_cmp(r->in.at, r->lo.at);
		if (c > 0 || (c == 0 && r->in.open)) {
			mpq_set(r->lo.at, r->in.at);
			r->lo.open = r->in.open;
		}
	}
	if (!r->alone && r->compound && r->complete) {
		mpq_set(r->hi.at, r->upto.at);
		r->hi.open = r->upto.open;
		r->hi.infinite = r->upto.infinite;
	} else if (!r->alone) {
		r->hi.infinite = r->compound || r->capped;
	}
	if (!r->capped)
		return;
	c = r->hi.infinite ? -1 : mpq_cmp(r->cap.at, r->hi.at);
	if (c < 0 || (c == 0 && r->cap.open)) {
		mpq_set(r->hi.at, r->cap.at);
		r->hi.open = r->cap.open;
		r->hi.infinite = false;
	}
}

/* A mass of the item that is one number, by which shares become masses. */
static bool
mass_of(const struct item *it)
{
	return it->has_mass && it->mass.lo == it->mass.hi &&
	       it->mass.hi != NUM_INFINITE;
}

static void
to_mass(const struct bom *b, const struct item *it, struct said_amount *r)
{
	mpq_t mass;

	if (!r->share)
		return;
	numtab_view(&b->num, it->mass.lo, mass);
	mpq_mul(r->lo.at, r->lo.at, mass);
	mpq_mul(r->hi.at, r->hi.at, mass);
	r->share = false;
	r->mass = true;
}

/* Are both of one kind, or made so?  A bare "nothing else" is of any. */
static bool
comparable(const struct bom *b, uint32_t item, struct said_amount *x,
    struct said_amount *y)
{
	const struct item *it = &b->item[item];
	bool parts = b->use_start[item + 1] > b->use_start[item];

	if ((x->mass && x->share) || (y->mass && y->share))
		return false;
	if (parts && ((x->own && y->total) || (x->total && y->own) ||
			 (x->own && x->total) || (y->own && y->total)))
		return false;
	if ((x->share && y->mass) || (x->mass && y->share)) {
		if (!mass_of(it))
			return false;
		to_mass(b, it, x);
		to_mass(b, it, y);
	}
	return true;
}

/* Is all of x below all of y? */
static bool
below(const struct said_amount *x, const struct said_amount *y)
{
	int c;

	if (x->hi.infinite)
		return false;
	c = mpq_cmp(x->hi.at, y->lo.at);
	return c < 0 || (c == 0 && (x->hi.open || y->lo.open));
}

bool
said_amounts_clash(const struct bom *b, uint32_t item, struct said_amount *x,
    struct said_amount *y)
{
	return comparable(b, item, x, y) && (below(x, y) || below(y, x));
}
