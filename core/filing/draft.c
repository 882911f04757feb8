/* SPDX-License-Identifier: Apache-2.0 */
/* draft - the disclosure of products, unsigned; see draft.h. */
#include "core/filing/draft.h"

#include "core/base/limits.h"
#include "core/filing/draft_parts.h"
#include "core/filing/period.h"

#include <stdio.h>
#include <string.h>

static const struct canon_ns filing_ns = { "", FILING_XMLNS };

static enum status
put_inputs(struct drafting *d)
{
	enum status st = ST_OK;

	canon_open(&d->w, "inputs");
	for (size_t i = 0; st == ST_OK && i < d->in->nfile; i++) {
		const struct draft_file *f = &d->in->file[i];

		canon_open(&d->w, "input");
		draft_text(d, "role", str_of(f->role));
		draft_text(d, "name", draft_base_name(f->name));
		draft_count(d, "size", f->body.n);
		st = draft_digest(d, "sha256", f->body);
		canon_close(&d->w);
	}
	canon_close(&d->w);
	return st;
}

static enum status
put_policy(struct drafting *d)
{
	const struct policy *p = d->book->policy;
	enum status st;

	if (p == NULL)
		return ST_OK;
	canon_open(&d->w, "policy");
	draft_text(d, "id", str_of(p->id));
	st = draft_digest(d, "sha256", (struct str){ p->xml.p, p->xml.n });
	for (size_t i = 0; i < p->n; i++) {
		const struct policy_entry *e = &p->entry[i];

		canon_open(&d->w, "assumption");
		draft_text(d, "kind",
		    e->kind == POLICY_TRACE_FLOOR ? STR("trace-floor")
						  : STR("accept-not-added"));
		if (e->share_text != NULL)
			draft_text(d, "share", str_of(e->share_text));
		draft_text(d, "reason", str_of(e->reason));
		draft_text(d, "author", str_of(e->author));
		draft_day(d, "until", e->until);
		draft_flag(d, "expired", e->expired);
		canon_close(&d->w);
	}
	canon_close(&d->w);
	return st;
}

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

