/* SPDX-License-Identifier: Apache-2.0 */
/* html_limit - where an amount stands against the limit, and what would bring
 * it there; see html_parts.h. */
#include "core/report/html/html_parts.h"

#include "core/report/margins.h"
#include "core/rules/break_even.h"

#include <math.h>

/* [px] of the gauge, and decades on each side of the limit. */
#define WIDTH 860
#define LEFT 20
#define RIGHT 840
#define DECADES 3

static const struct measure_of share = { .kind = AMOUNT_SHARE };

/* [px] The limit is in the middle. */
static double
place(mpq_srcptr q, mpq_srcptr limit)
{
	double times = mpq_get_d(q) / mpq_get_d(limit), x;

	if (!(times > 0))
		return LEFT;
	x = (LEFT + RIGHT) / 2.0 +
	    log10(times) / DECADES * ((RIGHT - LEFT) / 2.0);
	return fmin(fmax(x, LEFT), RIGHT);
}

void
html_gauge(const struct html *h, const struct reason *r)
{
	const struct exact *x = reason_bounds(r);
	mpq_srcptr limit = r->detail.limit;
	double may = x->hi_infinite ? RIGHT : place(x->hi, limit);
	char id[64];

	if (mpq_sgn(limit) <= 0 || (!x->hi_infinite && mpq_sgn(x->hi) == 0))
		return;
	snprintf(id, sizeof(id), "g%u-%zu", r->item, r->rule);
	fprintf(h->to,
	    "<figure>\n<svg viewBox=\"0 0 %d 46\" role=\"img\" "
	    "aria-labelledby=\"%s\"><title id=\"%s\">",
	    WIDTH, id, id);
	html_say(h, HW_GAUGE);
	fputs("</title>\n", h->to);
	for (int k = -DECADES; k <= DECADES; k++) {
		double at = (LEFT + RIGHT) / 2.0 +
			    (double)k / DECADES * ((RIGHT - LEFT) / 2.0);

		fprintf(h->to, "<path class=\"%s\" d=\"M%.1f 16V34\"/>",
		    k == 0 ? "limit" : "grid", at);
	}
	html_bar(h, "origin", 20, LEFT,
	    x->lo_infinite ? LEFT : place(x->lo, limit), may, x->hi_infinite);
	fprintf(h->to, "<text x=\"%d\" y=\"12\" text-anchor=\"middle\">",
	    (LEFT + RIGHT) / 2);
	html_text(h, str_of(r->detail.limit_text));
	fprintf(h->to, "</text><text class=\"tick\" x=\"%d\" y=\"45\">", LEFT);
	html_say(h, HW_BELOW);
	fprintf(h->to,
	    "</text><text class=\"tick\" x=\"%d\" y=\"45\" "
	    "text-anchor=\"end\">",
	    RIGHT);
	html_say(h, HW_ABOVE);
	fputs("</text></svg>\n<figcaption>", h->to);
	html_say(h, HW_GAUGE);
	fputs("</figcaption>\n</figure>\n", h->to);
}

/* ---- what alone would flip it */

static void
put_flip_number(const struct html *h, const struct reason *r,
    const struct break_even *e, mpq_srcptr q)
{
	struct str currency = bom_text_get(h->c->bom, r->detail.currency);
	const struct measure_of mass = { .kind = AMOUNT_MASS };
	char text[MARGIN_TEXT];
	mpq_t kg;

	mpq_init(kg);
	mpq_set_ui(kg, e->kind == BREAK_PRICE ? 1000 : 1, 1);
	mpq_mul(kg, kg, q);
	if (e->kind == BREAK_SHARE || e->kind == BREAK_AMOUNT)
		amount_text(text, q, NUM_NEAREST,
		    e->kind == BREAK_SHARE ? &share : &mass);
	else if (e->kind == BREAK_QUANTITY)
		margins_quantity(text, h->c->bom, r->item, q);
	else
		num_format(text, kg, 6, NUM_NEAREST);
	mpq_clear(kg);
	html_text(h, str_of(text));
	if (e->kind != BREAK_PRICE && e->kind != BREAK_VALUE)
		return;
	fputc(' ', h->to);
	html_text(h, currency);
	fputs(e->kind == BREAK_PRICE ? "/kg" : "", h->to);
}

static void
put_flip(
    const struct html *h, const struct reason *r, const struct break_even *e)
{
	static const enum html_word what[BREAK_COUNT] = {
		[BREAK_PRICE] = HW_FLIP_PRICE,
		[BREAK_VALUE] = HW_FLIP_VALUE,
		[BREAK_AMOUNT] = HW_FLIP_AMOUNT,
		[BREAK_SHARE] = HW_FLIP_SHARE,
		[BREAK_FACTOR] = HW_FLIP_FACTOR,
		[BREAK_QUANTITY] = HW_FLIP_QUANTITY,
	};

	fputs("<tr><td>", h->to);
	html_say(h, what[e->kind]);
	if (e->kind == BREAK_PRICE || e->kind == BREAK_AMOUNT)
		fprintf(h->to, " %s", element_at((int)e->element)->symbol);
	if (e->kind == BREAK_PRICE)
		fputs(
		    h->l == LANGUAGE_ZH
			? (e->guise == GUISE_OXIDE ? "（氧化物）" : "（金属）")
			: (e->guise == GUISE_OXIDE ? " oxide" : " metal"),
		    h->to);
	fputs("</td><td>", h->to);
	if (e->has_reached)
		put_flip_number(h, r, e, e->reached);
	fputs("</td><td>", h->to);
	if (e->has_missed)
		put_flip_number(h, r, e, e->missed);
	fputs("</td><td>", h->to);
	if (exact_is_point(&e->now))
		put_flip_number(h, r, e, e->now.lo);
	fputs("</td></tr>\n", h->to);
}

enum status
html_flips(const struct html *h, const struct reason *r, struct error *err)
{
	static const enum html_word columns[] = { HW_FLIP_WHAT, HW_FLIP_REACHED,
		HW_FLIP_MISSED, HW_FLIP_NOW, HW_COUNT };
	struct break_evens x;

	if (!margins_affordable(h->c, h->page->told) ||
	    (r->detail.verdict != VERDICT_CLEAR &&
		judgement_verdict(h->c->judgement, VARIANT_LAW, r->rule,
		    r->item) == VERDICT_CLEAR))
		return ST_OK;
	if (break_evens_find(&x, h->c->judgement, h->c->trace, r->rule, r->item,
		&r->detail, err) != ST_OK)
		return err->code;
	if (x.n > 0) {
		fputs("<details><summary>", h->to);
		html_say(h, HW_FLIPS);
		fputs("</summary>\n", h->to);
		html_table(h, columns);
		for (size_t i = 0; i < x.n; i++)
			put_flip(h, r, &x.of[i]);
		html_table_end(h);
		fputs("</details>\n", h->to);
	}
	break_evens_free(&x);
	return ST_OK;
}
