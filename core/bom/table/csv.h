/* SPDX-License-Identifier: Apache-2.0 */
/*
 * csv - rows of fields from the bytes of a table.
 *
 * Reads:  findings.h
 * Gives:  one row at a time (RFC 4180, and blanks around fields), each field
 *         with its place; refuses what is no text in UTF-8
 * Memory: fields point into the file, or into a copy that lives until the
 *         next row
 *
 * The rows may come from somebody else: a sheet has the same ones, not written
 * as text.
 */
#ifndef RETRACE_CSV_H
#define RETRACE_CSV_H

#include "core/base/arena.h"
#include "core/base/findings.h"

/* [bytes] Of copies that are freed together. */
#define CSV_COPIES ((size_t)1 << 20)
#define CSV_NEEDS 4

struct csv_field {
	struct str text; /* without quotes and outer blanks */
	const char *at;  /* its first byte in the file */
	uint32_t indent; /* of a sheet: how far it stands from its edge */
};

/* Where fields end: bit per separator or line feed that is still to come in
 * the 64 bytes at block. */
struct csv_scan {
	const char *block;
	uint64_t stops;
};

struct csv;
struct columns_line;
struct letter;
struct csv_turned;
struct preset;

/* Where rows come from that are no text. */
struct csv_rows {
	/* The next row that is not blank, of c->width fields if that is set,
	 * and c->line, c->next; false as csv_next(). */
	bool (*next)(struct csv *c, struct findings *f);
	struct pos (*place)(const struct csv *c, size_t i);
	/* Rows from that line on come again; false: told. */
	bool (*go_back)(struct csv *c, uint32_t line);
};

/* The row that was read last, and where the next one starts. */
struct csv {
	const char *file;
	const char *begin, *row, *next, *end;
	uint32_t line, next_line;
	char separator;
	bool told;         /* the separator, by the file itself */
	bool by_character; /* columns of places count characters, not bytes */
	size_t width;      /* fields that a row must have; 0: any number */
	struct csv_field *field;
	size_t n;
	struct csv_scan scan;
	const char *scanned; /* next, if scan is good for it */
	char scan_separator;
	struct arena copies; /* fields that held doubled quotes */
	size_t copied;       /* [bytes] in it */
	const struct columns_line *columns; /* of the bom; or NULL */
	struct letter *above; /* what stands above the table; or NULL */
	struct str product;   /* of rows that name none; empty: by the file */
	struct arena letters; /* holds it, where it is of bytes */
	const struct preset *preset; /* that the user says it is; or NULL */
	const struct csv_rows *rows; /* NULL: bytes */
	void *rows_of;               /* whose they are */
	bool second;                 /* the header row has two lines */
	struct csv_turned *turned;   /* columns of it are rows of the file */
	struct str header; /* the bytes of its first line; empty: unknown */
	const char *total; /* where the row behind a row of totals begins */
	struct pos apart;  /* of the first row behind the table; line 0: none
			      yet */
	/* Fields that no row of the table is without, once they are known. */
	size_t need[CSV_NEEDS], nneed;
	bool counts; /* the last of them is a number */
};

/* Fields that may be added to those of a row. */
#define CSV_EXTRA 64

/* The separators that are looked for. */
#define CSV_SEPARATORS ",;\t|"

/*
 * Stands before the header row: the first that is neither blank nor begins
 * with '#'.  The separator is a comma until somebody sets it, or the first line
 * says another, as "sep=;" that spreadsheets write.
 */
enum status csv_open(
    struct csv *c, struct str bytes, const char *file, struct findings *f);
/* Stands before the first row of somebody else. */
enum status csv_open_rows(struct csv *c, const struct csv_rows *rows,
    void *rows_of, const char *file, struct findings *f);
/* Where the next row starts; and back to there, false: told. */
struct csv_spot {
	const char *next;
	uint32_t line;
};
struct csv_spot csv_spot(const struct csv *c);
bool csv_go_back(struct csv *c, struct csv_spot to);
/* The same of bytes that are known to be text in UTF-8. */
enum status csv_open_text(
    struct csv *c, struct str text, const char *file, struct findings *f);
/*
 * The next row that is not blank.  False at the end, and after a fault that
 * makes the rest unreadable.  A row of another width is reported and left
 * out.
 */
bool csv_next(struct csv *c, struct findings *f);
/* Bytes of the line that begins at p, without its end. */
size_t csv_line_length(const struct csv *c, const char *p);
/* Over the rest of a line, before rows are read; false: there is none. */
bool csv_skip_line(struct csv *c);
/* Room that lives as long as the fields of the row; NULL: memory is out. */
char *csv_room(struct csv *c, size_t n);
/* The place of a byte of the row. */
struct pos csv_place(const struct csv *c, const char *byte);
/* Where field i of the row begins; i == n: where the row ends. */
struct pos csv_pos(const struct csv *c, size_t i);
void csv_close(struct csv *c);

#endif
