/* SPDX-License-Identifier: Apache-2.0 */
/*
 * within - how much of what counts is in one substance of an item.
 *
 * Reads:  lines.h; a channel of one substance
 * Gives:  which substances are one, what a line counts for one of them, and
 *         the ends of the own content from weighed lines
 * Memory: all in the owner
 *
 * A line names a substance where the composition of that is known: by its
 * name, CAS number or formula.  Two that hold the same parts of the same rare
 * earths are one.  What a line names it says in full: of that substance the
 * item holds no more beside it.  All else - elements, substances that nobody
 * knows, mass that nobody has disclosed - may be in any substance, and need be
 * in none; so it counts for each at most, and for none at least.
 */
#ifndef RETRACE_WITHIN_H
#define RETRACE_WITHIN_H

#include "core/trace/own/lines.h"

/* Does the bom's substance hold rare earths, and is known which parts? */
bool within_named(const struct bom *b, uint32_t substance);
/* Does the channel count one substance alone, or what is in none that is
 * named, and the line names another? */
bool within_names_another(
    const struct bom *b, const struct channel *ch, const struct content *c);
/* Are two such one substance? */
bool within_same(const struct bom *b, uint32_t one, uint32_t other);

/* What a gram of undisclosed mass counts at most: 1, or the parts of these
 * elements in the channel's substance. */
void within_gram(
    struct owner *o, const struct channel *ch, uint32_t elements, mpq_ptr out);
/* Changes the weight of a line to what it is for the channel's substance. */
void within_weigh(struct owner *o, const struct channel *ch,
    const struct content *c, struct weighed *w);

/* Whose lines, and what else is known of the item. */
struct within {
	uint32_t item;
	enum content_scope scope;
	bool complete; /* nothing is in it beyond the lines */
	bool over;     /* they exceed its mass */
};
/* Both ends, from lines that are weighed, and rooms that were found, for the
 * mass.  False when memory is out. */
bool within_ends(struct owner *o, const struct within *of,
    const struct channel *ch, const struct exact *mass, struct exact *out,
    unsigned *notes);

#endif
