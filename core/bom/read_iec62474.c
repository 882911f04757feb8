/* SPDX-License-Identifier: Apache-2.0 */
/*
 * read_iec62474 - the elements of a material declaration; see
 * read_iec62474.h.
 *
 * Everything stands in attributes.  What an element says goes to the frame
 * of what it is said of; a part is opened when something is in it, for its
 * ProductID stands before all that.
 */
#include "core/bom/read_iec62474.h"

#include "core/bom/iec62474.h"
#include "core/chem/cas.h"

#include <stdlib.h>

static const struct element_row rows[] = {
	{ ELEMENT_DOCUMENT, IEC_MAIN, "Main" },
	{ IEC_MAIN, ELEMENT_PASSED, "Include" },
	{ IEC_MAIN, IEC_BUSINESS, "BusinessInfo" },
	{ IEC_MAIN, IEC_PRODUCT, "Product" },
	{ IEC_MAIN, ELEMENT_PASSED, "Signature" },
	{ IEC_MAIN, ELEMENT_PASSED, "ToolNameVersionID" },
	{ IEC_BUSINESS, ELEMENT_PASSED, "Request" },
	{ IEC_BUSINESS, IEC_RESPONSE, "Response" },
	{ IEC_BUSINESS, ELEMENT_PASSED, "Attachment" },
	{ IEC_RESPONSE, ELEMENT_PASSED, "Authorizer" },
	{ IEC_RESPONSE, ELEMENT_PASSED, "Contact" },
	{ IEC_RESPONSE, IEC_COMPANY, "SupplyCompany" },
	{ IEC_COMPANY, ELEMENT_PASSED, "UniqueID" },
	{ IEC_PRODUCT, IEC_PRODUCT_ID, "ProductID" },
	{ IEC_PRODUCT, IEC_COMPLIANCE, "Compliance" },
	{ IEC_PRODUCT, IEC_COMPOSITION, "Composition" },
	{ IEC_PRODUCT, ELEMENT_PASSED, "MaterialClassDeclaration" },
	{ IEC_PRODUCT, ELEMENT_PASSED, "QueryList" },
	{ IEC_PRODUCT, ELEMENT_PASSED, "Attachment" },
	{ IEC_PRODUCT, ELEMENT_PASSED, "Exemptions" },
	{ IEC_PRODUCT, ELEMENT_PASSED, "SafeUse" },
	{ IEC_PRODUCT, ELEMENT_PASSED, "ProductCircularity" },
	{ IEC_PRODUCT_ID, IEC_MASS, "Mass" },
	{ IEC_PRODUCT_ID, IEC_PERCENT, "MassPercent" },
	{ IEC_PRODUCT_ID, IEC_MADE_IN, "CountryOfManufacture" },
	{ IEC_PRODUCT_ID, ELEMENT_PASSED, "InstanceID" },
	{ IEC_PRODUCT_ID, ELEMENT_PASSED, "ProductCategory" },
	{ IEC_PRODUCT_ID, ELEMENT_PASSED, "Identifier" },
	{ IEC_PRODUCT_ID, ELEMENT_PASSED, "OtherNames" },
	{ IEC_MADE_IN, IEC_COUNTRY, "CountryInformation" },
	{ IEC_COMPLIANCE, ELEMENT_PASSED, "DeclarableSubstanceList" },
	{ IEC_COMPLIANCE, IEC_GROUP, "DsDsg" },
	{ IEC_GROUP, IEC_GROUP_ID, "DsDsgID" },
	{ IEC_GROUP, IEC_MASS, "Mass" },
	{ IEC_GROUP, IEC_PERCENT, "MassPercent" },
	{ IEC_GROUP, IEC_THRESHOLD, "ComplianceThreshold" },
	{ IEC_GROUP, ELEMENT_PASSED, "Exemptions" },
	{ IEC_GROUP, ELEMENT_PASSED, "SafeUse" },
	{ IEC_GROUP, ELEMENT_PASSED, "ProductPartInformation" },
	{ IEC_COMPOSITION, ELEMENT_PASSED, "DeclarableSubstanceList" },
	{ IEC_COMPOSITION, IEC_PART, "ProductPart" },
	{ IEC_COMPOSITION, IEC_MATERIAL, "Material" },
	{ IEC_COMPOSITION, IEC_SUBSTANCE, "Substance" },
	{ IEC_PART, IEC_PRODUCT_ID, "ProductID" },
	{ IEC_PART, IEC_PART, "ProductPart" },
	{ IEC_PART, IEC_MATERIAL, "Material" },
	{ IEC_PART, IEC_SUBSTANCE, "Substance" },
	{ IEC_PART, ELEMENT_PASSED, "Attachment" },
	{ IEC_PART, ELEMENT_PASSED, "SafeUse" },
	{ IEC_PART, ELEMENT_PASSED, "ProductCircularity" },
	{ IEC_MATERIAL, ELEMENT_PASSED, "MaterialID" },
	{ IEC_MATERIAL, ELEMENT_PASSED, "MaterialClassID" },
	{ IEC_MATERIAL, IEC_MASS, "Mass" },
	{ IEC_MATERIAL, IEC_PERCENT, "MassPercent" },
	{ IEC_MATERIAL, IEC_SUBSTANCE, "Substance" },
	{ IEC_MATERIAL, ELEMENT_PASSED, "Attachment" },
	{ IEC_MATERIAL, ELEMENT_PASSED, "MaterialProperty" },
	{ IEC_MATERIAL, ELEMENT_PASSED, "UseDescriptor" },
	{ IEC_MATERIAL, ELEMENT_PASSED, "MaterialCircularity" },
	{ IEC_SUBSTANCE, IEC_SUBSTANCE_ID, "SubstanceID" },
	{ IEC_SUBSTANCE, ELEMENT_PASSED, "DsgID" },
	{ IEC_SUBSTANCE, IEC_MASS, "Mass" },
	{ IEC_SUBSTANCE, IEC_PERCENT, "MassPercent" },
	{ IEC_SUBSTANCE, ELEMENT_PASSED, "Exemptions" },
	{ IEC_SUBSTANCE, ELEMENT_PASSED, "CompositionThreshold" },
	{ IEC_SUBSTANCE, ELEMENT_PASSED, "SafeUse" },
	{ IEC_SUBSTANCE_ID, ELEMENT_PASSED, "ListID" },
	{ IEC_SUBSTANCE_ID, IEC_ENTRY, "EntryID" },
	{ IEC_GROUP_ID, ELEMENT_PASSED, "ListID" },
	{ IEC_GROUP_ID, IEC_ENTRY, "EntryID" },
};

