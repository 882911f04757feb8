/* SPDX-License-Identifier: Apache-2.0 */
/*
 * read_cyclonedx - the elements and members of a CycloneDX bill of materials;
 * see read_cyclonedx.h.
 *
 * XML and JSON have the same things under the same names: two tables lead to
 * one set of events.
 */
#include "core/bom/json/read_cyclonedx.h"

#include "core/bom/json/cyclonedx.h"
#include "core/bom/json/members.h"
#include "core/bom/other/elements.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define NAMESPACE "http://cyclonedx.org/schema/bom/1."

/* What both have. */
static const struct element_row both[] = {
	{ CDX_DOCUMENT, ELEMENT_PASSED, "services" },
	{ CDX_DOCUMENT, ELEMENT_PASSED, "externalReferences" },
	{ CDX_DOCUMENT, ELEMENT_PASSED, "compositions" },
	{ CDX_DOCUMENT, ELEMENT_PASSED, "vulnerabilities" },
	{ CDX_DOCUMENT, ELEMENT_PASSED, "annotations" },
	{ CDX_DOCUMENT, ELEMENT_PASSED, "formulation" },
	{ CDX_DOCUMENT, ELEMENT_PASSED, "declarations" },
	{ CDX_DOCUMENT, ELEMENT_PASSED, "definitions" },
	{ CDX_DOCUMENT, ELEMENT_PASSED, "citations" },
	{ CDX_DOCUMENT, ELEMENT_PASSED, "signature" },
	{ CDX_DOCUMENT, CDX_METADATA, "metadata" },
	{ CDX_METADATA, CDX_TIME, "timestamp" },
	{ CDX_METADATA, CDX_COMPONENT, "component" },
	{ CDX_METADATA, CDX_DOCUMENT_SUPPLIER, "supplier" },
	{ CDX_METADATA, CDX_DOCUMENT_MAKER, "manufacture" },
	{ CDX_METADATA, CDX_DOCUMENT_MAKER, "manufacturer" },
	{ CDX_METADATA, ELEMENT_PASSED, "lifecycles" },
	{ CDX_METADATA, ELEMENT_PASSED, "tools" },
	{ CDX_METADATA, ELEMENT_PASSED, "authors" },
	{ CDX_METADATA, ELEMENT_PASSED, "licenses" },
	{ CDX_METADATA, ELEMENT_PASSED, "distributionConstraints" },
	{ CDX_DOCUMENT_SUPPLIER, CDX_ORGANISATION, "name" },
	{ CDX_DOCUMENT_SUPPLIER, ELEMENT_PASSED, "address" },
	{ CDX_DOCUMENT_SUPPLIER, ELEMENT_PASSED, "url" },
	{ CDX_DOCUMENT_SUPPLIER, ELEMENT_PASSED, "contact" },
	{ CDX_DOCUMENT_MAKER, CDX_ORGANISATION, "name" },
	{ CDX_DOCUMENT_MAKER, ELEMENT_PASSED, "address" },
	{ CDX_DOCUMENT_MAKER, ELEMENT_PASSED, "url" },
	{ CDX_DOCUMENT_MAKER, ELEMENT_PASSED, "contact" },
	{ CDX_COMPONENT, CDX_SUPPLIER, "supplier" },
	{ CDX_COMPONENT, CDX_MAKER, "manufacturer" },
	{ CDX_COMPONENT, CDX_NAME, "name" },
	{ CDX_COMPONENT, CDX_VERSION, "version" },
	{ CDX_COMPONENT, CDX_GROUP, "group" },
	{ CDX_COMPONENT, CDX_PUBLISHER, "publisher" },
	{ CDX_COMPONENT, CDX_DESCRIPTION, "description" },
	{ CDX_COMPONENT, CDX_SCOPE, "scope" },
	{ CDX_COMPONENT, ELEMENT_PASSED, "author" },
	{ CDX_COMPONENT, ELEMENT_PASSED, "authors" },
	{ CDX_COMPONENT, ELEMENT_PASSED, "hashes" },
	{ CDX_COMPONENT, ELEMENT_PASSED, "licenses" },
	{ CDX_COMPONENT, ELEMENT_PASSED, "copyright" },
	{ CDX_COMPONENT, ELEMENT_PASSED, "cpe" },
	{ CDX_COMPONENT, ELEMENT_PASSED, "purl" },
	{ CDX_COMPONENT, ELEMENT_PASSED, "omniborId" },
	{ CDX_COMPONENT, ELEMENT_PASSED, "swhid" },
	{ CDX_COMPONENT, ELEMENT_PASSED, "swid" },
	{ CDX_COMPONENT, ELEMENT_PASSED, "modified" },
	{ CDX_COMPONENT, ELEMENT_PASSED, "pedigree" },
	{ CDX_COMPONENT, ELEMENT_PASSED, "externalReferences" },
	{ CDX_COMPONENT, ELEMENT_PASSED, "evidence" },
	{ CDX_COMPONENT, ELEMENT_PASSED, "releaseNotes" },
	{ CDX_COMPONENT, ELEMENT_PASSED, "modelCard" },
	{ CDX_COMPONENT, ELEMENT_PASSED, "data" },
	{ CDX_COMPONENT, ELEMENT_PASSED, "cryptoProperties" },
	{ CDX_COMPONENT, ELEMENT_PASSED, "signature" },
	{ CDX_COMPONENT, ELEMENT_PASSED, "tags" },
	{ CDX_COMPONENT, ELEMENT_PASSED, "isExternal" },
	{ CDX_COMPONENT, ELEMENT_PASSED, "versionRange" },
	{ CDX_COMPONENT, ELEMENT_PASSED, "patentAssertions" },
	{ CDX_SUPPLIER, CDX_ORGANISATION, "name" },
	{ CDX_SUPPLIER, ELEMENT_PASSED, "address" },
	{ CDX_SUPPLIER, ELEMENT_PASSED, "url" },
	{ CDX_SUPPLIER, ELEMENT_PASSED, "contact" },
	{ CDX_MAKER, CDX_ORGANISATION, "name" },
	{ CDX_MAKER, ELEMENT_PASSED, "address" },
	{ CDX_MAKER, ELEMENT_PASSED, "url" },
	{ CDX_MAKER, ELEMENT_PASSED, "contact" },
	{ CDX_DEPENDENCY, ELEMENT_PASSED, "provides" },
};

