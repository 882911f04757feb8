/* SPDX-License-Identifier: Apache-2.0 */
/*
 * read_aas - the members of an environment, and what it becomes; see
 * read_aas.h.
 *
 * Versions 3.0 and 3.1 differ in nothing that is read; version 2 has other
 * names for the same.  Its elements in XML are in aas_xml.c.
 */
#include "core/bom/aas/read_aas.h"

#include "core/bom/aas/aas.h"
#include "core/bom/json/members.h"

#include <stdlib.h>

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define PASSED ELEMENT_PASSED

/* What anything that can be referred to may have, and is of no concern. */
#define REFERABLE(of) \
	{ of, PASSED, "category" }, { of, PASSED, "displayName" }, \
	    { of, PASSED, "description" }, { of, PASSED, "extensions" }, \
	    { of, PASSED, "administration" }, { of, PASSED, "qualifiers" }, \
	    { of, PASSED, "qualifier" }, \
	    { of, PASSED, "supplementalSemanticIds" }, \
	{ \
		of, PASSED, "checksum" \
	}

#define KEYS(of) \
	{ of, AAS_KEY, "keys" }, { of, PASSED, "type" }, \
	{ \
		of, PASSED, "referredSemanticId" \
	}

#define SUBMODEL(of) \
	REFERABLE(of), { of, AAS_ID, "id" }, { of, AAS_NAME, "idShort" }, \
	    { of, AAS_IDENTIFICATION, "identification" }, \
	    { of, AAS_MODEL, "modelType" }, \
	    { of, AAS_MODEL_TYPE, "modelType" }, { of, AAS_UNDER, "kind" }, \
	    { of, AAS_SEMANTIC, "semanticId" }, \
	    { of, PASSED, "embeddedDataSpecifications" }, \
	{ \
		of, AAS_ELEMENT, "submodelElements" \
	}

