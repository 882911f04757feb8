/* SPDX-License-Identifier: Apache-2.0 */
/* same - is what is said again the same?  See same.h. */
#include "core/bom/same.h"

#include <stdlib.h>
#include <string.h>

int
same_compare(uint32_t a, uint32_t b)
{
	return a < b ? -1 : a > b;
}

int
same_use(const void *pa, const void *pb)
{
	const struct use *a = pa, *b = pb;
	int c = same_compare(a->child, b->child);

	c = c != 0 ? c : same_compare(a->qty, b->qty);
	c = c != 0 ? c : same_compare(a->note, b->note);
	return c != 0 ? c : same_compare(a->unit, b->unit);
}

bool
same_amount(const struct amount *a, const struct amount *b)
{
	return a->lo == b->lo && a->hi == b->hi && a->lo_open == b->lo_open &&
	       a->hi_open == b->hi_open && a->is_share == b->is_share;
}

static bool
equal_rows(const char *a, const char *b, size_t n, size_t size,
    int (*compare)(const void *, const void *))
{
	for (size_t i = 0; i < n; i++)
		if (compare(a + i * size, b + i * size) != 0)
			return false;
	return true;
}

int
same_rows(const void *a, const void *b, size_t n, size_t size,
    int (*compare)(const void *, const void *))
{
	char *copy;
	int same;

	if (equal_rows(a, b, n, size, compare))
		return 1;
	copy = malloc(2 * n * size);
	if (copy == NULL)
		return -1;
	memcpy(copy, a, n * size);
	memcpy(copy + n * size, b, n * size);
	qsort(copy, n, size, compare);
	qsort(copy + n * size, n, size, compare);
	same = equal_rows(copy, copy + n * size, n, size, compare);
	free(copy);
	return same;
}