static const struct element_row xml_rows[] = {
	{ ELEMENT_DOCUMENT, CDX_DOCUMENT, "bom" },
	{ CDX_DOCUMENT, CDX_LIST, "components" },
	{ CDX_DOCUMENT, CDX_DEPENDENCIES, "dependencies" },
	{ CDX_DOCUMENT, CDX_DOCUMENT_PROPERTIES, "properties" },
	{ CDX_METADATA, CDX_DOCUMENT_PROPERTIES, "properties" },
	{ CDX_DOCUMENT_PROPERTIES, CDX_XML_DOCUMENT_PROPERTY, "property" },
	{ CDX_LIST, CDX_COMPONENT, "component" },
	{ CDX_COMPONENT, CDX_LIST, "components" },
	{ CDX_COMPONENT, CDX_PROPERTIES, "properties" },
	{ CDX_PROPERTIES, CDX_XML_PROPERTY, "property" },
	{ CDX_DEPENDENCIES, CDX_DEPENDENCY, "dependency" },
	{ CDX_DEPENDENCY, CDX_DEPENDENCY, "dependency" },
};

static const struct element_row json_rows[] = {
	{ ELEMENT_DOCUMENT, CDX_DOCUMENT, "" },
	{ CDX_DOCUMENT, CDX_FORMAT, "bomFormat" },
	{ CDX_DOCUMENT, CDX_VERSION_OF_FORMAT, "specVersion" },
	{ CDX_DOCUMENT, CDX_SERIAL, "serialNumber" },
	{ CDX_DOCUMENT, ELEMENT_PASSED, "version" },
	{ CDX_DOCUMENT, ELEMENT_PASSED, "$schema" },
	{ CDX_DOCUMENT, CDX_COMPONENT, "components" },
	{ CDX_DOCUMENT, CDX_DEPENDENCY, "dependencies" },
	{ CDX_DOCUMENT, CDX_DOCUMENT_PROPERTY, "properties" },
	{ CDX_METADATA, CDX_DOCUMENT_PROPERTY, "properties" },
	{ CDX_DOCUMENT_PROPERTY, CDX_PROPERTY_NAME, "name" },
	{ CDX_DOCUMENT_PROPERTY, CDX_PROPERTY_VALUE, "value" },
	{ CDX_DOCUMENT_SUPPLIER, ELEMENT_PASSED, "bom-ref" },
	{ CDX_DOCUMENT_MAKER, ELEMENT_PASSED, "bom-ref" },
	{ CDX_SUPPLIER, ELEMENT_PASSED, "bom-ref" },
	{ CDX_MAKER, ELEMENT_PASSED, "bom-ref" },
	{ CDX_COMPONENT, CDX_TYPE, "type" },
	{ CDX_COMPONENT, CDX_ID, "bom-ref" },
	{ CDX_COMPONENT, ELEMENT_PASSED, "mime-type" },
	{ CDX_COMPONENT, CDX_COMPONENT, "components" },
	{ CDX_COMPONENT, CDX_PROPERTY, "properties" },
	{ CDX_PROPERTY, CDX_PROPERTY_NAME, "name" },
	{ CDX_PROPERTY, CDX_PROPERTY_VALUE, "value" },
	{ CDX_DEPENDENCY, CDX_REF, "ref" },
	{ CDX_DEPENDENCY, CDX_ON, "dependsOn" },
};

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

