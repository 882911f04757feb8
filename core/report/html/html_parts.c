/* SPDX-License-Identifier: Apache-2.0 */
/* html_parts - amounts, headings, tables and bars of a page; see html_parts.h.
 */
#include "core/report/html/html_parts.h"

#include <math.h>
#include <stdlib.h>

/* amount_range() in Chinese. */
static void
range_zh(
    char out[AMOUNT_RANGE], const struct exact *x, const struct measure_of *m)
{
	bool zero = x->lo_infinite || mpq_sgn(x->lo) == 0;
	bool point = exact_is_point(x);
	char lo[AMOUNT_TEXT], hi[AMOUNT_TEXT];

	amount_text(lo, x->lo, point ? NUM_NEAREST : NUM_DOWN, m);
	amount_text(hi, x->hi, NUM_UP, m);
	if (x->hi_infinite && zero)
		snprintf(out, AMOUNT_RANGE, "%s",
		    x->lo_open && !x->lo_infinite ? "有，数量未知" : "未知");
	else if (x->hi_infinite)
		snprintf(out, AMOUNT_RANGE, "%s %s",
		    x->lo_open ? "大于" : "至少", lo);
	else if (mpq_sgn(x->hi) == 0)
		snprintf(out, AMOUNT_RANGE, "无");
	else if (point)
		snprintf(out, AMOUNT_RANGE, "%s", lo);
	else if (zero && !x->lo_open)
		snprintf(out, AMOUNT_RANGE, "%s %s",
		    x->hi_open ? "低于" : "至多", hi);
	else
		snprintf(out, AMOUNT_RANGE, "%s%s 至%s %s",
		    x->lo_open ? "大于 " : "", lo, x->hi_open ? "低于" : "",
		    hi);
}

void
html_range(char out[AMOUNT_RANGE], enum language l, const struct exact *x,
    const struct measure_of *m)
{
	if (l == LANGUAGE_ZH)
		range_zh(out, x, m);
	else
		amount_range(out, x, m);
}

static void
put_exact(FILE *to, mpq_srcptr q)
{
	char text[NUM_TEXT], *whole;

	if (num_format_exact(text, q)) {
		fputs(text, to);
		return;
	}
	whole = mpq_get_str(NULL, 10, q);
	fputs(whole != NULL ? whole : "", to);
	free(whole);
}

void
html_amount(
    const struct html *h, const struct exact *x, const struct measure_of *m)
{
	char text[AMOUNT_RANGE];

	fputs(x->lo_open || x->lo_infinite ? "<data value=\"("
					   : "<data value=\"[",
	    h->to);
	if (!x->lo_infinite)
		put_exact(h->to, x->lo);
	fputc(',', h->to);
	if (!x->hi_infinite)
		put_exact(h->to, x->hi);
	fputs(x->hi_open || x->hi_infinite ? ")\">" : "]\">", h->to);
	html_range(text, h->l, x, m);
	html_text(h, str_of(text));
	fputs("</data>", h->to);
}

void
html_heading(const struct html *h, int order, enum html_word w)
{
	fprintf(h->to, "<h%d>", order);
	html_say(h, w);
	fprintf(h->to, "</h%d>\n", order);
}

void
html_table(const struct html *h, const enum html_word *columns)
{
	fputs("<div class=\"wide\"><table>\n<thead><tr>", h->to);
	for (; *columns != HW_COUNT; columns++) {
		fputs("<th scope=\"col\">", h->to);
		html_say(h, *columns);
		fputs("</th>", h->to);
	}
	fputs("</tr></thead>\n<tbody>\n", h->to);
}

void
html_table_end(const struct html *h)
{
	fputs("</tbody></table></div>\n", h->to);
}

void
html_cell(const struct html *h, struct str text)
{
	fputs("<td>", h->to);
	html_text(h, text);
	fputs("</td>", h->to);
}

void
html_more(const struct html *h, size_t n, size_t most)
{
	if (n <= most)
		return;
	fputs("<p class=\"faint\">", h->to);
	html_say_count(h, HW_MORE, n - most);
	fputs("</p>\n", h->to);
}

void
html_patterns(const struct html *h)
{
	fputs("<svg class=\"defs\" width=\"0\" height=\"0\" "
	      "aria-hidden=\"true\"><defs>\n",
	    h->to);
	for (size_t i = 0; i < 2; i++)
		fprintf(h->to,
		    "<pattern id=\"%s\" width=\"6\" height=\"6\" "
		    "patternUnits=\"userSpaceOnUse\" "
		    "patternTransform=\"rotate(45)\"><rect class=\"%s\" "
		    "width=\"2.5\" height=\"6\"/></pattern>\n",
		    i == 0 ? "may-all" : "may-origin",
		    i == 0 ? "all" : "origin");
	fputs("</defs></svg>\n", h->to);
}

void
html_bar(const struct html *h, const char *class, double top, double left,
    double sure, double may, bool endless)
{
	if (sure > left)
		fprintf(h->to,
		    "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" "
		    "height=\"9\"/>",
		    class, left, top, fmax(sure - left, 1));
	if (may > sure)
		fprintf(h->to,
		    "<rect class=\"may %s\" fill=\"url(#may-%s)\" x=\"%.1f\" "
		    "y=\"%.1f\" width=\"%.1f\" height=\"9\"/>",
		    class, class, sure, top, may - sure);
	if (endless)
		fprintf(h->to,
		    "<path class=\"%s\" d=\"M%.1f %.1fl8 4.5l-8 4.5z\"/>",
		    class, may + 1, top);
}
