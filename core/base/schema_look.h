/* SPDX-License-Identifier: Apache-2.0 */
/*
 * schema_look - documents that are seen to fit a schema.
 *
 * Reads:  xml.h, pattern.h
 * Gives:  a yes that costs a tenth of what libxml2 takes, for a document as our
 *         writers make it; what gets no yes is for libxml2 to judge and to put
 *         in words
 * Memory: all in the caller's arena; nothing is written while it is used, by
 *         any number of threads
 *
 * It knows of XML Schema what ours have: sequences of elements, groups,
 * attributes, text with an enumeration, patterns, a greatest length, days and
 * times.  A schema with anything else gives no look.
 */
#ifndef RETRACE_SCHEMA_LOOK_H
#define RETRACE_SCHEMA_LOOK_H

#include "core/base/arena.h"

#include <libxml/tree.h>

struct schema_look;

/* Of a schema that libxml2 has accepted; NULL: it has something else, or memory
 * is out. */
const struct schema_look *schema_look_read(
    const xmlDoc *source, struct arena *a);
/* True: libxml2 finds nothing in the document that does not fit.  False: it
 * may, or not. */
bool schema_look_fits(const struct schema_look *look, const xmlDoc *doc);

#endif
