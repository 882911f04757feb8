/* SPDX-License-Identifier: Apache-2.0 */
/*
 * tree - nested sub-trees become items and uses; see tree.h.
 *
 * The rows of all open parts stand on one stack: a part that closes takes
 * its own off the top.  A part that appears again has been compared at every
 * level below when it closes, so that its direct children tell whether it is
 * the same.
 */
#include "core/bom/tree.h"

#include "core/base/limits.h"
#include "core/bom/same.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void
tree_free(struct tree *t)
{
	free(t->open);
	free(t->use);
	free(t->content);
	free(t->part);
	stated_free(&t->said);
	*t = (struct tree){ 0 };
}

static struct str
part_number(const struct tree *t, uint32_t ref)
{
	return str_clip(t->said.b->parts.key[t->said.b->ref[ref].part], 80);
}

static struct tree_part *
part_of(struct tree *t, uint32_t ref)
{
	size_t cap = t->npart;

	if (ref >= t->npart) {
		struct tree_part *part =
		    array_grow(t->part, &cap, (size_t)ref + 1, sizeof(*part));

		if (part == NULL)
			return NULL;
		for (size_t i = t->npart; i < cap; i++)
			part[i] = (struct tree_part){ 0 };
		t->part = part;
		t->npart = cap;
	}
	return &t->part[ref];
}

/* The open parts from the first to the one that closes the circle. */
static void
say_cycle(struct tree *t, size_t from, uint32_t ref, struct place at)
{
	char path[ERROR_TEXT - 100] = "";
	size_t o = 0, n = t->nopen - from;

	for (size_t i = 0; i <= n; i++) {
		uint32_t r = i < n ? t->open[from + i].ref : ref;
		bool cut = n > LIMIT_CYCLE_SHOWN && i == LIMIT_CYCLE_SHOWN / 2;
		struct str s = cut ? STR("...") : part_number(t, r);
		int w = snprintf(path + o, sizeof(path) - o, "%s%.*s",
		    i > 0 ? " > " : "", STR_ARG(s));

		if (w < 0 || (size_t)w >= sizeof(path) - o) {
			path[o] = '\0';
			break;
		}
		o += (size_t)w;
		if (cut)
			i = n - LIMIT_CYCLE_SHOWN / 2;
	}
	findings_error(t->said.f, ST_CYCLE, bom_pos(t->said.b, at),
	    "a cycle of %zu item%s: %s: expected no item to contain itself", n,
	    n == 1 ? "" : "s", path);
}

bool
tree_open(struct tree *t, uint32_t ref, const struct use *u)
{
	struct tree_node *open =
	    array_grow(t->open, &t->open_cap, t->nopen + 1, sizeof(*open));
	struct tree_part *part = part_of(t, ref);
	struct tree_node *node;

	if (open == NULL || part == NULL)
		return false;
	t->open = open;
	node = &open[t->nopen];
	*node = (struct tree_node){ ref, *u, t->nuse, t->ncontent, false };
	node->use.child = ref;
	node->use.parent = t->nopen > 0 ? open[t->nopen - 1].ref : BOM_NONE;
	if (part->open != 0) {
		if (t->nrefused++ == 0) /* else it is what follows from one */
			say_cycle(t, part->open - 1, ref, u->at);
		node->refused = true;
	} else {
		part->open = (uint32_t)t->nopen + 1;
	}
	t->nopen++;
	return true;
}

static void
say_other(struct tree *t, uint32_t ref, struct place at, const char *what)
{
	uint32_t item = stated_of(&t->said, ref);

	stated_differs(&t->said, ref, at, what,
	    item != BOM_NONE ? t->said.b->item[item].at : t->part[ref].at);
}

bool
tree_state(struct tree *t, const struct item *said)
{
	const struct tree_node *node = &t->open[t->nopen - 1];

	return stated_item(&t->said, node->ref, node->use.at, said);
}

