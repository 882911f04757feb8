/* SPDX-License-Identifier: Apache-2.0 */
/* html_questions - what suppliers could settle; see html_parts.h. */
#include "core/report/html/html_parts.h"

#include "core/report/ask/question_words.h"

/* Does an answer do anything to a verdict of the product?  Where that was not
 * found out it may. */
static bool
is_about(const struct html *h, const struct question *q, uint32_t product)
{
	const struct inquiry *all = h->page->inquiry;

	if (!q->worth.sharp || q->worth.neffect == 0)
		return h->page->total == 1;
	for (size_t i = 0; i < q->worth.neffect; i++)
		if (all->verdict[q->worth.effect[i].verdict].item == product)
			return true;
	return false;
}

static void
put_question(const struct html *h, const struct question *q)
{
	const struct bom *b = h->c->bom;
	char text[QUESTION_TEXT];

	fputs("<tr><td>", h->to);
	html_text(h, question_whom(b, q, h->l));
	fputs("</td><td>", h->to);
	if (q->item != BOM_NONE)
		html_label(h, q->item);
	fputs("</td>", h->to);
	question_text(text, b, q, h->l);
	html_cell(h, str_of(text));
	fputs("<td class=\"n\">", h->to);
	if (!worth_is_exact(&q->worth)) {
		html_say(h, HW_AT_MOST);
		fputc(' ', h->to);
	}
	fprintf(h->to, "%u</td></tr>\n", worth_settles(&q->worth)->any);
}

/* Is a verdict of it open, of those that questions were sought for? */
static bool
has_open(const struct html *h, uint32_t product)
{
	const struct inquiry *q = h->page->inquiry;

	for (size_t i = 0; i < q->nverdict; i++)
		if (q->verdict[i].item == product)
			return true;
	return false;
}

void
html_questions(const struct html *h, uint32_t product)
{
	static const enum html_word columns[] = { HW_WHOM, HW_PART, HW_QUESTION,
		HW_SETTLES, HW_COUNT };
	const struct inquiry *q = h->page->inquiry;
	size_t n = 0;

	if (q == NULL || !has_open(h, product))
		return;
	html_heading(h, 2, HW_QUESTIONS);
	for (size_t i = 0; i < q->n; i++) {
		if (!is_about(h, &q->question[i], product))
			continue;
		if (n == 0)
			html_table(h, columns);
		if (n++ < HTML_QUESTIONS)
			put_question(h, &q->question[i]);
	}
	if (n > 0) {
		html_table_end(h);
		html_more(h, n, HTML_QUESTIONS);
		return;
	}
	fputs("<p>", h->to);
	html_say(h, HW_NO_QUESTIONS);
	fputs("</p>\n", h->to);
}
