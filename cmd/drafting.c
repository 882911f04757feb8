/* SPDX-License-Identifier: Apache-2.0 */
/* drafting - what a draft is written from; see drafting.h. */
#include "cmd/drafting.h"

#include "cmd/dealing.h"

/* Who ships what to whom, and on which days is worked. */
static size_t
list_deal(const struct dealing *d, struct draft_file *list)
{
	const struct bytes *xml = &d->transaction.xml;
	size_t n = 0;

	list[n++] = (struct draft_file){ "transaction", d->transaction.path,
		{ xml->p, xml->n } };
	for (size_t i = 0; i < d->days.n; i++) {
		const struct calendar *c = &d->days.calendar[i];

		list[n++] = (struct draft_file){ "holidays", c->path,
			{ c->xml.p, c->xml.n } };
	}
	return n;
}

/* All that the figures come from. */
static enum status
list_files(struct session *s, struct draft_input *in, struct error *err)
{
	static const char *const role[] = {
		[ROLE_BOM] = "bom",
		[ROLE_DECLARATION] = "declaration",
		[ROLE_PRICES] = "prices",
		[ROLE_ASSUMPTIONS] = "assumptions",
	};
	const struct dealing *deal = s->dealing;
	size_t most = s->bom.nfile + 2 * s->npack + 2 +
		      (deal != NULL ? deal->days.n : 0),
	       n = 0;
	struct draft_file *list = TAKE(&s->mem, struct draft_file, most);

	if (list == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	for (size_t i = 0; i < s->bom.nfile; i++) {
		const struct bom_file *f = &s->bom.file[i];

		if (f->sheet != NULL) /* its workbook is there */
			continue;
		list[n++] = (struct draft_file){ role[f->role], f->name,
			{ f->bytes.p, f->bytes.n } };
	}
	for (size_t i = 0; i < s->npack; i++) {
		const struct pack *p = &s->pack[i];

		list[n++] = (struct draft_file){ "rules", p->path,
			{ p->xml.p, p->xml.n } };
		list[n++] = (struct draft_file){ "clauses", "clauses.tsv",
			{ p->tsv.p, p->tsv.n } };
	}
	if (s->has_policy)
		list[n++] = (struct draft_file){ "policy", s->policy.path,
			{ s->policy.xml.p, s->policy.xml.n } };
	if (deal != NULL && deal->is_made)
		n += list_deal(deal, list + n);
	in->file = list;
	in->nfile = n;
	return ST_OK;
}

/*
 * drafting_fill - all but what only the caller knows.
 *
 * In:	s    open, with verdicts and the columns of reports
 * Out:	no product, no profile, no checkpoint
 */
enum status
drafting_fill(struct session *s, struct draft_input *out, struct error *err)
{
	const struct dealing *deal = s->dealing;

	*out = (struct draft_input){ .judgement = &s->judgement,
		.trace = s->trace,
		.days = s->in.days,
		.as_if_in_force = s->in.as_if_in_force,
		.program = "retrace " RETRACE_VERSION,
		.created = date_now(),
		.assumptions = s->has_assumed ? &s->assumptions : NULL,
		.assumed = s->has_assumed ? &s->assumed : NULL,
		.with = s->with.book != NULL ? &s->with : NULL,
		.deal = deal != NULL && deal->is_made ? &deal->deal : NULL };
	return list_files(s, out, err);
}
