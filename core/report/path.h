/* SPDX-License-Identifier: Apache-2.0 */
/*
 * path - how a report names items, quantities and ways.
 *
 * Reads:  explain.h, where.h, json.h
 * Gives:  "ACME MAG-1 rev B", "4", "0.25 m", "DRIVE > ROTOR > MAG-1"; and
 *         the same for JSON
 * Memory: texts go into the caller's arrays
 */
#ifndef RETRACE_PATH_H
#define RETRACE_PATH_H

#include "core/report/json.h"
#include "core/report/table.h"
#include "core/trace/explain.h"
#include "core/trace/where.h"

#define LABEL_TEXT 600
#define PATH_TEXT 2000
#define QUANTITY_TEXT (NUM_TEXT + 8)
#define QUANTITIES_TEXT (2 * QUANTITY_TEXT + 16)

/* "MAKER PART rev R"; the result points into buf. */
struct str path_label(const struct bom *b, uint32_t item, char buf[LABEL_TEXT]);
/* "Ring, NdFeB N45SH": the name and what it is made of, of what is stated; the
 * result may point into buf. */
struct str path_name(const struct bom *b, uint32_t item, char buf[LABEL_TEXT]);
/* "MAKER PART rev R (Name)", for a terminal. */
void path_put_label(FILE *to, const struct bom *b, uint32_t item);

/* A way from the top down, a long one without its middle: n items, left_out
 * more of them behind the first `head`. */
#define WAY_ENDS 32
struct way {
	uint32_t item[2 * WAY_ENDS];
	size_t n, head, left_out;
};
/* The heaviest way from the root to a share, at most `ends` items of each
 * end; ends is at most EXPLAIN_HEAD. */
void way_to_share(
    struct way *w, const struct explanation *e, uint32_t share, size_t ends);
/* The heaviest way from what holds an item down to it; ends is at most
 * WHERE_FOOT. */
void way_from_above(
    struct way *w, const struct where *x, const struct above *a, size_t ends);
/* "DRIVE > ROTOR > (3 more) > MAG-1" */
void way_text(char out[PATH_TEXT], const struct bom *b, const struct way *w);
/* [part, part, ...]; null stands for the middle. */
void way_json(
    struct json *j, const char *key, const struct bom *b, const struct way *w);

/* The heaviest way from the root to a share. */
void path_text(char out[PATH_TEXT], const struct bom *b,
    const struct explanation *e, uint32_t share);
/* How much of the item is below the root, in its base unit. */
void path_quantity(
    char out[QUANTITIES_TEXT], const struct bom *b, const struct share *s);
/* An interval of quantities of the item, each end with its unit. */
void path_quantities(char out[QUANTITIES_TEXT], const struct bom *b,
    uint32_t item, const struct exact *q);
/* "g" of what is counted in grams; "each" of pieces; "" where it is not
 * known. */
const char *path_unit(const struct bom *b, uint32_t item);

/* Is the use one of several alternatives? */
bool path_is_choice(const struct bom *b, uint32_t use);

/* A count that may be of any length: beyond 40 digits "about 1.2e45". */
#define COUNT_TEXT 64
void path_count(char out[COUNT_TEXT], mpz_srcptr n);

/* Five cells: maker, part, revision, all of these as one, name; blank for
 * BOM_NONE. */
void path_put_item(struct table *t, const struct bom *b, uint32_t item);
/* {maker, part, revision, name, file, line}; blanks are left out. */
void path_item_json(
    struct json *j, const char *key, const struct bom *b, uint32_t item);
/* [part, part, ...] from the root down; of a very long way null stands for
 * its middle. */
void path_json(struct json *j, const char *key, const struct bom *b,
    const struct explanation *e, uint32_t share);

#endif
