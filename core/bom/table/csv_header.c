/* SPDX-License-Identifier: Apache-2.0 */
/*
 * csv_header - which table is it, and where its columns stand; see
 * csv_header.h.
 */
#include "core/bom/table/csv_header.h"
#include "core/bom/json/records_own.h"
#include "core/bom/table/columns.h"
#include "core/bom/table/csv_abreast.h"
#include "core/bom/table/csv_called.h"
#include "core/bom/table/csv_context.h"
#include "core/bom/table/csv_fit.h"
#include "core/bom/table/csv_group.h"
#include "core/bom/table/csv_kind.h"
#include "core/bom/table/csv_orders.h"
#include "core/bom/table/csv_preset.h"
#include "core/bom/table/csv_second.h"
#include "core/bom/table/csv_settle.h"
#include "core/bom/table/csv_tree.h"
#include "core/bom/table/csv_turned.h"
#include "core/bom/table/letterhead.h"
#include "core/bom/table/wide.h"

#include <string.h>

#define BIT(column) ((uint64_t)1 << (column))

/* What names of columns say is as good as a column. */
static void
fix_named(struct csv_header *h, struct fit *x)
{
	if (h->unit[COL_QUANTITY] != UNIT_NONE)
		fit_fix(x, h, COL_UNIT,
		    str_of(unit_name((enum unit)h->unit[COL_QUANTITY])));
	if (h->per.n > 0)
		fit_fix(x, h, COL_PER, h->per);
	if (h->per_of != UNIT_NONE)
		fit_fix(x, h, COL_PER_UNIT,
		    str_of(unit_name((enum unit)h->per_of)));
	if (h->currency[0] != '\0')
		fit_fix(x, h, COL_CURRENCY, str_of(h->currency));
}

/* A list of parts whose parent a file of columns says, or its letterhead. */
static void
fix_parent(struct csv_header *h, const struct csv *c, struct fit *x)
{
	struct str text;

	if (letterhead_said(c, COL_PARENT, &text) && csv_has(h, COL_PART) &&
	    csv_has(h, COL_QUANTITY) && !csv_has(h, COL_LEVEL))
		fit_fix(x, h, COL_PARENT, text);
}

/* A report on one part, which a file of columns names, or its letterhead. */
static void
fix_part(struct csv_header *h, const struct csv *c, struct fit *x)
{
	struct str text;
	bool asked =
	    columns_said(c->columns, c->file, COLUMNS_FIXED, COL_PART) != NULL;

	if (letterhead_said(c, COL_PART, &text) && !csv_has(h, COL_LEVEL) &&
	    !csv_has(h, COL_QUANTITY) &&
	    (asked || csv_kind_of(h) == FORMAT_UNKNOWN))
		fit_fix(x, h, COL_PART, text);
}

/* The table of the header row that c holds; its rows are looked at. */
static enum format
find_format(struct csv_header *h, struct csv *c, struct fit *x)
{
	int part = h->field[COL_PART];

	c->width = c->n;
	/* rows are looked at, and then c holds the header row no more */
	x->counted = part >= 0 && csv_is_place_in_list(c->field[part].text);
	orders_note(x, h, c);
	habits_begin(x, h, c);
	fix_parent(h, c, x);
	fix_part(h, c, x);
	called_begin(x, h, c);
	abreast_look(h, c);
	orders_find(x, h, c);
	fit_find_levels(x, h, c);
	habits_flat(x, h, c);
	group_find(x, h, c);
	called_find(x, h, c);
	return csv_kind_of(h);
}

