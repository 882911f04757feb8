/* SPDX-License-Identifier: Apache-2.0 */
/*
 * csv_export - a table that is the export of a known system; see csv_table.h.
 */
#include "core/bom/sheet/read_xlsx.h"
#include "core/bom/table/columns.h"
#include "core/bom/table/csv_points.h"
#include "core/bom/table/csv_table.h"
#include "core/bom/table/wishes.h"

#include <string.h>

/* What the user says the table is: the command line goes before a file of
 * columns. */
const struct preset *
table_asked_preset(const struct input *in)
{
	const char *file = in->b->file[in->file].name;
	const struct preset *p =
	    wishes_preset(in->b->wishes, bom_given_name(in->b, in->file));
	const struct columns_line *l =
	    columns_said(in->b->columns, file, COLUMNS_PRESET, COL_COUNT);

	return p == NULL && l != NULL ? preset_find(l->right) : p;
}

/* Rows have been looked at since it was read. */
static struct pos
place_of_header(const struct table *t)
{
	return (struct pos){ t->csv.file, t->head_line, 1 };
}

/* Sheets of a workbook may list one product, or one each. */
static bool
is_same_book(const char *a, const char *b)
{
	struct str x = { a, xlsx_path(a) }, y = { b, xlsx_path(b) };

	return x.n < strlen(a) && y.n < strlen(b) && str_eq(x, y);
}

/* Two files that are called the same would become one product. */
static enum status
check_product(const struct table *t, struct str product)
{
	const struct bom *b = t->in->b;
	const char *mine = b->file[t->in->file].name;

	for (size_t i = 0; i < b->nfile; i++)
		if (b->file[i].product.n > 0 &&
		    str_eq(b->file[i].product, product) &&
		    is_same_book(b->file[i].name, mine))
			return findings_error(t->in->f, ST_CONFLICT,
			    place_of_header(t),
			    "parts of a product that no sheet names, and so "
			    "are those of %s: expected parent = NAME in a file "
			    "of columns, if all of it is one product; or the "
			    "name of the workbook with [SHEET] behind it, "
			    "which reads that sheet alone",
			    b->file[i].name);
	for (size_t i = 0; i < b->nfile; i++)
		if (b->file[i].product.n > 0 &&
		    str_eq(b->file[i].product, product))
			return findings_error(t->in->f, ST_CONFLICT,
			    place_of_header(t),
			    "parts of a product that is named by the file, as "
			    "\"%.*s\" like that of %s: expected parent = NAME "
			    "in a file of columns",
			    STR_ARG(str_clip(product, 60)), b->file[i].name);
	return ST_OK;
}

enum status
table_call_product(struct table *t, struct str product, enum severity severity)
{
	static const char *const by[] = { "the file", "the sheet",
		"the workbook and the sheet",
		"the sheet, as a part of another one is called" };
	struct bom_file *file = &t->in->b->file[t->in->file];
	/* of a part of another list there may be several */
	bool part = t->in->called.by == CALLED_BY_PART;

	if (!part && check_product(t, product) != ST_OK)
		return t->in->f->first.code;
	if (!part)
		file->product = arena_copy(&t->in->b->mem, product);
	findings_add(t->in->f, severity, ST_OK, place_of_header(t),
	    "nothing here says of which product these are the parts: taken "
	    "for \"%.*s\", by the name of %s; parent = NAME in a file "
	    "of columns says another",
	    STR_ARG(str_clip(product, 60)), by[t->in->called.by]);
	return part || file->product.p != NULL ? ST_OK : fields_nomem(t->in->f);
}

/* Of an export that is known: what it leaves open is told. */
enum status
table_open_preset(struct table *t)
{
	const struct habits *y = &t->fit.habits;
	const struct preset *p = t->head.preset;

	if (p != NULL)
		t->in->b->file[t->in->file].reads = p->reads;
	if (p != NULL && (p->habits & HABIT_DECIMAL) != 0 &&
	    t->fit.decimal == DECIMAL_UNSAID) {
		t->fit.decimal = points_decimal(&t->head, &t->csv, t->in->f);
		if (t->fit.decimal == DECIMAL_UNSAID)
			points_tell(&t->head, &t->csv, t->in->f);
	}
	if (!y->by_file)
		return ST_OK;
	return table_call_product(
	    t, y->product, p != NULL ? SEV_NOTE : SEV_WARNING);
}

/* Where something is not built in. */
bool
table_state_nothing(struct table *t, struct stated *s, struct place at)
{
	uint32_t ref;

	return t->fit.habits.loose.n == 0 || stated_nothing(s, at, &ref);
}
