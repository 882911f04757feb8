/* SPDX-License-Identifier: Apache-2.0 */
/*
 * recourse_part - rows that have to do with each other; see recourse_solve.h.
 *
 * One row in which all cost the same is solved by taking the greatest first;
 * any other by GLPK, from a choice that takes what brings most for its cost.
 */
#include "core/rules/recourse/recourse_solve.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* [cost] What costs less is taken as costing so much. */
#define LEAST_COST 1e-9

struct ordered {
	double worth; /* for its cost */
	size_t entry;
};

static int
by_worth(const void *pa, const void *pb)
{
	const struct ordered *a = pa, *b = pb;

	if (a->worth > b->worth || a->worth < b->worth)
		return a->worth > b->worth ? -1 : 1;
	return a->entry < b->entry ? -1 : a->entry > b->entry;
}

static bool
row_reached(const struct cover *c, size_t i, const uint8_t *take)
{
	double sum = 0;

	for (size_t k = c->row[i].first; k < c->row[i].end; k++)
		sum += take[c->entry[k].column] != 0 ? c->entry[k].value : 0;
	return sum >= c->row[i].least;
}

/* Takes of one row what brings most for its cost until it is reached. */
static bool
reach_row(const struct cover *c, size_t i, uint8_t *take)
{
	const struct cover_row *row = &c->row[i];
	struct ordered *list =
	    malloc((row->end - row->first + 1) * sizeof(*list));
	double sum = 0;
	size_t n = 0;

	if (list == NULL)
		return false;
	for (size_t k = row->first; k < row->end; k++) {
		const struct cover_entry *e = &c->entry[k];

		if (take[e->column] != 0)
			sum += e->value;
		else if (e->value > 0)
			list[n++] = (struct ordered){
				e->value / (c->cost[e->column] + LEAST_COST), k
			};
	}
	qsort(list, n, sizeof(*list), by_worth);
	for (size_t k = 0; k < n && sum < row->least; k++) {
		take[c->entry[list[k].entry].column] = 1;
		sum += c->entry[list[k].entry].value;
	}
	free(list);
	return true;
}

/*
 * A choice that does.  Rows that ask for one of several ways stand behind
 * those of the ways, whose columns they may take: so twice.
 */
static bool
reach_all(const struct cover *c, uint8_t *take)
{
	for (int pass = 0; pass < 3; pass++)
		for (size_t i = 0; i < c->nrow; i++)
			if (!row_reached(c, i, take) && !reach_row(c, i, take))
				return false;
	return true;
}

/* Is it one row in which all cost the same and none takes away? */
static bool
is_plain(const struct cover *c)
{
	if (c->nrow != 1)
		return false;
	for (size_t k = 0; k < c->nentry; k++)
		if (c->entry[k].value < 0 ||
		    c->cost[c->entry[k].column] > c->cost[0] ||
		    c->cost[c->entry[k].column] < c->cost[0])
			return false;
	return true;
}

static double
cost_of(const struct cover *c, const uint8_t *take)
{
	double sum = 0;

	for (size_t k = 0; k < c->ncolumn; k++)
		sum += take[k] != 0 ? c->cost[k] : 0;
	return sum;
}

/* Counts can be no fractions. */
static double
whole_bound(const struct cover *c, double bound)
{
	for (size_t k = 0; k < c->ncolumn; k++)
		if (c->cost[k] - floor(c->cost[k]) > 0)
			return bound;
	return ceil(bound - 1e-6);
}

bool
cover_solve_part(const struct cover *c, struct cover_answer *out)
{
	double cost;

	memset(out->take, 0, c->ncolumn);
	if (!reach_all(c, out->take))
		return false;
	cost = cost_of(c, out->take);
	if (is_plain(c)) {
		out->bound = cost;
		out->proven = true;
		return true;
	}
	cover_by_glpk(c, out);
	cost = cost_of(c, out->take);
	out->bound = whole_bound(c, out->bound);
	out->proven |= out->bound >= cost - 1e-6 * (1 + cost);
	if (out->proven)
		out->bound = cost;
	return true;
}