bool
tree_content(struct tree *t, uint32_t first)
{
	size_t n = t->said.b->ncontent - first;
	struct content *rows = array_grow(
	    t->content, &t->content_cap, t->ncontent + n, sizeof(*rows));

	if (rows == NULL)
		return false;
	t->content = rows;
	memcpy(
	    rows + t->ncontent, t->said.b->content + first, n * sizeof(*rows));
	t->ncontent += n;
	t->said.b->ncontent = first;
	return true;
}

static int
compare_content(const void *pa, const void *pb)
{
	const struct content *a = pa, *b = pb;
	const uint32_t x[] = { a->decl, a->substance, a->elements, a->amount.lo,
		a->amount.hi, a->amount.lo_open, a->amount.hi_open,
		a->amount.is_share, a->kind, a->basis, a->scope, a->process,
		a->unstated };
	const uint32_t y[] = { b->decl, b->substance, b->elements, b->amount.lo,
		b->amount.hi, b->amount.lo_open, b->amount.hi_open,
		b->amount.is_share, b->kind, b->basis, b->scope, b->process,
		b->unstated };

	for (size_t i = 0; i < sizeof(x) / sizeof(x[0]); i++)
		if (x[i] != y[i])
			return same_compare(x[i], y[i]);
	return 0;
}

/* First time: the rows of the part go into the bom. */
static bool
keep_rows(struct tree *t, const struct tree_node *node, struct tree_part *part)
{
	part->use_first = (uint32_t)t->said.b->nuse;
	part->content_first = (uint32_t)t->said.b->ncontent;
	part->nuse = (uint32_t)(t->nuse - node->uses_at);
	part->ncontent = (uint32_t)(t->ncontent - node->content_at);
	for (size_t i = node->uses_at; i < t->nuse; i++) {
		struct use *u = bom_add_use(t->said.b);

		if (u == NULL)
			return false;
		*u = t->use[i];
	}
	for (size_t i = node->content_at; i < t->ncontent; i++) {
		struct content *c = bom_add_content(t->said.b);

		if (c == NULL)
			return false;
		*c = t->content[i];
	}
	return true;
}

/* Again: the rows must be those that are kept. */
static bool
compare_again(struct tree *t, const struct tree_node *node)
{
	const struct tree_part *part = &t->part[node->ref];
	size_t nuse = t->nuse - node->uses_at;
	size_t ncontent = t->ncontent - node->content_at;
	int same = nuse == part->nuse;

	/* where there are no rows, there may be no array to point into */
	if (same == 1 && nuse > 0) {
		same = same_rows(t->use + node->uses_at,
		    t->said.b->use + part->use_first, nuse, sizeof(struct use),
		    same_use);
	}
	if (same == 0)
		say_other(t, node->ref, node->use.at, "other parts in it");
	if (same < 0)
		return false;
	same = ncontent == part->ncontent;
	if (same == 1 && ncontent > 0) {
		same = same_rows(t->content + node->content_at,
		    t->said.b->content + part->content_first, ncontent,
		    sizeof(struct content), compare_content);
	}
	if (same == 0)
		say_other(t, node->ref, node->use.at, "another content");
	return same >= 0;
}

bool
tree_close(struct tree *t)
{
	const struct tree_node node = t->open[--t->nopen];
	struct tree_part *part = &t->part[node.ref];
	bool ok = true;

	if (!node.refused) {
		part->open = 0;
		if (part->at.line == 0) {
			part->at = node.use.at;
			ok = keep_rows(t, &node, part);
		} else {
			ok = compare_again(t, &node);
		}
	}
	t->nrefused -= node.refused;
	t->nuse = node.uses_at;
	t->ncontent = node.content_at;
	if (ok && t->nopen > 0) {
		struct use *use =
		    array_grow(t->use, &t->use_cap, t->nuse + 1, sizeof(*use));

		if (use == NULL)
			return false;
		t->use = use;
		use[t->nuse++] = node.use;
	}
	return ok;
}
