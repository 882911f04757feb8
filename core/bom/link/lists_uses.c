/* SPDX-License-Identifier: Apache-2.0 */
/* lists_uses - the uses of items that had several lists; see lists_work.h. */
#include "core/bom/link/lists_work.h"

#include <stdlib.h>
#include <string.h>

#define ALTERNATIVE "list of parts"

bool
lists_grow_starts(struct bom *b, size_t before)
{
	uint32_t **starts[] = { &b->use_start, &b->content_start,
		&b->origin_start };
	uint8_t *child = realloc(b->is_child, b->nitem + 1);

	if (child == NULL)
		return false;
	b->is_child = child;
	memset(child + before, CHILD_YES, b->nitem - before);
	for (size_t i = 0; i < sizeof(starts) / sizeof(starts[0]); i++) {
		uint32_t *start =
		    realloc(*starts[i], (b->nitem + 2) * sizeof(*start));

		if (start == NULL)
			return false;
		*starts[i] = start;
		for (size_t k = before + 1; k < b->nitem + 2; k++)
			start[k] = start[before];
	}
	return true;
}

static void
keep_list(struct bom *b, struct use *to, uint32_t *n, const struct list *x,
    uint32_t parent)
{
	for (uint32_t k = x->first; k < x->first + x->n; k++) {
		to[*n] = b->use[k];
		to[(*n)++].parent = parent;
	}
}

/* Uses of an item that has several lists: those of the one that counts, or
 * of the phantoms. */
static void
put_lists(struct lister *l, size_t first, size_t end, uint32_t note,
    struct use *to, uint32_t *n)
{
	for (size_t i = first; i < end; i++) {
		const struct list *x = &l->list[i];

		if (x->phantom == BOM_NONE)
			keep_list(l->b, to, n, x, x->item);
		else
			to[(*n)++] = (struct use){ x->item, x->phantom, NUM_ONE,
				list_place(l, x), note, UNIT_EACH, 0 };
	}
}

size_t
lists_end(const struct lister *l, size_t first)
{
	size_t end = first;

	while (end < l->n && l->list[end].item == l->list[first].item)
		end++;
	return end;
}

bool
lists_put_uses(struct lister *l, size_t before)
{
	struct bom *b = l->b;
	struct use *to = malloc((b->nuse + l->n + 1) * sizeof(*to));
	uint32_t place = bom_text(b, STR(ALTERNATIVE)), n = 0;
	uint32_t note =
	    bom_note(b, (struct use_note){ place, DATE_NONE, DATE_NONE });
	size_t at = 0;

	if (to == NULL || place == BOM_NONE || note == BOM_NONE) {
		free(to);
		return false;
	}
	for (uint32_t i = 0; i < before; i++) {
		uint32_t from = b->use_start[i], end = b->use_start[i + 1];
		size_t next =
		    at < l->n && l->list[at].item == i ? lists_end(l, at) : at;

		b->use_start[i] = n;
		if (next > at)
			put_lists(l, at, next, note, to, &n);
		for (; next == at && from < end; from++)
			to[n++] = b->use[from];
		at = next;
	}
	for (size_t i = 0; i < l->n; i++) {
		const struct list *x = &l->list[i];

		if (x->phantom == BOM_NONE)
			continue;
		b->use_start[x->phantom] = n;
		keep_list(b, to, &n, x, x->phantom);
	}
	b->use_start[b->nitem] = n;
	free(b->use);
	b->use = to;
	b->nuse = n;
	b->use_cap = b->nuse + 1;
	return true;
}
