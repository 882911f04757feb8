/* SPDX-License-Identifier: Apache-2.0 */
/* xml - XML that may come from an attacker; see xml.h. */
#include "core/base/xml.h"

#include "core/base/guard.h"
#include "core/base/limits.h"
#include "core/base/xml_fault.h"

#include <assert.h>
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlschemastypes.h>
#include <stdbool.h>
#include <string.h>

static xmlParserInput *
no_external(const char *url, const char *id, xmlParserCtxt *ctxt)
{
	(void)url;
	(void)id;
	(void)ctxt;
	return NULL;
}

static void
silent(void *ctx, const char *format, ...)
{
	(void)ctx;
	(void)format;
}

void
xml_start(void)
{
	xmlInitParser();
	xmlSchemaInitTypes(); /* else by the first of two threads */
	xmlSetExternalEntityLoader(no_external);
	/* What it would print itself, of memory that is out. */
	xmlSetGenericErrorFunc(NULL, silent);
	xmlThrDefSetGenericErrorFunc(NULL, silent);
}

/* What the handlers of a reading need. */
struct reading {
	struct findings *f;
	const char *file;
	struct str body;
	enum status code;
	size_t errors;
	bool starved; /* memory was out */
	/* Places of tags: lines are counted up to here. */
	size_t counted, line_start; /* offsets in the body */
};

/* The first fault of the syntax makes all that follows unreliable. */
static void
on_fault(void *ctx, xmlError *e)
{
	struct reading *r = ctx;

	if (e->code == XML_ERR_NO_MEMORY)
		r->starved = true;
	if (r->starved || e->level < XML_ERR_ERROR || e->ctxt == NULL ||
	    r->errors++ > 0)
		return;
	xml_fault(e, r->body, r->file, r->f);
}

/* The column of the tag that the parser has just read: it begins at the last
 * '<', which no attribute can hold. */
static uint32_t
column(struct reading *r, const xmlParserCtxt *ctxt)
{
	const xmlParserInput *in = ctxt->input;
	size_t end = in->consumed + (size_t)(in->cur - in->base);
	const char *body = r->body.p, *lt, *nl;

	lt = memrchr(body, '<', end < r->body.n ? end : r->body.n);
	if (lt == NULL || (size_t)(lt - body) < r->counted)
		return 0;
	nl = memrchr(body + r->counted, '\n', (size_t)(lt - body) - r->counted);
	if (nl != NULL)
		r->line_start = (size_t)(nl + 1 - body);
	r->counted = (size_t)(lt - body);
	return (uint32_t)(r->counted - r->line_start + 1);
}

/*
 * Is the element more than a reader should bear?  The parser has a limit of
 * its own for the depth, one level later and in its own words.
 */
static const char *
beyond_limits(const xmlParserCtxt *ctxt, int attributes)
{
	if (ctxt->nodeNr >= LIMIT_XML_DEPTH)
		return "elements nested deeper than 256: expected fewer levels";
	if (attributes > LIMIT_XML_ATTRIBUTES)
		return "an element with more than 256 attributes: expected "
		       "fewer";
	if (ctxt->nsNr / 2 > LIMIT_XML_NAMESPACES) /* prefix and name each */
		return "more than 100 namespaces in force: expected fewer";
	if (xmlDictSize(ctxt->dict) > LIMIT_XML_NAMES)
		return "more than 50000 different names: expected fewer";
	return NULL;
}

/* The element or instruction behind the last '<' is too much. */
static void
refuse(xmlParserCtxt *ctxt, const char *why)
{
	struct reading *r = ctxt->_private;

	if (r->errors++ == 0) {
		struct pos at = guard_place(r->body, r->counted, r->file);

		r->code = ST_LIMIT;
		findings_error(r->f, ST_LIMIT, at, "%s", why);
	}
	xmlStopParser(ctxt);
}

static void
on_element(void *ctx, const xmlChar *name, const xmlChar *prefix,
    const xmlChar *uri, int nns, const xmlChar **ns, int natt, int ndefault,
    const xmlChar **att)
{
	xmlParserCtxt *ctxt = ctx;
	struct reading *r = ctxt->_private;
	const char *why = beyond_limits(ctxt, natt);
	uint32_t col = column(r, ctxt);

	if (why == NULL) {
		xmlSAX2StartElementNs(
		    ctx, name, prefix, uri, nns, ns, natt, ndefault, att);
		if (ctxt->node != NULL) /* for xml_pos() */
			ctxt->node->_private = (void *)(uintptr_t)col;
		return;
	}
	refuse(ctxt, why);
}

static void
on_instruction(void *ctx, const xmlChar *name, const xmlChar *text)
{
	xmlParserCtxt *ctxt = ctx;
	const char *why = beyond_limits(ctxt, 0);

	column(ctxt->_private, ctxt);
	if (why == NULL)
		xmlSAX2ProcessingInstruction(ctx, name, text);
	else
		refuse(ctxt, why);
}

static_assert(LIMIT_XML_DEPTH == 256 && LIMIT_XML_ATTRIBUTES == 256 &&
		  LIMIT_XML_NAMESPACES == 100 && LIMIT_XML_NAMES == 50000,
    "the texts above name the limits");

/*
 * xml_read - the tree of a small document.
 *
 * Out:	doc   freed with xmlFreeDoc()
 * Err:	ST_ENCODING, ST_LIMIT, ST_SYNTAX, each at its place in f
 */
