/* SPDX-License-Identifier: Apache-2.0 */
/*
 * edges_enter - a batch of an edge list goes into the bom; see edges.h.
 *
 * A look-up in a large table of names mostly waits for memory; that of a batch
 * is asked for at once, with nothing else between.
 */
#include "core/bom/table/edges.h"

#include "core/base/limits.h"
#include "core/base/pages.h"

/*
 * Room for the part numbers of the batch; false when memory is out.  Where
 * there is none it is made for all that will come, if names go on coming as
 * they came so far.
 */
static bool
make_room(struct edges_end *e, const struct edges_batch *batch)
{
	struct intern *parts = &e->in->b->parts;
	double read = (double)batch->read / (double)e->in->body.n;
	size_t need = parts->n + 2 * batch->n;

	if (intern_has_room(parts, 2 * batch->n))
		return true;
	if (read > 0.25)
		need += (size_t)((double)parts->n * (1 / read - 1));
	return intern_reserve(parts, need);
}

static inline void
find_part(struct edges_end *e, struct edge_end *x)
{
	x->id = intern_put_ready(
	    &e->in->b->parts, &x->part, edges_stays(e->in, x->part.text));
}

void
edges_foresee(const struct edges_end *e, const struct edges_batch *batch)
{
	const struct intern *parts = &e->in->b->parts;

	for (size_t i = 0; i < batch->nparent; i++)
		intern_prefetch(parts, &batch->parent[i].part);
	for (size_t i = 0; i < batch->n; i++)
		intern_prefetch(parts, &batch->row[i].child.part);
}

/* The part numbers of the batch; false when memory is out. */
static bool
look_up(struct edges_end *e, struct edges_batch *batch)
{
	bool ok = make_room(e, batch);

	for (size_t i = 0, p = 0; ok && i < batch->n; i++) {
		struct edge *row = &batch->row[i];

		if (row->parent == p) /* its first row */
			find_part(e, &batch->parent[p++]);
		find_part(e, &row->child);
		ok = row->child.id != INTERN_NONE;
	}
	return ok;
}

/* What an edge list names is thereby an item. */
static uint32_t
name_ref(
    struct edges_end *e, const struct edge_end *x, const struct edge_more *more)
{
	static const struct edge_more bare = { { "", 0 }, { "", 0 } };
	const struct edge_more *m = e->more ? more : &bare;
	struct bom *b = e->in->b;
	uint32_t ref = bom_ref_of_part(b, x->id, m->maker, m->revision, x->at);

	if (ref != BOM_NONE && ref < e->older)
		b->ref[ref].may_define = true;
	for (; e->newer < b->nref; e->newer++)
		b->ref[e->newer].may_define = true;
	if (e->older == 0)
		e->plain = b->nplain;
	return ref;
}

/*
 * The same of a part number that has just come, in a bom of which all names are
 * bare and of this file: so it is in most rows.  BOM_NONE where it is not, or
 * where what a row says of a part has named others since.
 */
static inline uint32_t
next_ref(struct edges_end *e, const struct edge_end *x)
{
	struct bom *b = e->in->b;
	size_t n = b->nref;

	if (e->older > 0 || e->newer != n || x->id != n || b->nplain != n ||
	    n == b->ref_cap || n >= LIMIT_USES)
		return BOM_NONE;
	b->ref[n] = (struct ref){ x->id, 0, 0, BOM_NONE, x->at, true };
	pages_ahead(b->ref, n, n + 1, b->ref_cap, sizeof(*b->ref));
	e->newer = e->plain = b->nplain = b->nref = n + 1;
	return x->id;
}

static inline uint32_t
ref_of(
    struct edges_end *e, const struct edge_end *x, const struct edge_more *more)
{
	uint32_t ref = BOM_NONE;

	if (!e->more || (more->maker.n == 0 && more->revision.n == 0))
		ref = x->id < e->plain ? x->id : next_ref(e, x);
	return ref != BOM_NONE ? ref : name_ref(e, x, more);
}

/* A row that says more of its child than a name. */
static bool
state_all(struct edges_end *e, const struct edge_said *x, uint32_t ref,
    struct place at)
{
	struct bom *b = e->in->b;

	if (x->item && !(x->name ? stated_name(&e->stated, ref, at, x->is.name)
				 : stated_item(&e->stated, ref, at, &x->is)))
		return false;
	if (x->origin && !stated_made_in(&e->stated, ref, x->made_in,
			     e->in->decl, x->origin_at))
		return false;
	if (x->number != 0 &&
	    !bom_add_maker_part(b, (struct maker_part){ ref, x->number,
				       x->number_maker, x->number_at }))
		return false;
	return x->seller == 0 || bom_add_seller(b, ref, x->seller);
}

/* What the rows of the batch say of their children, which refs are known. */
static bool
state(
    struct edges_end *e, const struct edges_batch *batch, const struct use *use)
{
	stated_foresee(&e->stated, use, batch->n);
	for (size_t i = 0; i < batch->n; i++) {
		struct place at = batch->row[i].child.at;
		uint32_t ref = use[i].child, name = batch->name[i];

		if (name == EDGE_SILENT)
			continue;
		if (!(name == EDGE_SAID
			    ? state_all(e, &batch->said[i], ref, at)
			    : stated_name(&e->stated, ref, at, name)))
			return false;
	}
	return true;
}

bool
edges_enter(struct edges_end *e, struct edges_batch *batch)
{
	struct use *use;
	uint32_t parent = BOM_NONE;
	size_t nparent = 0;

	if (!look_up(e, batch))
		return false;
	use = bom_add_uses(e->in->b, batch->n);
	if (use == NULL)
		return false;
	for (size_t i = 0; i < batch->n; i++) {
		const struct edge *row = &batch->row[i];

		if (row->parent == nparent) {
			parent = ref_of(e, &batch->parent[nparent],
			    &batch->parent_more[nparent]);
			nparent++;
		}
		use[i] = row->use;
		use[i].parent = parent;
		use[i].child = ref_of(e, &row->child, &batch->child_more[i]);
		if (parent == BOM_NONE || use[i].child == BOM_NONE)
			return false;
	}
	return !e->says || state(e, batch, use);
}
