/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sheet_ods - the rows of a table of an OpenDocument workbook; see
 * sheet_ods.h.
 *
 * All tables stand in one part.  A row or a cell may say that it stands many
 * times, as blank ones do to the end of the sheet: blank ones cost nothing,
 * filled ones are given so often, up to a limit.
 */
#include "core/bom/sheet_ods.h"

#include <stdlib.h>
#include <string.h>

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
nomem(struct sheet *s)
{
	findings_error(s->f, ST_NOMEM, pos_none, "out of memory");
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
	return true;
}

static bool
put(struct sheet *s, struct str piece)
{
	size_t n = s->ntext - s->cell.start;
	char *list;

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

/* The style of numbers in a currency, which shows its letters. */
static bool
currency_style(struct sheet *s, struct str code, uint32_t *style)
{
	struct styles *all = &s->of->styles;
	struct style *list;

	*style = ODS_PLAIN;
	if (code.n == 0 || code.n >= sizeof(all->cell[0].currency))
		return true;
	for (size_t i = ODS_STYLES; i < all->n; i++)
		if (str_is(code, all->cell[i].currency)) {
			*style = (uint32_t)i;
			return true;
		}
	if (all->n > ODS_STYLES + 200)
		return true;
	list = array_grow(all->cell, &all->cap, all->n + 1, sizeof(*list));
	if (list == NULL)
		return nomem(s);
	all->cell = list;
	list[all->n] = (struct style){ .kind = STYLE_PLAIN };
	memcpy(list[all->n].currency, code.p, code.n);
	*style = (uint32_t)all->n++;
	return true;
}

enum status
ods_styles(struct styles *s)
{
	s->cell = array_grow(NULL, &s->cap, ODS_STYLES, sizeof(*s->cell));
	if (s->cell == NULL)
		return ST_NOMEM;
	s->cell[ODS_PLAIN] = (struct style){ .kind = STYLE_PLAIN };
	s->cell[ODS_PERCENT] = (struct style){ .kind = STYLE_PERCENT };
	s->n = ODS_STYLES;
	return ST_OK;
}

/* What the attributes of a cell say of its value. */
static bool
take_value(struct sheet *s, const struct part_tag *tag)
{
	struct str type = part_value(tag, "value-type");
	struct str value = part_value(tag, "value");
	struct sheet_cell *c = &s->cell;

	for (size_t i = 0; i < tag->n; i++)
		if (strcmp(tag->attr[i].name, "value-type") == 0 &&
		    str_is(tag->attr[i].value, "error")) {
			c->kind = CELL_ERROR;
			return true;
		}
	if (value.n > 0 &&
	    (str_is(type, "float") || str_is(type, "percentage") ||
		str_is(type, "currency"))) {
		c->kind = CELL_NUMBER;
		c->style = str_is(type, "percentage") ? ODS_PERCENT : ODS_PLAIN;
		if (str_is(type, "currency") &&
		    !currency_style(s, part_value(tag, "currency"), &c->style))
			return false;
	} else if (str_is(type, "date")) {
		c->kind = CELL_DAY;
		value = part_value(tag, "date-value");
	} else if (str_is(type, "boolean")) {
		c->kind = CELL_BOOL;
		value = str_is(part_value(tag, "boolean-value"), "true")
			    ? STR("1")
			    : STR("0");
	} else if (str_is(type, "string")) {
		value = part_value(tag, "string-value");
	} else {
		value = STR("");
	}
	s->ods.fixed = value.n > 0;
	return value.n == 0 || put(s, value);
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
	return s->ods.covered || take_value(s, tag);
}

/* A blank of several, a tab or a line break inside a paragraph. */
static bool
start_inside_text(struct sheet *s, const struct part_tag *tag)
{
	static const char *const not_text[] = { "annotation", "note",
		"ruby-text", NULL };
	uint32_t n = strcmp(tag->name, "s") == 0 ? times(tag, "c") : 0;

	if (is_among(tag->name, not_text)) {
		s->ods.skip = 1;
		return true;
	}
	s->ods.depth++;
	if (s->ods.fixed || s->ods.covered)
		return true;
	if (strcmp(tag->name, "tab") == 0)
		return put(s, STR(" "));
	if (strcmp(tag->name, "line-break") == 0)
		return put(s, STR("\n"));
	for (; n > 0; n--)
		if (!put(s, STR(" ")))
			return false;
	return true;
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
		       s->ods.covered || put(s, STR("\n"));
	default:
		return start_inside_text(s, tag);
	}
}

/* "0008" of a number that is shown so: what people see is a name. */
static bool
take_shown(struct sheet *s)
{
	struct str shown = { s->ods.shown, s->ods.nshown }, plain = shown;
	struct str value = { s->texts + s->cell.start,
		s->ntext - s->cell.start };

	if (s->cell.kind != CELL_NUMBER || shown.n < 2 || shown.p[0] != '0' ||
	    shown.n > sizeof(s->ods.shown) - 1)
		return true;
	for (size_t i = 0; i < shown.n; i++)
		if (!char_is_digit(shown.p[i]))
			return true;
	while (plain.n > 1 && plain.p[0] == '0') {
		plain.p++;
		plain.n--;
	}
	if (!str_eq(plain, value))
		return true;
	s->ntext = s->cell.start;
	s->cell.kind = CELL_TEXT_OWN;
	return put(s, shown);
}

static bool
add_merged(struct sheet *s)
{
	struct merged *m = &s->merged;
	struct merged_cells *list =
	    array_grow(m->list, &m->cap, m->n + 1, sizeof(*list));

	if (list == NULL)
		return nomem(s);
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
	if (!take_shown(s))
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
			return nomem(s);
		s->cells = list;
		list[s->ncell++] = s->cell;
		s->cell.column++;
	}
	s->at.beyond += n > 0 && s->cell.n > 0;
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
			return nomem(s);
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
		return put(s, piece);
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
