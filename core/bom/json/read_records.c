/* SPDX-License-Identifier: Apache-2.0 */
/* read_records - lists in JSON as tables; see read_records.h. */
#include "core/bom/json/read_records.h"

#include "core/bom/json/json_sax.h"
#include "core/bom/json/records_known.h"
#include "core/bom/json/records_list.h"
#include "core/bom/json/records_own.h"
#include "core/bom/table/columns.h"
#include "core/bom/table/read_csv.h"

#include <stdlib.h>
#include <string.h>

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

/* The name of the member that comes, without those around it. */
static struct str
member_name(const struct records *r)
{
	size_t n = r->open[r->nopen - 1].prefix;

	n += n > 0 && n < r->name_n;
	return (struct str){ r->name + n, r->name_n > n ? r->name_n - n : 0 };
}

static bool
on_begin(void *ctx, bool list, struct place at)
{
	struct records *r = ctx;
	const struct open *top = r->nopen > 0 ? &r->open[r->nopen - 1] : NULL;
	struct open *o = &r->open[r->nopen];
	bool member = top != NULL && !top->list;
	struct record *all;

	*o = (struct open){ .list = list,
		.record = BOM_NONE,
		.key_n = r->name_n,
		.beside = top != NULL && top->beside };
	if (member) {
		o->parts = list_is_of_parts(member_name(r));
		o->other = list && list_is_of_others(member_name(r));
		o->beside |= list && records_is_beside(member_name(r));
		o->heads = list && list_is_of_heads(member_name(r));
		o->grid = list && list_is_grid(member_name(r));
		o->reference = list && list_is_reference(member_name(r));
		if (top->parts && !list && r->loose.line == 0)
			r->loose = at;
	}
	if (!list && member && enclosing(r) != BOM_NONE &&
	    top->record != BOM_NONE && r->record[top->record].listed) {
		/* "supplier": {"name": ...} says more of the same record */
		o->record = top->record;
		o->prefix = r->name_n;
	} else if (!o->beside &&
		   (!list || (top != NULL && top->grid && r->nhead > 0))) {
		all = array_grow(
		    r->record, &r->record_cap, r->nrecord + 1, sizeof(*all));
		if (all == NULL)
			return nomem(r);
		r->record = all;
		all[r->nrecord] = (struct record){ .above = enclosing(r),
			.listed = top != NULL && top->list,
			.other = top != NULL && top->other,
			.at = at };
		o->record = (uint32_t)r->nrecord++;
	}
	r->nopen++;
	r->name_n = o->prefix;
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

bool
records_add_cell(struct records *r, uint32_t record, uint32_t column,
    struct str text, struct place at)
{
	struct cell *cells =
	    array_grow(r->cell, &r->cell_cap, r->ncell + 1, sizeof(*cells));
	uint32_t *owners;

	if (cells != NULL)
		r->cell = cells;
	owners =
	    array_grow(r->owner, &r->owner_cap, r->ncell + 1, sizeof(*owners));
	if (owners != NULL)
		r->owner = owners;
	if (cells == NULL || owners == NULL)
		return false;
	cells[r->ncell] = (struct cell){ column, { text, at } };
	owners[r->ncell++] = record;
	r->record[record].ncell++;
	return true;
}

/* A value of the member whose name was read last. */
static bool
keep_value(struct records *r, uint32_t record, struct field value)
{
	uint32_t column;

	if (record == BOM_NONE || r->names.n == LIMIT_CSV_COLUMNS)
		return true; /* no table has so many */
	column = column_of(r);
	if (value.text.n > 0)
		value.text = arena_copy(&r->in->b->mem, value.text);
	if (column == INTERN_NONE || value.text.p == NULL ||
	    !records_add_cell(r, record, column, value.text, value.at))
		return nomem(r);
	r->record[record].part |= r->part[column];
	if (csv_column_find(r->names.key[column]) == COL_PER)
		r->record[record].per = value.text;
	return true;
}

static bool
on_end(void *ctx)
{
	struct records *r = ctx;
	struct open *o = &r->open[--r->nopen];

	/* "bom_id": [12, "[P-1] Pump"] is one value, and so is false */
	if (!o->reference || o->nvalue != 2 || o->label.text.n == 0)
		return true;
	r->name_n = o->key_n;
	return keep_value(r, r->open[r->nopen - 1].record, o->label);
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

/* The name of a column of a grid. */
static bool
keep_head(struct records *r, struct str name)
{
	struct str *list =
	    array_grow(r->head, &r->head_cap, r->nhead + 1, sizeof(*list));

	if (list == NULL)
		return nomem(r);
	r->head = list;
	list[r->nhead] = arena_copy(&r->in->b->mem, name);
	return list[r->nhead++].p != NULL || nomem(r);
}

/* A value in a list. */
static bool
on_element(struct records *r, struct open *o, struct field value)
{
	size_t i = o->nvalue++;

	if (o->heads)
		return keep_head(r, value.text);
	if (o->record != BOM_NONE) { /* a row of a grid */
		if (i >= r->nhead || r->head[i].n > NAME)
			return true;
		memcpy(r->name, r->head[i].p, r->head[i].n);
		r->name_n = r->head[i].n;
		return keep_value(r, o->record, value);
	}
	if (o->reference && i == 1) {
		value.text = arena_copy(&r->in->b->mem, value.text);
		o->label = value;
		return value.text.p != NULL || nomem(r);
	}
	return true;
}

static bool
on_value(void *ctx, struct field value)
{
	struct records *r = ctx;
	struct open *o = r->nopen > 0 ? &r->open[r->nopen - 1] : NULL;

	if (o == NULL || o->beside)
		return true;
	if (o->list && o->parts && r->loose.line == 0)
		r->loose = value.at;
	if (!o->list && r->more.line == 0 &&
	    list_goes_on(member_name(r), value.text))
		r->more = value.at;
	return o->list ? on_element(r, o, value)
		       : keep_value(r, o->record, value);
}

/* It has its place in a row all the same. */
static bool
on_null(void *ctx)
{
	struct records *r = ctx;

	if (r->nopen > 0)
		r->open[r->nopen - 1].nvalue++;
	return true;
}

static void
read_rows(struct records *r, enum format *found)
{
	struct table t;
	struct input in = *r->in;

	if (table_open_rows(&t, &in, &records_as_rows, r) == ST_OK) {
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
		.null = on_null,
		.lines = lines };
	size_t errors = in->f->errors;
	struct records *r = calloc(1, sizeof(*r));
	enum status st;

	*is = false;
	if (r == NULL)
		return fields_nomem(in->f);
	r->in = in;
	st = json_sax_read(in, &handler, r);
	if (st == ST_OK && !records_know(r)) {
		st = fields_nomem(in->f);
	} else if (st == ST_OK && records_settle(r) && records_make_table(r)) {
		*is = true;
		if (!records_lost(r)) {
			read_rows(r, found);
			records_tell(r);
		}
	}
	free(r->head);
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
