/* SPDX-License-Identifier: Apache-2.0 */
/* sheet_part - a part of a workbook, tag by tag; see sheet_part.h. */
#include "core/bom/sheet/sheet_part.h"

#include "core/base/limits.h"

#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* [bytes] Unpacked at once. */
#define PART_PIECE ((size_t)16 << 10)

/* [bytes] Without a tag: a cell of 32,767 characters has 98,301. */
#define PART_RUN (2 * LIMIT_XML_RUN)

#define RELATIONS "http://schemas.openxmlformats.org/officeDocument/2006/"
#define STRICT "http://purl.oclc.org/ooxml/"

/* Each of them as most programs write it, and as the standard wants it. */
static const char *const namespaces[] = {
	"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
	STRICT "spreadsheetml/main",
	"http://schemas.openxmlformats.org/package/2006/relationships",
	"http://schemas.openxmlformats.org/package/2006/content-types",
};
#define OPEN "urn:oasis:names:tc:opendocument:xmlns:"
static const char *const open_document[] = { OPEN "office:1.0",
	OPEN "table:1.0", OPEN "text:1.0", OPEN "style:1.0",
	OPEN "xsl-fo-compatible:1.0",
	("urn:org:documentfoundation:names:experimental:calc:xmlns:"
	 "calcext:1.0") };
static const char *const relations[] = { RELATIONS "relationships",
	STRICT "officeDocument/relationships" };

/* How libxml2 gives an attribute. */
struct given {
	const xmlChar *name, *prefix, *ns, *value, *end;
};

static void
stop(struct part *p)
{
	p->stopped = true;
	xmlStopParser(p->parser);
}

static void __attribute__((format(printf, 3, 4)))
refuse(struct part *p, enum status code, const char *fmt, ...)
{
	const struct archive *a = p->file.of;
	char text[ERROR_TEXT];
	va_list ap;

	va_start(ap, fmt);
	vsnprintf(text, sizeof(text), fmt, ap);
	va_end(ap);
	findings_error(a->f, code, a->at, "%.*s in the workbook, line %d: %s",
	    STR_ARG(str_clip(str_of(p->file.name), 80)),
	    xmlSAX2GetLineNumber(p->parser), text);
	stop(p);
}

static bool
is_one_of(const void *ns, const char *const list[], size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (ns != NULL && strcmp(ns, list[i]) == 0)
			return true;
	return false;
}

/* Names of a document are the same pointer each time. */
static bool
is_office(struct part *p, const xmlChar *ns)
{
	if (ns == p->ns && ns != NULL)
		return true;
	if (p->handler->open_document
		? !is_one_of(ns, open_document,
		      sizeof(open_document) / sizeof(open_document[0]))
		: !is_one_of(ns, namespaces,
		      sizeof(namespaces) / sizeof(namespaces[0])))
		return false;
	p->ns = ns;
	return true;
}

static void
check_names(struct part *p)
{
	if (xmlDictSize(p->parser->dict) > LIMIT_XML_NAMES)
		refuse(p, ST_LIMIT,
		    "more different names of elements and attributes than "
		    "%d: expected fewer",
		    LIMIT_XML_NAMES);
}

static bool
is_within_limits(struct part *p, const xmlChar *name, int nattr)
{
	if (p->depth > LIMIT_XML_DEPTH)
		refuse(p, ST_LIMIT,
		    "element \"%.60s\" is nested %u deep: expected at most %d",
		    (const char *)name, p->depth, LIMIT_XML_DEPTH);
	else if (nattr > LIMIT_XML_ATTRIBUTES ||
		 p->parser->nsNr / 2 > LIMIT_XML_NAMESPACES)
		refuse(p, ST_LIMIT,
		    "element \"%.60s\" with too many attributes or namespaces: "
		    "expected at most %d",
		    (const char *)name, LIMIT_XML_ATTRIBUTES);
	else
		check_names(p);
	return !p->stopped;
}

