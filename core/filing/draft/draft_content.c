/* SPDX-License-Identifier: Apache-2.0 */
/*
 * draft_content - how much of each rare earth is in the product, of any
 * origin and of the origin that counts, as element, oxide and share.
 */
#include "core/filing/draft/draft_parts.h"

#include "core/chem/oxide.h"
#include "core/rules/pack/origins.h"

#include <string.h>

struct content_rows {
	const struct drafted *of;
	struct exact oxide[DRAFT_ROWS];
	struct exact ratio;
	bool has_origin;
	mpq_t factor, work, spare;
};

static void
rows_init(struct content_rows *r, const struct drafting *d)
{
	r->of = d->at;
	r->has_origin = d->book->report.origin_rule != NULL;
	for (int e = 0; e < DRAFT_ROWS; e++)
		exact_init(&r->oxide[e]);
	exact_init(&r->ratio);
	mpq_inits(r->factor, r->work, r->spare, NULL);
}

static void
rows_clear(struct content_rows *r)
{
	for (int e = 0; e < DRAFT_ROWS; e++)
		exact_clear(&r->oxide[e]);
	exact_clear(&r->ratio);
	mpq_clears(r->factor, r->work, r->spare, NULL);
}

/* Element k by the weight of its oxide per gram, the lightest first. */
static void
order_elements(int order[NELEM])
{
	mpq_t a, b;

	mpq_inits(a, b, NULL);
	for (int k = 0; k < NELEM; k++) {
		int i = k;

		oxide_fraction(k, a);
		for (; i > 0; i--) {
			oxide_fraction(order[i - 1], b);
			if (mpq_cmp(b, a) >= 0)
				break;
			order[i] = order[i - 1];
		}
		order[i] = k;
	}
	mpq_clears(a, b, NULL);
}

/*
 * Spreads what the sum has beyond the low ends of the elements over them, in
 * the order given, each up to its high end; adds its oxides to end.
 */
static void
spread_rest(struct content_rows *r, const int order[NELEM], int from, int step,
    mpq_ptr rest, mpq_ptr end)
{
	for (int k = from; k >= 0 && k < NELEM && mpq_sgn(rest) > 0;
	     k += step) {
		const struct exact *x = &r->of->every[order[k]];

		mpq_sub(r->work, x->hi, x->lo);
		if (x->hi_infinite || mpq_cmp(r->work, rest) > 0)
			mpq_set(r->work, rest);
		if (mpq_sgn(r->work) <= 0)
			continue;
		mpq_sub(rest, rest, r->work);
		oxide_fraction(order[k], r->factor);
		mpq_div(r->work, r->work, r->factor);
		mpq_add(end, end, r->work);
	}
}

/*
 * All oxides together: the least and the greatest for any amounts of the
 * elements within their bounds whose sum is within its own.
 */
static void
bound_all_oxides(struct content_rows *r)
{
	const struct exact *sum = &r->of->every[DRAFT_SUM];
	struct exact *all = &r->oxide[DRAFT_SUM];
	int order[NELEM];
	mpq_t rest, lows;

	mpq_inits(rest, lows, NULL);
	order_elements(order);
	exact_zero(all);
	for (int e = 0; e < NELEM; e++) {
		mpq_add(lows, lows, r->of->every[e].lo);
		exact_add(all, &r->oxide[e]);
	}
	mpq_sub(rest, sum->lo, lows);
	if (mpq_sgn(rest) >= 0)
		all->lo_open =
		    sum->lo_open || (all->lo_open && mpq_sgn(rest) == 0);
	mpq_set(r->spare, all->lo);
	spread_rest(r, order, 0, 1, rest, all->lo);
	if (sum->hi_infinite) {
		all->hi_infinite = true;
	} else {
		mpq_sub(rest, sum->hi, lows);
		spread_rest(r, order, NELEM - 1, -1, rest, r->spare);
		/* What is left over: the elements all reach their high end. */
		exact_lower_hi(
		    all, r->spare, sum->hi_open && mpq_sgn(rest) == 0);
	}
	mpq_clears(rest, lows, NULL);
}

static void
fill_oxides(struct content_rows *r)
{
	for (int e = 0; e < NELEM; e++) {
		oxide_fraction(e, r->factor);
		mpq_inv(r->factor, r->factor);
		exact_zero(&r->oxide[e]);
		exact_add_scaled(
		    &r->oxide[e], r->factor, &r->of->every[e], r->work);
	}
	bound_all_oxides(r);
}

