/* SPDX-License-Identifier: Apache-2.0 */
/*
 * read_edges - a row per use: parent, child, quantity, unit; see read_csv.h.
 *
 * The longest of all tables: of a row that is in order nothing is done twice,
 * and rows are looked up in batches.  A look-up in a large table of names
 * mostly waits for memory; that of a batch is asked for at once, with nothing
 * else between.
 */
#include "core/bom/read_csv.h"

#define BATCH 32
#define ROWS (BATCH + HABIT_SUBSTITUTES + 1)

/* [bytes] Of an edge list for each name in it, about: a part is used a few
 * times, and each time takes a row. */
#define BYTES_PER_NAME 256

/* A name on its way to be looked up. */
struct end {
	struct str maker, revision;
	struct intern_key part;
	struct place at;
	uint32_t id; /* of the part number */
};

struct edge {
	struct end parent, child;
	struct use use;
	bool again; /* the parent is that of the row before */
};

/* What a row says of its child. */
struct said {
	bool item; /* anything but where it was made */
	struct item is;
	bool origin;
	char made_in[3];
	struct place origin_at;
	uint32_t number, number_maker; /* text ids; 0: none */
	struct place number_at;
};

/* Fields of a name: part number, maker, revision; -1: no such column. */
struct name_fields {
	const enum csv_column *key;
	int field[3];
};

struct edges {
	struct table *t;
	struct name_fields parent, child;
	struct edge row[ROWS]; /* one may come with others beside it */
	size_t n;
	bool items, origins;    /* rows say what the child is, where it was
				   made */
	bool numbers;           /* and what its maker calls it */
	bool remarks;           /* or may point to rare earths */
	struct said said[ROWS]; /* if so: what each does */
	struct stated stated;   /* what all of them did */
	struct arena kept;      /* texts of the batch that do not stay in the
				   file */
	size_t nkept;           /* [bytes] of them */
	size_t older;           /* refs of other files */
	size_t newer; /* refs up to here are of this file, and marked */
	size_t plain; /* leading parts that are marked, and whose bare ref has
			 their own number */
};

static struct name_fields
name_fields(const struct table *t, const enum csv_column key[3])
{
	struct name_fields n = { .key = key };

	for (int i = 0; i < 3; i++)
		n.field[i] = t->head.field[key[i]];
	return n;
}

static inline struct str
text_at(const struct table *t, int field)
{
	return field >= 0 ? t->csv.field[field].text : STR("");
}

/* Does the text stand in the file?  Its bytes stay as long as the names. */
static bool
stays(const struct edges *e, struct str text)
{
	struct str all = e->t->in->body;

	return (uintptr_t)text.p - (uintptr_t)all.p < all.n;
}

/* The text outlives its row: other rows may come, and be passed over, before
 * the batch is looked up.  False: memory is out. */
static inline bool
keep(struct edges *e, struct str *text)
{
	if (text->n == 0 || stays(e, *text))
		return true;
	*text = arena_copy(&e->kept, *text);
	e->nkept += text->n;
	return text->p != NULL;
}

static inline bool
keep_end(struct edges *e, struct end *x)
{
	return keep(e, &x->part.text) && keep(e, &x->maker) &&
	       keep(e, &x->revision);
}

/* Part number, maker and revision; false: refused, and said. */
static inline bool
take_end(struct edges *e, const struct name_fields *n, struct end *out)
{
	struct table *t = e->t;
	struct item_key said;

	out->part.text = text_at(t, n->field[0]);
	out->maker = text_at(t, n->field[1]);
	if (out->maker.n > 0 && table_says_nothing(out->maker))
		out->maker = STR("");
	out->revision = text_at(t, n->field[2]);
	if (out->part.text.n == 0 || out->part.text.n > LIMIT_TEXT ||
	    out->maker.n > LIMIT_TEXT || out->revision.n > LIMIT_TEXT) {
		table_key(t, n->key, &said);
		return false;
	}
	out->at = table_place(t, (size_t)n->field[0]);
	return true;
}

