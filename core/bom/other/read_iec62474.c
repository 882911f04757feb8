/* SPDX-License-Identifier: Apache-2.0 */
/*
 * read_iec62474 - the elements of a material declaration, all of which speak
 * in attributes; see read_iec62474.h.
 */
#include "core/bom/other/read_iec62474.h"

#include "core/bom/other/composed.h"

#include <stdio.h>

enum {
	IEC_MAIN = 1,
	IEC_BUSINESS,
	IEC_RESPONSE,
	IEC_COMPANY,
	IEC_PRODUCT_ID,
	IEC_MASS,
	IEC_PERCENT,
	IEC_MADE_IN,
	IEC_COUNTRY,
	IEC_COMPLIANCE,
	IEC_COMPOSITION,
	IEC_SUBSTANCE_ID,
	IEC_ENTRY,
	IEC_GROUP_ID,
	IEC_THRESHOLD,
	IEC_LISTED,
	IEC_LIST,
	IEC_LISTED_ENTRY,
	IEC_SUBSTANCE_LIST
};

static const struct element_row rows[] = {
	{ ELEMENT_DOCUMENT, IEC_MAIN, "Main" },
	{ IEC_MAIN, ELEMENT_PASSED, "Include" },
	{ IEC_MAIN, IEC_BUSINESS, "BusinessInfo" },
	{ IEC_MAIN, COMPOSED_PRODUCT, "Product" },
	{ IEC_MAIN, ELEMENT_PASSED, "Signature" },
	{ IEC_MAIN, ELEMENT_PASSED, "ToolNameVersionID" },
	{ IEC_BUSINESS, ELEMENT_PASSED, "Request" },
	{ IEC_BUSINESS, IEC_RESPONSE, "Response" },
	{ IEC_BUSINESS, ELEMENT_PASSED, "Attachment" },
	{ IEC_RESPONSE, ELEMENT_PASSED, "Authorizer" },
	{ IEC_RESPONSE, ELEMENT_PASSED, "Contact" },
	{ IEC_RESPONSE, IEC_COMPANY, "SupplyCompany" },
	{ IEC_COMPANY, ELEMENT_PASSED, "UniqueID" },
	{ COMPOSED_PRODUCT, IEC_PRODUCT_ID, "ProductID" },
	{ COMPOSED_PRODUCT, IEC_COMPLIANCE, "Compliance" },
	{ COMPOSED_PRODUCT, IEC_COMPOSITION, "Composition" },
	{ COMPOSED_PRODUCT, ELEMENT_PASSED, "MaterialClassDeclaration" },
	{ COMPOSED_PRODUCT, ELEMENT_PASSED, "QueryList" },
	{ COMPOSED_PRODUCT, ELEMENT_PASSED, "Attachment" },
	{ COMPOSED_PRODUCT, ELEMENT_PASSED, "Exemptions" },
	{ COMPOSED_PRODUCT, ELEMENT_PASSED, "SafeUse" },
	{ COMPOSED_PRODUCT, ELEMENT_PASSED, "ProductCircularity" },
	{ IEC_PRODUCT_ID, IEC_MASS, "Mass" },
	{ IEC_PRODUCT_ID, IEC_PERCENT, "MassPercent" },
	{ IEC_PRODUCT_ID, IEC_MADE_IN, "CountryOfManufacture" },
	{ IEC_PRODUCT_ID, ELEMENT_PASSED, "InstanceID" },
	{ IEC_PRODUCT_ID, IEC_LISTED, "ProductCategory" },
	{ IEC_PRODUCT_ID, IEC_LISTED, "Identifier" },
	{ IEC_PRODUCT_ID, ELEMENT_PASSED, "OtherNames" },
	{ IEC_MADE_IN, IEC_COUNTRY, "CountryInformation" },
	{ IEC_COMPLIANCE, ELEMENT_PASSED, "DeclarableSubstanceList" },
	{ IEC_COMPLIANCE, COMPOSED_GROUP, "DsDsg" },
	{ COMPOSED_GROUP, IEC_GROUP_ID, "DsDsgID" },
	{ COMPOSED_GROUP, IEC_MASS, "Mass" },
	{ COMPOSED_GROUP, IEC_PERCENT, "MassPercent" },
	{ COMPOSED_GROUP, IEC_THRESHOLD, "ComplianceThreshold" },
	{ COMPOSED_GROUP, ELEMENT_PASSED, "Exemptions" },
	{ COMPOSED_GROUP, ELEMENT_PASSED, "SafeUse" },
	{ COMPOSED_GROUP, ELEMENT_PASSED, "ProductPartInformation" },
	{ IEC_COMPOSITION, ELEMENT_PASSED, "DeclarableSubstanceList" },
	{ IEC_COMPOSITION, COMPOSED_PART, "ProductPart" },
	{ IEC_COMPOSITION, COMPOSED_MATERIAL, "Material" },
	{ IEC_COMPOSITION, COMPOSED_SUBSTANCE, "Substance" },
	{ COMPOSED_PART, IEC_PRODUCT_ID, "ProductID" },
	{ COMPOSED_PART, COMPOSED_PART, "ProductPart" },
	{ COMPOSED_PART, COMPOSED_MATERIAL, "Material" },
	{ COMPOSED_PART, COMPOSED_SUBSTANCE, "Substance" },
	{ COMPOSED_PART, ELEMENT_PASSED, "Attachment" },
	{ COMPOSED_PART, ELEMENT_PASSED, "SafeUse" },
	{ COMPOSED_PART, ELEMENT_PASSED, "ProductCircularity" },
	{ COMPOSED_MATERIAL, IEC_LISTED, "MaterialID" },
	{ COMPOSED_MATERIAL, IEC_LISTED, "MaterialClassID" },
	{ COMPOSED_MATERIAL, IEC_MASS, "Mass" },
	{ COMPOSED_MATERIAL, IEC_PERCENT, "MassPercent" },
	{ COMPOSED_MATERIAL, COMPOSED_SUBSTANCE, "Substance" },
	{ COMPOSED_MATERIAL, ELEMENT_PASSED, "Attachment" },
	{ COMPOSED_MATERIAL, ELEMENT_PASSED, "MaterialProperty" },
	{ COMPOSED_MATERIAL, ELEMENT_PASSED, "UseDescriptor" },
	{ COMPOSED_MATERIAL, ELEMENT_PASSED, "MaterialCircularity" },
	{ COMPOSED_SUBSTANCE, IEC_SUBSTANCE_ID, "SubstanceID" },
	{ COMPOSED_SUBSTANCE, ELEMENT_PASSED, "DsgID" },
	{ COMPOSED_SUBSTANCE, IEC_MASS, "Mass" },
	{ COMPOSED_SUBSTANCE, IEC_PERCENT, "MassPercent" },
	{ COMPOSED_SUBSTANCE, ELEMENT_PASSED, "Exemptions" },
	{ COMPOSED_SUBSTANCE, ELEMENT_PASSED, "CompositionThreshold" },
	{ COMPOSED_SUBSTANCE, ELEMENT_PASSED, "SafeUse" },
	{ IEC_LISTED, IEC_LIST, "ListID" },
	{ IEC_LISTED, IEC_LISTED_ENTRY, "EntryID" },
	{ IEC_SUBSTANCE_ID, IEC_SUBSTANCE_LIST, "ListID" },
	{ IEC_SUBSTANCE_ID, IEC_ENTRY, "EntryID" },
	{ IEC_GROUP_ID, ELEMENT_PASSED, "ListID" },
	{ IEC_GROUP_ID, IEC_ENTRY, "EntryID" },
};

