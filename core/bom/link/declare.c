/* SPDX-License-Identifier: Apache-2.0 */
/*
 * declare - several documents speak of one item: which one counts?
 *
 * For each element of an item the best document that says anything about it
 * counts, by the order of rank.c.  Presumed documents never count here;
 * trace.h can be asked to count them.  Documents that lose stay in the bom,
 * and a disagreement is a finding and a conflict.
 */
#include "core/bom/link/hearing.h"
#include "core/bom/link/said_amount.h"
#include "core/bom/link/steps.h"

#include <stdlib.h>

bool
hearing_open(struct hearing *h, struct bom *b, struct findings *f)
{
	*h = (struct hearing){ .b = b, .f = f, .preferred = BOM_NONE };
	h->listed = calloc(b->ndecl + 1, sizeof(*h->listed));
	h->said = malloc((b->ndecl + 1) * sizeof(*h->said));
	for (size_t i = 0; h->said != NULL && i < b->ndecl; i++)
		h->said[i] = BOM_NONE;
	h->kept = said_amounts_make();
	h->lost = said_amounts_make();
	h->of_item = origin_words_make();
	h->of_line = origin_words_make();
	h->lost_words = origin_words_make();
	return h->listed != NULL && h->said != NULL && h->kept != NULL &&
	       h->lost != NULL && h->of_item != NULL && h->of_line != NULL &&
	       h->lost_words != NULL;
}

void
hearing_close(struct hearing *h)
{
	free(h->listed);
	free(h->said);
	said_amounts_free(h->kept);
	said_amounts_free(h->lost);
	origin_words_free(h->of_item);
	origin_words_free(h->of_line);
	origin_words_free(h->lost_words);
	free(h->line);
}

uint32_t
rank_of(const struct hearing *h, uint32_t decl)
{
	return decl == h->preferred ? 0 : h->b->decl[decl].rank;
}

const char *
why_better(enum standing kept, enum standing lost, const struct declaration *k,
    const struct declaration *l)
{
	if (kept < lost)
		return "verified";
	return k->date > l->date ? "newer" : "read first";
}

/* The conflict of that document about that item, or BOM_NONE. */
static uint32_t
find_conflict(const struct hearing *h, uint32_t item, uint32_t lost)
{
	uint32_t at = h->said[lost];

	return at != BOM_NONE && h->b->conflict[at].item == item ? at
								 : BOM_NONE;
}

bool
conflict_is_kept(const struct hearing *h, const struct conflict *c)
{
	uint32_t at = find_conflict(h, c->item, c->lost);

	return at != BOM_NONE &&
	       ((h->b->conflict[at].stages != 0 && c->stages != 0) ||
		   (h->b->conflict[at].elements != 0 && c->elements != 0));
}

bool
keep_conflict(struct hearing *h, const struct conflict *c)
{
	struct bom *b = h->b;
	uint32_t at = find_conflict(h, c->item, c->lost);
	struct conflict *list;

	if (at != BOM_NONE) {
		b->conflict[at].elements |= c->elements;
		b->conflict[at].stages |= c->stages;
		return true;
	}
	list = array_grow(
	    b->conflict, &b->conflict_cap, b->nconflict + 1, sizeof(*list));
	if (list == NULL)
		return false;
	b->conflict = list;
	h->said[c->lost] = (uint32_t)b->nconflict;
	list[b->nconflict++] = *c;
	return true;
}

static bool
is_better(const struct hearing *h, uint32_t decl, uint32_t than)
{
	return than == BOM_NONE || rank_of(h, decl) < rank_of(h, than);
}

static bool
presumed(const struct bom *b, const struct content *c)
{
	return b->decl[c->decl].standing == STANDING_PRESUMED;
}

/* Elements about which a line says something. */
static uint32_t
spoken_of(const struct content *c)
{
	return c->kind == CONTENT_COMPLETE ? 0 : c->elements;
}

