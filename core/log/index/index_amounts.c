/* SPDX-License-Identifier: Apache-2.0 */
/*
 * index_amounts - entries that have as much of an element; index_finding.h.
 *
 * By grades, as sets; those in the grade of an end are held against it one by
 * one.
 */
#include "core/log/index/index_finding.h"

#include <math.h>

/* Those of the grades above or below one, and that one by itself. */
static void
keep_grades(struct index_finding *w, bool high, const char *from,
    const char *to, const char *end)
{
	struct index_bits with = { 0 }, near = { 0 };
	char field[INDEX_GRADE_FIELD];
	sqlite3_stmt *st;

	index_grade_field(
	    field, w->q->amount.element, w->q->amount.of_origin, high);
	if (!index_bits_init(&with, w->x->size) ||
	    !index_bits_init(&near, w->x->size))
		error_set(w->err, ST_NOMEM, pos_none, "out of memory");
	if (w->err->code == ST_OK &&
	    (st = index_ready(w->x, IX_RANGE_SETS, w->err)) != NULL) {
		index_bind(st, 1, str_of(field));
		index_bind(st, 2, str_of(from));
		index_bind(st, 3, str_of(to));
		index_add_sets(w->x, st, &with, w->err);
	}
	if (w->err->code == ST_OK &&
	    (st = index_ready(w->x, IX_TERM_SETS, w->err)) != NULL) {
		index_bind(st, 1, str_of(field));
		index_bind(st, 2, str_of(end));
		index_add_sets(w->x, st, &near, w->err);
	}
	if (w->err->code == ST_OK) {
		index_bits_or(&with, &near);
		index_bits_and(&w->set, &with);
		index_bits_or(&w->close, &near);
	}
	index_bits_free(&near);
	index_bits_free(&with);
}

/*
 * By the end that matters: surely at least is the low one.  That the element
 * is there at all is an amount above none.
 */
void
index_keep_amounts(struct index_finding *w)
{
	const struct index_amount *k = &w->q->amount;
	char end[INDEX_GRADE_TEXT];

	if (!index_bits_init(&w->close, w->x->size)) {
		error_set(w->err, ST_NOMEM, pos_none, "out of memory");
		return;
	}
	w->has_close = true;
	if (k->has_least || !k->has_most) {
		index_grade(k->has_least ? k->least : 0, end);
		keep_grades(w, !k->sure, end, "9999", end);
	}
	if (k->has_most) {
		index_grade(k->most, end);
		keep_grades(w, k->sure, "0000", end, end);
	}
	/* Both ends must hold for the same product of a filing. */
	if (k->has_least && k->has_most)
		index_bits_fill(&w->close);
}

/* Is an amount between these bounds what is asked for?  Sets what is sure. */
static bool
fits(const struct index_amount *k, double low, double high, bool low_open,
    bool high_open, bool *sure)
{
	bool may = true;

	*sure = true;
	if (k->has_least || !k->has_most) {
		double least = k->has_least ? k->least : 0;
		bool none = !k->has_least; /* then it must be above */

		*sure = low > least || (low == least && (!none || low_open));
		may = high > least || (high == least && !none && !high_open);
	}
	if (k->has_most) {
		*sure = *sure && high <= k->most;
		may = may && (low < k->most || (low == k->most && !low_open));
	}
	return may;
}

enum status
index_weigh(struct index *x, uint64_t entry, const struct index_amount *k,
    struct index_row *out, bool *passes, struct error *err)
{
	sqlite3_stmt *st = index_ready(x, IX_AMOUNTS, err);
	int rc, first = k->of_origin ? 4 : 0;

	*passes = false;
	out->has_amount = out->sure = false;
	if (st == NULL)
		return err->code;
	index_bind(st, 1, k->element);
	sqlite3_bind_int64(st, 2, (sqlite3_int64)entry);
	while ((rc = sqlite3_step(st)) == SQLITE_ROW) {
		double low = sqlite3_column_double(st, first);
		double high = sqlite3_column_type(st, first + 1) == SQLITE_NULL
				  ? INFINITY
				  : sqlite3_column_double(st, first + 1);
		bool sure, may = fits(k, low, high,
			       sqlite3_column_int(st, first + 2) != 0,
			       sqlite3_column_int(st, first + 3) != 0, &sure);

		*passes |= may && (sure || !k->sure);
		out->sure |= may && sure;
		out->low = !out->has_amount || low > out->low ? low : out->low;
		out->high =
		    !out->has_amount || high > out->high ? high : out->high;
		out->has_amount = true;
	}
	if (rc != SQLITE_DONE)
		index_refuse(x, rc, "cannot be read", err);
	sqlite3_reset(st);
	return err->code;
}