static struct iec_frame *
innermost(struct iec *x)
{
	return &x->open[x->nopen - 1];
}

/* A text attribute; false: memory. */
static bool
take(struct iec *x, const struct sax_tag *tag, const char *name, uint32_t *id)
{
	return fields_text(x->in->b, elements_attr(tag, name), id, x->in->f) !=
	       ST_NOMEM;
}

/* In what the product is counted, and all amounts in it are given. */
static void
take_unit(struct iec *x, const struct sax_tag *tag, struct iec_frame *product)
{
	struct field unit = elements_attr(tag, "unitType");
	struct bom *b = x->in->b;

	product->use.unit = UNIT_EACH;
	if (str_trim(unit.text).n == 0) {
		findings_warn(x->in->f, ST_UNIT, bom_pos(b, unit.at),
		    "a product without unitType: expected each, m, kg ...; "
		    "what it holds is taken as of one piece");
		return;
	}
	fields_unit(b, unit, &product->use.unit, x->in->f);
}

static bool
begin_frame(struct iec *x, enum iec_kind kind, const struct sax_tag *tag)
{
	struct bom *b = x->in->b;
	struct iec_frame frame = { .kind = kind,
		.at = tag->at,
		.use = { BOM_NONE, BOM_NONE, BOM_NONE, tag->at, 0, UNIT_EACH,
		    0 },
		.said = { .value = BOM_NONE, .mass = amount_unknown() },
		.serial = ++x->serial };
	const struct field each = { STR("each"), tag->at };
	struct iec_frame *open;

	if (kind == IEC_PRODUCT) {
		take_unit(x, tag, &frame);
	} else if (kind == IEC_PART) {
		struct field n = elements_attr(tag, "numberOfUnits");

		if (str_trim(n.text).n > 0)
			fields_quantity(b, n, each, &frame.use.qty,
			    &frame.use.unit, x->in->f);
	} else if (!take(x, tag, "name", &frame.name)) {
		return false;
	}
	if (kind != IEC_PRODUCT && !iec_begin(x, innermost(x)))
		return false;
	open = array_grow(x->open, &x->open_cap, x->nopen + 1, sizeof(*open));
	if (open == NULL) {
		fields_nomem(x->in->f);
		return false;
	}
	x->open = open;
	open[x->nopen++] = frame;
	return true;
}

