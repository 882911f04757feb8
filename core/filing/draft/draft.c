/* SPDX-License-Identifier: Apache-2.0 */
/* draft - the disclosure of products, unsigned; see draft.h. */
#include "core/filing/draft/draft.h"

#include "core/base/limits.h"
#include "core/filing/draft/draft_parts.h"

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

	if (x->xml.n > LIMIT_FILING || canon_is_dense(x->xml))
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
		st = draft_fill(&d, &p, &x.stray);
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
