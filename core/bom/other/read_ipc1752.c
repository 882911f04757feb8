/* SPDX-License-Identifier: Apache-2.0 */
/*
 * read_ipc1752 - the elements of a material declaration; see read_ipc1752.h.
 *
 * The two versions differ in namespace and in one more level around the
 * product.  Writers do not agree where an amount stands: in an element of its
 * own, or as attributes of what it is the amount of.
 */
#include "core/bom/other/read_ipc1752.h"

#include "core/bom/other/composed.h"

enum {
	IPC_MAIN = 1,
	IPC_BUSINESS,
	IPC_RESPONSE,
	IPC_COMPANY,
	IPC_PRODUCT_ID,
	IPC_INFO,
	IPC_MATERIALS,
	IPC_GROUPS,
	IPC_CATEGORIES,
	IPC_CATEGORY,
	IPC_THRESHOLD,
	IPC_AMOUNT,
	IPC_CONCENTRATION,
	IPC_SUBSTANCE_ID
};

static const struct element_row rows[] = {
	{ ELEMENT_DOCUMENT, IPC_MAIN, "MainDeclaration" },
	{ IPC_MAIN, IPC_MAIN, "IPC-1752B" },
	{ IPC_MAIN, IPC_MAIN, "IPC-1752A" },
	{ IPC_MAIN, ELEMENT_PASSED, "Include" },
	{ IPC_MAIN, IPC_BUSINESS, "BusinessInfo" },
	{ IPC_MAIN, COMPOSED_PRODUCT, "Product" },
	{ IPC_MAIN, ELEMENT_PASSED, "Signature" },
	{ IPC_MAIN, ELEMENT_PASSED, "Attachment" },
	{ IPC_BUSINESS, ELEMENT_PASSED, "Request" },
	{ IPC_BUSINESS, IPC_RESPONSE, "Response" },
	{ IPC_BUSINESS, ELEMENT_PASSED, "Declaration" },
	{ IPC_BUSINESS, ELEMENT_PASSED, "Attachment" },
	{ IPC_RESPONSE, ELEMENT_PASSED, "Authorizer" },
	{ IPC_RESPONSE, ELEMENT_PASSED, "Contact" },
	{ IPC_RESPONSE, IPC_COMPANY, "SupplyCompany" },
	{ IPC_COMPANY, ELEMENT_PASSED, "CompanyID" },
	{ IPC_COMPANY, ELEMENT_PASSED, "UniqueID" },
	{ COMPOSED_PRODUCT, IPC_PRODUCT_ID, "ProductID" },
	{ COMPOSED_PRODUCT, IPC_INFO, "MaterialInfo" },
	{ COMPOSED_PRODUCT, COMPOSED_PART, "SubProduct" },
	{ COMPOSED_PRODUCT, ELEMENT_PASSED, "ManufacturingInfo" },
	{ COMPOSED_PRODUCT, ELEMENT_PASSED, "QueryList" },
	{ COMPOSED_PRODUCT, ELEMENT_PASSED, "Attachment" },
	{ COMPOSED_PART, IPC_PRODUCT_ID, "ProductID" },
	{ COMPOSED_PART, IPC_INFO, "MaterialInfo" },
	{ COMPOSED_PART, COMPOSED_PART, "SubProduct" },
	{ COMPOSED_PART, ELEMENT_PASSED, "ManufacturingInfo" },
	{ COMPOSED_PART, ELEMENT_PASSED, "Attachment" },
	{ IPC_PRODUCT_ID, IPC_AMOUNT, "Amount" },
	{ IPC_INFO, COMPOSED_PART, "SubProduct" },
	{ IPC_INFO, IPC_GROUPS, "SubstanceCategoryList" },
	{ IPC_INFO, IPC_MATERIALS, "HomogeneousMaterialList" },
	{ IPC_INFO, COMPOSED_MATERIAL, "HomogeneousMaterial" },
	{ IPC_INFO, ELEMENT_PASSED, "MaterialGroupList" },
	{ IPC_GROUPS, ELEMENT_PASSED, "SubstanceCategoryListID" },
	{ IPC_GROUPS, COMPOSED_GROUP, "SubstanceCategory" },
	{ COMPOSED_GROUP, IPC_THRESHOLD, "Threshold" },
	{ COMPOSED_GROUP, IPC_AMOUNT, "Amount" },
	{ COMPOSED_GROUP, IPC_CONCENTRATION, "Concentration" },
	{ COMPOSED_GROUP, COMPOSED_SUBSTANCE, "Substance" },
	{ COMPOSED_GROUP, ELEMENT_PASSED, "SubstanceCategoryID" },
	{ COMPOSED_GROUP, ELEMENT_PASSED, "Exemption" },
	{ COMPOSED_GROUP, ELEMENT_PASSED, "ExemptionList" },
	{ IPC_MATERIALS, COMPOSED_MATERIAL, "HomogeneousMaterial" },
	{ COMPOSED_MATERIAL, IPC_AMOUNT, "Amount" },
	{ COMPOSED_MATERIAL, IPC_CONCENTRATION, "Concentration" },
	{ COMPOSED_MATERIAL, IPC_CATEGORIES, "SubstanceCategoryList" },
	{ COMPOSED_MATERIAL, COMPOSED_SUBSTANCE, "Substance" },
	{ COMPOSED_MATERIAL, ELEMENT_PASSED, "MaterialGroup" },
	{ IPC_CATEGORIES, ELEMENT_PASSED, "SubstanceCategoryListID" },
	{ IPC_CATEGORIES, IPC_CATEGORY, "SubstanceCategory" },
	{ IPC_CATEGORIES, COMPOSED_SUBSTANCE, "Substance" },
	{ IPC_CATEGORY, COMPOSED_SUBSTANCE, "Substance" },
	{ IPC_CATEGORY, ELEMENT_PASSED, "SubstanceCategoryID" },
	{ IPC_CATEGORY, ELEMENT_PASSED, "Threshold" },
	{ COMPOSED_SUBSTANCE, IPC_SUBSTANCE_ID, "SubstanceID" },
	{ COMPOSED_SUBSTANCE, IPC_SUBSTANCE_ID, "UniqueID" },
	{ COMPOSED_SUBSTANCE, IPC_AMOUNT, "Amount" },
	{ COMPOSED_SUBSTANCE, IPC_CONCENTRATION, "Concentration" },
	{ COMPOSED_SUBSTANCE, ELEMENT_PASSED, "Exemption" },
	{ COMPOSED_SUBSTANCE, ELEMENT_PASSED, "ExemptionList" },
	{ IPC_SUBSTANCE_ID, IPC_SUBSTANCE_ID, "UniqueID" },
};

