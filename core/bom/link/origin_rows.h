/* SPDX-License-Identifier: Apache-2.0 */
/*
 * origin_rows - statements of origin, and what each of them speaks of.
 *
 * Reads:  hearing.h
 * Gives:  what origin.c (which are heard) and origin_clash.c (which exclude
 *         each other) share; nobody else includes this
 */
#ifndef RETRACE_ORIGIN_ROWS_H
#define RETRACE_ORIGIN_ROWS_H

#include "core/bom/link/hearing.h"

/* Rows of bom.origin: through a list, or one after the other. */
struct rows {
	const uint32_t *list; /* or NULL */
	uint32_t first, n;
};

static inline uint32_t
row_index(const struct rows *r, uint32_t i)
{
	return r->list != NULL ? r->list[r->first + i] : r->first + i;
}

static inline struct origin *
row_at(const struct hearing *h, const struct rows *r, uint32_t i)
{
	return &h->b->origin[row_index(r, i)];
}

/* What a statement speaks of; of elements that all statements treat alike,
 * one stands for all. */
struct matter {
	bool aspect[ASPECTS];
	int first, end; /* stages */
	uint32_t elements;
};

static inline struct matter
matter_of(const struct hearing *h, const struct origin *o)
{
	struct matter m = { { origin_speaks(o, false), origin_speaks(o, true) },
		o->stage, o->stage + 1, h->apart };

	if (o->stage == STAGE_ALL) {
		m.first = 0;
		m.end = STAGE_RECYCLING;
	}
	if (o->elements != 0)
		m.elements &= o->elements;
	return m;
}

/* For each aspect, stage and element of a matter. */
#define EACH_MATTER(m, a, s, e) \
	for (int a = 0; a < ASPECTS; a++) \
		for (int s = (m).first; (m).aspect[a] && s < (m).end; s++) \
			for (int e = 0; (m).elements >> e != 0; e++) \
				if (((m).elements >> e & 1) != 0)

/* Of a document that holds, and not presumed. */
static inline bool
may_count(const struct hearing *h, const struct origin *o)
{
	return bom_holds(h->b, o->decl) && !origin_is_presumed(h->b, o);
}

/* The origins that stand with a content line. */
static inline struct rows
rows_of_line(const struct content *c)
{
	return (struct rows){ NULL, c->origin_first, c->norigin };
}

/* What the best of the rows say, by matter; returns the turn of the words. */
uint32_t origin_read(
    struct hearing *h, const struct rows *r, struct origin_words *best);

/* Of the rows of one kind those that lost against the best of them; false
 * when memory is out. */
bool origin_compare_rows(
    struct hearing *h, const struct rows *r, const struct origin_words *best);
/* What is said of a line that counts, in h->of_line, against what is said of
 * the whole item. */
bool origin_compare_line(
    struct hearing *h, const struct rows *r, uint32_t turn);
/* Origins that fell with their lines against those of the lines that count. */
bool origin_compare_fallen(struct hearing *h, uint32_t item);

#endif