static bool
take_mass(struct composed *x, const struct sax_tag *tag)
{
	const struct measured_fields m = {
		.value = elements_attr(tag, "mass"),
		.min = elements_attr(tag, "massRangeMin"),
		.max = elements_attr(tag, "massRangeMax"),
		.minus = elements_attr(tag, "negativeTolerance"),
		.plus = elements_attr(tag, "positiveTolerance"),
		.unit = elements_attr(tag, "unitOfMeasure"),
	};

	return composed_mass(x, &m);
}

static bool
take_percent(struct composed *x, const struct sax_tag *tag)
{
	const struct measured_fields m = {
		.value = elements_attr(tag, "massPercent"),
		.min = elements_attr(tag, "massPercentRangeMin"),
		.max = elements_attr(tag, "massPercentRangeMax"),
		.minus = elements_attr(tag, "negativeTolerance"),
		.plus = elements_attr(tag, "positiveTolerance"),
		.unit = { STR("%"), tag->at },
	};

	return composed_percent(x, &m);
}

/* A product, a part, a material, a substance, a group of them. */
static bool
say(struct composed *x, enum composed_kind kind, const struct sax_tag *tag)
{
	if (kind == COMPOSED_PRODUCT)
		composed_unit(x, elements_attr(tag, "unitType"));
	else if (kind == COMPOSED_PART)
		composed_pieces(x, elements_attr(tag, "numberOfUnits"));
	else
		return composed_text(
		    x, elements_attr(tag, "name"), &composed_frame(x)->name);
	return true;
}

