/* SPDX-License-Identifier: Apache-2.0 */
/*
 * screen - from verdicts to the headline: what is shipped, what counts.
 *
 * Reads:  judge.h, state.h
 * Gives:  the shipped items, counts by rule, the exit code
 * Memory: arrays in the caller's arena
 */
#ifndef RETRACE_SCREEN_H
#define RETRACE_SCREEN_H

#include "core/rules/judge.h"
#include "core/rules/pack/state.h"

/* Verdicts of one rule over a set of items. */
struct tally {
	uint32_t triggered, clear;
	uint32_t undecided[GAP_COUNT];
};

/*
 * Marks what leaves the house: roots, items flagged ITEM_SHIPPED, and those
 * named.  shipped[i] is 1 for them.  NULL when memory is out.
 */
uint8_t *screen_shipped(
    struct arena *a, const struct bom *b, const uint32_t *named, size_t nnamed);

/* Verdicts of the items with shipped[i] == which. */
struct tally screen_count(const struct judgement *j, enum variant v,
    size_t rule, const uint8_t *shipped, uint8_t which);
uint32_t tally_undecided(const struct tally *t);

/*
 * A mass of a year is held against each item by itself.  Warns of a rule that
 * no shipped item meets, and all of them together would, for a law that counts
 * all that goes out.
 */
void screen_warn_years(
    const struct judgement *j, const uint8_t *shipped, struct findings *f);

/*
 * Why one part leaves a question about these elements open: it holds some of
 * them, something points to it, or it says nothing.  process: as a process
 * aid that was used and is not contained.
 */
enum gap screen_gap(
    const struct bom *b, uint32_t elements, bool process, uint32_t item);
/* Asks memory for what it will look at. */
static inline void
screen_prefetch(const struct bom *b, uint32_t item)
{
	__builtin_prefetch(&b->content_start[item]);
	__builtin_prefetch(&b->item[item].flags);
}

/*
 * The exit code by design: 1 a rule that counts on that day is triggered by
 * a shipped item, 2 none is and one is undecided, 0 else.
 */
int screen_exit_code(const struct judgement *j, enum variant v,
    const uint8_t *shipped, date_day as_of, bool as_if_in_force);

#endif
