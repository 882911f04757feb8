/* SPDX-License-Identifier: Apache-2.0 */
/*
 * columns_told - what each column of a table was taken for, and why.
 *
 * Reads:  csv_header.h
 * Gives:  a row per column, with how many of its cells are filled and what the
 *         first of them says
 * Memory: columns_told_free()
 */
#ifndef RETRACE_COLUMNS_TOLD_H
#define RETRACE_COLUMNS_TOLD_H

#include "core/base/arena.h"

struct csv_header;
struct csv_field;

struct told_column {
	const char *file;
	struct str heading, example; /* example: empty, if none is filled */
	const char *why;
	char column[40]; /* "" : none */
	size_t filled;
};

struct columns_told {
	struct told_column *list;
	size_t n, cap;
	struct arena mem;
};

/* Of a table with its header row; false: memory. */
bool columns_told_begin(struct columns_told *told, const char *file,
    const struct csv_header *h, const struct csv_field *field);
/* One row more. */
bool columns_told_row(
    struct columns_told *told, const struct csv_field *field, size_t n);
void columns_told_free(struct columns_told *told);

#endif
