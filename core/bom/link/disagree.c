/* SPDX-License-Identifier: Apache-2.0 */
/*
 * disagree - do two documents exclude each other on an amount?
 *
 * A document that lost on an element of an item disagrees with the one that
 * counts if no amount fits what both say of it (said_amount.h).
 */
#include "core/bom/link/hearing.h"
#include "core/bom/link/said_amount.h"

#include <stdlib.h>

static bool
states_amount(const struct content *c)
{
	return c->kind == CONTENT_AMOUNT || c->kind == CONTENT_NEGATIVE;
}

static bool
presumed(const struct bom *b, const struct content *c)
{
	return b->decl[c->decl].standing == STANDING_PRESUMED;
}

/* Has it lost on something that it speaks of? */
static bool
has_lost(const struct bom *b, const struct content *c)
{
	if (presumed(b, c))
		return false;
	if (c->kind == CONTENT_COMPLETE)
		return !c->counts;
	return (states_amount(c) || c->kind == CONTENT_UNLISTED) &&
	       (c->elements & ~c->won) != 0;
}

/* Adds a line to the readings of the elements in mask. */
static void
add_line(struct hearing *h, struct said_amount *r, const struct content *c,
    uint32_t mask)
{
	for (int e = 0; mask >> e != 0; e++)
		if ((mask >> e & 1) != 0)
			said_amount_add(h->b, &r[e], c, e);
}

/* "Of anything else not more than that": of each element not yet said. */
static void
add_unlisted(struct hearing *h, struct said_amount *r, const struct content *c,
    uint32_t mask)
{
	for (int e = 0; mask >> e != 0; e++)
		if ((mask >> e & 1) != 0 && !r[e].said)
			said_amount_add(h->b, &r[e], c, e);
}

/* "Nothing but what is listed": of all other elements there is none. */
static void
add_claim(struct hearing *h, struct said_amount *r, const struct content *c,
    uint32_t mask)
{
	if ((h->listed[c->decl] & LISTED_VAGUE) != 0)
		return;
	for (int e = 0; mask >> e != 0; e++) {
		if ((mask >> e & 1) == 0)
			continue;
		if (!r[e].said)
			said_amount_begin(&r[e], c->decl, c->at);
		r[e].complete = true;
	}
}

static void
forget(struct said_amount *r)
{
	for (int e = 0; e < NELEM; e++)
		r[e].said = false;
}

/* The elements on which this document is the best. */
static uint32_t
best_on(const struct hearing *h, bool process, uint32_t decl)
{
	uint32_t mask = 0;

	for (int e = 0; e < NELEM; e++)
		if (h->best[process][e] == decl)
			mask |= (uint32_t)1 << e;
	return mask;
}

/* What those say that count. */
static void
read_kept(struct hearing *h, bool process)
{
	forget(h->kept);
	for (size_t i = 0; i < h->nline; i++) {
		const struct content *c = &h->b->content[h->line[i]];

		if ((c->process != 0) == process && states_amount(c))
			add_line(h, h->kept, c, c->elements & c->won);
	}
	for (size_t i = 0; i < h->nline && !process; i++) {
		const struct content *c = &h->b->content[h->line[i]];

		if (c->kind == CONTENT_UNLISTED)
			add_unlisted(h, h->kept, c, c->won);
		if (c->kind == CONTENT_COMPLETE && c->counts)
			add_claim(h, h->kept, c, best_on(h, process, c->decl));
	}
	for (int e = 0; e < NELEM; e++)
		if (h->kept[e].said)
			said_amount_close(&h->kept[e]);
}

/* What one document says where it has lost: its lines are first to end. */
static void
read_lost(struct hearing *h, bool process, size_t first, size_t end)
{
	forget(h->lost);
	for (size_t i = first; i < end; i++) {
		const struct content *c = &h->b->content[h->line[i]];

		if ((c->process != 0) == process && states_amount(c))
			add_line(h, h->lost, c, c->elements & ~c->won);
	}
	for (size_t i = first; i < end && !process; i++) {
		const struct content *c = &h->b->content[h->line[i]];

		if (c->kind == CONTENT_UNLISTED)
			add_unlisted(h, h->lost, c, ELEMENT_ALL & ~c->won);
		if (c->kind == CONTENT_COMPLETE)
			add_claim(h, h->lost, c,
			    ELEMENT_ALL & ~best_on(h, process, c->decl));
	}
	for (int e = 0; e < NELEM; e++)
		if (h->lost[e].said)
			said_amount_close(&h->lost[e]);
}

