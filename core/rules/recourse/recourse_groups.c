/* SPDX-License-Identifier: Apache-2.0 */
/* recourse_groups - what may be chosen, and what goes together; see
 * recourse_work.h. */
#include "core/rules/recourse/recourse_work.h"

#include "core/trace/own/own.h"

#include <stdlib.h>

bool
recourse_may_choose(const struct recourse_basis *b, uint32_t item)
{
	const struct bom *bom = b->ask.bom;

	if (b->keep != NULL && b->keep[item] != 0)
		return false;
	/* what is shipped and has parts is made, not bought */
	return b->declare || b->ask.shipped[item] == 0 ||
	       bom->use_start[item] == bom->use_start[item + 1];
}

/* Does a line say that rare earth is, or may be, in it? */
static bool
has_line(const struct bom *b, uint32_t item)
{
	for (uint32_t k = b->content_start[item];
	     k < b->content_start[item + 1]; k++)
		if (b->content[k].counts && b->content[k].elements != 0)
			return true;
	return false;
}

bool
recourse_may_bring(const struct recourse_basis *b, uint32_t item)
{
	const struct bom *bom = b->ask.bom;

	return has_line(bom, item) ||
	       ((b->declare || b->settle) && !own_is_complete(bom, item));
}

/* The group that begins with the item; BOM_NONE when memory is out. */
static uint32_t
new_group(
    struct recourse_work *w, uint32_t item, uint32_t supplier, mpq_srcptr cost)
{
	struct recourse_group *list =
	    array_grow(w->group, &w->group_cap, w->ngroup + 1, sizeof(*list));

	if (list == NULL)
		return BOM_NONE;
	w->group = list;
	list[w->ngroup] = (struct recourse_group){ supplier, item,
		cost != NULL ? mpq_get_d(cost) : 1, cost };
	return (uint32_t)w->ngroup++;
}

/* What costs are found by: items and suppliers. */
struct prices {
	uint32_t *of_item;     /* [nitem] line, or BOM_NONE */
	uint32_t *of_supplier; /* [ntext] line, or BOM_NONE */
	uint32_t *group;       /* [ntext] of a supplier, or BOM_NONE */
};

static bool
prices_make(struct prices *p, const struct recourse_basis *b)
{
	size_t nitem = b->ask.bom->nitem, ntext = b->ask.bom->text.n;

	p->of_item = malloc((nitem + 1) * sizeof(*p->of_item));
	p->of_supplier = malloc((ntext + 1) * sizeof(*p->of_supplier));
	p->group = malloc((ntext + 1) * sizeof(*p->group));
	if (p->of_item == NULL || p->of_supplier == NULL || p->group == NULL)
		return false;
	for (size_t i = 0; i < nitem; i++)
		p->of_item[i] = BOM_NONE;
	for (size_t i = 0; i < ntext; i++)
		p->of_supplier[i] = p->group[i] = BOM_NONE;
	for (uint32_t k = 0; b->by == RECOURSE_COST && k < b->costs->n; k++) {
		const struct recourse_cost *c = &b->costs->list[k];

		if (c->item != BOM_NONE)
			p->of_item[c->item] = k;
		else if (c->supplier < ntext)
			p->of_supplier[c->supplier] = k;
	}
	return true;
}

static void
prices_free(struct prices *p)
{
	free(p->of_item);
	free(p->of_supplier);
	free(p->group);
}

/* All parts of a supplier are one group. */
static uint32_t
group_of_supplier(struct recourse_work *w, struct prices *p, uint32_t item,
    uint32_t supplier, mpq_srcptr cost)
{
	if (p->group[supplier] == BOM_NONE)
		p->group[supplier] = new_group(w, item, supplier, cost);
	return p->group[supplier];
}

/* False when memory is out. */
static bool
enter(struct recourse_work *w, struct prices *p, uint32_t item)
{
	const struct recourse_basis *b = w->basis;
	uint32_t whom = ask_whom(b->ask.bom, item), at, *group;

	group = &w->group_of[item];
	switch (b->by) {
	case RECOURSE_SUPPLIERS:
		*group = whom != 0 ? group_of_supplier(w, p, item, whom, NULL)
				   : new_group(w, item, 0, NULL);
		return *group != BOM_NONE;
	case RECOURSE_COST:
		at = p->of_item[item];
		if (at != BOM_NONE) {
			*group = new_group(w, item, 0, b->costs->list[at].cost);
			return *group != BOM_NONE;
		}
		at = whom != 0 ? p->of_supplier[whom] : BOM_NONE;
		if (at == BOM_NONE)
			return true; /* what it costs is not known */
		*group = group_of_supplier(
		    w, p, item, whom, b->costs->list[at].cost);
		return *group != BOM_NONE;
	default:
		*group = new_group(w, item, 0, NULL);
		return *group != BOM_NONE;
	}
}

enum status
recourse_groups(struct recourse_work *w)
{
	const struct bom *b = w->basis->ask.bom;
	struct prices p = { NULL, NULL, NULL };
	bool ok = prices_make(&p, w->basis);

	w->group_of = malloc((b->nitem + 1) * sizeof(*w->group_of));
	w->candidate = calloc(b->nitem + 1, 1);
	ok = ok && w->group_of != NULL && w->candidate != NULL;
	if (ok && w->basis->ready) {
		w->ready = calloc(b->nitem + 1, 1);
		ok =
		    w->ready != NULL && recourse_mark_ready(w->basis, w->ready);
	}
	for (uint32_t i = 0; ok && i < b->nitem; i++) {
		bool whole = w->ready != NULL && w->ready[i] != 0;

		w->group_of[i] = BOM_NONE;
		if (!recourse_may_choose(w->basis, i) ||
		    (!whole && !recourse_may_bring(w->basis, i)))
			continue;
		ok = enter(w, &p, i);
		w->candidate[i] = w->group_of[i] != BOM_NONE;
		if (whole)
			w->ready[i] = w->candidate[i];
		w->out->candidates += w->candidate[i];
	}
	for (size_t k = 0; ok && k < w->ngroup; k++)
		ok = cover_add_column(&w->cover, w->group[k].about);
	prices_free(&p);
	return ok ? ST_OK
		  : error_set(w->err, ST_NOMEM, pos_none, "out of memory");
}
