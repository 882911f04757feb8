/* SPDX-License-Identifier: Apache-2.0 */
/*
 * origin_clash - do two documents exclude each other on an origin?
 *
 * Each document that is not heard at a stage is held against the one that
 * is: among what is said of the item, among what is said of a line, between
 * the two, and between a line that counts and one that does not.  Where an
 * element stands in several lines that count, which of them another document
 * means is not known, and nothing is compared.
 */
#include "core/bom/link/origin_rows.h"

#include <stdlib.h>

/* Origins of one line that are compared with those of another: a line with
 * more is read again for each document that speaks of the element. */
#define LINE_ORIGINS 64

/* Said once of an item and a document that is not heard. */
static void
say_conflict(struct hearing *h, int stage, const struct origin *kept,
    const struct origin *lost)
{
	const struct bom *b = h->b;
	struct pos at = bom_pos(b, kept->at);
	char label[160];

	findings_warn(h->f, ST_CONFLICT, bom_pos(b, lost->at),
	    "%.*s: another origin at the stage \"%s\" is stated at %s:%u, "
	    "which counts because it is %s: expected one statement, ask the "
	    "supplier",
	    STR_ARG(bom_item_label(b, lost->item, label, sizeof(label))),
	    stage_name((enum stage)stage), at.file != NULL ? at.file : "",
	    at.line,
	    why_better(origin_standing(b, kept), origin_standing(b, lost),
		&b->decl[kept->decl], &b->decl[lost->decl]));
}

/* Holds two words of one stage against each other. */
static bool
hold_against(
    struct hearing *h, int stage, const struct word *x, const struct word *y)
{
	const struct origin *kept = x->first, *lost = y->first;
	struct conflict c = { lost->item, kept->decl, lost->decl, kept->at,
		lost->at, 0, (uint32_t)1 << stage };

	if (kept->decl == lost->decl || !words_clash(x, y))
		return true;
	if (!conflict_is_kept(h, &c))
		say_conflict(h, stage, kept, lost);
	return keep_conflict(h, &c);
}

/* What one document says where it is not heard; its rows are first to end. */
static void
find_lost(struct hearing *h, const struct rows *r,
    const struct origin_words *best, uint32_t first, uint32_t end)
{
	uint32_t turn = ++h->turn;

	for (int add = 0; add < 2; add++)
		for (uint32_t i = first; i < end; i++) {
			const struct origin *o = row_at(h, r, i);
			struct matter m = matter_of(h, o);

			EACH_MATTER(m, a, s, e)
			{
				struct word *w = &h->lost_words->at[a][s][e];

				if (best->at[a][s][e].decl == o->decl)
					continue;
				if (add == 0)
					word_offer(w, turn, o);
				else
					word_add(w, o, a, &h->b->num);
			}
		}
}

/* Each document that lost is held against the best. */
static bool
compare_documents(struct hearing *h, const struct rows *r,
    const struct origin_words *best, uint32_t first, uint32_t end)
{
	find_lost(h, r, best, first, end);
	for (uint32_t i = first; i < end; i++) {
		struct matter m = matter_of(h, row_at(h, r, i));

		EACH_MATTER(m, a, s, e)
		{
			struct word *w = &h->lost_words->at[a][s][e];

			if (w->turn != h->turn)
				continue;
			w->turn = 0; /* once */
			if (!hold_against(h, s, &best->at[a][s][e], w))
				return false;
		}
	}
	return true;
}

static int
by_document(const void *pa, const void *pb, void *arg)
{
	const struct bom *b = arg;
	uint32_t x = *(const uint32_t *)pa, y = *(const uint32_t *)pb;
	uint32_t dx = b->origin[x].decl, dy = b->origin[y].decl;

	if (dx != dy)
		return dx < dy ? -1 : 1;
	return x < y ? -1 : 1;
}

/* The rows that may count, document by document, into h->line. */
static bool
gather(struct hearing *h, const struct rows *r)
{
	uint32_t *line = array_grow(h->line, &h->line_cap, r->n, sizeof(*line));
	bool sorted = true;

	if (line == NULL)
		return false;
	h->line = line;
	h->nline = 0;
	for (uint32_t i = 0; i < r->n; i++) {
		uint32_t k = row_index(r, i);

		if (!may_count(h, &h->b->origin[k]))
			continue;
		if (h->nline > 0 && h->b->origin[line[h->nline - 1]].decl >
					h->b->origin[k].decl)
			sorted = false;
		line[h->nline++] = k;
	}
	if (!sorted)
		qsort_r(line, h->nline, sizeof(*line), by_document, h->b);
	return true;
}