/* "http://webstds.ipc.org/175x/2.0", "https://webstds.ipc.org/175x/1752B/..."
 */
bool
ipc1752_namespace(struct str ns)
{
	return str_starts(ns, "http://webstds.ipc.org/175x/") ||
	       str_starts(ns, "https://webstds.ipc.org/175x/");
}

/* A mass or a share, by its unit.  Concentrations are percent of mass where
 * they do not say. */
static bool
take_amount(struct composed *x, const struct sax_tag *tag, bool concentration)
{
	struct measured_fields m = {
		.value = elements_attr(tag, "value"),
		.minus = elements_attr(tag, "negativeTolerance"),
		.plus = elements_attr(tag, "positiveTolerance"),
		.unit = elements_attr(tag, "UOM"),
	};
	struct str unit = str_trim(m.unit.text);

	if (str_is_nocase(unit, "massPercent") ||
	    (concentration && unit.n == 0))
		m.unit.text = unit = STR("%");
	if (unit_dimension(unit_find(unit)) != DIM_SHARE)
		return composed_mass(x, &m);
	return measured_given(&composed_frame(x)->percent) ||
	       composed_percent(x, &m);
}

/* Of how many products a declaration speaks nobody needs to say: all amounts
 * are of one. */
static void
warn_of_instances(struct composed *x, const struct sax_tag *tag)
{
	struct field n = elements_attr(tag, "numberOfInstances");
	struct str s = str_trim(n.text);

	if (s.n > 0 && !str_is(s, "1") && !str_is(s, "1.0"))
		findings_warn(x->in->f, ST_RANGE, bom_pos(x->in->b, n.at),
		    "numberOfInstances \"%.*s\" of a product: expected 1; all "
		    "amounts are taken as of one",
		    STR_ARG(str_clip(s, 20)));
}

static bool
say(struct composed *x, enum composed_kind kind, const struct sax_tag *tag)
{
	struct composed_frame *fr = composed_frame(x);

	if (kind == COMPOSED_PRODUCT) {
		composed_unit(x, elements_attr(tag, "unitType"));
		warn_of_instances(x, tag);
		return true;
	}
	if (kind == COMPOSED_PART) {
		composed_pieces(x, elements_attr(tag, "numberOfInstances"));
		return true;
	}
	if (!composed_text(x, elements_attr(tag, "name"), &fr->name) ||
	    !composed_text(x, elements_attr(tag, "reportableApplication"),
		&fr->application))
		return false;
	return elements_attr(tag, "value").text.n == 0 ||
	       take_amount(x, tag, false);
}

static bool
take(struct composed *x, uint8_t kind, const struct sax_tag *tag)
{
	switch (kind) {
	case IPC_RESPONSE:
		return composed_document(x, tag->at,
		    elements_attr(tag, "docID"), elements_attr(tag, "date"));
	case IPC_COMPANY:
		return composed_supplier(x, elements_attr(tag, "name"));
	case IPC_PRODUCT_ID:
		return composed_id(x, elements_attr(tag, "itemNumber"),
		    elements_attr(tag, "itemName"),
		    elements_attr(tag, "version"));
	case IPC_INFO:
		return composed_frame(x)->kind != COMPOSED_PRODUCT ||
		       composed_whole(x, false);
	case IPC_AMOUNT:
	case IPC_CONCENTRATION:
		return take_amount(x, tag, kind == IPC_CONCENTRATION);
	case IPC_SUBSTANCE_ID:
		return composed_entry(x, elements_attr(tag, "identity"));
	case IPC_THRESHOLD:
		return composed_threshold(x,
		    elements_attr(tag, "overThreshold"),
		    elements_attr(tag, "reportableApplication"),
		    elements_attr(tag, "threshold"));
	default:
		return true;
	}
}

enum status
read_ipc1752(const struct input *in)
{
	static const struct composed_format format = { .name = "IPC-1752",
		.rows = rows,
		.nrows = sizeof(rows) / sizeof(rows[0]),
		.ours = ipc1752_namespace,
		.take = take,
		.say = say };

	return composed_read(in, &format);
}
