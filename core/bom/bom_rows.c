/* SPDX-License-Identifier: Apache-2.0 */
/* bom_rows - references and rows of the bill of materials; see bom.h. */
#include "core/bom/bom.h"

#include "core/base/limits.h"
#include "core/base/pages.h"

#include <string.h>

/* Room for one more element of an array; NULL when that cannot be had. */
static void *
one_more(void *array, size_t *cap, size_t n, size_t size)
{
	void *p = n < LIMIT_USES ? array_grow(array, cap, n + 1, size) : NULL;

	if (p != NULL)
		pages_ahead(p, n, n + 1, *cap, size);
	return p;
}

/* The key of a ref in bom.refkeys. */
struct refkey {
	uint32_t part, maker, revision;
};

static uint32_t
add_ref(struct bom *b, struct refkey k, struct place at)
{
	struct ref *ref = one_more(b->ref, &b->ref_cap, b->nref, sizeof(*ref));

	if (ref == NULL)
		return BOM_NONE;
	b->ref = ref;
	ref[b->nref] =
	    (struct ref){ k.part, k.maker, k.revision, BOM_NONE, at, false };
	return (uint32_t)b->nref++;
}

/* The ref of a part number alone: the common case, without a second hash. */
static uint32_t
bare_ref(struct bom *b, uint32_t part, struct place at)
{
	if (part < b->nplain)
		return part;
	if (part == b->nplain && part == b->nref) {
		part = add_ref(b, (struct refkey){ part, 0, 0 }, at);
		b->nplain += part != BOM_NONE;
		return part;
	}
	if (part >= b->nbare) {
		size_t cap = b->nbare;
		uint32_t *bare =
		    array_grow(b->bare, &cap, (size_t)part + 1, sizeof(*bare));

		if (bare == NULL)
			return BOM_NONE;
		b->bare = bare;
		for (; b->nbare < cap; b->nbare++)
			bare[b->nbare] = BOM_NONE;
	}
	if (b->bare[part] == BOM_NONE)
		b->bare[part] = add_ref(b, (struct refkey){ part, 0, 0 }, at);
	return b->bare[part];
}

uint32_t
bom_ref_of_part(struct bom *b, uint32_t part, struct str maker,
    struct str revision, struct place at)
{
	struct refkey k = { part, 0, 0 };
	size_t before = b->refkeys.n;
	uint32_t id;

	if (part == INTERN_NONE)
		return BOM_NONE;
	if (maker.n == 0 && revision.n == 0)
		return bare_ref(b, part, at);
	k.maker = bom_text(b, maker);
	k.revision = bom_text(b, revision);
	if (k.maker == INTERN_NONE || k.revision == INTERN_NONE)
		return BOM_NONE;
	id = intern_copy(
	    &b->refkeys, (struct str){ (const char *)&k, sizeof(k) });
	if (id == INTERN_NONE)
		return BOM_NONE;
	/* refkeys and the refs made for it are found through one table */
	if (b->refkeys.n > before) {
		uint32_t ref = add_ref(b, k, at);
		size_t cap = b->nkeyed;
		uint32_t *keyed =
		    array_grow(b->keyed, &cap, (size_t)id + 1, sizeof(*keyed));

		if (ref == BOM_NONE || keyed == NULL)
			return BOM_NONE;
		b->keyed = keyed;
		b->nkeyed = cap;
		keyed[id] = ref;
	}
	return b->keyed[id];
}

/*
 * bom_ref - a reference by part number, maker and revision.
 *
 * In:	part   copied on first appearance; maker, revision may be empty
 *	at     kept on first appearance
 * Cost:	one hash look-up for a bare part number, four otherwise
 */
uint32_t
bom_ref(struct bom *b, struct str part, struct str maker, struct str revision,
    struct place at)
{
	return bom_ref_of_part(
	    b, intern_copy(&b->parts, part), maker, revision, at);
}

bool
bom_reserve_items(struct bom *b, size_t n)
{
	struct item *item =
	    array_grow(b->item, &b->item_cap, b->nitem + n, sizeof(*item));

	if (item != NULL)
		b->item = item;
	return item != NULL;
}

uint32_t
bom_add_named(struct bom *b, uint32_t part_id, uint32_t maker,
    uint32_t revision, struct place at)
{
	struct item *item =
	    one_more(b->item, &b->item_cap, b->nitem, sizeof(*item));

	if (item == NULL || b->nitem >= LIMIT_ITEMS)
		return BOM_NONE;
	b->item = item;
	item[b->nitem] = (struct item){ .part_id = part_id,
		.maker = maker,
		.revision = revision,
		.value = BOM_NONE,
		.mass = amount_unknown(),
		.at = at };
	return (uint32_t)b->nitem++;
}

uint32_t
bom_add_item(struct bom *b, struct str part, struct str maker,
    struct str revision, struct place at)
{
	uint32_t pn = intern_copy(&b->parts, part);
	uint32_t m = bom_text(b, maker), r = bom_text(b, revision);

	if (pn == INTERN_NONE || m == INTERN_NONE || r == INTERN_NONE)
		return BOM_NONE;
	return bom_add_named(b, pn, m, r, at);
}

