/* SPDX-License-Identifier: Apache-2.0 */
/*
 * headline - the answer for a reader: rule by rule, the gravest first.
 *
 * Reads:  checked.h, reason.h, text.h
 * Gives:  what `check` and `explain` print
 * Memory: one reason at a time
 */
#ifndef RETRACE_HEADLINE_H
#define RETRACE_HEADLINE_H

#include "core/report/reason.h"
#include "core/report/text.h"

/* All rules, for what is shipped. */
enum status headline_write(FILE *to, const struct style *style,
    const struct checked *c, struct error *err);
/* All rules for one item, with every part, document and origin. */
enum status headline_explain(FILE *to, const struct style *style,
    const struct checked *c, uint32_t item, struct error *err);

/* ---- for the files headline*.c */
/* Shipped items told in full, and parts of each kind of one of them, where
 * nobody has asked for this item. */
#define HEADLINE_FULL 3
#define HEADLINE_PARTS 8

struct gaps_once;
/* Before all rules: days, policy, assumptions, prices and the transaction;
 * whole: each party of this. */
void headline_basis(
    FILE *to, const struct style *s, const struct checked *c, bool whole);
/* Before its verdicts: what the rule is, whether it holds, on what it rests. */
void headline_rule(
    FILE *to, const struct style *s, const struct checked *c, size_t rule);
/* "TRIGGERED  ACME DRIVE-200 rev B (Drive unit)" */
void headline_verdict(FILE *to, const struct style *s, const struct checked *c,
    size_t rule, uint32_t item);
/* The answer, its arithmetic, and the first `most` parts of each kind; told:
 * the tables of open parts that stand above, or NULL. */
enum status headline_reason(FILE *to, const struct style *s,
    const struct checked *c, const struct reason *r, size_t most,
    struct gaps_once *told, struct error *err);

#endif
