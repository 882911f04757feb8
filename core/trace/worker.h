/* SPDX-License-Identifier: Apache-2.0 */
/*
 * worker - one thread at work on a trace.
 *
 * Reads:  state.h
 * Gives:  the scratch space of a thread, and small steps that the parts of
 *         the roll-up (roll.c, margin.c) share
 * Memory: worker_init(), worker_clear()
 */
#ifndef RETRACE_WORKER_H
#define RETRACE_WORKER_H

#include "core/trace/state.h"

/* One thread at work. */
struct worker {
	struct trace *t;
	struct owner owner;
	struct exact stated, parts, own, total, mass;
	struct own_mass om;
	mpq_t work;
	double *row_lo, *row_hi; /* [nchannel] */
	uint8_t *row_open;
	uint32_t first, end; /* of order */
	bool failed;
};

bool worker_init(struct worker *w, struct trace *t);
void worker_clear(struct worker *w);

/* Nearest doubles towards zero; minus and plus infinity as such. */
double worker_down(const struct exact *x);
double worker_up(const struct exact *x);
double worker_quantity(const struct bom *b, const struct use *u);

/* Margin k of an item whose mass and content are in the tables already. */
bool roll_margin(struct worker *w, uint32_t item, size_t k);

#endif
