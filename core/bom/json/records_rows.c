/* SPDX-License-Identifier: Apache-2.0 */
/* records_rows - objects in JSON as rows of a table; see records_own.h. */
#include "core/bom/json/records_own.h"

#include "core/bom/json/records_list.h"

#include <stdlib.h>
#include <string.h>

static bool
nomem(struct records *r)
{
	fields_nomem(r->in->f);
	return false;
}

/* The column of part numbers; INTERN_NONE: there is none. */
static uint32_t
part_column(const struct records *r)
{
	for (size_t i = 0; i < r->names.n; i++)
		if (r->part[i] && r->used[i])
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
		struct str name;

		if (x->listed || x->part || r->cell[i].column == INTERN_NONE)
			continue;
		name = r->names.key[r->cell[i].column];
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

/* The row in which each stands. */
static void
find_holders(struct records *r)
{
	for (size_t i = 0; i < r->nrecord; i++) {
		struct record *x = &r->record[i];

		x->holder = x->above;
		while (x->holder != BOM_NONE && !is_row(&r->record[x->holder]))
			x->holder = r->record[x->holder].above;
		if (is_row(x) && x->holder != BOM_NONE)
			r->record[x->holder].parts = true;
	}
}

/* The list of a product that is not active is not counted; a line of a list
 * has its mark. */
static void
take_row(struct records *r, uint32_t i)
{
	struct record *x = &r->record[i];
	const struct record *above =
	    x->holder != BOM_NONE ? &r->record[x->holder] : NULL;

	x->gone = above != NULL ? above->gone : x->marked && x->parts;
	if (x->marked && r->ngone++ == 0)
		r->gone_at = x->at;
	if (x->gone)
		return;
	x->level = above != NULL ? above->level + 1 : 0;
	r->nested |= x->level > 0;
	r->based |= above != NULL && above->base.n > 0;
	r->row[r->nrow++] = i;
}

bool
records_settle(struct records *r)
{
	size_t n = r->nrecord;

	r->row = calloc(n + 1, sizeof(*r->row));
	r->first = calloc(n + 2, sizeof(*r->first));
	r->order = calloc(r->ncell + 1, sizeof(*r->order));
	r->at = calloc(r->names.n + 3, sizeof(*r->at));
	if (r->row == NULL || r->first == NULL || r->order == NULL ||
	    r->at == NULL)
		return nomem(r);
	for (size_t i = 0; i < r->ncell; i++)
		if (r->cell[i].column != INTERN_NONE)
			r->used[r->cell[i].column] = true;
	name_products(r);
	for (size_t i = 0; i < r->ncell; i++)
		r->first[r->owner[i] + 2] += r->cell[i].column != INTERN_NONE;
	for (size_t i = 2; i < n + 2; i++)
		r->first[i] += r->first[i - 1];
	for (size_t i = 0; i < r->ncell; i++)
		if (r->cell[i].column != INTERN_NONE)
			r->order[r->first[r->owner[i] + 1]++] = (uint32_t)i;
	find_holders(r);
	memset(r->used, 0, sizeof(r->used));
	for (size_t i = 0; i < r->ncell; i++)
		if (r->cell[i].column != INTERN_NONE)
			r->used[r->cell[i].column] = true;
	for (uint32_t i = 0; i < r->names.n; i++)
		if (r->used[i]) {
			r->slot[i] = (uint32_t)r->nshow;
			r->show[r->nshow++] = i;
		}
	for (size_t i = 0; i < n; i++)
		if (is_row(&r->record[i]))
			take_row(r, (uint32_t)i);
	for (size_t i = 0; i < r->names.n; i++)
		if (r->used[i] && csv_column_find(r->names.key[i]) == COL_LEVEL)
			r->nested = false; /* they say it themselves */
	r->width = r->nshow + (r->based ? 2 : 1);
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
	size_t row = r->next, level = r->nshow;
	size_t per = level + (r->nested ? 1 : 0), width = per + r->based;
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
		struct str name = i < level ? r->names.key[r->show[i]]
				  : i < per ? STR("level")
					    : STR("per");

		c->field[i].text = row == 0 ? name : STR("");
		c->field[i].at = name.p;
		r->at[i] = x->at;
	}
	if (row == 0)
		return true;
	for (size_t i = r->first[r->row[row - 1]];
	     i < r->first[r->row[row - 1] + 1]; i++) {
		const struct cell *cell = &r->cell[r->order[i]];

		c->field[r->slot[cell->column]].text = cell->said.text;
		r->at[r->slot[cell->column]] = cell->said.at;
	}
	if (r->based && x->holder != BOM_NONE)
		c->field[per].text = r->record[x->holder].base;
	if (!r->nested)
		return true;
	if (x->level < 10) {
		c->field[level].text = str_of(digits[x->level]);
		return true;
	}
	room = csv_room(c, 12);
	if (room == NULL) {
		fields_nomem(f);
		return false;
	}
	room[0] = '\0';
	str_add(room, 12, "%u", x->level);
	c->field[level].text = str_of(room);
	return true;
}

static struct pos
place(const struct csv *c, size_t i)
{
	const struct records *r = c->rows_of;

	return bom_pos(r->in->b, r->at[i < r->nshow ? i : 0]);
}

static bool
go_back(struct csv *c, uint32_t line)
{
	struct records *r = c->rows_of;

	r->next = line > 0 ? line - 1 : 0;
	return true;
}

const struct csv_rows records_as_rows = { give, place, go_back };

bool
records_make_table(const struct records *r)
{
	static const enum csv_column more[] = { COL_QUANTITY, COL_MASS,
		COL_AMOUNT, COL_CAS, COL_ELEMENT, COL_SUBSTANCE, COL_MATERIAL,
		COL_PARENT, COL_ORIGIN };
	bool part = false, other = r->nested;

	for (size_t i = 0; i < r->names.n; i++) {
		enum csv_column column = csv_column_find(r->names.key[i]);
		enum unit unit;

		if (!r->used[i])
			continue;
		if (column == COL_COUNT)
			column = csv_column_with_unit(r->names.key[i], &unit);
		part |= r->part[i];
		for (size_t k = 0; k < sizeof(more) / sizeof(more[0]); k++)
			other |= column == more[k];
	}
	return part && other && r->nrow > 0 && r->width + 1 < LIMIT_CSV_COLUMNS;
}

bool
records_lost(const struct records *r)
{
	struct bom *b = r->in->b;
	struct findings *f = r->in->f;
	size_t errors = f->errors;

	if (r->more.line > 0)
		findings_error(f, ST_INCOMPLETE, bom_pos(b, r->more),
		    "more of the list stands elsewhere: expected all of its "
		    "pages in one file");
	if (r->loose.line > 0)
		findings_error(f, ST_SYNTAX, bom_pos(b, r->loose),
		    "a part that is no object in a list: expected a list of "
		    "objects, each with its part number and its quantity");
	for (size_t i = 0; i < r->nrow; i++) {
		const struct record *x = &r->record[r->row[i]];

		if (x->other && x->level > 0)
			findings_error(f, ST_SCHEMA, bom_pos(b, x->at),
			    "an object in a list of others than the parts of "
			    "what stands around it: expected a file without "
			    "that list");
		if (x->parts && x->per.n > 0 && !list_is_one(x->per))
			findings_error(f, ST_UNIT, bom_pos(b, x->at),
			    "parts of \"%.*s\" of what stands around them: "
			    "expected their quantities for one, and no base "
			    "quantity",
			    STR_ARG(str_clip(x->per, 40)));
	}
	return f->errors > errors;
}
