/* SPDX-License-Identifier: Apache-2.0 */
/*
 * read_any_xml - any XML into the bom: which format is it?
 *
 * Reads:  fields.h, coming.h
 * Gives:  read.c its part for XML, of whole documents and of large ones that
 *         are read while they are being loaded
 * Memory: the bom has the bytes
 */
#ifndef RETRACE_READ_ANY_XML_H
#define RETRACE_READ_ANY_XML_H

#include "core/bom/field/fields.h"
#include "core/bom/read.h"

/* in->body is the whole document, not yet guarded; it loses its mark. */
enum status read_any_xml(struct input *in, enum format *found);

/* A format whose reader needs no more than has come. */
struct coming_root {
	const struct xml_format *format; /* or NULL */
	bool declares;                   /* it is one of declarations */
};
/* False: the document has to be read as a whole. */
bool coming_xml_root(struct coming *c, struct coming_root *root);
/* Says the same as read_any_xml(). */
enum status read_coming_xml(
    struct input *in, const struct coming_root *root, enum format *found);

/* The file is not of the format that it was said to be of. */
enum status read_not_as_said(const struct input *in, const char *what);

#endif
