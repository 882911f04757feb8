/* SPDX-License-Identifier: Apache-2.0 */
/*
 * passed - names in another's file that are not known and are passed over.
 *
 * Reads:  fields.h
 * Gives:  each told once, with its number and first place
 * Memory: passed_free(); all zero is an empty one
 */
#ifndef RETRACE_PASSED_H
#define RETRACE_PASSED_H

#include "core/bom/fields.h"

/* Names that are told one by one. */
#define PASSED_NAMES 20

struct passed {
	struct intern names;
	struct passed_name {
		struct place at; /* the first */
		uint64_t n;
	} name[PASSED_NAMES];
	uint64_t more; /* of further names */
};

/* False when memory is out. */
bool passed_note(struct passed *p, struct str name, struct place at);
/* As elements (of XML) or as members (of JSON) that the format does not have
 * in their place. */
void passed_elements(
    const struct passed *p, const struct input *in, const char *format);
void passed_members(
    const struct passed *p, const struct input *in, const char *format);
void passed_free(struct passed *p);

#endif
