/* SPDX-License-Identifier: Apache-2.0 */
/*
 * measure - every quantity in base units of what it counts.
 *
 * An item is counted in one dimension: pieces, mass, length, area, volume.
 * Its reader may have said which; else the first use says it.  A use in
 * another dimension is refused, with two exceptions that are plain
 * arithmetic: a mass of something whose mass per piece (metre ...) is
 * stated, and a share of the mass of the whole.
 *
 * A set, a roll or a box is one of the part that is counted by it: so it is in
 * the books of whoever wrote the list.  Nobody knows how many pieces that are,
 * so the same part must not be counted in pieces elsewhere.
 */
#include "core/bom/link/steps.h"

#include <stdlib.h>
#include <string.h>

struct measurer {
	struct bom *b;
	struct findings *f;
	uint8_t dim_of[UNIT_COUNT]; /* enum dimension of each unit */
	uint8_t *dim;               /* [nitem] enum dimension, close together */
	uint32_t *said_by; /* [nitem] the use that fixed the dimension */
	bool plain;        /* every use counts its child in a base unit of its
			      dimension */
	mpq_t a, view;     /* view is an alias, never cleared */
	bool ok;
};

static bool
is_point(const struct item *it)
{
	return it->has_mass && it->mass.lo == it->mass.hi &&
	       it->mass.lo != NUM_ZERO;
}

/* Of items that only masses and shares are asked of. */
static void
find_masses(struct measurer *m)
{
	struct bom *b = m->b;

	for (uint32_t k = 0; k < b->nuse; k++) {
		uint32_t child = b->use[k].child;

		if (m->dim[child] == DIM_NONE && !b->item[child].has_mass) {
			m->dim[child] = DIM_MASS;
			m->said_by[child] = k;
		}
	}
}

/* Dimensions that only uses tell: pieces and the like before masses, since
 * a mass of something can be turned into pieces of it. */
static void
find_dimensions(struct measurer *m)
{
	struct bom *b = m->b;
	bool masses = false;

	memset(m->dim, DIM_NONE, b->nitem);
	for (uint32_t i = 0; i < b->nitem && (b->absent & FACT_DIM) == 0; i++)
		m->dim[i] = b->item[i].dim;
	m->plain = true;
	for (uint32_t k = 0; k < b->nuse; k++) {
		const struct use *u = &b->use[k];
		uint8_t d = m->dim_of[u->unit], *dim = &m->dim[u->child];

		if (d == DIM_MASS || d == DIM_SHARE) {
			masses = true;
		} else if (*dim == DIM_NONE) {
			*dim = d;
			m->said_by[u->child] = k;
		}
		m->plain &= d == *dim && unit_is_base((enum unit)u->unit);
	}
	if (masses)
		find_masses(m);
}

/* One gram of something has a mass of one gram. */
static void
settle_bulk(struct measurer *m, uint32_t i)
{
	struct bom *b = m->b;
	struct item *it = &b->item[i];
	char label[160];

	if (it->has_mass && (it->mass.lo != NUM_ONE || it->mass.hi != NUM_ONE))
		findings_error(m->f, ST_CONFLICT, bom_pos(b, it->at),
		    "%.*s is counted by mass and states another mass of its "
		    "unit: expected no mass, or a unit such as each",
		    STR_ARG(bom_item_label(b, i, label, sizeof(label))));
	it->has_mass = 1;
	it->mass = (struct amount){ NUM_ONE, NUM_ONE, false, false, false };
}

/* What nobody counts is counted in pieces. */
static void
settle_dimensions(struct measurer *m)
{
	for (uint32_t i = 0; i < m->b->nitem; i++) {
		uint8_t d = m->dim[i] == DIM_NONE ? DIM_EACH : m->dim[i];

		m->b->item[i].dim = d;
		if (d == DIM_MASS)
			settle_bulk(m, i);
	}
}

