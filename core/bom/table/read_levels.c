/* SPDX-License-Identifier: Apache-2.0 */
/*
 * read_levels - indented lists: a row's level says under which row it
 * stands; see read_csv.h.
 */
#include "core/bom/table/columns.h"
#include "core/bom/table/csv_aside.h"
#include "core/bom/table/csv_tops.h"
#include "core/bom/table/read_csv.h"
#include "core/bom/table/wide_row.h"
#include "core/bom/tree.h"

#include <stdlib.h>
#include <string.h>

/* What a row that is open says of those below it. */
struct above {
	uint32_t total; /* how much of it there is in the product, in its base
			   unit; where that is asked for */
	uint8_t unit;   /* in which it is counted: its parts are those of one */
	size_t list;    /* that of its parts, by number */
};

struct levels {
	struct table *t;
	struct tree tree;
	struct tops tops;
	bool defines;   /* the table states more than keys and quantities */
	bool any;       /* a row has been read */
	uint32_t first; /* level of the first row: that of all top rows */
	uint32_t last;  /* level of the row before */
	struct above *above; /* [tree.nopen] */
	size_t above_cap;
	size_t lists;     /* so far */
	bool totals;      /* quantities are those in the product */
	bool may_be;      /* perhaps they are, and that is to be told */
	bool told_parent; /* a parent that is another than the levels say */
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

/* "L2", "Level 2": the number. */
static struct str
without_word(struct str s)
{
	static const char *const words[] = { "level", "lvl", "lv", "l" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		size_t n = strlen(words[i]);

		if (s.n > n &&
		    str_is_nocase((struct str){ s.p, n }, words[i]) &&
		    (s.p[n] == ' ' || (s.p[n] >= '0' && s.p[n] <= '9')))
			return str_trim((struct str){ s.p + n, s.n - n });
	}
	return s;
}

/* The level of the row, counted from the top rows; false: refused. */
static bool
row_level(struct levels *l, uint32_t *level)
{
	struct field cell = table_cell(l->t, COL_LEVEL);
	struct pos at = bom_pos(l->t->in->b, cell.at);
	struct findings *f = l->t->in->f;
	size_t dots;
	uint32_t v = 0;

	cell.text = without_word(cell.text);
	dots = leading_dots(cell.text);

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

/* A list that names the parent as well: is it that of the levels? */
static bool
check_parent(struct levels *l)
{
	struct bom *b = l->t->in->b;
	struct field cell = table_cell(l->t, COL_PARENT);
	const struct tree *tree = &l->tree;
	struct str above;

	if (cell.text.n == 0 || tree->nopen == 0 || l->told_parent)
		return true;
	above = b->parts.key[b->ref[tree->open[tree->nopen - 1].ref].part];
	if (str_eq(above, cell.text))
		return true;
	if (l->t->head.preset == NULL) { /* what it means is a guess */
		l->told_parent = true;
		findings_warn(l->t->in->f, ST_CONFLICT, bom_pos(b, cell.at),
		    "parent \"%.*s\" of a row that stands below \"%.*s\": the "
		    "levels count; expected both to say the same",
		    STR_ARG(str_clip(cell.text, 60)),
		    STR_ARG(str_clip(above, 60)));
		return true;
	}
	findings_error(l->t->in->f, ST_CONFLICT, bom_pos(b, cell.at),
	    "parent \"%.*s\": expected \"%.*s\", below which the row stands",
	    STR_ARG(str_clip(cell.text, 60)), STR_ARG(str_clip(above, 60)));
	return false;
}

/* An explosion may count what is in the product instead, and its heading does
 * not say. */
static bool
may_be_totals(const struct table *t)
{
	const struct csv_header *h = &t->head;

	return h->preset != NULL && (h->preset->habits & HABIT_TOTALS) != 0 &&
	       preset_is_among(
		   t->heading[h->field[COL_QUANTITY]], PRESET_MAYBE_TOTAL);
}

static void
tell_totals(struct levels *l, const struct use *u)
{
	size_t n = l->tree.nopen;

	if (!l->may_be || n < 2 || l->tree.open[n - 1].use.qty == NUM_ONE ||
	    u->qty == BOM_NONE)
		return;
	l->may_be = false;
	findings_warn(l->t->in->f, ST_RANGE,
	    bom_pos(l->t->in->b, table_cell(l->t, COL_QUANTITY).at),
	    "quantities are taken for those in one of the part above: if the "
	    "list counts what is in the product, say quantities = of the "
	    "product in a file of columns, else quantities = of the part "
	    "above");
}

/* Of what is in the product: how much is in one of the part above? */
static bool
divide(struct levels *l, uint32_t total, uint32_t *quantity)
{
	struct numtab *num = &l->t->in->b->num;

	if (*quantity == BOM_NONE || total == NUM_ONE)
		return true;
	if (total == BOM_NONE || total == NUM_ZERO) {
		*quantity = *quantity == NUM_ZERO ? NUM_ZERO : BOM_NONE;
		return true;
	}
	*quantity = numtab_div(num, *quantity, total);
	return *quantity != INTERN_NONE;
}

static bool
in_base(struct levels *l, const struct use *u, uint32_t *total)
{
	struct numtab *num = &l->t->in->b->num;
	mpq_t q, view;

	*total = u->qty;
	if (u->qty == BOM_NONE)
		return true;
	mpq_init(q);
	numtab_view(num, u->qty, view);
	mpq_set(q, view);
	unit_to_base((enum unit)u->unit, q);
	*total = numtab_put(num, q);
	mpq_clear(q);
	return *total != INTERN_NONE;
}

/* The quantity in one base unit of the part above, and what the row says of
 * those below it.  False when memory is out. */
static bool
settle_quantity(struct levels *l, struct use *u)
{
	size_t n = l->tree.nopen;
	struct above *list =
	    array_grow(l->above, &l->above_cap, n + 1, sizeof(*list));
	const struct above *above;
	uint32_t total = BOM_NONE;

	if (list == NULL)
		return false;
	l->above = list;
	above = n > 0 ? &list[n - 1] : NULL;
	tell_totals(l, u);
	if (l->totals && !in_base(l, u, &total))
		return false;
	list[n] = (struct above){ .total = n > 0 ? total : NUM_ONE,
		.unit = n > 0 ? u->unit : UNIT_EACH,
		.list = ++l->lists };
	if (above == NULL || unit_dimension((enum unit)u->unit) == DIM_SHARE)
		return true;
	return l->totals ? divide(l, above->total, &u->qty)
			 : table_per_unit(
			       l->t, (enum unit)above->unit, &u->qty) == ST_OK;
}

/* What may be built in instead of the part of the row, as much of it; of
 * nothing there is one.  False when memory is out. */
static bool
add_instead(struct levels *l, const struct use *u)
{
	const struct habits *y = &l->t->fit.habits;
	struct bom *b = l->t->in->b;

	for (size_t i = 0; i < y->ninstead; i++) {
		struct use other = *u;
		uint32_t ref =
		    bom_ref(b, y->instead[i], STR(""), STR(""), u->at);

		if (ref == BOM_NONE)
			return false;
		b->ref[ref].may_define = true;
		if (str_is(y->instead[i], STATED_NOTHING)) {
			other.qty = NUM_ONE;
			other.unit = UNIT_EACH;
		}
		if (!tree_open(&l->tree, ref, &other) || !tree_close(&l->tree))
			return false;
	}
	return true;
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
	if (!check_parent(l))
		return true;
	t->list = l->tree.nopen > 0 ? l->above[l->tree.nopen - 1].list : 0;
	t->in->b->ref[ref].may_define = true;
	if (l->tree.nopen == 0 && tops_may_be_blank(&l->tops, t, l->first))
		u.unit = UNIT_EACH;
	else if (table_quantity(t, &u.qty, &u.unit) == ST_OK)
		table_note(t, &u.note);
	if (t->fit.habits.stays_empty)
		u.flags = USE_EMPTY;
	if (!tops_row(&l->tops, t, l->tree.nopen, ref, &u))
		return false;
	if (!settle_quantity(l, &u))
		return false;
	if (l->tree.nopen > 0 && !add_instead(l, &u))
		return false;
	if (!tree_open(&l->tree, ref, &u))
		return false;
	if (!table_made_in(t, &l->tree.said, ref) ||
	    !table_add_sources(t, ref) || !wide_row(t, ref, t->in->decl))
		return false;
	if (!(l->defines || table_remarks(t)) ||
	    table_item(t, (enum unit)u.unit, &said) != ST_OK)
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
	const struct columns_line *totals = columns_said(
	    t->in->b->columns, t->csv.file, COLUMNS_TOTALS, COL_COUNT);
	struct levels l = { .t = t,
		.tree = { .said = { .b = t->in->b, .f = t->in->f } },
		.totals = totals != NULL
			      ? str_is_nocase(totals->right, COLUMNS_OF_PRODUCT)
			      : t->head.totals,
		.may_be = totals == NULL && may_be_totals(t),
		.defines = table_states_items(t) };
	uint32_t level;
	bool ok = true;

	while (ok && table_next(t))
		if (t->fit.habits.same_place)
			ok = table_other_maker(t);
		else if (row_level(&l, &level))
			ok = one_row(&l, level);
	while (ok && l.tree.nopen > 0)
		ok = tree_close(&l.tree);
	if (!ok || !tops_end(&l.tops, t, l.first) ||
	    !table_state_nothing(t, &l.tree.said, table_place(t, 0)))
		fields_nomem(t->in->f);
	tops_free(&l.tops);
	free(l.above);
	tree_free(&l.tree);
}
