/* SPDX-License-Identifier: Apache-2.0 */
/*
 * csv_abreast - rows that speak of several things side by side: a quantity for
 * each of several products, or two tables with a blank column between.
 *
 * Reads:  csv_fit.h
 * Gives:  such a row once for each of them, as a row of one table
 * Memory: abreast_free(); names live as long as the bom
 */
#ifndef RETRACE_CSV_ABREAST_H
#define RETRACE_CSV_ABREAST_H

#include "core/bom/table/csv_fit.h"

/* What of it the header row says, which c holds: before its columns are
 * entered, and behind. */
void abreast_find_tables(struct csv_header *h, const struct csv *c);
void abreast_find_products(struct csv_header *h, const struct csv *c);
/* Are the columns of products filled with numbers?  Else they are none.  c is
 * left where it was. */
void abreast_look(struct csv_header *h, struct csv *c);
/* What was found is told; false: refused. */
bool abreast_tell(
    const struct csv_header *h, const struct csv *c, struct findings *f);
/* What the product of a column is called beside `product`: *label is what its
 * heading says, joined with a blank or without. */
bool abreast_label(struct str heading, struct str *label, bool *joined);

/* The rows of one that was read. */
struct abreast {
	struct csv_field *raw; /* [n] */
	size_t n, cap;
	size_t next;      /* of which comes next, from 1; 0: none */
	bool once;        /* the row is a title, and comes once */
	struct str *name; /* [nabreast] of products, or NULL */
};
/* The row that c holds has just been read: c holds the first that it is.
 * False: memory. */
bool abreast_begin(struct abreast *a, struct csv *c);
/* c holds the next one; *product: what it is in, or empty.  False: there is no
 * more. */
bool abreast_next(struct abreast *a, const struct csv_header *h, struct csv *c,
    struct str *product);
void abreast_free(struct abreast *a);

#endif
