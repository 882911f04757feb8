/* SPDX-License-Identifier: Apache-2.0 */
/*
 * nested - which item a nested part or material is; see nested.h.
 *
 * A number is a number wherever it stands.  A name is none: two parts of the
 * same name need not be the same, so that the second is told apart by its
 * line.
 */
#include "core/bom/other/nested.h"

#include "core/base/limits.h"

#include <stdio.h>
#include <stdlib.h>

#define DESIGNATION (LIMIT_TEXT + 64)

void
nested_init(struct nested *n, const struct input *in)
{
	*n = (struct nested){ .in = in,
		.decl = in->decl,
		.tree = { .said = { .b = in->b, .f = in->f } } };
}

void
nested_free(struct nested *n)
{
	tree_free(&n->tree);
	free(n->top);
	intern_free(&n->materials);
	free(n->material);
}

static uint32_t
ref_of(struct nested *n, struct str part, struct place at)
{
	const struct str none = { "", 0 };

	return bom_ref(n->in->b, part, none, none, at);
}

/* Does the file already mean something by this designation? */
static bool
is_taken(const struct nested *n, uint32_t ref)
{
	const struct tree_part *p;

	if (ref >= n->tree.npart)
		return false;
	p = &n->tree.part[ref];
	return p->open != 0 || p->at.line != 0 ||
	       stated_of(&n->tree.said, ref) != BOM_NONE;
}

/* The second of a name gets its line, and where a line holds more of them (a
 * file without line breaks) a count over the whole file. */
static uint32_t
ref_by_name(struct nested *n, struct str name, struct place at)
{
	uint32_t ref = ref_of(n, name, at);
	char text[DESIGNATION];

	if (ref == BOM_NONE || !is_taken(n, ref))
		return ref;
	snprintf(text, sizeof(text), "%.*s (line %u)", STR_ARG(name), at.line);
	ref = ref_of(n, str_of(text), at);
	while (ref != BOM_NONE && is_taken(n, ref)) {
		snprintf(text, sizeof(text), "%.*s (line %u, %u)",
		    STR_ARG(name), at.line, ++n->nalike);
		ref = ref_of(n, str_of(text), at);
	}
	return ref;
}

static bool
is_material(const struct nested *n, uint32_t ref)
{
	uint32_t item = stated_of(&n->tree.said, ref);

	return item != BOM_NONE && n->in->b->item[item].form == FORM_MATERIAL;
}

static uint32_t
ref_by_number(struct nested *n, const struct nested_part *part)
{
	struct bom *b = n->in->b;
	struct str number = bom_text_get(b, part->number);
	uint32_t ref = bom_ref(b, number, bom_text_get(b, part->maker),
	    bom_text_get(b, part->revision), part->use.at);

	if (ref != BOM_NONE && !part->exact && is_material(n, ref))
		findings_error(n->in->f, ST_CONFLICT, bom_pos(b, part->use.at),
		    "part number \"%.*s\" is the name of a material "
		    "in this file: expected another part number",
		    STR_ARG(str_clip(number, 80)));
	return ref;
}

/* Its number, or else the best designation that the part has. */
static uint32_t
part_ref(struct nested *n, const struct nested_part *part)
{
	const size_t most = sizeof(part->other) / sizeof(part->other[0]);
	struct bom *b = n->in->b;
	char text[64];

	if (part->number != 0)
		return ref_by_number(n, part);
	for (size_t i = 0; i < most; i++)
		if (part->other[i] != 0)
			return ref_by_name(
			    n, bom_text_get(b, part->other[i]), part->use.at);
	snprintf(text, sizeof(text), "part in line %u", part->use.at.line);
	return ref_by_name(n, str_of(text), part->use.at);
}

bool
nested_open(struct nested *n, const struct nested_part *part)
{
	uint32_t ref = part_ref(n, part);

	return ref != BOM_NONE && tree_open(&n->tree, ref, &part->use) &&
	       tree_state(&n->tree, &part->said);
}

