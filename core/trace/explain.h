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

#include "core/trace/trace.h"

/* One item below the root (or the root itself). */
struct share {
	uint32_t item;
	uint32_t via;        /* index of the share one step up the heaviest
				path; BOM_NONE for the root */
	bool quantity_known; /* false: some use on a path has no quantity */
	bool sure;       /* on some path it is built in for sure: no alternative
			      and no unknown quantity on it */
	double heaviest; /* quantity along the heaviest path */
	/* About, to choose by: in all, and per base unit of the item. */
	double about, own_lo, own_hi; /* own_hi may be INFINITY */
	bool gives;                   /* its own part is surely above zero */
	bool gap;                     /* its own part is not one number */
	bool choice; /* nor is it, but only for being an alternative */

	/* Only after explain_exactly(): */
	bool exact;
	mpq_t quantity;   /* in all, base units per base unit of root */
	mpz_t paths;      /* number of paths from the root */
	struct exact own; /* its own part of the column, per base unit,
			     before any cap by a stated mass above it; at
			     least nothing unless it is sure */
};

struct explanation {
	uint32_t root;
	size_t column;
	struct share *share; /* [n]; the root is the first */
	size_t n;
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
void explanation_free(struct explanation *e);

#endif
