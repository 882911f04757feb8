/* SPDX-License-Identifier: Apache-2.0 */
/*
 * csv_rival - of two columns of one meaning, which counts.
 *
 * Reads:  csv_header.h
 * Gives:  whether one of them gives way, and which
 * Memory: none of its own
 */
#ifndef RETRACE_CSV_RIVAL_H
#define RETRACE_CSV_RIVAL_H

#include "core/bom/table/csv_header.h"

/* Does the field stand behind one that names a substance? */
bool rival_is_behind_substance(const struct csv_header *h, int i);
/* "Substance weight" beside "Part weight". */
bool rival_is_of_substance(struct str name);
/* Fields `first` and i say the same column: does one give way?  *second: it is
 * i. */
bool rival_gives_way(const struct csv_header *h, const struct csv *c,
    enum csv_column column, size_t first, size_t i, bool *second);

#endif
