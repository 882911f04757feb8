/* SPDX-License-Identifier: Apache-2.0 */
/*
 * amounts - what one of each item holds, for reports that list items.
 *
 * Reads:  checked.h, amount.h
 * Gives:  intervals that are exact where that is affordable, else those of
 *         the roll-up in doubles, rounded outwards by their own error
 * Memory: amounts_free(); exact intervals of the items that were asked for
 */
#ifndef RETRACE_AMOUNTS_H
#define RETRACE_AMOUNTS_H

#include "core/report/amount.h"
#include "core/report/checked.h"

#define AMOUNTS_COLUMNS (2 * (NELEM + 1) + 1)

struct amounts {
	const struct checked *c;
	size_t column[AMOUNTS_COLUMNS]; /* of the trace; n of them */
	size_t n;
	uint32_t *slot;     /* [nitem] into kept, or BOM_NONE */
	struct exact *kept; /* [nkept * n] */
	size_t nkept;
};

/* Columns that hold nothing for any item may be COLUMN_NONE. */
enum status amounts_open(struct amounts *a, const struct checked *c,
    const size_t *column, size_t n, struct error *err);
/* Makes these items exact, if that takes no more than some seconds; once. */
enum status amounts_keep(
    struct amounts *a, const uint32_t *item, size_t n, struct error *err);
void amounts_free(struct amounts *a);

/* Column k of the item; out is initialised. */
void amounts_get(
    const struct amounts *a, size_t k, uint32_t item, struct exact *out);
/* Mass in the item that nobody has accounted for: [0, at most]. */
void amounts_undisclosed(
    const struct amounts *a, uint32_t item, struct exact *out);
/* Is it certain that the column is zero? */
bool amounts_none(const struct amounts *a, size_t k, uint32_t item);
/* Is it certain that it is above zero? */
bool amounts_some(const struct amounts *a, size_t k, uint32_t item);

/* A double that is true to `slack`, as a short number within that, else
 * moved outwards by it. */
void amounts_end(mpq_ptr out, double end, double slack, enum num_rounding way);

/* "of Chinese origin", "from AU or CA"; "" without an origin. */
void amounts_origin(char *out, size_t size, const struct origin_rule *origin);
/* "rare earths", "Dy", "Dy and Tb" */
void amounts_elements(char *out, size_t size, uint32_t elements);

#endif
