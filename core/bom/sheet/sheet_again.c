/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sheet_again - lists of a workbook that say the same again; see
 * sheet_lists_own.h.
 *
 * Quantities are doubles here: they decide but whether somebody is asked.
 */
#include "core/bom/sheet/sheet_lists_own.h"

#include <stdlib.h>
#include <string.h>

/* Parts of lists that are looked at to find lists in lists. */
#define MOST_STEPS 100000000u

struct again {
	const struct lists *l;
	double *sum;     /* [parts.n] of all lists of products */
	double *own;     /* [parts.n] of the list of number */
	uint32_t *stamp; /* [parts.n] this, from 1 */
	uint32_t *met;   /* [n] lists that it has led to */
	size_t *todo;    /* [n] */
	uint64_t *print; /* [n] the same for the same rows in any order */
	size_t *parts;   /* [n] different ones */
	size_t steps;
};

static const struct use *
use_of(const struct again *x, size_t k)
{
	return &x->l->x->b->use[k];
}

static double
quantity(const struct again *x, size_t k)
{
	mpq_t view;
	uint32_t qty = use_of(x, k)->qty;

	if (qty == BOM_NONE)
		return 0;
	numtab_view(&x->l->x->b->num, qty, view);
	return mpq_get_d(view);
}

/* Less than what it is held against, beyond rounding? */
static bool
is_less(double a, double b)
{
	return a < b * (1 - 1e-9);
}

/* Adds up what the list has of each part, without parts of lists that are
 * below it in the sheet itself. */
static void
add_up(struct again *x, size_t i)
{
	const struct lists *l = x->l;

	for (size_t k = l->list[i].first; k < l->list[i].end; k++) {
		const struct use *u = use_of(x, k);
		uint32_t part = part_of(l, u->child);

		if (u->at.file != l->list[i].file ||
		    l->of[part_of(l, u->parent)] != 0)
			continue;
		if (x->stamp[part] != i + 1) {
			x->stamp[part] = (uint32_t)i + 1;
			x->own[part] = 0;
			x->parts[i]++;
		}
		x->own[part] += quantity(x, k);
	}
}

/* ---- the same list, or nearly */

static void
make_print(struct again *x, size_t i)
{
	const struct listed *l = &x->l->list[i];

	for (size_t k = l->first; k < l->end; k++) {
		const struct use *u = use_of(x, k);
		uint64_t h = (uint64_t)part_of(x->l, u->child) << 32 | u->qty;

		if (u->at.file != l->file)
			continue;
		h = (h ^ (uint64_t)u->unit * 0x9E3779B97F4A7C15u) *
		    0xD6E8FEB86659FD93u;
		x->print[i] += h ^ h >> 32;
	}
}

static bool
is_numbered(const struct listed *l)
{
	return l->name.says == SHEET_NUMBER || l->name.says == SHEET_VARIANT;
}

/* "Board A" and "Board B", "Pump1" and "Pump2": the same but for their ends? */
static bool
is_named_nearly(struct str a, struct str b)
{
	size_t same = 0, last;

	while (same < a.n && same < b.n && a.p[same] == b.p[same])
		same++;
	last = a.n > b.n ? a.n - same : b.n - same;
	return same > 2 && last <= 2;
}

/* Are most parts of the shorter list in the one that was added up last? */
static bool
has_most(struct again *x, size_t i, size_t other)
{
	const struct listed *l = &x->l->list[other];
	size_t n = 0, same = 0;

	for (size_t k = l->first; k < l->end; k++, n++)
		same += x->stamp[part_of(x->l, use_of(x, k)->child)] == i + 1;
	x->steps += n;
	return 2 * same > (n < x->parts[i] ? n : x->parts[i]);
}

static enum sheet_again
find_same(struct again *x, size_t *first, size_t *second)
{
	const struct lists *l = x->l;

	for (size_t i = 0; i < l->n; i++) {
		if (!is_top(&l->list[i]))
			continue;
		make_print(x, i);
		add_up(x, i);
		for (size_t k = 0; k < i; k++) {
			*first = k;
			*second = i;
			if (!is_top(&l->list[k]) ||
			    (is_numbered(&l->list[i]) &&
				is_numbered(&l->list[k])))
				continue;
			if (x->print[i] == x->print[k])
				return AGAIN_SAME;
			if (l->list[i].name.says == SHEET_THING &&
			    l->list[k].name.says == SHEET_THING &&
			    is_named_nearly(sheet_of(l, i), sheet_of(l, k)) &&
			    has_most(x, i, k))
				return AGAIN_NEARLY;
			if (x->steps > MOST_STEPS)
				return AGAIN_UNKNOWN;
		}
	}
	return AGAIN_NO;
}

/* ---- a list that is the sum of all others */

/* Adds the lists of products, each part of them once; *parts: different ones.
 */
static void
add_tops(struct again *x, size_t *parts)
{
	const struct lists *l = x->l;

	*parts = 0;
	for (size_t i = 0; i < l->n; i++) {
		if (!is_top(&l->list[i]))
			continue;
		for (size_t k = l->list[i].first; k < l->list[i].end; k++) {
			uint32_t part = part_of(l, use_of(x, k)->child);

			*parts += x->sum[part] < 0;
			if (x->sum[part] < 0)
				x->sum[part] = 0;
			x->sum[part] += quantity(x, k);
		}
	}
}

