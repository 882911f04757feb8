/* SPDX-License-Identifier: Apache-2.0 */
/*
 * draft_product - each product of a draft: which it is, why it is filed, and
 * how much is in it.
 *
 * All that is exact is computed for all products in one pass per amount: what
 * they share is gone through once.
 */
#include "core/filing/draft/draft_parts.h"

#include <stdlib.h>
#include <string.h>

const char *
draft_basis_name(enum draft_basis basis)
{
	static const char *const names[] = {
		[DRAFT_TRIGGERED] = "triggered",
		[DRAFT_PRECAUTIONARY] = "precautionary",
		[DRAFT_EXEMPT] = "exempt",
		[DRAFT_NONE] = "none",
	};

	return names[basis];
}

/* In the order of the enumeration: the first that any product has. */
enum draft_basis
draft_basis_of_all(const struct drafting *d)
{
	uint8_t basis = DRAFT_NONE;

	for (size_t i = 0; i < d->nproduct; i++)
		if (d->product[i].basis < basis)
			basis = d->product[i].basis;
	return (enum draft_basis)basis;
}

/*
 * By the documents alone: a policy is never shown as law.  A rule that does
 * not count on the day cannot oblige, only give cause for caution.
 */
enum draft_basis
draft_basis_judged(const struct draft_input *in, uint32_t item)
{
	const struct rulebook *book = in->judgement->book;
	enum draft_basis basis = DRAFT_NONE;

	for (size_t r = 0; r < book->nrule; r++) {
		enum verdict v =
		    judgement_verdict(in->judgement, VARIANT_LAW, r, item);
		struct rule_standing s =
		    rule_standing_on(book->rule[r].rule, in->days.law);

		if (v == VERDICT_TRIGGERED &&
		    rule_state_counts(s.state, in->as_if_in_force))
			return DRAFT_TRIGGERED;
		if (v != VERDICT_CLEAR)
			basis = DRAFT_PRECAUTIONARY;
	}
	return basis;
}

int
draft_item_order(const struct bom *b, uint32_t x, uint32_t y)
{
	const struct item *i = &b->item[x], *k = &b->item[y];
	int c = str_compare(bom_part(b, x), bom_part(b, y));

	if (c == 0)
		c = str_compare(
		    bom_text_get(b, i->maker), bom_text_get(b, k->maker));
	if (c == 0)
		c = str_compare(
		    bom_text_get(b, i->revision), bom_text_get(b, k->revision));
	return c;
}

static int
by_name(const void *x, const void *y, void *bom)
{
	return draft_item_order(bom, ((const struct drafted *)x)->item,
	    ((const struct drafted *)y)->item);
}

/* ---- amounts */

static void
init_amounts(struct drafted *p)
{
	exact_init(&p->mass);
	for (int e = 0; e < DRAFT_ROWS; e++) {
		exact_init(&p->every[e]);
		exact_init(&p->origin[e]);
	}
}

/* Where a column has its amount in a product. */
struct destination {
	size_t column;
	size_t offset; /* in struct drafted */
};

static struct exact *
amount_at(struct drafted *p, const struct destination *to)
{
	return (struct exact *)(void *)((char *)p + to->offset);
}

/* One column of all products; a plain zero costs nothing. */
static enum status
fill_column(struct drafting *d, const struct destination *to, uint32_t *item,
    uint32_t *at, struct exact *x)
{
	enum status st = ST_OK;
	struct bounds about;
	size_t n = 0;

	for (size_t i = 0; i < d->nproduct; i++) {
		trace_bounds(
		    d->in->trace, to->column, d->product[i].item, &about);
		if (about.lo == 0 && about.hi == 0 && about.lo_err == 0 &&
		    about.hi_err == 0)
			continue;
		at[n] = (uint32_t)i;
		item[n++] = d->product[i].item;
	}
	if (n > 0)
		st = trace_exact(d->in->trace, to->column, item, n, x, d->err);
	for (size_t k = 0; st == ST_OK && k < n; k++)
		exact_set(amount_at(&d->product[at[k]], to), &x[k]);
	return st;
}

static enum status
fill_columns(struct drafting *d, uint32_t *item, uint32_t *at, struct exact *x)
{
	const struct report_columns *c = &d->book->report;
	struct destination to = { COLUMN_MASS, offsetof(struct drafted, mass) };
	enum status st = fill_column(d, &to, item, at, x);

	for (int e = 0; st == ST_OK && e < DRAFT_ROWS; e++) {
		to.column = c->every[e];
		to.offset = offsetof(struct drafted, every[e]);
		st = fill_column(d, &to, item, at, x);
		if (st != ST_OK || c->origin_rule == NULL)
			continue;
		to.column = c->origin[e];
		to.offset = offsetof(struct drafted, origin[e]);
		st = fill_column(d, &to, item, at, x);
	}
	return st;
}

