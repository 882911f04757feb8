/* SPDX-License-Identifier: Apache-2.0 */
/*
 * composed_part - products, parts and materials of a material declaration
 * become items and uses; see composed.h.
 *
 * Numbers of parts are the tool's own ("Parts00001") and begin anew in every
 * document: a part is known by its product and its number.
 */
#include "core/base/limits.h"
#include "core/bom/field/per_unit.h"
#include "core/bom/other/composed.h"

#include <stdio.h>

/* Of "PRODUCT/PART/MATERIAL (2)". */
#define DESIGNATION (3 * LIMIT_TEXT)

/* The mass of what is counted in that unit; false: memory. */
static bool
state_mass(struct composed *x, struct composed_frame *fr, enum unit of)
{
	fr->said.dim = (uint8_t)unit_dimension(of);
	return fr->said.dim == DIM_MASS ||
	       measured_state(x->in, &fr->mass, of, &fr->said);
}

/* Of what a part is in. */
static struct str
around(const struct composed *x)
{
	const struct bom *b = x->in->b;

	return b->parts.key[b->ref[nested_innermost(&x->parts)].part];
}

/* Its number or name behind that of the product; a text id, 0 for a blank. */
static bool
put_behind(struct composed *x, struct str before, uint32_t name, uint32_t *id)
{
	char text[DESIGNATION];
	int n;

	*id = 0;
	if (name == 0)
		return true;
	n = snprintf(text, sizeof(text), "%.*s/%.*s", STR_ARG(before),
	    STR_ARG(bom_text_get(x->in->b, name)));
	*id = bom_text(x->in->b, (struct str){ text, (size_t)n });
	return *id != BOM_NONE;
}

/* What is in a product is told per unit of it: per base unit. */
static bool
per_product(
    struct composed *x, const struct composed_frame *parent, struct use *u)
{
	if (parent->kind != COMPOSED_PRODUCT || u->qty == BOM_NONE)
		return true;
	u->qty = per_unit(x->in->b, u->qty, (enum unit)parent->use.unit);
	return u->qty != INTERN_NONE;
}

static bool
open_part(
    struct composed *x, const struct nested_part *p, struct composed_frame *fr)
{
	if (!nested_open(&x->parts, p))
		return false;
	return fr->country[0] == '\0' ||
	       nested_made_in(&x->parts, fr->country, fr->country_at);
}

/* The item is known by what its maker calls it. */
static void
take_key(const struct composed *x, const struct composed_frame *fr,
    struct nested_part *p)
{
	const struct composed_words *words = composed_words(x, fr);

	if (words->word[LISTED_PART] == 0)
		return;
	p->number = words->word[LISTED_PART];
	p->maker = words->maker;
	p->revision = words->issue;
	p->exact = true;
}

static bool
begin_product(struct composed *x, struct composed_frame *fr)
{
	enum unit of = (enum unit)fr->use.unit;
	struct nested_part p = { .number = fr->number,
		.maker = x->supplier,
		.revision = fr->revision,
		.other = { fr->name },
		.use = fr->use };

	p.use.qty = NUM_ONE;
	take_key(x, fr, &p);
	if (!composed_item_words(x, fr) || !state_mass(x, fr, of))
		return false;
	p.said = fr->said;
	p.said.name = fr->name;
	if (!open_part(x, &p, fr))
		return false;
	x->product = nested_innermost(&x->parts);
	return true;
}

static bool
begin_part(struct composed *x, struct composed_frame *fr)
{
	const struct bom *b = x->in->b;
	struct str product = b->parts.key[b->ref[x->product].part];
	struct nested_part p = { .number = 0 };

	if (!put_behind(x, product, fr->number, &p.number) ||
	    !put_behind(x, product, fr->name, &p.other[0]) ||
	    !composed_item_words(x, fr))
		return false;
	p.use = fr->use;
	take_key(x, fr, &p);
	if (!per_product(x, fr - 1, &p.use) ||
	    !state_mass(x, fr, (enum unit)fr->use.unit))
		return false;
	fr->said.name = fr->name;
	p.said = fr->said;
	return open_part(x, &p, fr);
}

/* The designation of a material: the second of a name in one part is another
 * material. */
static bool
designate(struct composed *x, const struct composed_frame *fr, uint32_t *id)
{
	const uint32_t key[] = { fr[-1].serial, fr->name };
	size_t before = x->alike.n;
	uint32_t *list =
	    array_grow(x->nalike, &x->alike_cap, before + 1, sizeof(*list));
	char text[DESIGNATION];
	struct str whole;
	uint32_t i;

	if (list == NULL || !put_behind(x, around(x), fr->name, id))
		return false;
	x->nalike = list;
	i = intern_copy(
	    &x->alike, (struct str){ (const char *)key, sizeof(key) });
	if (i == INTERN_NONE)
		return false;
	if (x->alike.n > before)
		list[i] = 0;
	if (++list[i] == 1 || *id == 0)
		return true;
	whole = bom_text_get(x->in->b, *id);
	snprintf(text, sizeof(text), "%.*s (%u)", STR_ARG(whole), list[i]);
	*id = bom_text(x->in->b, str_of(text));
	return *id != BOM_NONE;
}

