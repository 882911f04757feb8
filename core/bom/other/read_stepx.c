/* SPDX-License-Identifier: Apache-2.0 */
/*
 * read_stepx - the elements of a product structure; see read_stepx.h.
 *
 * The same things as in a STEP file, one inside the other, and by uid: a part
 * has versions, these have views; an occurrence stands in the view of what it
 * is one of, and the view of what holds it names it.
 */
#include "core/bom/other/read_stepx.h"

#include "core/base/limits.h"
#include "core/bom/other/elements.h"
#include "core/bom/other/step_parts.h"

#include <string.h>

enum {
	KIND_DOCUMENT = 1,
	KIND_CONTAINER,
	KIND_PART,
	KIND_VERSIONS,
	KIND_VERSION,
	KIND_VIEWS,
	KIND_VIEW,
	KIND_OCCURRENCE,
	KIND_RELATION,
	KIND_RELATED,
	KIND_RELATING,
	KIND_QUANTITY,
	KIND_USE_QUANTITY,
	KIND_QUANTITY_UNIT,
	KIND_UNIT,
	KIND_UNIT_NAME,
	KIND_ID,
	KIND_IDENTIFIER,
	KIND_NAME,
	/* Texts: */
	KIND_TEXT,
	KIND_PART_NAME = KIND_TEXT,
	KIND_NUMBER,
	KIND_UNIT_TEXT
};

/* A document of many other things: what has no part in the structure is known,
 * and of no concern. */
static const struct element_row rows[] = {
	{ ELEMENT_DOCUMENT, KIND_DOCUMENT, "Uos" },
	{ KIND_DOCUMENT, KIND_CONTAINER, "DataContainer" },
	{ KIND_DOCUMENT, ELEMENT_PASSED, "*" },
	{ KIND_CONTAINER, KIND_PART, "Part" },
	{ KIND_CONTAINER, KIND_UNIT, "Unit" },
	{ KIND_CONTAINER, KIND_RELATION, "ViewOccurrenceRelationship" },
	{ KIND_CONTAINER, ELEMENT_PASSED, "*" },
	{ KIND_UNIT, KIND_UNIT_NAME, "Name" },
	{ KIND_UNIT, ELEMENT_PASSED, "*" },
	{ KIND_UNIT_NAME, KIND_UNIT_TEXT, "ClassString" },
	{ KIND_UNIT_NAME, KIND_UNIT_TEXT, "CharacterString" },
	{ KIND_UNIT_NAME, ELEMENT_PASSED, "*" },
	{ KIND_PART, KIND_ID, "Id" },
	{ KIND_PART, KIND_NAME, "Name" },
	{ KIND_PART, KIND_VERSIONS, "Versions" },
	{ KIND_PART, ELEMENT_PASSED, "*" },
	{ KIND_ID, KIND_IDENTIFIER, "Identifier" },
	{ KIND_ID, ELEMENT_PASSED, "*" },
	{ KIND_IDENTIFIER, ELEMENT_PASSED, "*" },
	{ KIND_NAME, KIND_PART_NAME, "CharacterString" },
	{ KIND_NAME, KIND_NAME, "LocalizedString" },
	{ KIND_NAME, ELEMENT_PASSED, "*" },
	{ KIND_VERSIONS, KIND_VERSION, "PartVersion" },
	{ KIND_VERSIONS, ELEMENT_PASSED, "*" },
	{ KIND_VERSION, KIND_ID, "Id" },
	{ KIND_VERSION, KIND_VIEWS, "Views" },
	{ KIND_VERSION, ELEMENT_PASSED, "*" },
	{ KIND_VIEWS, KIND_VIEW, "PartView" },
	{ KIND_VIEWS, ELEMENT_PASSED, "*" },
	{ KIND_VIEW, KIND_OCCURRENCE, "Occurrence" },
	{ KIND_VIEW, KIND_RELATION, "ViewOccurrenceRelationship" },
	{ KIND_VIEW, ELEMENT_PASSED, "*" },
	{ KIND_OCCURRENCE, KIND_QUANTITY, "Quantity" },
	{ KIND_OCCURRENCE, ELEMENT_PASSED, "*" },
	{ KIND_QUANTITY, KIND_NUMBER, "ValueComponent" },
	{ KIND_QUANTITY, KIND_QUANTITY_UNIT, "Unit" },
	{ KIND_QUANTITY, ELEMENT_PASSED, "*" },
	{ KIND_QUANTITY_UNIT, ELEMENT_PASSED, "*" },
	{ KIND_RELATION, KIND_RELATED, "Related" },
	{ KIND_RELATION, KIND_RELATING, "Relating" },
	{ KIND_RELATION, KIND_USE_QUANTITY, "Quantity" },
	{ KIND_RELATION, ELEMENT_PASSED, "*" },
	{ KIND_RELATED, ELEMENT_PASSED, "*" },
	{ KIND_RELATING, ELEMENT_PASSED, "*" },
	{ KIND_USE_QUANTITY, ELEMENT_PASSED, "*" },
};