static void
say_mismatch(struct measurer *m, uint32_t k)
{
	const struct bom *b = m->b;
	const struct use *u = &b->use[k];
	const struct item *child = &b->item[u->child];
	uint32_t by = m->said_by[u->child];
	struct pos other =
	    bom_pos(b, by != BOM_NONE ? b->use[by].at : child->at);
	char label[160];

	findings_error(m->f, ST_UNIT, bom_pos(b, u->at),
	    "a quantity in %s of %.*s, which is counted in %s (%s:%u): "
	    "expected one kind of unit for it, or its mass per unit",
	    unit_name((enum unit)u->unit),
	    STR_ARG(bom_item_label(b, u->child, label, sizeof(label))),
	    dimension_name((enum dimension)child->dim),
	    other.file != NULL ? other.file : "", other.line);
}

/* m->a is the quantity in g of child: into base units of the child. */
static bool
grams_to_child(struct measurer *m, const struct item *child)
{
	if (child->dim == DIM_MASS)
		return true;
	if (!is_point(child))
		return false;
	numtab_view(&m->b->num, child->mass.lo, m->view);
	mpq_div(m->a, m->a, m->view);
	return true;
}

static void
keep_quantity(struct measurer *m, struct use *u)
{
	u->qty = numtab_put(&m->b->num, m->a);
	m->ok = m->ok && u->qty != INTERN_NONE;
}

/* qty is a share of the mass of the parent. */
static void
settle_share(struct measurer *m, uint32_t k)
{
	struct use *u = &m->b->use[k];
	const struct item *parent = &m->b->item[u->parent];

	numtab_view(&m->b->num, u->qty, m->view);
	mpq_set(m->a, m->view);
	unit_to_base((enum unit)u->unit, m->a);
	if (!is_point(parent)) {
		/* a share of an unknown mass is an unknown mass, unless
		 * the share is none */
		u->qty = mpq_sgn(m->a) == 0 ? NUM_ZERO : BOM_NONE;
		return;
	}
	numtab_view(&m->b->num, parent->mass.lo, m->view);
	mpq_mul(m->a, m->a, m->view);
	if (grams_to_child(m, &m->b->item[u->child]))
		keep_quantity(m, u);
	else
		say_mismatch(m, k);
}

static void
settle_use(struct measurer *m, uint32_t k)
{
	struct use *u = &m->b->use[k];
	const struct item *child = &m->b->item[u->child];
	uint8_t d = m->dim_of[u->unit];

	if (d == DIM_SHARE) {
		if (u->qty != BOM_NONE)
			settle_share(m, k);
		return;
	}
	if (d != child->dim && (d != DIM_MASS || !is_point(child))) {
		say_mismatch(m, k);
		return;
	}
	if (u->qty == BOM_NONE ||
	    (d == child->dim && unit_is_base((enum unit)u->unit)))
		return;
	numtab_view(&m->b->num, u->qty, m->view);
	mpq_set(m->a, m->view);
	unit_to_base((enum unit)u->unit, m->a);
	if (d != DIM_MASS || grams_to_child(m, child))
		keep_quantity(m, u);
}

/* What counts pieces, and what counts bundles of one kind, are not added. */
static uint8_t
kind_of(const struct bom *b, uint32_t k)
{
	uint8_t unit = b->use[k].unit;

	return (UNIT_BIT(unit) & UNIT_BUNDLES) != 0 ? unit : UNIT_EACH;
}

struct bundling {
	uint32_t *first;         /* [nitem] the first use of it; BOM_NONE */
	uint32_t n[UNIT_COUNT];  /* parts counted by such a bundle */
	uint32_t at[UNIT_COUNT]; /* a use of the first of them */
};

static void
say_mixed(const struct bom *b, uint32_t k, uint32_t first, struct findings *f)
{
	struct pos other = bom_pos(b, b->use[first].at);
	char label[160];

	findings_error(f, ST_UNIT, bom_pos(b, b->use[k].at),
	    "a quantity in %s of %.*s, which is counted in %s (%s:%u): "
	    "expected one kind of unit for it, in pieces where a bundle has "
	    "several",
	    unit_name((enum unit)b->use[k].unit),
	    STR_ARG(bom_item_label(b, b->use[k].child, label, sizeof(label))),
	    unit_name((enum unit)b->use[first].unit),
	    other.file != NULL ? other.file : "", other.line);
}

