/* SPDX-License-Identifier: Apache-2.0 */
/* csv_open - where the rows of a table begin, and from where they come; see
 * csv.h. */
#include "core/bom/table/csv.h"
#include "core/bom/table/csv_header.h"

#include "core/base/guard.h"
#include "core/base/limits.h"

#include <stdlib.h>
#include <string.h>

/* c->row and c->end are the text. */
static enum status
check_lines(const struct csv *c, struct findings *f)
{
	size_t n = (size_t)(c->end - c->row);
	const char *cr;

	if (memchr(c->row, '\n', n) != NULL)
		return ST_OK;
	cr = memchr(c->row, '\r', n);
	if (cr != NULL)
		return findings_error(f, ST_SYNTAX, csv_place(c, cr),
		    "lines that end with a carriage return alone: expected a "
		    "line feed, or both");
	return ST_OK;
}

/* A first line "sep=;" names the separator, perhaps in quotes. */
static void
take_separator(struct csv *c)
{
	const char *eol = memchr(c->next, '\n', (size_t)(c->end - c->next));
	struct str line;

	if (eol == NULL)
		return;
	line = (struct str){ c->next, (size_t)(eol - c->next) };
	if (line.n > 0 && line.p[line.n - 1] == '\r')
		line.n--;
	if (line.n > 1 && line.p[0] == '"' && line.p[line.n - 1] == '"')
		line = (struct str){ line.p + 1, line.n - 2 };
	if (line.n != 5 || !str_is_nocase((struct str){ line.p, 4 }, "sep=") ||
	    strchr(CSV_SEPARATORS, line.p[4]) == NULL)
		return;
	c->separator = line.p[4];
	c->told = true;
	c->next = eol + 1;
	c->next_line++;
}

/* "#,Part,Qty" and "# req in assy,Part": the first name of a header row. */
static bool
begins_with_name(const char *p, const char *end)
{
	struct str line = { p, (size_t)(end - p) }, name = line;

	for (name.n = 0; name.n < line.n; name.n++)
		if (strchr(CSV_SEPARATORS, line.p[name.n]) != NULL)
			break;
	if (name.n == line.n)
		return false;
	while (name.n > 0 && strchr("\" ", name.p[name.n - 1]) != NULL)
		name.n--;
	return csv_column_find(name) != COL_COUNT;
}

/* To the start of the header row. */
static void
skip_comments(struct csv *c)
{
	while (c->next < c->end) {
		const char *p = c->next;
		const char *eol = memchr(p, '\n', (size_t)(c->end - p));

		while (p < c->end && (*p == ' ' || *p == '\t' || *p == '\r'))
			p++;
		/* a spreadsheet may have put it in quotes */
		if (c->end - p > 1 && *p == '"' && p[1] == '#')
			p++;
		if (p < c->end && *p != '\n' &&
		    (*p != '#' ||
			begins_with_name(p, eol != NULL ? eol : c->end)))
			return;
		c->next = eol != NULL ? eol + 1 : c->end;
		c->next_line++;
	}
}

enum status
csv_open(struct csv *c, struct str bytes, const char *file, struct findings *f)
{
	enum status st;

	*c = (struct csv){ .file = file };
	if (str_starts(bytes, "\xEF\xBB\xBF"))
		bytes = (struct str){ bytes.p + 3, bytes.n - 3 };
	st = bytes.n > 0 ? guard_text(bytes, file, f) : ST_OK;
	return st == ST_OK ? csv_open_text(c, bytes, file, f) : st;
}

enum status
csv_open_text(
    struct csv *c, struct str text, const char *file, struct findings *f)
{
	enum status st;

	/* where old programs end a file */
	if (text.n > 0 && text.p[text.n - 1] == '\x1A')
		text.n--;
	*c = (struct csv){ .file = file,
		.begin = text.p,
		.next = text.p,
		.row = text.p,
		.end = text.p + text.n,
		.line = 1,
		.next_line = 1,
		.separator = ',' };
	if (text.n == 0)
		return findings_error(f, ST_SYNTAX,
		    ((struct pos){ file, 1, 1 }),
		    "an empty file: expected a header row");
	st = check_lines(c, f);
	if (st != ST_OK)
		return st;
	take_separator(c);
	skip_comments(c);
	c->row = c->next;
	c->line = c->next_line;
	c->field = calloc(LIMIT_CSV_COLUMNS + CSV_EXTRA, sizeof(*c->field));
	if (c->field == NULL)
		return findings_error(f, ST_NOMEM, pos_none, "out of memory");
	return ST_OK;
}

enum status
csv_open_rows(struct csv *c, const struct csv_rows *rows, void *rows_of,
    const char *file, struct findings *f)
{
	*c = (struct csv){
		.file = file, .rows = rows, .rows_of = rows_of, .told = true
	};
	c->field = calloc(LIMIT_CSV_COLUMNS + CSV_EXTRA, sizeof(*c->field));
	if (c->field == NULL)
		return findings_error(f, ST_NOMEM, pos_none, "out of memory");
	return ST_OK;
}

struct csv_spot
csv_spot(const struct csv *c)
{
	return (struct csv_spot){ c->next,
		c->rows != NULL ? c->line + 1 : c->next_line };
}

bool
csv_go_back(struct csv *c, struct csv_spot to)
{
	if (c->rows != NULL) {
		c->line = to.line - 1; /* csv_spot() is there again */
		return c->rows->go_back(c, to.line);
	}
	c->next = c->row = to.next;
	c->next_line = c->line = to.line;
	c->n = 0;
	c->apart = pos_none;
	return true;
}

void
csv_close(struct csv *c)
{
	free(c->field);
	arena_free(&c->copies);
	arena_free(&c->letters);
	*c = (struct csv){ 0 };
}

size_t
csv_line_length(const struct csv *c, const char *p)
{
	const char *eol =
	    p < c->end ? memchr(p, '\n', (size_t)(c->end - p)) : NULL;
	size_t n = (size_t)((eol != NULL ? eol : c->end) - p);

	return n > 0 && p[n - 1] == '\r' ? n - 1 : n;
}

bool
csv_skip_line(struct csv *c)
{
	const char *eol =
	    c->next < c->end ? memchr(c->next, '\n', (size_t)(c->end - c->next))
			     : NULL;

	if (eol == NULL)
		return false;
	c->next = eol + 1;
	c->next_line++;
	return true;
}
