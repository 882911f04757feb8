/* SPDX-License-Identifier: Apache-2.0 */
/*
 * conflicts - documents that exclude each other, and what that matters.
 *
 * Reads:  checked.h, flip.h
 * Gives:  each conflict with both places, and the verdicts that the document
 *         which is not heard would change
 * Memory: none
 */
#ifndef RETRACE_CONFLICTS_H
#define RETRACE_CONFLICTS_H

#include "core/report/checked.h"
#include "core/report/json.h"
#include "core/report/text.h"

/* How much it matters.  0: changes a verdict of a shipped item; 1: of another;
 * 2: was not tried; 3: changes nothing. */
int conflicts_class(const struct flipped *f);
#define CONFLICTS_CLASSES 4

/*
 * A section: those that would change a verdict of a shipped item first, at
 * most `most`, the rest counted.  below: about this item and what is in it;
 * BOM_NONE: all.
 */
enum status conflicts_write(FILE *to, const struct style *style,
    const struct checked *c, uint32_t below, size_t most, struct error *err);
/* Under one verdict: the documents by which it would read otherwise. */
void conflicts_of_verdict(FILE *to, const struct style *style,
    const struct checked *c, size_t rule, uint32_t item);
/* The array "conflicts", and how many there are in all. */
enum status conflicts_json(
    struct json *j, const struct checked *c, uint32_t below, struct error *err);

#endif
