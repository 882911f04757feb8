/* SPDX-License-Identifier: Apache-2.0 */
/*
 * valuation - by which prices and rates values were counted.
 *
 * Reads:  compile.h, a linked bom
 * Gives:  each price that some rule of the book may have counted by, of the
 *         market or paid, and each rate by which anything was converted: for
 *         reports and filings
 * Memory: valuation_free()
 */
#ifndef RETRACE_VALUATION_H
#define RETRACE_VALUATION_H

#include "core/rules/compile.h"

struct valuation {
	bool asked;      /* some rule of the book compares values */
	uint32_t *price; /* [nprice] indices into bom.price, by element */
	size_t nprice;
	uint32_t *paid; /* [npaid] items that state what was paid for the
			   material, or for what it is in where that is shared
			   out; in the order of the BOM */
	size_t npaid;
	const struct conversion *rate; /* [nrate], of the bom */
	size_t nrate;
};

/* False when memory is out. */
bool valuation_find(
    struct valuation *v, const struct rulebook *book, const struct bom *b);
void valuation_free(struct valuation *v);

#endif
