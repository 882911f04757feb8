/* SPDX-License-Identifier: Apache-2.0 */
/*
 * within_names - which substance a line names.
 *
 * Reads:  within.h
 * Gives:  what a line says of the substance of a channel; only the files of
 *         within include this
 */
#ifndef RETRACE_WITHIN_NAMES_H
#define RETRACE_WITHIN_NAMES_H

#include "core/trace/own/within.h"

/* What a line says of the channel's substance. */
enum naming { NAMES_IT, NAMES_ANOTHER, NAMES_NONE };

enum naming within_naming(
    const struct bom *b, const struct channel *ch, const struct content *c);
/* A substance of which nobody knows what it is made of (unknown); might it be
 * the channel's? */
bool within_may_be(const struct owner *o, const struct channel *ch,
    const struct content *c, bool *unknown);

/* Does the channel count what is in no substance that is named? */
bool within_unnamed(const struct channel *ch);
/* The one that it counts, if it is named. */
const struct bom_substance *within_substance(
    const struct owner *o, const struct channel *ch);

#endif
