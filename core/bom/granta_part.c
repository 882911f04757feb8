/* SPDX-License-Identifier: Apache-2.0 */
/*
 * granta_part - parts, materials and substances of a Granta bill of
 * materials become items, uses and content; see granta.h.
 */
#include "core/base/limits.h"
#include "core/bom/granta.h"
#include "core/chem/cas.h"

#include <stdio.h>
#include <string.h>

#define DESIGNATION (LIMIT_TEXT + 64)

static uint32_t
ref_of(struct granta *g, struct str part, struct place at)
{
	const struct str none = { "", 0 };

	return bom_ref(g->in->b, part, none, none, at);
}

/* Does the file already mean something by this designation? */
static bool
is_taken(const struct granta *g, uint32_t ref)
{
	const struct tree_part *p;

	if (ref >= g->tree.npart)
		return false;
	p = &g->tree.part[ref];
	return p->open != 0 || p->at.line != 0 ||
	       stated_of(&g->tree.said, ref) != BOM_NONE;
}

/*
 * A name is no number: two parts of the same name need not be the same, so
 * that the second is told apart by its line, and where a line holds more of
 * them (a file without line breaks) by a count over the whole file.
 */
static uint32_t
ref_by_name(struct granta *g, struct str name, struct place at)
{
	uint32_t ref = ref_of(g, name, at);
	char text[DESIGNATION];

	if (ref == BOM_NONE || !is_taken(g, ref))
		return ref;
	snprintf(text, sizeof(text), "%.*s (line %u)", STR_ARG(name), at.line);
	ref = ref_of(g, str_of(text), at);
	while (ref != BOM_NONE && is_taken(g, ref)) {
		snprintf(text, sizeof(text), "%.*s (line %u, %u)",
		    STR_ARG(name), at.line, ++g->nalike);
		ref = ref_of(g, str_of(text), at);
	}
	return ref;
}

static bool
is_material(const struct granta *g, uint32_t ref)
{
	uint32_t item = stated_of(&g->tree.said, ref);

	return item != BOM_NONE && g->in->b->item[item].form == FORM_MATERIAL;
}

/* PartNumber, or else the best designation that the part has. */
static uint32_t
part_ref(struct granta *g, const struct granta_frame *part)
{
	const uint32_t others[] = { part->external, part->name, part->id };
	struct bom *b = g->in->b;
	char text[64];
	uint32_t ref;

	if (part->number != 0) {
		ref = ref_of(g, bom_text_get(b, part->number), part->at);
		if (ref != BOM_NONE && is_material(g, ref))
			findings_error(g->in->f, ST_CONFLICT,
			    bom_pos(b, part->at),
			    "part number \"%.*s\" is the name of a material "
			    "in this file: expected another part number",
			    STR_ARG(
				str_clip(bom_text_get(b, part->number), 80)));
		return ref;
	}
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
		if (others[i] != 0)
			return ref_by_name(
			    g, bom_text_get(b, others[i]), part->at);
	snprintf(text, sizeof(text), "part in line %u", part->at.line);
	return ref_by_name(g, str_of(text), part->at);
}

static uint8_t
base_unit(uint8_t dim)
{
	static const uint8_t units[] = { [DIM_NONE] = UNIT_EACH,
		[DIM_EACH] = UNIT_EACH,
		[DIM_MASS] = UNIT_G,
		[DIM_LENGTH] = UNIT_M,
		[DIM_AREA] = UNIT_M2,
		[DIM_VOLUME] = UNIT_L,
		[DIM_SHARE] = UNIT_FRACTION };

	return units[dim];
}

bool
granta_part_begin(struct granta *g, struct granta_frame *part)
{
	uint32_t ref;

	if (part->begun)
		return true;
	part->begun = true;
	ref = part_ref(g, part);
	if (ref == BOM_NONE)
		return false;
	part->use.at = part->at;
	if (part->use.unit == UNIT_NONE)
		part->use.unit = base_unit(part->said.dim);
	part->said.name = part->name;
	return tree_open(&g->tree, ref, &part->use) &&
	       tree_state(&g->tree, &part->said);
}

bool
granta_part_end(struct granta *g, struct granta_frame *part)
{
	struct use *top;

	if (!granta_part_begin(g, part))
		return false;
	if (g->tree.nopen == 1) {
		top =
		    array_grow(g->top, &g->top_cap, g->ntop + 1, sizeof(*top));
		if (top == NULL)
			return false;
		g->top = top;
		top[g->ntop++] = g->tree.open[0].use;
	}
	return tree_close(&g->tree);
}

/* What tells one material from another. */
struct material_key {
	uint32_t designation, record; /* text ids */
};

/* A material is known by its name, and the record that it refers to. */
static uint32_t
new_material(
    struct granta *g, const struct material_key *k, const struct place at)
{
	struct str name = bom_text_get(g->in->b, k->designation);
	struct str record = bom_text_get(g->in->b, k->record);
	uint32_t ref = ref_of(g, name, at);
	char text[2 * DESIGNATION];

	if (ref == BOM_NONE || !is_taken(g, ref))
		return ref;
	if (record.n == 0)
		return ref_by_name(g, name, at);
	snprintf(
	    text, sizeof(text), "%.*s [%.*s]", STR_ARG(name), STR_ARG(record));
	return ref_by_name(g, str_of(text), at);
}