/* Has it all parts of the others, no others, and enough of each? */
static bool
is_sum(struct again *x, size_t i, size_t parts)
{
	const struct listed *l = &x->l->list[i];

	x->parts[i] = 0;
	memset(x->stamp, 0, x->l->x->b->parts.n * sizeof(*x->stamp));
	add_up(x, i);
	if (x->parts[i] != parts)
		return false;
	for (size_t k = l->first; k < l->end; k++) {
		uint32_t part = part_of(x->l, use_of(x, k)->child);
		double rest = x->sum[part] - x->own[part];

		if (is_less(x->own[part], rest) ||
		    (x->own[part] > 0 && !is_less(0, rest)))
			return false;
	}
	return true;
}

static enum sheet_again
find_sum(struct again *x, size_t *first)
{
	const struct lists *l = x->l;
	bool numbered = l->tops == 2;
	size_t parts;

	for (size_t i = 0; i < l->n; i++)
		numbered = numbered &&
			   (!is_top(&l->list[i]) || is_numbered(&l->list[i]));
	if (l->tops < 2 || numbered)
		return AGAIN_NO;
	for (size_t i = 0; i < l->x->b->parts.n; i++)
		x->sum[i] = -1;
	add_tops(x, &parts);
	for (*first = 0; *first < l->n; ++*first)
		if (is_top(&l->list[*first]) && x->parts[*first] == parts &&
		    is_sum(x, *first, parts))
			return AGAIN_SUM;
	return AGAIN_NO;
}

/* ---- a list that has an assembly and its parts beside it */

/* Has the list that was added up last all parts of the other, `each` times? */
static bool
has_all(struct again *x, size_t i, size_t other, double each)
{
	const struct listed *l = &x->l->list[other];

	for (size_t k = l->first; k < l->end; k++) {
		uint32_t part = part_of(x->l, use_of(x, k)->child);

		x->steps++;
		if (x->stamp[part] != i + 1 ||
		    is_less(x->own[part], quantity(x, k) * each))
			return false;
	}
	return l->first < l->end;
}

/* Lists that the list leads to are added to those to be looked at. */
static void
follow(struct again *x, size_t i, size_t from, size_t *n)
{
	const struct lists *l = x->l;

	for (size_t k = l->list[from].first; k < l->list[from].end; k++) {
		uint32_t part = part_of(l, use_of(x, k)->child);
		uint32_t to = l->of[part];

		x->steps++;
		if (to == 0 || to == i + 1 || x->met[to - 1] == i + 1)
			continue;
		x->met[to - 1] = (uint32_t)i + 1;
		x->todo[(*n)++] = to - 1;
	}
}

static enum sheet_again
find_below(struct again *x, size_t *first, size_t *second)
{
	const struct lists *l = x->l;

	memset(x->stamp, 0, l->x->b->parts.n * sizeof(*x->stamp));
	for (size_t i = 0; i < l->n; i++) {
		size_t n = 0;

		add_up(x, i);
		follow(x, i, i, &n);
		for (size_t k = 0; k < n; k++) {
			uint32_t part = l->list[x->todo[k]].part;
			double each =
			    x->stamp[part] == i + 1 ? x->own[part] : 1;

			*first = i;
			*second = x->todo[k];
			if (has_all(x, i, *second, each))
				return AGAIN_BELOW;
			follow(x, i, *second, &n);
			if (x->steps > MOST_STEPS)
				return AGAIN_UNKNOWN;
		}
	}
	return AGAIN_NO;
}

/*
 * sheet_again_find - lists that say again what others say.
 *
 * Out:	first, second  such lists
 * Cost:	linear, and for lists that lead to each other at most MOST_STEPS
 */
enum sheet_again
sheet_again_find(const struct lists *l, size_t *first, size_t *second)
{
	size_t parts = l->x->b->parts.n + 1, n = l->n + 1;
	struct again x = { .l = l,
		.sum = calloc(parts, sizeof(*x.sum)),
		.own = calloc(parts, sizeof(*x.own)),
		.stamp = calloc(parts, sizeof(*x.stamp)),
		.met = calloc(n, sizeof(*x.met)),
		.todo = calloc(n, sizeof(*x.todo)),
		.print = calloc(n, sizeof(*x.print)),
		.parts = calloc(n, sizeof(*x.parts)) };
	enum sheet_again again = AGAIN_NOMEM;

	if (x.sum == NULL || x.own == NULL || x.stamp == NULL ||
	    x.met == NULL || x.todo == NULL || x.print == NULL ||
	    x.parts == NULL)
		goto out;
	again = find_same(&x, first, second);
	if (again == AGAIN_NO)
		again = find_sum(&x, first);
	if (again == AGAIN_NO)
		again = find_below(&x, first, second);
out:
	free(x.sum);
	free(x.own);
	free(x.stamp);
	free(x.met);
	free(x.todo);
	free(x.print);
	free(x.parts);
	return again;
}
