/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sax - tags one after the other; see sax.h.
 *
 * libxml2 counts lines but not bytes of a tag, so places are found in the
 * body itself: the parser says how many bytes it has consumed, a tag begins
 * at the last '<' before that, and lines are counted as the reading goes on.
 */
#include "core/bom/sax.h"

#include "core/base/limits.h"
#include "core/base/xml_fault.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <stdlib.h>
#include <string.h>

/* [bytes] Given to the parser at once. */
#define SAX_CHUNK ((size_t)1 << 18)

/* Names of a document whose lengths are at hand. */
#define KNOWN_NAMES 64

struct reader {
	const struct input *in;
	const struct sax_handler *handler;
	void *ctx;
	xmlParserCtxt *parser;
	struct sax_attr *attr;
	size_t attr_cap;
	struct str name[KNOWN_NAMES]; /* by their pointers */
	uint32_t depth;
	bool stopped;
	enum status st; /* why */
	/* Lines are counted up to here. */
	size_t counted;    /* offset in the body */
	size_t line_start; /* offset of the line it is in */
	uint32_t line;
};

/* Offset of the parser in the body. */
static size_t
consumed(const struct reader *r)
{
	const xmlParserInput *input = r->parser->input;
	size_t n = input->consumed + (size_t)(input->cur - input->base);

	return n < r->in->body.n ? n : r->in->body.n;
}

/* Counts lines on to an offset that is not before the last one. */
static void
count_to(struct reader *r, size_t offset)
{
	const char *body = r->in->body.p, *nl;

	while (r->counted < offset) {
		nl = memchr(body + r->counted, '\n', offset - r->counted);
		if (nl == NULL)
			break;
		r->line++;
		r->counted = r->line_start = (size_t)(nl - body) + 1;
	}
	if (r->counted < offset)
		r->counted = offset;
}

static struct place
place_at(const struct reader *r, uint32_t line, size_t column)
{
	return (struct place){ line,
		column <= UINT16_MAX ? (uint16_t)column : 0, r->in->file };
}

static struct place
tag_place(struct reader *r)
{
	size_t end = consumed(r);
	const char *lt = memrchr(r->in->body.p, '<', end);

	count_to(r, lt != NULL ? (size_t)(lt - r->in->body.p) : end);
	return place_at(r, r->line, r->counted - r->line_start + 1);
}

/* A place that goes on through a tag; lines are counted up to `from`. */
struct spot {
	size_t from, line_start; /* offsets in the body */
	uint32_t line;
};

/*
 * A value and where it stands: in the body, if the parser did not have to
 * rewrite it; else it is told of at its tag.
 */
static struct field
value_of(const struct reader *r, struct spot *spot, const xmlChar *value,
    size_t n, struct place tag)
{
	const struct field rewritten = { { (const char *)value, n }, tag };
	const xmlParserInput *input = r->parser->input;
	const char *body = r->in->body.p, *nl;
	size_t offset;

	if (value < input->base || value > input->cur)
		return rewritten;
	offset = input->consumed + (size_t)(value - input->base);
	if (offset < spot->from || n > r->in->body.n ||
	    offset >= r->in->body.n || offset > r->in->body.n - n)
		return rewritten;
	while ((nl = memchr(body + spot->from, '\n', offset - spot->from)) !=
	       NULL) {
		spot->line++;
		spot->from = spot->line_start = (size_t)(nl - body) + 1;
	}
	spot->from = offset;
	return (struct field){ { body + offset, n },
		place_at(r, spot->line, offset - spot->line_start + 1) };
}

/* The parser keeps each name once: its length is that of the pointer. */
static struct str
name_of(struct reader *r, const xmlChar *s)
{
	struct str *known =
	    &r->name[(uintptr_t)s / sizeof(void *) % KNOWN_NAMES];

	if (s == NULL)
		return STR("");
	if (known->p != (const char *)s)
		*known = str_of((const char *)s);
	return *known;
}

static void
stop(struct reader *r, enum status st)
{
	r->stopped = true;
	r->st = st;
	xmlStopParser(r->parser);
}

static bool
take_attributes(struct reader *r, int n, const xmlChar **list, struct place at)
{
	struct sax_attr *attr =
	    array_grow(r->attr, &r->attr_cap, (size_t)n + 1, sizeof(*attr));

	struct spot spot = { r->counted, r->line_start, r->line };

	if (attr == NULL)
		return false;
	r->attr = attr;
	for (int i = 0; i < n; i++, list += 5)
		attr[i] = (struct sax_attr){
			.name = name_of(r, list[0]),
			.value = value_of(
			    r, &spot, list[3], (size_t)(list[4] - list[3]), at),
			.ns = name_of(r, list[2]),
			.prefixed = list[2] != NULL,
		};
	return true;
}

