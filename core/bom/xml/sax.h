/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sax - tags of an XML document one after the other, each with its place.
 *
 * Reads:  fields.h, xml.h
 * Gives:  guarded bytes as events; nothing is kept of the document, so that
 *         its size does not matter; nesting is capped at LIMIT_XML_DEPTH
 * Memory: names live for all of the document, and the same pointer to a name,
 *         or to a namespace, is the same name; values live until the event
 *         returns, but for a value that stands in the document just so: that
 *         one is given out of in->body
 */
#ifndef RETRACE_SAX_H
#define RETRACE_SAX_H

#include "core/bom/field/fields.h"

struct sax_attr {
	const char *name;
	const char *ns;   /* of its prefix, which none of ours has; or NULL */
	struct str value; /* references resolved */
};

struct sax_tag {
	const char *name;
	const char *ns;  /* or NULL: none */
	struct place at; /* of its '<' */
	const struct sax_attr *attr;
	size_t nattr;
	struct str body; /* from its '<' to behind its last attribute */
	bool broken;     /* over several lines */
};

struct sax_handler {
	/* False ends the reading. */
	bool (*start)(void *ctx, const struct sax_tag *tag);
	bool (*end)(void *ctx); /* of the innermost element; or NULL */
	/* Text between tags, in pieces; at is where the piece ends.  Or NULL.
	 */
	bool (*text)(void *ctx, struct str piece, struct place at);
	bool blanks; /* pieces of nothing but blanks are wanted too */
};

/* For sax_place(), in a tag over several lines. */
struct place sax_place_broken(
    const struct sax_tag *tag, const struct sax_attr *a);

/* So many bytes behind a place; one without a column stays so. */
static inline struct place
sax_place_behind(struct place at, size_t n)
{
	at.col = at.col > 0 && n <= (size_t)UINT16_MAX - at.col
		     ? (uint16_t)(at.col + n)
		     : 0;
	return at;
}

/* Where the value of an attribute begins: in the document, if the parser did
 * not have to rewrite it; else it is told of at its tag. */
static inline struct place
sax_place(const struct sax_tag *tag, const struct sax_attr *a)
{
	size_t n = (size_t)((uintptr_t)a->value.p - (uintptr_t)tag->body.p);

	if (n > tag->body.n)
		return tag->at;
	return tag->broken ? sax_place_broken(tag, a)
			   : sax_place_behind(tag->at, n);
}

/*
 * Reads all of in->body, which xml_guard() has passed.  What is not well
 * formed is told to in->f once and ends the reading.  ST_OK: the handler
 * has seen all it wanted to see.
 */
enum status sax_read(
    const struct input *in, const struct sax_handler *handler, void *ctx);
/* The same, the parser in a thread of its own or not: sax_read() gives it one
 * where the document is large. */
enum status sax_read_apart(const struct input *in,
    const struct sax_handler *handler, bool apart, void *ctx);
/* The root tag alone, for telling formats apart. */
enum status sax_root(const struct input *in, struct str *ns, struct str *name,
    struct place *at, struct arena *a);

#endif