struct use *
bom_add_uses(struct bom *b, size_t n)
{
	struct use *use;

	if (n > LIMIT_USES || b->nuse > LIMIT_USES - n)
		return NULL;
	use = array_grow(b->use, &b->use_cap, b->nuse + n, sizeof(*use));
	if (use == NULL)
		return NULL;
	b->use = use;
	pages_ahead(use, b->nuse, b->nuse + n, b->use_cap, sizeof(*use));
	b->nuse += n;
	return &use[b->nuse - n];
}

struct use *
bom_add_use(struct bom *b)
{
	struct use *use = bom_add_uses(b, 1);

	if (use != NULL)
		*use = (struct use){ .parent = BOM_NONE,
			.child = BOM_NONE,
			.qty = BOM_NONE,
			.unit = UNIT_NONE };
	return use;
}

uint32_t
bom_note(struct bom *b, struct use_note note)
{
	struct use_note *more =
	    array_grow(b->note, &b->note_cap, b->nnote + 1, sizeof(*more));
	uint32_t id;

	if (more == NULL)
		return BOM_NONE;
	b->note = more;
	if (b->nnote > 0 &&
	    memcmp(&more[b->nnote - 1], &note, sizeof(note)) == 0)
		return (uint32_t)(b->nnote - 1);
	id = intern_copy(
	    &b->notes, (struct str){ (const char *)&note, sizeof(note) });
	if (id == INTERN_NONE)
		return BOM_NONE;
	if (id == b->nnote)
		more[b->nnote++] = note;
	return id;
}

struct content *
bom_add_content(struct bom *b)
{
	struct content *c =
	    one_more(b->content, &b->content_cap, b->ncontent, sizeof(*c));

	if (c == NULL)
		return NULL;
	b->content = c;
	c[b->ncontent] = (struct content){ .item = BOM_NONE,
		.substance = BOM_NONE,
		.amount = amount_unknown() };
	return &c[b->ncontent++];
}

struct origin *
bom_add_origin(struct bom *b)
{
	struct origin *o =
	    one_more(b->origin, &b->origin_cap, b->norigin, sizeof(*o));

	if (o == NULL)
		return NULL;
	b->origin = o;
	o[b->norigin] = (struct origin){ .item = BOM_NONE,
		.content = BOM_NONE,
		.standing = STANDING_DECLARED,
		.share = { NUM_ONE, NUM_ONE, false, false, true } };
	return &o[b->norigin++];
}

bool
bom_made_in(struct bom *b, uint32_t ref, uint32_t decl, const char *code,
    struct place at)
{
	struct origin *o = bom_add_origin(b);

	if (o == NULL)
		return false;
	o->item = ref;
	o->decl = decl;
	o->at = at;
	o->stage = STAGE_COMPONENT;
	memcpy(o->country, code, sizeof(o->country));
	return true;
}

struct declaration *
bom_add_declaration(struct bom *b)
{
	struct declaration *d =
	    one_more(b->decl, &b->decl_cap, b->ndecl, sizeof(*d));

	if (d == NULL)
		return NULL;
	b->decl = d;
	d[b->ndecl] = (struct declaration){ .standing = STANDING_DECLARED };
	return &d[b->ndecl++];
}

bool
bom_add_weighing(struct bom *b, struct weighing w)
{
	struct weighing *p =
	    one_more(b->weighing, &b->weighing_cap, b->nweighing, sizeof(*p));

	if (p == NULL)
		return false;
	b->weighing = p;
	p[b->nweighing++] = w;
	return true;
}

bool
bom_add_other_unit(struct bom *b, struct other_unit u)
{
	struct other_unit *p = one_more(
	    b->other_unit, &b->other_unit_cap, b->nother_unit, sizeof(*p));

	if (p == NULL)
		return false;
	b->other_unit = p;
	p[b->nother_unit++] = u;
	return true;
}

bool
bom_add_maker_part(struct bom *b, struct maker_part m)
{
	struct maker_part *p = one_more(
	    b->maker_part, &b->maker_part_cap, b->nmaker_part, sizeof(*p));

	if (p == NULL)
		return false;
	b->maker_part = p;
	p[b->nmaker_part++] = m;
	return true;
}

struct rate *
bom_add_rate(struct bom *b)
{
	struct rate *r = one_more(b->rate, &b->rate_cap, b->nrate, sizeof(*r));

	if (r == NULL)
		return NULL;
	b->rate = r;
	r[b->nrate] = (struct rate){ 0 };
	return &r[b->nrate++];
}

const struct conversion *
bom_conversion(const struct bom *b, uint32_t from, uint32_t to)
{
	for (size_t i = 0; i < b->nconversion; i++)
		if (b->conversion[i].from == from && b->conversion[i].to == to)
			return &b->conversion[i];
	return NULL;
}

struct price *
bom_add_price(struct bom *b)
{
	struct price *p =
	    one_more(b->price, &b->price_cap, b->nprice, sizeof(*p));

	if (p == NULL)
		return NULL;
	b->price = p;
	p[b->nprice] = (struct price){ 0 };
	return &p[b->nprice++];
}

bool
bom_add_seller(struct bom *b, uint32_t ref, uint32_t name)
{
	uint32_t *p;

	if (ref >= b->nseller) {
		p = array_grow(
		    b->seller, &b->seller_cap, (size_t)ref + 1, sizeof(*p));
		if (p == NULL)
			return false;
		b->seller = p;
		memset(p + b->nseller, 0, (ref + 1 - b->nseller) * sizeof(*p));
		b->nseller = (size_t)ref + 1;
	}
	if (b->seller[ref] == 0)
		b->seller[ref] = name;
	return true;
}
