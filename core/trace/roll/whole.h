/* SPDX-License-Identifier: Apache-2.0 */
/*
 * whole - the most that fits into an item of a stated mass.
 *
 * Reads:  zero.h, ray.h
 * Gives:  the upper end of content, and of its share, where parts of open
 *         mass compete for a mass that is stated; used by ratio.c
 * Memory: none is left behind
 *
 * Put a price on a gram of the whole.  At any price p its content is at most
 *
 *	p * mass + greatest of (content - p * mass) of what is in it,
 *
 * and at the best price it is that: mass then is worth the same wherever it
 * is.  The bound is convex in the price and straight between breaks, so lines
 * through its points meet at its least value after a few passes.  Below what
 * a gram of mass without an end counts it is infinite: the search starts
 * there.
 */
#ifndef RETRACE_WHOLE_H
#define RETRACE_WHOLE_H

#include "core/trace/roll/zero.h"

/*
 * Lowers the upper ends, and says whether they are proven.  z tells trace,
 * channel, item, its mass and how many passes are affordable.  An error goes
 * to z->err; false when there is one.
 */
bool whole_fill(
    const struct zero *z, struct exact *amount, struct exact *share);

#endif
