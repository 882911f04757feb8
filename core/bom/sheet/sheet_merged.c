/* SPDX-License-Identifier: Apache-2.0 */
/* sheet_merged - cells merged over several rows; see sheet_merged.h. */
#include "core/bom/sheet/sheet_merged.h"

#include "core/bom/sheet/sheet_cell.h"

#include <stdlib.h>
#include <string.h>

#define WORD "mergeCell"
#define PIECE ((size_t)64 << 10)
#define MOST 1000000

struct reading {
	struct merged *m;
	struct book *b;
};

static enum status
nomem(struct book *b)
{
	return findings_error(
	    b->archive.f, ST_NOMEM, pos_none, "out of memory");
}

/*
 * Does the part name merged cells at all?  All of it is unpacked, so that a
 * broken one is found before any of its rows counts.
 */
static enum status
look_for_word(struct book *b, size_t part, bool *found)
{
	const size_t keep = sizeof(WORD) - 2;
	char *p = malloc(keep + PIECE);
	struct archive_file x;
	enum status st;
	int64_t n = 1;
	size_t kept = 0;

	*found = false;
	if (p == NULL)
		return nomem(b);
	st = archive_start(&b->archive, part, LIMIT_SHEET_FILE, &x);
	while (st == ST_OK && n > 0) {
		size_t all;

		n = archive_read(&x, p + kept, PIECE);
		if (n < 0)
			st = ST_SYNTAX;
		if (n <= 0)
			break;
		all = kept + (size_t)n;
		*found |= memmem(p, all, WORD, sizeof(WORD) - 1) != NULL;
		kept = all < keep ? all : keep;
		memmove(p, p + all - kept, kept);
	}
	archive_stop(&x);
	free(p);
	return st;
}

/* "B3:B7" */
static bool
read_range(struct str s, struct merged_cells *m)
{
	const char *colon = memchr(s.p, ':', s.n);
	uint32_t end;
	size_t n;

	if (colon == NULL)
		return false;
	n = (size_t)(colon - s.p);
	if (!cell_place((struct str){ s.p, n }, &m->first, &m->column) ||
	    !cell_place((struct str){ colon + 1, s.n - n - 1 }, &m->last, &end))
		return false;
	m->column--;
	return m->last > m->first && m->column < LIMIT_CSV_COLUMNS;
}

static bool
on_start(void *ctx, const struct part_tag *tag)
{
	struct reading *r = ctx;
	struct merged *m = r->m;
	struct str ref = part_value(tag, "ref");
	struct merged_cells cells, *list;

	if (strcmp(tag->name, WORD) != 0 || ref.n == 0 ||
	    !read_range(ref, &cells))
		return true;
	if (m->n >= MOST) {
		findings_error(r->b->archive.f, ST_LIMIT, r->b->archive.at,
		    "a sheet of more than %d merged cells: expected fewer",
		    MOST);
		return false;
	}
	list = array_grow(m->list, &m->cap, m->n + 1, sizeof(*list));
	if (list == NULL) {
		nomem(r->b);
		return false;
	}
	m->list = list;
	list[m->n++] = cells;
	return true;
}

static int
by_row(const void *x, const void *y)
{
	const struct merged_cells *a = x, *b = y;

	if (a->first != b->first)
		return a->first < b->first ? -1 : 1;
	return a->column < b->column ? -1 : a->column > b->column;
}

enum status
merged_read(struct merged *m, struct book *b, const struct book_sheet *sheet)
{
	static const struct part_handler handler = { .root = "worksheet",
		.start = on_start };
	struct reading r = { m, b };
	bool found;
	enum status st = look_for_word(b, sheet->part, &found);

	*m = (struct merged){ .list = NULL };
	if (st != ST_OK || !found)
		return st;
	st =
	    part_read(&b->archive, sheet->part, LIMIT_SHEET_FILE, &handler, &r);
	if (m->n > 1)
		qsort(m->list, m->n, sizeof(*m->list), by_row);
	return st;
}

void
merged_free(struct merged *m)
{
	free(m->list);
	*m = (struct merged){ .list = NULL };
}

void
merged_row(const struct merged *m, struct merged_now *now, uint32_t row)
{
	for (; now->next < m->n && m->list[now->next].first <= row;
	     now->next++) {
		const struct merged_cells *c = &m->list[now->next];

		/* what has no row has no value either */
		now->last[c->column] = c->last;
		now->text[c->column] =
		    (struct str){ c->first == row ? NULL : "", 0 };
	}
}

bool
merged_text(const struct merged *m, struct merged_now *now, uint32_t row,
    uint32_t column, struct str *text, bool *filled)
{
	struct str *kept = &now->text[column];

	*filled = false;
	if (m->n == 0 || now->last[column] < row)
		return true;
	if (kept->p == NULL) { /* the first row of it */
		*kept = arena_copy(&now->mem, *text);
		return kept->p != NULL;
	}
	*filled = text->n == 0 && kept->n > 0;
	if (*filled)
		*text = *kept;
	return true;
}

void
merged_end(struct merged_now *now)
{
	arena_free(&now->mem);
	*now = (struct merged_now){ .next = 0 };
}
