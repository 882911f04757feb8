/* SPDX-License-Identifier: Apache-2.0 */
/* read_records - lists in JSON as tables; see read_records.h. */
#include "core/bom/read_records.h"

#include "core/bom/columns.h"
#include "core/bom/json_sax.h"
#include "core/bom/read_csv.h"
#include "core/bom/records_list.h"
#include "core/bom/records_own.h"

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

	*o = (struct open){ .list = list, .record = BOM_NONE };
	if (member) {
		o->parts = list_is_of_parts(member_name(r));
		o->other = list && list_is_of_others(member_name(r));
		if (top->parts && !list && r->loose.line == 0)
			r->loose = at;
	}
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
			.other = top != NULL && top->other,
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

	if (o != NULL && o->list && o->parts && r->loose.line == 0)
		r->loose = value.at;
	if (o != NULL && !o->list && r->more.line == 0 &&
	    list_goes_on(member_name(r), value.text))
		r->more = value.at;
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
	if (csv_column_find(r->names.key[column]) == COL_PER)
		r->record[o->record].per = value.text;
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
		.lines = lines };
	size_t errors = in->f->errors;
	struct records *r = calloc(1, sizeof(*r));
	enum status st;

	*is = false;
	if (r == NULL)
		return fields_nomem(in->f);
	r->in = in;
	st = json_sax_read(in, &handler, r);
	if (st == ST_OK && records_settle(r) && records_make_table(r)) {
		*is = true;
		if (!records_lost(r))
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