static bool
take_product_id(struct iec *x, const struct sax_tag *tag)
{
	struct iec_frame *in = innermost(x);
	struct iec_other id = { .at = tag->at }, *list;

	if (!take(x, tag, "identifier", &id.number) ||
	    !take(x, tag, "name", &id.name) ||
	    !take(x, tag, "version", &id.revision))
		return false;
	if (in->nproduct_id++ == 0) {
		in->number = id.number;
		in->name = id.name;
		in->revision = id.revision;
		return true;
	}
	list =
	    array_grow(x->other, &x->other_cap, x->nother + 1, sizeof(*list));
	if (list == NULL)
		return false;
	x->other = list;
	list[x->nother++] = id;
	return true;
}

static bool
take_amount(struct iec *x, const struct sax_tag *tag, bool share)
{
	struct iec_frame *in = innermost(x);
	const struct measured_fields fields = {
		.value = elements_attr(tag, share ? "massPercent" : "mass"),
		.min = elements_attr(
		    tag, share ? "massPercentRangeMin" : "massRangeMin"),
		.max = elements_attr(
		    tag, share ? "massPercentRangeMax" : "massRangeMax"),
		.minus = elements_attr(tag, "negativeTolerance"),
		.plus = elements_attr(tag, "positiveTolerance"),
		.unit = share ? (struct field){ STR("%"), tag->at }
			      : elements_attr(tag, "unitOfMeasure"),
	};

	if (in->nproduct_id > 1) /* of another one's mass we have no need */
		return true;
	return measured_take(x->in, &fields, share ? &in->percent : &in->mass);
}

/* One country is where it was made; of several nobody says which. */
static void
take_country(struct iec *x, const struct sax_tag *tag)
{
	struct iec_frame *in = innermost(x);

	if (in->nproduct_id > 1)
		return;
	if (in->ncountry++ > 0)
		in->country[0] = '\0';
	else if (fields_country(x->in->b, elements_attr(tag, "countryCode"),
		     in->country, x->in->f) == ST_OK)
		in->country_at = tag->at;
}

static bool
take_threshold(struct iec *x, const struct sax_tag *tag)
{
	struct iec_frame *in = innermost(x);
	struct field above = elements_attr(tag, "aboveComplianceThreshold");

	in->has_threshold =
	    str_trim(above.text).n > 0 &&
	    fields_bool(x->in->b, above, &in->above, x->in->f) == ST_OK;
	return take(x, tag, "reportableApplication", &in->application) &&
	       take(x, tag, "reportingThreshold", &in->threshold);
}

/* A substance may be in several lists: a CAS number is better than another
 * entry, and the first than the next. */
