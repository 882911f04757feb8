/* SPDX-License-Identifier: Apache-2.0 */
/* html_law - the rules of a page, as lawbook.h tells them; see html_parts.h. */
#include "core/report/html/html_parts.h"

#include "core/bom/table/answer_words.h"
#include "core/report/lawbook.h"

const char *
html_stage_zh(enum stage s)
{
	return answer_in_chinese(stage_name(s));
}

static void
put_pack(const struct html *h, const struct pack *p)
{
	const struct bound *b = &p->bound;

	fputs("<h3>", h->to);
	html_text(h, str_of(p->title[h->l]));
	fputs("</h3>\n<p class=\"faint\">", h->to);
	html_text(h, str_of(p->id));
	fputs(", ", h->to);
	html_say(h, HW_VERSION);
	fputc(' ', h->to);
	html_text(h, str_of(p->version));
	fputs(" \u00b7 ", h->to);
	html_say(h, HW_READ_UNTIL);
	fputc(' ', h->to);
	html_day(h, p->read_until);
	fputs("</p>\n", h->to);
	if (b->clause == NULL)
		return;
	fputs("<p>", h->to);
	html_say(h, HW_BINDS);
	fputc(' ', h->to);
	html_text(h, str_of(b->who[h->l]));
	fputs(h->l == LANGUAGE_ZH ? "：" : ": ", h->to);
	html_text(h, str_of(b->act[h->l]));
	fputs(" \u00b7 ", h->to);
	html_say(h, HW_DESTINATION);
	fputc(' ', h->to);
	html_text(h, str_of(b->destination[h->l]));
	fputs("</p>\n", h->to);
}

static void
put_clause(const struct html *h, enum html_word w, const struct clause *c)
{
	static const char *const zh[CLAUSE_STANDINGS] = {
		[CLAUSE_SOURCED] = "已核出处",
		[CLAUSE_FROM_MEMORY] = "凭记忆，未核实",
		[CLAUSE_COMPUTED] = "由出处推算",
		[CLAUSE_INFERRED] = "推断，非法律原文",
	};

	const char *says;
	bool english;

	if (c == NULL)
		return;
	fputs("<dt>", h->to);
	html_say(h, w);
	fputs("</dt><dd>", h->to);
	html_text(h, str_of(c->id));
	says = clause_summary(c, h->l == LANGUAGE_ZH, &english);
	fprintf(h->to, "%s<span lang=\"%s\">",
	    h->l == LANGUAGE_ZH ? "：" : ": ", english ? "en" : "zh");
	html_text(h, str_of(says));
	fputs("</span> <small lang=\"en\">", h->to);
	html_text(h, str_of(c->source));
	fputs("</small> (", h->to);
	html_text(h, str_of(h->l == LANGUAGE_ZH
				? zh[c->standing]
				: clause_standing_name(
				      (enum clause_standing)c->standing)));
	if (!clause_is_law(c)) {
		fputs("; ", h->to);
		html_say(h, HW_NOT_LAW);
	}
	fputs(")</dd>\n", h->to);
}

static void
put_test(const struct html *h, const struct rule_test *t)
{
	char text[LAWBOOK_TEXT];

	lawbook_test(text, t, h->l);
	fputs("<li>", h->to);
	html_text(h, str_of(text));
	fputs("</li>\n", h->to);
}

static void
put_rule(const struct html *h, size_t rule)
{
	const struct rule *r = h->c->book->rule[rule].rule;
	const struct clause *least = rule_least_sure(r);
	char text[LAWBOOK_TEXT];

	fprintf(h->to, "<section id=\"r%zu\">\n<p><b>", rule + 1);
	html_text(h, str_of(r->id));
	fputs("</b> ", h->to);
	html_text(h, str_of(r->title[h->l]));
	fputs("</p>\n<ul>\n", h->to);
	for (size_t t = 0; t < r->ntest - r->either; t++)
		put_test(h, &r->test[t]);
	if (r->either) {
		fputs("<li>", h->to);
		html_say(h, HW_ONE_IS_ENOUGH);
		fputs("<ul>\n", h->to);
	}
	for (size_t k = 0; r->either && k < r->nreading; k++)
		put_test(h, &r->test[r->ntest + k]);
	if (r->either)
		fputs("</ul></li>\n", h->to);
	fputs("</ul>\n<dl>\n<dt>", h->to);
	html_say(h, HW_STANDING);
	fputs("</dt><dd>", h->to);
	lawbook_standing(text, r, h->c->days.law, h->l);
	html_text(h, str_of(text));
	fputs("</dd>\n", h->to);
	put_clause(h, HW_CLAUSE, r->clause);
	if (least != r->clause)
		put_clause(h, HW_RESTS, least);
	fputs("</dl>\n</section>\n", h->to);
}

void
html_law(const struct html *h)
{
	const struct pack *said = NULL;

	html_heading(h, 2, HW_LAW);
	for (size_t rule = 0; rule < h->c->book->nrule; rule++) {
		const struct pack *p = h->c->book->rule[rule].pack;

		if (p != said)
			put_pack(h, p);
		said = p;
		put_rule(h, rule);
	}
}