enum status
xml_read(struct str bytes, const char *file, xmlDoc **doc, struct findings *f)
{
	struct reading r = { .f = f, .file = file, .code = ST_SYNTAX };
	struct pos at = { file, 0, 0 };
	xmlParserCtxt *ctxt = NULL;
	enum status st;

	if (bytes.n > LIMIT_SMALL_FILE)
		return findings_error(f, ST_LIMIT, at,
		    "%zu bytes: expected at most %zu", bytes.n,
		    LIMIT_SMALL_FILE);
	st = xml_guard(bytes, file, &r.body, f);
	if (st != ST_OK)
		return st;
	ctxt = xmlNewParserCtxt();
	if (ctxt == NULL)
		return findings_error(f, ST_NOMEM, at, "out of memory");
	ctxt->_private = &r;
	ctxt->sax->startElementNs = on_element;
	ctxt->sax->processingInstruction = on_instruction;
	xmlSetStructuredErrorFunc(&r, on_fault);
	/* The bytes are known to be UTF-8, whatever they say. */
	*doc = xmlCtxtReadMemory(ctxt, r.body.p, (int)r.body.n, NULL, NULL,
	    XML_PARSE_NONET | XML_PARSE_BIG_LINES | XML_PARSE_NOCDATA |
		XML_PARSE_IGNORE_ENC | XML_PARSE_COMPACT);
	xmlSetStructuredErrorFunc(NULL, NULL);
	r.starved |= ctxt->errNo == XML_ERR_NO_MEMORY;
	xmlFreeParserCtxt(ctxt);
	if (*doc != NULL && r.errors == 0 && !r.starved)
		return ST_OK;
	xmlFreeDoc(*doc);
	*doc = NULL;
	/* whatever else it said on the way; and where it could say nothing */
	if (r.starved || r.errors == 0)
		return findings_error(f, ST_NOMEM, at, "out of memory");
	return r.code;
}

struct pos
xml_pos(const xmlNode *node, const char *file)
{
	long line = xmlGetLineNo(node);

	return (struct pos){ file, line > 0 ? (uint32_t)line : 0,
		node->type == XML_ELEMENT_NODE
		    ? (uint32_t)(uintptr_t)node->_private
		    : 0 };
}

xmlNode *
xml_element(xmlNode *node)
{
	while (node != NULL && node->type != XML_ELEMENT_NODE)
		node = node->next;
	return node;
}

/* Most names are told by their first letter. */
bool
xml_is(const xmlNode *node, const char *ns, const char *name)
{
	return node->type == XML_ELEMENT_NODE && node->ns != NULL &&
	       node->name[0] == (xmlChar)name[0] &&
	       strcmp((const char *)node->name, name) == 0 &&
	       strcmp((const char *)node->ns->href, ns) == 0;
}

struct str
xml_only_text(const xmlNode *below)
{
	if (below == NULL)
		return STR("");
	if (below->next != NULL || below->type != XML_TEXT_NODE ||
	    below->content == NULL)
		return (struct str){ NULL, 0 };
	return str_of((const char *)below->content);
}

/* The attribute of no namespace; or NULL. */
static const xmlAttr *
find_attr(const xmlNode *node, const char *name)
{
	const xmlAttr *p = node->properties;

	while (p != NULL &&
	       (p->ns != NULL || strcmp((const char *)p->name, name) != 0))
		p = p->next;
	return p;
}

struct str
xml_value_view(const xmlAttr *attribute)
{
	return xml_only_text(attribute->children);
}

struct str
xml_text_view(const xmlNode *node)
{
	return xml_only_text(node->children);
}

struct str
xml_attr_view(const xmlNode *node, const char *name)
{
	const xmlAttr *p = find_attr(node, name);

	return p != NULL ? xml_only_text(p->children) : (struct str){ NULL, 0 };
}

struct str
xml_attr(struct arena *a, const xmlNode *node, const char *name)
{
	const xmlAttr *p = find_attr(node, name);
	struct str out = { NULL, 0 };
	xmlChar *v;

	if (p == NULL)
		return out;
	out = xml_only_text(p->children);
	if (out.p != NULL)
		return arena_copy(a, out);
	v = xmlNodeGetContent((const xmlNode *)p);
	if (v != NULL)
		out = arena_copy(a, str_of((const char *)v));
	else
		a->failed = true;
	xmlFree(v);
	return out;
}

struct str
xml_text(struct arena *a, const xmlNode *node)
{
	struct str out = { NULL, 0 };
	xmlChar *v;

	if (node->type == XML_ELEMENT_NODE)
		out = xml_only_text(node->children);
	if (out.p != NULL)
		return arena_copy(a, str_trim(out));
	v = xmlNodeGetContent(node);
	if (v != NULL)
		out = arena_copy(a, str_trim(str_of((const char *)v)));
	else
		a->failed = true;
	xmlFree(v);
	return out;
}

xmlNode *
xml_child(const xmlNode *node, const char *ns, const char *name)
{
	for (xmlNode *c = xml_element(node->children); c != NULL;
	     c = xml_element(c->next))
		if (xml_is(c, ns, name))
			return c;
	return NULL;
}

xmlNode *
xml_named(xmlNode *node, const char *ns, const char *name)
{
	node = xml_element(node);
	while (node != NULL && !xml_is(node, ns, name))
		node = xml_element(node->next);
	return node;
}
