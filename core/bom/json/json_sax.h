/* SPDX-License-Identifier: Apache-2.0 */
/*
 * json_sax - what stands in a JSON document, one after the other, each with
 * its place.
 *
 * yajl finds it; numbers are handed on as they are written, for a double does
 * not hold 0.1.
 *
 * Reads:  fields.h
 * Gives:  bytes as events; nothing is kept of the document but the names of
 *         open objects; refused are what is not JSON, names that an object
 *         has twice, halves of characters, NUL, and nesting beyond
 *         LIMIT_JSON_DEPTH
 * Memory: texts live until the event returns, but for one that stands in the
 *         document just so: that one is given out of in->body
 */
#ifndef RETRACE_JSON_SAX_H
#define RETRACE_JSON_SAX_H

#include "core/bom/field/fields.h"

struct json_handler {
	/* An object or a list begins.  False ends the reading; so it is with
	 * all of these. */
	bool (*begin)(void *ctx, bool list, struct place at);
	bool (*end)(void *ctx);
	/* The name of what comes next in the innermost object. */
	bool (*key)(void *ctx, struct field key);
	/* A text without its quotes, a number as written, true, false. */
	bool (*value)(void *ctx, struct field value);
	/* null: nothing is said.  Or NULL. */
	bool (*null)(void *ctx);
	/* Documents stand one behind the other, as in JSON Lines, and are the
	 * elements of one list. */
	bool lines;
};

/*
 * Reads all of in->body, which has passed guard_text().  What is not JSON is
 * told to in->f once and ends the reading.  ST_OK: the handler has seen all
 * it wanted to see.
 */
enum status json_sax_read(
    const struct input *in, const struct json_handler *handler, void *ctx);

#endif
