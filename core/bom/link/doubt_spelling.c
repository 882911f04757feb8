/* SPDX-License-Identifier: Apache-2.0 */
/*
 * doubt_spelling - items whose part numbers differ in case alone; see doubt.h.
 * Characters that nobody sees are told of each.
 */
#include "core/bom/link/doubt.h"
#include "core/bom/link/spelling.h"

#include <stdlib.h>

/* [items] Of larger products nobody reads such a list. */
#define MOST_ITEMS 100000

/* Do the two differ in nothing that anybody says of them? */
static bool
may_be_one(const struct bom *b, uint32_t x, uint32_t y)
{
	const struct item *a = &b->item[x], *c = &b->item[y];

	return a->part_id != c->part_id &&
	       bom_part(b, x).n == bom_part(b, y).n &&
	       (a->maker == 0 || c->maker == 0 || a->maker == c->maker) &&
	       (a->revision == 0 || c->revision == 0 ||
		   a->revision == c->revision);
}

bool
doubt_spelling(struct doubt *d)
{
	const struct bom *b = d->b;
	struct intern plain = { 0 };
	uint32_t *first = NULL;
	char room[SPELLING_ROOM];
	bool ok = true;

	if (b->nitem > MOST_ITEMS || b->nitem == 0)
		return true;
	first = malloc(b->nitem * sizeof(*first));
	ok = first != NULL;
	for (uint32_t i = 0; ok && i < b->nitem; i++) {
		struct str name = spelling_fold(bom_part(b, i), true, room);
		size_t before = plain.n;
		uint32_t id;

		if (name.n == 0)
			continue;
		id = intern_copy(&plain, name);
		ok = id != INTERN_NONE;
		if (!ok)
			break;
		if (plain.n > before)
			first[id] = i;
		else if (may_be_one(b, first[id], i))
			findings_warn(d->f, ST_REF, bom_pos(b, b->item[i].at),
			    "\"%.*s\" beside \"%.*s\" in line %u: taken for "
			    "two "
			    "parts; expected one way to write it, if they are "
			    "one",
			    STR_ARG(str_clip(bom_part(b, i), 60)),
			    STR_ARG(str_clip(bom_part(b, first[id]), 60)),
			    b->item[first[id]].at.line);
	}
	free(first);
	intern_free(&plain);
	return ok;
}
