/* SPDX-License-Identifier: Apache-2.0 */
/*
 * idoc_lists - lists of parts of IDocs become uses; see idoc.h.
 *
 * They wait for the end of the file, which may say in what a material is
 * counted behind them.  A material of which there are several lists, for
 * several plants, alternatives or orders, is made by one of them: each is a
 * part that is a mere name for what is in it, and these are alternatives.
 */
#include "core/base/limits.h"
#include "core/bom/field/per_unit.h"
#include "core/bom/other/idoc.h"
#include "core/bom/same.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool
idoc_put_list(
    struct idoc *x, const struct idoc_list *l, uint32_t base, enum unit unit)
{
	struct idoc_list *list =
	    array_grow(x->list, &x->list_cap, x->nlist + 1, sizeof(*list));

	if (list == NULL)
		return false;
	x->list = list;
	list[x->nlist] = *l;
	list[x->nlist].base = base;
	list[x->nlist++].unit = (uint8_t)unit;
	return true;
}

static enum unit
unit_of(const struct idoc *x, uint32_t ref)
{
	return ref < x->nunit_of ? (enum unit)x->unit_of[ref] : UNIT_NONE;
}

static int
by_unit(const void *a, const void *b)
{
	const struct idoc_factor *x = a, *y = b;
	int order = same_compare(x->ref, y->ref);

	return order != 0 ? order : same_compare(x->unit_text, y->unit_text);
}

/* What one of a unit is in the base unit of the material; BOM_NONE: nobody
 * says it. */
static uint32_t
factor_of(const struct idoc *x, uint32_t ref, uint32_t unit_text)
{
	const struct idoc_factor key = { .ref = ref, .unit_text = unit_text };
	const struct idoc_factor *f =
	    x->nfactor > 0
		? bsearch(&key, x->factor, x->nfactor, sizeof(key), by_unit)
		: NULL;

	return f != NULL ? f->factor : BOM_NONE;
}

/* A unit of another kind than the material is counted in, a box among them:
 * by what MATMAS says that it is. */
static bool
settle_unit(struct idoc *x, struct idoc_line *l)
{
	enum unit base = unit_of(x, l->child), unit = (enum unit)l->unit;
	bool other = unit == UNIT_NONE || base == UNIT_NONE ||
		     unit_dimension(base) != unit_dimension(unit) ||
		     (UNIT_BIT(unit) & UNIT_BUNDLES) != 0;
	uint32_t factor = BOM_NONE;

	if (l->unit_text == 0 && unit == UNIT_NONE)
		l->unit = (uint8_t)base; /* blank: that of the material */
	if (other && base != UNIT_NONE && l->unit_text != 0)
		factor = factor_of(x, l->child, l->unit_text);
	if (factor != BOM_NONE) {
		l->unit = (uint8_t)base;
		if (l->qty != BOM_NONE) {
			l->qty = numtab_mul(&x->in->b->num, l->qty, factor);
			if (l->qty == INTERN_NONE)
				return false;
		}
	}
	if (l->unit == UNIT_NONE) {
		idoc_count(x, TOLD_UNIT, l->at, l->unit_text);
		l->qty = BOM_NONE;
		l->unit = (uint8_t)(base != UNIT_NONE ? base : UNIT_EACH);
	}
	return true;
}

/* Quantities of one base unit of what is made. */
static bool
settle_list(struct idoc *x, const struct idoc_list *l)
{
	struct bom *b = x->in->b;

	for (uint32_t i = l->first; i < l->first + l->n; i++) {
		struct idoc_line *line = &x->line[i];

		if (!settle_unit(x, line))
			return false;
		if (l->base == BOM_NONE)
			line->qty = BOM_NONE;
		if (line->qty == BOM_NONE)
			continue;
		line->qty = numtab_div(&b->num, line->qty, l->base);
		if (line->qty != INTERN_NONE &&
		    per_unit_fits((enum unit)l->unit))
			line->qty = per_unit(b, line->qty, (enum unit)l->unit);
		if (line->qty == INTERN_NONE)
			return false;
	}
	return true;
}

static int
by_parent(const void *a, const void *b)
{
	const struct idoc_list *x = a, *y = b;
	int order = same_compare(x->parent, y->parent);

	return order != 0 ? order : same_compare(x->first, y->first);
}

static int
same_line(const void *a, const void *b)
{
	const struct idoc_line *x = a, *y = b;
	const uint32_t p[] = { x->child, x->qty, x->unit, x->group,
		(uint32_t)x->from, (uint32_t)x->until, x->optional };
	const uint32_t q[] = { y->child, y->qty, y->unit, y->group,
		(uint32_t)y->from, (uint32_t)y->until, y->optional };
	int order = 0;

	for (size_t i = 0; order == 0 && i < sizeof(p) / sizeof(p[0]); i++)
		order = same_compare(p[i], q[i]);
	return order;
}

/* -1: memory is out. */
static int
is_same_list(
    const struct idoc *x, const struct idoc_list *a, const struct idoc_list *b)
{
	if (a->n != b->n)
		return 0;
	return same_rows(x->line + a->first, x->line + b->first, a->n,
	    sizeof(struct idoc_line), same_line);
}

/* Something else may be in the place of the line. */
static bool
name_group(struct idoc *x, const struct idoc_line *l, uint32_t *place)
{
	char name[40];

	*place = l->group;
	if (l->group != 0 || !l->optional)
		return true;
	snprintf(name, sizeof(name), "line %u", l->at.line);
	*place = bom_text(x->in->b, str_of(name));
	return *place != BOM_NONE;
}