bool
origin_compare_rows(
    struct hearing *h, const struct rows *r, const struct origin_words *best)
{
	struct rows mine = { .n = 0 };
	uint32_t first = 0, end;

	if (r->n < 2)
		return true;
	if (!gather(h, r))
		return false;
	mine = (struct rows){ h->line, 0, (uint32_t)h->nline };
	for (; first < mine.n; first = end) {
		for (end = first;
		     end < mine.n && row_at(h, &mine, end)->decl ==
					 row_at(h, &mine, first)->decl;
		     end++)
			;
		if (!compare_documents(h, &mine, best, first, end))
			return false;
	}
	return true;
}

bool
origin_compare_line(struct hearing *h, const struct rows *r, uint32_t turn)
{
	for (uint32_t i = 0; i < r->n; i++) {
		struct matter m = matter_of(h, row_at(h, r, i));

		EACH_MATTER(m, a, s, e)
		{
			const struct word *x = &h->of_line->at[a][s][e];
			const struct word *y = &h->of_item->at[a][s][e];

			if (x->turn != turn || y->turn != h->item_turn)
				continue;
			if (x->rank < y->rank ? !hold_against(h, s, x, y)
					      : !hold_against(h, s, y, x))
				return false;
		}
	}
	return true;
}

/* The only line that counts for each element; BOM_NONE: none, or several. */
static void
find_kept(const struct bom *b, uint32_t item, uint32_t kept[NELEM])
{
	uint32_t seen = 0;

	for (int e = 0; e < NELEM; e++)
		kept[e] = BOM_NONE;
	for (uint32_t k = b->content_start[item];
	     k < b->content_start[item + 1]; k++) {
		const struct content *c = &b->content[k];
		uint32_t mask = c->elements & c->won;

		if (!c->counts || c->process || c->kind != CONTENT_AMOUNT)
			continue;
		for (int e = 0; mask >> e != 0; e++)
			if ((mask >> e & 1) != 0)
				kept[e] = (seen >> e & 1) != 0 ? BOM_NONE : k;
		seen |= mask;
	}
}

/* One line that fell against one that counts, on an element of both. */
static bool
compare_lines(struct hearing *h, const struct content *kept,
    const struct content *lost, int element)
{
	struct rows of_kept = rows_of_line(kept), of_lost = rows_of_line(lost);
	uint32_t kept_turn = origin_read(h, &of_kept, h->of_line);
	uint32_t lost_turn = origin_read(h, &of_lost, h->lost_words);
	int e = h->like[element];

	for (int i = 0; i < ASPECTS * STAGE_COUNT; i++) {
		int a = i / STAGE_COUNT, s = i % STAGE_COUNT;
		const struct word *x = &h->of_line->at[a][s][e];
		const struct word *y = &h->lost_words->at[a][s][e];

		if (x->turn != kept_turn)
			x = &h->of_item->at[a][s][e];
		if (y->turn != lost_turn ||
		    (x->turn != kept_turn && x->turn != h->item_turn))
			continue;
		if (!hold_against(h, s, x, y))
			return false;
	}
	return true;
}

bool
origin_compare_fallen(struct hearing *h, uint32_t item)
{
	const struct bom *b = h->b;
	uint32_t kept[NELEM], last;

	find_kept(b, item, kept);
	for (uint32_t k = b->content_start[item];
	     k < b->content_start[item + 1]; k++) {
		const struct content *c = &b->content[k];
		uint32_t lost = c->elements & ~c->won;

		if (c->norigin == 0 || c->process || !bom_holds(b, c->decl) ||
		    b->decl[c->decl].standing == STANDING_PRESUMED)
			continue;
		last = BOM_NONE;
		for (int e = 0; lost >> e != 0; e++) {
			if ((lost >> e & 1) == 0 || kept[e] == BOM_NONE ||
			    kept[e] == last || c->norigin > LINE_ORIGINS ||
			    b->content[kept[e]].norigin > LINE_ORIGINS)
				continue;
			last = kept[e];
			if (!compare_lines(h, &b->content[last], c, e))
				return false;
		}
	}
	return true;
}