struct csv_found
csv_header_of(struct csv *c)
{
	struct findings mute = { 0 };
	struct csv_header h = { .format = FORMAT_UNKNOWN };
	struct fit x = { .level = FIT_LEVEL_NONE };
	struct csv_found t = {
		.format = FORMAT_CSV_CONTENT, .part = -1, .quantity = -1
	};
	struct csv_header tree;
	bool may_be_tree = csv_tree_columns(&tree, c);

	csv_header_enter(&h, c, &mute);
	findings_free(&mute);
	t.known = csv_header_known(&h);
	if (!csv_kind_names_rows(&h, c)) {
		t.format = find_format(&h, c, &x);
		t.part = h.field[COL_PART];
		t.quantity = h.field[COL_QUANTITY];
	}
	fit_free(&x);
	c->width = 0;
	if (may_be_tree && csv_tree_rows(&tree, c)) {
		t.known = csv_header_known(&tree);
		t.format = FORMAT_CSV_TREE;
		t.part = t.quantity = -1;
	}
	return t;
}

bool
csv_found_goes_on(const struct csv_found *t, const struct csv *c)
{
	struct str quantity;

	if (t->part < 0 || t->quantity < 0 || (size_t)t->part >= c->n ||
	    (size_t)t->quantity >= c->n || c->field[t->part].text.n == 0)
		return false;
	quantity = c->field[t->quantity].text;
	return quantity.n > 0 && char_is_digit(quantity.p[0]);
}

/* What a file of columns says of every row, and no column does. */
static void
fix_said(struct csv_header *h, const struct csv *c, struct fit *x,
    struct findings *f)
{
	for (int i = 0; i < COL_COUNT; i++) {
		enum csv_column column = (enum csv_column)i;
		const struct columns_line *l =
		    columns_said(c->columns, c->file, COLUMNS_FIXED, column);
		struct str text;

		/* a list of parts has the house on top, and no supplier */
		if ((l == NULL && h->format != FORMAT_CSV_CONTENT &&
			h->format != FORMAT_CSV_ORIGINS) ||
		    i == COL_PARENT ||
		    (!csv_uses(h->format, column) &&
			(csv_kind_beside(h) >> i & 1) == 0))
			continue;
		if (letterhead_said(c, column, &text))
			fit_fix(x, h, column, text);
		else if (!csv_has(h, column))
			letterhead_doubt(c, column, f);
	}
}

/* One that the user asks for may be another than the table. */
static bool
check_preset(
    const struct csv_header *h, const struct csv *c, struct findings *f)
{
	const char *lacks =
	    h->preset != NULL ? preset_lacks(h->preset, c) : NULL;

	if (lacks == NULL)
		return true;
	findings_error(f, ST_SCHEMA, csv_pos(c, 0),
	    "read as a %s: expected a column \"%.*s\"", h->preset->reads,
	    (int)strcspn(lacks, "|"), lacks);
	return false;
}

/* A list of where a part is used goes the other way. */
static bool
check_direction(
    const struct csv_header *h, const struct csv *c, struct findings *f)
{
	static const char *const names[] = { "Resulting Qty",
		"Resulting quantity", "Ergebnismenge", "Resultierende Menge",
		"Where used", "Used in assembly level" };

	if (!csv_has(h, COL_LEVEL))
		return true;
	for (size_t i = 0; i < c->n; i++)
		for (size_t k = 0; k < sizeof(names) / sizeof(names[0]); k++) {
			if (h->column[i] != COL_COUNT || h->mapped[i] ||
			    !csv_same_name(c->field[i].text, str_of(names[k])))
				continue;
			findings_error(f, ST_SCHEMA, csv_pos(c, i),
			    "column \"%.*s\": a list of where a part is used, "
			    "from the part up to what holds it: expected a "
			    "list from the product down; in a file of columns "
			    "the line \"%.*s\" = ignore says that it is one",
			    STR_ARG(c->field[i].text),
			    STR_ARG(c->field[i].text));
			return false;
		}
	return true;
}

/* The header row once more, after others have been looked at. */
static void
read_again(struct csv *c, struct csv_spot before)
{
	struct findings mute = { 0 };

	csv_go_back(c, before);
	if (csv_next(c, &mute))
		csv_second(c, before, &mute);
	findings_free(&mute);
}

