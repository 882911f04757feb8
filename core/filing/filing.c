/* SPDX-License-Identifier: Apache-2.0 */
/* filing - a draft or a filing as a tree; see filing.h. */
#include "core/filing/filing.h"

#include "core/base/doctype.h"
#include "core/base/limits.h"

#include <libxml/parser.h>
#include <string.h>

#define SCHEMA "schemas/filing-1.xsd"

enum status
filing_schema_open(struct xml_schema **out, struct error *err)
{
	return xml_schema_open_ours(SCHEMA, out, err);
}

enum status
filing_read(struct str xml, const char *file, const struct xml_schema *schema,
    xmlDoc **doc, struct findings *f)
{
	const xmlNode *root;
	enum status st;

	*doc = NULL;
	if (xml.n > LIMIT_FILING)
		return findings_error(f, ST_LIMIT, ((struct pos){ file, 0, 0 }),
		    "%zu bytes: expected a draft or a filing of at most %zu",
		    xml.n, LIMIT_FILING);
	st = xml_read(xml, file, doc, f);
	if (st != ST_OK)
		return st;
	root = xmlDocGetRootElement(*doc);
	if (!xml_is(root, FILING_XMLNS, "draft") &&
	    !xml_is(root, FILING_XMLNS, "filing"))
		st = findings_error(f, ST_SCHEMA, xml_pos(root, file),
		    "the root is <%.60s>: expected <draft xmlns=\"" FILING_XMLNS
		    "\">, or a filing",
		    (const char *)root->name);
	if (st == ST_OK)
		st = schema != NULL ? xml_schema_check(schema, *doc, file, f)
				    : xml_check_ours(*doc, SCHEMA, file, f);
	if (st == ST_OK)
		return ST_OK;
	xmlFreeDoc(*doc);
	*doc = NULL;
	return st;
}

enum opens { OPENS_NOTHING, OPENS_OTHER, OPENS_DRAFT };

/* The first tag that the parser comes to. */
static void
take_opening(void *ctx, const xmlChar *name, const xmlChar *prefix,
    const xmlChar *uri, int nns, const xmlChar **ns, int nattr, int ndefault,
    const xmlChar **attr)
{
	enum opens *is = ctx;

	(void)prefix, (void)nns, (void)ns, (void)nattr, (void)ndefault;
	(void)attr;
	if (*is == OPENS_NOTHING)
		*is = xmlStrEqual(uri, BAD_CAST FILING_XMLNS) &&
			      xmlStrEqual(name, BAD_CAST "draft")
			  ? OPENS_DRAFT
			  : OPENS_OTHER;
}

static enum opens
find_opening(struct str head)
{
	xmlSAXHandler sax = { .initialized = XML_SAX2_MAGIC,
		.startElementNs = take_opening };
	enum opens is = OPENS_NOTHING;

	xmlSAXUserParseMemory(&sax, &is, head.p, (int)head.n);
	return is;
}

/* As retrace draft writes it, it begins with the tag, and what follows need
 * not be read; else that may be anywhere in the head. */
bool
filing_opens_draft(struct str head)
{
	const char *end;

	if (head.n > LIMIT_FILING || doctype_start(head) < head.n)
		return false;
	end = str_starts(head, "<draft ") ? memchr(head.p, '>', head.n) : NULL;
	if (end != NULL && find_opening((struct str){ head.p,
			       (size_t)(end + 1 - head.p) }) == OPENS_DRAFT)
		return true;
	return find_opening(head) == OPENS_DRAFT;
}

bool
filing_kind_changes(struct str kind)
{
	return str_is(kind, "amendment") || str_is(kind, "withdrawal");
}

bool
filing_is_change(const xmlNode *root)
{
	const xmlNode *header = xml_child(root, FILING_XMLNS, "header");

	return header != NULL &&
	       xml_child(header, FILING_XMLNS, "earlier") != NULL;
}

bool
filing_is_computed(const xmlNode *child)
{
	const char *name = (const char *)child->name;

	return child->ns != NULL &&
	       strcmp((const char *)child->ns->href, FILING_XMLNS) == 0 &&
	       strcmp(name, "checkpoint") != 0 && strcmp(name, "seal") != 0 &&
	       strcmp(name, "missing") != 0 &&
	       profile_find_block(name) == BLOCK_COUNT;
}
