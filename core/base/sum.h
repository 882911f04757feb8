/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sum - adding up products of exact numbers, in lowest terms only once.
 *
 * Reads:  gmp
 * Gives:  what most of a pass in rationals does, at a fraction of the time:
 *         bringing each product and each sum to lowest terms is most of it
 * Memory: as GMP has it; nothing of its own
 */
#ifndef RETRACE_SUM_H
#define RETRACE_SUM_H

#include <gmp.h>

/*
 * sum += a * b, for a >= 0 and b in lowest terms.  The sum need not be: until
 * sum_settle() nothing but these two and the size of it may be asked.
 */
void sum_add_product(mpq_ptr sum, mpq_srcptr a, mpq_srcptr b);
/* Brings it to lowest terms. */
void sum_settle(mpq_ptr sum);

#endif
