/* SPDX-License-Identifier: Apache-2.0 */
/*
 * csv_header - what the columns of a table are called and mean.
 *
 * Reads:  csv.h, read.h (enum format), units.h
 * Gives:  the separator, the table's kind and where each column stands, told
 *         from the header row by a list of names
 * Memory: nothing of its own
 */
#ifndef RETRACE_CSV_HEADER_H
#define RETRACE_CSV_HEADER_H

#include "core/base/limits.h"
#include "core/bom/csv.h"
#include "core/bom/read.h"
#include "core/bom/units.h"

enum csv_column {
	COL_LEVEL,
	COL_PARENT,
	COL_PARENT_MAKER,
	COL_PARENT_REVISION,
	COL_PART,
	COL_MAKER,
	COL_REVISION,
	COL_NAME,
	COL_FORM,
	COL_QUANTITY,
	COL_UNIT,
	COL_PER,
	COL_MASS,
	COL_MASS_UNIT,
	COL_VALUE,
	COL_CURRENCY,
	COL_HS,
	COL_CONTROL,
	COL_SHIPPED,
	COL_COMPLETE,
	COL_SUPPLIER,
	COL_DECLARATION,
	COL_DATE,
	COL_UNTIL,
	COL_STANDING,
	COL_EVIDENCE,
	COL_ELEMENT,
	COL_SUBSTANCE,
	COL_CAS,
	COL_FORMULA,
	COL_AMOUNT,
	COL_MIN,
	COL_MAX,
	COL_BASIS,
	COL_SCOPE,
	COL_KIND,
	COL_EACH,
	COL_PROCESS,
	COL_ORIGIN,
	COL_STAGE,
	COL_SHARE,
	COL_OF,
	COL_TECHNOLOGY,
	COL_THRESHOLD,
	COL_MARKET,
	COL_FROM,
	COL_ALTERNATIVE,
	COL_PHANTOM,
	COL_QUESTION,
	COL_ASKED,
	COL_TO,
	COL_RATE,
	COL_COUNT
};

struct csv_header {
	enum format format;
	int field[COL_COUNT];              /* index of the field, or -1 */
	uint8_t column[LIMIT_CSV_COLUMNS]; /* per field; COL_COUNT: unknown */
	size_t n;                          /* fields */
	uint8_t unit[COL_COUNT];           /* that the column's own name says */
};

/* FORMAT_UNKNOWN if the bytes are no table that we know. */
enum format csv_detect(struct str bytes);

/* The table of which the row that c holds is the header row, and how many of
 * its columns are known; FORMAT_UNKNOWN: it is none. */
enum format csv_header_of(const struct csv *c, size_t *known);

/*
 * Sets the separator and reads the header row.  Errors: an ambiguous
 * separator, no known table, a column twice, a required column missing.
 * Columns that the table does not use are one warning.  c->width is set.
 */
enum status csv_header_read(
    struct csv_header *h, struct csv *c, struct findings *f);

/* COL_COUNT if it is no name of a column. */
enum csv_column csv_column_find(struct str name);
/* The same for "mass_g", "Weight (kg)", "amount ppm", "share %". */
enum csv_column csv_column_with_unit(struct str name, enum unit *unit);
static inline bool
csv_has(const struct csv_header *h, enum csv_column column)
{
	return h->field[column] >= 0;
}
/* "parent, parent part, ...", cut to size. */
void csv_aliases(enum csv_column column, char *text, size_t size);

#endif
