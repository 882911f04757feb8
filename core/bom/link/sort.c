/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sort - what was read in the order of the items that it is of; see steps.h.
 *
 * Counting sorts: how many rows each item has, where they begin, and then each
 * row to its place.  The uses are by far the most, and each goes to a place
 * that memory has not seen before: two threads take one half of a large list
 * each, where there are two processors, and those of the first half come
 * first.
 */
#include "core/bom/link/steps.h"

#include "core/base/halves.h"
#include "core/base/pages.h"
#include "core/base/relay.h"

#include <stdlib.h>
#include <string.h>

/* [uses] So far ahead memory is asked for where they go, and twice as far for
 * what tells that. */
#define AHEAD 24

/*
 * Where each item's rows start, for n rows whose item key(row) tells; the
 * usual counting sort.  start has nitem + 1 entries.
 */
static uint32_t *
count_starts(const struct bom *b, const void *rows, size_t n, size_t size)
{
	uint32_t *start = calloc(b->nitem + 2, sizeof(*start));
	const unsigned char *p = rows;

	pages_ready(start, (b->nitem + 2) * sizeof(*start));
	for (size_t i = 0; start != NULL && i < n; i++, p += size) {
		uint32_t item;

		memcpy(&item, p, sizeof(item)); /* first member of each row */
		if (item != BOM_NONE)
			start[item + 2]++;
	}
	for (size_t i = 0; start != NULL && i < b->nitem; i++)
		start[i + 2] += start[i + 1];
	return start;
}

/* The item of each reference, close together; *all: each has one.  NULL when
 * memory is out. */
static uint32_t *
items_of_refs(const struct bom *b, bool *all)
{
	uint32_t *item = malloc((b->nref + 1) * sizeof(*item));

	*all = true;
	pages_ready(item, b->nref * sizeof(*item));
	for (size_t i = 0; item != NULL && i < b->nref; i++) {
		item[i] = b->ref[i].item;
		*all &= item[i] != BOM_NONE;
	}
	return item;
}

/* A stretch of the uses as they were read. */
struct stretch {
	const struct bom *b;
	const uint32_t *item; /* of each reference */
	bool all;             /* each has one */
	struct use *sorted;
	size_t from, to;
	/* [nitem + 1] of parent i, at i + 1: how many it has here; then where
	 * the next one goes, and at last where the parent after it begins */
	uint32_t *place;
	uint64_t *child; /* [nitem / 64 + 1] a bit each: it is used; bytes would
			    be too many for the cache */
	uint64_t units;  /* bit per enum unit in them */
	bool noughts;    /* one has a quantity of 0 */
};

static void
count_uses(void *ctx)
{
	struct stretch *s = ctx;

	for (size_t i = s->from; i < s->to; i++) {
		const struct use *u = &s->b->use[i];
		uint32_t parent = s->item[u->parent];

		if (s->all ||
		    (parent != BOM_NONE && s->item[u->child] != BOM_NONE))
			s->place[parent + 1]++;
	}
}

static void
place_uses(void *ctx)
{
	struct stretch *s = ctx;

	for (size_t i = s->from; i < s->to; i++) {
		const struct use *u = &s->b->use[i];
		uint32_t parent = s->item[u->parent];
		uint32_t child = s->item[u->child], later = BOM_NONE;
		struct use *to;

		if (i + 2 * AHEAD < s->to) {
			__builtin_prefetch(&s->item[u[2 * AHEAD].child]);
			later = s->item[u[2 * AHEAD].parent];
			if (later != BOM_NONE)
				__builtin_prefetch(&s->place[later + 1], 1);
			later = s->item[u[AHEAD].parent];
		}
		if (later != BOM_NONE)
			__builtin_prefetch(&s->sorted[s->place[later + 1]], 1);
		if (parent == BOM_NONE || child == BOM_NONE)
			continue;
		to = &s->sorted[s->place[parent + 1]++];
		*to = *u;
		to->parent = parent;
		to->child = child;
		s->child[child / 64] |= (uint64_t)1 << child % 64;
		s->units |= UNIT_BIT(u->unit);
		s->noughts |= u->qty == NUM_ZERO;
	}
}

/* Counts become places, those of one stretch before those of the next. */
static uint32_t
add_up(const struct bom *b, struct stretch *s, size_t n)
{
	uint32_t sum = 0;

	for (size_t i = 1; i <= b->nitem; i++)
		for (size_t k = 0; k < n; k++) {
			uint32_t here = s[k].place[i];

			s[k].place[i] = sum;
			sum += here;
		}
	return sum;
}

static void
run(void (*work)(void *stretch), struct stretch *s, size_t n)
{
	if (n == 2)
		halves_run(work, &s[0], &s[1]);
	else
		work(&s[0]);
}

/* What was found in each stretch goes to the bom. */
static void
join(struct bom *b, struct stretch *s, size_t n)
{
	b->use_start = s[n - 1].place;
	s[n - 1].place = NULL;
	for (size_t k = 0; k < n; k++) {
		b->use_units |= s[k].units;
		b->use_noughts |= s[k].noughts;
	}
	for (size_t i = 0; i < b->nitem; i++) {
		uint64_t bits = s[0].child[i / 64];

		if (n == 2)
			bits |= s[1].child[i / 64];
		b->is_child[i] =
		    (bits >> i % 64 & 1) != 0 ? CHILD_YES : CHILD_NO;
	}
}

/* Uses in the order of their parents, within a parent as written; with items
 * for references.  Those whose reference means nothing are left out. */