static void
on_start(void *user, const xmlChar *name, const xmlChar *prefix,
    const xmlChar *uri, int nns, const xmlChar **ns, int nattr, int ndefault,
    const xmlChar **attrs)
{
	struct reader *r = user;
	struct sax_tag tag = { .ns = name_of(r, uri),
		.name = name_of(r, name) };

	(void)prefix, (void)nns, (void)ns, (void)ndefault;
	if (r->stopped)
		return;
	tag.at = tag_place(r);
	r->depth++;
	if (r->depth > LIMIT_XML_DEPTH) {
		findings_error(r->in->f, ST_LIMIT, bom_pos(r->in->b, tag.at),
		    "element \"%.*s\" is nested %d deep: expected at most %d",
		    STR_ARG(str_clip(tag.name, 60)), LIMIT_XML_DEPTH + 1,
		    LIMIT_XML_DEPTH);
		stop(r, ST_LIMIT);
		return;
	}
	if (nattr > LIMIT_XML_ATTRIBUTES ||
	    r->parser->nsNr / 2 > LIMIT_XML_NAMESPACES) { /* prefix, name */
		findings_error(r->in->f, ST_LIMIT, bom_pos(r->in->b, tag.at),
		    "element \"%.*s\" with %s: expected at most %d",
		    STR_ARG(str_clip(tag.name, 60)),
		    nattr > LIMIT_XML_ATTRIBUTES ? "too many attributes"
						 : "too many namespaces",
		    nattr > LIMIT_XML_ATTRIBUTES ? LIMIT_XML_ATTRIBUTES
						 : LIMIT_XML_NAMESPACES);
		stop(r, ST_LIMIT);
		return;
	}
	if (!take_attributes(r, nattr, attrs, tag.at)) {
		stop(r, fields_nomem(r->in->f));
		return;
	}
	tag.attr = r->attr;
	tag.nattr = (size_t)nattr;
	if (!r->handler->start(r->ctx, &tag))
		stop(r, ST_OK);
}

static void
on_end(
    void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	struct reader *r = user;

	(void)prefix;
	if (r->stopped)
		return;
	r->depth--;
	if (r->handler->end != NULL &&
	    !r->handler->end(r->ctx, name_of(r, uri), name_of(r, name)))
		stop(r, ST_OK);
}

static void
on_text(void *user, const xmlChar *text, int n)
{
	struct reader *r = user;

	if (r->stopped || r->handler->text == NULL)
		return;
	count_to(r, consumed(r));
	if (!r->handler->text(r->ctx,
		(struct str){ (const char *)text, (size_t)n },
		place_at(r, r->line, r->counted - r->line_start + 1)))
		stop(r, ST_OK);
}

/* The first fault makes all that follows unreliable. */
static void
on_fault(void *user, xmlError *e)
{
	struct reader *r = user;
	struct pos at = bom_pos(r->in->b, place_at(r, 1, 0));

	if (r->stopped || e->level < XML_ERR_ERROR)
		return;
	xml_fault(e, r->in->body, at.file, r->in->f);
	stop(r, ST_SYNTAX);
}

/*
 * sax_read - the events of a document.
 *
 * Err:	ST_SYNTAX, ST_LIMIT, ST_NOMEM; what the handler refuses is told by
 *	itself and does not end the reading unless it says so
 * Cost:	linear in the bytes
 */
enum status
sax_read(const struct input *in, const struct sax_handler *handler, void *ctx)
{
	struct reader r = {
		.in = in, .handler = handler, .ctx = ctx, .line = 1
	};
	size_t done = 0;
	xmlSAXHandler sax = { 0 };

	sax.initialized = XML_SAX2_MAGIC;
	sax.startElementNs = on_start;
	sax.endElementNs = on_end;
	sax.characters = on_text;
	sax.cdataBlock = on_text;
	sax.serror = on_fault;
	r.parser = xmlCreatePushParserCtxt(&sax, &r, NULL, 0, NULL);
	if (r.parser == NULL)
		return fields_nomem(in->f);
	/* The bytes are known to be UTF-8, whatever they say.  Without NOENT
	 * an &amp; in an attribute would come as "&#38;"; there is no DTD, so
	 * the five entities of XML are all there are. */
	xmlCtxtUseOptions(
	    r.parser, XML_PARSE_NONET | XML_PARSE_IGNORE_ENC | XML_PARSE_NOENT);
	while (!r.stopped && done < in->body.n) {
		size_t n = in->body.n - done;

		n = n < SAX_CHUNK ? n : SAX_CHUNK;
		xmlParseChunk(r.parser, in->body.p + done, (int)n, 0);
		done += n;
		progress_at(in->b->progress, done);
	}
	if (!r.stopped)
		xmlParseChunk(r.parser, NULL, 0, 1);
	xmlFreeParserCtxt(r.parser);
	free(r.attr);
	return r.st;
}

struct root {
	struct arena *a;
	struct str *ns, *name;
	struct place *at;
	bool found;
};

static bool
take_root(void *ctx, const struct sax_tag *tag)
{
	struct root *root = ctx;

	*root->ns = arena_copy(root->a, tag->ns);
	*root->name = arena_copy(root->a, tag->name);
	*root->at = tag->at;
	root->found = root->ns->p != NULL && root->name->p != NULL;
	return false;
}

enum status
sax_root(const struct input *in, struct str *ns, struct str *name,
    struct place *at, struct arena *a)
{
	static const struct sax_handler handler = { .start = take_root };
	struct root root = { .a = a, .ns = ns, .name = name, .at = at };
	enum status st = sax_read(in, &handler, &root);

	if (st == ST_OK && !root.found)
		return fields_nomem(in->f);
	return st;
}
