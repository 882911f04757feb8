/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sax_parse - what libxml2 finds in a document, as records of a relay.
 *
 * Reads:  sax.h, relay.h
 * Gives:  the writer's end of the relay that sax.c reads from
 * Memory: a record is whole: it holds what is not in the document; names are
 *         the parser's, which sax_parse_end() frees
 */
#ifndef RETRACE_SAX_PARSE_H
#define RETRACE_SAX_PARSE_H

#include "core/base/relay.h"
#include "core/bom/xml/sax.h"

/* A start tag, or a piece of text that is the value of its only attribute. */
struct sax_event {
	const char *name; /* of a tag; NULL: text, or nothing */
	const char *ns;
	const char *end; /* behind it, in the document */
	uint32_t nattr;  /* struct sax_attr that follow */
	uint32_t size;   /* [bytes] to the next event */
	uint32_t ends;   /* elements that end before the next event */
};

/* The writer; all of it is its own while the relay runs. */
struct sax_parse {
	const struct input *in;
	bool blanks; /* text of nothing but blanks is wanted */
	struct _xmlParserCtxt *parser;
	struct relay *relay;
	struct sax_event *last; /* nothing has been written behind it */
	uint32_t depth;
	bool stopped;
	struct findings fault; /* the first, behind all events; or none */
};

/* False: memory is out. */
bool sax_parse_begin(struct sax_parse *p, const struct input *in, bool blanks);
void sax_parse_run(struct sax_parse *p, struct relay *relay);
void sax_parse_end(struct sax_parse *p);

#endif
