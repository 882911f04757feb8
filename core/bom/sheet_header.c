/* SPDX-License-Identifier: Apache-2.0 */
/* sheet_header - the header row of a sheet; see sheet_header.h. */
#include "core/bom/sheet_header.h"

enum status
sheet_find_header(
    const struct input *in, struct sheet *s, struct sheet_header *best)
{
	size_t errors = in->f->errors, known, rows = 0;
	struct csv c;
	enum status st = csv_open_rows(&c, &sheet_as_rows, s, s->file, in->f);

	c.columns = in->b->columns;
	*best = (struct sheet_header){ .known = 0 };
	while (st == ST_OK && rows++ < LIMIT_SHEET_PREAMBLE &&
	       csv_next(&c, in->f)) {
		struct letter *row = NULL;
		uint32_t line = c.line;
		enum format format;

		if (!letterhead_row(&c, &in->b->mem, &row))
			st = fields_nomem(in->f);
		format = csv_header_of(&c, &known);

		/* one name alone may be any word of a letterhead */
		if (format != FORMAT_UNKNOWN && known > 1 &&
		    known > best->known) {
			best->line = line;
			best->known = known;
			best->format = format;
			best->above = best->any;
			best->letters = c.above;
			best->below = false;
		} else {
			best->below = best->known > 0;
		}
		c.above = letterhead_join(c.above, row);
		best->any = true;
	}
	csv_close(&c);
	return in->f->errors > errors ? in->f->first.code : st;
}
