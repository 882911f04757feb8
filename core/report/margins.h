/* SPDX-License-Identifier: Apache-2.0 */
/*
 * margins - which other number would flip a verdict, in words.
 *
 * Reads:  reason.h, break_even.h
 * Gives:  a sentence for a reader, members of a document for a program
 * Memory: none beyond one verdict
 */
#ifndef RETRACE_MARGINS_H
#define RETRACE_MARGINS_H

#include "core/report/path.h"
#include "core/report/reason.h"
#include "core/report/text.h"

/* So many of an item: "150", "2.5 kg". */
#define MARGIN_TEXT (QUANTITIES_TEXT + AMOUNT_TEXT)
void margins_quantity(
    char out[MARGIN_TEXT], const struct bom *b, uint32_t item, mpq_srcptr q);

/* Is it affordable for `items` of one report? */
bool margins_affordable(const struct checked *c, size_t items);
/* "The limit is reached by any one of these alone: ..."; nothing where the
 * rule has no limit, or does not cover the item. */
enum status margins_write(FILE *to, const struct style *style,
    const struct checked *c, const struct reason *r, struct error *err);
/* The array "break_even". */
enum status margins_json(struct json *j, const struct checked *c,
    const struct reason *r, struct error *err);

#endif