bool
nested_close(struct nested *n)
{
	struct use *top;

	if (n->tree.nopen == 1) {
		top =
		    array_grow(n->top, &n->top_cap, n->ntop + 1, sizeof(*top));
		if (top == NULL)
			return false;
		n->top = top;
		top[n->ntop++] = n->tree.open[0].use;
	}
	return tree_close(&n->tree);
}

/* What a material is known by. */
struct material_key {
	uint32_t designation, record; /* text ids */
};

static uint32_t
new_material(
    struct nested *n, const struct material_key *k, const struct place at)
{
	struct str name = bom_text_get(n->in->b, k->designation);
	struct str record = bom_text_get(n->in->b, k->record);
	uint32_t ref = ref_of(n, name, at);
	char text[2 * DESIGNATION];

	if (ref == BOM_NONE || !is_taken(n, ref))
		return ref;
	if (record.n == 0)
		return ref_by_name(n, name, at);
	snprintf(
	    text, sizeof(text), "%.*s [%.*s]", STR_ARG(name), STR_ARG(record));
	return ref_by_name(n, str_of(text), at);
}

static uint32_t
material_ref(struct nested *n, const struct nested_material *m)
{
	const struct material_key k = { m->designation, m->record };
	size_t before = n->materials.n;
	uint32_t *list = array_grow(
	    n->material, &n->material_cap, before + 1, sizeof(*list));
	uint32_t id;

	if (list == NULL)
		return BOM_NONE;
	n->material = list;
	if (m->number != 0)
		return bom_ref(n->in->b, bom_text_get(n->in->b, m->number),
		    bom_text_get(n->in->b, m->maker),
		    bom_text_get(n->in->b, m->revision), m->use.at);
	if (k.designation == 0)
		return ref_by_name(
		    n, STR("material without a name"), m->use.at);
	id = intern_copy(
	    &n->materials, (struct str){ (const char *)&k, sizeof(k) });
	if (id == INTERN_NONE)
		return BOM_NONE;
	if (n->materials.n > before)
		list[id] = new_material(n, &k, m->use.at);
	return list[id];
}

bool
nested_open_material(struct nested *n, const struct nested_material *m)
{
	uint32_t ref = material_ref(n, m);
	struct item said = m->said;

	if (!m->formed)
		said.form = FORM_MATERIAL;
	return ref != BOM_NONE && tree_open(&n->tree, ref, &m->use) &&
	       tree_state(&n->tree, &said);
}

uint32_t
nested_innermost(const struct nested *n)
{
	return n->tree.open[n->tree.nopen - 1].ref;
}

bool
nested_content(struct nested *n, const struct content_text *t)
{
	const struct input *in = n->in;
	uint32_t first;

	if (fields_content(in->b, in->chem, t, nested_innermost(n), n->decl,
		&first, in->f) != ST_OK)
		return true;
	return tree_content(&n->tree, first);
}

bool
nested_made_in(struct nested *n, const char *country, struct place at)
{
	return stated_made_in(
	    &n->tree.said, nested_innermost(n), country, n->decl, at);
}

static bool
is_one_piece(const struct use *u)
{
	return u->qty == NUM_ONE && u->unit == UNIT_EACH;
}

bool
nested_whole(struct nested *n, uint32_t name, struct place at)
{
	const struct str none = { "", 0 };
	struct bom *b = n->in->b;
	uint32_t ref, item;
	struct use *use;

	if (n->ntop == 0 || (n->ntop == 1 && is_one_piece(&n->top[0])))
		return true;
	ref = ref_by_name(
	    n, name != 0 ? bom_text_get(b, name) : STR("product"), at);
	if (ref == BOM_NONE)
		return false;
	item = bom_add_item(b, b->parts.key[b->ref[ref].part], none, none, at);
	use = bom_add_uses(b, n->ntop);
	if (item == BOM_NONE || use == NULL)
		return false;
	b->item[item].form = FORM_PRODUCT;
	b->item[item].dim = DIM_EACH;
	for (size_t i = 0; i < n->ntop; i++) {
		use[i] = n->top[i];
		use[i].parent = ref;
	}
	return true;
}
