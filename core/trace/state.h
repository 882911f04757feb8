/* SPDX-License-Identifier: Apache-2.0 */
/*
 * state - the tables of a trace; only files of trace/ look inside.
 *
 * Reads:  trace.h, own.h
 * Gives:  struct trace; the step from one item to its parents' point of view
 * Memory: plain arrays over items; wide rows only for items that hold
 *         declared content, or have parts that do
 */
#ifndef RETRACE_STATE_H
#define RETRACE_STATE_H

#include "core/trace/own.h"
#include "core/trace/trace.h"

/* Distinct selections of forms among the channels of a plan: undisclosed
 * mass is kept once for each. */
#define MAX_SELECTIONS 8

enum trace_flag {
	T_MASS_LO_OPEN = 1,
	T_MASS_HI_OPEN = 2,
	T_GAP_OPEN = 4,
	T_SUSPECT = 8,
	T_EXACT_ONLY = 16, /* beyond what doubles can hold */
	T_OVERFULL = 32,   /* lines exceed the mass */
	T_HEAVY = 64,      /* parts heavier than the whole */
	T_CONTRADICTION = 128
};
enum open_flag { OPEN_LO = 1, OPEN_HI = 2 };

struct trace {
	const struct bom *b;
	struct plan plan;
	uint32_t selection[MAX_SELECTIONS]; /* masks of forms */
	size_t nselection;
	uint8_t *of_channel; /* [nchannel] its selection; 255: no gap */
	double *gap_weight;  /* [nchannel] of 1 g undisclosed, at most */

	double *mass_lo, *mass_hi; /* [nitem] */
	double *undisclosed;       /* [nitem] for people to see */
	double *own_open; /* [nitem] own mass not accounted for by a claim of
			     completeness, at most [g] */
	double *gap; /* [nselection * nitem] undisclosed mass at most [g] */
	/* [nitem] absolute error that subtractions brought in [g] */
	double *slack_lo, *slack_hi;
	uint32_t *ops;       /* [nitem] roundings in a row, at most */
	float *top, *bottom; /* [nitem] powers of two on the way down */
	uint8_t *flags;      /* [nitem] enum trace_flag */
	uint32_t *row;       /* [nitem] or BOM_NONE */
	size_t nrow;
	double *lo, *hi; /* [nrow * nchannel] */
	uint8_t *open;   /* [nrow * nchannel] enum open_flag */
	/* [nmargin * nitem] */
	double *margin_lo, *margin_hi, *margin_err;
	uint8_t *margin_open;
};

/* Unit roundoff with a little room. */
#define ROUNDOFF 1.2e-16

/* Computes all tables, children first; false when memory is out. */
bool trace_roll(struct trace *t, unsigned threads);
bool trace_has_children(const struct bom *b, uint32_t item);
/* Has it lines that speak of it with its parts? */
bool trace_has_totals(const struct bom *b, uint32_t item);
/* Is the item's margin the sum of its parts' and of its own?  Else its mass
 * is stated, and the margin is content less that. */
bool trace_adds_margins(const struct bom *b, uint32_t item);
/* The stated mass as an interval; false if none is stated. */
bool trace_stated_mass(const struct bom *b, uint32_t item, struct exact *out);
/*
 * The own mass of an item: stated less its parts, or unknown.  Sets *heavy
 * if the parts weigh more than the whole.
 */
void trace_own_mass(const struct bom *b, uint32_t item,
    const struct exact *stated, const struct exact *parts, struct own_mass *out,
    bool *heavy);
/* The mass of the whole: stated, or parts and lines and what is unknown. */
bool trace_whole_mass(struct owner *o, uint32_t item,
    const struct exact *stated, const struct exact *parts, bool closed,
    struct exact *out);

#endif
