/* SPDX-License-Identifier: Apache-2.0 */
/*
 * makeup - which substance a line names, and what it is made of.
 *
 * Reads:  fields.h, substance.h, formula.h
 * Gives:  an entry of bom.substance, one per name, CAS number and formula
 * Memory: in the bom
 */
#ifndef RETRACE_MAKEUP_H
#define RETRACE_MAKEUP_H

#include "core/bom/field/fields.h"

/* A substance as written; at least one field is not empty. */
struct makeup_text {
	struct field cas, formula, name;
	struct place at; /* of the line, where a field has no place */
};

/*
 * CAS number, formula and name must be able to be the same substance.  One
 * that nobody knows is kept with known = 0.
 */
enum status makeup_find(struct bom *b, const struct substance_table *chem,
    const struct makeup_text *t, uint32_t *substance, struct findings *f);

#endif