static bool
same_end(const struct end *a, const struct end *b)
{
	return str_eq(a->part.text, b->part.text) &&
	       str_eq(a->maker, b->maker) && str_eq(a->revision, b->revision);
}

static void
take_said(struct edges *e, enum unit unit, struct said *out)
{
	out->item = (e->items || table_remarks(e->t)) &&
		    table_item(e->t, unit, &out->is) == ST_OK;
	out->origin = e->origins && table_country(e->t, out->made_in);
	if (out->origin)
		out->origin_at = table_cell(e->t, COL_ORIGIN).at;
	out->number = 0;
	if (e->numbers) {
		table_maker_part(e->t, &out->number, &out->number_maker);
		out->number_at = table_cell(e->t, COL_MPN).at;
	}
}

/* The row that the table is at; false: refused, and said. */
static bool
take_row(struct edges *e, struct edge *row)
{
	struct table *t = e->t;
	const struct intern *parts = &t->in->b->parts;

	row->use = (struct use){ .at = table_place(t, 0) };
	if (!take_end(e, &e->parent, &row->parent) ||
	    !take_end(e, &e->child, &row->child) ||
	    table_quantity(t, &row->use.qty, &row->use.unit) != ST_OK ||
	    table_note(t, &row->use.note) != ST_OK)
		return false;
	if (t->fit.habits.stays_empty)
		row->use.flags = USE_EMPTY;
	if (e->items || e->origins || e->numbers || e->remarks)
		take_said(e, (enum unit)row->use.unit, &e->said[e->n]);
	row->again = e->n > 0 && same_end(&row[-1].parent, &row->parent);
	if (row->again)
		row->parent = row[-1].parent;
	if ((!row->again && !keep_end(e, &row->parent)) ||
	    !keep_end(e, &row->child)) {
		fields_nomem(t->in->f);
		return false;
	}
	if (!row->again)
		intern_ready(parts, row->parent.part.text, &row->parent.part);
	intern_ready(parts, row->child.part.text, &row->child.part);
	return true;
}

/* What may be built in instead of the part of the row before, as much of it;
 * of nothing there is one.  False when memory is out. */
static bool
add_instead(struct edges *e)
{
	const struct habits *y = &e->t->fit.habits;

	for (size_t i = 0; i < y->ninstead; i++) {
		struct edge *row = &e->row[e->n];

		*row = row[-1 - (int)i];
		row->again = true;
		row->child.part.text = y->instead[i];
		row->child.maker = row->child.revision = STR("");
		if (!keep(e, &row->child.part.text))
			return false;
		if (str_is(y->instead[i], TABLE_NOTHING)) {
			row->use.qty = NUM_ONE;
			row->use.unit = UNIT_EACH;
		}
		intern_ready(&e->t->in->b->parts, row->child.part.text,
		    &row->child.part);
		e->said[e->n++] = (struct said){ .item = false };
	}
	return true;
}

/*
 * Room for the part numbers of the batch; false when memory is out.  Where
 * there is none it is made for all that will come, if names go on coming as
 * they came so far.
 */
static bool
make_room(struct edges *e)
{
	struct intern *parts = &e->t->in->b->parts;
	struct str all = e->t->in->body;
	double read = (double)(e->t->csv.next - all.p) / (double)all.n;
	size_t need = parts->n + 2 * e->n;

	if (intern_has_room(parts, 2 * e->n))
		return true;
	if (read > 0.25)
		need += (size_t)((double)parts->n * (1 / read - 1));
	return intern_reserve(parts, need);
}

static inline void
find_part(struct edges *e, struct end *x)
{
	x->id = intern_put_ready(
	    &e->t->in->b->parts, &x->part, stays(e, x->part.text));
}

