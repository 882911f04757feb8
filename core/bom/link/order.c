/* SPDX-License-Identifier: Apache-2.0 */
/*
 * order - children before parents, level by level.
 *
 * A leaf has level 0, an item the level after its highest child.  Parents
 * are taken first, each when all that use it have been taken: that asks
 * memory for many things at once.  Only a cycle is walked down to, to be
 * named, with a stack of our own: a chain may be 10^6 items long.
 */
#include "core/bom/link/steps.h"

#include "core/base/limits.h"
#include "core/base/pages.h"

#include <stdlib.h>
#include <string.h>

#define LEVEL_NEW UINT32_MAX
#define LEVEL_OPEN (UINT32_MAX - 1)
#define MAX_CYCLES_SAID 20

/* Items for whose uses the memory is asked in advance. */
#define AHEAD 16

struct walk {
	const struct bom *b;
	uint32_t *level; /* [nitem], or LEVEL_NEW, LEVEL_OPEN */
	uint32_t *stack; /* [nitem] items on the way down, or in their order */
	uint32_t *next;  /* [nitem] index of the next use to follow, or how many
			    of the users are still to come */
	uint32_t *below; /* [nuse] the parts of each, in that order */
	size_t depth;
	unsigned cycles;
};

/* The items from where the cycle closes, as "A > B > A". */
static void
say_cycle(struct walk *w, const struct use *closing, struct findings *f)
{
	char path[ERROR_TEXT - 80], label[100];
	size_t first = w->depth, n, used = 0;

	if (w->cycles++ >= MAX_CYCLES_SAID)
		return;
	while (w->stack[first - 1] != closing->child)
		first--;
	n = w->depth - --first;
	for (size_t i = 0; i <= n; i++) {
		struct str s;

		if (n > LIMIT_CYCLE_SHOWN && i == LIMIT_CYCLE_SHOWN / 2) {
			s = STR("...");
			i = n - LIMIT_CYCLE_SHOWN / 2;
		} else {
			s = bom_item_label(w->b,
			    i < n ? w->stack[first + i] : closing->child, label,
			    sizeof(label));
		}
		if (used + s.n + 8 > sizeof(path)) {
			memcpy(path + used, "...", 3);
			used += 3;
			break;
		}
		if (used > 0) {
			memcpy(path + used, " > ", 3);
			used += 3;
		}
		memcpy(path + used, s.p, s.n);
		used += s.n;
	}
	findings_error(f, ST_CYCLE, bom_pos(w->b, closing->at),
	    "a cycle of %zu item%s: %.*s: expected no item to contain itself",
	    n, n == 1 ? "" : "s", (int)used, path);
}

/* Visits all below root; each item is left with its level. */
static void
descend(struct walk *w, uint32_t root, struct findings *f)
{
	const struct bom *b = w->b;

	w->stack[0] = root;
	w->depth = 1;
	w->level[root] = LEVEL_OPEN;
	w->next[root] = b->use_start[root];
	while (w->depth > 0) {
		uint32_t i = w->stack[w->depth - 1];

		if (w->next[i] < b->use_start[i + 1]) {
			const struct use *u = &b->use[w->next[i]++];

			if (w->level[u->child] == LEVEL_OPEN) {
				say_cycle(w, u, f);
			} else if (w->level[u->child] == LEVEL_NEW) {
				w->level[u->child] = LEVEL_OPEN;
				w->next[u->child] = b->use_start[u->child];
				w->stack[w->depth++] = u->child;
			}
			continue;
		}
		uint32_t level = 0;
		for (uint32_t k = b->use_start[i]; k < b->use_start[i + 1];
		     k++) {
			uint32_t l = w->level[b->use[k].child];

			if (l < LEVEL_OPEN && l + 1 > level)
				level = l + 1;
		}
		w->level[i] = level;
		w->depth--;
	}
}

/* Has each item a greater number than those that use it, products apart?  So
 * it is where a file tells of an item before it tells of its parts. */
static bool
is_numbered_downwards(const struct bom *b)
{
	for (size_t i = 0; i < b->nuse; i++)
		if (b->use[i].child <= b->use[i].parent &&
		    b->is_child[b->use[i].parent])
			return false;
	return true;
}

static uint32_t
level_of(const struct bom *b, const uint32_t *level, uint32_t item)
{
	uint32_t above = 0;

	for (uint32_t u = b->use_start[item]; u < b->use_start[item + 1]; u++) {
		uint32_t l = level[b->use[u].child] + 1;

		above = l > above ? l : above;
	}
	return above;
}

