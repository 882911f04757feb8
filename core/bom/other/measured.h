/* SPDX-License-Identifier: Apache-2.0 */
/*
 * measured - amounts of which a format gives value, range and tolerance in
 * fields of their own.
 *
 * Reads:  fields.h
 * Gives:  one amount_text that holds all of them: where a range is given it
 *         counts, and the value is only the usual one; a tolerance is a range
 * Memory: its texts are in the bom, so that it outlives the event it is from
 */
#ifndef RETRACE_MEASURED_H
#define RETRACE_MEASURED_H

#include "core/bom/field/fields.h"

/* Fields as they stand; those that are not given are empty. */
struct measured_fields {
	struct field value, min, max, minus, plus;
	struct field unit;
};

/* Text ids; all zero: not given. */
struct measured {
	uint32_t value, min, max, unit;
	struct place at;
};

/*
 * A tolerance is in the unit of the value or in percent of it: formats do not
 * say, and the wider of the two is taken.  False when memory is out; faults
 * are in in->f, and leave *m not given.
 */
bool measured_take(const struct input *in, const struct measured_fields *x,
    struct measured *m);
bool measured_given(const struct measured *m);
/* States it as the mass of one `of` of an item; not given: no mass is stated.
 * False when memory is out. */
bool measured_state(const struct input *in, const struct measured *m,
    enum unit of, struct item *said);
struct amount_text measured_text(const struct bom *b, const struct measured *m);

#endif
