/* SPDX-License-Identifier: Apache-2.0 */
/*
 * idoc_parts - the segments of BOMMAT: of which materials a list is, its
 * alternatives, its lines; see idoc.h.
 *
 * A field for a quantity was of the wrong type in systems before 4.6: there it
 * travels in another one (EXSTL, ROMEN, ID_CLASS), or in segments of another
 * name (E1STKON, E1STPON).
 */
#include "core/base/limits.h"
#include "core/bom/other/idoc.h"
#include "core/bom/same.h"

#include <stdio.h>
#include <stdlib.h>

/* The function of a message that takes something away. */
static bool
is_deletion(const struct idoc *x, enum idoc_kind mark, enum idoc_kind function)
{
	return idoc_is_set(x, mark) || str_is(idoc_text(x, function), "003");
}

static bool
keep_text(struct idoc *x, enum idoc_kind kind, uint32_t *id)
{
	return fields_text(x->in->b, idoc_field(x, kind), id, x->in->f) !=
	       ST_NOMEM;
}

bool
idoc_begin_list(struct idoc *x, struct place at)
{
	x->first_line = x->nline;
	x->nowner = x->nhead = x->nallot = x->ngone = 0;
	x->list_deleted = false;
	x->list_at = at;
	return true;
}

bool
idoc_owner(struct idoc *x, struct place at)
{
	struct idoc_owner o = { .at = at }, *list;

	if (str_is(idoc_text(x, O_MSGFN), "003")) {
		idoc_count(x, TOLD_DELETED, at, 0);
		x->list_deleted = true;
		return true;
	}
	if (!idoc_material(x, idoc_field(x, O_MATNR_LONG),
		idoc_field(x, O_MATNR), &o.ref) ||
	    !keep_text(x, O_WERKS, &o.plant) ||
	    !keep_text(x, O_STLAN, &o.usage) ||
	    !keep_text(x, O_STLAL, &o.alternative))
		return false;
	if (o.ref == BOM_NONE) {
		findings_error(x->in->f, ST_INCOMPLETE, bom_pos(x->in->b, at),
		    "a list of parts without a material: expected MATNR or "
		    "MATNR_LONG in E1MASTM");
		return true;
	}
	if (x->nowner > 0 && x->owner[x->nowner - 1].ref == o.ref &&
	    x->owner[x->nowner - 1].alternative == o.alternative)
		return true; /* the same list in another plant */
	list =
	    array_grow(x->owner, &x->owner_cap, x->nowner + 1, sizeof(*list));
	if (list == NULL)
		return false;
	x->owner = list;
	list[x->nowner++] = o;
	return true;
}

/* The first of the fields that says a number above zero, else the first that
 * says any. */
static bool
first_number(struct idoc *x, const enum idoc_kind *kinds, size_t n,
    uint32_t *number, bool *negative)
{
	*number = BOM_NONE;
	*negative = false;
	for (size_t i = 0; i < n; i++) {
		uint32_t q;
		bool minus;

		if (!idoc_number(x, idoc_field(x, kinds[i]), &q, &minus))
			return false;
		if (q == BOM_NONE || (q == NUM_ZERO && *number != BOM_NONE))
			continue;
		*number = q;
		*negative = minus;
		if (q != NUM_ZERO)
			return true;
	}
	return true;
}

bool
idoc_head(struct idoc *x, struct place at)
{
	static const enum idoc_kind bases[] = { H_BMENG_C, H_BMENG, L_EXSTL };
	struct idoc_head h = { .deleted = is_deletion(x, H_LKENZ, H_MSGFN) };
	struct idoc_head *list;
	bool minus;

	if (!first_number(x, bases, 3, &h.base, &minus) ||
	    !keep_text(x, H_STLAL, &h.alternative))
		return false;
	if (minus || h.base == NUM_ZERO)
		h.base = BOM_NONE;
	h.unit = (uint8_t)idoc_unit(idoc_text(x, H_BMEIN));
	if (h.unit == UNIT_NONE && idoc_text(x, H_BMEIN).n > 0) {
		uint32_t unknown = bom_text(x->in->b, idoc_text(x, H_BMEIN));

		if (unknown == BOM_NONE)
			return false;
		idoc_count(x, TOLD_UNIT, idoc_field(x, H_BMEIN).at, unknown);
		h.base = BOM_NONE;
	} else if (h.base == BOM_NONE) {
		idoc_count(x, TOLD_NO_BASE, at, 0);
	}
	list = array_grow(x->head, &x->head_cap, x->nhead + 1, sizeof(*list));
	if (list == NULL)
		return false;
	x->head = list;
	list[x->nhead++] = h;
	return true;
}

bool
idoc_allot(struct idoc *x)
{
	struct idoc_allot a = { .from = DATE_NONE }, *list;

	if (idoc_is_set(x, A_LKENZ))
		return true;
	if (!keep_text(x, A_STLKN, &a.node) ||
	    !keep_text(x, A_STLAL, &a.alternative))
		return false;
	list =
	    array_grow(x->allot, &x->allot_cap, x->nallot + 1, sizeof(*list));
	if (list == NULL)
		return false;
	x->allot = list;
	list[x->nallot++] = a;
	return true;
}

