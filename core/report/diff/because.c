/* SPDX-License-Identifier: Apache-2.0 */
/*
 * because - which changes bear on a verdict that moved; see because.h.
 *
 * A change of what an item itself says bears on the measure if what the item
 * brings by itself differs; a change of a part does if the part may hold any
 * of what is measured.  Of a share of mass, masses bear as well; of a share
 * of value, the price of the item.  Where a statement counts on one side alone
 * because its document holds on one side alone, the document is what changed.
 */
#include "core/report/diff/because.h"

#include <float.h>
#include <math.h>
#include <stdlib.h>

struct seeker {
	struct because *b;
	const struct compared *x;
	const struct moved *m;
	uint32_t *paper; /* [ndecl of the new product] what became of it,
			    index into difference.change; or BOM_NONE */
	uint8_t *paper_told;
	uint32_t *share[SIDES]; /* [nitem] its share in reason.parts, or
				   BOM_NONE: not below */
	bool masses;            /* they bear */
};

/* What one side has of an item: quantity times what one brings itself. */
struct brought {
	double lo, hi, own_lo, own_hi, quantity;
	bool there;
};

static struct brought
brought_by(const struct seeker *k, enum side s, uint32_t item)
{
	struct brought x = { .there = false };
	const struct share *sh;

	if (item == BOM_NONE || k->share[s] == NULL ||
	    k->share[s][item] == BOM_NONE)
		return x;
	sh = &k->b->reason[s].parts.share[k->share[s][item]];
	x.there = true;
	x.own_lo = sh->own_lo;
	x.own_hi = sh->own_hi;
	x.quantity = sh->about;
	x.lo = sh->own_lo * sh->least;
	x.hi = sh->own_hi > 0 && !sh->quantity_known ? INFINITY
						     : sh->own_hi * sh->about;
	return x;
}

static bool
nearly(double a, double b)
{
	if (!isfinite(a) || !isfinite(b))
		return isfinite(a) == isfinite(b);
	return fabs(a - b) <= 1e-12 * fmax(fabs(a), fabs(b));
}

/* How far two ends are from each other; of one without an end nothing. */
static double
apart(double a, double b)
{
	return isfinite(a) && isfinite(b) ? fabs(a - b) : 0;
}

static bool
add_cause(struct seeker *k, const struct change *c, double weight, bool endless)
{
	struct because *b = k->b;
	struct cause *cause =
	    array_grow(b->cause, &b->cap, b->n + 1, sizeof(*cause));

	if (cause == NULL)
		return false;
	b->cause = cause;
	cause[b->n++] = (struct cause){ (uint32_t)(c - k->x->d->change),
		endless, isfinite(weight) ? weight : 0 };
	return true;
}

/* What became of the document behind a statement, if it holds on one side
 * alone; else NULL. */
static const struct change *
paper_of(struct seeker *k, const struct change *c)
{
	const struct difference *d = k->x->d;
	const struct bom *b = d->pair.b[NEW];
	uint32_t decl = c->kind == CHANGE_CONTENT
			    ? b->content[c->at[NEW]].decl
			    : b->origin[d->list[c->at[NEW]]].decl;
	uint32_t at = k->paper[decl];
	const struct change *p = at != BOM_NONE ? &d->change[at] : NULL;

	if (p == NULL ||
	    d->pair.b[OLD]->decl[p->at[OLD]].validity == b->decl[decl].validity)
		return NULL;
	return p;
}

/* A cause; in the place of one that only counts or not, its document, which
 * goes before all else. */
static bool
add_once(struct seeker *k, const struct change *c, double weight, bool endless)
{
	const struct change *p = NULL;

	if (c->kind != CHANGE_FIELD && c->field == CHANGE_HEARD)
		p = paper_of(k, c);
	if (p == NULL)
		return add_cause(k, c, weight, endless);
	if (k->paper_told[p->at[NEW]] != 0)
		return true;
	k->paper_told[p->at[NEW]] = 1;
	return add_cause(k, p, DBL_MAX, true);
}

/* Something that the item says of itself. */
static bool
consider_own(struct seeker *k, const struct change *c)
{
	struct brought old = brought_by(k, OLD, c->item[OLD]);
	struct brought now = brought_by(k, NEW, c->item[NEW]);
	bool mass = c->kind == CHANGE_FIELD && c->field == FIELD_MASS;

	if (nearly(old.own_lo, now.own_lo) && nearly(old.own_hi, now.own_hi) &&
	    old.there == now.there && !(mass && k->masses))
		return true;
	if (!(old.own_hi > 0) && !(now.own_hi > 0) && !(mass && k->masses))
		return true;
	return add_once(k, c, apart(old.lo, now.lo) + apart(old.hi, now.hi),
	    isfinite(old.hi) != isfinite(now.hi));
}

