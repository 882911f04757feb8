/* SPDX-License-Identifier: Apache-2.0 */
/*
 * gaps - which items leave an amount of a root open, and how much of it an
 * answer about one of them could close at most.
 *
 * Reads:  trace.h, suppose.h
 * Gives:  in doubles, by which questions are chosen: never less than the
 *         truth, which suppose.h then finds out
 * Memory: gaps_free(); a finder keeps scratch space for any number of roots
 *
 * Amounts add up along all ways.  A stated mass or total above an item cuts
 * off what exceeds it: then an answer below it may change nothing at the root.
 */
#ifndef RETRACE_GAPS_H
#define RETRACE_GAPS_H

#include "core/trace/trace.h"

/* What somebody can say of an item. */
enum answer {
	ANSWER_ORIGIN,  /* where each stage of what is stated took place */
	ANSWER_AMOUNT,  /* how much of what is stated is in it */
	ANSWER_MASS,    /* what it weighs, where its lines are shares of that */
	ANSWER_CONTENT, /* all that is in it: substances, amounts, origins */
	ANSWER_COUNT
};
/* What is supposed (enum supposed) of an item that has answered so, least;
 * and of one of which the answer alone is still to come. */
unsigned answer_least(enum answer a);
unsigned answer_alone(enum answer a);

/* The upper end of its own part once an answer is least; the lower end once
 * it is greatest; both as of now where it cannot answer so. */
struct answered {
	double least[ANSWER_COUNT], most[ANSWER_COUNT];
	uint8_t can; /* bit per answer that closes anything */
};

struct opening {
	uint32_t item;
	uint32_t detail; /* index into gaps.detail; BOM_NONE: it says nothing
			    of its content, and could say all */
	/* Base units of it per base unit of the root: by all ways; by those
	   that no total above cuts off; by those of known quantity. */
	double every, free, known;
	double lo, hi; /* own part of the amount; hi may be INFINITY */
	double room;   /* of the root: more than this it cannot bring, for the
			  totals above it */
	double relief; /* of the root, if it alone has no upper end below a
			  total that cuts it off */
};

/* More than one item. */
#define GAPS_MANY (BOM_NONE - 1)

/* A use whose quantity nobody states. */
struct unknown_use {
	uint32_t use;  /* index into bom.use */
	bool may, has; /* may the part bring anything, does it surely */
};

struct gaps {
	struct opening *opening; /* [n] parents before their parts */
	size_t n, cap;
	struct answered *detail; /* [ndetail] */
	size_t ndetail, detail_cap;
	struct unknown_use *unknown; /* [nunknown] */
	size_t nunknown, unknown_cap;
	/* Items that count by what they cost, which nobody states: what they
	   bring has no upper end, whatever is said of what is in them. */
	uint32_t *priceless; /* [npriceless] */
	size_t npriceless, priceless_cap;
	/* BOM_NONE: no item; an item: it alone; GAPS_MANY.  What may bring
	   anything; what has no upper end, and no total above it; what weighs
	   nobody knows what, and no stated mass above it. */
	uint32_t only, endless, massless;
	bool totals;    /* a statement of a total stands somewhere below */
	bool choices;   /* so do alternatives */
	bool cut;       /* some total cuts off what is below it */
	size_t visited; /* [items and uses] */
};

struct gap_finder;
struct gap_finder *gap_finder_make(const struct trace *t); /* NULL: memory */
void gap_finder_free(struct gap_finder *g);

/*
 * All openings of a channel below a root, with the root itself.
 * ST_NOMEM.  Cost: items and uses below the root, n log n if they are few.
 */
enum status gaps_find(struct gap_finder *g, size_t channel, uint32_t root,
    struct gaps *out, struct error *err);
void gaps_free(struct gaps *g);

/* What an answer takes off the upper end of the root, and adds to its lower
 * one: at most. */
double gaps_lowers(
    const struct gaps *g, const struct opening *o, enum answer a);
double gaps_raises(
    const struct gaps *g, const struct opening *o, enum answer a);
bool gaps_can(const struct gaps *g, const struct opening *o, enum answer a);
/* Are all lines of the item shares of a mass that is not stated? */
bool gaps_lacks_mass(const struct bom *b, uint32_t item);

#endif
