/* SPDX-License-Identifier: Apache-2.0 */
/* html_tree - the hierarchy of a product, to open and close; see html_parts.h.
 */
#include "core/report/html/html_parts.h"

#include "core/report/path.h"
#include "core/report/trace/held.h"

#include <stdlib.h>

/* Levels that are told, and parts of one item. */
#define DEPTH 24
#define PARTS_MOST 100
/* Levels that stand open from the start, where there is something to see. */
#define OPEN_LEVELS 4

static const struct measure_of mass = { .kind = AMOUNT_MASS };

struct telling {
	struct html *h;
	struct outline outline;
	bool inside[DEPTH + 2]; /* a list is open below the line of the level */
	size_t level;           /* of the line before */
	bool any;
};

static void
outline_set(struct telling *t, const uint32_t *root)
{
	t->outline = (struct outline){ .amounts = &t->h->tree,
		.root = root,
		.nroot = 1,
		.depth = DEPTH,
		.most = PARTS_MOST,
		.collapse = true };
}

/* Makes the items of the lines exact, where that is affordable; once for all
 * the products of the page. */
static enum status
keep(struct html *h, struct error *err)
{
	const struct html_page *p = h->page;
	uint8_t *seen = calloc(h->c->bom->nitem + 1, 1);
	uint32_t *list = malloc((h->c->bom->nitem + 1) * sizeof(*list));
	struct telling t = { .h = h };
	struct line line;
	size_t n = 0;

	if (seen == NULL || list == NULL) {
		free(seen);
		free(list);
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	}
	for (size_t i = 0; err->code == ST_OK && i < p->told; i++) {
		size_t lines = h->lines;

		outline_set(&t, &p->product[i]);
		if (outline_begin(&t.outline, err) == ST_OK)
			while (
			    lines-- > 0 && outline_next(&t.outline, &line, err))
				if (line.item != BOM_NONE && !seen[line.item]) {
					seen[line.item] = 1;
					list[n++] = line.item;
				}
		outline_end(&t.outline);
	}
	if (err->code == ST_OK)
		amounts_keep(&h->tree, list, n, err);
	free(seen);
	free(list);
	return err->code;
}

/* "4" of what a line stands in. */
static void
put_quantity(struct html *h, const struct line *line)
{
	const struct bom *b = h->c->bom;
	char text[QUANTITIES_TEXT];
	mpq_t view;

	fputs("<span class=\"n\">", h->to);
	if (line->use != BOM_NONE) {
		exact_unknown(&h->x, false);
		if (b->use[line->use].qty != BOM_NONE) {
			numtab_view(&b->num, b->use[line->use].qty, view);
			mpq_set(h->x.lo, view);
			mpq_set(h->x.hi, view);
			h->x.hi_infinite = false;
		}
		path_quantities(text, b, line->item, &h->x);
		html_text(
		    h, str_of(h->x.hi_infinite && h->l == LANGUAGE_ZH ? "未知"
								      : text));
	}
	fputs("</span>", h->to);
}

/* A sign and a tone for what may be of the origin; never colour alone. */
static void
put_held(struct html *h, uint32_t item)
{
	bool origin = h->tree.column[HELD_ORIGIN] != COLUMN_NONE;
	enum tone tone;

	fputs("<span>", h->to);
	amounts_get(&h->tree, HELD_EVERY, item, &h->x);
	html_amount(h, &h->x, &mass);
	fputs("</span>", h->to);
	if (!origin)
		return;
	amounts_get(&h->tree, HELD_ORIGIN, item, &h->x);
	tone = held_tone(&h->x);
	fprintf(h->to, "<span class=\"%s\">%s",
	    tone == TONE_BAD    ? "bad"
	    : tone == TONE_OPEN ? "open"
				: "none",
	    tone == TONE_BAD    ? "\u25b2 "
	    : tone == TONE_OPEN ? "? "
				: "");
	html_amount(h, &h->x, &mass);
	fputs("</span>", h->to);
}

static void
put_note(struct html *h, const struct line *line)
{
	fputs(" <small>(", h->to);
	if (line->kind == LINE_AGAIN)
		html_say(h, HW_AGAIN);
	else
		html_say_count(h, HW_CUT, line->n);
	fputs(")</small>", h->to);
}

