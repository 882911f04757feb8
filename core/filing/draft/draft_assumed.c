/* SPDX-License-Identifier: Apache-2.0 */
/*
 * draft_assumed - what the company took for granted, and of how many items
 * of these products.
 */
#include "core/filing/draft/draft_parts.h"

#include <stdlib.h>

/* How many items at and below the products each entry touched; NULL when
 * memory is out. */
static size_t *
count_touched(const struct drafting *d)
{
	const struct bom *b = d->b;
	const struct assumed *x = d->in->assumed;
	uint8_t *below = calloc(b->nitem + 1, 1);
	size_t *items = calloc(d->in->assumptions->n + 1, sizeof(*items));

	if (below == NULL || items == NULL) {
		free(below);
		free(items);
		return NULL;
	}
	for (size_t i = 0; i < d->nproduct; i++)
		below[d->product[i].item] = 1;
	for (size_t k = b->nitem; k-- > 0;) {
		uint32_t i = b->order[k];

		for (uint32_t u = b->use_start[i];
		     below[i] && u < b->use_start[i + 1]; u++)
			below[b->use[u].child] = 1;
	}
	for (size_t i = 0; i < x->ntouch; i++)
		items[x->touch[i].entry] += below[x->touch[i].item];
	free(below);
	return items;
}

static void
put_entry(struct drafting *d, const struct assumption *x, size_t items)
{
	canon_open(&d->w, "assumption");
	draft_text(d, "id", str_of(x->id));
	draft_text(d, "kind",
	    str_of(assumption_kind_name((enum assumption_kind)x->kind)));
	if (x->says[0] != '\0')
		draft_text(d, "says", str_of(x->says));
	draft_text(d, "reason", str_of(x->reason));
	draft_text(d, "author", str_of(x->author));
	draft_day(d, "until", x->until);
	draft_flag(d, "expired", x->expired);
	draft_count(d, "items", items);
	canon_close(&d->w);
}

enum status
draft_assumptions(struct drafting *d)
{
	const struct assumptions *a = d->in->assumptions;
	size_t *items;

	if (a == NULL)
		return ST_OK;
	items = count_touched(d);
	if (items == NULL)
		return error_set(d->err, ST_NOMEM, pos_none, "out of memory");
	canon_open(&d->w, "assumptions");
	for (size_t i = 0; i < a->n; i++)
		put_entry(d, &a->entry[i], items[i]);
	canon_close(&d->w);
	free(items);
	return ST_OK;
}
