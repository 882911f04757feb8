/* SPDX-License-Identifier: Apache-2.0 */
/*
 * per_unit - what is stated per kilometre, per part, per square metre.
 *
 * Reads:  fields.h
 * Gives:  masses and prices per base unit of what they are stated of
 * Memory: numbers go into the bom
 */
#ifndef RETRACE_PER_UNIT_H
#define RETRACE_PER_UNIT_H

#include "core/bom/field/fields.h"

/* Can something be counted in it?  Not in shares of something else. */
bool per_unit_fits(enum unit of);
/*
 * id (or NUM_INFINITE) is so much per one `of`: so much per base unit;
 * INTERN_NONE when memory is out.
 */
uint32_t per_unit(struct bom *b, uint32_t id, enum unit of);
/* "g/Part": leaves "g" in *unit, each in *of; without a slash: nothing. */
enum status per_unit_split(
    const struct bom *b, struct field *unit, enum unit *of, struct findings *f);
/*
 * A mass whose unit may say of what: "g/Part", "kg/m^2".  *of is what it is
 * the mass of where the unit does not say; then what it says.
 */
enum status per_unit_mass(struct bom *b, const struct amount_text *text,
    enum unit *of, struct amount *mass, struct findings *f);
/*
 * What 1 g of an alloy costs, and which share of it is the element: what 1 g
 * of the element in it costs.  Of what is no alloy there is no share.
 */
enum status per_unit_alloy(struct bom *b, enum guise g, uint32_t *amount,
    struct field share, struct field unit, struct findings *f);

#endif