/* Outer bounds of x / mass; a part is never more than the whole. */
static void
fill_ratio(struct content_rows *r, const struct exact *x)
{
	struct exact *q = &r->ratio;

	exact_zero(q);
	if (!r->of->mass.hi_infinite && mpq_sgn(r->of->mass.hi) > 0) {
		mpq_div(q->lo, x->lo, r->of->mass.hi);
		q->lo_open =
		    x->lo_open || (r->of->mass.hi_open && mpq_sgn(x->lo) > 0);
	} else {
		q->lo_open = x->lo_open || mpq_sgn(x->lo) > 0;
	}
	mpq_set_ui(q->hi, 1, 1);
	if (!x->hi_infinite && mpq_sgn(x->hi) == 0) {
		mpq_set_ui(q->hi, 0, 1);
	} else if (!x->hi_infinite && mpq_sgn(r->of->mass.lo) > 0) {
		mpq_div(r->work, x->hi, r->of->mass.lo);
		exact_lower_hi(q, r->work, x->hi_open || r->of->mass.lo_open);
	}
}

static void
put_amount(
    struct drafting *d, int row, enum totals_amount kind, const struct exact *x)
{
	draft_bounds(d, totals_amount_names[kind], x);
	totals_take(&d->totals, (size_t)row, kind, x);
}

static void
put_row(struct drafting *d, struct content_rows *r, int e)
{
	const struct element *el = e < NELEM ? element_at(e) : NULL;

	canon_open(&d->w, el != NULL ? "element" : "sum");
	if (el != NULL) {
		draft_text(d, "symbol", str_of(el->symbol));
		draft_text(d, "oxide", str_of(el->oxide));
	}
	put_amount(d, e, TOTALS_ALL, &r->of->every[e]);
	if (r->has_origin)
		put_amount(d, e, TOTALS_ORIGIN, &r->of->origin[e]);
	put_amount(d, e, TOTALS_OXIDE, &r->oxide[e]);
	fill_ratio(r, &r->of->every[e]);
	draft_bounds(d, "share", &r->ratio);
	canon_close(&d->w);
}

/* A name that every reader knows stands alone; else the stages stand too, so
 * that nobody needs our table of names. */
static void
put_origin_rule(void *ctx, struct canon *w)
{
	struct drafting *d = ctx;
	const struct origin_rule *o = d->book->report.origin_rule;
	char text[ORIGIN_TEXT];

	if (o == NULL)
		return;
	draft_text(d, "origin", str_of(o->id));
	draft_text(
	    d, "policy", o->name != NULL ? str_of(o->name) : STR("stages"));
	if (o->name == NULL || strcmp(o->name, "any-stage") != 0) {
		origin_stages(text, o);
		draft_text(d, "stages", str_of(text));
		draft_text(d, "match",
		    str_of(origin_match_name((enum origin_policy)o->policy)));
	}
	if (o->technology)
		draft_text(d, "by", STR("technology"));
	if (o->deemed)
		draft_text(d, "unknown", STR("counts"));
	origin_countries(text, o);
	if (origin_is_any(o))
		draft_text(d, "countries", STR("any"));
	else
		draft_text(d, o->elsewhere ? "not-countries" : "countries",
		    str_of(text));
	(void)w;
}

static bool
is_zero(const struct exact *x)
{
	return !x->hi_infinite && mpq_sgn(x->hi) == 0;
}

/* None of it, of any origin. */
static bool
is_none(const struct drafting *d, int e)
{
	return is_zero(&d->at->every[e]) && is_zero(&d->at->origin[e]);
}

/* "Sc Y": what is surely not in it. */
static void
put_none(struct drafting *d)
{
	char text[NELEM * 3 + 1] = "";

	for (int e = 0; e < NELEM; e++)
		if (is_none(d, e))
			str_add(text, sizeof(text), "%s%s",
			    text[0] != '\0' ? " " : "", element_at(e)->symbol);
	if (text[0] != '\0')
		draft_text(d, "none", str_of(text));
}

static void
put_content(struct drafting *d)
{
	struct content_rows r;

	rows_init(&r, d);
	fill_oxides(&r);
	canon_open(&d->w, "content");
	draft_text(d, "unit", STR("g"));
	draft_text(d, "per", str_of(draft_base_unit(d->b, d->at->item)));
	draft_text(d, "rounding", STR("outward"));
	draft_text(d, "digits", STR("12"));
	put_none(d);
	put_origin_rule(d, &d->w);
	for (int e = 0; e < NELEM; e++)
		if (!is_none(d, e))
			put_row(d, &r, e);
	put_row(d, &r, DRAFT_SUM);
	canon_close(&d->w);
	rows_clear(&r);
}

/*
 * draft_content - the element <content>, for one base unit of the product.
 *
 * Out:	amounts in g, shares of the product's mass as g/g; each exact until
 *	it is rounded outward once; those that are stated go into the totals
 */
enum status
draft_content(struct drafting *d)
{
	const struct item *i = &d->b->item[d->at->item];
	const struct totals_product p = { bom_part(d->b, d->at->item),
		bom_text_get(d->b, i->maker), bom_text_get(d->b, i->revision) };

	if (totals_next(&d->totals, &p,
		str_of(draft_base_unit(d->b, d->at->item)), &d->at->lines,
		d->err) == ST_OK)
		put_content(d);
	return d->err->code;
}

void
draft_totals(struct drafting *d)
{
	totals_write(&d->totals, put_origin_rule, d, &d->w);
}
