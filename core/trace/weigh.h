/* SPDX-License-Identifier: Apache-2.0 */
/*
 * weigh - what one gram of a content line counts for a channel.
 *
 * Reads:  channel.h, share.h
 * Gives:  struct weighed for own.h; stoichiometry, origin, guise and price
 *         meet here and nowhere else
 */
#ifndef RETRACE_WEIGH_H
#define RETRACE_WEIGH_H

#include "core/trace/own/own.h"

/* Does the line speak to the channel at all (kind, process, standing)? */
bool line_counts(
    const struct bom *b, const struct channel *ch, const struct content *c);
/*
 * Fills w->weight, disclosed, mask and group; covered: elements whose total
 * other lines state, which a compound then does not add again.
 */
void weigh_line(struct owner *o, const struct channel *ch,
    const struct content *c, uint32_t covered, struct weighed *w);
/* Of the share that counts what a rest counts; met: 0 to 2, as sure as its
 * guise is one that counts. */
void weigh_rest(
    const struct channel *ch, int element, int met, struct exact *share);
/* Weight of 1 g of the element in this line, into o->x. */
void weigh_element(struct owner *o, const struct channel *ch,
    const struct content *c, int element);
/* Can undisclosed mass of such an item count for the channel at all? */
bool form_may_count(const struct channel *ch, const struct item *it);
/* Price of 1 g of the element itself, (0, infinite) if none is known; of
 * VALUED_MATERIAL the least and the most of any guise that counts. */
void price_of_element(
    struct owner *o, const struct channel *ch, int element, struct exact *out);
/* The same of VALUED_MATERIAL, where the guise is known. */
void price_of_guise(struct owner *o, const struct channel *ch, int element,
    enum guise g, struct exact *out);
/* In which guise the line has its rare earths: of its substance, else of its
 * item. */
enum guise guise_of_line(const struct bom *b, const struct content *c);

#endif
