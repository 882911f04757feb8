/* SPDX-License-Identifier: Apache-2.0 */
/* redo - the roll-up again, where one item has changed; see redo.h. */
#include "core/trace/redo.h"

#include "core/trace/roll/place.h"

#include <stdlib.h>
#include <string.h>

struct redo {
	struct trace *t;
	struct worker w;
	uint32_t *row;          /* [nline] as the roll-up looks it up */
	uint32_t *place;        /* [nitem] in the order of the bom */
	uint32_t *parent;       /* [nuse] by child */
	uint32_t *parent_start; /* [nitem + 1] into parent */
	uint8_t *seen;          /* [nitem] */
	uint32_t *list;         /* [n] */
	size_t n, cap;
};

/* The uses turned round: who holds each item; the usual counting sort. */
static void
find_parents(struct redo *r, const struct bom *b)
{
	uint32_t *start = r->parent_start;

	for (size_t i = 0; i < b->nuse; i++)
		start[b->use[i].child + 2]++;
	for (size_t i = 0; i < b->nitem; i++)
		start[i + 2] += start[i + 1];
	for (size_t i = 0; i < b->nuse; i++)
		r->parent[start[b->use[i].child + 1]++] = b->use[i].parent;
}

static bool
take_tables(struct redo *r, const struct bom *b)
{
	size_t n = b->nitem + 2;

	r->row = malloc(n * sizeof(*r->row));
	r->place = malloc(n * sizeof(*r->place));
	r->parent = malloc((b->nuse + 1) * sizeof(*r->parent));
	r->parent_start = calloc(n, sizeof(*r->parent_start));
	r->seen = calloc(n, 1);
	return r->row != NULL && r->place != NULL && r->parent != NULL &&
	       r->parent_start != NULL && r->seen != NULL;
}

struct redo *
redo_open(struct trace *t)
{
	struct redo *r = calloc(1, sizeof(*r));
	const struct bom *b = t->b;

	if (r == NULL)
		return NULL;
	r->t = t;
	if (!worker_init(&r->w, t) || !take_tables(r, b)) {
		redo_close(r);
		return NULL;
	}
	for (uint32_t i = 0; i < b->nitem; i++) {
		r->row[t->line[i]] = trace_held(t, i)->row;
		r->place[b->order[i]] = i;
	}
	find_parents(r, b);
	return r;
}

static bool
add(struct redo *r, uint32_t item)
{
	uint32_t *list;

	if (r->seen[item])
		return true;
	list = array_grow(r->list, &r->cap, r->n + 1, sizeof(*list));
	if (list == NULL)
		return false;
	r->list = list;
	r->list[r->n++] = item;
	r->seen[item] = 1;
	return true;
}

static int
by_place(const void *pa, const void *pb, void *arg)
{
	const struct redo *r = arg;
	uint32_t x = r->place[*(const uint32_t *)pa];
	uint32_t y = r->place[*(const uint32_t *)pb];

	return x < y ? -1 : x > y;
}

bool
redo_above(struct redo *r, uint32_t item, const uint32_t **above, size_t *n)
{
	bool ok;

	r->n = 0;
	ok = add(r, item);
	for (size_t i = 0; ok && i < r->n; i++)
		for (uint32_t k = r->parent_start[r->list[i]];
		     ok && k < r->parent_start[r->list[i] + 1]; k++)
			ok = add(r, r->parent[k]);
	for (size_t i = 0; i < r->n; i++)
		r->seen[r->list[i]] = 0;
	if (ok)
		qsort_r(r->list, r->n, sizeof(*r->list), by_place, r);
	*above = r->list;
	*n = r->n;
	return ok;
}

/* The roll-up adds to rows that it finds empty. */
static void
empty_row(const struct trace *t, uint32_t item)
{
	const struct held *h = trace_held(t, item);

	if (h->row != BOM_NONE)
		memset(trace_row(t, h).lo, 0, t->stride * sizeof(double));
}

bool
redo_items(struct redo *r, const uint32_t *item, size_t n)
{
	bool ok = true;

	r->t->row = r->row;
	for (size_t i = 0; ok && i < n; i++) {
		empty_row(r->t, item[i]);
		ok = trace_roll_item(&r->w, item[i]);
	}
	r->t->row = NULL;
	return ok;
}

void
redo_close(struct redo *r)
{
	if (r == NULL)
		return;
	worker_clear(&r->w);
	free(r->row);
	free(r->place);
	free(r->parent);
	free(r->parent_start);
	free(r->seen);
	free(r->list);
	free(r);
}
