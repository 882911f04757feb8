/* SPDX-License-Identifier: Apache-2.0 */
/*
 * documents - what was declared about an item, and where that stands.
 *
 * Reads:  bom.h, text.h, json.h
 * Gives:  content lines with their document, origins by stage with evidence
 * Memory: none
 */
#ifndef RETRACE_DOCUMENTS_H
#define RETRACE_DOCUMENTS_H

#include "core/bom/bom.h"
#include "core/report/amount.h"
#include "core/report/json.h"
#include "core/report/text.h"

/* "3 %", "below 0.1 g": what a document states. */
void documents_amount(
    char out[AMOUNT_RANGE], const struct bom *b, const struct amount *a);
/* By its name; else by formula or registry number. */
struct str documents_substance(const struct bom *b, uint32_t substance);
void documents_write(FILE *to, const struct bom *b, uint32_t item);
/* Arrays "content" and "origins" into the open object. */
void documents_json(struct json *j, const struct bom *b, uint32_t item);

#endif
