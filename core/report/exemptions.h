/* SPDX-License-Identifier: Apache-2.0 */
/*
 * exemptions - from what a rule brings, which conditions exempt an item.
 *
 * Reads:  checked.h, outcomes.h
 * Gives:  each exemption of a pack for a verdict, whether it holds, and on what
 *         that depends; without a transaction as far as the item tells
 */
#ifndef RETRACE_EXEMPTIONS_H
#define RETRACE_EXEMPTIONS_H

#include "core/report/checked.h"
#include "core/report/json.h"
#include "core/report/text.h"

#define EXEMPTION_TEXT 2400

/* Calls put() with a sentence for each exemption that holds or may hold; with a
 * transaction never, for its outcome says so. */
void exemptions_each(const struct checked *c, size_t rule, uint32_t item,
    enum language l, void (*put)(void *to, const char *text), void *to);
void exemptions_write(FILE *to, const struct style *s, const struct checked *c,
    size_t rule, uint32_t item);
/* All of them, in an array; nothing where the rule has none. */
void exemptions_json(
    struct json *j, const struct checked *c, size_t rule, uint32_t item);

#endif
