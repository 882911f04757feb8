/* SPDX-License-Identifier: Apache-2.0 */
/*
 * chosen - which rules of the packs are judged, and which reading of a rule a
 * policy has chosen.
 *
 * Reads:  compile.h
 * Gives:  the rules of a book, in the order of the packs, and the numbers of
 *         their readings; only compile.c uses it
 * Memory: of the book
 */
#ifndef RETRACE_CHOSEN_H
#define RETRACE_CHOSEN_H

#include "core/rules/compile.h"

/* Each name of the options must mean exactly one rule: else ST_USAGE. */
enum status chosen_names(const struct compile_options *o,
    const struct pack *const *pack, size_t npack, struct error *err);
/* Those that are named, or else are on. */
enum status chosen_rules(struct rulebook *book, const struct compile_options *o,
    const struct pack *const *pack, size_t npack, struct error *err);
/* policy: or NULL; one that names a reading which a rule has not is refused
 * with ST_REF at its place. */
enum status chosen_readings(
    struct rulebook *book, const struct policy *policy, struct error *err);

#endif
