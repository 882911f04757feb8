/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sax - tags of an XML document one after the other, each with its place.
 *
 * Reads:  fields.h, xml.h
 * Gives:  guarded bytes as events; nothing is kept of the document, so that
 *         its size does not matter; nesting is capped at LIMIT_XML_DEPTH
 * Memory: names and values live until the event returns, but for a value that
 *         stands in the document just so: that one is given out of in->body.
 *         The same pointer to a name, or to a namespace, is the same name for
 *         all of a document
 */
#ifndef RETRACE_SAX_H
#define RETRACE_SAX_H

#include "core/bom/fields.h"

struct sax_attr {
	struct str name;
	struct field value; /* references resolved; .at is its first byte */
	struct str ns;      /* empty: none */
	bool prefixed;      /* it has one, which none of ours has */
};

struct sax_tag {
	struct str ns; /* empty: none */
	struct str name;
	struct place at; /* of its '<' */
	const struct sax_attr *attr;
	size_t nattr;
};

struct sax_handler {
	/* False ends the reading. */
	bool (*start)(void *ctx, const struct sax_tag *tag);
	bool (*end)(void *ctx, struct str ns, struct str name);
	/* Text between tags, in pieces; at is where the piece ends. */
	bool (*text)(void *ctx, struct str piece, struct place at);
};

/*
 * Reads all of in->body, which xml_guard() has passed.  What is not well
 * formed is told to in->f once and ends the reading.  ST_OK: the handler
 * has seen all it wanted to see.
 */
enum status sax_read(
    const struct input *in, const struct sax_handler *handler, void *ctx);
/* The root tag alone, for telling formats apart. */
enum status sax_root(const struct input *in, struct str *ns, struct str *name,
    struct place *at, struct arena *a);

#endif
