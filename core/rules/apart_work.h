/* SPDX-License-Identifier: Apache-2.0 */
/*
 * apart_work - a limit held against things in an item, in the making.
 *
 * Reads:  apart.h
 * Gives:  the cells of a seat and what is made of them: judge every item by
 *         itself (apart_own.c), hand the verdicts of things (apart_level.c)
 *         up the uses (apart.c), say what a verdict rests on (apart_rests.c)
 * Memory: all in the cells of the judgement
 */
#ifndef RETRACE_APART_WORK_H
#define RETRACE_APART_WORK_H

#include "core/rules/apart.h"

#include <string.h>

/* What the cells of a seat hold of an item. */
enum seat_cell {
	SEAT_OWN,    /* enum verdict of the item against the limit; of one that
			is put together of several materials, of what is in it
			beside its parts */
	SEAT_TURN,   /* the element that decides it, of the seat's turns */
	SEAT_UP,     /* enum handed: what it hands to what holds it */
	SEAT_HOLDS,  /* enum sure: is it, or does it hold, an article? */
	SEAT_WORK,   /* of one test, while judging */
	SEAT_MORE,   /* clear: nothing that counts is in it beside its parts, or
			beside the articles in it */
	SEAT_IS,     /* enum handed, of the item when it is judged */
	SEAT_UNIT,   /* 4 bytes: the item that decides it */
	SEAT_UNIT_UP /* 4 bytes: of what it hands up */
};
static const size_t apart_cell_at[] = { 0, 1, 2, 3, 4, 5, 6, 8, 12 };

/* A verdict, or that there is nothing at the level. */
enum handed { HANDED_NONE, HANDED_CLEAR, HANDED_UNDECIDED, HANDED_TRIGGERED };

/* Is something at a level; is it there? */
enum sure { SURE_NO, SURE_PERHAPS, SURE_YES };

/* What comes from one place, or from all of them. */
struct apart_parts {
	uint8_t handed; /* enum handed */
	uint8_t holds;  /* enum sure */
	uint32_t unit;
};

/* A trigger or reading with a seat, being judged or looked at. */
struct apart_bench {
	const struct docket *on;
	const struct bom *b;
	const struct booked_rule *rule;
	const struct seat *seat;
	const struct rule_test *test; /* all of its turns are like it, but for
					 the element */
	size_t rule_at, test_at;
	size_t base; /* of the seat, from the first cell of an item */
	bool surely; /* what can be met counts as met: evidence.can_meet */
};

static inline size_t
apart_seat_base(const struct judgement *j, const struct seat *s)
{
	return j->nrule + j->book->nreading + s->cell;
}

static inline uint8_t *
apart_cell(const struct apart_bench *w, uint32_t item, enum seat_cell c)
{
	return judgement_cells(w->on->j, w->on->v, item) + w->base +
	       apart_cell_at[c];
}

static inline uint32_t
apart_get_unit(const uint8_t *cell)
{
	uint32_t unit;

	memcpy(&unit, cell, sizeof(unit));
	return unit;
}

/* The verdict of an item that is handed nothing else. */
static inline enum verdict
apart_verdict_of(uint8_t handed)
{
	return handed == HANDED_NONE ? VERDICT_CLEAR
				     : (enum verdict)(handed - HANDED_CLEAR);
}

/* The test by which the item is what it is: turn as of its cell. */
size_t apart_test_of(const struct booked_rule *rule, const struct seat *s,
    size_t test, uint8_t turn);
/* Every item by itself, all elements each alone: it is what the worst of them
 * makes it. */
enum status apart_judge_own(const struct apart_bench *w);
/* Of two that hand up the same the one nearer to the limit, or further beyond
 * it; of equals the first. */
bool apart_outweighs(const struct apart_bench *w, const struct apart_parts *a,
    const struct apart_parts *b);
/* Is the item one material through and through? */
bool apart_is_material(
    const struct bom *b, const struct rule_test *t, uint32_t item);
/* Is the item a thing at the level? */
enum sure apart_unit_of(const struct apart_bench *w, uint32_t item);
/* Are the things in the item looked at? */
bool apart_looks_below(const struct apart_bench *w, uint32_t item);
/* What all that is in the item hands to it. */
struct apart_parts apart_from_parts(const struct apart_bench *w, uint32_t item);
/* What the item is by itself, enum handed: of a rule about articles, and of
 * any other.  up: for what holds it, and not for itself. */
uint8_t apart_article_handed(const struct apart_bench *w, uint32_t item,
    enum sure unit, const struct apart_parts *below, bool up);
uint8_t apart_own_handed(
    const struct apart_bench *w, uint32_t item, enum sure unit);

#endif