static void
forget(struct hearing *h)
{
	for (int p = 0; p < 2; p++) {
		for (int e = 0; e < NELEM; e++)
			h->best[p][e] = BOM_NONE;
		h->best_other[p] = BOM_NONE;
	}
	for (int e = 0; e < NELEM; e++)
		h->added[e] = BOM_NONE;
}

static void
raise_best(
    const struct hearing *h, uint32_t best[NELEM], uint32_t mask, uint32_t decl)
{
	for (int e = 0; mask >> e != 0; e++)
		if ((mask >> e & 1) != 0 && is_better(h, decl, best[e]))
			best[e] = decl;
}

static void
find_best(struct hearing *h, uint32_t first, uint32_t end)
{
	forget(h);
	for (uint32_t k = first; k < end; k++) {
		const struct content *c = &h->b->content[k];
		uint32_t *other = &h->best_other[c->process != 0];
		/* "nothing else" speaks of every element */
		uint32_t mask =
		    c->kind == CONTENT_COMPLETE ? ELEMENT_ALL : spoken_of(c);

		if (!bom_holds(h->b, c->decl) || c->kind == CONTENT_NOT_ADDED)
			continue; /* proves nothing, so displaces nothing */
		if (mask == 0 && c->kind == CONTENT_AMOUNT &&
		    is_better(h, c->decl, *other))
			*other = c->decl;
		raise_best(h, h->best[c->process != 0], mask, c->decl);
		if (c->kind != CONTENT_AMOUNT || c->process)
			continue;
		h->listed[c->decl] |= c->elements;
		if (c->substance != BOM_NONE &&
		    !h->b->substance[c->substance].known)
			h->listed[c->decl] |= LISTED_VAGUE;
		if (!presumed(h->b, c) && c->amount.hi != NUM_ZERO)
			raise_best(h, h->added, c->elements, c->decl);
	}
}

/* The elements of a line of which no better document speaks. */
static uint32_t
won_by(const struct hearing *h, const struct content *c)
{
	const uint32_t *best = h->best[c->process != 0];
	uint32_t mask = spoken_of(c), won = 0;

	if (mask == 0)
		return c->kind != CONTENT_AMOUNT ||
			       c->decl == h->best_other[c->process != 0]
			   ? ELEMENT_ALL
			   : 0;
	for (int e = 0; mask >> e != 0; e++)
		if ((mask >> e & 1) != 0 &&
		    (best[e] == c->decl || (c->kind == CONTENT_NOT_ADDED &&
					       is_better(h, c->decl, best[e]))))
			won |= (uint32_t)1 << e;
	return won;
}

/*
 * "Nothing beyond this list" holds unless a better document adds an element
 * that the list has not.
 */
static bool
complete_holds(const struct hearing *h, const struct content *claim)
{
	uint32_t added = 0;

	for (int e = 0; e < NELEM; e++)
		if (h->added[e] != BOM_NONE &&
		    rank_of(h, h->added[e]) < rank_of(h, claim->decl))
			added |= (uint32_t)1 << e;
	return (added & ~h->listed[claim->decl]) == 0;
}

/* A document that no longer holds may still be right. */
static bool
points_to_rare_earth(const struct bom *b, const struct content *c)
{
	return c->elements != 0 && c->kind != CONTENT_UNLISTED &&
	       c->amount.hi != NUM_ZERO &&
	       (c->counts ||
		   (!bom_holds(b, c->decl) && c->kind == CONTENT_AMOUNT));
}

/*
 * Who calls an item complete means: beyond what is declared.  Of an element
 * that only a document speaks of which does not hold, that is no word.
 */
