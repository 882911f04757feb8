/* SPDX-License-Identifier: Apache-2.0 */
/* read_records - lists in JSON as tables; see read_records.h. */
#include "core/bom/read_records.h"

#include "core/bom/columns.h"
#include "core/bom/json_sax.h"
#include "core/bom/read_csv.h"

#include <stdlib.h>
#include <string.h>

/* [bytes] Of the name of a member with those of the objects around it. */
#define NAME 120

struct cell {
	uint32_t column;
	struct field said;
};

struct record {
	uint32_t above; /* the one it stands in; BOM_NONE */
	bool listed;    /* it stands in a list, and is a row */
	bool part;      /* it names a part, and is a row */
	struct place at;
	size_t ncell;
	uint32_t level;
};

/* An object or a list that is open. */
struct open {
	bool list;
	uint32_t record; /* whose members stand in it; BOM_NONE */
	size_t prefix;   /* [bytes] of the name of the objects around it */
};

struct records {
	const struct input *in;
	struct open open[LIMIT_JSON_DEPTH + 1];
	size_t nopen;
	char name[NAME]; /* of the member that comes next */
	size_t name_n;
	struct record *record;
	size_t nrecord, record_cap;
	struct cell *cell; /* those of a record are not side by side */
	uint32_t *owner;   /* [ncell] its record */
	size_t ncell, cell_cap, owner_cap;
	struct intern names;
	bool part[LIMIT_CSV_COLUMNS]; /* [names.n] such a name names a part */
	size_t width;                 /* columns, with the level */
	bool nested;
	/* as rows */
	uint32_t *row; /* [nrow] records */
	size_t nrow, next, now;
	size_t *first; /* [nrecord + 1] cells by record, in `order` */
	uint32_t *order;
	struct place *at; /* [width] of the row that was given last */
};

static bool
nomem(struct records *r)
{
	fields_nomem(r->in->f);
	return false;
}

static uint32_t
enclosing(const struct records *r)
{
	for (size_t i = r->nopen; i > 0; i--)
		if (r->open[i - 1].record != BOM_NONE)
			return r->open[i - 1].record;
	return BOM_NONE;
}

static bool
on_begin(void *ctx, bool list, struct place at)
{
	struct records *r = ctx;
	const struct open *top = r->nopen > 0 ? &r->open[r->nopen - 1] : NULL;
	struct open *o = &r->open[r->nopen];
	bool member = top != NULL && !top->list;
	struct record *all;

	*o = (struct open){ .list = list, .record = BOM_NONE };
	if (!list && member && enclosing(r) != BOM_NONE &&
	    top->record != BOM_NONE && r->record[top->record].listed) {
		/* "supplier": {"name": ...} says more of the same record */
		o->record = top->record;
		o->prefix = r->name_n;
	} else if (!list) {
		all = array_grow(
		    r->record, &r->record_cap, r->nrecord + 1, sizeof(*all));
		if (all == NULL)
			return nomem(r);
		r->record = all;
		all[r->nrecord] = (struct record){ .above = enclosing(r),
			.listed = top != NULL && top->list,
			.at = at };
		o->record = (uint32_t)r->nrecord++;
	}
	r->nopen++;
	r->name_n = o->prefix;
	return true;
}

static bool
on_end(void *ctx)
{
	struct records *r = ctx;

	r->nopen--;
	return true;
}

static bool
on_key(void *ctx, struct field key)
{
	struct records *r = ctx;
	size_t n = r->open[r->nopen - 1].prefix;

	if (n > 0 && n < NAME)
		r->name[n++] = ' ';
	if (n + key.text.n > NAME)
		key.text.n = NAME - n;
	memcpy(r->name + n, key.text.p, key.text.n);
	r->name_n = n + key.text.n;
	return true;
}

/* Does the member name the part of its record? */
static bool
names_part(const struct records *r, struct str name)
{
	enum csv_column column;
	const char *file = r->in->b->file[r->in->file].name;

	if (columns_find(r->in->b->columns, file, name, &column))
		return column == COL_PART;
	column = csv_column_find(name);
	return (column == COL_PART || column == COL_MPN) &&
	       !csv_is_place_in_list(name);
}

