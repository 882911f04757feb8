/* SPDX-License-Identifier: Apache-2.0 */
/*
 * pack_cells - what the conditions of a pack look at, cut into cells.
 *
 * Reads:  decisions.h, pack_xml.h; conditions as they were written
 * Gives:  the variables of the decisions, and of each condition the cells in
 *         which it holds; only pack_decision.c uses it
 * Memory: all in the pack's arena
 */
#ifndef RETRACE_PACK_CELLS_H
#define RETRACE_PACK_CELLS_H

#include "core/rules/pack/decisions.h"
#include "core/rules/pack/pack_xml.h"

/* Of conditions that could be read without a fault. */
void pack_cells(
    struct pack_reader *r, const xmlNode *node, struct decisions *d);

#endif
