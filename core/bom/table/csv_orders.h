/* SPDX-License-Identifier: Apache-2.0 */
/*
 * csv_orders - rows of several orders, or of several variants, in one list.
 *
 * Reads:  csv_fit.h
 * Gives:  a column that tells them apart, as that of their parents
 * Memory: nothing of its own
 */
#ifndef RETRACE_CSV_ORDERS_H
#define RETRACE_CSV_ORDERS_H

#include "core/bom/table/csv_fit.h"

/* Whether the header row, which c holds, has such a column. */
void orders_note(
    struct fit *x, const struct csv_header *h, const struct csv *c);
/* Do the rows say that it tells products apart?  Then it is what their parts
 * are in; c is left where it was. */
void orders_find(struct fit *x, struct csv_header *h, struct csv *c);
/* False: what stands in them cannot be told apart, which is an error. */
bool orders_tell(const struct fit *x, const struct csv_header *h,
    const struct csv *c, struct findings *f);

#endif