static bool
is_root(struct part *p, const xmlChar *name, bool office)
{
	const char *root = p->handler->root;

	if (p->depth > 1 || (office && strcmp((const char *)name, root) == 0))
		return true;
	refuse(p, ST_SCHEMA, "root element \"%.60s\": expected %s of %s",
	    (const char *)name, root,
	    p->handler->open_document ? "OpenDocument" : "SpreadsheetML");
	return false;
}

static void
on_start(void *user, const xmlChar *name, const xmlChar *prefix,
    const xmlChar *uri, int nns, const xmlChar **ns, int nattr, int ndefault,
    const xmlChar **list)
{
	const struct given *g = (const void *)list;
	struct part *p = user;
	struct part_tag tag = { (const char *)name, p->attr, 0 };
	bool office = is_office(p, uri);

	(void)prefix, (void)nns, (void)ns, (void)ndefault;
	if (p->stopped)
		return;
	p->depth++;
	if (!is_within_limits(p, name, nattr) || !is_root(p, name, office))
		return;
	if (p->foreign > 0 || !office) {
		p->foreign++;
		return;
	}
	for (int i = 0; i < nattr; i++, g++) {
		bool related =
		    g->prefix != NULL && is_one_of(g->ns, relations, 2);

		bool ours =
		    p->handler->open_document
			? is_one_of(g->ns, open_document,
			      sizeof(open_document) / sizeof(open_document[0]))
			: g->prefix == NULL || related;

		if (ours)
			p->attr[tag.n++] =
			    (struct part_attr){ (const char *)g->name, related,
				    { (const char *)g->value,
					(size_t)(g->end - g->value) } };
	}
	if (!p->handler->start(p->ctx, &tag))
		stop(p);
}

static void
on_end(
    void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	struct part *p = user;

	(void)prefix, (void)uri;
	if (p->stopped)
		return;
	p->depth--;
	if (p->foreign > 0)
		p->foreign--;
	else if (p->handler->end != NULL &&
		 !p->handler->end(p->ctx, (const char *)name))
		stop(p);
}

static void
on_text(void *user, const xmlChar *s, int n)
{
	struct part *p = user;

	if (p->stopped || p->foreign > 0 || p->handler->text == NULL)
		return;
	if (!p->handler->text(
		p->ctx, (struct str){ (const char *)s, (size_t)n }))
		stop(p);
}

static void
on_instruction(void *user, const xmlChar *name, const xmlChar *text)
{
	struct part *p = user;

	(void)name, (void)text;
	if (!p->stopped)
		check_names(p);
}

static void
on_doctype(void *user, const xmlChar *name, const xmlChar *external,
    const xmlChar *system)
{
	struct part *p = user;

	(void)name, (void)external, (void)system;
	if (!p->stopped)
		refuse(p, ST_SYNTAX,
		    "a DOCTYPE: expected none, for it can only mean harm");
}

/* The first fault makes all that follows unreliable. */
static void
on_fault(void *user, xmlError *e)
{
	struct part *p = user;
	struct findings *f = p->file.of->f;

	if (p->stopped || e->level < XML_ERR_ERROR)
		return;
	if (e->code == XML_ERR_NO_MEMORY) {
		findings_error(f, ST_NOMEM, pos_none, "out of memory");
		stop(p);
		return;
	}
	refuse(p, ST_SYNTAX, "no XML (%.*s): expected a well-formed document",
	    STR_ARG(str_clip(str_trim(str_of(e->message)), 100)));
}

