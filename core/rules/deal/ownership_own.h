/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ownership_own - who holds whom, in an order to go through.
 *
 * Reads:  ownership.h
 * Gives:  stakes by the party that they are of, each end as near as the others
 *         leave it; only the files of ownership use it
 */
#ifndef RETRACE_OWNERSHIP_OWN_H
#define RETRACE_OWNERSHIP_OWN_H

#include "core/rules/deal/ownership.h"

struct ownership {
	const struct transaction *t;
	uint32_t *start; /* [nparty + 1] into by_held */
	uint32_t *by_held;
	uint32_t *order; /* [nparty] owners before what they hold, but those
			    that are held in a ring, which stand last */
	size_t nplain;   /* of order: those before them */
	struct share_end *lo, *hi; /* [nstake] with the others of the party */
	struct share_end *rest;    /* [nparty] the most that others may hold */
	struct share_end *x;       /* [nparty] held by the holder looked at */
	uint8_t *above;         /* [nparty] is it above the party asked for? */
	uint8_t *holder;        /* [nparty] is it the holder, or one of them? */
	uint8_t *reached;       /* [nparty] */
	struct share_end *best; /* [nparty] the heaviest way to it */
	uint32_t *through;      /* [nparty] the stake by which it comes */
	struct arena mem;
};

/* Does an end that is at least, or at most, so much meet the limit? */
bool share_surely(
    const struct share_end *lo, const struct ownership_question *q);
bool share_perhaps(
    const struct share_end *hi, const struct ownership_question *q);

/*
 * The share of the party that the marked holders have: at least, or at most
 * where others whom nobody named are as good as they.
 */
enum status ownership_share(struct ownership *o, uint32_t party, bool most,
    size_t holders, struct share_end *out, struct error *err);

#endif
