/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sent - how much of an item goes to a party, in a shipment or since a day.
 *
 * Reads:  transaction.h, term.h
 * Gives:  who may get some of a shipment; of one item the quantity that one of
 *         them gets, or all do, in the shipment or in a period of its day of
 *         export, with what went out before
 * Memory: exact numbers and texts in the caller's arena; sum_clear()
 *
 * What nobody said to whom it goes may go to any party of that role; of a
 * period of which nobody says that all shipments are told there may be more.
 */
#ifndef RETRACE_SENT_H
#define RETRACE_SENT_H

#include "core/rules/deal/transaction.h"

/* Within which time quantities are added up: that of the day of export. */
enum over {
	OVER_SHIPMENT, /* the shipment alone */
	OVER_MONTH,
	OVER_QUARTER,
	OVER_HALF,
	OVER_YEAR,
	OVER_12_MONTHS, /* the twelve months up to it */
	OVER_COUNT
};
const char *over_name(enum over o); /* "half-year" */

/* What is asked of every item: to whom, and in which time. */
struct sent_question {
	bool each;      /* to one party of the role; else to all together */
	uint8_t role;   /* enum role: ROLE_CONSIGNEE or ROLE_END_USER */
	uint32_t party; /* index, or PARTY_UNNAMED */
	uint8_t over;   /* enum over */
};

/* May the party get some of what goes out in this shipment? */
bool sent_may_get(const struct transaction *t, enum role role, uint32_t party);

/*
 * The quantity of one item: goods is the row of the transaction that tells it,
 * or ngoods; dimension that of the item.  line: for each of what went out
 * before, is it of the item?  False: no memory.
 */
bool sent_quantity(const struct transaction *t, const struct sent_question *q,
    size_t goods, const uint8_t *line, uint8_t dimension, struct arena *mem,
    struct per_year *out);
void sent_clear(struct per_year *sum);

#endif
