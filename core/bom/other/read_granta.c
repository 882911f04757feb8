/* SPDX-License-Identifier: Apache-2.0 */
/*
 * read_granta - the elements of a Granta bill of materials; see
 * read_granta.h.
 *
 * Elements are taken as they come: a frame per open element, the text of the
 * one that is open.  What is not known in its place is passed over and told.
 */
#include "core/bom/other/read_granta.h"

#include "core/base/limits.h"
#include "core/bom/field/per_unit.h"
#include "core/bom/json/passed.h"
#include "core/bom/other/granta.h"

#include <stdlib.h>
#include <string.h>

static void
granta_free(struct granta *g)
{
	nested_free(&g->parts);
	free(g->open);
	free(g->text);
	free(g->unit);
}

static struct granta_frame *
innermost(struct granta *g)
{
	return &g->open[g->nopen - 1];
}

static bool
push(struct granta *g, enum granta_tag kind, const struct sax_tag *tag)
{
	struct granta_frame *open =
	    array_grow(g->open, &g->open_cap, g->nopen + 1, sizeof(*open));
	struct granta_frame frame = { .kind = kind,
		.at = tag->at,
		.use = { BOM_NONE, BOM_NONE, BOM_NONE, tag->at, 0, UNIT_NONE,
		    0 },
		.said = { .value = BOM_NONE, .mass = amount_unknown() } };

	if (open == NULL)
		return false;
	g->open = open;
	for (const struct sax_attr *a = tag->attr; a < tag->attr + tag->nattr;
	     a++) {
		const struct field value = { a->value, sax_place(tag, a) };

		if (a->ns == NULL && strcmp(a->name, "id") == 0 &&
		    fields_text(g->in->b, value, &frame.id, g->in->f) ==
			ST_NOMEM)
			return false;
	}
	open[g->nopen++] = frame;
	return true;
}

static bool
start_root(struct granta *g, const struct sax_tag *tag)
{
	if (strcmp(tag->name, "PartsEco") != 0 ||
	    !granta_namespace(str_of(tag->ns))) {
		findings_error(g->in->f, ST_SCHEMA, bom_pos(g->in->b, tag->at),
		    "root element \"%.*s\" of namespace \"%.*s\": expected "
		    "PartsEco of http://www.grantadesign.com/ and 17/11, "
		    "23/01, 24/12 or 25/05 and /BillOfMaterialsEco",
		    STR_ARG(str_clip(str_of(tag->name), 40)),
		    STR_ARG(str_clip(str_of(tag->ns), 100)));
		return false;
	}
	g->root_at = tag->at;
	if (!push(g, GRANTA_ROOT, tag)) {
		fields_nomem(g->in->f);
		return false;
	}
	g->product_id = innermost(g)->id;
	return true;
}

/* What is not known in its place, or of no concern to us: with all in it. */
static bool
pass_over(struct granta *g, bool known, const struct sax_tag *tag)
{
	g->swallow = 1;
	return fields_told(g->in->f, bom_pass_over(g->in->b, PASSED_ELEMENT,
					 known, str_of(tag->name), 1, tag->at));
}

static bool
start_text(struct granta *g, enum granta_tag kind, const struct sax_tag *tag)
{
	struct granta_frame *in = innermost(g);
	struct pos at = bom_pos(g->in->b, tag->at);

	if ((in->seen >> kind & 1) != 0 || in->begun) {
		findings_error(g->in->f, in->begun ? ST_SCHEMA : ST_DUPLICATE,
		    at,
		    in->begun ? "element \"%.*s\" behind what the part "
				"holds: expected it before"
			      : "element \"%.*s\" again: expected it once",
		    STR_ARG(str_clip(str_of(tag->name), 60)));
		g->swallow = 1;
		return true;
	}
	in->seen |= 1u << kind;
	g->leaf = kind;
	g->leaf_at = tag->at;
	g->leaf_unit = (struct field){ { "", 0 }, tag->at };
	g->ntext = 0;
	for (const struct sax_attr *a = tag->attr; a < tag->attr + tag->nattr;
	     a++) {
		struct str v = str_clip(a->value, LIMIT_TEXT);

		if (strcmp(a->name, "Unit") != 0)
			continue;
		memcpy(g->unit, v.p, v.n);
		g->leaf_unit =
		    (struct field){ { g->unit, v.n }, sax_place(tag, a) };
	}
	return true;
}