/* What is open, and is put away as it ends. */
struct stepx {
	struct step_parts parts;
	struct step_node part, version, occurrence, use, unit, count;
	struct str part_id; /* of what is open, in the bom */
	struct str version_id, view_id, occurrence_id, use_id, unit_id;
	struct step_node *named; /* the part or version whose Id comes */
	size_t nvalue;           /* values of the quantity that is open */
};

bool
stepx_root(struct str ns, struct str root)
{
	return str_is(root, "Uos") &&
	       str_starts(ns, "http://standards.iso.org/iso/ts/10303/");
}

/* Elements without a namespace are those of the format as well. */
static bool
is_ours(struct str ns)
{
	return ns.n == 0 ||
	       str_starts(ns, "http://standards.iso.org/iso/ts/10303/");
}

/* The id of what begins, kept; empty: it has none, or one that is too long,
 * which is told. */
static bool
keep_id(struct stepx *x, const struct sax_tag *tag, struct str *id)
{
	const struct input *in = x->parts.in;
	uint32_t text = 0;
	struct field uid = elements_attr(tag, "uid");

	*id = STR("");
	uid.text = str_trim(uid.text);
	if (uid.text.n == 0) {
		findings_error(in->f, ST_INCOMPLETE, bom_pos(in->b, tag->at),
		    "%s without a uid: expected one by which others name it",
		    tag->name);
		return true;
	}
	if (fields_text(in->b, uid, &text, in->f) == ST_NOMEM)
		return false;
	*id = bom_text_get(in->b, text);
	return true;
}

/* Its type: "n0:NextAssemblyOccurrenceUsage" without the prefix. */
static struct str
type_of(const struct sax_tag *tag)
{
	struct str s = STR("");
	const char *colon;

	for (size_t i = 0; i < tag->nattr; i++)
		if (strcmp(tag->attr[i].name, "type") == 0)
			s = str_trim(tag->attr[i].value);
	colon = memchr(s.p, ':', s.n);
	return colon != NULL
		   ? (struct str){ colon + 1, s.n - (size_t)(colon + 1 - s.p) }
		   : s;
}

static bool
refer(struct stepx *x, const struct sax_tag *tag, uint32_t *index)
{
	return step_parts_node(
	    &x->parts, str_trim(elements_attr(tag, "uidRef").text), index);
}

/* The first identifier of a part or a version counts. */
static bool
take_id(struct stepx *x, const struct sax_tag *tag)
{
	const struct input *in = x->parts.in;

	return x->named == NULL || x->named->number != 0 ||
	       fields_text(in->b, elements_attr(tag, "id"), &x->named->number,
		   in->f) != ST_NOMEM;
}

/* A relationship that does not say which one it is may be a use. */
static bool
begin_use(struct stepx *x, const struct sax_tag *tag)
{
	const struct input *in = x->parts.in;
	struct str type = type_of(tag);
	bool known = str_is(type, "NextAssemblyOccurrenceUsage");

	x->use = step_parts_blank(STEP_USE, tag->at);
	x->use_id = STR("");
	if (known || type.n == 0 ||
	    str_is(type, "PromissoryAssemblyOccurrenceUsage") ||
	    str_is(type, "AssemblyOccurrenceRelationship") ||
	    str_is(type, "ViewOccurrenceRelationship")) {
		x->use.unclear = !known;
		return keep_id(x, tag, &x->use_id) &&
		       step_parts_node(&x->parts, x->view_id, &x->use.parent);
	}
	return bom_pass_over(in->b, PASSED_ELEMENT,
	    str_is(type, "MakeFromRelationship"), type, 1, tag->at);
}

/* One end of a relationship, which has one of each. */
static bool
take_end(struct stepx *x, const struct sax_tag *tag, uint32_t *end)
{
	const struct input *in = x->parts.in;
	uint32_t before = *end;

	if (!refer(x, tag, end))
		return false;
	if (before != BOM_NONE && before != *end)
		findings_error(in->f, ST_DUPLICATE, bom_pos(in->b, tag->at),
		    "%s again: expected one part at each end of a "
		    "relationship",
		    tag->name);
	return true;
}

