/* SPDX-License-Identifier: Apache-2.0 */
/* html_content - how much of each rare earth, as a picture; see html_parts.h.
 */
#include "core/report/html/html_parts.h"

#include "core/chem/element.h"

#include <math.h>

/* [px] of the picture. */
#define WIDTH 860
#define LEFT 78
#define RIGHT 560
#define ROW 36
#define DECADES_MOST 12

/* What is drawn: elements one by one, then those of which nothing is known
 * but that the gaps may hold them, then all together. */
struct picture {
	struct html *h;
	uint32_t product;
	bool open[NELEM]; /* told together as "12 others" */
	size_t nopen, first_open;
	size_t rows;
	bool origin;         /* an origin is asked for */
	int decade, ndecade; /* of the scale [g] */
};

static const struct measure_of mass = { .kind = AMOUNT_MASS };

static void
get(const struct picture *p, size_t e, bool origin, struct exact *out)
{
	amounts_get(&p->h->content,
	    origin ? HTML_COLUMN_ORIGIN(e) : HTML_COLUMN_EVERY(e), p->product,
	    out);
}

static bool
is_none(const struct exact *x)
{
	return !x->hi_infinite && mpq_sgn(x->hi) == 0;
}

static bool
same_end(const struct exact *x, const struct exact *y)
{
	return x->hi_infinite == y->hi_infinite &&
	       (x->hi_infinite || mpq_equal(x->hi, y->hi) != 0);
}

/* Elements that are all alike: none is stated, each may be in the gaps. */
static void
find_open(struct picture *p)
{
	struct exact first, x;

	exact_init(&first);
	exact_init(&x);
	for (size_t e = 0; e < NELEM; e++) {
		get(p, e, false, &x);
		if (is_none(&x))
			continue;
		p->rows++;
		if (mpq_sgn(x.lo) > 0 || x.lo_open)
			continue;
		if (p->nopen == 0) {
			exact_set(&first, &x);
			p->first_open = e;
		}
		if (!same_end(&x, &first))
			continue;
		p->open[e] = true;
		p->nopen++;
	}
	exact_clear(&first);
	exact_clear(&x);
	if (p->nopen > 1)
		p->rows -= p->nopen - 1;
}

/* Widens the scale to an end above zero. */
static void
widen(mpq_srcptr end, int *low, int *high)
{
	double d = mpq_get_d(end);
	int decade;

	if (!(d > 0))
		return;
	decade = (int)floor(log10(d));
	if (decade < *low)
		*low = decade;
	if (decade + 1 > *high)
		*high = decade + 1;
}

static void
find_scale(struct picture *p)
{
	int low = 99, high = -99;

	for (size_t e = 0; e <= NELEM; e++)
		for (int origin = 0; origin < 2; origin++) {
			get(p, e, origin == 1, &p->h->x);
			widen(p->h->x.lo, &low, &high);
			if (!p->h->x.hi_infinite)
				widen(p->h->x.hi, &low, &high);
		}
	if (low > high) {
		low = -3;
		high = 3;
	}
	if (high - low > DECADES_MOST)
		low = high - DECADES_MOST;
	low--; /* the least amount has a bar, too */
	p->decade = low;
	p->ndecade = high - low;
}

/* [px] Where an amount stands. */
static double
place(const struct picture *p, mpq_srcptr q)
{
	double d = mpq_get_d(q), x;

	if (!(d > 0))
		return LEFT;
	x = LEFT + (log10(d) - p->decade) / p->ndecade * (double)(RIGHT - LEFT);
	return fmin(fmax(x, LEFT), RIGHT);
}

static void
put_scale(const struct picture *p, size_t bottom)
{
	struct exact x;
	char text[AMOUNT_TEXT];
	int step = p->ndecade > 7 ? 3 : 1;

	exact_init(&x);
	for (int k = 0; k <= p->ndecade; k++) {
		double at =
		    LEFT + (double)k / p->ndecade * (double)(RIGHT - LEFT);
		int power = p->decade + k;

		mpz_ui_pow_ui(power < 0 ? mpq_denref(x.lo) : mpq_numref(x.lo),
		    10, (unsigned long)(power < 0 ? -power : power));
		mpz_set_ui(power < 0 ? mpq_numref(x.lo) : mpq_denref(x.lo), 1);
		fprintf(p->h->to, "<path class=\"grid\" d=\"M%.1f 20V%zu\"/>",
		    at, bottom);
		if (power % step != 0)
			continue;
		amount_text(text, x.lo, NUM_NEAREST, &mass);
		fprintf(p->h->to,
		    "<text class=\"tick\" x=\"%.1f\" y=\"12\" "
		    "text-anchor=\"middle\">%s</text>",
		    at, text);
	}
	fputc('\n', p->h->to);
	exact_clear(&x);
}

static void
put_bar(const struct picture *p, size_t e, bool origin, size_t top)
{
	struct html *h = p->h;
	const struct exact *x = &h->x;
	char text[AMOUNT_RANGE];

	get(p, e, origin, &h->x);
	html_bar(h, origin ? "origin" : "all", (double)top, LEFT,
	    place(p, x->lo), x->hi_infinite ? RIGHT : place(p, x->hi),
	    x->hi_infinite);
	html_range(text, h->l, x, &mass);
	fprintf(h->to, "<text x=\"%d\" y=\"%zu\">", RIGHT + 18, top + 9);
	html_text(h, str_of(text));
	fputs("</text>\n", h->to);
}

