/* SPDX-License-Identifier: Apache-2.0 */
/*
 * compared - two products that were held against rules, side by side.
 *
 * Reads:  checked.h, differ.h
 * Gives:  which items and rules are compared, and which verdicts moved
 * Memory: compared_free(); borrows both products and their difference
 */
#ifndef RETRACE_COMPARED_H
#define RETRACE_COMPARED_H

#include "core/bom/differ/differ.h"
#include "core/report/checked.h"
#include "core/report/text.h"

/* Rules of the two sides with the same id in packs of the same id; or one of
 * a side alone, then SIZE_MAX on the other. */
struct rule_pair {
	size_t rule[SIDES];
};

/* A verdict may also be the one with the user's assumptions. */
#define VARIANT_ASSUMED VARIANT_COUNT

struct item_pair {
	uint32_t item[SIDES]; /* BOM_NONE on a side without it */
};

/* A verdict that reads otherwise. */
struct moved {
	struct item_pair of;
	uint32_t rule;   /* index into compared.rule */
	uint8_t variant; /* enum variant, or VARIANT_ASSUMED */
};

struct compared {
	const struct checked *c[SIDES];
	const struct difference *d;
	bool all; /* every item, as if shipped alone; and every row */

	/* After compared_find(): */
	struct rule_pair *rule; /* [nrule] */
	size_t nrule;
	struct item_pair *pair; /* [npair] the new product's order; those that
				   are gone behind */
	size_t npair;
	struct moved *moved; /* [nmoved] by rule, variant, and then the gravest
				first */
	size_t nmoved, moved_cap;
	size_t stayed;    /* verdicts by law that read as before */
	bool other_basis; /* another pack, prices or day: amounts may differ
			     though no item does */
};

/* c, d and all are filled in. */
enum status compared_find(struct compared *x, struct error *err);
void compared_free(struct compared *x);

/* How a verdict reads; NULL where the side has no such item or rule. */
const char *compared_verdict(const struct compared *x, const struct moved *m,
    enum side s, enum tone *tone);
/* The verdict itself, VERDICT_COUNT where there is none. */
enum verdict compared_value(
    const struct compared *x, const struct moved *m, enum side s);
/* May anything in the item have changed? */
bool compared_touched(const struct compared *x, const struct item_pair *p);

#endif