static enum status
fill_amounts(struct drafting *d)
{
	uint32_t *list = TAKE(d->scratch, uint32_t, 2 * d->nproduct + 1);
	struct exact *x = calloc(d->nproduct + 1, sizeof(*x));
	enum status st = ST_NOMEM;

	for (size_t i = 0; x != NULL && i < d->nproduct; i++)
		exact_init(&x[i]);
	if (list != NULL && x != NULL)
		st = fill_columns(d, list, list + d->nproduct, x);
	else
		error_set(d->err, ST_NOMEM, pos_none, "out of memory");
	for (size_t i = 0; x != NULL && i < d->nproduct; i++)
		exact_clear(&x[i]);
	free(x);
	return st;
}

/* ---- which they are */

/* The same twice would be counted twice. */
static enum status
refuse_twice(const struct drafting *d)
{
	char label[ERROR_TEXT / 3];

	for (size_t i = 1; i < d->nproduct; i++)
		if (d->product[i].item == d->product[i - 1].item)
			return error_set(d->err, ST_USAGE, pos_none,
			    "\"%.*s\" is named twice: expected each product "
			    "once",
			    STR_ARG(bom_item_label(d->b, d->product[i].item,
				label, sizeof(label))));
	return ST_OK;
}

/* Judged in one pass for each amount, too. */
static enum status
watch_all(struct drafting *d)
{
	uint32_t *item = TAKE(d->scratch, uint32_t, d->nproduct + 1);
	enum status st;

	if (item == NULL)
		return error_set(d->err, ST_NOMEM, pos_none, "out of memory");
	for (size_t i = 0; i < d->nproduct; i++)
		item[i] = d->product[i].item;
	st = judgement_watch(d->in->judgement, item, d->nproduct, d->err);
	if (st == ST_OK && d->in->with != NULL)
		st = judgement_watch(d->in->with, item, d->nproduct, d->err);
	return st;
}

enum status
draft_products_find(struct drafting *d)
{
	const struct draft_input *in = d->in;

	d->product = calloc(in->nproduct + 1, sizeof(*d->product));
	if (d->product == NULL)
		return error_set(d->err, ST_NOMEM, pos_none, "out of memory");
	for (size_t i = 0; i < in->nproduct; i++) {
		struct drafted *p = &d->product[i];

		p->item = in->product[i].item;
		p->basis = in->product[i].basis;
		if (p->basis == DRAFT_BY_VERDICT)
			p->basis = (uint8_t)draft_basis_judged(in, p->item);
	}
	d->nproduct = in->nproduct;
	qsort_r(d->product, d->nproduct, sizeof(*d->product), by_name,
	    (void *)(uintptr_t)d->b);
	for (size_t i = 0; i < d->nproduct; i++)
		init_amounts(&d->product[i]);
	if (refuse_twice(d) != ST_OK || watch_all(d) != ST_OK)
		return d->err->code;
	return fill_amounts(d);
}

void
draft_products_clear(struct drafting *d)
{
	for (size_t i = 0; d->product != NULL && i < d->nproduct; i++) {
		struct drafted *p = &d->product[i];

		exact_clear(&p->mass);
		for (int e = 0; e < DRAFT_ROWS; e++) {
			exact_clear(&p->every[e]);
			exact_clear(&p->origin[e]);
		}
	}
	free(d->product);
	free(d->shown);
}

/* ---- the element */

static void
put_attributes(struct drafting *d)
{
	const struct item *i = &d->b->item[d->at->item];
	mpq_t value;

	draft_item(d, d->at->item);
	draft_text(d, "basis",
	    str_of(draft_basis_name((enum draft_basis)d->at->basis)));
	draft_text(d, "form", str_of(form_name((enum form)i->form)));
	draft_text(d, "unit", str_of(draft_base_unit(d->b, d->at->item)));
	draft_text_id(d, "hs", i->hs);
	draft_text_id(d, "control", i->control);
	if (i->value != BOM_NONE && i->currency != 0) {
		numtab_view(&d->b->num, i->value, value);
		draft_number(d, "value", value);
		draft_text_id(d, "currency", i->currency);
	}
}

static enum status
put_product(struct drafting *d)
{
	enum status st;

	canon_open(&d->w, "product");
	put_attributes(d);
	draft_bounds(d, "mass", &d->at->mass);
	st = draft_verdicts(d);
	if (st == ST_OK) {
		draft_outcomes(d);
		st = draft_content(d);
	}
	if (st == ST_OK)
		st = draft_places(d);
	canon_close(&d->w);
	return st;
}

enum status
draft_products(struct drafting *d)
{
	enum status st = ST_OK;

	for (size_t i = 0; st == ST_OK && i < d->nproduct; i++) {
		d->at = &d->product[i];
		st = put_product(d);
	}
	return st;
}
