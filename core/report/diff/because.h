/* SPDX-License-Identifier: Apache-2.0 */
/*
 * because - which changes bear on a verdict that moved.
 *
 * Reads:  compared.h, reason.h
 * Gives:  the changes below an item that change what it brings to the measure
 *         of a rule, those with the greatest effect first
 * Memory: because_free(); a number per item while it is sought
 */
#ifndef RETRACE_BECAUSE_H
#define RETRACE_BECAUSE_H

#include "core/report/diff/compared.h"
#include "core/report/reason.h"

/* Causes that are told, unless all are. */
#define BECAUSE_MOST 10

struct cause {
	uint32_t change; /* index into difference.change */
	bool endless;    /* what it changes has no upper end */
	double weight;   /* [unit of the measure] about, for the order */
};

struct because {
	struct reason reason[SIDES]; /* of the verdict by law, where there is
					one */
	bool has[SIDES];
	struct cause *cause; /* [n] */
	size_t n, cap;
};

/* Err: ST_NOMEM; ST_RANGE of reason_find().  Cost: a pass over what is below
 * the item on each side; closely as in reason_find(). */
enum status because_find(struct because *b, const struct compared *x,
    const struct moved *m, bool closely, struct error *err);
void because_free(struct because *b);

#endif