/* A part: at most so much of what is measured in one of it. */
static double
held_by(const struct seeker *k, enum side s, uint32_t child)
{
	const struct reason *r = &k->b->reason[s];
	struct bounds x;

	if (!k->b->has[s] || r->column == COLUMN_NONE)
		return 0;
	trace_bounds(k->x->c[s]->trace, r->column, child, &x);
	if (!isfinite(x.hi_err))
		return INFINITY;
	if (x.hi > 0 || !k->masses)
		return x.hi;
	trace_bounds(k->x->c[s]->trace, COLUMN_MASS, child, &x);
	return x.hi > 0 ? DBL_TRUE_MIN : 0;
}

static bool
consider_use(struct seeker *k, const struct change *c)
{
	const struct difference *d = k->x->d;
	double quantity[SIDES] = { 0, 0 }, most = 0, parents = 0;
	bool endless = false;

	for (int s = OLD; s < SIDES; s++) {
		struct brought of = brought_by(k, (enum side)s, c->item[s]);
		const struct used *u =
		    c->at[s] != BOM_NONE ? &d->used[c->at[s]] : NULL;

		if (u == NULL || !of.there)
			continue;
		quantity[s] = d->num.num[u->qty].lo;
		most = fmax(most, held_by(k, (enum side)s, u->child));
		parents = fmax(parents, of.quantity);
		endless |= u->unknown != 0;
	}
	if (!(most > 0))
		return true;
	return add_cause(k, c,
	    parents * fabs(quantity[OLD] - quantity[NEW]) *
		(isfinite(most) ? most : 1),
	    endless || !isfinite(most));
}

/* What a rule about the item itself looks at, or the price behind a share. */
static bool
consider_shipped(struct seeker *k, const struct change *c)
{
	enum side s = k->b->has[NEW] ? NEW : OLD;
	uint8_t kind = k->b->reason[s].detail.test->kind;
	bool field = c->kind == CHANGE_FIELD;

	if ((kind == TEST_VALUE_SHARE && field && c->field == FIELD_VALUE) ||
	    (kind == TEST_ITEM && ((field && c->field >= FIELD_FORM &&
				       c->field <= FIELD_CONTROL) ||
				      c->kind == CHANGE_ORIGIN)))
		return add_cause(k, c, 0, true);
	return true;
}

static bool
consider(struct seeker *k, const struct change *c)
{
	switch (c->kind) {
	case CHANGE_FIELD:
		if (c->field != FIELD_MASS && c->field != FIELD_UNIT &&
		    c->field != FIELD_FORM && c->field != FIELD_HS &&
		    c->field != FIELD_COMPLETE && c->field != FIELD_PHANTOM)
			return true;
		return consider_own(k, c);
	case CHANGE_CONTENT:
	case CHANGE_ORIGIN:
		return consider_own(k, c);
	case CHANGE_USE:
		return consider_use(k, c);
	default:
		return true;
	}
}

static bool
index_papers(struct seeker *k)
{
	const struct difference *d = k->x->d;
	size_t n = d->pair.b[NEW]->ndecl;

	k->paper = malloc((n + 1) * sizeof(*k->paper));
	k->paper_told = calloc(n + 1, 1);
	if (k->paper == NULL || k->paper_told == NULL)
		return false;
	for (size_t i = 0; i < n; i++)
		k->paper[i] = BOM_NONE;
	for (uint32_t i = 0; i < d->n && d->change[i].kind == CHANGE_DOCUMENT;
	     i++)
		if (change_way(&d->change[i]) == WAY_CHANGED)
			k->paper[d->change[i].at[NEW]] = i;
	return true;
}

static bool
index_shares(struct seeker *k, enum side s)
{
	const struct explanation *e = &k->b->reason[s].parts;
	size_t n = k->x->d->pair.b[s]->nitem;

	if (!k->b->has[s] || e->n == 0)
		return true;
	k->share[s] = malloc((n + 1) * sizeof(*k->share[s]));
	if (k->share[s] == NULL)
		return false;
	for (size_t i = 0; i < n; i++)
		k->share[s][i] = BOM_NONE;
	for (uint32_t i = 0; i < e->n; i++)
		k->share[s][e->share[i].item] = i;
	return true;
}

