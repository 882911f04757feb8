/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sax_parse - libxml2's events as records; see sax_parse.h.
 *
 * As little as can be is done here, for it adds to the time of the parser:
 * what stands in the document is pointed to, places are found by the reader.
 */
#include "core/bom/xml/sax_parse.h"

#include "core/base/coming.h"
#include "core/base/guard.h"
#include "core/base/limits.h"
#include "core/base/xml_fault.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <stdio.h>
#include <string.h>

/* [bytes] Given to the parser at once. */
#define SAX_CHUNK ((size_t)1 << 18)

/* How libxml2 gives an attribute. */
struct given {
	const xmlChar *name, *prefix, *ns, *value, *end;
};

/* What the parser has behind it in its buffer, and the same in the document. */
struct window {
	const xmlChar *buffer;
	struct str body;
};

static struct window
window_of(const struct sax_parse *p)
{
	const xmlParserInput *input = p->parser->input;
	size_t n = (size_t)(input->cur - input->base);
	struct str body = p->in->body;

	if (input->consumed > body.n || n > body.n - input->consumed)
		return (struct window){ input->base, { body.p + body.n, 0 } };
	return (struct window){ input->base, { body.p + input->consumed, n } };
}

/* Where in the document the parser is. */
static const char *
end_of(struct window w)
{
	return w.body.p + w.body.n;
}

/* The place in the document of bytes that are given as they stand there; NULL:
 * the parser has made them. */
static const char *
unchanged(struct window w, const xmlChar *s)
{
	size_t offset = (size_t)((uintptr_t)s - (uintptr_t)w.buffer);

	return offset < w.body.n ? w.body.p + offset : NULL;
}

static void
stop(struct sax_parse *p)
{
	p->stopped = true;
	xmlStopParser(p->parser);
}

/* A new event, and room behind it for attributes and for bytes that are not in
 * the document; NULL: no more is wanted. */
static struct sax_event *
put(struct sax_parse *p, struct window w, uint32_t nattr, size_t bytes)
{
	size_t size = nattr * sizeof(struct sax_attr) + bytes;
	struct sax_event *e;

	/* the next one is aligned too */
	size = (size + sizeof(void *) - 1) / sizeof(void *) * sizeof(void *);
	e = relay_room(p->relay, sizeof(*e) + size);
	if (e == NULL) {
		stop(p);
		return NULL;
	}
	e->name = e->ns = NULL;
	e->end = end_of(w);
	e->nattr = nattr;
	e->size = (uint32_t)(sizeof(*e) + size);
	e->ends = 0;
	p->last = e;
	return e;
}

static void
refuse(struct sax_parse *p, const char *kind, const xmlChar *name,
    const char *what, int most)
{
	struct str body = p->in->body;
	size_t at = (size_t)(end_of(window_of(p)) - body.p);
	const char *lt = memrchr(body.p, '<', at);

	if (lt != NULL)
		at = (size_t)(lt - body.p);
	findings_error(&p->fault, ST_LIMIT,
	    guard_place(body, at, p->in->b->file[p->in->file].name),
	    "%s \"%.*s\" %s: expected at most %d", kind,
	    STR_ARG(str_clip(str_of((const char *)name), 60)), what, most);
	stop(p);
}

static void
check_names(struct sax_parse *p, const char *kind, const xmlChar *name)
{
	if (xmlDictSize(p->parser->dict) > LIMIT_XML_NAMES)
		refuse(p, kind, name, "with too many different names before it",
		    LIMIT_XML_NAMES);
}

static bool
within_limits(struct sax_parse *p, const xmlChar *name, int nattr)
{
	char deep[40];

	if (p->depth > LIMIT_XML_DEPTH) {
		snprintf(deep, sizeof(deep), "is nested %u deep", p->depth);
		refuse(p, "element", name, deep, LIMIT_XML_DEPTH);
	} else if (nattr > LIMIT_XML_ATTRIBUTES) {
		refuse(p, "element", name, "with too many attributes",
		    LIMIT_XML_ATTRIBUTES);
	} else if (p->parser->nsNr / 2 > LIMIT_XML_NAMESPACES) {
		refuse(p, "element", name, /* prefix and name each */
		    "with too many namespaces", LIMIT_XML_NAMESPACES);
	} else {
		check_names(p, "element", name);
	}
	return !p->stopped;
}

/* All that can be said of it is its name. */
static void
on_instruction(void *user, const xmlChar *name, const xmlChar *text)
{
	struct sax_parse *p = user;

	(void)text;
	if (!p->stopped)
		check_names(p, "instruction", name);
}

