/* SPDX-License-Identifier: Apache-2.0 */
/* stated - the rows that state an item, put together; see stated.h. */
#include "core/bom/stated.h"

#include "core/base/pages.h"
#include "core/bom/same.h"

#include <stdlib.h>
#include <string.h>

void
stated_free(struct stated *s)
{
	free(s->item);
	free(s->named);
	free(s->made_in);
	free(s->list);
	*s = (struct stated){ 0 };
}

uint32_t
stated_of(const struct stated *s, uint32_t ref)
{
	return ref < s->nitem ? s->item[ref] - 1 : BOM_NONE;
}

/* Does a row state the name of the part?  A bit each: a list names a part again
 * and again, and the items themselves lie all over the memory. */
static inline bool
is_named(const struct stated *s, uint32_t ref)
{
	return ref / 64 < s->nnamed &&
	       (s->named[ref / 64] >> ref % 64 & 1) != 0;
}

void
stated_foresee(const struct stated *s, const struct use *use, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (use[i].child < s->nitem && !is_named(s, use[i].child))
			__builtin_prefetch(&s->item[use[i].child]);
	for (size_t i = 0; i < n; i++) {
		uint32_t item = is_named(s, use[i].child)
				    ? BOM_NONE
				    : stated_of(s, use[i].child);

		if (item == BOM_NONE)
			continue;
		__builtin_prefetch(&s->b->item[item].name);
		__builtin_prefetch(&s->b->item[item].flags);
	}
}

/* Zeros but for what is there already, up to the ref; NULL: memory. */
static void *
by_ref(void *array, size_t *cap, uint32_t ref, size_t size)
{
	size_t from = *cap;
	char *p = array_grow(array, cap, (size_t)ref + 1, size);

	if (p != NULL && *cap > from) {
		pages_ready(p + from * size, (*cap - from) * size);
		memset(p + from * size, 0, (*cap - from) * size);
	}
	return p;
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

/* Two prices are none that one could rely on: a currency without a price says
 * that there were some. */
static void
settle_price(const struct row *r, struct item *it, const struct item *said)
{
	const struct stated *s = r->s;

	if (said->value == BOM_NONE)
		return;
	if (it->value == BOM_NONE && it->currency == 0) {
		it->value = said->value;
		it->currency = said->currency;
	} else if (it->value != BOM_NONE &&
		   (it->value != said->value ||
		       it->currency != said->currency)) {
		findings_warn(s->f, ST_CONFLICT, bom_pos(s->b, r->at),
		    "\"%.*s\" with another price than in line %u: expected "
		    "the same each time it appears; its price is taken as "
		    "unknown",
		    STR_ARG(
			str_clip(s->b->parts.key[s->b->ref[r->ref].part], 80)),
		    r->first.line);
		it->value = BOM_NONE;
	}
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
	settle_price(r, it, said);
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

/* The same of an item of which nothing was known. */
static void
take_over(struct item *it, const struct item *said)
{
	it->name = said->name;
	it->material = said->material;
	it->form = said->form;
	it->dim = said->dim;
	it->hs = said->hs;
	it->control = said->control;
	it->value = said->value;
	it->currency = said->currency;
	it->has_mass = said->has_mass;
	if (said->has_mass)
		it->mass = said->mass;
	it->flags |= said->flags;
}

bool
stated_item(
    struct stated *s, uint32_t ref, struct place at, const struct item *said)
{
	uint32_t *item = by_ref(s->item, &s->nitem, ref, sizeof(*item));
	const struct ref *key = &s->b->ref[ref];
	struct row r = { s, ref, at, at };
	uint32_t i;

	if (item == NULL)
		return false;
	s->item = item;
	i = stated_of(s, ref);
	if (i != BOM_NONE) {
		r.first = s->b->item[i].at;
		put_together(&r, &s->b->item[i], said);
		return true;
	}
	i = bom_add_named(s->b, key->part, key->maker, key->revision, at);
	if (i == BOM_NONE)
		return false;
	item[ref] = i + 1;
	take_over(&s->b->item[i], said);
	return true;
}

bool
stated_name(struct stated *s, uint32_t ref, struct place at, uint32_t name)
{
	struct item said;
	uint64_t *named;

	if (is_named(s, ref))
		return true;
	said = (struct item){
		.name = name, .value = BOM_NONE, .mass = amount_unknown()
	};
	if (!stated_item(s, ref, at, &said))
		return false;
	if (name == 0)
		return true;
	named = by_ref(s->named, &s->nnamed, ref / 64, sizeof(*named));
	if (named == NULL)
		return false;
	s->named = named;
	named[ref / 64] |= (uint64_t)1 << ref % 64;
	return true;
}

bool
stated_nothing(struct stated *s, struct place at, uint32_t *ref)
{
	const struct item said = { .value = BOM_NONE,
		.mass = { NUM_ZERO, NUM_ZERO, false, false, false },
		.has_mass = 1,
		.dim = DIM_EACH,
		.flags = ITEM_COMPLETE };

	*ref = bom_ref(s->b, STR(STATED_NOTHING), STR(""), STR(""), at);
	return *ref != BOM_NONE && stated_item(s, *ref, at, &said);
}

bool
stated_made_in(struct stated *s, uint32_t ref, const char *country,
    uint32_t decl, struct place at)
{
	struct stated_country *in =
	    by_ref(s->made_in, &s->nmade_in, ref, sizeof(*in));

	if (in == NULL)
		return false;
	s->made_in = in;
	if (country[0] == '\0' || strcmp(in[ref].code, country) == 0)
		return true;
	memcpy(in[ref].code, country, sizeof(in[ref].code));
	return bom_made_in(s->b, ref, decl, country, at);
}

bool
stated_uses(struct stated *s, uint32_t parent, struct place at, size_t before)
{
	struct stated_list *list =
	    by_ref(s->list, &s->nlist, parent, sizeof(*list));
	struct stated_list *known;
	struct bom *b = s->b;
	size_t n = b->nuse - before;
	int same;

	if (list == NULL)
		return false;
	s->list = list;
	known = &list[parent];
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
