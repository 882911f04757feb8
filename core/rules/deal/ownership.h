/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ownership - does somebody on a list hold so much of a party?
 *
 * Reads:  transaction.h
 * Gives:  three readings of "holds 50 % or more" side by side, each yes, no or
 *         unknown, and the share that stakes multiplied come to
 * Memory: ownership_free(); the transaction must outlive it
 *
 * Stakes may be ends or unknown, parties may be unscreened, and others may
 * hold what nobody named: each answer holds for all of it.  A cycle of stakes
 * is gone through; it leaves the multiplied share between two ends.
 */
#ifndef RETRACE_OWNERSHIP_H
#define RETRACE_OWNERSHIP_H

#include "core/rules/deal/transaction.h"

enum ownership_reading {
	OWNED_BY_CHAIN,   /* a chain of stakes, each of them so much */
	OWNED_BY_CONTROL, /* the stakes of the holder and of all that it holds
			     so much of, added up at each step */
	OWNED_BY_PRODUCT, /* stakes multiplied along each way, and added up */
	OWNED_READINGS
};
const char *ownership_reading_name(enum ownership_reading r);

struct ownership_question {
	const struct str *list; /* [nlist] names */
	size_t nlist;
	mpq_srcptr limit; /* share in (0, 1] */
	bool above;       /* more than the limit, not so much or more */
	bool together;    /* all on the lists as one holder, not each alone */
};

/* One party of a way down to another, and what is held of it. */
struct owned_step {
	uint32_t party;
	uint32_t stake; /* by the one before; UINT32_MAX of the first */
};

struct owned {
	uint8_t reading[OWNED_READINGS]; /* enum reply */
	mpq_t lo, hi;                    /* share of the greatest holder */
	bool lo_open, hi_open;
	/* The heaviest way from one who is or may be on a list; nway 0: only
	   somebody who is not named can hold it. */
	struct owned_step *way; /* [nway], from the holder on */
	size_t nway;
	bool way_is_sure; /* the holder is on a list */
	bool cycle;       /* parties hold each other in a ring above it */
};

struct ownership; /* who holds whom, in an order to go through */

/* NULL when memory is out. */
struct ownership *ownership_make(const struct transaction *t);
void ownership_free(struct ownership *o);

/* Is the party on one of the lists? */
enum reply ownership_listed(
    const struct party *p, const struct str *list, size_t nlist);
/* How much of the party those on the lists hold, beside itself. */
enum status ownership_find(struct ownership *o,
    const struct ownership_question *q, uint32_t party, struct owned *out,
    struct error *err);
void owned_init(struct owned *o);
void owned_clear(struct owned *o);

#endif
