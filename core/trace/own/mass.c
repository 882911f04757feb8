/* SPDX-License-Identifier: Apache-2.0 */
/*
 * mass - the mass of an item, its parts and what is left for itself.
 *
 * A stated mass counts; it is checked against the parts and does not tighten
 * them.  An item without a stated mass weighs at least what is known in it
 * and, unless it is complete, nobody knows how much at most.
 */
#include "core/trace/roll/state.h"

bool
trace_has_children(const struct bom *b, uint32_t item)
{
	return b->use_start[item + 1] > b->use_start[item];
}

bool
trace_has_totals(const struct bom *b, uint32_t item)
{
	for (uint32_t k = b->content_start[item];
	     k < b->content_start[item + 1]; k++)
		if (b->content[k].scope == SCOPE_TOTAL)
			return true;
	return false;
}

bool
trace_adds_margins(const struct bom *b, uint32_t item)
{
	const struct item *it = &b->item[item];

	return !it->has_mass ||
	       (it->mass.lo != it->mass.hi && !trace_has_children(b, item));
}

bool
trace_stated_mass(const struct bom *b, uint32_t item, struct exact *out)
{
	const struct item *it = &b->item[item];
	mpq_t view;

	exact_unknown(out, true);
	if (!it->has_mass)
		return false;
	numtab_view(&b->num, it->mass.lo, view);
	num_set(out->lo, view);
	out->lo_open = it->mass.lo_open;
	if (it->mass.hi != NUM_INFINITE) {
		numtab_view(&b->num, it->mass.hi, view);
		num_set(out->hi, view);
		out->hi_infinite = false;
		out->hi_open = it->mass.hi_open;
	}
	return true;
}

void
trace_own_mass(const struct bom *b, uint32_t item, const struct exact *stated,
    const struct exact *parts, struct own_mass *out, bool *heavy)
{
	bool children = trace_has_children(b, item);

	out->complete = own_is_complete(b, item);
	out->positive = !children;
	out->closed = children && (b->item[item].flags & ITEM_COMPLETE) != 0;
	*heavy = false;
	if (stated == NULL) {
		exact_unknown(&out->mass, !children);
		return;
	}
	exact_set(&out->mass, stated);
	if (!children)
		return;
	/* least: the least whole less the greatest parts, never below zero */
	if (parts->hi_infinite) {
		num_set_zero(out->mass.lo);
		out->mass.lo_open = false;
	} else {
		mpq_sub(out->mass.lo, stated->lo, parts->hi);
		out->mass.lo_open |= parts->hi_open;
	}
	if (mpq_sgn(out->mass.lo) < 0) {
		num_set_zero(out->mass.lo);
		out->mass.lo_open = false;
	}
	if (!exact_is_point(parts))
		exact_loosen(&out->mass);
	if (out->mass.hi_infinite)
		return;
	mpq_sub(out->mass.hi, stated->hi, parts->lo);
	out->mass.hi_open |= parts->lo_open;
	if (mpq_sgn(out->mass.hi) < 0) {
		*heavy = true;
		num_set_zero(out->mass.hi);
	}
	if (mpq_sgn(out->mass.hi) == 0)
		out->mass.hi_open = out->mass.lo_open = false;
	if (*heavy)
		exact_loosen(&out->mass);
}

/* What is in the item may weigh more than the least of a stated mass, and
 * then that is not its mass. */
static bool
loosen_by_content(struct owner *o, uint32_t item, const struct exact *parts,
    struct exact *mass)
{
	struct exact in;
	bool ok;
	int c;

	exact_init(&in);
	ok = own_line_mass(o, item, &in);
	exact_add(&in, parts);
	c = mpq_cmp(in.lo, mass->lo);
	mass->lo_loose =
	    in.lo_loose || c > 0 || (c == 0 && in.lo_open && !mass->lo_open);
	c = mass->hi_infinite ? -1 : mpq_cmp(in.lo, mass->hi);
	mass->hi_loose = in.lo_loose || c > 0 || (c == 0 && in.lo_open);
	exact_clear(&in);
	return ok;
}

bool
trace_whole_mass(struct owner *o, uint32_t item, const struct exact *stated,
    const struct exact *parts, bool closed, struct exact *out)
{
	if (stated != NULL) {
		exact_set(out, stated);
		return exact_is_point(out) ||
		       loosen_by_content(o, item, parts, out);
	}
	if (!own_line_mass(o, item, out))
		return false;
	if (closed && own_lists_total(o->b, item)) {
		own_beside_mass(o, item, &o->beside);
		o->has_beside = true;
		exact_add(out, &o->beside);
	} else if (!closed) {
		/* a leaf has a mass of its own, above zero */
		out->hi_infinite = true;
		out->hi_loose = out->lo_loose; /* not by a share alone */
		if (mpq_sgn(out->lo) == 0 && !trace_has_children(o->b, item))
			out->lo_open = true;
	}
	exact_add(out, parts);
	return true;
}
