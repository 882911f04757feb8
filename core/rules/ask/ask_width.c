/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ask_width - how much narrower an answer makes the interval of a verdict,
 * and whether nothing at all is left of it.
 */
#include "core/rules/ask/ask_work.h"

#include <math.h>
#include <stdlib.h>

/* An end as far as doubles know it, outward. */
static void
outward(const struct trace *t, const struct kept_place *v, struct exact *x)
{
	struct bounds d;

	trace_bounds(t, v->column, v->unit, &d);
	exact_zero(x);
	x->lo_infinite = !isfinite(d.lo) || !isfinite(d.lo_err);
	x->hi_infinite = !isfinite(d.hi) || !isfinite(d.hi_err);
	x->lo_open = d.lo_open;
	x->hi_open = d.hi_open;
	if (!x->lo_infinite)
		mpq_set_d(x->lo, d.lo - d.lo_err);
	if (!x->hi_infinite)
		mpq_set_d(x->hi, d.hi + d.hi_err);
}

/* The places of one column, exactly. */
static enum status
exactly_one(
    struct ask_work *w, const struct trace *t, size_t column, struct exact *x)
{
	uint32_t *item = malloc((w->nplace + 1) * sizeof(*item));
	struct exact *some = calloc(w->nplace + 1, sizeof(*some));
	size_t n = 0, k = 0;
	enum status st;

	if (item == NULL || some == NULL) {
		free(item);
		free(some);
		return ask_no_memory(w->err);
	}
	for (size_t i = 0; i < w->nplace; i++)
		if (w->place[i].column == column) {
			exact_init(&some[n]);
			item[n++] = w->place[i].unit;
		}
	st = trace_exact(t, column, item, n, some, w->err);
	for (size_t i = 0; st == ST_OK && i < w->nplace; i++)
		if (w->place[i].column == column)
			exact_set(&x[i], &some[k++]);
	for (size_t i = 0; i < n; i++)
		exact_clear(&some[i]);
	w->exact += ask_unit(w->basis);
	free(item);
	free(some);
	return st;
}

/*
 * ask_bounds - the bounds of all kept places in a trace.
 *
 * Out:	x   [nplace], initialised
 * Cost:	for exact ones a pass over what is below them, per column
 */
enum status
ask_bounds(
    struct ask_work *w, const struct trace *t, bool exactly, struct exact *x)
{
	enum status st = ST_OK;

	for (size_t i = 0; !exactly && i < w->nplace; i++)
		outward(t, &w->place[i], &x[i]);
	for (size_t i = 0; exactly && st == ST_OK && i < w->ncolumn; i++)
		st = exactly_one(w, t, w->column[i], x);
	return st;
}

/* out = a - b for a >= b; nothing where both have no end. */
static void
difference(struct exact *out, bool a_infinite, mpq_srcptr a, bool b_infinite,
    mpq_srcptr b, bool *endless)
{
	*endless = a_infinite && !b_infinite;
	mpq_set_ui(out->lo, 0, 1);
	if (!a_infinite && !b_infinite)
		mpq_sub(out->lo, a, b);
	if (mpq_sgn(out->lo) < 0)
		mpq_set_ui(out->lo, 0, 1);
}

/*
 * ask_removes - by how much an answer narrows the interval.
 *
 * In:	now    as it is
 *	least  after the least answer: the upper end has come down
 *	alone  the lower ends after the greatest answer, as its upper end
 * Out:	e->removes, e->endless
 */
void
ask_removes(const struct exact *now, const struct exact *least,
    const struct exact *alone, struct effect *e)
{
	struct exact down, up;
	bool no_end_down, no_end_up;
	int c;

	exact_init(&down);
	exact_init(&up);
	difference(&down, now->hi_infinite, now->hi, least->hi_infinite,
	    least->hi, &no_end_down);
	difference(&up, alone->hi_infinite, alone->hi, now->lo_infinite,
	    now->lo, &no_end_up);
	c = no_end_down - no_end_up;
	if (c == 0)
		c = mpq_cmp(down.lo, up.lo);
	exact_zero(&e->removes);
	mpq_set(e->removes.lo, c < 0 ? down.lo : up.lo);
	mpq_set(e->removes.hi, c < 0 ? up.lo : down.lo);
	e->endless = no_end_down && no_end_up;
	e->removes.hi_infinite = no_end_down || no_end_up;
	exact_clear(&down);
	exact_clear(&up);
}

/* After the least and after the greatest answer only one number is left; what
 * is between them is no wider. */
bool
ask_leaves_nothing(const struct exact *now, const struct exact *least,
    const struct exact *alone)
{
	return !now->lo_infinite && !now->hi_infinite &&
	       exact_is_point(least) && mpq_equal(least->lo, now->lo) != 0 &&
	       !alone->hi_infinite && mpq_equal(alone->hi, now->hi) != 0;
}

struct exact *
ask_exacts(size_t n)
{
	struct exact *x = calloc(n + 1, sizeof(*x));

	for (size_t i = 0; x != NULL && i < n; i++)
		exact_init(&x[i]);
	return x;
}

void
ask_exacts_free(struct exact *x, size_t n)
{
	for (size_t i = 0; x != NULL && i < n; i++)
		exact_clear(&x[i]);
	free(x);
}
