/* SPDX-License-Identifier: Apache-2.0 */
/*
 * accounted_lists - what was not taken, or not as it was written, as rows of
 * lists; only the files of accounted include this.
 *
 * Reads:  core/bom/account.h
 * Gives:  each list with its names, and its rows one by one
 * Memory: a row borrows from the bom, and has room for the rest
 */
#ifndef RETRACE_ACCOUNTED_LISTS_H
#define RETRACE_ACCOUNTED_LISTS_H

#include "core/report/path.h"
#include "core/report/trace/accounted.h"

/* What is listed. */
enum accounted_list {
	LIST_PASSED,    /* names that are passed over */
	LIST_FILES,     /* files of a folder that are not read */
	LIST_UNMATCHED, /* documents of no part */
	LIST_RESPELT,   /* names that are written otherwise */
	LIST_CAS,       /* numbers that nobody knows */
	LIST_SILENT,    /* parts of which nobody speaks */
	LIST_COUNT
};

struct accounted_heading {
	const char *kind, *key; /* in a table, in JSON */
	const char *heading;    /* for a reader */
};
extern const struct accounted_heading accounted_lists[LIST_COUNT];

/* One thing of a list. */
struct accounted_row {
	struct str name, detail;
	uint64_t n;
	struct pos at;
	char text[2][LABEL_TEXT]; /* room for name and detail */
};

/* How many rows may be asked for; some may be of another list. */
size_t accounted_list_size(const struct account *a, enum accounted_list l);
/* False: it is not of this list. */
bool accounted_row_get(const struct account *a, enum accounted_list l, size_t i,
    struct accounted_row *r);

/* The whole account as one JSON document. */
enum status accounted_json(
    FILE *to, const struct accounted *x, struct error *err);

#endif
