/* SPDX-License-Identifier: Apache-2.0 */
/* html_record - documents, conflicts and assumptions; see html_parts.h. */
#include "core/report/html/html_parts.h"

#include "core/report/conflicts.h"
/* ---- conflicts */

static void
put_matter(const struct html *h, const struct conflict *x)
{
	const char *sign = "";

	fputs("<td>", h->to);
	html_label(h, x->item);
	fputs("<br/>", h->to);
	if (x->elements != 0)
		html_say(h, HW_AMOUNT_OF);
	for (int e = 0; e < NELEM; e++)
		if ((x->elements >> e & 1) != 0) {
			fprintf(h->to, "%s%s", sign, element_at(e)->symbol);
			sign = ", ";
		}
	if (x->stages != 0) {
		fputs(x->elements != 0 ? "; " : "", h->to);
		html_say(h, HW_ORIGIN_AT);
	}
	sign = "";
	for (int s = 0; s < STAGE_COUNT; s++)
		if ((x->stages >> s & 1) != 0) {
			fprintf(h->to, "%s%s", sign,
			    h->l == LANGUAGE_ZH ? html_stage_zh((enum stage)s)
						: stage_name((enum stage)s));
			sign = ", ";
		}
	fputs("</td>", h->to);
}

/* "Acme, D-2, 2026-03-01; notices.xml:12" */
static void
put_document(const struct html *h, uint32_t decl, struct place at)
{
	const struct bom *b = h->c->bom;
	const struct declaration *d = &b->decl[decl];
	struct pos pos = bom_pos(b, at);

	fputs("<td>", h->to);
	html_text(h, bom_text_get(b, d->supplier));
	fputs(d->supplier != 0 ? ", " : "", h->to);
	html_text(h, bom_text_get(b, d->id));
	fputs(d->id != 0 ? ", " : "", h->to);
	html_day(h, d->date);
	fputs(" <small>", h->to);
	if (pos.file != NULL)
		html_text(h, str_of(pos.file));
	fprintf(h->to, ":%u</small></td>", pos.line);
}

static void
put_outcome(const struct html *h, const struct flipped *f)
{
	fputs("<td>", h->to);
	if (!f->tried || (f->shipped == 0 && f->not_shipped == 0))
		html_say(h, f->tried ? HW_NO_CHANGE : HW_NOT_TRIED);
	for (uint32_t i = 0; f->tried && i < f->n; i++) {
		const struct flip *x = &h->c->flips->flip[f->first + i];

		fputs(i > 0 ? "<br/>" : "", h->to);
		html_label(h, x->item);
		fputc(' ', h->to);
		html_say(h, HW_WOULD_READ);
		fputc(' ', h->to);
		html_text(h, str_of(html_verdict(h, (enum verdict)x->to)));
	}
	if (f->tried && f->shipped + f->not_shipped > f->n) {
		fputc(' ', h->to);
		html_say_count(
		    h, HW_MORE, (size_t)(f->shipped + f->not_shipped - f->n));
	}
	fputs("</td>", h->to);
}

static void
put_conflicts(const struct html *h)
{
	static const enum html_word columns[] = { HW_MATTER, HW_COUNTS,
		HW_EXCLUDED, HW_OUTCOME, HW_COUNT };
	const struct bom *b = h->c->bom;
	size_t n = 0;

	if (h->c->flips == NULL || b->nconflict == 0)
		return;
	html_heading(h, 2, HW_CONFLICTS);
	html_table(h, columns);
	for (int class = 0; class < CONFLICTS_CLASSES; class ++)
		for (size_t k = 0; k < b->nconflict; k++) {
			const struct conflict *x = &b->conflict[k];

			if (conflicts_class(&h->c->flips->of[k]) != class ||
			    n++ >= HTML_ROWS)
				continue;
			fputs("<tr>", h->to);
			put_matter(h, x);
			put_document(h, x->kept, x->kept_at);
			put_document(h, x->lost, x->lost_at);
			put_outcome(h, &h->c->flips->of[k]);
			fputs("</tr>\n", h->to);
		}
	html_table_end(h);
	html_more(h, n, HTML_ROWS);
}

/* ---- what the company takes for granted */

static void
put_end(const struct html *h, const char *reason, const char *author,
    date_day until, bool expired)
{
	html_cell(h, str_of(reason));
	html_cell(h, str_of(author));
	fputs("<td class=\"n\">", h->to);
	html_day(h, until);
	if (expired) {
		fputs("<br/>", h->to);
		html_say(h, HW_EXPIRED);
	}
	fputs("</td>", h->to);
}

