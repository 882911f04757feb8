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
#include "core/bom/link/origin_rows.h"
#include "core/bom/link/steps.h"

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

static void
rank_row(const struct hearing *h, struct origin *o)
{
	o->counts = o->over = 0;
	o->rank = rank_among(h->b, origin_standing(h->b, o), o->decl);
	if (o->decl == h->preferred && may_count(h, o))
		o->rank = 0;
}

uint32_t
origin_read(struct hearing *h, const struct rows *r, struct origin_words *best)
{
	uint32_t turn = ++h->turn;

	for (uint32_t i = 0; i < r->n; i++) {
		const struct origin *o = row_at(h, r, i);
		struct matter m = matter_of(h, o);

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
	return turn;
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

/* The rows of one kind: of the item, or of one line. */
static uint32_t
hear_rows(struct hearing *h, const struct rows *r, struct origin_words *best)
{
	uint32_t turn;

	for (uint32_t i = 0; i < r->n; i++)
		rank_row(h, row_at(h, r, i));
	turn = origin_read(h, r, best);
	for (uint32_t i = 0; i < r->n; i++)
		if (may_count(h, row_at(h, r, i)))
			settle(h, row_at(h, r, i), best);
	return turn;
}

/* Origins that stand with a content line fall with it. */
static bool
hear_line(struct hearing *h, const struct content *c)
{
	struct rows r = rows_of_line(c);
	uint32_t turn;

	if (!c->counts) {
		for (uint32_t i = 0; i < r.n; i++)
			rank_row(h, row_at(h, &r, i));
		return true;
	}
	turn = hear_rows(h, &r, h->of_line);
	return h->f == NULL || (origin_compare_rows(h, &r, h->of_line) &&
				   origin_compare_line(h, &r, turn));
}

/* Finds which elements all statements treat alike; false if there are no
 * statements. */
static bool
tell_apart(struct hearing *h, uint32_t item, const struct rows *whole)
{
	const struct bom *b = h->b;
	uint8_t set[NELEM] = { 0 }, nset = 1;
	bool any = whole->n > 0;

	split_sets(set, &nset, h, whole);
	for (uint32_t k = b->content_start[item];
	     k < b->content_start[item + 1]; k++) {
		struct rows of = rows_of_line(&b->content[k]);

		any |= of.n > 0;
		split_sets(set, &nset, h, &of);
	}
	h->apart = one_of_each(set);
	for (int e = 0; e < NELEM; e++) {
		int k = 0;

		while (set[k] != set[e])
			k++;
		h->like[e] = (uint8_t)k;
	}
	return any;
}

bool
hear_origins(struct hearing *h, uint32_t item)
{
	struct bom *b = h->b;
	struct rows r = { b->item_origin, b->origin_start[item],
		b->origin_start[item + 1] - b->origin_start[item] };
	bool ok;

	if (!tell_apart(h, item, &r))
		return true;
	h->item_turn = hear_rows(h, &r, h->of_item);
	ok = h->f == NULL || origin_compare_rows(h, &r, h->of_item);
	for (uint32_t k = b->content_start[item];
	     ok && k < b->content_start[item + 1]; k++)
		if (b->content[k].norigin > 0)
			ok = hear_line(h, &b->content[k]);
	return ok && (h->f == NULL || origin_compare_fallen(h, item));
}
