/* SPDX-License-Identifier: Apache-2.0 */
/*
 * worth - what an item counts by the value that it states of itself.
 *
 * Reads:  own.h
 * Gives:  the own content for measures of whole items and of what was paid,
 *         of which own.c knows what is in the item
 * Memory: all in the owner
 */
#ifndef RETRACE_WORTH_H
#define RETRACE_WORTH_H

#include "core/trace/own/own.h"

/* MEASURE_WORTH, as own_content(). */
bool worth_of_item(struct owner *o, uint32_t item, const struct channel *ch,
    const struct own_mass *m, struct exact *out, unsigned *notes);
/* MEASURE_PAID, likewise. */
bool worth_as_paid(struct owner *o, uint32_t item, const struct channel *ch,
    const struct own_mass *m, struct exact *out, unsigned *notes);
/* Is the item one that is bought for its rare earths alone, so that its value
 * is theirs? */
bool worth_is_material(const struct channel *ch, const struct item *it);

#endif