/* A laboratory calls its samples as it likes. */
static enum status
no_part(const struct csv_header *h, const struct csv *c, struct findings *f)
{
	size_t i = 0;

	if (csv_has(h, COL_LEVEL) && h->nwide == 0)
		return findings_error(f, ST_INCOMPLETE,
		    csv_pos(c, (size_t)h->field[COL_LEVEL]),
		    "a tree in which substances are rows below the parts and "
		    "materials that they are in: expected a column \"type\" "
		    "that says which row is a component, a material or a "
		    "substance; or a list of the parts by level, part and "
		    "quantity, and beside it a table of contents");
	while (
	    i < c->n && (h->column[i] != COL_COUNT || h->wide[i] != WIDE_NONE ||
			    csv_may_be_amount(c->field[i].text)))
		i++;
	if (i == c->n)
		return findings_error(f, ST_INCOMPLETE, csv_pos(c, 0),
		    "a table of contents without part numbers: expected a "
		    "column \"part\", or in a file of columns (--map) of "
		    "which part all of it is, as part = \"MAG-1\"");
	return findings_error(f, ST_INCOMPLETE, csv_pos(c, 0),
	    "a table of contents without part numbers: expected a column "
	    "\"part\", or in a file of columns (--map) a line that says which "
	    "it is, such as %.*s = part, or of which part all of it is, as "
	    "part = \"MAG-1\"",
	    STR_ARG(str_clip(c->field[i].text, 60)));
}

/* What is known of the row that is most like a header row, and what is not. */
static enum status
no_table(const struct csv_header *h, const struct csv *c, struct findings *f)
{
	char list[200] = "", name[40];
	size_t known = 0;

	for (size_t i = 0; i < c->n; i++) {
		if (h->column[i] == COL_COUNT || c->field[i].text.n == 0)
			continue;
		csv_column_name((enum csv_column)h->column[i], name);
		str_add(list, sizeof(list), "%s\"%.*s\" as %s",
		    known++ > 0 ? ", " : "",
		    STR_ARG(str_clip(c->field[i].text, 40)), name);
	}
	if (c->n == 1 && c->field[0].text.n > 0 &&
	    strchr(CSV_SEPARATORS, c->field[0].text.p[0]) == NULL)
		return findings_error(f, ST_SCHEMA, csv_pos(c, 0),
		    "no table that is known, for \"%.*s\" is one field: "
		    "expected "
		    "names of columns between commas, semicolons, tabs or "
		    "bars, and no quotes around all of a line",
		    STR_ARG(str_clip(c->field[0].text, 40)));
	return findings_error(f, ST_SCHEMA, csv_pos(c, 0),
	    "no table that is known%s%s: expected a header row with "
	    "parent, part and quantity; level, part and quantity; "
	    "part and its mass, content or origin; element, price, "
	    "currency and unit; or from, to and rate; a file of "
	    "columns (--map) says what other headings mean",
	    known > 0 ? "; of its columns are read " : "", list);
}

/* A material data sheet?  Its columns are those of no other table: then
 * h->format says so.  False: told. */
static bool
read_tree_header(struct csv_header *h, struct csv *c, struct csv_spot before,
    struct findings *f)
{
	struct csv_header tree;
	bool is;

	if (!csv_tree_columns(&tree, c))
		return true;
	is = csv_tree_rows(&tree, c);
	read_again(c, before);
	if (!is)
		return true;
	*h = tree;
	c->width = c->n;
	if (c->rows == NULL)
		c->header = (struct str){ c->row, csv_line_length(c, c->row) };
	return csv_check(h, c, f);
}

enum status
csv_header_read(
    struct csv_header *h, struct csv *c, struct fit *x, struct findings *f)
{
	size_t errors = f->errors;
	struct csv_spot before;
	enum format found;

