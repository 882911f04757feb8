/* SPDX-License-Identifier: Apache-2.0 */
/*
 * held - what is in a product: as a tree, or item by item.
 *
 * Reads:  outline.h, table.h
 * Gives:  what `trace` prints without --by: lines for a reader, rows for a
 *         program
 * Memory: rows are written as they come
 */
#ifndef RETRACE_HELD_H
#define RETRACE_HELD_H

#include "core/report/assumptions.h"
#include "core/report/table.h"
#include "core/report/trace/outline.h"

struct held {
	const struct checked *checked;
	const uint32_t *root; /* [nroot] products, or the item asked for */
	size_t nroot;
	size_t depth;      /* levels below; SIZE_MAX: all */
	bool all;          /* a reader sees every line, however many */
	uint32_t elements; /* that are told; 0: all rare earths */
};

/* Level by level, each sub-assembly once. */
enum status held_tree(FILE *to, enum format_out format,
    const struct style *style, const struct held *h, struct error *err);
/* One row per item. */
enum status held_flat(FILE *to, enum format_out format,
    const struct style *style, const struct held *h, struct error *err);

/* ---- for the files of trace's reports */
#define HEADING_TEXT 120
/* "Rare earths", "Of Chinese origin": as headings of columns. */
void held_headings(
    char every[HEADING_TEXT], char origin[HEADING_TEXT], const struct held *h);
/* The document up to its lines, and behind them. */
void held_json_begin(struct json *j, const struct held *h, const char *view);
void held_json_end(struct json *j, const struct held *h);
/* An end as a number for a row: six digits, rounded outwards; "" for none. */
void held_put_end(struct table *t, const struct exact *x, bool high);
/* The last columns of a row of items: what is in one, and where it stands. */
/* clang-format off */
#define HELD_COLUMNS \
	{ "mass_low", "", 0 }, \
	{ "mass_high", "", 0 }, \
	{ "rare_earth_low", "", 0 }, \
	{ "rare_earth_high", "", 0 }, \
	{ "origin_low", "", 0 }, \
	{ "origin_high", "", 0 }, \
	{ "undisclosed", "", 0 }, \
	{ "file", "", 0 }, \
	{ "line", "", 0 }, \
	{ "open_ends", "", 0 }, \
	{ "assumptions", "", 0 }
/* clang-format on */
/* How many of n columns there are: the last only where something is assumed. */
size_t held_ncolumn(const struct held *h, size_t n);
/* That column: what is assumed of the item and of what is in it. */
void held_put_assumed(struct table *t, const struct held *h,
    const struct assumption_marks *m, uint32_t item);
/* How the columns of an amount begin: "mass_". */
extern const char *const held_columns[HELD_COUNT];
/* Of a row: the columns whose end is not reached, "mass_high origin_low". */
struct held_open {
	char text[120];
};
/* Both ends, and in open which of them are not reached; name is that of their
 * columns: "mass_", or "". */
void held_put_ends(struct table *t, const struct exact *x, const char *name,
    struct held_open *open);
/* For a reader: "3 g to 5 g". */
void held_put_mass(struct table *t, const struct exact *x, enum tone tone);
/* Bad if there is surely some, open if there may be. */
enum tone held_tone(const struct exact *x);

#endif
