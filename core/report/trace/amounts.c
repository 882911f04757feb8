/* SPDX-License-Identifier: Apache-2.0 */
/* amounts - what one of each item holds; see amounts.h. */
#include "core/report/trace/amounts.h"

#include "core/base/str.h"
#include "core/rules/pack/origins.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Items that are made exact at once: their numbers stand in memory. */
#define KEPT_MOST 10000
/* [digits] Of numbers that a double may stand for. */
#define DIGITS_SHORT 12

/* Doubles say nothing of these: only their exact amounts will do. */
static bool
is_far(const struct amounts *a, uint32_t item)
{
	for (size_t k = 0; k < a->n; k++) {
		struct bounds x;

		if (a->column[k] == COLUMN_NONE)
			continue;
		trace_bounds(a->c->trace, a->column[k], item, &x);
		if (!isfinite(x.lo_err) || !isfinite(x.hi_err))
			return true;
	}
	return false;
}

/* Exact intervals of all columns for n items that stand in slots. */
static enum status
fill(struct amounts *a, const uint32_t *item, size_t n, struct error *err)
{
	struct exact *column = calloc(n + 1, sizeof(*column));
	enum status st = ST_OK;

	a->kept = calloc(n * a->n + 1, sizeof(*a->kept));
	if (column == NULL || a->kept == NULL) {
		free(column);
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	}
	for (size_t i = 0; i < n; i++)
		exact_init(&column[i]);
	for (size_t i = 0; i < n * a->n; i++)
		exact_init(&a->kept[i]);
	a->nkept = n;
	for (size_t k = 0; st == ST_OK && k < a->n; k++) {
		if (a->column[k] == COLUMN_NONE)
			continue;
		st = trace_exact(
		    a->c->trace, a->column[k], item, n, column, err);
		for (size_t i = 0; st == ST_OK && i < n; i++)
			exact_set(&a->kept[i * a->n + k], &column[i]);
	}
	for (size_t i = 0; st == ST_OK && i < n; i++)
		a->slot[item[i]] = (uint32_t)i;
	for (size_t i = 0; i < n; i++)
		exact_clear(&column[i]);
	free(column);
	return st;
}

/*
 * amounts_open - ready to answer for any item, from doubles.
 *
 * Err:	ST_NOMEM
 */
