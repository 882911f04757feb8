/* SPDX-License-Identifier: Apache-2.0 */
/* sheet_fields - a row of a sheet as the fields of a table; see sheet_read.h.
 */
#include "core/bom/sheet/sheet_read.h"

#include <stdio.h>
#include <string.h>

#define BIT(column) ((uint64_t)1 << (column))
#define NUMBERS \
	(BIT(COL_LEVEL) | BIT(COL_QUANTITY) | BIT(COL_PER) | BIT(COL_MASS) | \
	    BIT(COL_VALUE) | BIT(COL_AMOUNT) | BIT(COL_MIN) | BIT(COL_MAX) | \
	    BIT(COL_SHARE) | BIT(COL_THRESHOLD) | BIT(COL_RATE) | \
	    BIT(COL_TIMES))
#define DATES (BIT(COL_DATE) | BIT(COL_UNTIL) | BIT(COL_FROM))
/* What a number must not be mistaken for another of. */
#define KEYS \
	(BIT(COL_PART) | BIT(COL_PARENT) | BIT(COL_REVISION) | \
	    BIT(COL_PARENT_REVISION))

static enum csv_column
column_of(const struct sheet *s, uint32_t i)
{
	return s->head != NULL && i < s->head->n
		   ? (enum csv_column)s->head->column[i]
		   : COL_COUNT;
}

static bool
is_one(enum csv_column column, uint64_t set)
{
	return column != COL_COUNT && (set >> column & 1) != 0;
}

static void
count(struct sheet_count *x, uint32_t row, uint32_t column)
{
	if (x->n++ == 0) {
		x->row = row;
		x->column = column + 1;
	}
}

static bool
refuse(struct sheet *s, uint32_t row, uint32_t column, const char *what,
    struct str is, const char *expected)
{
	findings_error(s->f, ST_SYNTAX,
	    ((struct pos){ s->file, row, column + 1 }), "%s%s%.*s%s: %s", what,
	    is.n > 0 ? " \"" : "", STR_ARG(str_clip(is, 60)),
	    is.n > 0 ? "\"" : "", expected);
	return false;
}

/* A number whose text cannot be what somebody typed is no name. */
static bool
check_key(struct sheet *s, uint32_t row, uint32_t column, struct str text,
    const struct cell_change *x)
{
	if (x->is_date)
		return refuse(s, row, column, "a day where a name stands", text,
		    "expected text; the spreadsheet has made a day of it");
	if (x->imprecise || x->rounded)
		return refuse(s, row, column, "a number where a name stands",
		    text,
		    "expected text; of a number a spreadsheet keeps 15 digits");
	count(&s->told.named_by_number, row, column);
	return true;
}

static void
put_comma(char room[CELL_TEXT])
{
	char *point = strchr(room, '.');

	if (point != NULL)
		*point = ',';
}

/* "EUR 12.5" of a price that is shown with its currency. */
static void
put_currency(struct str *text, const char *currency, char room[CELL_TEXT])
{
	char shown[CELL_TEXT];
	int n =
	    snprintf(shown, sizeof(shown), "%s %.*s", currency, STR_ARG(*text));

	if (n <= 0 || (size_t)n >= sizeof(shown))
		return;
	memcpy(room, shown, (size_t)n + 1);
	*text = (struct str){ room, (size_t)n };
}

/* The number of a cell; false: refused. */
static bool
put_number(struct sheet *s, uint32_t row, const struct sheet_cell *cell,
    struct str *text, char room[CELL_TEXT])
{
	enum csv_column column = column_of(s, cell->column);
	enum cell_use use = is_one(column, NUMBERS) ? CELL_AS_NUMBER
			    : is_one(column, DATES) ? CELL_AS_DATE
						    : CELL_AS_TEXT;
	struct style style = styles_get(&s->of->styles, cell->style);
	struct cell_change x;

	*text =
	    cell_number(*text, style, s->of->book.since_1904, use, room, &x);
	if (is_one(column, KEYS))
		return check_key(s, row, cell->column, *text, &x);
	/* a number is one, whatever the texts beside it have for a point */
	if (s->comma && use == CELL_AS_NUMBER && column != COL_LEVEL &&
	    text->p == room)
		put_comma(room);
	if (column == COL_VALUE && style.currency[0] != '\0')
		put_currency(text, style.currency, room);
	if (column == COL_LEVEL && memchr(text->p, '.', text->n) != NULL)
		return refuse(s, row, cell->column, "level", *text,
		    "expected text, for the number 1.1 may have been 1.10");
	if (column != COL_COUNT && x.percent)
		count(&s->told.percents, row, cell->column);
	if (column != COL_COUNT && x.rounded)
		count(&s->told.rounded, row, cell->column);
	return true;
}

/* A day as the strict standard has it, without its time. */
static bool
put_day(struct sheet *s, uint32_t row, const struct sheet_cell *cell,
    struct str *text)
{
	const struct cell_change x = { .is_date = true };
	const char *time = memchr(text->p, 'T', text->n);

	if (time != NULL)
		text->n = (size_t)(time - text->p);
	return !is_one(column_of(s, cell->column), KEYS) ||
	       check_key(s, row, cell->column, *text, &x);
}

static bool
put_shared(struct sheet *s, uint32_t row, const struct sheet_cell *cell,
    struct str *text)
{
	uint32_t i = 0;
	struct str number = *text;

