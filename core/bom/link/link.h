/* SPDX-License-Identifier: Apache-2.0 */
/*
 * link - names become indices: the step from what was read to a graph.
 *
 * Reads:  bom.h as the readers left it
 * Gives:  uses sorted by parent, content sorted by item, a children-first
 *         order by level, quantities in base units, documents weighed
 * Memory: arrays in the bom
 */
#ifndef RETRACE_LINK_H
#define RETRACE_LINK_H

#include "core/bom/bom.h"

/* The product of one day: uses that do not hold on it are left out, documents
 * that do not are not heard; DATE_NONE keeps all.  All errors go to f: unknown
 * and ambiguous references, duplicates, cycles (with their path), units that do
 * not fit.  Cost: linear. */
enum status bom_link(struct bom *b, date_day as_of, struct findings *f);

#endif