static bool
add_use(struct idoc *x, const struct use *said)
{
	struct use *u = bom_add_use(x->in->b);

	if (u == NULL)
		return false;
	*u = *said;
	return true;
}

static bool
add_line(struct idoc *x, uint32_t parent, const struct idoc_line *l)
{
	struct use_note note = { .from = l->from, .until = l->until };
	struct use u = { .parent = parent,
		.child = l->child,
		.qty = l->qty,
		.unit = l->unit,
		.at = l->at };

	if (l->until != DATE_NONE && l->from > l->until) {
		findings_error(x->in->f, ST_RANGE, bom_pos(x->in->b, l->at),
		    "a line that ends before it begins: expected DATUB on the "
		    "day of DATUV or later");
		return true;
	}
	if (!name_group(x, l, &note.place))
		return false;
	u.note = bom_note(x->in->b, note);
	if (u.note == BOM_NONE || !add_use(x, &u))
		return false;
	if (!l->optional)
		return true;
	u.qty = NUM_ONE;
	u.unit = UNIT_EACH;
	return stated_nothing(&x->said, l->at, &u.child) && add_use(x, &u);
}

/* The list is what the parent is made of. */
static bool
add_list(
    struct idoc *x, const struct idoc_list *l, uint32_t parent, uint8_t flags)
{
	enum unit counted = unit_of(x, l->parent);
	struct item said = {
		.value = BOM_NONE, .mass = amount_unknown(), .flags = flags
	};

	if (counted == UNIT_NONE)
		counted = (enum unit)l->unit;
	if (flags == 0 && counted != UNIT_NONE)
		said.dim = (uint8_t)unit_dimension(counted);
	for (uint32_t i = l->first; i < l->first + l->n; i++)
		if (!add_line(x, parent, &x->line[i]))
			return false;
	return stated_item(&x->said, parent, l->at, &said);
}

/* One of several lists, as a part that is a name for what is in it. */
static bool
add_alternative(struct idoc *x, const struct idoc_list *l, uint32_t note)
{
	struct bom *b = x->in->b;
	struct str of = str_clip(b->parts.key[b->ref[l->parent].part], 200);
	struct use u = { .parent = l->parent,
		.qty = NUM_ONE,
		.unit = UNIT_EACH,
		.note = note,
		.at = l->at };
	char name[400];

	snprintf(name, sizeof(name), "%.*s (%.*s)", STR_ARG(of),
	    STR_ARG(str_clip(bom_text_get(b, l->name), 120)));
	u.child = bom_ref(b, str_of(name), STR(""), STR(""), l->at);
	if (u.child != BOM_NONE && stated_of(&x->said, u.child) != BOM_NONE) {
		str_add(name, sizeof(name), " line %u", l->at.line);
		u.child = bom_ref(b, str_of(name), STR(""), STR(""), l->at);
	}
	return u.child != BOM_NONE && add_use(x, &u) &&
	       add_list(x, l, u.child, ITEM_PHANTOM);
}

/* Different lists of one material; the first n of `list`. */
static bool
add_alternatives(struct idoc *x, const struct idoc_list *list, size_t n)
{
	struct bom *b = x->in->b;
	const struct item said = { .value = BOM_NONE,
		.mass = amount_unknown(),
		.dim = (uint8_t)unit_dimension(unit_of(x, list->parent)) };
	struct use_note note = { 0 };
	uint32_t id;

	note.place = bom_text(b, STR("list of parts"));
	id = note.place != BOM_NONE ? bom_note(b, note) : BOM_NONE;
	if (id == BOM_NONE ||
	    !stated_item(&x->said, list->parent, list->at, &said))
		return false;
	for (size_t i = 0; i < n; i++)
		if (!add_alternative(x, &list[i], id))
			return false;
	findings_warn(x->in->f, ST_CONFLICT, bom_pos(b, list[1].at),
	    "\"%.*s\" has %zu different lists of parts, by plant, alternative "
	    "or order: any of them may be what it is made of; expected the "
	    "one that it is made by",
	    STR_ARG(str_clip(b->parts.key[b->ref[list->parent].part], 80)), n);
	return true;
}

bool
idoc_uses(struct idoc *x)
{
	struct idoc_list *list = x->list;
	size_t next;

	if (x->nfactor > 0)
		qsort(x->factor, x->nfactor, sizeof(*x->factor), by_unit);
	for (size_t i = 0; i < x->nlist; i++)
		if (!settle_list(x, &list[i]))
			return false;
	if (x->nlist > 0)
		qsort(list, x->nlist, sizeof(*list), by_parent);
	for (size_t i = 0; i < x->nlist; i = next) {
		size_t n = 1;

		for (next = i + 1;
		     next < x->nlist && list[next].parent == list[i].parent;
		     next++) {
			int same = 0;

			for (size_t k = 0; same == 0 && k < n; k++)
				same =
				    is_same_list(x, &list[i + k], &list[next]);
			if (same < 0)
				return false;
			if (same == 0)
				list[i + n++] = list[next];
			if (n > LIMIT_IDOC_LISTS) {
				findings_error(x->in->f, ST_LIMIT,
				    bom_pos(x->in->b, list[next].at),
				    "\"%.*s\" with more than %d different "
				    "lists of parts: expected those that it "
				    "is made by",
				    STR_ARG(str_clip(
					x->in->b->parts
					    .key[x->in->b->ref[list[i].parent]
						     .part],
					80)),
				    LIMIT_IDOC_LISTS);
				return true;
			}
		}
		if (n == 1 ? !add_list(x, &list[i], list[i].parent, 0)
			   : !add_alternatives(x, &list[i], n))
			return false;
	}
	return true;
}
