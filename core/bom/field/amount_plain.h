/* SPDX-License-Identifier: Apache-2.0 */
/*
 * amount_plain - amounts that are a number and the name of a unit, and no more.
 *
 * Reads:  bom.h, units.h
 * Gives:  nearly all amounts of a long list, in machine words; amount.c reads
 *         the others, and says what is wrong with them
 * Memory: what is read goes into the bom
 */
#ifndef RETRACE_AMOUNT_PLAIN_H
#define RETRACE_AMOUNT_PLAIN_H

#include "core/bom/bom.h"

/*
 * The same amount that fields_amount() reads, for a number of few digits and a
 * unit of one of the dimensions (a bit each).  False: it has to be read at
 * length, and nothing has changed.
 */
bool amount_plain(struct bom *b, struct str number, struct str unit,
    unsigned dims, struct amount *out);

#endif
