/* SPDX-License-Identifier: Apache-2.0 */
/*
 * coverage - how much of an item's stated mass its parts account for.
 *
 * Reads:  trace.h
 * Gives:  the mass of the parts, in doubles and exactly, and the share of it
 *         in the stated mass
 *
 * Parts are the items one level down.  One that states a mass counts with it;
 * one that does not counts with what is known to be in it, at least, and at
 * most, if it is not complete, without an end.
 */
#ifndef RETRACE_COVERAGE_H
#define RETRACE_COVERAGE_H

#include "core/trace/trace.h"

/* Has the item parts and a stated mass, and so a coverage? */
bool coverage_is_known(const struct bom *b, uint32_t item);
/* Mass of the parts [g], from the roll-up in doubles. */
void coverage_about(const struct trace *t, uint32_t item, struct bounds *parts);
/* The same exactly: of an item with a coverage. */
enum status coverage_exact(const struct trace *t, uint32_t item,
    struct exact *parts, struct error *err);

#endif