static bool
take_composition(struct composed *x, const struct sax_tag *tag)
{
	bool full = false;

	fields_bool(x->in->b, elements_attr(tag, "isFMD"), &full, x->in->f);
	return composed_whole(x, full);
}

static bool
pass_over(struct composed *x, const char *name, struct place at)
{
	return bom_pass_over(
	    x->in->b, PASSED_ELEMENT, true, str_of(name), 1, at);
}

/* From a list of ours or of another; of a substance another is told of. */
static bool
take_list(struct composed *x, uint8_t kind, const struct sax_tag *tag)
{
	if (!composed_list(x, elements_attr(tag, "identity"),
		elements_attr(tag, "authority"), elements_attr(tag, "version")))
		return false;
	return kind != IEC_SUBSTANCE_LIST || x->list != LISTED_COUNT ||
	       pass_over(x, "ListID", tag->at);
}

/* An entry of a list of ours says something; of others only substances are
 * known by theirs. */
static bool
take_entry(struct composed *x, uint8_t kind, const struct sax_tag *tag)
{
	struct field entry = elements_attr(tag, "entryIdentity");

	if (x->list != LISTED_COUNT)
		return composed_listed(x, entry);
	return kind == IEC_ENTRY ? composed_entry(x, entry)
				 : pass_over(x, x->listed_in, tag->at);
}

static bool
take(struct composed *x, uint8_t kind, const struct sax_tag *tag)
{
	switch (kind) {
	case IEC_RESPONSE:
		return composed_document(x, tag->at,
		    elements_attr(tag, "docID"), elements_attr(tag, "date"));
	case IEC_COMPANY:
		return composed_supplier(x, elements_attr(tag, "name"));
	case IEC_PRODUCT_ID:
		return composed_id(x, elements_attr(tag, "identifier"),
		    elements_attr(tag, "name"), elements_attr(tag, "version"));
	case IEC_MASS:
		return take_mass(x, tag);
	case IEC_PERCENT:
		return take_percent(x, tag);
	case IEC_COUNTRY:
		composed_country(x, elements_attr(tag, "countryCode"));
		return true;
	case IEC_COMPOSITION:
		return take_composition(x, tag);
	case IEC_GROUP_ID:
		x->list = LISTED_COUNT;
		return composed_entry(x, elements_attr(tag, "entryIdentity"));
	case IEC_LISTED:
	case IEC_SUBSTANCE_ID:
		x->list = LISTED_COUNT;
		snprintf(x->listed_in, sizeof(x->listed_in), "%s", tag->name);
		return true;
	case IEC_LIST:
	case IEC_SUBSTANCE_LIST:
		return take_list(x, kind, tag);
	case IEC_LISTED_ENTRY:
	case IEC_ENTRY:
		return take_entry(x, kind, tag);
	case IEC_THRESHOLD:
		return composed_threshold(x,
		    elements_attr(tag, "aboveComplianceThreshold"),
		    elements_attr(tag, "reportableApplication"),
		    elements_attr(tag, "reportingThreshold"));
	default:
		return true;
	}
}

enum status
read_iec62474(const struct input *in)
{
	static const struct composed_format format = { .name = "IEC 62474",
		.rows = rows,
		.nrows = sizeof(rows) / sizeof(rows[0]),
		.take = take,
		.say = say };

	return composed_read(in, &format);
}
