/* SPDX-License-Identifier: Apache-2.0 */
/*
 * where_used - which products and assemblies hold an item.
 *
 * Reads:  checked.h, where.h, path.h, table.h
 * Gives:  what `trace --where-used` prints: the products and the direct users
 *         for a reader, everything above for a program
 * Memory: rows are written as they come; for a reader the shown ones stand in
 *         memory
 */
#ifndef RETRACE_WHERE_USED_H
#define RETRACE_WHERE_USED_H

#include "core/report/checked.h"
#include "core/report/table.h"
#include "core/trace/where.h"

struct where_used {
	const struct checked *checked; /* its bom, inputs and findings */
	struct where where;
	bool all; /* a reader sees every item above, however many */
};

enum status where_used_write(FILE *to, enum format_out format,
    const struct style *style, const struct where_used *u, struct error *err);

/* ---- for the files where_used*.c */
/* Items of a way in words, at each of its ends. */
#define WHERE_USED_ENDS 4
enum status where_used_eye(FILE *to, const struct style *style,
    const struct where_used *u, struct error *err);

#endif