/* The name of a row: "Dy", "12 others", "all". */
static void
put_name(const struct picture *p, size_t e)
{
	if (e == NELEM)
		html_say(p->h, HW_TOGETHER);
	else if (p->nopen > 1 && p->open[e])
		html_say_count(p->h, HW_OTHERS, p->nopen);
	else
		html_text(p->h, str_of(element_at((int)e)->symbol));
}

/* Does the element have a row of its own? */
static bool
has_row(const struct picture *p, size_t e)
{
	if (e == NELEM)
		return true;
	if (p->open[e])
		return e == p->first_open;
	get(p, e, false, &p->h->x);
	return !is_none(&p->h->x);
}

/* Those that somebody states, then those that may be in the gaps, then all. */
static void
put_rows(const struct picture *p)
{
	size_t top = 26;

	for (size_t k = 0; k < NELEM + 2; k++) {
		size_t e = k < NELEM ? k : k > NELEM ? NELEM : p->first_open;

		if ((k == NELEM) != (e < NELEM && p->open[e]) || !has_row(p, e))
			continue;
		fprintf(p->h->to,
		    "<text x=\"%d\" y=\"%zu\" text-anchor=\"end\" "
		    "font-weight=\"600\">",
		    LEFT - 10, top + 14);
		put_name(p, e);
		fputs("</text>", p->h->to);
		put_bar(p, e, false, top);
		if (p->origin)
			put_bar(p, e, true, top + 13);
		top += ROW;
	}
}

static void
put_legend(const struct picture *p)
{
	struct html *h = p->h;
	char origin[120];

	html_origin(h, origin, sizeof(origin));
	fputs("<figcaption>", h->to);
	html_say(h, HW_PICTURE);
	for (size_t i = 0; i < (p->origin ? 2u : 1u); i++) {
		fprintf(h->to,
		    " <svg class=\"key\" viewBox=\"0 0 46 11\" width=\"46\" "
		    "height=\"11\" aria-hidden=\"true\" "
		    "style=\"display:inline;width:46px\">");
		html_bar(h, i == 0 ? "all" : "origin", 1, 0, 23, 46, false);
		fputs("</svg> ", h->to);
		if (i == 0)
			html_say(h, HW_IN_ALL);
		else
			html_text(h, str_of(origin));
		fputs(h->l == LANGUAGE_ZH ? "：" : ": ", h->to);
		html_say(h, HW_LEGEND_SURE);
		fputs(" / ", h->to);
		html_say(h, HW_LEGEND_MAY);
		fputs(i == 0 && p->origin ? ";" : ".", h->to);
	}
	get(p, NELEM, false, &h->x);
	if (h->x.hi_infinite) {
		fputs(" \u25b6 ", h->to);
		html_say(h, HW_ENDLESS);
		fputs(h->l == LANGUAGE_ZH ? "。" : ".", h->to);
	}
	fputs("</figcaption>\n", h->to);
}

static void
put_picture(const struct picture *p)
{
	struct html *h = p->h;
	size_t height = 26 + (p->rows + 1) * ROW;
	char id[32];

	snprintf(id, sizeof(id), "f%u", p->product);
	fprintf(h->to,
	    "<figure>\n<svg viewBox=\"0 0 %d %zu\" role=\"img\" "
	    "aria-labelledby=\"%s\"><title id=\"%s\">",
	    WIDTH, height, id, id);
	html_say(h, HW_PICTURE);
	fputs("</title>\n", h->to);
	put_scale(p, height - 4);
	put_rows(p);
	fputs("</svg>\n", h->to);
	put_legend(p);
	fputs("</figure>\n", h->to);
}

static void
put_table(const struct picture *p)
{
	struct html *h = p->h;
	char origin[120];

	html_origin(h, origin, sizeof(origin));
	fputs("<details><summary>", h->to);
	html_say(h, HW_NUMBERS);
	fputs("</summary>\n<table class=\"elements\"><thead><tr>"
	      "<th scope=\"col\">",
	    h->to);
	html_say(h, HW_ELEMENT);
	fputs("</th><th scope=\"col\">", h->to);
	html_say(h, HW_IN_ALL);
	fputs("</th><th scope=\"col\">", h->to);
	html_text(h, str_of(origin));
	fputs("</th></tr></thead>\n<tbody>\n", h->to);
	for (size_t e = 0; e <= NELEM; e++) {
		get(p, e, false, &h->x);
		if (e < NELEM && is_none(&h->x))
			continue;
		fprintf(h->to, "<tr><th scope=\"row\">");
		if (e == NELEM)
			html_say(h, HW_TOGETHER);
		else
			fputs(element_at((int)e)->symbol, h->to);
		fputs("</th><td>", h->to);
		html_amount(h, &h->x, &mass);
		fputs("</td><td>", h->to);
		get(p, e, true, &h->x);
		if (p->origin)
			html_amount(h, &h->x, &mass);
		fputs("</td></tr>\n", h->to);
	}
	fputs("</tbody></table>\n</details>\n", h->to);
}

void
html_content(struct html *h, uint32_t product)
{
	struct picture p = { .h = h,
		.product = product,
		.origin = h->c->book->report.origin[NELEM] != COLUMN_NONE };

	html_heading(h, 2, HW_CONTENT);
	get(&p, NELEM, false, &h->x);
	if (is_none(&h->x)) {
		fputs("<p>", h->to);
		html_say(h, HW_NOTHING);
		fputs("</p>\n", h->to);
		return;
	}
	find_open(&p);
	find_scale(&p);
	put_picture(&p);
	put_table(&p);
}
