/* SPDX-License-Identifier: Apache-2.0 */
/* idoc_order - what LOIPRO says of an order and what goes into it; see idoc.h.
 */
#include "core/bom/other/idoc.h"

bool
idoc_begin_order(struct idoc *x, struct place at)
{
	x->first_line = x->nline;
	x->product = BOM_NONE;
	x->shared = false;
	x->list_at = at;
	return true;
}

/* Fields of the order stand before its segments. */
static bool
find_product(struct idoc *x)
{
	if (x->product != BOM_NONE)
		return true;
	return idoc_material(x, idoc_field(x, R_MATNR_LONG),
	    idoc_field(x, R_MATNR), &x->product);
}

/* One of several products of an order. */
bool
idoc_product(struct idoc *x)
{
	uint32_t ref;

	if (!find_product(x) || !idoc_material(x, idoc_field(x, S_MATNR_LONG),
				    idoc_field(x, S_MATNR), &ref))
		return false;
	if (ref != BOM_NONE && x->product != BOM_NONE && ref != x->product)
		x->shared = true;
	if (x->product == BOM_NONE)
		x->product = ref;
	return true;
}

/* What leaves the order, and does not go into it. */
static bool
is_byproduct(const struct idoc *x, bool negative)
{
	return negative || idoc_is_set(x, B_KZKUP) ||
	       str_is(idoc_text(x, B_SHKZG), "S");
}

/* With 5 % of scrap 105 of them are needed for 100. */
static bool
without_scrap(struct idoc *x, struct idoc_line *l)
{
	struct bom *b = x->in->b;
	uint32_t scrap;
	bool negative;
	mpq_t q, view;

	if (!idoc_number(x, idoc_field(x, B_AUSCH), &scrap, &negative))
		return false;
	if (scrap == BOM_NONE || scrap == NUM_ZERO || negative ||
	    l->qty == BOM_NONE)
		return true;
	idoc_count(x, TOLD_SCRAP, l->at, 0);
	mpq_init(q);
	numtab_view(&b->num, scrap, view);
	mpq_set_ui(q, 1, 100);
	mpq_mul(q, q, view);
	mpz_add(mpq_numref(q), mpq_numref(q), mpq_denref(q));
	numtab_view(&b->num, l->qty, view);
	mpq_div(q, view, q);
	l->qty = numtab_put(&b->num, q);
	mpq_clear(q);
	return l->qty != INTERN_NONE;
}

static bool
take_need(struct idoc *x, struct idoc_line *l)
{
	if (!idoc_material(x, idoc_field(x, B_MATNR_LONG),
		idoc_field(x, B_MATNR), &l->child) ||
	    fields_text(x->in->b, idoc_field(x, B_MEINS), &l->unit_text,
		x->in->f) == ST_NOMEM ||
	    fields_text(x->in->b, idoc_field(x, B_ALPGR), &l->group,
		x->in->f) == ST_NOMEM)
		return false;
	l->unit = (uint8_t)idoc_unit(idoc_text(x, B_MEINS));
	if (l->child == BOM_NONE &&
	    !idoc_unnumbered(x, x->product, idoc_field(x, B_POSNR),
		idoc_field(x, B_POTX1), l->at, &l->child))
		return false;
	if (idoc_is_set(x, B_FMENG)) {
		idoc_count(x, TOLD_FIXED, l->at, 0);
		l->qty = BOM_NONE;
	}
	return without_scrap(x, l) && idoc_push_line(x, l);
}

bool
idoc_need(struct idoc *x, struct place at)
{
	struct idoc_line l = { .at = at };
	struct str category = idoc_text(x, B_POSTP);
	bool negative;

	if (str_is(category, "T") || str_is(category, "D"))
		return true;
	if (!find_product(x) ||
	    !idoc_number(x, idoc_field(x, B_BDMNG), &l.qty, &negative))
		return false;
	if (idoc_is_set(x, B_XLOEK))
		idoc_count(x, TOLD_DELETED, at, 0);
	else if (is_byproduct(x, negative))
		idoc_count(x, TOLD_BYPRODUCT, at, 0);
	else if (idoc_is_set(x, B_DUMPS))
		idoc_count(x, TOLD_PHANTOM, at, 0);
	else if (x->product != BOM_NONE)
		return take_need(x, &l);
	return true;
}

/* How many of the product the order is for. */
static bool
take_base(struct idoc *x, uint32_t *base, enum unit *unit)
{
	bool negative;

	if (!idoc_number(x, idoc_field(x, R_GAMNG), base, &negative))
		return false;
	*unit = idoc_unit(idoc_text(x, R_GMEIN));
	if (*unit == UNIT_NONE)
		*unit = idoc_unit(idoc_text(x, R_BMEINS));
	if (*base == BOM_NONE || *base == NUM_ZERO) {
		*unit = idoc_unit(idoc_text(x, R_BMEINS));
		if (!idoc_number(x, idoc_field(x, R_BMENGE), base, &negative))
			return false;
	}
	if (*base == NUM_ZERO || negative)
		*base = BOM_NONE;
	return true;
}

bool
idoc_end_order(struct idoc *x)
{
	struct bom *b = x->in->b;
	struct idoc_list l = { .first = (uint32_t)x->first_line,
		.n = (uint32_t)(x->nline - x->first_line),
		.at = x->list_at };
	enum unit unit = UNIT_NONE;
	uint32_t base = BOM_NONE;
	char name[80];

	if (!find_product(x))
		return false;
	l.parent = x->product;
	if (x->product == BOM_NONE) {
		findings_error(x->in->f, ST_INCOMPLETE, bom_pos(b, l.at),
		    "an order without a product: expected MATNR or MATNR_LONG "
		    "in E1AFKOL");
		return true;
	}
	if (!take_base(x, &base, &unit))
		return false;
	if (x->shared) {
		idoc_count(x, TOLD_SHARED, l.at, 0);
		x->told[TOLD_SHARED].n += l.n > 0 ? l.n - 1 : 0;
		base = BOM_NONE;
	} else if (base == BOM_NONE) {
		idoc_count(x, TOLD_NO_BASE, l.at, 0);
	}
	snprintf(name, sizeof(name), "order %.*s",
	    STR_ARG(str_clip(idoc_text(x, R_AUFNR), 40)));
	l.name = bom_text(b, str_of(name));
	return l.name != BOM_NONE && idoc_put_list(x, &l, base, unit);
}
