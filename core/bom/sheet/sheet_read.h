/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sheet_read - the rows of a sheet, as if they stood in a table of text.
 *
 * Reads:  sheet_cell.h, sheet_texts.h, sheet_merged.h, csv_header.h
 * Gives:  rows for struct csv, while the sheet is unpacked; column A is its
 *         first field
 * Memory: sheet_close(); the rows of a piece of the sheet
 */
#ifndef RETRACE_SHEET_READ_H
#define RETRACE_SHEET_READ_H

#include "core/bom/sheet/sheet_cell.h"
#include "core/bom/sheet/sheet_merged.h"
#include "core/bom/sheet/sheet_texts.h"
#include "core/bom/table/csv_header.h"

/* What a workbook has for all of its sheets. */
struct sheets {
	struct book book;
	struct texts texts;
	struct styles styles;
	struct str body; /* of the archive */
};

enum cell_kind {
	CELL_NUMBER,
	CELL_TEXT_OWN,
	CELL_SHARED, /* the number of a text */
	CELL_BOOL,
	CELL_DAY, /* 2026-01-15T00:00:00 */
	CELL_ERROR
};

struct sheet_cell {
	uint16_t column; /* from 0 */
	uint8_t kind;    /* enum cell_kind */
	bool formula, valued;
	uint16_t indent; /* of OpenDocument, [pt] */
	uint32_t style;
	size_t start, n; /* of its text */
};

struct sheet_row {
	uint32_t number; /* from 1 */
	bool hidden;
	uint8_t outline; /* groups in which it stands */
	uint32_t repeat; /* so often, from that number on; 0: once */
	size_t first, n; /* cells */
	uint32_t beyond; /* cells right of the last column that is read */
};

/* How often something is to be told of, and where it was first. */
struct sheet_count {
	size_t n;
	uint32_t row, column;
};

struct sheet_told {
	struct sheet_count formulas, percents, named_by_number, rounded, hidden,
	    columns, beyond, merged;
};

/* What is inside what, as far as it matters. */
enum sheet_inside {
	INSIDE_SHEET,
	INSIDE_DATA,
	INSIDE_ROW,
	INSIDE_CELL,
	INSIDE_VALUE, /* <v> */
	INSIDE_INLINE /* <is> */
};

/* What is being read of OpenDocument. */
struct sheet_ods {
	uint32_t table;  /* so many have begun */
	uint32_t skip;   /* elements that are open and say nothing */
	uint32_t depth;  /* that are open in a paragraph */
	uint32_t column; /* of table:table-column */
	uint32_t columns, rows, paragraphs; /* of the cell */
	uint32_t repeated;                  /* rows that stand there again */
	uint8_t outline;
	uint16_t row_indent; /* of its cells that have no style */
	bool row_styled;
	bool fixed, covered; /* its value is an attribute; nobody sees it */
	char shown[32];      /* of a value: what people see */
	size_t nshown;
};

struct sheet {
	struct sheets *of;
	const struct book_sheet *which;
	const char *file; /* what places call the sheet */
	struct findings *f;
	const struct csv_header *head; /* once it is known, or NULL */
	struct merged merged;          /* empty until it has been read */
	struct merged_now now;
	struct part part;
	bool open, whole; /* all of its rows have been read */
	bool comma;       /* is decimal in the texts of the table */
	bool grouped;     /* rows stand in groups, one in another */
	bool above;       /* the row above a group is what it is in */
	bool levels;      /* so that groups count as indents */
	uint32_t first;   /* the header row, once it is known: no row before
			     it is given again */
	uint32_t from;    /* nor is any before this one */
	/* What is being read. */
	enum sheet_inside inside;
	bool text, phonetic;
	struct sheet_row at;
	struct sheet_cell cell;
	uint32_t column; /* of the last cell, from 1 */
	/* Rows that have been read, and how many were given. */
	struct sheet_row *row;
	size_t nrow, row_cap, given;
	struct sheet_row again; /* one that stands there several times */
	struct sheet_ods ods;
	struct sheet_cell *cells;
	size_t ncell, cell_cap;
	char *texts;
	size_t ntext, text_cap;
	bool hides[LIMIT_CSV_COLUMNS];
	uint16_t indent[LIMIT_CSV_COLUMNS]; /* of OpenDocument: of cells that
					       have no style */
	struct sheet_told told;
};

extern const struct csv_rows sheet_as_rows;

/* Stands before the first row. */
enum status sheet_open(struct sheet *s, struct sheets *of,
    const struct book_sheet *which, const char *file, struct findings *f);
/* Does the row above a group stand for what is in it?  Looks at all rows
 * behind the header row, and is to be gone back. */
void sheet_look_at_groups(struct sheet *s, uint32_t header);
/* Stands before the first row from that line on. */
bool sheet_go_back(struct sheet *s, uint32_t line);
void sheet_close(struct sheet *s);

/* For who reads the cells: more of the text of the one that is open; that
 * memory is out.  False: told. */
bool sheet_put_text(struct sheet *s, struct str piece);
bool sheet_nomem(struct sheet *s);

/* Reads the cells of an Office workbook: sheet_office.c. */
extern const struct part_handler office_rows;

/* What becomes of a row's cells: sheet_fields.c.  False: memory. */
bool sheet_put_row(
    struct sheet *s, const struct sheet_row *row, struct csv *c, bool *ok);

#endif
