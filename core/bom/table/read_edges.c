/* SPDX-License-Identifier: Apache-2.0 */
/*
 * read_edges - a row per use: parent, child, quantity, unit; see read_csv.h.
 *
 * The longest of all tables: of a row that is in order nothing is done twice,
 * and rows are entered in batches (edges_enter.c).  Of a large file they are
 * taken apart in a thread of their own, whose findings go with the batch that
 * they stand in: the order of all that is told is that of one thread.
 */
#include "core/bom/table/read_csv.h"

#include "core/base/relay.h"
#include "core/bom/field/per_unit.h"
#include "core/bom/table/csv_called.h"
#include "core/bom/table/csv_marks.h"
#include "core/bom/table/edges.h"
#include "core/bom/table/letterhead.h"
#include "core/bom/table/wide_row.h"

/* [bytes] Of an edge list that is worth a second thread: a millisecond. */
#define EDGES_LARGE ((size_t)1 << 20)

/* Fields of a name: part number, maker, revision; -1: no such column. */
struct name_fields {
	const enum csv_column *key;
	int field[3];
	bool bare; /* a part number alone */
};

/* Taking rows apart. */
struct edges {
	struct table *t;
	struct name_fields parent, child;
	bool items, origins; /* rows say what the child is, where it was made */
	bool names_alone;    /* the former by its name */
	bool numbers;        /* and what its maker calls it */
	bool sellers;        /* and who sells it */
	struct intern names; /* its seed is that of part numbers */
	struct edges_batch *batch;
	struct edges_batch own; /* of one thread */
	struct arena kept;      /* texts of the batch that do not stay in the
				   file */
	size_t nkept;           /* [bytes] of them */
	bool apart;             /* rows have a thread of their own */
	struct input in;        /* then: the table's, with findings of that */
	struct findings told;   /* thread, of the batch */
	struct edges_end end;
	bool ok; /* entering: false: memory is out */
};

static struct name_fields
name_fields(const struct table *t, const enum csv_column key[3])
{
	struct name_fields n = { .key = key };

	for (int i = 0; i < 3; i++)
		n.field[i] = t->head.field[key[i]];
	n.bare = n.field[1] < 0 && n.field[2] < 0;
	return n;
}

