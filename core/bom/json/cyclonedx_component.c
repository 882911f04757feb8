/* SPDX-License-Identifier: Apache-2.0 */
/*
 * cyclonedx_component - which item a component is, and what it is; see
 * cyclonedx.h.
 */
#include "core/bom/field/numeral.h"
#include "core/bom/json/cyclonedx.h"

#include <stdlib.h>

/* Only a thing weighs, costs or holds something. */
static bool
says_it_is_a_thing(const struct cdx *x, const struct cdx_component *c)
{
	static const enum cdx_property of_things[] = { CDX_MASS, CDX_VALUE,
		CDX_HS, CDX_FORM, CDX_COUNTRY, CDX_THRESHOLD, CDX_CONTENT,
		CDX_ORIGIN, CDX_DEVICE_COUNTRY };

	for (size_t i = 0; i < sizeof(of_things) / sizeof(of_things[0]); i++)
		if (cdx_said_of(x, c, of_things[i]) != NULL)
			return true;
	return false;
}

/* Software that holds a thing is one: components stand behind what they are
 * in. */
static void
settle_natures(struct cdx *x)
{
	bool things = false;

	for (size_t i = x->n; i-- > 0;) {
		struct cdx_component *c = &x->list[i];

		if (c->nature == CDX_SOFTWARE && says_it_is_a_thing(x, c))
			c->nature = CDX_HARDWARE;
		if (c->nature == CDX_SOFTWARE)
			continue;
		things = things || i != x->product;
		if (c->around != BOM_NONE &&
		    x->list[c->around].nature == CDX_SOFTWARE)
			x->list[c->around].nature = CDX_ANYTHING;
	}
	if (x->product != BOM_NONE && things &&
	    x->list[x->product].nature == CDX_SOFTWARE)
		x->list[x->product].nature = CDX_ANYTHING;
}

static void
tell_types(const struct cdx *x)
{
	struct place at = { 0, 0, x->in->file };
	size_t n = 0;

	for (size_t i = 0; i < x->n; i++)
		if (x->list[i].nature == CDX_ANYTHING && n++ == 0)
			at = x->list[i].at;
	if (n > 0)
		findings_warn(x->in->f, ST_SCHEMA, bom_pos(x->in->b, at),
		    "%zu component%s without a type of CycloneDX: expected "
		    "device, firmware ...; taken as hardware",
		    n, n == 1 ? "" : "s");
}

static uint32_t
first_of(const uint32_t *ids, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (ids[i] != 0)
			return ids[i];
	return 0;
}

/* Who makes it: of software the group tells best which it is. */
static uint32_t
maker_of(const struct cdx_component *c)
{
	const uint32_t things[] = { c->maker, c->supplier, c->publisher,
		c->group };
	const uint32_t software[] = { c->group, c->publisher, c->supplier,
		c->maker };

	return first_of(c->nature == CDX_SOFTWARE ? software : things, 4);
}

static bool
find_item(struct cdx *x, struct cdx_component *c)
{
	const struct cdx_said *part = cdx_said_of(x, c, CDX_PART);
	uint32_t number = part != NULL ? part->text : c->name;
	struct bom *b = x->in->b;

	if (part != NULL && c->name != 0)
		c->title = c->name;
	if (number == 0) {
		findings_error(x->in->f, ST_INCOMPLETE, bom_pos(b, c->at),
		    "a component without a name: expected its part number");
		number = bom_text(b, STR("?"));
	}
	if (number == INTERN_NONE)
		return false;
	c->ref = bom_ref(b, bom_text_get(b, number),
	    bom_text_get(b, maker_of(c)), bom_text_get(b, c->version), c->at);
	return c->ref != BOM_NONE;
}

/* A number alone counts pieces. */
static bool
take_quantity(struct cdx *x, struct cdx_component *c)
{
	const struct cdx_said *said = cdx_said_of(x, c, CDX_QUANTITY);
	struct field text, unit = { STR(""), c->at };
	struct str behind;

	if (said == NULL)
		said = cdx_said_of(x, c, CDX_DEVICE_QUANTITY);
	c->qty = NUM_ONE;
	c->counted = said != NULL;
	if (said == NULL)
		return true;
	text = cdx_text(x, said);
	behind = str_trim(text.text);
	numeral_take(&behind);
	if (behind.n == 0 || numeral_unknown(behind))
		unit.text = STR("each");
	return fields_quantity(x->in->b, text, unit, &c->qty, &c->unit,
		   x->in->f) != ST_NOMEM;
}

