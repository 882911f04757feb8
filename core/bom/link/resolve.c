/* SPDX-License-Identifier: Apache-2.0 */
/*
 * resolve - references become items.
 *
 * An item's key is maker, part number and revision.  A blank in a reference
 * matches any, if the match is unique.  A reference that is more precise
 * than the item it can only mean (the bill of materials gives no maker, the
 * supplier's declaration does) matches as well.
 */
#include "core/bom/link/item_keys.h"
#include "core/bom/link/maker_choice.h"
#include "core/bom/link/maker_parts.h"
#include "core/bom/link/similar.h"
#include "core/bom/link/spelling.h"
#include "core/bom/link/steps.h"

#include <stdlib.h>

struct resolver {
	struct bom *b;
	struct findings *f;
	struct item_keys keys;
	struct similar similar;
	struct maker_parts makers;
	struct maker_choice choice;
};

/* An item that stands already: in another file it is merged with that. */
static void
say_again(struct resolver *r, uint32_t i, uint32_t first, bool *merged)
{
	const struct item *it = &r->b->item[i];
	struct place at = r->b->item[first].at;
	struct pos pos = bom_pos(r->b, at);
	struct item other = *it;
	char label[160];

	*merged = it->at.file != at.file;
	if (*merged)
		link_merge_item(r->b, first, &other, r->f);
	else
		findings_error(r->f, ST_DUPLICATE, bom_pos(r->b, it->at),
		    "item %.*s again: expected it once; it is first at "
		    "%s:%u",
		    STR_ARG(bom_item_label(r->b, i, label, sizeof(label))),
		    pos.file != NULL ? pos.file : "", pos.line);
}

static void
say_ambiguous(
    struct resolver *r, const struct ref *ref, const struct item_group *g)
{
	struct pos a = bom_pos(r->b, r->b->item[g->first].at);
	struct pos c = bom_pos(r->b, r->b->item[g->second].at);

	findings_error(r->f, ST_REF, bom_pos(r->b, ref->at),
	    "\"%.*s\" names %u items (%s:%u, %s:%u): expected a maker or "
	    "revision that tells them apart",
	    STR_ARG(str_clip(r->b->parts.key[ref->part], 80)), g->n,
	    a.file != NULL ? a.file : "", a.line, c.file != NULL ? c.file : "",
	    c.line);
}

/* An edge list names its items by using them. */
static bool
define(struct resolver *r, struct ref *ref)
{
	struct bom *b = r->b;
	uint32_t i;

	/* those that follow mostly come to be as well */
	if (b->nitem == b->item_cap &&
	    !bom_reserve_items(b, (size_t)(b->ref + b->nref - ref)))
		return false;
	i = bom_add_named(b, ref->part, ref->maker, ref->revision, ref->at);
	if (i == BOM_NONE)
		return false;
	b->item[i].flags |= ITEM_IMPLICIT;
	ref->item = i;
	return item_keys_enter(&r->keys, r->b, i);
}

/* All items, those that are merged with others taken out. */
static bool
enter_items(struct resolver *r)
{
	struct bom *b = r->b;
	uint32_t n = 0;

	for (size_t i = 0; i < b->nitem; i++) {
		const struct item *it = &b->item[n];
		struct item_group same;
		bool merged = false;

		if (n < i)
			b->item[n] = b->item[i];
		same = item_keys_same(&r->keys, it);
		if (same.n > 0)
			say_again(r, n, same.first, &merged);
		else if (!item_keys_enter(&r->keys, r->b, n))
			return false;
		n += !merged;
	}
	b->nitem = n;
	return true;
}

#define HINT_TEXT 240

/* Items that may have been meant: those of another maker or revision, or the
 * one whose part number differs only in case and signs. */
static struct item_group
look_about(struct resolver *r, const struct ref *ref)
{
	struct item_group g = item_keys_of_part(&r->keys, ref->part);

	if (g.n > 0)
		return g;
	g.first = similar_find(&r->similar, r->b, r->b->parts.key[ref->part]);
	g.n = g.first != BOM_NONE;
	return g;
}

static void
hint(struct resolver *r, const struct ref *ref, char out[HINT_TEXT])
{
	const struct bom *b = r->b;
	uint32_t item = look_about(r, ref).first;
	char label[160];

	out[0] = '\0';
	if (item != BOM_NONE)
		snprintf(out, HINT_TEXT, "; is %.*s meant?",
		    STR_ARG(bom_item_label(b, item, label, sizeof(label))));
}

bool
link_agrees(const struct bom *b, uint32_t x, uint32_t y,
    bool (*same)(struct str, struct str))
{
	return x == 0 || y == 0 || x == y ||
	       same(bom_text_get(b, x), bom_text_get(b, y));
}