bool
idoc_push_line(struct idoc *x, const struct idoc_line *l)
{
	struct idoc_line *list =
	    array_grow(x->line, &x->line_cap, x->nline + 1, sizeof(*list));

	if (list == NULL)
		return false;
	x->line = list;
	list[x->nline++] = *l;
	return true;
}

/* A deletion ends what stood in its place on the day before. */
static bool
push_gone(struct idoc *x, const struct idoc_line *l)
{
	struct idoc_allot *list =
	    array_grow(x->gone, &x->gone_cap, x->ngone + 1, sizeof(*list));

	if (list == NULL)
		return false;
	x->gone = list;
	if (l->node != 0 && l->from != DATE_NONE)
		list[x->ngone++] =
		    (struct idoc_allot){ .node = l->node, .from = l->from };
	return true;
}

static int
by_node(const void *a, const void *b)
{
	const struct idoc_allot *x = a, *y = b;
	int order = same_compare(x->node, y->node);

	if (order == 0)
		order = same_compare(x->alternative, y->alternative);
	return order != 0 ? order
			  : same_compare((uint32_t)x->from, (uint32_t)y->from);
}

static void
end_lines(struct idoc *x)
{
	if (x->ngone > 0)
		qsort(x->gone, x->ngone, sizeof(*x->gone), by_node);
	for (size_t i = x->first_line; x->ngone > 0 && i < x->nline; i++) {
		struct idoc_line *l = &x->line[i];
		size_t lo = 0, hi = x->ngone;

		while (lo < hi) { /* the first deletion behind its beginning */
			size_t mid = lo + (hi - lo) / 2;
			const struct idoc_allot *g = &x->gone[mid];

			if (g->node < l->node ||
			    (g->node == l->node && g->from <= l->from))
				lo = mid + 1;
			else
				hi = mid;
		}
		if (lo < x->ngone && x->gone[lo].node == l->node &&
		    l->node != 0 && l->until == DATE_NONE)
			l->until = date_before(x->gone[lo].from);
	}
}

/* What is in the line: a material, one of a class, or what is bought without
 * a number. */
static bool
take_child(struct idoc *x, struct place at, uint32_t *child)
{
	struct field name = idoc_field(x, P_POTX1);
	uint32_t parent = x->nowner > 0 ? x->owner[0].ref : BOM_NONE;

	if (!idoc_material(
		x, idoc_field(x, P_IDNRK_LONG), idoc_field(x, P_IDNRK), child))
		return false;
	if (*child != BOM_NONE || parent == BOM_NONE)
		return true;
	if (idoc_text(x, P_CLASS).n > 0) {
		name = idoc_field(x, P_CLASS);
		idoc_count(x, TOLD_CLASS, at, 0);
	}
	return idoc_unnumbered(
	    x, parent, idoc_field(x, P_POSNR), name, at, child);
}

static bool
take_quantity(struct idoc *x, bool right, struct idoc_line *l, bool *negative)
{
	static const enum idoc_kind fields[] = { P_MENGE_C, P_MENGE, P_ROMEN };
	static const enum idoc_kind sizes[] = { P_MENGE_C, P_MENGE,
		P_ID_CLASS };
	struct field unit = idoc_field(x, P_MEINS);
	bool sized = str_is(idoc_text(x, P_POSTP), "R");

	if (!first_number(
		x, sized ? sizes : fields, right ? 2 : 3, &l->qty, negative))
		return false;
	l->unit = (uint8_t)idoc_unit(str_trim(unit.text));
	return keep_text(x, P_MEINS, &l->unit_text);
}

/* On which days, in whose place, under which condition. */
static bool
take_terms(struct idoc *x, struct idoc_line *l)
{
	struct str condition = idoc_text(x, P_KNOBJ);
	size_t zeros = 0;

	while (zeros < condition.n && condition.p[zeros] == '0')
		zeros++;
	l->optional = zeros < condition.n && !str_is(condition, "/");
	return idoc_day(x, idoc_field(x, P_DATUV), &l->from) &&
	       idoc_day(x, idoc_field(x, P_DATUB), &l->until) &&
	       keep_text(x, P_ALPGR, &l->group) &&
	       keep_text(x, P_STLKN, &l->node);
}

/* A text, a document: no part. */
static bool
is_no_part(struct str category)
{
	return str_is(category, "T") || str_is(category, "D");
}

/* Until the stock is used up it is the one, and then the other. */
static bool
push_successor(struct idoc *x, const struct idoc_line *l)
{
	struct idoc_line next = *l;
	const struct field none = { { "", 0 }, l->at };

	if (!idoc_material(x, idoc_field(x, P_NFMAT), none, &next.child))
		return false;
	if (next.child == BOM_NONE || next.child == l->child)
		return true;
	return idoc_push_line(x, &next);
}