/* The column of the member whose value comes; INTERN_NONE: memory. */
static uint32_t
column_of(struct records *r)
{
	struct str name = { r->name, r->name_n };
	size_t before = r->names.n;
	uint32_t column = intern_copy(&r->names, name);

	if (column != INTERN_NONE && r->names.n > before)
		r->part[column] = names_part(r, name);
	return column;
}

static bool
on_value(void *ctx, struct field value)
{
	struct records *r = ctx;
	const struct open *o = r->nopen > 0 ? &r->open[r->nopen - 1] : NULL;
	struct cell *cells;
	uint32_t *owners, column;

	if (o == NULL || o->list || o->record == BOM_NONE)
		return true;
	if (r->names.n == LIMIT_CSV_COLUMNS)
		return true; /* no table has so many */
	cells = array_grow(r->cell, &r->cell_cap, r->ncell + 1, sizeof(*cells));
	if (cells != NULL)
		r->cell = cells;
	owners =
	    array_grow(r->owner, &r->owner_cap, r->ncell + 1, sizeof(*owners));
	if (owners != NULL)
		r->owner = owners;
	column = column_of(r);
	if (value.text.n > 0)
		value.text = arena_copy(&r->in->b->mem, value.text);
	if (cells == NULL || owners == NULL || column == INTERN_NONE ||
	    value.text.p == NULL)
		return nomem(r);
	cells[r->ncell] = (struct cell){ column, value };
	owners[r->ncell++] = o->record;
	r->record[o->record].ncell++;
	r->record[o->record].part |= r->part[column];
	return true;
}

/* ---- records as rows */

/* The column of part numbers; INTERN_NONE: there is none. */
static uint32_t
part_column(const struct records *r)
{
	for (size_t i = 0; i < r->names.n; i++)
		if (r->part[i])
			return (uint32_t)i;
	return INTERN_NONE;
}

/* {"product": "DU-1", "components": [...]}: what is around a list, and calls
 * its part otherwise, is what the list is of. */
static void
name_products(struct records *r)
{
	static const char *const words[] = { "product", "assembly", "model",
		"product name", "bom", "bom name", "root", "top" };
	uint32_t part = part_column(r);

	for (size_t i = 0; part != INTERN_NONE && i < r->ncell; i++) {
		struct record *x = &r->record[r->owner[i]];
		struct str name = r->names.key[r->cell[i].column];

		if (x->listed || x->part)
			continue;
		for (size_t k = 0; k < sizeof(words) / sizeof(words[0]); k++)
			if (csv_same_name(name, str_of(words[k]))) {
				r->cell[i].column = part;
				x->part = true;
				break;
			}
	}
}

static bool
is_row(const struct record *x)
{
	return x->ncell > 0 && (x->listed || x->part);
}

/* Cells by their records, and which of these are rows, with their levels. */
static bool
settle(struct records *r)
{
	size_t n = r->nrecord;

	r->row = calloc(n + 1, sizeof(*r->row));
	r->first = calloc(n + 2, sizeof(*r->first));
	r->order = calloc(r->ncell + 1, sizeof(*r->order));
	r->at = calloc(r->names.n + 2, sizeof(*r->at));
	if (r->row == NULL || r->first == NULL || r->order == NULL ||
	    r->at == NULL)
		return nomem(r);
	name_products(r);
	for (size_t i = 0; i < r->ncell; i++)
		r->first[r->owner[i] + 2]++;
	for (size_t i = 2; i < n + 2; i++)
		r->first[i] += r->first[i - 1];
	for (size_t i = 0; i < r->ncell; i++)
		r->order[r->first[r->owner[i] + 1]++] = (uint32_t)i;
	for (size_t i = 0; i < n; i++) {
		struct record *x = &r->record[i];
		uint32_t above = x->above;

		while (above != BOM_NONE && !is_row(&r->record[above]))
			above = r->record[above].above;
		if (!is_row(x))
			continue;
		x->level = above != BOM_NONE ? r->record[above].level + 1 : 0;
		r->nested |= x->level > 0;
		r->row[r->nrow++] = (uint32_t)i;
	}
	for (size_t i = 0; i < r->names.n; i++)
		if (csv_column_find(r->names.key[i]) == COL_LEVEL)
			r->nested = false; /* they say it themselves */
	r->width = r->names.n + 1;
	return true;
}