/* The level of each item so numbered: all others, and then products. */
static void
find_levels_upwards(const struct bom *b, uint32_t *level)
{
	for (int child = 1; child >= 0; child--)
		for (uint32_t i = (uint32_t)b->nitem; i-- > 0;)
			if ((b->is_child[i] != CHILD_NO) == (child != 0))
				level[i] = level_of(b, level, i);
}

/* Asks the memory for all uses of an item whose turn is near. */
static void
foresee(const struct bom *b, uint32_t item)
{
	const struct use *u = &b->use[b->use_start[item]];

	__builtin_prefetch(u);
	__builtin_prefetch((const char *)u + 64);
}

/*
 * Items, each after all that use it, and behind one another the parts of each:
 * what is looked at again lies in a row then.  Returns how many of them: those
 * in a cycle and below it are left out.
 */
static size_t
parents_first(struct walk *w)
{
	const struct bom *b = w->b;
	uint32_t *users = w->next, *first = w->stack, *below = w->below;
	size_t n = 0;

	memset(users, 0, b->nitem * sizeof(*users));
	for (size_t i = 0; i < b->nuse; i++)
		users[b->use[i].child]++;
	for (uint32_t i = 0; i < b->nitem; i++)
		if (users[i] == 0)
			first[n++] = i;
	for (size_t k = 0; k < n; k++) {
		uint32_t end = b->use_start[first[k] + 1];

		if (n - k > AHEAD)
			foresee(b, first[k + AHEAD]);
		for (uint32_t u = b->use_start[first[k]]; u < end; u++) {
			uint32_t child = b->use[u].child;

			*below++ = child;
			if (--users[child] == 0)
				first[n++] = child;
		}
	}
	return n;
}

/* The level of each item, children before those that use them. */
static void
find_levels(struct walk *w)
{
	const struct bom *b = w->b;
	const uint32_t *part = w->below + b->nuse;

	for (size_t k = b->nitem; k-- > 0;) {
		uint32_t i = w->stack[k], above = 0;
		uint32_t n = b->use_start[i + 1] - b->use_start[i];

		for (; n > 0; n--) {
			uint32_t l = w->level[*--part] + 1;

			above = l > above ? l : above;
		}
		w->level[i] = above;
	}
}

/* Counting sort of the items by level. */
static bool
sort_by_level(struct bom *b, const uint32_t *level)
{
	uint32_t top = 0;

	for (size_t i = 0; i < b->nitem; i++)
		if (level[i] > top)
			top = level[i];
	b->nlevel = b->nitem > 0 ? top + 1 : 0;
	b->level_start = calloc((size_t)b->nlevel + 2, sizeof(uint32_t));
	b->order = malloc((b->nitem + 1) * sizeof(uint32_t));
	if (b->level_start == NULL || b->order == NULL)
		return false;
	pages_ready(b->order, b->nitem * sizeof(uint32_t));
	for (size_t i = 0; i < b->nitem; i++)
		b->level_start[level[i] + 2]++;
	for (uint32_t l = 0; l < b->nlevel; l++)
		b->level_start[l + 2] += b->level_start[l + 1];
	for (uint32_t i = 0; i < b->nitem; i++)
		b->order[b->level_start[level[i] + 1]++] = i;
	return true;
}

/* Walks down from every item, and says which cycles there are. */
static void
find_cycles(struct walk *w, struct findings *f)
{
	memset(w->level, 0xFF, w->b->nitem * sizeof(*w->level)); /* NEW */
	for (uint32_t i = 0; i < w->b->nitem; i++)
		if (w->level[i] == LEVEL_NEW)
			descend(w, i, f);
	if (w->cycles > MAX_CYCLES_SAID)
		findings_error(f, ST_CYCLE, pos_none,
		    "%u more uses close a cycle", w->cycles - MAX_CYCLES_SAID);
}

bool
link_order(struct bom *b, struct findings *f)
{
	size_t n = b->nitem + 1;
	uint32_t *room = link_room(b, (3 * n + b->nuse) * sizeof(*room));
	struct walk w = { .b = b };

	if (room == NULL)
		return false;
	w.level = room;
	w.stack = room + n;
	w.next = room + 2 * n;
	w.below = room + 3 * n;
	if (is_numbered_downwards(b))
		find_levels_upwards(b, w.level);
	else if (parents_first(&w) == b->nitem)
		find_levels(&w);
	else
		find_cycles(&w, f);
	return sort_by_level(b, w.level);
}