static void
on_start(void *user, const xmlChar *name, const xmlChar *prefix,
    const xmlChar *uri, int nns, const xmlChar **ns, int nattr, int ndefault,
    const xmlChar **list)
{
	const struct given *first = (const void *)list;
	const struct given *end = nattr > 0 ? first + nattr : first;
	struct sax_parse *p = user;
	struct window w = window_of(p);
	size_t made = 0;
	struct sax_event *e;
	struct sax_attr *a;
	char *copy;

	(void)prefix, (void)nns, (void)ns, (void)ndefault;
	if (p->stopped)
		return;
	p->depth++;
	if (!within_limits(p, name, nattr))
		return;
	for (const struct given *g = first; g < end; g++)
		if (unchanged(w, g->value) == NULL)
			made += (size_t)(g->end - g->value);
	e = put(p, w, (uint32_t)nattr, made);
	if (e == NULL)
		return;
	e->name = (const char *)name;
	e->ns = (const char *)uri;
	a = (struct sax_attr *)(e + 1);
	copy = (char *)(a + nattr);
	for (const struct given *g = first; g < end; g++, a++) {
		a->name = (const char *)g->name;
		a->ns = g->prefix != NULL ? (const char *)g->ns : NULL;
		a->value.n = (size_t)(g->end - g->value);
		a->value.p = unchanged(w, g->value);
		if (a->value.p == NULL) {
			a->value.p = memcpy(copy, g->value, a->value.n);
			copy += a->value.n;
		}
	}
}

static void
on_end(
    void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	struct sax_parse *p = user;

	(void)name, (void)prefix, (void)uri;
	if (p->stopped)
		return;
	p->depth--;
	p->last->ends++;
}

static bool
is_blank(const xmlChar *s, size_t n)
{
	while (n > 0 && (*s == ' ' || *s == '\n' || *s == '\t' || *s == '\r'))
		s++, n--;
	return n == 0;
}

static void
on_text(void *user, const xmlChar *s, int length)
{
	struct sax_parse *p = user;
	size_t n = (size_t)length;
	struct sax_event *e;
	struct sax_attr *a;
	struct window w;
	const char *text;

	if (p->stopped || (!p->blanks && is_blank(s, n)))
		return;
	w = window_of(p);
	text = unchanged(w, s);
	e = put(p, w, 1, text == NULL ? n : 0);
	if (e == NULL)
		return;
	a = (struct sax_attr *)(e + 1);
	if (text == NULL)
		text = memcpy(a + 1, s, n);
	*a = (struct sax_attr){ .value = { text, n } };
}

/* Waits until so much of the document may be parsed.  False: never. */
static bool
wait_for(const struct sax_parse *p, size_t n)
{
	struct coming *c = p->in->coming;

	if (c == NULL)
		return true;
	while (atomic_load(&c->passed) < n)
		if (!relay_wait(p->relay))
			return false;
	return true;
}

/* The first fault makes all that follows unreliable.  It is told with what
 * stands behind it; a document that the guard refuses has no other. */
static void
on_fault(void *user, xmlError *e)
{
	struct sax_parse *p = user;

	if (p->stopped || e->level < XML_ERR_ERROR)
		return;
	if (e->code == XML_ERR_NO_MEMORY)
		fields_nomem(&p->fault);
	else if (wait_for(p, p->in->body.n))
		xml_fault(e, p->in->body, p->in->b->file[p->in->file].name,
		    &p->fault);
	stop(p);
}

bool
sax_parse_begin(struct sax_parse *p, const struct input *in, bool blanks)
{
	xmlSAXHandler sax = { 0 };

	*p = (struct sax_parse){ .in = in, .blanks = blanks };
	sax.initialized = XML_SAX2_MAGIC;
	sax.startElementNs = on_start;
	sax.endElementNs = on_end;
	sax.characters = on_text;
	sax.cdataBlock = on_text;
	sax.processingInstruction = on_instruction;
	sax.serror = on_fault;
	p->parser = xmlCreatePushParserCtxt(&sax, p, NULL, 0, NULL);
	if (p->parser == NULL)
		return false;
	/* The bytes are known to be UTF-8, whatever they say.  Without NOENT
	 * an &amp; in an attribute would come as "&#38;"; there is no DTD, so
	 * the five entities of XML are all there are. */
	xmlCtxtUseOptions(p->parser,
	    XML_PARSE_NONET | XML_PARSE_IGNORE_ENC | XML_PARSE_NOENT);
	return true;
}

void
sax_parse_run(struct sax_parse *p, struct relay *relay)
{
	struct str body = p->in->body;
	size_t done = 0;

	p->relay = relay;
	while (!p->stopped && done < body.n) {
		size_t n = body.n - done;

		n = n < SAX_CHUNK ? n : SAX_CHUNK;
		if (!wait_for(p, done + n)) {
			p->stopped = true;
			break;
		}
		xmlParseChunk(p->parser, body.p + done, (int)n, 0);
		done += n;
		progress_at(p->in->b->progress, done);
		/* without memory for a piece it halts and says nothing */
		if (!p->stopped && p->parser->instate == XML_PARSER_EOF) {
			fields_nomem(&p->fault);
			p->stopped = true;
		}
	}
	if (!p->stopped)
		xmlParseChunk(p->parser, NULL, 0, 1);
}

void
sax_parse_end(struct sax_parse *p)
{
	xmlFreeParserCtxt(p->parser);
	findings_free(&p->fault);
}
