/* SPDX-License-Identifier: Apache-2.0 */
/*
 * steps - how the lines of an item come to what it holds, step by step.
 *
 * Reads:  weigher.h
 * Gives:  for each line and element: the amount stated, the part of it that
 *         is the element, the share that counts, what a gram of it counts,
 *         and the product; own.c makes the item's interval of the same
 * Memory: a step is lent for the time of a call
 */
#ifndef RETRACE_STEPS_H
#define RETRACE_STEPS_H

#include "core/trace/weigher.h"

enum step_kind {
	STEP_ELEMENT, /* one element of the line */
	STEP_GROUP,   /* the sum over several: which of them is not said */
	STEP_UNKNOWN  /* a substance that may be a rare earth or none */
};

struct step {
	const struct content *line;
	enum step_kind kind;
	int element; /* of STEP_ELEMENT */
	struct exact
	    amount;     /* [g] in one, or in a gram: see weigher_per_gram() */
	mpq_t fraction; /* g of the element in 1 g of that */
	struct exact share;  /* of the element that is of the origin */
	struct exact rate;   /* channel units per g: 1, or the price */
	struct exact counts; /* the product: channel units */
	bool covered; /* another line states the element: it adds nothing */
	bool perhaps; /* it counts only if the item or substance is of the form
			 that the rule asks for, which is not said */
	bool other;   /* it is of another form, and counts nothing */
};

/* Right after weigher_content(w, i, ch): calls put for each step, in the
 * order of the lines. */
void weigher_steps(struct weigher *w, size_t i, const struct channel *ch,
    void (*put)(void *ctx, const struct step *s), void *ctx);
/* Right after weigher_content(): are the amounts those of one gram, since the
 * mass is not one number? */
bool weigher_per_gram(const struct weigher *w);

#endif
