/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sheet_merged - cells of a sheet that are merged over several rows.
 *
 * A sheet names them behind its rows, and only the first of them has a value:
 * it is looked for before the rows are read.
 *
 * Reads:  sheet_part.h
 * Gives:  what stands in a cell that is merged with one above it
 * Memory: merged_free(), merged_end()
 */
#ifndef RETRACE_SHEET_MERGED_H
#define RETRACE_SHEET_MERGED_H

#include "core/base/limits.h"
#include "core/bom/sheet/sheet_book.h"

struct merged_cells {
	uint32_t first, last; /* rows */
	uint32_t column;      /* from 0 */
};

struct merged {
	struct merged_cells *list; /* [n] by first row */
	size_t n, cap;
};

/* Those that reach over several rows. */
enum status merged_read(
    struct merged *m, struct book *b, const struct book_sheet *sheet);
void merged_free(struct merged *m);

/* Where the reading of the rows is. */
struct merged_now {
	size_t next; /* of the list */
	uint32_t last[LIMIT_CSV_COLUMNS];
	struct str text[LIMIT_CSV_COLUMNS];
	struct arena mem;
};

/*
 * The text of a cell, which may be empty; one above it that it is merged with
 * is told by *text.  To be asked for each column of a row; merged_row() first.
 * False: memory.
 */
void merged_row(const struct merged *m, struct merged_now *now, uint32_t row);
bool merged_text(const struct merged *m, struct merged_now *now, uint32_t row,
    uint32_t column, struct str *text, bool *filled);
void merged_end(struct merged_now *now);

#endif