static bool
say_conflict(struct hearing *h, uint32_t item, uint32_t elements)
{
	const struct bom *b = h->b;
	int e = __builtin_ctz(elements);
	const struct said_amount *kept = &h->kept[e], *lost = &h->lost[e];
	const struct conflict c = { item, kept->decl, lost->decl, kept->at,
		lost->at, elements, 0 };
	const struct declaration *k = &b->decl[kept->decl],
				 *l = &b->decl[lost->decl];
	struct pos at = bom_pos(b, kept->at);
	char label[160], more[20] = "";
	int others = __builtin_popcount(elements) - 1;

	if (others > 0)
		snprintf(more, sizeof(more), " and %d more", others);
	findings_warn(h->f, ST_CONFLICT, bom_pos(b, lost->at),
	    "%.*s: another amount of %s%s is stated at %s:%u, which counts "
	    "because it is %s: expected one statement, ask the supplier",
	    STR_ARG(bom_item_label(b, item, label, sizeof(label))),
	    element_at(e)->name, more, at.file != NULL ? at.file : "", at.line,
	    why_better(
		(enum standing)k->standing, (enum standing)l->standing, k, l));
	return keep_conflict(h, &c);
}

/* Holds one document against those that count. */
static bool
compare(
    struct hearing *h, uint32_t item, bool process, size_t first, size_t end)
{
	uint32_t elements = 0;

	read_lost(h, process, first, end);
	for (int e = 0; e < NELEM; e++) {
		struct said_amount *x = &h->kept[e], *y = &h->lost[e];

		if (x->said && y->said && x->decl != y->decl &&
		    said_amounts_clash(h->b, item, x, y))
			elements |= (uint32_t)1 << e;
	}
	return elements == 0 || say_conflict(h, item, elements);
}

static int
by_document(const void *pa, const void *pb, void *arg)
{
	const struct bom *b = arg;
	uint32_t x = *(const uint32_t *)pa, y = *(const uint32_t *)pb;
	uint32_t dx = b->content[x].decl, dy = b->content[y].decl;

	if (dx != dy)
		return dx < dy ? -1 : 1;
	return x < y ? -1 : 1;
}

/* The lines of the item that may count, document by document. */
static bool
gather(struct hearing *h, uint32_t item, bool *lost)
{
	struct bom *b = h->b;
	uint32_t n = b->content_start[item + 1] - b->content_start[item];
	uint32_t *line =
	    array_grow(h->line, &h->line_cap, (size_t)n, sizeof(*line));
	bool sorted = true;

	if (line == NULL)
		return false;
	h->line = line;
	h->nline = 0;
	*lost = false;
	for (uint32_t k = b->content_start[item];
	     k < b->content_start[item + 1]; k++) {
		const struct content *c = &b->content[k];

		if (presumed(b, c) || !bom_holds(b, c->decl))
			continue;
		*lost |= has_lost(b, c);
		if (h->nline > 0 &&
		    b->content[line[h->nline - 1]].decl > c->decl)
			sorted = false;
		line[h->nline++] = k;
	}
	if (*lost && !sorted)
		qsort_r(line, h->nline, sizeof(*line), by_document, b);
	return true;
}

/*
 * hear_disagreement - hold every document that lost against the others.
 *
 * In:	the item's content is heard
 * Cost:	linear in its lines; they are sorted if documents take turns
 */
bool
hear_disagreement(struct hearing *h, uint32_t item)
{
	const struct content *content = h->b->content;
	bool lost, ok = gather(h, item, &lost);

	if (!ok || !lost)
		return ok;
	for (int process = 0; ok && process < 2; process++) {
		size_t first = 0, end;

		read_kept(h, process != 0);
		for (; ok && first < h->nline; first = end) {
			uint32_t decl = content[h->line[first]].decl;
			bool any = false;

			for (end = first; end < h->nline &&
					  content[h->line[end]].decl == decl;
			     end++)
				any |= has_lost(h->b, &content[h->line[end]]);
			if (any)
				ok = compare(h, item, process != 0, first, end);
		}
	}
	return ok;
}
