/* SPDX-License-Identifier: Apache-2.0 */
/*
 * unlike - of two lists, what only one of them has.
 *
 * Reads:  pairing.h
 * Gives:  rows of both sides matched first where they are the same, then
 *         where they are alike; what is left over is new or gone
 * Memory: unlike_free(); the lists grow and are used again
 */
#ifndef RETRACE_UNLIKE_H
#define RETRACE_UNLIKE_H

#include "core/bom/differ/pairing.h"

typedef int (*unlike_compare)(const void *a, const void *b);

enum taken {
	TAKEN_NOT,
	TAKEN_SAME,  /* by one that is the same */
	TAKEN_ALIKE, /* by one that is alike, which was told */
	TAKEN_ASIDE  /* not to be matched for now */
};

struct unlike {
	size_t size; /* [bytes] of a row */
	char *row[SIDES];
	size_t n[SIDES], cap[SIDES];
	uint8_t *taken[SIDES]; /* [n] enum taken */
	size_t taken_cap[SIDES];
};

/* Empties both lists. */
void unlike_begin(struct unlike *u, size_t size);
/* A new row, zeroed; NULL when memory is out. */
void *unlike_add(struct unlike *u, enum side s);
/* Are both lists the same, row for row? */
bool unlike_none(const struct unlike *u, unlike_compare compare);
/*
 * Sorts both lists and takes out what stands in both, as often as in both;
 * false when memory is out.
 */
bool unlike_sort(struct unlike *u, unlike_compare compare);
/*
 * Of the rows that are left, by a comparison that looks only at the first of
 * what the one of unlike_sort() looks at: each with the next one like it.
 * Calls match() for each pair; false: match() was.
 */
bool unlike_match(struct unlike *u, unlike_compare alike,
    bool (*match)(void *ctx, const void *old, const void *now), void *ctx);
/* The first row of a side that compares as equal, taken or not; n: none.  As
 * unlike_match(). */
size_t unlike_find(const struct unlike *u, enum side s, const void *row,
    unlike_compare compare);
static inline void *
unlike_row(const struct unlike *u, enum side s, size_t i)
{
	return u->row[s] + i * u->size;
}
void unlike_free(struct unlike *u);

#endif
