/* SPDX-License-Identifier: Apache-2.0 */
/*
 * unite - items of several files that go by one part number, where one leaves
 * open what another says.
 *
 * A bill of materials names no makers; the declaration of a supplier, or his
 * passport of a part, is on an item of his.  Where all that goes by a part
 * number agrees, it is one item: a blank of an item means what a blank of a
 * reference does, and a name is the same however it is written.  One file that
 * has two of them tells them apart itself.
 */
#include "core/bom/link/spelling.h"
#include "core/bom/link/steps.h"

#include <stdlib.h>

/* All items of a part number together. */
struct united {
	uint32_t maker, revision; /* what is said of either first */
	uint32_t last;            /* item, or BOM_NONE */
	bool several;             /* not all of them say the same */
	bool apart;               /* and they cannot be one */
};

static void
enter(struct united *k, const struct bom *b, uint32_t i)
{
	const struct item *it = &b->item[i];
	const struct item *last;

	if (k->last != BOM_NONE) {
		last = &b->item[k->last];
		if (last->maker != it->maker ||
		    last->revision != it->revision) {
			k->several = true;
			k->apart |= last->at.file == it->at.file;
		}
	}
	k->last = i;
	k->apart |=
	    !link_agrees(b, k->maker, it->maker, spelling_same_company) ||
	    !link_agrees(b, k->revision, it->revision, spelling_same_part);
	if (k->maker == 0)
		k->maker = it->maker;
	if (k->revision == 0)
		k->revision = it->revision;
}

/* The item is all that is said of it. */
static void
fill(struct bom *b, uint32_t i, const struct united *k, struct findings *f)
{
	struct item *it = &b->item[i];
	char label[160], whole[160];
	struct str was = bom_item_label(b, i, label, sizeof(label));

	if (it->maker == k->maker && it->revision == k->revision)
		return;
	it->maker = k->maker;
	it->revision = k->revision;
	findings_add(f, SEV_NOTE, ST_OK, bom_pos(b, it->at),
	    "%.*s is taken for %.*s, for nothing else has that number",
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
	struct united *keys;

	if ((b->absent & FACT_KEY) != 0 || b->nfile < 2)
		return true;
	keys = malloc((b->parts.n + 1) * sizeof(*keys));
	if (keys == NULL)
		return false;
	for (size_t i = 0; i < b->parts.n; i++)
		keys[i] = (struct united){ .last = BOM_NONE };
	for (uint32_t i = 0; i < b->nitem; i++)
		enter(&keys[b->item[i].part_id], b, i);
	for (uint32_t i = 0; i < b->nitem; i++) {
		const struct united *k = &keys[b->item[i].part_id];

		if (k->several && !k->apart)
			fill(b, i, k, f);
	}
	free(keys);
	return true;
}
