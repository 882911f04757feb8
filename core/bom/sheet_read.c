/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sheet_read - the rows of a sheet, while it is unpacked; see sheet_read.h.
 *
 * Rows and cells come in the order of their places, as every program writes
 * them: what goes back would need all of the sheet in memory and is refused.
 */
#include "core/bom/sheet_read.h"

#include "core/bom/sheet_ods.h"

#include <stdlib.h>
#include <string.h>

static bool
nomem(struct sheet *s)
{
	findings_error(s->f, ST_NOMEM, pos_none, "out of memory");
	return false;
}

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
		return nomem(s);
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
		return nomem(s);
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
	size_t n = s->ntext - s->cell.start;
	char *list;

	if (!s->text)
		return true;
	if (piece.n + n > LIMIT_CSV_FIELD) {
		findings_error(s->f, ST_LIMIT,
		    ((struct pos){ s->file, s->at.number, s->column }),
		    "a field of %zu bytes: expected at most %zu", piece.n + n,
		    LIMIT_CSV_FIELD);
		return false;
	}
	list = array_grow(s->texts, &s->text_cap, s->ntext + piece.n + 1, 1);
	if (list == NULL)
		return nomem(s);
	s->texts = list;
	memcpy(list + s->ntext, piece.p, piece.n);
	s->ntext += piece.n;
	return true;
}

/* Rows that were given make room; of one that is open all is kept. */
static void
compact(struct sheet *s)
{
	bool open = s->inside != INSIDE_SHEET && s->inside != INSIDE_DATA;
	size_t cells = open ? s->at.first : s->ncell;
	size_t texts = cells < s->ncell         ? s->cells[cells].start
		       : s->inside > INSIDE_ROW ? s->cell.start
						: s->ntext;

	s->nrow = s->given = 0;
	s->ncell -= cells;
	s->ntext -= texts;
	if (s->ncell > 0 && cells > 0)
		memmove(
		    s->cells, s->cells + cells, s->ncell * sizeof(*s->cells));
	if (s->ntext > 0 && texts > 0)
		memmove(s->texts, s->texts + texts, s->ntext);
	for (size_t i = 0; i < s->ncell; i++)
		s->cells[i].start -= texts;
	s->at.first = 0;
	s->cell.start = s->inside > INSIDE_ROW ? s->cell.start - texts : 0;
}

static enum status
begin(struct sheet *s)
{
	static const struct part_handler handler = { .root = "worksheet",
		.start = on_start,
		.end = on_end,
		.text = on_text };
	bool ods = s->of->book.open_document;
	enum status st = part_open(&s->part, &s->of->book.archive,
	    s->which->part, LIMIT_SHEET_FILE, ods ? &ods_rows : &handler, s);

	s->ods = (struct sheet_ods){ .table = 0 };
	if (ods) {
		s->merged.n = 0; /* they are found while rows are read */
		s->grouped = s->which->grouped;
	}

	s->open = st == ST_OK;
	s->inside = INSIDE_SHEET;
	s->text = s->phonetic = s->whole = false;
	s->at = (struct sheet_row){ .number = 0 };
	s->column = 0;
	s->nrow = s->given = s->ncell = s->ntext = 0;
	s->again = (struct sheet_row){ .repeat = 0 };
	return st;
}

enum status
sheet_open(struct sheet *s, struct sheets *of, const struct book_sheet *which,
    const char *file, struct findings *f)
{
	*s = (struct sheet){ .of = of, .which = which, .file = file, .f = f };
	s->texts = array_grow(NULL, &s->text_cap, 1, 1);
	if (s->texts == NULL) {
		nomem(s);
		return ST_NOMEM;
	}
	return begin(s);
}

void
sheet_close(struct sheet *s)
{
	if (s->open)
		part_close(&s->part);
	merged_end(&s->now);
	merged_free(&s->merged);
	free(s->row);
	free(s->cells);
	free(s->texts);
	*s = (struct sheet){ .of = NULL };
}

/* The next row that has been read, or NULL: the sheet has ended. */
static const struct sheet_row *
next_read(struct sheet *s)
{
	if (s->given > 0 && s->again.repeat > 1) {
		s->again.repeat--;
		s->again.number++;
		return &s->again;
	}
	while (s->given == s->nrow) {
		if (s->whole || !s->open)
			return NULL;
		compact(s);
		if (!part_more(&s->part) && s->nrow == 0)
			return NULL;
	}
	s->again = s->row[s->given++];
	return &s->again;
}

void
sheet_look_at_groups(struct sheet *s, uint32_t header)
{
	const struct sheet_row *row;
	uint8_t first = 0, last = 0;
	bool any = false;

	if (!s->grouped || s->above) {
		s->levels = s->grouped;
		return;
	}
	while ((row = next_read(s)) != NULL) {
		if (row->number <= header || row->n == 0)
			continue;
		if (!any)
			first = row->outline;
		any = true;
		last = row->outline;
	}
	s->levels = first == 0 && last > 0;
}

/* How far it is, as a place in the bytes of the archive. */
static const char *
progress(const struct sheet *s)
{
	const struct archive_file *x = &s->part.file;
	double share = x->size > 0 ? (double)x->got / (double)x->size : 1;

	return s->of->body.p + (size_t)(share * (double)s->of->body.n);
}

static bool
next_row(struct csv *c, struct findings *f)
{
	struct sheet *s = c->rows_of;
	const struct sheet_row *row;
	bool ok = false;

	(void)f;
	while (!ok && (row = next_read(s)) != NULL) {
		if (row->number < s->from)
			continue;
		c->line = row->number;
		c->next_line = row->number + 2; /* its places are ours to say */
		c->next = progress(s);
		if (!sheet_put_row(s, row, c, &ok)) {
			nomem(s);
			break;
		}
	}
	if (!ok)
		c->n = 0;
	return ok;
}

static struct pos
place(const struct csv *c, size_t i)
{
	return (struct pos){ c->file, c->line,
		(uint32_t)(i < c->n ? i + 1 : c->n) };
}

bool
sheet_go_back(struct sheet *s, uint32_t line)
{
	if (s->open)
		part_close(&s->part);
	merged_end(&s->now);
	s->from = line > s->first ? line : s->first;
	s->told = (struct sheet_told){ .merged = { .n = 0 } };
	return begin(s) == ST_OK;
}

static bool
go_back(struct csv *c, uint32_t line)
{
	return sheet_go_back(c->rows_of, line);
}

const struct csv_rows sheet_as_rows = { next_row, place, go_back };
