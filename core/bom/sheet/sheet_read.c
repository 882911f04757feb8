/* SPDX-License-Identifier: Apache-2.0 */
/* sheet_read - the rows of a sheet, while it is unpacked; see sheet_read.h. */
#include "core/bom/sheet/sheet_read.h"

#include "core/bom/sheet/sheet_ods.h"

#include <stdlib.h>
#include <string.h>

bool
sheet_nomem(struct sheet *s)
{
	findings_error(s->f, ST_NOMEM, pos_none, "out of memory");
	return false;
}

bool
sheet_put_text(struct sheet *s, struct str piece)
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
		return sheet_nomem(s);
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
	bool ods = s->of->book.open_document;
	enum status st =
	    part_open(&s->part, &s->of->book.archive, s->which->part,
		LIMIT_SHEET_FILE, ods ? &ods_rows : &office_rows, s);

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
		sheet_nomem(s);
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
			sheet_nomem(s);
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
