/* SPDX-License-Identifier: Apache-2.0 */
/*
 * holds - do the numbers of a filing fit together?
 *
 * Reads:  filing.h, judge.h
 * Gives:  intervals as they are written, how to compare them, and the check
 *         of the table of content; only filing_check.c uses it
 * Memory: holds_clear(), holds_sum_clear()
 */
#ifndef RETRACE_HOLDS_H
#define RETRACE_HOLDS_H

#include "core/filing/filing.h"
#include "core/rules/judge.h"

struct holds {
	xmlNode *root;
	const char *file; /* in places */
	struct findings *f;
	const char *reason; /* of the first refusal; "": none */
	struct arena scratch;
	struct exact x;
	mpq_t work, factor;
};
void holds_init(
    struct holds *h, xmlNode *root, const char *file, struct findings *f);
void holds_clear(struct holds *h);

/* A finding at the node (NULL: no place) that ends with "[reason]". */
void holds_refuse(struct holds *h, const xmlNode *node, const char *reason,
    const char *fmt, ...) __attribute__((format(printf, 4, 5)));
void holds_refuse_at(struct holds *h, struct pos at, const char *reason,
    const char *fmt, ...) __attribute__((format(printf, 4, 5)));

/* An interval as it is written. */
struct holds_interval {
	struct exact x;
	bool rounded;
};

/* One calculation. */
struct holds_sum {
	struct holds_interval numerator, denominator, margin;
	mpq_t limit;
	bool is_share, rounded;
};
void holds_sum_init(struct holds_sum *s);
void holds_sum_clear(struct holds_sum *s);

/* False: there is none, or a number cannot be read. */
bool holds_read(struct holds_interval *out, const xmlNode *node);
bool holds_read_end(mpq_ptr out, const xmlNode *node, const char *name);
/* Same ends, open and closed alike. */
bool holds_same(const struct exact *a, const struct exact *b);
/* Some number is in both. */
bool holds_meet(const struct exact *a, const struct exact *b);

/* The table of content of a product: ends in order, oxides and shares as
 * computed. */
void holds_content(struct holds *h, const xmlNode *product);

#endif
