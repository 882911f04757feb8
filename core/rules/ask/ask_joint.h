/* SPDX-License-Identifier: Apache-2.0 */
/*
 * ask_joint - verdicts that two amounts, or those of several items, decide
 * together: a share among other materials, or all that goes out in a year.
 *
 * Reads:  ask_compared.h, among.h, year.h
 * Gives:  what may leave such a verdict open, and what answers make of it;
 *         only ask*.c use it
 * Memory: nothing is kept
 *
 * What is part of a share is least where the rest is most: the upper end of the
 * one is that after the least answer, and the lower end of the other that after
 * the greatest, and the other way round.
 */
#ifndef RETRACE_ASK_JOINT_H
#define RETRACE_ASK_JOINT_H

#include "core/rules/ask/ask_compared.h"

/* Is the verdict of the rule one of those, for any item? */
bool ask_is_joint(const struct rule *r);
bool ask_test_is_joint(const struct rule_test *t);

/* So many columns bear on such a test of an item, and the i-th of them. */
size_t ask_joint_parts(const struct ready_test *t, uint32_t item);
struct joint_part ask_joint_part(
    const struct ready_test *t, uint32_t item, size_t i);

/* The verdict of one limit of such a test, exactly where it must be. */
enum status ask_joint_verdict(const struct judgement *j,
    const struct ready_test *t, uint32_t item, enum verdict *out,
    struct error *err);

/* What the measure of an open verdict comes to; c NULL: now.  Else its upper
 * end, as ask_removes() has it: after the least answer, or raised, the lower
 * end after the greatest. */
enum status ask_joint_bounds(struct ask_work *w, const struct compared *c,
    const struct open_verdict *v, bool raised, struct exact *out);

/* Whatever the answers are: is nothing left open of that part, or of how many
 * of it go out? */
enum status ask_joint_closed(const struct compared *c,
    const struct ready_test *t, uint32_t item, size_t i, bool *out);

/* What the answers can make of an undecided verdict of such a rule. */
enum status ask_joint_see(struct compared *c, size_t rule, uint32_t item,
    bool *clear, bool *triggered);

#endif
