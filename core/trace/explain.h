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
	mpq_t quantity;      /* in all, base units per base unit of root */
	bool quantity_known; /* false: some use on a path has no quantity */
	mpz_t paths;         /* number of paths from the root */
	double heaviest;     /* quantity along the heaviest path */
	struct exact own;    /* its own part of the column, per base unit,
				before any cap by a stated mass above it */
};

struct explanation {
	struct share *share; /* [n]; the root is the first */
	size_t n;
};

enum status explain_item(const struct trace *t, size_t column, uint32_t root,
    struct explanation *out, struct error *err);
void explanation_free(struct explanation *e);

#endif
