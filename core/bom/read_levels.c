/* SPDX-License-Identifier: Apache-2.0 */
/*
 * read_levels - indented lists: a row's level says under which row it
 * stands; see read_csv.h.
 */
#include "core/bom/csv_aside.h"
#include "core/bom/read_csv.h"
#include "core/bom/tree.h"

struct levels {
	struct table *t;
	struct tree tree;
	bool defines;   /* the table states more than keys and quantities */
	bool any;       /* a row has been read */
	uint32_t first; /* level of the first row: that of all top rows */
	uint32_t last;  /* level of the row before */
};

/* "..2": so many points stand before the number, or instead of it. */
static size_t
leading_dots(struct str s)
{
	size_t n = 0;

	while (n < s.n && s.p[n] == '.')
		n++;
	return n;
}

/* The level of the row, counted from the top rows; false: refused. */
static bool
row_level(struct levels *l, uint32_t *level)
{
	struct field cell = table_cell(l->t, COL_LEVEL);
	struct pos at = bom_pos(l->t->in->b, cell.at);
	struct findings *f = l->t->in->f;
	size_t dots = leading_dots(cell.text);
	uint32_t v = 0;

	if (dots > 0 && dots == cell.text.n)
		v = dots <= LIMIT_CSV_LEVEL ? (uint32_t)dots
					    : LIMIT_CSV_LEVEL + 1;
	for (size_t i = dots; i < cell.text.n && v <= LIMIT_CSV_LEVEL; i++) {
		char c = cell.text.p[i];

		if (c < '0' || c > '9') {
			v = LIMIT_CSV_LEVEL + 1;
			break;
		}
		v = v * 10 + (uint32_t)(c - '0');
	}
	if ((cell.text.n == 0 || v > LIMIT_CSV_LEVEL) && table_is_aside(l->t))
		return false;
	if (cell.text.n == 0 || v > LIMIT_CSV_LEVEL ||
	    (dots > 0 && dots != v && dots + 1 != v)) {
		findings_error(f, ST_SYNTAX, at,
		    "level \"%.*s\": expected a whole number up to %d",
		    STR_ARG(str_clip(cell.text, 40)), LIMIT_CSV_LEVEL);
		return false;
	}
	if (!l->any) {
		l->any = true;
		l->first = l->last = v;
	}
	if (v < l->first || v > l->last + 1) {
		findings_error(f, ST_SYNTAX, at,
		    "level %u after level %u: expected %u to %u", v, l->last,
		    l->first, l->last + 1);
		l->last = v < l->first ? l->first : v;
		return false;
	}
	l->last = v;
	*level = v - l->first;
	return true;
}

/* A top row has nobody who would use so much of it. */
static void
check_top_quantity(struct levels *l, const struct use *u)
{
	if (l->tree.nopen == 0 && u->qty != NUM_ONE)
		findings_warn(l->t->in->f, ST_RANGE,
		    bom_pos(l->t->in->b, table_cell(l->t, COL_QUANTITY).at),
		    "the quantity of a top row is not used: one of it is "
		    "judged");
}

/* False when memory is out. */
static bool
one_row(struct levels *l, uint32_t level)
{
	struct table *t = l->t;
	struct use u = { .at = table_place(t, 0), .qty = BOM_NONE };
	struct item said;
	uint32_t ref;

	if (table_ref(t, key_of_part, &ref) != ST_OK)
		return true; /* what is open stays so behind a remark */
	while (l->tree.nopen > level)
		if (!tree_close(&l->tree))
			return false;
	t->in->b->ref[ref].may_define = true;
	if (table_quantity(t, &u.qty, &u.unit) == ST_OK &&
	    table_note(t, &u.note) == ST_OK)
		check_top_quantity(l, &u);
	if (!tree_open(&l->tree, ref, &u))
		return false;
	if (!table_made_in(t, &l->tree.said, ref))
		return false;
	if (!l->defines || table_item(t, (enum unit)u.unit, &said) != ST_OK)
		return true;
	return tree_state(&l->tree, &said);
}

/*
 * read_levels - rows in the order of the tree, each with its level.
 *
 * A part that stands in several places has the same rows below it each time
 * and is one item.
 */
void
read_levels(struct table *t)
{
	struct levels l = { .t = t,
		.tree = { .said = { .b = t->in->b, .f = t->in->f } },
		.defines = table_states_items(t) };
	uint32_t level;
	bool ok = true;

	while (ok && table_next(t))
		if (row_level(&l, &level))
			ok = one_row(&l, level);
	while (ok && l.tree.nopen > 0)
		ok = tree_close(&l.tree);
	if (!ok)
		fields_nomem(t->in->f);
	tree_free(&l.tree);
}
