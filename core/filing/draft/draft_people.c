/* SPDX-License-Identifier: Apache-2.0 */
/*
 * draft_people - what people fill in, in a new draft: what they said, what the
 * transaction knows and what the product says of the goods; and where these
 * contradict each other.
 */
#include "core/filing/draft/draft_parts.h"
#include "core/filing/profile/period.h"

/* An HS code as schemas/filing-1.xsd has it: digits in pairs, with dots. */
static bool
is_hs_code(struct str s)
{
	size_t digits = 0;

	for (size_t i = 0; i < s.n; i++) {
		bool digit = s.p[i] >= '0' && s.p[i] <= '9';

		if (!digit && (s.p[i] != '.' || digits < 4 || digits % 2 != 0 ||
				  i + 1 == s.n || s.p[i - 1] == '.'))
			return false;
		digits += digit;
	}
	return digits >= 4 && digits <= 12 && digits % 2 == 0;
}

/* What the BOM says of the goods. */
static enum status
suggest_goods(const struct drafting *d, uint32_t item, struct profile *p)
{
	const struct item *i = &d->b->item[item];
	struct str hs = bom_text_get(d->b, i->hs);
	enum status st = profile_suggest(
	    p, BLOCK_GOODS, "description", bom_text_get(d->b, i->name), d->err);

	if (st == ST_OK && is_hs_code(hs))
		st = profile_suggest(p, BLOCK_GOODS, "hs", hs, d->err);
	if (st == ST_OK)
		st = profile_suggest(p, BLOCK_GOODS, "control",
		    bom_text_get(d->b, i->control), d->err);
	return st;
}

/* Lines of goods of n items; *view is those of each. */
static enum status
arrange(const struct bom *b, const uint32_t *item, size_t n, struct profile *p,
    struct goods_stray *stray, struct profile **view, struct arena *a,
    struct error *err)
{
	struct goods_name *name = TAKE(a, struct goods_name, n + 1);
	enum status st = ST_OK;

	if (name == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	for (size_t i = 0; st == ST_OK && i < n; i++) {
		const struct item *it = &b->item[item[i]];

		st = goods_name_make(&name[i], bom_text_get(b, it->maker),
		    bom_part(b, item[i]), bom_text_get(b, it->revision), a,
		    err);
	}
	if (st == ST_OK)
		st = goods_arrange(p, name, n, stray, err);
	return st == ST_OK ? goods_views(p, n, a, view, err) : st;
}

/* Lines of goods of each product, filled with what is known of it. */
static enum status
fill_goods(struct drafting *d, const uint32_t *item, struct profile *p,
    struct goods_stray *stray)
{
	struct profile *view = NULL;
	enum status st = arrange(
	    d->b, item, d->nproduct, p, stray, &view, d->scratch, d->err);

	if (view == NULL)
		return st;
	for (size_t i = 0; st == ST_OK && i < d->nproduct; i++) {
		view[i].mem = p->mem;
		st = dealt_fill(&d->product[i].goods, &view[i], d->err);
		if (st == ST_OK)
			st = suggest_goods(d, d->product[i].item, &view[i]);
		p->mem = view[i].mem;
		d->product[i].lines = view[i];
	}
	return st;
}

/* What people said, each block once. */
static enum status
lay_out(const struct draft_input *in, struct profile *p, struct error *err)
{
	enum status st = profile_blank(p, err);

	return st == ST_OK && in->profile != NULL
		   ? profile_overlay(p, in->profile, err)
		   : st;
}

/* Its blanks filled with what the transaction knows, and with what the BOM
 * says of the goods. */
enum status
draft_fill(struct drafting *d, struct profile *p, struct goods_stray *stray)
{
	uint32_t *item = TAKE(d->scratch, uint32_t, d->nproduct + 1);
	const struct deal *deal = d->in->deal;
	enum status st;

	if (item == NULL)
		return error_set(d->err, ST_NOMEM, pos_none, "out of memory");
	for (size_t i = 0; i < d->nproduct; i++) {
		item[i] = d->product[i].item;
		if (deal != NULL)
			dealt_find_goods(deal, item[i], &d->product[i].goods);
	}
	st = lay_out(d->in, p, d->err);
	if (st == ST_OK && deal != NULL)
		st = dealt_find_all(
		    deal, item, d->nproduct, d->scratch, &d->dealt, d->err);
	if (st == ST_OK)
		st = dealt_fill(&d->dealt, p, d->err);
	if (st == ST_OK)
		st = period_check(p, d->err);
	return st == ST_OK ? fill_goods(d, item, p, stray) : st;
}

/* ---- what contradicts the transaction */

/* The goods of each product, line by line as it will have them. */
static enum status
compare_goods(const struct draft_input *in, const uint32_t *item,
    struct profile *p, struct arena *a, struct findings *f, struct error *err)
{
	const struct bom *b = in->judgement->bom;
	struct profile *view = NULL;
	struct goods_stray stray;
	struct dealt x;

	if (arrange(b, item, in->nproduct, p, &stray, &view, a, err) != ST_OK)
		return err->code;
	for (size_t i = 0; view != NULL && i < in->nproduct; i++) {
		dealt_find_goods(in->deal, item[i], &x);
		dealt_compare(in->deal, &x, &view[i], f);
	}
	return ST_OK;
}

/*
 * draft_compare - what people say against what the transaction says.
 *
 * Out:	f     an error for each field that is otherwise, in the order of the
 *		blocks and then of the products; warnings
 * Err:	only ST_NOMEM, and what is wrong with the profile alone
 */
enum status
draft_compare(
    const struct draft_input *in, struct findings *f, struct error *err)
{
	struct arena scratch = { 0 };
	struct profile p = { 0 };
	uint32_t *item = TAKE(&scratch, uint32_t, in->nproduct + 1);
	struct dealt x;

	if (in->deal == NULL || in->profile == NULL) {
		arena_free(&scratch);
		return ST_OK;
	}
	if (item == NULL)
		error_set(err, ST_NOMEM, pos_none, "out of memory");
	for (size_t i = 0; item != NULL && i < in->nproduct; i++)
		item[i] = in->product[i].item;
	if (err->code == ST_OK && lay_out(in, &p, err) == ST_OK &&
	    dealt_find_all(in->deal, item, in->nproduct, &scratch, &x, err) ==
		ST_OK) {
		dealt_compare(in->deal, &x, &p, f);
		compare_goods(in, item, &p, &scratch, f, err);
	}
	profile_free(&p);
	arena_free(&scratch);
	return err->code;
}
