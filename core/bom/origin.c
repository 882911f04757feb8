/* SPDX-License-Identifier: Apache-2.0 */
/*
 * origin - several documents speak of the origin of one item: which counts?
 *
 * As for amounts: for each stage and element the best statement that speaks
 * of it counts, with all that its document says there in the same standing.
 * An origin that stands with a content line is of that line alone, and goes
 * before what its document says of the item.  Shares of one document at one
 * stage add up; above 100 % they contradict themselves, which is a finding,
 * and what they say of that stage is then left unknown.
 */
#include "core/bom/hearing.h"
#include "core/bom/steps.h"

#include <stdlib.h>

/* Rows of bom.origin: through a list, or one after the other. */
struct rows {
	const uint32_t *list; /* or NULL */
	uint32_t first, n;
};

static uint32_t
row_index(const struct rows *r, uint32_t i)
{
	return r->list != NULL ? r->list[r->first + i] : r->first + i;
}

static struct origin *
row_at(const struct hearing *h, const struct rows *r, uint32_t i)
{
	return &h->b->origin[row_index(r, i)];
}

/* What a statement speaks of; of elements that all statements treat alike,
 * one stands for all. */
struct matter {
	bool aspect[ASPECTS];
	int first, end; /* stages */
	uint32_t elements;
};

static struct matter
matter_of(const struct hearing *h, const struct origin *o)
{
	struct matter m = { { origin_speaks(o, false), origin_speaks(o, true) },
		o->stage, o->stage + 1, h->apart };

	if (o->stage == STAGE_ALL) {
		m.first = 0;
		m.end = STAGE_RECYCLING;
	}
	if (o->elements != 0)
		m.elements &= o->elements;
	return m;
}

/* For each aspect, stage and element of a matter. */
#define EACH_MATTER(m, a, s, e) \
	for (int a = 0; a < ASPECTS; a++) \
		for (int s = (m).first; (m).aspect[a] && s < (m).end; s++) \
			for (int e = 0; (m).elements >> e != 0; e++) \
				if (((m).elements >> e & 1) != 0)

/* Splits the sets of elements that the rows do not treat alike. */
static void
split_sets(uint8_t set[NELEM], uint8_t *nset, const struct hearing *h,
    const struct rows *r)
{
	for (uint32_t i = 0; i < r->n; i++) {
		uint32_t in = row_at(h, r, i)->elements;
		uint8_t to[NELEM] = { 0 }; /* of a set: where its rest goes */
		uint32_t inside = 0;       /* sets with elements in it */

		if (in == 0 || in == ELEMENT_ALL)
			continue;
		for (int e = 0; e < NELEM; e++)
			if ((in >> e & 1) != 0)
				inside |= (uint32_t)1 << set[e];
		for (int e = 0; e < NELEM; e++) {
			uint8_t from = set[e];

			if ((in >> e & 1) != 0 || (inside >> from & 1) == 0)
				continue;
			if (to[from] == 0)
				to[from] = (*nset)++;
			set[e] = to[from];
		}
	}
}

static uint32_t
one_of_each(const uint8_t set[NELEM])
{
	uint32_t mask = 0, seen = 0;

	for (int e = 0; e < NELEM; e++) {
		if ((seen >> set[e] & 1) == 0)
			mask |= (uint32_t)1 << e;
		seen |= (uint32_t)1 << set[e];
	}
	return mask;
}

static bool
may_count(const struct hearing *h, const struct origin *o)
{
	return !origin_is_presumed(h->b, o);
}

static void
rank_row(const struct hearing *h, struct origin *o)
{
	o->counts = o->over = 0;
	o->rank = rank_among(h->b, origin_standing(h->b, o), o->decl);
	if (o->decl == h->preferred && may_count(h, o))
		o->rank = 0;
}

/* Ranks the rows, and gathers what the best documents say. */
static void
find_best(struct hearing *h, const struct rows *r, struct origin_words *best)
{
	uint32_t turn = ++h->turn;

	for (uint32_t i = 0; i < r->n; i++) {
		struct origin *o = row_at(h, r, i);
		struct matter m = matter_of(h, o);

		rank_row(h, o);
		if (!may_count(h, o))
			continue;
		EACH_MATTER(m, a, s, e)
		{
			word_offer(&best->at[a][s][e], turn, o);
		}
	}
	for (uint32_t i = 0; i < r->n; i++) {
		const struct origin *o = row_at(h, r, i);
		struct matter m = matter_of(h, o);

		if (!may_count(h, o))
			continue;
		EACH_MATTER(m, a, s, e)
		{
			struct word *w = &best->at[a][s][e];

			if (w->decl == o->decl)
				word_add(w, o, a, &h->b->num);
		}
	}
}

