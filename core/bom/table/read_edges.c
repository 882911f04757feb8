/* SPDX-License-Identifier: Apache-2.0 */
/*
 * read_edges - a row per use: parent, child, quantity, unit; see read_csv.h.
 *
 * The longest of all tables: rows are taken apart (edges_take.c) and entered
 * in batches (edges_enter.c).  Of a large file they are taken apart in a thread
 * of their own, whose findings go with the batch that they stand in: the order
 * of all that is told is that of one thread.
 */
#include "core/bom/table/read_csv.h"

#include "core/base/relay.h"
#include "core/bom/field/per_unit.h"
#include "core/bom/table/csv_marks.h"
#include "core/bom/table/edges_own.h"
#include "core/bom/table/letterhead.h"
#include "core/bom/table/wide_row.h"

/* [bytes] Of an edge list that is worth a second thread: a millisecond. */
#define EDGES_LARGE ((size_t)1 << 20)

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
	/* where batches are handed over they stay to the end */
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
		if (e->t->fit.habits.same_place) {
			ok = table_other_maker(e->t);
			continue;
		}
		if ((e->t->fit.habits.roots &&
			edges_text(e->t, e->parent.field[0]).n == 0) ||
		    (e->t->fit.ordered &&
			str_eq(edges_text(e->t, e->parent.field[0]),
			    edges_text(e->t, e->child.field[0])))) {
			ok = state_root(e);
			continue;
		}
		if (!edges_take(e, &ok))
			continue;
		ok = (e->t->wide == NULL && e->t->head.nsource == 0) ||
		     say_more(e->t);
		if (!ok)
			fields_nomem(e->t->in->f);
		else if (e->batch->n >= EDGES_BATCH)
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
		.parent = edges_name(t, key_of_parent),
		.child = edges_name(t, key_of_part),
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
