/* SPDX-License-Identifier: Apache-2.0 */
/* aas_xml - the elements of an environment in XML; see aas.h. */
#include "core/bom/aas/aas.h"
#include "core/bom/aas/read_aas.h"
#include "core/bom/other/elements.h"

#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define PASSED ELEMENT_PASSED

/* Where elements stand, and which of them say something. */
#define ELEMENTS(of) \
	{ of, AAS_PROPERTY, "property" }, \
	    { of, AAS_WORDS, "multiLanguageProperty" }, \
	    { of, AAS_COLLECTION, "submodelElementCollection" }, \
	    { of, AAS_COLLECTION, "submodelElementList" }, \
	    { of, AAS_RELATION, "relationshipElement" }, \
	    { of, AAS_RELATION, "annotatedRelationshipElement" }, \
	    { of, AAS_ENTITY, "entity" }, { of, AAS_LIST, "submodelElement" }, \
	{ \
		of, PASSED, "*" \
	}

/* What each of them may have. */
#define AN_ELEMENT(of) \
	{ of, AAS_NAME, "idShort" }, { of, AAS_SEMANTIC, "semanticId" }, \
	    { of, AAS_SPECIFICATION, "embeddedDataSpecifications" }, \
	{ \
		of, AAS_SPECIFICATION, "embeddedDataSpecification" \
	}

static const struct element_row xml_rows[] = {
	{ ELEMENT_DOCUMENT, AAS_DOCUMENT, "environment" },
	{ ELEMENT_DOCUMENT, AAS_DOCUMENT, "aasenv" },
	{ AAS_DOCUMENT, AAS_LIST, "assetAdministrationShells" },
	{ AAS_DOCUMENT, AAS_LIST, "submodels" },
	{ AAS_DOCUMENT, AAS_LIST, "conceptDescriptions" },
	{ AAS_DOCUMENT, PASSED, "*" },
	{ AAS_LIST, AAS_SHELL, "assetAdministrationShell" },
	{ AAS_LIST, AAS_SUBMODEL, "submodel" },
	{ AAS_LIST, AAS_CONCEPT, "conceptDescription" },
	{ AAS_LIST, AAS_REFERENCE, "reference" },
	{ AAS_LIST, AAS_REFERENCE, "submodelRef" },
	{ AAS_LIST, AAS_SPECIFIC, "specificAssetId" },
	ELEMENTS(AAS_LIST),
	{ AAS_SHELL, AAS_ID, "id" },
	{ AAS_SHELL, AAS_ID, "identification" },
	{ AAS_SHELL, AAS_NAME, "idShort" },
	{ AAS_SHELL, AAS_ASSET, "assetInformation" },
	{ AAS_SHELL, AAS_OWNER, "assetRef" },
	{ AAS_SHELL, AAS_LIST, "submodels" },
	{ AAS_SHELL, AAS_LIST, "submodelRefs" },
	{ AAS_SHELL, PASSED, "*" },
	{ AAS_ASSET, AAS_GLOBAL, "globalAssetId" },
	{ AAS_ASSET, AAS_LIST, "specificAssetIds" },
	{ AAS_ASSET, PASSED, "*" },
	{ AAS_SPECIFIC, AAS_SPECIFIC_NAME, "name" },
	{ AAS_SPECIFIC, AAS_SPECIFIC_VALUE, "value" },
	{ AAS_SPECIFIC, PASSED, "*" },
	{ AAS_SUBMODEL, AAS_ID, "id" },
	{ AAS_SUBMODEL, AAS_ID, "identification" },
	{ AAS_SUBMODEL, AAS_NAME, "idShort" },
	{ AAS_SUBMODEL, AAS_UNDER, "kind" },
	{ AAS_SUBMODEL, AAS_SEMANTIC, "semanticId" },
	{ AAS_SUBMODEL, AAS_LIST, "submodelElements" },
	{ AAS_SUBMODEL, PASSED, "*" },
	AN_ELEMENT(AAS_PROPERTY),
	{ AAS_PROPERTY, AAS_VALUE, "value" },
	{ AAS_PROPERTY, PASSED, "*" },
	AN_ELEMENT(AAS_WORDS),
	{ AAS_WORDS, AAS_LANGUAGES, "value" },
	{ AAS_WORDS, PASSED, "*" },
	{ AAS_LANGUAGES, AAS_ELEMENT, "langStringTextType" },
	{ AAS_LANGUAGES, AAS_OLD_WORD, "langString" },
	{ AAS_LANGUAGES, PASSED, "*" },
	{ AAS_ELEMENT, AAS_LANGUAGE, "language" },
	{ AAS_ELEMENT, AAS_WORD, "text" },
	{ AAS_ELEMENT, PASSED, "*" },
	AN_ELEMENT(AAS_COLLECTION),
	{ AAS_COLLECTION, AAS_LIST, "value" },
	{ AAS_COLLECTION, PASSED, "*" },
	AN_ELEMENT(AAS_RELATION),
	{ AAS_RELATION, AAS_FIRST, "first" },
	{ AAS_RELATION, AAS_SECOND, "second" },
	{ AAS_RELATION, AAS_LIST, "annotations" },
	{ AAS_RELATION, PASSED, "*" },
	AN_ELEMENT(AAS_ENTITY),
	{ AAS_ENTITY, AAS_LIST, "statements" },
	{ AAS_ENTITY, AAS_GLOBAL, "globalAssetId" },
	{ AAS_ENTITY, AAS_LIST, "specificAssetIds" },
	{ AAS_ENTITY, AAS_OWNER, "assetRef" },
	{ AAS_ENTITY, PASSED, "*" },
	{ AAS_SPECIFICATION, AAS_SPECIFICATION, "embeddedDataSpecification" },
	{ AAS_SPECIFICATION, AAS_SPECIFICATION, "dataSpecificationContent" },
	{ AAS_SPECIFICATION, AAS_SPECIFICATION, "dataSpecificationIec61360" },
	{ AAS_SPECIFICATION, AAS_SPECIFICATION, "dataSpecificationIEC61360" },
	{ AAS_SPECIFICATION, AAS_UNIT, "unit" },
	{ AAS_SPECIFICATION, PASSED, "*" },
	{ AAS_CONCEPT, AAS_ID, "id" },
	{ AAS_CONCEPT, AAS_ID, "identification" },
	{ AAS_CONCEPT, AAS_NAME, "idShort" },
	{ AAS_CONCEPT, AAS_SPECIFICATION, "embeddedDataSpecifications" },
	{ AAS_CONCEPT, AAS_SPECIFICATION, "embeddedDataSpecification" },
	{ AAS_CONCEPT, PASSED, "*" },
};

