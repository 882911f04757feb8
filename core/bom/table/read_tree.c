/* SPDX-License-Identifier: Apache-2.0 */
/*
 * read_tree - material data sheets as tables, a row for each node; see
 * csv_tree.h.
 */
#include "core/bom/other/datasheet.h"
#include "core/bom/table/csv_aside.h"
#include "core/bom/table/read_csv.h"

struct trees {
	struct table *t;
	struct datasheet sheet;
	bool any;
	size_t first, last; /* levels */
	size_t parts;       /* rows that are parts, where no level is told */
};

/* "2", "..2", "1.1.2": the level as a number; false: told. */
static bool
take_level(struct trees *x, size_t *level)
{
	struct field cell = table_cell(x->t, COL_LEVEL);
	struct str s = cell.text;
	size_t v = 0, i = 0;

	while (i < s.n && s.p[i] == '.')
		i++;
	for (size_t k = i; k < s.n && v <= LIMIT_CSV_LEVEL; k++) {
		if (s.p[k] < '0' || s.p[k] > '9') {
			v = LIMIT_CSV_LEVEL + 1;
			break;
		}
		v = v * 10 + (size_t)(s.p[k] - '0');
	}
	if (s.n == i || v > LIMIT_CSV_LEVEL) {
		findings_error(x->t->in->f, ST_SYNTAX,
		    bom_pos(x->t->in->b, cell.at),
		    "level \"%.*s\": expected a whole number up to %d",
		    STR_ARG(str_clip(s, 40)), LIMIT_CSV_LEVEL);
		return false;
	}
	if (!x->any)
		x->first = x->last = v;
	x->any = true;
	if (v < x->first || v > x->last + 1) {
		findings_error(x->t->in->f, ST_SYNTAX,
		    bom_pos(x->t->in->b, cell.at),
		    "level %zu after level %zu: expected %zu to %zu", v,
		    x->last, x->first, x->last + 1);
		x->last = v < x->first ? x->first : v;
		return false;
	}
	x->last = v;
	*level = v - x->first;
	return true;
}

/* Without levels: materials are in the part above, substances in the material;
 * of several parts nobody knows which is in which. */
static bool
guess_level(struct trees *x, enum datasheet_kind kind, size_t *level)
{
	const struct datasheet *d = &x->sheet;

	*level = d->nopen;
	if (kind == SHEET_SUBSTANCE)
		return true;
	while (*level > 0 && d->open[*level - 1].kind >= kind)
		--*level;
	if (kind != SHEET_PART || x->parts++ == 0)
		return true;
	findings_error(x->t->in->f, ST_INCOMPLETE,
	    bom_pos(x->t->in->b, table_place(x->t, 0)),
	    "a second part in a tree without a column of levels: expected "
	    "\"level\", which says what is in what, or a file for each part");
	return false;
}

/* A unit cell is that of the number that it can be of. */
static void
share_unit(const struct trees *x, struct datasheet_node *n)
{
	const struct csv_header *h = &x->t->head;
	struct field unit = table_cell(x->t, COL_UNIT);
	enum dimension d = unit_dimension(unit_find(str_trim(unit.text)));

	n->mass_unit.at = n->portion_unit.at = n->quantity_unit.at = n->at;
	if (h->unit[COL_MASS] != UNIT_NONE)
		n->mass_unit.text =
		    str_of(unit_name((enum unit)h->unit[COL_MASS]));
	if (h->unit[COL_AMOUNT] != UNIT_NONE)
		n->portion_unit.text =
		    str_of(unit_name((enum unit)h->unit[COL_AMOUNT]));
	else if (h->unit[COL_MIN] != UNIT_NONE)
		n->portion_unit.text =
		    str_of(unit_name((enum unit)h->unit[COL_MIN]));
	if (unit.text.n == 0)
		return;
	if (d == DIM_SHARE)
		n->portion_unit = unit;
	else if (d == DIM_MASS || n->mass.text.n > 0)
		n->mass_unit = unit;
	else
		n->quantity_unit = unit;
}

static bool
one_row(struct trees *x)
{
	struct table *t = x->t;
	struct field type = table_cell(t, COL_FORM);
	struct datasheet_node n = {
		.kind = datasheet_find(type.text),
		.number = table_cell(t, COL_PART),
		.name = table_cell(t, COL_NAME),
		.id = table_cell(t, COL_DECLARATION),
		.quantity = table_cell(t, COL_QUANTITY),
		.mass = table_cell(t, COL_MASS),
		.portion = table_cell(t, COL_AMOUNT),
		.min = table_cell(t, COL_MIN),
		.max = table_cell(t, COL_MAX),
		.cas = table_cell(t, COL_CAS),
		.at = table_place(t, 0),
	};
	size_t level;

	if (n.kind == SHEET_KINDS) {
		if (type.text.n == 0 && table_is_aside(t))
			return true;
		findings_error(t->in->f, ST_SCHEMA, bom_pos(t->in->b, type.at),
		    "a row of type \"%.*s\": expected component, "
		    "semicomponent, material or substance",
		    STR_ARG(str_clip(type.text, 40)));
		return true;
	}
	if (csv_has(&t->head, COL_LEVEL) ? !take_level(x, &level)
					 : !guess_level(x, n.kind, &level))
		return true;
	share_unit(x, &n);
	return datasheet_node(&x->sheet, level, &n);
}

void
read_tree(struct table *t)
{
	struct trees x = { .t = t };
	bool ok = true;

	datasheet_init(&x.sheet, t->in);
	while (ok && table_next(t))
		ok = one_row(&x);
	if (!ok || !datasheet_end(&x.sheet))
		fields_nomem(t->in->f);
	datasheet_free(&x.sheet);
}
