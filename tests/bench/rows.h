/* SPDX-License-Identifier: Apache-2.0 */
/*
 * rows - the first cells of each row of a table made by make_bom.
 *
 * Gives:  what the programs that retrace is held against read with; a cell
 *         that they need has no quotes
 * Memory: the file is mapped and stays
 */
#ifndef RETRACE_BENCH_ROWS_H
#define RETRACE_BENCH_ROWS_H

#include <stdbool.h>
#include <stddef.h>

#define ROWS_ELEMENTS 17
#define ROWS_COLUMNS (ROWS_ELEMENTS * 3) /* CN, another, unknown for each */

extern const char rows_element[ROWS_ELEMENTS][3];

struct cell {
	const char *p;
	size_t n;
};

struct rows {
	const char *p, *end;
	size_t size; /* [bytes] of the file */
	struct cell cell[4];
};

/* The whole file; does not return where it cannot be had. */
struct cell rows_map(const char *path);
/* Behind the header. */
void rows_open(struct rows *r, const char *path);
/* Fills the first n cells; false at the end. */
bool rows_next(struct rows *r, size_t n);
double rows_number(struct cell c);
/* element * 3 + origin */
int rows_column(struct cell element, struct cell origin);

#endif
