/* SPDX-License-Identifier: Apache-2.0 */
/*
 * edges_take - what one row of an edge list says, on its way into the bom; see
 * edges_own.h.
 *
 * Of a row that is in order nothing is done twice.
 */
#include "core/bom/table/csv_called.h"
#include "core/bom/table/edges_own.h"

struct name_fields
edges_name(const struct table *t, const enum csv_column key[3])
{
	struct name_fields n = { .key = key };

	for (int i = 0; i < 3; i++)
		n.field[i] = t->head.field[key[i]];
	n.bare = n.field[1] < 0 && n.field[2] < 0;
	return n;
}

/* The text outlives its row: other rows may come, and be passed over, before
 * the batch is looked up.  False: memory is out. */
static inline bool
keep(struct edges *e, struct str *text)
{
	if (text->n == 0 || edges_stays(e->t->in, *text))
		return true;
	*text = arena_copy(&e->kept, *text);
	e->nkept += text->n;
	return text->p != NULL;
}

static void
take_more(struct edges *e, const struct name_fields *n, struct edge_more *out)
{
	struct table *t = e->t;

	out->maker = edges_text(t, n->field[1]);
	if (out->maker.n > 0 && table_says_nothing(out->maker))
		out->maker = STR("");
	out->revision = edges_text(t, n->field[2]);
	if (table_is_dressed(out->maker))
		out->maker = table_undressed(t, out->maker);
	if (table_is_dressed(out->revision))
		out->revision = table_undressed(t, out->revision);
}

/* The part number; with maker and revision, where they have columns.  False:
 * refused, and said. */
static inline bool
take_end(struct edges *e, const struct name_fields *n, struct str *part,
    struct edge_more *more)
{
	struct table *t = e->t;
	struct item_key said;
	bool fits = true;

	*part = edges_text(t, n->field[0]);
	if (table_is_dressed(*part))
		*part = table_undressed(t, *part);
	if (e->end.more)
		take_more(e, n, more);
	if (n->key[0] == COL_PART && t->fit.habits.called_by >= 0 &&
	    called_no_number(*part)) {
		struct str name = table_called(t);

		if (name.n > 0) {
			*part = name;
			more->maker = STR("");
		}
	}
	if (e->end.more)
		fits = more->maker.n <= LIMIT_TEXT &&
		       more->revision.n <= LIMIT_TEXT;
	if (fits && part->n > 0 && part->n <= LIMIT_TEXT)
		return true;
	table_key(t, n->key, &said);
	return false;
}

static void
take_all_said(struct edges *e, enum unit unit, struct edge_said *out)
{
	out->item = (e->items || table_remarks(e->t)) &&
		    table_item(e->t, unit, &out->is) == ST_OK;
	out->name = e->names_alone && !table_remarks(e->t);
	out->origin = e->origins && table_country(e->t, out->made_in);
	if (out->origin)
		out->origin_at = table_cell(e->t, COL_ORIGIN).at;
	out->number = 0;
	if (e->numbers) {
		table_maker_part(e->t, &out->number, &out->number_maker);
		out->number_at = table_cell(e->t, COL_MPN).at;
	}
	out->seller = 0;
	if (e->sellers)
		table_seller(e->t, &out->seller);
}

/* Most rows say of their child its name, if anything. */
static inline void
take_said(struct edges *e, enum unit unit, size_t n)
{
	struct edges_batch *batch = e->batch;
	uint32_t name = 0;

	if (!e->end.names || table_remarks(e->t)) {
		batch->name[n] = EDGE_SAID;
		take_all_said(e, unit, &batch->said[n]);
	} else if (!e->names_alone || table_name(e->t, &name) != ST_OK) {
		batch->name[n] = EDGE_SILENT;
	} else {
		batch->name[n] = name;
	}
}

/* What has been taken of a name stays until it is looked up; false: memory is
 * out. */
static inline bool
make_ready(struct edges *e, struct edge_end *x, struct edge_more *more)
{
	if (!keep(e, &x->part.text) ||
	    (e->end.more &&
		!(keep(e, &more->maker) && keep(e, &more->revision))))
		return false;
	intern_ready(&e->names, x->part.text, &x->part);
	return true;
}

/* The parent of the row: that of the row before, or another; false: refused,
 * and said. */
static inline bool
take_parent(struct edges *e, size_t *parent)
{
	struct edges_batch *batch = e->batch;
	size_t n = batch->nparent;
	struct edge_end *out = &batch->parent[n];
	struct edge_more *more = &batch->parent_more[n];
	struct str part;

	if (!take_end(e, &e->parent, &part, more))
		return false;
	*parent = n - 1;
	if (n > 0 && str_eq(part, out[-1].part.text) &&
	    (!e->end.more || (str_eq(more->maker, more[-1].maker) &&
				 str_eq(more->revision, more[-1].revision))))
		return true;
	*parent = n;
	out->part.text = part;
	out->at = table_place(e->t, (size_t)e->parent.field[0]);
	return true;
}

/* The row that the table is at; false: refused, and said. */
static bool
take_row(struct edges *e, struct edge *row)
{
	struct table *t = e->t;
	struct edges_batch *batch = e->batch;
	size_t n = batch->n, parent;
	struct str part;

	row->use = (struct use){ .at = table_place(t, 0) };
	if (!take_parent(e, &parent) ||
	    !take_end(e, &e->child, &part, &batch->child_more[n]) ||
	    table_quantity(t, &row->use.qty, &row->use.unit) != ST_OK ||
	    table_note(t, &row->use.note) != ST_OK)
		return false;
	if (t->fit.habits.stays_empty)
		row->use.flags = USE_EMPTY;
	if (e->end.says)
		take_said(e, (enum unit)row->use.unit, n);
	row->parent = (uint32_t)parent;
	row->child.part.text = part;
	row->child.at = table_place(t, (size_t)e->child.field[0]);
	if ((parent == batch->nparent && !make_ready(e, &batch->parent[parent],
					     &batch->parent_more[parent])) ||
	    !make_ready(e, &row->child, &batch->child_more[n])) {
		fields_nomem(t->in->f);
		return false;
	}
	batch->nparent =
	    parent + 1 > batch->nparent ? parent + 1 : batch->nparent;
	return true;
}

/* What may be built in instead of the part of the row before, as much of it;
 * of nothing there is one.  False when memory is out. */
static bool
add_instead(struct edges *e)
{
	const struct habits *y = &e->t->fit.habits;

	for (size_t i = 0; i < y->ninstead; i++) {
		struct edges_batch *batch = e->batch;
		size_t n = batch->n++;
		struct edge *row = &batch->row[n];

		*row = row[-1 - (int)i];
		row->child.part.text = y->instead[i];
		batch->child_more[n] = (struct edge_more){ STR(""), STR("") };
		if (str_is(y->instead[i], STATED_NOTHING)) {
			row->use.qty = NUM_ONE;
			row->use.unit = UNIT_EACH;
		}
		if (!make_ready(e, &row->child, &batch->child_more[n]))
			return false;
		batch->name[n] = EDGE_SAID;
		batch->said[n] = (struct edge_said){ .item = false };
	}
	return true;
}

bool
edges_take(struct edges *e, bool *ok)
{
	struct edges_batch *batch = e->batch;

	*ok = true;
	if (!take_row(e, &batch->row[batch->n]))
		return false;
	batch->n++;
	*ok = add_instead(e);
	if (!*ok)
		fields_nomem(e->t->in->f);
	return *ok;
}
