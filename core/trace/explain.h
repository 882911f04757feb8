/* SPDX-License-Identifier: Apache-2.0 */
/*
 * explain - from which leaves an amount comes, and by which way.
 *
 * Reads:  trace.h
 * Gives:  every item below a root with its total quantity, the heaviest path
 *         to it and the exact number of paths; nothing is ever exploded
 * Memory: explanation_free()
 */
#ifndef RETRACE_EXPLAIN_H
#define RETRACE_EXPLAIN_H

#include "core/trace/reach.h"
#include "core/trace/trace.h"
#include "core/trace/wide.h"

/* Of a long path the upper end is kept at hand. */
#define EXPLAIN_HEAD 32

/* One item below the root (or the root itself).  Its quantity is an interval
 * where a use on a path is an alternative, or has no quantity. */
struct share {
	uint32_t item;
	uint32_t via;         /* index of the share one step up the heaviest
				 path; BOM_NONE for the root */
	struct wide heaviest; /* quantity along the heaviest path, about */
	/* About, to choose by: in all, at least and at most (as far as it is
	 * known). */
	double least, about;
	bool quantity_known; /* false: some use on a path has no quantity, so
				there is no upper end */
	bool gives;          /* what it brings is surely above zero */
	bool gap;            /* its own part is not one number */
	bool choice;    /* nor is what it brings, but only for the quantity */
	uint32_t steps; /* of the heaviest path */
	uint32_t head;  /* index of the one on it that is EXPLAIN_HEAD steps
			   below the root, or itself */
	/* Its own part per base unit of the item, about. */
	double own_lo, own_hi;     /* own_hi may be INFINITY */
	struct exact_share *exact; /* after explain_exactly(), or NULL */
};

struct exact_share {
	mpq_t quantity_lo; /* in all, base units per base unit of root */
	mpq_t quantity;    /* at most, as far as it is known */
	mpz_t paths;       /* number of paths from the root */
	struct exact own;  /* its own part of the column, per base unit,
			      before any cap by a stated mass above it */
};

struct explanation {
	uint32_t root;
	size_t column;
	const struct channel *channel; /* of the trace's plan; NULL: mass */
	struct share *share;           /* [n]; the root is the first */
	size_t n;
	uint32_t *index; /* [items] the share of each, or BOM_NONE */
};

/* All shares, about: one pass in doubles. */
enum status explain_about(const struct trace *t, size_t column, uint32_t root,
    struct explanation *out, struct error *err);
/* Makes the shares with these indices exact. */
enum status explain_exactly(const struct trace *t, struct explanation *e,
    const uint32_t *index, size_t n, struct error *err);
/* All shares, exactly. */
enum status explain_item(const struct trace *t, size_t column, uint32_t root,
    struct explanation *out, struct error *err);
/* How much of the child of a use below the root is told with the root. */
static inline enum reach_of
explain_reach(
    const struct explanation *e, const struct bom *b, const struct use *u)
{
	return e->channel != NULL ? reach_along(e->channel, b, u) : REACH_ALL;
}
/* What an exact share brings in all; out is initialised. */
void share_brings(const struct share *s, struct exact *out);
void explanation_free(struct explanation *e);

#endif
