/* SPDX-License-Identifier: Apache-2.0 */
/*
 * changed - the same product with something in it otherwise.
 *
 * Reads:  fields.h; a product that was read and linked, and the same files
 *         read again and not yet linked
 * Gives:  changes as a user writes them ("MAG-1.origin=AU"), and the second
 *         bom with them in place of what was said before: linked and judged
 *         it is the product as it would be
 * Memory: changes borrow the texts they were read from
 *
 * A change is a verified document of the day: what others say of the same
 * matter is taken away, what they say of anything else stays.
 */
#ifndef RETRACE_CHANGED_H
#define RETRACE_CHANGED_H

#include "core/bom/field/fields.h"

enum set_field {
	SET_ORIGIN,     /* where a stage took place, or all of them */
	SET_TECHNOLOGY, /* whose technology was used there */
	SET_CONTENT,    /* how much of some elements is in it itself */
	SET_NOTHING,    /* no rare earth is in it itself */
	SET_MASS,
	SET_VALUE,
	SET_FORM,
	SET_SUPPLIER /* who alone is heard on it, beside the bill */
};

struct change_to {
	uint32_t item;     /* of the linked product */
	uint8_t field;     /* enum set_field */
	uint8_t stage;     /* of an origin or a technology; or STAGE_ALL */
	uint32_t elements; /* of a content: bits */
	struct str value;  /* as written */
	uint32_t line;     /* from 1: place among the changes */
};

/*
 * Takes "FIELD=VALUE" off the end of "ITEM.FIELD=VALUE"; *item is what
 * remains.  False if no field that can be changed stands there.
 */
bool change_read(struct str text, struct str *item, struct change_to *out);

struct changes {
	const struct change_to *list;
	size_t n;
	const char *name; /* of the pseudo file in messages: "--set" */
	struct str text;  /* its content, a line per change */
	date_day day;     /* of the product */
};

/*
 * Changes a bom that is read and not linked; `linked` was read from the same
 * files.  Each value that cannot be read is an error of its line.  Cost:
 * linear in lines, origins and references.
 */
enum status changes_apply(struct bom *b, const struct substance_table *chem,
    const struct bom *linked, const struct changes *c, struct findings *f);

#endif
