/* SPDX-License-Identifier: Apache-2.0 */
/*
 * csv_sources - columns that name several makers of a part: "Manufacturer 1",
 * "MPN 1", "Manufacturer 2", "MPN 2".
 *
 * Reads:  csv_header.h
 * Gives:  the first of them as the columns of any table, the others in
 *         h->source
 * Memory: nothing of its own
 */
#ifndef RETRACE_CSV_SOURCES_H
#define RETRACE_CSV_SOURCES_H

#include "core/bom/table/csv_header.h"

/* Of fields that are nothing else; before part numbers are settled. */
void csv_sources_enter(struct csv_header *h, const struct csv *c);
/* Afterwards: only beside a number of the house are they of use. */
void csv_sources_settle(struct csv_header *h);
/* Is the field one of h->source? */
bool csv_is_source(const struct csv_header *h, size_t field);

#endif