/* Items below on that side; those below on both once, from the new one. */
static bool
seek_below(struct seeker *k, enum side s)
{
	const struct difference *d = k->x->d;
	const struct explanation *e = &k->b->reason[s].parts;

	for (size_t i = 0; k->share[s] != NULL && i < e->n; i++) {
		uint32_t item = e->share[i].item;
		uint32_t other = d->pair.item[s][item];
		const struct change *c;
		size_t n;

		if (s == OLD && other != BOM_NONE && k->share[NEW] != NULL &&
		    k->share[NEW][other] != BOM_NONE)
			continue;
		c = difference_of(d, s, item, &n);
		for (size_t g = 0; g < n; g++)
			if (!consider(k, &c[g]))
				return false;
	}
	return true;
}

/* Prices of what the rule is about. */
static bool
seek_prices(struct seeker *k)
{
	const struct difference *d = k->x->d;
	enum side s = k->b->has[NEW] ? NEW : OLD;
	const struct rule_test *t = k->b->reason[s].detail.test;

	if (t->kind != TEST_VALUE_SHARE)
		return true;
	for (size_t i = 0; i < d->n && d->change[i].kind < CHANGE_ITEM; i++) {
		const struct change *c = &d->change[i];
		enum side has = c->at[NEW] != BOM_NONE ? NEW : OLD;

		if (c->kind == CHANGE_PRICE &&
		    (t->of == NULL ||
			(t->of->elements >>
				d->pair.b[has]->price[c->at[has]].element &
			    1) != 0) &&
		    !add_cause(k, c, 0, true))
			return false;
	}
	return true;
}

static bool
seek_shipped(struct seeker *k)
{
	enum side s = k->m->of.item[NEW] != BOM_NONE ? NEW : OLD;
	const struct change *c;
	size_t n;

	c = difference_of(k->x->d, s, k->m->of.item[s], &n);
	for (size_t g = 0; g < n; g++)
		if (!consider_shipped(k, &c[g]))
			return false;
	return true;
}

/* Did the mass in which a share is reckoned move? */
static bool
masses_bear(const struct seeker *k)
{
	struct bounds x[SIDES];

	for (int s = OLD; s < SIDES; s++) {
		const struct reason *r = &k->b->reason[s];

		if (!k->b->has[s] || r->about == BOM_NONE ||
		    r->detail.test->kind != TEST_MASS_SHARE)
			return false;
		trace_bounds(k->x->c[s]->trace, COLUMN_MASS, r->about, &x[s]);
	}
	return !nearly(x[OLD].lo, x[NEW].lo) || !nearly(x[OLD].hi, x[NEW].hi);
}

/* What has no end goes first, then the heaviest; then in their order. */
static int
by_weight(const void *pa, const void *pb)
{
	const struct cause *a = pa, *b = pb;

	if (a->endless != b->endless)
		return a->endless ? -1 : 1;
	if (a->weight < b->weight || a->weight > b->weight)
		return a->weight > b->weight ? -1 : 1;
	return (a->change > b->change) - (a->change < b->change);
}

static enum status
find_reasons(struct because *b, const struct compared *x, const struct moved *m,
    bool closely, struct error *err)
{
	for (int s = OLD; s < SIDES; s++) {
		size_t rule = x->rule[m->rule].rule[s];

		if (rule == SIZE_MAX || m->of.item[s] == BOM_NONE)
			continue;
		b->has[s] = true;
		if (reason_find(&b->reason[s], x->c[s], rule, m->of.item[s],
			closely, closely ? 1 : 0, err) != ST_OK)
			return err->code;
	}
	return ST_OK;
}

enum status
because_find(struct because *b, const struct compared *x, const struct moved *m,
    bool closely, struct error *err)
{
	struct seeker k = { .b = b, .x = x, .m = m };
	bool ok;

	*b = (struct because){ .n = 0 };
	if (find_reasons(b, x, m, closely, err) != ST_OK || !closely)
		return err->code;
	k.masses = masses_bear(&k);
	ok = index_papers(&k) && index_shares(&k, OLD) &&
	     index_shares(&k, NEW) && seek_below(&k, NEW) &&
	     seek_below(&k, OLD) && seek_shipped(&k) && seek_prices(&k);
	if (ok && b->n > 0)
		qsort(b->cause, b->n, sizeof(*b->cause), by_weight);
	free(k.share[OLD]);
	free(k.share[NEW]);
	free(k.paper);
	free(k.paper_told);
	return ok ? ST_OK : error_set(err, ST_NOMEM, pos_none, "out of memory");
}

void
because_free(struct because *b)
{
	for (int s = OLD; s < SIDES; s++)
		if (b->has[s])
			reason_free(&b->reason[s]);
	free(b->cause);
	*b = (struct because){ .n = 0 };
}
