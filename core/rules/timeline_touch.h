/* SPDX-License-Identifier: Apache-2.0 */
/*
 * timeline_touch - which items the events are about with which a product
 * begins.
 *
 * Reads:  timeline.h
 * Gives:  a bit per event for each shipped item; only timeline.c uses it
 * Memory: in the timeline
 */
#ifndef RETRACE_TIMELINE_TOUCH_H
#define RETRACE_TIMELINE_TOUCH_H

#include "core/rules/timeline.h"

/* The bit of the n-th event of a day. */
uint64_t timeline_bit(size_t n);
/* The first use of each note by which uses begin or end, into the events. */
void timeline_name_uses(const struct bom *b, struct event *event, size_t n);
/* p: the first period of that product, or of the one after a change; false:
 * memory. */
bool timeline_touch(struct timeline *t, const struct period *p, size_t product,
    const struct bom *b, const struct assumed *assumed);

#endif