/*
 * May a document that says `ref` mean the item?  Its number is the same but
 * for case, width, blanks and dashes; or for other signs as well, where both
 * name the same maker.  Maker and revision, where both are named, are the same
 * but for their spelling.
 */
static bool
is_respelt(const struct bom *b, const struct ref *ref, uint32_t item)
{
	const struct item *it = &b->item[item];
	bool makers = ref->maker != 0 && it->maker != 0;

	return link_agrees(b, ref->maker, it->maker, spelling_same_company) &&
	       link_agrees(
		   b, ref->revision, it->revision, spelling_same_part) &&
	       (it->part_id == ref->part || makers ||
		   spelling_same_part(
		       b->parts.key[ref->part], bom_part(b, item)));
}

static void
say_respelt(struct resolver *r, const struct ref *ref)
{
	const struct bom *b = r->b;
	char label[160], said[160];

	findings_add(r->f, SEV_NOTE, ST_OK, bom_pos(b, ref->at),
	    "%.*s is taken for %.*s, which is written otherwise",
	    STR_ARG(bom_ref_label(b, ref, said, sizeof(said))),
	    STR_ARG(bom_item_label(b, ref->item, label, sizeof(label))));
}

/* The one item that a document may mean by another spelling. */
static bool
find_respelt(struct resolver *r, struct ref *ref)
{
	struct item_group g = look_about(r, ref);

	if (g.n != 1 || !is_respelt(r->b, ref, g.first))
		return false;
	ref->item = g.first;
	say_respelt(r, ref);
	return true;
}

/* The item of a row that names a maker's number; it may come to be only now. */
static uint32_t
item_of_row(void *ctx, uint32_t index)
{
	struct resolver *r = ctx;
	struct ref *ref = &r->b->ref[index];
	struct item_group g = item_keys_meant(&r->keys, ref);

	if (g.n == 1)
		return g.first;
	return g.n == 0 && ref->may_define && define(r, ref) ? ref->item
							     : BOM_NONE;
}

void
link_say_of_maker(const struct bom *b, const struct ref *ref, uint32_t item,
    struct findings *f)
{
	char label[160], said[160];

	findings_add(f, SEV_NOTE, ST_OK, bom_pos(b, ref->at),
	    "%.*s is taken for %.*s, of which it is the maker's number",
	    STR_ARG(bom_ref_label(b, ref, said, sizeof(said))),
	    STR_ARG(bom_item_label(b, item, label, sizeof(label))));
}

static void
say_of_several(struct resolver *r, const struct ref *ref, uint32_t item)
{
	const struct bom *b = r->b;
	char label[160], said[160];

	findings_loss(r->f, ST_REF, bom_pos(b, ref->at),
	    "%.*s is the maker's number of several items, %.*s among "
	    "them: what is declared for it is left out; expected it "
	    "declared for each",
	    STR_ARG(bom_ref_label(b, ref, said, sizeof(said))),
	    STR_ARG(bom_item_label(b, item, label, sizeof(label))));
}

/* Does a document call one by the number of its maker?  What is to be said is
 * said, now or when choices are made.  False: memory. */
static bool
find_of_maker(struct resolver *r, struct ref *ref, bool *called)
{
	uint32_t item;
	enum maker_found found =
	    maker_parts_find(&r->makers, r->b, ref, item_of_row, r, &item);

	*called = found != MAKER_FOUND_NONE;
	if (found == MAKER_FOUND_OTHERS)
		return maker_choice_defer(
		    &r->choice, (uint32_t)(ref - r->b->ref), item);
	if (found == MAKER_FOUND_MORE)
		say_of_several(r, ref, item);
	if (found == MAKER_FOUND) {
		link_say_of_maker(r->b, ref, item, r->f);
		ref->item = item;
	}
	return true;
}

static void
say_missing(struct resolver *r, const struct ref *ref, bool used)
{
	struct pos at = bom_pos(r->b, ref->at);
	struct str part = str_clip(r->b->parts.key[ref->part], 80);
	struct str maker = bom_text_get(r->b, ref->maker);
	struct str rev = bom_text_get(r->b, ref->revision);
	char meant_item[HINT_TEXT];

	hint(r, ref, meant_item);
	findings_add(r->f, used ? SEV_ERROR : SEV_LOSS, ST_REF, at,
	    "%s%.*s%s\"%.*s\"%s%.*s is no item of this product: expected %s%s",
	    maker.n > 0 ? "maker " : "", STR_ARG(str_clip(maker, 40)),
	    maker.n > 0 ? " " : "", STR_ARG(part),
	    rev.n > 0 ? " revision " : "", STR_ARG(str_clip(rev, 20)),
	    used ? "an item with this part number, or the spelling of one"
		 : "a part number of the bill of materials; what is declared "
		   "for it is left out",
	    meant_item);
}