	if (csv_find_header(c, f) != ST_OK)
		return f->first.code;
	before = csv_spot(c);
	if (!csv_next(c, f) || !csv_second(c, before, f))
		return f->errors > errors
			   ? f->first.code
			   : findings_error(f, ST_SYNTAX, csv_pos(c, 0),
				 "no header row: expected the names of the "
				 "columns");
	if (h->format == FORMAT_UNKNOWN || h->format == FORMAT_CSV_TREE) {
		if (!read_tree_header(h, c, before, f))
			return f->first.code;
		if (h->format == FORMAT_CSV_TREE)
			return ST_OK;
	}
	if (!csv_header_enter(h, c, f) || !check_preset(h, c, f) ||
	    !check_direction(h, c, f))
		return f->first.code;
	if (c->turned == NULL && csv_may_be_turned(h, c)) {
		bool turned;

		if (!csv_turn(c, h, f, &turned))
			return f->first.code;
		if (turned)
			return csv_header_read(h, c, x, f);
		read_again(c, before);
	}
	found = find_format(h, c, x);
	read_again(c, before);
	if (h->format == FORMAT_UNKNOWN)
		h->format = found;
	if (h->format == FORMAT_UNKNOWN &&
	    (h->wide_claims ||
		(csv_kind_names_content(h) && !csv_has(h, COL_PART))))
		return no_part(h, c, f);
	if (h->format == FORMAT_UNKNOWN)
		return no_table(h, c, f);
	if (x->counted) {
		struct str name =
		    str_clip(c->field[h->field[COL_PART]].text, 40);

		return findings_error(f, ST_SCHEMA,
		    csv_pos(c, (size_t)h->field[COL_PART]),
		    "column \"%.*s\" counts the rows, and no other is one of "
		    "part numbers: expected one; in a file of columns (--map) "
		    "HEADING = part says which it is, or \"%.*s\" = part that "
		    "these are",
		    STR_ARG(name), STR_ARG(name));
	}
	if (h->totals)
		findings_add(f, SEV_NOTE, ST_OK,
		    csv_pos(c, (size_t)h->field[COL_QUANTITY]),
		    "\"%.*s\" is taken for what is in the whole product, and "
		    "divided by that of the part above",
		    STR_ARG(
			str_clip(c->field[h->field[COL_QUANTITY]].text, 40)));
	if (x->untold > 0) {
		struct str name = str_clip(c->field[x->untold - 1].text, 40);

		findings_warn(f, ST_SCHEMA, csv_pos(c, (size_t)x->untold - 1),
		    "column \"%.*s\" may say the level, and is not read: if it "
		    "does, expected in a file of columns the line \"%.*s\" = "
		    "level; else \"%.*s\" = ignore",
		    STR_ARG(name), STR_ARG(name), STR_ARG(name));
	}
	if (x->by_name)
		findings_warn(f, ST_SCHEMA, csv_pos(c, (size_t)x->from),
		    "no column says the level: it is told by the blanks "
		    "before \"%.*s\"",
		    STR_ARG(str_clip(c->field[x->from].text, 40)));
	called_tell(x, h, c, f);
	if (!orders_tell(x, h, c, f) || !abreast_tell(h, c, f))
		return f->first.code;
	if (c->second)
		findings_add(f, SEV_NOTE, ST_OK, csv_pos(c, 0),
		    "the row below the header row says more of its columns, "
		    "and is read with it");
	if (h->format == FORMAT_CSV_EDGES && c->turned == NULL &&
	    c->rows != &records_as_rows &&
	    fit_fix(x, h, COL_QUANTITY, STR("unknown")))
		findings_warn(f, ST_INCOMPLETE, csv_pos(c, 0),
		    "no column says how many: each quantity is taken as "
		    "unknown; expected a column \"quantity\", or quantity = 1 "
		    "in a file of columns");
	csv_settle(h, c, f);
	if (!csv_check(h, c, f) || csv_context_lost(h, c, f))
		return f->first.code;
	if (c->rows == NULL)
		c->header = (struct str){ c->row, csv_line_length(c, c->row) };
	wide_tell(h, c, f);
	fix_named(h, x);
	fix_said(h, c, x, f);
	for (size_t i = 0; i < x->nfixed; i++)
		letterhead_tell(c, x->fixed[i].text, f);
	return ST_OK;
}
