/* SPDX-License-Identifier: Apache-2.0 */
/*
 * csv_find - which row names the columns, and what separates its fields; see
 * csv_header.h.
 *
 * Reports begin with a title, a date, the name of who asked for them.  The
 * header row is then the one that makes a table and has most names that are
 * known.
 */
#include "core/bom/table/csv_header.h"
#include "core/bom/table/letterhead.h"

/* [rows] Where a header row is looked for. */
#define ROWS 60

/* [columns] So many known names are no chance. */
#define ENOUGH 3

/* A row taken apart by the separator that makes most of it known. */
struct header_row {
	uint32_t line;
	size_t known, fields, rivals;
	char separator;
	bool makes_table;
	struct csv_found table;
};

static void
try_separator(struct header_row *best, struct csv *c, char separator,
    struct csv_spot before)
{
	struct findings mute = { 0 };
	struct csv_header h = { .format = FORMAT_UNKNOWN };
	size_t known = 0;

	csv_go_back(c, before);
	c->separator = separator;
	if (csv_next(c, &mute)) {
		csv_header_enter(&h, c, &mute);
		known = csv_header_known(&h);
		if (known == best->known && known > 0 && c->n > 1 &&
		    best->fields > 1)
			best->rivals++;
		if (known > best->known ||
		    (known == best->known && c->n > best->fields)) {
			best->rivals = known > best->known ? 0 : best->rivals;
			best->known = known;
			best->fields = c->n;
			best->separator = separator;
			best->line = c->line;
			best->makes_table = csv_header_makes_table(&h, c);
			best->table =
			    (struct csv_found){ .part = h.field[COL_PART],
				    .quantity = h.field[COL_QUANTITY] };
		}
	} else if (best->line == 0) {
		best->line = c->line;
	}
	findings_free(&mute);
}

/* Is the row at `at` one of the table below the row that is the best? */
static bool
goes_on(struct csv *c, const struct header_row *best, struct csv_spot at)
{
	struct findings mute = { 0 };
	char separator = c->separator;
	bool yes;

	csv_go_back(c, at);
	c->separator = best->separator;
	yes = best->makes_table && csv_next(c, &mute) &&
	      csv_found_goes_on(&best->table, c);
	findings_free(&mute);
	c->separator = separator;
	csv_go_back(c, at);
	return yes;
}

/* The row at `before`, and where the line behind its first one begins. */
static struct header_row
try_row(struct csv *c, struct csv_spot before)
{
	struct header_row r = { .separator = c->separator };

	if (c->told) {
		try_separator(&r, c, c->separator, before);
		return r;
	}
	for (const char *s = CSV_SEPARATORS; *s != '\0'; s++)
		try_separator(&r, c, *s, before);
	return r;
}

static bool
is_sure(const struct header_row *r)
{
	return r->makes_table && (r->known == r->fields || r->known >= ENOUGH);
}

static void
say_passed(
    const struct csv *c, uint32_t first, uint32_t line, struct findings *f)
{
	struct pos at = { c->file, line, 0 };

	if (line == first + 1)
		findings_add(f, SEV_NOTE, ST_OK, at,
		    "the header row; line %u is passed over", first);
	else
		findings_add(f, SEV_NOTE, ST_OK, at,
		    "the header row; lines %u to %u are passed over", first,
		    line - 1);
}

/* The rows from there to the header row say something of the table; false:
 * memory. */
static bool
read_above(struct csv *c, struct csv_spot start, uint32_t header)
{
	struct findings mute = { 0 };
	bool ok = true;

	csv_go_back(c, start);
	while (ok && csv_next(c, &mute) && c->line < header)
		ok = letterhead_row(c, &c->letters, &c->above);
	findings_free(&mute);
	return ok;
}

/*
 * csv_find_header - to the header row, with its separator.
 *
 * Two separators that do equally well with several fields each are ambiguous.
 * What the file itself says goes before.
 */
enum status
csv_find_header(struct csv *c, struct findings *f)
{
	struct csv_spot start = csv_spot(c), at = start, to = at;
	struct header_row best, first, likely;
	struct csv_spot likely_at = start;
	int begun = 0;

	if (c->rows != NULL)
		return ST_OK; /* they begin with it */
	best = first = likely = try_row(c, at);
	for (int i = 1; i < ROWS && begun < CSV_BEGUN && !is_sure(&best); i++) {
		struct header_row r;

		csv_go_back(c, at);
		if (!csv_skip_line(c))
			break;
		at = csv_spot(c);
		begun += goes_on(c, &best, at);
		r = try_row(c, at);
		if (r.makes_table && r.known > 1 && r.known >= likely.known &&
		    (r.known > best.known || !best.makes_table)) {
			best = r;
			to = at;
			begun = 0;
		}
		if (r.known > likely.known) {
			likely = r;
			likely_at = at;
		}
	}
	/* "Part number, MAG-1" may stand above the table, too */
	if ((!best.makes_table || best.known == 1) && likely.known > 1 &&
	    likely.known > best.known) {
		best = likely;
		to = likely_at;
	}
	c->separator = best.separator;
	if (best.line > first.line && !read_above(c, start, best.line))
		return findings_error(f, ST_NOMEM, pos_none, "out of memory");
	csv_go_back(c, to);
	if (best.rivals > 0)
		return findings_error(f, ST_SYNTAX,
		    ((struct pos){ c->file, best.line, 1 }),
		    "more than one separator fits the header row: expected "
		    "commas, semicolons, tabs or bars alone");
	if (best.line > first.line)
		say_passed(c, first.line, best.line, f);
	return ST_OK;
}
