/* SPDX-License-Identifier: Apache-2.0 */
/*
 * pdx_lines - lines of a product data package become uses; see pdx.h.
 *
 * A line names an item by the identifier of the package, and items stand in
 * any order, so that lines wait for the last of them.
 */
#include "core/bom/other/pdx.h"

bool
pdx_item_of(struct pdx *x, struct str id, uint32_t *item)
{
	size_t before = x->ids.n;
	struct pdx_item *list =
	    array_grow(x->item, &x->item_cap, before + 1, sizeof(*list));

	if (list == NULL)
		return false;
	x->item = list;
	*item = intern_copy(&x->ids, id);
	if (*item == INTERN_NONE)
		return false;
	if (x->ids.n > before)
		list[*item] = (struct pdx_item){ .ref = BOM_NONE };
	return true;
}

/* The item of a line; BOM_NONE: none, which is told. */
static bool
child_of(struct pdx *x, const struct pdx_line *l, uint32_t *ref, uint8_t *unit)
{
	const struct pdx_item *it;
	struct bom *b = x->in->b;

	*unit = UNIT_EACH;
	if (l->child == BOM_NONE) {
		*ref = bom_ref(b, bom_text_get(b, l->number), STR(""),
		    bom_text_get(b, l->revision), l->at);
		return *ref != BOM_NONE;
	}
	it = &x->item[l->child];
	*ref = it->ref;
	*unit = it->unit;
	if (it->at.line == 0) {
		*ref = BOM_NONE;
		findings_error(x->in->f, ST_REF, bom_pos(b, l->at),
		    "\"%.*s\" is no item of this package: expected the "
		    "itemUniqueIdentifier of one",
		    STR_ARG(str_clip(x->ids.key[l->child], 80)));
	}
	return true;
}

static bool
add_use(struct pdx *x, const struct pdx_line *l)
{
	struct use_note note = { l->place, DATE_NONE, DATE_NONE };
	uint32_t ref;
	uint8_t unit;
	struct use *u;

	if (!child_of(x, l, &ref, &unit))
		return false;
	if (ref == BOM_NONE)
		return true;
	u = bom_add_use(x->in->b);
	if (u == NULL)
		return false;
	*u =
	    (struct use){ l->parent, ref, unit != UNIT_NONE ? l->qty : BOM_NONE,
		    l->at, l->place != 0 ? bom_note(x->in->b, note) : 0,
		    unit != UNIT_NONE ? unit : UNIT_EACH, 0 };
	return u->note != BOM_NONE;
}

/* A line whose item may be replaced: the others in the same place. */
static bool
add_replaceable(struct pdx *x, const struct pdx_line *first)
{
	struct pdx_line l = *first;
	uint32_t a = x->item[l.child].first_alt;

	if (l.place == 0 && !approved_place(x->in->b, l.at, &l.place))
		return false;
	if (!add_use(x, &l))
		return false;
	for (; a != 0; a = x->alt[a - 1].next) {
		l.child = x->alt[a - 1].item;
		if (!add_use(x, &l))
			return false;
	}
	return true;
}

bool
pdx_uses(struct pdx *x)
{
	for (size_t i = 0; i < x->nline; i++) {
		const struct pdx_line *l = &x->line[i];
		bool many =
		    l->child != BOM_NONE && x->item[l->child].first_alt != 0;

		if (many ? !add_replaceable(x, l) : !add_use(x, l))
			return false;
	}
	return true;
}
