/* SPDX-License-Identifier: Apache-2.0 */
/*
 * lines - the content lines of one item, gathered and weighed.
 *
 * Reads:  own.h, weigh.h
 * Gives:  the steps that own.c puts together: gather (lines.c, unlisted.c),
 *         then the least (ends.c) and the greatest content (fill.c)
 * Memory: all in the owner; one item and channel at a time
 */
#ifndef RETRACE_LINES_H
#define RETRACE_LINES_H

#include "core/trace/own/own.h"

/* Elements whose total in the item the lines of one scope state. */
uint32_t stated_elements(const struct owner *o, uint32_t item,
    const struct channel *ch, enum content_scope scope);
/*
 * Weighs the lines of one scope into o->w, for a mass of which shares are
 * taken.  A group that overlaps an element stated by itself, or an earlier
 * group, is put aside: it caps, and holds what it alone speaks of.  False
 * when memory is out.
 */
bool weigh_lines(struct owner *o, uint32_t item, const struct channel *ch,
    enum content_scope scope, const struct exact *mass);
/* Have lines both shares and grams?  Then a mass that is not known ties them
 * together in a way that is not followed up. */
bool lines_are_mixed(const struct owner *o);
/* g of own mass that 1 g of the line takes for sure. */
mpq_srcptr line_mass(const struct owner *o, const struct weighed *w);
/* Disclosed mass at least, into o->t2; false if it exceeds the own mass. */
bool disclosed_mass(struct owner *o, const struct own_mass *m);

/*
 * Adds the least content of the weighed lines to out.  A compound that holds
 * more of an element than the lines on that element allow: see add_excess().
 */
void lower_end(struct owner *o, const struct channel *ch, struct exact *out);
/* The amount of a line of scope total in g: a share is one of the stated mass
 * of its item. */
void whole_amount(struct owner *o, const struct content *c, struct exact *out);
/* Elements of which the line says that some are, or may be, in the item; none
 * of a line of the other scope.  A secret substance may be any. */
uint32_t listed_elements(
    const struct owner *o, const struct content *c, enum content_scope scope);
/* Elements that lines of the other scope list: what is said of elements that
 * are not listed says nothing of these (beside.c). */
uint32_t elements_beside(const struct owner *o, uint32_t item,
    const struct channel *ch, enum content_scope scope);
/* Elements that a line of scope total leaves open in the item itself, though
 * it is complete; of others none. */
uint32_t line_beside(const struct owner *o, uint32_t item,
    const struct channel *ch, const struct content *c);
/*
 * Rooms for what no line speaks of, into o->room: all of the mass, or as much
 * as a statement on what is not listed leaves (unlisted.c).  None where every
 * element asked for is stated.  complete: nothing is in it beyond the lines of
 * whatever scope.  False when memory is out.
 */
bool find_rooms(struct owner *o, uint32_t item, const struct channel *ch,
    enum content_scope scope, bool complete, const struct exact *mass);
/* One more; NULL when memory is out. */
struct weighed *next_weighed(struct owner *o);
struct room *next_room(struct owner *o);
/*
 * The greatest content less limit times the own mass, the lines weighed and
 * the rooms found: fills the mass with what counts most (fill.c).  False when
 * memory is out.
 */
bool upper_end(struct owner *o, const struct exact *mass, bool bounded,
    mpq_srcptr limit, struct exact *out);
/* Groups that hold all elements asked for bound their sum. */
void apply_groups(struct owner *o, const struct channel *ch, struct exact *out);
/* Once the upper end is known: what lower_end() found in contradiction is
 * added, so that both readings stay possible; false if nothing was. */
bool add_excess(struct owner *o, struct exact *out);
/* Content of an item below the floor of the channel counts as none. */
void apply_floor(const struct channel *ch, const struct exact *mass,
    struct exact *out, mpq_ptr work);

#endif
