/* SPDX-License-Identifier: Apache-2.0 */
/*
 * read_pdx - the elements of a product data package, all of which speak in
 * attributes; see read_pdx.h.
 */
#include "core/bom/other/read_pdx.h"

#include "core/bom/other/characteristic.h"
#include "core/bom/other/pdx.h"

#include <stdlib.h>

enum {
	PDX_PACKAGE = 1,
	PDX_ITEMS,
	PDX_ITEM,
	PDX_ATTRIBUTES,
	PDX_ATTRIBUTE,
	PDX_PARTS,
	PDX_LINE,
	PDX_LINE_OTHERS,
	PDX_LINE_OTHER,
	PDX_OTHERS,
	PDX_OTHER,
	PDX_MAKERS,
	PDX_MAKER,
	PDX_CHARACTERISTICS,
	PDX_MEASURED,
	PDX_RANGED
};

static const struct element_row rows[] = {
	{ ELEMENT_DOCUMENT, PDX_PACKAGE, PDX_ROOT },
	{ PDX_PACKAGE, PDX_ITEMS, "Items" },
	{ PDX_PACKAGE, ELEMENT_PASSED, "AdditionalAttributes" },
	{ PDX_PACKAGE, ELEMENT_PASSED, "Changes" },
	{ PDX_PACKAGE, ELEMENT_PASSED, "ManufacturerParts" },
	{ PDX_PACKAGE, ELEMENT_PASSED, "SupplierParts" },
	{ PDX_PACKAGE, ELEMENT_PASSED, "History" },
	{ PDX_PACKAGE, ELEMENT_PASSED, "Attachments" },
	{ PDX_PACKAGE, ELEMENT_PASSED, "Contacts" },
	{ PDX_PACKAGE, ELEMENT_PASSED, "AsBuiltProduct" },
	{ PDX_ITEMS, PDX_ITEM, "Item" },
	{ PDX_ITEM, PDX_ATTRIBUTES, "AdditionalAttributes" },
	{ PDX_ITEM, PDX_PARTS, "BillOfMaterial" },
	{ PDX_ITEM, PDX_MAKERS, "ApprovedManufacturerList" },
	{ PDX_ITEM, PDX_CHARACTERISTICS, "Characteristics" },
	{ PDX_ITEM, PDX_OTHERS, "AlternateItems" },
	{ PDX_ITEM, ELEMENT_PASSED, "History" },
	{ PDX_ITEM, ELEMENT_PASSED, "Attachments" },
	{ PDX_ITEM, ELEMENT_PASSED, "ChangeHistory" },
	{ PDX_ITEM, ELEMENT_PASSED, "SerialNumbers" },
	{ PDX_ITEM, ELEMENT_PASSED, "AlternateIdentifiers" },
	{ PDX_ATTRIBUTES, PDX_ATTRIBUTE, "AdditionalAttribute" },
	{ PDX_PARTS, PDX_LINE, "BillOfMaterialItem" },
	{ PDX_LINE, PDX_LINE_OTHERS, "AlternateItems" },
	{ PDX_LINE, ELEMENT_PASSED, "AdditionalAttributes" },
	{ PDX_LINE, ELEMENT_PASSED, "ReferenceDesignators" },
	{ PDX_LINE, ELEMENT_PASSED, "SerialNumbers" },
	{ PDX_LINE_OTHERS, PDX_LINE_OTHER, "AlternateItem" },
	{ PDX_OTHERS, PDX_OTHER, "AlternateItem" },
	{ PDX_MAKERS, PDX_MAKER, "ApprovedManufacturerListItem" },
	{ PDX_MAKER, ELEMENT_PASSED, "AdditionalAttributes" },
	{ PDX_MAKER, ELEMENT_PASSED, "AlternateIdentifiers" },
	{ PDX_CHARACTERISTICS, PDX_MEASURED, "MeasuredCharacteristic" },
	{ PDX_CHARACTERISTICS, PDX_RANGED, "RangedCharacteristic" },
	{ PDX_CHARACTERISTICS, ELEMENT_PASSED, "EnumeratedCharacteristic" },
	{ PDX_CHARACTERISTICS, ELEMENT_PASSED, "TextualCharacteristic" },
};

/* Of what is not so much for each assembly nobody knows how much is in it. */
static enum status
take_quantity(struct pdx *x, const struct sax_tag *tag, uint32_t *qty)
{
	struct field type = elements_attr(tag, "globalProductQuantityTypeCode");
	struct field value = elements_attr(tag, "itemQuantity");
	const struct field each = { STR("each"), tag->at };
	struct str s = str_trim(type.text);
	uint8_t unit;

	*qty = BOM_NONE;
	if (s.n > 0 && !str_is_nocase(s, "PerAssembly")) {
		findings_warn(x->in->f, ST_UNIT, bom_pos(x->in->b, type.at),
		    "a quantity \"%.*s\": expected PerAssembly; how much of it "
		    "is in one assembly is taken as not known",
		    STR_ARG(str_clip(s, 40)));
		return ST_OK;
	}
	if (str_trim(value.text).n == 0)
		return ST_OK;
	return fields_quantity(x->in->b, value, each, qty, &unit, x->in->f);
}

static bool
push_line(struct pdx *x, const struct pdx_line *l)
{
	struct pdx_line *list =
	    array_grow(x->line, &x->line_cap, x->nline + 1, sizeof(*list));

	if (list == NULL)
		return false;
	x->line = list;
	list[x->nline++] = *l;
	return true;
}

