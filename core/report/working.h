/* SPDX-License-Identifier: Apache-2.0 */
/*
 * working - the working of an answer, part by part: from what a line states
 * to what counts, and by which ways that comes to the item.
 *
 * Reads:  reason.h, ways.h, steps.h
 * Gives:  what `explain` tells of each part that gives or may give
 * Memory: working_close(); one part at a time, but for its ways
 */
#ifndef RETRACE_WORKING_H
#define RETRACE_WORKING_H

#include "core/report/reason.h"
#include "core/report/text.h"
#include "core/trace/steps.h"
#include "core/trace/ways.h"

/* Ways that are told of each part. */
#define WORKING_WAYS 3
#define WORKING_WAYS_MOST 100

struct working {
	const struct checked *c;
	const struct reason *r;
	const struct channel *ch; /* of the numerator */
	uint32_t *share;          /* [n] parts that are told, each once */
	uint32_t *item;           /* [n] */
	size_t n;
	struct ways own_ways;    /* where the reason has none */
	const struct ways *ways; /* of all these parts */
	struct weigher weigher;
	/* of the part at hand: */
	struct exact own, sum, brings;
	size_t steps;
};

/* Of the first `most` parts of each kind, with which the reason was found; it
 * stays. */
enum status working_open(struct working *w, const struct checked *c,
    const struct reason *r, size_t most, struct error *err);
void working_close(struct working *w);

/* Nothing where there is no part to tell of. */
enum status working_write(
    FILE *to, const struct style *style, struct working *w, struct error *err);
/* An array "working" into the open object. */
enum status working_json(struct json *j, struct working *w, struct error *err);

/* ---- for the files working*.c */
/* Turns to part i; false when memory is out. */
bool working_part(struct working *w, size_t i);
/* Adds what a step counts to sum. */
void working_count(struct working *w, const struct step *x);
/* Behind the steps: what the part, or a gram of it, may hold beyond them, into
 * sum; false if nothing. */
bool working_rest(struct working *w);
/* Do lines only tell what the item is, and its own value what it counts? */
bool working_by_stated_value(const struct channel *ch);
typedef void working_way(void *ctx, const uint32_t *use, size_t n);
/* All ways that were found to part i. */
enum status working_ways(const struct working *w, size_t i, working_way *put,
    void *ctx, struct error *err);

#endif
