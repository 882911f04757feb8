/* SPDX-License-Identifier: Apache-2.0 */
/*
 * members - another's JSON by a table: which members are read, and where they
 * stand.
 *
 * What is in the table is handed on; what the format has and we do not need
 * is passed over; what the format does not have is passed over and told,
 * once for each name.  What stands in a list stands in the place of the list;
 * where one value is expected, a list of several is refused.
 *
 * Reads:  json_sax.h, elements.h
 * Gives:  the members of the table: objects as they begin and end, and values
 * Memory: nothing of its own after members_read()
 */
#ifndef RETRACE_MEMBERS_H
#define RETRACE_MEMBERS_H

#include "core/bom/json/json_sax.h"
#include "core/bom/other/elements.h"

/* The rows are those of elements.h.  The name of the root is ""; "#Batch" is
 * any name that ends so. */
struct members {
	const char *format;             /* "CycloneDX" */
	const struct element_row *rows; /* the root first */
	size_t nrows;
	const struct element_row *more; /* rows of another table, or NULL */
	size_t nmore;
	/* Kinds from here on are no objects, but texts, numbers, true or
	 * false. */
	uint8_t first_value;
	/* Values of which a list may hold several; of others it holds one. */
	const uint8_t *several;
	size_t nseveral;
	/* False: memory is out, which ends the reading and is told. */
	bool (*begin)(void *ctx, uint8_t kind, struct place at);
	bool (*value)(void *ctx, uint8_t kind, struct field value);
	bool (*end)(void *ctx, uint8_t kind);
};

/* in->body has passed guard_text(). */
enum status members_read(
    const struct input *in, const struct members *m, void *ctx);

#endif
