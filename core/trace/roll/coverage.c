/* SPDX-License-Identifier: Apache-2.0 */
/* coverage - stated mass against that of the parts; see coverage.h. */
#include "core/trace/roll/coverage.h"

#include "core/trace/roll/state.h"

#include <math.h>

bool
coverage_is_known(const struct bom *b, uint32_t item)
{
	return b->item[item].has_mass && b->item[item].mass.lo != NUM_ZERO &&
	       trace_has_children(b, item);
}

/* What one use brings. */
static void
mass_of_use(const struct trace *t, const struct use *u, struct bounds *out)
{
	double q;

	trace_bounds(t, COLUMN_MASS, u->child, out);
	if (u->qty == BOM_NONE) {
		*out = (struct bounds){ .hi = out->hi > 0 ? INFINITY : 0 };
		return;
	}
	q = t->b->num.num[u->qty].lo;
	out->lo *= q;
	out->hi = out->hi == 0 || q == 0 ? 0 : out->hi * q;
	out->lo_err = out->lo_err * q + out->lo * ROUNDOFF;
	out->hi_err =
	    isfinite(out->hi) ? out->hi_err * q + out->hi * ROUNDOFF : 0;
}

/*
 * coverage_about - mass of the parts, in doubles.
 *
 * Out:	parts  of a place with alternatives the least and the most of them
 * Cost:	uses of the item
 */
void
coverage_about(const struct trace *t, uint32_t item, struct bounds *parts)
{
	const struct bom *b = t->b;
	uint32_t end = b->use_start[item + 1], next;
	double n = (double)(end - b->use_start[item]);

	*parts = (struct bounds){ 0 };
	for (uint32_t k = b->use_start[item]; k < end; k = next) {
		struct bounds one, other;

		next = bom_place_end(b, k, end);
		mass_of_use(t, &b->use[k], &one);
		for (uint32_t i = k + 1; i < next; i++) {
			mass_of_use(t, &b->use[i], &other);
			one.lo = fmin(one.lo, other.lo);
			one.hi = fmax(one.hi, other.hi);
			one.lo_err = fmax(one.lo_err, other.lo_err);
			one.hi_err = fmax(one.hi_err, other.hi_err);
		}
		parts->lo += one.lo;
		parts->hi += one.hi;
		parts->lo_err += one.lo_err;
		parts->hi_err += one.hi_err;
	}
	parts->lo_err += parts->lo * ROUNDOFF * n;
	if (isfinite(parts->hi))
		parts->hi_err += parts->hi * ROUNDOFF * n;
	else
		parts->hi_err = 0;
}

enum status
coverage_exact(const struct trace *t, uint32_t item, struct exact *parts,
    struct error *err)
{
	return trace_parts(t, item, parts, err);
}
