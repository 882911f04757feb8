/* SPDX-License-Identifier: Apache-2.0 */
/* differ_item - what two states of an item say of the item itself. */
#include "core/bom/differ/differ_steps.h"
#include "core/bom/same.h"

static bool
add_field(struct differ *x, enum change_field field, bool differs)
{
	if (!differs)
		return true;
	if (!differ_add(x, CHANGE_FIELD, BOM_NONE, BOM_NONE))
		return false;
	x->d->change[x->d->n - 1].field = (uint8_t)field;
	return true;
}

static bool
text_differs(const struct differ *x, uint32_t old, uint32_t now)
{
	return old != pairing_text(x->p, NEW, now);
}

static bool
mass_differs(const struct differ *x, const struct item *a, const struct item *o)
{
	struct amount m = pairing_amount(x->p, NEW, o->mass);

	return a->has_mass != o->has_mass ||
	       (a->has_mass != 0 && !same_amount(&a->mass, &m));
}

static bool
value_differs(
    const struct differ *x, const struct item *a, const struct item *o)
{
	return a->value != pairing_number(x->p, NEW, o->value) ||
	       (a->value != BOM_NONE &&
		   text_differs(x, a->currency, o->currency));
}

bool
differ_fields(struct differ *x)
{
	const struct item *a = &x->p->b[OLD]->item[x->item[OLD]];
	const struct item *o = &x->p->b[NEW]->item[x->item[NEW]];
	uint8_t flags = a->flags ^ o->flags;
	const bool differs[FIELD_COUNT] = {
		[FIELD_PART] = a->part_id != x->p->part[o->part_id],
		[FIELD_MAKER] = text_differs(x, a->maker, o->maker),
		[FIELD_REVISION] = text_differs(x, a->revision, o->revision),
		[FIELD_NAME] = text_differs(x, a->name, o->name),
		[FIELD_MATERIAL] = text_differs(x, a->material, o->material),
		[FIELD_MASS] = mass_differs(x, a, o),
		[FIELD_UNIT] = a->dim != o->dim,
		[FIELD_FORM] = a->form != o->form,
		[FIELD_HS] = text_differs(x, a->hs, o->hs),
		[FIELD_CONTROL] = text_differs(x, a->control, o->control),
		[FIELD_VALUE] = value_differs(x, a, o),
		[FIELD_COMPLETE] = (flags & (ITEM_COMPLETE | ITEM_OPEN)) != 0,
		[FIELD_PHANTOM] = (flags & ITEM_PHANTOM) != 0,
		[FIELD_SHIPPED] = (flags & ITEM_SHIPPED) != 0,
	};

	for (int f = 0; f < FIELD_COUNT; f++)
		if (!add_field(x, (enum change_field)f, differs[f]))
			return false;
	return true;
}
