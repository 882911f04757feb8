/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sheet_ods - the rows of a table of an OpenDocument workbook; see
 * sheet_ods.h.
 *
 * All tables stand in one part.  A row or a cell may say that it stands many
 * times, as blank ones do to the end of the sheet: blank ones cost nothing,
 * filled ones are given so often, up to a limit.
 */
#include "core/bom/sheet/sheet_ods.h"

#include <stdlib.h>
#include <string.h>

/* That a paragraph may write as one. */
enum { MOST_BLANKS = 256 };

static bool
refuse(struct sheet *s, enum status code, const char *text, uint32_t n,
    uint32_t most)
{
	findings_error(s->f, code,
	    ((struct pos){ s->file, s->at.number, s->column }),
	    "%s %u times: expected at most %u", text, n, most);
	return false;
}

static bool
is_among(const char *name, const char *const *list)
{
	for (; *list != NULL; list++)
		if (strcmp(name, *list) == 0)
			return true;
	return false;
}

/* How often something stands there; what is no number is once, what is too
 * much is as often as the sheet has room. */
static uint32_t
times(const struct part_tag *tag, const char *name)
{
	struct str v = part_value(tag, name);
	uint32_t n = 1;

	if (v.p != NULL && !part_number(v, LIMIT_SHEET_ROWS, &n))
		n = LIMIT_SHEET_ROWS;
	return n > 0 ? n : 1;
}

static bool
is_hidden(const struct part_tag *tag)
{
	struct str v = part_value(tag, "visibility");

	return v.p != NULL && !str_is(v, "visible");
}

static bool
start_column(struct sheet *s, const struct part_tag *tag)
{
	uint32_t n = times(tag, "number-columns-repeated");
	bool styled;
	uint16_t indent = ods_indent(
	    &s->of->book, part_value(tag, "default-cell-style-name"), &styled);

	for (uint32_t i = s->ods.column;
	     i < s->ods.column + n && i < LIMIT_CSV_COLUMNS; i++)
		s->indent[i] = indent;
	for (uint32_t i = s->ods.column;
	     is_hidden(tag) && i < s->ods.column + n && i < LIMIT_CSV_COLUMNS;
	     i++)
		s->hides[i] = true;
	if (s->ods.column < LIMIT_CSV_COLUMNS)
		s->ods.column += n;
	return true;
}

static bool
start_row(struct sheet *s, const struct part_tag *tag)
{
	s->at = (struct sheet_row){ .number = s->at.number + 1,
		.repeat = times(tag, "number-rows-repeated"),
		.hidden = is_hidden(tag),
		.outline = s->ods.outline,
		.first = s->ncell };
	s->column = 0;
	s->inside = INSIDE_ROW;
	s->ods.row_indent = ods_indent(&s->of->book,
	    part_value(tag, "default-cell-style-name"), &s->ods.row_styled);
	return true;
}

/* By the style of the cell, else of its row, else of its column. */
static uint16_t
indent_of(const struct sheet *s, const struct part_tag *tag)
{
	bool styled;
	uint16_t indent =
	    ods_indent(&s->of->book, part_value(tag, "style-name"), &styled);

	if (styled || s->ods.row_styled)
		return styled ? indent : s->ods.row_indent;
	return s->column <= LIMIT_CSV_COLUMNS ? s->indent[s->column - 1] : 0;
}

static bool
start_cell(struct sheet *s, const struct part_tag *tag)
{
	uint32_t rows = times(tag, "number-rows-spanned");
	uint32_t columns = times(tag, "number-columns-repeated");

	if (columns > LIMIT_SHEET_COLUMNS)
		columns = LIMIT_SHEET_COLUMNS;
	s->column++;
	s->cell = (struct sheet_cell){ .column = (uint16_t)(s->column - 1),
		.kind = CELL_TEXT_OWN,
		.indent = indent_of(s, tag),
		.start = s->ntext,
		.formula = part_value(tag, "formula").n > 0 };
	s->ods.columns = columns;
	s->ods.rows = rows;
	s->ods.paragraphs = 0;
	s->ods.nshown = 0;
	s->ods.fixed = false;
	/* what lies below a merged cell is seen by nobody */
	s->ods.covered = strcmp(tag->name, "covered-table-cell") == 0;
	s->inside = INSIDE_CELL;
	return s->ods.covered || ods_cell_value(s, tag);
}

