/* SPDX-License-Identifier: Apache-2.0 */
/* extract - what is below some items, as a product; see extract.h. */
#include "core/bom/extract.h"

#include <stdlib.h>
#include <string.h>

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

/* Totals of the marked items. */
struct totals {
	size_t item, use, content, origin;
};

static struct totals
count(const struct bom *b, const uint8_t *below)
{
	struct totals t = { 0 };

	for (size_t i = 0; i < b->nitem; i++) {
		if (!below[i])
			continue;
		t.item++;
		t.use += b->use_start[i + 1] - b->use_start[i];
		t.content += b->content_start[i + 1] - b->content_start[i];
		t.origin += b->origin_start[i + 1] - b->origin_start[i];
	}
	return t;
}

bool
extract_size(const struct bom *b, const uint32_t *item, size_t n, size_t *size)
{
	uint8_t *below = extract_below(b, item, n);
	struct totals t;

	if (below == NULL)
		return false;
	t = count(b, below);
	*size = t.item + t.use;
	free(below);
	return true;
}

static bool
take(struct extract *x, const struct bom *b, const struct totals *t)
{
	struct bom *s = &x->bom;

	*s = *b;
	s->nitem = t->item;
	s->nuse = t->use;
	s->ncontent = t->content;
	s->nconflict = 0;
	s->conflict = NULL;
	s->progress = NULL;
	s->mem = (struct arena){ 0 };
	s->item = calloc(t->item + 1, sizeof(*s->item));
	s->use = calloc(t->use + 1, sizeof(*s->use));
	s->content = calloc(t->content + 1, sizeof(*s->content));
	s->item_origin = calloc(t->origin + 1, sizeof(*s->item_origin));
	s->use_start = calloc(t->item + 2, sizeof(*s->use_start));
	s->content_start = calloc(t->item + 2, sizeof(*s->content_start));
	s->origin_start = calloc(t->item + 2, sizeof(*s->origin_start));
	s->order = calloc(t->item + 1, sizeof(*s->order));
	s->level_start = calloc(b->nlevel + 2, sizeof(*s->level_start));
	s->is_child = calloc(t->item + 1, 1);
	x->item = calloc(t->item + 1, sizeof(*x->item));
	x->use = calloc(t->use + 1, sizeof(*x->use));
	s->given = x->item;
	return s->item != NULL && s->use != NULL && s->content != NULL &&
	       s->item_origin != NULL && s->use_start != NULL &&
	       s->content_start != NULL && s->origin_start != NULL &&
	       s->order != NULL && s->level_start != NULL &&
	       s->is_child != NULL && x->item != NULL && x->use != NULL;
}

/* The rows of the item that is the next. */
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
	s->use_start[now + 1] = use;
	s->content_start[now + 1] = content;
	s->origin_start[now + 1] = origin;
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
	uint32_t now = 0;
	struct totals t;
	bool ok;

	*x = (struct extract){ .to = malloc((b->nitem + 1) * sizeof(*x->to)) };
	ok = below != NULL && x->to != NULL;
	if (ok) {
		t = count(b, below);
		ok = take(x, b, &t);
	}
	for (uint32_t k = 0; ok && k < b->nitem; k++) {
		uint32_t i = order == EXTRACT_BY_LEVEL ? b->order[k] : k;

		x->to[i] = below[i] ? now++ : BOM_NONE;
		if (below[i])
			x->item[x->to[i]] = i;
	}
	for (uint32_t i = 0; ok && i < now; i++)
		copy_item(x, b, i);
	if (ok)
		copy_levels(x, b, below);
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
