/* SPDX-License-Identifier: Apache-2.0 */
/*
 * records_join - names in JSON that mean one thing, or nothing; see
 * records_known.h.
 *
 * A list may have as many names as columns are allowed and any number of
 * cells: each step goes over the cells a few times, whatever the names are.
 */
#include "core/bom/json/records_known.h"

#include <stdlib.h>
#include <string.h>

void
records_drop(struct records *r, size_t i)
{
	r->record[r->owner[i]].ncell--;
	r->cell[i].column = INTERN_NONE;
}

void
records_drop_named(struct records *r, const bool gone[LIMIT_CSV_COLUMNS])
{
	for (size_t i = 0; i < r->ncell; i++)
		if (r->cell[i].column != INTERN_NONE && gone[r->cell[i].column])
			records_drop(r, i);
}

uint32_t
records_column(struct records *r, const char *name)
{
	size_t before = r->names.n;
	uint32_t column = intern_put(&r->names, str_of(name));

	if (column != INTERN_NONE && r->names.n > before)
		r->part[column] = strcmp(name, "part") == 0;
	return column;
}

static bool
is_id(struct str name)
{
	static const char *const ends[] = { "id", "guid" };

	for (size_t e = 0; e < sizeof(ends) / sizeof(ends[0]); e++) {
		size_t n = strlen(ends[e]);

		if (name.n > n &&
		    str_is_nocase(
			(struct str){ name.p + name.n - n, n }, ends[e]))
			return true;
	}
	return false;
}

void
records_drop_ids(struct records *r)
{
	bool gone[LIMIT_CSV_COLUMNS] = { false };
	size_t numbers = 0;

	for (size_t n = 0; n < r->names.n; n++) {
		if (csv_column_find(r->names.key[n]) != COL_PART)
			continue;
		gone[n] = is_id(r->names.key[n]);
		numbers += !gone[n];
	}
	if (numbers == 0)
		return;
	records_drop_named(r, gone);
	for (size_t n = 0; n < r->names.n; n++)
		r->part[n] &= !gone[n];
}

/* Do both names mean the same? */
static bool
are_one(const struct records *r, const enum csv_column *column, uint32_t a,
    uint32_t b)
{
	struct str x = r->names.key[a], y = r->names.key[b];

	return csv_same_name(x, y) ||
	       (column[a] != COL_COUNT && column[a] == column[b] &&
		   csv_is_place_in_list(x) == csv_is_place_in_list(y));
}

/* Cells by their columns. */
struct by_column {
	size_t *start;   /* [names + 1] */
	uint32_t *order; /* [ncell] */
	uint32_t *mark;  /* [nrecord] the column that was looked at last */
};

static void
by_column_free(struct by_column *x)
{
	free(x->start);
	free(x->order);
	free(x->mark);
}

static bool
by_column_make(const struct records *r, uint32_t names, struct by_column *x)
{
	x->start = calloc(names + 2, sizeof(*x->start));
	x->order = malloc((r->ncell + 1) * sizeof(*x->order));
	x->mark = malloc((r->nrecord + 1) * sizeof(*x->mark));
	if (x->start == NULL || x->order == NULL || x->mark == NULL) {
		by_column_free(x);
		return false;
	}
	memset(x->mark, 0xff, (r->nrecord + 1) * sizeof(*x->mark));
	for (size_t i = 0; i < r->ncell; i++)
		if (r->cell[i].column != INTERN_NONE)
			x->start[r->cell[i].column + 2]++;
	for (uint32_t n = 2; n < names + 2; n++)
		x->start[n] += x->start[n - 1];
	for (size_t i = 0; i < r->ncell; i++)
		if (r->cell[i].column != INTERN_NONE)
			x->order[x->start[r->cell[i].column + 1]++] =
			    (uint32_t)i;
	return true;
}

/* No object has a cell of the column and one that is marked so. */
static bool
is_apart(const struct records *r, const struct by_column *x, uint32_t column,
    uint32_t mark)
{
	for (size_t i = x->start[column]; i < x->start[column + 1]; i++)
		if (x->mark[r->owner[x->order[i]]] == mark)
			return false;
	return true;
}

static void
move(struct records *r, struct by_column *x, uint32_t from, uint32_t to)
{
	for (size_t i = x->start[from]; i < x->start[from + 1]; i++) {
		r->cell[x->order[i]].column = to;
		x->mark[r->owner[x->order[i]]] = to;
	}
}

bool
records_join_names(struct records *r)
{
	enum csv_column column[LIMIT_CSV_COLUMNS];
	bool joined[LIMIT_CSV_COLUMNS] = { false };
	uint32_t names = (uint32_t)r->names.n;
	struct by_column x;

	if (!by_column_make(r, names, &x))
		return false;
	for (uint32_t n = 0; n < names; n++)
		column[n] = csv_column_find(r->names.key[n]);
	for (uint32_t m = 0; m < names; m++) {
		bool marked = false;

		if (joined[m] || x.start[m] == x.start[m + 1])
			continue;
		for (uint32_t n = m + 1; n < names; n++) {
			if (joined[n] || x.start[n] == x.start[n + 1] ||
			    !are_one(r, column, m, n))
				continue;
			if (!marked)
				move(r, &x, m, m);
			marked = true;
			joined[n] = is_apart(r, &x, n, m);
			if (joined[n])
				move(r, &x, n, m);
		}
	}
	by_column_free(&x);
	return true;
}
