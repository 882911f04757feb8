/* SPDX-License-Identifier: Apache-2.0 */
/*
 * csv_settle - columns in the kind of table in which they stand.
 *
 * Reads:  csv_kind.h
 * Gives:  which of them mean something else there, are missing, or of no use
 * Memory: nothing of its own
 */
#ifndef RETRACE_CSV_SETTLE_H
#define RETRACE_CSV_SETTLE_H

#include "core/bom/table/csv_header.h"

/* h->format is known: columns of which its kind depends are what they are. */
void csv_settle(struct csv_header *h, const struct csv *c, struct findings *f);
/* "Result (ppm)", "%": an amount, if no other column is one. */
bool csv_may_be_amount(struct str name);
/* Is all there that such a table needs, and nothing twice?  c notes it; what
 * is of no use is told.  False: refused, and told. */
bool csv_check(struct csv_header *h, struct csv *c, struct findings *f);

#endif