static bool
leaves_a_hole(const struct hearing *h, uint32_t first, uint32_t end)
{
	for (uint32_t k = first; k < end; k++) {
		const struct content *c = &h->b->content[k];

		if (bom_holds(h->b, c->decl) || c->kind != CONTENT_AMOUNT ||
		    c->process || c->amount.hi == NUM_ZERO)
			continue;
		for (int e = 0; c->elements >> e != 0; e++)
			if ((c->elements >> e & 1) != 0 &&
			    h->best[0][e] == BOM_NONE)
				return true;
	}
	return false;
}

static void
say_not_all(const struct hearing *h, const struct content *wildcard)
{
	char label[160];

	if (h->f != NULL)
		findings_warn(h->f, ST_CONFLICT, bom_pos(h->b, wildcard->at),
		    "substances without a name in %.*s, whose list is called "
		    "complete: expected one or the other; up to this amount "
		    "anything may be in it",
		    STR_ARG(bom_item_label(
			h->b, wildcard->item, label, sizeof(label))));
}

/*
 * Who lists "other substances" says that there is something without a name.
 * That outweighs a claim, of the item or of a document that is no better,
 * that nothing is beyond the list.
 */
static void
hear_wildcard(struct hearing *h, uint32_t first, uint32_t end,
    const struct content *wildcard)
{
	struct item *it = &h->b->item[wildcard->item];
	bool claimed = (it->flags & ITEM_COMPLETE) != 0;

	it->flags &= (uint8_t)~ITEM_COMPLETE;
	for (uint32_t k = first; k < end; k++) {
		struct content *c = &h->b->content[k];

		if (c->kind != CONTENT_COMPLETE || !c->counts ||
		    rank_of(h, c->decl) < rank_of(h, wildcard->decl))
			continue;
		c->counts = 0;
		claimed = true;
	}
	if (claimed)
		say_not_all(h, wildcard);
}

/* The line of the best document that says that part of the item itself has no
 * name; NULL: none. */
static const struct content *
open_wildcard(const struct hearing *h, uint32_t first, uint32_t end)
{
	const struct content *found = NULL;

	for (uint32_t k = first; k < end; k++) {
		const struct content *c = &h->b->content[k];

		if (c->wildcard && c->counts && c->scope == SCOPE_OWN &&
		    c->amount.hi != NUM_ZERO &&
		    (found == NULL ||
			rank_of(h, c->decl) < rank_of(h, found->decl)))
			found = c;
	}
	return found;
}

bool
hear_content(struct hearing *h, uint32_t item)
{
	struct bom *b = h->b;
	uint32_t first = b->content_start[item];
	uint32_t end = b->content_start[item + 1];
	const struct content *wildcard;

	for (uint32_t k = first; k < end; k++)
		h->listed[b->content[k].decl] = 0;
	find_best(h, first, end);
	for (uint32_t k = first; k < end; k++) {
		struct content *c = &b->content[k];

		c->won = bom_holds(b, c->decl) ? won_by(h, c) : 0;
		c->counts = c->won != 0 && !presumed(b, c);
		if (c->counts && c->kind == CONTENT_COMPLETE)
			c->counts = complete_holds(h, c);
		if (points_to_rare_earth(b, c))
			b->item[item].flags |= ITEM_SUSPECT;
	}
	if (leaves_a_hole(h, first, end))
		b->item[item].flags &= (uint8_t)~ITEM_COMPLETE;
	wildcard = open_wildcard(h, first, end);
	if (wildcard != NULL)
		hear_wildcard(h, first, end, wildcard);
	return h->f == NULL || hear_disagreement(h, item);
}

/*
 * link_declare - every item is heard of which a document says something.
 *
 * Cost:	linear in lines and origins
 */
bool
link_declare(struct bom *b, struct findings *f)
{
	struct hearing h;
	bool ok = hearing_open(&h, b, f);

	for (uint32_t i = 0; ok && i < b->nitem; i++)
		if (bom_speaks_of(b, i))
			ok = (b->content_start[i] == b->content_start[i + 1] ||
				 hear_content(&h, i)) &&
			     hear_origins(&h, i);
	hearing_close(&h);
	return ok;
}
