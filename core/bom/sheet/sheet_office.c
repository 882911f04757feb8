/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sheet_office - the rows of a sheet of an Office workbook; see sheet_read.h.
 *
 * Rows and cells come in the order of their places, as every program writes
 * them: what goes back would need all of the sheet in memory and is refused.
 */
#include "core/bom/sheet/sheet_read.h"

#include <string.h>

static bool
refuse_place(struct sheet *s, const char *what, struct str is)
{
	findings_error(s->f, ST_SYNTAX,
	    ((struct pos){ s->file, s->at.number, s->column }),
	    "%s \"%.*s\" of the sheet: expected one behind the one before it, "
	    "up to XFD%d",
	    what, STR_ARG(str_clip(is, 40)), LIMIT_SHEET_ROWS);
	return false;
}

static bool
is_true(struct str s)
{
	return str_is(s, "1") || str_is(s, "true");
}

static bool
hide_columns(struct sheet *s, const struct part_tag *tag)
{
	uint32_t first = 0, last = 0;

	if (!is_true(part_value(tag, "hidden")) ||
	    !part_number(part_value(tag, "min"), LIMIT_SHEET_COLUMNS, &first) ||
	    !part_number(part_value(tag, "max"), LIMIT_SHEET_COLUMNS, &last))
		return true;
	for (uint32_t i = first; i > 0 && i <= last && i <= LIMIT_CSV_COLUMNS;
	     i++)
		s->hides[i - 1] = true;
	return true;
}

static bool
start_row(struct sheet *s, const struct part_tag *tag)
{
	struct str r = part_value(tag, "r");
	uint32_t number = s->at.number + 1, outline = 0;

	s->column = 0;
	if ((r.p != NULL && !part_number(r, LIMIT_SHEET_ROWS, &number)) ||
	    number <= s->at.number || number > LIMIT_SHEET_ROWS)
		return refuse_place(s, "row", r);
	s->at = (struct sheet_row){ .number = number,
		.hidden = is_true(part_value(tag, "hidden")),
		.first = s->ncell };
	if (part_number(part_value(tag, "outlineLevel"), 7, &outline))
		s->at.outline = (uint8_t)outline;
	s->inside = INSIDE_ROW;
	return true;
}

static uint8_t
kind_of(struct str t)
{
	static const struct {
		const char *name;
		enum cell_kind kind;
	} kinds[] = { { "s", CELL_SHARED }, { "n", CELL_NUMBER },
		{ "b", CELL_BOOL }, { "d", CELL_DAY }, { "e", CELL_ERROR } };

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (str_is(t, kinds[i].name))
			return (uint8_t)kinds[i].kind;
	return t.n == 0 ? CELL_NUMBER : CELL_TEXT_OWN;
}

static bool
start_cell(struct sheet *s, const struct part_tag *tag)
{
	struct str r = part_value(tag, "r");
	uint32_t row = s->at.number, column = s->column + 1;

	if ((r.p != NULL && !cell_place(r, &row, &column)) ||
	    row != s->at.number || column <= s->column ||
	    column > LIMIT_SHEET_COLUMNS)
		return refuse_place(s, "cell", r);
	s->column = column;
	s->cell = (struct sheet_cell){
		.column = (uint16_t)(column - 1),
		.kind = kind_of(part_value(tag, "t")),
		.start = s->ntext,
	};
	part_number(part_value(tag, "s"), UINT32_MAX, &s->cell.style);
	s->inside = INSIDE_CELL;
	return true;
}

/* Has the sheet groups of rows, and does the row above one stand for it? */
static void
look_at_outline(struct sheet *s, const struct part_tag *tag)
{
	uint32_t levels = 0;

	if (strcmp(tag->name, "sheetFormatPr") == 0)
		s->grouped = part_number(part_value(tag, "outlineLevelRow"), 7,
				 &levels) &&
			     levels > 0;
	else if (strcmp(tag->name, "outlinePr") == 0) {
		struct str below = part_value(tag, "summaryBelow");

		s->above = str_is(below, "0") || str_is(below, "false");
	}
}

static bool
on_start(void *ctx, const struct part_tag *tag)
{
	struct sheet *s = ctx;
	const char *name = tag->name;

	switch (s->inside) {
	case INSIDE_SHEET:
		if (strcmp(name, "col") == 0)
			return hide_columns(s, tag);
		look_at_outline(s, tag);
		if (strcmp(name, "sheetData") == 0)
			s->inside = INSIDE_DATA;
		return true;
	case INSIDE_DATA:
		return strcmp(name, "row") != 0 || start_row(s, tag);
	case INSIDE_ROW:
		return strcmp(name, "c") != 0 || start_cell(s, tag);
	case INSIDE_CELL:
		if (strcmp(name, "v") == 0) {
			s->inside = INSIDE_VALUE;
			s->cell.valued = s->text = true;
		} else if (strcmp(name, "is") == 0) {
			s->inside = INSIDE_INLINE;
			s->cell.valued = true;
		}
		s->cell.formula |= strcmp(name, "f") == 0;
		return true;
	case INSIDE_INLINE:
		s->phonetic |= strcmp(name, "rPh") == 0;
		s->text = strcmp(name, "t") == 0 && !s->phonetic;
		return true;
	default:
		return true;
	}
}

/* A cell without a value, for its looks alone, is none. */
static bool
end_cell(struct sheet *s)
{
	struct sheet_cell *list;

	s->inside = INSIDE_ROW;
	s->cell.n = s->ntext - s->cell.start;
	if (!s->cell.valued && !s->cell.formula)
		return true;
	if (s->cell.column >= LIMIT_CSV_COLUMNS) {
		s->at.beyond += s->cell.n > 0;
		s->ntext = s->cell.start;
		return true;
	}
	if (s->cell.kind == CELL_TEXT_OWN)
		s->ntext =
		    s->cell.start + (s->cell.n = texts_unescape(
					 s->texts + s->cell.start, s->cell.n));
	list = array_grow(s->cells, &s->cell_cap, s->ncell + 1, sizeof(*list));
	if (list == NULL)
		return sheet_nomem(s);
	s->cells = list;
	list[s->ncell++] = s->cell;
	return true;
}

static bool
end_row(struct sheet *s)
{
	struct sheet_row *list;

	s->inside = INSIDE_DATA;
	s->at.n = s->ncell - s->at.first;
	if (s->at.n == 0 && s->at.beyond == 0)
		return true;
	list = array_grow(s->row, &s->row_cap, s->nrow + 1, sizeof(*list));
	if (list == NULL)
		return sheet_nomem(s);
	s->row = list;
	list[s->nrow++] = s->at;
	return true;
}

static bool
on_end(void *ctx, const char *name)
{
	struct sheet *s = ctx;

	switch (s->inside) {
	case INSIDE_DATA:
		if (strcmp(name, "sheetData") == 0) {
			s->whole = true;
			return false;
		}
		return true;
	case INSIDE_ROW:
		return strcmp(name, "row") != 0 || end_row(s);
	case INSIDE_CELL:
		return strcmp(name, "c") != 0 || end_cell(s);
	case INSIDE_VALUE:
		s->text = false;
		if (strcmp(name, "v") == 0)
			s->inside = INSIDE_CELL;
		return true;
	case INSIDE_INLINE:
		s->text = false;
		if (strcmp(name, "rPh") == 0)
			s->phonetic = false;
		else if (strcmp(name, "is") == 0)
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

	return !s->text || sheet_put_text(s, piece);
}

const struct part_handler office_rows = {
	.root = "worksheet", .start = on_start, .end = on_end, .text = on_text
};
