/* SPDX-License-Identifier: Apache-2.0 */
/*
 * csv_points - what points and commas in the numbers of a table mean.
 *
 * Reads:  csv_fit.h
 * Gives:  a warning where a point may stand between thousands; which mark is
 *         decimal, where the numbers themselves leave no doubt
 * Memory: nothing of its own
 */
#ifndef RETRACE_CSV_POINTS_H
#define RETRACE_CSV_POINTS_H

#include "core/bom/table/csv_fit.h"

/* Where semicolons separate, a comma is often decimal: is each point in the
 * numbers of the first rows one that may stand between thousands?  A warning,
 * and c is left where it was. */
void points_tell(const struct csv_header *h, struct csv *c, struct findings *f);
/* Which mark is decimal in the numbers of the first rows, with a note;
 * DECIMAL_UNSAID: they do not say, or not all the same.  c is left where it
 * was. */
enum decimal points_decimal(
    const struct csv_header *h, struct csv *c, struct findings *f);

/* The same of any table in whose numbers a comma stands, with a warning. */
enum decimal points_comma(
    const struct csv_header *h, struct csv *c, struct findings *f);

#endif
