/* SPDX-License-Identifier: Apache-2.0 */
/*
 * table - rows and columns, in whatever form was asked for.
 *
 * Reads:  text.h, json.h, csv.h
 * Gives:  the same rows as a table for the eye, as lines of tab-separated
 *         fields (plain), as CSV, as JSON or as one JSON object a line, as a
 *         table in a page of HTML
 * Memory: at most TABLE_BLOCK rows; a longer table for the eye is laid out
 *         anew after each block
 */
#ifndef RETRACE_TABLE_H
#define RETRACE_TABLE_H

#include "core/base/error.h"
#include "core/report/csv.h"
#include "core/report/json.h"
#include "core/report/text.h"

#define TABLE_BLOCK 1000

/* Those from OUT_SARIF on only some verbs have; only OUT_HTML is a table. */
enum format_out {
	OUT_TABLE,
	OUT_JSON,
	OUT_JSONL,
	OUT_CSV,
	OUT_SARIF,
	OUT_HTML,
	OUT_RECEIPT,
	OUT_COUNT
};

enum column_flag {
	COLUMN_RIGHT = 1, /* numbers */
	COLUMN_COUNT = 2, /* a JSON number: digits of a count */
	COLUMN_WRAP = 4,  /* may be broken over lines */
	COLUMN_HIDDEN = 8 /* only for machines: not in a table for the eye */
};

struct column {
	const char *key;     /* in JSON and CSV */
	const char *heading; /* for the eye */
	unsigned flags;      /* enum column_flag */
};

struct table {
	FILE *to;
	const struct style *style;
	const struct column *column;
	size_t ncolumn;
	enum format_out format;
	struct json *json; /* OUT_JSON: the open array; OUT_JSONL: its stream */
	struct csv csv;
	size_t at;   /* next column */
	size_t rows; /* so far */
	void *block; /* libsmartcols */
	void *line;
	bool bad; /* memory ran out */
};

/*
 * json: for OUT_JSON the document, with an array open; for OUT_JSONL any
 * stream; else NULL.
 */
void table_begin(struct table *t, FILE *to, enum format_out format,
    const struct style *style, const struct column *column, size_t ncolumn,
    struct json *json);
/* The next cell of the row; after the last column the row is complete. */
void table_put(struct table *t, struct str text, enum tone tone);
void table_put_text(struct table *t, const char *text);
void table_put_count(struct table *t, uint64_t n);
/* Two cells: the file and the line; blank where there is no place. */
void table_put_pos(struct table *t, struct pos at);
/* Exactly, however long it is. */
void table_put_exact(struct table *t, mpq_srcptr q);
enum status table_end(struct table *t, struct error *err);

#endif
