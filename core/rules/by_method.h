/* SPDX-License-Identifier: Apache-2.0 */
/*
 * by_method - what a share of value comes to by prices of the market, by what
 * was paid, and with that shared out by mass.
 *
 * Reads:  judge.h, trace.h
 * Gives:  of one item and test the method that its verdict goes by, and the
 *         amounts and verdicts by the others, as far as they are known
 * Memory: by_method_free()
 */
#ifndef RETRACE_BY_METHOD_H
#define RETRACE_BY_METHOD_H

#include "core/rules/judge.h"

/* The same test counted in another way. */
struct counted {
	uint8_t method;         /* enum value_method */
	bool by_mass;           /* shared out by mass: an assumption */
	enum verdict verdict;   /* of the test alone */
	struct exact numerator; /* [currency] */
	struct exact share;     /* of the value of the item */
	bool differs;           /* it is not what the verdict goes by */
};

struct by_method {
	enum value_method method; /* of the verdict; METHOD_UNSAID: whole items
				     count, or no values */
	bool by_mass;
	struct counted other[2]; /* [n] */
	size_t n;
};

/*
 * d: the detail of that test for that item, by law.  The other method is left
 * out of a test that looks at things in the item, and where nothing is known by
 * it: no list of prices, no material with a price.  Shared out by mass only if
 * the rulebook has VARIANT_ALLOCATED. Cost: up to two exact passes over what is
 * below the item.
 */
enum status by_method_find(struct by_method *out, const struct judgement *j,
    const struct trace *t, size_t rule, size_t test, uint32_t item,
    const struct verdict_detail *d, struct error *err);
void by_method_free(struct by_method *x);

#endif
