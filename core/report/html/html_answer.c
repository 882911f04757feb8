/* SPDX-License-Identifier: Apache-2.0 */
/* html_answer - the verdicts of a product, each with its reason; see
 * html_parts.h.
 */
#include "core/report/html/html_parts.h"

#include "core/report/lawbook.h"
#include "core/report/margins.h"
#include "core/report/methods.h"
#include "core/report/path.h"

/* ---- the numbers */

static void
put_term(const struct html *h, enum html_word w, const struct exact *x,
    const struct measure_of *m)
{
	fputs("<dt>", h->to);
	html_say(h, w);
	fputs("</dt><dd>", h->to);
	html_amount(h, x, m);
	fputs("</dd>\n", h->to);
}

static void
put_numbers(const struct html *h, const struct reason *r)
{
	const struct verdict_detail *d = &r->detail;
	const struct measure_of m = reason_numerator(r, h->c);
	struct measure_of sharp = reason_measure(r, h->c);
	char limit[TEST_LIMIT_TEXT];

	fputs("<details><summary>", h->to);
	html_say(h, HW_ARITHMETIC);
	fputs("</summary>\n<dl>\n", h->to);
	put_term(
	    h, HW_NUMERATOR, &d->numerator, d->has_denominator ? &m : &sharp);
	if (d->has_denominator) {
		put_term(h, HW_DENOMINATOR, &d->denominator, &m);
		put_term(h, HW_RATIO, &d->share, &sharp);
	}
	fputs("<dt>", h->to);
	html_say(h, HW_LIMIT);
	fputs("</dt><dd>", h->to);
	test_limit_text(limit, d->test);
	html_text(h, str_of(limit));
	fputs("</dd>\n</dl>\n", h->to);
	if (d->not_sharp) {
		fputs("<p>", h->to);
		html_say(h, HW_NOT_SHARP);
		fputs("</p>\n", h->to);
	}
	fputs("</details>\n", h->to);
}

/* ---- the parts behind it */

static void
put_part(
    struct html *h, const struct reason *r, const struct part *p, bool open)
{
	const struct share *s = &r->parts.share[p->share];
	const struct measure_of m = reason_numerator(r, h->c);
	char quantity[QUANTITIES_TEXT], way[PATH_TEXT], paths[COUNT_TEXT];

	fputs("<tr><td>", h->to);
	html_name(h, s->item);
	fputs("</td>", h->to);
	if (open) {
		fputs("<td>", h->to);
		html_text(h, str_of(html_gap(h, p)));
		fputs("</td>", h->to);
	}
	path_quantity(quantity, h->c->bom, s);
	fputs("<td class=\"n\">", h->to);
	html_text(h, str_of(quantity));
	fputs("</td><td>", h->to);
	reason_amount(r, p, &h->x);
	html_amount(h, &h->x, &m);
	fputs("</td><td>", h->to);
	path_text(way, h->c->bom, &r->parts, p->share);
	html_text(h, str_of(way));
	path_count(paths, s->exact->paths);
	fprintf(h->to, "</td><td class=\"n\">%s</td></tr>\n", paths);
}

static void
put_parts(struct html *h, const struct reason *r)
{
	static const enum html_word givers[] = { HW_PART, HW_QUANTITY,
		HW_BRINGS, HW_WAY, HW_WAYS, HW_COUNT };
	static const enum html_word gaps[] = { HW_PART, HW_WHY, HW_QUANTITY,
		HW_COULD, HW_WAY, HW_WAYS, HW_COUNT };

	if (r->ngiver > 0) {
		fputs("<h4>", h->to);
		html_say(h, HW_GIVERS);
		fputs("</h4>\n", h->to);
		html_table(h, givers);
		for (size_t i = 0; i < r->ngiver && i < HTML_PARTS; i++)
			put_part(h, r, &r->giver[i], false);
		html_table_end(h);
		html_more(h, r->ngiver, HTML_PARTS);
	}
	if (r->nopen > 0) {
		fputs("<h4>", h->to);
		html_say(h, HW_GAPS);
		fputs("</h4>\n", h->to);
		html_table(h, gaps);
		for (size_t i = 0; i < r->nopen && i < HTML_PARTS; i++)
			put_part(h, r, &r->open[i], true);
		html_table_end(h);
		html_more(h, r->nopen, HTML_PARTS);
	}
}

/* ---- one rule */

