/* SPDX-License-Identifier: Apache-2.0 */
/*
 * recourse_solve - which of many things to take at least cost, so that all
 * rows reach what they ask for: an integer programme, by GLPK.
 *
 * Reads:  error.h
 * Gives:  a choice, a bound that no choice is below, and whether they meet
 * Memory: the caller's arrays; GLPK's own is gone on return, and limited
 *
 * Numbers are doubles: who asks takes nothing for granted that a rounding
 * could turn, and holds the answer against the product.
 */
#ifndef RETRACE_RECOURSE_SOLVE_H
#define RETRACE_RECOURSE_SOLVE_H

#include "core/base/error.h"

#include <stdbool.h>
#include <stddef.h>

/* sum of value * (1 if it is taken, else 0) over its entries >= least */
struct cover_row {
	size_t first, end; /* into entry */
	double least;
};
struct cover_entry {
	uint32_t column;
	double value;
};

struct cover {
	double *cost; /* [ncolumn] 0 and above */
	size_t ncolumn, column_cap;
	struct cover_row *row; /* [nrow] */
	size_t nrow, row_cap;
	struct cover_entry *entry; /* [nentry] */
	size_t nentry, entry_cap;
};

/* A row of n entries, copied; false when memory is out. */
bool cover_add_row(
    struct cover *c, const struct cover_entry *entry, size_t n, double least);
bool cover_add_column(struct cover *c, double cost);
void cover_free(struct cover *c);

struct cover_answer {
	uint8_t *take; /* [ncolumn] the caller's */
	double bound;
	bool proven; /* bound is the cost of the choice, but for rounding */
};

/*
 * recourse_cover.c: what must be taken is, the rest falls into parts that
 * have nothing to do with each other, and each is solved by itself.  Rows
 * that all together cannot reach are left out.
 */
enum status cover_solve(
    const struct cover *c, struct cover_answer *out, struct error *err);

/* recourse_part.c: one of these parts; false when memory is out. */
bool cover_solve_part(const struct cover *c, struct cover_answer *out);

/*
 * recourse_solve.c: the rest.  take: a choice that does, which may get
 * better.  False if it could not be looked into: then the choice stays and
 * bound is 0.
 */
bool cover_by_glpk(const struct cover *c, struct cover_answer *out);

#endif