/* A blank of several, a tab or a line break inside a paragraph. */
static bool
start_inside_text(struct sheet *s, const struct part_tag *tag)
{
	static const char *const not_text[] = { "annotation", "note",
		"ruby-text", NULL };
	char blanks[MOST_BLANKS];
	uint32_t n = strcmp(tag->name, "s") == 0 ? times(tag, "c") : 0;

	if (is_among(tag->name, not_text)) {
		s->ods.skip = 1;
		return true;
	}
	s->ods.depth++;
	if (s->ods.fixed || s->ods.covered)
		return true;
	if (strcmp(tag->name, "tab") == 0)
		return sheet_put_text(s, STR(" "));
	if (strcmp(tag->name, "line-break") == 0)
		return sheet_put_text(s, STR("\n"));
	/* as few as nobody can make a large text of a small file */
	if (n > MOST_BLANKS)
		return refuse(s, ST_LIMIT, "a blank stands", n, MOST_BLANKS);
	memset(blanks, ' ', n);
	return sheet_put_text(s, (struct str){ blanks, n });
}

static bool
on_start(void *ctx, const struct part_tag *tag)
{
	static const char *const around[] = { "table-row-group",
		"table-header-rows", "table-rows", "table-columns",
		"table-header-columns", "table-column-group", NULL };
	static const char *const lists[] = { "body", "spreadsheet",
		"document-content", NULL };
	struct sheet *s = ctx;
	const char *name = tag->name;

	if (s->ods.skip > 0) {
		s->ods.skip++;
		return true;
	}
	switch (s->inside) {
	case INSIDE_SHEET:
		if (is_among(name, lists))
			return true;
		if (strcmp(name, "table") == 0 &&
		    s->ods.table++ == s->which->table)
			s->inside = INSIDE_DATA;
		else
			s->ods.skip = 1;
		return true;
	case INSIDE_DATA:
		if (strcmp(name, "table-row") == 0)
			return start_row(s, tag);
		if (strcmp(name, "table-column") == 0)
			return start_column(s, tag) && (s->ods.skip = 1) > 0;
		if (!is_among(name, around))
			s->ods.skip = 1;
		else if (strcmp(name, "table-row-group") == 0 &&
			 s->ods.outline < UINT8_MAX)
			s->ods.outline++;
		return true;
	case INSIDE_ROW:
		if (strcmp(name, "table-cell") == 0 ||
		    strcmp(name, "covered-table-cell") == 0)
			return start_cell(s, tag);
		s->ods.skip = 1;
		return true;
	case INSIDE_CELL:
		if (strcmp(name, "p") != 0) {
			s->ods.skip = 1;
			return true;
		}
		s->inside = INSIDE_VALUE;
		s->ods.depth = 0;
		return s->ods.paragraphs++ == 0 || s->ods.fixed ||
		       s->ods.covered || sheet_put_text(s, STR("\n"));
	default:
		return start_inside_text(s, tag);
	}
}

static bool
add_merged(struct sheet *s)
{
	struct merged *m = &s->merged;
	struct merged_cells *list =
	    array_grow(m->list, &m->cap, m->n + 1, sizeof(*list));

	if (list == NULL)
		return sheet_nomem(s);
	m->list = list;
	list[m->n++] = (struct merged_cells){ .first = s->at.number,
		.last = s->at.number + s->ods.rows - 1,
		.column = s->column - 1 };
	return true;
}

static void
advance(struct sheet *s, uint32_t columns)
{
	s->column += columns - 1;
	if (s->column >= LIMIT_SHEET_COLUMNS)
		s->column = LIMIT_SHEET_COLUMNS - 1;
}

