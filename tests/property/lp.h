/* SPDX-License-Identifier: Apache-2.0 */
/*
 * lp - the greatest value of a linear form under linear conditions.
 *
 * Reads:  nothing
 * Gives:  lp_start() and lp_most() over numbers of zero and above, by the
 *         simplex method on a small dense table in doubles.  A condition may
 *         be strict: then its side is off by an infinitesimal, and so is the
 *         answer if it is not reached
 * Memory: structs of a fixed size
 */
#ifndef RETRACE_TEST_LP_H
#define RETRACE_TEST_LP_H

#include <check.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

#define LP_COLS 90
#define LP_ROWS 160
#define LP_TINY 1e-9

/* v + e times an infinitesimal. */
struct lp_number {
	double v, e;
};

struct lp {
	int n, m;                   /* columns, rows */
	double a[LP_ROWS][LP_COLS]; /* sum of a x <= b */
	struct lp_number b[LP_ROWS];
};

/*
 * The table while it is worked on.  Each row says what its basic variable is:
 * b less the sum of a times the others; value and c say so of the form.
 */
struct lp_table {
	int n, m;
	int given; /* columns of the problem: what follows is slack */
	double a[LP_ROWS][LP_COLS], c[LP_COLS];
	struct lp_number b[LP_ROWS], value;
	int basic[LP_ROWS], other[LP_COLS];
};

static inline int
lp_sign(struct lp_number x)
{
	if (fabs(x.v) > LP_TINY)
		return x.v > 0 ? 1 : -1;
	return fabs(x.e) > LP_TINY ? (x.e > 0 ? 1 : -1) : 0;
}

/* x + f y */
static inline struct lp_number
lp_plus(struct lp_number x, double f, struct lp_number y)
{
	return (struct lp_number){ x.v + f * y.v, x.e + f * y.e };
}

/* Begins a row: sum of coefficients times x is at most b, or below it. */
static inline double *
lp_row(struct lp *p, double b, bool strict)
{
	if (p->m == LP_ROWS) /* a passed assertion costs much here */
		ck_abort_msg("too many rows");
	for (int j = 0; j < p->n; j++)
		p->a[p->m][j] = 0;
	p->b[p->m] = (struct lp_number){ b, strict ? -1 : 0 };
	return p->a[p->m++];
}

/* Takes f times the pivot row off another one, whose column was f. */
static inline void
lp_eliminate(const struct lp_table *t, const double *r, double *x, int col)
{
	double f = x[col];

	x[col] = 0;
	for (int j = 0; j < t->n; j++) {
		x[j] -= f * r[j];
		if (fabs(x[j]) < 1e-12)
			x[j] = 0;
	}
}

static inline void
lp_pivot(struct lp_table *t, int row, int col)
{
	double *r = t->a[row], by = r[col];
	int kept = t->basic[row];

	r[col] = 1;
	for (int j = 0; j < t->n; j++)
		r[j] /= by;
	t->b[row].v /= by;
	t->b[row].e /= by;
	for (int i = 0; i < t->m; i++) {
		double f = t->a[i][col];

		if (i == row || f == 0)
			continue;
		t->b[i] = lp_plus(t->b[i], -f, t->b[row]);
		lp_eliminate(t, r, t->a[i], col);
	}
	t->value = lp_plus(t->value, t->c[col], t->b[row]);
	lp_eliminate(t, r, t->c, col);
	t->basic[row] = t->other[col];
	t->other[col] = kept;
}

/* The row that gives out first as the column grows; -1: none. */
static inline int
lp_leaving(const struct lp_table *t, int col)
{
	struct lp_number best = { 0, 0 };
	int row = -1;

	for (int i = 0; i < t->m; i++) {
		struct lp_number q;
		double a = t->a[i][col];
		int s;

		if (a <= LP_TINY)
			continue;
		q = (struct lp_number){ t->b[i].v / a, t->b[i].e / a };
		s = row < 0 ? -1 : lp_sign(lp_plus(q, -1, best));
		if (s < 0 || (s == 0 && t->basic[i] < t->basic[row])) {
			row = i;
			best = q;
		}
	}
	return row;
}

/* By Bland's rule, which never runs in a circle; false: without end. */
static inline bool
lp_climb(struct lp_table *t)
{
	for (;;) {
		int col = -1, row;

		for (int j = 0; j < t->n; j++)
			if (t->c[j] > LP_TINY &&
			    (col < 0 || t->other[j] < t->other[col]))
				col = j;
		if (col < 0)
			return true;
		row = lp_leaving(t, col);
		if (row < 0)
			return false;
		lp_pivot(t, row, col);
	}
}

/* The variable that loosened all rows has done its work. */
static inline void
lp_drop(struct lp_table *t, int extra)
{
	for (int i = 0; i < t->m; i++)
		for (int j = 0; t->basic[i] == extra && j < t->n; j++)
			if (fabs(t->a[i][j]) > LP_TINY)
				lp_pivot(t, i, j);
	for (int j = 0; j < t->n; j++) {
		if (t->other[j] != extra)
			continue;
		t->n--;
		for (int i = 0; i < t->m; i++)
			t->a[i][j] = t->a[i][t->n];
		t->other[j] = t->other[t->n];
		return;
	}
}

/*
 * A point that meets all conditions, to start from; false: there is none.
 * With one more variable that loosens them all, and is driven to zero.
 */
static inline bool
lp_start(struct lp_table *t, const struct lp *p)
{
	int least = -1, extra = p->n + p->m, col = p->n;

	if (p->n >= LP_COLS - 1)
		ck_abort_msg("too many columns");
	t->n = t->given = p->n;
	t->m = p->m;
	for (int i = 0; i < p->m; i++) {
		memcpy(t->a[i], p->a[i], (size_t)p->n * sizeof(t->a[i][0]));
		t->b[i] = p->b[i];
		t->basic[i] = p->n + i;
		if (lp_sign(t->b[i]) < 0 &&
		    (least < 0 ||
			lp_sign(lp_plus(t->b[i], -1, t->b[least])) < 0))
			least = i;
	}
	for (int j = 0; j < p->n; j++)
		t->other[j] = j;
	if (least < 0)
		return true;
	for (int i = 0; i < t->m; i++)
		t->a[i][col] = -1;
	memset(t->c, 0, sizeof(t->c));
	t->c[col] = -1;
	t->value = (struct lp_number){ 0, 0 };
	t->other[col] = extra;
	t->n++;
	lp_pivot(t, least, col);
	lp_climb(t);
	if (lp_sign(t->value) < 0)
		return false;
	lp_drop(t, extra);
	return true;
}

/* The greatest value of the form, into *out; false: it has no end.  The table
 * then starts from there. */
static inline bool
lp_most(struct lp_table *t, const double *form, struct lp_number *out)
{
	t->value = (struct lp_number){ 0, 0 };
	for (int j = 0; j < t->n; j++)
		t->c[j] = t->other[j] < t->given ? form[t->other[j]] : 0;
	for (int i = 0; i < t->m; i++) {
		double f = t->basic[i] < t->given ? form[t->basic[i]] : 0;

		if (f == 0)
			continue;
		t->value = lp_plus(t->value, f, t->b[i]);
		for (int j = 0; j < t->n; j++)
			t->c[j] -= f * t->a[i][j];
	}
	if (!lp_climb(t))
		return false;
	*out = t->value;
	return true;
}

#endif