/* ST_OK, or why there is no parser. */
static enum status
start_parser(struct part *p)
{
	xmlSAXHandler sax = { 0 };

	sax.initialized = XML_SAX2_MAGIC;
	sax.startElementNs = on_start;
	sax.endElementNs = on_end;
	sax.characters = on_text;
	sax.cdataBlock = on_text;
	sax.internalSubset = on_doctype;
	sax.processingInstruction = on_instruction;
	sax.serror = on_fault;
	p->parser = xmlCreatePushParserCtxt(&sax, p, NULL, 0, NULL);
	p->attr = calloc(LIMIT_XML_ATTRIBUTES, sizeof(*p->attr));
	p->piece = malloc(PART_PIECE);
	if (p->parser == NULL || p->attr == NULL || p->piece == NULL)
		return findings_error(
		    p->file.of->f, ST_NOMEM, pos_none, "out of memory");
	/* as in sax_parse.c */
	xmlCtxtUseOptions(p->parser,
	    XML_PARSE_NONET | XML_PARSE_IGNORE_ENC | XML_PARSE_NOENT);
	return ST_OK;
}

enum status
part_open(struct part *p, struct archive *a, size_t index, size_t most,
    const struct part_handler *handler, void *ctx)
{
	enum status st;

	*p = (struct part){ .handler = handler, .ctx = ctx };
	st = archive_start(a, index, most, &p->file);
	if (st == ST_OK)
		st = start_parser(p);
	if (st != ST_OK)
		part_close(p);
	return st;
}

void
part_close(struct part *p)
{
	archive_stop(&p->file);
	if (p->parser != NULL)
		xmlFreeParserCtxt(p->parser);
	free(p->attr);
	free(p->piece);
	p->parser = NULL;
	p->attr = NULL;
	p->piece = NULL;
}

/* Text in UTF-16, or a run that would make the parser slow. */
static bool
is_safe(struct part *p, size_t n, bool first)
{
	const char *lt = memrchr(p->piece, '<', n);

	if (first && n > 1 &&
	    ((unsigned char)p->piece[0] >= 0xFE || p->piece[0] == '\0' ||
		p->piece[1] == '\0')) {
		refuse(p, ST_ENCODING, "UTF-16 text: expected UTF-8");
		return false;
	}
	p->run = lt != NULL ? n - (size_t)(lt - p->piece) : p->run + n;
	if (p->run <= PART_RUN)
		return true;
	refuse(p, ST_LIMIT, "more than %zu bytes without a tag: expected fewer",
	    PART_RUN);
	return false;
}

bool
part_more(struct part *p)
{
	bool first = p->file.got == 0;
	int64_t n;

	if (p->stopped || p->ended)
		return false;
	n = archive_read(&p->file, p->piece, PART_PIECE);
	if (n < 0 || (n > 0 && !is_safe(p, (size_t)n, first))) {
		p->stopped = true;
		return false;
	}
	p->ended = n == 0;
	xmlParseChunk(p->parser, p->piece, (int)n, p->ended);
	/* without memory for a piece it halts and says nothing */
	if (!p->stopped && !p->ended && p->parser->instate == XML_PARSER_EOF) {
		findings_error(
		    p->file.of->f, ST_NOMEM, pos_none, "out of memory");
		p->stopped = true;
	}
	return !p->stopped && !p->ended;
}

enum status
part_read(struct archive *a, size_t index, size_t most,
    const struct part_handler *handler, void *ctx)
{
	size_t errors = a->f->errors;
	struct part p;
	enum status st = part_open(&p, a, index, most, handler, ctx);

	if (st != ST_OK)
		return st;
	while (part_more(&p))
		;
	part_close(&p);
	return a->f->errors > errors ? a->f->first.code : ST_OK;
}

struct str
part_value(const struct part_tag *tag, const char *name)
{
	for (size_t i = 0; i < tag->n; i++)
		if (!tag->attr[i].related &&
		    strcmp(tag->attr[i].name, name) == 0)
			return tag->attr[i].value;
	return (struct str){ NULL, 0 };
}

bool
part_number(struct str s, uint32_t most, uint32_t *out)
{
	uint64_t v = 0;

	for (size_t i = 0; i < s.n; i++) {
		if (s.p[i] < '0' || s.p[i] > '9')
			return false;
		v = v * 10 + (uint64_t)(s.p[i] - '0');
		if (v > most)
			return false;
	}
	if (s.n > 0)
		*out = (uint32_t)v;
	return s.n > 0;
}
