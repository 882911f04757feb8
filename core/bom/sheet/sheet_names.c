/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sheet_names - sheets that are named after a part of another sheet; see
 * sheet_lists_own.h.
 *
 * The name of a sheet cannot hold all signs that a part number may, and people
 * write others instead.  A sheet may be called by the part's number, by its
 * name, or by the number and more words.
 */
#include "core/bom/link/spelling.h"
#include "core/bom/sheet/sheet_lists_own.h"

#include <stdlib.h>
#include <string.h>

#define NOBODY SIZE_MAX

struct named {
	size_t list; /* NOBODY: several */
	bool whole;  /* it is all of its name */
};

struct names {
	struct lists *l;
	struct intern keys; /* names of sheets, folded -> */
	struct named *named;
	size_t cap;
};

/* Without case and blanks; signs that no sheet may have are dashes. */
static struct str
fold(struct str name, char out[SPELLING_ROOM])
{
	char text[2 * SPELLING_ROOM];
	size_t n = 0;

	if (name.n > sizeof(text))
		return STR("");
	for (; n < name.n; n++)
		text[n] = name.p[n];
	for (size_t i = 0; i < n; i++)
		if (text[i] != '\0' && strchr("/\\?*:[]_", text[i]) != NULL)
			text[i] = '-';
	return spelling_fold((struct str){ text, n }, true, out);
}

/* The whole name of a sheet goes before a word of another one; what two have is
 * nobody's.  False: memory. */
static bool
add_key(struct names *x, struct str name, size_t list, bool whole)
{
	char room[SPELLING_ROOM];
	struct str key = fold(name, room);
	size_t before = x->keys.n;
	struct named *grown;
	uint32_t id;

	if (key.n == 0)
		return true;
	id = intern_copy(&x->keys, key);
	if (id == INTERN_NONE)
		return false;
	if (x->keys.n == before) {
		if (x->named[id].list != list && x->named[id].whole == whole)
			x->named[id].list = NOBODY;
		return true;
	}
	grown = array_grow(x->named, &x->cap, x->keys.n, sizeof(*grown));
	if (grown == NULL)
		return false;
	x->named = grown;
	grown[id] = (struct named){ list, whole };
	return true;
}

/* May a part be called so? */
static bool
may_name(const struct listed *l)
{
	return l->asks && l->name.product.n > 0 &&
	       l->name.says != SHEET_GENERIC && l->name.says != SHEET_SUMMARY &&
	       l->name.says != SHEET_SECTION;
}

static bool
add_keys(struct names *x)
{
	struct lists *l = x->l;
	bool ok = true;

	for (size_t i = 0; ok && i < l->n; i++)
		if (may_name(&l->list[i]))
			ok =
			    add_key(x, l->x->book->sheet[l->list[i].sheet].name,
				i, true) &&
			    add_key(x, l->list[i].name.product, i, true);
	for (size_t i = 0; ok && i < l->n; i++)
		if (may_name(&l->list[i]))
			ok = add_key(x, l->list[i].name.number, i, false);
	return ok;
}

static bool
is_used_elsewhere(const struct lists *l, uint32_t part, uint32_t file)
{
	return l->first[part] != BOM_NONE &&
	       (l->first[part] != file || l->again[part] != 0);
}

/* The part is called so: which list details it? */
static void
meet(struct names *x, struct str name, uint32_t part, bool by_number)
{
	struct lists *l = x->l;
	char room[SPELLING_ROOM];
	struct str key = fold(name, room);
	uint32_t id = key.n > 0 ? intern_find(&x->keys, key) : INTERN_NONE;
	struct listed *to;

	if (id == INTERN_NONE || x->named[id].list == NOBODY)
		return;
	to = &l->list[x->named[id].list];
	if (to->part == part || !is_used_elsewhere(l, part, to->file) ||
	    (!by_number && to->numbered))
		return;
	to->unsure = to->part != INTERN_NONE;
	to->numbered = by_number;
	if (to->part == INTERN_NONE)
		to->part = part;
}

/* Of several the one that is written as the sheet is. */
static void
prefer_exact(struct lists *l)
{
	for (size_t i = 0; i < l->n; i++) {
		struct listed *x = &l->list[i];
		struct str name = str_seen(l->x->book->sheet[x->sheet].name);
		uint32_t part = intern_find(&l->x->b->parts, name);

		if (may_name(x) && part != INTERN_NONE &&
		    is_used_elsewhere(l, part, x->file)) {
			x->part = part;
			x->unsure = false;
			x->numbered = true;
		}
	}
}

static void
meet_names(struct names *x)
{
	const struct bom *b = x->l->x->b;

	for (size_t i = 0; i < b->nitem; i++)
		if (b->item[i].name != 0 &&
		    x->l->first[b->item[i].part_id] != BOM_NONE)
			meet(x, bom_text_get(b, b->item[i].name),
			    b->item[i].part_id, false);
}

bool
sheet_names_match(struct lists *l)
{
	struct names x = { .l = l };
	const struct bom *b = l->x->b;
	bool ok = add_keys(&x);

	if (ok && x.keys.n > 0) {
		for (uint32_t i = 0; i < b->parts.n; i++)
			if (l->first[i] != BOM_NONE)
				meet(&x, b->parts.key[i], i, true);
		prefer_exact(l);
		meet_names(&x);
	}
	for (size_t i = 0; i < l->n; i++)
		if (l->list[i].part != INTERN_NONE && !l->list[i].unsure &&
		    l->of[l->list[i].part] == 0)
			l->of[l->list[i].part] = (uint32_t)i + 1;
	intern_free(&x.keys);
	free(x.named);
	return ok;
}