enum status
amounts_open(struct amounts *a, const struct checked *c, const size_t *column,
    size_t n, struct error *err)
{
	*a = (struct amounts){ .c = c, .n = n };
	memcpy(a->column, column, n * sizeof(*column));
	a->slot = malloc((c->bom->nitem + 1) * sizeof(*a->slot));
	if (a->slot == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	for (size_t i = 0; i < c->bom->nitem; i++)
		a->slot[i] = BOM_NONE;
	return ST_OK;
}

/*
 * amounts_keep - exact answers for some items.
 *
 * In:	item  each once
 * Err:	ST_NOMEM.  An amount that would take too many bits stays a double,
 *	or not known where doubles do not reach.
 * Cost:	one pass over what is below them for each column; where that is
 *	too much, only for those of which doubles say nothing
 */
enum status
amounts_keep(
    struct amounts *a, const uint32_t *item, size_t n, struct error *err)
{
	bool all = n <= KEPT_MOST && checked_affordable(a->c, a->n) >= a->n;
	uint32_t *list = malloc((n + 1) * sizeof(*list));
	struct error refused = { 0 };
	size_t chosen = 0;
	enum status st;

	if (list == NULL)
		return error_set(err, ST_NOMEM, pos_none, "out of memory");
	for (size_t i = 0; i < n; i++)
		if ((all || is_far(a, item[i])) && chosen < KEPT_MOST)
			list[chosen++] = item[i];
	st = fill(a, list, chosen, &refused);
	free(list);
	if (st == ST_OK || st == ST_RANGE)
		return ST_OK;
	*err = refused;
	return st;
}

void
amounts_free(struct amounts *a)
{
	for (size_t i = 0; i < a->nkept * a->n; i++)
		exact_clear(&a->kept[i]);
	free(a->kept);
	free(a->slot);
	*a = (struct amounts){ .c = NULL };
}

void
amounts_end(mpq_ptr out, double end, double slack, enum num_rounding way)
{
	struct error ignored = { 0 };
	char text[NUM_TEXT];
	double digits;

	/* so few that hardly any number lies within the slack by chance */
	slack += fabs(nextafter(end, INFINITY) - end);
	digits = fmin(fmax(1, floor(log10(end / slack)) - 2), DIGITS_SHORT);
	mpq_set_d(out, end);
	num_format(text, out, (unsigned)digits, NUM_NEAREST);
	if (num_read(str_of(text), pos_none, out, &ignored) == ST_OK &&
	    fabs(mpq_get_d(out) - end) <= slack)
		return;
	mpq_set_d(out, fmax(0, way == NUM_UP ? end + slack : end - slack));
}

static void
from_bounds(const struct bounds *x, struct exact *out)
{
	bool low = isfinite(x->lo_err) && isfinite(x->lo) && x->lo > 0;
	bool high = isfinite(x->hi_err) && isfinite(x->hi);

	exact_zero(out);
	if (low)
		amounts_end(out->lo, x->lo, x->lo_err, NUM_DOWN);
	if (high && x->hi > 0)
		amounts_end(out->hi, x->hi, x->hi_err, NUM_UP);
	out->hi_infinite = !high;
	out->lo_open = x->lo_open;
	out->hi_open = high && x->hi_open;
	if (high && mpq_cmp(out->lo, out->hi) > 0)
		mpq_set(out->lo, out->hi);
}

void
amounts_get(const struct amounts *a, size_t k, uint32_t item, struct exact *out)
{
	uint32_t slot = a->slot[item];
	struct bounds x;

	exact_zero(out);
	if (a->column[k] == COLUMN_NONE)
		return;
	if (slot != BOM_NONE) {
		exact_set(out, &a->kept[slot * a->n + k]);
		return;
	}
	trace_bounds(a->c->trace, a->column[k], item, &x);
	from_bounds(&x, out);
}

void
amounts_undisclosed(const struct amounts *a, uint32_t item, struct exact *out)
{
	double most = trace_undisclosed(a->c->trace, item);

	exact_zero(out);
	out->hi_infinite = !isfinite(most);
	if (isfinite(most) && most > 0)
		amounts_end(out->hi, most, most * 1e-12, NUM_UP);
}

bool
amounts_none(const struct amounts *a, size_t k, uint32_t item)
{
	struct bounds x;

	trace_bounds(a->c->trace, a->column[k], item, &x);
	return isfinite(x.hi_err) && x.hi <= 0;
}

bool
amounts_some(const struct amounts *a, size_t k, uint32_t item)
{
	struct bounds x;

	trace_bounds(a->c->trace, a->column[k], item, &x);
	return isfinite(x.lo_err) && (x.lo > x.lo_err || x.lo_open);
}

/* So many fit into a heading. */
#define SOME_COUNTRIES 8

void
amounts_origin(char *out, size_t size, const struct origin_rule *origin)
{
	size_t n = 0;

	out[0] = '\0';
	if (origin == NULL)
		return;
	if (origin_is_china(origin)) {
		snprintf(out, size, "of Chinese origin");
		return;
	}
	if (origin->by_stage != NULL) {
		str_add(out, size, "of the origin %s", origin->id);
		return;
	}
	while (n < CHANNEL_COUNTRIES && origin->country[n][0] != '\0')
		n++;
	str_add(out, size, "from %s", origin->elsewhere ? "anywhere but " : "");
	if (n > SOME_COUNTRIES)
		str_add(out, size, "%zu countries", n);
	for (size_t i = 0; i < n && n <= SOME_COUNTRIES; i++)
		str_add(
		    out, size, "%s%s", i > 0 ? " or " : "", origin->country[i]);
}

void
amounts_elements(char *out, size_t size, uint32_t elements)
{
	size_t used = 0;

	if (elements == 0 || elements == ALL_ELEMENTS) {
		snprintf(out, size, "rare earths");
		return;
	}
	for (int e = 0; elements >> e != 0 && used < size; e++)
		if ((elements >> e & 1) != 0)
			used +=
			    (size_t)snprintf(out + used, size - used, "%s%s",
				used == 0              ? ""
				: (elements >> e) == 1 ? " and "
						       : ", ",
				element_at(e)->symbol);
}
