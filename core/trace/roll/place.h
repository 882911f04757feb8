/* SPDX-License-Identifier: Apache-2.0 */
/*
 * place - what one place of an item brings, where several alternatives may
 * be built in.
 *
 * Reads:  worker.h
 * Gives:  the least and the greatest of the alternatives, in doubles; a
 *         place with one use is added up by roll.c and margin.c directly
 *
 * A use k and the alternatives to it end before `end`: bom_place_end().
 */
#ifndef RETRACE_PLACE_H
#define RETRACE_PLACE_H

#include "core/trace/roll/worker.h"

struct reach {
	double lo, hi;
	uint8_t open; /* enum open_flag */
};

struct reach place_mass(const struct trace *t, uint32_t k, uint32_t end);
/* The part of channel c. */
struct reach place_amount(
    const struct trace *t, size_t c, uint32_t k, uint32_t end);
/* Of margin m. */
struct reach place_margin(
    const struct trace *t, size_t m, uint32_t k, uint32_t end);
/* Undisclosed mass at most, of selection s. */
double place_gap(const struct trace *t, size_t s, uint32_t k, uint32_t end);
/* For people: mass that nobody has accounted for. */
double place_undisclosed(const struct trace *t, uint32_t k, uint32_t end);

#endif
