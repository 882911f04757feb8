/* SPDX-License-Identifier: Apache-2.0 */
/*
 * path - how a report names items, quantities and ways.
 *
 * Reads:  checked.h, explain.h, json.h
 * Gives:  "ACME MAG-1 rev B", "4", "0.25 m", "DRIVE > ROTOR > MAG-1"; and
 *         the same for JSON
 * Memory: texts go into the caller's arrays
 */
#ifndef RETRACE_PATH_H
#define RETRACE_PATH_H

#include "core/report/json.h"
#include "core/trace/explain.h"

#define LABEL_TEXT 600
#define PATH_TEXT 2000
#define QUANTITY_TEXT (NUM_TEXT + 8)

/* "MAKER PART rev R"; the result points into buf. */
struct str path_label(const struct bom *b, uint32_t item, char buf[LABEL_TEXT]);
/* The heaviest way from the root to a share; a long one without its middle. */
void path_text(char out[PATH_TEXT], const struct bom *b,
    const struct explanation *e, uint32_t share);
/* How much of the item is below the root, in its base unit. */
void path_quantity(
    char out[QUANTITY_TEXT], const struct bom *b, const struct share *s);

/* {maker, part, revision, name, file, line}; blanks are left out. */
void path_item_json(
    struct json *j, const char *key, const struct bom *b, uint32_t item);
/* [part, part, ...] from the root down; of a very long way null stands for
 * its middle. */
void path_json(struct json *j, const char *key, const struct bom *b,
    const struct explanation *e, uint32_t share);

#endif