static bool
take_line(struct pdx *x, const struct sax_tag *tag)
{
	struct field id =
	    elements_attr(tag, "billOfMaterialItemUniqueIdentifier");
	struct field number =
	    elements_attr(tag, "billOfMaterialItemIdentifier");
	struct pdx_line l = {
		.parent = x->item[x->open].ref, .child = BOM_NONE, .at = tag->at
	};
	struct bom *b = x->in->b;

	if (take_quantity(x, tag, &l.qty) == ST_NOMEM ||
	    (id.text.n > 0 && !pdx_item_of(x, id.text, &l.child)) ||
	    fields_text(b, number, &l.number, x->in->f) == ST_NOMEM ||
	    fields_text(b, elements_attr(tag, "revisionIdentifier"),
		&l.revision, x->in->f) == ST_NOMEM)
		return false;
	if (l.child == BOM_NONE && l.number == 0) {
		findings_error(x->in->f, ST_INCOMPLETE, bom_pos(b, tag->at),
		    "a line without an item: expected "
		    "billOfMaterialItemUniqueIdentifier or "
		    "billOfMaterialItemIdentifier");
		return true;
	}
	return push_line(x, &l);
}

/* Another item in the place of the line before it. */
static bool
take_line_other(struct pdx *x, const struct sax_tag *tag)
{
	struct field id = elements_attr(tag, "itemUniqueIdentifier");
	struct pdx_line l;

	if (x->nline == x->first_line || id.text.n == 0)
		return true;
	if (x->line[x->nline - 1].place == 0 &&
	    !approved_place(x->in->b, x->line[x->nline - 1].at,
		&x->line[x->nline - 1].place))
		return false;
	l = x->line[x->nline - 1];
	l.at = tag->at;
	return pdx_item_of(x, id.text, &l.child) && push_line(x, &l);
}

/* Another item wherever the open one is used. */
static bool
take_other(struct pdx *x, const struct sax_tag *tag)
{
	struct field id = elements_attr(tag, "itemUniqueIdentifier");
	struct pdx_alt a = { .next = 0 }, *list;

	if (id.text.n == 0)
		return true;
	list = array_grow(x->alt, &x->alt_cap, x->nalt + 1, sizeof(*list));
	if (list == NULL)
		return false;
	x->alt = list;
	if (!pdx_item_of(x, id.text, &a.item))
		return false;
	a.next = x->item[x->open].first_alt;
	list[x->nalt++] = a;
	x->item[x->open].first_alt = (uint32_t)x->nalt;
	return true;
}

/* One that is not disqualified, and has a name. */
static bool
take_maker(struct pdx *x, const struct sax_tag *tag)
{
	struct approved m = { .item = x->item[x->open].ref, .at = tag->at };
	struct bom *b = x->in->b;

	if (fields_text(b, elements_attr(tag, "manufacturedBy"), &m.maker,
		x->in->f) == ST_NOMEM ||
	    fields_text(b, elements_attr(tag, "manufacturerPartIdentifier"),
		&m.number, x->in->f) == ST_NOMEM)
		return false;
	if (m.maker == 0 || m.number == 0 ||
	    str_is_nocase(
		elements_attr(tag, "globalManufacturerPartStatusCode").text,
		"Disqualified"))
		return true;
	return approved_add(&x->makers, &m);
}

static bool
begin(void *ctx, uint8_t kind, const struct sax_tag *tag)
{
	struct pdx *x = ctx;

	switch (kind) {
	case PDX_ITEM:
		return pdx_begin_item(x, tag);
	case PDX_ATTRIBUTE:
		return pdx_attribute(x, tag);
	case PDX_MEASURED:
		return characteristic_measured(x->in, tag, &x->mass);
	case PDX_RANGED:
		return characteristic_ranged(x->in, tag, &x->mass);
	case PDX_LINE:
		return take_line(x, tag);
	case PDX_LINE_OTHER:
		return take_line_other(x, tag);
	case PDX_OTHER:
		return take_other(x, tag);
	case PDX_MAKER:
		return take_maker(x, tag);
	default:
		return true;
	}
}

static bool
end(void *ctx, uint8_t kind)
{
	return kind != PDX_ITEM || pdx_end_item(ctx);
}

static void
tell_unitless(const struct pdx *x)
{
	if (x->unitless > 0)
		findings_warn(x->in->f, ST_UNIT,
		    bom_pos(x->in->b, x->unitless_at),
		    "%zu item%s without globalProductUnitOfMeasureCode: "
		    "expected each, kg, m ...; counted in pieces",
		    x->unitless, x->unitless == 1 ? "" : "s");
}

/*
 * read_pdx - a product data package.
 *
 * In:	in    its body has passed xml_guard()
 * Err:	the first of those in in->f; the bom is then to be thrown away
 * Cost: linear in the bytes
 */
enum status
read_pdx(const struct input *in)
{
	static const struct elements format = { .format = "PDX",
		.rows = rows,
		.nrows = sizeof(rows) / sizeof(rows[0]),
		.begin = begin,
		.end = end };
	size_t errors = in->f->errors;
	struct pdx x = { .in = in, .said = { .b = in->b, .f = in->f } };

	if (elements_read(in, &format, &x) != ST_NOMEM &&
	    (!pdx_uses(&x) || !approved_put(&x.said, &x.makers)))
		fields_nomem(in->f);
	tell_unitless(&x);
	stated_free(&x.said);
	intern_free(&x.ids);
	free(x.item);
	free(x.line);
	free(x.alt);
	free(x.makers.list);
	return in->f->errors > errors ? in->f->first.code : ST_OK;
}
