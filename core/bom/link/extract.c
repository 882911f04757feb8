/* SPDX-License-Identifier: Apache-2.0 */
/* extract - what is below some items, as a product; see extract.h. */
#include "core/bom/link/extract.h"

#include "core/base/halves.h"
#include "core/base/pages.h"

#include <stdlib.h>

/* [items] So far ahead memory is asked for what will be copied. */
#define AHEAD 8

/* Parents before their parts. */
uint8_t *
extract_below(const struct bom *b, const uint32_t *item, size_t n)
{
	uint8_t *below = calloc(b->nitem + 1, 1);

	if (below == NULL)
		return NULL;
	for (size_t i = 0; i < n; i++)
		below[item[i]] = 1;
	for (size_t k = b->nitem; k-- > 0;) {
		uint32_t i = b->order[k];

		for (uint32_t u = b->use_start[i];
		     below[i] && u < b->use_start[i + 1]; u++)
			below[b->use[u].child] = 1;
	}
	return below;
}

static uint32_t
rows_of(const uint32_t *start, uint32_t item)
{
	return start[item + 1] - start[item];
}

bool
extract_size(const struct bom *b, const uint32_t *item, size_t n, size_t *size)
{
	uint8_t *below = extract_below(b, item, n);

	if (below == NULL)
		return false;
	*size = 0;
	for (uint32_t i = 0; i < b->nitem; i++)
		if (below[i])
			*size += 1 + rows_of(b->use_start, i);
	free(below);
	return true;
}

/* Which items there are, in their order. */
static bool
number_items(struct extract *x, const struct bom *b, const uint8_t *below,
    enum extract_order order)
{
	uint32_t now = 0;

	x->to = malloc((b->nitem + 1) * sizeof(*x->to));
	x->item = malloc((b->nitem + 1) * sizeof(*x->item));
	if (x->to == NULL || x->item == NULL)
		return false;
	for (uint32_t k = 0; k < b->nitem; k++) {
		uint32_t i = order == EXTRACT_BY_LEVEL ? b->order[k] : k;

		x->to[i] = BOM_NONE;
		if (below[i] == 0)
			continue;
		x->to[i] = now;
		x->item[now++] = i;
	}
	x->bom.nitem = now;
	return true;
}

/* Where the rows of each item begin, and how many there are. */
static bool
place_rows(struct extract *x, const struct bom *b)
{
	struct bom *s = &x->bom;
	uint32_t use = 0, content = 0, origin = 0;
	size_t n = s->nitem + 2;

	s->use_start = malloc(n * sizeof(*s->use_start));
	s->content_start = malloc(n * sizeof(*s->content_start));
	s->origin_start = malloc(n * sizeof(*s->origin_start));
	if (s->use_start == NULL || s->content_start == NULL ||
	    s->origin_start == NULL)
		return false;
	for (size_t i = 0; i < s->nitem; i++) {
		uint32_t old = x->item[i];

		s->use_start[i] = use;
		s->content_start[i] = content;
		s->origin_start[i] = origin;
		use += rows_of(b->use_start, old);
		content += rows_of(b->content_start, old);
		origin += rows_of(b->origin_start, old);
	}
	s->use_start[s->nitem] = use;
	s->content_start[s->nitem] = content;
	s->origin_start[s->nitem] = origin;
	s->nuse = use;
	s->ncontent = content;
	return true;
}

static bool
take_rows(struct extract *x, const struct bom *b)
{
	struct bom *s = &x->bom;
	size_t norigin = s->origin_start[s->nitem];

	s->item = malloc((s->nitem + 1) * sizeof(*s->item));
	s->use = malloc((s->nuse + 1) * sizeof(*s->use));
	s->content = malloc((s->ncontent + 1) * sizeof(*s->content));
	s->item_origin = malloc((norigin + 1) * sizeof(*s->item_origin));
	s->order = malloc((s->nitem + 1) * sizeof(*s->order));
	s->level_start = calloc(b->nlevel + 2, sizeof(*s->level_start));
	s->is_child = malloc(s->nitem + 1);
	x->use = malloc((s->nuse + 1) * sizeof(*x->use));
	s->given = x->item;
	pages_ready(s->item, s->nitem * sizeof(*s->item));
	pages_ready(s->use, s->nuse * sizeof(*s->use));
	pages_ready(x->use, s->nuse * sizeof(*x->use));
	return s->item != NULL && s->use != NULL && s->content != NULL &&
	       s->item_origin != NULL && s->order != NULL &&
	       s->level_start != NULL && s->is_child != NULL && x->use != NULL;
}

