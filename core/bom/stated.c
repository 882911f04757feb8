/* SPDX-License-Identifier: Apache-2.0 */
/* stated - the rows that state an item, put together; see stated.h. */
#include "core/bom/stated.h"

#include "core/bom/same.h"

#include <stdlib.h>
#include <string.h>

void
stated_free(struct stated *s)
{
	free(s->part);
	free(s->list);
	*s = (struct stated){ 0 };
}

uint32_t
stated_of(const struct stated *s, uint32_t ref)
{
	return ref < s->cap ? s->part[ref].item : BOM_NONE;
}

void
stated_foresee(const struct stated *s, const struct use *use, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (use[i].child < s->cap)
			__builtin_prefetch(&s->part[use[i].child]);
	for (size_t i = 0; i < n; i++) {
		uint32_t item = stated_of(s, use[i].child);

		if (item == BOM_NONE)
			continue;
		__builtin_prefetch(&s->b->item[item].name);
		__builtin_prefetch(&s->b->item[item].flags);
	}
}

static struct stated_part *
part_of(struct stated *s, uint32_t ref)
{
	size_t from = s->cap;
	struct stated_part *part = s->part;

	if (ref >= s->cap) {
		part =
		    array_grow(part, &s->cap, (size_t)ref + 1, sizeof(*part));
		if (part == NULL)
			return NULL;
		for (size_t i = from; i < s->cap; i++)
			part[i] = (struct stated_part){ .item = BOM_NONE };
		s->part = part;
	}
	return &part[ref];
}

void
stated_differs(const struct stated *s, uint32_t ref, struct place at,
    const char *what, struct place first)
{
	findings_error(s->f, ST_CONFLICT, bom_pos(s->b, at),
	    "\"%.*s\" with %s than in line %u: expected the same each time "
	    "it appears, or another part number or revision",
	    STR_ARG(str_clip(s->b->parts.key[s->b->ref[ref].part], 80)), what,
	    first.line);
}

/* A row, and what was known before it. */
struct row {
	const struct stated *s;
	uint32_t ref;
	struct place at, first;
};

/* Takes over a number or text that is stated here; differing is told. */
static void
settle(const struct row *r, uint32_t *known, uint32_t said, uint32_t blank,
    const char *what)
{
	if (said == blank || said == *known)
		return;
	if (*known == blank)
		*known = said;
	else
		stated_differs(r->s, r->ref, r->at, what, r->first);
}

static void
put_together(const struct row *r, struct item *it, const struct item *said)
{
	uint32_t form = it->form, dim = it->dim;

	if (it->name == 0)
		it->name = said->name;
	if (it->material == 0)
		it->material = said->material;
	settle(r, &form, said->form, FORM_UNKNOWN, "another form");
	settle(r, &dim, said->dim, DIM_NONE, "another unit of measure");
	settle(r, &it->hs, said->hs, 0, "another HS code");
	settle(r, &it->control, said->control, 0, "another control code");
	settle(r, &it->value, said->value, BOM_NONE, "another price");
	settle(r, &it->currency, said->currency, 0, "another currency");
	it->form = (uint8_t)form;
	it->dim = (uint8_t)dim;
	if (said->has_mass && !it->has_mass) {
		it->has_mass = 1;
		it->mass = said->mass;
	} else if (said->has_mass && !same_amount(&said->mass, &it->mass)) {
		stated_differs(r->s, r->ref, r->at, "another mass", r->first);
	}
	it->flags |= said->flags;
}

bool
stated_item(
    struct stated *s, uint32_t ref, struct place at, const struct item *said)
{
	struct stated_part *part = part_of(s, ref);
	const struct ref *key = &s->b->ref[ref];
	struct row r = { s, ref, at, at };
	struct item *it;

	if (part == NULL)
		return false;
	if (part->item == BOM_NONE)
		part->item = bom_add_named(
		    s->b, key->part, key->maker, key->revision, at);
	if (part->item == BOM_NONE)
		return false;
	it = &s->b->item[part->item];
	r.first = it->at;
	put_together(&r, it, said);
	return true;
}

bool
stated_made_in(struct stated *s, uint32_t ref, const char *country,
    uint32_t decl, struct place at)
{
	struct stated_part *part = part_of(s, ref);

	if (part == NULL)
		return false;
	if (country[0] == '\0' || strcmp(part->made_in, country) == 0)
		return true;
	memcpy(part->made_in, country, sizeof(part->made_in));
	return bom_made_in(s->b, ref, decl, country, at);
}

static struct stated_list *
list_of(struct stated *s, uint32_t ref)
{
	size_t from = s->nlist;
	struct stated_list *list = s->list;

	if (ref >= s->nlist) {
		list =
		    array_grow(list, &s->nlist, (size_t)ref + 1, sizeof(*list));
		if (list == NULL)
			return NULL;
		memset(list + from, 0, (s->nlist - from) * sizeof(*list));
		s->list = list;
	}
	return &list[ref];
}

bool
stated_uses(struct stated *s, uint32_t parent, struct place at, size_t before)
{
	struct stated_list *known = list_of(s, parent);
	struct bom *b = s->b;
	size_t n = b->nuse - before;
	int same;

	if (known == NULL)
		return false;
	if (known->n == 0) {
		*known = (struct stated_list){ (uint32_t)before, (uint32_t)n };
		return true;
	}
	same = n == known->n;
	if (same == 1)
		same = same_rows(b->use + known->first, b->use + before, n,
		    sizeof(struct use), same_use);
	if (same == 0)
		stated_differs(s, parent, at, "other parts in it",
		    b->use[known->first].at);
	b->nuse = before;
	return same >= 0;
}