/* The level stands behind the other columns; without nested objects it is
 * blank, and its name, too. */
static bool
give(struct csv *c, struct findings *f)
{
	static const char digits[][4] = { "0", "1", "2", "3", "4", "5", "6",
		"7", "8", "9" };
	struct records *r = c->rows_of;
	size_t row = r->next, width = r->names.n + (r->nested ? 1 : 0);
	const struct record *x;
	char *room;

	if (row > r->nrow) {
		c->n = 0;
		return false;
	}
	r->now = row;
	r->next++;
	c->line = (uint32_t)row + 1;
	c->n = width;
	x = row > 0 ? &r->record[r->row[row - 1]] : &r->record[0];
	for (size_t i = 0; i < width; i++) {
		struct str name =
		    i < r->names.n ? r->names.key[i] : STR("level");

		c->field[i].text = row == 0 ? name : STR("");
		c->field[i].at = name.p;
		r->at[i] = x->at;
	}
	if (row == 0)
		return true;
	for (size_t i = r->first[r->row[row - 1]];
	     i < r->first[r->row[row - 1] + 1]; i++) {
		const struct cell *cell = &r->cell[r->order[i]];

		c->field[cell->column].text = cell->said.text;
		r->at[cell->column] = cell->said.at;
	}
	if (!r->nested)
		return true;
	if (x->level < 10) {
		c->field[width - 1].text = str_of(digits[x->level]);
		return true;
	}
	room = csv_room(c, 12);
	if (room == NULL) {
		fields_nomem(f);
		return false;
	}
	room[0] = '\0';
	str_add(room, 12, "%u", x->level);
	c->field[width - 1].text = str_of(room);
	return true;
}

static struct pos
place(const struct csv *c, size_t i)
{
	const struct records *r = c->rows_of;

	return bom_pos(r->in->b, r->at[i < r->names.n ? i : 0]);
}

static bool
go_back(struct csv *c, uint32_t line)
{
	struct records *r = c->rows_of;

	r->next = line > 0 ? line - 1 : 0;
	return true;
}

static const struct csv_rows as_rows = { give, place, go_back };

/* Do its names make a list of parts, or say what is in them? */
static bool
makes_table(const struct records *r)
{
	static const enum csv_column more[] = { COL_QUANTITY, COL_MASS,
		COL_AMOUNT, COL_CAS, COL_ELEMENT, COL_SUBSTANCE, COL_MATERIAL,
		COL_PARENT, COL_ORIGIN };
	bool part = false, other = r->nested;

	for (size_t i = 0; i < r->names.n; i++) {
		enum csv_column column = csv_column_find(r->names.key[i]);
		enum unit unit;

		if (column == COL_COUNT)
			column = csv_column_with_unit(r->names.key[i], &unit);
		part |= r->part[i];
		for (size_t k = 0; k < sizeof(more) / sizeof(more[0]); k++)
			other |= column == more[k];
	}
	return part && other && r->nrow > 0 && r->width + 1 < LIMIT_CSV_COLUMNS;
}

static void
read_rows(struct records *r, enum format *found)
{
	struct table t;
	struct input in = *r->in;

	if (table_open_rows(&t, &in, &as_rows, r) == ST_OK) {
		*found = t.head.format;
		read_table(&t);
	}
	table_close(&t);
	in.b->file[in.file].role = table_role(*found);
}

enum status
read_records(const struct input *in, bool lines, enum format *found, bool *is)
{
	const struct json_handler handler = { .begin = on_begin,
		.end = on_end,
		.key = on_key,
		.value = on_value,
		.lines = lines };
	size_t errors = in->f->errors;
	struct records *r = calloc(1, sizeof(*r));
	enum status st;

	*is = false;
	if (r == NULL)
		return fields_nomem(in->f);
	r->in = in;
	st = json_sax_read(in, &handler, r);
	if (st == ST_OK && settle(r) && makes_table(r)) {
		*is = true;
		read_rows(r, found);
	}
	free(r->record);
	free(r->cell);
	free(r->owner);
	free(r->row);
	free(r->first);
	free(r->order);
	free(r->at);
	intern_free(&r->names);
	free(r);
	return in->f->errors > errors ? in->f->first.code : st;
}