static bool
enter_id(struct cdx *x, size_t i)
{
	const struct cdx_component *c = &x->list[i];
	uint32_t *known = &x->by_id[c->id];

	if (c->id == 0)
		return true;
	if (*known != 0 && x->list[*known - 1].ref != c->ref)
		findings_error(x->in->f, ST_DUPLICATE, bom_pos(x->in->b, c->at),
		    "bom-ref \"%.*s\" again: expected it at one component; it "
		    "is first at line %u",
		    STR_ARG(str_clip(bom_text_get(x->in->b, c->id), 80)),
		    x->list[*known - 1].at.line);
	if (*known == 0)
		*known = (uint32_t)i + 1;
	return true;
}

/* The same item again may leave out what it holds, or say the same. */
static bool
state_contents(struct cdx *x)
{
	uint32_t *first = calloc(x->in->b->nref + 1, sizeof(*first));
	bool ok = first != NULL;

	for (size_t i = 0; i < x->n && ok; i++) {
		const struct cdx_component *c = &x->list[i];
		uint32_t *known = &first[c->ref];

		if (!cdx_has_content(x, c))
			continue;
		if (*known == 0) {
			*known = (uint32_t)i + 1;
			ok = cdx_state_content(x, c);
		} else if (!cdx_same_content(x, &x->list[*known - 1], c)) {
			stated_differs(&x->said_of, c->ref, c->at,
			    "another content", x->list[*known - 1].at);
		}
	}
	free(first);
	return ok;
}

/* The same item again is software or it is not: what makes one a thing makes
 * all of them one, and a type of hardware excludes one of software. */
static bool
settle_same(struct cdx *x)
{
	/* by ref: 1 + component that is a thing, first by its type */
	uint32_t *thing = calloc(x->in->b->nref + 1, sizeof(*thing));

	if (thing == NULL)
		return false;
	for (size_t i = 0; i < x->n; i++) {
		const struct cdx_component *c = &x->list[i];
		uint32_t *known = &thing[c->ref];

		if (c->nature != CDX_SOFTWARE &&
		    (*known == 0 || (!c->soft && x->list[*known - 1].soft)))
			*known = (uint32_t)i + 1;
	}
	for (size_t i = 0; i < x->n; i++) {
		struct cdx_component *c = &x->list[i];
		uint32_t known = thing[c->ref];

		if (c->nature != CDX_SOFTWARE || known == 0)
			continue;
		if (!x->list[known - 1].soft)
			stated_differs(&x->said_of, c->ref, c->at,
			    "another type", x->list[known - 1].at);
		c->nature = CDX_ANYTHING;
	}
	free(thing);
	return true;
}

/* What the document says of itself. */
static void
state_document(struct cdx *x)
{
	struct declaration *d = &x->in->b->decl[x->in->decl];

	if (d->id == 0)
		d->id = x->serial;
	if (d->supplier == 0)
		d->supplier = x->supplier != 0 ? x->supplier : x->author;
	d->at = x->at;
}

/* A list that does not say of what: of its only component, or else of a
 * product of its own, which stands behind all others. */
static bool
add_product(struct cdx *x)
{
	struct cdx_component *list, whole = { .at = x->at,
		.around = BOM_NONE,
		.name = x->serial,
		.nature = CDX_SOFTWARE };
	size_t ntop = 0;

	for (size_t i = 0; i < x->n; i++)
		ntop += x->list[i].around == BOM_NONE;
	if (x->product != BOM_NONE || ntop < 2 || x->catalogue)
		return true;
	list = array_grow(x->list, &x->cap, x->n + 1, sizeof(*list));
	if (list == NULL)
		return false;
	x->list = list;
	if (whole.name == 0)
		whole.name = bom_text(x->in->b, STR("product"));
	x->product = (uint32_t)x->n;
	list[x->n++] = whole;
	return whole.name != INTERN_NONE;
}

bool
cdx_components(struct cdx *x)
{
	struct bom *b = x->in->b;
	bool ok;

	tell_types(x);
	ok = add_product(x);
	settle_natures(x);
	state_document(x);
	x->nid = b->text.n;
	x->by_id = calloc(x->nid + 1, sizeof(*x->by_id));
	ok = ok && x->by_id != NULL;
	for (size_t i = 0; i < x->n && ok; i++)
		ok = find_item(x, &x->list[i]);
	ok = ok && settle_same(x);
	for (size_t i = 0; i < x->n && ok; i++)
		ok = enter_id(x, i) && take_quantity(x, &x->list[i]) &&
		     cdx_state(x, &x->list[i]);
	return ok && state_contents(x);
}
