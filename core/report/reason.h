/* SPDX-License-Identifier: Apache-2.0 */
/*
 * reason - why an item got its verdict.
 *
 * Reads:  checked.h, explain.h
 * Gives:  the measure with its bounds, the parts that contribute, the gaps
 *         that leave it open, and one sentence for a reader
 * Memory: reason_free()
 */
#ifndef RETRACE_REASON_H
#define RETRACE_REASON_H

#include "core/report/amount.h"
#include "core/report/checked.h"
#include "core/trace/explain.h"
#include "core/trace/ways.h"

/* One item below (or the item itself) that has a part in the answer. */
struct part {
	uint32_t share; /* index into reason.parts */
	double lo, hi;  /* for the order; reason_amount() is exact */
	uint8_t gap;    /* enum gap; PART_SURE, PART_CHOICE */
};
#define PART_SURE GAP_COUNT         /* nothing is open */
#define PART_CHOICE (GAP_COUNT + 1) /* only: which alternative is there */
const char *part_gap_name(const struct part *p);

struct reason {
	uint32_t item;
	size_t rule;
	size_t test; /* of the rule, those of its readings behind them */
	enum verdict verdict; /* of the rule, or of that reading alone */
	struct verdict_detail detail; /* of the measure */
	uint32_t about;           /* the item whose measure it is: itself, or
				     the one in it that decides */
	struct explanation parts; /* of the numerator */
	struct ways ways; /* to the parts that will be shown, if they were found
			     beside: else .b is NULL */
	size_t column;    /* that it explains; COLUMN_NONE: none */
	/* Those that will be shown are in order, the others behind them. */
	struct part *giver; /* [ngiver] surely contribute, heaviest first */
	size_t ngiver;
	struct part *open; /* [nopen] leave it open, most telling first */
	size_t nopen;
	size_t gaps[PART_CHOICE + 1]; /* how many of each kind */
};

/* closely: as in judgement_detail().  most: so many parts of each kind will be
 * shown; 0: none are sought.  It costs a pass over all below the item, and
 * exact numbers for those. */
enum status reason_find(struct reason *r, const struct checked *c, size_t rule,
    uint32_t item, bool closely, size_t most, struct error *err);
/* The same of reading k of the rule. */
enum status reason_of_reading(struct reason *r, const struct checked *c,
    size_t rule, size_t k, uint32_t item, bool closely, size_t most,
    struct error *err);
void reason_free(struct reason *r);

/* What a part brings to the item: quantity times its own amount.  out is
 * initialised. */
void reason_amount(
    const struct reason *r, const struct part *p, struct exact *out);
/* How amounts of the numerator, and of the measure, are read. */
struct measure_of reason_numerator(
    const struct reason *r, const struct checked *c);
struct measure_of reason_measure(
    const struct reason *r, const struct checked *c);
/* The bounds of what the limit is held against. */
const struct exact *reason_bounds(const struct reason *r);

#define REASON_TEXT 1200
/* Why, in one or two sentences. */
void reason_text(
    char out[REASON_TEXT], const struct reason *r, const struct checked *c);
/* "rare earths of Chinese origin" */
void reason_subject(char *out, size_t size, const struct rule_test *test);

#endif
