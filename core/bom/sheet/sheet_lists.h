/* SPDX-License-Identifier: Apache-2.0 */
/*
 * sheet_lists - of which products the lists of parts of a workbook are.
 *
 * Reads:  bom.h: a probe, into which all sheets were read
 * Gives:  what the product of each list is called that does not say it itself;
 *         refuses lists of which nobody can tell
 * Memory: names are copied into an arena that the caller names
 */
#ifndef RETRACE_SHEET_LISTS_H
#define RETRACE_SHEET_LISTS_H

#include "core/bom/field/fields.h"
#include "core/bom/sheet/sheet_book.h"

struct sheet_lists {
	const struct bom *b; /* the probe, not linked */
	const struct book *book;
	const uint32_t *file; /* [book->n] that each sheet is in the probe;
				 BOM_NONE: it is no table */
	const char *path;     /* of the workbook, for what is told */
	struct str stem;      /* what it calls its own product */
	struct arena *mem;
	struct findings *f;
};

/* What a list of the probe calls its product, where nothing says it. */
#define SHEET_LISTS_ROOM 24
struct str sheet_lists_mark(size_t sheet, char out[SHEET_LISTS_ROOM]);

/* [book->n] out: an empty product is called by the file.  Err: refused, told.
 */
enum status sheet_lists_call(const struct sheet_lists *x, struct called *out);

#endif
