/* SPDX-License-Identifier: Apache-2.0 */
/*
 * timeline - the verdicts of what is shipped, period by period.
 *
 * Reads:  boundary.h, judge.h, assume.h
 * Gives:  the answers of each product that there was, and which events may
 *         have moved the answer of an item
 * Memory: timeline_free(); of each judgement only the cells of shipped items
 *         are kept
 */
#ifndef RETRACE_TIMELINE_H
#define RETRACE_TIMELINE_H

#include "core/bom/link/assume.h"
#include "core/rules/boundary.h"
#include "core/rules/judge.h"

/* Beside the variants of a judgement: the law, with what is assumed. */
#define ANSWER_ASSUMED VARIANT_COUNT
#define ANSWER_COUNT (VARIANT_COUNT + 1)

/* What was judged of one product. */
struct answers {
	char *refused; /* why there are none, with its place; or NULL */
	uint8_t *cell[ANSWER_COUNT]; /* [nitem * nrule] or NULL */
	uint64_t *touched; /* [nitem] bit per event with which this product
			      begins: it is about something below the item,
			      then or before; NULL: all of them are */
};

struct timeline {
	struct boundaries of;
	uint32_t *item; /* [nitem] that is shipped, in the order of the bom */
	size_t nitem, nrule;
	struct answers *product;     /* [of.nproduct] */
	const struct rulebook *book; /* borrowed */
};

/* ST_NOMEM, and ST_LIMIT beyond LIMIT_TIMELINE; then out is empty. */
enum status timeline_open(struct timeline *out,
    const struct boundary_basis *basis, const uint8_t *shipped,
    struct error *err);
void timeline_free(struct timeline *t);

/* The day by which that product is to be judged. */
date_day timeline_day(const struct timeline *t, size_t product);
/*
 * Keeps what was judged of one product, read from the same files by the same
 * rules.  with, assumed: the same with what is assumed, or both NULL.
 */
enum status timeline_take(struct timeline *t, size_t product,
    const struct judgement *j, const struct judgement *with,
    const struct assumed *assumed, struct error *err);

/* Instead, if the product of these days cannot be judged; b: as far as it was
 * linked. */
enum status timeline_refuse(struct timeline *t, size_t product,
    const struct error *why, const struct bom *b, struct error *err);

/* Why nothing was judged in a period, or NULL. */
const char *timeline_refused(const struct timeline *t, size_t period);
/* Once all products are taken or refused: the cell of a period; at: index into
 * item. */
enum verdict timeline_verdict(const struct timeline *t, size_t period,
    size_t answer, size_t rule, size_t at);
enum gap timeline_gap(
    const struct timeline *t, size_t period, size_t rule, size_t at);
/* Was the law not read as far as that period? */
bool timeline_unread(const struct timeline *t, size_t period, size_t rule);
struct rule_standing timeline_standing(
    const struct timeline *t, size_t period, size_t rule);
/* The last period from `period` on that reads the same. */
size_t timeline_run(
    const struct timeline *t, size_t period, size_t rule, size_t at);
/* May the event with which the period begins be why it reads otherwise? */
bool timeline_matters(const struct timeline *t, size_t period, size_t event,
    size_t rule, size_t at);

#endif
