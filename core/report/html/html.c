/* SPDX-License-Identifier: Apache-2.0 */
/* html - the answer as a page; see html.h. */
#include "core/report/html/html_parts.h"

#include "core/report/path.h"

#include <stdlib.h>

/* Passes over the product that one told in full takes, about. */
#define PASSES 40

size_t
html_affordable(const struct checked *c, size_t n)
{
	size_t most = checked_affordable(c, HTML_PRODUCTS * PASSES) / PASSES;

	if (most < 1)
		most = 1;
	return n < most ? n : most;
}

static const char *
language_tag(const struct html *h)
{
	return h->l == LANGUAGE_ZH ? "zh-CN" : "en";
}

/* "DU-200 rev C - Rare-earth origin" */
static void
put_title(const struct html *h)
{
	if (h->page->nproduct == 1) {
		html_label(h, h->page->product[0]);
		fputs(" - ", h->to);
	}
	html_say(h, HW_TITLE);
}

void
html_head(FILE *to, const char *language)
{
	fprintf(to,
	    "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" "
	    "lang=\"%s\" xml:lang=\"%s\">\n<head>\n"
	    "<meta charset=\"utf-8\"/>\n"
	    "<meta http-equiv=\"Content-Security-Policy\" "
	    "content=\"default-src 'none'; style-src 'unsafe-inline'\"/>\n"
	    "<meta name=\"viewport\" "
	    "content=\"width=device-width, initial-scale=1\"/>\n"
	    "<meta name=\"referrer\" content=\"no-referrer\"/>\n"
	    "<meta name=\"generator\" content=\"retrace %s\"/>\n<title>",
	    language, language, RETRACE_VERSION);
}

void
html_body(FILE *to)
{
	fprintf(
	    to, "</title>\n<style>%s</style>\n</head>\n<body>\n", html_style);
}

/* What it is about, the day, and the packs. */
static void
put_header(const struct html *h)
{
	const struct pack *said = NULL;

	fputs("<header id=\"top\">\n<p class=\"faint\">", h->to);
	html_say(h, HW_TITLE);
	fprintf(h->to, " \u00b7 retrace %s</p>\n<h1>", RETRACE_VERSION);
	if (h->page->nproduct == 1)
		html_name(h, h->page->product[0]);
	else
		html_say(h, HW_PRODUCTS);
	fputs("</h1>\n<p>", h->to);
	html_say(h, HW_AS_OF);
	fputc(' ', h->to);
	html_day(h, h->c->days.as_of);
	fputs(" \u00b7 ", h->to);
	html_say(h, HW_RULES);
	for (size_t r = 0; r < h->c->book->nrule; r++) {
		const struct pack *p = h->c->book->rule[r].pack;

		if (p == said)
			continue;
		fputs(said != NULL ? ", " : " ", h->to);
		html_text(h, str_of(p->id));
		said = p;
	}
	fputs("</p>\n", h->to);
	if (h->page->nproduct == 1)
		html_badges(h, h->page->product[0]);
	fputs("</header>\n<main>\n", h->to);
	html_patterns(h);
}

static void
put_summary_row(const struct html *h, size_t i)
{
	const struct html_page *p = h->page;
	uint32_t item = p->product[i];

	fputs("<tr><td>", h->to);
	if (p->file != NULL && i < p->told) {
		fputs("<a href=\"", h->to);
		html_text(h, str_of(p->file[i]));
		fputs("\">", h->to);
	} else if (i < p->told) {
		fprintf(h->to, "<a href=\"#p%zu\">", i + 1);
	}
	html_label(h, item);
	fputs(i < p->told ? "</a></td><td>" : "</td><td>", h->to);
	html_text(h, bom_text_get(h->c->bom, h->c->bom->item[item].name));
	fputs("</td>", h->to);
	fputs("<td>", h->to);
	html_badges(h, item);
	fputs("</td>", h->to);
	fputs("</tr>\n", h->to);
}

