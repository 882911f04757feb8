/* SPDX-License-Identifier: Apache-2.0 */
/*
 * columns - a file that says what the columns of tables are.
 *
 * Reads:  csv_header.h, fields.h
 * Gives:  headings by the user's own names, and what a table does not say in
 *         any column; schemas/columns-1.md is for users
 * Memory: that of the bom
 */
#ifndef RETRACE_COLUMNS_H
#define RETRACE_COLUMNS_H

#include "core/bom/field/fields.h"
#include "core/bom/table/csv_header.h"

/* What quantities = may say. */
#define COLUMNS_OF_PRODUCT "of the product"
#define COLUMNS_OF_PARENT "of the part above"
/* What top rows = may say. */
#define COLUMNS_PARTS "parts"
#define COLUMNS_PRODUCTS "products"

enum columns_kind {
	COLUMNS_HEADING, /* heading = column, or = ignore */
	COLUMNS_FIXED,   /* column = value: of each row of a table without it */
	COLUMNS_DECIMAL,
	COLUMNS_ENCODING,
	COLUMNS_PRESET, /* the export of which system a table is */
	COLUMNS_TOTALS, /* quantities are those in the product */
	COLUMNS_WIDE,   /* heading = another that says what it is about */
	COLUMNS_TOPS,   /* what the top rows of an indented list are */
	COLUMNS_UNIT    /* a word for a unit = so many of another */
};

struct columns_line {
	const struct columns_line *next;
	const char *file; /* pattern of the files that it is about; or NULL */
	struct str left, right; /* of a unit: its word; number and unit */
	uint8_t kind;           /* enum columns_kind */
	uint8_t column;         /* enum csv_column; COL_COUNT: ignore */
};

/* Do the bytes begin as such a file does? */
bool columns_is(struct str s);
/* Adds the lines of a file to in->b->columns. */
enum status columns_read(const struct input *in);

/* The column of a heading; false: nobody says. */
bool columns_find(const struct columns_line *l, const char *file,
    struct str heading, enum csv_column *column);
/* The heading that it stands for, such as "Nd (%)"; false: for none. */
bool columns_means(const struct columns_line *l, const char *file,
    struct str heading, struct str *means);
/* What is said of a word for a unit; NULL: nothing. */
const struct columns_line *columns_unit(
    const struct columns_line *l, const char *file, struct str word);
/* What is said of that kind, and for COLUMNS_FIXED of that column; NULL:
 * nothing. */
const struct columns_line *columns_said(const struct columns_line *l,
    const char *file, enum columns_kind kind, enum csv_column column);

#endif
