/* SPDX-License-Identifier: Apache-2.0 */
/*
 * readings - a rule of which the law does not say how it is counted: what each
 * reading comes to, and where they differ.
 *
 * Reads:  reason.h, margins.h, arithmetic.h
 * Gives:  sentences for a reader, members of a document for a program, a field
 *         of a row
 * Memory: none beyond one reading
 */
#ifndef RETRACE_READINGS_H
#define RETRACE_READINGS_H

#include "core/report/json.h"
#include "core/report/reason.h"
#include "core/report/text.h"

/* All of them tell nothing of a rule without readings. */
#define READINGS_TEXT 1200
/* "element: clear; magnet: triggered" */
void readings_text(char out[READINGS_TEXT], const struct checked *c,
    size_t rule, uint32_t item);
/* Each with its arithmetic, and on demand with what would flip it. */
enum status readings_write(FILE *to, const struct style *style,
    const struct checked *c, size_t rule, uint32_t item, bool margins,
    struct error *err);
/* The array "readings" into the open object. */
enum status readings_json(struct json *j, const struct checked *c, size_t rule,
    uint32_t item, bool margins, struct error *err);

#endif