/* A share of the part, where no mass is stated: only an exact one can be a
 * quantity. */
static bool
use_share(struct composed *x, const struct composed_frame *fr, struct use *u)
{
	struct bom *b = x->in->b;
	const struct field value = { bom_text_get(b, fr->percent.value),
		fr->percent.at };
	const struct field unit = { bom_text_get(b, fr->percent.unit),
		fr->percent.at };
	enum status st = ST_OK;

	u->qty = BOM_NONE;
	u->unit = UNIT_PERCENT;
	if (fr->percent.value != 0)
		st = fields_quantity(
		    b, value, unit, &u->qty, &u->unit, x->in->f);
	else if (measured_given(&fr->percent))
		findings_warn(x->in->f, ST_RANGE, bom_pos(b, fr->percent.at),
		    "a material of which only a range of percent is stated: "
		    "expected its mass; how much of it is in the part is "
		    "taken as not known");
	return st != ST_NOMEM;
}

static bool
begin_material(struct composed *x, struct composed_frame *fr)
{
	const struct composed_words *words = composed_words(x, fr);
	struct nested_material m = { .record = 0 };

	if (!designate(x, fr, &m.designation) || !composed_item_words(x, fr))
		return false;
	m.use = fr->use;
	m.formed = composed_has(x, fr, LISTED_FORM);
	m.number = words->word[LISTED_PART];
	m.maker = words->maker;
	m.revision = words->issue;
	if (composed_has(x, fr, LISTED_QUANTITY)) {
		if (!per_product(x, fr - 1, &m.use) ||
		    !state_mass(x, fr, (enum unit)fr->use.unit))
			return false;
	} else if (measured_given(&fr->mass)) {
		m.use.qty = NUM_ONE;
		if (!per_product(x, fr - 1, &m.use) ||
		    !state_mass(x, fr, UNIT_EACH))
			return false;
	} else if (!use_share(x, fr, &m.use)) {
		return false;
	}
	m.said = fr->said;
	m.said.name =
	    fr->name != m.number ? fr->name : words->word[LISTED_NAME];
	return nested_open_material(&x->parts, &m);
}

bool
composed_open(struct composed *x, struct composed_frame *fr)
{
	if (fr->begun || fr->kind > COMPOSED_MATERIAL)
		return true;
	fr->begun = true;
	return fr->kind == COMPOSED_PRODUCT ? begin_product(x, fr)
	       : fr->kind == COMPOSED_PART  ? begin_part(x, fr)
					    : begin_material(x, fr);
}

bool
composed_whole(struct composed *x, bool full)
{
	x->claims = true;
	x->full = full;
	return composed_open(x, composed_frame(x));
}

/* "No rare earth beyond those listed". */
static bool
close_list(struct composed *x, const struct composed_frame *fr)
{
	const struct field word = composed_word(x, fr, LISTED_CLOSED);
	const struct field none = { { "", 0 }, word.at };
	struct content_text t = { none, none, none, none, none,
		{ none, none, none, none }, none, none, none, none, word.at };
	bool yes = false;

	if (fr->words == 0)
		return true;
	fields_bool(x->in->b, word, &yes, x->in->f);
	t.scope.text = STR("own");
	t.kind.text = STR("complete");
	return !yes || nested_content(&x->parts, &t);
}

/* It holds nothing beyond what is listed, if what is listed has a name. */
bool
composed_close(struct composed *x, struct composed_frame *fr)
{
	struct item claim = { .value = BOM_NONE, .mass = amount_unknown() };

	if (!composed_open(x, fr) || !close_list(x, fr))
		return false;
	if (!composed_claim(x, fr, &claim.flags) && x->claims)
		claim.flags =
		    x->full && !fr->wildcard ? ITEM_COMPLETE : ITEM_OPEN;
	return tree_state(&x->parts.tree, &claim) && nested_close(&x->parts);
}

/* A further number of a product: one of it is one of the product. */
static bool
add_other(struct composed *x, const struct composed_other *o, uint8_t unit)
{
	const uint32_t number = o->number != 0 ? o->number : o->name;
	struct bom *b = x->in->b;
	struct str key[] = { bom_text_get(b, number),
		bom_text_get(b, x->supplier), bom_text_get(b, o->revision) };
	uint32_t ref = bom_ref(b, key[0], key[1], key[2], o->at), item;
	struct use *u;

	if (ref == BOM_NONE || ref == x->product || number == 0)
		return ref != BOM_NONE;
	item = bom_add_item(b, key[0], key[1], key[2], o->at);
	u = bom_add_use(b);
	if (item == BOM_NONE || u == NULL)
		return false;
	b->item[item].name = o->name;
	b->item[item].dim = (uint8_t)unit_dimension((enum unit)unit);
	b->item[item].flags = ITEM_PHANTOM;
	*u = (struct use){ ref, x->product, NUM_ONE, o->at, 0, unit, 0 };
	return true;
}

bool
composed_end_product(struct composed *x, struct composed_frame *fr)
{
	if (!composed_close(x, fr))
		return false;
	x->claims = x->full = false;
	for (size_t i = 0; i < x->nother; i++)
		if (!add_other(x, &x->other[i], fr->use.unit))
			return false;
	x->nother = 0;
	return true;
}
