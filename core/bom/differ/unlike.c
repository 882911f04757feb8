/* SPDX-License-Identifier: Apache-2.0 */
/* unlike - of two lists, what only one of them has; see unlike.h. */
#include "core/bom/differ/unlike.h"

#include <stdlib.h>
#include <string.h>

void
unlike_begin(struct unlike *u, size_t size)
{
	/* room is kept in rows: of another size it is less or more */
	for (int s = OLD; s < SIDES; s++) {
		u->cap[s] = u->size > 0 ? u->cap[s] * u->size / size : 0;
		u->n[s] = 0;
	}
	u->size = size;
}

void *
unlike_add(struct unlike *u, enum side s)
{
	char *row = array_grow(u->row[s], &u->cap[s], u->n[s] + 1, u->size);

	if (row == NULL)
		return NULL;
	u->row[s] = row;
	row += u->n[s]++ * u->size;
	return memset(row, 0, u->size);
}

bool
unlike_none(const struct unlike *u, unlike_compare compare)
{
	if (u->n[OLD] != u->n[NEW])
		return false;
	for (size_t i = 0; i < u->n[OLD]; i++)
		if (compare(unlike_row(u, OLD, i), unlike_row(u, NEW, i)) != 0)
			return false;
	return true;
}

static bool
take_none(struct unlike *u)
{
	for (int s = OLD; s < SIDES; s++) {
		uint8_t *taken =
		    array_grow(u->taken[s], &u->taken_cap[s], u->n[s] + 1, 1);

		if (taken == NULL)
			return false;
		u->taken[s] = taken;
		memset(taken, 0, u->n[s] + 1);
	}
	return true;
}

bool
unlike_match(struct unlike *u, unlike_compare alike,
    bool (*match)(void *ctx, const void *old, const void *now), void *ctx)
{
	size_t i = 0, k = 0;

	while (i < u->n[OLD] && k < u->n[NEW]) {
		int c;

		if (u->taken[OLD][i] != 0 || u->taken[NEW][k] != 0) {
			i += u->taken[OLD][i] != 0;
			k += u->taken[NEW][k] != 0;
			continue;
		}
		c = alike(unlike_row(u, OLD, i), unlike_row(u, NEW, k));
		if (c == 0) {
			u->taken[OLD][i] = u->taken[NEW][k] =
			    match != NULL ? TAKEN_ALIKE : TAKEN_SAME;
			if (match != NULL && !match(ctx, unlike_row(u, OLD, i),
						 unlike_row(u, NEW, k)))
				return false;
		}
		i += c <= 0;
		k += c >= 0;
	}
	return true;
}

bool
unlike_sort(struct unlike *u, unlike_compare compare)
{
	for (int s = OLD; s < SIDES; s++)
		if (u->n[s] > 1)
			qsort(u->row[s], u->n[s], u->size, compare);
	return take_none(u) && unlike_match(u, compare, NULL, NULL);
}

size_t
unlike_find(const struct unlike *u, enum side s, const void *row,
    unlike_compare compare)
{
	size_t from = 0, end = u->n[s];

	while (from < end) {
		size_t middle = from + (end - from) / 2;

		if (compare(unlike_row(u, s, middle), row) < 0)
			from = middle + 1;
		else
			end = middle;
	}
	return from < u->n[s] && compare(unlike_row(u, s, from), row) == 0
		   ? from
		   : u->n[s];
}

void
unlike_free(struct unlike *u)
{
	for (int s = OLD; s < SIDES; s++) {
		free(u->row[s]);
		free(u->taken[s]);
	}
	*u = (struct unlike){ 0 };
}
