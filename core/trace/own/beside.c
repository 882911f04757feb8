/* SPDX-License-Identifier: Apache-2.0 */
/*
 * beside - what lines that speak of an item with its parts leave to it.
 *
 * A document that lists 1-10 g of an element in the item with its parts lists
 * that element.  So neither "complete" nor a limit of what is not listed says
 * that all of it is in the parts: up to 10 g may be in the item itself, as far
 * as its total allows.  Of a name for its parts alone nothing is.
 */
#include "core/trace/own/lines.h"
#include "core/trace/own/within.h"
#include "core/trace/suppose.h"

/* Does the line say that some of it is, or may be, in the item? */
static bool
lists_some(const struct content *c, enum content_scope scope)
{
	return c->scope == scope && !c->process && c->won != 0 &&
	       c->amount.hi != NUM_ZERO &&
	       (c->kind == CONTENT_AMOUNT || c->kind == CONTENT_NEGATIVE);
}

/* Is it a name for substances, rare earths or not, that have none? */
static bool
names_others(const struct content *c)
{
	return c->kind == CONTENT_UNLISTED && c->wildcard && !c->process &&
	       c->scope == SCOPE_TOTAL && c->won != 0 &&
	       c->amount.hi != NUM_ZERO;
}

uint32_t
listed_elements(
    const struct owner *o, const struct content *c, enum content_scope scope)
{
	if (!lists_some(c, scope))
		return 0;
	if (c->substance != BOM_NONE && c->elements == 0 &&
	    !o->b->substance[c->substance].known)
		return ALL_ELEMENTS;
	return c->elements & c->won;
}

static bool
is_heard(const struct bom *b, const struct channel *ch, const struct content *c)
{
	return b->decl[c->decl].standing == STANDING_PRESUMED ? ch->presumed
							      : c->counts != 0;
}

/* Can nothing be in the item itself, whatever is said of it with its parts? */
static bool
has_nothing_itself(const struct bom *b, uint32_t item)
{
	return (b->item[item].flags & ITEM_PHANTOM) != 0 ||
	       (supposed_of_item(b, item) & SUPPOSE_COMPLETE) != 0;
}

uint32_t
elements_beside(const struct owner *o, uint32_t item, const struct channel *ch,
    enum content_scope scope)
{
	enum content_scope other = scope == SCOPE_OWN ? SCOPE_TOTAL : SCOPE_OWN;
	const struct bom *b = o->b;
	uint32_t mask = 0;

	for (uint32_t k = b->content_start[item];
	     k < b->content_start[item + 1]; k++)
		if (b->content[k].scope == other &&
		    is_heard(b, ch, &b->content[k]))
			mask |= listed_elements(o, &b->content[k], other);
	return mask;
}

uint32_t
line_beside(const struct owner *o, uint32_t item, const struct channel *ch,
    const struct content *c)
{
	if (c->scope != SCOPE_TOTAL || has_nothing_itself(o->b, item) ||
	    !is_heard(o->b, ch, c) || within_names_another(o->b, ch, c))
		return 0;
	return names_others(c) ? c->won : listed_elements(o, c, SCOPE_TOTAL);
}

uint32_t
own_left_open(const struct owner *o, uint32_t item, const struct channel *ch)
{
	const struct bom *b = o->b;
	uint32_t mask = 0;

	for (uint32_t k = b->content_start[item];
	     k < b->content_start[item + 1]; k++)
		mask |= line_beside(o, item, ch, &b->content[k]);
	return mask;
}

/* Elements that its own lines state, whatever is asked. */
static uint32_t
stated_in_itself(const struct bom *b, uint32_t item)
{
	uint32_t mask = 0;

	for (uint32_t k = b->content_start[item];
	     k < b->content_start[item + 1]; k++) {
		const struct content *c = &b->content[k];

		if (c->scope == SCOPE_OWN && c->counts && !c->process &&
		    c->basis != BASIS_KIND_COMPOUND &&
		    (c->kind == CONTENT_AMOUNT || c->kind == CONTENT_NEGATIVE))
			mask |= c->elements & c->won;
	}
	return mask;
}

/* May it put more into the item than what that states of its elements? */
static bool
adds_to(const struct content *c, uint32_t stated)
{
	uint32_t mine = c->elements & c->won;

	if (!lists_some(c, SCOPE_TOTAL))
		return names_others(c);
	return c->basis == BASIS_KIND_COMPOUND || mine == 0 ||
	       (mine & ~stated) != 0;
}

bool
own_lists_total(const struct bom *b, uint32_t item)
{
	uint32_t first = b->content_start[item];
	uint32_t end = b->content_start[item + 1];
	uint32_t stated, k = first;

	while (k < end && b->content[k].scope != SCOPE_TOTAL)
		k++;
	if (k == end || has_nothing_itself(b, item))
		return false;
	stated = stated_in_itself(b, item);
	while (k < end && !adds_to(&b->content[k], stated))
		k++;
	return k < end;
}

/* Which the line puts there, if it is right. */
static uint32_t
possible_by_line(const struct bom *b, const struct content *c)
{
	bool secret = c->substance != BOM_NONE && c->elements == 0 &&
		      !b->substance[c->substance].known;

	if (c->kind == CONTENT_COMPLETE || c->amount.hi == NUM_ZERO)
		return 0;
	if (c->kind == CONTENT_UNLISTED)
		return c->wildcard ? ALL_ELEMENTS : 0;
	return secret ? ALL_ELEMENTS : c->elements;
}

uint32_t
own_possible(const struct bom *b, uint32_t item)
{
	uint32_t mask = own_is_complete(b, item) ? 0 : ALL_ELEMENTS;

	for (uint32_t k = b->content_start[item];
	     mask != ALL_ELEMENTS && k < b->content_start[item + 1]; k++)
		mask |= possible_by_line(b, &b->content[k]);
	return mask;
}

bool
own_mass_is_closed(const struct bom *b, uint32_t item)
{
	return b->use_start[item] < b->use_start[item + 1] &&
	       (b->item[item].flags & ITEM_COMPLETE) != 0 &&
	       !own_lists_total(b, item);
}

void
own_beside_mass(struct owner *o, uint32_t item, struct exact *out)
{
	const struct bom *b = o->b;
	uint32_t stated = stated_in_itself(b, item);
	struct exact x;

	exact_zero(out);
	exact_init(&x);
	for (uint32_t k = b->content_start[item];
	     k < b->content_start[item + 1]; k++) {
		const struct content *c = &b->content[k];

		if (!adds_to(c, stated))
			continue;
		whole_amount(o, c, &x);
		out->hi_infinite |= x.hi_infinite;
		out->hi_open |= x.hi_open;
		num_add(out->hi, out->hi, x.hi);
	}
	exact_loosen(out);
	exact_clear(&x);
}
