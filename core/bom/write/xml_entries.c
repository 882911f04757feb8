/* SPDX-License-Identifier: Apache-2.0 */
/* xml_entries - who says what of which item, sorted; see xml_entries.h. */
#include "core/bom/write/xml_entries.h"

#include <stdlib.h>

static int
compare_u32(uint32_t x, uint32_t y)
{
	return x < y ? -1 : x > y;
}

static int
compare_entries(const void *px, const void *py)
{
	const struct xml_entry *x = px, *y = py;
	int c = compare_u32(x->decl, y->decl);

	if (c == 0)
		c = compare_u32(x->target, y->target);
	if (c == 0)
		c = compare_u32(x->is_origin, y->is_origin);
	return c != 0 ? c : compare_u32(x->index, y->index);
}

/* Item per ref, where one has exactly the key of the ref. */
static bool
match_refs(struct xml_entries *e)
{
	const struct bom *b = e->b;
	struct intern keys = { 0 };
	uint32_t key[3], id;
	uint32_t *item = calloc(b->nitem + 1, sizeof(*item));
	bool ok;

	e->item_of = malloc((b->nref + 1) * sizeof(*e->item_of));
	e->part_is_item = calloc(b->parts.n + 1, 1);
	ok = item != NULL && e->item_of != NULL && e->part_is_item != NULL;
	for (uint32_t i = 0; ok && i < b->nitem; i++) {
		const struct item *it = &b->item[i];
		size_t before = keys.n;

		key[0] = it->part_id;
		key[1] = it->maker;
		key[2] = it->revision;
		id = intern_copy(
		    &keys, (struct str){ (const char *)key, sizeof(key) });
		ok = id != INTERN_NONE;
		if (ok && keys.n > before)
			item[id] = i;
		e->part_is_item[it->part_id] = 1;
	}
	for (size_t i = 0; ok && i < b->nref; i++) {
		key[0] = b->ref[i].part;
		key[1] = b->ref[i].maker;
		key[2] = b->ref[i].revision;
		id = intern_find(
		    &keys, (struct str){ (const char *)key, sizeof(key) });
		e->item_of[i] = id != INTERN_NONE ? item[id] : BOM_NONE;
	}
	free(item);
	intern_free(&keys);
	return ok;
}

/* What a row speaks of: an item, or what comes after the items: a ref. */
static uint32_t
target_of(const struct xml_entries *e, uint32_t item)
{
	if (e->linked || item == BOM_NONE)
		return item;
	return e->item_of[item] != BOM_NONE ? e->item_of[item]
					    : (uint32_t)e->b->nitem + item;
}

static void
add_entry(struct xml_entries *e, struct xml_entry x)
{
	if (x.target != BOM_NONE)
		e->list[e->n++] = x;
}

static bool
sort_entries(struct xml_entries *e)
{
	const struct bom *b = e->b;

	e->list = malloc((b->ncontent + b->norigin + 1) * sizeof(*e->list));
	if (e->list == NULL)
		return false;
	for (uint32_t i = 0; i < b->ncontent; i++)
		if (!b->content[i].derived)
			add_entry(
			    e, (struct xml_entry){ b->content[i].decl,
				   target_of(e, b->content[i].item), i, 0 });
	for (uint32_t i = 0; i < b->norigin; i++)
		if (b->origin[i].content == BOM_NONE)
			add_entry(
			    e, (struct xml_entry){ b->origin[i].decl,
				   target_of(e, b->origin[i].item), i, 1 });
	qsort(e->list, e->n, sizeof(*e->list), compare_entries);
	return true;
}

bool
xml_entries_open(struct xml_entries *e, const struct bom *b)
{
	*e = (struct xml_entries){ .b = b, .linked = b->content_start != NULL };
	return (e->linked || match_refs(e)) && sort_entries(e);
}

void
xml_entries_close(struct xml_entries *e)
{
	free(e->list);
	free(e->part_is_item);
	free(e->item_of);
}
