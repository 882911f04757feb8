/* SPDX-License-Identifier: Apache-2.0 */
/*
 * share - which part of a rare earth counts as coming from a country.
 *
 * Reads:  channel.h, the origins of a bom
 * Gives:  the interval of the share, by the channel's origin policy
 */
#ifndef RETRACE_SHARE_H
#define RETRACE_SHARE_H

#include "core/trace/channel.h"
#include "core/trace/interval.h"

/* Bit per stage that goods of a form have been through. */
uint32_t stages_of_form(enum form f);

/*
 * The share of element (index) in a content line that counts for the
 * channel: out is within [0, 1], initialised by the caller.  An unstated
 * stage is unknown; stages combine by Frechet bounds; a share of lots is all
 * or nothing for one unit.
 */
void share_of_line(const struct bom *b, const struct channel *ch,
    const struct content *line, int element, struct exact *out);

#endif