static bool
end_cell(struct sheet *s)
{
	struct sheet_cell *list;
	uint32_t n = s->ods.columns;

	s->inside = INSIDE_ROW;
	if (!ods_cell_shown(s))
		return false;
	s->cell.n = s->ntext - s->cell.start;
	s->cell.valued = s->cell.n > 0;
	if (s->cell.n == 0 && !s->cell.formula) {
		advance(s, n);
		return true;
	}
	s->cell.valued = true;
	if (s->ods.rows > 1 && s->column <= LIMIT_CSV_COLUMNS && !add_merged(s))
		return false;
	for (; n > 0 && s->cell.column < LIMIT_CSV_COLUMNS; n--) {
		list = array_grow(
		    s->cells, &s->cell_cap, s->ncell + 1, sizeof(*list));
		if (list == NULL)
			return sheet_nomem(s);
		s->cells = list;
		list[s->ncell++] = s->cell;
		s->cell.column++;
	}
	s->at.beyond += n > 0 && s->cell.n > 0;
	if (n == s->ods.columns)
		s->ntext = s->cell.start; /* none of them is kept */
	advance(s, s->ods.columns);
	return true;
}

static bool
end_row(struct sheet *s)
{
	struct sheet_row *list;
	uint32_t repeat = s->at.repeat;

	s->inside = INSIDE_DATA;
	s->at.n = s->ncell - s->at.first;
	if (s->at.n > 0 || s->at.beyond > 0) {
		if (repeat > LIMIT_SHEET_REPEAT ||
		    (s->ods.repeated += repeat - 1) > 10 * LIMIT_SHEET_REPEAT)
			return refuse(s, ST_LIMIT,
			    "a row with text in it stands", repeat,
			    LIMIT_SHEET_REPEAT);
		list =
		    array_grow(s->row, &s->row_cap, s->nrow + 1, sizeof(*list));
		if (list == NULL)
			return sheet_nomem(s);
		s->row = list;
		list[s->nrow++] = s->at;
	}
	if (s->at.number > LIMIT_SHEET_ROWS && s->at.n > 0)
		return refuse(s, ST_LIMIT, "a row of the sheet is there",
		    s->at.number, LIMIT_SHEET_ROWS);
	/* blank ones may reach to the end of the sheet, and beyond it */
	s->at.number += repeat - 1;
	if (s->at.number > LIMIT_SHEET_ROWS)
		s->at.number = LIMIT_SHEET_ROWS;
	return true;
}

static bool
on_end(void *ctx, const char *name)
{
	struct sheet *s = ctx;

	if (s->ods.skip > 0) {
		s->ods.skip--;
		return true;
	}
	switch (s->inside) {
	case INSIDE_DATA:
		if (strcmp(name, "table-row-group") == 0 && s->ods.outline > 0)
			s->ods.outline--;
		if (strcmp(name, "table") != 0)
			return true;
		s->whole = true;
		return false;
	case INSIDE_ROW:
		return strcmp(name, "table-row") != 0 || end_row(s);
	case INSIDE_CELL:
		return end_cell(s);
	case INSIDE_VALUE:
		if (s->ods.depth > 0)
			s->ods.depth--;
		else
			s->inside = INSIDE_CELL;
		return true;
	default:
		return true;
	}
}

static bool
on_text(void *ctx, struct str piece)
{
	struct sheet *s = ctx;

	if (s->inside != INSIDE_VALUE || s->ods.skip > 0 || s->ods.covered)
		return true;
	if (!s->ods.fixed)
		return sheet_put_text(s, piece);
	for (size_t i = 0; i < piece.n; i++, s->ods.nshown++)
		if (s->ods.nshown < sizeof(s->ods.shown))
			s->ods.shown[s->ods.nshown] = piece.p[i];
	return true;
}

const struct part_handler ods_rows = { .root = "document-content",
	.start = on_start,
	.end = on_end,
	.text = on_text,
	.open_document = true };