static void
put_row(struct html *h, const struct line *line)
{
	if (line->item == BOM_NONE) {
		fputs("<span class=\"row\"><span class=\"faint\">", h->to);
		html_say_count(h,
		    line->kind == LINE_NONE ? HW_NONE_OF : HW_MORE_OF, line->n);
		fputs("</span></span>", h->to);
		return;
	}
	fputs("<span class=\"row\"><span>", h->to);
	if (line->other || line->choice) {
		html_say(h, line->other ? HW_OR : HW_EITHER);
		fputc(' ', h->to);
	}
	html_name(h, line->item);
	if (line->kind == LINE_AGAIN || (line->kind == LINE_CUT && line->n > 0))
		put_note(h, line);
	fputs("</span>", h->to);
	put_quantity(h, line);
	put_held(h, line->item);
	fputs("</span>", h->to);
}

/* Ends what is open at that level and below it. */
static void
close_to(struct telling *t, size_t level)
{
	if (!t->any)
		return;
	for (size_t k = t->level;; k--) {
		if (t->inside[k])
			fputs("</ul></details>", t->h->to);
		t->inside[k] = false;
		fputs("</li>\n", t->h->to);
		if (k == level)
			break;
	}
}

/* Is there anything below it that a reader wants to see at once? */
static bool
is_open(struct telling *t, const struct line *line)
{
	return line->level < OPEN_LEVELS &&
	       (line->level == 0 ||
		   !amounts_none(&t->h->tree, HELD_EVERY, line->item));
}

/* follows: the next line is one of its parts. */
static void
put_line(struct telling *t, const struct line *line, bool follows)
{
	FILE *to = t->h->to;

	if (t->any && line->level <= t->level)
		close_to(t, line->level);
	fputs("<li>", to);
	if (follows)
		fputs(is_open(t, line) ? "<details open=\"open\"><summary>"
				       : "<details><summary>",
		    to);
	put_row(t->h, line);
	if (follows)
		fputs("</summary>\n<ul>\n", to);
	t->inside[line->level] = follows;
	t->level = line->level;
	t->any = true;
}

/* Each line is written when it is known whether a part of it follows. */
static size_t
put_lines(struct telling *t, struct error *err)
{
	struct line line, next;
	bool has = outline_next(&t->outline, &line, err);
	size_t lines = 0, left = 0;

	while (has) {
		bool more = outline_next(&t->outline, &next, err);

		if (lines < t->h->lines)
			put_line(t, &line,
			    more && next.level > line.level &&
				lines + 1 < t->h->lines);
		else
			left++;
		lines++;
		line = next;
		has = more;
	}
	close_to(t, 0);
	return left;
}

static void
put_columns(const struct html *h)
{
	char origin[120];

	html_origin(h, origin, sizeof(origin));
	fputs("<div class=\"tree head\" aria-hidden=\"true\">"
	      "<span class=\"row\"><span>",
	    h->to);
	html_say(h, HW_PART);
	fputs("</span><span>", h->to);
	html_say(h, HW_QUANTITY);
	fputs("</span><span>", h->to);
	html_say(h, HW_RARE_EARTHS);
	fputs("</span><span>", h->to);
	html_text(h, str_of(origin));
	fputs("</span></span></div>\n", h->to);
}

enum status
html_tree(struct html *h, uint32_t product, struct error *err)
{
	struct telling t = { .h = h };
	size_t left = 0;

	if (h->tree.kept == NULL && keep(h, err) != ST_OK)
		return err->code;
	html_heading(h, 2, HW_HIERARCHY);
	fputs("<p class=\"faint\">", h->to);
	html_say(h, HW_HIERARCHY_HOW);
	fputs("</p>\n", h->to);
	put_columns(h);
	fputs("<ul class=\"tree\">\n", h->to);
	outline_set(&t, &product);
	if (outline_begin(&t.outline, err) == ST_OK)
		left = put_lines(&t, err);
	outline_end(&t.outline);
	fputs("</ul>\n", h->to);
	if (left > 0) {
		fputs("<p>", h->to);
		html_say_count(h, HW_LINES_MORE, left);
		fputs("</p>\n", h->to);
	}
	return err->code;
}