bool
idoc_line(struct idoc *x, bool right, struct place at)
{
	struct idoc_line l = { .at = at };
	bool negative, follows = idoc_text(x, P_NFMAT).n > 0;

	if (is_no_part(idoc_text(x, P_POSTP)))
		return true;
	if (!take_terms(x, &l) || !take_quantity(x, right, &l, &negative))
		return false;
	if (is_deletion(x, P_LKENZ, P_MSGFN)) {
		idoc_count(x, TOLD_DELETED, at, 0);
		return push_gone(x, &l);
	}
	if (negative || idoc_is_set(x, P_KZKUP)) {
		idoc_count(x, TOLD_BYPRODUCT, at, 0);
		return true;
	}
	if (!take_child(x, at, &l.child))
		return false;
	if (l.child == BOM_NONE) {
		findings_error(x->in->f, ST_INCOMPLETE, bom_pos(x->in->b, at),
		    "a line without a material, and no E1MASTM before it: "
		    "expected its number (IDNRK)");
		return true;
	}
	if (idoc_is_set(x, P_FMENG)) {
		idoc_count(x, TOLD_FIXED, at, 0);
		l.qty = BOM_NONE;
	}
	if (l.optional)
		idoc_count(x, TOLD_CONDITION, at, 0);
	if (follows && l.group == 0) {
		char place[40];

		snprintf(place, sizeof(place), "line %u", at.line);
		l.group = bom_text(x->in->b, str_of(place));
		if (l.group == BOM_NONE)
			return false;
	}
	return idoc_push_line(x, &l) && (!follows || push_successor(x, &l));
}

/* The list of one of its materials, by the alternative that it has. */
static bool
put_owner(struct idoc *x, const struct idoc_owner *o, size_t end)
{
	struct bom *b = x->in->b;
	const struct idoc_head *h = NULL;
	struct idoc_list l = {
		.parent = o->ref, .first = (uint32_t)x->nline, .at = o->at
	};
	size_t living = 0;
	char name[200] = "";

	for (size_t i = 0; i < x->nhead; i++) {
		living += !x->head[i].deleted;
		if (x->nhead == 1 || x->head[i].alternative == o->alternative)
			h = &x->head[i];
	}
	if (h != NULL && h->deleted) {
		idoc_count(x, TOLD_DELETED, o->at, 0);
		return true;
	}
	if (h == NULL || (living > 1 && x->nallot == 0)) {
		findings_error(x->in->f, ST_INCOMPLETE, bom_pos(b, o->at),
		    "%s: expected the E1STKOM of its alternative (STLAL) and, "
		    "where there are several, an E1STASM for each line",
		    h == NULL ? "a list of parts without a head"
			      : "several alternatives, and nothing says which "
				"line is in which");
		return true;
	}
	for (size_t i = x->first_line; i < end; i++) {
		struct idoc_line line = x->line[i];
		const struct idoc_allot a = { .node = line.node,
			.alternative = h->alternative };

		if ((x->nallot == 0 || living <= 1 ||
			bsearch(&a, x->allot, x->nallot, sizeof(a), by_node) !=
			    NULL) &&
		    !idoc_push_line(x, &line))
			return false;
	}
	l.n = (uint32_t)x->nline - l.first;
	str_add(name, sizeof(name), "%s%.*s%s%.*s%s%.*s",
	    o->alternative != 0 ? "alternative " : "",
	    STR_ARG(str_clip(bom_text_get(b, o->alternative), 20)),
	    o->usage != 0 ? " usage " : "",
	    STR_ARG(str_clip(bom_text_get(b, o->usage), 20)),
	    o->plant != 0 ? " plant " : "",
	    STR_ARG(str_clip(bom_text_get(b, o->plant), 20)));
	l.name = bom_text(b, str_trim(str_of(name)));
	return l.name != BOM_NONE &&
	       idoc_put_list(x, &l, h->base, (enum unit)h->unit);
}

bool
idoc_end_list(struct idoc *x)
{
	size_t end = x->nline, lines = end - x->first_line;

	if (x->nallot > 0)
		qsort(x->allot, x->nallot, sizeof(*x->allot), by_node);
	end_lines(x);
	if (x->nhead > LIMIT_IDOC_LISTS ||
	    (x->nowner > 1 && lines > LIMIT_IDOC_SHARED / x->nowner)) {
		findings_error(x->in->f, ST_LIMIT,
		    bom_pos(x->in->b, x->list_at),
		    "a list of %zu lines in %zu alternatives for %zu "
		    "materials: expected at most %d alternatives, and %d "
		    "lines of all materials together",
		    lines, x->nhead, x->nowner, LIMIT_IDOC_LISTS,
		    LIMIT_IDOC_SHARED);
		return true;
	}
	if (x->nowner == 0 && !x->list_deleted)
		findings_error(x->in->f, ST_INCOMPLETE,
		    bom_pos(x->in->b, x->list_at),
		    "a list of parts, and nothing says of which material: "
		    "expected E1MASTM with its MATNR");
	for (size_t i = 0; i < x->nowner; i++)
		if (!put_owner(x, &x->owner[i], end))
			return false;
	return true;
}
