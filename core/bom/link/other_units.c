/* SPDX-License-Identifier: Apache-2.0 */
/*
 * other_units - a box of screws, a roll of wire: what one is of an item, as a
 * file says that need not be the one in which it is used.
 */
#include "core/bom/link/steps.h"
#include "core/bom/same.h"

#include <stdlib.h>

static int
by_unit(const void *pa, const void *pb)
{
	const struct other_unit *a = pa, *b = pb;
	int c = same_compare(a->item, b->item);

	return c != 0 ? c : same_compare(a->unit, b->unit);
}

/* By items, each unit of one once; what is said in two ways is not known. */
static void
settle(struct bom *b)
{
	struct other_unit *list = b->other_unit;
	size_t n = 0;

	for (size_t i = 0; i < b->nother_unit; i++) {
		list[i].item = b->ref[list[i].item].item;
		if (list[i].item != BOM_NONE)
			list[n++] = list[i];
	}
	b->nother_unit = n;
	if (n > 0)
		qsort(list, n, sizeof(*list), by_unit);
	n = 0;
	for (size_t i = 0; i < b->nother_unit; i++)
		if (n == 0 || by_unit(&list[n - 1], &list[i]) != 0)
			list[n++] = list[i];
		else if (list[n - 1].factor != list[i].factor ||
			 list[n - 1].dim != list[i].dim)
			list[n - 1].factor = BOM_NONE;
	b->nother_unit = n;
}

static uint8_t
base_unit(enum dimension d)
{
	static const uint8_t units[] = { [DIM_NONE] = UNIT_NONE,
		[DIM_EACH] = UNIT_EACH,
		[DIM_MASS] = UNIT_G,
		[DIM_LENGTH] = UNIT_M,
		[DIM_AREA] = UNIT_M2,
		[DIM_VOLUME] = UNIT_L,
		[DIM_SHARE] = UNIT_FRACTION };

	return units[d];
}

/* Is the use in a unit of another kind than the item, or in boxes of it? */
static bool
is_other(const struct bom *b, const struct use *u)
{
	const struct item *it = &b->item[u->child];
	enum dimension d = unit_dimension((enum unit)u->unit);

	if (d == DIM_MASS && it->has_mass) /* it tells how many they are */
		return false;
	return d != (enum dimension)it->dim ||
	       (UNIT_BIT(u->unit) & UNIT_BUNDLES) != 0;
}

static bool
convert(struct bom *b, struct use *u)
{
	const struct other_unit key = { .item = u->child, .unit = u->unit };
	const struct other_unit *o =
	    is_other(b, u) ? bsearch(&key, b->other_unit, b->nother_unit,
				 sizeof(key), by_unit)
			   : NULL;

	if (o == NULL || o->factor == BOM_NONE ||
	    o->dim != b->item[u->child].dim)
		return true;
	u->unit = base_unit((enum dimension)o->dim);
	if (u->qty == BOM_NONE)
		return true;
	u->qty = numtab_mul(&b->num, u->qty, o->factor);
	return u->qty != INTERN_NONE;
}

bool
link_other_units(struct bom *b)
{
	bool ok = true;

	if (b->nother_unit == 0)
		return true;
	settle(b);
	b->use_units = 0;
	for (size_t k = 0; ok && k < b->nuse; k++) {
		ok = b->nother_unit == 0 || convert(b, &b->use[k]);
		b->use_units |= UNIT_BIT(b->use[k].unit);
	}
	b->nother_unit = 0;
	return ok;
}
