/* SPDX-License-Identifier: Apache-2.0 */
/*
 * plmxml_uses - what stands in which place becomes items and uses; see
 * plmxml.h.
 *
 * Occurrences are a tree: a part that is built in twice stands there twice,
 * with all that is in it.  Instances are a graph: each part has its list once.
 */
#include "core/bom/other/plmxml.h"

#include <stdlib.h>

/* The revision or master that a place is of; BOM_NONE: told. */
static uint32_t
what_stands(struct plm *x, uint32_t place)
{
	const struct plm_node *n = &x->node[place];
	uint32_t part = n->master;

	if (part != BOM_NONE && x->node[part].at.line != 0 &&
	    (x->node[part].kind == PLM_REVISION ||
		x->node[part].kind == PLM_MASTER))
		return part;
	findings_error(x->in->f, ST_REF, bom_pos(x->in->b, n->at),
	    "a place \"%.*s\" of no part of this file: expected a reference to "
	    "a product or its revision, and all of the structure in one file",
	    STR_ARG(str_clip(x->ids.key[place], 60)));
	return BOM_NONE;
}

/* The item of a revision, which has the number of its master. */
static bool
item_of(struct plm *x, uint32_t part, uint32_t *ref)
{
	struct bom *b = x->in->b;
	struct plm_node *n = &x->node[part];
	const struct plm_node *m =
	    n->master != BOM_NONE && x->node[n->master].at.line != 0
		? &x->node[n->master]
		: n;
	struct item said = {
		.value = BOM_NONE, .mass = amount_unknown(), .dim = DIM_EACH
	};
	uint32_t number = m->number != 0   ? m->number
			  : n->number != 0 ? n->number
			  : n->name != 0   ? n->name
					   : m->name;

	*ref = n->item;
	if (n->item != BOM_NONE)
		return true;
	if (number == 0) {
		findings_error(x->in->f, ST_INCOMPLETE, bom_pos(b, n->at),
		    "a part without a number and a name: expected productId, "
		    "catalogueId or name");
		return true;
	}
	said.name = n->name != 0 ? n->name : m->name;
	n->item = bom_ref(b, bom_text_get(b, number), STR(""),
	    bom_text_get(b, n->revision), n->at);
	*ref = n->item;
	return n->item != BOM_NONE &&
	       stated_item(&x->tree.said, n->item, n->at, &said);
}

/* ---- occurrences */

/* A place that is reached, and how far what is in it has been gone through. */
struct step {
	uint32_t place, next;
};

struct walk {
	struct step *open;
	size_t nopen, open_cap;
	uint32_t *below; /* [nbelow] places, by the one that they are in */
	uint32_t *start; /* [ids.n + 1] into below */
};

static void
say_twice(struct plm *x, uint32_t place)
{
	findings_error(x->in->f, ST_CONFLICT,
	    bom_pos(x->in->b, x->node[place].at),
	    "a place \"%.*s\" in two others: expected it in the one that "
	    "parentRef names",
	    STR_ARG(str_clip(x->ids.key[place], 60)));
}

/* What is in which place, by lists and by parents. */
static bool
find_below(struct plm *x, struct walk *w)
{
	size_t n = x->ids.n;

	w->start = calloc(n + 2, sizeof(*w->start));
	w->below = calloc(x->nref + n + 1, sizeof(*w->below));
	if (w->start == NULL || w->below == NULL)
		return false;
	for (size_t i = 0; i < n; i++)
		for (uint32_t k = 0;
		     x->node[i].kind == PLM_OCCURRENCE && k < x->node[i].n;
		     k++) {
			uint32_t c = x->ref[x->node[i].first + k];

			if (x->node[c].parent == BOM_NONE)
				x->node[c].parent = (uint32_t)i;
			else if (x->node[c].parent != i)
				say_twice(x, c);
		}
	for (size_t i = 0; i < n; i++)
		if (x->node[i].kind == PLM_OCCURRENCE &&
		    x->node[i].parent != BOM_NONE)
			w->start[x->node[i].parent + 2]++;
	for (size_t i = 2; i < n + 2; i++)
		w->start[i] += w->start[i - 1];
	for (size_t i = 0; i < n; i++)
		if (x->node[i].kind == PLM_OCCURRENCE &&
		    x->node[i].parent != BOM_NONE)
			w->below[w->start[x->node[i].parent + 1]++] =
			    (uint32_t)i;
	return true;
}

