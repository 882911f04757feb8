/* SPDX-License-Identifier: Apache-2.0 */
/* within_names - which substance a line names; see within.h, within_names.h. */
#include "core/trace/own/within_names.h"

bool
within_named(const struct bom *b, uint32_t substance)
{
	return b->substance[substance].known != 0 &&
	       b->substance[substance].elements != 0;
}

bool
within_same(const struct bom *b, uint32_t one, uint32_t other)
{
	const struct bom_substance *x = &b->substance[one];
	const struct bom_substance *y = &b->substance[other];

	if (x->elements != y->elements)
		return false;
	for (int e = 0; x->elements >> e != 0; e++)
		if ((x->elements >> e & 1) != 0 &&
		    x->fraction[e] != y->fraction[e])
			return false;
	return true;
}

bool
within_unnamed(const struct channel *ch)
{
	return ch->substance == SUBSTANCE_UNNAMED;
}

const struct bom_substance *
within_substance(const struct owner *o, const struct channel *ch)
{
	return &o->b->substance[ch->substance - 1];
}

enum naming
within_naming(
    const struct bom *b, const struct channel *ch, const struct content *c)
{
	if (c->substance == BOM_NONE || b->substance[c->substance].known == 0)
		return NAMES_NONE;
	if (within_unnamed(ch) || !within_named(b, c->substance))
		return NAMES_ANOTHER;
	return within_same(b, c->substance, ch->substance - 1) ? NAMES_IT
							       : NAMES_ANOTHER;
}

bool
within_names_another(
    const struct bom *b, const struct channel *ch, const struct content *c)
{
	return ch->substance != 0 && within_naming(b, ch, c) == NAMES_ANOTHER;
}

bool
within_may_be(const struct owner *o, const struct channel *ch,
    const struct content *c, bool *unknown)
{
	const struct bom_substance *s;

	*unknown = c->basis == BASIS_KIND_COMPOUND && c->substance != BOM_NONE;
	if (!*unknown || within_unnamed(ch))
		return true;
	s = &o->b->substance[c->substance];
	return s->elements == 0 ||
	       (within_substance(o, ch)->elements & ~s->elements) == 0;
}

void
within_gram(
    struct owner *o, const struct channel *ch, uint32_t elements, mpq_ptr out)
{
	mpq_t view;

	num_set(out, o->one);
	if (ch->substance == 0 || within_unnamed(ch))
		return;
	num_set_zero(out);
	elements &= within_substance(o, ch)->elements;
	for (int e = 0; elements >> e != 0; e++) {
		if ((elements >> e & 1) == 0)
			continue;
		numtab_view(
		    &o->b->num, within_substance(o, ch)->fraction[e], view);
		num_add(out, out, view);
	}
}

void
within_weigh(struct owner *o, const struct channel *ch, const struct content *c,
    struct weighed *w)
{
	bool unknown;

	if (ch->substance == 0)
		return;
	switch (within_naming(o->b, ch, c)) {
	case NAMES_IT:
		return;
	case NAMES_ANOTHER:
		exact_zero(&w->weight);
		return;
	default:
		num_set_zero(w->weight.lo);
		w->weight.lo_open = false;
		if (!within_may_be(o, ch, c, &unknown))
			exact_zero(&w->weight);
	}
}