static inline struct str
text_at(const struct table *t, int field)
{
	return field >= 0 ? t->csv.field[field].text : STR("");
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

	out->maker = text_at(t, n->field[1]);
	if (out->maker.n > 0 && table_says_nothing(out->maker))
		out->maker = STR("");
	out->revision = text_at(t, n->field[2]);
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

	*part = text_at(t, n->field[0]);
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

/* What was told of the rows of the batch goes with it. */
static void
close_batch(struct edges *e)
{
	e->batch->read = (size_t)(e->t->csv.next - e->t->in->body.p);
	e->batch->told = e->told;
	e->told = (struct findings){ .strict = e->told.strict };
}

/* Enters the batch, and begins it anew; false: memory is out. */
static bool
enter_batch(struct edges *e)
{
	edges_foresee(&e->end, e->batch);
	e->ok = edges_enter(&e->end, e->batch);
	e->batch->n = e->batch->nparent = 0;
	/* with a thread of its own they stay to the end */
	if (e->nkept > CSV_COPIES) {
		arena_free(&e->kept);
		e->nkept = 0;
	}
	return e->ok;
}

/* The batch is full, and the next one begins; false: no more is wanted. */
static bool
next_batch(struct edges *e, struct relay *relay)
{
	close_batch(e);
	if (!e->apart)
		return enter_batch(e);
	e->batch = relay_room(relay, sizeof(*e->batch));
	if (e->batch == NULL)
		return false;
	e->batch->n = e->batch->nparent = 0;
	return true;
}

/* Columns that say what is in the child, and who else makes it. */
static bool
say_more(struct table *t)
{
	uint32_t ref;

	return table_ref(t, key_of_part, &ref) != ST_OK ||
	       (wide_row(t, ref, t->in->decl) && table_add_others(t, ref));
}

/* A row without a parent says what a product is.  False: memory, told. */
static bool
state_root(struct edges *e)
{
	struct table *t = e->t;
	struct item said;
	uint32_t ref;

	if (table_ref(t, key_of_part, &ref) != ST_OK)
		return t->in->f->first.code != ST_NOMEM;
	habit_count_row(
	    &t->fit.habits.rooted, &t->csv, (size_t)t->head.field[COL_PART]);
	t->in->b->ref[ref].may_define = true;
	if (e->end.says && table_item(t, UNIT_EACH, &said) == ST_OK &&
	    !stated_item(
		&e->end.stated, ref, table_cell(t, COL_PART).at, &said)) {
		fields_nomem(t->in->f);
		return false;
	}
	return table_made_in(t, &e->end.stated, ref) &&
	       table_add_sources(t, ref);
}

/* All rows, in batches; the last one is closed and not entered. */
static void
take_rows(struct edges *e, struct relay *relay)
{
	bool ok = true;

	while (ok && table_next(e->t)) {
		struct edges_batch *batch = e->batch;

		if (e->t->fit.habits.same_place) {
			ok = table_other_maker(e->t);
			continue;
		}
		if ((e->t->fit.habits.roots &&
			text_at(e->t, e->parent.field[0]).n == 0) ||
		    (e->t->fit.ordered &&
			str_eq(text_at(e->t, e->parent.field[0]),
			    text_at(e->t, e->child.field[0])))) {
			ok = state_root(e);
			continue;
		}
		if (!take_row(e, &batch->row[batch->n]))
			continue;
		batch->n++;
		ok = add_instead(e) &&
		     ((e->t->wide == NULL && e->t->head.nsource == 0) ||
			 say_more(e->t));
		if (!ok)
			fields_nomem(e->t->in->f);
		else if (batch->n >= EDGES_BATCH)
			ok = next_batch(e, relay);
	}
	if (e->batch != NULL)
		close_batch(e);
}

static void
write_batches(struct relay *relay, void *ctx)
{
	struct edges *e = ctx;

	e->batch = relay_room(relay, sizeof(*e->batch));
	if (e->batch == NULL)
		return;
	e->batch->n = e->batch->nparent = 0;
	take_rows(e, relay);
}

/* Takes all batches, so that what they tell is told, and none is lost. */
static bool
read_batches(const char *first, const char *end, void *ctx)
{
	struct edges *e = ctx;

	struct edges_batch *batch = (void *)(uintptr_t)first;
	const struct edges_batch *over = (const void *)end;

	edges_foresee(&e->end, batch);
	for (; batch < over; batch++) {
		if (batch + 1 < over)
			edges_foresee(&e->end, batch + 1);
		findings_join(e->end.in->f, &batch->told);
		e->ok = e->ok && edges_enter(&e->end, batch);
	}
	return true;
}

static bool
run_apart(struct edges *e)
{
	static const struct relay_ends ends = { write_batches, read_batches,
		NULL };
	const struct input *in = e->t->in;
	bool ok;

	e->in = *in;
	e->in.f = &e->told;
	e->told.strict = in->f->strict;
	e->t->in = &e->in;
	ok = relay_run(&ends, relay_pays(), e);
	e->t->in = in;
	findings_join(in->f, &e->told);
	return ok && e->ok;
}

static bool
run_alone(struct edges *e)
{
	e->batch = &e->own;
	take_rows(e, NULL);
	return e->ok && edges_enter(&e->end, e->batch);
}

/* Would one thread read what the other writes?  Makers and revisions are texts
 * of the bom as names are; what rows are made ready with is told as it goes. */
static bool
can_be_apart(const struct edges *e)
{
	return e->t->csv.rows == NULL && e->t->fits && e->t->wide == NULL &&
	       e->t->head.nsource == 0 && e->parent.bare && e->child.bare;
}

/* For the names of a large file; false: memory is out. */
static bool
make_room(const struct edges *e)
{
	struct intern *parts = &e->t->in->b->parts;
	size_t n = 0;

	if (e->t->csv.rows == NULL && e->t->in->body.n >= EDGES_LARGE)
		n = edges_names(&e->t->csv, e->child.field[0]);
	return intern_reserve(parts, parts->n + n + n / 8);
}

/* The product of all rows, of which it is told above them what it weighs. */
static void
state_product(struct edges *e)
{
	struct table *t = e->t;
	struct bom *b = t->in->b;
	const struct csv_header *h = &t->head;
	struct str product = STR(""), mass, label;
	struct amount_text text;
	struct item said = { .value = BOM_NONE };
	enum unit of = UNIT_EACH;
	struct place place;
	struct pos at;
	uint32_t ref;

	for (size_t i = 0; i < t->fit.nfixed; i++)
		if (t->fit.fixed[i].field == h->field[COL_PARENT])
			product = t->fit.fixed[i].text;
	if (product.n == 0 || h->products || t->fit.habits.sections ||
	    !letterhead_mass(&t->csv, &mass, &at, &label))
		return;
	place = (struct place){ at.line, (uint16_t)at.col, t->in->file };
	text = (struct amount_text){ .amount = { mass, place },
		.unit = { STR(""), place },
		.min = { STR(""), place },
		.max = { STR(""), place } };
	ref = bom_ref(b, product, STR(""), STR(""), place);
	if (ref == BOM_NONE ||
	    per_unit_mass(b, &text, &of, &said.mass, t->in->f) != ST_OK)
		return;
	b->ref[ref].may_define = true;
	said.has_mass = 1;
	said.dim = (uint8_t)unit_dimension(of);
	e->ok = e->ok && stated_item(&e->end.stated, ref, place, &said);
	findings_add(t->in->f, SEV_NOTE, ST_OK, at,
	    "\"%.*s\" stands above the table as \"%.*s\": taken for what "
	    "\"%.*s\" weighs",
	    STR_ARG(str_clip(mass, 40)), STR_ARG(str_clip(label, 40)),
	    STR_ARG(str_clip(product, 60)));
}

void
read_edges_apart(struct table *t, bool apart)
{
	struct bom *b = t->in->b;
	struct edges e = { .t = t,
		.parent = name_fields(t, key_of_parent),
		.child = name_fields(t, key_of_part),
		.items = table_states_items(t),
		.names_alone = table_names_items(t),
		.origins = csv_has(&t->head, COL_ORIGIN),
		.numbers = csv_has(&t->head, COL_MPN),
		.sellers = csv_has(&t->head, COL_SUPPLIER),
		.end = { .in = t->in,
		    .stated = { .b = b, .f = t->in->f },
		    .older = b->nref,
		    .newer = b->nref },
		.ok = true };

	e.end.more = !e.parent.bare || !e.child.bare;
	e.end.names = (e.names_alone || !e.items) && !e.origins && !e.numbers &&
		      !e.sellers;
	e.end.says = !e.end.names || e.items || t->hints != NULL;
	e.ok = make_room(&e);
	e.names.seed = b->parts.seed;
	e.apart = apart && can_be_apart(&e);
	state_product(&e);
	if (!e.ok || !(e.apart ? run_apart(&e) : run_alone(&e)) ||
	    !table_state_nothing(t, &e.end.stated, table_place(t, 0)))
		fields_nomem(t->in->f);
	stated_free(&e.end.stated);
	arena_free(&e.kept);
}

/*
 * read_edges - a row per use: parent, child, quantity, unit; it may say what
 * the child is.
 *
 * Cost:	linear
 */
void
read_edges(struct table *t)
{
	read_edges_apart(t, t->in->body.n >= EDGES_LARGE);
}
