/* SPDX-License-Identifier: Apache-2.0 */
/*
 * turns - a trigger once for each element, substance or country of its own.
 *
 * Reads:  compile.h, within.h; the substances that a linked bom names
 * Gives:  the tests of which each looks at one of them; only compile.c uses it
 * Memory: in the rulebook
 *
 * Of substances those take a turn that hold any of the materials, in the order
 * of the bom; the last one is whatever no document names by a substance, which
 * may all be one.  Of countries those take a turn that any origin of the bom
 * names and the rule counts; the last one is whatever comes from none of these,
 * which may all be one.
 */
#ifndef RETRACE_TURNS_H
#define RETRACE_TURNS_H

#include "core/rules/compile.h"

/* Adds to the turns of the rule those of the seat, whose test is set.  ST_LIMIT
 * for more substances than can be told apart. */
enum status turns_make(struct rulebook *book, const struct bom *b,
    struct booked_rule *rule, struct seat *s, struct error *err);

/* The substance that the test is a turn of, as first named: an index into
 * bom.substance; BOM_NONE: what is not named, or it is no such test. */
uint32_t turn_substance(const struct rule_test *t);
/* The country that the test is a turn of, by its two letters; NULL: one that
 * nobody names, or it is no such test. */
const char *turn_country(const struct rule_test *t);

#endif