static const struct element_row json_rows[] = {
	{ ELEMENT_DOCUMENT, AAS_DOCUMENT, "" },
	{ AAS_DOCUMENT, AAS_SHELL, "assetAdministrationShells" },
	{ AAS_DOCUMENT, AAS_SUBMODEL, "submodels" },
	{ AAS_DOCUMENT, AAS_CONCEPT, "conceptDescriptions" },
	/* a page of a repository */
	{ AAS_DOCUMENT, AAS_SUBMODEL, "result" },
	{ AAS_DOCUMENT, PASSED, "paging_metadata" },
	{ AAS_DOCUMENT, PASSED, "assets" },
	SUBMODEL(AAS_DOCUMENT),
	SUBMODEL(AAS_SUBMODEL),
	/* shells */
	REFERABLE(AAS_SHELL),
	{ AAS_SHELL, AAS_ID, "id" },
	{ AAS_SHELL, AAS_NAME, "idShort" },
	{ AAS_SHELL, AAS_IDENTIFICATION, "identification" },
	{ AAS_SHELL, AAS_MODEL, "modelType" },
	{ AAS_SHELL, AAS_MODEL_TYPE, "modelType" },
	{ AAS_SHELL, AAS_ASSET, "assetInformation" },
	{ AAS_SHELL, AAS_OWNER, "asset" },
	{ AAS_SHELL, AAS_REFERENCE, "submodels" },
	{ AAS_SHELL, PASSED, "derivedFrom" },
	{ AAS_SHELL, PASSED, "views" },
	{ AAS_SHELL, PASSED, "conceptDictionary" },
	{ AAS_SHELL, PASSED, "security" },
	{ AAS_SHELL, PASSED, "embeddedDataSpecifications" },
	{ AAS_ASSET, AAS_GLOBAL, "globalAssetId" },
	{ AAS_ASSET, AAS_OWNER, "globalAssetId" },
	{ AAS_ASSET, AAS_SPECIFIC, "specificAssetIds" },
	{ AAS_ASSET, PASSED, "assetKind" },
	{ AAS_ASSET, PASSED, "assetType" },
	{ AAS_ASSET, PASSED, "defaultThumbnail" },
	{ AAS_SPECIFIC, AAS_SPECIFIC_NAME, "name" },
	{ AAS_SPECIFIC, AAS_SPECIFIC_NAME, "key" },
	{ AAS_SPECIFIC, AAS_SPECIFIC_VALUE, "value" },
	{ AAS_SPECIFIC, PASSED, "externalSubjectId" },
	{ AAS_SPECIFIC, PASSED, "semanticId" },
	{ AAS_SPECIFIC, PASSED, "supplementalSemanticIds" },
	KEYS(AAS_REFERENCE),
	KEYS(AAS_OWNER),
	KEYS(AAS_SEMANTIC),
	KEYS(AAS_FIRST),
	KEYS(AAS_SECOND),
	{ AAS_KEY, AAS_KEY_TYPE, "type" },
	{ AAS_KEY, AAS_KEY_VALUE, "value" },
	{ AAS_KEY, PASSED, "local" },
	{ AAS_KEY, PASSED, "idType" },
	{ AAS_KEY, PASSED, "index" },
	{ AAS_IDENTIFICATION, AAS_ID, "id" },
	{ AAS_IDENTIFICATION, PASSED, "idType" },
	{ AAS_MODEL_TYPE, AAS_MODEL, "name" },
	/* elements of submodels; a text in a language is one of them */
	REFERABLE(AAS_ELEMENT),
	{ AAS_ELEMENT, AAS_NAME, "idShort" },
	{ AAS_ELEMENT, AAS_MODEL, "modelType" },
	{ AAS_ELEMENT, AAS_MODEL_TYPE, "modelType" },
	{ AAS_ELEMENT, AAS_SEMANTIC, "semanticId" },
	{ AAS_ELEMENT, AAS_VALUE, "value" },
	{ AAS_ELEMENT, AAS_ELEMENT, "value" },
	{ AAS_ELEMENT, AAS_ELEMENT, "langString" },
	{ AAS_ELEMENT, AAS_ELEMENT, "statements" },
	{ AAS_ELEMENT, AAS_ELEMENT, "annotations" },
	{ AAS_ELEMENT, AAS_FIRST, "first" },
	{ AAS_ELEMENT, AAS_SECOND, "second" },
	{ AAS_ELEMENT, AAS_GLOBAL, "globalAssetId" },
	{ AAS_ELEMENT, AAS_OWNER, "globalAssetId" },
	{ AAS_ELEMENT, AAS_OWNER, "asset" },
	{ AAS_ELEMENT, AAS_SPECIFIC, "specificAssetIds" },
	{ AAS_ELEMENT, AAS_SPECIFIC, "specificAssetId" },
	{ AAS_ELEMENT, AAS_LANGUAGE, "language" },
	{ AAS_ELEMENT, AAS_WORD, "text" },
	{ AAS_ELEMENT, AAS_SPECIFICATION, "embeddedDataSpecifications" },
	{ AAS_ELEMENT, PASSED, "kind" },
	{ AAS_ELEMENT, PASSED, "entityType" },
	{ AAS_ELEMENT, PASSED, "valueType" },
	{ AAS_ELEMENT, PASSED, "valueId" },
	{ AAS_ELEMENT, PASSED, "valueTypeListElement" },
	{ AAS_ELEMENT, PASSED, "typeValueListElement" },
	{ AAS_ELEMENT, PASSED, "semanticIdListElement" },
	{ AAS_ELEMENT, PASSED, "orderRelevant" },
	{ AAS_ELEMENT, PASSED, "ordered" },
	{ AAS_ELEMENT, PASSED, "allowDuplicates" },
	{ AAS_ELEMENT, PASSED, "contentType" },
	{ AAS_ELEMENT, PASSED, "mimeType" },
	{ AAS_ELEMENT, PASSED, "min" },
	{ AAS_ELEMENT, PASSED, "max" },
	{ AAS_ELEMENT, PASSED, "type" },
	{ AAS_ELEMENT, PASSED, "keys" },
	{ AAS_ELEMENT, PASSED, "referredSemanticId" },
	{ AAS_ELEMENT, PASSED, "inputVariables" },
	{ AAS_ELEMENT, PASSED, "outputVariables" },
	{ AAS_ELEMENT, PASSED, "inoutputVariables" },
	{ AAS_ELEMENT, PASSED, "observed" },
	{ AAS_ELEMENT, PASSED, "direction" },
	{ AAS_ELEMENT, PASSED, "state" },
	{ AAS_ELEMENT, PASSED, "messageTopic" },
	{ AAS_ELEMENT, PASSED, "messageBroker" },
	{ AAS_ELEMENT, PASSED, "lastUpdate" },
	{ AAS_ELEMENT, PASSED, "minInterval" },
	{ AAS_ELEMENT, PASSED, "maxInterval" },
	/* what values are measured in */
	REFERABLE(AAS_CONCEPT),
	{ AAS_CONCEPT, AAS_ID, "id" },
	{ AAS_CONCEPT, AAS_NAME, "idShort" },
	{ AAS_CONCEPT, AAS_IDENTIFICATION, "identification" },
	{ AAS_CONCEPT, AAS_SPECIFICATION, "embeddedDataSpecifications" },
	{ AAS_CONCEPT, PASSED, "modelType" },
	{ AAS_CONCEPT, PASSED, "isCaseOf" },
	{ AAS_SPECIFICATION, AAS_SPECIFICATION, "dataSpecificationContent" },
	{ AAS_SPECIFICATION, PASSED, "dataSpecification" },
	{ AAS_SPECIFICATION, AAS_UNIT, "unit" },
	{ AAS_SPECIFICATION, PASSED, "unitId" },
	{ AAS_SPECIFICATION, PASSED, "preferredName" },
	{ AAS_SPECIFICATION, PASSED, "shortName" },
	{ AAS_SPECIFICATION, PASSED, "definition" },
	{ AAS_SPECIFICATION, PASSED, "dataType" },
	{ AAS_SPECIFICATION, PASSED, "symbol" },
	{ AAS_SPECIFICATION, PASSED, "sourceOfDefinition" },
	{ AAS_SPECIFICATION, PASSED, "valueFormat" },
	{ AAS_SPECIFICATION, PASSED, "valueList" },
	{ AAS_SPECIFICATION, PASSED, "value" },
	{ AAS_SPECIFICATION, PASSED, "valueId" },
	{ AAS_SPECIFICATION, PASSED, "levelType" },
	{ AAS_SPECIFICATION, PASSED, "modelType" },
};

