/* SPDX-License-Identifier: Apache-2.0 */
/*
 * worker - one thread at work on a trace.
 *
 * Reads:  state.h
 * Gives:  the scratch space of a thread, and steps that the parts of the
 *         roll-up (gather.c, roll.c, margin.c) share
 * Memory: worker_init(), worker_clear()
 */
#ifndef RETRACE_WORKER_H
#define RETRACE_WORKER_H

#include "core/trace/roll/state.h"

/* What the parts of an item bring, each as often as it is used. */
struct gathered {
	double mass_lo, mass_hi, undisclosed;
	double slack_lo, slack_hi;
	double gap[MAX_SELECTIONS]; /* of parts without rows */
	uint32_t ops;
	int top, bottom;
	uint8_t mass_open; /* enum open_flag */
	uint16_t gap_open; /* bit per selection */
	uint16_t flags;    /* enum trace_flag that are handed up */
};

/* One thread at work. */
struct worker {
	struct trace *t;
	struct owner owner;
	struct exact stated, parts, own, total, mass;
	struct own_mass om;
	mpq_t work;
	struct gathered from; /* of the parts of the item at hand */
	struct held *held;    /* of the item at hand */
	double *own_open;     /* likewise */
	struct row row;       /* of the item at hand, if it has one; its upper
				 ends are here until they are all known */
	double *upper;        /* [nchannel] */
	bool endless;         /* a part brings no upper ends */
	uint32_t first, end;  /* turns */
	uint16_t seen;        /* all enum trace_flag that any item has */
	bool failed;
};

bool worker_init(struct worker *w, struct trace *t);
void worker_clear(struct worker *w);

/* Nearest doubles towards zero; minus and plus infinity as such. */
double worker_down(const struct exact *x);
double worker_up(const struct exact *x);

static inline double
worker_quantity(const struct bom *b, const struct use *u)
{
	return b->num.num[u->qty].lo;
}

/* Fills from, and row with what the parts add to it. */
void gather_parts(struct worker *w, uint32_t item);

/* All of one item, whose parts are done. */
bool trace_roll_item(struct worker *w, uint32_t item);
/* The row of an item that has one, whose mass is in the tables already. */
bool roll_row(struct worker *w, uint32_t item);
/* Margin k of an item whose mass and content are in the tables already. */
bool roll_margin(struct worker *w, uint32_t item, size_t k);

#endif
