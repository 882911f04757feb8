/* SPDX-License-Identifier: Apache-2.0 */
/*
 * suppose - what would be known if somebody answered.
 *
 * Reads:  bom.h, interval.h
 * Gives:  bits per item that close some of what it leaves open, at the end
 *         that holds least; the files that bound an item's own content obey
 *         them, and nothing else in a trace knows of them
 * Memory: borrowed from whoever supposes; bom.suppose points to it
 *
 * A trace of a copy of the bom with such bits is the trace after the answer
 * that is least; one in which everybody else has answered so shows how far
 * a single answer can raise what is surely there.
 */
#ifndef RETRACE_SUPPOSE_H
#define RETRACE_SUPPOSE_H

#include "core/bom/bom.h"
#include "core/trace/interval.h"

enum supposed {
	SUPPOSE_COMPLETE = 1, /* nothing is in it beyond its lines */
	SUPPOSE_AMOUNTS = 2,  /* each line holds the least that it states */
	SUPPOSE_ORIGINS = 4,  /* at each stage the least share is counted */
	SUPPOSE_GUISES = 8,   /* what may be of another form or guise is */
	SUPPOSE_LEAST = 16,   /* what is still open of its own is the least */
	SUPPOSE_MASS = 32,
	/* if its lines are shares of a mass that is not
	   stated: that is next to nothing */
	SUPPOSE_TOTALS = 64, /* holds for lines that state totals too */
	SUPPOSE_TELLS = 128  /* its origins will be told, stage by stage: the
				most that is then surely counted */
};
/* All that an item can say of itself. */
#define SUPPOSE_OWN \
	(SUPPOSE_COMPLETE | SUPPOSE_AMOUNTS | SUPPOSE_ORIGINS | \
	    SUPPOSE_GUISES | SUPPOSE_LEAST)

struct suppose {
	const uint8_t *item; /* [nitem] enum supposed */
	uint32_t prices;     /* bit per element: it costs the least it may */
	bool choices;        /* of alternatives the one that brings least */
	bool rests;          /* what does not count of a material is the least,
				too, instead of all that is left of it */
};

/* Of what does not count: is the least of it supposed? */
static inline bool
suppose_rests(const struct bom *b)
{
	return b->suppose != NULL && b->suppose->rests;
}

static inline unsigned
supposed_of_item(const struct bom *b, uint32_t item)
{
	return b->suppose != NULL ? b->suppose->item[item] : 0;
}

/* Do upper ends show how much is surely there after the greatest answer?  What
 * is only perhaps one of the things that count is then none. */
static inline bool
suppose_asks_surely(const struct bom *b)
{
	return b->suppose != NULL && b->suppose->choices;
}

static inline unsigned
supposed_of_line(const struct bom *b, const struct content *c)
{
	unsigned bits = supposed_of_item(b, c->item);

	return c->scope == SCOPE_TOTAL && (bits & SUPPOSE_TOTALS) == 0 ? 0
								       : bits;
}

/* Lowers the upper end to the lower one, or next to it where that is open. */
void suppose_least(struct exact *x);
/* Raises the lower end to the upper one, or next to it. */
void suppose_most(struct exact *x);
/* As suppose_least(), but always above the lower end. */
void suppose_nearly_least(struct exact *x);

#endif