static bool
json_begin(void *ctx, uint8_t kind, struct place at)
{
	return aas_begin(ctx, (enum aas_kind)kind, at);
}

static bool
json_value(void *ctx, uint8_t kind, struct field text)
{
	return aas_value(ctx, (enum aas_kind)kind, text);
}

static bool
end(void *ctx, uint8_t kind)
{
	return aas_end(ctx, (enum aas_kind)kind);
}

static void
read_json_nodes(const struct input *in, struct aas *x)
{
	static const struct members members = { .format = "AAS",
		.rows = json_rows,
		.nrows = LENGTH(json_rows),
		.first_value = AAS_TEXT,
		.begin = json_begin,
		.value = json_value,
		.end = end };

	members_read(in, &members, x);
}

static void
aas_free(struct aas *x)
{
	stated_free(&x->said);
	free(x->node);
	free(x->key);
	intern_free(&x->places);
	free(x->place_node);
	intern_free(&x->concepts);
	free(x->concept_unit);
}

/* What is told once for all of a document. */
static void
tell(const struct aas *x)
{
	const struct bom *b = x->in->b;
	struct findings *f = x->in->f;

	if (x->ntemplates > 0)
		findings_warn(f, ST_INCOMPLETE, bom_pos(b, x->templates_at),
		    "%zu submodel%s of kind Template: expected Instance; a "
		    "template says nothing of a product, and is not read",
		    x->ntemplates, x->ntemplates == 1 ? "" : "s");
	if (x->nloose > 0)
		findings_warn(f, ST_INCOMPLETE, bom_pos(b, x->loose_at),
		    "%zu %s in another without HasPart or IsPartOf: expected "
		    "one of these for each part; how many are built in is "
		    "taken as not known",
		    x->nloose, x->nloose == 1 ? "entity" : "entities");
	if (x->nstale > 0)
		findings_warn(f, ST_REF, bom_pos(b, x->stale_at),
		    "%zu reference%s along names that are not there: expected "
		    "the path to an entity; the only one of the last name is "
		    "taken",
		    x->nstale, x->nstale == 1 ? "" : "s");
	if (x->nnoughts > 0)
		findings_warn(f, ST_RANGE, bom_pos(b, x->noughts_at),
		    "%zu BulkCount of 0: expected how many there are; taken as "
		    "not known",
		    x->nnoughts);
	if (x->nelsewhere > 0)
		findings_warn(f, ST_REF, bom_pos(b, x->elsewhere_at),
		    "%zu relation%s to nothing, or to what is not in this "
		    "file: "
		    "expected all of it in one file; not followed",
		    x->nelsewhere, x->nelsewhere == 1 ? "" : "s");
	if (x->nothers > 0)
		findings_warn(f, ST_OK, bom_pos(b, x->others_at),
		    "%zu submodel%s of alternatives, spare parts or "
		    "accessories: expected what is built in; not read",
		    x->nothers, x->nothers == 1 ? "" : "s");
	if (x->nabove > 0)
		findings_warn(f, ST_REF, bom_pos(b, x->above_at),
		    "%zu relation%s to what the asset itself is a part of: "
		    "expected the list of parts from there; not read",
		    x->nabove, x->nabove == 1 ? "" : "s");
	if (x->nends > 0)
		findings_warn(f, ST_CONFLICT, bom_pos(b, x->ends_at),
		    "%zu %s of an asset by two ids: expected one id; the one "
		    "of the shell, or the first, counts",
		    x->nends, x->nends == 1 ? "entity" : "entities");
	if (x->nunits > 0)
		findings_warn(f, ST_UNIT, bom_pos(b, x->units_at),
		    "%zu amount%s without a unit of mass or share in the "
		    "concept of what it is: expected one; how much there is, "
		    "is taken as not known",
		    x->nunits, x->nunits == 1 ? "" : "s");
}

