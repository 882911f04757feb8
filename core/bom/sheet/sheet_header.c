/* SPDX-License-Identifier: Apache-2.0 */
/* sheet_header - the header row of a sheet; see sheet_header.h. */
#include "core/bom/sheet/sheet_header.h"

/* Does the header row, or what stands above it, say of which product the rows
 * are? */
static bool
names_product(const struct csv *c)
{
	struct str text;
	size_t i = 0;

	while (i < c->n && csv_column_find(c->field[i].text) != COL_PARENT)
		i++;
	return i < c->n || letterhead_said(c, COL_PARENT, &text);
}

enum status
sheet_find_header(
    const struct input *in, struct sheet *s, struct sheet_header *best)
{
	size_t errors = in->f->errors, rows = 0, begun = 0;
	struct csv_found table = { .part = -1, .quantity = -1 };
	struct csv c;
	enum status st = csv_open_rows(&c, &sheet_as_rows, s, s->file, in->f);

	c.columns = in->b->columns;
	*best = (struct sheet_header){ .known = 0 };
	/* where a table has begun, another below it is none of its header row
	 */
	while (st == ST_OK && rows++ < LIMIT_SHEET_PREAMBLE &&
	       begun < CSV_BEGUN && csv_next(&c, in->f)) {
		struct letter *row = NULL;
		uint32_t line = c.line;
		struct csv_found found;

		if (!letterhead_row(&c, &in->b->mem, &row))
			st = fields_nomem(in->f);
		begun += csv_found_goes_on(&table, &c);
		found = csv_header_of(&c);

		/* one name alone may be any word of a letterhead */
		if (found.format != FORMAT_UNKNOWN && found.known > 1 &&
		    found.known > best->known) {
			table = found;
			begun = 0;
			best->line = line;
			best->known = found.known;
			best->format = found.format;
			best->above = best->any;
			best->letters = c.above;
			best->parent = names_product(&c);
			best->below = false;
		} else {
			best->below = best->known > 0;
		}
		c.above = letterhead_join(c.above, row);
		best->any = true;
	}
	/* behind the last one that is looked at there may be more */
	best->below |= best->known > 0 && rows > LIMIT_SHEET_PREAMBLE;
	csv_close(&c);
	return in->f->errors > errors ? in->f->first.code : st;
}
