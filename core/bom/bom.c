/* SPDX-License-Identifier: Apache-2.0 */
/* bom - the bill of materials in memory; see bom.h. */
#include "core/bom/bom.h"

#include "core/base/limits.h"
#include "core/base/pages.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool
bom_init(struct bom *b)
{
	*b = (struct bom){ 0 };
	return numtab_init(&b->num) && intern_put(&b->text, STR("")) == 0 &&
	       bom_note(b, (struct use_note){ 0 }) == 0;
}

void
bom_free(struct bom *b)
{
	void *const arrays[] = { b->bare, b->keyed, b->ref, b->item, b->use,
		b->note, b->decl, b->content, b->origin, b->substance, b->price,
		b->rate, b->conversion, b->weighing, b->maker_part, b->conflict,
		b->use_start, b->content_start, b->item_origin, b->origin_start,
		b->order, b->level_start, b->is_child, b->room, b->passed };

	for (size_t i = 0; i < sizeof(arrays) / sizeof(arrays[0]); i++)
		free(arrays[i]);
	for (size_t i = 0; i < b->nfile; i++)
		bytes_free(&b->file[i].bytes);
	free(b->file);
	intern_free(&b->text);
	intern_free(&b->parts);
	intern_free(&b->refkeys);
	intern_free(&b->subkeys);
	intern_free(&b->notes);
	intern_free(&b->passedkeys);
	numtab_free(&b->num);
	arena_free(&b->mem);
	*b = (struct bom){ 0 };
}

/* Room for one more element of an array; NULL when that cannot be had. */
static void *
one_more(void *array, size_t *cap, size_t n, size_t size)
{
	void *p = n < LIMIT_USES ? array_grow(array, cap, n + 1, size) : NULL;

	if (p != NULL)
		pages_ahead(p, n, n + 1, *cap, size);
	return p;
}

uint32_t
bom_add_file(
    struct bom *b, const char *name, struct bytes *bytes, enum bom_role role)
{
	struct bom_file *file =
	    one_more(b->file, &b->file_cap, b->nfile, sizeof(*file));
	struct str copy = arena_copy(&b->mem, str_of(name));

	if (file != NULL)
		b->file = file;
	if (file == NULL || copy.p == NULL || b->nfile >= UINT16_MAX) {
		bytes_free(bytes);
		return BOM_NONE;
	}
	b->file[b->nfile] = (struct bom_file){ .name = copy.p,
		.bytes = *bytes,
		.role = role,
		.format = "",
		.encoding = "UTF-8" };
	*bytes = (struct bytes){ NULL, 0 };
	return (uint32_t)b->nfile++;
}

struct pos
bom_pos(const struct bom *b, struct place at)
{
	if (at.line == 0 || at.file >= b->nfile)
		return pos_none;
	return (struct pos){ b->file[at.file].name, at.line, at.col };
}

struct passed_key {
	uint32_t name;
	uint16_t file;
	uint8_t kind, known;
};

bool
bom_pass_over(struct bom *b, enum passed_kind kind, bool known, struct str name,
    uint64_t n, struct place at)
{
	struct passed_key k = { 0, at.file, (uint8_t)kind, known };
	size_t before = b->passedkeys.n;
	struct passed *list;
	uint32_t id;

	if (before < LIMIT_PASSED)
		k.name = bom_text(b, name);
	id = k.name == BOM_NONE
		 ? INTERN_NONE
		 : intern_copy(&b->passedkeys,
		       (struct str){ (const char *)&k, sizeof(k) });
	if (id == INTERN_NONE)
		return false;
	list = array_grow(b->passed, &b->passed_cap, id + 1, sizeof(*list));
	if (list == NULL)
		return false;
	b->passed = list;
	if (id == before)
		list[id] =
		    (struct passed){ k.name, k.kind, k.known, at.file, at, 0 };
	list[id].n += n;
	return true;
}

uint32_t
bom_text(struct bom *b, struct str s)
{
	return s.n == 0 ? 0 : intern_copy(&b->text, s);
}

struct str
bom_text_get(const struct bom *b, uint32_t id)
{
	return b->text.key[id];
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

static struct str
put_label(const struct bom *b, struct str part, uint32_t maker_id,
    uint32_t revision, char *buf, size_t size)
{
	struct str maker = bom_text_get(b, maker_id);
	struct str rev = bom_text_get(b, revision);
	int n;

	part = str_clip(part, 80);
	n = snprintf(buf, size, "%.*s%s%.*s%s%.*s",
	    STR_ARG(str_clip(maker, 40)), maker.n > 0 ? " " : "", STR_ARG(part),
	    rev.n > 0 ? " rev " : "", STR_ARG(str_clip(rev, 20)));
	if (n < 0 || size == 0)
		return (struct str){ "", 0 };
	return (struct str){ buf, (size_t)n < size ? (size_t)n : size - 1 };
}

struct str
bom_item_label(const struct bom *b, uint32_t item, char *buf, size_t size)
{
	const struct item *it = &b->item[item];

	return put_label(
	    b, bom_part(b, item), it->maker, it->revision, buf, size);
}

struct str
bom_ref_label(
    const struct bom *b, const struct ref *ref, char *buf, size_t size)
{
	return put_label(
	    b, b->parts.key[ref->part], ref->maker, ref->revision, buf, size);
}