static void
say_over(struct hearing *h, const struct origin *o)
{
	char label[160];

	if (h->f == NULL)
		return;
	findings_warn(h->f, ST_CONFLICT, bom_pos(h->b, o->at),
	    "%.*s: the shares of origin at the stage \"%s\" add up to more "
	    "than 100 %%: expected at most 100 %%; the stage counts as "
	    "unknown",
	    STR_ARG(bom_item_label(h->b, o->item, label, sizeof(label))),
	    stage_name((enum stage)o->stage));
}

/* Does what is said of the whole item go before the line's own word? */
static bool
overruled(const struct hearing *h, const struct origin_words *best,
    const struct word *w)
{
	const struct word *of_item =
	    &h->of_item->at[0][0][0] + (w - &best->at[0][0][0]);

	return best != h->of_item && of_item->turn == h->item_turn &&
	       of_item->decl != w->decl && of_item->rank < w->rank;
}

/* Where a row is heard: anywhere, and where the shares pass 100 %. */
static void
settle(struct hearing *h, struct origin *o, const struct origin_words *best)
{
	struct matter m = matter_of(h, o);
	bool prevails = false, over = false, passed = false;

	EACH_MATTER(m, a, s, e)
	{
		const struct word *w = &best->at[a][s][e];

		if (w->decl != o->decl || overruled(h, best, w))
			continue;
		prevails = true;
		/* shares are those of countries */
		over |= a == 0 && w->over != NULL;
		passed |= a == 0 && w->over == o;
	}
	o->counts = prevails && !over;
	o->over = over;
	if (passed)
		say_over(h, o);
}

static void
hear_rows(struct hearing *h, const struct rows *r, struct origin_words *best)
{
	find_best(h, r, best);
	for (uint32_t i = 0; i < r->n; i++)
		if (may_count(h, row_at(h, r, i)))
			settle(h, row_at(h, r, i), best);
}

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
	const struct origin *kept = x->rank < y->rank ? x->first : y->first;
	const struct origin *lost = kept == x->first ? y->first : x->first;
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

static bool
compare_rows(struct hearing *h, const struct rows *r, struct origin_words *best)
{
	struct rows mine = { .n = 0 };
	uint32_t first = 0, end;

	if (h->f == NULL || r->n < 2)
		return true;
	if (!gather(h, r))
		return false;
	mine = (struct rows){ h->line, 0, (uint32_t)h->nline };
	for (; first < mine.n; first = end) {
		for (end = first;
		     end < mine.n && row_at(h, &mine, end)->rank ==
					 row_at(h, &mine, first)->rank;
		     end++)
			;
		if (!compare_documents(h, &mine, best, first, end))
			return false;
	}
	return true;
}

/* What is said of a line against what is said of the whole item. */
static bool
compare_line(struct hearing *h, const struct rows *r, uint32_t turn)
{
	if (h->f == NULL)
		return true;
	for (uint32_t i = 0; i < r->n; i++) {
		struct matter m = matter_of(h, row_at(h, r, i));

		EACH_MATTER(m, a, s, e)
		{
			const struct word *x = &h->of_line->at[a][s][e];
			const struct word *y = &h->of_item->at[a][s][e];

			if (x->turn == turn && y->turn == h->item_turn &&
			    !hold_against(h, s, x, y))
				return false;
		}
	}
	return true;
}

/* Origins that stand with a content line fall with it. */
static bool
hear_line(struct hearing *h, const struct content *c)
{
	struct rows r = { NULL, c->origin_first, c->norigin };
	uint32_t turn;

	if (!c->counts) {
		for (uint32_t i = 0; i < r.n; i++) {
			row_at(h, &r, i)->counts = 0;
			row_at(h, &r, i)->over = 0;
		}
		return true;
	}
	hear_rows(h, &r, h->of_line);
	turn = h->turn;
	return compare_rows(h, &r, h->of_line) && compare_line(h, &r, turn);
}

bool
hear_origins(struct hearing *h, uint32_t item)
{
	struct bom *b = h->b;
	struct rows r = { b->item_origin, b->origin_start[item],
		b->origin_start[item + 1] - b->origin_start[item] };
	uint8_t set[NELEM] = { 0 }, nset = 1;
	bool lines = false, ok;

	split_sets(set, &nset, h, &r);
	for (uint32_t k = b->content_start[item];
	     k < b->content_start[item + 1]; k++) {
		const struct content *c = &b->content[k];
		struct rows of = { NULL, c->origin_first, c->norigin };

		lines |= c->norigin > 0;
		split_sets(set, &nset, h, &of);
	}
	if (r.n == 0 && !lines)
		return true;
	h->apart = one_of_each(set);
	hear_rows(h, &r, h->of_item);
	h->item_turn = h->turn;
	ok = compare_rows(h, &r, h->of_item);
	for (uint32_t k = b->content_start[item];
	     ok && lines && k < b->content_start[item + 1]; k++)
		if (b->content[k].norigin > 0)
			ok = hear_line(h, &b->content[k]);
	return ok;
}