bool
cyclonedx_namespace(struct str ns)
{
	const size_t n = strlen(NAMESPACE);

	if (!str_starts(ns, NAMESPACE) || ns.n == n)
		return false;
	for (size_t i = n; i < ns.n; i++)
		if (!isdigit((unsigned char)ns.p[i]))
			return false;
	return true;
}

/* Attributes that XML has where JSON has members. */
static const struct {
	uint8_t of, kind;
	const char *name;
} attributes[] = {
	{ CDX_DOCUMENT, CDX_SERIAL, "serialNumber" },
	{ CDX_COMPONENT, CDX_TYPE, "type" },
	{ CDX_COMPONENT, CDX_ID, "bom-ref" },
	{ CDX_DEPENDENCY, CDX_REF, "ref" },
};

static bool
xml_begin(void *ctx, uint8_t kind, const struct sax_tag *tag)
{
	bool ok = true;

	if (kind == CDX_XML_PROPERTY || kind == CDX_XML_DOCUMENT_PROPERTY)
		return cdx_begin(ctx,
			   kind == CDX_XML_PROPERTY ? CDX_PROPERTY
						    : CDX_DOCUMENT_PROPERTY,
			   tag->at) &&
		       cdx_value(
			   ctx, CDX_PROPERTY_NAME, elements_attr(tag, "name"));
	if (kind < CDX_TEXT)
		ok = cdx_begin(ctx, (enum cdx_kind)kind, tag->at);
	for (size_t i = 0; i < LENGTH(attributes) && ok; i++) {
		struct field value;

		if (attributes[i].of != kind)
			continue;
		value = elements_attr(tag, attributes[i].name);
		ok = value.text.n == 0 ||
		     cdx_value(ctx, (enum cdx_kind)attributes[i].kind, value);
	}
	return ok;
}

static bool
xml_value(void *ctx, uint8_t kind, struct field text)
{
	if (kind != CDX_XML_PROPERTY && kind != CDX_XML_DOCUMENT_PROPERTY)
		return cdx_value(ctx, (enum cdx_kind)kind, text);
	return cdx_value(ctx, CDX_PROPERTY_VALUE, text) &&
	       cdx_end(ctx, kind == CDX_XML_PROPERTY ? CDX_PROPERTY
						     : CDX_DOCUMENT_PROPERTY);
}

static bool
json_begin(void *ctx, uint8_t kind, struct place at)
{
	return cdx_begin(ctx, (enum cdx_kind)kind, at);
}

static bool
json_value(void *ctx, uint8_t kind, struct field text)
{
	return cdx_value(ctx, (enum cdx_kind)kind, text);
}

static bool
end(void *ctx, uint8_t kind)
{
	return cdx_end(ctx, (enum cdx_kind)kind);
}

static void
cdx_free(struct cdx *x)
{
	stated_free(&x->said_of);
	free(x->list);
	free(x->said);
	free(x->dependency);
	free(x->edge);
	free(x->by_id);
	intern_free(&x->keys);
	free(x->decl);
	free(x->name.p);
	free(x->value.p);
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
	static const struct elements xml = { .format = "CycloneDX",
		.rows = xml_rows,
		.nrows = LENGTH(xml_rows),
		.more = both,
		.nmore = LENGTH(both),
		.begin = xml_begin,
		.end = end,
		.value = xml_value,
		.first_value = CDX_TEXT };
	static const uint8_t several = CDX_ON;
	static const struct members members = { .format = "CycloneDX",
		.rows = json_rows,
		.nrows = LENGTH(json_rows),
		.more = both,
		.nmore = LENGTH(both),
		.first_value = CDX_TEXT,
		.several = &several,
		.nseveral = 1,
		.begin = json_begin,
		.value = json_value,
		.end = end };
	size_t errors = in->f->errors;
	struct cdx x = { .in = in,
		.said_of = { .b = in->b, .f = in->f },
		.product = BOM_NONE };

	if (json)
		members_read(in, &members, &x);
	else
		elements_read(in, &xml, &x);
	if (in->f->errors == errors && (!cdx_components(&x) || !cdx_uses(&x)))
		fields_nomem(in->f);
	cdx_free(&x);
	return in->f->errors > errors ? in->f->first.code : ST_OK;
}

enum status
read_cyclonedx(const struct input *in)
{
	return read_any(in, false);
}

enum status
read_cyclonedx_json(const struct input *in)
{
	return read_any(in, true);
}