static bool
on_start(void *ctx, const struct sax_tag *tag)
{
	struct granta *g = ctx;
	struct granta_frame *in;
	enum granta_tag parent, kind;
	bool ok = true;

	if (g->nopen == 0)
		return start_root(g, tag);
	if (g->swallow > 0) {
		g->swallow++;
		return true;
	}
	in = innermost(g);
	parent = g->leaf != GRANTA_COUNT ? g->leaf : in->kind;
	kind = granta_child(parent, str_of(tag->name));
	if (parent != GRANTA_REFERENCE && !granta_namespace(str_of(tag->ns)))
		kind = GRANTA_COUNT;
	if (kind == GRANTA_COUNT || kind == GRANTA_IGNORED)
		return pass_over(g, kind == GRANTA_IGNORED, tag);
	if (kind >= GRANTA_QUANTITY)
		return start_text(g, kind, tag);
	if (in->kind == GRANTA_PART) {
		ok = granta_part_begin(g, in);
		in->holds = in->holds || kind != GRANTA_SUBSTANCES;
	}
	if (!ok || !push(g, kind, tag)) {
		fields_nomem(g->in->f);
		return false;
	}
	return true;
}

static bool
on_text(void *ctx, struct str piece, struct place at)
{
	struct granta *g = ctx;

	(void)at;
	if (g->leaf == GRANTA_COUNT || g->swallow > 0)
		return true;
	/* one byte more than is allowed tells that it was too much */
	if (piece.n > LIMIT_TEXT + 1 - g->ntext)
		piece.n = LIMIT_TEXT + 1 - g->ntext;
	memcpy(g->text + g->ntext, piece.p, piece.n);
	g->ntext += piece.n;
	return true;
}

/* Text as read, but runs of blanks (line breaks and indents) as one. */
static struct str
collapse(char *p, size_t n)
{
	struct str s = str_trim((struct str){ p, n });
	size_t o = 0;

	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];
		bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';

		if (!blank)
			p[o++] = c;
		else if (o > 0 && p[o - 1] != ' ')
			p[o++] = ' ';
	}
	return (struct str){ p, o };
}

/* A percentage of material: at most the whole. */
static void
take_percentage(struct granta *g, struct granta_frame *in, struct field text)
{
	const struct field percent = { STR("%"), text.at };
	struct bom *b = g->in->b;
	mpq_t view;

	if (fields_quantity(b, text, percent, &in->use.qty, &in->use.unit,
		g->in->f) != ST_OK ||
	    in->use.qty == BOM_NONE)
		return;
	numtab_view(&b->num, in->use.qty, view);
	if (mpq_cmp_ui(view, 100, 1) > 0)
		findings_error(g->in->f, ST_RANGE, bom_pos(b, text.at),
		    "Percentage %.*s: expected at most 100",
		    STR_ARG(str_clip(text.text, 40)));
}

/* The mass of a material in one unit of its part. */
static void
take_material_mass(struct granta *g, struct granta_frame *in, struct field text)
{
	struct bom *b = g->in->b;
	enum unit of = UNIT_EACH;

	if (per_unit_split(b, &g->leaf_unit, &of, g->in->f) == ST_OK &&
	    fields_quantity(b, text, g->leaf_unit, &in->use.qty, &in->use.unit,
		g->in->f) == ST_OK &&
	    in->use.qty != BOM_NONE)
		in->use.qty = per_unit(b, in->use.qty, of);
}

