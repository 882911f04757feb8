/* SPDX-License-Identifier: Apache-2.0 */
/*
 * elements - another's XML by a table: which elements are read, and where
 * they stand.
 *
 * What is in the table is handed on; what the format has and we do not need
 * is passed over; what the format does not have is passed over and told,
 * once for each name.  Most files of the world are not valid by their own
 * schema, and are usable.
 *
 * Reads:  sax.h
 * Gives:  the elements of the table as they begin and end
 * Memory: nothing of its own after elements_read()
 */
#ifndef RETRACE_ELEMENTS_H
#define RETRACE_ELEMENTS_H

#include "core/bom/xml/sax.h"

enum {
	ELEMENT_DOCUMENT = 0, /* parent of the root */
	ELEMENT_PASSED = 255  /* known, and of no concern to us */
};

/* Inside an element of kind `parent` one of that name is of `kind`; "E1*" is
 * every name that begins so, and goes behind the rows of names of that parent.
 */
struct element_row {
	uint8_t parent, kind;
	const char *name;
};

struct elements {
	const char *format;             /* "IEC 62474" */
	const struct element_row *rows; /* the root first */
	size_t nrows;
	const struct element_row *more; /* rows of another table, or NULL */
	size_t nmore;
	/* Is it a namespace of the format?  Empty: none.  NULL: that of the
	 * root is. */
	bool (*ours)(struct str ns);
	/* False: memory is out, which ends the reading and is told. */
	bool (*begin)(void *ctx, uint8_t kind, const struct sax_tag *tag);
	bool (*end)(void *ctx, uint8_t kind);
	/* Or NULL.  An element of kind first_value and above ends with its
	 * text, trimmed; one that is longer than LIMIT_TEXT is cut behind one
	 * byte more. */
	bool (*value)(void *ctx, uint8_t kind, struct field text);
	uint8_t first_value;
};

/* in->body has passed xml_guard(), and its root is known to be the root of the
 * format. */
enum status elements_read(
    const struct input *in, const struct elements *e, void *ctx);
/* The value of an attribute without a prefix, and its place; none: empty, at
 * the tag. */
struct field elements_attr(const struct sax_tag *tag, const char *name);

#endif
