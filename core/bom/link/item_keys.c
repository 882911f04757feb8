/* SPDX-License-Identifier: Apache-2.0 */
/*
 * item_keys - items by all by which they may be named; see item_keys.h.
 *
 * Part numbers are small numbers already: what is known by part number alone
 * stands in arrays, and only makers and revisions are looked up.
 */
#include "core/bom/link/item_keys.h"

#include "core/base/pages.h"

#include <stdlib.h>
#include <string.h>

/* Key of a group; what a kind leaves open is 0. */
struct key {
	uint32_t kind, part, maker, revision;
};
enum { KEY_EXACT, KEY_PART, KEY_MAKER, KEY_REVISION };

bool
item_keys_begin(struct item_keys *ks, const struct bom *b)
{
	const bool more = (b->absent & FACT_KEY) == 0;

	*ks = (struct item_keys){ 0 };
	ks->bare = malloc((b->parts.n + 1) * sizeof(*ks->bare));
	pages_ready(ks->bare, b->parts.n * sizeof(*ks->bare));
	if (ks->bare != NULL)
		memset(ks->bare, 0xFF, b->parts.n * sizeof(*ks->bare));
	if (more)
		ks->part = calloc(b->parts.n + 1, sizeof(*ks->part));
	return ks->bare != NULL && (ks->part != NULL || !more);
}

void
item_keys_free(struct item_keys *ks)
{
	intern_free(&ks->keys);
	free(ks->group);
	free(ks->bare);
	free(ks->part);
}

static struct str
key_text(const struct key *k)
{
	return (struct str){ (const char *)k, sizeof(*k) };
}

/* Is it one of a part number alone, which is found without a look-up? */
static inline bool
is_of_part(const struct key *k)
{
	return k->maker == 0 && k->revision == 0;
}

static struct item_group *
group_put(struct item_keys *ks, struct key k)
{
	size_t before = ks->keys.n;
	struct item_group *g;
	uint32_t id;

	if (is_of_part(&k))
		return &ks->part[k.part];
	g = array_grow(ks->group, &ks->cap, before + 1, sizeof(*g));
	if (g == NULL)
		return NULL;
	ks->group = g;
	id = intern_copy(&ks->keys, key_text(&k));
	if (id == INTERN_NONE)
		return NULL;
	if (ks->keys.n > before)
		g[id] = (struct item_group){ BOM_NONE, BOM_NONE, 0 };
	return &g[id];
}

/* The group of a key; of none, if there is no item in it. */
static inline struct item_group
group_find(const struct item_keys *ks, struct key k)
{
	const struct item_group none = { BOM_NONE, BOM_NONE, 0 };
	uint32_t id;

	if (is_of_part(&k) && k.kind == KEY_PART && ks->part != NULL)
		return ks->part[k.part];
	if (is_of_part(&k))
		return ks->bare[k.part] == BOM_NONE
			   ? none
			   : (struct item_group){ ks->bare[k.part], BOM_NONE,
				     1 };
	id = intern_find(&ks->keys, key_text(&k));
	return ks->group != NULL && id != INTERN_NONE ? ks->group[id] : none;
}

static bool
group_add(struct item_keys *ks, struct key k, uint32_t item)
{
	struct item_group *g = group_put(ks, k);

	if (g == NULL)
		return false;
	if (g->n == 0)
		g->first = item;
	else if (g->n == 1)
		g->second = item;
	g->n++;
	return true;
}

/* Enters a new item under all the keys by which it may be named. */
bool
item_keys_enter(struct item_keys *ks, const struct bom *b, uint32_t i)
{
	const struct item *it = &b->item[i];
	const struct key exact = { KEY_EXACT, it->part_id, it->maker,
		it->revision };

	if (is_of_part(&exact))
		ks->bare[it->part_id] = i;
	else if (!group_add(ks, exact, i))
		return false;
	if (ks->part == NULL)
		return true;
	if (!group_add(ks, (struct key){ KEY_PART, it->part_id, 0, 0 }, i))
		return false;
	if (it->maker != 0 &&
	    !group_add(
		ks, (struct key){ KEY_MAKER, it->part_id, it->maker, 0 }, i))
		return false;
	return it->revision == 0 ||
	       group_add(ks,
		   (struct key){ KEY_REVISION, it->part_id, 0, it->revision },
		   i);
}

struct item_group
item_keys_same(const struct item_keys *ks, const struct item *it)
{
	return group_find(ks,
	    (struct key){ KEY_EXACT, it->part_id, it->maker, it->revision });
}

struct item_group
item_keys_of_part(const struct item_keys *ks, uint32_t part)
{
	return group_find(ks, (struct key){ KEY_PART, part, 0, 0 });
}

struct item_group
item_keys_meant(const struct item_keys *ks, const struct ref *ref)
{
	struct item_group g = group_find(ks,
	    (struct key){ KEY_EXACT, ref->part, ref->maker, ref->revision });
	const struct key tries[] = {
		{ ref->maker != 0        ? KEY_MAKER
		    : ref->revision != 0 ? KEY_REVISION
					 : KEY_PART,
		    ref->part, ref->maker,
		    ref->maker != 0 ? 0 : ref->revision },
		/* less than was said: only blanks may be left open */
		{ KEY_EXACT, ref->part, 0, ref->revision },
		{ KEY_EXACT, ref->part, ref->maker, 0 },
		{ KEY_EXACT, ref->part, 0, 0 },
	};
	size_t both = ref->maker != 0 && ref->revision != 0;

	if (ks->part == NULL)
		return g;
	for (size_t i = both; i < sizeof(tries) / sizeof(tries[0]); i++)
		if (g.n == 0)
			g = group_find(ks, tries[i]);
	return g;
}