void
html_summary(const struct html *h)
{
	static const enum html_word columns[] = { HW_PRODUCT, HW_NAME,
		HW_ANSWER, HW_COUNT };
	const struct html_page *p = h->page;

	html_table(h, columns);
	for (size_t i = 0; i < p->nproduct && i < HTML_SUMMARY; i++)
		put_summary_row(h, i);
	html_table_end(h);
	if (p->nproduct > HTML_SUMMARY) {
		fputs("<p>", h->to);
		html_say_count(h, HW_SUMMARY_MORE, p->nproduct - HTML_SUMMARY);
		fputs("</p>\n", h->to);
	}
	if (p->nproduct > p->told) {
		fputs("<p>", h->to);
		html_say_count(h, HW_TOLD_MORE, p->nproduct - p->told);
		fputs("</p>\n", h->to);
	}
}

static enum status
put_product(struct html *h, size_t i, struct error *err)
{
	uint32_t item = h->page->product[i];

	fprintf(h->to, "<section class=\"product\" id=\"p%zu\">\n", i + 1);
	if (h->page->nproduct > 1) {
		fputs("<h1>", h->to);
		html_name(h, item);
		fputs("</h1>\n<nav><a href=\"#top\">", h->to);
		html_say(h, HW_TO_TOP);
		fputs("</a></nav>\n", h->to);
	}
	if (html_answers(h, item, err) != ST_OK)
		return err->code;
	html_content(h, item);
	if (html_tree(h, item, err) != ST_OK)
		return err->code;
	html_questions(h, item);
	fputs("</section>\n", h->to);
	return ST_OK;
}

/* Columns for the picture of elements, and for lines of the hierarchy. */
static enum status
open_amounts(struct html *h, struct error *err)
{
	const struct report_columns *r = &h->c->book->report;
	const size_t three[] = { COLUMN_MASS, r->every[NELEM],
		r->origin[NELEM] };
	size_t all[AMOUNTS_COLUMNS] = { COLUMN_MASS };

	for (size_t e = 0; e <= NELEM; e++) {
		all[HTML_COLUMN_EVERY(e)] = r->every[e];
		all[HTML_COLUMN_ORIGIN(e)] = r->origin[e];
	}
	if (amounts_open(&h->content, h->c, all, AMOUNTS_COLUMNS, err) !=
		ST_OK ||
	    amounts_open(&h->tree, h->c, three, 3, err) != ST_OK)
		return err->code;
	return amounts_keep(&h->content, h->page->product, h->page->told, err);
}

static enum status
put_body(struct html *h, struct error *err)
{
	const struct html_page *p = h->page;

	put_header(h);
	if (p->nproduct > 1)
		html_summary(h);
	for (size_t i = 0; p->file == NULL && i < p->told; i++)
		if (put_product(h, i, err) != ST_OK)
			return err->code;
	html_record(h);
	html_basis(h);
	html_law(h);
	fputs("</main>\n<footer><p>retrace ", h->to);
	html_text(h, str_of(RETRACE_VERSION));
	if (h->c->tool_sha256[0] != '\0')
		fprintf(h->to, " \u00b7 <code>%s</code>", h->c->tool_sha256);
	fputs("</p></footer>\n</body>\n</html>\n", h->to);
	return ST_OK;
}

/*
 * html_write - one page: of a product, of several, or an index of pages.
 *
 * In:	the rulebook has report columns
 * Err:	ST_NOMEM; what exact amounts refuse
 */
enum status
html_write(FILE *to, const struct html_page *page, struct error *err)
{
	struct html h = { .to = to,
		.page = page,
		.c = page->checked,
		.l = page->language,
		.lines = HTML_LINES / (page->told > 0 ? page->told : 1) };

	exact_init(&h.x);
	html_head(h.to, language_tag(&h));
	put_title(&h);
	html_body(h.to);
	if (open_amounts(&h, err) == ST_OK &&
	    judgement_watch(h.c->judgement, page->product, page->told, err) ==
		ST_OK)
		put_body(&h, err);
	amounts_free(&h.content);
	amounts_free(&h.tree);
	exact_clear(&h.x);
	return err->code;
}