static uint32_t
material_ref(struct granta *g, const struct granta_frame *m)
{
	const struct material_key k = { m->name != 0       ? m->name
					: m->identity != 0 ? m->identity
							   : m->record,
		m->record };
	size_t before = g->materials.n;
	uint32_t *list = array_grow(
	    g->material, &g->material_cap, before + 1, sizeof(*list));
	uint32_t id;

	if (list == NULL)
		return BOM_NONE;
	g->material = list;
	if (k.designation == 0)
		return ref_by_name(g, STR("material without a name"), m->at);
	id = intern_copy(
	    &g->materials, (struct str){ (const char *)&k, sizeof(k) });
	if (id == INTERN_NONE)
		return BOM_NONE;
	if (g->materials.n > before)
		list[id] = new_material(g, &k, m->at);
	return list[id];
}

bool
granta_material(struct granta *g, struct granta_frame *m)
{
	uint32_t ref = material_ref(g, m);

	if (ref == BOM_NONE)
		return false;
	m->use.at = m->at;
	if (m->use.unit == UNIT_NONE)
		m->use.unit = UNIT_PERCENT;
	m->said.form = FORM_MATERIAL;
	m->said.name = m->identity;
	return tree_open(&g->tree, ref, &m->use) &&
	       tree_state(&g->tree, &m->said) && tree_close(&g->tree);
}

/* How the substance comes to be in the part, by Category. */
static const struct category {
	const char *name;
	bool maybe;   /* or it is not there */
	bool process; /* it was used, and is not contained */
} categories[] = {
	{ "", false, false },
	{ "Null", false, false },
	{ "Incorporated", false, false },
	{ "MayBeIncorporated", true, false },
	{ "UsedInProduction", false, true },
	{ "MayBeUsedInProduction", true, true },
	{ "UsedInCoating", false, false },
};

static const struct category *
category_of(const struct granta *g, const struct granta_frame *s)
{
	struct str name = bom_text_get(g->in->b, s->category);

	for (size_t i = 0; i < sizeof(categories) / sizeof(categories[0]); i++)
		if (str_is(name, categories[i].name))
			return &categories[i];
	findings_error(g->in->f, ST_SCHEMA, bom_pos(g->in->b, s->category_at),
	    "Category \"%.*s\": expected Null, Incorporated, "
	    "MayBeIncorporated, UsedInProduction, MayBeUsedInProduction or "
	    "UsedInCoating",
	    STR_ARG(str_clip(name, 60)));
	return NULL;
}

static struct field
as_field(const struct granta *g, uint32_t text, struct place at)
{
	return (struct field){ bom_text_get(g->in->b, text), at };
}

/*
 * The words for a substance.  Its Identity is a CAS number in some files and
 * a name in others.
 */
static struct content_text
substance_text(const struct granta *g, const struct granta_frame *part,
    const struct granta_frame *s, const struct category *c)
{
	const struct field none = { { "", 0 }, s->at };
	struct content_text t = { none, none, none, none, none,
		{ none, none, none, none }, none, none, none, none, s->at };
	struct field percentage = as_field(g, s->percentage, s->percentage_at);
	struct str identity = bom_text_get(g->in->b, s->identity);
	uint32_t name = s->name != 0       ? s->name
			: s->identity != 0 ? s->identity
					   : s->record;

	if (cas_valid(identity))
		t.cas = as_field(g, s->identity, s->at);
	if (s->name != 0 || !cas_valid(identity))
		t.name = as_field(g, name, s->at);
	if (t.name.text.n == 0 && t.cas.text.n == 0)
		t.name.text = STR("substance without a name");
	if (percentage.text.n == 0)
		t.amount.amount.text =
		    c->maybe ? STR("unknown") : STR("present");
	else if (c->maybe)
		t.amount.max = percentage;
	else
		t.amount.amount = percentage;
	if (percentage.text.n > 0)
		t.amount.unit = (struct field){ STR("%"), s->percentage_at };
	if (c->process)
		t.process.text = STR("used-not-contained");
	if (part->holds)
		t.scope.text = STR("total");
	return t;
}

bool
granta_substance(struct granta *g, const struct granta_frame *part,
    const struct granta_frame *s)
{
	const struct category *c = category_of(g, s);
	uint32_t ref = g->tree.open[g->tree.nopen - 1].ref, first;
	struct content_text t;

	if (c == NULL)
		return true;
	t = substance_text(g, part, s, c);
	if (fields_content(g->in->b, g->in->chem, &t, ref, g->in->decl, &first,
		g->in->f) != ST_OK)
		return true;
	return tree_content(&g->tree, first);
}

static bool
is_one_piece(const struct use *u)
{
	return u->qty == NUM_ONE && u->unit == UNIT_EACH;
}

/*
 * granta_product - the bill of materials as an item of its own.
 *
 * The root element is the product.  If it holds one piece of one part, that
 * part is the product and needs no other.
 */
bool
granta_product(struct granta *g)
{
	struct bom *b = g->in->b;
	struct str name = bom_text_get(b, g->product);
	uint32_t ref, item;

	if (g->ntop == 0 || (g->ntop == 1 && is_one_piece(&g->top[0])))
		return true;
	if (name.n == 0)
		name = bom_text_get(b, g->product_id);
	if (name.n == 0)
		name = STR("product");
	ref = ref_by_name(g, name, g->root_at);
	if (ref == BOM_NONE)
		return false;
	item = bom_add_item(b, b->parts.key[b->ref[ref].part],
	    (struct str){ "", 0 }, (struct str){ "", 0 }, g->root_at);
	if (item == BOM_NONE)
		return false;
	b->item[item].form = FORM_PRODUCT;
	b->item[item].dim = DIM_EACH;
	for (size_t i = 0; i < g->ntop; i++) {
		struct use *u = bom_add_use(b);

		if (u == NULL)
			return false;
		*u = g->top[i];
		u->parent = ref;
	}
	return true;
}