/* All is read: nodes become items, uses and content. */
static bool
build(struct aas *x)
{
	size_t items = x->in->b->nitem;

	if (!aas_enter(x) || !aas_assets(x) || !aas_structure(x) ||
	    !aas_content(x))
		return false;
	tell(x);
	if (x->in->b->nitem == items && x->in->f->errors == 0)
		findings_error(x->in->f, ST_INCOMPLETE,
		    bom_pos(x->in->b, (struct place){ 1, 0, x->in->file }),
		    "an environment without an asset of which something is "
		    "said: expected entities, a nameplate, technical data or "
		    "a material composition, of kind Instance");
	return true;
}

/*
 * read_any - all of the document, and then what it becomes.
 *
 * Err:	the first of those in in->f; the bom is then to be thrown away
 * Cost: linear in the bytes
 */
static enum status
read_any(const struct input *in, bool json)
{
	size_t errors = in->f->errors;
	struct aas x = {
		.in = in, .said = { .b = in->b, .f = in->f }, .open = BOM_NONE
	};

	if (json)
		read_json_nodes(in, &x);
	else
		aas_read_xml(in, &x);
	if (in->f->errors == errors && !build(&x))
		fields_nomem(in->f);
	aas_free(&x);
	return in->f->errors > errors ? in->f->first.code : ST_OK;
}

enum status
read_aas(const struct input *in)
{
	return read_any(in, false);
}

enum status
read_aas_json(const struct input *in)
{
	return read_any(in, true);
}