/* Which asset, which submodel, what it means: by keys. */
#define POINTS(of) \
	{ of, AAS_KEYS, "keys" }, { of, PASSED, "type" }, \
	{ \
		of, PASSED, "referredSemanticId" \
	}

static const struct element_row xml_keys[] = {
	POINTS(AAS_SEMANTIC),
	POINTS(AAS_FIRST),
	POINTS(AAS_SECOND),
	POINTS(AAS_OWNER),
	POINTS(AAS_REFERENCE),
	{ AAS_KEYS, AAS_KEY, "key" },
	{ AAS_KEY, AAS_KEY_TYPE, "type" },
	{ AAS_KEY, AAS_KEY_VALUE, "value" },
};

static const struct element_row old_xml_keys[] = {
	POINTS(AAS_SEMANTIC),
	POINTS(AAS_FIRST),
	POINTS(AAS_SECOND),
	POINTS(AAS_OWNER),
	POINTS(AAS_REFERENCE),
	{ AAS_KEYS, AAS_OLD_KEY, "key" },
};

static const char first_version[] = "http://www.admin-shell.io/aas/1/";
static const char second_version[] = "http://www.admin-shell.io/aas/2/";
static const char third_version[] = "https://admin-shell.io/aas/3/";

/* Units are said in a namespace of their own in older versions. */
static bool
is_ours(struct str ns)
{
	return str_starts(ns, "http://www.admin-shell.io/") ||
	       str_starts(ns, "https://admin-shell.io/");
}

bool
aas_root(struct str ns, struct str root)
{
	return (str_starts(ns, third_version) && str_is(root, "environment")) ||
	       ((str_starts(ns, second_version) ||
		    str_starts(ns, first_version)) &&
		   str_is(root, "aasenv"));
}

/* Attributes of version 2, where later ones have elements. */
static bool
xml_begin(void *ctx, uint8_t kind, const struct sax_tag *tag)
{
	switch (kind) {
	case AAS_OLD_KEY:
		return aas_begin(ctx, AAS_KEY, tag->at) &&
		       aas_value(ctx, AAS_KEY_TYPE, elements_attr(tag, "type"));
	case AAS_OLD_WORD:
		return aas_begin(ctx, AAS_ELEMENT, tag->at) &&
		       aas_value(ctx, AAS_LANGUAGE, elements_attr(tag, "lang"));
	default:
		return kind >= AAS_TEXT ||
		       aas_begin(ctx, (enum aas_kind)kind, tag->at);
	}
}

static bool
xml_value(void *ctx, uint8_t kind, struct field text)
{
	switch (kind) {
	case AAS_OLD_KEY:
		return aas_value(ctx, AAS_KEY_VALUE, text) &&
		       aas_end(ctx, AAS_KEY);
	case AAS_OLD_WORD:
		return aas_value(ctx, AAS_WORD, text) &&
		       aas_end(ctx, AAS_ELEMENT);
	default:
		return aas_value(ctx, (enum aas_kind)kind, text);
	}
}

static bool
end(void *ctx, uint8_t kind)
{
	return aas_end(ctx, (enum aas_kind)kind);
}

void
aas_read_xml(const struct input *in, struct aas *x)
{
	bool old = memmem(in->body.p, in->body.n > 4096 ? 4096 : in->body.n,
		       third_version, sizeof(third_version) - 1) == NULL;
	const struct elements xml = { .format = "AAS",
		.rows = xml_rows,
		.nrows = LENGTH(xml_rows),
		.more = old ? old_xml_keys : xml_keys,
		.nmore = old ? LENGTH(old_xml_keys) : LENGTH(xml_keys),
		.ours = is_ours,
		.begin = xml_begin,
		.end = end,
		.value = xml_value,
		.first_value = AAS_TEXT };

	elements_read(in, &xml, x);
}