	if (part_number(number, UINT32_MAX, &i))
		*text = texts_get(&s->of->texts, i);
	else
		text->p = NULL;
	if (text->p == NULL)
		return refuse(s, row, cell->column, "shared text", number,
		    "expected one that the workbook has");
	if (text->n > LIMIT_CSV_FIELD)
		return refuse(s, row, cell->column, "a text of too many bytes",
		    str_clip(*text, 40), "expected at most 65536");
	return true;
}

/* The text of a cell, before it is kept; false: refused, and said. */
static bool
put_cell(struct sheet *s, uint32_t row, const struct sheet_cell *cell,
    struct str *text, char room[CELL_TEXT])
{
	bool used = column_of(s, cell->column) != COL_COUNT;

	*text = (struct str){ s->texts + cell->start, cell->n };
	if (used && cell->formula) {
		if (!cell->valued)
			return refuse(s, row, cell->column,
			    "a formula without its value", STR(""),
			    "expected the value; open the workbook in a "
			    "spreadsheet and save it");
		count(&s->told.formulas, row, cell->column);
	}
	switch (cell->kind) {
	case CELL_NUMBER:
		return text->n == 0 || put_number(s, row, cell, text, room);
	case CELL_SHARED:
		return text->n == 0 || put_shared(s, row, cell, text);
	case CELL_BOOL:
		*text = str_is(*text, "0") ? STR("FALSE") : STR("TRUE");
		return true;
	case CELL_DAY:
		return put_day(s, row, cell, text);
	case CELL_ERROR:
		return !used || refuse(s, row, cell->column, "the error", *text,
				    "expected a value");
	default:
		return true;
	}
}

/* Blanks before a text, of any kind. */
static uint32_t
blanks_before(struct str s)
{
	uint32_t n = 0;

	while (s.n > 0) {
		size_t skip =
		    s.p[0] == ' ' || s.p[0] == '\t' ? 1 : str_unseen(s);

		if (skip == 0)
			break;
		s.p += skip;
		s.n -= skip;
		n++;
	}
	return n;
}

/* Its bytes stay until the next row. */
static bool
keep(struct csv *c, struct str *text)
{
	*text = str_trim(*text);
	if (text->n == 0) {
		*text = STR("");
		return true;
	}
	*text = arena_copy(&c->copies, *text);
	c->copied += text->n + 1;
	return text->p != NULL;
}

/* Cells that are merged with one above them; false: memory. */
static bool
fill_merged(struct sheet *s, uint32_t row, struct csv *c)
{
	bool filled;

	if (s->merged.n == 0)
		return true;
	merged_row(&s->merged, &s->now, row);
	for (size_t i = 0; i < c->n; i++) {
		if (!merged_text(&s->merged, &s->now, row, (uint32_t)i,
			&c->field[i].text, &filled))
			return false;
		if (filled && column_of(s, (uint32_t)i) != COL_COUNT)
			count(&s->told.merged, row, (uint32_t)i);
	}
	return true;
}

static void
tell_hidden(struct sheet *s, const struct sheet_row *row, const struct csv *c)
{
	if (row->hidden)
		count(&s->told.hidden, row->number, 0);
	for (uint32_t i = 0; i < c->n; i++)
		if (s->hides[i] && column_of(s, i) != COL_COUNT) {
			s->hides[i] = false;
			count(&s->told.columns, row->number, i);
		}
}

static size_t
width_of(const struct sheet *s, const struct sheet_row *row)
{
	size_t last = row->n > 0 ? row->first + row->n - 1 : 0;

	return row->n > 0 ? (size_t)s->cells[last].column + 1 : 0;
}

/*
 * sheet_put_row - a row as fields of the table.
 *
 * Out:	ok  it has any; false: it is blank, or a cell of it was refused
 */
bool
sheet_put_row(
    struct sheet *s, const struct sheet_row *row, struct csv *c, bool *ok)
{
	char room[CELL_TEXT];
	size_t said = 0, beyond = row->beyond;
	bool good = true;

	if (c->copied > CSV_COPIES) {
		arena_free(&c->copies);
		c->copied = 0;
	}
	c->n = c->width > 0 ? c->width : width_of(s, row);
	for (size_t i = 0; i < c->n; i++)
		c->field[i] = (struct csv_field){ .text = STR("") };
	for (size_t i = row->first; i < row->first + row->n; i++) {
		const struct sheet_cell *cell = &s->cells[i];
		struct str text;

		if (cell->column >= c->n) {
			beyond += cell->n > 0;
			continue;
		}
		good &= put_cell(s, row->number, cell, &text, room);
		if (!good)
			continue;
		c->field[cell->column].indent =
		    cell->indent + blanks_before(text) +
		    (s->levels ? 8u * row->outline : 0) +
		    styles_get(&s->of->styles, cell->style).indent;
		if (!keep(c, &text))
			return false;
		c->field[cell->column].text = text;
		said += text.n > 0;
	}
	if (beyond > 0)
		count(&s->told.beyond, row->number, (uint32_t)c->n);
	*ok = said > 0 && good;
	if (!fill_merged(s, row->number, c))
		return false;
	if (*ok)
		tell_hidden(s, row, c);
	return true;
}