/* Which refs uses name; NULL when memory is out. */
static uint8_t *
mark_used(const struct bom *b)
{
	uint8_t *used = calloc(b->nref + 1, 1);

	for (size_t i = 0; used != NULL && i < b->nuse; i++)
		used[b->use[i].parent] = used[b->use[i].child] = 1;
	return used;
}

/* One that no item is called by: what a use names must be there, a document may
 * call it otherwise. */
static bool
find_other(struct resolver *r, struct ref *ref, bool used)
{
	bool called = false;

	if (!used && !find_of_maker(r, ref, &called))
		return false;
	if (used || !(called || find_respelt(r, ref)))
		say_missing(r, ref, used);
	return true;
}

/* lonely: whatever is named comes to be. */
static bool
resolve_refs(struct resolver *r, bool lonely)
{
	uint8_t *used = NULL; /* made when it is needed: mostly it is not */
	bool ok = true;

	for (size_t i = 0; ok && i < r->b->nref; i++) {
		struct ref *ref = &r->b->ref[i];
		struct item_group g;

		/* nearly always: an item with this number and no more */
		if (r->keys.part == NULL &&
		    r->keys.bare[ref->part] != BOM_NONE && ref->maker == 0 &&
		    ref->revision == 0) {
			ref->item = r->keys.bare[ref->part];
			continue;
		}
		g = item_keys_meant(&r->keys, ref);
		if (g.n == 1) {
			ref->item = g.first;
		} else if (g.n > 1) {
			say_ambiguous(r, ref, &g);
		} else if (ref->may_define || lonely) {
			ok = define(r, ref);
		} else {
			if (used == NULL)
				used = mark_used(r->b);
			ok = used != NULL && find_other(r, ref, used[i] != 0);
		}
	}
	free(used);
	return ok;
}

static void
replace_refs(struct bom *b)
{
	for (size_t i = 0; i < b->ncontent; i++)
		b->content[i].item = b->ref[b->content[i].item].item;
	for (size_t i = 0; i < b->norigin; i++)
		b->origin[i].item = b->ref[b->origin[i].item].item;
}

/* What documents say that items weigh, as if another file stated it. */
static void
merge_weighings(struct bom *b, struct findings *f)
{
	for (size_t i = 0; i < b->nweighing; i++) {
		const struct weighing *w = &b->weighing[i];
		const struct item said = { .value = BOM_NONE,
			.mass = w->mass,
			.at = w->at,
			.has_mass = 1,
			.dim = w->dim };
		uint32_t item = b->ref[w->item].item;

		if (item != BOM_NONE)
			link_merge_item(b, item, &said, f);
	}
	b->nweighing = 0;
}

/* Who sells what, by item: the first that any of its references names. */
static bool
settle_sellers(struct bom *b)
{
	uint32_t *of_item;

	if (b->nseller == 0)
		return true;
	of_item = calloc(b->nitem + 1, sizeof(*of_item));
	for (size_t i = 0; of_item != NULL && i < b->nseller; i++) {
		uint32_t item = b->ref[i].item;

		if (item != BOM_NONE && of_item[item] == 0)
			of_item[item] = b->seller[i];
	}
	free(b->seller);
	b->seller = of_item;
	b->nseller = of_item != NULL ? b->nitem : 0;
	return of_item != NULL;
}

/*
 * link_resolve - references to items, in content and origins.
 *
 * Out:	rows whose reference means nothing have item BOM_NONE; uses still
 *	have references, which know their items
 * Cost:	linear; hash look-ups only for makers and revisions
 */
bool
link_resolve(struct bom *b, struct findings *f)
{
	struct resolver r = { .b = b, .f = f };
	bool ok = item_keys_begin(&r.keys, b) &&
		  maker_parts_begin(&r.makers, b) && enter_items(&r);

	/* declarations alone are a product of single items */
	ok = ok && resolve_refs(&r, b->nitem == 0 && b->nuse == 0) &&
	     maker_choice_settle(&r.choice, b, &r.keys, f);
	if (ok) {
		replace_refs(b);
		maker_parts_settle(b);
		merge_weighings(b, f);
		ok = settle_sellers(b);
	}
	item_keys_free(&r.keys);
	similar_free(&r.similar);
	maker_parts_free(&r.makers);
	maker_choice_free(&r.choice);
	return ok;
}