/* The rule, how it stands, and its clause. */
static void
put_rule(const struct html *h, size_t rule)
{
	const struct booked_rule *b = &h->c->book->rule[rule];
	const struct clause *clause = b->rule->clause;
	struct rule_standing s = rule_standing_on(b->rule, h->c->days.law);
	char standing[LAWBOOK_TEXT];

	lawbook_standing(standing, b->rule, h->c->days.law, h->l);
	fputs("<p class=\"faint\">", h->to);
	fprintf(h->to, "<a href=\"#r%zu\">", rule + 1);
	html_text(h, str_of(b->pack->id));
	fputc('/', h->to);
	html_text(h, str_of(b->rule->id));
	fputs("</a> \u00b7 ", h->to);
	html_text(h, str_of(standing));
	if (!rule_state_counts(s.state, h->c->as_if_in_force)) {
		fputs("; ", h->to);
		html_say(h, HW_NOT_COUNT);
	}
	if (clause != NULL) {
		fputs(" \u00b7 ", h->to);
		html_say(h, HW_CLAUSE);
		fputc(' ', h->to);
		html_text(h, str_of(clause->id));
		if (!clause_is_law(clause)) {
			fputs(" (", h->to);
			html_say(h, HW_NOT_LAW);
			fputc(')', h->to);
		}
	}
	fputs("</p>\n", h->to);
}

static void
put_variant(const struct html *h, enum html_word w, enum verdict v)
{
	fputs("<p>", h->to);
	html_say(h, w);
	fputs(h->l == LANGUAGE_ZH ? "：<b>" : ": <b>", h->to);
	html_text(h, str_of(html_verdict(h, v)));
	fputs("</b></p>\n", h->to);
}

/* Where the law does not say how it is counted, or one way is enough. */
static void
put_readings(const struct html *h, size_t rule, uint32_t item)
{
	const struct rule *r = h->c->book->rule[rule].rule;

	if (r->nreading == 0)
		return;
	fputs("<p>", h->to);
	html_say(h, r->either ? HW_ONE_IS_ENOUGH : HW_READINGS);
	fputs(h->l == LANGUAGE_ZH ? "：</p>\n<ul>\n" : ":</p>\n<ul>\n", h->to);
	for (size_t k = 0; k < r->nreading; k++) {
		fputs("<li><b>", h->to);
		html_text(h,
		    str_of(html_verdict(h, judgement_reading(h->c->judgement,
					       VARIANT_LAW, rule, k, item))));
		fputs(h->l == LANGUAGE_ZH ? "</b>：" : "</b>: ", h->to);
		html_text(h, str_of(r->reading[k].title[h->l]));
		fputs(" (", h->to);
		html_text(h, str_of(r->reading[k].id));
		fputs(")</li>\n", h->to);
	}
	fputs("</ul>\n", h->to);
}

static void
put_variants(const struct html *h, size_t rule, uint32_t item)
{
	const struct checked *c = h->c;

	put_readings(h, rule, item);

	if (c->book->has[VARIANT_POLICY])
		put_variant(h, HW_POLICY,
		    judgement_verdict(
			c->judgement, VARIANT_POLICY, rule, item));
	if (c->with != NULL)
		put_variant(h, HW_ASSUMED,
		    judgement_verdict(c->with, VARIANT_LAW, rule, item));
	if (c->book->has[VARIANT_PRESUMED])
		put_variant(h, HW_PRESUMED,
		    judgement_verdict(
			c->judgement, VARIANT_PRESUMED, rule, item));
	if (c->book->has[VARIANT_ALLOCATED])
		put_variant(h, HW_ALLOCATED,
		    judgement_verdict(
			c->judgement, VARIANT_ALLOCATED, rule, item));
}

static const char *
class_of(enum verdict v)
{
	return v == VERDICT_TRIGGERED   ? "bad"
	       : v == VERDICT_UNDECIDED ? "open"
					: "good";
}

/* By whose prices, and what it would be by others. */
static enum status
put_methods(const struct html *h, const struct reason *r, struct error *err)
{
	char text[METHODS_TEXT];

	if (!margins_affordable(h->c, h->page->told) ||
	    methods_text(text, h->c, r, err) != ST_OK || text[0] == '\0')
		return err->code;
	fputs("<p class=\"method\" lang=\"en\">", h->to);
	html_text(h, str_of(text));
	fputs("</p>\n", h->to);
	return ST_OK;
}

