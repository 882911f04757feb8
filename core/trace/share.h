/* SPDX-License-Identifier: Apache-2.0 */
/*
 * share - which part of a rare earth counts as coming from a country.
 *
 * Reads:  stages.h
 * Gives:  the interval of the share, by the channel's origin policy, and
 *         which stages decide it
 */
#ifndef RETRACE_SHARE_H
#define RETRACE_SHARE_H

#include "core/trace/stages.h"

/* The stages by which a channel goes; all for one that names none. */
uint32_t share_stages(const struct channel *ch);

/* Bit per stage that sets the end; 0: no stage does. */
struct share_by {
	uint32_t low, high;
};
/*
 * The share that counts, within [0, 1], from what is known of the stages;
 * by may be NULL.  Stages are not tied to each other: they combine by
 * Frechet bounds, which some history attains.
 */
void share_of_stages(const struct channel *ch, const struct stages *s,
    struct exact *out, struct share_by *by);

/* The share of element (index) in a content line that counts; work is
 * scratch, out is initialised. */
void share_of_line(const struct bom *b, const struct channel *ch,
    const struct content *line, int element, struct stages *work,
    struct exact *out);
/*
 * The same of an element that may be in the item beside its lines: what is
 * said of the origin of all that is in the item holds for it too.
 */
void share_of_rest(const struct bom *b, const struct channel *ch, uint32_t item,
    int element, struct stages *work, struct exact *out);
/* Is anything said of the origin of single elements in the item? */
bool share_differs(const struct bom *b, uint32_t item);

#endif
