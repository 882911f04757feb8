/* SPDX-License-Identifier: Apache-2.0 */
/*
 * redo - the roll-up again, where one item has changed.
 *
 * Reads:  state.h; a bom in which other lines or origins of an item count
 *         than when the trace was run (core/bom/link/prefer.h)
 * Gives:  the trace as if it had been run on the bom as it now is, to the
 *         last bit, at the cost of what is above the item
 * Memory: redo_close(); changes the trace
 */
#ifndef RETRACE_REDO_H
#define RETRACE_REDO_H

#include "core/trace/trace.h"

struct redo;

/* NULL when memory is out.  Cost: one pass over all uses. */
struct redo *redo_open(struct trace *t);
/*
 * The item and all that holds it, what is held before what holds it; lent
 * until the next call.  False when memory is out.
 */
bool redo_above(
    struct redo *r, uint32_t item, const uint32_t **above, size_t *n);
/* Rolls these up again; false when memory is out. */
bool redo_items(struct redo *r, const uint32_t *item, size_t n);
void redo_close(struct redo *r);

#endif
