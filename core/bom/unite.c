/* SPDX-License-Identifier: Apache-2.0 */
/*
 * unite - items of several files that go by one part number, where one leaves
 * open what the other says.
 *
 * A bill of materials names no makers; the declaration of a supplier, or his
 * passport of a part, is on an item of his.  Where just these two go by the
 * part number, they are one: a blank of an item means what a blank of a
 * reference does.  One file that has both tells them apart itself.
 */
#include "core/bom/steps.h"

#include <stdlib.h>

/* What goes by a part number: two kinds of items at most. */
struct kinds {
	uint32_t item[2]; /* the first of each, or BOM_NONE */
	uint16_t file[2]; /* in which it was last */
	bool apart;       /* there are more, or one file has both */
};

static bool
is_alike(const struct bom *b, uint32_t x, uint32_t y)
{
	return b->item[x].maker == b->item[y].maker &&
	       b->item[x].revision == b->item[y].revision;
}

static void
enter(struct kinds *k, const struct bom *b, uint32_t i)
{
	const uint16_t file = b->item[i].at.file;
	size_t n = 0;

	while (n < 2 && k->item[n] != BOM_NONE && !is_alike(b, k->item[n], i))
		n++;
	if (n == 2) {
		k->apart = true;
		return;
	}
	if (k->item[n] == BOM_NONE)
		k->item[n] = i;
	k->file[n] = file;
	k->apart |= k->item[1 - n] != BOM_NONE && k->file[1 - n] == file;
}

static bool
agree(uint32_t x, uint32_t y)
{
	return x == 0 || y == 0 || x == y;
}

/* Are there two kinds that agree in whatever both say? */
static bool
are_one(const struct bom *b, const struct kinds *k)
{
	const struct item *x, *y;

	if (k->apart || k->item[1] == BOM_NONE)
		return false;
	x = &b->item[k->item[0]];
	y = &b->item[k->item[1]];
	return agree(x->maker, y->maker) && agree(x->revision, y->revision);
}

/* Fills what the item leaves blank by what the other says. */
static void
fill(struct bom *b, uint32_t i, const struct item *other, struct findings *f)
{
	struct item *it = &b->item[i];
	const struct item before = *it;
	char label[160], whole[160];
	struct str was = bom_item_label(b, i, label, sizeof(label));

	if (it->maker == 0)
		it->maker = other->maker;
	if (it->revision == 0)
		it->revision = other->revision;
	if (it->maker == before.maker && it->revision == before.revision)
		return;
	findings_add(f, SEV_NOTE, ST_OK, bom_pos(b, it->at),
	    "%.*s is taken for %.*s, the only other of that number",
	    STR_ARG(was), STR_ARG(bom_item_label(b, i, whole, sizeof(whole))));
}

/*
 * link_unite - items get what another file says of their maker and revision.
 *
 * Out:	items that are one have one key, by which link_resolve() puts them
 *	together
 * Cost:	linear in items and part numbers, if any has a maker or revision
 */
bool
link_unite(struct bom *b, struct findings *f)
{
	struct kinds *kinds;

	if ((b->absent & FACT_KEY) != 0 || b->nfile < 2)
		return true;
	kinds = malloc((b->parts.n + 1) * sizeof(*kinds));
	if (kinds == NULL)
		return false;
	for (size_t i = 0; i < b->parts.n; i++)
		kinds[i] =
		    (struct kinds){ { BOM_NONE, BOM_NONE }, { 0, 0 }, false };
	for (uint32_t i = 0; i < b->nitem; i++)
		enter(&kinds[b->item[i].part_id], b, i);
	for (uint32_t i = 0; i < b->nitem; i++) {
		const struct kinds *k = &kinds[b->item[i].part_id];

		if (!are_one(b, k))
			continue;
		fill(b, i, &b->item[k->item[0]], f);
		fill(b, i, &b->item[k->item[1]], f);
	}
	free(kinds);
	return true;
}
