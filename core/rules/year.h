/* SPDX-License-Identifier: Apache-2.0 */
/*
 * year - a mass of a year, over all products that go out in it together.
 *
 * Reads:  tests.h
 * Gives:  which items these are, what they hold together, and the verdict of
 *         one of them by that
 * Memory: the list in the rulebook; exact numbers of the caller
 *
 * Each of these items is what all of them together are, unless it surely holds
 * none of what counts itself; where it perhaps does, it triggers nothing for
 * sure.
 */
#ifndef RETRACE_YEAR_H
#define RETRACE_YEAR_H

#include "core/rules/tests.h"

/* What goes out: shipped items, and those of which the transaction says how
 * many do; as the scope of each rule has it.  ST_NOMEM. */
enum status year_goes_out(struct rulebook *book, const struct bom *b,
    const struct compile_options *options, const uint8_t *shipped,
    struct error *err);

/* What so many of an item hold, of which one holds x. */
void per_year_times(const struct per_year *y, const struct exact *x,
    struct exact *out, mpq_ptr work);

/* Is the item one of them, for that rule? */
bool year_goes(const struct booked_rule *rule, uint32_t item);
/* Is the item one of them, by a test that counts them together? */
bool year_is_together(const struct ready_test *t, uint32_t item);

/* What all of them hold in a year. */
enum status year_total(const struct judgement *j, const struct ready_test *t,
    struct exact *out, struct error *err);
/* The same of those alone of which it is known that they count, and how many go
 * out. */
enum status year_surely(const struct judgement *j, const struct ready_test *t,
    struct exact *out, struct error *err);

/* What all but that one hold in a year. */
enum status year_others(const struct judgement *j, const struct ready_test *t,
    uint32_t item, struct exact *out, struct error *err);
/* Does the item surely count among them? */
bool year_surely_goes(const struct ready_test *t, uint32_t item);

/* VERDICT_COUNT: only year_exact() can tell. */
enum verdict year_decide(
    const struct judgement *j, const struct ready_test *t, uint32_t item);
/* own: what one of the item holds. */
enum verdict year_exact(const struct ready_test *t, const struct exact *total,
    const struct exact *own);

#endif