static bool
sort_uses(struct bom *b)
{
	size_t size = b->nuse * sizeof(struct use);
	size_t n = size >= HALVES_LEAST && relay_pays() ? 2 : 1;
	bool all;
	uint32_t *item = items_of_refs(b, &all);
	struct use *sorted = malloc(size + sizeof(*sorted));
	struct stretch s[2] = { { .place = NULL }, { .place = NULL } };
	bool ok = item != NULL && sorted != NULL;

	for (size_t k = 0; k < n; k++) {
		s[k] = (struct stretch){ .b = b,
			.item = item,
			.all = all,
			.sorted = sorted,
			.from = b->nuse / n * k,
			.to = k + 1 == n ? b->nuse : b->nuse / n,
			.place = calloc(b->nitem + 2, sizeof(uint32_t)),
			.child = calloc(b->nitem / 64 + 1, sizeof(uint64_t)) };
		pages_ready(s[k].place, b->nitem * sizeof(uint32_t));
		ok = ok && s[k].place != NULL && s[k].child != NULL;
	}
	b->is_child = malloc(b->nitem + 1);
	pages_ready(sorted, size);
	if (ok && b->is_child != NULL) {
		run(count_uses, s, n);
		b->use_cap = add_up(b, s, n);
		run(place_uses, s, n);
		join(b, s, n);
		link_leave_room(b, b->use, size);
		b->nuse = b->use_cap;
		b->use = sorted;
		sorted = NULL;
	}
	for (size_t k = 0; k < n; k++) {
		free(s[k].place);
		free(s[k].child);
	}
	free(item);
	free(sorted);
	return ok && b->is_child != NULL;
}

struct naming {
	struct bom *b;
	uint32_t *uses;    /* [nitem] of it, but for those by mere names */
	uint32_t *phantom; /* that nothing uses: to be looked at */
	uint32_t n;
};

/* A phantom that nothing uses is another name for what it holds. */
static void
name_parts(struct naming *n, uint32_t phantom)
{
	struct bom *b = n->b;

	for (uint32_t u = b->use_start[phantom]; u < b->use_start[phantom + 1];
	     u++) {
		uint32_t child = b->use[u].child;

		if (--n->uses[child] > 0)
			continue;
		b->is_child[child] = CHILD_NAMED;
		if ((b->item[child].flags & ITEM_PHANTOM) != 0)
			n->phantom[n->n++] = child;
	}
}

/* What is used by mere names alone; false: memory.  Cost: linear, nothing
 * where there are no phantoms. */
static bool
mark_named(struct bom *b)
{
	struct naming n = { .b = b };

	if ((b->absent & FACT_PHANTOM) != 0)
		return true;
	n.uses = calloc(b->nitem + 1, sizeof(*n.uses));
	n.phantom = malloc((b->nitem + 1) * sizeof(*n.phantom));
	for (size_t i = 0; n.uses != NULL && i < b->nuse; i++)
		n.uses[b->use[i].child]++;
	for (uint32_t i = 0;
	     n.uses != NULL && n.phantom != NULL && i < b->nitem; i++)
		if (b->is_child[i] == CHILD_NO &&
		    (b->item[i].flags & ITEM_PHANTOM) != 0)
			n.phantom[n.n++] = i;
	while (n.n > 0)
		name_parts(&n, n.phantom[--n.n]);
	free(n.phantom);
	free(n.uses);
	return n.uses != NULL && n.phantom != NULL;
}

/* Content in the order of its items; lines without an item are left out. */
static bool
sort_content(struct bom *b)
{
	uint32_t *start =
	    count_starts(b, b->content, b->ncontent, sizeof(struct content));
	struct content *sorted = malloc((b->ncontent + 1) * sizeof(*sorted));
	uint32_t *moved = malloc((b->ncontent + 1) * sizeof(*moved));
	bool ok = start != NULL && sorted != NULL && moved != NULL;

	for (size_t i = 0; ok && i < b->ncontent; i++) {
		uint32_t item = b->content[i].item;

		moved[i] = BOM_NONE;
		if (item == BOM_NONE)
			continue;
		moved[i] = start[item + 1]++;
		sorted[moved[i]] = b->content[i];
	}
	for (size_t i = 0; ok && i < b->norigin; i++)
		if (b->origin[i].content != BOM_NONE)
			b->origin[i].content = moved[b->origin[i].content];
	free(moved);
	if (!ok) {
		free(start);
		free(sorted);
		return false;
	}
	b->ncontent = start[b->nitem];
	free(b->content);
	b->content = sorted;
	b->content_start = start;
	return true;
}

/* Which origins speak of an item as a whole. */
static bool
sort_origins(struct bom *b)
{
	uint32_t *start = calloc(b->nitem + 2, sizeof(*start));
	uint32_t *list = malloc((b->norigin + 1) * sizeof(*list));

	pages_ready(start, (b->nitem + 2) * sizeof(*start));
	b->origin_start = start;
	b->item_origin = list;
	if (start == NULL || list == NULL)
		return false;
	for (size_t i = 0; i < b->norigin; i++)
		if (b->origin[i].content == BOM_NONE &&
		    b->origin[i].item != BOM_NONE)
			start[b->origin[i].item + 2]++;
	for (size_t i = 0; i < b->nitem; i++)
		start[i + 2] += start[i + 1];
	for (size_t i = 0; i < b->norigin; i++)
		if (b->origin[i].content == BOM_NONE &&
		    b->origin[i].item != BOM_NONE)
			list[start[b->origin[i].item + 1]++] = (uint32_t)i;
	return true;
}

bool
link_sort(struct bom *b)
{
	return sort_uses(b) && mark_named(b) && sort_content(b) &&
	       sort_origins(b);
}
