/* SPDX-License-Identifier: Apache-2.0 */
/* ask_portions - what answers take off, by size; see ask_portions.h. */
#include "core/rules/ask/ask_portions.h"

#include "core/base/arena.h"

#include <math.h>
#include <stdlib.h>

static int
by_size(const void *pa, const void *pb)
{
	const struct portion *a = pa, *b = pb;

	if (a->size > b->size || a->size < b->size)
		return a->size > b->size ? -1 : 1;
	return a->item < b->item ? -1 : a->item > b->item;
}

static int
by_item(const void *pa, const void *pb)
{
	const struct portion *a = pa, *b = pb;

	if (a->item != b->item)
		return a->item < b->item ? -1 : 1;
	return by_size(pa, pb);
}

void
portions_settle(struct portions *p)
{
	size_t kept = 0;

	if (p->n == 0)
		return;
	qsort(p->list, p->n, sizeof(*p->list), by_item);
	for (size_t i = 0; i < p->n; i++)
		if (kept == 0 || p->list[kept - 1].item != p->list[i].item)
			p->list[kept++] = p->list[i];
	p->n = kept;
	qsort(p->list, p->n, sizeof(*p->list), by_size);
}

/* [portions] Up to which none are thinned out. */
#define FEW_PORTIONS 4096

void
portions_thin(struct portions *p)
{
	if (p->n < FEW_PORTIONS || p->n / 2 < p->kept)
		return;
	portions_settle(p);
	p->kept = p->n;
}

struct portion *
portions_from(const struct portions *p, size_t n)
{
	return p->list != NULL ? p->list + n : NULL;
}

bool
portions_add(struct portions *p, double size, double need, uint32_t item)
{
	struct portion *more =
	    array_grow(p->list, &p->cap, p->n + 1, sizeof(*more));

	if (more == NULL)
		return false;
	p->list = more;
	if (isfinite(need) && need > 0 && isfinite(size))
		size /= need;
	more[p->n++] = (struct portion){ size, item };
	return true;
}

uint32_t
portions_reach(struct portion *list, size_t n, double need)
{
	double sum = 0;

	if (n == 0)
		return 0;
	qsort(list, n, sizeof(*list), by_size);
	for (uint32_t k = 0; k < n; k++) {
		sum += list[k].size;
		if (sum >= need)
			return k + 1;
	}
	return 0;
}
