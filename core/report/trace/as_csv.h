/* SPDX-License-Identifier: Apache-2.0 */
/*
 * as_csv - a product as tables, or as one indented list.
 *
 * Reads:  bom.h after linking, csv.h
 * Gives:  the tables that schemas/csv-1.md describes; read together they are
 *         the same product, but for what a table has no place for, which is
 *         a warning
 * Memory: for the list a stack as deep as the product
 */
#ifndef RETRACE_AS_CSV_H
#define RETRACE_AS_CSV_H

#include "core/base/findings.h"
#include "core/bom/bom.h"

enum csv_table { /* in the order in which they are read again */
	CSV_ITEMS,
	CSV_USES,
	CSV_CONTENT,
	CSV_ORIGINS,
	CSV_PRICES,
	CSV_RATES,
	CSV_TABLES
};
extern const char *const as_csv_names[CSV_TABLES]; /* "uses.csv" */

/* Has the product anything for that table? */
bool as_csv_has(const struct bom *b, enum csv_table table);
/* What no table has a place for goes to f, with CSV_ITEMS.  ST_LIMIT or
 * ST_INTERNAL for a number that no words stand for, at its place. */
enum status as_csv_write(FILE *to, const struct bom *b, enum csv_table table,
    struct findings *f, struct error *err);
/*
 * Items and uses by level.  ST_LIMIT if what stands in several places makes it
 * longer than LIMIT_LIST_ROWS; what it has no place for goes to f.
 */
enum status as_csv_levels(
    FILE *to, const struct bom *b, struct findings *f, struct error *err);

#endif
