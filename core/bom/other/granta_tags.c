/* SPDX-License-Identifier: Apache-2.0 */
/* granta_tags - which elements stand where; see granta_tags.h. */
#include "core/bom/other/granta_tags.h"

#define COMMON(parent) \
	{ parent, "Identity", GRANTA_IDENTITY }, \
	    { parent, "Name", GRANTA_NAME }, \
	{ \
		parent, "ExternalIdentity", GRANTA_EXTERNAL \
	}

/* From the schemas of the four versions, of which each adds to the one
 * before: what a later one allows is not refused in an earlier one. */
static const struct child {
	enum granta_tag parent;
	const char *name;
	enum granta_tag kind;
} children[] = {
	{ GRANTA_ROOT, "Components", GRANTA_COMPONENTS },
	{ GRANTA_ROOT, "TransportPhase", GRANTA_IGNORED },
	{ GRANTA_ROOT, "UsePhase", GRANTA_IGNORED },
	{ GRANTA_ROOT, "Location", GRANTA_IGNORED },
	{ GRANTA_ROOT, "Notes", GRANTA_NOTES },
	{ GRANTA_ROOT, "Annotations", GRANTA_IGNORED },
	{ GRANTA_ROOT, "AnnotationSources", GRANTA_IGNORED },
	{ GRANTA_NOTES, "Notes", GRANTA_IGNORED },
	{ GRANTA_NOTES, "PictureUrl", GRANTA_IGNORED },
	{ GRANTA_NOTES, "ProductName", GRANTA_PRODUCT },
	{ GRANTA_COMPONENTS, "Part", GRANTA_PART },
	{ GRANTA_PART, "Quantity", GRANTA_QUANTITY },
	{ GRANTA_PART, "MassPerUom", GRANTA_MASS_PER },
	{ GRANTA_PART, "VolumePerUom", GRANTA_IGNORED },
	{ GRANTA_PART, "MIPartReference", GRANTA_IGNORED },
	{ GRANTA_PART, "NonMIPartReference", GRANTA_IGNORED },
	{ GRANTA_PART, "PartNumber", GRANTA_NUMBER },
	{ GRANTA_PART, "Name", GRANTA_NAME },
	{ GRANTA_PART, "ExternalIdentity", GRANTA_EXTERNAL },
	{ GRANTA_PART, "Components", GRANTA_COMPONENTS },
	{ GRANTA_PART, "Specifications", GRANTA_IGNORED },
	{ GRANTA_PART, "Materials", GRANTA_MATERIALS },
	{ GRANTA_PART, "Substances", GRANTA_SUBSTANCES },
	{ GRANTA_PART, "Processes", GRANTA_IGNORED },
	{ GRANTA_PART, "RohsExemptions", GRANTA_IGNORED },
	{ GRANTA_PART, "EndOfLifeFates", GRANTA_IGNORED },
	{ GRANTA_PART, "TransportPhase", GRANTA_IGNORED },
	{ GRANTA_PART, "Location", GRANTA_IGNORED },
	{ GRANTA_MATERIALS, "Material", GRANTA_MATERIAL },
	{ GRANTA_MATERIAL, "Percentage", GRANTA_PERCENTAGE },
	{ GRANTA_MATERIAL, "Mass", GRANTA_MASS },
	{ GRANTA_MATERIAL, "MIMaterialReference", GRANTA_REFERENCE },
	COMMON(GRANTA_MATERIAL),
	{ GRANTA_MATERIAL, "RecycleContent", GRANTA_IGNORED },
	{ GRANTA_MATERIAL, "Processes", GRANTA_IGNORED },
	{ GRANTA_MATERIAL, "EndOfLifeFates", GRANTA_IGNORED },
	{ GRANTA_SUBSTANCES, "Substance", GRANTA_SUBSTANCE },
	{ GRANTA_SUBSTANCE, "Percentage", GRANTA_PERCENTAGE },
	{ GRANTA_SUBSTANCE, "Category", GRANTA_CATEGORY },
	{ GRANTA_SUBSTANCE, "MISubstanceReference", GRANTA_REFERENCE },
	COMMON(GRANTA_SUBSTANCE),
	{ GRANTA_REFERENCE, "dbKey", GRANTA_IGNORED },
	{ GRANTA_REFERENCE, "identity", GRANTA_IGNORED },
	{ GRANTA_REFERENCE, "recordGUID", GRANTA_RECORD },
	{ GRANTA_REFERENCE, "recordHistoryGUID", GRANTA_RECORD },
	{ GRANTA_REFERENCE, "lookupValue", GRANTA_IGNORED },
	{ GRANTA_REFERENCE, "EquivalentReferences", GRANTA_IGNORED },
};

bool
granta_namespace(struct str ns)
{
	static const char *const known[] = {
		"http://www.grantadesign.com/17/11/BillOfMaterialsEco",
		"http://www.grantadesign.com/23/01/BillOfMaterialsEco",
		"http://www.grantadesign.com/24/12/BillOfMaterialsEco",
		"http://www.grantadesign.com/25/05/BillOfMaterialsEco",
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
		if (str_is(ns, known[i]))
			return true;
	return false;
}

enum granta_tag
granta_child(enum granta_tag parent, struct str name)
{
	for (size_t i = 0; i < sizeof(children) / sizeof(children[0]); i++)
		if (children[i].parent == parent &&
		    str_is(name, children[i].name))
			return children[i].kind;
	return GRANTA_COUNT;
}
