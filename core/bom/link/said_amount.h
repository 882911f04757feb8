/* SPDX-License-Identifier: Apache-2.0 */
/*
 * said_amount - what one document says of one element of an item, as an
 * interval of its mass, whether it speaks of the element, its oxide, a
 * compound of it or a group that it is in.
 *
 * Reads:  bom.h, oxide.h
 * Gives:  the interval, filled line by line, and whether two exclude each
 *         other
 * Memory: said_amounts_free()
 */
#ifndef RETRACE_SAID_AMOUNT_H
#define RETRACE_SAID_AMOUNT_H

#include "core/bom/bom.h"

/* One end of an interval. */
struct said_end {
	mpq_t at;
	bool open, infinite;
};

struct said_amount {
	uint32_t decl;
	struct place at;          /* of the first line */
	struct said_end lo, hi;   /* sums of lines on the element alone */
	struct said_end in, upto; /* least and most of it in compounds */
	struct said_end cap;      /* least of the groups that it is in */
	bool said, alone, compound, capped;
	bool complete; /* nothing is in the item but what is listed */
	bool mass, share, own, total; /* the kinds of its amounts */
};

struct said_amount *said_amounts_make(void); /* [NELEM]; NULL: memory is out */
void said_amounts_free(struct said_amount *r);

/* Nothing is said yet, but that the document speaks of the element there. */
void said_amount_begin(struct said_amount *r, uint32_t decl, struct place at);
/* Adds what a line says of element e. */
void said_amount_add(
    const struct bom *b, struct said_amount *r, const struct content *c, int e);
/* The two ends in the end: lo and hi. */
void said_amount_close(struct said_amount *r);
/* Of the same element of that item: is there no amount that fits both?  Shares
 * become masses for that. */
bool said_amounts_clash(const struct bom *b, uint32_t item,
    struct said_amount *x, struct said_amount *y);

#endif