static bool
enter(struct plm *x, struct walk *w, uint32_t place)
{
	struct plm_node *n = &x->node[place];
	struct use u = { .qty = n->qty, .unit = UNIT_EACH, .at = n->at };
	uint32_t part = what_stands(x, place), ref = BOM_NONE;
	struct step *list =
	    array_grow(w->open, &w->open_cap, w->nopen + 1, sizeof(*list));

	if (list == NULL)
		return false;
	w->open = list;
	n->seen = 1;
	if (part == BOM_NONE)
		return true;
	if (!item_of(x, part, &ref))
		return false;
	if (ref == BOM_NONE)
		return true;
	list[w->nopen++] = (struct step){ place, w->start[place] };
	return tree_open(&x->tree, ref, &u);
}

/* All that is in one product. */
static bool
walk_from(struct plm *x, struct walk *w, uint32_t root)
{
	if (x->node[root].seen != 0)
		return true;
	if (!enter(x, w, root))
		return false;
	while (w->nopen > 0) {
		struct step *s = &w->open[w->nopen - 1];

		if (s->next == w->start[s->place + 1]) {
			w->nopen--;
			if (!tree_close(&x->tree))
				return false;
		} else if (!enter(x, w, w->below[s->next++])) {
			return false;
		}
	}
	return true;
}

static bool
walk_all(struct plm *x, struct walk *w)
{
	for (size_t i = 0; i < x->nroot; i++)
		if (x->node[x->root[i]].kind == PLM_OCCURRENCE &&
		    x->node[x->root[i]].parent == BOM_NONE &&
		    !walk_from(x, w, x->root[i]))
			return false;
	for (uint32_t i = 0; i < x->ids.n; i++)
		if (x->node[i].kind == PLM_OCCURRENCE &&
		    x->node[i].parent == BOM_NONE && !walk_from(x, w, i))
			return false;
	/* what is in itself is below no product */
	for (uint32_t i = 0; i < x->ids.n; i++)
		if (x->node[i].kind == PLM_OCCURRENCE && x->node[i].seen == 0 &&
		    x->in->f->errors == 0) {
			findings_error(x->in->f, ST_REF,
			    bom_pos(x->in->b, x->node[i].at),
			    "a place \"%.*s\" below no product, or in itself: "
			    "expected all of the structure in one file",
			    STR_ARG(str_clip(x->ids.key[i], 60)));
			return true;
		}
	return true;
}

static bool
occurrences(struct plm *x)
{
	struct walk w = { .nopen = 0 };
	bool ok =
	    find_below(x, &w) && (x->in->f->errors > 0 || walk_all(x, &w));

	free(w.open);
	free(w.below);
	free(w.start);
	return ok;
}

/* ---- instances */

static bool
instances_of(struct plm *x, uint32_t part)
{
	struct bom *b = x->in->b;
	const struct plm_node *n = &x->node[part];
	size_t before = b->nuse;
	uint32_t parent;

	if (!item_of(x, part, &parent))
		return false;
	for (uint32_t k = 0; parent != BOM_NONE && k < n->n; k++) {
		uint32_t place = x->ref[n->first + k], what, child;
		struct use *u;

		if (x->node[place].kind != PLM_INSTANCE) {
			findings_error(x->in->f, ST_REF, bom_pos(b, n->at),
			    "\"%.*s\" is no instance of this file: expected "
			    "the id of one in instanceRefs",
			    STR_ARG(str_clip(x->ids.key[place], 60)));
			continue;
		}
		what = what_stands(x, place);
		if (what == BOM_NONE)
			continue;
		if (!item_of(x, what, &child))
			return false;
		u = child != BOM_NONE ? bom_add_use(b) : NULL;
		if (u == NULL && child != BOM_NONE)
			return false;
		if (u != NULL)
			*u = (struct use){ .parent = parent,
				.child = child,
				.qty = x->node[place].qty,
				.unit = UNIT_EACH,
				.at = x->node[place].at };
	}
	return parent == BOM_NONE ||
	       stated_uses(&x->tree.said, parent, n->at, before);
}

bool
plm_uses(struct plm *x)
{
	size_t places = 0;

	for (uint32_t i = 0; i < x->ids.n; i++)
		if (x->node[i].kind == PLM_REVISION && x->node[i].n > 0) {
			places++;
			if (!instances_of(x, i))
				return false;
		}
	if (places > 0) /* a view of it shows the same once more */
		return true;
	for (uint32_t i = 0; i < x->ids.n; i++)
		places += x->node[i].kind == PLM_OCCURRENCE;
	if (places == 0)
		findings_error(x->in->f, ST_INCOMPLETE,
		    bom_pos(x->in->b, (struct place){ 1, 0, x->in->file }),
		    "PLM XML without a structure: expected occurrences in a "
		    "ProductView, or instances of parts");
	return occurrences(x);
}