static bool
take_entry(struct iec *x, const struct sax_tag *tag)
{
	struct iec_frame *in = innermost(x);
	struct field entry = elements_attr(tag, "entryIdentity");

	if (str_trim(entry.text).n == 0 ||
	    (in->entry != 0 && !cas_valid(str_trim(entry.text))) ||
	    cas_valid(bom_text_get(x->in->b, in->entry)))
		return true;
	in->entry_at = entry.at;
	return take(x, tag, "entryIdentity", &in->entry);
}

static bool
take_response(struct iec *x, const struct sax_tag *tag)
{
	struct declaration *d = bom_add_declaration(x->in->b);

	if (d == NULL)
		return false;
	x->parts.decl = (uint32_t)x->in->b->ndecl - 1;
	d->at = tag->at;
	fields_date(x->in->b, elements_attr(tag, "date"), &d->date, x->in->f);
	return take(x, tag, "docID", &d->id);
}

static bool
take_company(struct iec *x, const struct sax_tag *tag)
{
	if (!take(x, tag, "name", &x->supplier))
		return false;
	x->in->b->decl[x->parts.decl].supplier = x->supplier;
	return true;
}

static bool
begin_composition(struct iec *x, const struct sax_tag *tag)
{
	bool full = false;

	fields_bool(x->in->b, elements_attr(tag, "isFMD"), &full, x->in->f);
	return iec_composition(x, innermost(x), full);
}

static bool
begin(void *ctx, uint8_t kind, const struct sax_tag *tag)
{
	struct iec *x = ctx;
	bool ok = true;

	switch (kind) {
	case IEC_RESPONSE:
		ok = take_response(x, tag);
		break;
	case IEC_COMPANY:
		ok = take_company(x, tag);
		break;
	case IEC_PRODUCT_ID:
		ok = take_product_id(x, tag);
		break;
	case IEC_MASS:
	case IEC_PERCENT:
		ok = take_amount(x, tag, kind == IEC_PERCENT);
		break;
	case IEC_COUNTRY:
		take_country(x, tag);
		break;
	case IEC_COMPOSITION:
		ok = begin_composition(x, tag);
		break;
	case IEC_GROUP_ID:
	case IEC_ENTRY:
		ok = take_entry(x, tag);
		break;
	case IEC_THRESHOLD:
		ok = take_threshold(x, tag);
		break;
	default:
		ok = kind < IEC_PRODUCT ||
		     begin_frame(x, (enum iec_kind)kind, tag);
	}
	if (!ok)
		fields_nomem(x->in->f);
	return ok;
}

static bool
end(void *ctx, uint8_t kind)
{
	struct iec *x = ctx;
	struct iec_frame *in;
	bool ok;

	if (kind < IEC_PRODUCT)
		return true;
	in = innermost(x);
	switch (in->kind) {
	case IEC_PRODUCT:
		ok = iec_end_product(x, in);
		break;
	case IEC_PART:
	case IEC_MATERIAL:
		ok = iec_begin(x, in) && nested_close(&x->parts);
		break;
	case IEC_SUBSTANCE:
		ok = iec_substance(x, in);
		break;
	default:
		ok = iec_group(x, in);
	}
	x->nopen--;
	if (!ok)
		fields_nomem(x->in->f);
	return ok;
}

/*
 * read_iec62474 - a material declaration.
 *
 * In:	in    its body has passed xml_guard()
 * Err:	the first of those in in->f; the bom is then to be thrown away
 * Cost:	linear in the bytes
 */
enum status
read_iec62474(const struct input *in)
{
	static const struct elements format = { .format = "IEC 62474",
		.rows = rows,
		.nrows = sizeof(rows) / sizeof(rows[0]),
		.begin = begin,
		.end = end };
	struct iec x = { .in = in };
	enum status st;

	nested_init(&x.parts, in);
	st = elements_read(in, &format, &x);
	nested_free(&x.parts);
	free(x.open);
	free(x.other);
	intern_free(&x.alike);
	free(x.nalike);
	return st;
}