/* Is what a use says written before what another says? */
static bool
is_before(const struct bom *b, uint32_t k, uint32_t other)
{
	const struct place *x = &b->use[k].at, *y = &b->use[other].at;

	return x->file != y->file ? x->file < y->file : x->line < y->line;
}

/* The use k of a part without parts: of what is made here it does not matter,
 * since its parts are those of one. */
static void
count_bundle(
    const struct bom *b, struct bundling *w, uint32_t k, struct findings *f)
{
	const struct use *u = &b->use[k];
	uint32_t first = w->first[u->child];

	if (first == BOM_NONE)
		w->first[u->child] = k;
	else if (kind_of(b, first) != kind_of(b, k))
		say_mixed(b, k, first, f);
	if (kind_of(b, k) == UNIT_EACH)
		return;
	if (w->n[u->unit] == 0 || is_before(b, k, w->at[u->unit]))
		w->at[u->unit] = k;
	w->n[u->unit] += first == BOM_NONE;
}

/* Bundles of parts: told, and refused where pieces of the same are counted.
 * False: memory. */
static bool
tell_bundles(struct bom *b, struct findings *f)
{
	struct bundling w = { .first =
				  malloc((b->nitem + 1) * sizeof(uint32_t)) };

	if (w.first == NULL)
		return false;
	memset(w.first, 0xFF, b->nitem * sizeof(*w.first));
	for (uint32_t k = 0; k < b->nuse; k++)
		if (unit_dimension((enum unit)b->use[k].unit) == DIM_EACH &&
		    !link_has_parts(b, b->use[k].child))
			count_bundle(b, &w, k, f);
	free(w.first);
	for (uint32_t u = UNIT_SET; u < UNIT_COUNT; u++)
		if (w.n[u] > 0)
			findings_warn(f, ST_UNIT,
			    bom_pos(b, b->use[w.at[u]].at),
			    "the unit %s of %u part%s: one is taken for one of "
			    "the part, and what is stated of the part for all "
			    "that is in it; expected the number of pieces "
			    "where it is stated of a piece",
			    unit_name((enum unit)u), w.n[u],
			    w.n[u] == 1 ? "" : "s");
	return true;
}

/* Are all things counted in pieces, and nothing but pieces?  So it is in most
 * lists, and then there is nothing to find out use by use. */
static bool
is_all_pieces(const struct bom *b)
{
	return b->use_units == UNIT_BIT(UNIT_EACH) &&
	       (b->absent & FACT_DIM) != 0;
}

static void
count_pieces(struct bom *b)
{
	for (size_t i = 0; i < b->nitem; i++)
		b->item[i].dim = DIM_EACH;
}

bool
link_measure(struct bom *b, struct findings *f)
{
	struct measurer m = { .b = b, .f = f };

	if (!link_other_units(b))
		return false;
	if (is_all_pieces(b)) {
		count_pieces(b);
		return true;
	}
	if ((b->use_units & UNIT_BUNDLES) != 0 && !tell_bundles(b, f))
		return false;
	for (int u = 0; u < UNIT_COUNT; u++)
		m.dim_of[u] = (uint8_t)unit_dimension((enum unit)u);
	m.said_by = link_room(b, b->nitem * (sizeof(*m.said_by) + 1) + 1);
	m.ok = m.said_by != NULL;
	mpq_init(m.a);
	if (m.ok) {
		m.dim = (uint8_t *)(m.said_by + b->nitem);
		memset(m.said_by, 0xFF, b->nitem * sizeof(*m.said_by));
		find_dimensions(&m);
		settle_dimensions(&m);
	}
	for (uint32_t k = 0; m.ok && !m.plain && k < b->nuse; k++)
		settle_use(&m, k);
	mpq_clear(m.a);
	return m.ok;
}