/* Lines of goods of each product, filled with what is known of it. */
static enum status
fill_goods(const struct drafting *d, struct profile *p, struct draft *out)
{
	struct goods_name *name =
	    TAKE(d->scratch, struct goods_name, d->nproduct + 1);
	struct profile *view = NULL;
	enum status st = ST_OK;

	if (name == NULL)
		return error_set(d->err, ST_NOMEM, pos_none, "out of memory");
	for (size_t i = 0; st == ST_OK && i < d->nproduct; i++) {
		const struct item *it = &d->b->item[d->product[i].item];

		st = goods_name_make(&name[i], bom_text_get(d->b, it->maker),
		    bom_part(d->b, d->product[i].item),
		    bom_text_get(d->b, it->revision), d->scratch, d->err);
	}
	if (st == ST_OK)
		st = goods_arrange(p, name, d->nproduct, &out->stray, d->err);
	if (st == ST_OK)
		st = goods_views(p, d->nproduct, d->scratch, &view, d->err);
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

/* The given profile, its blanks filled with what the transaction knows, and
 * with what the BOM says of the goods. */
static enum status
fill_profile(const struct drafting *d, struct profile *p, struct draft *out)
{
	enum status st = profile_blank(p, d->err);

	if (st == ST_OK && d->in->profile != NULL)
		st = profile_overlay(p, d->in->profile, d->err);
	if (st == ST_OK)
		st = period_check(p, d->err);
	if (st == ST_OK)
		st = dealt_fill(&d->dealt, p, d->err);
	return st == ST_OK ? fill_goods(d, p, out) : st;
}

/* What the transaction knows of it all, and of each product. */
static enum status
ask_transaction(struct drafting *d)
{
	uint32_t *item = TAKE(d->scratch, uint32_t, d->nproduct + 1);

	if (d->in->deal == NULL)
		return ST_OK;
	if (item == NULL)
		return error_set(d->err, ST_NOMEM, pos_none, "out of memory");
	for (size_t i = 0; i < d->nproduct; i++) {
		item[i] = d->product[i].item;
		dealt_find_goods(d->in->deal, item[i], &d->product[i].goods);
	}
	return dealt_find_all(
	    d->in->deal, item, d->nproduct, d->scratch, &d->dealt, d->err);
}

static void
put_root(struct drafting *d)
{
	char created[DATE_TIME_TEXT];

	canon_open_in(&d->w, &filing_ns, "draft");
	draft_text(d, "version", STR("1"));
	date_time_format(d->in->created, created);
	draft_text(d, "created", str_of(created));
	if (d->in->checkpoint.n > 0)
		canon_leaf(&d->w, "checkpoint", d->in->checkpoint);
}

/* What is sealed once it is filed, but for what a form demands. */
static void
put_seal(struct drafting *d)
{
	struct seal s;

	if (d->in->seal == NULL)
		return;
	s = *d->in->seal;
	s.fields &= ~draft_demanded(d);
	if (s.fields != 0)
		seal_write(&s, &d->w);
}

static enum status
put_all(struct drafting *d, const struct profile *p, const struct missing *m)
{
	enum status st;

	put_root(d);
	st = draft_header(d);
	if (st == ST_OK)
		st = draft_products(d);
	if (st == ST_OK) {
		draft_totals(d);
		st = draft_valuation(d);
	}
	if (st == ST_OK) {
		draft_transaction(d);
		draft_documents(d);
		st = put_inputs(d);
	}
	if (st == ST_OK)
		st = put_policy(d);
	if (st == ST_OK)
		st = draft_assumptions(d);
	profile_write(p, &d->w);
	put_seal(d);
	missing_write(m, &d->w);
	canon_close(&d->w);
	return st;
}

/* Read again, as anybody will: what we cannot read we have not written. */
static enum status
find_id(struct draft *x, struct error *err)
{
	struct findings f = { 0 };
	xmlDoc *doc = NULL;
	enum status st;

	if (x->xml.n > LIMIT_FILING || canon_marks(x->xml) > LIMIT_FILING_MARKS)
		return error_set(err, ST_LIMIT, pos_none,
		    "a draft of %zu bytes, with %zu tags and attributes: "
		    "expected at most %zu and %d; split its products among "
		    "several filings",
		    x->xml.n, canon_marks(x->xml), LIMIT_FILING,
		    LIMIT_FILING_MARKS);
	st = xml_read(x->xml, "the draft", &doc, &f);
	if (st == ST_OK)
		st = filing_id(doc, x->id, err);
	else
		st = error_set(err, st, f.first.at, "%s", f.first.text);
	xmlFreeDoc(doc);
	findings_free(&f);
	return st;
}

enum status
draft_close(
    struct str plain, struct arena *a, struct draft *x, struct error *err)
{
	if (draft_lay_out(plain, a, &x->xml, err) != ST_OK)
		return err->code;
	return find_id(x, err);
}

static enum status
check_input(const struct draft_input *in, struct error *err)
{
	const struct rulebook *book = in->judgement->book;

	if (book->nrule == 0)
		return error_set(err, ST_USAGE, pos_none,
		    "no rule was judged: expected at least one to file under");
	if (book->report.every[0] == COLUMN_NONE)
		return error_set(err, ST_INTERNAL, pos_none,
		    "the rules were compiled without report columns");
	return ST_OK;
}

/*
 * draft_write - the disclosure of products.
 *
 * In:	in    the judgement's rulebook has report columns
 * Out:	out   in arena a; untouched on failure
 * Err:	ST_USAGE, ST_LIMIT, ST_ENCODING for text that XML cannot hold, what
 *	the exact roll-up refuses
 * Cost:	one exact pass over what is in the products for each amount: 37
 *	of content, and those of the verdicts
 */
enum status
draft_write(const struct draft_input *in, struct arena *a, struct draft *out,
    struct error *err)
{
	struct arena scratch = { 0 };
	struct drafting d = { .in = in,
		.b = in->judgement->bom,
		.book = in->judgement->book,
		.scratch = &scratch,
		.err = err };
	struct profile p = { 0 };
	struct draft x = { 0 };
	struct str plain;
	enum status st = check_input(in, err);

	totals_init(&d.totals);
	if (st == ST_OK)
		st = draft_products_find(&d);
	if (st == ST_OK)
		st = ask_transaction(&d);
	if (st == ST_OK)
		st = fill_profile(&d, &p, &x);
	if (st == ST_OK && x.stray.n > 0)
		x.stray.item = arena_copy(a, x.stray.item);
	if (st == ST_OK)
		st = missing_find(&p, in->earlier != NULL, a, &x.missing, err);
	if (st == ST_OK)
		st = put_all(&d, &p, &x.missing);
	if (st == ST_OK)
		st = canon_finish(&d.w, &scratch, &plain, err);
	if (st == ST_OK)
		st = draft_close(plain, a, &x, err);
	if (st == ST_OK) {
		x.hypothetical = draft_is_hypothetical(&d);
		x.demanded = draft_demanded(&d);
		*out = x;
	}
	canon_free(&d.w);
	profile_free(&p);
	draft_products_clear(&d);
	totals_clear(&d.totals);
	arena_free(&scratch);
	return st;
}