static void
take_mass_per(struct granta *g, struct granta_frame *in, struct field text)
{
	const struct field none = { { "", 0 }, text.at };
	const struct amount_text t = { text, none, none, g->leaf_unit };
	enum unit of =
	    in->use.unit != UNIT_NONE ? (enum unit)in->use.unit : UNIT_EACH;

	if (per_unit_mass(g->in->b, &t, &of, &in->said.mass, g->in->f) != ST_OK)
		return;
	in->said.has_mass = 1;
	in->said.dim = (uint8_t)unit_dimension(of);
}

/* What a text element says goes to the element around it. */
static void
take_text(struct granta *g)
{
	struct granta_frame *in = innermost(g);
	struct bom *b = g->in->b;
	struct findings *f = g->in->f;
	struct field text = { collapse(g->text, g->ntext), g->leaf_at };
	uint32_t id = 0;

	if (fields_text(b, text, &id, f) != ST_OK)
		return;
	switch (g->leaf) {
	case GRANTA_QUANTITY:
		fields_quantity(
		    b, text, g->leaf_unit, &in->use.qty, &in->use.unit, f);
		break;
	case GRANTA_MASS_PER:
		take_mass_per(g, in, text);
		break;
	case GRANTA_MASS:
		take_material_mass(g, in, text);
		break;
	case GRANTA_PERCENTAGE:
		in->percentage = id;
		in->percentage_at = text.at;
		if (in->kind == GRANTA_MATERIAL)
			take_percentage(g, in, text);
		break;
	case GRANTA_NUMBER:
		in->number = id;
		break;
	case GRANTA_NAME:
		in->name = id;
		break;
	case GRANTA_EXTERNAL:
		in->external = id;
		break;
	case GRANTA_IDENTITY:
		in->identity = id;
		break;
	case GRANTA_CATEGORY:
		in->category = id;
		in->category_at = text.at;
		break;
	case GRANTA_RECORD:
		in[-1].record = id; /* of what holds the reference */
		break;
	default:
		g->product = id;
	}
}

static bool
on_end(void *ctx)
{
	struct granta *g = ctx;
	struct granta_frame *in;
	bool ok = true;

	if (g->swallow > 0) {
		g->swallow--;
		return true;
	}
	if (g->leaf != GRANTA_COUNT) {
		take_text(g);
		g->leaf = GRANTA_COUNT;
		return true;
	}
	in = innermost(g);
	if (in->kind == GRANTA_PART)
		ok = granta_part_end(g, in);
	else if (in->kind == GRANTA_MATERIAL)
		ok = granta_material(g, in);
	else if (in->kind == GRANTA_SUBSTANCE)
		ok = granta_substance(g, in - 2, in);
	g->nopen--;
	if (!ok)
		fields_nomem(g->in->f);
	return ok;
}

/*
 * read_granta - a Granta bill of materials.
 *
 * In:	in    its body has passed xml_guard()
 * Err:	the first of those in in->f; the bom is then to be thrown away
 * Cost:	linear in the bytes
 */
enum status
read_granta(const struct input *in)
{
	static const struct sax_handler handler = { .start = on_start,
		.end = on_end,
		.text = on_text,
		.blanks = true };
	size_t errors = in->f->errors;
	size_t names = in->b->passedkeys.n;
	struct granta g = { .in = in,
		.leaf = GRANTA_COUNT,
		.text = malloc(LIMIT_TEXT + 1),
		.unit = malloc(LIMIT_TEXT + 1) };

	nested_init(&g.parts, in);
	if (g.text == NULL || g.unit == NULL)
		fields_nomem(in->f);
	else if (sax_read(in, &handler, &g) == ST_OK)
		passed_tell(in, PASSED_ELEMENT, names, "Granta BoM XML");
	if (in->f->errors == errors && !granta_product(&g))
		fields_nomem(in->f);
	granta_free(&g);
	return in->f->errors > errors ? in->f->first.code : ST_OK;
}
