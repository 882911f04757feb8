/* SPDX-License-Identifier: Apache-2.0 */
/*
 * rows_amount - the amount of a row, at least and at most.
 *
 * Reads:  checked.h, table.h, apart.h
 * Gives:  the cells "low", "high" and "unit" of a row, and whether its ends
 *         are open
 * Memory: rows_amounts_free(); only rows.c uses it
 */
#ifndef RETRACE_ROWS_AMOUNT_H
#define RETRACE_ROWS_AMOUNT_H

#include "core/report/checked.h"
#include "core/report/table.h"
#include "core/rules/apart.h"

/* Exact amounts of the items of one rule for which they are asked. */
struct rows_amounts {
	uint32_t *item;  /* [n] in the order of the rows */
	struct exact *x; /* [n] */
	size_t n, next;
	bool known; /* false: the exact amount is refused as well */
	bool each;  /* amounts of single items are affordable */
};

/* Those that doubles cannot tell, or that are affordable.  False: memory is
 * out; rows_amounts_free() is right then, too. */
bool rows_amounts_find(struct rows_amounts *f, const struct checked *c,
    size_t rule, const struct ranked *r);
void rows_amounts_free(struct rows_amounts *f);

/* Are the ends of the amount of a row open? */
struct row_ends {
	bool known, lo_open, hi_open;
};

/* The row of an item, in the order of the items that were given; by: what
 * decides it where that is a thing in it or a single element, or NULL. */
struct row_ends rows_put_amount(struct table *t, const struct checked *c,
    size_t rule, uint32_t item, const struct decider *by,
    struct rows_amounts *f);

/*
 * An end of an interval that is true to `slack`, rounded outward unless a
 * short number lies within the slack: 0.1, not 0.099999.
 */
void rows_put_end(
    struct table *t, double end, double slack, enum num_rounding way);

#endif
