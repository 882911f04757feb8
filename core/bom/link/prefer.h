/* SPDX-License-Identifier: Apache-2.0 */
/*
 * prefer - what would be heard about an item if another document were right.
 *
 * Reads:  a linked bom
 * Gives:  the lines and origins of one item heard anew, with a document
 *         before all others; and as they were
 * Memory: prefer_close(); changes counts, won, over and rank in the bom
 */
#ifndef RETRACE_PREFER_H
#define RETRACE_PREFER_H

#include "core/bom/bom.h"

struct preference;

/* NULL when memory is out. */
struct preference *prefer_open(struct bom *b);
/* Hears the item with that document before all others; BOM_NONE: as linked.
 * False when memory is out.  Cost: the lines and origins of the item. */
bool prefer(struct preference *p, uint32_t item, uint32_t decl);
void prefer_close(struct preference *p);

#endif
