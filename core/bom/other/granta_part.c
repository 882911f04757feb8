/* SPDX-License-Identifier: Apache-2.0 */
/*
 * granta_part - parts, materials and substances of a Granta bill of
 * materials become items, uses and content; see granta.h.
 */
#include "core/bom/other/granta.h"
#include "core/chem/cas.h"

#include <string.h>

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

/* PartNumber, or else the best designation that the part has. */
bool
granta_part_begin(struct granta *g, struct granta_frame *part)
{
	struct nested_part p = { .number = part->number,
		.other = { part->external, part->name, part->id },
		.use = part->use,
		.said = part->said };

	if (part->begun)
		return true;
	part->begun = true;
	p.use.at = part->at;
	if (p.use.unit == UNIT_NONE)
		p.use.unit = base_unit(part->said.dim);
	p.said.name = part->name;
	return nested_open(&g->parts, &p);
}

bool
granta_part_end(struct granta *g, struct granta_frame *part)
{
	return granta_part_begin(g, part) && nested_close(&g->parts);
}

/* A material is known by its name, and the record that it refers to. */
bool
granta_material(struct granta *g, struct granta_frame *m)
{
	struct nested_material n = { .designation = m->name != 0 ? m->name
						    : m->identity != 0
							? m->identity
							: m->record,
		.record = m->record,
		.use = m->use,
		.said = m->said };

	n.use.at = m->at;
	if (n.use.unit == UNIT_NONE)
		n.use.unit = UNIT_PERCENT;
	n.said.name = m->identity;
	return nested_open_material(&g->parts, &n) && nested_close(&g->parts);
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
	struct content_text t;

	if (c == NULL)
		return true;
	t = substance_text(g, part, s, c);
	return nested_content(&g->parts, &t);
}

/* The root element is the product. */
bool
granta_product(struct granta *g)
{
	return nested_whole(&g->parts,
	    g->product != 0 ? g->product : g->product_id, g->root_at);
}
