/* SPDX-License-Identifier: Apache-2.0 */
/*
 * state - the tables of a trace; only files of trace/ look inside.
 *
 * Reads:  trace.h, own.h
 * Gives:  struct trace; the step from one item to its parents' point of view
 * Memory: a line per item; wide rows only for items that hold declared
 *         content, or have parts that do
 */
#ifndef RETRACE_STATE_H
#define RETRACE_STATE_H

#include "core/trace/own/own.h"
#include "core/trace/trace.h"

#include <math.h>

/* Distinct selections of forms among the channels of a plan: undisclosed
 * mass is kept once for each. */
#define MAX_SELECTIONS 16

enum open_flag { OPEN_LO = 1, OPEN_HI = 2 };
enum trace_flag {
	T_MASS_LO_OPEN = OPEN_LO,
	T_MASS_HI_OPEN = OPEN_HI,
	T_SUSPECT = 4,
	T_EXACT_ONLY = 8, /* beyond what doubles can hold */
	T_OVERFULL = 16,  /* lines exceed the mass */
	T_HEAVY = 32,     /* parts heavier than the whole */
	T_CONTRADICTION = 64,
	T_CHOICE = 128, /* an alternative is in it */
	T_STOP = 256,   /* not all of it is handed up, in some channel */
	T_ENDLESS = 512 /* it has a row, of which all upper ends are infinite */
};

/*
 * What the roll-up keeps of an item, and all that its parents ask of it: one
 * line of the cache, since they ask in no order that memory could foresee.
 * Plain items, of which and of whose parts nobody says anything, are all alike
 * and share one.
 */
struct held {
	double mass_lo, mass_hi; /* [g] */
	double undisclosed;      /* [g] for people to see */
	/* [g] absolute error that subtractions brought in */
	double slack_lo, slack_hi;
	double gap;   /* undisclosed mass of the first selection at most [g] */
	uint32_t ops; /* roundings in a row, at most */
	uint32_t row; /* or BOM_NONE */
	int16_t top, bottom; /* powers of two on the way down, in POWER-ths */
	uint16_t flags;      /* enum trace_flag */
	uint16_t gap_open;   /* bit per selection */
};
#define POWER 64

struct trace {
	const struct bom *b;
	struct plan plan;
	struct selection {
		uint32_t forms, stop; /* as of a channel */
	} selection[MAX_SELECTIONS];
	size_t nselection;
	uint32_t stop;       /* bit per form: T_STOP of such an item */
	bool takes;          /* a channel asks of some items more than their
				undisclosed mass */
	uint8_t *of_channel; /* [nchannel] its selection; 255: no gap */
	double *gap_weight;  /* [nchannel] of 1 g undisclosed, at most */

	uint32_t *line; /* [nitem] of the tables of lines, children first */
	uint32_t plain; /* a leaf of the items that share LINE_PLAIN, or
			   BOM_NONE */
	size_t nline;
	struct held *held; /* [nline] */
	double *own_open;  /* [nline] own mass not accounted for by a claim of
			      completeness, at most [g] */
	double *gap;       /* [nline * (nselection - 1)] as held.gap, of the
			      others */
	uint32_t *row;     /* [nline] or BOM_NONE; until it is in held */
	uint32_t *turn;    /* [nline] whose line it is; until all are rolled up,
			      and none of LINE_PLAIN */
	uint32_t *level_turn; /* [nlevel + 1] the first of each level */
	size_t nrow;
	double *rows;       /* [nrow * stride] lower ends, and what is open */
	size_t stride;      /* [doubles] from one row to the next */
	double *upper;      /* [nrow * nchannel] upper ends: memory that is
			       never touched where a row has none */
	double *infinite;   /* [nchannel] are those of one that is T_ENDLESS */
	uint32_t *possible; /* [nitem] see struct owner; NULL where no item is
			       complete that lists what is in it with its
			       parts */
	uint16_t seen;      /* all enum trace_flag that any item has */
	/* [nmargin * nline] */
	double *margin_lo, *margin_hi, *margin_err;
	uint8_t *margin_open;
};

#define LINE_PLAIN 0

static inline struct held *
trace_held(const struct trace *t, uint32_t item)
{
	return &t->held[t->line[item]];
}

/* Before it is in held. */
static inline uint32_t
trace_own_row(const struct trace *t, uint32_t item)
{
	return t->row[t->line[item]];
}

static inline double
trace_own_open(const struct trace *t, uint32_t item)
{
	return t->own_open[t->line[item]];
}

/* Where margin k of an item is. */
static inline size_t
trace_margin_at(const struct trace *t, size_t k, uint32_t item)
{
	return k * t->nline + t->line[item];
}

/* A wide row: each channel of one item.  What is open stands behind the lower
 * ends, up to a whole double. */
struct row {
	double *lo, *hi; /* [nchannel] */
	uint8_t *open;   /* [nchannel] enum open_flag */
};

/* Of an item that has one. */
static inline struct row
trace_row(const struct trace *t, const struct held *h)
{
	double *at = t->rows + h->row * t->stride;
	size_t n = t->plan.nchannel;

	return (struct row){ at,
		(h->flags & T_ENDLESS) != 0 ? t->infinite
					    : t->upper + h->row * n,
		(uint8_t *)(at + n) };
}

/* Undisclosed mass at most, of an item without a row [g]. */
static inline double *
trace_gap(const struct trace *t, size_t selection, uint32_t item)
{
	uint32_t line = t->line[item];

	if (selection == 0)
		return &t->held[line].gap;
	return &t->gap[line * (t->nselection - 1) + selection - 1];
}

/* [channel units per g] What 1 g of slack makes of a channel, at most. */
static inline double
trace_heaviest(const struct trace *t, size_t c)
{
	double weight = t->gap_weight[c];

	return isfinite(weight) && weight > 1 ? weight : 1;
}

/* Unit roundoff with a little room. */
#define ROUNDOFF 1.2e-16

/* Is one of several alternatives, of which one is built in, below the item? */
static inline bool
trace_has_choice(const struct trace *t, uint32_t item)
{
	return (trace_held(t, item)->flags & T_CHOICE) != 0;
}

/* Lines and rows get their numbers; false when memory is out: numbering.c. */
bool trace_number(struct trace *t);
/* Computes all tables, children first; false when memory is out. */
bool trace_roll(struct trace *t, unsigned threads);
/* Warnings on what the tables contradict; false when memory is out:
 * contradiction.c. */
bool trace_say_contradictions(const struct trace *t, struct findings *f);
bool trace_has_children(const struct bom *b, uint32_t item);
/* What 1 g of anything counts for the channel, at most: out->hi. */
void trace_dearest(
    struct owner *o, const struct channel *ch, struct exact *out);
/* Has it lines that speak of it with its parts? */
bool trace_has_totals(const struct bom *b, uint32_t item);
/* Mass of the parts of an item, exactly: for coverage.h. */
enum status trace_parts(
    const struct trace *t, uint32_t item, struct exact *out, struct error *err);
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
