/* SPDX-License-Identifier: Apache-2.0 */
/*
 * pairing - which item of one product is which of another.
 *
 * Reads:  two linked boms
 * Gives:  pairs of items; texts, numbers and substances of both as numbers of
 *         one kind, so that equal ones are told by comparing two integers
 * Memory: pairing_free(); the boms must outlive it
 */
#ifndef RETRACE_PAIRING_H
#define RETRACE_PAIRING_H

#include "core/bom/bom.h"

/* The two products; also indices into arrays of two. */
enum side { OLD, NEW, SIDES };

struct pairing {
	const struct bom *b[SIDES];
	/* What an index of the new one is in the old one; beyond all of those
	   where the old one does not have it. */
	uint32_t *text, *part, *number, *substance;
	uint32_t *item[SIDES];   /* [nitem] the same on the other side, or
				    BOM_NONE */
	uint8_t *unclear[SIDES]; /* [nitem] of those without a partner: there
				    is more than one that it may be */
};

/* False when memory is out.  Cost: linear. */
bool pairing_make(
    struct pairing *p, const struct bom *old, const struct bom *now);
void pairing_free(struct pairing *p);

/* ---- numbers that are equal for what is equal on both sides */
static inline uint32_t
pairing_text(const struct pairing *p, enum side s, uint32_t id)
{
	return s == OLD ? id : p->text[id];
}

/* An id in bom.num, BOM_NONE or NUM_INFINITE. */
static inline uint32_t
pairing_number(const struct pairing *p, enum side s, uint32_t id)
{
	return s == OLD || id == BOM_NONE ? id : p->number[id];
}

static inline uint32_t
pairing_substance(const struct pairing *p, enum side s, uint32_t id)
{
	return s == OLD || id == BOM_NONE ? id : p->substance[id];
}

static inline uint32_t
pairing_item(const struct pairing *p, enum side s, uint32_t i)
{
	if (s == OLD)
		return i;
	return p->item[NEW][i] != BOM_NONE ? p->item[NEW][i]
					   : (uint32_t)p->b[OLD]->nitem + i;
}

/* For same_amount(). */
static inline struct amount
pairing_amount(const struct pairing *p, enum side s, struct amount a)
{
	a.lo = pairing_number(p, s, a.lo);
	a.hi = pairing_number(p, s, a.hi);
	return a;
}

#endif
