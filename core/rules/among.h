/* SPDX-License-Identifier: Apache-2.0 */
/*
 * among - a share of some rare earths among others, held against a limit.
 *
 * Reads:  tests.h
 * Gives:  the verdict and the ends of such a share
 * Memory: exact numbers of the caller
 *
 * What counts is one amount, and the rest of what it is a share of another
 * one, which has nothing in common with it: both may be anything between their
 * ends.  So the share is least where little counts and the rest is much.
 * Nothing among nothing is no share: it meets no limit, be it of much or of
 * little.
 */
#ifndef RETRACE_AMONG_H
#define RETRACE_AMONG_H

#include "core/rules/tests.h"

/* VERDICT_COUNT: only among_exact() can tell. */
enum verdict among_decide(
    const struct judgement *j, const struct ready_test *t, uint32_t item);
enum verdict among_exact(const struct ready_test *t, const struct exact *part,
    const struct exact *rest);

/* (1 - limit) of what counts less limit of the rest: above zero where the share
 * is above the limit. */
void among_margin(const struct judgement *j, const struct ready_test *t,
    uint32_t item, struct bounds *out);
void among_margin_exact(const struct ready_test *t, const struct exact *part,
    const struct exact *rest, struct exact *out);
/* The two together, and the share of the one in both. */
void among_share(const struct exact *part, const struct exact *rest,
    struct exact *whole, struct exact *share);
/* Of the mass of the item, which the part is in: the share of it. */
void among_item(const struct exact *part, const struct exact *mass,
    struct exact *whole, struct exact *share);

#endif
