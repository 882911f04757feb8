/* SPDX-License-Identifier: Apache-2.0 */
/*
 * holds - do the numbers of a filing fit together?
 *
 * Reads:  filing.h, judge.h
 * Gives:  intervals as they are written, how to compare them; the checks of
 *         the table of content, of the verdicts and of what people say, for
 *         filing_check.c
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

/* Text of an attribute; never NULL. */
struct str holds_attr(struct holds *h, const xmlNode *node, const char *name);
/* The child of that name, and the first one from the first child on; NULL if
 * there is none, or no node. */
xmlNode *holds_child(const xmlNode *node, const char *name);
xmlNode *holds_first(const xmlNode *node, const char *name);

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
/* Its verdicts and outcomes: what their numbers give, and of rules that the
 * header names. */
void holds_verdicts(struct holds *h, const xmlNode *product);
/* What people say of it: all that must be said, without contradiction; goods of
 * each product and of nothing else, as the transaction has them, and the totals
 * that follow from them, if these are asked for. */
void holds_complete(struct holds *h, const struct profile *p);
void holds_goods(struct holds *h, const struct profile *p, bool totals);
/* Why each product is filed, and all of them together. */
void holds_basis(struct holds *h);

#endif