static bool
begin(void *ctx, uint8_t kind, const struct sax_tag *tag)
{
	struct stepx *x = ctx;

	switch (kind) {
	case KIND_PART:
		x->part = step_parts_blank(STEP_PRODUCT, tag->at);
		x->named = &x->part;
		return keep_id(x, tag, &x->part_id);
	case KIND_VERSION:
		x->version = step_parts_blank(STEP_FORMATION, tag->at);
		x->named = &x->version;
		return keep_id(x, tag, &x->version_id) &&
		       step_parts_node(&x->parts, x->part_id, &x->version.of);
	case KIND_VIEW:
		x->named = NULL;
		x->occurrence = step_parts_blank(STEP_DEFINITION, tag->at);
		return keep_id(x, tag, &x->view_id) &&
		       step_parts_node(
			   &x->parts, x->version_id, &x->occurrence.of) &&
		       step_parts_add(&x->parts, x->view_id, &x->occurrence);
	case KIND_OCCURRENCE:
		x->occurrence = step_parts_blank(STEP_DEFINITION, tag->at);
		/* until a quantity comes */
		x->occurrence.unclear =
		    str_is(type_of(tag), "QuantifiedOccurrence") ||
		    str_is(type_of(tag), "SelectedOccurrence");
		return keep_id(x, tag, &x->occurrence_id) &&
		       step_parts_node(
			   &x->parts, x->view_id, &x->occurrence.of);
	case KIND_QUANTITY:
		x->count = step_parts_blank(STEP_PIECES, tag->at);
		x->nvalue = 0;
		return true;
	case KIND_QUANTITY_UNIT:
		return refer(x, tag, &x->count.of);
	case KIND_RELATION:
		return begin_use(x, tag);
	case KIND_RELATED:
		return take_end(x, tag, &x->use.of);
	case KIND_RELATING:
		return take_end(x, tag, &x->use.parent);
	case KIND_USE_QUANTITY:
		x->use.unclear = true;
		return true;
	case KIND_UNIT:
		x->unit = step_parts_blank(STEP_UNIT, tag->at);
		return keep_id(x, tag, &x->unit_id);
	case KIND_ID:
	case KIND_IDENTIFIER:
		return take_id(x, tag);
	default:
		return true;
	}
}

/* A quantity has no name that others use: that of its occurrence, marked. */
static bool
end_quantity(struct stepx *x)
{
	const struct input *in = x->parts.in;
	char name[LIMIT_TEXT + 2] = "";

	if (x->occurrence.count != BOM_NONE) {
		findings_error(in->f, ST_DUPLICATE, bom_pos(in->b, x->count.at),
		    "Quantity again: expected one of each Occurrence");
		return true;
	}
	if (x->occurrence_id.n == 0)
		return true;
	x->occurrence.unclear = x->nvalue > 1;
	str_add(name, sizeof(name), "%.*s\n", STR_ARG(x->occurrence_id));
	return step_parts_node(&x->parts, str_of(name), &x->occurrence.count) &&
	       step_parts_add(&x->parts, str_of(name), &x->count);
}

static bool
end(void *ctx, uint8_t kind)
{
	struct stepx *x = ctx;

	switch (kind) {
	case KIND_PART:
		return step_parts_add(&x->parts, x->part_id, &x->part);
	case KIND_VERSION:
		return step_parts_add(&x->parts, x->version_id, &x->version);
	case KIND_VIEW:
		x->view_id = STR("");
		return true;
	case KIND_OCCURRENCE:
		return step_parts_add(
		    &x->parts, x->occurrence_id, &x->occurrence);
	case KIND_QUANTITY:
		return end_quantity(x);
	case KIND_RELATION:
		return x->use_id.n == 0 ||
		       step_parts_add(&x->parts, x->use_id, &x->use);
	case KIND_UNIT:
		return step_parts_add(&x->parts, x->unit_id, &x->unit);
	default:
		return true;
	}
}

static bool
value(void *ctx, uint8_t kind, struct field text)
{
	struct stepx *x = ctx;
	const struct input *in = x->parts.in;
	uint32_t id = 0;

	if (fields_text(in->b, text, &id, in->f) == ST_NOMEM)
		return false;
	if (kind == KIND_PART_NAME && x->part.name == 0)
		x->part.name = id;
	else if (kind == KIND_UNIT_TEXT && x->unit.name == 0)
		x->unit.name = id;
	else if (kind == KIND_NUMBER) {
		x->count.pieces = bom_text_get(in->b, id);
		x->nvalue++;
	}
	return true;
}

/*
 * read_stepx - the product structure of a document.
 *
 * In:	in    its body has passed xml_guard()
 * Err:	the first of those in in->f; the bom is then to be thrown away
 * Cost: linear in the bytes
 */
enum status
read_stepx(const struct input *in)
{
	static const struct elements format = { .format = "STEP in XML",
		.rows = rows,
		.nrows = sizeof(rows) / sizeof(rows[0]),
		.ours = is_ours,
		.begin = begin,
		.end = end,
		.value = value,
		.first_value = KIND_TEXT };
	size_t errors = in->f->errors;
	struct stepx x = { .named = NULL };

	step_parts_begin(&x.parts, in,
	    "STEP in XML without products: expected Part with a PartView");
	x.parts.bare = true;
	elements_read(in, &format, &x);
	return step_parts_end(&x.parts, errors);
}
