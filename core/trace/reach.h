/* SPDX-License-Identifier: Apache-2.0 */
/*
 * reach - how far up an amount is handed: where a channel stops counting.
 *
 * Reads:  channel.h, suppose.h
 * Gives:  whether a part hands what it holds to the item that it is in; asked
 *         of each use by everything that goes up or down a product
 */
#ifndef RETRACE_REACH_H
#define RETRACE_REACH_H

#include "core/trace/channel.h"
#include "core/trace/suppose.h"

enum reach_of {
	REACH_NONE,    /* it is counted no further */
	REACH_PERHAPS, /* its form is not known, and might be one that stops */
	REACH_ALL
};

/* Is it counted as the whole item that it is, whatever its parts hold? */
static inline bool
reach_is_whole(const struct channel *ch, uint8_t form)
{
	return ch->measure == MEASURE_WORTH && (ch->forms >> form & 1) != 0;
}

/* Does an item of that form hand up what it holds? */
static inline enum reach_of
reach_from(const struct channel *ch, uint8_t form)
{
	if (ch->stop == 0)
		return REACH_ALL;
	if ((ch->stop >> form & 1) != 0)
		return REACH_NONE;
	return form == FORM_UNKNOWN ? REACH_PERHAPS : REACH_ALL;
}

/* Along a use: what is in the child, as far as it counts for the parent.  The
 * items are looked at only where it matters: they lie all over the memory. */
static inline enum reach_of
reach_along(const struct channel *ch, const struct bom *b, const struct use *u)
{
	if (ch->measure == MEASURE_WORTH &&
	    reach_is_whole(ch, b->item[u->parent].form))
		return REACH_NONE;
	if (ch->stop == 0)
		return REACH_ALL;
	return reach_from(ch, b->item[u->child].form);
}

/* Where only what is surely there counts (suppose.h), what may be counted no
 * further is not. */
static inline enum reach_of
reach_as_asked(const struct bom *b, enum reach_of r)
{
	return r == REACH_PERHAPS && suppose_asks_surely(b) ? REACH_NONE : r;
}

/* The same of undisclosed mass: do items of these forms, and this one, hand
 * nothing of it up? */
static inline bool
reach_is_stopped(const struct bom *b, uint32_t stop, uint8_t form)
{
	return (stop >> form & 1) != 0 ||
	       (stop != 0 && form == FORM_UNKNOWN && suppose_asks_surely(b));
}

#endif
