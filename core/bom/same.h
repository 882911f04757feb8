/* SPDX-License-Identifier: Apache-2.0 */
/*
 * same - is what is said again the same?
 *
 * Reads:  bom.h
 * Gives:  comparisons of amounts, uses and lists of rows, for whoever meets a
 *         part twice: in one file (tree.h) or in several (merge.c)
 * Memory: a copy of both lists while they are compared
 */
#ifndef RETRACE_SAME_H
#define RETRACE_SAME_H

#include "core/bom/bom.h"

/* -1, 0, 1 */
int same_compare(uint32_t a, uint32_t b);
/* Two uses of one parent; where they stand does not count.  For qsort(). */
int same_use(const void *a, const void *b);
bool same_amount(const struct amount *a, const struct amount *b);

/*
 * Are n rows of `size` bytes at a and at b the same, in whatever order?
 * -1: memory is out.  Cost: linear if the order is the same, else n log n.
 */
int same_rows(const void *a, const void *b, size_t n, size_t size,
    int (*compare)(const void *, const void *));

#endif