static enum status
put_answer(
    struct html *h, size_t rule, const struct reason *r, struct error *err)
{
	enum verdict v =
	    judgement_verdict(h->c->judgement, VARIANT_LAW, rule, r->item);

	fprintf(h->to, "<article class=\"card %s\">\n<h3>", class_of(v));
	html_badge(h, rule, r->item);
	fputc(' ', h->to);
	html_text(h, str_of(h->c->book->rule[rule].rule->title[h->l]));
	fputs("</h3>\n", h->to);
	put_rule(h, rule);
	fputs("<p class=\"why\">", h->to);
	html_reason(h, r);
	fputs("</p>\n", h->to);
	put_variants(h, rule, r->item);
	if (put_methods(h, r, err) != ST_OK)
		return err->code;
	html_outcome(h, rule, r->item);
	if (r->detail.test->kind != TEST_ITEM && r->detail.unit != BOM_NONE) {
		html_gauge(h, r);
		put_parts(h, r);
		put_numbers(h, r);
		if (html_flips(h, r, err) != ST_OK)
			return err->code;
	}
	fputs("</article>\n", h->to);
	return ST_OK;
}

void
html_badges(const struct html *h, uint32_t item)
{
	size_t clear = 0;

	for (size_t r = 0; r < h->c->book->nrule; r++) {
		if (judgement_verdict(h->c->judgement, VARIANT_LAW, r, item) ==
		    VERDICT_CLEAR) {
			clear++;
			continue;
		}
		fputs("<p>", h->to);
		html_badge(h, r, item);
		fputc(' ', h->to);
		html_text(h, str_of(h->c->book->rule[r].rule->title[h->l]));
		fputs("</p>\n", h->to);
	}
	if (clear == 0)
		return;
	fputs("<p><span class=\"badge good\">\u2713 ", h->to);
	html_say_count(h, HW_CLEAR, clear);
	fputs("</span></p>\n", h->to);
}

/* A rule that is clear takes a few lines. */
static enum status
put_clear(
    struct html *h, size_t rule, const struct reason *r, struct error *err)
{
	fputs("<li><p><b>", h->to);
	html_text(h, str_of(h->c->book->rule[rule].rule->title[h->l]));
	fputs("</b>: ", h->to);
	html_reason(h, r);
	fputs("</p>\n", h->to);
	put_rule(h, rule);
	put_variants(h, rule, r->item);
	if (put_methods(h, r, err) != ST_OK)
		return err->code;
	html_outcome(h, rule, r->item);
	if (r->detail.test->kind != TEST_ITEM && r->detail.unit != BOM_NONE &&
	    r->detail.verdict == VERDICT_CLEAR)
		put_numbers(h, r); /* else the rule does not cover it */
	fputs("</li>\n", h->to);
	return ST_OK;
}

/* The rules that are clear, or those that are not. */
static enum status
put_rules(struct html *h, uint32_t product, bool clear, struct error *err)
{
	for (size_t rule = 0; rule < h->c->book->nrule; rule++) {
		struct reason r;

		if ((judgement_verdict(h->c->judgement, VARIANT_LAW, rule,
			 product) == VERDICT_CLEAR) != clear)
			continue;
		if (reason_find(&r, h->c, rule, product, true,
			clear ? 0 : HTML_PARTS, err) == ST_OK) {
			if (clear)
				put_clear(h, rule, &r, err);
			else
				put_answer(h, rule, &r, err);
		}
		reason_free(&r);
		if (err->code != ST_OK)
			return err->code;
	}
	return ST_OK;
}

enum status
html_answers(struct html *h, uint32_t product, struct error *err)
{
	size_t clear = 0;

	for (size_t r = 0; r < h->c->book->nrule; r++)
		clear += judgement_verdict(h->c->judgement, VARIANT_LAW, r,
			     product) == VERDICT_CLEAR;
	html_heading(h, 2, HW_ANSWER);
	if (put_rules(h, product, false, err) != ST_OK || clear == 0)
		return err->code;
	fprintf(h->to,
	    "<details class=\"card good\"%s><summary>"
	    "<span class=\"badge good\">\u2713 ",
	    clear == h->c->book->nrule ? " open=\"open\"" : "");
	html_say_count(h, HW_CLEAR, clear);
	fputs("</span></summary>\n<ul class=\"clear\">\n", h->to);
	put_rules(h, product, true, err);
	fputs("</ul>\n</details>\n", h->to);
	return err->code;
}
