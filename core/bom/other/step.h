/* SPDX-License-Identifier: Apache-2.0 */
/*
 * step - a STEP file, record by record: ISO 10303-21, clear text.
 *
 * Most of such a file is geometry, which is passed over without being kept.
 *
 * Reads:  fields.h
 * Gives:  the records that are wanted, with their first values
 * Memory: values are pieces of in->body; step_text() keeps texts in the bom
 */
#ifndef RETRACE_STEP_H
#define RETRACE_STEP_H

#include "core/bom/field/fields.h"

#define STEP_START "ISO-10303-21"
#define STEP_VALUES 8

enum step_kind {
	STEP_NONE, /* $, *, or there is no such value */
	STEP_STRING,
	STEP_REFERENCE,
	STEP_OTHER /* a number, a list, a typed value: as it stands there */
};

struct step_value {
	struct str text; /* without quotes, without # */
	enum step_kind kind;
};

struct step_record {
	struct str id; /* "12" of #12 */
	struct str name;
	struct step_value value[STEP_VALUES];
	struct place at;
	bool in_several; /* it is one of several that are one instance */
};

struct step_handler {
	bool (*wants)(struct str name);
	/* False: memory is out. */
	bool (*record)(void *ctx, const struct step_record *r);
	/* One instance of several records ends. */
	bool (*end)(void *ctx);
};

/* Does the text begin as such a file does? */
bool step_is(struct str body);
/* All of in->body, which has passed guard_text(); a broken record ends the
 * reading, and is told.  Cost: linear in the bytes. */
enum status step_scan(
    const struct input *in, const struct step_handler *handler, void *ctx);
/* A string with its escapes resolved; the id of that text. */
enum status step_text(const struct input *in, struct field raw, uint32_t *id);
/* "#12,#13" of a list: the next reference; false: there is none. */
bool step_next(struct str *list, struct str *id);

#endif
