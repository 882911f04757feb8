/* SPDX-License-Identifier: Apache-2.0 */
/* read_csv - which table it is, and the one that is plain; see read_csv.h. */
#include "core/bom/table/read_csv.h"
#include "core/bom/table/csv_spoilt.h"
#include "core/bom/table/wide_row.h"

#include <string.h>

/* The item is counted in `unit`; its mass must not be of anything else. */
static bool
counts_in(struct table *t, enum unit unit, struct item *said)
{
	struct field cell = table_cell(t, COL_UNIT);
	enum dimension d = unit_dimension(unit);

	if (d == DIM_SHARE) {
		findings_error(t->in->f, ST_UNIT, bom_pos(t->in->b, cell.at),
		    "an item counted in %s: expected a unit such as each, kg, "
		    "m or m2",
		    unit_name(unit));
		return false;
	}
	if (said->dim != DIM_NONE && said->dim != d) {
		findings_error(t->in->f, ST_UNIT, bom_pos(t->in->b, cell.at),
		    "an item that counts %s, whose mass counts %s: expected "
		    "one unit for both",
		    dimension_name(d),
		    dimension_name((enum dimension)said->dim));
		return false;
	}
	said->dim = (uint8_t)d;
	return true;
}

static bool
one_item(struct table *t, uint32_t ref)
{
	struct bom *b = t->in->b;
	struct field unit_cell = table_cell(t, COL_UNIT);
	uint8_t unit = UNIT_EACH;
	const struct ref *r;
	struct item said, *it;
	char code[3];
	uint32_t i;

	if (unit_cell.text.n > 0 &&
	    fields_unit(b, unit_cell, &unit, t->in->f) != ST_OK)
		return true;
	if (table_item(t, (enum unit)unit, &said) != ST_OK)
		return true;
	if (unit_cell.text.n > 0 && !counts_in(t, (enum unit)unit, &said))
		return true;
	r = &b->ref[ref];
	i = bom_add_item(b, b->parts.key[r->part], bom_text_get(b, r->maker),
	    bom_text_get(b, r->revision), table_place(t, 0));
	if (i == BOM_NONE)
		return false;
	it = &b->item[i];
	said.part_id = it->part_id;
	said.maker = it->maker;
	said.revision = it->revision;
	said.at = it->at;
	*it = said;
	if (!table_add_sources(t, ref) || !wide_row(t, ref, t->in->decl))
		return false;
	return !table_country(t, code) || bom_made_in(b, ref, t->in->decl, code,
					      table_cell(t, COL_ORIGIN).at);
}

/* read_items - a row per item: what it weighs, costs and is. */
void
read_items(struct table *t)
{
	uint32_t ref;

	while (table_next(t))
		if (table_ref(t, key_of_part, &ref) == ST_OK &&
		    !one_item(t, ref)) {
			fields_nomem(t->in->f);
			return;
		}
}

/* Pieces are meant where a list has no column for the unit: that is said. */
static void
say_no_unit(struct table *t)
{
	if (t->head.format != FORMAT_CSV_TREE &&
	    csv_has(&t->head, COL_QUANTITY) && !csv_has(&t->head, COL_UNIT))
		findings_warn(t->in->f, ST_UNIT, t->head_end,
		    "no column for the unit of the quantities: a number "
		    "without a unit counts pieces");
}

enum bom_role
table_role(enum format format)
{
	switch (format) {
	case FORMAT_CSV_TREE:
	case FORMAT_CSV_CONTENT:
	case FORMAT_CSV_ORIGINS:
	case FORMAT_CSV_ANSWERS:
		return ROLE_DECLARATION;
	case FORMAT_CSV_PRICES:
	case FORMAT_CSV_RATES:
		return ROLE_PRICES;
	default:
		return ROLE_BOM;
	}
}

void
read_table(struct table *t)
{
	say_no_unit(t);
	switch (t->head.format) {
	case FORMAT_CSV_EDGES:
		read_edges(t);
		break;
	case FORMAT_CSV_LEVELS:
		read_levels(t);
		break;
	case FORMAT_CSV_TREE:
		read_tree(t);
		break;
	case FORMAT_CSV_CONTENT:
		read_content(t);
		break;
	case FORMAT_CSV_ORIGINS:
		read_origins(t);
		break;
	case FORMAT_CSV_PRICES:
		read_prices(t);
		break;
	case FORMAT_CSV_RATES:
		read_rates(t);
		break;
	case FORMAT_CSV_ANSWERS:
		read_answers(t);
		break;
	default:
		read_items(t);
	}
	spoilt_tell(t);
	table_tell_forms(t);
	table_tell_prices(t);
	table_tell_remarks(t);
	wide_tell_end(t);
	habits_tell(&t->fit.habits, t->in->f);
}

/*
 * read_csv - a table of any kind.
 *
 * In:	in    body in UTF-8
 * Out:	found the table, if it is known
 * Err:	the first of those in in->f; the bom is then to be thrown away
 */
enum status
read_csv(const struct input *in, enum format *found)
{
	size_t errors = in->f->errors;
	struct table t;

	if (table_open(&t, in) == ST_OK) {
		*found = t.head.format;
		read_table(&t);
	}
	table_close(&t);
	return in->f->errors > errors ? in->f->first.code : ST_OK;
}