static void
copy_item(struct extract *x, const struct bom *b, uint32_t now)
{
	struct bom *s = &x->bom;
	uint32_t old = x->item[now], use = s->use_start[now],
		 content = s->content_start[now];
	uint32_t origin = s->origin_start[now];

	s->item[now] = b->item[old];
	s->is_child[now] = b->is_child[old];
	for (uint32_t u = b->use_start[old]; u < b->use_start[old + 1]; u++) {
		x->use[use] = u;
		s->use[use] = b->use[u];
		s->use[use].parent = now;
		s->use[use++].child = x->to[b->use[u].child];
	}
	for (uint32_t c = b->content_start[old]; c < b->content_start[old + 1];
	     c++) {
		s->content[content] = b->content[c];
		s->content[content++].item = now;
	}
	for (uint32_t o = b->origin_start[old]; o < b->origin_start[old + 1];
	     o++)
		s->item_origin[origin++] = b->item_origin[o];
}

/* Items from here to there, with their rows. */
struct stretch {
	struct extract *x;
	const struct bom *b;
	uint32_t from, to;
};

static void
copy_stretch(void *ctx)
{
	const struct stretch *c = ctx;

	for (uint32_t i = c->from; i < c->to; i++) {
		/* the order is another one: memory is what takes the time */
		if (i + AHEAD < c->to) {
			uint32_t later = c->x->item[i + AHEAD];

			__builtin_prefetch(&c->b->item[later]);
			__builtin_prefetch(&c->b->use[c->b->use_start[later]]);
		}
		copy_item(c->x, c->b, i);
	}
}

/* [bytes] Of so many items and their uses. */
static size_t
size_of(const struct bom *s, uint32_t n)
{
	return n * sizeof(*s->item) + s->use_start[n] * sizeof(*s->use);
}

/* The rows of an item are its own: two threads copy twice as many. */
static void
copy_items(struct extract *x, const struct bom *b)
{
	uint32_t n = (uint32_t)x->bom.nitem, middle = 0;
	size_t size = size_of(&x->bom, n);
	struct stretch first = { x, b, 0, n }, second = { x, b, n, n };

	if (size < HALVES_LEAST) {
		copy_stretch(&first);
		return;
	}
	while (size_of(&x->bom, middle) < size / 2)
		middle++;
	first.to = second.from = middle;
	halves_run(copy_stretch, &first, &second);
}

static void
copy_levels(struct extract *x, const struct bom *b, const uint8_t *below)
{
	struct bom *s = &x->bom;
	uint32_t n = 0;

	s->nlevel = 0;
	for (uint32_t l = 0; l < b->nlevel; l++) {
		uint32_t before = n;

		for (uint32_t k = b->level_start[l]; k < b->level_start[l + 1];
		     k++)
			if (below[b->order[k]])
				s->order[n++] = x->to[b->order[k]];
		if (n > before)
			s->level_start[++s->nlevel] = n;
	}
}

bool
extract_make(struct extract *x, const struct bom *b, const uint32_t *item,
    size_t n, enum extract_order order)
{
	uint8_t *below = extract_below(b, item, n);
	struct bom *s = &x->bom;
	bool ok;

	*x = (struct extract){ .bom = *b };
	/* what is its own */
	s->item = NULL;
	s->use = NULL;
	s->content = NULL;
	s->item_origin = s->use_start = s->content_start = NULL;
	s->origin_start = s->order = s->level_start = NULL;
	s->is_child = NULL;
	s->nconflict = 0;
	s->conflict = NULL;
	s->progress = NULL;
	s->mem = (struct arena){ 0 };
	ok = below != NULL && number_items(x, b, below, order) &&
	     place_rows(x, b) && take_rows(x, b);
	if (ok) {
		copy_items(x, b);
		copy_levels(x, b, below);
	}
	free(below);
	return ok;
}

void
extract_free(struct extract *x)
{
	free(x->bom.item);
	free(x->bom.use);
	free(x->bom.content);
	free(x->bom.item_origin);
	free(x->bom.use_start);
	free(x->bom.content_start);
	free(x->bom.origin_start);
	free(x->bom.order);
	free(x->bom.level_start);
	free(x->bom.is_child);
	free(x->item);
	free(x->use);
	free(x->to);
	*x = (struct extract){ .item = NULL };
}