/* The part numbers of the batch; false when memory is out. */
static bool
look_up(struct edges *e)
{
	struct intern *parts = &e->t->in->b->parts;
	bool ok = make_room(e);

	for (const struct edge *row = e->row; row < e->row + e->n; row++) {
		if (!row->again)
			intern_prefetch(parts, &row->parent.part);
		intern_prefetch(parts, &row->child.part);
	}
	for (struct edge *row = e->row; ok && row < e->row + e->n; row++) {
		if (!row->again)
			find_part(e, &row->parent);
		find_part(e, &row->child);
		ok = row->child.id != INTERN_NONE;
	}
	return ok;
}

/* What an edge list names is thereby an item. */
static uint32_t
name_ref(struct edges *e, const struct end *x)
{
	struct bom *b = e->t->in->b;
	uint32_t ref = bom_ref_of_part(b, x->id, x->maker, x->revision, x->at);

	if (ref != BOM_NONE && ref < e->older)
		b->ref[ref].may_define = true;
	for (; e->newer < b->nref; e->newer++)
		b->ref[e->newer].may_define = true;
	if (e->older == 0)
		e->plain = b->nplain;
	return ref;
}

static inline uint32_t
ref_of(struct edges *e, const struct end *x)
{
	return x->id < e->plain && x->maker.n == 0 && x->revision.n == 0
		   ? x->id
		   : name_ref(e, x);
}

/* What the rows of the batch say of their children, which refs are known. */
static bool
state(struct edges *e, const struct use *use)
{
	stated_foresee(&e->stated, use, e->n);
	for (size_t i = 0; i < e->n; i++) {
		const struct said *x = &e->said[i];

		if (x->item && !stated_item(&e->stated, use[i].child,
				   e->row[i].child.at, &x->is))
			return false;
		if (x->origin && !stated_made_in(&e->stated, use[i].child,
				     x->made_in, e->t->in->decl, x->origin_at))
			return false;
		if (x->number != 0 &&
		    !bom_add_maker_part(e->t->in->b,
			(struct maker_part){ use[i].child, x->number,
			    x->number_maker, x->number_at }))
			return false;
	}
	return true;
}

/* The batch goes into the bom; false when memory is out. */
static bool
flush(struct edges *e)
{
	struct use *use;
	uint32_t parent = BOM_NONE;

	if (!look_up(e))
		return false;
	use = bom_add_uses(e->t->in->b, e->n);
	if (use == NULL)
		return false;
	for (size_t i = 0; i < e->n; i++) {
		const struct edge *row = &e->row[i];

		if (!row->again)
			parent = ref_of(e, &row->parent);
		use[i] = row->use;
		use[i].parent = parent;
		use[i].child = ref_of(e, &row->child);
		if (parent == BOM_NONE || use[i].child == BOM_NONE)
			return false;
	}
	if ((e->items || e->origins || e->numbers || e->remarks) &&
	    !state(e, use))
		return false;
	e->n = 0;
	if (e->nkept > CSV_COPIES) {
		arena_free(&e->kept);
		e->nkept = 0;
	}
	return true;
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
	struct bom *b = t->in->b;
	struct edges e = { .t = t,
		.parent = name_fields(t, key_of_parent),
		.child = name_fields(t, key_of_part),
		.items = table_states_items(t),
		.origins = csv_has(&t->head, COL_ORIGIN),
		.numbers = csv_has(&t->head, COL_MPN),
		.remarks = t->hints != NULL,
		.stated = { .b = b, .f = t->in->f },
		.older = b->nref,
		.newer = b->nref };
	bool ok = intern_reserve(
	    &b->parts, b->parts.n + t->in->body.n / BYTES_PER_NAME);

	while (ok && table_next(t)) {
		if (!take_row(&e, &e.row[e.n]))
			continue;
		e.n++;
		ok = add_instead(&e);
		if (ok && e.n >= BATCH)
			ok = flush(&e);
	}
	if (!ok || !flush(&e) ||
	    !table_state_nothing(t, &e.stated, table_place(t, 0)))
		fields_nomem(t->in->f);
	stated_free(&e.stated);
	arena_free(&e.kept);
}