static void
put_assumption(const struct html *h, const struct assumption *x)
{
	static const enum html_word word[ASSUME_COUNT] = {
		[ASSUME_NONE] = HW_HOLDS_NONE,
		[ASSUME_COMPLETE] = HW_COMPLETE,
		[ASSUME_ORIGIN] = HW_COUNT,
		[ASSUME_MASS] = HW_WEIGHS,
	};

	fputs("<tr><td>", h->to);
	html_text(h, str_of(x->id));
	fputs(h->l == LANGUAGE_ZH ? "：" : ": ", h->to);
	if (word[x->kind] != HW_COUNT)
		html_say(h, word[x->kind]);
	fputc(' ', h->to);
	html_text(h, str_of(x->says));
	fputs("</td>", h->to);
	put_end(h, x->reason, x->author, x->until, x->expired);
	fprintf(h->to, "<td class=\"n\">%u</td></tr>\n", x->touched);
}

static void
put_policy(const struct html *h, const struct policy_entry *e)
{
	fputs("<tr><td>", h->to);
	html_say(h, e->kind == POLICY_TRACE_FLOOR ? HW_FLOOR : HW_NOT_ADDED);
	if (e->share_text != NULL) {
		fputc(' ', h->to);
		html_text(h, str_of(e->share_text));
	}
	fputs("</td>", h->to);
	put_end(h, e->reason, e->author, e->until, e->expired);
	fputs("<td></td></tr>\n", h->to);
}

static void
put_assumptions(const struct html *h)
{
	static const enum html_word columns[] = { HW_SAYS, HW_REASON, HW_AUTHOR,
		HW_UNTIL, HW_TOUCHED, HW_COUNT };
	const struct assumptions *a = h->c->assumptions;
	const struct policy *p = h->c->book->policy;

	if (a == NULL && p == NULL)
		return;
	html_heading(h, 2, HW_ASSUMPTIONS);
	fputs("<p>", h->to);
	html_say(h, HW_ASSUMPTIONS_HOW);
	fputs("</p>\n", h->to);
	html_table(h, columns);
	for (size_t i = 0; a != NULL && i < a->n; i++)
		put_assumption(h, &a->entry[i]);
	for (size_t i = 0; p != NULL && i < p->n; i++)
		put_policy(h, &p->entry[i]);
	html_table_end(h);
}

/* ---- documents */

static void
put_standing(const struct html *h, const struct declaration *d)
{
	static const enum html_word word[STANDING_COUNT] = {
		[STANDING_VERIFIED] = HW_VERIFIED,
		[STANDING_DECLARED] = HW_DECLARED,
		[STANDING_PRESUMED] = HW_PRESUMPTION,
	};

	fputs("<td>", h->to);
	html_say(h, word[d->standing]);
	if (d->validity != VALIDITY_HOLDS) {
		fputs("<br/>", h->to);
		html_say(
		    h, d->validity == VALIDITY_EXPIRED ? HW_EXPIRED : HW_EARLY);
	}
	fputs("</td>", h->to);
}

static void
put_documents(const struct html *h)
{
	static const enum html_word columns[] = { HW_SUPPLIER, HW_NUMBER,
		HW_DATE, HW_UNTIL, HW_STANDING, HW_EVIDENCE, HW_COUNT };
	const struct bom *b = h->c->bom;
	size_t n = 0;

	for (size_t i = 0; i < b->ndecl; i++) {
		const struct declaration *d = &b->decl[i];

		if (d->supplier == 0 && d->id == 0)
			continue;
		if (n == 0) {
			html_heading(h, 2, HW_DOCUMENTS);
			html_table(h, columns);
		}
		if (n++ >= HTML_ROWS)
			continue;
		fputs("<tr>", h->to);
		html_cell(h, bom_text_get(b, d->supplier));
		html_cell(h, bom_text_get(b, d->id));
		fputs("<td class=\"n\">", h->to);
		html_day(h, d->date);
		fputs("</td><td class=\"n\">", h->to);
		html_day(h, d->until);
		fputs("</td>", h->to);
		put_standing(h, d);
		html_cell(h, bom_text_get(b, d->evidence));
		fputs("</tr>\n", h->to);
	}
	if (n == 0)
		return;
	html_table_end(h);
	html_more(h, n, HTML_ROWS);
}

void
html_record(const struct html *h)
{
	put_conflicts(h);
	put_assumptions(h);
	put_documents(h);
}
